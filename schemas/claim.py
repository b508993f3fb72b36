"""A claim: a number with a proof."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from schemas.quantity import AsOf, Period, Quantity
from schemas.values import Box, Record, sorted_keys

Lang = Literal["kk", "ru", "en", "kk-Latn", "ru-Latn", "und"]
SectionKind = Literal[
    "title",
    "authors",
    "abstract",
    "keywords",
    "body",
    "conclusion",
    "references",
    "table",
    "caption",
    "footnote",
    "other",
]
Kind = Literal["count", "share", "ratio", "money", "duration", "age", "change", "statistic", "rank", "other"]
Status = Literal["measured", "estimated", "projected", "target"]
Topic = Annotated[dict[str, str], AfterValidator(sorted_keys)]
Label = Annotated[dict[str, str], AfterValidator(sorted_keys)]


class CellPlace(Record):
    """The table cell that a claim was read from."""

    table_id: str
    row: int
    col: int


class Location(Record):
    """Where a claim stands: spans in `Paper.text`, page and box of a PDF, span in a text file, cell of a table."""

    start: int | None = None
    end: int | None = None
    quote_start: int | None = None
    quote_end: int | None = None
    page: int | None = None
    bbox: Box | None = None
    source_start: int | None = None
    source_end: int | None = None
    cell: CellPlace | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Location:
        if self.cell is None and (self.start is None or self.end is None or self.start >= self.end):
            raise ValueError("a claim without a place can't be built: give a span or a cell")
        return self


class Places(Record):
    """`area`, or `origin` and `host`: ISO codes or group codes joined by `+`; `text` for words that no code has."""

    area: str | None = None
    origin: str | None = None
    host: str | None = None
    text: str | None = None


class Citation(Record):
    """What the text names as the source of a figure; `ref_id` when it is in the reference list.

    `keys` name the source alike in every paper and language: its DOI, the body that issues it, its first author with
    the year and a word of the title.
    """

    text: str
    ref_id: str | None = None
    keys: tuple[str, ...] = ()


class Claim(Record):
    """One numeric claim of one paper (CONTRACT.md, Claim)."""

    claim_id: str
    paper_id: str
    origin: Literal["prose", "table"]
    lang: Lang
    section_kind: SectionKind
    quote: str
    surface: str
    location: Location
    quantity: Quantity
    kind: Kind
    topic: Topic
    label: Label
    places: Places = Places()
    period: Period | None = None
    as_of: AsOf | None = None
    status: Status = "measured"
    weight: Literal["normal", "low"] = "normal"
    inherited: tuple[str, ...] = ()
    whole: Topic | None = None
    cited: tuple[Citation, ...] = ()
    confidence: float = 1.0
    corrected: tuple[str, ...] = ()
    """Slots that a reviewer corrected; in `claims.jsonl` and what is made of it, never in a paper's own file."""

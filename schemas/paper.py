"""A paper as it was read: text, sections, tables, claims, findings, and what was not read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from schemas.claim import Claim, Lang, SectionKind
from schemas.finding import Finding
from schemas.table import Table
from schemas.values import SCHEMA_VERSION, Record, Version, sorted_keys

UnreadReason = Literal[
    "citation",
    "date",
    "law number",
    "page",
    "identifier",
    "section number",
    "note",
    "name",
    "idiom",
    "statistic",
    "unknown",
]


class Source(Record):
    """The file that a paper was read from."""

    path: str
    also_at: tuple[str, ...] = ()
    sha256: str
    bytes: int
    media_type: str
    pages: int | None = None
    reader: str
    ocr_pages: tuple[int, ...] = ()


class Metadata(Record):
    """Bibliographic facts found in the text or the file."""

    titles: Annotated[dict[str, str], AfterValidator(sorted_keys)] = {}
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str | None = None
    journal: str | None = None


class Section(Record):
    """A stretch of one kind and one language. Sections tile `Paper.text`; source ranges tile a text file."""

    section_id: str
    kind: SectionKind
    lang: Lang
    heading: str | None = None
    start: int
    end: int
    source_start: int | None = None
    source_end: int | None = None


class Reference(Record):
    """One entry of the reference list."""

    ref_id: str
    label: str | None = None
    text: str
    start: int
    end: int
    doi: str | None = None


class Unread(Record):
    """Digits that were seen and are no claim, and why."""

    surface: str
    reason: UnreadReason
    start: int
    end: int
    page: int | None = None


class Coverage(Record):
    """How many digit groups outside the references were seen, and where each went."""

    digits: int = 0
    in_claims: int = 0
    in_tables: int = 0
    unread: Annotated[dict[str, int], AfterValidator(sorted_keys)] = {}


class Diagnostic(Record):
    """Something that a reader of the result should know about how the paper was read."""

    level: Literal["info", "warning", "error"]
    code: str
    message: str
    page: int | None = None


class Paper(Record):
    """One paper. It can't be built when a section, claim, reference or unread number is not at its place."""

    schema_version: Version = SCHEMA_VERSION
    paper_id: str
    work_id: str
    source: Source
    metadata: Metadata = Metadata()
    text: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    references: tuple[Reference, ...] = ()
    unread: tuple[Unread, ...] = ()
    coverage: Coverage = Coverage()
    diagnostics: tuple[Diagnostic, ...] = ()

    @model_validator(mode="after")
    def _places_hold(self) -> Paper:
        check_places(self)
        return self


def check_places(paper: Paper) -> None:
    """Raise ValueError unless every section, claim, reference and unread number stands where it says."""
    _check_tiling(paper)
    tables = {table.table_id: table for table in paper.tables}
    for claim in paper.claims:
        _check_claim(claim, paper.text, tables)
    for item in (*paper.unread,):
        if paper.text[item.start : item.end] != item.surface:
            raise ValueError(f"unread number {item.surface!r} is not at {item.start}:{item.end}")
    for ref in paper.references:
        if paper.text[ref.start : ref.end] != ref.text:
            raise ValueError(f"reference {ref.ref_id} is not at {ref.start}:{ref.end}")


def _check_tiling(paper: Paper) -> None:
    end, source_end = 0, 0
    for section in paper.sections:
        if section.start != end or section.end < section.start:
            raise ValueError(f"section {section.section_id} starts at {section.start}, not at {end}")
        if section.source_start is not None and section.source_end is not None:
            if section.source_start != source_end or section.source_end < section.source_start:
                raise ValueError(
                    f"section {section.section_id}: source range starts at {section.source_start}, not {source_end}"
                )
            source_end = section.source_end
        end = section.end
    if end != len(paper.text):
        raise ValueError(f"sections end at {end}, the text at {len(paper.text)}")


def _check_claim(claim: Claim, text: str, tables: dict[str, Table]) -> None:
    place = claim.location
    if place.start is not None and text[place.start : place.end] != claim.surface:
        raise ValueError(f"claim {claim.claim_id}: {claim.surface!r} is not at {place.start}:{place.end}")
    if place.quote_start is not None and text[place.quote_start : place.quote_end] != claim.quote:
        raise ValueError(f"claim {claim.claim_id}: its quote is not at {place.quote_start}:{place.quote_end}")
    if claim.origin == "prose" and (place.start is None or place.quote_start is None):
        raise ValueError(f"claim {claim.claim_id}: a claim from prose has its place and its quote's in the text")
    if claim.origin == "table" and place.cell is None:
        raise ValueError(f"claim {claim.claim_id}: a claim from a table has a cell")
    if place.cell is not None:
        table = tables.get(place.cell.table_id)
        if table is None or place.cell.row >= len(table.rows) or place.cell.col >= len(table.rows[place.cell.row]):
            raise ValueError(
                f"claim {claim.claim_id}: no cell {place.cell.row},{place.cell.col} in {place.cell.table_id}"
            )
        if claim.surface not in table.rows[place.cell.row][place.cell.col]:
            raise ValueError(f"claim {claim.claim_id}: {claim.surface!r} is not in its cell")

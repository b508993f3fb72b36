"""How a finding is written: its id, its numbers, and its explanation in three languages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from babel.lists import format_list

from pipeline.comparing.explaining import interval_in, number_in
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.interval import Precision, narrow_interval_of
from schemas import CellPlace, Check, Claim, Finding, Interval, Paper

Verdict = Literal["consistent", "inconsistent"]

_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a paper, from a claim or a cell: its value, the interval that its printing allows, its form."""

    value: Decimal
    interval: Interval
    surface: str
    claim: Claim | None = None
    cell: CellPlace | None = None
    worth: Decimal | None = None
    """The value of a cell fully scaled, where its table counts in thousands; None: as printed."""

    @property
    def scaled(self) -> Decimal:
        """The value fully scaled."""
        return self.value if self.worth is None else self.worth

    def is_said(self, value: Decimal) -> bool:
        """Whether a text that gives this value may mean the figure: as printed or fully scaled."""
        return value in (self.value, self.worth)


@dataclass(frozen=True, slots=True)
class Held:
    """Figures that were held against each other: what was computed, and what is printed.

    `words` fills the check's sentence; a Decimal among them is written as each language writes numbers,
    a sequence of strings as a list, a mapping by language.
    """

    check: Check
    verdict: Verdict
    figures: Sequence[Figure]
    expected: Interval
    printed: str
    words: Mapping[str, object]
    template: str = ""
    """Which sentence of the check, when it has more than one for a verdict."""
    decides: bool = False
    """Whether a statement stands or falls with it: significance, a majority, a rise every year."""


def figure_of(claim: Claim) -> Figure | None:
    """The figure of a claim; None for a range, which no arithmetic here takes."""
    quantity = claim.quantity
    if quantity.value is None:
        return None
    return Figure(quantity.value, quantity.interval, " ".join(claim.surface.split()), claim=claim)


def figures_of(claims: Iterable[Claim]) -> list[Figure]:
    """The figures of claims that have a single value."""
    return [figure for figure in map(figure_of, claims) if figure is not None]


def figure_at(paper: Paper, value: Decimal, span: tuple[int, int]) -> Figure:
    """The figure of a number printed at a place of the text, whether a claim reads it or not; rounding alone."""
    start, end = span
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else None
    here = (c for c in paper.claims if c.origin == "prose" and start <= (c.location.start or 0) < end)
    return Figure(value, narrow_interval_of(value, Precision(step)), paper.text[start:end], claim=next(here, None))


def record(paper: Paper, held: Held) -> Finding:
    """The finding. Its id comes from the paper's bytes, the check, and the claims and cells involved."""
    claims = tuple(dict.fromkeys(figure.claim.claim_id for figure in held.figures if figure.claim is not None))
    cells = tuple(dict.fromkeys(figure.cell for figure in held.figures if figure.cell is not None))
    places = [*claims, *(f"{cell.table_id}:{cell.row}:{cell.col}" for cell in cells)]
    key = "\n".join([paper.source.sha256, held.check, held.template, *sorted(places)])
    return Finding(
        finding_id="f" + hashlib.sha256(key.encode()).hexdigest()[:16],
        paper_id=paper.paper_id,
        check=held.check,
        verdict=held.verdict,
        numbers=tuple(dict.fromkeys(figure.scaled for figure in held.figures)),
        claims=claims,
        cells=cells,
        expected=_plain(held.expected),
        printed=held.printed,
        explanation={lang: _sentence(held, lang) for lang in LANGUAGES},
        severity=None if held.verdict == "consistent" else "changes-conclusion" if held.decides else "detail",
    )


def _sentence(held: Held, lang: str) -> str:
    sentences = knowledge(lang, "explanations")["check"][held.check]
    words = {name: _in_words(value, lang) for name, value in held.words.items()}
    words["expected"] = interval_in(held.expected, lang, decimals=_shown(held.expected))
    words["printed"] = held.printed
    return str(sentences[held.template or held.verdict].format(**words))


def _in_words(value: object, lang: str) -> str:
    if isinstance(value, Decimal):
        return number_in(value, lang, decimals=_DECIMALS)
    if isinstance(value, Mapping):
        return str(value.get(lang) or next(iter(value.values()), ""))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return format_list([str(item) for item in value], locale=lang)
    return str(value)


def _shown(interval: Interval) -> int:
    """Decimals to show: more for a number below one, where two would leave nothing of it."""
    return 5 if all(end is None or abs(end) < 1 for end in interval) else _DECIMALS


def _plain(interval: Interval) -> str:
    low, high = interval
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"<= {_digits(high, _DECIMALS)}" if high is not None else f">= {_digits(low, _DECIMALS)}"
    shown = _shown(interval)
    first, last = _digits(low, shown), _digits(high, shown)
    return first if first == last else f"{first}..{last}"


def _digits(value: Decimal | None, decimals: int) -> str:
    shown = value or Decimal(0)
    text = format(shown.quantize(Decimal(1).scaleb(-decimals)), "f") if abs(shown) < Decimal(10) ** 20 else str(shown)
    return text.rstrip("0").rstrip(".") if "." in text else text

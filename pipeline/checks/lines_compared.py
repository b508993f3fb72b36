"""Two lines of a table compared in the text: "the price in A is 1.9 times that in B", "by 30 % more than in B"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import as_multiple, is_amount
from pipeline.checks.change_words import is_size_of_change
from pipeline.checks.findings import Figure, Held, Verdict
from pipeline.checks.grids import Grid, worth_of
from pipeline.checks.naming import Statement, lines_named, measures_of, told_of_tables
from pipeline.checks.sentences import Sentence, sentences_of
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply, subtract
from schemas import Finding, Interval, Paper

PLAUSIBLE: Final = (Decimal("0.5"), Decimal(2))
"""Computed by printed value: outside this the sentence compares something else."""


def lines_compared(paper: Paper) -> Iterator[Finding]:
    """Every multiple, percentage or difference by which the text says that one line of a table exceeds another."""
    compared = [(one.start, one.end, one) for one in sentences_of(paper) if _size_in(paper.text, one) is not None]

    def held_against(statement: Statement, grid: Grid) -> list[Held]:
        size = _size_in(paper.text, statement.said) if statement.said is not None else None
        held = _held(statement, as_multiple(size), grid) if size is not None else None
        return [held] if held is not None else []

    yield from told_of_tables(paper, compared, held_against)


def _size_in(text: str, sentence: Sentence) -> Figure | None:
    """The one size of a difference that a sentence gives."""
    sizes = [figure for figure in sentence.figures() if _is_size(text, sentence, figure)]
    return sizes[0] if len(sizes) == 1 else None


def _is_size(text: str, sentence: Sentence, figure: Figure) -> bool:
    claim = figure.claim
    times = claim is not None and claim.quantity.unit == "times" and figure.value > 1
    return times or is_size_of_change(text, sentence, figure)


def _held(statement: Statement, size: Figure, grid: Grid) -> Held | None:
    for lines, across in ((grid.rows(), grid.columns()), (grid.columns(), grid.rows())):
        named = [line for _, line in lines_named(statement, [line for line in lines if not line.total])]
        if len(named) != 2:
            continue
        one, other = named
        measures = [m for m in measures_of(statement, grid, one, across) if other.position in m.figures]
        if len(measures) != 1:
            continue
        a, b = (measures[0].figures[line.position] for line in named)
        told = [f for f in statement.figures() if f is not size and f.claim is not size.claim and is_amount(f)]
        if told and not any(cell.is_said(f.value) for f in told for cell in (a, b)):
            return None  # it tells values of its own
        low, high = sorted((a, b), key=lambda figure: figure.value)
        if low.value <= 0 or low.value == high.value:
            return None
        return _compared(size, low, high, grid)
    return None


def _compared(size: Figure, low: Figure, high: Figure, grid: Grid) -> Held | None:
    """The size of the difference held against the two cells; a percentage may be of either."""
    unit = size.claim.quantity.unit if size.claim is not None else None
    less, more = worth_of(grid, low), worth_of(grid, high)
    if unit == "times":
        computed: list[Interval] = [divide(more, less)]
    elif unit == "percent":
        computed = [multiply(divide(subtract(more, less), of), HUNDRED) for of in (less, more)]
        computed.append(subtract(more, less))
    else:
        computed = [subtract(more, less)]
    fitting = [made for made in computed if meets(made, size.interval)]
    made = (fitting or computed)[0]
    if not fitting and not _is_near(made, size):
        return None
    verdict: Verdict = "consistent" if fitting else "inconsistent"
    words: dict[str, object] = {"a": low.surface, "b": high.surface}
    if unit == "times":
        return Held("multiple", verdict, [low, high, size], made, size.surface, words)
    template = "" if unit == "percent" else f"difference-{verdict}"
    return Held("growth", verdict, [low, high, size], made, size.surface, words, template)


def _is_near(made: Interval, size: Figure) -> bool:
    if made[0] is None or made[1] is None or size.claim is None or size.claim.quantity.bound not in ("=", "~"):
        return False
    return PLAUSIBLE[0] <= (made[0] + made[1]) / 2 / size.value <= PLAUSIBLE[1]

"""Columns of a table that are computed from others: shares of a row's or column's number, growth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, permutations
from typing import Final, NamedTuple

from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.granularity import samples_of
from pipeline.checks.grids import Grid, Line, counted, grids_of, is_percent, percent_interval
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply, subtract, total
from schemas import Check, Finding, Interval, Paper

MOST_COLUMNS: Final = 12
"""Wider tables are tables of data: there some column fits some others by chance."""

LEAST_ROWS: Final = 3
"""Two rows may fit by chance."""

LEAST_EXACT: Final = 2
"""Two rows are enough where shares are printed with decimals: one fits by chance once in hundreds of times."""

MISPRINT: Final = Decimal("0.5")
"""In a column that is computed else, a cell that misses by more is of another kind (a base of another year, say)."""

ONLY: Final = Decimal(2)
"""Unless it is the only one: then it may miss by as much as this."""

LEAST_ELSE: Final = 4
"""So many other cells must hold beside the only one that does not."""


class Relation(NamedTuple):
    """How a percent column may follow from two others: the check's name, the computation, the words of a finding."""

    check: Check
    compute: Callable[[Interval, Interval], Interval]
    words: tuple[str, str]


def _share(part: Interval, whole: Interval) -> Interval:
    return multiply(divide(part, whole), HUNDRED)


def _growth(before: Interval, after: Interval) -> Interval:
    return multiply(divide(subtract(after, before), before), HUNDRED)


RELATIONS: Final = (
    Relation("share-of-whole", _share, ("part", "whole")),
    Relation("growth", _growth, ("a", "b")),
)


def computed_columns(paper: Paper) -> Iterator[Finding]:
    """Every cell of a percent column that follows from other cells of its table."""
    samples = samples_of(paper)
    for grid in grids_of(paper):
        columns = [line for line in grid.columns() if not line.broken]
        if len(columns) <= MOST_COLUMNS:
            for column in columns:
                if is_percent(grid, column.figures.values()):
                    for held in _follows(grid, column, columns, samples):
                        yield record(paper, held)


def _follows(grid: Grid, column: Line, columns: Sequence[Line], samples: Sequence[Figure]) -> list[Held]:
    """The cells of the column as the relation computes them that fits most: at least two thirds of three rows."""
    counts = [line for line in columns if line is not column and not is_percent(grid, line.figures.values())]
    best: list[Held] = []
    candidates = [
        *_of_column_totals(grid, column, counts),
        *_of_two_columns(grid, column, counts),
        *_of_rows_before(grid, column, counts),
        *_of_samples(grid, column, counts, samples),
    ]
    for candidate in candidates:
        holding = _holding(candidate)
        if holding >= _least(candidate) and 3 * holding >= 2 * len(candidate) and holding > _holding(best):
            best = candidate
    only = _holding(best) == len(best) - 1 >= LEAST_ELSE
    return [held for held in best if held.verdict == "consistent" or _is_misprint(held, ONLY if only else MISPRINT)]


def _least(candidate: Sequence[Held]) -> int:
    """How many rows must hold before the relation is believed."""
    exact = [held for held in candidate if held.verdict == "consistent" and _has_decimals(held.figures[0])]
    return LEAST_EXACT if len(exact) >= LEAST_EXACT else LEAST_ROWS


def _has_decimals(figure: Figure) -> bool:
    exponent = figure.value.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0


def _holding(found: Sequence[Held]) -> int:
    return sum(held.verdict == "consistent" for held in found)


def _of_column_totals(grid: Grid, column: Line, counts: Sequence[Line]) -> Iterator[list[Held]]:
    """Each count as a share of its column's total, or of the sum of the column where no row is its total."""
    for count in counts:
        totals = [figure for row, figure in count.figures.items() if grid.is_total(row, by_row=True)]
        parts = {row: figure for row, figure in count.figures.items() if not grid.is_total(row, by_row=True)}
        whole = total(counted(grid, figure) for figure in (totals if len(totals) == 1 else parts.values()))
        surface = totals[0].surface if len(totals) == 1 else str(sum((f.value for f in parts.values()), Decimal(0)))
        yield [
            _held(
                RELATIONS[0],
                column.figures[row],
                (part, totals[0] if len(totals) == 1 else None),
                RELATIONS[0].compute(counted(grid, part), whole),
                surface,
            )
            for row, part in parts.items()
            if row in column.figures
        ]


def _of_rows_before(grid: Grid, column: Line, counts: Sequence[Line]) -> Iterator[list[Held]]:
    """Each row's growth over the row before: "2021 | 510 | 21.4"."""
    growth = RELATIONS[1]
    for count in counts:
        rows = [row for row in sorted(count.figures) if not grid.is_total(row, by_row=True)]
        yield [
            _held(
                growth,
                column.figures[row],
                (count.figures[before], count.figures[row]),
                growth.compute(counted(grid, count.figures[before]), counted(grid, count.figures[row])),
            )
            for before, row in pairwise(rows)
            if row in column.figures
        ]


def _of_samples(grid: Grid, column: Line, counts: Sequence[Line], samples: Sequence[Figure]) -> Iterator[list[Held]]:
    """Each count as a share of the number of people asked, which the text gives: several answers were possible."""
    share = RELATIONS[0]
    for count in counts:
        for sample in samples:
            if sample.value >= max(figure.value for figure in count.figures.values()):
                yield [
                    _held(
                        share,
                        column.figures[row],
                        (part, sample),
                        share.compute(counted(grid, part), (sample.value, sample.value)),
                    )
                    for row, part in count.figures.items()
                    if row in column.figures
                ]


def _of_two_columns(grid: Grid, column: Line, counts: Sequence[Line]) -> Iterator[list[Held]]:
    """Each row's share or growth from two other cells of the row."""
    for first, second in permutations(counts, 2):
        for relation in RELATIONS:
            yield [
                _held(
                    relation,
                    figure,
                    (first.figures[row], second.figures[row]),
                    relation.compute(counted(grid, first.figures[row]), counted(grid, second.figures[row])),
                )
                for row, figure in column.figures.items()
                if row in first.figures and row in second.figures
            ]


def _held(
    relation: Relation, printed: Figure, sides: tuple[Figure, Figure | None], computed: Interval, surface: str = ""
) -> Held:
    verdict: Verdict = "consistent" if meets(computed, percent_interval(printed)) else "inconsistent"
    words = dict(zip(relation.words, (sides[0].surface, sides[1].surface if sides[1] else surface), strict=True))
    figures = [printed, *(side for side in sides if side is not None)]
    return Held(relation.check, verdict, figures, computed, printed.surface, words)


def _is_misprint(held: Held, most: Decimal) -> bool:
    low, high = held.expected
    if low is None or high is None:
        return False
    middle = (low + high) / 2
    return abs(held.figures[0].value - middle) <= most * max(abs(middle), Decimal(1))

"""Lines of a table taken together in the text: "A and B together took 213", "in seven years 103.1 million"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.checks.amounts import is_amount
from pipeline.checks.findings import Figure, Held, Verdict
from pipeline.checks.grids import Grid, percent_alike, worth_of
from pipeline.checks.naming import Statement, best_named, lines_named, measures_of, periods_in, told_of_tables
from pipeline.checks.sentences import phrases, stated
from pipeline.checks.sums import near
from pipeline.numbers.interval import meets, total
from schemas import Finding, Paper

LEAST_LINES: Final = 3
"""A column of two lines is told line by line."""

LEAST_SUM: Final = 10
"""A smaller sum is met by chance."""


def together(paper: Paper) -> Iterator[Finding]:
    """Every sum in the text of cells of a table that it names or stands beside."""
    yield from told_of_tables(paper, stated(paper, phrases("total", "together")), _in_table)


def _in_table(statement: Statement, grid: Grid) -> list[Held]:
    return [
        held
        for figure in statement.figures()
        if _may_be_sum(figure, grid)
        for held in (_of_named(statement, figure, grid) or _of_whole(statement, figure, grid))
    ]


def _may_be_sum(figure: Figure, grid: Grid) -> bool:
    """An amount or a share that no cell of the table prints itself."""
    claim = figure.claim
    few = figure.value < LEAST_SUM and figure.value == figure.value.to_integral_value()
    if claim is None or few or claim.quantity.bound != "=":
        return False
    if not (is_amount(figure) or (claim.kind == "share" and claim.quantity.unit == "percent")):
        return False
    return not any(cell.is_said(figure.value) for cell in grid.figures.values())


def _of_named(statement: Statement, figure: Figure, grid: Grid) -> list[Held]:
    """The sum of two lines or more that the sentence names, in the one measure that it names."""
    if not phrases("together").search(statement.text):
        return []
    for lines, across in ((grid.rows(), grid.columns()), (grid.columns(), grid.rows())):
        named = [line for _, line in lines_named(statement, [line for line in lines if not line.total])]
        if len(named) < 2:
            continue
        measures = [
            one
            for one in measures_of(statement, grid, named[0], across)
            if all(line.position in one.figures for line in named) and percent_alike(grid, one.figures.values(), figure)
        ]
        held = [_sum(grid, figure, [one.figures[line.position] for line in named]) for one in measures]
        fitting = [one for one in held if one.verdict == "consistent"]
        if fitting or (len(held) == 1 and near(held[0])):
            return fitting[:1] or held
    return []


def _of_whole(statement: Statement, figure: Figure, grid: Grid) -> list[Held]:
    """The sum over all lines of a column that has no total of its own: over all its years where it has years."""
    lang = statement.words.lang
    for lines, across in ((grid.columns(), grid.rows()), (grid.rows(), grid.columns())):
        if any(one.total for one in across) or len(across) < LEAST_LINES:
            continue
        usable = [line for line in lines if not line.broken and percent_alike(grid, line.figures.values(), figure)]
        named = best_named(statement.words, usable)
        held = [_sum(grid, figure, list(line.figures.values())) for line in named or usable]
        fitting = [one for one in held if one.verdict == "consistent"]
        years = all(periods_in(one.label, lang) for one in across)
        if fitting:
            return fitting[:1]
        if years and statement.pointed and len(named) == 1 and not periods_in(statement.text, lang) and near(held[0]):
            return held
    return []


def _sum(grid: Grid, whole: Figure, cells: Sequence[Figure]) -> Held:
    computed = total(worth_of(grid, cell) for cell in cells)
    verdict: Verdict = "consistent" if meets(computed, whole.interval) else "inconsistent"
    words: dict[str, object] = {"parts": [cell.surface for cell in cells]}
    return Held("sum", verdict, [whole, *cells], computed, whole.surface, words)

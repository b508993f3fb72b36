"""A printed linear regression, estimated again from the table of its data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, permutations
from typing import Final, NamedTuple

import numpy as np

from pipeline.checks.findings import Figure, Held, Verdict, figure_at, record
from pipeline.checks.grids import Grid, Line, grid_of
from pipeline.checks.sentences import phrases
from schemas import Finding, Paper

_MINUS = "-−–"
_NUM = r"\d+(?:[.,]\d+)?"
_TERM = rf"\s*(?:[{_MINUS}+]\s*){{1,2}}{_NUM}\s*[*·×⋅]?\s*[xXхХ]_?\{{?\d?\}}?"
_SLOPE = rf"{_NUM}\s*[*·×⋅]?\s*[xXхХ](?![\w{{])"
_EQUATION = re.compile(
    rf"[yYУ]\s*=\s*[{_MINUS}]?\s*(?:{_SLOPE}\s*[{_MINUS}+]\s*{_NUM}(?!\s*[*·×⋅]?\s*[xXхХ])|{_NUM}(?:{_TERM}){{1,5}})"
)
_SIGNED = re.compile(rf"((?:[{_MINUS}+]\s*){{0,2}})({_NUM})(\s*[*·×⋅]?\s*[xXхХ]_?\{{?(?:\d)?\}}?)?")

MOST_TRIED: Final = 400
"""Ways to take columns for the variables of an equation that are tried on one table."""

LEAST_MORE_ROWS: Final = 2
"""A fit needs so many rows more than it has coefficients."""

MOST_EQUATIONS: Final = 50
"""A paper with more printed equations is one of mathematics."""

MOST_COLUMNS: Final = 5
"""In a wider table some column fits the others by chance when any row may be left out."""

MOST_DROPPED: Final = 60
"""So many rows are left out one by one where all together do not give the printed equation."""

FAR_RESIDUAL: Final = 3.5
"""Of a hundred rows one lies beyond it by chance in two tables of a hundred."""

LEAST_FREE: Final = 4
"""With fewer degrees of freedom no row can be told to lie far."""

EXACT: Final = 1e-6
"""Programs print coefficients to different last digits; a millionth is no difference."""

NEARLY: Final = 0.25
"""Coefficients that all come so near are of this table and wrong; further off they are of other data."""


class Fit(NamedTuple):
    """Coefficients of least squares, constant first, and the rows of the table that were used or left out."""

    coefficients: list[float]
    rows: int
    left_out: list[str]
    error: float = 0.0
    """The standard error of the regression: the root of the squared residuals over the degrees of freedom."""
    outlying: list[str] = []
    """The rows whose residual, measured on the error without them, is beyond `FAR_RESIDUAL`."""


def regressions(paper: Paper) -> Iterator[Finding]:
    """Every printed equation for which a table of the paper gives the same, or nearly the same, coefficients."""
    equations = list(islice(_EQUATION.finditer(paper.text), MOST_EQUATIONS))
    grids = [grid_of(table) for table in paper.tables] if equations else []
    for equation in equations:
        printed = _coefficients(paper, equation)
        fits = [fit for grid in grids for fit in _fits(grid, len(printed))]
        same = next((fit for fit in fits if _all_within(printed, fit, exact=True)), None)
        if same is None:
            narrow = [grid for grid in grids if len(grid.columns()) <= MOST_COLUMNS]
            fewer = (fit for grid in narrow for fit in _fits(grid, len(printed), dropping=True))
            same = next((fit for fit in fewer if _all_within(printed, fit, exact=True)), None)
        near = same or next((fit for fit in fits if _all_within(printed, fit, exact=False)), None)
        if near is not None:
            yield record(paper, _held(printed, near, equation[0], exact=same is not None))
        if same is not None:
            yield from (record(paper, held) for held in _errors(grids, same))


def _errors(grids: Sequence[Grid], fit: Fit) -> Iterator[Held]:
    """The standard error that a table of regression statistics prints, held against that of the fit."""
    for grid in grids:
        columns = grid.columns()
        if len(columns) != 1:
            continue
        for row, figure in columns[0].figures.items():
            if phrases("standard_error").search(grid.row_labels[row]):
                made = Decimal(repr(round(fit.error, 6)))
                verdict: Verdict = "consistent" if _within(figure, fit.error, exact=True) else "inconsistent"
                words: dict[str, object] = {"given": [f"n = {fit.rows}"]}
                yield Held("statistic", verdict, [figure], (made, made), figure.surface, words, f"residual-{verdict}")


def _coefficients(paper: Paper, equation: re.Match[str]) -> list[Figure]:
    """The constant and the coefficients as printed, with their signs."""
    start = equation.start() + equation[0].index("=") + 1
    found = []
    for match in _SIGNED.finditer(paper.text, start, equation.end()):
        negative = sum(mark in _MINUS for mark in match[1]) % 2 == 1
        value = Decimal(match[2].replace(",", "."))
        figure = figure_at(paper, -value if negative else value, match.span(2))
        if match[3]:
            found.append(figure)
        else:  # "y = 0.048x + 1.66" prints its constant last
            found.insert(0, figure)
    return found


def _fits(grid: Grid, terms: int, *, dropping: bool = False) -> Iterator[Fit]:
    """Least squares for every way to take columns of the table as the variables; with `dropping`, over all rows but
    one, for each of them."""
    columns = [column for column in grid.columns() if len(column.figures) >= terms + LEAST_MORE_ROWS]
    for chosen in islice(permutations(columns, terms), MOST_TRIED):
        rows = sorted({row for column in chosen for row in column.figures}) if dropping else [None]
        for dropped in rows[:MOST_DROPPED]:
            fit = _fit(grid, chosen, dropped)
            if fit is not None:
                yield fit


def _fit(grid: Grid, chosen: Sequence[Line], dropped: int | None = None) -> Fit | None:
    """The first column as a linear function of the others, over the rows in which none of them is missing."""
    rows = sorted(set(chosen[0].figures).union(*(column.figures for column in chosen)))
    rows = [row for row in rows if not grid.is_total(row, by_row=True)]
    complete = [row for row in rows if row != dropped and all(row in column.figures for column in chosen)]
    if len(complete) < len(chosen) + LEAST_MORE_ROWS:
        return None
    values = np.array([[float(column.figures[row].value) for column in chosen] for row in complete])
    design = np.column_stack([np.ones(len(complete)), values[:, 1:]])
    solution, _, rank, _ = np.linalg.lstsq(design, values[:, 0], rcond=None)
    if rank < design.shape[1]:
        return None
    residuals = values[:, 0] - design @ solution
    error = float(np.sqrt(residuals @ residuals / (len(complete) - design.shape[1])))
    left_out = [grid.row_labels[row] for row in rows if row not in complete]
    outlying = [grid.row_labels[complete[i]] for i in _far(design, residuals)]
    return Fit([float(c) for c in solution], len(complete), left_out, error, outlying)


def _far(design: np.ndarray, residuals: np.ndarray) -> list[int]:
    """Which rows lie far from the fit of the others: by the externally studentised residual (Cook & Weisberg, 1982)."""
    rows, terms = design.shape
    squares = float(residuals @ residuals)
    if rows - terms < LEAST_FREE or squares <= EXACT * EXACT:
        return []
    q, _ = np.linalg.qr(design)
    free = np.clip(1 - np.sum(q * q, axis=1), EXACT, None)
    without = np.clip(squares - residuals**2 / free, 0, None) / (rows - terms - 1)
    scaled = np.abs(residuals) / np.sqrt(np.clip(without, EXACT * squares, None) * free)
    return [int(i) for i in np.nonzero(scaled > FAR_RESIDUAL)[0]]


def _all_within(printed: Sequence[Figure], fit: Fit, *, exact: bool) -> bool:
    return all(_within(figure, made, exact=exact) for figure, made in zip(printed, fit.coefficients, strict=True))


def _within(figure: Figure, made: float, *, exact: bool) -> bool:
    low, high = figure.interval
    if not exact or low is None or high is None:
        return abs(float(figure.value) - made) <= NEARLY * abs(made)
    slack = EXACT * abs(made)
    return float(low) - slack <= made <= float(high) + slack


def _held(printed: Sequence[Figure], fit: Fit, equation: str, *, exact: bool) -> Held:
    made = [Decimal(repr(round(c, 6))) for c in fit.coefficients]
    differing = [i for i, figure in enumerate(printed) if not _within(figure, fit.coefficients[i], exact=True)]
    shown = differing[0] if differing else 0
    words = {
        "equation": " ".join(equation.split()),
        "made": "; ".join(format(value.normalize(), "f") for value in made),
        "n": str(fit.rows),
        "left": ", ".join(fit.left_out) or "–",
        "outlying": ", ".join(fit.outlying) or "–",
    }
    verdict = "consistent" if exact else "inconsistent"
    expected = (made[shown], made[shown])
    return Held("regression", verdict, list(printed), expected, printed[shown].surface, words)  # type: ignore[arg-type]

"""Columns of numbers that are computed from two others of their row: a balance, a sum, a yield."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Final

from pipeline.checks.columns import LEAST_ROWS, MOST_COLUMNS
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.grids import Grid, Line, counted, grids_of, is_percent
from pipeline.numbers.interval import add, divide, meets, multiply, subtract
from pipeline.numbers.slips import may_be_slip
from schemas import Check, Finding, Interval, Paper

LEAST_VALUE: Final = 10
"""Differences of small numbers meet others by chance."""

LEAST_DIGITS: Final = 2
"""A quotient of one digit is met by chance."""

SCALES: Final = tuple(Decimal(10) ** power for power in (-3, -2, -1, 0, 1, 2, 3, 4, 5))
"""A quotient is printed per ten, per thousand, or in centners of tonnes."""

MISPRINT: Final = Decimal("0.2")
"""A cell that misses by more, measured on the greatest of the three, follows from something else."""

Computed = tuple[str, Callable[[Interval, Interval], Interval]]


def count_columns(paper: Paper) -> Iterator[Finding]:
    """Every cell of a column that is the sum, the difference or the quotient of two other columns."""
    for grid in grids_of(paper):
        lines = [line for line in grid.columns() if not line.broken and not line.total]
        columns = [line for line in lines if not is_percent(grid, line.figures.values())]
        if 3 <= len(columns) <= MOST_COLUMNS:
            for held in _related(grid, columns):
                yield record(paper, held)


def _related(grid: Grid, columns: Sequence[Line]) -> Iterator[Held]:
    """Each set of three columns that belong together, by the relation that most rows hold; a set is told once,
    with the column furthest right as the computed one where several could be."""
    found: dict[frozenset[int], list[Held]] = {}
    for column, first, second in sorted(permutations(columns, 3), key=lambda three: -three[0].position):
        places = frozenset((column.position, first.position, second.position))
        for name, compute in _ways():
            held = _rows(grid, (column, first, second), name, compute)
            holding = [one for one in held if one.verdict == "consistent"]
            believed = len({one.figures[0].value for one in holding}) >= LEAST_ROWS and 3 * len(holding) >= 2 * len(
                held
            )
            if believed and len(holding) > sum(h.verdict == "consistent" for h in found.get(places, ())):
                found[places] = held
    for rows in found.values():
        yield from (held for held in rows if held.verdict == "consistent" or _is_misprint(held))


def _ways() -> Iterator[Computed]:
    yield "", add
    yield "balance", subtract
    for scale in SCALES:
        yield "ratio", _quotient(scale)


def _quotient(scale: Decimal) -> Callable[[Interval, Interval], Interval]:
    def quotient(a: Interval, b: Interval) -> Interval:
        return multiply(divide(a, b), (scale, scale))

    return quotient


def _rows(
    grid: Grid, lines: tuple[Line, Line, Line], name: str, compute: Callable[[Interval, Interval], Interval]
) -> list[Held]:
    column, first, second = lines
    held = []
    for row, printed in column.figures.items():
        a, b = first.figures.get(row), second.figures.get(row)
        if a is not None and b is not None and _tells(name, printed, a, b):
            # of a quotient any of the three may be the computed one: its whole number is rounded, not counted
            sides = (a.interval, b.interval) if name == "ratio" else (counted(grid, a), counted(grid, b))
            held.append(_held(grid, name, (printed, a, b), compute(*sides)))
    return held


def _tells(name: str, printed: Figure, a: Figure, b: Figure) -> bool:
    """Whether the row can tell a relation from chance."""
    if name == "ratio":
        return b.value > 0 and a.value > 0 and len(printed.value.as_tuple().digits) >= LEAST_DIGITS
    return min(abs(a.value), abs(b.value)) > 0 and max(abs(a.value), abs(b.value)) >= LEAST_VALUE


def _held(grid: Grid, name: str, sides: tuple[Figure, Figure, Figure], computed: Interval) -> Held:
    printed, a, b = sides
    allowed = printed.interval if name == "ratio" else counted(grid, printed)
    verdict: Verdict = "consistent" if meets(computed, allowed) else "inconsistent"
    if not name:
        words: dict[str, object] = {"parts": [a.surface, b.surface]}
        return Held("sum", verdict, [printed, a, b], computed, printed.surface, words)
    words = {"a": a.surface, "b": b.surface}
    check: Check = "multiple" if name == "ratio" else "sum"
    return Held(check, verdict, [printed, a, b], computed, printed.surface, words, f"{name}-{verdict}")


def _is_misprint(held: Held) -> bool:
    low, high = held.expected
    if low is None or high is None:
        return False
    printed, a, b = held.figures
    if held.check == "multiple" and may_be_slip(printed.surface, format((low + high) / 2, f".{_decimals(printed)}f")):
        return True
    largest = abs(low) if held.check == "multiple" else max(abs(a.value), abs(b.value))
    return abs(printed.value - (low + high) / 2) <= MISPRINT * max(largest, abs(printed.value))


def _decimals(figure: Figure) -> int:
    exponent = figure.value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0

"""Totals of a table's rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.grids import Grid, Line, counted, grids_of, is_percent, unlabelled_total
from pipeline.numbers.interval import meets, total
from pipeline.numbers.units import measured_units
from schemas import Finding, Paper

NEAR_WHOLE: Final = Decimal("0.1")
"""Parts that miss their whole by more than a tenth are rather not all of its parts than wrong."""

FAR_WHOLE: Final = Decimal("0.3")
"""In a table whose other totals hold, a total may miss by more and still be meant as one."""

MOST_IN_GROUP: Final = 12
"""A group of lines under its head has no more."""

LEAST_PLACES: Final = 2
"""Of more places than so many one may be misprinted."""

LARGE: Final = 1000
"""Below it people and things in a table are counted one by one."""

MOST_TOTALS: Final = 50
"""A table with more totals in one direction is a list of totals."""


def table_sums(paper: Paper) -> Iterator[Finding]:
    """Every total of a table that could be computed from its parts."""
    for grid in grids_of(paper):
        for held in _without_consequences(list(_in_table(grid))):
            yield record(paper, held)


def _without_consequences(found: Sequence[Held]) -> Iterator[Held]:
    """The sums of a table without those that fail only by a part that is itself a total which fails."""
    wrong = [held for held in found if held.verdict == "inconsistent"]
    right = {held.figures[0].cell: held.expected[0] for held in wrong}
    for held in found:
        whole, *parts = held.figures
        corrected = [right.get(part.cell) for part in parts]
        if held.verdict == "inconsistent" and any(value is not None for value in corrected):
            made = sum((p.value if v is None else v for p, v in zip(parts, corrected, strict=True)), Decimal(0))
            if made == whole.value:
                continue
        yield held


def _in_table(grid: Grid) -> Iterator[Held]:
    dash_is_zero = _dash_is_zero(grid)
    for lines in (grid.columns(), grid.rows()):
        totals = [line for line in lines if line.total]
        unlabelled = unlabelled_total(lines)
        if unlabelled is not None and not is_percent(grid, unlabelled.figures.values()):
            yield from _of_unlabelled(unlabelled, lines)
        for line in totals[:MOST_TOTALS]:
            if not line.broken:
                parts = _best_parts(grid, line, lines)
                for j, figure in line.figures.items():
                    held = _total(figure, [part.figures[j] for part in parts if j in part.figures])
                    held = _to_the_last_one(grid, held) if held is not None else None
                    if held is None or (_may_be_missing(held, len(parts)) and not dash_is_zero):
                        continue
                    if held.verdict == "consistent" or _is_misprint(grid, held):
                        yield held


def _to_the_last_one(grid: Grid, held: Held) -> Held:
    """The same of people or things that are counted one by one: nothing was rounded there. Large numbers are often
    means or estimates, which may miss by one."""
    whole, *parts = held.figures
    units = {grid.units.get((f.cell.row, f.cell.col), "") for f in held.figures if f.cell is not None}
    printed = [counted(grid, figure) for figure in held.figures]
    exact = all(figure.value == low == high for figure, (low, high) in zip(held.figures, printed, strict=True))
    if held.verdict == "inconsistent" or not exact or "" in units or units & measured_units():
        return held
    apart = abs(sum((part.value for part in parts), Decimal(0)) - whole.value)
    allowed = 0 if whole.value < LARGE else 1 + len(parts) // 10
    return replace(held, verdict="inconsistent") if apart > allowed else held


def _of_unlabelled(whole: Line, lines: Sequence[Line]) -> Iterator[Held]:
    """Every cell of a line that sums up all others, as most of its cells show."""
    parts = [line for line in lines if line is not whole]
    for j, figure in whole.figures.items():
        here = [part.figures[j] for part in parts if j in part.figures]
        held = _total(figure, here) if len(here) == len(parts) else None
        if held is not None and (held.verdict == "consistent" or near(held)):
            yield held


def _best_parts(grid: Grid, line: Line, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines that this total sums up, as its figures themselves tell: where at least half of them hold, two at
    least, or one with three parts or more; none where no set of lines is so. A single figure may also come near."""
    best: tuple[int, Sequence[Line]] = (0, ())
    for parts in _candidates(grid, line, lines):
        checked = [
            held
            for j, figure in line.figures.items()
            if (held := _total(figure, [p.figures[j] for p in parts if j in p.figures]))
            and not _is_mean(held)
            and not _may_be_missing(held, len(parts))
        ]
        holding = sum(held.verdict == "consistent" for held in checked)
        if len(checked) == 1 and not holding and len(parts) > 2 and near(checked[0]):
            best = max(best, (0, parts), key=lambda found: (found[0], len(found[1])))
        told = holding >= 2 or len(checked) == 1 or len(parts) > 2 or _are_heads(parts, lines)
        if holding > best[0] and told and 2 * holding >= len(checked):
            best = (holding, parts)
    return best[1]


def _is_mean(held: Held) -> bool:
    """A "total" within the range of its parts is the mean of a column of rates: nothing is summed up there."""
    whole, *parts = (figure.value for figure in held.figures)
    return held.verdict == "inconsistent" and min(parts) <= whole <= max(parts)


def _may_be_missing(held: Held, parts: int) -> bool:
    """Whether what the parts lack may stand in cells without a value: "no data" may hide any number."""
    gaps = len(held.figures) - 1 < parts
    return gaps and held.verdict == "inconsistent" and held.figures[0].value > (held.expected[0] or Decimal(0))


def _dash_is_zero(grid: Grid) -> bool:
    """Whether cells without a value count as nothing, as a total that holds over them tells."""
    for lines in (grid.columns(), grid.rows()):
        for line in (line for line in lines if line.total):
            parts = [other for other in lines if not other.total]
            for j, figure in line.figures.items():
                here = [part.figures[j] for part in parts if j in part.figures]
                held = _total(figure, here) if len(here) < len(parts) else None
                if held is not None and held.verdict == "consistent":
                    return True
    return False


def _candidates(grid: Grid, line: Line, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The sets of lines that a total may sum up: back or on to the next total, all that are none, all other totals."""
    percent = is_percent(grid, line.figures.values())
    others = [o for o in lines if o is not line and is_percent(grid, o.figures.values()) == percent]
    before = [o for o in others if o.position < line.position]
    after = [o for o in others if o.position > line.position]
    sets = [_until_total(reversed(before)), _until_total(after), [o for o in others if not o.total]]
    sets.append([o for o in others if o.total])
    sets.append(_topmost([o for o in others if not o.total]))
    for parts in sets:
        if len(parts) > 1:
            yield parts


def _topmost(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that the line before them sums up: the heads of groups, and what stands in none."""
    kept: list[Line] = []
    i = 0
    while i < len(lines):
        kept.append(lines[i])
        size = next((n for n in range(2, MOST_IN_GROUP + 1) if _sums_up(lines[i], lines[i + 1 : i + 1 + n], n)), 0)
        i += 1 + size
    return kept if len(kept) < len(lines) else []


def _are_heads(parts: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether every line sums up those up to the next: what stands over groups is summed up again."""
    if not parts or len(parts) == len([line for line in lines if not line.total]):
        return False
    return list(parts) == _topmost([line for line in lines if not line.total])


def _sums_up(head: Line, group: Sequence[Line], size: int) -> bool:
    """Whether every place of a line, or all but one where there are more than two, is the sum of those below it."""
    places = [j for j in head.figures if all(j in part.figures for part in group)]
    if len(group) < size or len(places) < len(head.figures) or not places:
        return False
    holding = sum(head.figures[j].value == sum(part.figures[j].value for part in group) for j in places)
    return holding >= max(1, len(places) - (len(places) > LEAST_PLACES))


def _until_total(lines: Iterator[Line] | Sequence[Line]) -> list[Line]:
    for total_line, group in groupby(lines, key=lambda line: line.total):
        return [] if total_line else sorted(group, key=lambda line: line.position)
    return []


def _total(whole: Figure, parts: Sequence[Figure]) -> Held | None:
    """One total of a table held against its parts; None for fewer than two parts that count."""
    if sum(part.value != 0 for part in parts) < 2:
        return None
    return total_held(whole, parts)


def total_held(whole: Figure, parts: Sequence[Figure]) -> Held:
    """A whole held against the sum of its parts, each as far as its rounding goes."""
    computed = total(part.interval for part in parts)
    verdict: Verdict = "consistent" if meets(computed, whole.interval) else "inconsistent"
    expected = sum((part.value for part in parts), Decimal(0))
    words = {"parts": [part.surface for part in parts]}
    return Held("sum", verdict, [whole, *parts], (expected, expected), whole.surface, words)


def _is_misprint(grid: Grid, held: Held) -> bool:
    """Whether a total that does not hold was meant to be one: the "total" of a column of shares or means is none."""
    return not is_percent(grid, held.figures[:1]) and not _is_mean(held) and near(held, FAR_WHOLE)


def near(held: Held, share: Decimal = NEAR_WHOLE) -> bool:
    """Whether the whole misses its parts by no more than this share of itself."""
    whole, expected = held.figures[0].value, held.expected[0]
    return expected is not None and whole > 0 and abs(expected - whole) <= share * whole

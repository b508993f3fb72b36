"""Rows of a table that stand under a head and make it: "ground transport 4 120", below it "– by rail 1 870", "– by road
1 530", "– by pipeline 820"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from pipeline.checks.findings import Held, record
from pipeline.checks.grids import Grid, Line, grids_of, is_percent
from pipeline.checks.sentences import phrases
from pipeline.checks.sums import MOST_IN_GROUP, total_held
from schemas import Finding, Paper

NEAR: Final = Decimal("0.1")
"""Rows that miss their head by more than a tenth are rather not all that it holds."""

LARGE: Final = 1000
"""A head as large as this is made by the rows below it to the last one by chance once in thousands of times."""

LEAST_HELD: Final = 100
"""A total as small as this is made by some rows by chance."""

LEAST_ALONE: Final = 3
"""So many marked rows make their head though nothing else shows it."""

CLOSE: Final = Decimal("0.05")
"""Such rows miss their head by no more than this."""

_MARKED: Final = re.compile(r"\s*[-–—•▪●]\s*[^\W\d_]")


class Group(NamedTuple):
    """A head with the rows below it."""

    head: Line
    rows: Sequence[Line]
    marked: bool


def grouped_rows(paper: Paper) -> Iterator[Finding]:
    """Every head of a group of rows, place by place, where the table shows that its rows make it."""
    for grid in grids_of(paper):
        rows = [line for line in grid.rows() if not line.broken]
        columns = [j for j in grid.column_labels if not _is_percent(grid, rows, j)]
        for group in _groups(grid, rows, columns):
            for held in _told(group, columns):
                yield record(paper, held)


def _is_percent(grid: Grid, rows: Sequence[Line], column: int) -> bool:
    return is_percent(grid, [row.figures[column] for row in rows if column in row.figures])


def _groups(grid: Grid, rows: Sequence[Line], columns: Sequence[int]) -> list[Group]:
    """The groups that the table shows: by marks before its rows or a line "of which" over them, by columns that hold,
    by a total that the heads make."""
    shown: list[Group] = []
    heads: list[Group] = []
    i = 0
    while i < len(rows):
        group = None if rows[i].total else _best_at(grid, rows, i, columns)
        if group is not None and _is_shown(group, columns):
            shown.append(group)
        heads.append(group if group is not None else Group(rows[i], (), marked=False))
        i += 1 + (len(group.rows) if group is not None else 0)
    totals = [one.head for one in heads if one.head.total]
    parts = [one for one in heads if not one.head.total]
    if len(totals) == 1 and _make(totals[0], [one.head for one in parts], columns):
        return [one for one in parts if one.rows]
    return shown


def _best_at(grid: Grid, rows: Sequence[Line], at: int, columns: Sequence[int]) -> Group | None:
    """The rows below a head that come nearest to it; marked ones up to the last that is marked."""
    head = rows[at]
    marked = _marked_below(grid, rows, at)
    if len(marked) > 1:
        return Group(head, marked, marked=True)
    led = _is_led(grid, head)
    best: tuple[Decimal, Group] | None = None
    for size in range(2, MOST_IN_GROUP + 1):
        below = rows[at + 1 : at + 1 + size]
        if len(below) < size or any(row.total for row in below):
            break
        missed = [_missed(head, below, j) for j in columns if j in head.figures]
        if missed and None not in missed:
            apart = sum((one for one in missed if one is not None), Decimal(0)) / len(missed)
            if apart <= NEAR and (best is None or apart < best[0]):
                best = (apart, Group(head, below, marked=led))
    return best[1] if best is not None else None


def _marked_below(grid: Grid, rows: Sequence[Line], at: int) -> list[Line]:
    """The rows right below one that is not marked, each with a dash or "of which" before its name."""
    if _is_marked(rows[at].label):
        return []
    found: list[Line] = []
    for row in rows[at + 1 :]:
        if not _is_marked(row.label):
            break
        found.append(row)
    return found


def _is_marked(label: str) -> bool:
    return _MARKED.match(label) is not None or phrases("parts", "including").match(label.strip()) is not None


def _is_led(grid: Grid, head: Line) -> bool:
    """Whether a line without figures right below a head says that what follows is of it: "of which:"."""
    below = head.position + 1
    if below >= len(grid.table.rows) or any((below, j) in grid.figures for j in grid.column_labels):
        return False
    label = grid.row_labels.get(below, " ".join(grid.table.rows[below])).strip()
    return phrases("parts", "including").match(label) is not None


def _missed(head: Line, rows: Sequence[Line], column: int) -> Decimal | None:
    """By what part of itself a head misses the sum of rows."""
    if not all(column in row.figures for row in rows) or head.figures[column].value <= 0:
        return None
    made = sum((row.figures[column].value for row in rows), Decimal(0))
    return abs(made - head.figures[column].value) / head.figures[column].value


def _is_shown(group: Group, columns: Sequence[int]) -> bool:
    """Whether the places where rows make their head to the last one say that they are all of it."""
    places = [j for j in columns if j in group.head.figures]
    missed = {j: _missed(group.head, group.rows, j) for j in places}
    holding = [j for j in places if missed[j] == 0 and sum(row.figures[j].value > 0 for row in group.rows) > 1]
    if any(one is None or one > NEAR for one in missed.values()) and not (group.marked and holding):
        return False
    if group.marked and holding and 2 * len(holding) >= len(places):
        return True
    if group.marked and len(places) == 1:
        return len(group.rows) >= LEAST_ALONE and all(one is not None and one <= CLOSE for one in missed.values())
    large = [j for j in holding if group.head.figures[j].value >= LARGE]
    return len(places) > 1 and 2 * len(holding) >= len(places) and (len(holding) > 1 or bool(large))


def _make(whole: Line, parts: Sequence[Line], columns: Sequence[int]) -> bool:
    """Whether heads make the total to the last one in every place."""
    missed = [_missed(whole, parts, j) for j in columns if j in whole.figures]
    large = all(figure.value >= LEAST_HELD for figure in whole.figures.values())
    return len(parts) > 1 and bool(missed) and all(one == 0 for one in missed) and large


def _told(group: Group, columns: Sequence[int]) -> Iterator[Held]:
    for j in columns:
        if j in group.head.figures and all(j in row.figures for row in group.rows):
            yield total_held(group.head.figures[j], [row.figures[j] for row in group.rows])

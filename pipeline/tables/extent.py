"""How far a table reaches: captions and notes out of its box, column heads and columns beside the rules into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.manuscript import Rect
from pipeline.tables.captions import begins_caption, begins_note, is_continuation, is_test_result
from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.columns import Column, columns_of, find_columns
from pipeline.tables.headers import is_period
from pipeline.tables.words import Phrase, TextLine, box_of

HEAD_GAP = 1.1
"""Column heads stand nearer than this (font sizes) over the rows they head."""
BESIDE = 120.0
"""A column without rules is looked for within this distance (points) of the ruled part."""
MOST_HEADS = 4
ROW_STEP = 1.3
"""The next row is at most this many times the usual distance away."""


def trim(area: Rect, lines: Sequence[TextLine]) -> Rect:
    """The area without a caption in its first lines and notes in its last ones."""
    inside = [x for x in (_part(line, area) for line in lines) if x]
    top, bottom = area[1], area[3]
    if inside and begins_caption(inside[0][0].text):
        k = 1
        while (
            k < len(inside)
            and len(inside[k]) == 1
            and inside[k][0].top - inside[k - 1][0].bottom < 0.5 * inside[k][0].size
        ):
            k += 1
        if k < len(inside):
            top = (inside[k - 1][0].bottom + inside[k][0].top) / 2
    for i in range(len(inside) - 1, max(0, len(inside) - 6), -1):
        noted = begins_note(" ".join(p.text for p in inside[i])) and _sourced(inside[i])
        if (noted or is_test_result(inside[i][-1].text)) and all(len(row) <= 2 for row in inside[i:]):
            bottom = (inside[i - 1][0].bottom + inside[i][0].top) / 2
    return (area[0], top, area[2], bottom)


def _sourced(row: Sequence[Phrase]) -> bool:
    """A note in words, not a row whose label only looks like a mark."""
    return sum(len(p.words) for p in row) >= 3 or row[0].text.rstrip().endswith(":")


def _part(line: TextLine, area: Rect) -> list[Phrase]:
    if not area[1] - 1 <= line.middle <= area[3] + 1:
        return []
    return [p for p in line.phrases if area[0] - 1 <= (p.x0 + p.x1) / 2 <= area[2] + 1]


def widen(area: Rect, lines: Sequence[TextLine], prose: Callable[[Phrase], bool], others: Sequence[Rect]) -> Rect:
    """The area with columns that stand beside the rules on most of its lines; not those of other tables.

    A ruled area beside this one whose lines begin with figures has no labels of its own: it is a part of this table.
    """
    own = [o for o in others if o != area and not _begins_with_figures(o, lines)]
    wide = _step_aside(area, lines, prose, own)
    while wide != area:
        area, wide = wide, _step_aside(wide, lines, prose, own)
    return area


def _step_aside(area: Rect, lines: Sequence[TextLine], prose: Callable[[Phrase], bool], own: Sequence[Rect]) -> Rect:
    rows = [line for line in lines if area[1] - 1 <= line.middle <= area[3] + 1]
    inside = [line for line in rows if any(p.x1 > area[0] and p.x0 < area[2] for p in line.phrases)]
    if len(inside) < 2:
        return area
    left, right = area[0], area[2]
    beside = [[p for p in line.phrases if not prose(p) and not any(_stands_in(p, o) for o in own)] for line in inside]
    to_left = [p for row in beside for p in row if p.x1 <= area[0] + 1 and p.x0 >= area[0] - BESIDE]
    to_right = [p for row in beside for p in row if p.x0 >= area[2] - 1 and p.x1 <= area[2] + BESIDE]
    if 10 * len({round(p.middle) for p in to_left}) >= 6 * len(inside):
        left = min(p.x0 for p in to_left) - 1
    if 10 * len({round(p.middle) for p in to_right}) >= 6 * len(inside):
        right = max(p.x1 for p in to_right) + 1
    return (left, area[1], right, area[3])


def _begins_with_figures(area: Rect, lines: Sequence[TextLine]) -> bool:
    rows = [row for row in (_part(line, area) for line in lines) if row]
    return 10 * sum(is_figure(row[0].text) for row in rows) >= 6 * len(rows)


def _stands_in(phrase: Phrase, area: Rect) -> bool:
    return area[0] - 1 <= (phrase.x0 + phrase.x1) / 2 <= area[2] + 1 and area[1] - 1 <= phrase.middle <= area[3] + 1


def with_heads(area: Rect, lines: Sequence[TextLine], prose: Callable[[Phrase], bool]) -> Rect:
    """The area with the column heads that stand right above its first line."""
    inside = [line for line in lines if _part(line, area)]
    columns = find_columns(inside)
    if len(columns) < 2:
        return area
    top = area[1]
    edge = min(p.top for p in _part(inside[0], area))
    above = [line for line in lines if line.bottom <= edge + 1 and line not in inside]
    taken = 0
    for line in reversed(above):
        row = [p for p in line.phrases if p.x1 > area[0] - 2 and p.x0 < area[2] + 2]
        if not row:
            continue
        if (
            edge - row[0].bottom > HEAD_GAP * row[0].size
            or taken == MOST_HEADS
            or not _heads(row, area, columns, prose)
        ):
            break
        edge, taken = min(p.top for p in row), taken + 1
        top = edge - 1
    return (area[0], min(top, area[1]), area[2], area[3])


def with_rows(area: Rect, lines: Sequence[TextLine], prose: Callable[[Phrase], bool]) -> Rect:
    """The area with the rows that go on over and under its rules: figures in the same columns, at the same distance."""
    inside = [line for line in lines if _part(line, area)]
    columns = find_columns([TextLine(tuple(_part(x, area)), *box_of(_part(x, area))) for x in inside])
    if len(columns) < 2 or len(inside) < 2:
        return area
    pitches = sorted(b.bottom - a.bottom for a, b in pairwise(inside))
    pitch = pitches[int(0.8 * (len(pitches) - 1))]
    top, bottom = inside[0].bottom, inside[-1].bottom
    above = [line for line in reversed(lines) if line.middle < area[1] and line not in inside]
    below = [line for line in lines if line.middle > area[3] and line not in inside]
    first = _last_row(top, above, (area, columns, pitch), prose)
    last = _last_row(bottom, below, (area, columns, pitch), prose)
    return (
        area[0], min(area[1], first.top - 1) if first else area[1],
        area[2], max(area[3], last.bottom + 1) if last else area[3],
    )  # fmt: skip


def _last_row(
    edge: float,
    lines: Sequence[TextLine],
    grid: tuple[Rect, Sequence[Column], float],
    prose: Callable[[Phrase], bool],
) -> TextLine | None:
    """The last of the lines, going away from the edge of a grid, that are rows of it; None when the first is none."""
    area, columns, pitch = grid
    found = None
    for line in lines:
        row = [p for p in line.phrases if p.x1 > area[0] - 2 and p.x0 < area[2] + 2]
        if not row:
            continue
        if abs(line.bottom - edge) > ROW_STEP * pitch + 1:
            break
        if _is_row(row, area, columns, prose):
            found = line
        elif not _is_label(row, area, columns, prose):
            break
        edge = line.bottom
    return found


def under_heads(area: Rect, lines: Sequence[TextLine], prose: Callable[[Phrase], bool]) -> Rect:
    """A box with column heads alone, and the open rows under it: labels and figures at even distances, in its width."""
    inside = [row for row in (_part(line, area) for line in lines) if row]
    heads = [p for row in inside for p in row]
    if max(map(len, inside), default=0) < 2 or any(
        prose(p) or (is_figure(p.text) and not is_period(p.text)) for p in heads
    ):
        return area
    edge, last, pitch = area[3], None, 0.0
    for line in lines:
        row = [p for p in line.phrases if p.x1 > area[0] - 2 and p.x0 < area[2] + 2]
        if line.middle < area[3] or not row:
            continue
        within = row[0].x0 >= area[0] - 3 and row[-1].x1 <= area[2] + 3
        gap = line.top - edge
        if not within or gap > max(pitch, 1.2 * line.size) or any(prose(p) or begins_caption(p.text) for p in row):
            break
        if len(row) > 1 and any(is_figure(p.text) for p in row[1:]):
            last = line
        elif len(row) > 1 or begins_note(row[0].text):
            break
        edge, pitch = line.bottom, max(pitch, ROW_STEP * gap + 1)
    return area if last is None else (area[0], area[1], area[2], last.bottom + 1)


def _is_label(row: Sequence[Phrase], area: Rect, columns: Sequence[Column], prose: Callable[[Phrase], bool]) -> bool:
    """Does a label stand here alone: a group's name, or a line of a label that goes on?"""
    if len(row) != 1 or prose(row[0]) or begins_caption(row[0].text) or begins_note(row[0].text):
        return False
    return row[0].x0 >= area[0] - 3 and columns_of(row[0], columns) == (0, 0) and row[0].x1 < columns[1].x0


def _is_row(row: Sequence[Phrase], area: Rect, columns: Sequence[Column], prose: Callable[[Phrase], bool]) -> bool:
    """Do a label and figures stand in the columns, each in one of its own?"""
    if len(row) < 2 or any(prose(p) or begins_caption(p.text) for p in row):
        return False
    if row[0].x0 < area[0] - 3 or row[-1].x1 > area[2] + 3 or not any(is_figure(p.text) for p in row[1:]):
        return False
    places = [columns_of(p, columns) for p in row]
    return all(a == b for a, b in places) and all(a[1] < b[0] for a, b in pairwise(places))


def _heads(row: Sequence[Phrase], area: Rect, columns: Sequence[Column], prose: Callable[[Phrase], bool]) -> bool:
    """Are these column heads: inside the area, over different columns, none of them over the labels alone?"""
    if any(prose(p) or begins_caption(p.text) or is_continuation(p.text) for p in row):
        return False
    if row[0].x0 < area[0] - 3 or row[-1].x1 > area[2] + 3:
        return False
    places = [columns_of(p, columns) for p in row]
    if len(row) == 1:
        middle, right = (row[0].x0 + row[0].x1) / 2, columns[-1].x1
        # a title stands in the middle of all columns, a head in that of its own
        over = abs(middle - (columns[1].x0 + right) / 2) < abs(middle - (columns[0].x0 + right) / 2)
        return over and places[0][0] > 0 and row[0].x0 >= columns[0].x1 and len(row[0].words) <= 8
    return all(a[1] < b[0] for a, b in pairwise(places))

"""Rows told apart by space: lines of one cell stand nearer to each other than the rows do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.columns import Column, columns_of
from pipeline.tables.words import Phrase, TextLine

WIDEST_LEADING = 1.6
"""Baselines of one cell are at most so far apart (font sizes)."""
EVEN = 0.12
"""Distances that differ by less (font sizes) are the same."""
LEAST_STEP = 0.2
"""Rows stand at least so much farther apart (font sizes) than lines."""
HALF_LINE = 0.8
"""Lines nearer than this (font sizes) can't be of one column: cells centred beside each other make them."""


def rows_by_space(lines: Sequence[TextLine], columns: Sequence[Column]) -> list[list[TextLine]] | None:
    """The rows of cells over several lines; None where space does not tell, or would put figures into one cell."""
    pairs = _pairs(lines, columns)
    limit = _leading([_distance(a, b) for _, _, a, b in pairs])
    if limit is None:
        return None
    closed = {i for i, (a, b) in enumerate(pairwise(lines)) if b.bottom - a.bottom < HALF_LINE * min(a.size, b.size)}
    for i, j, a, b in pairs:
        if _distance(a, b) <= limit:
            if is_figure(a.text) and is_figure(b.text):
                return None
            closed.update(range(i, j))
    rows: list[list[TextLine]] = []
    for i, line in enumerate(lines):
        if i and i - 1 in closed:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows if _are_rows(rows, columns) else None


def _are_rows(rows: Sequence[Sequence[TextLine]], columns: Sequence[Column]) -> bool:
    """Rows close to each other are no lines of cells: those fill all columns of their row, each of them."""
    several = [row for row in rows if len(row) > 1]
    full = sum(all(len(line.phrases) > 1 and _same_columns(line, row[0], columns) for line in row) for row in several)
    return len(rows) > 1 and bool(several) and 10 * full <= 3 * len(several)


def _same_columns(line: TextLine, other: TextLine, columns: Sequence[Column]) -> bool:
    return {columns_of(p, columns) for p in line.phrases} == {columns_of(p, columns) for p in other.phrases}


def _pairs(lines: Sequence[TextLine], columns: Sequence[Column]) -> list[tuple[int, int, Phrase, Phrase]]:
    """Texts that follow each other in a column, each with the index of its line."""
    last: dict[int, tuple[int, Phrase]] = {}
    found = []
    for j, line in enumerate(lines):
        for phrase in line.phrases:
            first, end = columns_of(phrase, columns)
            if first == end:
                if first in last:
                    i, above = last[first]
                    found.append((i, j, above, phrase))
                last[first] = (j, phrase)
    return found


def _distance(above: Phrase, below: Phrase) -> float:
    return (below.bottom - above.bottom) / max(1.0, min(above.size, below.size))


def _leading(distances: Sequence[float]) -> float | None:
    """The greatest distance between lines of one cell; None when no step parts it from the distance of rows."""
    ordered = sorted(d for d in distances if d >= HALF_LINE)
    if not ordered or ordered[0] > WIDEST_LEADING:
        return None
    for a, b in pairwise(ordered):
        if a - ordered[0] > EVEN:
            return None
        if b - a >= LEAST_STEP:
            return (a + b) / 2
    return None

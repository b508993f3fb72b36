"""The precision gate: is this grid a table, or prose, a chart, a list, an equation, a boxed text?"""

from __future__ import annotations

import re

from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.grid import Grid

_LABEL = re.compile(r"(?:\[?\d{1,3}[\].)]|[a-zа-я]\)|[•·▪–—*-]|\([a-zа-я\d]{1,3}\)|[ivx]{1,4}[.)])", re.IGNORECASE)
_EQUATION = re.compile(r"[=∑∫√≤≥±∂]")


def _filled(grid: Grid) -> list[list[str]]:
    return [row for row in grid.texts() if any(row)]


def is_ruled_table(grid: Grid) -> bool:
    """A grid whose cells rules show: two rows, two columns, and text in enough of its places."""
    places = sum(cell.row_span * cell.col_span for cell in grid.cells if cell.words)
    rows = _filled(grid)
    if grid.n_rows < 2 or grid.n_cols < 2 or places < 4 or places < 0.35 * grid.n_rows * grid.n_cols:
        return False
    return sum(sum(bool(t) for t in row) > 1 for row in rows) >= 2


def is_parallel_table(grid: Grid) -> bool:
    """A grid between horizontal rules: columns in most rows, cells short."""
    return is_ruled_table(grid) and _share_of_rows_with_columns(grid) >= 0.5 and _words_a_cell(grid) <= 14


def is_aligned_table(grid: Grid, *, captioned: bool) -> bool:
    """A grid that alignment alone shows: figures in its columns, or a caption over it; no list, no equation."""
    rows = _filled(grid)
    if grid.n_cols < 2 or len(rows) < (2 if captioned else 3):
        return False
    if _share_of_rows_with_columns(grid) < 0.6 or _is_list(rows) or _is_equation(rows) or _has_leaders(rows):
        return False
    data = [t for row in rows for t in row[1:] if t]
    figures = sum(is_figure(t) for t in data) / max(1, len(data))
    filled = sum(bool(t) for row in rows for t in row) / (len(rows) * grid.n_cols)
    if captioned:
        return _words_a_cell(grid) <= 12 and filled >= 0.4
    return figures >= 0.5 and filled >= 0.5 and _words_a_cell(grid) <= 6


def _share_of_rows_with_columns(grid: Grid) -> float:
    rows = _filled(grid)
    return sum(sum(bool(t) for t in row) > 1 for row in rows) / max(1, len(rows))


def _words_a_cell(grid: Grid) -> float:
    counts = [len(cell.words) for cell in grid.cells if cell.words]
    return sum(counts) / max(1, len(counts))


def _is_list(rows: list[list[str]]) -> bool:
    """Labels of a list or of references in the first column, text in the only other one."""
    labels = [row[0] for row in rows if row[0]]
    wide = max(len([t for t in row if t]) for row in rows) > 2
    return not wide and bool(labels) and sum(_LABEL.fullmatch(t) is not None for t in labels) >= 0.6 * len(labels)


def _is_equation(rows: list[list[str]]) -> bool:
    return sum(any(_EQUATION.search(t) for t in row) for row in rows) >= 0.5 * len(rows)


def _has_leaders(rows: list[list[str]]) -> bool:
    """Dots that lead to page numbers: a table of contents."""
    return sum(any("....." in t.replace(" ", "") or "……" in t for t in row) for row in rows) >= 0.4 * len(rows)

"""The precision gate: is this grid a table, or prose, a chart, a list, an equation, a boxed text?"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise

from pipeline.layout.kinds import opens_part
from pipeline.tables.cell_numbers import cell_number, is_figure
from pipeline.tables.grid import Grid, GridCell

_LABEL = re.compile(r"(?:\[?\d{1,3}[\].)]|[a-zа-я]\)|[•·▪–—*-]|\([a-zа-я\d]{1,3}\)|[ivx]{1,4}[.)])", re.IGNORECASE)
_EQUATION = re.compile(r"[=∑∫√≤≥±∂]")

MOST_WORDS_A_CELL = 12
"""Cells of a table have no more words than this on the mean."""
MOST_WORDS_UNRULED = 6
"""The same where neither a rule nor a caption shows that it is a table."""
MOST_WORDS_A_HEAD = 6
"""A head that shows a table of words has no more words than this."""
LEAST_FILLED = 0.6
"""A table of figures alone has so large a share of its places filled."""
LEAST_TICKS = 5
"""The scale of a chart has so many figures or more."""
LEAST_FIGURES = 4
"""So many figures under each other make a column of figures among columns of words."""


def _filled(grid: Grid) -> list[list[str]]:
    return [row for row in grid.texts() if any(row)]


def is_ruled_table(grid: Grid) -> bool:
    """A grid whose cells rules show: two rows, two columns, and text in enough of its places."""
    places = sum(cell.row_span * cell.col_span for cell in grid.cells if cell.words)
    rows = _filled(grid)
    if grid.n_rows < 2 or grid.n_cols < 2 or places < 4 or places < 0.35 * grid.n_rows * grid.n_cols:
        return False
    if places < LEAST_FILLED * grid.n_rows * grid.n_cols and not _has_words(rows):
        return False
    return sum(sum(bool(t) for t in row) > 1 for row in rows) >= 2 and not _opens_parts(rows)


def _has_words(rows: list[list[str]]) -> bool:
    """Does any cell name something? Figures alone, strewn over a grid, are the values of a chart's bars."""
    return any(char.isalpha() for row in rows for text in row for char in text)


def is_parallel_table(grid: Grid, *, captioned: bool) -> bool:
    """A grid between horizontal rules: columns in most rows, cells short.

    Two rules around words alone, with none under a header and no caption, are a frame of addresses, authors, a box.
    """
    shown = captioned or grid.ruled_header > 0 or _has_figures(_filled(grid))
    return shown and is_ruled_table(grid) and _share_of_rows_with_columns(grid) >= 0.5 and _words_a_cell(grid) <= 14


def is_aligned_table(grid: Grid, *, captioned: bool, ruled: bool) -> bool:
    """A grid that alignment alone shows: figures in its columns, or a caption over it; no list, no equation.

    `ruled`: a rule as wide as the grid runs over, under or through it, so its cells may be longer.
    """
    rows = _filled(grid)
    if grid.n_cols < 2 or len(rows) < (2 if captioned else 3):
        return False
    if (
        _share_of_rows_with_columns(grid) < 0.6
        or _is_list(rows)
        or _is_equation(rows)
        or _is_contents(rows)
        or _opens_parts(rows)
    ):
        return False
    filled = sum(bool(t) for row in rows for t in row) / (len(rows) * grid.n_cols)
    if captioned:
        return _words_a_cell(grid) <= MOST_WORDS_A_CELL and filled >= 0.4
    words = MOST_WORDS_A_CELL if ruled else MOST_WORDS_UNRULED
    if is_headed(grid) and filled >= 0.7:
        return _words_a_cell(grid) <= MOST_WORDS_A_CELL
    return _has_figures(rows) and filled >= 0.5 and _words_a_cell(grid) <= words


def is_headed(grid: Grid) -> bool:
    """Do heads stand over all columns, told from the rows under them by a rule or by their type?"""
    heads = [cell for cell in grid.cells if cell.row == 0 and cell.words]
    if len(heads) < grid.n_cols or grid.n_rows < 3 or any(len(cell.words) > MOST_WORDS_A_HEAD for cell in heads):
        return False
    looks = Counter(_look(cell) for cell in grid.cells if cell.row > 0 and cell.words)
    apart = all(_look(cell) not in looks for cell in heads) and len(looks) <= 2
    return apart or grid.ruled_header == 1


def _look(cell: GridCell) -> str:
    return cell.words[0].glyphs[0].font


def _has_figures(rows: list[list[str]]) -> bool:
    """Figures in half of the cells right of the labels, or in most cells of one column there."""
    data = [t for row in rows for t in row[1:] if t]
    if 2 * sum(is_figure(t) for t in data) >= len(data) > 0:
        return True
    for column in range(1, len(rows[0])):
        texts = [row[column] for row in rows if row[column]]
        figures = sum(is_figure(t) for t in texts)
        if figures >= LEAST_FIGURES and 10 * figures >= 7 * len(texts):
            return True
    return False


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


def _opens_parts(rows: list[list[str]]) -> bool:
    """Boxes of abstracts side by side: two columns or more open with the words that open parts of a paper."""
    return any(sum(opens_part(text) for text in row) > 1 for row in rows)


def _is_equation(rows: list[list[str]]) -> bool:
    return sum(any(_EQUATION.search(t) for t in row) for row in rows) >= 0.5 * len(rows)


def _is_contents(rows: list[list[str]]) -> bool:
    """A table of contents: texts, and page numbers that never fall."""
    if any(len([t for t in row if t]) > 3 for row in rows):
        return False
    pages = [row[-1] for row in rows if row[-1]]
    if len(pages) < 4 or not all(t.isdecimal() and len(t) < 4 for t in pages):
        return False
    numbers = [int(t) for t in pages]
    return all(a <= b for a, b in pairwise(numbers)) and len(set(numbers)) > 2


def has_axis(grid: Grid) -> bool:
    """A scale of a chart among the cells: five figures or more in equal steps of 5, 10, 25 … one after another.

    It falls from the top in a column, or rises in the last row; years at equal distances are heads, not a scale.
    Or figures fall in the first column, or count up in the first row with columns, and all else is words.
    """
    texts = grid.texts()
    first = next((row for row in texts if sum(map(bool, row)) > 1), texts[0])
    if _counts([t for t in first if t]) and not any(is_figure(t) for row in texts if row is not first for t in row):
        return True
    side = " ".join(row[0] for row in texts if row[0]).split()
    if _falls(side) and not any(is_figure(t) for row in texts for t in row[1:]):
        return True
    columns = [[row[c] for row in texts if row[c]] for c in range(grid.n_cols)]
    last = " ".join(t for t in texts[-1] if t).split()
    return _is_scale(last) or any(_is_scale(column[::-1]) for column in columns)


def _counts(texts: list[str]) -> bool:
    """Do the figures among the words run 1, 2, 3 …?"""
    numbers = [int(w) for t in texts for w in t.split() if w.isdecimal() and len(w) < 4]
    return len(numbers) >= LEAST_TICKS and all(b == a + 1 for a, b in pairwise(numbers))


def _falls(texts: list[str]) -> bool:
    values = [cell_number(t, "en") for t in texts]
    figures = [v for v in values if v is not None]
    if len(figures) < LEAST_TICKS or len(figures) < len(values) or all(map(_is_year, figures)):
        return False
    return 10 * sum(a > b for a, b in pairwise(figures)) >= 7 * (len(figures) - 1)


def _is_scale(texts: list[str]) -> bool:
    """Do figures rise in equal steps?"""
    values = [cell_number(t.split()[0], "en") for t in texts if t and t.split()]
    run, step = 1, None
    for a, b in pairwise(values):
        new = None if a is None or b is None or _is_year(a) or _is_year(b) else b - a
        run = run + 1 if new is not None and new == step else 2
        step = new
        if step is not None and run >= LEAST_TICKS and step > 0 and step % 5 == 0 and a is not None and a % 5 == 0:
            return True
    return False


def _is_year(value: Decimal) -> bool:
    return 1800 <= value <= 2100

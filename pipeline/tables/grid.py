"""A grid of cells on one page, before it is a table: what shaping hands to headers, joining and the gate."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.manuscript import Rect
from pipeline.tables.words import Word


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its first row and column, its spans, its words; `box` from rules or from the words."""

    row: int
    col: int
    row_span: int
    col_span: int
    words: tuple[Word, ...]
    box: Rect

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells that tile n_rows × n_cols. `ruled_header` is the number of rows above a rule that parts the header."""

    page: int
    box: Rect
    n_rows: int
    n_cols: int
    cells: tuple[GridCell, ...]
    ruled_header: int = 0
    full: bool = False
    """Ruled in both directions."""

    def texts(self) -> list[list[str]]:
        """Texts by row and column; a merged cell's in its first place."""
        rows = [[""] * self.n_cols for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row][cell.col] = cell.text
        return rows

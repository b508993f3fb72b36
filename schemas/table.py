"""A table as a rectangular grid with its caption, header paths and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import model_validator

from schemas.claim import Lang
from schemas.values import Box, Record

if TYPE_CHECKING:
    import pandas as pd


class Cell(Record):
    """One cell, spans counted; `bbox` is null in a text file."""

    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    text: str
    page: int | None = None
    bbox: Box | None = None


class Table(Record):
    """One table of a paper; one that goes on over a page is one table."""

    table_id: str
    number: int | None = None
    caption: str | None = None
    lang: Lang = "und"
    pages: tuple[int, ...] = ()
    bbox: Box | None = None
    header_rows: int = 0
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[Cell, ...]
    column_paths: tuple[tuple[str, ...], ...] = ()
    unit: str | None = None
    notes: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        """The body as a pandas DataFrame: header paths as columns, row labels as index, numbers as Decimal."""
        from pipeline.tables.frame import frame  # a record knows no language; whoever holds one may have the package

        return frame(self)

    @model_validator(mode="after")
    def _rectangular(self) -> Table:
        widths = {len(row) for row in self.rows}
        if len(widths) > 1:
            raise ValueError(f"{self.table_id}: rows of different width {sorted(widths)}")
        width = widths.pop() if widths else 0
        if self.column_paths and len(self.column_paths) != width:
            raise ValueError(f"{self.table_id}: {len(self.column_paths)} header paths for {width} columns")
        if not 0 <= self.header_rows <= len(self.rows):
            raise ValueError(f"{self.table_id}: {self.header_rows} header rows of {len(self.rows)}")
        for cell in self.cells:
            if cell.row + cell.row_span > len(self.rows) or cell.col + cell.col_span > width:
                raise ValueError(f"{self.table_id}: cell {cell.row},{cell.col} lies outside the grid")
        return self

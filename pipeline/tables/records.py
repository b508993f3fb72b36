"""Found tables → records of the contract, with texts as they stand in the manuscript."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.manuscript import FoundTable, Manuscript, Rect
from pipeline.tables.headers import column_paths
from schemas import Box, Cell, Section, Table
from schemas.claim import Lang


def table_records(manuscript: Manuscript, sections: Sequence[Section], *, paper_id: str) -> tuple[Table, ...]:
    """One record a table, in the order of the manuscript's tables; ids are `paper_id-t1`, `-t2` …

    Cell texts are cut from the manuscript's text, where look-alike letters are already repaired; the language is that
    of the section in which the table stands.
    """
    starts = [s.start for s in sections]
    return tuple(
        _record(manuscript, i, _lang(manuscript, i, sections, starts), f"{paper_id}-t{i + 1}")
        for i in range(len(manuscript.tables))
    )


def _record(manuscript: Manuscript, index: int, lang: Lang, table_id: str) -> Table:
    table = manuscript.tables[index]
    cells = tuple(
        Cell(
            row=c.row, col=c.col, row_span=c.row_span, col_span=c.col_span, text=_text(manuscript, index, c.row, c.col),
            page=c.page, bbox=_box(c.bbox),
        )
        for c in table.cells
    )  # fmt: skip
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in cells:
        rows[cell.row][cell.col] = cell.text
    spans = [(c.row, c.col, c.row_span, c.col_span) for c in cells]
    return Table(
        table_id=table_id, number=table.number, caption=table.caption, lang=lang, pages=table.pages,
        bbox=_box(table.bbox), header_rows=table.header_rows, rows=tuple(map(tuple, rows)), cells=cells,
        column_paths=column_paths(rows, spans, table.header_rows), unit=table.unit, notes=table.notes,
    )  # fmt: skip


def _text(manuscript: Manuscript, index: int, row: int, col: int) -> str:
    """The cell's stretch of the text; the found content when the manuscript gives the cell no place."""
    span = manuscript.cell_spans[index].get((row, col)) if index < len(manuscript.cell_spans) else None
    if span is not None:
        return manuscript.text[span[0] : span[1]]
    return _content(manuscript.tables[index], row, col)


def _content(table: FoundTable, row: int, col: int) -> str:
    return next((c.content.text for c in table.cells if (c.row, c.col) == (row, col)), "")


def _box(box: Rect | None) -> Box | None:
    return None if box is None else (box[0], box[1], box[2], box[3])


def _lang(manuscript: Manuscript, index: int, sections: Sequence[Section], starts: Sequence[int]) -> Lang:
    block = next((b for b in manuscript.blocks if b.table == index), None)
    if block is None or not sections:
        return "und"
    return sections[max(0, bisect_right(starts, block.start) - 1)].lang

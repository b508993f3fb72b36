"""Grids of pages → tables: captions and notes beside them, parts over pages joined, spans and places kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.layout.hyphens import WordEvidence
from pipeline.manuscript import FoundCell, FoundTable, Rect
from pipeline.reading.document import Page
from pipeline.tables.captions import (
    begins_caption,
    begins_figure,
    begins_note,
    caption_number,
    is_continuation,
    table_unit,
)
from pipeline.tables.grid import Grid
from pipeline.tables.headers import column_paths, count_header_rows
from pipeline.tables.words import Phrase, TextLine, content_of, joined_text


@dataclass(frozen=True, slots=True)
class ColumnText:
    """The lines of one column of a page, or of a part of the page without columns."""

    region: Rect
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """A page with the text of its columns and the grids found on it, in the order of reading."""

    page: Page
    columns: tuple[ColumnText, ...]
    grids: tuple[Grid, ...]

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """The lines of all columns."""
        return tuple(line for column in self.columns for line in column.lines)

    def lines_at(self, x: float) -> tuple[TextLine, ...]:
        """Lines of the columns, and of parts of the page without columns, that lie at this abscissa. From the top."""
        found = [
            line for column in self.columns for line in column.lines
            if column.region[0] <= x < column.region[2]
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda line: line.middle))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands above and below a grid: caption, continuation line, notes."""

    caption: str | None = None
    continuation: tuple[Phrase, ...] = ()
    notes: tuple[str, ...] = ()


def build_tables(pages: Sequence[PageText], evidence: WordEvidence) -> tuple[FoundTable, ...]:
    """Tables of all pages; the first grid of a page may go on the last one of the page before.

    `evidence` are the words of the whole document; pages without grids need no lines.
    """
    tables: list[FoundTable] = []
    last: tuple[Grid, PageText] | None = None
    for page in pages:
        for i, grid in enumerate(page.grids):
            around = _surroundings(grid, page, evidence)
            found = _found(grid, around, page, evidence)
            if i == 0 and last is not None and tables and _goes_on(last, tables[-1], grid, around, page):
                tables[-1] = _join(tables[-1], found, around)
            else:
                tables.append(found)
        last = (page.grids[-1], page) if page.grids else None
    return tuple(replace(t, unit=table_unit(t.caption, t.column_paths)) for t in tables)


def _surroundings(grid: Grid, page: PageText, evidence: WordEvidence) -> Surroundings:
    beside = page.lines_at((grid.box[0] + grid.box[2]) / 2)
    above = [x for x in beside if x.bottom <= grid.box[1] + 2]
    below = [x for x in beside if x.top >= grid.box[3] - 2]
    caption = _caption_above(grid, above) or _caption_below(grid, below)
    heading = joined_text((p.text for p in caption), evidence) if caption else None
    continuation: tuple[Phrase, ...] = ()
    near = [p for x in above for p in x.phrases if grid.box[1] - p.bottom <= 4 * p.size]
    for phrase in near:
        if is_continuation(phrase.text):
            continuation = (phrase,)
    return Surroundings(None if continuation else heading, continuation, _notes(grid, below, evidence))


def _over(grid: Grid, phrase: Phrase) -> bool:
    return phrase.x1 > grid.box[0] - 40 and phrase.x0 < grid.box[2] + 40


def _caption_above(grid: Grid, above: Sequence[TextLine]) -> list[Phrase] | None:
    """From the nearest line that begins a caption, at most five lines up, down to the grid."""
    lines = [[p for p in x.phrases if _over(grid, p)] for x in above]
    lines = [x for x in lines if x]
    edge = grid.box[1]
    for k in range(1, min(6, len(lines)) + 1):
        line = lines[-k]
        if edge - line[0].bottom > 3 * line[0].size:
            return None
        if begins_caption(line[0].text):
            return [p for x in lines[-k:] for p in x]
        edge = line[0].top
    return None


def _caption_below(grid: Grid, below: Sequence[TextLine]) -> list[Phrase] | None:
    lines = [[p for p in x.phrases if _over(grid, p)] for x in below]
    lines = [x for x in lines if x]
    if not lines or not begins_caption(lines[0][0].text) or lines[0][0].top - grid.box[3] > 2.5 * lines[0][0].size:
        return None
    caption = [lines[0]]
    for line in lines[1:3]:
        if line[0].top - caption[-1][0].bottom > 0.5 * line[0].size:
            break
        caption.append(line)
    return [p for x in caption for p in x]


def _notes(grid: Grid, below: Sequence[TextLine], evidence: WordEvidence) -> tuple[str, ...]:
    notes: list[str] = []
    edge = grid.box[3]
    for line in below[:8]:
        phrases = [p for p in line.phrases if _over(grid, p)]
        if not phrases:
            continue
        gap = phrases[0].top - edge
        text = " ".join(p.text for p in phrases)
        if gap > 2.2 * phrases[0].size or begins_figure(text) or begins_caption(text):
            break
        if begins_note(text):
            notes.append(text)
        elif notes and gap <= 0.5 * phrases[0].size and phrases[0].size <= 1.05 * line.size:
            notes[-1] = joined_text((notes[-1], text), evidence)
        else:
            break
        edge = phrases[0].bottom
    return tuple(notes)


def _found(grid: Grid, around: Surroundings, page: PageText, evidence: WordEvidence) -> FoundTable:
    cells = tuple(
        FoundCell(c.row, c.col, c.row_span, c.col_span, content_of(c.words, evidence), grid.page, c.box)
        for c in grid.cells
    )
    texts = cell_rows(cells, grid.n_rows, grid.n_cols)
    spans = [(c.row, c.col, c.row_span, c.col_span) for c in cells]
    header = count_header_rows(texts, spans, ruled_header=grid.ruled_header)
    taken = {g.index for c in grid.cells for w in c.words for g in w.glyphs}
    taken.update(g.index for p in around.continuation for w in p.words for g in w.glyphs)
    taken.update(_spaces_between(page.page, taken, grid.box))
    return FoundTable(
        cells=cells, n_rows=grid.n_rows, n_cols=grid.n_cols, header_rows=header,
        column_paths=column_paths(texts, spans, header), caption=around.caption,
        number=caption_number(around.caption) if around.caption else None, unit=None, notes=around.notes,
        pages=(grid.page,), bbox=grid.box, taken=frozenset(taken),
    )  # fmt: skip


def _spaces_between(page: Page, taken: set[int], box: Rect) -> set[int]:
    """Blank glyphs inside the grid's box; they belong to no word."""
    return {
        g.index
        for g in page.glyphs
        if g.text.isspace() and box[0] - 2 <= g.x0 <= box[2] + 2 and box[1] - 2 <= (g.top + g.bottom) / 2 <= box[3] + 2
    }


def cell_rows(cells: Sequence[FoundCell], n_rows: int, n_cols: int) -> list[list[str]]:
    """Texts as a rectangular grid; a merged cell's text in its first place."""
    rows = [[""] * n_cols for _ in range(n_rows)]
    for cell in cells:
        rows[cell.row][cell.col] = cell.content.text
    return rows


def _goes_on(last: tuple[Grid, PageText], table: FoundTable, grid: Grid, around: Surroundings, page: PageText) -> bool:
    """Is the first grid of a page the rest of the last one of the page before?"""
    before, before_page = last
    if grid.page != before.page + 1 or grid.n_cols != before.n_cols:
        return False
    if around.continuation:
        return True
    if around.caption or table.notes or not _columns_agree(before, grid):
        return False
    return not _text_after(before, before_page) and not _text_before(grid, page)


def _columns_agree(a: Grid, b: Grid) -> bool:
    left = {c.col: c.box[0] - a.box[0] for c in a.cells if c.col_span == 1}
    right = {c.col: c.box[0] - b.box[0] for c in b.cells if c.col_span == 1}
    width = max(a.box[2] - a.box[0], 1.0)
    same_width = abs((b.box[2] - b.box[0]) - width) <= 0.06 * width
    shared = left.keys() & right.keys()
    if same_width and all(abs(left[c] - right[c]) <= max(8.0, 0.04 * width) for c in shared):
        return True
    return _texts_under(a, b)


def _texts_under(a: Grid, b: Grid) -> bool:
    """Without rules: does each column's text stand under the same column's text, and under no other's?"""
    above, below = _extents(a), _extents(b)
    return all(
        (min(above[c][1], below[k][1]) - max(above[c][0], below[k][0]) > 0) == (c == k) for c in above for k in below
    )


def _extents(grid: Grid) -> dict[int, tuple[float, float]]:
    """Left and right end of each column's text, spanning cells aside."""
    found: dict[int, tuple[float, float]] = {}
    for cell in grid.cells:
        if cell.words and cell.col_span == 1:
            x0, x1 = min(w.x0 for w in cell.words), max(w.x1 for w in cell.words)
            old = found.get(cell.col, (x0, x1))
            found[cell.col] = (min(old[0], x0), max(old[1], x1))
    return found


MARGIN = 0.115
"""Share of the page's height at its top and bottom where running headers, footers and page numbers stand."""


def _text_after(grid: Grid, page: PageText) -> bool:
    end = page.page.height * (1 - MARGIN)
    return any(line.top > grid.box[3] and line.bottom < end for line in page.lines)


def _text_before(grid: Grid, page: PageText) -> bool:
    """Text over the grid that is no running header; right over it even in the margin: a title of its own."""
    start = page.page.height * MARGIN
    above = [x for x in page.lines if x.bottom < grid.box[1] + 1]
    return any(x.top > start or grid.box[1] - x.bottom < 1.5 * x.size for x in above)


def _join(table: FoundTable, more: FoundTable, around: Surroundings) -> FoundTable:
    """One table of two parts; a header that the second part repeats is left out of the grid, yet taken."""
    head = cell_rows(table.cells, table.n_rows, table.n_cols)[: table.header_rows]
    second = cell_rows(more.cells, more.n_rows, more.n_cols)
    repeated = table.header_rows if head and _squeeze(second[: table.header_rows]) == _squeeze(head) else 0
    shift = table.n_rows - repeated
    moved = tuple(replace(c, row=c.row + shift) for c in more.cells if c.row >= repeated)
    return replace(
        table, cells=table.cells + moved, n_rows=shift + more.n_rows, pages=(*table.pages, *more.pages),
        notes=table.notes + more.notes, taken=table.taken | more.taken,
    )  # fmt: skip


def _squeeze(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [["".join(t.split()).lower() for t in row] for row in rows]

"""PDF pages → manuscript: furniture out, columns in the order of reading, lines joined to paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.layout.assembly import Draft, assemble, table_draft
from pipeline.layout.columns import SURE_LINES, Column, Gutter, columns_of, find_gutters
from pipeline.layout.figures import is_chart, label_groups, scale_marks
from pipeline.layout.furniture import find_furniture, line_numbers, rows_set_apart
from pipeline.layout.hyphens import gather
from pipeline.layout.lines import Chunk, FigureWidths, Line, chunks_of, line_of, rows_of
from pipeline.layout.paragraphs import ColumnEdges, Fragment, habits_of, split_column, whole_paragraphs
from pipeline.manuscript import FoundTable, Furniture, Manuscript, Rect
from pipeline.offsets import INSERTED, MappedText, inserted, join
from pipeline.reading.document import Document, Page

_DROP_CAP = 1.8
_ALIGNED = 4.0

Item = int | tuple[Chunk, ...]
"""What stands in a column besides lines: a table's index, or the labels of a drawing; () for later parts of a table."""


@dataclass(slots=True)
class _Sheet:
    """One page on its way to columns."""

    page: Page
    chunks: list[Chunk]
    furniture: list[list[Chunk]] = field(default_factory=list)
    no_table: list[Chunk] = field(default_factory=list)
    """What no table holds: the numbers of its lines, its heads and feet that stand apart, the labels of its charts."""
    items: list[tuple[Rect, Item]] = field(default_factory=list)
    columns: list[Column[Item]] = field(default_factory=list)
    lines: list[list[Line]] = field(default_factory=list)
    """Lines of each column."""
    left_out: list[str] = field(default_factory=list)
    """Texts of its furniture and of its turned labels."""


def compose_pages(document: Document, tables: Sequence[FoundTable]) -> Manuscript:
    """The manuscript of a PDF. The glyphs of `tables` are left out of the running text; the tables stand in it where
    they were found, after the paragraph that they interrupt."""
    figures = FigureWidths()
    sheets = _sheets(document, tables, figures)
    _find_columns(sheets, figures)
    evidence = gather(line.text for sheet in sheets for lines in sheet.lines for line in lines)
    habits = habits_of([lines for sheet in sheets for lines in sheet.lines])
    fragments: list[Fragment] = []
    for sheet in sheets:
        for number, (column, lines) in enumerate(zip(sheet.columns, sheet.lines, strict=True)):
            split = split_column(lines, _edges(sheet, number), habits, evidence)
            fragments.extend(_with_items(split, lines, column, sheet.page.number, tables))
        sheet.lines = []  # fragments hold what is needed: the memory of a long paper
    drafts = [_draft(f, tables) for f in whole_paragraphs(fragments, habits, evidence)]
    assembled = assemble(drafts, len(tables))
    return Manuscript(
        content=assembled.content,
        blocks=assembled.blocks,
        tables=tuple(tables),
        cell_spans=assembled.cell_spans,
        furniture=tuple(Furniture(text, sheet.page.number) for sheet in sheets for text in sheet.left_out),
        diagnostics=document.diagnostics,
        glyph_places=document.glyph_places,
    )


def body_of(document: Document) -> tuple[tuple[Page, tuple[Gutter, ...]], ...]:
    """Each page without its lines' numbers and its charts' labels, and the gutters between its columns of running text.

    For the search of tables: an aligned area that lies over a sure gutter is columns of text, not a table. Running
    heads that do not stand apart stay, for a table's head that comes back on every page looks like one. Indices of
    glyphs stay as they are, so a page may lack some.
    """
    sheets = _sheets(document, (), FigureWidths())
    body: list[tuple[Page, tuple[Gutter, ...]]] = []
    for sheet in sheets:
        page = sheet.page
        if sheet.no_table:
            gone = {g.index for chunk in sheet.no_table for g in chunk.glyphs}
            page = replace(page, glyphs=tuple(g for g in page.glyphs if g.index not in gone))
        gutters = find_gutters(sheet.chunks, _obstacles(sheet))
        body.append((page, tuple(g for g in gutters if g.lines >= SURE_LINES)))
    return tuple(body)


def _sheets(document: Document, tables: Sequence[FoundTable], figures: FigureWidths) -> list[_Sheet]:
    """The pages with their furniture found; `figures` learns of all figures of the paper."""
    taken = frozenset(i for table in tables for i in table.taken)
    sheets: list[_Sheet] = []
    for page in document.pages:
        figures.add(page.glyphs)
        sheets.append(_Sheet(page, chunks_of(page.glyphs, taken)))
    for sheet, numbers in zip(sheets, line_numbers([sheet.chunks for sheet in sheets]), strict=True):
        sheet.furniture.extend([chunk] for chunk in numbers)
        sheet.no_table += numbers
        _take_out(sheet, numbers)
    heights = [sheet.page.height for sheet in sheets]
    for sheet, apart in zip(sheets, rows_set_apart([sheet.chunks for sheet in sheets], heights), strict=True):
        sheet.no_table += [chunk for row in apart for chunk in row]
    rows = find_furniture([sheet.chunks for sheet in sheets], heights)
    if _is_all(rows, sheets) and not any(sheet.page.images for sheet in sheets):
        rows = [[] for _ in sheets]  # a line a page, and no scan under it: such a line is what the page says
    body_size = _body_size(sheets)
    for sheet, found in zip(sheets, rows, strict=True):
        sheet.furniture.extend(found)
        _take_out(sheet, [chunk for row in found for chunk in row])
        for box, labels in label_groups(sheet.page, sheet.chunks, body_size):
            marks = {id(chunk): chunk for chunk in scale_marks(labels)}
            sheet.no_table += labels if is_chart(labels) else []
            sheet.furniture.extend([chunk] for chunk in marks.values())
            sheet.items.append((box, tuple(chunk for chunk in labels if id(chunk) not in marks)))
            _take_out(sheet, labels)
        sheet.items.extend(_table_items(sheet.page, tables))
    return sheets


def _is_all(rows: Sequence[Sequence[Sequence[Chunk]]], sheets: Sequence[_Sheet]) -> bool:
    """Do these rows leave nothing on any page?"""
    return all(sum(map(len, found)) == len(sheet.chunks) for found, sheet in zip(rows, sheets, strict=True))


def _take_out(sheet: _Sheet, chunks: Sequence[Chunk]) -> None:
    gone = {id(chunk) for chunk in chunks}
    sheet.chunks = [chunk for chunk in sheet.chunks if id(chunk) not in gone]


def _body_size(sheets: Sequence[_Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for chunk in sheet.chunks:
            sizes[round(chunk.size * 2) / 2] += len(chunk.at)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _table_items(page: Page, tables: Sequence[FoundTable]) -> list[tuple[Rect, Item]]:
    """The tables that have glyphs on the page, with the box of these glyphs.

    A table stands in the text where it begins; its parts on later pages only keep their place free.
    """
    if not tables or not page.glyphs:
        return []
    first, last = page.glyphs[0].index, page.glyphs[-1].index
    items: list[tuple[Rect, Item]] = []
    for index, table in enumerate(tables):
        if page.number not in table.pages:
            continue
        here = [page.glyphs[i - first] for i in table.taken if first <= i <= last]
        if here:
            x0, top = min(g.x0 for g in here), min(g.top for g in here)
            item: Item = index if min(table.taken) >= first else ()
            items.append(((x0, top, max(g.x1 for g in here), max(g.bottom for g in here)), item))
    return items


def _find_columns(sheets: Sequence[_Sheet], figures: FigureWidths) -> None:
    """Gutters of each page; then once more, with the edges that other pages have made sure of."""
    superior = figures.superior()
    obstacles = [_obstacles(sheet) for sheet in sheets]
    sure: Counter[int] = Counter()
    for sheet, boxes in zip(sheets, obstacles, strict=True):
        for edge, lines in {round(g.edge): g.lines for g in find_gutters(sheet.chunks, boxes)}.items():
            sure[edge] += lines if lines >= SURE_LINES else 0
    known = [float(edge) for edge, lines in sorted(sure.items()) if lines >= 2 * SURE_LINES]
    for sheet, boxes in zip(sheets, obstacles, strict=True):
        gutters = find_gutters(sheet.chunks, boxes, known)
        sheet.columns = columns_of(sheet.chunks, sheet.items, gutters)
        sheet.lines = [_lines(column.chunks, sheet.page.number, superior) for column in sheet.columns]
        sheet.left_out = _left_out(sheet)
        sheet.chunks, sheet.furniture, sheet.no_table = [], [], []  # the lines hold what is needed
        for column in sheet.columns:
            column.chunks = []


def _obstacles(sheet: _Sheet) -> list[Rect]:
    """Boxes that no column runs through: tables, drawings, pictures, rules across the page."""
    rules = [(r.x0, r.top, r.x1, r.bottom) for r in sheet.page.rules if r.x1 - r.x0 > 0.4 * sheet.page.width]
    images = [box for box in sheet.page.images if box[3] - box[1] < 0.8 * sheet.page.height]
    return [box for box, _ in sheet.items] + rules + images


def _edges(sheet: _Sheet, number: int) -> ColumnEdges:
    """The edges of a column's text, taken from all columns of the page that have the same bounds."""
    own = sheet.columns[number]
    alike = [
        line for column, lines in zip(sheet.columns, sheet.lines, strict=True)
        if abs(column.left - own.left) <= _ALIGNED and abs(column.right - own.right) <= _ALIGNED
        for line in lines
    ]  # fmt: skip
    everything = [line for lines in sheet.lines for line in lines]
    left = min((line.x0 for line in (everything if own.left < 0 else alike)), default=0.0)
    right = max((line.x1 for line in (everything if own.right > 1e8 else alike)), default=sheet.page.width)
    return ColumnEdges(left, right)


def _lines(chunks: Sequence[Chunk], page: int, superior: frozenset[int]) -> list[Line]:
    caps = [c for c in chunks if _is_drop_cap(c, chunks)]
    gone = {id(cap) for cap in caps}
    lines = [line_of(row, page, superior) for row in rows_of(c for c in chunks if id(c) not in gone)]
    lines = [line for line in lines if len(line.content)]
    for cap in caps:
        _put_before(cap, lines, page)
    return lines


def _is_drop_cap(chunk: Chunk, chunks: Sequence[Chunk]) -> bool:
    if len(chunk.at) > 2 or not chunk.text.isalpha():
        return False
    beside = [
        c for c in chunks if c is not chunk and c.top < chunk.bottom and c.bottom > chunk.top and c.x0 >= chunk.x1 - 2
    ]
    return len(beside) >= 2 and all(chunk.size >= _DROP_CAP * c.size for c in beside)


def _put_before(cap: Chunk, lines: list[Line], page: int) -> None:
    """A drop cap belongs before the first of the lines that stand beside it; all of them begin at its left edge."""
    beside = [line for line in lines if line.top < cap.bottom and line.bottom > cap.top and line.x0 >= cap.x1 - 2]
    if not beside:
        lines.insert(0, line_of([cap], page))
        return
    initial = MappedText(cap.text, [g.index for g in cap.glyphs for _ in g.text])
    close = beside[0].x0 - cap.x1 < 0.6 * beside[0].size
    gap = inserted("" if close else " ")
    beside[0].content = join([initial, gap, beside[0].content])
    for line in beside:
        line.x0 = cap.x0


def _with_items(
    fragments: list[Fragment], lines: Sequence[Line], column: Column[Item], page: int, tables: Sequence[FoundTable]
) -> list[Fragment]:
    """The fragments of a column with its tables and drawings' labels put where they stand."""
    if not column.items:
        return fragments
    tops = _tops(fragments, lines)
    placed = [(top, 0, i, fragment) for i, (top, fragment) in enumerate(zip(tops, fragments, strict=True))]
    for i, (box, item) in enumerate(column.items):
        if item == ():
            continue
        placed.append((box[1], 1, i, _item_fragment(item, page)))
    placed.sort(key=lambda p: p[:3])
    return [fragment for _, _, _, fragment in placed]


def _tops(fragments: Sequence[Fragment], lines: Sequence[Line]) -> list[float]:
    """The top of each fragment: of the line that its first glyph stands in."""
    top_of = {o: line.top for line in lines for o in line.content.origins if o != INSERTED}
    return [next((top_of[o] for o in f.content.origins if o in top_of), 0.0) for f in fragments]


def _item_fragment(item: Item, page: int) -> Fragment:
    if isinstance(item, int):
        return Fragment("table", MappedText("", []), page, table=item, aside=True)
    labels = [line_of(row, page).content for row in rows_of(item)]
    return Fragment("labels", join(labels, "\n"), page, aside=True)


def _draft(fragment: Fragment, tables: Sequence[FoundTable]) -> Draft:
    if fragment.table is not None:
        return table_draft(tables[fragment.table], fragment.table)
    return Draft(
        fragment.kind, fragment.content, fragment.page, round(fragment.size, 1), fragment.bold, fragment.centered
    )


def _left_out(sheet: _Sheet) -> list[str]:
    rows = [line_of(row, sheet.page.number).text for row in sheet.furniture]
    turned = "".join(g.text for g in sheet.page.glyphs if not g.upright).strip()
    return [text for text in (*rows, turned) if text]

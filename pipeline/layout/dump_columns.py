"""Text dumps whose columns stand side by side, as `pdftotext -layout` leaves them: their lines put one column after
the other.

A character takes a fixed place in such a file, so its lines are a page of print with a coarse grid: the columns are
found as on a page of a PDF, and the numbers of lines in the margin too.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.layout.columns import SURE_LINES, Column, Gutter, columns_of, find_gutters, is_prose
from pipeline.layout.dump_furniture import DumpLine, furniture_lines, physical_lines
from pipeline.layout.furniture import line_numbers
from pipeline.layout.lines import NO_SPACE, Chunk, rows_of
from pipeline.manuscript import Rect
from pipeline.reading.document import Glyph

_SEGMENT = re.compile(r"\S+(?: \S+)*")
"""Words with single spaces between them; two spaces part columns, cells or indents."""
_GAP = re.compile(r" {2,}")
_LEFT, _RIGHT = 10, 11
"""Letters on both sides of a gap in a line that may hold text of two columns."""
_WIDTH = 2.0
_SIZE = 4.0
_HEIGHT = 10.0
_PITCH = 12.0
"""A character's place on the page that the file is taken for, in points: two characters an em, lines close together."""
_TAB = 8


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The lines of a file column by column, without furniture; the numbers of its lines are left out."""

    lines: list[DumpLine]
    numbers: list[str]


def unfolded(lines: Sequence[DumpLine], furniture: set[int], taken: Collection[int]) -> Unfolded | None:
    """The lines with each column's under each other; None where the file has no columns side by side. Every new line
    is a stretch of an old one, or blank. `taken` are the characters of tables."""
    if not _may_have_columns(lines):
        return None
    pages = _pages(lines, furniture)
    chunks, numbers = _counted_out([_chunks(page, taken) for page in pages])
    obstacles = [_obstacles(page, taken) for page in pages]
    gutters = _gutters(obstacles, chunks)
    if not any(gutters):
        return None
    out: list[DumpLine] = []
    for page, found, boxes, parts in zip(pages, chunks, obstacles, gutters, strict=True):
        out.extend(_in_order(page, found, boxes, parts))
    return Unfolded(out, numbers)


def over_columns(text: str, tables: Sequence[tuple[int, int]]) -> list[bool]:
    """For each stretch of a file that looks like a table: are its rows lines of text that stand side by side?"""
    lines = physical_lines(text)
    found = [False] * len(tables)
    if not tables or not _may_have_columns(lines):
        return found
    pages = _pages(lines, furniture_lines(lines))
    chunks, _ = _counted_out([_chunks(page, ()) for page in pages])
    gutters = _gutters([[] for _ in pages], chunks)
    for page, here, parts in zip(pages, chunks, gutters, strict=True):
        for i, (start, end) in enumerate(tables):
            rows = [row for row, line in enumerate(page) if line.end > start and line.start < end]
            if rows:
                found[i] = found[i] or _prose_beside(rows[0] * _PITCH, (rows[-1] + 1) * _PITCH, here, parts)
    return found


def _prose_beside(top: float, bottom: float, chunks: Sequence[Chunk], gutters: Sequence[Gutter]) -> bool:
    """Is one side of a gutter running text between these heights?"""
    inside = [c for c in chunks if top <= c.top < bottom]
    for gutter in gutters:
        if gutter.top >= bottom or gutter.bottom <= top:
            continue
        for side in ([c for c in inside if c.x1 <= gutter.edge], [c for c in inside if c.x0 >= gutter.edge - 1]):
            if 2 * len(side) >= (bottom - top) / _PITCH and is_prose(side, side, _WIDTH):
                return True
    return False


def _may_have_columns(lines: Sequence[DumpLine]) -> bool:
    return sum(_has_sides(line.text.strip()) for line in lines) >= SURE_LINES


def _has_sides(text: str) -> bool:
    return any(gap.start() >= _LEFT and len(text) - gap.end() >= _RIGHT for gap in _GAP.finditer(text))


def _counted_out(chunks: list[list[Chunk]]) -> tuple[list[list[Chunk]], list[str]]:
    """The chunks of each page without the numbers of its lines; and these."""
    numbers = line_numbers(chunks)
    gone = {id(chunk) for counting in numbers for chunk in counting}
    kept = [[chunk for chunk in found if id(chunk) not in gone] for found in chunks]
    return kept, [chunk.text for counting in numbers for chunk in counting]


def _pages(lines: Sequence[DumpLine], furniture: set[int]) -> list[list[DumpLine]]:
    """The lines of each page, told by form feeds and by the furniture between them."""
    pages: list[list[DumpLine]] = [[]]
    for i, line in enumerate(lines):
        if (line.new_page or i in furniture) and any(not other.blank for other in pages[-1]):
            pages.append([])
        if i not in furniture:
            pages[-1].append(line)
    return [page for page in pages if page]


def _chunks(page: Sequence[DumpLine], taken: Collection[int]) -> list[Chunk]:
    """The stretches of its lines without a wide gap; the glyphs' indices are places in the file."""
    found: list[Chunk] = []
    for row, line in enumerate(page):
        table = _stretch(line, taken)
        places = _places(line.text)
        for match in _SEGMENT.finditer(line.text):
            if table is not None and match.start() < table[1] and match.end() > table[0]:
                continue
            top = row * _PITCH
            inner = [i for i in range(match.start(), match.end()) if line.text[i] != " "]
            glyphs = [
                Glyph(line.start + i, line.text[i], places[i], top, places[i] + _WIDTH, top + _HEIGHT, _SIZE, "")
                for i in inner
            ]
            spaces = "".join(" " if i and line.text[i - 1] == " " else NO_SPACE for i in inner)
            found.append(
                Chunk(
                    glyphs, array("I", range(len(glyphs))), match[0], sum(ch.isalpha() for ch in match[0]), spaces,
                    glyphs[0].x0, top, glyphs[-1].x1, top + _HEIGHT, _SIZE,
                )
            )  # fmt: skip
    return found


def _stretch(line: DumpLine, taken: Collection[int]) -> tuple[int, int] | None:
    """Where in the line a table stands."""
    if not line.in_table:
        return None
    places = [i for i in range(line.start, line.end) if i in taken]
    return places[0] - line.start, places[-1] + 1 - line.start


def _places(text: str) -> list[float]:
    """The abscissa of each character."""
    if "\t" not in text:
        return [i * _WIDTH for i in range(len(text))]
    places: list[float] = []
    at = 0
    for ch in text:
        places.append(at * _WIDTH)
        at = (at // _TAB + 1) * _TAB if ch == "\t" else at + 1
    return places


def _obstacles(page: Sequence[DumpLine], taken: Collection[int]) -> list[tuple[Rect, DumpLine]]:
    """The rows of tables, with their places."""
    boxes: list[tuple[Rect, DumpLine]] = []
    for row, line in enumerate(page):
        table = _stretch(line, taken)
        if table is not None:
            places = _places(line.text)
            box = (places[table[0]], row * _PITCH, places[table[1] - 1] + _WIDTH, row * _PITCH + _HEIGHT)
            start, end = line.start + table[0], line.start + table[1]
            boxes.append((box, DumpLine(start, end, line.text[table[0] : table[1]], False, True)))
    return boxes


def _gutters(
    obstacles: Sequence[Sequence[tuple[Rect, DumpLine]]], chunks: Sequence[Sequence[Chunk]]
) -> list[list[Gutter]]:
    """Gutters of each page, those of other pages known."""
    boxes = [[box for box, _ in placed] for placed in obstacles]
    sure: Counter[float] = Counter()
    for found, here in zip(chunks, boxes, strict=True):
        for gutter in find_gutters(found, here):
            sure[gutter.edge] += gutter.lines if gutter.lines >= SURE_LINES else 0
    known = [edge for edge, count in sorted(sure.items()) if count >= 2 * SURE_LINES]
    return [find_gutters(found, here, known) for found, here in zip(chunks, boxes, strict=True)]


def _in_order(
    page: Sequence[DumpLine],
    chunks: Sequence[Chunk],
    tables: Sequence[tuple[Rect, DumpLine]],
    gutters: Sequence[Gutter],
) -> list[DumpLine]:
    """The lines of a page, column by column; the first one begins the page if the page's first line does."""
    out: list[DumpLine] = []
    for column in columns_of(chunks, tables, gutters):
        out.extend(_lines_of(column, page))
    if out and page[0].new_page:
        first = out[0]
        out[0] = DumpLine(first.start, first.end, first.text, True, first.in_table)
    return out


def _lines_of(column: Column[DumpLine], page: Sequence[DumpLine]) -> list[DumpLine]:
    """The lines of one column, each from the column's left edge on, with blank ones where the column has gaps."""
    placed = [(int(box[1] // _PITCH), line) for box, line in column.items]
    rows = rows_of(column.chunks)
    left = min((row[0].x0 for row in rows), default=0.0)
    for chunks in rows:
        at = int(chunks[0].top // _PITCH)
        line = page[at]
        indent = round((chunks[0].x0 - left) / _WIDTH)
        first, last = chunks[0].page_glyphs[0].index, chunks[-1].page_glyphs[-1].index + 1
        start = max(first - indent, line.start)
        if line.text[start - line.start : first - line.start].strip():
            start = first
        placed.append((at, DumpLine(start, last, line.text[start - line.start : last - line.start], False, False)))
    placed.sort(key=lambda p: p[0])
    gaps = [b - a - 1 for (a, _), (b, _) in pairwise(placed)]
    # where lines of the columns do not stand level, each has the other's line under it
    usual = 1 if 2 * sum(gap > 0 for gap in gaps) > len(gaps) else 0
    out: list[DumpLine] = []
    for (_, line), gap in zip(placed, [*gaps, 0], strict=True):
        out.append(line)
        out.extend(DumpLine(line.end, line.end, "", False, False) for _ in range(max(0, gap - usual)))
    return out

"""All tables of a PDF: found on each page, shaped, passed through the gate, joined over pages."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.manuscript import FoundTable, Rect
from pipeline.reading.document import Document, Page
from pipeline.tables.areas import aligned_areas, crossing_areas, parallel_areas, prose_phrases
from pipeline.tables.captions import begins_caption
from pipeline.tables.gate import is_aligned_table, is_parallel_table, is_ruled_table
from pipeline.tables.grid import Grid
from pipeline.tables.joining import PageText, build_tables
from pipeline.tables.ruling import Ruling, page_ruling
from pipeline.tables.shaping import shape
from pipeline.tables.words import Phrase, TextLine, Word, lines_of, page_words, phrases_of

MOST_WORDS = 6000
"""A page with more words than this is no page of a paper; alignment is not looked for on it."""


def find_in_document(document: Document) -> tuple[FoundTable, ...]:
    """The tables of a PDF in the order of its pages, from the top of each."""
    pages = [_page_tables(page) for page in document.pages]
    return build_tables(pages)


def _page_tables(page: Page) -> PageText:
    words = page_words(page.glyphs)
    ruling = page_ruling(page)
    grids: list[Grid] = []
    if len(words) <= MOST_WORDS:
        grids = _find_grids(page, words, ruling)
    lines = lines_of(phrases_of(words))
    grids.sort(key=lambda g: (g.box[1], g.box[0]))
    return PageText(page, tuple(lines), tuple(grids))


def _find_grids(page: Page, words: Sequence[Word], ruling: Ruling) -> list[Grid]:
    grids: list[Grid] = []
    free = list(words)
    for area in crossing_areas(ruling):
        grid = _shape_area(page, area, free, ruling)
        if grid is not None and is_ruled_table(grid):
            grids.append(grid)
            free = _outside(free, area)
    lines = lines_of(phrases_of(free))
    prose_ids = prose_phrases(lines)

    def prose(phrase: Phrase) -> bool:
        return id(phrase) in prose_ids

    for area in parallel_areas(ruling, lines, prose):
        grid = _shape_area(page, area, free, ruling)
        if grid is not None and is_parallel_table(grid) and not _overlaps(area, grids):
            grids.append(grid)
            free = _outside(free, area)
    rest = [p for line in lines for p in line.phrases if not any(_in(p, g.box) for g in grids)]
    for area in aligned_areas(rest, prose):
        if _overlaps(area, grids):
            continue
        grid = _shape_area(page, area, free, ruling)
        if grid is not None and is_aligned_table(grid, captioned=_captioned(area, lines)):
            grids.append(grid)
    return grids


def _shape_area(page: Page, area: Rect, words: Sequence[Word], ruling: Ruling) -> Grid | None:
    return shape(page.number, area, [w for w in words if _in(w, area)], ruling)


def _in(part: Word | Phrase, box: Rect) -> bool:
    x, y = (part.x0 + part.x1) / 2, (part.top + part.bottom) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _outside(words: Sequence[Word], box: Rect) -> list[Word]:
    return [w for w in words if not _in(w, box)]


def _overlaps(box: Rect, grids: Sequence[Grid]) -> bool:
    return any(
        min(box[2], g.box[2]) > max(box[0], g.box[0]) and min(box[3], g.box[3]) > max(box[1], g.box[1]) for g in grids
    )


def _captioned(area: Rect, lines: Sequence[TextLine]) -> bool:
    """Does a caption stand within five lines above the area, or right below it?"""
    for line in lines:
        above = 0 <= area[1] - line.bottom <= 6 * line.size
        below = 0 <= line.top - area[3] <= 2 * line.size
        over = line.x1 > area[0] and line.x0 < area[2]
        if (above or below) and over and any(begins_caption(p.text) for p in line.phrases):
            return True
    return False

"""All tables of a PDF: found on each page, shaped, passed through the gate, joined over pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.layout.columns import Gutter
from pipeline.layout.hyphens import gather
from pipeline.layout.pages import body_of
from pipeline.manuscript import FoundTable, Rect
from pipeline.reading.document import Document, Page
from pipeline.tables.areas import aligned_areas, crossing_areas, parallel_areas, prose_phrases
from pipeline.tables.captions import begins_caption, begins_figure
from pipeline.tables.edges import parted_at_edges
from pipeline.tables.extent import trim, under_heads, widen, with_heads, with_rows
from pipeline.tables.gate import has_axis, is_aligned_table, is_parallel_table, is_ruled_table
from pipeline.tables.grid import Grid
from pipeline.tables.joining import ColumnText, PageText, build_tables
from pipeline.tables.regions import END, caption_gutters, page_regions, stands_in
from pipeline.tables.ruling import Ruling, page_ruling
from pipeline.tables.shaping import shape
from pipeline.tables.words import Phrase, TextLine, Word, box_of, lines_of, page_words, phrases_of, without_leaders

NEAR_RULE = 12.0
"""A rule within so many points over or under a table is its own."""
WIDEST_SPACE = 1.6
"""Spaces of justified text in narrow columns are at most this wide, in font sizes."""
WHOLE_PAGE: Rect = (-END, -END, END, END)
MOST_WORDS = 3000
"""A page with more words than this is no page of a paper; alignment is not looked for on it."""


def find_in_document(document: Document) -> tuple[FoundTable, ...]:
    """The tables of a PDF in the order of its pages; on a page column by column, from the top of each."""
    kept: list[PageText] = []

    def lines() -> Iterator[str]:
        for page, gutters in body_of(document):
            text = _page_tables(page, gutters)
            yield from (line.text for line in text.lines)
            # the words of a page without tables are of no more use, and those of a book are many
            kept.append(text if text.grids else PageText(page, (), ()))

    evidence = gather(lines())
    return build_tables(kept, evidence)


def _page_tables(page: Page, gutters: Sequence[Gutter]) -> PageText:
    words = without_leaders(page_words(page.glyphs))
    ruling = page_ruling(page)
    page_lines = lines_of(phrases_of(words))
    regions = _regions(page_lines, gutters, ruling)
    grids: list[Grid] = []
    columns: list[ColumnText] = []
    for region in regions:
        inside = [w for w in words if stands_in(w, region)]
        found = _find_grids(page, inside, ruling.within(region)) if len(words) <= MOST_WORDS else []
        lines = page_lines if len(regions) == 1 else lines_of(phrases_of(inside))
        columns.append(ColumnText(region, tuple(lines)))
        grids.extend(sorted(found, key=lambda g: (g.box[1], g.box[0])))
    return PageText(page, tuple(columns), tuple(grids))


def _regions(lines: Sequence[TextLine], gutters: Sequence[Gutter], ruling: Ruling) -> tuple[Rect, ...]:
    if not gutters and not caption_gutters(lines):
        return (WHOLE_PAGE,)
    lines = [_filled_out(line, gutters) for line in lines]
    return page_regions(gutters, ruling, crossing_areas(ruling), (lines, prose_phrases(lines, ruling.across)))


def _filled_out(line: TextLine, gutters: Sequence[Gutter]) -> TextLine:
    """The line with the wide spaces of justified text closed, but not over a gutter."""
    parts: list[list[Word]] = []
    for phrase in line.phrases:
        last = parts[-1][-1] if parts else None
        gap = phrase.x0 - last.x1 if last is not None else 0.0
        crossed = last is not None and any(last.x1 <= g.edge <= phrase.x0 + 1 for g in gutters)
        words = any(c.isalpha() for c in phrase.words[0].text)
        if last is not None and gap <= WIDEST_SPACE * phrase.size and words and not crossed:
            parts[-1].extend(phrase.words)
        else:
            parts.append(list(phrase.words))
    return TextLine(tuple(Phrase(tuple(ws), *box_of(ws)) for ws in parts), line.x0, line.top, line.x1, line.bottom)


def _find_grids(page: Page, words: Sequence[Word], ruling: Ruling) -> list[Grid]:
    lines = lines_of(phrases_of(words, [(x.at, x.low, x.high) for x in ruling.down]))
    prose_ids = prose_phrases(lines, ruling.across)
    lines = parted_at_edges(lines, prose_ids)
    finder = _Finder(page, list(words), ruling, lines, lambda phrase: id(phrase) in prose_ids)
    crossing = crossing_areas(ruling)
    stacks = parallel_areas(ruling, lines, finder.prose)
    for area in crossing:
        if any(_is_head_of(area, stack) for stack in stacks):
            continue
        box = finder.beside_rules(trim(area, lines), crossing)
        finder.take(under_heads(box, lines, finder.prose), is_ruled_table)
    for area in stacks:
        reach = with_rows(trim(area, lines), lines, finder.prose)
        parallel = partial(is_parallel_table, captioned=_captioned(area, lines))
        finder.take(with_heads(reach, lines, finder.prose), parallel)
    for area in aligned_areas(finder.untaken(), finder.prose):
        aligned = partial(is_aligned_table, captioned=_captioned(area, lines), ruled=_ruled(area, ruling))
        finder.take(with_heads(trim(area, lines), lines, finder.prose), aligned)
    return finder.grids


@dataclass(slots=True)
class _Finder:
    """The grids found so far on a page, and the words that are still free."""

    page: Page
    free: list[Word]
    ruling: Ruling
    lines: Sequence[TextLine]
    prose: Callable[[Phrase], bool]
    grids: list[Grid] = field(default_factory=list)

    def take(self, area: Rect, is_table: Callable[[Grid], bool]) -> None:
        """Shape an area that overlaps no grid yet, and keep it when it is a table."""
        if _overlaps(area, self.grids) or _is_figure_at(area, self.lines):
            return
        grid = shape(self.page.number, area, [w for w in self.free if _in(w, area)], self.ruling)
        if grid is not None and is_table(grid) and (_captioned(area, self.lines) or not has_axis(grid)):
            self.grids.append(grid)
            self.free = [w for w in self.free if not _in(w, area)]

    def beside_rules(self, area: Rect, others: Sequence[Rect]) -> Rect:
        """The area widened by columns without rules, unless that runs into another table."""
        wide = widen(area, self.lines, self.prose, others)
        return area if _overlaps(wide, self.grids) else wide

    def untaken(self) -> list[Phrase]:
        return [p for line in self.lines for p in line.phrases if not any(_in(p, g.box) for g in self.grids)]


def _in(part: Word | Phrase, box: Rect) -> bool:
    x, y = (part.x0 + part.x1) / 2, (part.top + part.bottom) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _overlaps(box: Rect, grids: Sequence[Grid]) -> bool:
    return any(
        min(box[2], g.box[2]) > max(box[0], g.box[0]) and min(box[3], g.box[3]) > max(box[1], g.box[1]) for g in grids
    )


def _is_figure_at(area: Rect, lines: Sequence[TextLine]) -> bool:
    """Does a figure's caption stand right below or above, and no table's?"""
    below = [x for x in lines if -2 <= x.top - area[3] <= 4 * x.size and x.x1 > area[0] and x.x0 < area[2]][:3]
    above = [x for x in lines if -2 <= area[1] - x.bottom <= 3 * x.size and x.x1 > area[0] and x.x0 < area[2]][-2:]
    near = [p for x in (*below, *above) for p in x.phrases]
    return any(begins_figure(p.text) for p in near) and not _captioned(area, lines)


def _is_head_of(box: Rect, stack: Rect) -> bool:
    """Is the box the first rows of a stack of rules as wide?"""
    level = abs(box[0] - stack[0]) < NEAR_RULE and abs(box[2] - stack[2]) < NEAR_RULE
    return level and abs(box[1] - stack[1]) < NEAR_RULE and 2 * (box[3] - box[1]) < stack[3] - stack[1]


def _ruled(area: Rect, ruling: Ruling) -> bool:
    """Does a rule as wide as the area run through it, or right over or under it?"""
    wide = 0.8 * (area[2] - area[0])
    return any(
        area[1] - NEAR_RULE <= r.at <= area[3] + NEAR_RULE and min(r.high, area[2]) - max(r.low, area[0]) >= wide
        for r in ruling.across
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

"""Columns of text on a page: a table, its caption and its notes stand in one of them, unless they span the columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.layout.columns import Gutter
from pipeline.manuscript import Rect
from pipeline.tables.captions import begins_caption
from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.ruling import Ruling
from pipeline.tables.words import Phrase, TextLine, Word

NEAR = 6.0
"""Columns that begin or end within so many points of each other begin or end together."""
CROSSED = 15.0
"""A rule that reaches so far (points) over both sides of a gutter belongs to something that spans the columns."""
STRIP = 1.25
"""Points left of a column's edge at which the strip before it is taken to part the columns."""
LEAST_PROSE = 3
"""So many lines of paragraphs stand beside a gutter between columns of text."""
FRAME = 15.0
"""A rule so near (points) to the end of a gutter frames it."""
LEVEL = 0.12
"""Baselines nearer than this (font sizes) are one."""
END = 1e6


def page_regions(
    gutters: Sequence[Gutter], ruling: Ruling, boxes: Sequence[Rect], text: tuple[Sequence[TextLine], set[int]]
) -> tuple[Rect, ...]:
    """The page cut into bands, and each band into its columns, in the order of reading.

    `boxes` are ruled tables: no gutter runs through one. `text` are the lines and the ids of phrases that are
    prose: columns of text have some beside their gutter, the strips between columns of a table have none.
    """
    gutters = [part for gutter in gutters for part in _open_parts(gutter, ruling, boxes)]
    gutters = [part for gutter in gutters if (part := _beside_prose(gutter, *text, framed=_is_framed(gutter, ruling)))]
    gutters += [part for gutter in caption_gutters(text[0]) for part in _open_parts(gutter, ruling, boxes)]
    cuts = [-END]
    for y in sorted({y for g in gutters for y in (g.top - 1, g.bottom + 1)}):
        if y - cuts[-1] > NEAR:
            cuts.append(y)
    bands: list[tuple[float, float, tuple[float, ...]]] = []
    for top, bottom in pairwise([*cuts, END]):
        middle = (top + bottom) / 2
        edges = tuple(sorted(g.edge - STRIP for g in gutters if g.top <= middle <= g.bottom))
        if bands and bands[-1][2] == edges:
            bands[-1] = (bands[-1][0], bottom, edges)
        else:
            bands.append((top, bottom, edges))
    return tuple((x0, top, x1, bottom) for top, bottom, edges in bands for x0, x1 in pairwise([-END, *edges, END]))


def _open_parts(gutter: Gutter, ruling: Ruling, boxes: Sequence[Rect]) -> list[Gutter]:
    """The gutter without the stretches where a ruled table lies over it."""
    over = [b for b in boxes if b[0] + CROSSED < gutter.edge < b[2] - CROSSED]
    crossing = [r.at for r in ruling.across if r.low + CROSSED < gutter.edge < r.high - CROSSED]
    closed = sorted([(b[1], b[3]) for b in over] + [(at, at) for at in crossing])
    parts: list[Gutter] = []
    free_from = gutter.top
    for top, bottom in [*closed, (gutter.bottom, gutter.bottom)]:
        if min(top, gutter.bottom) - free_from > NEAR:
            parts.append(Gutter(gutter.edge, free_from, min(top, gutter.bottom), gutter.lines))
        free_from = max(free_from, bottom)
    return parts


def caption_gutters(lines: Sequence[TextLine]) -> list[Gutter]:
    """Gutters between things whose captions stand side by side: from the captions down to a line that crosses."""
    found: list[Gutter] = []
    for i, line in enumerate(lines):
        captions = [p for p in line.phrases if begins_caption(p.text)]
        for phrase in captions[1:] if len(captions) == len(line.phrases) else ():
            below = [x for x in lines[i:] if not any(p.x0 < phrase.x0 - NEAR < p.x1 for p in x.phrases)]
            end = next((x.top for x in lines[i:] if x not in below), below[-1].bottom)
            found.append(Gutter(phrase.x0, line.top - 1, end - 2, len(below)))
    return found


def _is_framed(gutter: Gutter, ruling: Ruling) -> bool:
    """Do rules of the same ends run over the gutter right above and right below it, as those of a table do?"""
    crossing = [r for r in ruling.across if r.low + CROSSED < gutter.edge < r.high - CROSSED]
    above = [r for r in crossing if abs(r.at - gutter.top) < FRAME]
    below = [r for r in crossing if abs(r.at - gutter.bottom) < FRAME]
    return any(abs(a.low - b.low) < NEAR and abs(a.high - b.high) < NEAR for a in above for b in below)


def _beside_prose(gutter: Gutter, lines: Sequence[TextLine], prose: set[int], *, framed: bool) -> Gutter | None:
    """The gutter as far as columns of text stand beside it; on both sides of it between the rules of a frame.

    Over the first and under the last line of prose texts on both sides of one line are of a table over the columns.
    """
    along = [x for x in lines if gutter.top - NEAR <= x.middle <= gutter.bottom + NEAR]
    paragraphs = [x for x in along if any(id(p) in prose for p in x.phrases)]
    sides = [
        sum(any(id(p) in prose and (p.x0 >= gutter.edge - NEAR) == right for p in x.phrases) for x in paragraphs)
        for right in (False, True)
    ]
    if len(paragraphs) < LEAST_PROSE or (framed and min(sides) < LEAST_PROSE):
        return None
    top, bottom = gutter.top, gutter.bottom
    above = [x for x in along if x.middle < paragraphs[0].top]
    below = [x for x in along if x.middle > paragraphs[-1].bottom]
    if _runs_over(above, gutter.edge):
        top = above[-1].bottom + 1
    if _runs_over(below, gutter.edge):
        bottom = below[0].top - 1
    return Gutter(gutter.edge, top, bottom, gutter.lines)


def _runs_over(lines: Sequence[TextLine], edge: float) -> bool:
    """Do most of the lines have texts on both sides of the edge, on one baseline, and no caption?

    Lines with figures tell it, if there are some: heads over several lines are set at heights of their own.
    """
    both = 0
    rows = [line for line in lines if any(is_figure(p.text) for p in line.phrases)]
    rows = rows if len(rows) >= LEAST_PROSE else list(lines)
    for line in rows:
        left = [p for p in line.phrases if p.x1 <= edge]
        right = [p for p in line.phrases if p.x0 >= edge - NEAR]
        both += bool(left and right) and abs(left[-1].bottom - right[0].bottom) < LEVEL * line.size
    captions = any(begins_caption(p.text) for x in lines for p in x.phrases if p.x0 >= edge - NEAR)
    return both >= LEAST_PROSE and 10 * both >= 7 * len(rows) and not captions


def stands_in(part: Word | Phrase, region: Rect) -> bool:
    """Does the middle of a word or phrase lie in the region?"""
    return region[0] <= (part.x0 + part.x1) / 2 < region[2] and region[1] <= part.middle < region[3]

"""Columns of text on a page: a table, its caption and its notes stand in one of them, unless they span the columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.layout.columns import Gutter
from pipeline.manuscript import Rect
from pipeline.tables.ruling import Ruling
from pipeline.tables.words import Phrase, Word

NEAR = 6.0
"""Columns that begin or end within so many points of each other begin or end together."""
CROSSED = 15.0
"""A rule that reaches so far (points) over both sides of a gutter belongs to something that spans the columns."""
STRIP = 1.25
"""Points left of a column's edge at which the strip before it is taken to part the columns."""
LEAST_PROSE = 3
"""So many lines of paragraphs stand beside a gutter between columns of text."""
END = 1e6


def page_regions(
    gutters: Sequence[Gutter], ruling: Ruling, boxes: Sequence[Rect], prose: Sequence[Phrase]
) -> tuple[Rect, ...]:
    """The page cut into bands, and each band into its columns, in the order of reading.

    `boxes` are ruled tables: no gutter runs through one. `prose` are lines of paragraphs: columns of text have some,
    the strips between columns of a table have none beside them.
    """
    gutters = [part for gutter in gutters for part in _open_parts(gutter, ruling, boxes)]
    gutters = [part for gutter in gutters if (part := _beside_prose(gutter, prose)) is not None]
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


def _beside_prose(gutter: Gutter, prose: Sequence[Phrase]) -> Gutter | None:
    """The gutter as far as prose stands on one side of it at least."""
    beside = [
        p for p in prose
        if gutter.top - NEAR <= p.middle <= gutter.bottom + NEAR and (p.x1 <= gutter.edge or p.x0 >= gutter.edge - NEAR)
    ]  # fmt: skip
    return gutter if len(beside) >= LEAST_PROSE else None


def stands_in(part: Word | Phrase, region: Rect) -> bool:
    """Does the middle of a word or phrase lie in the region?"""
    return region[0] <= (part.x0 + part.x1) / 2 < region[2] and region[1] <= part.middle < region[3]

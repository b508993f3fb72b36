"""Text inside vector charts: labels of bars, axes and legends, which are no part of the running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.layout.kinds import is_caption
from pipeline.layout.lines import Chunk
from pipeline.manuscript import Rect
from pipeline.reading.document import Page

_CELL = 18.0
"""Pieces of a drawing closer than about this (points) belong to one drawing."""
_MOST_CELLS = 10_000
"""What is larger is larger than any page."""
_LEAST = 24.0
"""A drawing is at least this wide and high (points)."""
_MAX_FILLS = 5_000
_SMALLER = 0.95
"""Labels beside a drawing are smaller than this share of the body's size."""
_MOST_DRAWINGS = 60
_MUCH_SMALLER = 0.8
_LEAST_TICKS = 4
_LEAST_LEVELS = 3
_WIDEST_KEY = 2.5
"""Ems: the coloured piece before an entry of a legend is no wider, the gap after it neither."""
_FAR_LEGEND = 80.0
"""A legend stands no farther than this (points) beside its drawing, half of it above or below."""
_TICK = re.compile(r"[-−]?\d{1,3}(?:\s?\d{3}){0,3}(?:[.,]\d{1,2})?%?|\d{4,9}")


def label_groups(page: Page, chunks: Sequence[Chunk], body_size: float) -> list[tuple[Rect, list[Chunk]]]:
    """Each drawing of the page that has text in or beside it: its box and these chunks."""
    zones = _zones(page, chunks)[:_MOST_DRAWINGS]
    groups: list[tuple[Rect, list[Chunk]]] = [(zone, []) for zone in zones]
    swatches = [fill for fill in page.fills[:_MAX_FILLS] if _is_small(fill, body_size)] if zones else []
    for chunk in chunks:
        keyed = _swatch_of(chunk, swatches)
        for zone, labels in groups:
            if _is_label(chunk, zone, body_size) or (keyed and _belongs(keyed, zone)):
                labels.append(chunk)
                break
    return [(zone, labels) for zone, labels in groups if labels]


def _is_small(fill: Rect, body_size: float) -> bool:
    """As small as the coloured piece before an entry of a legend."""
    width, height = fill[2] - fill[0], fill[3] - fill[1]
    return 0.3 * body_size < width < _WIDEST_KEY * body_size and 0.1 * body_size < height < 1.6 * body_size


def _swatch_of(chunk: Chunk, swatches: Sequence[Rect]) -> Rect | None:
    """The coloured piece just left of the chunk, in its row."""
    middle = (chunk.top + chunk.bottom) / 2
    for swatch in swatches:
        level = abs((swatch[1] + swatch[3]) / 2 - middle) < 0.5 * chunk.size
        if level and -0.5 < chunk.x0 - swatch[2] < _WIDEST_KEY * chunk.size:
            return swatch
    return None


def _belongs(swatch: Rect, zone: Rect) -> bool:
    """Does the legend's piece stand in the drawing, or beside, above or below it?"""
    far = _FAR_LEGEND
    across = swatch[0] <= zone[2] + far and swatch[2] >= zone[0] - far
    return across and swatch[1] <= zone[3] + far / 2 and swatch[3] >= zone[1] - far / 2


def scale_marks(labels: Sequence[Chunk]) -> list[Chunk]:
    """The figures of a drawing's axes: four or more in a column or a row, with equal steps at equal distances."""
    figures = [chunk for chunk in labels if _TICK.fullmatch(chunk.text.strip())]
    groups: dict[tuple[str, int], list[Chunk]] = {}
    for chunk in figures:
        middle = ((chunk.x0 + chunk.x1) / 2, (chunk.top + chunk.bottom) / 2)
        for way, place in (("left", chunk.x0), ("right", chunk.x1), ("middle", middle[0]), ("row", middle[1])):
            groups.setdefault((way, round(place / 2)), []).append(chunk)
    found = [chunk for (way, _), group in groups.items() if _is_scale(group, way) for chunk in group]
    return list({id(chunk): chunk for chunk in found}.values())


def is_chart(labels: Sequence[Chunk]) -> bool:
    """Does a scale that falls to nought stand beside the drawing? No table, shaded or ruled, has such a column."""
    falling: dict[tuple[bool, int], list[Chunk]] = {}
    for chunk in labels:
        if _TICK.fullmatch(chunk.text.strip()):
            for left in (True, False):
                falling.setdefault((left, round((chunk.x0 if left else chunk.x1) / 2)), []).append(chunk)
    for group in falling.values():
        lowest = max(group, key=lambda c: c.top)
        if _tick(lowest.text.strip()) == 0 and _is_scale(group, "left"):
            return True
    return False


def _is_scale(group: Sequence[Chunk], way: str) -> bool:
    if len(group) < _LEAST_TICKS:
        return False
    placed = sorted((c.x0 + c.x1 if way == "row" else c.top + c.bottom, c.text) for c in group)
    steps = {_tick(b) - _tick(a) for (_, a), (_, b) in pairwise(placed)}
    gaps = [b - a for (a, _), (b, _) in pairwise(placed)]
    return len(steps) == 1 and steps != {0} and max(gaps) <= 1.1 * min(gaps) + 2


def _tick(text: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", text).replace(",", ".").replace("−", "-").rstrip("%"))


def _zones(page: Page, chunks: Sequence[Chunk]) -> list[Rect]:
    """Boxes of drawings: fills that lie together, with the rules that cross them."""
    pieces = [fill for fill in page.fills[:_MAX_FILLS] if not _is_shaded_text(fill, chunks)]
    zones: list[Rect] = []
    for members in _components(pieces):
        if len(members) < 2:
            continue
        zone = _union(members)
        if min(zone[2] - zone[0], zone[3] - zone[1]) < _LEAST:
            continue
        # bars touch the lines of the scale, these the upright axis, and the axis the highest line
        for _ in range(3):
            zone = _union([zone, *_touching(zone, page)])
        zones.append(zone)
    return zones


def _touching(zone: Rect, page: Page) -> list[Rect]:
    """The boxes of the rules that reach into the zone, and the next lines of a scale that begins in it; rules across
    the whole page part the text."""
    rules = [(r.x0, r.top, r.x1, r.bottom) for r in page.rules if r.x1 - r.x0 < 0.9 * page.width]
    beside = [r for r in rules if r[0] <= zone[2] + 3 and r[2] >= zone[0] - 3]
    inside = [r for r in beside if r[1] <= zone[3] + 3 and r[3] >= zone[1] - 3]
    return inside + [r for r in beside if _goes_on_scale(r, inside)]


def _goes_on_scale(rule: Rect, inside: Sequence[Rect]) -> bool:
    """Is the rule as long as the level lines of a scale, and one step above or below them?"""
    level = sorted(r[1] for r in inside if abs(r[0] - rule[0]) < 1 and abs(r[2] - rule[2]) < 1 and r[3] - r[1] < 2)
    if len(level) < _LEAST_LEVELS:
        return False
    steps = [b - a for a, b in pairwise(level)]
    return min(abs(level[0] - rule[1]), abs(level[-1] - rule[1])) <= 1.1 * min(steps) and max(steps) <= 1.1 * min(steps)


def _is_shaded_text(fill: Rect, chunks: Sequence[Chunk]) -> bool:
    """A coloured ground behind lines of text (an abstract in a box, a table's head), not a part of a drawing."""
    width = fill[2] - fill[0]
    if width < 3 * _LEAST:
        return False
    inside = [
        c for c in chunks
        if c.x0 >= fill[0] - 2 and c.x1 <= fill[2] + 2 and fill[1] - 2 <= (c.top + c.bottom) / 2 <= fill[3] + 2
    ]  # fmt: skip
    long = [c for c in inside if c.x1 - c.x0 > 0.6 * width]
    return len(long) >= 2 or (len(long) == 1 and width > 150)


def _components(boxes: Sequence[Rect]) -> list[list[Rect]]:
    """Boxes grouped by nearness: those that touch the same or neighbouring cells of a grid."""
    owner: dict[tuple[int, int], int] = {}
    parent = list(range(len(boxes)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, box in enumerate(boxes):
        left, upper, right, lower = (side // _CELL for side in box)
        if not (right - left + 1) * (lower - upper + 1) <= _MOST_CELLS:  # which a side beyond all numbers is neither
            continue
        for cx in range(int(left), int(right) + 1):
            for cy in range(int(upper), int(lower) + 1):
                for at in ((cx, cy), (cx + 1, cy), (cx, cy + 1), (cx + 1, cy + 1)):
                    if at in owner:
                        parent[root(i)] = root(owner[at])
                    else:
                        owner[at] = i
    groups: dict[int, list[Rect]] = {}
    for i, box in enumerate(boxes):
        groups.setdefault(root(i), []).append(box)
    return list(groups.values())


def _union(boxes: Sequence[Rect]) -> Rect:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _is_label(chunk: Chunk, zone: Rect, body_size: float) -> bool:
    size = chunk.size
    middle = (chunk.top + chunk.bottom) / 2
    reach = 2 * size if size < _MUCH_SMALLER * body_size else size
    if not zone[1] - reach <= middle <= zone[3] + reach or is_caption(chunk.text):
        return False
    width = chunk.x1 - chunk.x0
    if chunk.x0 >= zone[0] - 1 and chunk.x1 <= zone[2] + 1:
        inside = zone[1] <= middle <= zone[3]
        return width <= 0.6 * (zone[2] - zone[0]) or (inside and size < _SMALLER * body_size)
    near = chunk.x0 <= zone[2] + 1.5 * size and chunk.x1 >= zone[0] - 1.5 * size
    beside = zone[1] - 0.4 * size <= middle <= zone[3] + 0.4 * size  # the figure of the highest line is centred on it
    return near and beside and size < _SMALLER * body_size and width <= zone[2] - zone[0]

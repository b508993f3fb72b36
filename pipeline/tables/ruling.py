"""The ruled lines of a page, mended: pieces of one line joined, doubles dropped, edges of shaded cells added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.manuscript import Rect
from pipeline.reading.document import Page

SNAP = 2.5
"""Lines nearer than this (points) are one line: the two sides of a drawn stroke, or a double rule."""
JOIN = 4.0
"""Pieces of one line with a smaller gap are joined: borders are drawn cell by cell."""
LEAST = 8.0
"""Shorter lines (points) are dashes, ticks of axes, parts of letters."""
MOST_CROSSINGS = 1_000_000
"""A page with more pairs of lines than this is a drawing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line along one axis: at `at` on the other axis, from `low` to `high`."""

    at: float
    low: float
    high: float

    @property
    def length(self) -> float:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Ruling:
    """Mended lines of a page."""

    across: tuple[Line, ...]
    """Horizontal lines, from the top."""
    down: tuple[Line, ...]
    """Vertical lines, from the left."""

    def within(self, box: Rect, slack: float = SNAP) -> Ruling:
        """The parts of the lines that lie in the box."""
        x0, top, x1, bottom = box
        return Ruling(
            _clip(self.across, (top - slack, bottom + slack), (x0 - slack, x1 + slack)),
            _clip(self.down, (x0 - slack, x1 + slack), (top - slack, bottom + slack)),
        )


def _clip(lines: Iterable[Line], at: tuple[float, float], along: tuple[float, float]) -> tuple[Line, ...]:
    kept = []
    for line in lines:
        low, high = max(line.low, along[0]), min(line.high, along[1])
        if at[0] <= line.at <= at[1] and high - low >= LEAST / 2:
            kept.append(Line(line.at, low, high))
    return tuple(kept)


def page_ruling(page: Page) -> Ruling:
    """The lines of the page that may belong to tables."""
    across = [Line((r.top + r.bottom) / 2, r.x0, r.x1) for r in page.rules if r.x1 - r.x0 >= r.bottom - r.top]
    down = [Line((r.x0 + r.x1) / 2, r.top, r.bottom) for r in page.rules if r.x1 - r.x0 < r.bottom - r.top]
    drawn = Ruling(mend(across), mend(down))
    framed = [box for box, n_across, n_down in networks(drawn) if n_across > 2 and n_down > 1]
    for x0, top, x1, bottom in _tiles([r for r in page.fills if not any(_within(r, box) for box in framed)]):
        across += [Line(top, x0, x1), Line(bottom, x0, x1)]
        down += [Line(x0, top, bottom), Line(x1, top, bottom)]
    return Ruling(mend(across), mend(down))


def _within(inner: Rect, outer: Rect) -> bool:
    """Shading inside drawn borders: it may be laid line by line of text, so its edges part nothing."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _tiles(fills: Sequence[Rect]) -> list[Rect]:
    """Shaded cells: rectangles as high as a line or a few of text, two or more of them side by side."""
    cells = sorted({r for r in fills if 6 <= r[3] - r[1] <= 120 and r[2] - r[0] >= LEAST}, key=lambda r: (r[1], r[0]))
    found = []
    for i, cell in enumerate(cells):
        beside = [other for other in (*cells[max(0, i - 1) : i], *cells[i + 1 : i + 2]) if _in_row(cell, other)]
        if beside:
            found.append(cell)
    return found


def _in_row(a: Rect, b: Rect) -> bool:
    level = abs(a[1] - b[1]) <= 1.5 and abs(a[3] - b[3]) <= 1.5
    return level and min(abs(a[2] - b[0]), abs(b[2] - a[0])) <= JOIN


def mend(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines at one place joined into one each; short remains dropped."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: (x.at, x.low)):
        if groups and line.at - groups[-1][0].at <= SNAP:
            groups[-1].append(line)
        else:
            groups.append([line])
    mended = [whole for group in groups for whole in _join_pieces(group) if whole.length >= LEAST]
    return tuple(mended)


def _join_pieces(group: Sequence[Line]) -> list[Line]:
    pieces = sorted(group, key=lambda x: x.low)
    at = sorted(p.at for p in pieces)[len(pieces) // 2]
    joined: list[Line] = []
    for piece in pieces:
        if joined and piece.low - joined[-1].high <= JOIN:
            joined[-1] = Line(at, joined[-1].low, max(joined[-1].high, piece.high))
        else:
            joined.append(Line(at, piece.low, piece.high))
    return joined


def covered(lines: Iterable[Line], at: float, low: float, high: float, *, share: float = 0.5) -> bool:
    """Does a line at this place cover at least this share of the stretch?"""
    total = sum(max(0.0, min(line.high, high) - max(line.low, low)) for line in lines if abs(line.at - at) <= SNAP)
    return total >= share * max(high - low, 0.1)


def networks(ruling: Ruling) -> list[tuple[Rect, int, int]]:
    """Boxes of lines that touch or cross each other, each with its numbers of horizontal and vertical lines."""
    if len(ruling.across) * len(ruling.down) > MOST_CROSSINGS:
        return []
    lines = [(line, True) for line in ruling.across] + [(line, False) for line in ruling.down]
    parent = list(range(len(lines)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    n_across = len(ruling.across)
    for i in range(n_across):
        across = lines[i][0]
        for j in range(n_across, len(lines)):
            down = lines[j][0]
            if down.at > across.high + JOIN:
                break  # vertical lines come from the left
            if down.at >= across.low - JOIN and down.low - JOIN <= across.at <= down.high + JOIN:
                parent[root(j)] = root(i)
    members: dict[int, list[int]] = {}
    for i in range(len(lines)):
        members.setdefault(root(i), []).append(i)
    return [_network([lines[i] for i in group]) for group in members.values()]


def _network(group: Sequence[tuple[Line, bool]]) -> tuple[Rect, int, int]:
    across = [line for line, level in group if level]
    down = [line for line, level in group if not level]
    xs = [x for line in across for x in (line.low, line.high)] + [line.at for line in down]
    ys = [y for line in down for y in (line.low, line.high)] + [line.at for line in across]
    return (min(xs), min(ys), max(xs), max(ys)), len({a.at for a in across}), len({d.at for d in down})

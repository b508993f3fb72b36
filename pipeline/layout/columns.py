"""Columns: where on a page the text stands in two or more columns, and in which order a person reads it.

A column begins where many lines begin under each other with an empty strip to their left. Such a strip lasts from one
thing that crosses it (a title, a wide table or figure, a rule) to the next; so a page falls into bands, each with its
own columns, read from the top band down and in each band from the left column to the right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

from pipeline.layout.lines import Chunk
from pipeline.manuscript import Rect

T = TypeVar("T")

_STRIP = 2.5
"""Width (points) of the strip left of a column's first letters that nothing may cross."""
_ALIGNED = 2.0
_MIN_STARTS = 4
"""So many lines must begin at a column's edge; half of them where other pages have a column there."""
SURE_LINES = 8
"""A gutter beside so many lines is no accident; pages that have fewer lines there are judged by such ones."""
MOST_CHUNKS = 4000
"""A page with more chunks is no page of text; columns are not looked for on it."""
_MOST_INDENT = 4.0
"""Lines of a column begin at most this far (ems) from its edge: first lines, lists, quotations."""
_MIN_INDENTED = 3
"""So many lines must begin under each other to be taken for indented ones."""
_WIDER_THAN_SPACES = 1.4
_MIN_GAP = 0.55
"""A gutter is at least this wide (ems) beside most lines."""
_PROSE_WIDTH = 0.5
"""Lines of a column fill at least this share of it, mostly; the cells of a table do not."""
_LETTERS = 0.6
_LETTERS_BESIDE_KNOWN = 0.35
"""Least shares of letters among the glyphs of prose; where other pages have a column, a few lines full of figures are
prose too."""
_SPACE_OF_GUTTER = 0.6
"""A gap under this share of the gutter's usual width, at its top or bottom end, is a space of a wide line."""
_SET_APART = 0.9
"""A line this far (ems) from the text of its column, and alone in its row, does not belong to the column."""
_WORD_SPACE = 0.85
"""A gap up to this share of the gutter's width can be a word space of justified text."""
_MOSTLY = 0.7
_EXACT = 0.6
_MIN_STRAIGHT = 6
_NEARLY_ALL = 0.85
_WIDEST_SPACE = 2.0
"""Spaces of justified text in a narrow column are no wider (ems)."""
_STRIP_OF_CHANGE = 0.6
"""Height (ems) of an empty strip between two kinds of print."""
_NEAR_CHANGE = 12
_PURE = 0.8
_OTHER_SIZE = 0.04
_INSET = 0.12
"""No column begins or ends within this share of the text's width from its edge."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """An empty strip just left of `edge`, the left edge of a column, from `top` to `bottom`."""

    edge: float
    top: float
    bottom: float
    lines: int


@dataclass(slots=True)
class Column(Generic[T]):
    """One column of one band; `items` are tables and figures that stand in it."""

    left: float
    right: float
    chunks: list[Chunk] = field(default_factory=list)
    items: list[tuple[Rect, T]] = field(default_factory=list)


def find_gutters(chunks: Sequence[Chunk], obstacles: Sequence[Rect], known: Sequence[float] = ()) -> list[Gutter]:
    """The gutters of a page. `obstacles` are boxes and rules that no column passes; `known` edges of other pages.

    Where a sure gutter leaves a side wider than a half of the text, this side is looked at again alone: what stands in
    the same rows beyond the gutter does not blur its columns.
    """
    if not _MIN_STARTS <= len(chunks) <= MOST_CHUNKS:
        return []
    obstacles = [*obstacles, *_changes_of_print(chunks)]
    found = _without_rivals(_gutters(chunks, obstacles, known), chunks)
    for side in _wide_sides(found, chunks):
        more = _gutters(side, _beside_of(obstacles, side), known)
        if more:
            found = _without_rivals([*found, *more], chunks)
    return found


def _changes_of_print(chunks: Sequence[Chunk]) -> list[Rect]:
    """Empty strips across the page where all print above is of another size than all print below: abstracts side by
    side end there, and the columns of the text begin, though their gutters may lie under each other."""
    left, right = min(c.x0 for c in chunks), max(c.x1 for c in chunks)
    ordered = sorted(chunks, key=lambda c: c.top)
    found: list[Rect] = []
    reach = 0.0
    for i, chunk in enumerate(ordered):
        if i and chunk.top - reach >= _STRIP_OF_CHANGE * chunk.size:
            above, below = _print_of(ordered[max(0, i - _NEAR_CHANGE) : i]), _print_of(ordered[i : i + _NEAR_CHANGE])
            if above and below and abs(above - below) > _OTHER_SIZE * below:
                y = (reach + chunk.top) / 2
                found.append((left - 10, y, right + 10, y))
        reach = max(reach, chunk.bottom)
    return found


def _print_of(chunks: Sequence[Chunk]) -> float | None:
    """The size of nearly all letters of so many chunks, a heading aside; None where sizes mix."""
    sizes: Counter[float] = Counter()
    for chunk in chunks:
        sizes[round(chunk.size, 1)] += len(chunk.at)
    size, letters = sizes.most_common(1)[0]
    return size if letters >= _PURE * sizes.total() and len(chunks) >= _MIN_STARTS else None


def _gutters(chunks: Sequence[Chunk], obstacles: Sequence[Rect], known: Sequence[float]) -> list[Gutter]:
    left, right = min(c.x0 for c in chunks), max(c.x1 for c in chunks)
    inset = _INSET * (right - left)
    found: list[Gutter] = []
    for edge, starters in _edges(chunks, known):
        if not left + inset < edge < right - inset:
            continue
        needed = 2 if any(abs(edge - k) <= 2 * _ALIGNED for k in known) else _MIN_STARTS
        crossings = _crossings(edge, chunks, obstacles)
        for extent in _free_runs(starters, crossings, needed):
            gutter = _checked(edge, extent, chunks, starters, needed)
            if gutter is not None:
                found.append(gutter)
    return found


def _wide_sides(gutters: Sequence[Gutter], chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """What stands left or right of a sure gutter, where it is wider than a half of the text and undivided by another
    sure gutter."""
    width = max(c.x1 for c in chunks) - min(c.x0 for c in chunks)
    sure = [g for g in gutters if g.lines >= SURE_LINES]
    sides: list[list[Chunk]] = []
    for gutter in sure:
        beside = [c for c in chunks if gutter.top <= (c.top + c.bottom) / 2 <= gutter.bottom]
        for side in ([c for c in beside if c.x1 <= gutter.edge], [c for c in beside if c.x0 >= gutter.edge - _ALIGNED]):
            if len(side) < _MIN_STARTS:
                continue
            left, right = min(c.x0 for c in side), max(c.x1 for c in side)
            divided = any(left < g.edge < right and g.top <= gutter.top and g.bottom >= gutter.bottom for g in sure)
            if right - left > width / 2 and not divided:
                sides.append(side)
    return sides


def _beside_of(obstacles: Sequence[Rect], side: Sequence[Chunk]) -> list[Rect]:
    """The obstacles that lie in the rows of a side."""
    top, bottom = min(c.top for c in side), max(c.bottom for c in side)
    return [box for box in obstacles if box[1] < bottom and box[3] > top]


def _edges(chunks: Sequence[Chunk], known: Sequence[float]) -> list[tuple[float, list[Chunk]]]:
    """Abscissas at which several lines can begin, with these: those that begin there and those indented from there.

    A list whose entries hang, or a quotation, has few lines at its column's edge; its indents are aligned too.
    """
    groups: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda c: c.x0):
        if not groups or chunk.x0 - groups[-1][0].x0 > _ALIGNED:
            groups.append([])
        groups[-1].append(chunk)
    edges: list[tuple[float, list[Chunk]]] = []
    for i, group in enumerate(groups):
        edge = group[0].x0
        near = list(group)
        for other in groups[i + 1 :]:
            if other[0].x0 > edge + _MOST_INDENT * group[0].size:
                break
            if len(other) >= _MIN_INDENTED or other[0].x0 <= edge + 2 * _ALIGNED:
                near += other
        is_known = any(abs(edge - k) <= 2 * _ALIGNED for k in known)
        if len(group) >= _MIN_STARTS or is_known or (len(group) > 1 and len(near) >= SURE_LINES):
            edges.append((edge, near))
    return edges + _unused(edges, chunks, known)


def _unused(
    edges: Sequence[tuple[float, list[Chunk]]], chunks: Sequence[Chunk], known: Sequence[float]
) -> list[tuple[float, list[Chunk]]]:
    """Edges of other pages at which no line of this one begins, with the lines that are indented from there: centered
    titles, an abstract that is set in."""
    found: list[tuple[float, list[Chunk]]] = []
    for edge in known:
        if all(abs(edge - other) > 2 * _ALIGNED for other, _ in edges):
            near = [c for c in chunks if edge - _ALIGNED <= c.x0 <= edge + _MOST_INDENT * c.size]
            found += [(edge, near)] if len(near) >= _MIN_STARTS else []
    return found


def _crossings(edge: float, chunks: Sequence[Chunk], obstacles: Sequence[Rect]) -> list[tuple[float, float]]:
    """Vertical extents of all that lies over the strip left of the edge, from the top down."""
    a, b = edge - _STRIP, edge - 0.5
    over = [(c.top, c.bottom) for c in chunks if c.x0 < a and c.x1 > b]
    over += [(o[1], o[3]) for o in obstacles if o[0] < a - 4 and o[2] > b + 4]
    return sorted(over)


def _free_runs(
    starters: Sequence[Chunk], crossings: Sequence[tuple[float, float]], needed: int
) -> list[tuple[float, float]]:
    """Vertical ranges between crossings in which at least so many chunks begin at the edge."""
    runs: list[tuple[float, float]] = []
    free_from = -1e9
    ys = sorted((c.top + c.bottom) / 2 for c in starters)
    for top, bottom in [*crossings, (1e9, 1e9)]:
        if top > free_from and bisect_right(ys, top) - bisect_left(ys, free_from) >= needed:
            runs.append((free_from, top))
        free_from = max(free_from, bottom)
    return runs


def _checked(
    edge: float, extent: tuple[float, float], chunks: Sequence[Chunk], starters: Sequence[Chunk], needed: int
) -> Gutter | None:
    """The gutter, if both its sides hold lines of running text."""
    inside = [c for c in chunks if extent[0] <= (c.top + c.bottom) / 2 <= extent[1]]
    starts = [c for c in starters if extent[0] <= (c.top + c.bottom) / 2 <= extent[1]]
    lefts = [c for c in inside if c.x1 <= edge]
    if len(starts) < needed or len(lefts) < max(2, needed - 2):
        return None
    rights = [c for c in inside if c.x0 >= edge - _ALIGNED]
    beside = [max(row, key=lambda c: c.x1) for row in _rows_beside(starts, lefts) if row]
    gaps = sorted(edge - c.x1 for c in beside)
    if gaps and gaps[len(gaps) // 4] < _MIN_GAP * beside[0].size:
        return None
    spanning = _spanning_ends(edge, extent, beside, inside)
    if spanning != extent:
        return _checked(edge, spanning, chunks, starters, needed)
    word_space = _WORD_SPACE * (gaps[len(gaps) // 4] if gaps else starts[0].size)
    is_known = needed < _MIN_STARTS
    if _is_straight(edge, starts, rights):
        word_space = _WIDEST_SPACE * starts[0].size
    elif len(starts) < (_MIN_STARTS if is_known else SURE_LINES) and _is_river(beside, starts, inside, gaps):
        return None
    letters = _LETTERS_BESIDE_KNOWN if is_known else _LETTERS
    if not is_prose(beside or lefts, lefts, word_space, letters) or not is_prose(starts, rights, word_space, letters):
        return None
    top = min(_first_top(lefts, rights), _first_top(rights, lefts))
    bottom = max(_last_bottom(lefts, rights), _last_bottom(rights, lefts))
    return Gutter(edge, top, bottom, len(starts))


def _is_straight(edge: float, starts: Sequence[Chunk], rights: Sequence[Chunk]) -> bool:
    """Do so many lines begin at the very edge, and nearly every line beside it, that spaces between words never would,
    however wide they are?"""
    exact = [c for c in starts if abs(c.x0 - edge) <= _EXACT]
    return len(exact) >= _MIN_STRAIGHT and len(exact) >= _NEARLY_ALL * len(_tops(rights))


def _tops(chunks: Sequence[Chunk]) -> list[float]:
    """The top of each row of chunks."""
    tops: list[float] = []
    for chunk in sorted(chunks, key=lambda c: c.top):
        if not tops or chunk.top - tops[-1] > 0.5 * chunk.size:
            tops.append(chunk.top)
    return tops


def _spanning_ends(
    edge: float, extent: tuple[float, float], beside: Sequence[Chunk], inside: Sequence[Chunk]
) -> tuple[float, float]:
    """The extent without lines at its top or bottom that run on over the gutter and only have a word space there."""
    if len(beside) < _MIN_STARTS:
        return extent
    ordered = sorted(beside, key=lambda c: c.top)
    usual = sorted(edge - c.x1 for c in ordered)[len(ordered) // 2]
    first, last = ordered[0], ordered[-1]
    ends = [c for c in (first, last) if edge - c.x1 < _SPACE_OF_GUTTER * usual]
    spanning = [c for c, row in zip(ends, _rows_beside(ends, inside), strict=True) if _runs_on(c, row)]
    if first in spanning:
        return (first.bottom, extent[1])
    return (extent[0], last.top) if last in spanning else extent


def _runs_on(chunk: Chunk, row: Sequence[Chunk]) -> bool:
    """Does the line of `chunk` go on to its right after a gap no wider than its other word spaces?"""
    line = sorted(row, key=lambda c: c.x0)
    following = next((c for c in line if c.x0 >= chunk.x1), None)
    if following is None:
        return False
    spaces = [gap for c in line for gap in c.word_spaces()]
    spaces += [b.x0 - a.x1 for a, b in pairwise(line) if a is not chunk and b.x0 > a.x1]
    spaces.sort()
    return not spaces or following.x0 - chunk.x1 <= _WIDER_THAN_SPACES * spaces[len(spaces) // 2]


def _first_top(side: Sequence[Chunk], other: Sequence[Chunk]) -> float:
    """Where the text of a side begins; a line above it that has nothing beside it is not part of the column when it
    stands far off or in another print, as the last words of a centered title do."""
    begins = min(c.top for c in other)
    ordered = sorted(side, key=lambda c: c.top)
    for chunk, following in pairwise(ordered):
        apart = following.top - chunk.bottom >= _SET_APART * chunk.size
        if chunk.bottom > begins or not (apart or abs(chunk.size - following.size) > _OTHER_SIZE * chunk.size):
            return chunk.top
    return ordered[-1].top


def _last_bottom(side: Sequence[Chunk], other: Sequence[Chunk]) -> float:
    """Where the text of a side ends; a line far below it that has nothing beside it is not part of the column."""
    ends = max(c.bottom for c in other)
    ordered = sorted(side, key=lambda c: -c.bottom)
    for chunk, preceding in pairwise(ordered):
        if chunk.top < ends or chunk.top - preceding.bottom < _SET_APART * chunk.size:
            return chunk.bottom
    return ordered[-1].bottom


def _is_river(beside: Sequence[Chunk], starts: Sequence[Chunk], inside: Sequence[Chunk], gaps: Sequence[float]) -> bool:
    """Wide word spaces that happen to lie under each other: other spaces of the same lines are about as wide."""
    if not gaps:
        return False
    rows = [list(pairwise(sorted(row, key=lambda c: c.x0))) for row in _rows_beside(beside, inside)]
    begun = Counter(round(b.x0 / _ALIGNED) for row in rows for _, b in row)
    widest = []
    for row in rows:
        # where most lines begin anew at one abscissa stands another column
        inner = sorted(b.x0 - a.x1 for a, b in row if _most_near(begun, b.x0) <= _MOSTLY * len(rows))
        among = len(inner) < len(row)
        widest.append(inner[-1] if among and inner else inner[-2] if len(inner) > 1 else 0.0)
    widest.sort()
    return gaps[len(gaps) // 2] < _WIDER_THAN_SPACES * widest[len(widest) // 2] or gaps[0] < _MIN_GAP * starts[0].size


def _most_near(begun: Counter[int], x: float) -> int:
    """How many chunks begin within a few points of an abscissa."""
    return sum(begun[round(x / _ALIGNED) + d] for d in (-1, 0, 1))


def _rows_beside(chunks: Sequence[Chunk], others: Sequence[Chunk]) -> list[list[Chunk]]:
    """For each chunk, from the top down, those of `others` that stand in its row."""
    found: list[list[Chunk]] = []
    ordered = sorted(others, key=lambda c: c.top)
    tallest = max((c.bottom - c.top for c in others), default=0.0)
    first = 0
    for chunk in sorted(chunks, key=lambda c: c.top):
        while first < len(ordered) and ordered[first].top < chunk.top - tallest:
            first += 1
        row: list[Chunk] = []
        for other in ordered[first:]:
            if other.top > chunk.bottom:
                break
            if min(other.bottom, chunk.bottom) - max(other.top, chunk.top) > 0.3 * (chunk.bottom - chunk.top):
                row.append(other)
        found.append(row)
    return found


def is_prose(ends: Sequence[Chunk], side: Sequence[Chunk], word_space: float, least_letters: float = _LETTERS) -> bool:
    """Do the lines that have a chunk of `ends` mostly fill their column? Its width is that of their longest quarter."""
    lines = [_line_through(chunk, row, word_space) for chunk, row in _with_rows(ends, side)]
    widths = sorted(line[-1].x1 - line[0].x0 for line in lines)
    if not widths:
        return False
    width = widths[-max(1, len(widths) // 4)]
    size = sorted(c.size for c in ends)[len(ends) // 2]
    long = sum(w for w in widths if w >= _PROSE_WIDTH * width)
    letters = sum(c.letters for line in lines for c in line)
    glyphs = sum(len(c.at) for line in lines for c in line)
    return width >= 8 * size and long >= 0.6 * sum(widths) and letters >= least_letters * glyphs


def _with_rows(ends: Sequence[Chunk], side: Sequence[Chunk]) -> list[tuple[Chunk, list[Chunk]]]:
    ordered = sorted(ends, key=lambda c: c.top)
    return list(zip(ordered, _rows_beside(ordered, side), strict=True))


def _line_through(chunk: Chunk, row: Sequence[Chunk], word_space: float) -> list[Chunk]:
    """The chunks of a row that make one line with `chunk`: no gap between them is wider than a word space can be."""
    line = [chunk]
    for other in sorted(row, key=lambda c: c.x0):
        if other.x0 >= line[-1].x1 - 1 and other.x0 - line[-1].x1 <= word_space:
            line.append(other)
    for other in sorted(row, key=lambda c: -c.x1):
        if other.x1 <= line[0].x0 + 1 and line[0].x0 - other.x1 <= word_space:
            line.insert(0, other)
    return line


def _without_rivals(gutters: Sequence[Gutter], chunks: Sequence[Chunk]) -> list[Gutter]:
    """Of two gutters side by side with no column between them (an edge and its indents), the longer one."""
    kept: list[Gutter] = []
    for gutter in sorted(gutters, key=lambda g: (g.top - g.bottom, g.edge)):
        rivals = [k for k in kept if min(k.bottom, gutter.bottom) - max(k.top, gutter.top) > 0]
        if all(_column_between(k, gutter, chunks) for k in rivals):
            kept.append(gutter)
    return sorted(kept, key=lambda g: (g.top, g.edge))


def _column_between(a: Gutter, b: Gutter, chunks: Sequence[Chunk]) -> bool:
    low, high = min(a.edge, b.edge), max(a.edge, b.edge)
    top, bottom = max(a.top, b.top), min(a.bottom, b.bottom)
    between = [
        c for c in chunks
        if c.x0 >= low - 2 * _ALIGNED and c.x1 <= high and top <= (c.top + c.bottom) / 2 <= bottom
    ]  # fmt: skip
    return len(between) >= 2 and is_prose(between, between, 1.2 * between[0].size)


def columns_of(chunks: Sequence[Chunk], items: Sequence[tuple[Rect, T]], gutters: Sequence[Gutter]) -> list[Column[T]]:
    """The columns of a page in the order of reading, with the chunks and items that stand in each."""
    cuts = _band_cuts(gutters)
    bands: list[tuple[float, float, tuple[float, ...]]] = []
    for top, bottom in pairwise(cuts):
        middle = (top + bottom) / 2
        edges = tuple(sorted(g.edge for g in gutters if g.top <= middle <= g.bottom))
        if bands and bands[-1][2] == edges:
            bands[-1] = (bands[-1][0], bottom, edges)
        else:
            bands.append((top, bottom, edges))
    columns: list[Column[T]] = []
    for top, bottom, edges in bands:
        bounds = [-1e9, *edges, 1e9]
        band: list[Column[T]] = [Column(a, b) for a, b in pairwise(bounds)]
        for chunk in chunks:
            if top <= (chunk.top + chunk.bottom) / 2 < bottom:
                band[_column_at(edges, chunk.x0 + _ALIGNED)].chunks.append(chunk)
        for box, item in items:
            if top <= (box[1] + box[3]) / 2 < bottom:
                band[_column_at(edges, (box[0] + box[2]) / 2)].items.append((box, item))
        columns.extend(column for column in band if column.chunks or column.items)
    return columns


def _band_cuts(gutters: Sequence[Gutter]) -> list[float]:
    """Ordinates at which columns begin or end, those a few points apart taken as one."""
    cuts: list[float] = [-1e9]
    for y in sorted({y for g in gutters for y in (g.top - 0.5, g.bottom + 0.5)}):
        if y - cuts[-1] > 6:
            cuts.append(y)
    return [*cuts, 1e9]


def _column_at(edges: Sequence[float], x: float) -> int:
    return sum(x >= edge for edge in edges)

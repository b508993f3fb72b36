"""Page furniture of PDFs: running heads and feet, page numbers, line numbers in the margin.

A row at the top or bottom of a page is furniture when it returns there on other pages, digits aside; when it stands
exactly where others have their running head or foot; or when it is a lone number that goes up with the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.layout.kinds import is_caption, page_number
from pipeline.layout.lines import Chunk, rows_of

_TOP_ROWS, _BOTTOM_ROWS = 4, 4
_TOP_ZONE, _BOTTOM_ZONE = 0.16, 0.84
"""Running heads end above, feet begin below these shares of the page's height."""
_SAME_PLACE = 6.0
_ALIGNED = 2.0
_LONG_PART = 12
"""A part of an outermost row with so many signs tells that it returns, whatever stands beside it."""
_SAME_PRINT = 0.03
_LEAST_PAGES = 3
"""On so many pages heads set apart are furniture; on one page fewer where they are in small print."""
_SMALL_PRINT = 0.95
_ROOM = 1.2
"""Free height (of the row's own) between a running head and the text, where nothing returns on other pages."""
_END_NUMBER = re.compile(r"^(\d{1,5})(?=\s\D)|(?<=\s)(\d{1,5})$")
_ROMAN = re.compile(r"[ivxlcIVXLC]{1,7}\Z")
_DIGITS = re.compile(r"\d+")
_MIN_LINE_NUMBERS = 5
_COUNTED = 0.5
"""Line numbers count at least this share of a page's rows; a numbered table takes less, or is alone in the paper."""


@dataclass(slots=True)
class _Row:
    """A row near the edge of a page. `rank` counts from that edge."""

    page: int
    top_zone: bool
    rank: int
    y: float
    """Distance of its middle from that edge: a turned page is lower, its foot stands as far from its edge."""
    chunks: list[Chunk]
    text: str
    gap: float
    """Free height between the row and the next one inwards, in heights of the row."""
    usual: float
    """The same between most rows of the page."""

    @property
    def key(self) -> str:
        return _key(self.text)


def _key(text: str) -> str:
    """A running head's text without the page's number, which may stand on either side."""
    return _DIGITS.sub("#", text.replace(" ", "").lower()).strip("#")


def find_furniture(pages: Sequence[Sequence[Chunk]], heights: Sequence[float]) -> list[list[list[Chunk]]]:
    """For each page the rows of chunks that are furniture, from the top down."""
    rows = [row for p, chunks in enumerate(pages) for row in _edge_rows(p, chunks, heights[p])]
    found = _returning(rows) | _numbers(rows) | _set_apart(rows, len(pages), _body_size(pages))
    found = _from_the_edge(rows, found | _beside(rows, found))
    result: list[list[list[Chunk]]] = [[] for _ in pages]
    for i in sorted(found):
        result[rows[i].page].append(rows[i].chunks)
    return result


def rows_set_apart(pages: Sequence[Sequence[Chunk]], heights: Sequence[float]) -> list[list[list[Chunk]]]:
    """For each page the furniture that stands apart from all text on every page: no row of a table does."""
    rows = [row for p, chunks in enumerate(pages) for row in _edge_rows(p, chunks, heights[p])]
    result: list[list[list[Chunk]]] = [[] for _ in pages]
    for i in sorted(_set_apart(rows, len(pages), _body_size(pages))):
        result[rows[i].page].append(rows[i].chunks)
    return result


def _edge_rows(page: int, chunks: Sequence[Chunk], height: float) -> list[_Row]:
    rows = rows_of(chunks)
    usual = _usual_gap(rows)
    found: list[_Row] = []
    for top_zone, order in ((True, rows[:_TOP_ROWS]), (False, rows[::-1][:_BOTTOM_ROWS])):
        for rank, row in enumerate(order):
            top, bottom = min(c.top for c in row), max(c.bottom for c in row)
            if not (bottom <= _TOP_ZONE * height if top_zone else top >= _BOTTOM_ZONE * height):
                break
            following = (rows if top_zone else rows[::-1])[rank + 1 : rank + 2]
            gap = 99.0
            if following:
                other_top, other_bottom = min(c.top for c in following[0]), max(c.bottom for c in following[0])
                gap = (other_top - bottom if top_zone else top - other_bottom) / max(1.0, bottom - top)
            text = " ".join(c.text for c in row)
            y = (top + bottom) / 2
            found.append(_Row(page, top_zone, rank, y if top_zone else height - y, row, text, gap, usual))
    return found


def _usual_gap(rows: Sequence[Sequence[Chunk]]) -> float:
    boxes = [(min(c.top for c in row), max(c.bottom for c in row)) for row in rows]
    gaps = sorted((b[0] - a[1]) / max(1.0, a[1] - a[0]) for a, b in pairwise(boxes))
    return gaps[len(gaps) // 2] if gaps else 0.0


def _returning(rows: Sequence[_Row]) -> set[int]:
    """Rows with letters whose text stands at about the same place of two pages or more."""
    by_key: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if is_caption(row.text):
            continue
        if sum(ch.isalpha() for ch in row.key) >= 3:
            by_key[row.top_zone, row.key].append(i)
        for part in {_key(chunk.text) for chunk in row.chunks} - {row.key}:
            if len(part) >= _LONG_PART and row.rank == 0:
                by_key[row.top_zone, part].append(i)
    found: set[int] = set()
    for places in by_key.values():
        for i in places:
            twins = {rows[j].page for j in places if abs(rows[j].y - rows[i].y) <= _SAME_PLACE}
            if len(twins) >= 2 and rows[i].page in twins:
                found.add(i)
    return found


def _numbers(rows: Sequence[_Row]) -> set[int]:
    """Rows that are, begin or end with a number that goes up with the pages; and a lone number set apart."""
    by_offset: dict[tuple[bool, int], list[int]] = defaultdict(list)
    alone: list[int] = []
    for i, row in enumerate(rows):
        match = page_number().match(row.text.strip())
        if match:
            by_offset[row.top_zone, int(match[1]) - row.page].append(i)
            if row.rank == 0 and row.gap >= 1.0:
                alone.append(i)
        elif _ROMAN.match(row.text.strip()) and row.rank == 0 and row.gap >= 1.0:
            alone.append(i)
        else:
            for number in _END_NUMBER.findall(row.text.strip()):
                by_offset[row.top_zone, int("".join(number)) - row.page].append(i)
    found: set[int] = set()
    for places in by_offset.values():
        for i in places:
            twins = {rows[j].page for j in places if abs(rows[j].y - rows[i].y) <= _SAME_PLACE}
            if len(twins) >= 2:
                found.add(i)
    return found | set(alone)


def _set_apart(rows: Sequence[_Row], pages: int, body: float) -> set[int]:
    """The outermost rows where they stand at one height and in one size on every page, with more room to the text than
    lines have between them: short papers have too few pages for their running heads to return."""
    found: set[int] = set()
    usual = sorted(row.usual for row in rows)
    least = max(_ROOM, 1.5 * usual[len(usual) // 2]) if usual else _ROOM
    for top_zone in (True, False):
        outer = [i for i, row in enumerate(rows) if row.top_zone == top_zone and row.rank == 0]
        alike = [i for i in outer if rows[i].gap >= least and _is_alike(rows[i], rows[outer[0]])]
        few = pages == _LEAST_PAGES - 1 and all(_is_small(rows[i], body) for i in alike)
        if len(alike) == pages >= _LEAST_PAGES or (few and len(alike) == pages):
            found |= set(alike)
    return found


def _body_size(pages: Sequence[Sequence[Chunk]]) -> float:
    sizes: Counter[float] = Counter()
    for chunk in (chunk for chunks in pages for chunk in chunks):
        sizes[round(chunk.size, 1)] += len(chunk.at)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_small(row: _Row, body: float) -> bool:
    return max(c.size for c in row.chunks) <= _SMALL_PRINT * body


def _is_alike(row: _Row, other: _Row) -> bool:
    near = abs(row.y - other.y) <= _ALIGNED
    sizes = [max(c.size for c in one.chunks) for one in (row, other)]
    return near and abs(sizes[0] - sizes[1]) <= _SAME_PRINT * sizes[0]


def _beside(rows: Sequence[_Row], found: set[int]) -> set[int]:
    """Outermost rows at the very height at which other pages have their running heads or feet."""
    heights: Counter[tuple[bool, int]] = Counter()
    for i in found:
        heights[rows[i].top_zone, round(rows[i].y / 2)] += 1
    more: set[int] = set()
    for i, row in enumerate(rows):
        near = sum(heights[row.top_zone, round(row.y / 2) + d] for d in (-1, 0, 1))
        if i not in found and near >= 2 and row.rank == 0 and row.gap >= 0.4:
            more.add(i)
    return more


def _from_the_edge(rows: Sequence[_Row], found: set[int]) -> set[int]:
    """Furniture without the rows that have running text further out: those are text that happens to return."""
    ranks: dict[tuple[int, bool], set[int]] = defaultdict(set)
    for i in found:
        ranks[rows[i].page, rows[i].top_zone].add(rows[i].rank)
    return {i for i in found if all(r in ranks[rows[i].page, rows[i].top_zone] for r in range(rows[i].rank))}


def line_numbers(pages: Sequence[Sequence[Chunk]]) -> list[list[Chunk]]:
    """For each page the numbers beside its text that count the lines: aligned, going up evenly, as far as it goes.

    They stand outside of the text, on either side. Where most pages count their lines, fewer numbers at the same place
    of another page (a short last one) count too. A numbered table on some page does not.
    """
    lone = [_outside_numbers(chunks) for chunks in pages]
    counted = [_counting(numbers, chunks) for numbers, chunks in zip(lone, pages, strict=True)]
    filled = sum(len(chunks) >= _MIN_LINE_NUMBERS for chunks in pages)
    pages_of = Counter(edge for edges in counted for edge in edges)
    sure = [(side, x) for side, x in pages_of if 2 * sum(pages_of[side, x + d] for d in (-1, 0, 1)) >= filled]
    sure = list(pages_of) if sure else []  # beside the second of two columns they may stand on few of the pages
    return [[c for c in numbers if any(abs(_edge(c, side) - x) <= 2 for side, x in sure)] for numbers in lone]


def _outside_numbers(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Lone numbers left and right of the text."""
    lone = [c for c in chunks if len(c.text) <= 4 and c.text.isdecimal()]
    others = [c for c in chunks if not c.text.isdecimal()]
    if not lone or not others:
        return []
    starts, ends = sorted(c.x0 for c in others), sorted(c.x1 for c in others)
    left, right = starts[len(starts) // 20], ends[-1 - len(ends) // 20]
    return [c for c in lone if c.x1 <= left + 1 or c.x0 >= right - 1]


def _edge(chunk: Chunk, side: str) -> float:
    return chunk.x0 if side == "left" else chunk.x1


def _counting(numbers: Sequence[Chunk], chunks: Sequence[Chunk]) -> list[tuple[str, int]]:
    """The left or right edges of aligned numbers that count most lines of a page."""
    if len(numbers) < _MIN_LINE_NUMBERS:
        return []
    groups: dict[tuple[str, int], list[Chunk]] = defaultdict(list)
    for number in sorted(numbers, key=lambda c: c.top):
        for side in ("left", "right"):
            groups[side, round(_edge(number, side))].append(number)
    rows = rows_of(chunks)
    return [edge for edge, group in groups.items() if _counts_lines(group, rows)]


def _counts_lines(numbers: Sequence[Chunk], rows: Sequence[Sequence[Chunk]]) -> bool:
    if len(numbers) < _MIN_LINE_NUMBERS:
        return False
    steps = Counter(int(b.text) - int(a.text) for a, b in pairwise(numbers))
    step, count = steps.most_common(1)[0]
    if not 1 <= step <= 10 or count < 0.7 * (len(numbers) - 1):
        return False
    of_words = sum(any(c.letters for c in row) for row in rows)
    return step * len(numbers) >= _COUNTED * len(rows) and 2 * of_words >= len(rows)

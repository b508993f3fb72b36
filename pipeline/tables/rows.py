"""Which lines of text make one row where no rule says so."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.columns import Column, Spans, columns_of
from pipeline.tables.words import Phrase, TextLine

HALF_LINE = 0.8
"""Lines nearer than this (font sizes) can't be of one column: cells centred beside each other make them."""
LEVEL_GAP = 0.9
"""Lines of one head are nearer than this (font sizes)."""
SPACE = 0.25
"""A space between words, in font sizes."""
CLOSER = 0.8
"""A line belongs to the neighbour whose distance is below this share of the other one's."""


def body_start(lines: Sequence[TextLine], columns: Sequence[Column]) -> int:
    """Index of the first line with figures outside the first column; 0 when there is none."""
    for i, line in enumerate(lines):
        data = [p for p in line.phrases if columns_of(p, columns)[0] > 0]
        figures = [p for p in data if is_figure(p.text)]
        if figures and 2 * len(figures) >= len(data) and not _years(figures):
            return i
    return 0


def _years(figures: Sequence[Phrase]) -> bool:
    texts = [p.text.strip() for p in figures]
    return all(t.isdecimal() and len(t) == 4 and 1800 <= int(t) <= 2100 for t in texts)


def group_rows(lines: Sequence[TextLine], columns: Sequence[Column], heads: Spans) -> list[list[TextLine]]:
    """Lines of one stretch between rules, grouped into rows. Lines come from the top; groups keep that order."""
    start = body_start(lines, columns)
    return [*_header_rows(lines[:start], columns, heads), *_body_rows(lines[start:], columns, heads)]


def _header_rows(lines: Sequence[TextLine], columns: Sequence[Column], heads: Spans) -> list[list[TextLine]]:
    """Header lines in levels: a level ends where a line stands under a head of other columns, or apart."""
    rows: list[list[TextLine]] = []
    level: set[tuple[int, int]] = set()
    for line in lines:
        places = {heads.get(id(p)) or columns_of(p, columns) for p in line.phrases}
        near = bool(rows) and line.top - max(x.bottom for x in rows[-1]) <= LEVEL_GAP * line.size
        if near and not any(_crosses(a, b) for a in level for b in places):
            rows[-1].append(line)
            level |= places
        else:
            rows.append([line])
            level = places
    return rows


def _crosses(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Do the two share columns without being the same?"""
    return a != b and a[0] <= b[1] and b[0] <= a[1]


def _body_rows(lines: Sequence[TextLine], columns: Sequence[Column], heads: Spans) -> list[list[TextLine]]:
    filled = [_filled(line, columns) for line in lines]
    most = max((len(f) for f in filled), default=0)
    whole = [
        len(f) >= max(2, most / 2) or (0 not in f and _has_figure(line)) for f, line in zip(filled, lines, strict=True)
    ]
    whole = _without_wrapped(lines, columns, whole)
    if most < 2 or not any(whole):
        return [[line] for line in lines]
    target = [_goes_with(i, lines, columns, filled, whole) for i in range(len(lines))]
    first = whole.index(True)
    if _is_top_of_row(lines[: first + 1], columns, heads):
        target[:first] = [first] * first
    for i, (a, b) in enumerate(itertools.pairwise(lines)):
        if b.bottom - a.bottom < HALF_LINE * min(a.size, b.size):
            target[i + 1] = target[i]
    rows: list[list[TextLine]] = []
    owners: list[int] = []
    for line, owner in zip(lines, target, strict=True):
        if rows and owners[-1] == owner:
            rows[-1].append(line)
        else:
            rows.append([line])
            owners.append(owner)
    return rows


def _without_wrapped(lines: Sequence[TextLine], columns: Sequence[Column], whole: Sequence[bool]) -> list[bool]:
    """Lines of words alone that go on the cells over them begin no row, where rows have figures or stand apart."""
    rows = [line for line, w in zip(lines, whole, strict=True) if w]
    figures = 10 * sum(_has_figure(line) for line in rows) >= 6 * len(rows)
    pitches = [b.bottom - a.bottom for a, b in itertools.pairwise(lines)]
    widest = max(pitches, default=0.0)
    kept = list(whole)
    for i in range(1, len(lines)):
        wrapped = whole[i] and not _has_figure(lines[i]) and wraps(lines[i - 1], lines[i], columns)
        if wrapped and (figures or pitches[i - 1] < 0.9 * widest):
            kept[i] = False
    return kept


def wraps(above: TextLine, line: TextLine, columns: Sequence[Column]) -> bool:
    """Does every text of the line go on the text over it: would its first word not have fitted there?"""
    over = {columns_of(p, columns): p for p in above.phrases}
    for phrase in line.phrases:
        place = columns_of(phrase, columns)
        before = over.get(place)
        if before is None or phrase.top - before.bottom > 0.6 * phrase.size:
            return False
        word = phrase.words[0]
        if before.x1 + SPACE * phrase.size + (word.x1 - word.x0) <= columns[place[1]].x1:
            return False
    return True


def _is_top_of_row(lines: Sequence[TextLine], columns: Sequence[Column], heads: Spans) -> bool:
    """Do all lines but the last begin cells of words that the last one goes on with? Cells centred in their row."""
    places = [[(id(p) in heads, *columns_of(p, columns)) for p in line.phrases] for line in lines]
    last = {first for _, first, _ in places[-1]}
    single = all(not head and first == end and first in last for row in places[:-1] for head, first, end in row)
    return single and _unbroken(lines) and not any(_has_figure(line) for line in lines)


def _filled(line: TextLine, columns: Sequence[Column]) -> set[int]:
    return {columns_of(p, columns)[0] for p in line.phrases}


def _has_figure(line: TextLine) -> bool:
    return any(is_figure(p.text) for p in line.phrases)


def _goes_with(
    i: int, lines: Sequence[TextLine], columns: Sequence[Column], filled: Sequence[set[int]], whole: Sequence[bool]
) -> int:
    """Index of the line that line i makes a row with: itself, or a whole line before or after it."""
    if whole[i]:
        return i
    before = next((k for k in range(i - 1, -1, -1) if whole[k]), None)
    after = next((k for k in range(i + 1, len(lines)) if whole[k]), None)
    if before is not None and not _unbroken(lines[before : i + 1]):
        before = None
    if after is not None and not _unbroken(lines[i : after + 1]):
        after = None
    if filled[i] != {0}:
        return before if before is not None else i
    text = lines[i].text
    if before is not None and (text[:1].islower() or lines[i - 1].phrases[0].text.endswith(("-", ","))):
        return before
    between = i + 1 < len(lines) and lines[i + 1].bottom - lines[i].bottom < HALF_LINE * lines[i].size
    if before is not None and not between and wraps(lines[i - 1], lines[i], columns):
        return before
    if after is not None and lines[i + 1].text[:1].islower():
        return after
    return _by_distance(i, lines, before, after)


def _by_distance(i: int, lines: Sequence[TextLine], before: int | None, after: int | None) -> int:
    pitches = [b.bottom - a.bottom for a, b in itertools.pairwise(lines)]
    pitch = median(pitches) if pitches else 0.0
    above = lines[i].bottom - lines[i - 1].bottom if i else float("inf")
    below = lines[i + 1].bottom - lines[i].bottom if i + 1 < len(lines) else float("inf")
    if before is not None and above < CLOSER * below and above < CLOSER * pitch:
        return before
    if after is not None and below < CLOSER * above and below < CLOSER * pitch:
        return after
    return i


def _unbroken(lines: Sequence[TextLine]) -> bool:
    return all(b.top - a.bottom <= 0.9 * b.size for a, b in itertools.pairwise(lines))

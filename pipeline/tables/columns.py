"""Where columns part when no rule says so: strips that no phrase of the body enters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.words import Phrase, TextLine

LEAST_STRIP = 0.25
"""A strip between columns is at least this wide, in font sizes."""
NARROW_STRIP = 1.2
"""Over a strip narrower than this (font sizes) two sparse columns are one."""
SPANNED_SHARE = 0.3
"""A phrase over two or more phrases in this share of the other lines is a spanning header, not a column's text."""

BRIDGED_SHARE = 0.5
"""The same where it only touches them: a head centred over the gap between two columns."""
FULL_ROW = 0.7
"""Rows with at least this share of the usual number of phrases show the columns; the others follow them."""

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
BEFORE = frozenset("$€£₸₽<>~±(") | {"US$", "($", "Rs"}
AFTER = frozenset("%‰*†‡)¹²³") | {"**", "***", "%)", ")%"}
"""Signs that are a part of the cell beside them, though a column of their own by alignment."""


@dataclass(frozen=True, slots=True)
class Column:
    """The stretch in which a column's text stands, without spanning phrases."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def find_columns(lines: Sequence[TextLine]) -> list[Column]:
    """Columns by the strips between the phrases of lines with two phrases or more; fewer than two: none found."""
    several = [line.phrases for line in lines if len(line.phrases) > 1]
    rows = _body(several)
    plain = [row for row in _without_spanning(rows) if row]
    if not plain:
        return []
    size = median(p.size for row in plain for p in row)
    stretches = _stretches(sorted((p.x0, p.x1) for row in plain for p in row), LEAST_STRIP * size)
    stretches = _add_sparse(stretches, [row for row in several if row not in rows], LEAST_STRIP * size)
    return _merge_sparse(_merge_signs([Column(*s) for s in stretches], plain), plain, NARROW_STRIP * size)


def _body(rows: list[tuple[Phrase, ...]]) -> list[tuple[Phrase, ...]]:
    """The rows that show the columns best: with figures right of the first phrase, and most columns filled."""
    body = [row for row in rows if any(is_figure(p.text) for p in row[1:])]
    if len(body) < 3 or len(body) < 0.4 * len(rows):
        return rows
    counts = sorted(len(row) for row in body)
    usual = counts[int(0.8 * (len(counts) - 1))]
    full = [row for row in body if len(row) >= FULL_ROW * usual]
    return full if len(full) >= 3 else body


def _add_sparse(
    stretches: list[tuple[float, float]], rows: Sequence[Sequence[Phrase]], least: float
) -> list[tuple[float, float]]:
    """Columns that only rows with gaps show: phrases that stand wholly in a strip, on two lines or more."""
    between = [
        (p.x0, p.x1)
        for row in rows
        for p in row
        if is_figure(p.text) and all(p.x1 < a - least or p.x0 > b + least for a, b in stretches)
    ]
    extra = _stretches(sorted(between), least)
    often = [s for s in extra if sum(s[0] <= x0 and x1 <= s[1] for x0, x1 in between) >= 2]
    return sorted([*stretches, *often])


def _without_spanning(rows: Sequence[Sequence[Phrase]]) -> list[list[Phrase]]:
    kept = []
    for i, row in enumerate(rows):
        others = [other for j, other in enumerate(rows) if j != i]
        kept.append([p for p in row if not _spans(p, others)])
    return kept


def _spans(phrase: Phrase, others: Sequence[Sequence[Phrase]]) -> bool:
    """Does a phrase stand over two or more phrases of many other lines?"""
    meeting = ([p for p in row if p.x1 > phrase.x0 and p.x0 < phrase.x1] for row in others)
    near = [row for row in meeting if row]
    several = [row for row in near if len(row) > 1]
    over = sum(sum(_inside(p, phrase) for p in row) >= 2 for row in several)
    touching = sum(sum(min(p.x1, phrase.x1) - max(p.x0, phrase.x0) > 1 for p in row) >= 2 for row in several)
    return (over > 0 and over >= SPANNED_SHARE * len(near)) or (touching > 1 and touching >= BRIDGED_SHARE * len(near))


def _inside(inner: Phrase, outer: Phrase) -> bool:
    overlap = min(inner.x1, outer.x1) - max(inner.x0, outer.x0)
    return overlap >= 0.7 * (inner.x1 - inner.x0)


def _stretches(spans: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if found and x0 - found[-1][1] < least:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _merge_signs(columns: list[Column], rows: Sequence[Sequence[Phrase]]) -> list[Column]:
    """Currency signs set apart go with the figures to their right, percent signs and marks with those to their left."""
    merged: list[Column] = []
    sign = False
    for column in columns:
        texts = [p.text.strip() for row in rows for p in row if _of(p, column)]
        after = merged and texts and all(t in AFTER for t in texts)
        if sign or after:
            merged[-1] = Column(merged[-1].x0, column.x1)
        else:
            merged.append(column)
        signs = [t for t in texts if not _is_year(t)]
        sign = bool(signs) and all(t in BEFORE for t in signs)
    return merged


def _merge_sparse(columns: list[Column], rows: Sequence[Sequence[Phrase]], narrow: float) -> list[Column]:
    """Join neighbours over a narrow strip that never have text on one line: a ragged column, not two."""
    merged = list(columns)
    i = 0
    while i + 1 < len(merged):
        left, right = merged[i], merged[i + 1]
        together = sum(any(_of(p, left) for p in row) and any(_of(p, right) for p in row) for row in rows)
        if together == 0 and right.x0 - left.x1 < narrow:
            merged[i : i + 2] = [Column(left.x0, right.x1)]
            i = max(0, i - 1)
        else:
            i += 1
    return merged


def _of(phrase: Phrase, column: Column) -> bool:
    return min(phrase.x1, column.x1) - max(phrase.x0, column.x0) > 0


def columns_of(phrase: Phrase, columns: Sequence[Column]) -> tuple[int, int]:
    """First and last column that a phrase stands over; the nearest one when it stands over none."""
    over = [
        i
        for i, c in enumerate(columns)
        if min(phrase.x1, c.x1) - max(phrase.x0, c.x0) >= 0.5 * min(phrase.x1 - phrase.x0, c.x1 - c.x0)
    ]
    if over:
        return over[0], over[-1]
    nearest = min(range(len(columns)), key=lambda i: max(columns[i].x0 - phrase.x1, phrase.x0 - columns[i].x1))
    return nearest, nearest


Spans = Mapping[int, tuple[int, int]]
"""First and last column of heads that stand for more columns than they cover, by id of the phrase."""


def centred_heads(lines: Sequence[TextLine], columns: Sequence[Column]) -> dict[int, tuple[int, int]]:
    """Heads that stand in the middle over columns which only the next line fills."""
    found: dict[int, tuple[int, int]] = {}
    for above, lower in pairwise(lines):
        if (
            any(is_figure(p.text) and not _is_year(p.text) for p in above.phrases)
            or lower.top - above.bottom > 1.5 * lower.size
        ):
            continue
        own = {columns_of(p, columns): p.text for p in lower.phrases}
        # a text that begins small or in brackets goes on the head over it
        told = not all(map(_goes_on, own.values()))
        upper = [p for p in above.phrases if not (told and _goes_on(own.get(columns_of(p, columns), "")))]
        claimed = {c for p in upper for c in range(columns_of(p, columns)[0], columns_of(p, columns)[1] + 1)}
        below = {columns_of(p, columns)[0] for p in lower.phrases}
        free = below - claimed
        wide = [(p, span) for p in upper if (span := _widest_span(p, columns, free)) is not None]
        sides = [(p, span) for p in upper if (span := _span_to_one_side(p, columns, free)) is not None]
        for phrase, (a, b) in (*sides, *wide) if len(sides) > 1 else wide:
            if below.issuperset(range(a, b + 1)):
                found[id(phrase)] = (a, b)
    return found


def _goes_on(text: str) -> bool:
    return text[:1].islower() or text[:1] in {"(", "["}


def _is_year(text: str) -> bool:
    return _YEAR.fullmatch(text.strip()) is not None


def _widest_span(phrase: Phrase, columns: Sequence[Column], free: set[int]) -> tuple[int, int] | None:
    """The columns on both sides that a head in their middle stands for."""
    first, last = columns_of(phrase, columns)
    a, b = first, last
    while a - 1 > 0 and a - 1 in free:
        a -= 1
    while b + 1 in free:
        b += 1
    near = abs((phrase.x0 + phrase.x1) / 2 - _centre(columns, a, b)) < 0.1 * (columns[b].x1 - columns[a].x0)
    return (a, b) if a < first and b > last and near else None


def _span_to_one_side(phrase: Phrase, columns: Sequence[Column], free: set[int]) -> tuple[int, int] | None:
    """A head over the strip between two columns, though it touches one of them only; one of several such heads."""
    first, last = columns_of(phrase, columns)
    middle = (phrase.x0 + phrase.x1) / 2
    if first != last or abs(middle - columns[first].middle) < 0.35 * (columns[first].x1 - columns[first].x0):
        return None
    pairs = [(a, b) for a, b in ((first - 1, first), (first, first + 1)) if a > 0 and {a, b} - {first} <= free]
    pairs = [(a, b) for a, b in pairs if abs(middle - _centre(columns, a, b)) < 0.12 * (columns[b].x1 - columns[a].x0)]
    return pairs[0] if pairs else None


def _centre(columns: Sequence[Column], a: int, b: int) -> float:
    return (columns[a].x0 + columns[b].x1) / 2

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
WORTH = 0.03
"""A head may be so much farther off the middle for each column more that stands under some head."""
LINE_GAP = 0.6
"""Lines of one head are nearer than this (font sizes)."""
WIDE_OFF = 0.1
"""A head in the middle over three columns or more is off by less than this share of their width."""
PAIR_OFF = 0.12
"""The same over two columns."""
MIDDLE_OFF = 0.4
"""The lines of a head lie around the middle of its row when they are off by less than this (font sizes)."""
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
    """Heads that stand in the middle over columns which only the lines right under them fill."""
    found: dict[int, tuple[int, int]] = {}
    over: dict[tuple[int, int], Phrase] = {}
    parts: set[int] = set()
    for i, above in enumerate(lines[:-1]):
        if any(_is_value(p) for p in above.phrases) or lines[i + 1].top - above.bottom > 1.5 * lines[i + 1].size:
            continue
        under = _level(lines[i + 1 :])
        lower = [p for line in under for p in line.phrases]
        parts |= _parts_of_heads([above, *under], columns)
        own = {columns_of(p, columns): p.text for p in reversed(lower)}
        # a text that begins small or in brackets goes on the head over it
        told = not all(map(goes_on, own.values()))
        upper = [p for p in above.phrases if not (told and goes_on(own.get(columns_of(p, columns), "")))]
        claimed = {c for p in upper for c in range(columns_of(p, columns)[0], columns_of(p, columns)[1] + 1)}
        # a name of a group of rows stands alone on its line
        figures = len(above.phrases) > 1 and any(map(_is_value, lower))
        heads = [p for p in upper if not ((figures or goes_on(p.text)) and _stands_under(p, over, columns))]
        heads = [p for p in heads if id(p) not in parts]
        below = {columns_of(p, columns)[0] for p in lower}
        places = {id(p): columns_of(p, columns) for p in heads}
        found |= _best_spans(heads, places, _stretches_of(lower, columns), (below, claimed))
        over |= {columns_of(p, columns): p for p in above.phrases}
    return found


def _level(lines: Sequence[TextLine]) -> list[TextLine]:
    """The first line, and the lines that go on its heads or stand beside them."""
    level = [lines[0]]
    for before, line in pairwise(lines):
        if any(map(_is_value, (*before.phrases, *line.phrases))) or line.top - before.bottom > LINE_GAP * line.size:
            break
        level.append(line)
    return level


def _parts_of_heads(lines: Sequence[TextLine], columns: Sequence[Column]) -> set[int]:
    """Ids of the lines of heads that stand above and below the fullest line, which then is the middle of all heads.

    None where another text stands above or below it: that is a level of heads of its own.
    """
    middle = max(lines, key=lambda line: len(line.phrases)).middle
    stacks: dict[tuple[int, int], list[Phrase]] = {}
    for phrase in (p for line in lines for p in line.phrases):
        stacks.setdefault(columns_of(phrase, columns), []).append(phrase)
    near = lines[0].size * MIDDLE_OFF
    found: set[int] = set()
    for stack in stacks.values():
        offs = [p.middle - middle for p in stack]
        if max(map(abs, offs)) <= near:
            continue
        if min(offs) > -near or abs(sum(offs)) >= near:
            return set()
        found |= set(map(id, stack))
    return found


def _is_value(phrase: Phrase) -> bool:
    return is_figure(phrase.text) and not _is_year(phrase.text)


def _stretches_of(heads: Sequence[Phrase], columns: Sequence[Column]) -> list[Column]:
    """The columns as their own heads show them; as they are where figures stand."""
    stretches = list(columns)
    if not any(map(_is_value, heads)):
        for i in range(len(columns)):
            own = [p for p in heads if columns_of(p, columns) == (i, i)]
            if own:
                stretches[i] = Column(min(p.x0 for p in own), max(p.x1 for p in own))
    return stretches


def _best_spans(
    heads: Sequence[Phrase],
    places: Spans,
    columns: Sequence[Column],
    filled: tuple[set[int], set[int]],
) -> dict[int, tuple[int, int]]:
    """The columns each head stands for, the best centred first.

    `filled`: the columns that the lines below fill, and those that these heads stand over.
    """
    below, claimed = filled
    free = below - claimed
    spans = [(off, id(p), span) for p in heads for off, span in _wide_spans(p, places[id(p)], columns, free)]
    sides = [(off, id(p), span) for p in heads for off, span in _spans_to_one_side(p, places[id(p)], columns, free)]
    if len({head for _, head, _ in sides}) > 1:
        spans += sides
    filled_spans = [x for x in spans if below.issuperset(range(x[2][0], x[2][1] + 1))]
    choices = [[(off, span) for off, head, span in filled_spans if head == id(p)] for p in heads]
    return {id(p): span for p, span in zip(heads, _side_by_side(choices), strict=True) if span is not None}


def _side_by_side(choices: Sequence[Centred]) -> list[tuple[int, int] | None]:
    """One span or none for each head, from left to right, none over another: well centred, few columns left over."""
    best: dict[int, tuple[float, list[tuple[int, int] | None]]] = {0: (0.0, [])}
    for spans in choices:
        following: dict[int, tuple[float, list[tuple[int, int] | None]]] = {}
        for end, (cost, chosen) in best.items():
            options: list[tuple[float, int, tuple[int, int] | None]] = [(cost, end, None)]
            options += [(cost + off - WORTH * (b + 1 - a), b, (a, b)) for off, (a, b) in spans if a > end]
            for price, last, span in options:
                if last not in following or price < following[last][0]:
                    following[last] = (price, [*chosen, span])
        best = following
    return min(best.values(), key=lambda found: found[0])[1]


def _stands_under(phrase: Phrase, over: Mapping[tuple[int, int], Phrase], columns: Sequence[Column]) -> bool:
    """Is the phrase the next line of a text in the same columns?"""
    before = over.get(columns_of(phrase, columns))
    return before is not None and phrase.top - before.bottom < LINE_GAP * phrase.size


def goes_on(text: str) -> bool:
    """Do these words go on a text over them rather than begin one: a small letter, a bracket?"""
    return text[:1].islower() or text[:1] in {"(", "["}


def _is_year(text: str) -> bool:
    return _YEAR.fullmatch(text.strip()) is not None


Centred = list[tuple[float, tuple[int, int]]]
"""Spans of columns, each with how far off their middle a head stands, as a share of their width."""


def _wide_spans(phrase: Phrase, place: tuple[int, int], columns: Sequence[Column], free: set[int]) -> Centred:
    """The spans over columns on both sides in whose middle a head stands."""
    first, last = place
    lefts = [a for a in range(1, first) if {*range(a, first)} <= free]
    rights = [b for b in range(last + 1, len(columns)) if {*range(last + 1, b + 1)} <= free]
    return _centred(phrase, columns, [(a, b) for a in lefts for b in rights], WIDE_OFF)


def _spans_to_one_side(phrase: Phrase, place: tuple[int, int], columns: Sequence[Column], free: set[int]) -> Centred:
    """The same for the strip between two columns, though the head touches one of them only."""
    first, last = place
    middle = (phrase.x0 + phrase.x1) / 2
    if first != last or abs(middle - columns[first].middle) < 0.35 * (columns[first].x1 - columns[first].x0):
        return []
    pairs = [(a, b) for a, b in ((first - 1, first), (first, first + 1)) if a > 0 and {a, b} - {first} <= free]
    return _centred(phrase, columns, pairs, PAIR_OFF)


def _centred(phrase: Phrase, columns: Sequence[Column], spans: Sequence[tuple[int, int]], most: float) -> Centred:
    middle = (phrase.x0 + phrase.x1) / 2
    off = [(abs(middle - _centre(columns, a, b)) / (columns[b].x1 - columns[a].x0), (a, b)) for a, b in spans]
    return [(round(share, 2), span) for share, span in off if share < most]


def _centre(columns: Sequence[Column], a: int, b: int) -> float:
    return (columns[a].x0 + columns[b].x1) / 2

"""Which lines of text make one row where no rule says so."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from statistics import median

from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.columns import Column, Spans, columns_of
from pipeline.tables.labels import label_of, owners_of_labels
from pipeline.tables.spacing import rows_by_space
from pipeline.tables.words import Phrase, TextLine, Word

HALF_LINE = 0.8
"""Lines nearer than this (font sizes) can't be of one column: cells centred beside each other make them."""
LEVEL_GAP = 0.9
"""Lines of one head are nearer than this (font sizes)."""
OFF_CENTRE = 0.06
"""A text stands in the middle when it is off by less than this share of the table's width."""
LEAST_FIGURES = 3
"""So many figures under each other make a column of figures."""
SPACE = 0.25
"""A space between words, in font sizes."""
CLOSER = 0.8
"""A line belongs to the neighbour whose distance is below this share of the other one's."""


def body_start(lines: Sequence[TextLine], columns: Sequence[Column]) -> int:
    """Index of the first line with figures outside the first column; 0 when there is none."""
    places = [{columns_of(p, columns)[0]: p for p in line.phrases} for line in lines]
    of_figures = _columns_of_figures(places)
    for i, line in enumerate(places):
        data = [p for c, p in line.items() if c > 0]
        figures = [p for p in data if is_figure(p.text)]
        mostly = 2 * len(figures) >= len(data) or any(c in of_figures and is_figure(p.text) for c, p in line.items())
        if figures and mostly and not _years(figures):
            return i
    return 0


def group_heads(lines: Sequence[TextLine], columns: Sequence[Column]) -> set[int]:
    """Lines with the name of a group of rows alone, in the middle over the columns of figures."""
    if len(columns) < 3:
        return set()
    figures = _columns_of_figures([{columns_of(p, columns)[0]: p for p in line.phrases} for line in lines])
    # right-aligned figures leave their columns' left parts empty
    centres = [(edge + columns[-1].x1) / 2 for edge in (columns[0].x1, columns[1].x0)]
    whole = columns[-1].x1 - columns[0].x0
    found = set()
    for i, line in enumerate(lines):
        phrase = line.phrases[0]
        first, last = columns_of(phrase, columns)
        if len(line.phrases) > 1 or not figures.intersection(range(first, last + 1)) or first == 0:
            continue
        middle = (phrase.x0 + phrase.x1) / 2
        if not _has_figure(line) and min(abs(middle - centre) for centre in centres) < OFF_CENTRE * whole:
            found.add(i)
    return found


def _columns_of_figures(lines: Sequence[Mapping[int, Phrase]]) -> set[int]:
    """Columns right of the labels most of whose texts are figures."""
    found = set()
    for column in {c for line in lines for c in line if c > 0}:
        texts = [line[column] for line in lines if column in line]
        figures = sum(is_figure(p.text) for p in texts)
        if figures >= LEAST_FIGURES and 10 * figures >= 7 * len(texts):
            found.add(column)
    return found


def _with_labels(start: int, lines: Sequence[TextLine], columns: Sequence[Column]) -> int:
    """Where the body begins with the labels over its first figures: a group's name, the first lines of a label."""
    first = start
    while first > 0 and _filled(lines[first - 1], columns) == {0}:
        first -= 1
    return first if any(_filled(line, columns) - {0} for line in lines[:first]) else start


def _years(figures: Sequence[Phrase]) -> bool:
    texts = [p.text.strip() for p in figures]
    return all(t.isdecimal() and len(t) == 4 and 1800 <= int(t) <= 2100 for t in texts)


def group_rows(lines: Sequence[TextLine], columns: Sequence[Column], heads: Spans) -> list[list[TextLine]]:
    """Lines of one stretch between rules, grouped into rows. Lines come from the top; groups keep that order."""
    start = _with_labels(body_start(lines, columns), lines, columns)
    return [*header_rows(lines[:start], columns, heads), *_body_rows(lines[start:], columns, heads)]


def header_rows(lines: Sequence[TextLine], columns: Sequence[Column], heads: Spans) -> list[list[TextLine]]:
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
    spaced = rows_by_space(lines, columns)
    if spaced is not None:
        return spaced
    filled = [_filled(line, columns) for line in lines]
    most = max((len(f) for f in filled), default=0)
    whole = [
        len(f) >= max(2, most / 2) or (0 not in f and _has_figure(line)) for f, line in zip(filled, lines, strict=True)
    ]
    whole = _without_wrapped(lines, columns, whole)
    groups = group_heads(lines, columns)
    whole = [w or i in groups for i, w in enumerate(whole)]
    if most < 2 or not any(whole):
        return [[line] for line in lines]
    target = [_goes_with(i, lines, columns, filled, whole) for i in range(len(lines))]
    first = whole.index(True)
    label = label_of(lines[first], columns)
    grouped = all(f == {0} for f in filled[:first]) and label is not None and not label.text[:1].islower()
    if not grouped and _is_top_of_row(lines[: first + 1], columns, heads):
        target[:first] = [first] * first
    for i, owner in owners_of_labels(lines, columns, whole).items():
        target[i] = owner if whole[owner] or filled[i] == {0} else target[i]
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
    labelled = 10 * sum(0 in _filled(row, columns) for row in rows) >= 8 * len(rows)
    for i in range(1, len(lines)):
        unlabelled = labelled and not figures and 0 not in _filled(lines[i], columns)
        small = all(p.text[:1].islower() for p in lines[i].phrases)
        if whole[i] and (unlabelled or small) and _stands_under(lines[i - 1], lines[i], columns):
            kept[i] = False
        wrapped = whole[i] and not _has_figure(lines[i]) and wraps(lines[i - 1], lines[i], columns)
        if wrapped and (figures or pitches[i - 1] < 0.9 * widest):
            kept[i] = False
    return kept


def _stands_under(above: TextLine, line: TextLine, columns: Sequence[Column]) -> bool:
    """Does every text stand right under another one of its column?"""
    over = {columns_of(p, columns): p for p in above.phrases}
    places = [(p, over.get(columns_of(p, columns))) for p in line.phrases]
    return all(before is not None and p.top - before.bottom <= 0.6 * p.size for p, before in places)


def wraps(above: TextLine, line: TextLine, columns: Sequence[Column]) -> bool:
    """Does every text of the line go on the text over it: would its first word not have fitted there?"""
    if len(line.phrases) >= max(4, len(above.phrases)):
        return False  # cells do not all wrap at once
    over = {columns_of(p, columns): p for p in above.phrases}
    for phrase in line.phrases:
        place = columns_of(phrase, columns)
        before = over.get(place)
        if before is None or phrase.top - before.bottom > 0.6 * phrase.size:
            return False
        word = phrase.words[0]
        if len(before.words) == 1 and place[1] + 1 < len(columns) and _fits(before, word, columns[place[1] + 1].x0):
            return False
        if before.x1 + SPACE * phrase.size + (word.x1 - word.x0) <= columns[place[1]].x1:
            return False
    return True


def _fits(before: Phrase, word: Word, edge: float) -> bool:
    """Is there room for a word after a phrase, well before the next column?"""
    return before.x1 + SPACE * before.size + (word.x1 - word.x0) < edge - 1.5 * before.size


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

"""Where on a page a table may stand: boxes of crossing rules, stacks of parallel rules, runs of aligned lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.manuscript import Rect
from pipeline.tables.captions import begins_caption, begins_note
from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.columns import Column, columns_of, find_columns
from pipeline.tables.headers import is_period
from pipeline.tables.ruling import SNAP, Line, Ruling, networks
from pipeline.tables.words import Phrase, TextLine, box_of, lines_of

PROSE_WORDS = 6
"""Lines of prose have at least this many words; cells of tables without rules mostly have fewer."""
MOST_CUTS = 24
"""Runs with more single-phrase lines than this are not tried apart: they are prose."""
NARROW_LINES = 6
"""This many close lines of four words and more are a paragraph even in a narrow column."""
SAME_EDGE = 3.0
"""Texts that begin or end within so many points of each other stand under each other."""
LEAST_BESIDE = 3
"""So many lines with other texts beside them tell long cells from paragraphs."""
LEAST_SHARE_BESIDE = 0.15
"""Of a column of cells at least so many lines have other cells beside them."""
EMPTY_ROW = 30.0
"""Between rules of one table no more is left empty (points)."""
TITLE_GAP = 2.0
"""Where a few lines leave more space (font sizes) between rules, they are a note and the title of another table."""
MOST_CELL_LINES = 12
"""A cell has no more lines than this."""
ONE_SIZE = 1.15
"""The letters of one row differ less in size; a title's are larger than those of the heads under it."""
LINE_GAP = 0.5
"""Lines of one cell are nearer than this (font sizes)."""
ROW_GAP = 2.2
"""Rows of one table are nearer than this many font sizes, unless all are wider apart."""


def crossing_areas(ruling: Ruling) -> list[Rect]:
    """Boxes of rules that run both ways and touch, the largest first."""
    boxes = [box for box, across, down in networks(ruling) if across >= 2 and down >= 1 and _sizable(box)]
    boxes.sort(key=lambda b: -(b[2] - b[0]) * (b[3] - b[1]))
    kept: list[Rect] = []
    for box in boxes:
        if not any(_contains(other, box) for other in kept):
            kept.append(box)
    return kept


def _sizable(box: Rect) -> bool:
    return box[2] - box[0] >= 40 and box[3] - box[1] >= 12


def _contains(outer: Rect, inner: Rect) -> bool:
    return (
        outer[0] - SNAP <= inner[0] and outer[1] - SNAP <= inner[1]
        and inner[2] <= outer[2] + SNAP and inner[3] <= outer[3] + SNAP
    )  # fmt: skip


def parallel_areas(ruling: Ruling, lines: Sequence[TextLine], prose: Callable[[Phrase], bool]) -> list[Rect]:
    """Stacks of horizontal rules of about the same ends, with no prose between them."""
    stacks: list[list[Line]] = []
    for rule in ruling.across:
        if rule.length < 60:
            continue
        home = next((s for s in reversed(stacks) if _same_ends(s[0], rule)), None)
        if home is not None and _tabular(home[-1], rule, lines, prose):
            home.append(rule)
        else:
            stacks.append([rule])
    return [(min(r.low for r in s), s[0].at, max(r.high for r in s), s[-1].at) for s in stacks if len(s) > 1]


def is_note_in_words(phrase: Phrase) -> bool:
    """A note or source in a sentence, not a row whose label only looks like a mark."""
    return begins_note(phrase.text) and (len(phrase.words) >= 4 or phrase.text.rstrip().endswith(":"))


def _same_ends(a: Line, b: Line) -> bool:
    return abs(a.low - b.low) <= 6 and abs(a.high - b.high) <= 6


def _tabular(upper: Line, lower: Line, lines: Sequence[TextLine], prose: Callable[[Phrase], bool]) -> bool:
    """May what stands between two rules belong to one table?"""
    between = [
        [p for p in line.phrases if p.x1 > upper.low and p.x0 < upper.high]
        for line in lines
        if upper.at - 1 <= line.middle <= lower.at + 1
    ]
    between = [row for row in between if row]
    if not between:
        return lower.at - upper.at < EMPTY_ROW
    text = sum(row[0].bottom - row[0].top for row in between)
    alone = len(between[-1]) == 1 and between[-1][0].x0 < upper.low + upper.length / 4
    if len(between) <= 3 and alone and lower.at - upper.at - text > TITLE_GAP * between[0][0].size:
        return False
    if any(begins_caption(row[0].text) or (len(row) == 1 and is_note_in_words(row[0])) for row in between):
        return False
    wide = 0.5 * upper.length
    if any(prose(p) and p.x1 - p.x0 > wide for row in between for p in row):
        return False
    several = sum(len(row) > 1 for row in between)
    if several >= min(3, 0.4 * len(between)) or len(between) <= 2:
        return True
    return not any(prose(p) for row in between for p in row) and _is_one_row(between)


def _is_one_row(lines: Sequence[Sequence[Phrase]]) -> bool:
    """Are these the cells of one row: few lines, close to each other or with the fullest one in their middle?"""
    fullest = max(lines, key=len)
    middle = (min(p.top for p in lines[0]) + max(p.bottom for p in lines[-1])) / 2
    close = all(b[0].top - a[0].bottom < LINE_GAP * b[0].size for a, b in pairwise(lines))
    sizes = [p.size for row in lines for p in row]
    if len(fullest) < 2 or len(lines) > MOST_CELL_LINES or max(sizes) > ONE_SIZE * min(sizes):
        return False
    return close or abs(fullest[0].middle - middle) < fullest[0].size / 2


def prose_phrases(lines: Sequence[TextLine], across: Sequence[Line]) -> set[int]:
    """Ids of phrases that are lines of paragraphs: under each other, most of them of one width, no rule between them.

    Three long lines are enough; lines of four or five words, as in narrow columns, must be many and close. Long cells
    of a table look the same, but short texts stand beside them in columns. `across` are the horizontal rules.
    """
    phrases = [p for line in lines for p in line.phrases if len(p.words) >= 3 and _mostly_letters(p)]
    wide = _stacks([p for p in phrases if len(p.words) >= PROSE_WORDS], across)
    stacks = [stack for stack in wide if len(stack) >= 3 and _share_full(stack) >= 0.5]
    for stack in _stacks(phrases, across):
        close = all(b.bottom - a.bottom <= 1.6 * b.size for a, b in pairwise(stack))
        words = sum(len(p.words) for p in stack) / len(stack)
        if len(stack) >= NARROW_LINES and close and words >= 4 and _share_full(stack) >= 0.6:
            stacks.append(stack)
    cells = _cell_stacks(stacks, lines)
    return {id(p) for i, stack in enumerate(stacks) if i not in cells for p in stack}


def _cell_stacks(stacks: Sequence[Sequence[Phrase]], lines: Sequence[TextLine]) -> set[int]:
    """Which stacks are cells: where a new cell begins in them, texts of no paragraph stand beside, one under another.

    Beside a paragraph of a page's column such texts stand at any line, for they are of another column.
    """
    stacked = {id(p) for stack in stacks for p in stack}
    beside = {
        id(p): [o for o in line.phrases if id(o) not in stacked]
        for line in lines
        if len(line.phrases) > 1
        for p in line.phrases
        if id(p) in stacked
    }
    columns: dict[int, list[int]] = {}
    for i, stack in enumerate(stacks):
        columns.setdefault(round(min(p.x0 for p in stack) / SAME_EDGE), []).append(i)
    found: set[int] = set()
    for members in columns.values():
        rows = {i: [p for p in stacks[i] if beside.get(id(p))] for i in members}
        touched = [i for i in members if len(rows[i]) >= max(1, LEAST_SHARE_BESIDE * len(stacks[i]))]
        begun = sum(len(_beginnings(stacks[i]) & {id(p) for p in rows[i]}) for i in touched)
        sides = [beside[id(p)] for i in touched for p in rows[i]]
        figures = sum(any(is_figure(p.text) for p in side) for side in sides)
        if 10 * figures >= 7 * sum(len(stacks[i]) for i in touched):
            begun = figures
        if len(sides) >= LEAST_BESIDE and 10 * begun >= 6 * len(sides) and _under_each_other(sides):
            found.update(touched)
    return found


def _beginnings(stack: Sequence[Phrase]) -> set[int]:
    """Ids of the lines that begin a paragraph or cell: the first word would have fitted on the line before."""
    right = max(p.x1 for p in stack)
    found = {id(stack[0])}
    for above, line in pairwise(stack):
        word = line.words[0]
        apart = line.bottom - above.bottom > 1.6 * line.size
        if apart or above.x1 + (word.x1 - word.x0) + 0.4 * line.size < right:
            found.add(id(line))
    return found


def _under_each_other(rows: Sequence[Sequence[Phrase]]) -> bool:
    """Do most phrases share an edge or the middle with one of another row?"""
    phrases = [(k, p) for k, row in enumerate(rows) for p in row]
    shared = 0
    for share in (0.0, 0.5, 1.0):
        at = [round((p.x0 + share * (p.x1 - p.x0)) / SAME_EDGE) for _, p in phrases]
        places: dict[int, set[int]] = {}
        for place, (k, _) in zip(at, phrases, strict=True):
            places.setdefault(place, set()).add(k)
        shared = max(shared, sum(len(places[place]) > 1 for place in at))
    return 2 * shared >= len(phrases)


def _share_full(stack: Sequence[Phrase]) -> float:
    widest = max(p.x1 - p.x0 for p in stack)
    return sum(p.x1 - p.x0 >= 0.8 * widest for p in stack) / len(stack)


def _mostly_letters(phrase: Phrase) -> bool:
    text = phrase.text
    return 2 * sum(c.isalpha() or c.isspace() for c in text) >= len(text) and sum(
        c.isdigit() for c in text
    ) < 0.3 * len(text)


def _stacks(phrases: Sequence[Phrase], across: Sequence[Line]) -> list[list[Phrase]]:
    stacks: list[list[Phrase]] = []
    live: list[list[Phrase]] = []
    for phrase in sorted(phrases, key=lambda p: p.middle):
        live = [s for s in live if phrase.middle - s[-1].middle <= 2.4 * phrase.size]
        for stack in live:
            last = stack[-1]
            overlap = min(last.x1, phrase.x1) - max(last.x0, phrase.x0)
            under = phrase.top > last.middle and overlap >= 0.6 * min(last.x1 - last.x0, phrase.x1 - phrase.x0)
            if under and not _parted(last, phrase, across) and not is_note_in_words(phrase):
                stack.append(phrase)
                break
        else:
            stack = [phrase]
            stacks.append(stack)
            live.append(stack)
    return stacks


def _parted(upper: Phrase, lower: Phrase, across: Sequence[Line]) -> bool:
    """Does a rule run between two lines over all of both? Not when it only underlines the upper one."""
    low, high = min(upper.x0, lower.x0), max(upper.x1, lower.x1)
    first = bisect_left(across, upper.middle, key=lambda rule: rule.at)
    for rule in across[first:]:
        if rule.at > lower.middle:
            return False
        if rule.low <= low + 1 and rule.high >= high - 1:
            return True
    return False


def aligned_areas(phrases: Sequence[Phrase], prose: Callable[[Phrase], bool]) -> list[Rect]:
    """Boxes of lines with two or more phrases whose columns stand under each other. `phrases` are free of tables."""
    lines = lines_of(p for p in phrases if not prose(p))
    noted = [line for line in lines if _names_source(line)]
    lines = [line for line in lines if line not in noted]
    blocked = [p for p in phrases if prose(p)] + [p for line in noted for p in line.phrases]
    found: list[Rect] = []
    for run in _runs(lines, blocked):
        for part in _parts(run):
            trimmed = _trim(part)
            if len(trimmed) >= 2:
                found.append(box_of(trimmed))
    return found


def _names_source(line: TextLine) -> bool:
    """ "Source:" with a text apart from it: a note of the table over it, no row."""
    first = line.phrases[0].text.rstrip()
    return len(line.phrases) == 2 and first.endswith(":") and begins_note(first)


def _parts(run: Sequence[TextLine], depth: int = 0) -> list[Sequence[TextLine]]:
    """A run cut at lines with one phrase where that shows columns which the whole hides: tables under each other."""
    singles = [i for i, line in enumerate(run) if len(line.phrases) == 1]
    if not singles or len(singles) > MOST_CUTS or depth == 3:
        return [run]
    whole = len(find_columns(run))
    best: tuple[int, int] | None = None
    for i in singles:
        above, below = run[:i], run[i:]
        if min(sum(len(x.phrases) > 1 for x in part) for part in (above, below)) < 2 or not _begins_with_heads(below):
            continue
        shown = len(find_columns(above)), len(find_columns(below))
        if min(shown) >= whole and max(shown) > whole and (best is None or sum(shown) > best[0]):
            best = sum(shown), i
    if best is None:
        return [run]
    return [*_parts(run[: best[1]], depth + 1), *_parts(run[best[1] :], depth + 1)]


def _begins_with_heads(lines: Sequence[TextLine]) -> bool:
    """Do column heads stand over the first figures of these lines?"""
    first = next(line for line in lines if len(line.phrases) > 1)
    return all(is_period(p.text) or not is_figure(p.text) for p in first.phrases[1:])


def _runs(lines: Sequence[TextLine], blocked: Sequence[Phrase]) -> list[list[TextLine]]:
    """Consecutive lines without a wide gap, a caption, a title, or a paragraph between them."""
    runs: list[list[TextLine]] = []
    gaps = [b.top - a.bottom for a, b in pairwise(lines) if 0 < b.top - a.bottom < 40]
    usual = median(gaps) if gaps else 10.0
    for i, line in enumerate(lines):
        last = runs[-1][-1] if runs else None
        apart = last is None or line.top - last.bottom > max(ROW_GAP * line.size, 1.5 * usual)
        if (
            last is None
            or apart
            or begins_caption(line.phrases[0].text)
            or _ends_table(line, runs[-1])
            or _between(last, line, blocked)
            or _is_title(lines, i, runs[-1])
        ):
            runs.append([line])
        else:
            runs[-1].append(line)
    return runs


def _ends_table(line: TextLine, run: Sequence[TextLine]) -> bool:
    """Is this a note under the figures of the run?"""
    return len(line.phrases) == 1 and is_note_in_words(line.phrases[0]) and any(_has_figures(x) for x in run)


def _is_title(lines: Sequence[TextLine], i: int, run: Sequence[TextLine]) -> bool:
    """Does a heading of the next table stand here: alone on its line, set apart, with column heads below it?"""
    line = lines[i]
    if len(line.phrases) > 1 or len(run) < 3 or not any(_has_figures(x) for x in run):
        return False
    following = next((x for x in lines[i + 1 : i + 4] if len(x.phrases) > 1), None)
    heads = following is not None and _begins_with_heads([following])
    local = median(max(0.0, b.top - a.bottom) for a, b in pairwise(run))
    if line.top - run[-1].bottom < local + 0.5 * line.size:
        return heads and line.x1 > run[-1].phrases[0].x1 and _font(line) not in {_font(x) for x in run[-2:]}
    return following is None or heads


def _font(line: TextLine) -> str:
    return line.phrases[0].words[0].glyphs[0].font


def _has_figures(line: TextLine) -> bool:
    return sum(is_figure(p.text) for p in line.phrases) >= 1


def _between(upper: TextLine, lower: TextLine, blocked: Sequence[Phrase]) -> bool:
    x0, x1 = min(upper.x0, lower.x0), max(upper.x1, lower.x1)
    return any(
        upper.middle < p.middle < lower.middle and min(p.x1, x1) - max(p.x0, x0) > 0.3 * (p.x1 - p.x0) for p in blocked
    )


def _trim(run: Sequence[TextLine]) -> list[TextLine]:
    """Without single-phrase lines before and after the part with columns; broken where several of them follow."""
    several = [i for i, line in enumerate(run) if len(line.phrases) > 1]
    if not several:
        return []
    best: list[int] = []
    part = [several[0]]
    columns = find_columns(run)
    for a, b in pairwise(several):
        if b - a > 4 and not _cell_goes_on(run[a + 1 : b], columns):
            best = max(best, part, key=len)
            part = []
        part.append(b)
    best = max(best, part, key=len)
    kept = list(run[best[0] : best[-1] + 1])
    columns = find_columns(kept)
    if len(columns) < 2:
        return []
    kept = [*_heads_above(run, best[0], columns), *kept]
    # a last label that wraps belongs to the table
    following = run[best[-1] + 1] if best[-1] + 1 < len(run) else None
    if following is not None and len(following.phrases) == 1 and following.top - kept[-1].bottom < 0.5 * following.size:
        first, last = columns_of(following.phrases[0], columns)
        if first == last and following.text[:1].islower() and following.x1 <= columns[first].x1 + 2:
            kept.append(following)
    return kept


def _cell_goes_on(lines: Sequence[TextLine], columns: Sequence[Column]) -> bool:
    """Are these lines, with one phrase each, lines of a cell? Lines of prose are wider than a column."""
    if len(columns) < 2:
        return False
    places = {columns_of(line.phrases[0], columns) for line in lines}
    first, last = min(places)
    inside = all(line.x0 >= columns[first].x0 - SAME_EDGE and line.x1 <= columns[first].x1 + 1 for line in lines)
    return len(places) == 1 and first == last and inside and len(lines) <= MOST_CELL_LINES


def _heads_above(run: Sequence[TextLine], first: int, columns: Sequence[Column]) -> list[TextLine]:
    """Lines with one spanning head right above the first line with several; never over the column of labels."""
    heads: list[TextLine] = []
    for line in reversed(run[:first]):
        below = heads[0] if heads else run[first]
        if line.x0 < columns[1].x0 - 2 or below.top - line.bottom > 0.9 * line.size:
            break
        heads.insert(0, line)
    return heads

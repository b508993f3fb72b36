"""A box with words and rules → a grid. Rules where they are, alignment where they are not, both together."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.manuscript import Rect
from pipeline.tables.areas import MOST_CELL_LINES
from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.columns import Column, Spans, centred_heads, columns_of, find_columns, goes_on
from pipeline.tables.edges import parted_at_edges
from pipeline.tables.grid import Grid, GridCell
from pipeline.tables.rows import body_start, group_heads, group_rows, header_rows
from pipeline.tables.ruling import SNAP, Line, Ruling, covered
from pipeline.tables.words import Phrase, TextLine, Word, box_of, lines_of, phrases_of

WIDER_GAP = 0.36
"""A gap of this width (font sizes) is wider than a space: it may part the heads of two columns."""

THROUGH = 0.85
"""A rule over this share of the width parts rows; a shorter one parts heads."""
LEAST_RULED = 3
"""So many rows between rules show that rules part all rows."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A border between rows or columns; `ruled` when some line lies on it."""

    at: float
    ruled: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The elementary rows and columns of a box, before cells are merged."""

    xs: tuple[Edge, ...]
    ys: tuple[Edge, ...]
    columns: tuple[Column, ...]
    ruling: Ruling
    heads: Spans
    body_top: float
    """Where the first line with figures begins."""

    def row_at(self, y: float) -> int:
        return _slot(self.ys, y)

    def col_at(self, x: float) -> int:
        return _slot(self.xs, x)


def _slot(edges: Sequence[Edge], at: float) -> int:
    for i in range(1, len(edges)):
        if at < edges[i].at:
            return i - 1
    return len(edges) - 2


def shape(page: int, box: Rect, words: Sequence[Word], ruling: Ruling) -> Grid | None:
    """The grid of the words in the box; None when there are fewer than two rows or columns."""
    inside = ruling.within(box)
    cuts = [(line.at, line.low, line.high) for line in inside.down]
    lines = parted_at_edges(lines_of(phrases_of(words, cuts)))
    if not lines:
        return None
    xs = _column_edges(box, lines, inside)
    if len(xs) < 3:
        return None
    columns = _columns_between(xs, lines)
    lines = _heads_apart(lines, columns)
    heads = centred_heads(lines, columns)
    start = body_start(lines, columns)
    body = lines[start:]
    heads |= {id(body[i].phrases[0]): (1, len(columns) - 1) for i in group_heads(body, columns)}
    body_top = lines[start].top
    ys = _row_edges(box, lines, Frame(tuple(xs), (), tuple(columns), inside, heads, body_top))
    if len(ys) < 3:
        return None
    frame = Frame(tuple(xs), tuple(ys), tuple(columns), inside, heads, body_top)
    return _compact(_assemble(page, box, lines, frame))


def _column_edges(box: Rect, lines: Sequence[TextLine], ruling: Ruling) -> list[Edge]:
    x0, _top, x1, _bottom = box
    ruled = [line.at for line in _distinct(ruling.down) if x0 + 2 * SNAP < line.at < x1 - 2 * SNAP]
    bounds = [x0, *ruled, x1]
    edges = [Edge(x0, True)]
    for left, right in itertools.pairwise(bounds):
        edges += [Edge(at, False) for at in _strips(left, right, lines, partly_ruled=bool(ruled))]
        edges.append(Edge(right, True))
    return edges


def _distinct(lines: Sequence[Line]) -> list[Line]:
    found: list[Line] = []
    for line in sorted(lines, key=lambda x: x.at):
        if not found or line.at - found[-1].at > SNAP:
            found.append(line)
    return found


def _strips(left: float, right: float, lines: Sequence[TextLine], *, partly_ruled: bool) -> list[float]:
    """Column borders that only alignment shows, in a band between two vertical rules."""
    band = _band(left, right, lines)
    several = sum(len(line.phrases) > 1 for line in band)
    if partly_ruled and (several < 2 or several < 0.5 * len(band)):
        return []
    columns = find_columns(band)
    if partly_ruled:
        later = [p for line in band for p in line.phrases if columns_of(p, columns)[0] > 0]
        if 10 * sum(is_figure(p.text) for p in later) < 6 * len(later):
            return []
    return [(a.x1 + b.x0) / 2 for a, b in itertools.pairwise(columns)]


def _band(left: float, right: float, lines: Sequence[TextLine]) -> list[TextLine]:
    kept = []
    for line in lines:
        inside = [p for p in line.phrases if p.x0 >= left - SNAP and p.x1 <= right + SNAP]
        if inside:
            kept += lines_of(inside)
    return kept


def _columns_between(xs: Sequence[Edge], lines: Sequence[TextLine]) -> list[Column]:
    """The stretch of each column's text; the whole width between its borders when it has none."""
    columns = []
    for left, right in itertools.pairwise(xs):
        inside = [p for line in lines for p in line.phrases if p.x0 >= left.at - SNAP and p.x1 <= right.at + SNAP]
        if inside:
            columns.append(Column(min(p.x0 for p in inside), max(p.x1 for p in inside)))
        else:
            columns.append(Column(left.at, right.at))
    return columns


def _heads_apart(lines: Sequence[TextLine], columns: Sequence[Column]) -> list[TextLine]:
    """The lines, with heads of neighbouring columns told apart that stand hardly wider than words."""
    start = body_start(lines, columns)
    apart = [
        TextLine(tuple(part for p in line.phrases for part in _split_at_strips(p, columns)), line.x0, line.top, line.x1,
                 line.bottom)
        for line in lines[:start]
    ]  # fmt: skip
    return [*apart, *lines[start:]]


def _split_at_strips(phrase: Phrase, columns: Sequence[Column]) -> list[Phrase]:
    """The phrase cut where a gap wider than its other ones lies over the strip between two columns."""
    first, last = columns_of(phrase, columns)
    if first == last or len(phrase.words) < 2:
        return [phrase]
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(phrase.words)]
    least = max(WIDER_GAP * phrase.size, 1.2 * min(gaps) if len(gaps) > 1 else 0.0)
    parts: list[list[Word]] = [[phrase.words[0]]]
    for (a, b), gap in zip(itertools.pairwise(phrase.words), gaps, strict=True):
        strip = any(min(b.x0, y.x0) - max(a.x1, x.x1) > 0 for x, y in itertools.pairwise(columns))
        if strip and gap >= least:
            parts.append([])
        parts[-1].append(b)
    return [Phrase(tuple(words), *box_of(words)) for words in parts]


def _row_edges(box: Rect, lines: Sequence[TextLine], frame: Frame) -> list[Edge]:
    xs, columns, ruling = frame.xs, frame.columns, frame.ruling
    _, top, _, bottom = box
    least = 0.12 * (box[2] - box[0])
    rules = _distinct([r for r in ruling.across if r.length >= least])
    ruled = [x.at for x in rules if top + SNAP < x.at < bottom - SNAP]
    bounds = [top, *ruled, bottom]
    slabs = [[x for x in lines if a <= x.middle < b] for a, b in itertools.pairwise(bounds)]
    grouped = [group_rows(slab, columns, frame.heads) for slab in slabs]
    through = [r.at for r in rules if r.length >= THROUGH * (box[2] - box[0])]
    each = all(at in through for at in ruled) and _each_row_ruled(grouped)
    edges = [Edge(top, True)]
    for slab, groups, (high, low) in zip(slabs, grouped, itertools.pairwise(bounds), strict=True):
        boxed = len(ruled) > 1 and _boxed(xs, ruling, high, low)
        if len(slab) > 1 and (not (boxed or each) or _stacks_figures(slab, columns)):
            edges += [Edge((a[-1].bottom + b[0].top) / 2, False) for a, b in itertools.pairwise(groups)]
        elif each and not boxed and slab is slabs[0]:
            levels = header_rows(slab, columns, frame.heads)
            edges += [Edge((a[-1].bottom + b[0].top) / 2, False) for a, b in itertools.pairwise(levels)]
        edges.append(Edge(low, True))
    return edges


def _each_row_ruled(stretches: Sequence[Sequence[Sequence[TextLine]]]) -> bool:
    """Do rules part every row from the next? Most stretches between rules under the head have one row alone."""
    body = [rows for rows in stretches[1:] if rows]
    longest = max((sum(map(len, rows)) for rows in body), default=0)
    single = sum(len(rows) == 1 for rows in body)
    return len(body) >= LEAST_RULED and longest <= MOST_CELL_LINES and 10 * single >= 6 * len(body)


def _boxed(xs: Sequence[Edge], ruling: Ruling, top: float, bottom: float) -> bool:
    """Do vertical rules part the columns between two horizontal rules?"""
    return any(e.ruled and covered(ruling.down, e.at, top, bottom) for e in xs[1:-1])


def _stacks_figures(slab: Sequence[TextLine], columns: Sequence[Column]) -> bool:
    """Do figures stand under figures between two rules, in at least half of the columns right of the labels?"""
    stacked: dict[int, list[bool]] = {}
    for line in slab:
        for phrase in line.phrases:
            first, last = columns_of(phrase, columns)
            if first == last:
                stacked.setdefault(first, []).append(is_figure(phrase.text))
    figures = [c for c, f in stacked.items() if c and len(f) > 1 and all(f)]
    return len(figures) >= 1 and len(figures) >= 0.5 * sum(c > 0 for c in stacked)


def _assemble(page: int, box: Rect, lines: Sequence[TextLine], frame: Frame) -> Grid:
    n_rows, n_cols = len(frame.ys) - 1, len(frame.xs) - 1
    places = _places(lines, frame)
    texts: dict[tuple[int, int], list[Phrase]] = {}
    crossing: set[tuple[int, int]] = set()
    for phrase, row, first, last in places:
        texts.setdefault((row, first), []).append(phrase)
        crossing.update((row, c) for c in range(first, last))
    right_open = {(r, c) for r in range(n_rows) for c in range(n_cols - 1) if _open_right(r, c, frame, texts, crossing)}
    down_open = {(r, c) for r in range(n_rows - 1) for c in range(n_cols) if _open_down(r, c, frame, texts)}
    cells: list[GridCell] = []
    done: set[tuple[int, int]] = set()
    for r in range(n_rows):
        for c in range(n_cols):
            if (r, c) in done:
                continue
            row_span, col_span = _extent(r, c, right_open, down_open, done)
            area = [(i, j) for i in range(r, r + row_span) for j in range(c, c + col_span)]
            done.update(area)
            words = tuple(w for place in area for p in texts.get(place, ()) for w in p.words)
            cell_box = (frame.xs[c].at, frame.ys[r].at, frame.xs[c + col_span].at, frame.ys[r + row_span].at)
            cells.append(GridCell(r, c, row_span, col_span, words, cell_box))
    ruled_header = next((i for i in range(1, n_rows) if _rule_through(i, frame)), 0)
    full = sum(e.ruled for e in frame.xs[1:-1]) > 0 and sum(e.ruled for e in frame.ys[1:-1]) > 0
    return Grid(page, box, n_rows, n_cols, tuple(cells), ruled_header, full)


def _rule_through(row: int, frame: Frame) -> bool:
    edge = frame.ys[row]
    return edge.ruled and covered(frame.ruling.across, edge.at, frame.xs[0].at, frame.xs[-1].at, share=0.85)


def _places(lines: Sequence[TextLine], frame: Frame) -> list[tuple[Phrase, int, int, int]]:
    """Each phrase with its row and its first and last column."""
    found = []
    for line in lines:
        for phrase in line.phrases:
            row = frame.row_at(phrase.middle)
            first, last = (
                _head_over_rule(phrase, line, frame) or frame.heads.get(id(phrase)) or columns_of(phrase, frame.columns)
            )
            for c in range(first, last):
                if frame.xs[c + 1].ruled and covered(frame.ruling.down, frame.xs[c + 1].at, phrase.top, phrase.bottom):
                    first = last = frame.col_at((phrase.x0 + phrase.x1) / 2)
                    break
            if first == last and any(e.ruled for e in frame.xs[1:-1]):
                middle = frame.col_at((phrase.x0 + phrase.x1) / 2)
                if frame.xs[min(first, middle) + 1].ruled:
                    first = last = middle
            found.append((phrase, row, first, last))
    return found


def _head_over_rule(phrase: Phrase, line: TextLine, frame: Frame) -> tuple[int, int] | None:
    """The columns of a short rule right below a head that stands alone over it: it spans them all."""
    whole = frame.xs[-1].at - frame.xs[0].at
    for rule in frame.ruling.across:
        if not -2 <= rule.at - phrase.bottom <= 1.2 * phrase.size or rule.length > 0.9 * whole:
            continue
        over = [p for p in line.phrases if p.x1 > rule.low and p.x0 < rule.high]
        if over != [phrase] or phrase.x0 < rule.low - 4 or phrase.x1 > rule.high + 4 or goes_on(phrase.text):
            continue
        beside = phrase.x0 > frame.columns[0].x1
        under = [i for i, c in enumerate(frame.columns) if rule.low - 2 <= c.middle <= rule.high + 2]
        under = under[1:] if under[:1] == [0] and beside else under
        if len(under) > 1:
            return under[0], under[-1]
    return None


def _open_right(
    r: int, c: int, frame: Frame, texts: dict[tuple[int, int], list[Phrase]], crossing: set[tuple[int, int]]
) -> bool:
    """Is there no border between this place and the one to its right?"""
    edge = frame.xs[c + 1]
    top, bottom = frame.ys[r].at, frame.ys[r + 1].at
    if (r, c) in crossing:
        return True
    if not edge.ruled or covered(frame.ruling.down, edge.at, top, bottom):
        return False
    ruled_row = any(
        e.ruled and covered(frame.ruling.down, e.at, top, bottom) for e in (frame.xs[0], *frame.xs[1:-1], frame.xs[-1])
    )
    return ruled_row and not (texts.get((r, c)) and texts.get((r, c + 1)))


def _open_down(r: int, c: int, frame: Frame, texts: dict[tuple[int, int], list[Phrase]]) -> bool:
    """Is there no border between this place and the one below?"""
    edge = frame.ys[r + 1]
    left, right = frame.xs[c].at, frame.xs[c + 1].at
    if not edge.ruled:
        return _one_head(r, c, frame, texts) or (c == 0 and _one_label(r, frame, texts))
    if covered(frame.ruling.across, edge.at, left, right):
        return False
    above, below = texts.get((r, c)), texts.get((r + 1, c))
    if above and below:
        return not any(is_figure(p.text) for p in (*above, *below)) and not _unruled_column(c, frame)
    return True


def _one_head(r: int, c: int, frame: Frame, texts: dict[tuple[int, int], list[Phrase]]) -> bool:
    """Lines of one head beside a head over several columns and those under it?"""
    above, below = texts.get((r, c)), texts.get((r + 1, c))
    if not above or not below or max(p.bottom for p in below) > frame.body_top + 1:
        return False
    if max(p.bottom for p in above) + 0.6 * below[0].size < min(p.top for p in below):
        return False
    return all(id(p) not in frame.heads and len(set(columns_of(p, frame.columns))) == 1 for p in (*above, *below))


def _one_label(r: int, frame: Frame, texts: dict[tuple[int, int], list[Phrase]]) -> bool:
    """One label for the few rows between two rules, in a boxed column of labels?"""
    high = max(i for i in range(r + 1) if frame.ys[i].ruled)
    low = min(i for i in range(r + 1, len(frame.ys)) if frame.ys[i].ruled)
    if low - high > 4 or not frame.xs[1].ruled:
        return False
    if not covered(frame.ruling.down, frame.xs[1].at, frame.ys[high].at, frame.ys[low].at, share=0.8):
        return False
    labels = [p for i in range(high, low) for p in texts.get((i, 0), ())]
    if not texts.get((high, 0)):
        return False
    for i in range(high + 1, low):
        if texts.get((i, 0)) and not texts[i, 0][0].text[:1].islower():
            return False  # a label of its own
    tight = all(b.top - a.bottom < 0.6 * b.size for a, b in itertools.pairwise(labels))
    inner = high > 0 or low < len(frame.ys) - 1
    return inner and bool(labels) and tight and not any(is_figure(p.text) for p in labels)


def _unruled_column(c: int, frame: Frame) -> bool:
    """No horizontal rule enters this column, though rules part the rows of others."""
    left, right = frame.xs[c].at, frame.xs[c + 1].at
    inner = [e for e in frame.ys[1:-1] if e.ruled]
    return len(inner) > 2 and sum(covered(frame.ruling.across, e.at, left, right) for e in inner) < 0.4 * len(inner)


def _extent(
    r: int, c: int, right_open: set[tuple[int, int]], down_open: set[tuple[int, int]], done: set[tuple[int, int]]
) -> tuple[int, int]:
    """Row span and column span of the cell that begins here: as wide as it is open, then as deep."""
    width = 1
    while (r, c + width - 1) in right_open and (r, c + width) not in done:
        width += 1
    depth = 1
    while all((r + depth - 1, c + k) in down_open and (r + depth, c + k) not in done for k in range(width)) and all(
        (r + depth, c + k) in right_open for k in range(width - 1)
    ):
        depth += 1
    return depth, width


def _compact(grid: Grid) -> Grid:
    """Without rows and columns in which no cell begins with text."""
    rows = sorted({cell.row for cell in grid.cells if cell.words})
    cols = sorted({cell.col for cell in grid.cells if cell.words})
    cells = []
    for cell in grid.cells:
        row, row_end = _count_below(rows, cell.row), _count_below(rows, cell.row + cell.row_span)
        col, col_end = _count_below(cols, cell.col), _count_below(cols, cell.col + cell.col_span)
        if row_end > row and col_end > col:
            cells.append(GridCell(row, col, row_end - row, col_end - col, cell.words, cell.box))
    header = _count_below(rows, grid.ruled_header)
    return Grid(grid.page, grid.box, len(rows), len(cols), tuple(cells), header, grid.full)


def _count_below(sorted_values: Sequence[int], bound: int) -> int:
    return sum(v < bound for v in sorted_values)

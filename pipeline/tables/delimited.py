"""Tables in text files whose cells are parted by tabs, by pipes, or by two spaces and more."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from pipeline.tables.captions import begins_caption, begins_note, is_continuation, names_rows
from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.dumped import LONGEST_LABEL
from pipeline.tables.text_grid import FileLine, Span, TextGrid, plain, tight

_RULE = re.compile(r"\s*[|+]?(?:\s*(?::-++:?|-++:|[-=_]{2,}+)\s*[|+]?)+\s*")
_FIELD = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOUCHING = re.compile(r"(\D*[^\W\d]\W?) (\S*\d\S*)")
_PIPE = re.compile(r"(?<!\\)\|")
Row = tuple[tuple[Span, ...], ...]


def tabbed(text: str, lines: Sequence[FileLine]) -> list[TextGrid]:
    """Runs of lines with tabs; at least two rows have text in two cells."""
    grids = []
    for first, last in _runs(lines, lambda line: "\t" in line.text and not _note_row(text, line), "\t"):
        captioned = _captioned(lines, first)
        part = [line for line in lines[first:last] if "\t" in line.text or _is_group(line, captioned=captioned)]
        rows = _labels_joined(text, [_split_tabs(text, line) for line in part])
        if sum(sum(bool(c) for c in row) > 1 for row in rows) < 2:
            continue
        if captioned or _looks_tabular([[plain(text, c) for c in row] for row in rows]):
            grids.append(TextGrid(_padded(rows), (first, last)))
    return grids


def _captioned(lines: Sequence[FileLine], first: int) -> bool:
    """Does one of the four lines above that are not blank begin a caption?"""
    above = [line for line in lines[max(0, first - 9) : first] if not line.blank]
    return any(begins_caption(line.text) for line in above[-4:])


def _looks_tabular(rows: Sequence[Sequence[str]]) -> bool:
    """Figures in many cells, or short texts in three columns and more: no list of authors, no indented prose."""
    data = [t for row in rows for t in row[1:] if t]
    figures = sum(is_figure(t) for t in data)
    words = sum(len(t.split()) for row in rows for t in row if t) / max(1, sum(bool(t) for row in rows for t in row))
    wide = sum(sum(bool(t) for t in row) > 2 for row in rows) >= 0.6 * len(rows)
    return figures >= 0.3 * len(data) or (wide and words <= 6)


def _note_row(text: str, line: FileLine) -> bool:
    cells = [c for c in _split_tabs(text, line) if c]
    return len(cells) == 1 and begins_note(plain(text, cells[0]))


def _split_tabs(text: str, line: FileLine) -> Row:
    cells, start = [], line.span[0]
    for i in range(*line.span):
        if text[i] == "\t":
            cells.append(tight(text, start, i))
            start = i + 1
    cells.append(tight(text, start, line.span[1]))
    return tuple(cells)


def piped(text: str, lines: Sequence[FileLine]) -> list[TextGrid]:
    """Markdown tables, drawn ones whose rows begin and end with a pipe, and dumps with as many pipes in each row."""
    grids = []
    for first, last in _runs(lines, lambda line: _is_piped(line.text), "|"):
        part = [line for line in lines[first:last] if _is_piped(line.text)]
        rules = [i for i, line in enumerate(part) if _RULE.fullmatch(line.text)]
        rows = [_split_pipes(text, line) for i, line in enumerate(part) if i not in rules]
        framed = all(line.text.strip().startswith("|") for i, line in enumerate(part) if i not in rules)
        even = len({len(row) for row in rows}) == 1
        if len(rows) < (1 if rules else 2) or not (rules or framed or even) or max(len(r) for r in rows) < 2:
            continue
        if (
            not rules
            and not _captioned(lines, first)
            and not _looks_tabular([[plain(text, c) for c in r] for r in rows])
        ):
            continue
        if not (rules or framed or _captioned(lines, first) or _has_figures(text, rows)):
            continue
        header = next((i for i in rules if i), 0)
        header -= sum(r < header for r in rules)
        grids.append(TextGrid(_padded(rows), (first, last), header_rows=min(header, len(rows) - 1) if rules else None))
    return grids


def _has_figures(text: str, rows: Sequence[Row]) -> bool:
    data = [plain(text, cell) for row in rows for cell in row[1:] if cell]
    return 10 * sum(is_figure(t) for t in data) >= 3 * len(data) > 0


def _is_piped(text: str) -> bool:
    stripped = text.strip()
    if _RULE.fullmatch(stripped):
        return "|" in stripped or stripped.startswith("+")
    return len(_PIPE.findall(stripped)) >= (2 if stripped.startswith("|") else 1)


def _split_pipes(text: str, line: FileLine) -> Row:
    start, end = line.span
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    bars = [start + m.start() for m in _PIPE.finditer(text[start:end])]
    if bars and bars[0] == start:
        bars, start = bars[1:], start + 1
    if bars and bars[-1] == end - 1:
        bars, end = bars[:-1], end - 1
    cuts = [start - 1, *bars, end]
    return tuple(tight(text, a + 1, b) for a, b in itertools.pairwise(cuts))


def aligned(text: str, lines: Sequence[FileLine]) -> list[TextGrid]:
    """Runs of lines whose fields, parted by two spaces and more, stand under each other."""
    grids = []
    for first, last in _runs(lines, lambda line: len(_FIELD.findall(line.text)) > 1 and "\t" not in line.text, "  "):
        grid = _align(text, lines, first, last)
        if grid is not None:
            grids.append(grid)
    return grids


def _align(text: str, lines: Sequence[FileLine], first: int, last: int) -> TextGrid | None:
    captioned = _captioned(lines, first)
    whole = [(line, [m.span() for m in _FIELD.finditer(line.text)]) for line in lines[first:last]]
    whole = [(line, row) for line, row in whole if len(row) > 1 or _is_group(line, captioned=captioned)]
    part = [line for line, row in whole if len(row) > 1]
    fields = _labels_apart(part, [row for _, row in whole if len(row) > 1])
    of_body = _body_columns(part, fields)
    columns = of_body or _stretches([f for row in fields for f in row])
    counted = _by_count(fields) if not of_body and _share_columns(fields, columns) else None
    if (len(columns) < 2 and counted is None) or len(part) < (2 if captioned else 3):
        return None
    cells = counted or [_placed(row, columns) for row in fields]
    rows = [
        tuple(tight(text, line.span[0] + cell[0], line.span[0] + cell[1]) if cell else () for cell in row)
        for line, row in zip(part, cells, strict=True)
    ]
    data = [plain(text, c) for row in rows for c in row[1:] if c]
    figures = sum(is_figure(t) for t in data)
    if not captioned and (2 * figures < len(data) or len(data) < len(rows)):
        return None
    named = iter(rows)
    alone = ((),) * (len(rows[0]) - 1)
    whole_rows = (next(named) if len(row) > 1 else (tight(text, *line.span), *alone) for line, row in whole)
    return TextGrid(tuple(_labels_joined(text, list(whole_rows))), (first, last))


def _labels_joined(text: str, rows: Sequence[Row]) -> list[Row]:
    """The rows, a line of label alone put together with the row below where that begins in a small letter."""
    joined: list[Row] = []
    for row in rows:
        alone = (
            bool(joined)
            and bool(joined[-1][0])
            and not any(joined[-1][1:])
            and not names_rows(plain(text, joined[-1][0]))
        )
        if alone and row[0] and any(row[1:]) and plain(text, row[0])[:1].islower():
            joined[-1] = ((*joined[-1][0], *row[0]), *row[1:])
        else:
            joined.append(row)
    return joined


def _labels_apart(part: Sequence[FileLine], fields: list[list[Span]]) -> list[list[Span]]:
    """The fields, a long label that touches its first figure parted from it where that stands under other figures."""
    width = max(len(row) for row in fields)
    full = [row for row in fields if len(row) == width]
    parted: list[list[Span]] = []
    for line, row in zip(part, fields, strict=True):
        match = _TOUCHING.fullmatch(line.text[slice(*row[0])]) if len(row) == width - 1 else None
        figure = (row[0][0] + match.start(2), row[0][1]) if match is not None else None
        under = figure is not None and any(f[1][0] < figure[1] and figure[0] < f[1][1] for f in full)
        if match is not None and figure is not None and under and is_figure(match[2]):
            parted.append([(row[0][0], row[0][0] + match.end(1)), figure, *row[1:]])
        else:
            parted.append(row)
    return parted


def _body_columns(part: Sequence[FileLine], fields: Sequence[Sequence[Span]]) -> list[Span]:
    """The columns of the rows of figures, where the heads over them stand so wide that they would run into each other.

    Only where all rows of figures have as many fields, each in its own column; empty else. A head then stands over the
    column that it has most of, or that is nearest.
    """
    texts = [[line.text[start:end] for start, end in row] for line, row in zip(part, fields, strict=True)]
    first = next((i for i, row in enumerate(texts) if 2 * sum(map(_counts, row[1:])) >= len(row) - 1 > 0), len(part))
    body = fields[first:]
    columns = _stretches([field for row in body for field in row])
    even = len(body) > 1 and {len(row) for row in body} == {len(columns)}
    if not even or len(columns) <= len(_stretches([field for row in fields for field in row])):
        return []
    return columns if all(len({_nearest(f, columns) for f in row}) == len(row) for row in fields[:first]) else []


def _counts(text: str) -> bool:
    """Whether a field is a figure and no year, which may be a head."""
    return is_figure(text) and _YEAR.fullmatch(text) is None


def _nearest(field: Span, columns: Sequence[Span]) -> int:
    """The column that a field has most of, or else the nearest one."""
    return max(range(len(columns)), key=lambda i: min(field[1], columns[i][1]) - max(field[0], columns[i][0]))


def _share_columns(fields: Sequence[Sequence[Span]], columns: Sequence[Span]) -> bool:
    """Whether two fields of one line stand in one column: the lines are not aligned."""
    ends = [end for _, end in columns]
    return any(len({bisect_left(ends, end) for _, end in row}) < len(row) for row in fields)


def _by_count(fields: Sequence[Sequence[Span]]) -> list[list[Span | None]] | None:
    """The fields column by column where they are parted by some spaces and stand under each other by chance only.

    All rows have as many fields; those of the head may be fewer: one less (no word over the labels), or words over
    equally many columns each. None where their number tells no columns.
    """
    width = len(fields[-1])
    full = [len(row) == width for row in fields]
    heads = full.index(True)
    if not all(full[heads:]) or heads > 2:
        return None
    rows: list[list[Span | None]] = []
    for head in fields[:heads]:
        row: list[Span | None] = list(head)
        over = len(row) - 1
        if len(row) == width - 1:
            rows.append([None, *row])
        elif over > 0 and (width - 1) % over == 0:
            apart = (width - 1) // over - 1
            spread: list[Span | None] = [cell for field in row[1:] for cell in (field, *([None] * apart))]
            rows.append([row[0], *spread])
        else:
            return None
    rows.extend(list(line) for line in fields[heads:])
    return rows


def _stretches(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _placed(fields: Sequence[Span], columns: Sequence[Span]) -> list[Span | None]:
    """The fields of a line column by column; those that share one are put together."""
    placed: list[Span | None] = [None] * len(columns)
    for start, end in fields:
        i = _nearest((start, end), columns)
        before = placed[i]
        placed[i] = (before[0] if before is not None else start, end)
    return placed


def _runs(lines: Sequence[FileLine], belongs: Callable[[FileLine], bool], gap: str) -> list[Span]:
    """Stretches of lines of one form; inside are allowed a single blank line, a continuation, the name of a group.
    `gap`: what parts their cells."""
    found: list[Span] = []
    first = last = None
    for i, line in enumerate(lines):
        if belongs(line):
            if first is None or last is None:
                first = i
            elif last < i and not _bridge(lines[last:i], captioned=_captioned(lines, first)):
                found.append((first, last))
                first = i
            last = i + 1
    if first is not None and last is not None:
        found.append((first, last))
    return [part for first, last in found for part in _between_paragraphs(lines, first, last, gap)]


LONGEST_CELL = 3 * LONGEST_LABEL
"""A longer text is a paragraph, unless most rows of the table have one."""


def _between_paragraphs(lines: Sequence[FileLine], first: int, last: int, gap: str) -> Iterator[Span]:
    """The stretch without paragraphs that have but a gap somewhere among their words."""
    solid = [i for i in range(first, last) if not lines[i].blank]
    long = [i for i in solid if any(len(field) > LONGEST_CELL for field in lines[i].text.split(gap))]
    if 2 * len(long) >= len(solid):
        yield first, last
        return
    for start, end in itertools.pairwise([first - 1, *long, last]):
        rows = [i for i in solid if start < i < end]
        if rows:
            yield rows[0], rows[-1] + 1


def _bridge(between: Sequence[FileLine], *, captioned: bool) -> bool:
    solid = [line for line in between if not line.blank]
    if captioned and len(between) == 1 and len(solid) == 1 and _names_group(solid[0].text):
        return True
    inside = all(is_continuation(line.text) or names_rows(line.text) for line in solid)
    return len(between) <= 4 and inside and (bool(solid) or len(between) <= 1)


def _names_group(text: str) -> bool:
    """Whether a line between two rows may name the rows below, or begin the label of the next one."""
    line = text.strip()
    plain_words = len(line) <= LONGEST_LABEL and not line.endswith((".", "!", "?", ";", ","))
    return plain_words and not (begins_caption(line) or begins_note(line) or is_continuation(line) or is_figure(line))


def _is_group(line: FileLine, *, captioned: bool) -> bool:
    return not line.blank and (names_rows(line.text) or (captioned and _names_group(line.text)))


def _padded(rows: Sequence[Row]) -> tuple[Row, ...]:
    """All rows equally long; columns empty to the very end of every row are dropped."""
    width = max(len(row) for row in rows)
    full = [row + ((),) * (width - len(row)) for row in rows]
    while width > 1 and not any(row[width - 1] for row in full):
        width -= 1
    return tuple(tuple(row[:width]) for row in full)

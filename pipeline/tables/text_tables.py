"""All tables of a text file: parted by tabs, pipes or spaces, or in the broken form that dumps leave."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.layout.dump_columns import over_columns, unfolded
from pipeline.layout.dump_furniture import furniture_lines, physical_lines
from pipeline.manuscript import FoundCell, FoundTable
from pipeline.reading.document import TextFile
from pipeline.tables.captions import (
    begins_caption,
    begins_note,
    caption_number,
    is_continuation,
    is_unit_line,
    table_unit,
)
from pipeline.tables.delimited import aligned, piped, tabbed
from pipeline.tables.dumped import dumped
from pipeline.tables.headers import column_paths, count_header_rows
from pipeline.tables.text_grid import FileLine, TextGrid, cell_content, file_lines, plain

CAPTION_LINES = 5
"""A caption has at most this many lines that are not blank."""


def find_in_text(file: TextFile) -> tuple[FoundTable, ...]:
    """The tables of a text file in their order; content and `taken` point to its characters.

    Where columns of text stand side by side, what looks like a table over them is none; tables inside of a column are
    looked for in its own lines.
    """
    tables = _in_lines(file.text, file_lines(file.text))
    crossing = over_columns(file.text, [(min(t.taken), max(t.taken) + 1) for t in tables])
    tables = [table for table, over in zip(tables, crossing, strict=True) if not over]
    taken = {i for table in tables for i in table.taken}
    lines = physical_lines(file.text, taken)
    columns = unfolded(lines, furniture_lines(lines), taken)
    if columns is not None:
        own = [FileLine(line.text, (line.start, line.end)) for line in columns.lines if not line.in_table]
        tables += _in_lines(file.text, own)
        tables.sort(key=lambda table: min(table.taken))
    return tuple(tables)


def _in_lines(text: str, lines: Sequence[FileLine]) -> list[FoundTable]:
    grids: list[TextGrid] = []
    used: set[int] = set()
    for form in (tabbed, piped, aligned, _dumped):
        for grid in form(text, lines):
            if used.isdisjoint(range(*grid.lines)):
                grids.append(grid)
                used.update(range(*grid.lines))
    grids.sort(key=lambda g: g.lines)
    ends = [0, *(grid.lines[1] for grid in grids)]
    return [_table(text, lines, grid, after=end) for grid, end in zip(grids, ends, strict=False)]


def _dumped(text: str, lines: Sequence[FileLine]) -> list[TextGrid]:
    return dumped(lines)


def _table(text: str, lines: Sequence[FileLine], grid: TextGrid, *, after: int) -> FoundTable:
    """The table of a grid; its caption stands after the lines of the grid before it."""
    rows = [[plain(text, cell) for cell in row] for row in grid.rows]
    header = grid.header_rows if grid.header_rows is not None else count_header_rows(rows, ())
    kept = _without_repeats(text, lines, grid, rows, header)
    rows = [rows[r] for r in kept]
    spans = _spans(rows, grid, header)
    header = header if grid.header_rows is not None else count_header_rows(rows, spans)
    cells = tuple(
        FoundCell(r, c, rs, cs, cell_content(text, grid.rows[kept[r]][c]), None, None) for r, c, rs, cs in spans
    )
    caption = _caption(lines, grid, after)
    paths = column_paths(rows, spans, header)
    taken = frozenset(i for line in lines[slice(*grid.lines)] for i in range(*line.span))
    return FoundTable(
        cells=cells, n_rows=len(rows), n_cols=len(rows[0]), header_rows=header, column_paths=paths, caption=caption,
        number=caption_number(caption) if caption else None, unit=table_unit(caption, paths),
        notes=_notes(lines, grid.lines[1]), pages=(), bbox=None, taken=taken,
    )  # fmt: skip


def _without_repeats(
    text: str, lines: Sequence[FileLine], grid: TextGrid, rows: Sequence[Sequence[str]], header: int
) -> list[int]:
    """Rows to keep: a header printed again after a continuation line is left out."""
    kept = list(range(len(rows)))
    breaks = [lines[i].span[0] for i in range(*grid.lines) if is_continuation(lines[i].text)]
    starts = [max((a for cell in row for a, _ in cell), default=-1) for row in grid.rows]
    again: set[int] = set()
    for at in breaks:
        first = bisect_right(starts, at)
        if header and [list(r) for r in rows[first : first + header]] == [list(r) for r in rows[:header]]:
            again.update(range(first, first + header))
    return [r for r in kept if r not in again]


def _spans(rows: Sequence[Sequence[str]], grid: TextGrid, header: int) -> list[tuple[int, int, int, int]]:
    """Every cell with its spans: the merged ones that the form tells, header cells over empty places, single ones."""
    merged = list(grid.merged) or _merged_heads(rows, header)
    hidden = {(r + i, c + j) for r, c, rs, cs in merged for i in range(rs) for j in range(cs)}
    starts = {(r, c): (r, c, rs, cs) for r, c, rs, cs in merged}
    found = []
    for r, row in enumerate(rows):
        for c in range(len(row)):
            if (r, c) in starts:
                found.append(starts[r, c])
            elif (r, c) not in hidden:
                found.append((r, c, 1, 1))
    return found


def _merged_heads(rows: Sequence[Sequence[str]], header: int) -> list[tuple[int, int, int, int]]:
    """A head followed by empty places over filled ones spans these; one with nothing below reaches down."""
    found: list[tuple[int, int, int, int]] = []
    hidden: set[tuple[int, int]] = set()
    for r in range(header):
        for c, text in enumerate(rows[r]):
            if not text or (r, c) in hidden:
                continue
            width = 1
            while c + width < len(rows[r]) and r + 1 < header and not rows[r][c + width] and rows[r + 1][c + width]:
                width += 1
            width = width if r + 1 < header and rows[r + 1][c] else 1
            depth = 1
            while width == 1 and r + depth < header and not rows[r + depth][c]:
                depth += 1
            if width * depth > 1:
                found.append((r, c, depth, width))
                hidden.update((r + i, c + j) for i in range(depth) for j in range(width))
    return found


def _caption(lines: Sequence[FileLine], grid: TextGrid, after: int) -> str | None:
    """From the nearest caption line above the grid, not over another grid, down to it; else one right below."""
    if grid.caption is not None:
        return _joined(lines[grid.caption[0] : grid.caption[1]])
    seen = 0
    for i in range(grid.lines[0] - 1, max(after - 1, grid.lines[0] - 4 * CAPTION_LINES), -1):
        if lines[i].blank:
            continue
        seen += 1
        if begins_caption(lines[i].text):
            return _joined(lines[i : grid.lines[0]])
        if seen == CAPTION_LINES:
            break
    below = [i for i in range(grid.lines[1], min(grid.lines[1] + 3, len(lines))) if not lines[i].blank]
    return _joined(lines[below[0] : below[0] + 1]) if below and begins_caption(lines[below[0]].text) else None


def _joined(lines: Sequence[FileLine]) -> str:
    """Lines as one text, words split over lines put together; a line that is a unit stands behind a comma."""
    text = ""
    for line in lines:
        part = " ".join(line.text.split())
        if text and is_unit_line(part):
            text = f"{text.rstrip(' .,')}, {part.strip('() ')}"
        elif text.endswith("-") and part[:1].islower() and text[-2:-1].isalpha():
            text = text[:-1] + part
        elif part:
            text = f"{text} {part}" if text else part
    return text


def _notes(lines: Sequence[FileLine], after: int) -> tuple[str, ...]:
    """Notes and sources in the lines right below."""
    notes: list[str] = []
    blanks = 0
    for line in lines[after : after + 10]:
        if line.blank:
            blanks += 1
            if blanks > 1:
                break
        elif begins_note(line.text) and not begins_caption(line.text):
            notes.append(_joined([line]))
            blanks = 0
        else:
            break
    return tuple(notes)

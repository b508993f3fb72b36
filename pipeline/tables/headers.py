"""How many rows are header, and the header path of each column. One set of rules for PDFs and text files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.tables.cell_numbers import is_figure, is_missing

_YEAR = r"(?:1[89]|20)\d\d(?:\s*[-–/]\s*(?:(?:1[89]|20)\d\d|\d\d))?\s*\D{0,12}?[*¹²³]*"
MOST_HEADS = 3
"""Where a rule closes so few rows, more rows of words under it are no heads."""
Spans = Sequence[tuple[int, int, int, int]]
"""(row, col, row_span, col_span) of cells."""


@cache
def _period() -> re.Pattern[str]:
    parts = {re.escape(w) for lang in LANGUAGES for w in knowledge(lang, "tables")["part_of_year"]}
    part = rf"(?:\d{{1,2}}|[IVX]{{1,4}})(?:-?\D{{1,3}})?\s*(?:{'|'.join(sorted(parts))})\.?,?\s*"
    return re.compile(rf"(?:{part}|\D{{0,12}}?\s*)?{_YEAR}", re.IGNORECASE)


def is_period(text: str) -> bool:
    """A year, a span of years, a part of a year: figures that head a column rather than fill it."""
    return _period().fullmatch(text.strip()) is not None


def count_header_rows(rows: Sequence[Sequence[str]], spans: Spans, *, ruled_header: int = 0) -> int:
    """Rows at the top that name columns: those above the first row of values.

    `ruled_header` is the number of rows above the first rule that runs through (0: none is known).
    """
    first = _first_data_row(rows)
    if first is None:
        first = ruled_header if 0 < ruled_header < len(rows) and ruled_header <= 3 else 1
        first = first if len(rows) > 1 and not _key_values(rows) else 0
    if first > MOST_HEADS and 0 < ruled_header <= MOST_HEADS:
        first = ruled_header
    deepest = first
    for row, _, row_span, _ in spans:
        if row < first:
            deepest = max(deepest, row + row_span)
    if deepest > first and not any(_is_data_row(r) for r in rows[first:deepest]):
        first = deepest
    return min(first, len(rows) - 1) if rows else 0


def _key_values(rows: Sequence[Sequence[str]]) -> bool:
    return len(rows[0]) == 2 and all(r[0].rstrip().endswith(":") for r in rows if r[0])


def _first_data_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row with values; years above other figures are a header, and so is a row of column numbers."""
    for i, row in enumerate(rows):
        if not _is_data_row(row):
            continue
        following = [r for r in rows[i + 1 : i + 4] if _is_data_row(r)]
        # a head may name years beside words
        periods = [is_period(t) for t in row[1:] if t and (is_period(t) or is_figure(t) or _starts_with_figure(t))]
        named = i > 0 and all(rows[i - 1][1:])
        if (
            i < 3
            and not named
            and not is_figure(row[0])
            and following
            and periods
            and all(periods)
            and not all(map(_all_periods, following))
        ):
            continue
        if i and _counts_columns(row):
            continue
        while i and _opens_group(rows[i - 1]) and i - 1 > 0 and _filled_header(rows[: i - 1]):
            i -= 1
        return i
    return None


def _all_periods(row: Sequence[str]) -> bool:
    return all(is_period(t) for t in row[1:] if t)


def _opens_group(row: Sequence[str]) -> bool:
    """Only the label column filled: the first group of rows, not a header."""
    return bool(row[0]) and not any(row[1:])


def _filled_header(rows: Sequence[Sequence[str]]) -> bool:
    return any(any(row[1:]) for row in rows)


def _counts_columns(row: Sequence[str]) -> bool:
    """1 2 3 4: the numbering of columns under a header."""
    return [t.strip().rstrip(".") for t in row] in (
        [str(k) for k in range(1, len(row) + 1)],
        ["", *(str(k) for k in range(1, len(row)))],
        ["А", *(str(k) for k in range(1, len(row)))],
    )


def _is_data_row(row: Sequence[str]) -> bool:
    """Figures in at least half of the filled places right of the first column."""
    data = [t for t in row[1:] if t]
    values = [t for t in data if is_figure(t) or _starts_with_figure(t)]
    told = any(not is_missing(t) for t in values) or any(t[0].isdigit() for t in data)
    return bool(values) and 2 * len(values) >= len(data) and told


def _starts_with_figure(text: str) -> bool:
    """ "6 universities – 23 people", "1,251 (57.4%)": a value with words; not "0-9 years" nor "2 or more"."""
    return re.match(r"[\d.,  ]*\d\s*(?:%|\(|[^\W\d]+\s*[-–—:]\s*\d)", text) is not None


def column_paths(rows: Sequence[Sequence[str]], spans: Spans, header_rows: int) -> tuple[tuple[str, ...], ...]:
    """For each column the header texts over it, from the top; a spanning cell heads all its columns."""
    width = len(rows[0]) if rows else 0
    heads = [[""] * width for _ in range(header_rows)]
    for row, col, _row_span, col_span in spans:
        if row < header_rows and rows[row][col]:
            for c in range(col, min(width, col + col_span)):
                heads[row][c] = rows[row][col]
    return tuple(tuple(head[c] for head in heads if head[c]) for c in range(width))

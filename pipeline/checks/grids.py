"""A table as figures: its numeric cells with their intervals, and which rows and columns are totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Final

from pipeline.checks.findings import Figure
from pipeline.checks.sentences import phrase_pattern, phrases
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.interval import Precision, interval_of, narrow_interval_of
from pipeline.numbers.units import unit_class
from pipeline.tables.cell_numbers import cell_number, is_missing
from schemas import CellPlace, Interval, Paper, Table

LEAST_SUMMED: Final = 3
"""Lines, and places along them, that show a total without its word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row or column: where it is, its label, its figures by their place in it, and whether it sums up others.

    A cell with words or without a plain number makes the line `broken`: nothing is computed along it.
    """

    position: int
    label: str
    figures: dict[int, Figure]
    broken: bool = False
    total: bool = False
    whole: bool = False
    """Whether it is the country of which other lines are regions: no peer of theirs, though not always their sum."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The body of a table: figures by row and column, the labels of rows and columns."""

    table: Table
    figures: dict[tuple[int, int], Figure]
    missing: frozenset[tuple[int, int]]
    row_labels: dict[int, str]
    column_labels: dict[int, str]
    units: dict[tuple[int, int], str] = field(default_factory=dict)
    """The class of the unit of each cell, as far as the claims of the cells tell."""
    wholes: frozenset[int] = frozenset()
    """The rows of a country whose regions are rows too."""

    def rows(self) -> list[Line]:
        """The rows of the body that hold figures."""
        return self._lines(sorted(self.row_labels), sorted(self.column_labels), self.row_labels, by_row=True)

    def columns(self) -> list[Line]:
        """The columns that hold figures."""
        return self._lines(sorted(self.column_labels), sorted(self.row_labels), self.column_labels, by_row=False)

    def is_total(self, position: int, *, by_row: bool) -> bool:
        """Whether this row or column sums up others, by its label: "Итого", "Total, persons", "Барлығы"."""
        if by_row:
            return is_total(self.row_labels[position])
        path = [part for part in self.table.column_paths[position] if part] if self.table.column_paths else []
        label = path[-1] if path else self.column_labels[position]
        return is_total(label) or self._sums_year(label)

    def _sums_year(self, label: str) -> bool:
        """Whether a column is that of the year beside those of its halves or quarters."""
        whole, part = _year_words()
        if label.strip(" .:,").casefold() not in whole:
            return False
        return sum(part.match(other.strip(" .:,")) is not None for other in self.column_labels.values()) > 1

    def _lines(self, ours: list[int], across: list[int], labels: dict[int, str], *, by_row: bool) -> list[Line]:
        lines = []
        for i in ours:
            places = [(j, (i, j) if by_row else (j, i)) for j in across]
            figures = {j: self.figures[at] for j, at in places if at in self.figures}
            missing = sum(at in self.missing for _, at in places)
            if figures:
                broken = len(figures) + missing < len(places)
                told = {"total": self.is_total(i, by_row=by_row), "whole": by_row and i in self.wholes}
                lines.append(Line(i, labels[i], figures, broken, **told))
        return lines


def grids_of(paper: Paper) -> list[Grid]:
    """The tables of a paper as figures, each worth what the claim of its cell says: 61.2 in thousands is 61,200."""
    claims = {claim.location.cell: claim for claim in paper.claims if claim.location.cell is not None}
    found = []
    for table in paper.tables:
        grid = grid_of(table)
        known = {at: claims[figure.cell] for at, figure in grid.figures.items() if figure.cell in claims}
        figures = {
            at: replace(figure, worth=known[at].quantity.value) if at in known else figure
            for at, figure in grid.figures.items()
        }
        units = {at: unit_class(claim.quantity.unit) for at, claim in known.items()}
        areas = {at[0]: claim.places.area for at, claim in known.items() if claim.places.area}
        found.append(replace(grid, figures=figures, units=units, wholes=_countries(areas)))
    return found


def _countries(areas: Mapping[int, str]) -> frozenset[int]:
    """The rows whose place holds those of two other rows at least."""
    inside = {row: sum(other.startswith(f"{area}-") for other in areas.values()) for row, area in areas.items()}
    return frozenset(row for row, regions in inside.items() if regions > 1)


def grid_of(table: Table) -> Grid:
    """The figures of a table. The first column, and those whose body holds no figure, are labels."""
    lang = table.lang[:2]
    body = range(table.header_rows, len(table.rows))
    width = len(table.rows[0]) if table.rows else 0
    labels = [col for col in range(width) if col == 0 or not any(_number(table, row, col, lang) for row in body)]
    spanned = {
        (c.row + i, c.col + j) for c in table.cells for i in range(c.row_span) for j in range(c.col_span) if i or j
    }
    columns = [col for col in range(width) if col not in labels]
    figures, missing = {}, set()
    for row in body:
        for col in columns:
            figure = _number(table, row, col, lang)
            if figure is not None and (row, col) not in spanned:
                figures[row, col] = figure
            elif is_missing(table.rows[row][col]):
                missing.add((row, col))
    paths = table.column_paths or tuple(
        tuple(table.rows[row][col] for row in range(table.header_rows)) for col in range(width)
    )
    return Grid(
        table,
        figures,
        frozenset(missing),
        {row: " ".join(table.rows[row][col] for col in labels).strip() for row in body},
        {col: " ".join(dict.fromkeys(part for part in paths[col] if part)) for col in columns},
    )


def _number(table: Table, row: int, col: int, lang: str) -> Figure | None:
    text = table.rows[row][col]
    value = cell_number(text, lang)
    if value is None:
        return None
    place = CellPlace(table_id=table.table_id, row=row, col=col)
    return Figure(value, narrow_interval_of(value, Precision(_step(value))), " ".join(text.split()), cell=place)


def _step(value: Decimal) -> Decimal | None:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else None


def unlabelled_total(lines: Sequence[Line]) -> Line | None:
    """The first line or the last that nothing calls a total and that sums up all others, place by place."""
    counts = [line for line in lines if not line.total and not line.broken]
    if len(counts) <= LEAST_SUMMED or any(line.total for line in lines):
        return None
    for whole in (counts[0], counts[-1]):
        parts = [line for line in counts if line is not whole]
        held = [
            figure.value == sum((part.figures[j].value for part in parts), Decimal(0))
            for j, figure in whole.figures.items()
            if all(j in part.figures for part in parts)
        ]
        if len(held) >= LEAST_SUMMED and 3 * sum(held) >= 2 * len(held):
            return whole
    return None


def is_total(label: str) -> bool:
    """Whether a label begins with a word for a total."""
    return _total_words().match(label.strip(" :.,–-(")) is not None


@cache
def _year_words() -> tuple[frozenset[str], re.Pattern[str]]:
    """The words for a year as a column's head, and how heads of its parts begin."""
    tables = [knowledge(lang, "tables") for lang in LANGUAGES]
    parts = "|".join(form for table in tables for form in table["year_part"])
    return frozenset(word for table in tables for word in table["year"]), re.compile(f"(?:{parts})", re.IGNORECASE)


@cache
def _total_words() -> re.Pattern[str]:
    words = {word for lang in LANGUAGES for word in knowledge(lang, "tables")["total"]}
    return phrase_pattern(sorted(words, key=lambda word: (-len(word), word)))


def counted(grid: Grid, figure: Figure) -> Interval:
    """A whole number in a cell is an exact count, unless the table counts in thousands: it has no rounding."""
    exact = figure.value == figure.value.to_integral_value() and not _in_thousands(grid, figure)
    return (figure.value, figure.value) if exact else figure.interval


def worth_of(grid: Grid, figure: Figure) -> Interval:
    """What a cell allows, fully scaled: 61.2 in a table in thousands is 61,150 to 61,250."""
    low, high = counted(grid, figure)
    if figure.worth is None or figure.worth == figure.value or not figure.value or low is None or high is None:
        return (low, high)
    scale = figure.worth / figure.value
    return (low * scale, high * scale)


def percent_interval(figure: Figure) -> Interval:
    """What a printed percentage allows, truncation too."""
    return interval_of(figure.value, Precision(_step(figure.value), percent=True))


def _in_thousands(grid: Grid, figure: Figure) -> bool:
    cell, table = figure.cell, grid.table
    labels = (grid.row_labels[cell.row], grid.column_labels[cell.col]) if cell is not None else ()
    return any(phrases("scaled").search(text) for text in (table.unit or "", table.caption or "", *labels))


def is_percent(grid: Grid, figures: Iterable[Figure]) -> bool:
    """Whether all of these figures are in percent: by the cell, its row's or column's label, or the table."""
    return _table_in_percent(grid.table) or all(_in_percent(grid, figure) for figure in figures)


def percent_alike(grid: Grid, cells: Iterable[Figure], figure: Figure) -> bool:
    """Whether cells and a figure of the prose are both in percent or both not."""
    return is_percent(grid, cells) == (figure.claim is not None and figure.claim.quantity.unit == "percent")


def _in_percent(grid: Grid, figure: Figure) -> bool:
    cell = figure.cell
    labels = (grid.row_labels[cell.row], grid.column_labels[cell.col]) if cell is not None else ()
    return "%" in figure.surface or any("%" in label for label in labels)


def _table_in_percent(table: Table) -> bool:
    caption = (table.caption or "").rstrip(" .:)")
    return table.unit in ("%", "percent") or caption.endswith("%") or ", %" in caption or "в %" in caption

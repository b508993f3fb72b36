"""A figure of the text against the table that the text points to: a share of a column, or a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.grids import Grid, Line, counted, grid_of, is_percent
from pipeline.checks.sentences import Sentence, phrases, sentences_of
from pipeline.comparing.periods import span_of
from pipeline.languages.morphology import lemmas
from pipeline.numbers.interval import divide, meets, multiply, total
from pipeline.numbers.reading import read_numbers
from schemas import Claim, Finding, Interval, Paper

HUNDRED: Final[Interval] = (Decimal(100), Decimal(100))

PLAUSIBLE: Final = (Decimal("0.67"), Decimal("1.5"))
"""Printed by computed value: outside this the text speaks of something else than the cell."""

FARTHEST: Final = 3000
"""A paragraph points to its table within so many characters."""

LEAST_CELL: Final = 10
"""A smaller number stands in some cell of most tables by chance."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of a table that a claim names: through its period, or through the words of its label."""

    line: Line
    by_period: bool


def text_against_tables(paper: Paper) -> Iterator[Finding]:
    """Every figure of a paragraph that names a table, where the table tells the same thing."""
    grids = {table.number: grid_of(table) for table in paper.tables if table.number is not None}
    if not grids:
        return
    sentences = sentences_of(paper)
    for sentence in sentences:
        for number in _tables_named(paper.text, sentence):
            grid = grids.get(number)
            if grid is not None:
                for held in _against(paper.text, sentence, grid):
                    yield record(paper, held)


def _tables_named(text: str, sentence: Sentence) -> list[int]:
    """The numbers of the tables that the sentence's paragraph points to."""
    start = max(text.rfind("\n\n", 0, sentence.start) + 1, sentence.start - FARTHEST)
    last = sentence.end + FARTHEST
    end = text.find("\n\n", sentence.end, last)
    end = min(len(text), last) if end < 0 else end
    numbers = []
    for match in phrases("table").finditer(text, start, end):
        follows = re.compile(r"\s*(?:№\s*)?(\d{1,3})(?!\d)").match(text, match.end(), end)
        precedes = re.search(r"(?<!\d)(\d{1,3})\s*-?\s*$", text[max(start, match.start() - 6) : match.start()])
        if follows or precedes:
            numbers.append(int((follows or precedes)[1]))  # type: ignore[index]
    return list(dict.fromkeys(numbers))


def _against(text: str, sentence: Sentence, grid: Grid) -> Iterator[Held]:
    words = _lemmas(text[sentence.start : sentence.end], sentence.claims[0].lang)
    rows, columns = grid.rows(), grid.columns()
    for figure in sentence.figures():
        claim = figure.claim
        if claim is None:
            continue
        marked_rows, marked_columns = _marked(rows, claim, words), _marked(columns, claim, words)
        if claim.kind == "share" and claim.quantity.unit == "percent":
            held = (
                _share(figure, grid, marked_rows, marked_columns)
                or _share_across(figure, grid, marked_rows, marked_columns)
                or _cell(figure, grid, marked_rows, marked_columns)
            )
        elif claim.kind == "count":
            held = _cell(figure, grid, marked_rows, marked_columns)
        else:
            held = None
        if held is not None:
            yield held


def _lemmas(text: str, lang: str) -> frozenset[str]:
    return frozenset(lemma for word in _WORD.findall(text) for lemma in lemmas(word, lang[:2]))


def _marked(lines: Sequence[Line], claim: Claim, words: frozenset[str]) -> list[Marked]:
    """The lines whose period is the claim's, or whose label's words all stand in the claim's sentence."""
    span = span_of(claim.period)
    found = []
    for line in lines:
        periods = read_numbers(line.label, lang=_reading_lang(claim)).periods
        spans = {span_of(period.period) for period in periods}
        if spans:
            if span is not None and span in spans:
                found.append(Marked(line, by_period=True))
            continue
        label = [word for word in _WORD.findall(line.label) if len(word) > 2]
        if label and all(words & set(lemmas(word, claim.lang[:2])) for word in label):
            found.append(Marked(line, by_period=False))
    return found


def _reading_lang(claim: Claim) -> str:
    return claim.lang[:2] if claim.lang[:2] in ("kk", "ru", "en") else "ru"


def _share(figure: Figure, grid: Grid, rows: Sequence[Marked], columns: Sequence[Marked]) -> Held | None:
    """A share of a column: the one named row by all rows (or by the total), in the one named column."""
    named = [m.line for m in rows if not m.by_period and not m.line.total]
    across = [m.line for m in columns if m.by_period]
    return _part_of_line(figure, grid, named, across, by_row=True)


def _share_across(figure: Figure, grid: Grid, rows: Sequence[Marked], columns: Sequence[Marked]) -> Held | None:
    """A share of a row: the same with rows for columns."""
    named = [m.line for m in columns if not m.by_period and not m.line.total]
    across = [m.line for m in rows if m.by_period]
    return _part_of_line(figure, grid, named, across, by_row=False)


def _part_of_line(
    figure: Figure, grid: Grid, named: Sequence[Line], across: Sequence[Line], *, by_row: bool
) -> Held | None:
    if len(across) != 1 or across[0].broken or is_percent(grid, across[0].figures.values()):
        return None
    line = across[0]
    parts = [line.figures[one.position] for one in _nearest(figure, named) if one.position in line.figures]
    others = [f for j, f in line.figures.items() if not grid.is_total(j, by_row=by_row)]
    if len(parts) != 1 or len(others) < 2:
        return None
    totals = [f for j, f in line.figures.items() if grid.is_total(j, by_row=by_row)]
    whole = total(counted(grid, figure) for figure in (totals if len(totals) == 1 else others))
    share = multiply(divide(counted(grid, parts[0]), whole), HUNDRED)
    if share[0] is None or share[1] is None:
        return None
    if meets(share, figure.interval):
        return _told(figure, parts[0], grid, share, "consistent")
    ratio = figure.value / ((share[0] + share[1]) / 2)
    if PLAUSIBLE[0] <= ratio <= PLAUSIBLE[1]:
        return _told(figure, parts[0], grid, share, "inconsistent")
    return None


def _nearest(figure: Figure, named: Sequence[Line]) -> Sequence[Line]:
    """The line that the claim itself names where its sentence names several: by the words nearest to its number."""
    if len(named) <= 1 or figure.claim is None:
        return named
    claim = figure.claim
    start = (claim.location.start or 0) - (claim.location.quote_start or 0)
    before = claim.quote[:start]
    found = []
    for line in named:
        label = [word for word in _WORD.findall(line.label) if len(word) > 2]
        wanted = {lemma for word in label for lemma in lemmas(word, claim.lang[:2])}
        last = max(
            (m.start() for m in _WORD.finditer(before) if wanted & set(lemmas(m[0], claim.lang[:2]))), default=-1
        )
        found.append((last, line))
    best = max(last for last, _ in found)
    return [line for last, line in found if last == best] if best >= 0 else named


def _cell(figure: Figure, grid: Grid, rows: Sequence[Marked], columns: Sequence[Marked]) -> Held | None:
    """A figure that stands in a cell of a named row or column; one that differs from the cell of both named."""
    if figure.value < LEAST_CELL:
        return None
    percent = figure.claim is not None and figure.claim.quantity.unit == "percent"
    row_at = {m.line.position for m in rows}
    column_at = {m.line.position for m in columns}
    equal = [
        cell
        for (row, col), cell in grid.figures.items()
        if cell.value == figure.value and (row in row_at or col in column_at) and is_percent(grid, [cell]) == percent
    ]
    if equal:
        return _told(figure, equal[0], grid, equal[0].interval, "consistent")
    named_rows = [m.line for m in rows]
    named_columns = [m.line for m in columns]
    if len(named_rows) != 1 or len(named_columns) != 1:
        return None
    cell = grid.figures.get((named_rows[0].position, named_columns[0].position))
    if cell is None or cell.value <= 0 or meets(cell.interval, figure.interval) or is_percent(grid, [cell]) != percent:
        return None
    if PLAUSIBLE[0] <= figure.value / cell.value <= PLAUSIBLE[1] and any(m.by_period for m in (*rows, *columns)):
        return _told(figure, cell, grid, cell.interval, "inconsistent")
    return None


def _told(figure: Figure, cell: Figure, grid: Grid, expected: Interval, verdict: str) -> Held:
    assert verdict in ("consistent", "inconsistent")
    words = {"cell": cell.surface, "table": str(grid.table.number)}
    template = "" if expected == cell.interval else f"share-{verdict}"
    return Held("text-table", verdict, [figure, cell], expected, figure.surface, words, template)  # type: ignore[arg-type]

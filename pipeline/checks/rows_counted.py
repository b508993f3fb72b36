"""How many lines of a table the text says lie beyond a value or went up: "in three of the five regions it exceeds 30",
"it grew in two museums of three"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.checks.amounts import has_ending, is_in_digits
from pipeline.checks.findings import Figure, Held, Verdict
from pipeline.checks.grids import Grid, Line, percent_alike
from pipeline.checks.mentions import lemmas_of
from pipeline.checks.naming import Statement, best_named, is_about, lines_named, periods_in, shared_part, told_of_tables
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.checks.series import ends_of
from schemas import Finding, Paper

LEAST_ROWS: Final = 3
"""Of two lines a sentence says "both" or "one"."""

MOST_ROWS: Final = 20
"""More lines are not counted in words."""

BETWEEN: Final = 4
"""Words between the two numbers of "three regions out of the five"."""


def rows_counted(paper: Paper) -> Iterator[Finding]:
    """Every "N of the M" that counts all lines of a table, with a value that they lie beyond or the way they went."""
    counting = ((one.start, one.end, one) for one in sentences_of(paper) if _counts_some(one))
    yield from told_of_tables(paper, counting, _in_table)


def _counts_some(sentence: Sentence) -> bool:
    small = [figure for figure in sentence.figures() if 0 < figure.value <= MOST_ROWS]
    return len(small) > 1


def _in_table(statement: Statement, grid: Grid) -> list[Held]:
    rows = [row for row in grid.rows() if not row.total and not row.whole]
    if len(rows) < LEAST_ROWS or statement.said is None:
        return []
    pair = _pair(statement, len(rows))
    if pair is None or lines_named(statement, rows) or not _speaks_of(statement, grid):
        return []
    figures = [f for f in statement.figures() if f not in pair and f.claim is not None and f.claim.kind != "duration"]
    if len(figures) == 1:
        held = _beyond(statement, grid, rows, pair[0], figures[0])
    else:
        held = _moved(statement, grid, rows, pair[0]) if not figures else None
    return [held] if held is not None else []


def _speaks_of(statement: Statement, grid: Grid) -> bool:
    """Whether the sentence has a word of the caption or of a column that is no name of what the rows are."""
    lang = statement.words.lang
    heads = frozenset(lemma for row in grid.table.rows[: grid.table.header_rows] for lemma in lemmas_of(row[0], lang))
    labels = " ".join((grid.table.caption or "", *(column.label for column in grid.columns())))
    return shared_part(labels, statement.words, without=heads) > 0


def _pair(statement: Statement, rows: int) -> tuple[Figure, Figure] | None:
    """The number of lines that is told, and that of all lines."""
    found = []
    for one, other in pairwise(statement.figures()):
        told, whole = sorted((one, other), key=lambda figure: figure.value)
        if whole.value != rows or not 0 < told.value < rows or statement.said is None or one.claim is None:
            continue
        start = statement.said.start
        between = statement.text[place(one)[1] - start : place(other)[0] - start]
        lang = statement.words.lang
        of_them = phrases("of_whole").search(between) is not None
        if lang.startswith("kk"):
            words = [one.surface.split()[-1], *between.split()]
            of_them = any(has_ending(word, "genitive_endings", lang) for word in words)
        if of_them and len(between.split()) <= BETWEEN:
            found.append((told, whole))
    return found[0] if len(found) == 1 else None


def _beyond(statement: Statement, grid: Grid, rows: Sequence[Line], told: Figure, limit: Figure) -> Held | None:
    """Lines that lie above or below the one other value of the sentence, in the column that it names or dates."""
    bound = limit.claim.quantity.bound if limit.claim is not None else "="
    measure = _measure(statement, grid, rows)
    if bound not in (">", ">=", "<", "<=") or not is_in_digits(limit) or measure is None:
        return None
    cells = [measure.figures[row.position] for row in rows]
    if not percent_alike(grid, cells, limit):
        return None
    values = [cell.scaled if cell.worth is not None and cell.worth != cell.value else cell.value for cell in cells]
    low, high = min(values), max(values)
    if not low <= limit.value <= high:
        return None
    beyond = [cell for cell, value in zip(cells, values, strict=True) if _is_beyond(value, limit.value, bound)]
    return _held(told, beyond, [limit], limit.surface, statement, grid)


def _is_beyond(value: Decimal, limit: Decimal, bound: str) -> bool:
    return {">": value > limit, ">=": value >= limit, "<": value < limit, "<=": value <= limit}[bound]


def _measure(statement: Statement, grid: Grid, rows: Sequence[Line]) -> Line | None:
    """The one full column that the sentence names or dates; the only one."""
    columns = [one for one in grid.columns() if not one.total and all(row.position in one.figures for row in rows)]
    said = periods_in(statement.text, statement.words.lang)
    dated = [one for one in columns if periods_in(one.label, statement.words.lang) & said]
    best = dated if len(dated) == 1 else best_named(statement.words, dated or columns) or dated or columns
    about = len(best) == 1 and is_about(statement, grid, rows[0], best)
    return best[0] if about else None


def _moved(statement: Statement, grid: Grid, rows: Sequence[Line], told: Figure) -> Held | None:
    """Lines that rose or fell between the two years that the sentence names, or from the first year to the last."""
    ways = [way for way in ("up", "down") if phrases(way).search(statement.text)]
    lang = statement.words.lang
    years = {span: one for one in grid.columns() for span in periods_in(one.label, lang)}
    ends = ends_of(periods_in(statement.text, lang)) or sorted(years)
    if len(ways) != 1 or len(years) != len(grid.columns()) or phrases("every_year").search(statement.text):
        return None
    if len(ends) < 2 or ends[0] not in years or ends[-1] not in years or not is_about(statement, grid, rows[0], []):
        return None
    first, last = years[ends[0]], years[ends[-1]]
    if any(row.position not in one.figures for row in rows for one in (first, last)):
        return None
    steps = [(first.figures[row.position], last.figures[row.position]) for row in rows]
    moved = [b for a, b in steps if (b.value > a.value if ways[0] == "up" else b.value < a.value)]
    return _held(told, moved, [], ways[0], statement, grid)


def _held(
    told: Figure, lines: Sequence[Figure], beside: Sequence[Figure], word: str, statement: Statement, grid: Grid
) -> Held:
    verdict: Verdict = "consistent" if told.value == len(lines) else "inconsistent"
    count = Decimal(len(lines))
    words: dict[str, object] = {
        "a": told.surface,
        "b": str(len(lines)),
        "table": str(grid.table.number or grid.table.table_id),
    }
    figures = [told, *beside, *lines]
    return Held(
        "text-table", verdict, figures, (count, count), told.surface, words, f"rows-counted-{verdict}", decides=True
    )

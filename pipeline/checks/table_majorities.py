"""A majority in the text against the table: "most of the freight went by rail", of which the table gives the parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import has_ending, is_in_digits, is_share
from pipeline.checks.findings import Held, Verdict
from pipeline.checks.grids import Grid, Line, is_percent, worth_of
from pipeline.checks.naming import Statement, is_about, lines_named, measures_of, told_of_tables
from pipeline.checks.ranks import CLAUSE_MARKS
from pipeline.checks.sentences import phrases, stated
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply, total
from schemas import Finding, Interval, Paper

MAJORITY: Final[Interval] = (Decimal(50), None)

LEAST_PARTS: Final = 3
"""Of two parts one is always most."""

PER: Final = " per "
"""What is told per something else does not add up."""

PLURALITY_WITHIN: Final = 30
"""Characters around the word in which "the most popular" makes it the greatest part only."""


_WORD: Final = re.compile(r"[^\W\d_]+")


def table_majorities(paper: Paper) -> Iterator[Finding]:
    """Every majority without a figure of its own that is said of a line of a table."""
    yield from told_of_tables(paper, stated(paper, phrases("majority")), _in_table)


def _in_table(statement: Statement, grid: Grid) -> list[Held]:
    words = list(phrases("majority").finditer(statement.text))
    printed = (f for f in statement.figures() if is_in_digits(f))
    if len(words) != 1 or any(is_share(figure) for figure in printed):
        return []
    (word,) = words
    around = statement.text[max(0, word.start() - PLURALITY_WITHIN) : word.end() + PLURALITY_WITHIN]
    if phrases("plurality", "one_of", "negation").search(around):
        return []
    for lines, across in ((grid.rows(), grid.columns()), (grid.columns(), grid.rows())):
        named = lines_named(statement, [line for line in lines if not line.total])
        if len(named) != 1:
            continue
        at, line = named[0]
        word_there = _WORD.match(statement.text, at)
        lang = statement.words.lang
        if word_there is not None and lang[:2] == "kk" and has_ending(word_there[0], "genitive_endings", lang):
            continue  # "from the districts of A"
        if CLAUSE_MARKS.search(statement.text, min(at, word.end()), max(at, word.start())):
            continue
        measures = [m for m in measures_of(statement, grid, line, across) if line.position in m.figures]
        if measures and is_about(statement, grid, line, measures):
            held = _held(grid, line, lines, measures, word[0])
            if held is not None:
                return [held]
    return []


def _held(grid: Grid, line: Line, lines: Sequence[Line], measures: Sequence[Line], word: str) -> Held | None:
    """The part that the line has in every measure that may be meant: it holds where it holds in all, and fails where it
    fails in all and the line is not even the greatest."""
    shares = [_share(grid, line, lines, measure) for measure in measures]
    known = [share for share in shares if share is not None]
    if len(known) < len(measures):
        return None
    verdicts: set[Verdict] = {"consistent" if meets(share, MAJORITY) else "inconsistent" for share in known}
    if len(verdicts) != 1:
        return None
    (verdict,) = verdicts
    measure = measures[-1]
    cell = measure.figures[line.position]
    peers = [measure.figures[one.position] for one in lines if not one.total and one.position in measure.figures]
    greatest = max(peers, key=lambda figure: figure.value)
    if verdict == "inconsistent" and greatest is cell:
        return None
    told = {
        "word": word,
        "label": line.label,
        "cell": cell.surface,
        "table": str(grid.table.number or grid.table.table_id),
    }
    figures = [cell] if greatest is cell else [cell, greatest]
    template = f"majority-{verdict}"
    return Held("text-table", verdict, figures, known[-1], cell.surface, told, template, decides=True)


def _share(grid: Grid, line: Line, lines: Sequence[Line], measure: Line) -> Interval | None:
    """The percentage that a line has of all that a measure counts; None where its cells can't be added up."""
    parts = [measure.figures[one.position] for one in lines if not one.total and one.position in measure.figures]
    if measure.broken or len(parts) < LEAST_PARTS or any(part.value < 0 for part in parts):
        return None
    cell = measure.figures[line.position]
    if is_percent(grid, parts):
        return cell.interval
    sums = [measure.figures[one.position] for one in lines if one.total and one.position in measure.figures]
    unit = grid.units.get((cell.cell.row, cell.cell.col), "") if cell.cell is not None else ""
    if len(sums) != 1 and (not unit or PER in unit):
        return None
    whole = worth_of(grid, sums[0]) if len(sums) == 1 else total(worth_of(grid, part) for part in parts)
    return multiply(divide(worth_of(grid, cell), whole), HUNDRED) if whole[0] else None

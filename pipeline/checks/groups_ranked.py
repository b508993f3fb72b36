"""Several lines of a table that the text names at once: "the three lowest are A, B and C", "it exceeds 90 in A, B and
C"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.checks.amounts import is_in_digits
from pipeline.checks.findings import Figure, Held, Verdict
from pipeline.checks.grids import Grid, Line, percent_alike
from pipeline.checks.naming import Statement, is_about, lines_named, measures_of, periods_in, told_of_tables
from pipeline.checks.ranks import Ranked, ranked_in
from pipeline.checks.sentences import phrases, stated
from schemas import Finding, Paper

LEAST_NAMED: Final = 2
"""One line is ranked alone."""

LEAST_PEERS: Final = 2
"""So many lines more must be there than are named."""

_PARTED: Final = re.compile(r"[;:]|\.\s")
_ASIDE: Final = re.compile(r"\([^)]*\)|\s[-–—]\s[\d.,\s]+%?|\d[\d.,\s]*%?")


def groups_ranked(paper: Paper) -> Iterator[Finding]:
    """Every list of lines that the text calls the first or the last of a table, or above or below a value."""
    words = phrases("greatest", "least", "exceed", "limit_words")
    yield from told_of_tables(paper, stated(paper, words), _in_table)


def _in_table(statement: Statement, grid: Grid) -> list[Held]:
    named = lines_named(statement, [line for line in grid.rows() if not line.total])
    ranked = [one for one in ranked_in(statement.text, statement.words.lang) if one.place == 1]
    held: list[Held] = []
    for i, one in enumerate(ranked):
        end = ranked[i + 1].start if i + 1 < len(ranked) else len(statement.text)
        listed = _listed(statement.text, [(at, line) for at, line in named if one.end <= at < end])
        if not listed and len(ranked) == 1:
            listed = _listed(statement.text, [(at, line) for at, line in named if at < one.start])
        found = _first_of(statement, grid, one, listed)
        held += [found] if found is not None else []
    if not ranked:
        beyond = _beyond(statement, grid, _listed(statement.text, named))
        held += [beyond] if beyond is not None else []
    return held


def _listed(text: str, named: Sequence[tuple[int, Line]]) -> list[Line]:
    """The lines where they are one list: between their names stand commas, "and", and their values alone; a list that
    goes on with a name which the table does not have is none."""
    if len(named) < LEAST_NAMED:
        return []
    for (at, line), (after, _) in pairwise(named):
        between = _ASIDE.sub(" ", text[_end_of(text, at, line) : after])
        said = between.replace(",", " ").split()
        if _PARTED.search(between) or any(phrases("last_part", "line_words").fullmatch(word) is None for word in said):
            return []
    last = _end_of(text, *named[-1])
    behind = _ASIDE.sub("", text[last : last + 40]).lstrip()
    if behind.startswith(",") and re.match(r",\s*[A-ZА-ЯӘІҢҒҮҰҚӨҺ]", behind):
        return []
    before = text[: named[0][0]].rstrip()
    return [] if before.endswith(",") and re.search(r"[A-ZА-ЯӘІҢҒҮҰҚӨҺ]\w+,$", before) else [line for _, line in named]


def _end_of(text: str, at: int, line: Line) -> int:
    """Where the words of a line's name end in a text, whatever their forms."""
    end = at
    for _ in line.label.split():
        word = re.compile(r"\s*[^\s,;:()]+").match(text, end)
        end = word.end() if word is not None else end
    return end


def _first_of(statement: Statement, grid: Grid, one: Ranked, listed: Sequence[Line]) -> Held | None:
    """Lines called the greatest or the least, held against as many of the table that are."""
    measure = _measure(statement, grid, listed)
    if measure is None:
        return None
    rows = [line for line in grid.rows() if not line.total and not line.whole]
    peers = [line for line in rows if line.position in measure.figures]
    if len(peers) < len(listed) + LEAST_PEERS or any(line not in peers for line in listed):
        return None
    values = sorted((measure.figures[line.position].value for line in peers), reverse=one.descending)
    edge = values[len(listed) - 1]
    wrong = [line for line in listed if _is_beyond(edge, _of(measure, line), up=one.descending)]
    own = {line.position for line in listed}
    others = [line for line in peers if line.position not in own]
    missing = [p for p in others if any(_is_beyond(_of(measure, p), _of(measure, w), up=one.descending) for w in wrong)]
    word = " ".join(statement.text[one.start : one.end].split())
    if not wrong:
        return _told("consistent", [measure.figures[line.position] for line in listed], listed, word, grid)
    cells = [measure.figures[line.position] for line in (*wrong, *missing)]
    right = [measure.figures[line.position] for line in listed if line not in wrong]
    held = _told("inconsistent", cells, wrong, word, grid)
    return replace(held, figures=[*cells, *right])


def _of(measure: Line, line: Line) -> Decimal:
    return measure.figures[line.position].value


def _is_beyond(value: Decimal, other: Decimal, *, up: bool) -> bool:
    return value > other if up else value < other


def _measure(statement: Statement, grid: Grid, listed: Sequence[Line]) -> Line | None:
    """The one column in which all lines of a list are meant; none where the sentence leaves it open."""
    if len(listed) < LEAST_NAMED:
        return None
    found = [measures_of(statement, grid, line, grid.columns()) for line in listed]
    if any(len(one) != 1 or one[0].position != found[0][0].position for one in found):
        return None
    (measure,) = found[0]
    one_time = len(grid.columns()) == 1 or bool(periods_in(statement.text, statement.words.lang))
    about = is_about(statement, grid, listed[0], [measure])
    return measure if about and (statement.pointed or one_time) else None


def _beyond(statement: Statement, grid: Grid, listed: Sequence[Line]) -> Held | None:
    """Lines said to lie above or below the one value of a sentence."""
    figures = [f for f in statement.figures() if is_in_digits(f) and f.claim is not None and f.claim.kind != "rank"]
    measure = _measure(statement, grid, listed)
    if len(figures) != 1 or measure is None or figures[0].claim is None:
        return None
    limit = figures[0]
    bound = figures[0].claim.quantity.bound
    if bound not in (">", ">=", "<", "<=") or not percent_alike(grid, measure.figures.values(), limit):
        return None
    up = bound in (">", ">=")
    cells = [measure.figures[line.position] for line in listed if line.position in measure.figures]
    scale = [cell.scaled if cell.worth is not None and cell.worth != cell.value else cell.value for cell in cells]
    wrong = [i for i, value in enumerate(scale) if _is_beyond(limit.value, value, up=up)]
    if len(cells) < len(listed) or len(wrong) == len(cells):
        return None
    if not wrong:
        return _told("consistent", [limit, *cells], listed, limit.surface, grid)
    told = ([limit, *(cells[i] for i in wrong)], [listed[i] for i in wrong])
    return _told("inconsistent", *told, limit.surface, grid)


def _told(verdict: Verdict, figures: Sequence[Figure], lines: Sequence[Line], word: str, grid: Grid) -> Held:
    words: dict[str, object] = {
        "word": word,
        "labels": [line.label for line in lines],
        "cells": [figure.surface for figure in figures],
        "table": str(grid.table.number or grid.table.table_id),
    }
    edge = figures[0]
    return Held("text-table", verdict, figures, edge.interval, word, words, f"group-{verdict}", decides=True)

"""Ranks in the text against the table: "takes second place", "the third largest", "the highest share is in ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from pipeline.checks.amounts import is_amount, is_share
from pipeline.checks.findings import Figure, Held, Verdict
from pipeline.checks.grids import Grid, Line, is_percent
from pipeline.checks.mentions import lemmas_of, words_of
from pipeline.checks.naming import (
    Statement,
    Words,
    is_about,
    lines_named,
    measures_of,
    periods_in,
    reading_language,
    shared_part,
    told_of_tables,
)
from pipeline.checks.sentences import phrases, stated
from pipeline.languages.morphology import stem
from pipeline.numbers.reading import read_numbers
from schemas import Finding, Paper

LEAST_PRINTED: Final = 10
"""A smaller number stands in some cell of most tables by chance."""

LEAST_PEERS: Final = 3
"""A rank among two says nothing that "more" does not."""

MOST_PHRASES: Final = 4
"""A sentence with more ranks is a list whose order no rule here tells."""

CAPTIONED: Final = 0.5
"""A sentence that has this part of a caption's words speaks of what all columns of the table tell."""

PLACE_WITHIN: Final = 22
"""Characters between an ordinal and the word that makes it a rank: "second place", "ranked in 2022 third"."""

ONE_OF: Final = 15
"""Characters beside a rank in which "one of" leaves it open."""

CHANGE_WITHIN: Final = 25
"""Characters after "the greatest" in which "increase" makes it a rank of changes, which the table does not print."""

_NEXT_WORD: Final = re.compile(r"\w*\s+([^\W\d_]+)")
"""The word behind a superlative, of which only the beginning may be known: "самый дешёв|ый сахар"."""

CLAUSE_MARKS: Final = re.compile(r"[;:()]|,(?!\d)")


class Ranked(NamedTuple):
    """A rank as a sentence says it: where, which place (None: the last), and whether it counts from the greatest."""

    start: int
    end: int
    place: int | None
    descending: bool


def ranks(paper: Paper) -> Iterator[Finding]:
    """Every rank that the text gives a row or column of a table which it names or stands beside."""
    words = phrases("rank_places", "last_place", "third_place", "greatest", "least")
    yield from told_of_tables(paper, stated(paper, words), _in_table)


def _in_table(statement: Statement, grid: Grid) -> list[Held]:
    ranked = ranked_in(statement.text, statement.words.lang)
    if not 0 < len(ranked) <= MOST_PHRASES:
        return []
    if _is_attribute(statement, ranked, grid):  # "the cheapest sugar is in A": a rank of the places
        held = [*_against(statement, ranked, grid, by_row=False, peers=True)]
        return [one for one in held if not _tells_else(statement, one, grid)]
    of_rows = [*_against(statement, ranked, grid, by_row=True)]
    held = of_rows
    holds = any(one.verdict == "consistent" for one in of_rows)
    if not holds and not _is_of_rows(statement, ranked, grid) and not _is_time_told_first(statement, ranked, grid):
        # "A's harvest was highest in 2020": of the years
        of_columns = [*_against(statement, ranked, grid, by_row=False)]
        holding = [one for one in of_columns if one.verdict == "consistent"]
        told = [one for one in of_rows if _is_printed(statement, one.figures[0])]
        own = told and not any(_is_printed(statement, one.figures[0]) for one in holding)
        held = of_rows if own else holding or of_rows or of_columns
    held = [one for one in held if one.verdict == "consistent" or not _tells_else(statement, one, grid)]
    return held or _of_printed_cell(statement, ranked, grid)


def _is_told(statement: Statement, cell: Figure) -> bool:
    """Whether a sentence prints a cell that no other number is by chance."""
    return cell.value >= LEAST_PRINTED and cell.value in statement.values


def _is_printed(statement: Statement, cell: Figure) -> bool:
    return any(cell.is_said(figure.value) for figure in statement.figures())


def _of_printed_cell(statement: Statement, ranked: Sequence[Ranked], grid: Grid) -> list[Held]:
    """The rank of a line that other words name than its label, where the sentence prints its cell and no other of the
    table: "most numerous among future doctors, 57"."""
    figures = [f for f in statement.figures() if is_amount(f) and f.value >= LEAST_PRINTED]
    cells = [(at, cell) for at, cell in grid.figures.items() for f in figures if cell.is_said(f.value)]
    leads = len(ranked) == len(figures) == 1 and _leads_to_place(statement, figures[0], ranked[0], grid)
    if leads and not cells:
        cells = [(at, cell) for at, cell in grid.figures.items() if _is_rounded(grid, figures[0], cell)]
    if len(ranked) != 1 or len(cells) != 1 or len(figures) != 1:
        return []
    if not leads and _is_half_of(statement, figures[0], ranked[0]):
        return []
    (row, col), _ = cells[0]
    lines = [line for line in grid.rows() if line.position == row and not line.total]
    measures = [line for line in grid.columns() if line.position == col]
    if not lines or not measures or not _speaks_of(statement, measures[0].label):
        return []
    held = _held(replace(statement, pointed=True), ranked[0], lines[0], grid, measures, grid.rows())
    return [held] if held is not None else []


def _leads_to_place(statement: Statement, figure: Figure, one: Ranked, grid: Grid) -> bool:
    """Whether the figure of a place that only a general word names leads to its rank: "the farms threshed 2.9 million
    tonnes … and brought the region to second place"."""
    if one.place is None or figure.claim is None or lines_named(statement, grid.rows()):
        return False
    at = statement.text.find(figure.surface)
    around = statement.text[max(0, one.start - CHANGE_WITHIN) : one.end + PLACE_WITHIN]
    told = phrases("rank_places").search(around) and phrases("region_nouns").search(around)
    return bool(told) and 0 <= at < one.start and not any(mark in statement.text[at : one.start] for mark in ";:")


def _is_rounded(grid: Grid, figure: Figure, cell: Figure) -> bool:
    """Whether a figure of three digits is a cell told less exactly."""
    telling = len(figure.value.normalize().as_tuple().digits) >= LEAST_PEERS
    low, high = figure.interval
    return (
        telling and low is not None and high is not None and low <= cell.scaled <= high and not is_percent(grid, [cell])
    )


def _speaks_of(statement: Statement, label: str) -> bool:
    """Whether a statement has a word of a label in any form: "intending" for "intend to leave"."""
    lang = statement.words.lang[:2]
    ours, theirs = ({stem(word, lang) for word in words_of(one)} for one in (statement.text, label))
    return not ours.isdisjoint(theirs) or shared_part(label, statement.words) > 0


def _is_half_of(statement: Statement, figure: Figure, one: Ranked) -> bool:
    """Whether a mark of another clause stands between a rank and the figure behind it, or the figure leads."""
    at = statement.text.find(figure.surface, one.end)
    return at < 0 or any(mark in statement.text[one.end : at] for mark in ";:")


def _is_of_rows(statement: Statement, ranked: Sequence[Ranked], grid: Grid) -> bool:
    """Whether what the rows are, as the head of their labels says, follows the rank: "the largest district is A"."""
    lang = statement.words.lang
    heads = {lemma for row in grid.table.rows[: grid.table.header_rows] for lemma in lemmas_of(row[0], lang)}
    said = (_NEXT_WORD.match(statement.text, one.end) for one in ranked)
    return any(heads & lemmas_of(word[1], lang) for word in said if word is not None)


def _is_time_told_first(statement: Statement, ranked: Sequence[Ranked], grid: Grid) -> bool:
    """Whether the sentence opens with a time and names the row behind the rank: "in 2023 the highest wage was in A"."""
    rows = lines_named(statement, [line for line in grid.rows() if not line.total])
    before = periods_in(statement.text[: ranked[0].start], statement.words.lang)
    return bool(before) and len(ranked) == 1 == len(rows) and rows[0][0] > ranked[0].end


def _is_attribute(statement: Statement, ranked: Sequence[Ranked], grid: Grid) -> bool:
    """Whether the one superlative of a sentence stands right before the name of a row, and a column is named too."""
    rows = lines_named(statement, [line for line in grid.rows() if not line.total])
    columns = lines_named(statement, [line for line in grid.columns() if not line.total])
    if len(ranked) != 1 or len(rows) != 1 or len(columns) != 1:
        return False
    follows = _NEXT_WORD.match(statement.text, ranked[0].end)
    return follows is not None and follows.start(1) == rows[0][0]


def _tells_else(statement: Statement, held: Held, grid: Grid) -> bool:
    """Whether the sentence prints values and none of them stands in the line: its rank is one of something else."""
    told = [figure for figure in statement.figures() if is_share(figure) or is_amount(figure)]
    place = held.figures[0].cell
    if not told or place is None:
        return False
    cells = [cell for (row, col), cell in grid.figures.items() if row == place.row or col == place.col]
    return not any(cell.is_said(figure.value) for figure in told for cell in cells)


def ranked_in(text: str, lang: str) -> list[Ranked]:
    """The ranks of a sentence in order: ordinals beside a word for a place, the last place, and superlatives."""
    found: list[Ranked] = []
    for quantity in read_numbers(text, lang=reading_language(lang)).quantities:
        if quantity.unit == "rank" and quantity.value is not None and quantity.value < 100:
            around = text[max(0, quantity.start - PLACE_WITHIN) : quantity.end + PLACE_WITHIN]
            if phrases("rank_places").search(around):
                least = phrases("least").search(text, quantity.end, quantity.end + PLACE_WITHIN) is not None
                found.append(Ranked(quantity.start, quantity.end, int(quantity.value), not least))
    found += [Ranked(word.start(), word.end(), None, True) for word in phrases("last_place").finditer(text)]
    found += [Ranked(word.start(), word.end(), 3, True) for word in phrases("third_place").finditer(text)]
    for name, descending in (("greatest", True), ("least", False)):
        for word in phrases(name).finditer(text):
            if not any(-PLACE_WITHIN < word.start() - one.end < PLACE_WITHIN for one in found if one.place != 1):
                found.append(Ranked(word.start(), word.end(), 1, descending))
    told = [one for one in sorted(set(found)) if not _is_open(text, one)]
    return [one for i, one in enumerate(told) if i == 0 or one.start >= told[i - 1].end + 1 or one.place is None]


def _is_open(text: str, one: Ranked) -> bool:
    """ "One of the highest" is no first place, "the greatest increase" no greatest value, "not the highest" none."""
    before, after = (max(0, one.start - ONE_OF), one.start), (one.end, one.end + ONE_OF)
    if one.place == 1 and phrases("leaders").search(text, before[0], after[1]):
        return True
    if phrases("one_of").search(text, *before) or phrases("one_of_after").search(text, *after):
        return True
    limit = phrases("limits").match(text, one.start)
    if limit and not any(sign.isdecimal() for sign in text) and _NEXT_WORD.match(text, limit.end()):
        following = text[limit.end() :][:CHANGE_WITHIN]
        if phrases("limit_nouns").match(re.sub(r"^\w*\s+", "", following)):
            return True  # "a minimum wage"
    following = CLAUSE_MARKS.split(text[one.end : one.end + CHANGE_WITHIN])[0]
    return any(phrases(way).search(following) for way in ("up", "down"))


def _against(
    statement: Statement, ranked: Sequence[Ranked], grid: Grid, *, by_row: bool, peers: bool = False
) -> Iterator[Held]:
    lines, across = (grid.rows(), grid.columns()) if by_row else (grid.columns(), grid.rows())
    if not by_row and not peers and not _are_peers(lines):
        return
    named = lines_named(statement, [line for line in lines if not line.total])
    named = _without_followed(statement, named) or named
    for one, line in _paired(statement.text, ranked, named):
        clause = _clause(statement, one, next(at for at, other in named if other is line))
        measures = measures_of(clause, grid, line, across)
        if measures and is_about(statement, grid, line, measures):
            measures = [m for m in measures if line.position in m.figures]
            told = [m for m in across if line.position in m.figures and _is_told(statement, m.figures[line.position])]
            printed = [m for m in measures if m.figures[line.position].value in statement.values] or told
            held = _held(statement, one, line, grid, printed or measures, lines)
            if held is not None:
                yield held


def _without_followed(statement: Statement, named: Sequence[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """The lines named without those that one comes after, alone or in a list: "third after A and B"."""
    kept: list[tuple[int, Line]] = []
    last: tuple[int, Line] | None = None
    for at, line in named:
        between = statement.text[last[0] + len(last[1].label) : at].strip(" ,") if last is not None else None
        listed = between is not None and (not between or phrases("last_part").fullmatch(between) is not None)
        if listed or _is_followed(statement, at, line):
            last = (at, line)
        else:
            kept.append((at, line))
            last = None
    return kept


def _is_followed(statement: Statement, at: int, line: Line) -> bool:
    """Whether a line is named as one that comes before another in rank: "second after A", "А-дан кейінгі екінші"."""
    before = statement.text[max(0, at - PLACE_WITHIN) : at].split()[-1:]
    if any(phrases("following").fullmatch(word) for word in before):
        return True
    behind = statement.text[at:].split()[: len(line.label.split()) + 1]
    return bool(behind) and phrases("following_after").fullmatch(behind[-1].strip(",.;:()")) is not None


def _clause(statement: Statement, one: Ranked, at: int) -> Statement:
    """What a statement says up to the end of the clause that has both the rank and its line, where a time or a word of
    the table's is told there: "A was first already in 2021, when …; by 2023 …"."""
    end = CLAUSE_MARKS.search(statement.text, max(at, one.end))
    if end is None:
        return statement
    text = statement.text[: end.start()]
    return replace(statement, text=text, words=Words(text, statement.words.lang))


def _are_peers(columns: Sequence[Line]) -> bool:
    """Whether columns are of one kind, years or the parts of a total, and not each a measure of its own."""
    return any(one.total for one in columns) or all(periods_in(one.label, "ru") for one in columns)


def _paired(text: str, ranked: Sequence[Ranked], named: Sequence[tuple[int, Line]]) -> Iterator[tuple[Ranked, Line]]:
    """Each rank with its line: in order where there are as many; one rank with the only line of its clause."""
    if len(ranked) == len(named):
        yield from ((one, line) for one, (_, line) in zip(ranked, named, strict=True))
    elif len(ranked) == 1 and named:
        (one,) = ranked
        inside = [line for at, line in named if not CLAUSE_MARKS.search(text, min(at, one.end), max(at, one.start))]
        if len(inside) == 1:
            yield one, inside[0]


def _held(
    statement: Statement, one: Ranked, line: Line, grid: Grid, measures: Sequence[Line], lines: Sequence[Line]
) -> Held | None:
    """The rank in every measure that may be meant: it holds where it holds in all, and is wrong where in none."""
    answers = []
    for measure in measures:
        peers = [m for m in lines if not m.total and not m.whole and m.position in measure.figures]
        answers.append(_rank(one, line, measure, grid, peers))
    if _of_another_time(statement, grid, measures):
        return None
    known = [answer for answer in answers if answer is not None]
    verdicts: set[Verdict] = {"consistent" if one_holds else "inconsistent" for one_holds, _ in known}
    if not known or len(known) < len(measures) or len(verdicts) > 1:
        return None
    (verdict,) = verdicts
    cell = measures[-1].figures[line.position]
    actual = known[-1][1]
    words: dict[str, object] = {
        "word": " ".join(statement.text[one.start : one.end].split()),
        "label": line.label,
        "cell": cell.surface,
        "table": str(grid.table.number or grid.table.table_id),
    }
    expected = (Decimal(actual), Decimal(actual))
    among = phrases("among").search(statement.text) is not None
    if verdict == "inconsistent" and not statement.pointed:
        one_measure = len(measures) == 1 or all(periods_in(m.label, statement.words.lang) for m in measures)
        captioned = shared_part((grid.table.caption or "").split(",")[0], statement.words) >= CAPTIONED
        if among or not (one_measure or captioned):
            return None
    beside = _rival(one, line, measures[-1], lines)
    told = (expected, str(words["word"]), words, f"rank-{verdict}")
    return Held("text-table", verdict, [cell, *beside], *told, decides=True)


def _rival(one: Ranked, line: Line, measure: Line, lines: Sequence[Line]) -> list[Figure]:
    """The cell that a rank is told over: the next behind the line where it holds, that in its place where not."""
    cell = measure.figures[line.position]
    others = [
        m for m in lines if not (m.total or m.whole) and (m is line or not phrases("rest").match(m.label.strip()))
    ]
    peers = [m.figures[measure.position] for m in others if measure.position in m.figures]
    ordered = sorted(peers, key=lambda figure: figure.value, reverse=one.descending)
    place = (one.place or len(ordered)) - 1
    if not 0 <= place < len(ordered) or len(ordered) < 2:
        return []
    if ordered[place].value != cell.value:
        return [ordered[place]]
    return [ordered[place + 1] if place + 1 < len(ordered) else ordered[place - 1]]


def _of_another_time(statement: Statement, grid: Grid, measures: Sequence[Line]) -> bool:
    """Whether the sentence names a time that neither the table's caption nor one of its lines gives."""
    said = periods_in(statement.text, statement.words.lang)
    labels = [*grid.row_labels.values(), *grid.column_labels.values()]
    known = [periods_in(label, statement.words.lang) for label in (grid.table.caption or "", *labels)]
    return bool(said) and any(known) and not any(said & spans for spans in known)


def _rank(one: Ranked, line: Line, measure: Line, grid: Grid, peers: Sequence[Line]) -> tuple[bool, int] | None:
    """Whether the line has this rank among its peers, and the one it has; None where they can't be ranked. What is
    gathered as "others" may be counted as a peer or not."""
    cell = measure.figures[line.position]
    percent = is_percent(grid, [cell])
    values = [(peer, measure.figures[peer.position]) for peer in peers]
    if len(values) < LEAST_PEERS or any(is_percent(grid, [figure]) != percent for _, figure in values):
        return None
    if len({grid.units.get(_at(figure), "") for _, figure in values}) > 1:
        return None
    named = [figure for peer, figure in values if not phrases("rest").match(peer.label.strip())]
    tries = [_rank_among(cell, group, descending=one.descending) for group in (named, [f for _, f in values])]
    sizes = (len(named), len(values))
    holds = any(first <= (one.place or size) <= last for (first, last), size in zip(tries, sizes, strict=True))
    return holds, tries[0][0]


def _at(figure: Figure) -> tuple[int, int]:
    return (figure.cell.row, figure.cell.col) if figure.cell is not None else (-1, -1)


def _rank_among(cell: Figure, figures: Sequence[Figure], *, descending: bool) -> tuple[int, int]:
    """The first and last rank that a value has, equal ones sharing theirs."""
    others = [figure.value for figure in figures if figure is not cell]
    before = sum(value > cell.value if descending else value < cell.value for value in others)
    return before + 1, before + 1 + sum(value == cell.value for value in others)

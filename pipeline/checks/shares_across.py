"""Shares of one answer among several groups against the table that counts them: "79.0 % in rural schools, 57.5 % in
urban ones"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_in_digits, is_share
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.grids import Grid, Line, counted, grids_of, is_percent, unlabelled_total
from pipeline.checks.mentions import tables_near
from pipeline.checks.naming import Words, label_at
from pipeline.checks.sentences import Sentence, place, sentences_of
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply, total
from schemas import Finding, Interval, Paper

LEAST_SHARES: Final = 2
"""One share has no other that says of which answer it is."""

LEAST_PARTS: Final = 2
"""A line of so many parts at least has a total."""

PLAUSIBLE: Final = (Decimal("0.67"), Decimal("1.5"))
"""Printed by computed share: outside this another answer is meant."""


def shares_across(paper: Paper) -> Iterator[Finding]:
    """Every two shares or more of a sentence that names a group of a table with each, where one of them tells which
    answer is meant."""
    tables = [(grid.table, grid) for grid in grids_of(paper)]
    for sentence in sentences_of(paper) if tables else ():
        shares = [figure for figure in sentence.figures() if is_share(figure) and is_in_digits(figure)]
        if len(shares) < LEAST_SHARES:
            continue
        for _, grid in tables_near(paper, (sentence.start, sentence.end), tables):
            found = list(_against(paper.text, sentence, shares, grid))
            yield from (record(paper, held) for held in found)
            if found:
                break


def _against(text: str, sentence: Sentence, shares: Sequence[Figure], grid: Grid) -> Iterator[Held]:
    for groups, answers in ((grid.columns(), grid.rows()), (grid.rows(), grid.columns())):
        whole = next((line for line in answers if line.total), None) or unlabelled_total(answers)
        for named in _named(text, sentence, shares, [line for line in groups if not line.total]):
            held = [_of_answer(grid, named, answer, whole) for answer in answers if answer is not whole]
            telling = [one for one in held if any(_tells(share) for share in one)]
            if len(telling) == 1:
                yield from telling[0]
                return


def _named(
    text: str, sentence: Sentence, shares: Sequence[Figure], groups: Sequence[Line]
) -> Iterator[list[tuple[Figure, Line]]]:
    """The shares with the one group that is named before each, or behind each."""
    ends = [sentence.start, *(place(share)[1] for share in shares)]
    starts = [*(place(share)[0] for share in shares), sentence.end]
    before = [text[ends[i] : starts[i]] for i in range(len(shares))]
    behind = [text[ends[i + 1] : starts[i + 1]] for i in range(len(shares))]
    for said in (before, behind):
        found = []
        for share, part in zip(shares, said, strict=True):
            lang = share.claim.lang if share.claim is not None else "und"
            lines = [line for line in groups if label_at(line.label, Words(part, lang)) is not None]
            if len(lines) == 1:
                found.append((share, lines[0]))
        if len({id(line) for _, line in found}) == len(found) >= LEAST_SHARES:
            yield found


def _of_answer(grid: Grid, named: Sequence[tuple[Figure, Line]], answer: Line, whole: Line | None) -> list[Held]:
    """Each share held against the part that the answer has of its group; none where the table doesn't count it."""
    found = []
    for share, group in named:
        cell = group.figures.get(answer.position)
        told = group.figures.get(whole.position) if whole is not None else None
        parts = [figure for figure in group.figures.values() if figure is not told]
        if cell is None or group.broken or len(parts) < LEAST_PARTS or is_percent(grid, group.figures.values()):
            return []
        of = counted(grid, told) if told is not None else total(counted(grid, figure) for figure in parts)
        if not of[0]:
            return []
        cells = [cell] if told is None else [cell, told]
        held = _held(grid, share, cells, multiply(divide(counted(grid, cell), of), HUNDRED))
        if held is None:
            return []
        found.append(held)
    return found


def _held(grid: Grid, share: Figure, cells: Sequence[Figure], computed: Interval) -> Held | None:
    low, high = computed
    if low is None or high is None or not low + high:
        return None
    holds = meets(computed, share.interval)
    if not holds and not PLAUSIBLE[0] <= 2 * share.value / (low + high) <= PLAUSIBLE[1]:
        return None
    verdict: Verdict = "consistent" if holds else "inconsistent"
    words = {"cell": cells[0].surface, "table": str(grid.table.number or grid.table.table_id)}
    return Held("text-table", verdict, [share, *cells], computed, share.surface, words, f"share-{verdict}")


def _tells(held: Held) -> bool:
    """Whether a share that holds is printed so exactly that it does not by chance."""
    exponent = held.figures[0].value.as_tuple().exponent
    return held.verdict == "consistent" and isinstance(exponent, int) and exponent < 0

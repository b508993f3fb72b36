"""A number of the text that is a table's mistyped, beside the share that only the table's number gives: "9 620 people,
who made 29.4 % of all"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from pipeline.checks.amounts import is_counted, is_in_digits, is_share
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.grids import Grid, grids_of
from pipeline.checks.mentions import tables_near
from pipeline.checks.part_and_whole import gives, share_told
from pipeline.checks.sentences import Sentence, place, sentences_of
from pipeline.numbers.slips import may_be_slip
from schemas import Finding, Paper

BESIDE: Final = 80
"""Characters between a number and the share that it is."""

LEAST: Final = 100
"""Smaller numbers are almost each other by chance."""


def mistyped_parts(paper: Paper) -> Iterator[Finding]:
    """Every count with the share behind it, where a table near prints almost that count and the share of it."""
    tables = [(grid.table, grid) for grid in grids_of(paper)]
    for sentence in sentences_of(paper) if tables else ():
        for part, share in _pairs(sentence):
            near = tables_near(paper, (sentence.start, sentence.end), tables)
            held = next((one for _, grid in near if (one := _held(share, part, grid)) is not None), None)
            if held is not None:
                yield record(paper, held)


def _pairs(sentence: Sentence) -> list[tuple[Figure, Figure]]:
    """The counts of a sentence, each with the one share that follows it before another number."""
    figures = sentence.figures()
    pairs = itertools.pairwise(figures)
    told = [(a, b) for a, b in pairs if is_counted(a) and a.value >= LEAST and is_share(b) and is_in_digits(b)]
    return [(part, share) for part, share in told if place(share)[0] - place(part)[1] <= BESIDE]


def _held(share: Figure, part: Figure, grid: Grid) -> Held | None:
    """The share held against the part as printed and the total of the column that prints it rightly."""
    if any(cell.is_said(part.value) for cell in grid.figures.values()):
        return None
    totals = [row for row in grid.rows() if row.total]
    for column in grid.columns() if len(totals) == 1 else ():
        whole = totals[0].figures.get(column.position)
        cells = [f for row, f in column.figures.items() if row != totals[0].position]
        slips = [f for f in cells if may_be_slip(part.surface, f.surface) and f.value != part.value]
        if whole is None or len(slips) != 1 or not slips[0].value < whole.value > part.value:
            continue
        if gives(share, slips[0], whole) and not gives(share, part, whole):
            return share_told("inconsistent", share, part, whole)
    return None

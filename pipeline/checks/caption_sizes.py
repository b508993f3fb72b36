"""The N of a table's caption against the table: its total, and its percentages, which must be k / N."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.checks.findings import Figure, Held, Verdict, figure_at, record
from pipeline.checks.granularity import chance_of, fits_sample, sample_held
from pipeline.checks.grids import Grid, grids_of, is_percent, percent_interval
from schemas import Finding, Paper

MISPRINT: Final = Decimal("0.1")
"""A total that is further from N is of something else."""

LEAST_SHARES: Final = 4
UNLIKE: Final = 5
"""Of so many percentages one may miss N; more are of other numbers of people, or weighted."""

TELLING: Final = Decimal("0.5")
"""A percentage that would fit any N as often as not tells nothing."""

_N: Final = re.compile(r"(?<!\w)[NnН]\s*=\s*(\d{1,3}(?:[   ,]\d{3})+|\d+)(?![.,]?\d)")


def caption_sizes(paper: Paper) -> Iterator[Finding]:
    """Every total and every percentage of a table whose caption prints one N."""
    for grid in grids_of(paper):
        n = _printed_n(paper, grid)
        if n is not None:
            for held in (*_totals(grid, n), *_shares(grid, n)):
                yield record(paper, held)


def _printed_n(paper: Paper, grid: Grid) -> Figure | None:
    caption = grid.table.caption or ""
    found = list(_N.finditer(caption))
    at = paper.text.find(caption) if caption else -1
    if len(found) != 1 or at < 0:
        return None
    value = Decimal(re.sub(r"\D", "", found[0][1]))
    figure = figure_at(paper, value, (at + found[0].start(1), at + found[0].end(1)))
    return replace(figure, interval=(value, value)) if value > 1 else None


def _totals(grid: Grid, n: Figure) -> Iterator[Held]:
    """The total of the counts; one that is not N only where the table has no other column of counts."""
    counts = [line for line in grid.columns() if not is_percent(grid, line.figures.values())]
    totals = [f for line in counts for row, f in line.figures.items() if grid.is_total(row, by_row=True)]
    equal = [total for total in totals if total.scaled == n.value]
    wrong = len(counts) == len(totals) == 1 and abs(totals[0].scaled - n.value) <= MISPRINT * n.value
    if equal or wrong:
        cell = (equal or totals)[0]
        verdict: Verdict = "consistent" if equal else "inconsistent"
        words: dict[str, object] = {"cell": cell.surface, "table": str(grid.table.number or grid.table.table_id)}
        yield Held("text-table", verdict, [n, cell], cell.interval, n.surface, words)


def _shares(grid: Grid, n: Figure) -> Iterator[Held]:
    """The percentages that could not be of any number of people; the one that misses among many that fit."""
    cells = [f for f in grid.figures.values() if is_percent(grid, [f]) and 0 < f.value < 100]
    cells = [replace(f, interval=percent_interval(f)) for f in cells]
    telling = [f for f in cells if chance_of(n, f) <= TELLING]
    missing = [f for f in telling if not fits_sample(n, f)]
    if len(telling) >= LEAST_SHARES and len(missing) <= max(1, len(telling) // UNLIKE):
        yield from (sample_held(n, [f], "inconsistent") for f in missing)
        fitting = [f for f in telling if f not in missing]
        if fitting:
            yield sample_held(n, fitting, "consistent")

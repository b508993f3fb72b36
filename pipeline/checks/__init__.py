"""Figures of one paper held against each other: one file a kind of check, all of them in one tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final

from pipeline.checks.averages import averages
from pipeline.checks.balances import balances
from pipeline.checks.caption_sizes import caption_sizes
from pipeline.checks.changed_by import changed_by
from pipeline.checks.columns import computed_columns
from pipeline.checks.compared_by_name import compared_by_name
from pipeline.checks.concluded_shares import concluded_shares
from pipeline.checks.confidence import confidence_intervals
from pipeline.checks.count_columns import count_columns
from pipeline.checks.counted_majorities import counted_majorities
from pipeline.checks.dominance import dominance
from pipeline.checks.equal_parts import equal_parts
from pipeline.checks.fractions_retold import fractions_retold
from pipeline.checks.granularity import granularity
from pipeline.checks.group_means import group_means
from pipeline.checks.group_shares import group_shares
from pipeline.checks.grouped_rows import grouped_rows
from pipeline.checks.groups_ranked import groups_ranked
from pipeline.checks.growth import growth, multiples
from pipeline.checks.level_changes import level_changes
from pipeline.checks.lines_compared import lines_compared
from pipeline.checks.mistyped_parts import mistyped_parts
from pipeline.checks.model_fit import model_fits
from pipeline.checks.parts import parts_in_prose
from pipeline.checks.parts_told_on import parts_told_on
from pipeline.checks.per_each import per_each
from pipeline.checks.plans import plans
from pipeline.checks.quantifiers import quantifiers
from pipeline.checks.ranks import ranks
from pipeline.checks.ranks_in_prose import ranks_in_prose
from pipeline.checks.rates import rates
from pipeline.checks.regression import regressions
from pipeline.checks.retold import retold
from pipeline.checks.rows_counted import rows_counted
from pipeline.checks.said_twice import said_twice
from pipeline.checks.same_change import same_changes
from pipeline.checks.same_figure import same_figures
from pipeline.checks.sampling_error import sampling_errors
from pipeline.checks.series import series
from pipeline.checks.severity import with_severity
from pipeline.checks.share_sums import share_sums
from pipeline.checks.shares_across import shares_across
from pipeline.checks.shares_of_whole import shares_of_whole
from pipeline.checks.statistics import statistics
from pipeline.checks.sums import table_sums
from pipeline.checks.table_majorities import table_majorities
from pipeline.checks.text_table import text_against_tables
from pipeline.checks.together import together
from pipeline.checks.told_again import told_again
from pipeline.checks.translation import translations
from pipeline.checks.trends import trends
from schemas import Check, Finding, Paper

CHECKS: Final[tuple[Callable[[Paper], Iterable[Finding]], ...]] = (
    table_sums,
    grouped_rows,
    caption_sizes,
    parts_in_prose,
    parts_told_on,
    balances,
    equal_parts,
    share_sums,
    shares_of_whole,
    concluded_shares,
    mistyped_parts,
    plans,
    quantifiers,
    counted_majorities,
    computed_columns,
    count_columns,
    multiples,
    growth,
    changed_by,
    compared_by_name,
    same_changes,
    said_twice,
    level_changes,
    rates,
    series,
    trends,
    translations,
    text_against_tables,
    shares_across,
    ranks,
    groups_ranked,
    rows_counted,
    ranks_in_prose,
    dominance,
    table_majorities,
    averages,
    per_each,
    group_means,
    together,
    lines_compared,
    granularity,
    group_shares,
    statistics,
    confidence_intervals,
    sampling_errors,
    model_fits,
    regressions,
    same_figures,
    retold,
    fractions_retold,
    told_again,
)
"""A new check is a function in this tuple."""


def check_paper(paper: Paper) -> tuple[Finding, ...]:
    """All findings in one paper, those that do not hold first, the severe before the others; each once."""
    return in_order(paper, (finding for check in CHECKS for finding in check(paper)))


def in_order(paper: Paper, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What checks have found, as `check_paper` gives it."""
    found = {finding.finding_id: finding for finding in findings}
    told = with_severity(paper, _each_pair_once(found.values()))
    return tuple(sorted(told, key=lambda f: (f.verdict == "consistent", f.severity == "detail", f.check)))


def _each_pair_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Two values of one thing are said to differ once, however many checks see them differ: what two abstracts tell
    differently is a matter of translation."""
    told = list({_relation(finding): finding for finding in findings}.values())
    said = {frozenset(finding.numbers) for finding in told if _is(finding, "translation") and len(finding.numbers) > 1}
    said_of: dict[tuple[str, frozenset[Decimal]], set[str]] = {}
    for finding in told:
        if finding.verdict == "inconsistent" and finding.claims:
            before = said_of.setdefault((finding.check, frozenset(finding.numbers)), set())
            if not before.isdisjoint(finding.claims):
                continue  # one check found it in the text, another against the table
            before.update(finding.claims)
        if _is(finding, "same-figure"):
            values = frozenset(finding.numbers)
            if values in said:
                continue
            said.add(values)
        yield finding


def _relation(finding: Finding) -> tuple[object, ...]:
    """What a finding says: two checks that find one sum say it once."""
    same = frozenset(finding.claims) if finding.check == "sum" and finding.claims else finding.finding_id
    return finding.check, finding.verdict, same, finding.cells


def _is(finding: Finding, check: Check) -> bool:
    return (finding.check, finding.verdict) == (check, "inconsistent")

"""What is to be decided in a large folder, in sheets: as much on each as a browser and a person bear at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from pipeline.report.cards import is_clash
from schemas import Conflict, ConflictReport, Finding, Paper

PAIRS_A_SHEET: Final = 60
"""Pairs in conflict on one sheet, unless one group has more."""
FINDINGS_A_SHEET: Final = 60
FIGURES_A_GROUP: Final = 200
"""Figures of one group on a sheet, besides those of its pairs."""


class Sheet(NamedTuple):
    """Ids of groups with conflicts, and of findings that do not fit."""

    groups: frozenset[str]
    findings: frozenset[str]


def sheets_of(report: ConflictReport) -> tuple[Sheet, ...]:
    """All groups in conflict, in their order, and all findings that do not fit, on at least one sheet."""
    clashing = ((g.group_id, sum(map(is_clash, g.conflicts))) for g in report.groups)
    groups = _filled(((group, pairs) for group, pairs in clashing if pairs), most=PAIRS_A_SHEET)
    wrong = ((f.finding_id, 1) for f in report.findings if f.verdict == "inconsistent")
    findings = _filled(wrong, most=FINDINGS_A_SHEET)
    found = zip_longest(groups, findings, fillvalue=frozenset[str]())
    return tuple(Sheet(*parts) for parts in found) or (Sheet(frozenset(), frozenset()),)


def _filled(items: Iterable[tuple[str, int]], *, most: int) -> Iterator[frozenset[str]]:
    """The items one sheet after another: a sheet takes what keeps it below the most, and one item at least."""
    held: list[str] = []
    weight = 0
    for item, size in items:
        if held and weight + size > most:
            yield frozenset(held)
            held, weight = [], 0
        held.append(item)
        weight += size
    if held:
        yield frozenset(held)


def on_sheet(report: ConflictReport, sheet: Sheet) -> ConflictReport:
    """What of the report stands on a sheet."""
    return report.model_copy(
        update={
            "groups": tuple(group for group in report.groups if group.group_id in sheet.groups),
            "findings": tuple(finding for finding in report.findings if finding.finding_id in sheet.findings),
        }
    )


def papers_of(report: ConflictReport, papers: Sequence[Paper]) -> list[Paper]:
    """The papers whose figures or findings the report holds, with just these figures."""
    wanted = {claim for group in report.groups for claim in group.claims[:FIGURES_A_GROUP]}
    wanted |= {claim for group in report.groups for entry in group.conflicts for claim in (entry.a, entry.b)}
    named = {finding.paper_id for finding in report.findings}
    held = ((paper, tuple(c for c in paper.claims if c.claim_id in wanted)) for paper in papers)
    return [paper.model_copy(update={"claims": claims}) for paper, claims in held if claims or paper.paper_id in named]


def still_open(report: ConflictReport, sheets: Sequence[Sheet]) -> tuple[int, ...]:
    """The numbers, from 1, of the sheets on which something is to be decided, or to be looked at again."""
    groups = {g.group_id for g in report.groups if any(is_clash(e) and _is_open(e) for e in g.conflicts)}
    findings = {f.finding_id for f in report.findings if f.verdict == "inconsistent" and _is_open(f)}
    return tuple(
        n for n, s in enumerate(sheets, 1) if not (groups.isdisjoint(s.groups) and findings.isdisjoint(s.findings))
    )


def _is_open(marked: Conflict | Finding) -> bool:
    return marked.decision is None or marked.decision.look_again

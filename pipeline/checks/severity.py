"""Does a finding change what its paper concludes?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from pipeline.checks.summaries import summary_spans
from pipeline.numbers.units import unit_class
from schemas import Claim, Finding, Paper

EITHER_SIDE: Final = frozenset({"same-figure", "translation", "text-table"})
"""Checks in which either figure may be the wrong one; else it is the printed one that does not follow."""

_Told = tuple[Decimal | None, str, bool]


def with_severity(paper: Paper, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; one that does not hold is severe too when the abstract or the conclusion prints its figure.

    A figure that one language's abstract only leaves out changes nothing.
    """
    claims = {claim.claim_id: claim for claim in paper.claims}
    at = {claim.location.cell: claim for claim in paper.claims if claim.location.cell is not None}
    spans = summary_spans(paper)
    prose = [claim for claim in paper.claims if claim.origin == "prose"]
    summary = {_told(c) for c in prose if any(start <= (c.location.start or 0) < end for start, end in spans)}
    for finding in findings:
        involved = [claims[claim_id] for claim_id in finding.claims if claim_id in claims]
        involved += [at[cell] for cell in finding.cells if cell in at]
        left_out = finding.check == "translation" and len(finding.numbers) == 1
        if finding.check not in EITHER_SIDE:
            involved = [claim for claim in involved if " ".join(claim.surface.split()) == finding.printed]
        told = any(_told(claim) in summary for claim in involved)
        if finding.severity == "detail" and told and not left_out:
            yield finding.model_copy(update={"severity": "changes-conclusion"})
        else:
            yield finding


def _told(claim: Claim) -> _Told:
    """What makes two printed figures one: the value, the unit, and whether it is a change."""
    return claim.quantity.value, unit_class(claim.quantity.unit), claim.kind == "change"

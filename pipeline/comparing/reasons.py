"""What a pair's texts say that bears on its difference: sources, works, units; and how bad a conflict is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from pipeline.comparing.explaining import Pair
from pipeline.comparing.hints import SCALE_SLIPS, SLIPS, scale_slip
from pipeline.comparing.independence import named_sources, work_of
from pipeline.comparing.verdicts import Ruling
from pipeline.numbers.interval import gap
from schemas import SEVERITIES, Claim, Reason, Severity

WIDE_GAP: Final = Decimal("0.2")
"""Figures a fifth apart change what a reader takes away."""

VISIBLE_GAP: Final = Decimal("0.05")
"""Figures a twentieth apart can't come from rounding twice."""


def reasons_of(a: Claim, b: Claim, ruling: Ruling, *, works: Mapping[str, str]) -> tuple[Reason, ...]:
    """The rule that explains; for a conflict what is known of the pair, and unknown where nothing is."""
    if ruling.reason is not None:
        return (ruling.reason,)
    found: list[Reason] = []
    if scale_slip(a.quantity.interval_narrow, b.quantity.interval_narrow, SCALE_SLIPS):
        found.append("unit")
    if work_of(a, works) == work_of(b, works):
        found.append("same-work")
    shared = _same_source(a, b)
    if shared:
        found.append("same-source")
    elif shared is False:
        found.append("different-source")
    return tuple(found) or ("unknown",)


def _same_source(a: Claim, b: Claim) -> bool | None:
    """Whether both name one source; None when one of them names none that can be told apart."""
    if a.paper_id == b.paper_id:
        marks_a = {c.ref_id or c.text.casefold() for c in a.cited}
        marks_b = {c.ref_id or c.text.casefold() for c in b.cited}
    else:  # "[7]" of one paper is not "[7]" of another: only names are held against each other
        marks_a, marks_b = named_sources(a), named_sources(b)
    return bool(marks_a & marks_b) if marks_a and marks_b else None


def severity_of(pair: Pair) -> Severity:
    """How bad: from the gap of the narrow intervals, the weight of the claims, and what stands behind each side.

    Two independent works on both sides weigh more. So does disagreement about one source, and what looks like a slip
    of the pen, because then one of the two is simply wrong; one respondent's words weigh less than a count.
    """
    if pair.verdict != "conflict":
        return "low"
    a, b = pair.a, pair.b
    distance = gap(a.quantity.interval_narrow, b.quantity.interval_narrow)
    level = 2 if distance >= WIDE_GAP else 1 if distance >= VISIBLE_GAP else 0
    level += min(pair.standing) > 1 or "same-source" in pair.reasons or any(h.name in SLIPS for h in pair.hints)
    level -= "low" in (a.weight, b.weight) or min(a.confidence, b.confidence) < 0.8
    return SEVERITIES[2 - max(0, min(level, 2))]

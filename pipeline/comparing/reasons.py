"""What a pair's texts say that bears on its difference: sources, works, units; and how bad a conflict is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Literal

from pipeline.comparing.verdicts import Ruling
from pipeline.numbers.interval import gap, meets, multiply
from schemas import Claim, Interval, Reason

Severity = Literal["high", "medium", "low"]

SCALE_SLIPS: Final = (Decimal(1000), Decimal(1_000_000))
"""A lost or added "thousand" or "million" is the usual slip with units."""

WIDE_GAP: Final = Decimal("0.2")
"""Figures a fifth apart change what a reader takes away."""

VISIBLE_GAP: Final = Decimal("0.05")
"""Figures a twentieth apart can't come from rounding twice."""

_LEVELS: Final[tuple[Severity, ...]] = ("low", "medium", "high")
_NAMED_SOURCE = re.compile(r"[^\W\d_]{3,}")


def reasons_of(a: Claim, b: Claim, ruling: Ruling, *, works: Mapping[str, str]) -> tuple[Reason, ...]:
    """The rule that explains; for a conflict what is known of the pair, and unknown where nothing is."""
    if ruling.reason is not None:
        return (ruling.reason,)
    found: list[Reason] = []
    if _scale_slip(a, b):
        found.append("unit")
    if work_of(a, works) == work_of(b, works):
        found.append("same-work")
    shared = _same_source(a, b)
    if shared:
        found.append("same-source")
    elif shared is False:
        found.append("different-source")
    return tuple(found) or ("unknown",)


def work_of(claim: Claim, works: Mapping[str, str]) -> str:
    """The work that a claim stands in; its paper where the work is not known."""
    return works.get(claim.paper_id, claim.paper_id)


def _same_source(a: Claim, b: Claim) -> bool | None:
    """Whether both name one source; None when one of them names none that can be told apart."""
    if a.paper_id == b.paper_id:
        marks_a = {c.ref_id or c.text.casefold() for c in a.cited}
        marks_b = {c.ref_id or c.text.casefold() for c in b.cited}
    else:  # "[7]" of one paper is not "[7]" of another: only names are held against each other
        marks_a = {c.text.casefold() for c in a.cited if _NAMED_SOURCE.search(c.text)}
        marks_b = {c.text.casefold() for c in b.cited if _NAMED_SOURCE.search(c.text)}
    return bool(marks_a & marks_b) if marks_a and marks_b else None


def _scale_slip(a: Claim, b: Claim) -> bool:
    one, other = a.quantity.interval_narrow, b.quantity.interval_narrow
    if None in one or None in other:
        return False
    for factor in SCALE_SLIPS:
        scale: Interval = (factor, factor)
        if meets(multiply(one, scale), other) or meets(one, multiply(other, scale)):
            return True
    return False


def severity_of(a: Claim, b: Claim, ruling: Ruling, reasons: tuple[Reason, ...], *, backed: bool) -> Severity:
    """How bad: from the gap of the narrow intervals, the weight of the claims, and what stands behind each side.

    `backed`: each side is held by at least two independent works. Disagreement about one source is worse than about
    two, and one respondent's words weigh less than a count.
    """
    if ruling.verdict != "conflict":
        return "low"
    distance = gap(a.quantity.interval_narrow, b.quantity.interval_narrow)
    level = 2 if distance >= WIDE_GAP else 1 if distance >= VISIBLE_GAP else 0
    level += backed or "same-source" in reasons
    level -= "low" in (a.weight, b.weight) or min(a.confidence, b.confidence) < 0.8
    return _LEVELS[max(0, min(level, 2))]

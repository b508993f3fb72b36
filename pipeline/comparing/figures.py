"""What comparing asks of every claim, looked up once: a million claims are far more than a processor has at hand."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from schemas import Citation, Claim, Interval, Status

Holds = tuple[Interval, tuple[str, str] | None, Status]
"""Interval, first and last day of the period, and status, as they are printed."""


class Figure(NamedTuple):
    """A claim, and what every claim of a group is asked. Figures sort as they are read: by paper, place and id."""

    paper_id: str
    start: int
    claim_id: str
    value: Decimal | None
    unit: str | None
    holds: Holds
    cited: tuple[Citation, ...]
    claim: Claim


def figure_of(claim: Claim) -> Figure:
    """The figure of one claim."""
    quantity, period, start = claim.quantity, claim.period, claim.location.start
    return Figure(
        claim.paper_id,
        -1 if start is None else start,
        claim.claim_id,
        quantity.value,
        quantity.unit,
        (quantity.interval, None if period is None else (period.start, period.end), claim.status),
        claim.cited,
        claim,
    )

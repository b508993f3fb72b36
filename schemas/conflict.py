"""What the comparison of papers says: groups of claims about one thing, and the pairs that can't both be true."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, get_args

from schemas.claim import Kind, Label, Places, Topic
from schemas.decision import Decided
from schemas.finding import Finding
from schemas.quantity import Period
from schemas.values import SCHEMA_VERSION, Interval, Number, Record, Version

Reason = Literal[
    "different-period", "different-definition", "different-source", "same-source", "same-work", "rounding", "bound",
    "unit", "projection", "target", "unknown",
]  # fmt: skip

Severity = Literal["high", "medium", "low"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""The worst first."""


class Spread(Record):
    """The least and the greatest value of a group, and their ratio (null when the least is zero or negative)."""

    min: Number
    max: Number
    ratio: Number | None = None


class Position(Record):
    """One distinct interval, period and status in a group, and the claims that hold it.

    `independent`: how many works say it; works that share a source, and editions of one work, count once, so that
    more claims than that are echoes.
    """

    interval: Interval
    period: Period | None = None
    status: str
    claims: tuple[str, ...]
    independent: int = 1


class Conflict(Record):
    """Two claims, or two positions where a group is large, that conflict or whose difference is explained."""

    conflict_id: str
    a: str
    b: str
    a_claims: tuple[str, ...] | None = None
    b_claims: tuple[str, ...] | None = None
    verdict: Literal["conflict", "explained"]
    reasons: tuple[Reason, ...]
    explanation: Label
    gap: Number
    severity: Severity
    decision: Decided | None = None

    @property
    def importance(self) -> tuple[int, Decimal]:
        """Sorts the worst first: by severity, then by the gap."""
        return SEVERITIES.index(self.severity), -self.gap


class Group(Record):
    """Claims with one key: topic, places, unit class and kind; and those of other keys in which another paper tells one
    of its figures again, in fewer words or in words that no vocabulary knows (they stand under their own key as well).
    """

    group_id: str
    topic: Topic
    label: Label
    places: Places
    unit: str | None = None
    kind: Kind
    claims: tuple[str, ...]
    verdict: Literal["agree", "conflict", "explained"]
    spread: Spread
    positions: tuple[Position, ...]
    conflicts: tuple[Conflict, ...] = ()


class ConflictReport(Record):
    """`conflicts.json`: the groups, and the findings inside single papers."""

    schema_version: Version = SCHEMA_VERSION
    groups: tuple[Group, ...] = ()
    findings: tuple[Finding, ...] = ()

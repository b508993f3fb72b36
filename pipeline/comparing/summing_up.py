"""A group's claims, positions and pairs → its record, with one verdict."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal
from typing import Final, Literal

from pipeline.comparing.explaining import explain
from pipeline.comparing.figures import Figure
from pipeline.comparing.pairing import Entry, witnesses
from pipeline.comparing.reasons import severity_of
from pipeline.comparing.stands import Stand
from schemas import SEVERITIES, Conflict, Group, Places, Position, Spread
from schemas.values import sorted_keys

Verdict = Literal["agree", "conflict", "explained"]

_ONE: Final = Decimal(1)
_PLACES: Final = ("area", "origin", "host", "text")
_SIX_DIGITS: Final = Context(prec=6)
_GAP_DIGITS: Final = Decimal("0.000001")
_VERDICTS: Final[dict[Verdict, int]] = {"conflict": 0, "explained": 1, "agree": 2}


def group_of(
    figures: Sequence[Figure],
    held: Mapping[Stand, Sequence[Figure]],
    entries: Sequence[Entry],
    works: Mapping[str, str],
) -> Group:
    """The record of a group, its pairs the worst first."""
    conflicts = sorted(map(_conflict, entries), key=_by_severity)
    first = figures[0].claim
    shown = first
    if "status" in first.topic:
        shown = next((figure.claim for figure in figures if "status" not in figure.claim.topic), first)
    places = first.places
    ids = tuple([figure.claim_id for figure in figures])
    return Group.of_checked(
        group_id=_hash("g", ids),
        topic=sorted_keys(shown.topic),
        label=sorted_keys(shown.label),
        places=places if type(places) is Places else Places(**{name: getattr(places, name) for name in _PLACES}),
        unit=_most_printed([figure.unit for figure in figures]),
        kind=first.kind,
        claims=ids,
        verdict=conflicts[0].verdict if conflicts else "agree",
        spread=_spread(figures),
        positions=_positions(held, works),
        conflicts=tuple(conflicts),
    )


def _most_printed(units: Sequence[str | None]) -> str | None:
    if units.count(units[0]) == len(units):
        return units[0]
    counted = Counter(units)
    return min(counted, key=lambda unit: (-counted[unit], unit or ""))


def _positions(held: Mapping[Stand, Sequence[Figure]], works: Mapping[str, str]) -> tuple[Position, ...]:
    return tuple(
        Position.of_checked(
            interval=stand.interval,
            period=side[0].claim.period,
            status=stand.status,
            claims=tuple([figure.claim_id for figure in side]),
            independent=witnesses(side, works),
        )
        for stand, side in held.items()
    )


def _spread(figures: Sequence[Figure]) -> Spread:
    values = [figure.value for figure in figures]
    if (first := values[0]) is not None and first > 0 and values.count(first) == len(values):
        return Spread.of_checked(min=first, max=first, ratio=_ONE)
    if None in values:
        values += [end for figure in figures for end in (figure.claim.quantity.low, figure.claim.quantity.high)]
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    return Spread.of_checked(min=low, max=high, ratio=_SIX_DIGITS.divide(high, low) if low > 0 else None)


def _conflict(entry: Entry) -> Conflict:
    pair = entry.pair
    ids = (entry.a_claims or (pair.a.claim_id,)) + (entry.b_claims or (pair.b.claim_id,))
    return Conflict.of_checked(  # two large positions stand in many pairs: validated, each would hold a copy
        conflict_id=_hash("c", sorted(ids)),
        a=pair.a.claim_id,
        b=pair.b.claim_id,
        a_claims=entry.a_claims,
        b_claims=entry.b_claims,
        verdict=entry.ruling.verdict,
        reasons=pair.reasons,
        explanation=explain(pair),
        gap=pair.apart.quantize(_GAP_DIGITS),
        severity=severity_of(pair),
        decision=None,
    )


def _hash(prefix: str, ids: Iterable[str]) -> str:
    return prefix + hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]


def _by_severity(conflict: Conflict) -> tuple[int, int, Decimal, str]:
    return (_VERDICTS[conflict.verdict], *conflict.importance, conflict.conflict_id)


def by_importance(group: Group) -> tuple[int, int, int, str]:
    """Conflicts first, of these the worst; then by the number of claims."""
    worst = group.conflicts[0].importance[0] if group.verdict == "conflict" else len(SEVERITIES)
    return (_VERDICTS[group.verdict], worst, -len(group.claims), group.group_id)

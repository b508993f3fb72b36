"""Claims with one key → a group: its positions, the pairs that do not agree, and one verdict."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from itertools import chain, combinations, islice, product
from typing import Final, NamedTuple

import pandas as pd

from pipeline.comparing.doubts import Doubts, printed_in_tables
from pipeline.comparing.explaining import Pair, explain
from pipeline.comparing.keys import Key, broader_keys, key_of
from pipeline.comparing.reasons import reasons_of, severity_of, work_of
from pipeline.comparing.stands import Stand, reading_order, stand_of, stands_by_place
from pipeline.comparing.verdicts import CONFLICT, Ruling, apart, judge, rulings
from pipeline.numbers.interval import gap
from schemas import Claim, Conflict, Group, Places, Position, Spread

MOST_PAIRWISE: Final = 200
"""Up to so many claims a group lists every pair of claims that does not agree; above, pairs of positions."""

MOST_ENTRIES: Final = 20_000
"""No group lists more pairs than this: nobody reads them, and a group of a million claims must not fill the disk. Its
positions are all there, so what is not listed can still be seen."""

MOST_LOOKED_AT: Final = 1_000_000
"""In a large group, so many pairs of positions of different times, or with a bound, are looked at."""

MOST_NARROWER: Final = 50
"""No group lists more pairs with narrower claims than this."""

_GAP_DIGITS: Final = Decimal("0.000001")
_VERDICTS: Final = {"conflict": 0, "explained": 1, "agree": 2}
_SEVERITIES: Final = {"high": 0, "medium": 1, "low": 2}

NARROWER: Final = Ruling("explained", "different-definition")


def compare_claims(claims: Sequence[Claim], *, works: Mapping[str, str]) -> tuple[Group, ...]:
    """All groups of two claims or more, the worst first (DESIGN.md, "When do two claims speak of the same thing?").

    `works` tells which work a paper is an edition of (paper_id -> work_id). The order of the claims does not matter.
    """
    buckets = _buckets(claims, works)
    broader = broader_keys(set(buckets))
    narrower: dict[Key, list[Key]] = {}
    for special, generals in broader.items():
        for general in generals:
            narrower.setdefault(general, []).append(special)
    quiet = _quiet_keys(buckets)
    printed = printed_in_tables(claims)
    groups = []
    for key, members in buckets.items():
        entries = [] if key in quiet else list(_entries(members, Doubts(key, members, printed), works))
        for special in narrower.get(key, ()):
            entries += islice(_narrower_entries(members, buckets[special], works), MOST_NARROWER)
        if len(members) > 1 or entries:
            groups.append(_group(key, members, entries))
    return tuple(sorted(groups, key=_by_importance))


def _buckets(claims: Iterable[Claim], works: Mapping[str, str]) -> dict[Key, list[Claim]]:
    """The claims under their keys, each once and in the order of papers and places."""
    unique = {claim.claim_id: claim for claim in claims}
    buckets: dict[Key, list[Claim]] = {}
    for claim in sorted(unique.values(), key=reading_order):
        key = key_of(claim, work=work_of(claim, works))
        if key is not None:
            buckets.setdefault(key, []).append(claim)
    return buckets


def _quiet_keys(buckets: Mapping[Key, Sequence[Claim]]) -> set[Key]:
    """Keys under which all claims hold one status and period and share a value: nothing to list.

    Floats decide only where they are clear of an edge; all else is looked at in Decimal.
    """
    states: dict[tuple[object, str], int] = {}
    rows = []
    for number, members in enumerate(buckets.values()):
        for claim in members:
            stand = stand_of(claim)
            state = states.setdefault((stand.span, stand.status), len(states))
            rows.append((number, float(stand.low), float(stand.high), state, None in stand.interval))
    frame = pd.DataFrame(rows, columns=["key", "low", "high", "state", "open"])
    seen = frame.groupby("key").agg(
        low=("low", "max"), high=("high", "min"), first=("state", "min"), last=("state", "max"), open=("open", "any")
    )
    clear = seen["low"] < seen["high"] - 1e-9 * seen["high"].abs().clip(upper=1e300)
    quiet = clear & (seen["first"] == seen["last"]) & ~seen["open"]
    return {key for key, calm in zip(buckets, quiet, strict=True) if calm}


class _Entry(NamedTuple):
    pair: Pair
    ruling: Ruling
    backed: bool
    a_claims: tuple[str, ...] | None = None
    b_claims: tuple[str, ...] | None = None


def _entries(members: Sequence[Claim], doubts: Doubts, works: Mapping[str, str]) -> Iterator[_Entry]:
    """The pairs under one key that do not agree: of claims, or of positions where there are many claims."""
    held = stands_by_place(members)
    stands = list(held)
    if len(members) <= MOST_PAIRWISE:
        for i, j, ruling in rulings(stands):
            backed = _backed(held[stands[i]], held[stands[j]], works)
            for a, b in product(held[stands[i]], held[stands[j]]):
                yield _entry(a, b, doubts.eased(a, b, ruling), works, backed=backed)
        return
    for i, j, ruling in islice(_position_rulings(stands), MOST_ENTRIES):
        sides = held[stands[i]], held[stands[j]]
        a, b = (_spokesman(side) for side in sides)
        entry = _entry(a, b, doubts.eased(a, b, ruling), works, backed=_backed(*sides, works))
        flip = entry.pair.a is b
        first, second = (tuple(claim.claim_id for claim in side) for side in (reversed(sides) if flip else sides))
        yield entry._replace(a_claims=first, b_claims=second)


def _spokesman(side: Sequence[Claim]) -> Claim:
    """The claim that stands for a position: one of the prose that is no single person's words, if there is one."""
    return min(side, key=lambda claim: (claim.weight == "low", claim.origin == "table"))


def _position_rulings(stands: Sequence[Stand]) -> Iterator[tuple[int, int, Ruling]]:
    """As `rulings`, conflicts of one time and status first, found by the sweep; then all else."""
    by_state: dict[object, list[int]] = {}
    for i, stand in enumerate(stands):
        by_state.setdefault((stand.span, stand.status), []).append(i)
    for indices in by_state.values():
        for i, j in apart([stands[index] for index in indices]):
            yield indices[i], indices[j], CONFLICT
    bounds = [i for i, stand in enumerate(stands) if None in stand.interval]
    within = (pair for i in bounds for pair in ((min(i, j), max(i, j)) for j in range(len(stands)) if j != i))
    across = (pair for one, other in combinations(by_state.values(), 2) for pair in product(one, other))
    for i, j in dict.fromkeys(islice(chain(across, within), MOST_LOOKED_AT)):
        a, b = stands[i], stands[j]
        ruling = judge(a, b)
        if ruling is not None and (ruling is not CONFLICT or (a.span, a.status) != (b.span, b.status)):
            yield min(i, j), max(i, j), ruling


def _backed(one: Sequence[Claim], other: Sequence[Claim], works: Mapping[str, str]) -> bool:
    return all(len({work_of(claim, works) for claim in side}) > 1 for side in (one, other))


def _entry(a: Claim, b: Claim, ruling: Ruling, works: Mapping[str, str], *, backed: bool) -> _Entry:
    if reading_order(b) < reading_order(a):
        a, b = b, a
    distance = gap(a.quantity.interval, b.quantity.interval)
    pair = Pair(a, b, ruling.verdict, reasons_of(a, b, ruling, works=works), distance)
    return _Entry(pair, ruling, backed)


def _narrower_entries(general: Sequence[Claim], special: Sequence[Claim], works: Mapping[str, str]) -> Iterator[_Entry]:
    """Pairs of a claim with one that counts more narrowly, of comparable time and status."""
    for a, b in product(general, special):
        if "low" in (a.weight, b.weight):
            continue
        ruling = judge(stand_of(a), stand_of(b))
        if ruling is None or ruling is CONFLICT or ruling.reason == "bound":
            yield _entry(a, b, NARROWER, works, backed=False)


def _group(key: Key, members: Sequence[Claim], entries: Sequence[_Entry]) -> Group:
    conflicts = sorted((_conflict(entry) for entry in entries), key=_by_severity)
    verdict = min((c.verdict for c in conflicts), key=_VERDICTS.__getitem__, default="agree")
    places = members[0].places
    units = Counter(claim.quantity.unit for claim in members)
    return Group(
        group_id=_hash("g", (claim.claim_id for claim in members)),
        topic=members[0].topic,
        label=members[0].label,
        places=Places(area=places.area, origin=places.origin, host=places.host, text=places.text),
        unit=min(units, key=lambda unit: (-units[unit], unit or "")),
        kind=key.kind,
        claims=tuple(claim.claim_id for claim in members),
        verdict=verdict,
        spread=_spread(members),
        positions=_positions(members),
        conflicts=tuple(conflicts),
    )


def _positions(members: Sequence[Claim]) -> tuple[Position, ...]:
    return tuple(
        Position(
            interval=stand.interval,
            period=held[0].period,
            status=stand.status,
            claims=tuple(claim.claim_id for claim in held),
        )
        for stand, held in stands_by_place(members).items()
    )


def _spread(members: Sequence[Claim]) -> Spread:
    values: list[Decimal] = []
    for claim in members:
        quantity = claim.quantity
        values += [v for v in (quantity.value, quantity.low, quantity.high) if v is not None]
    low, high = min(values), max(values)
    with localcontext(prec=6):
        return Spread(min=low, max=high, ratio=high / low if low > 0 else None)


def _conflict(entry: _Entry) -> Conflict:
    pair = entry.pair
    ids = (entry.a_claims or (pair.a.claim_id,)) + (entry.b_claims or (pair.b.claim_id,))
    return Conflict(
        conflict_id=_hash("c", sorted(ids)),
        a=pair.a.claim_id,
        b=pair.b.claim_id,
        a_claims=entry.a_claims,
        b_claims=entry.b_claims,
        verdict=entry.ruling.verdict,
        reasons=pair.reasons,
        explanation=explain(pair),
        gap=pair.apart.quantize(_GAP_DIGITS),
        severity=severity_of(pair.a, pair.b, entry.ruling, pair.reasons, backed=entry.backed),
    )


def _hash(prefix: str, ids: Iterable[str]) -> str:
    return prefix + hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]


def _by_severity(conflict: Conflict) -> tuple[int, int, Decimal, str]:
    return (_VERDICTS[conflict.verdict], _SEVERITIES[conflict.severity], -conflict.gap, conflict.conflict_id)


def _by_importance(group: Group) -> tuple[int, int, int, str]:
    worst = _SEVERITIES[group.conflicts[0].severity] if group.verdict == "conflict" else 3
    return (_VERDICTS[group.verdict], worst, -len(group.claims), group.group_id)

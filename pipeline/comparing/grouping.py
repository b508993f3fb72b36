"""Claims with one key → a group: its positions, the pairs that do not agree, and one verdict."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from itertools import chain, combinations, islice, product
from typing import Final, NamedTuple

from pipeline.comparing.doubts import Doubts, printed_in_tables
from pipeline.comparing.explaining import Pair, explain
from pipeline.comparing.hints import Fitting, hints_of
from pipeline.comparing.independence import independent_works
from pipeline.comparing.keys import Key, broader_keys, key_of, mixed_units
from pipeline.comparing.reasons import reasons_of, severity_of
from pipeline.comparing.stands import Stand, reading_order, stand_of, stands_by_place
from pipeline.comparing.verdicts import CONFLICT, Ruling, apart, judge, rulings
from pipeline.numbers.interval import gap, meets
from schemas import SEVERITIES, Claim, Conflict, Group, Places, Position, Spread

MOST_PAIRWISE: Final = 200
"""Up to so many claims a group lists every pair of claims that does not agree; above, pairs of positions."""

MOST_ENTRIES: Final = 2_000
"""No group lists more pairs than this: nobody reads them, and a group of a million claims must not fill the disk. Its
positions are all there, so what is not listed can still be seen."""

MOST_EXPLAINED: Final = 500
"""Of a large group, so many explained pairs of positions are listed: conflicts go first."""

MOST_LOOKED_AT: Final = 1_000_000
"""In a large group, so many pairs of positions of different times, or with a bound, are looked at."""

MOST_NARROWER: Final = 50
"""No group lists more pairs with narrower claims than this."""

MOST_WITNESSES: Final = 100
"""Of a position that more claims hold, so many are asked whom they lean on."""

_ONE: Final = Decimal(1)
_PLACES: Final = ("area", "origin", "host", "text")
_GAP_DIGITS: Final = Decimal("0.000001")
_VERDICTS: Final = {"conflict": 0, "explained": 1, "agree": 2}

NARROWER: Final = Ruling("explained", "different-definition")
MIXED_UNITS: Final = Ruling("explained", "unit")


class Survey(NamedTuple):
    """What is known of all claims while some are compared: figures printed in tables, counts of parts and wholes."""

    printed: Mapping[str, set[Decimal]]
    fitting: Fitting


def survey(claims: Iterable[Claim], *, claim: Callable[[int], Claim]) -> Survey:
    """One look over all claims; far smaller than they are. `claim` gives the nth of them again."""
    fitting = Fitting(claim)

    def passing() -> Iterator[Claim]:
        for number, seen in enumerate(claims):
            fitting.note(seen, number)
            yield seen

    return Survey(printed_in_tables(passing()), fitting)


def compare_claims(
    claims: Sequence[Claim], *, works: Mapping[str, str], seen: Survey | None = None
) -> tuple[Group, ...]:
    """All groups of two claims or more, the worst first (DESIGN.md, "When do two claims speak of the same thing?").

    `works` tells which work a paper is an edition of (paper_id -> work_id). The order of the claims does not matter.
    `seen` is the survey of all claims when these are only a part of them (see partitions.py).
    """
    return tuple(sorted(grouped(claims, works=works, seen=seen), key=by_importance))


def grouped(claims: Sequence[Claim], *, works: Mapping[str, str], seen: Survey | None = None) -> Iterator[Group]:
    """The groups of `compare_claims` one after another, in no order of importance: one of them may be large."""
    buckets = _buckets(claims, works)
    broader = broader_keys(set(buckets))
    narrower: dict[Key, list[Key]] = {}
    for special, generals in broader.items():
        for general in generals:
            narrower.setdefault(general, []).append(special)
    mixed = mixed_units(buckets)
    seen = seen or survey(claims, claim=claims.__getitem__)
    setting = _Setting(works, seen.fitting)
    for key, members in buckets.items():
        if len(members) == 1 and key not in narrower and key not in mixed:
            continue
        held = stands_by_place(members)
        entries = (
            [] if _all_meet(held) else list(_entries(held, Doubts(key, members, seen.printed, works=works), setting))
        )
        for special in narrower.get(key, ()):
            entries += islice(_narrower_entries(members, buckets[special], setting), MOST_NARROWER)
        if key in mixed:
            entries += islice(_mixed_entries(members, buckets[mixed[key]], setting), MOST_NARROWER)
        if len(members) > 1 or entries:
            yield _group(members, held, entries, works)


def _buckets(claims: Iterable[Claim], works: Mapping[str, str]) -> dict[Key, list[Claim]]:
    """The claims under their keys, each once and in the order of papers and places."""
    unique = {claim.claim_id: claim for claim in claims}
    buckets: dict[Key, list[Claim]] = {}
    for claim in unique.values():
        key = key_of(claim, works=works)
        if key is not None:
            buckets.setdefault(key, []).append(claim)
    for members in buckets.values():
        if len(members) > 1:
            members.sort(key=reading_order)
    return buckets


def _all_meet(held: Mapping[Stand, Sequence[Claim]]) -> bool:
    """Whether all positions are of one status and time, bounded, and share a value: nothing to list."""
    if len(held) == 1:
        return True
    if len({(stand.span, stand.status) for stand in held}) > 1 or any(None in stand.interval for stand in held):
        return False
    return max(stand.low for stand in held) <= min(stand.high for stand in held)


class _Setting(NamedTuple):
    """What all groups are seen against."""

    works: Mapping[str, str]
    fitting: Fitting


class _Entry(NamedTuple):
    pair: Pair
    ruling: Ruling
    a_claims: tuple[str, ...] | None = None
    b_claims: tuple[str, ...] | None = None


def _entries(held: Mapping[Stand, Sequence[Claim]], doubts: Doubts, setting: _Setting) -> Iterator[_Entry]:
    """The pairs under one key that do not agree: of claims, or of positions where there are many claims."""
    stands = list(held)
    found = list(rulings(stands)) if sum(map(len, held.values())) <= MOST_PAIRWISE else []
    pairs = sum(len(held[stands[i]]) * len(held[stands[j]]) for i, j, _ in found)
    if sum(map(len, held.values())) <= MOST_PAIRWISE and pairs <= MOST_ENTRIES:
        sides = _Sides(stands, held, found, setting.works)
        for i, j, ruling in found:
            standing = sides.standing(i, j) if ruling is CONFLICT else (1, 1)
            for a, b in product(held[stands[i]], held[stands[j]]):
                yield _entry(a, b, doubts.eased(a, b, ruling), setting, standing=standing)
        return
    voices = [_voice(held[stand], setting.works) for stand in stands]
    for i, j, ruling in _bounded(_position_rulings(stands)):
        one, other = voices[i], voices[j]
        eased = doubts.eased(one.claim, other.claim, ruling)
        entry = _entry(one.claim, other.claim, eased, setting, standing=(one.independent, other.independent))
        first, second = (other, one) if entry.pair.a is other.claim else (one, other)
        yield entry._replace(a_claims=first.ids, b_claims=second.ids)


def _bounded(found: Iterator[tuple[int, int, Ruling]]) -> Iterator[tuple[int, int, Ruling]]:
    """As many conflicts and explained pairs as anybody reads: n years of a series make n² / 2 pairs of two years."""
    left = {"conflict": MOST_ENTRIES, "explained": MOST_EXPLAINED}
    for i, j, ruling in found:
        if left[ruling.verdict]:
            left[ruling.verdict] -= 1
            yield i, j, ruling
        if not left["conflict"]:
            return


class _Voice(NamedTuple):
    """A position of a large group: the claim that speaks for it, all its claims, and how many works say it."""

    claim: Claim
    ids: tuple[str, ...]
    independent: int


def _voice(side: Sequence[Claim], works: Mapping[str, str]) -> _Voice:
    """A claim of the prose that is no single person's words speaks for the position, if there is one."""
    speaking = min(side, key=lambda claim: (claim.weight == "low", claim.origin == "table"))
    return _Voice(speaking, tuple(sorted(claim.claim_id for claim in side)), _witnesses(side, works))


def _witnesses(side: Sequence[Claim], works: Mapping[str, str]) -> int:
    return 1 if len(side) == 1 else independent_works(islice(side, MOST_WITNESSES), works)


class _Sides:
    """Who stands on each side of a conflict: the claims that agree with one position and not with the other."""

    def __init__(
        self,
        stands: Sequence[Stand],
        held: Mapping[Stand, Sequence[Claim]],
        found: Sequence[tuple[int, int, Ruling]],
        works: Mapping[str, str],
    ) -> None:
        self._claims = [held[stand] for stand in stands]
        self._against = [set[int]() for _ in stands]
        self._works = works
        self._known: dict[frozenset[int], int] = {}
        for i, j, _ in found:
            self._against[i].add(j)
            self._against[j].add(i)

    def standing(self, i: int, j: int) -> tuple[int, int]:
        """How many independent works are on the side of each of two positions."""
        return self._count(self._against[j] - self._against[i]), self._count(self._against[i] - self._against[j])

    def _count(self, side: set[int]) -> int:
        key = frozenset(side)
        if key not in self._known:
            claims = (claim for index in key for claim in self._claims[index])
            self._known[key] = independent_works(claims, self._works)
        return self._known[key]


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


def _entry(a: Claim, b: Claim, ruling: Ruling, setting: _Setting, *, standing: tuple[int, int]) -> _Entry:
    if reading_order(b) < reading_order(a):
        a, b, standing = b, a, (standing[1], standing[0])
    distance = gap(a.quantity.interval, b.quantity.interval)
    conflict = ruling.verdict == "conflict"
    pair = Pair(
        a,
        b,
        ruling.verdict,
        reasons_of(a, b, ruling, works=setting.works),
        distance,
        hints_of(a, b, setting.fitting) if conflict else (),
        standing if conflict else (1, 1),
    )
    return _Entry(pair, ruling)


def _narrower_entries(general: Sequence[Claim], special: Sequence[Claim], setting: _Setting) -> Iterator[_Entry]:
    """Pairs of a claim with one that counts more narrowly, of comparable time and status."""
    for a, b in product(general, special):
        if "low" in (a.weight, b.weight):
            continue
        ruling = judge(stand_of(a), stand_of(b))
        if ruling is None or ruling is CONFLICT or ruling.reason == "bound":
            yield _entry(a, b, NARROWER, setting, standing=(1, 1))


def _mixed_entries(percents: Sequence[Claim], points: Sequence[Claim], setting: _Setting) -> Iterator[_Entry]:
    """Pairs of one figure of one time, in percent here and in percentage points there."""
    for a, b in product(percents, points):
        if "low" in (a.weight, b.weight) or not meets(a.quantity.interval_narrow, b.quantity.interval_narrow):
            continue
        if judge(stand_of(a), stand_of(b)) is None:
            yield _entry(a, b, MIXED_UNITS, setting, standing=(1, 1))


def _group(
    members: Sequence[Claim],
    held: Mapping[Stand, Sequence[Claim]],
    entries: Sequence[_Entry],
    works: Mapping[str, str],
) -> Group:
    conflicts = sorted((_conflict(entry) for entry in entries), key=_by_severity)
    verdict = min((c.verdict for c in conflicts), key=_VERDICTS.__getitem__, default="agree")
    places = members[0].places
    shown = next((claim for claim in members if "status" not in claim.topic), members[0])
    unit = _most_printed([claim.quantity.unit for claim in members])
    return Group(
        group_id=_hash("g", (claim.claim_id for claim in members)),
        topic=shown.topic,
        label=shown.label,
        places=places if type(places) is Places else Places(**{name: getattr(places, name) for name in _PLACES}),
        unit=unit,
        kind=members[0].kind,
        claims=tuple(claim.claim_id for claim in members),
        verdict=verdict,
        spread=_spread(members),
        positions=_positions(held, works),
        conflicts=tuple(conflicts),
    )


def _most_printed(units: Sequence[str | None]) -> str | None:
    if len(set(units)) == 1:
        return units[0]
    counted = Counter(units)
    return min(counted, key=lambda unit: (-counted[unit], unit or ""))


def _positions(held: Mapping[Stand, Sequence[Claim]], works: Mapping[str, str]) -> tuple[Position, ...]:
    return tuple(
        Position(
            interval=stand.interval,
            period=side[0].period,
            status=stand.status,
            claims=tuple(claim.claim_id for claim in side),
            independent=_witnesses(side, works),
        )
        for stand, side in held.items()
    )


def _spread(members: Sequence[Claim]) -> Spread:
    quantities = [claim.quantity for claim in members]
    values = {quantity.value for quantity in quantities}
    if None in values:
        values.update(end for quantity in quantities for end in (quantity.low, quantity.high))
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    if low == high > 0:
        return Spread(min=low, max=high, ratio=_ONE)
    with localcontext(prec=6):
        return Spread(min=low, max=high, ratio=high / low if low > 0 else None)


def _conflict(entry: _Entry) -> Conflict:
    pair = entry.pair
    ids = (entry.a_claims or (pair.a.claim_id,)) + (entry.b_claims or (pair.b.claim_id,))
    return Conflict.model_construct(  # two large positions stand in many pairs: validated, each would hold a copy
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

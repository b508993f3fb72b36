"""The pairs under one key that do not agree: of claims, or of positions where there are many claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain, combinations, islice, product
from typing import Final, NamedTuple

from pipeline.comparing.doubts import TWO_THINGS, Doubts
from pipeline.comparing.explaining import Pair
from pipeline.comparing.figures import Figure
from pipeline.comparing.hints import Fitting, hints_of, slip_of
from pipeline.comparing.independence import independent_works
from pipeline.comparing.keys import GROUPS
from pipeline.comparing.reasons import reasons_of
from pipeline.comparing.scopes import counted_otherwise
from pipeline.comparing.stands import Stand, reading_order, stand_of, stands_by_place
from pipeline.comparing.survey import Survey
from pipeline.comparing.told_otherwise import Guest, is_swapped
from pipeline.comparing.verdicts import CONFLICT, Ruling, apart, judge, rulings
from pipeline.numbers.interval import gap, meets
from schemas import Claim

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

MOST_CROSSED: Final = 20_000
"""Up to so many pairs of figures of two keys are looked at one by one."""

NEAR: Final = Decimal("0.25")
"""Figures of one time, of which only those of other times show that they may be one, are one when no further apart."""

MOST_WITNESSES: Final = 100
"""Of a position that more claims hold, so many are asked whom they lean on."""

NARROWER: Final = Ruling("explained", "different-definition")
MIXED_UNITS: Final = Ruling("explained", "unit")


class Setting(NamedTuple):
    """What all groups are seen against: which paper is of which work, and a look over all claims when it is needed."""

    works: Mapping[str, str]
    seen: Callable[[], Survey]

    def printed(self) -> Mapping[str, set[Decimal]]:
        """For each paper, the values of the cells of its tables."""
        return self.seen().printed

    def fitting(self) -> Fitting:
        """The counts of parts and wholes."""
        return self.seen().fitting


class Entry(NamedTuple):
    """A pair and its ruling; the ids of the claims on each side where positions are held against each other."""

    pair: Pair
    ruling: Ruling
    a_claims: tuple[str, ...] | None = None
    b_claims: tuple[str, ...] | None = None


def entries_of(held: Mapping[Stand, Sequence[Figure]], doubts: Doubts, setting: Setting) -> Iterator[Entry]:
    """The pairs under one key that do not agree: of claims, or of positions where there are many claims."""
    stands = list(held)
    found = list(rulings(stands)) if sum(map(len, held.values())) <= MOST_PAIRWISE else []
    pairs = sum(len(held[stands[i]]) * len(held[stands[j]]) for i, j, _ in found)
    if sum(map(len, held.values())) <= MOST_PAIRWISE and pairs <= MOST_ENTRIES:
        sides = _Sides(stands, held, found, setting.works)
        for i, j, ruling in found:
            standing = sides.standing(i, j) if ruling is CONFLICT else (1, 1)
            for a, b in product(held[stands[i]], held[stands[j]]):
                eased = doubts.eased(a.claim, b.claim, ruling)
                yield _entry(a.claim, b.claim, eased, setting, standing=standing)
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


def _voice(side: Sequence[Figure], works: Mapping[str, str]) -> _Voice:
    """A claim of the prose that is no single person's words speaks for the position, if there is one."""
    speaking = min(
        (figure.claim for figure in side), key=lambda claim: (claim.weight == "low", claim.origin == "table")
    )
    return _Voice(speaking, tuple(sorted(figure.claim_id for figure in side)), witnesses(side, works))


def witnesses(side: Sequence[Figure], works: Mapping[str, str]) -> int:
    """How many independent works hold a position."""
    return 1 if len(side) == 1 else independent_works(side[:MOST_WITNESSES], works)


class _Sides:
    """Who stands on each side of a conflict: the claims that agree with one position and not with the other."""

    def __init__(
        self,
        stands: Sequence[Stand],
        held: Mapping[Stand, Sequence[Figure]],
        found: Sequence[tuple[int, int, Ruling]],
        works: Mapping[str, str],
    ) -> None:
        self._figures = [held[stand] for stand in stands]
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
            figures = (figure for index in key for figure in self._figures[index])
            self._known[key] = independent_works(figures, self._works)
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


def _entry(a: Claim, b: Claim, ruling: Ruling, setting: Setting, *, standing: tuple[int, int]) -> Entry:
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
    return Entry(pair, ruling)


def narrower_entries(
    general: Sequence[Figure],
    special: Sequence[Figure],
    setting: Setting,
    *,
    contained: bool = True,
    measure_left_out: bool = False,
) -> Iterator[Entry]:
    """Pairs of a claim with one that counts more narrowly, those of comparable time and status first: a conflict only
    where one figure is the other with two digits swapped, only what is measured is left out, or the narrower sentence
    itself says no more. `contained`: the narrower words say all that the others do."""
    if len(general) * len(special) > MOST_CROSSED:
        general, special = ([first for first, *_ in stands_by_place(side).values()] for side in (general, special))
    left = MOST_NARROWER
    of_other_times: list[tuple[Claim, Claim]] = []
    once = _ToldOnce(general), _ToldOnce(special)
    for one, other in islice(product(general, special), MOST_CROSSED):
        a, b = one.claim, other.claim
        if "low" in (a.weight, b.weight):
            continue
        ruling = judge(stand_of(a), stand_of(b))
        if ruling is CONFLICT and a.period is not None and one.holds[1] == other.holds[1]:
            may_be_one = measure_left_out or (contained and _says_no_more(b, a))
            near = may_be_one and one.paper_id != other.paper_id and _near(a, b) and not counted_otherwise(a, b)
            if (contained and slip_of(a, b) == "digits-swapped") or (near and once[0].by(one) and once[1].by(other)):
                yield _entry(a, b, CONFLICT, setting, standing=(1, 1))
                continue
        if left and (ruling is None or ruling is CONFLICT or ruling.reason == "bound"):
            left -= 1
            yield _entry(a, b, NARROWER, setting, standing=(1, 1))
        elif len(of_other_times) < left and one.paper_id != other.paper_id:
            of_other_times.append((a, b))
    for a, b in of_other_times[:left]:
        yield _entry(a, b, NARROWER, setting, standing=(1, 1))


def _says_no_more(special: Claim, general: Claim) -> bool:
    """Whether a sentence says no more than the other: what it has besides was told before it, and is no group of
    people or things."""
    more = {slot for slot, code in special.topic.items() if general.topic.get(slot) != code}
    return more <= set(special.inherited) and more.isdisjoint(GROUPS)


def guest_entries(
    figures: Sequence[Figure], guests: Sequence[Guest], doubts: Doubts, setting: Setting
) -> Iterator[Entry]:
    """Pairs of a claim with one of another key that tells a figure of this one again (retold.py), and of two such.

    Of a large group one claim of each position is asked.
    """
    if len(figures) * len(guests) > MOST_CROSSED:
        figures = [first for first, *_ in stands_by_place(figures).values()]
    pairs = chain(
        ((figure, guest.figure, guest.sure) for figure, guest in product(figures, guests)),
        (
            (one.figure, other.figure, one.sure and other.sure)
            for one, other in combinations(guests, 2)
            if one.own != other.own
        ),
    )
    left = {"conflict": MOST_ENTRIES, "explained": MOST_EXPLAINED}
    told_once = _ToldOnce(figures)
    for one, other, sure in pairs:
        a, b = one.claim, other.claim
        ruling = judge(stand_of(a), stand_of(b))
        if ruling is CONFLICT and not (sure and is_swapped(one, other)):
            ruling = doubts.eased(a, b, ruling) if sure or (_near(a, b) and told_once.by(one)) else TWO_THINGS
        if ruling is not None and left[ruling.verdict]:
            left[ruling.verdict] -= 1
            yield _entry(a, b, ruling, setting, standing=(1, 1))


class _ToldOnce:
    """Of which times a paper has one figure under a key: of two that differ nobody knows which another paper tells."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures

    @cached_property
    def _told(self) -> Mapping[tuple[str, object, str], set[object]]:
        told: dict[tuple[str, object, str], set[object]] = {}
        for figure in self._figures:
            interval, time, status = figure.holds
            told.setdefault((figure.paper_id, time, status), set()).add(interval)
        return told

    def by(self, figure: Figure) -> bool:
        """Whether the paper of a figure has no other of its time."""
        return len(self._told.get((figure.paper_id, *figure.holds[1:]), ())) <= 1


def _near(a: Claim, b: Claim) -> bool:
    return gap(a.quantity.interval, b.quantity.interval) <= NEAR


def mixed_entries(percents: Sequence[Figure], points: Sequence[Figure], setting: Setting) -> Iterator[Entry]:
    """Pairs of one figure of one time, in percent here and in percentage points there."""
    for a, b in product(*([figure.claim for figure in side] for side in (percents, points))):
        if "low" in (a.weight, b.weight) or not meets(a.quantity.interval_narrow, b.quantity.interval_narrow):
            continue
        if judge(stand_of(a), stand_of(b)) is None:
            yield _entry(a, b, MIXED_UNITS, setting, standing=(1, 1))

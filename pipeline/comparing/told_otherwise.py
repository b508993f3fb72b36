"""Figures that two papers tell of one time in words so different that their keys differ.

16 137 people who left in 2023 here, 16.1 thousand migrants from the same country to the same places in 2023 there: of
all figures of one unit, kind, place and time no two are equal by chance, unless there are very many. Where papers meet
in such a figure, what one says under its key is what the other says under its own, and so are the figures of other
years under the two. A figure of one with two digits of the other swapped is known in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final, NamedTuple

from pipeline.comparing.figures import Figure
from pipeline.comparing.hints import slip_of
from pipeline.comparing.keys import NARROWED_KINDS, QUALIFYING, Key
from pipeline.comparing.periods import Span
from pipeline.comparing.stands import Stand
from pipeline.numbers.interval import meets

LEAST_DIGITS: Final = 3
"""So many digits of the longer of two figures, and one less of the shorter, are no chance among a few."""

SWAPPED_DIGITS: Final = 4
"""So many digits of a figure of which two are swapped in the other."""

BY_CHANCE: Final = 20
BY_CHANCE_OF_ONE: Final = 2
"""Pairs of figures times this, at most, are as many as the numbers of so many digits, so that hardly two are equal by
chance; the second where the keys have a code in common."""

LARGE: Final = Decimal(100)
"""Of things that have a code in common a number from here on, or one with decimals, is known by two digits; the former
without its time too."""

COMMON: Final = frozenset({"person", "population"})
"""Codes that are no sign of one subject."""

MOST_HELD: Final = 2_000
"""Of one unit, kind, place and time with more positions than this none is looked at: they are a register."""

FEW: Final = 6
"""Of so many positions all pairs are soon looked at."""

MOST_ASKED: Final = 200
"""Of one position, so many figures are held against a figure of another key."""

NAMING: Final = frozenset({"population", "activity", "measure", "object", "practice", "open", "of", "item"})
"""Slots that two wordings of one thing may fill with other codes. All others narrow: of two codes each is its own."""

Held = Mapping[Stand, Sequence[Figure]]


class Told(NamedTuple):
    """A position of one time under a key."""

    key: Key
    stand: Stand
    figures: Sequence[Figure]


class Meeting(NamedTuple):
    """A figure that another paper tells under the key `host`, itself told under its own."""

    host: Key
    own: Key
    figure: Figure
    stand: Stand


class Guest(NamedTuple):
    """A figure that stands under the key `host` as well as under its own; `sure` where its very number stands there."""

    host: Key
    own: Key
    figure: Figure
    sure: bool = True


def meetings(held: Mapping[Key, Held]) -> Iterator[Meeting]:
    """The figures that papers tell under two keys of one place, unit, kind and time."""
    cells: dict[tuple[object, ...], list[Told]] = {}
    for key, stands in held.items():
        if key.places and not key.work:
            for stand, figures in stands.items():
                if None not in stand.interval and (stand.span is not None or key.kind in NARROWED_KINDS):
                    cells.setdefault((key[1:], stand.span, stand.status), []).append(Told(key, stand, figures))
    for told in cells.values():
        if 1 < len(told) <= MOST_HELD and (len(told) > FEW or _may_meet(told)):
            yield from _of_one_time(told)


def told_on(held: Mapping[Key, Held], met: Iterable[Meeting]) -> Iterator[Guest]:
    """The figures of other times that a paper tells under the key of a figure that another paper tells otherwise: one
    of each time, because of two that differ nobody knows which is meant."""
    times: dict[tuple[Key, Key, str], set[Span | None]] = {}
    for meeting in met:
        times.setdefault((meeting.host, meeting.own, meeting.figure.paper_id), set()).add(meeting.stand.span)
    for (host, own, paper), known in times.items():
        by_time: dict[tuple[Span | None, str], list[Sequence[Figure]]] = {}
        for stand, figures in held[own].items():
            told = [figure for figure in figures if figure.paper_id == paper and figure.claim.weight != "low"]
            if told and stand.span is not None and stand.span not in known:
                by_time.setdefault((stand.span, stand.status), []).append(told)
        for positions in by_time.values():
            if len(positions) == 1:
                yield from (Guest(host, own, figure, sure=False) for figure in positions[0])


def _of_one_time(told: Sequence[Told]) -> Iterator[Meeting]:
    chance = _Chance(told)
    for one, other in (*_that_meet(told), *_with_digits_swapped(told)):
        if one.key == other.key or told_apart(one.key, other.key):
            continue
        akin = _has_code_of(one.key, other.key)
        if one.stand.span is None and not (akin and _is_undated_one(one, other)):
            continue
        host, guest = (one, other) if _rank(one.key) < _rank(other.key) else (other, one)
        for again in guest.figures:
            asked = host.figures[:MOST_ASKED]
            if any(_is_one(figure, again, akin) and chance.is_small(figure, again, akin) for figure in asked):
                yield Meeting(host.key, guest.key, again, guest.stand)


def _may_meet(told: Sequence[Told]) -> bool:
    return any(one.key != other.key and not told_apart(one.key, other.key) for one, other in combinations(told, 2))


def _that_meet(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs of positions whose intervals meet, by a sweep over their low ends."""
    open_ones: list[Told] = []
    for one in sorted(told, key=lambda one: (one.stand.low, one.stand.high, one.key)):
        open_ones = [other for other in open_ones if other.stand.high >= one.stand.low]
        yield from ((other, one) for other in open_ones)
        open_ones.append(one)


def _with_digits_swapped(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    alike: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        value = one.figures[0].value
        if value is not None and digits_of(value) >= SWAPPED_DIGITS:
            alike.setdefault((value.adjusted(), *sorted(value.normalize().as_tuple().digits)), []).append(one)
    for some in alike.values():
        yield from combinations(some, 2)


def told_apart(one: Key, other: Key) -> bool:
    """Whether a slot that narrows has one code in one key and another in the other."""
    said = dict(one.topic)
    return any(said.get(slot, code) != code for slot, code in other.topic if slot not in NAMING)


def _has_code_of(one: Key, other: Key) -> bool:
    """Whether the two have a code in common that tells a subject."""
    shared = set(one.topic) & set(other.topic)
    return any(slot not in QUALIFYING and code not in COMMON for slot, code in shared)


def _is_undated_one(one: Told, other: Told) -> bool:
    """Whether two positions of no known time are one number that nobody prints by chance."""
    value = one.figures[0].value
    return value is not None and value == other.figures[0].value and abs(value) >= LARGE


def _rank(key: Key) -> tuple[object, ...]:
    """The key in words that are known and say most comes first."""
    return ("open" in [slot for slot, _ in key.topic], -key.said, -len(key.topic), key)


def _is_one(one: Figure, other: Figure, akin: bool) -> bool:
    """Whether two figures of different papers are the same printed number, rounded or not, or with digits swapped. Of
    two digits are enough where the keys are akin and the numbers equal."""
    if one.paper_id == other.paper_id or one.value is None or other.value is None:
        return False
    if "low" in (one.claim.weight, other.claim.weight):
        return False
    if meets(one.claim.quantity.interval_narrow, other.claim.quantity.interval_narrow):
        fewest, most = sorted((digits_of(one.value), digits_of(other.value)))
        if one.value == other.value:
            return most >= LEAST_DIGITS or (akin and most == LEAST_DIGITS - 1 and is_precise(one.value))
        return most >= LEAST_DIGITS and LEAST_DIGITS - 1 <= fewest < most
    return is_swapped(one, other)


def is_precise(value: Decimal) -> bool:
    """Whether two digits tell a number among those of one subject: 4.7 or 4700, and not one of the numbers up to 99 of
    which papers are full."""
    return abs(value) >= LARGE or value != value.to_integral_value()


def is_swapped(one: Figure, other: Figure) -> bool:
    """Whether one figure is the other with two of its digits swapped."""
    if one.value is None or other.value is None or digits_of(one.value) < SWAPPED_DIGITS:
        return False
    return slip_of(one.claim, other.claim) == "digits-swapped"


class _Chance:
    """How many figures of one unit, kind, place and time each paper prints."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self._printed: dict[str, int] = {}

    def is_small(self, one: Figure, other: Figure, akin: bool) -> bool:
        """Whether hardly any two figures of the two papers are equal by chance."""
        assert one.value is not None
        assert other.value is not None
        pairs = self._of(one.paper_id) * self._of(other.paper_id)
        return bool(
            pairs * (BY_CHANCE_OF_ONE if akin else BY_CHANCE) <= 10 ** min(digits_of(one.value), digits_of(other.value))
        )

    def _of(self, paper: str) -> int:
        if paper not in self._printed:
            self._printed[paper] = sum(any(f.paper_id == paper for f in one.figures) for one in self._told)
        return self._printed[paper]


def digits_of(value: Decimal | None) -> int:
    """Digits of a printed number without the zeros at its end."""
    return 0 if value is None else len(value.normalize().as_tuple().digits)

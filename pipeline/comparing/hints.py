"""What a careful reader would notice of two figures that conflict: a slip of the pen, or a whole that would fit."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

from pipeline.comparing.periods import comparable
from pipeline.comparing.stands import stand_of
from pipeline.numbers.interval import divide, meets, multiply
from pipeline.numbers.slips import slip_between
from schemas import Claim, Interval

LEAST_DIGITS: Final = 3
"""Digits of figures that can be told to be the same but for a slip; of two digits any two are near."""

MOST_TRIED: Final = 400
"""So many pairs of a part and a whole are tried for one share."""

MOST_HELD: Final = 4_096
"""Claims that are kept at hand while parts and wholes are tried: 20 MB."""

SLIPS: Final = ("decimal-point", "digits-swapped", "one-digit")
"""Hints that one figure may be the other, mistyped."""

SCALE_SLIPS: Final = (Decimal(1000), Decimal(1_000_000))
"""A lost or added "thousand" or "million" is the usual slip with units."""

_EVERYWHERE: Final = (None, "WLD")

_POINT_MOVES: Final = (Decimal(10), Decimal(100))
_WHOLE: Final = Decimal(100)
_FAR_APART: Final = 400
"""Figures that a thousand parts, both rounded, are so many times apart at least."""


class Hint(NamedTuple):
    """The name of a sentence in explanations.toml, and the claims that it names besides the pair."""

    name: str
    side: int = 0
    claims: tuple[Claim, ...] = ()


_Counted = tuple[tuple[tuple[str, str], ...], str | None, str | None]
"""The topic, which a part and its whole have in common with their share, where those counted come from, and where they
are; None for everywhere."""


class Fitting:
    """Counts of parts and wholes, to see of what a share could be a share.

    Claims are not held, only their numbers in the order in which they were noted; `claim` gives one by its number.
    """

    def __init__(self, claim: Callable[[int], Claim]) -> None:
        self._claim = lru_cache(maxsize=MOST_HELD)(claim)
        self._counts: dict[_Counted, array[int]] = {}

    def note(self, claim: Claim, number: int) -> None:
        """Take in a claim that may be a part or a whole. Of one place, no more than are ever tried."""
        if claim.kind != "count" or "population" not in claim.topic or claim.weight == "low":
            return
        if claim.status == "measured":
            places = claim.places
            where = (
                tuple(sorted(claim.topic.items())),
                places.origin,
                None if places.host in _EVERYWHERE else places.host,
            )
            numbers = self._counts.get(where)
            if numbers is None:
                numbers = self._counts[where] = array("q")
            if len(numbers) < MOST_TRIED:
                numbers.append(number)

    def part_and_whole(self, share: Claim) -> tuple[Claim, Claim] | None:
        """A part in the share's host country and a whole of all hosts that would make this very share."""
        if share.kind != "share" or share.places.host in _EVERYWHERE:
            return None
        topic = tuple(sorted((slot, code) for slot, code in share.topic.items() if slot != "of"))
        parts, wholes = (self._counts.get((topic, share.places.origin, host), ()) for host in (share.places.host, None))
        for numbers in islice(product(parts, wholes), MOST_TRIED):
            part, whole = map(self._claim, numbers)
            if comparable(stand_of(part).span, stand_of(whole).span) and _makes(part, whole, share):
                return part, whole
        return None


def _makes(part: Claim, whole: Claim, share: Claim) -> bool:
    low, high = part.quantity.interval_narrow, whole.quantity.interval_narrow
    if None in low or None in high or not high[0]:
        return False
    made = multiply(divide(low, high), (_WHOLE, _WHOLE))
    return made[1] is not None and made[1] < _WHOLE and meets(made, share.quantity.interval_narrow)


def hints_of(a: Claim, b: Claim, fitting: Callable[[], Fitting]) -> tuple[Hint, ...]:
    """What to add to a conflict between two claims, surest first."""
    found = [Hint(name) for name in (slip_of(a, b),) if name]
    for side, claim in enumerate((a, b)):
        fits = fitting().part_and_whole(claim) if claim.kind == "share" else None
        if fits is not None:
            found.append(Hint("fits", side, fits))
    return tuple(found)


def slip_of(a: Claim, b: Claim) -> str | None:
    """The hint that one of the two figures may be the other, mistyped."""
    one, other = a.quantity.value, b.quantity.value
    if one is None or other is None or one == other or one.is_signed() or other.is_signed():
        return None
    moved = max(one, other) / min(one, other) if min(one, other) else Decimal(0)
    if moved in _POINT_MOVES and len(_digits(one).rstrip("0")) > 1:
        return "decimal-point"
    x, y = _digits(one), _digits(other)
    told = max(len(x.rstrip("0")), len(y.rstrip("0")))
    if told < LEAST_DIGITS or len(x) != len(y) or one.adjusted() != other.adjusted():
        return None
    slip = slip_between(x, y)
    return None if slip == "one-digit" and told == LEAST_DIGITS else slip


def _digits(value: Decimal) -> str:
    """All digits from the first that is not zero."""
    return format(value, "f").replace(".", "").lstrip("0")


def scale_slip(one: Interval, other: Interval, factors: Iterable[Decimal]) -> bool:
    """Whether the two are the same but for one of the factors: a lost "thousand"."""
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return False
    if one[0] >= 0 and other[0] >= 0 and one[1] * _FAR_APART > other[0] and other[1] * _FAR_APART > one[0]:
        return False  # too near for any factor
    return any(meets(multiply(one, (f, f)), other) or meets(one, multiply(other, (f, f))) for f in factors)

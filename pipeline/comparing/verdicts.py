"""The verdict on two stands about one thing: the first rule of DESIGN.md that applies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from pipeline.comparing.periods import comparable
from pipeline.comparing.stands import Stand, last_digit_worth
from pipeline.numbers.interval import meets
from schemas import Reason


class Ruling(NamedTuple):
    """What is said of a pair that does not simply agree, and the rule that said it."""

    verdict: Literal["conflict", "explained"]
    reason: Reason | None = None


CONFLICT = Ruling("conflict")


def judge(a: Stand, b: Stand) -> Ruling | None:
    """The ruling on two stands of one key; None when they agree. The order of the two does not matter."""
    if a.status != b.status and not _is_one_plan(a, b):
        return Ruling("explained", "target" if "target" in (a.status, b.status) else "projection")
    if not comparable(a.span, b.span):
        return Ruling("explained", "different-period")
    if not meets(a.interval, b.interval):
        return CONFLICT
    if _beyond_bound(a, b) or _beyond_bound(b, a):
        return Ruling("explained", "bound")
    return None


def _is_one_plan(a: Stand, b: Stand) -> bool:
    """Whether one calls a target what the other calls a forecast: neither was measured, and the two are one figure."""
    return "measured" not in (a.status, b.status) and comparable(a.span, b.span) and meets(a.interval, b.interval)


def _beyond_bound(bound: Stand, other: Stand) -> bool:
    """Whether `bound` is open on one side and `other` lies more than one step (its last digit's worth) beyond it."""
    low, high = bound.interval
    if low is not None and high is None:
        return other.interval[0] is not None and other.interval[0] > low + last_digit_worth(low)
    if high is not None and low is None:
        return other.interval[1] is not None and other.interval[1] < high - last_digit_worth(high)
    return False


def rulings(stands: Sequence[Stand]) -> Iterator[tuple[int, int, Ruling]]:
    """All pairs of stands that do not agree, as indices i < j with their ruling."""
    for i, j in combinations(range(len(stands)), 2):
        ruling = judge(stands[i], stands[j])
        if ruling is not None:
            yield i, j, ruling


def apart(stands: Sequence[Stand]) -> Iterator[tuple[int, int]]:
    """All pairs of stands whose intervals do not meet, found by a sweep over the ends: cost grows with the answer.

    A stand lies apart from exactly those whose high end is below its low end, and these are a prefix of the stands
    sorted by high end.
    """
    by_high = sorted(range(len(stands)), key=lambda i: stands[i].high)
    highs = [stands[i].high for i in by_high]
    for j, stand in enumerate(stands):
        for i in by_high[: bisect_left(highs, stand.low)]:
            yield min(i, j), max(i, j)

"""How large a change is: between two values as a factor, in percent, in points, in units; and whether it is the one
that is told."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from pipeline.checks.amounts import POINTS, is_amount, is_exact_count, is_in_digits, may_be_alike
from pipeline.checks.findings import Figure, Held
from pipeline.comparing.periods import span_of
from pipeline.numbers.interval import HUNDRED, divide, multiply, negate, subtract
from schemas import Interval

LOOSEST: Final = Decimal("1.5")
""""More than twice" is not said of what is three times or more: a bound speaks of values up to half as large again."""

PLAUSIBLE: Final = (Decimal("0.1"), Decimal(10))
"""Computed by printed change: outside this the two values are not those that the change is about."""

ROUND: Final = 10
"""A multiple of it may be a round number for what it counts."""

Change = Literal["multiple", "growth", "difference"]


def of_one_kind(a: Figure, b: Figure) -> bool:
    return is_amount(a) == is_amount(b) and may_be_alike(a, b)


def of_two_times(a: Figure, b: Figure) -> bool:
    one, other = (span_of(figure.claim.period) if figure.claim else None for figure in (a, b))
    return one is not None and other is not None and one != other


def change_held(
    verdict: Literal["consistent", "inconsistent"],
    a: Figure,
    b: Figure,
    change: Figure,
    computed: Interval,
    kind: Change,
) -> Held:
    template = f"difference-{verdict}" if kind == "difference" else ""
    check: Literal["multiple", "growth"] = "multiple" if kind == "multiple" else "growth"
    words: dict[str, object] = {"a": a.surface, "b": b.surface}
    return Held(check, verdict, [a, b, change], computed, change.surface, words, template)


def sizes_of(a: Figure, b: Figure, change: Figure, kind: Change) -> list[Interval]:
    """The greater by the less, or the change in percent of the first, in points or in units, without its sign.

    A change "by 5 %" of a share is often meant in points; one "than the other" may be in percent of either.
    """
    low, high = (a, b) if a.value <= b.value else (b, a)
    if kind == "multiple":
        return [divide(exact_of(high), exact_of(low))]
    difference = subtract(exact_of(b), exact_of(a))
    if b.value < a.value:
        difference = negate(difference)
    in_points = change.claim is not None and change.claim.quantity.unit == POINTS
    if in_points or kind == "difference":
        return [difference]
    percents = [multiply(divide(difference, exact_of(side)), HUNDRED) for side in (a, b)]
    shares = a.claim is not None and a.claim.kind == "share"
    return [percents[0], difference] if shares else percents[:1]


def exact_of(figure: Figure) -> Interval:
    """What rounding allows of a plain number; a bound read into "from ... to ..." is none, and things counted one
    by one are not rounded."""
    low, high = figure.interval
    if is_exact_count(figure) and is_in_digits(figure) and figure.value % ROUND:
        return figure.value, figure.value
    return (figure.value, figure.value) if low is None or high is None else figure.interval


def middle_of(interval: Interval) -> Decimal | None:
    low, high = interval
    return None if low is None or high is None else (low + high) / 2


def is_near_bound(computed: Interval, change: Figure) -> bool:
    """A bound is met by anything beyond it: here the value must also be near it."""
    low, high = change.interval
    if low is not None and high is None:
        return computed[0] is not None and computed[0] <= low * LOOSEST
    if high is not None and low is None:
        return computed[1] is not None and computed[1] * LOOSEST >= high
    return True

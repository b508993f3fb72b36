"""The interval of true values that a printed number allows, and arithmetic on such intervals.

The rule follows what filings use: the SEC's EDGAR filer manual 6.5 and XBRL Calculations 1.1 take a printed number for
the closed interval of the values that round or truncate to it at its printed precision (docs: the interval rule).
All arithmetic is Decimal; None is an open end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from typing import Final

from schemas.quantity import Bound
from schemas.values import Interval

HUNDRED: Final[Interval] = (Decimal(100), Decimal(100))
"""Exactly a hundred: what makes a percentage of a ratio."""

HALF_STEP: Final = Decimal("0.5")
"""Rounding moves a value by at most half of its last printed digit."""

TRUNCATION: Final = Decimal(1)
"""Truncation moves it down by at most one whole step; authors truncate numbers with a scale word or decimals."""

INTEGER_MARGIN: Final = Decimal("0.5")
"""A bare integer counts things: it is exact or a rounded mean, never truncated."""

ZEROS_SHARE: Final = Decimal("0.025")
"""An integer that ends in two or more zeros is often rounded; 2.5 % keeps 90 000 apart from 95 000."""

ABOUT_SHARE: Final = Decimal("0.1")
"""About, around, approximately: readers take them for a tenth either way."""

ALMOST_FLOOR: Final = Decimal("0.9")
"""Almost, nearly: below the number, by at most a tenth of it."""

FRACTION_MARGIN: Final = Decimal("0.02")
"""A fraction in words ("a third") is chosen as the nearest handy one: two percentage points either way."""

FRACTION_NARROW: Final = Decimal("0.005")
"""The narrow reading of a fraction in words: rounding to a whole percent."""


_GAP: Final = Context(prec=28)
"""Digits of a relative distance."""


@dataclass(frozen=True, slots=True)
class Precision:
    """How exactly a number is printed: the worth of its last digit, and which of the rule's cases applies.

    `step` is None for a bare integer. `percent` numbers never widen for zeros. `fraction` is one in words or 1/3.
    """

    step: Decimal | None = None
    percent: bool = False
    fraction: bool = False


def interval_of(
    value: Decimal, precision: Precision, *, bound: Bound = "=", almost: bool = False, tolerance: Decimal | None = None
) -> Interval:
    """The closed interval of true values for one printed value (None: open end)."""
    if bound in (">", ">="):
        return (value, None)
    if bound in ("<", "<="):
        return (None, value)
    if tolerance is not None:
        return (value - abs(tolerance), value + abs(tolerance))
    if almost:
        return _ordered(value * ALMOST_FLOOR, value)
    low, high = _rounded(value, precision)
    if bound == "~":
        margin = abs(value) * ABOUT_SHARE
        low, high = min(low, value - margin), max(high, value + margin)
    return (low, high)


def narrow_interval_of(value: Decimal, precision: Precision, *, bound: Bound = "=") -> Interval:
    """Rounding alone, without widening for truncation, zeros or hedges: what severity is measured on."""
    if bound in (">", ">="):
        return (value, None)
    if bound in ("<", "<="):
        return (None, value)
    if precision.fraction:
        return (value - FRACTION_NARROW, value + FRACTION_NARROW)
    margin = INTEGER_MARGIN if precision.step is None else precision.step * HALF_STEP
    return (value - margin, value + margin)


def range_interval(low: Interval, high: Interval) -> Interval:
    """The interval of a printed range, from those of its ends."""
    return (low[0], high[1])


def _rounded(value: Decimal, precision: Precision) -> tuple[Decimal, Decimal]:
    if precision.fraction:
        return (value - FRACTION_MARGIN, value + FRACTION_MARGIN)
    if precision.step is not None:
        below, above = precision.step * HALF_STEP, precision.step * TRUNCATION
    else:
        below = above = INTEGER_MARGIN
        step = zeros_step(value)
        if step >= 100 and not precision.percent:
            most = abs(value) * ZEROS_SHARE
            below, above = max(below, min(step * HALF_STEP, most)), max(above, min(step, most))
    # Truncation goes towards zero, so a negative number's longer side is the lower one.
    return (value - below, value + above) if value >= 0 else (value - above, value + below)


def zeros_step(value: Decimal) -> Decimal:
    """The worth of the last non-zero digit of an integer: 90 000 -> 10 000; 1 for zero and for non-integers."""
    if not value or value != value.to_integral_value():
        return Decimal(1)
    digits = format(abs(value), "f").split(".")[0]
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def _ordered(a: Decimal, b: Decimal) -> Interval:
    return (a, b) if a <= b else (b, a)


def meets(a: Interval, b: Interval) -> bool:
    """True when the closed intervals share a value."""
    return _below(a[0], b[1]) and _below(b[0], a[1])


def _below(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high


def gap(a: Interval, b: Interval) -> Decimal:
    """Relative distance of two intervals: 0 when they meet, else the space between them by the larger near end."""
    if meets(a, b):
        return Decimal(0)
    if a[1] is not None and b[0] is not None and a[1] < b[0]:
        near, far = a[1], b[0]
    else:
        assert b[1] is not None
        assert a[0] is not None
        near, far = b[1], a[0]
    return _GAP.divide(_GAP.subtract(far, near), max(_GAP.abs(near), _GAP.abs(far)))


def add(a: Interval, b: Interval) -> Interval:
    """All sums of a value of each."""
    return (
        None if a[0] is None or b[0] is None else a[0] + b[0],
        None if a[1] is None or b[1] is None else a[1] + b[1],
    )


def total(intervals: Iterable[Interval]) -> Interval:
    """The interval of the sum of all; (0, 0) for none."""
    result: Interval = (Decimal(0), Decimal(0))
    for interval in intervals:
        result = add(result, interval)
    return result


def negate(a: Interval) -> Interval:
    """All negatives of its values."""
    return (None if a[1] is None else -a[1], None if a[0] is None else -a[0])


def subtract(a: Interval, b: Interval) -> Interval:
    """All differences of a value of `a` and one of `b`."""
    return add(a, negate(b))


def multiply(a: Interval, b: Interval) -> Interval:
    """All products of a value of each; an open end stays open unless the other factor is exactly zero."""
    return _hull(_product(x, y) for x in _ends(a) for y in _ends(b))


def divide(a: Interval, b: Interval) -> Interval:
    """All quotients of a value of `a` by one of `b`; fully open when `b` contains zero."""
    if _below(b[0], Decimal(0)) and _below(Decimal(0), b[1]):
        return (None, None)
    ends = [Decimal(0) if end is None else end for end in (*a, *b)]
    if None not in (*a, *b):
        with localcontext(prec=40):  # by the number itself: a reciprocal would make 87.5 of 420 / 480 a little less
            quotients = [ends[0] / ends[2], ends[0] / ends[3], ends[1] / ends[2], ends[1] / ends[3]]
        return (min(quotients), max(quotients))
    with localcontext(prec=40):
        low = Decimal(0) if b[1] is None else 1 / b[1]
        high = Decimal(0) if b[0] is None else 1 / b[0]
    return multiply(a, (low, high))


_Extended = tuple[int, Decimal]
"""(-1, 0) is minus infinity, (1, 0) plus infinity, (0, x) the number x: it orders as a tuple should."""


def _ends(a: Interval) -> tuple[_Extended, _Extended]:
    low: _Extended = (-1, Decimal(0)) if a[0] is None else (0, a[0])
    high: _Extended = (1, Decimal(0)) if a[1] is None else (0, a[1])
    return low, high


def _product(x: _Extended, y: _Extended) -> _Extended:
    if not x[0] and not y[0]:
        with localcontext(prec=60):
            return (0, x[1] * y[1])
    sign_x, sign_y = _sign(x), _sign(y)
    return (sign_x * sign_y, Decimal(0))


def _sign(x: _Extended) -> int:
    return x[0] or (x[1] > 0) - (x[1] < 0)


def _hull(values: Iterable[_Extended]) -> Interval:
    ordered = sorted(values)
    low, high = ordered[0], ordered[-1]
    return (None if low[0] else low[1], None if high[0] else high[1])

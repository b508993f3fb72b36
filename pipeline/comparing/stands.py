"""What a claim holds: an interval at a time with a status. Claims that hold the same are one position."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from pipeline.comparing.figures import Figure, Holds
from pipeline.comparing.periods import Span, span_between, span_of
from schemas import Claim, Interval, Status

_SAME_STATUS: dict[Status, Status] = {"estimated": "measured"}
"""An estimate of what is speaks of the same fact as a count of it."""


_LOWEST: Final = Decimal("-Infinity")
_HIGHEST: Final = Decimal("Infinity")


class Stand(NamedTuple):
    """Interval of true values, period as days, and status ("measured" for estimates too)."""

    interval: Interval
    span: Span | None
    status: Status

    @property
    def low(self) -> Decimal:
        return _LOWEST if self.interval[0] is None else self.interval[0]

    @property
    def high(self) -> Decimal:
        return _HIGHEST if self.interval[1] is None else self.interval[1]


def stand_of(claim: Claim) -> Stand:
    """What one claim holds."""
    return Stand(claim.quantity.interval, span_of(claim.period), _SAME_STATUS.get(claim.status, claim.status))


def _stand(holds: Holds) -> Stand:
    interval, time, status = holds
    return Stand(interval, None if time is None else span_between(*time), _SAME_STATUS.get(status, status))


def last_digit_worth(value: Decimal) -> Decimal:
    """The worth of the last digit that is not zero: 10000 for 70000, 0.1 for 2.4; of a five behind two digits
    the step that people take who round to fives: 500 for 12500, 0.05 for 2.25. 1 for zero."""
    if value == 0:
        return Decimal(1)
    _, digits, exponent = value.normalize().as_tuple()
    rounded_to_fives = len(digits) > 2 and digits[-1] == 5
    return Decimal(5 if rounded_to_fives else 1).scaleb(int(exponent)) if digits else Decimal(1)


def stands_by_place(figures: Sequence[Figure]) -> dict[Stand, Sequence[Figure]]:
    """The figures under what they hold, lowest interval first."""
    told = [figure.holds for figure in figures]
    if told.count(told[0]) == len(told):
        return {_stand(told[0]): figures}
    known: dict[Holds, Stand] = {}
    held: dict[Stand, list[Figure]] = {}
    for figure, holds in zip(figures, told, strict=True):
        stand = known.get(holds)
        if stand is None:
            stand = known[holds] = _stand(holds)
        held.setdefault(stand, []).append(figure)
    return dict(
        sorted(held.items(), key=lambda item: (item[0].low, item[0].high, item[0].span or (0, 0), item[0].status))
    )


def reading_order(claim: Claim) -> tuple[str, int, str]:
    """By paper, then place, then id: an order that does not depend on who asks."""
    return (claim.paper_id, -1 if claim.location.start is None else claim.location.start, claim.claim_id)

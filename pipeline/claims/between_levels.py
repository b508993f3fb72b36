"""The time of a change by the two levels that make it: 18.9 % is what lies between 338.5 thousand in 2022 and 402.5
thousand in 2023, wherever the sentences tell the three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from pipeline.claims.expressions import RIGHT_BEFORE, RIGHT_BEHIND, expression
from pipeline.claims.scene import Scene
from pipeline.numbers.units import unit_class
from schemas import Kind, Period

_STEPS = ("percent", "percentage point", "times")
_OF_LEVELS: frozenset[Kind] = frozenset({"count", "money", "share", "statistic", "ratio"})
_HUNDRED = Decimal(100)
_NEARLY = Decimal("0.03")
"""By so much of itself a printed change may miss the one worked out."""

_ROUNDED = Decimal("0.06")
_LEVELS = 6
"""So many figures before a change are looked at."""

_NEAR = 24


@dataclass(frozen=True, slots=True)
class Level:
    """A figure as far as it may be a level or the step between two: what it is, when, where it stands."""

    kind: Kind
    value: Decimal | None
    unit: str | None
    period: Period | None
    start: int = 0


def between_levels(scene: Scene, step: Level, levels: Sequence[Level]) -> Period | None:
    """From the time of one level to that of the other, where the step is what lies between the two; None where no two
    of the levels make it."""
    if step.unit not in _STEPS or step.value is None or step.value <= 0:
        return None
    if step.period is not None and step.period.start[:4] != step.period.end[:4]:
        return None
    known = [f for f in levels if f.kind in _OF_LEVELS and f.value and f.value > 0 and f.unit != "times"]
    dated = [f for f in known if f.period is not None]
    for first, last in permutations(dated[-_LEVELS:], 2):
        one, other = first.period, last.period
        if one is None or other is None or not one.end < other.start or not _are_levels(first, last, step):
            continue
        if _makes(first.value or step.value, last.value or step.value, step):
            return _from_to(one, other)
    return _since_level(scene, step, dated)


def _are_levels(first: Level, last: Level, step: Level) -> bool:
    """Whether two figures may be levels of one thing: shares only where the step is one of points."""
    of_shares = "percent" in (first.unit, last.unit)
    alike = None in (first.unit, last.unit) or unit_class(first.unit) == unit_class(last.unit)
    return alike and of_shares == (step.unit == "percentage point") and first.kind == last.kind


def _makes(first: Decimal, last: Decimal, step: Level) -> bool:
    """Whether the step leads from the first level to the last, or the multiple back."""
    value = step.value or Decimal(0)
    if step.unit == "times":
        ratio = max(first, last) / min(first, last)
        return abs(ratio - value) <= max(_NEARLY * value, _half_digit(value))
    made = abs(last - first) if step.unit == "percentage point" else abs(last - first) / first * _HUNDRED
    return abs(made - value) <= max(_NEARLY * value, _half_digit(value), _ROUNDED)


def _half_digit(value: Decimal) -> Decimal:
    """Half of the last digit that a figure prints."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0) / 2


def _since_level(scene: Scene, step: Level, dated: Sequence[Level]) -> Period | None:
    """A multiple by whose end no level is told runs from the one before it: "in 2020 148 came, so that by 2023 the flow
    had grown 3.5 times"."""
    before = [f for f in dated if f.start < step.start]
    behind = [f for f in dated if f.start > step.start]
    period = step.period
    if len(before) != 1 or behind or period is None or before[0].period is None:
        return None
    if not before[0].period.end < period.start or not _by_then(scene, period):
        return None
    return _from_to(before[0].period, period) if step.unit in ("times", "percent") else None


def _by_then(scene: Scene, period: Period) -> bool:
    """Whether a time is that by whose end a change has come about: "by 2023", "к 2023 году"."""
    told = next((p for p in scene.periods if p.period == period), None)
    if told is None:
        return False
    if scene.base == "kk":
        behind = scene.text[told.end : told.end + _NEAR]
        return expression("kk", "segments", "deadline", RIGHT_BEHIND).match(behind) is not None
    before = scene.text[max(0, told.start - _NEAR) : told.start]
    return expression(scene.base, "segments", "deadline", RIGHT_BEFORE).search(re.sub(r"\W+$", " ", before)) is not None


def _from_to(first: Period, last: Period) -> Period:
    start, end = first.start, last.end
    if len(start) != len(end):
        start, end = start[:4], end[:4]
    return Period(start=start, end=end, text=f"{first.text} – {last.text}")

"""The times of changes and of the levels that they lead between: "from 9,840 tonnes in 2015 to 7,310 in 2023"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.claims.changes_told import change_of
from pipeline.claims.context import Context
from pipeline.claims.expressions import RIGHT_BEFORE, expression
from pipeline.claims.kinds import kind_of
from pipeline.claims.levels import are_alike, is_change, is_multiple, is_set_against
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment, restates
from pipeline.claims.told_times import earlier, in_same_part, is_measured_from, is_start
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.reading import FoundPeriod
from pipeline.numbers.units import unit_class
from schemas import FoundQuantity, Period

_YEAR = re.compile(r"\d{4}")


def ends_of_change(scene: Scene, own: Sequence[FoundPeriod | None]) -> dict[int, Period]:
    """The years of two levels told for one span: "between 1991 and 1999 it fell from 35 to 9 million"."""
    found: dict[int, Period] = {}
    for at in range(1, len(scene.segments)):
        told = [p for p in own[: at + 2] if p is not None and p.period is not None]
        if len({p.start for p in told}) != 1 or all(p is None for p in own[: at + 1]):
            continue
        span = told[0].period
        first, last = (scene.segments[k].quantities[0] for k in (at - 1, at))
        levels = last == first + 1 and is_change(scene, last)
        alike = scene.quantities[first].unit == scene.quantities[last].unit
        if span is None or not (levels and alike) or not (_YEAR.fullmatch(span.start) and _YEAR.fullmatch(span.end)):
            continue
        if span.start != span.end:
            years = (span.start, span.end)
            found |= {at - 1 + k: Period(start=year, end=year, text=span.text) for k, year in enumerate(years)}
    return found


def period_of_twin(
    scene: Scene, segment: Segment, quantity: FoundQuantity, period: Period | None, before: Sequence[Period | None]
) -> Period | None:
    """The period of a change that restates the two levels before it: "from 101 in 2015 to 92 in 2021, or by 9 %"."""
    behind = quantity is not scene.quantities[segment.quantities[0]]
    enclosed = next((p.period for p in scene.periods if scene.text[p.end : quantity.start].strip() == "("), None)
    if behind and enclosed is not None:
        return enclosed  # "up 9 % compared with 2021 (59,000)"
    changed = quantity.unit == "times" or change_of(scene, segment, quantity) is not None
    if not behind or quantity.unit not in ("percent", "times") or not changed:
        return period
    times = [p for p in (*scene.periods, *earlier(scene, Context())) if p.period is not None]
    times = in_same_part(scene, sorted(times, key=lambda p: p.start))
    base = next((p.period for p in times if is_compared(scene, p)), None)
    if base is not None and period is not None and base.start < period.start:
        return Period(start=base.start, end=period.end, text=f"{base.text} – {period.text}")
    levels = [p for p in before[-2:] if p is not None]
    if len(levels) < 2 or not levels[0].start < levels[1].start:
        return period
    return Period(start=levels[0].start, end=levels[1].end, text=f"{levels[0].text} – {levels[1].text}")


def over_levels(scene: Scene, segment: Segment, own: Sequence[FoundPeriod | None], at: int) -> Period | None:
    """The time of a change that a sentence tells beside the two levels which it compares, before or behind it: "fell 4
    times: from 155 thousand in 2000 to 42 in 2018", "from 11 in 2013 to 6 in 2020, or by 46 %"."""
    quantity = scene.quantities[segment.quantities[0]]
    if quantity.unit not in ("times", "percent"):
        return None
    if at == 0 and len(own) > 2 and change_of(scene, segment, quantity) is not None:
        if is_change(scene, segment.quantities[0] + 1) or _is_first_of_levels(scene, own):
            return None  # a level itself: "from 81 % in 2018 to 89 % in 2020 and 93 % in 2023"
        one, other = (scene.quantities[scene.segments[k].quantities[0]] for k in (1, 2))
        if one.unit == other.unit == quantity.unit and not is_change(scene, scene.segments[2].quantities[0]):
            return None  # "growth slowed to 26 % from 38 % in 2021, and bad loans made up 3 % in 2023"
        first, last = own[1:3]
    elif at > 1 and own[at] is None:
        first, last = _levels_before(scene, segment, own, at)
    elif at and own[at] is not None and _goes_on_to_level(scene, at):
        first, last = own[at - 1], own[at]
    else:
        return None
    if first is None or last is None or first.period is None or last.period is None:
        return None
    return _from_to(first.period, last.period) if first.period.start != last.period.start else None


def _is_first_of_levels(scene: Scene, own: Sequence[FoundPeriod | None]) -> bool:
    """Whether the first three figures of a sentence are of one unit, each with a time of its own and in their order:
    "it rose: 12.4 % in 2020, 14.1 % in 2021 and 15.8 % in 2022"."""
    times = [told.period.start for told in own[:3] if told is not None and told.period is not None]
    one, *others = (scene.quantities[scene.segments[at].quantities[0]] for at in range(3))
    return len(times) == 3 and times == sorted(set(times)) and all(one.unit == other.unit for other in others)


def _levels_before(
    scene: Scene, segment: Segment, own: Sequence[FoundPeriod | None], at: int
) -> tuple[FoundPeriod | None, FoundPeriod | None]:
    """The times of the last two figures of one unit before a change, where it tells theirs."""
    quantity = scene.quantities[segment.quantities[0]]
    dated = [k for k in range(at) if own[k] is not None]
    if len(dated) < 2:
        return None, None
    one, other = (scene.quantities[scene.segments[k].quantities[0]] for k in dated[-2:])
    alike = are_alike(one, other) and unit_class(one.unit) not in ("percent", "times", "year")
    told = expression(scene.base, "levels", "multiplied", "(?:{})").match(quantity.surface) is not None
    told = told or is_multiple(quantity, one, other) or change_of(scene, segment, quantity) is not None
    told = told or kind_of(scene, segment, quantity) == "change"
    told = told or (
        quantity.unit == "times" and restates(scene.text[other.end : quantity.start], scene.base)
    )  # "…, that is 2.5 times"
    if not told or not (alike or at - dated[-1] == 1):
        return None, None
    return own[dated[-2]], own[dated[-1]]


def _goes_on_to_level(scene: Scene, at: int) -> bool:
    """Whether a change stands between its two levels: "it had 5,130 students in 2021; by 2023 their number had grown
    by 67 %, to 9,270"."""
    if at + 1 >= len(scene.segments):
        return False
    before, change, behind = (scene.quantities[scene.segments[k].quantities[0]] for k in (at - 1, at, at + 1))
    reached = expression(scene.base, "segments", "reached", RIGHT_BEFORE).search(scene.text[change.end : behind.start])
    alike = are_alike(before, behind) and before.unit != change.unit != behind.unit
    return reached is not None and alike and kind_of(scene, scene.segments[at], change) in ("change", "ratio")


def _from_to(first: Period, last: Period) -> Period:
    """From one time to another, in whole years where one end is a year and the other a month."""
    start, end = min(first.start, last.start), max(first.end, last.end)
    if len(start) != len(end):
        start, end = start[:4], end[:4]
    return Period(start=start, end=end, text=f"{first.text} – {last.text}")


def since(scene: Scene, segment: Segment, dated: Sequence[FoundPeriod], context: Context) -> Period | None:
    """A change "compared with 2013" runs from then to the sentence's other period, or to that spoken of before."""
    quantity = scene.quantities[segment.quantities[0]]
    if not _stretches_back(scene, segment, quantity):
        return None
    base = next((p for p in dated if is_compared(scene, p) or is_measured_from(scene, p)), None)
    if base is None:
        base = _since_then(scene, segment, dated)
    if base is None:
        base = next((p for p in dated if segment.start <= p.start < segment.end and is_start(scene, p)), None)
    if base is None or base.period is None or scene.text[base.end : segment.anchor].strip() == "(":
        return None
    others = [p.period for p in dated if p.period is not None and p is not base]
    other = others[0] if others else context.period
    if other is None or other.start == base.period.start:
        return None
    start, end = min(base.period.start, other.start), max(base.period.end, other.end)
    return Period(start=start, end=end, text=f"{base.period.text} – {other.text}")


def _stretches_back(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    """Whether the number tells a change, or the time that one took: "over 4 years compared with 2013"."""
    if quantity.unit == "year":
        return quantity.value is not None and quantity.value < _LIFE and quantity.value == int(quantity.value)
    if quantity.unit in ("times", "percent", "percentage point"):
        return quantity.unit == "times" or change_of(scene, segment, quantity) is not None
    return kind_of(scene, segment, quantity) == "change"


def _since_then(scene: Scene, segment: Segment, dated: Sequence[FoundPeriod]) -> FoundPeriod | None:
    """The one time of the sentence that "since then" points back to."""
    then = expression(scene.base, "segments", "since_then").search(scene.text, segment.start, segment.end)
    return dated[0] if then is not None and len(dated) == 1 and dated[0].end <= then.start() else None


_LIFE = 60
"""So many years or more are a life or an age, and no time that a change took."""


def is_compared(scene: Scene, told: FoundPeriod) -> bool:
    """Whether a time is that of what a figure is compared with: "than in 2013", "below the level of 2016"."""
    low = scene.text.casefold()
    lead = low[max(0, told.start - 30) : told.start]
    near = low[told.start : told.end + 30] if scene.base == "kk" else lead
    words = knowledge(scene.base, "claims")["segments"]["compared"]
    return any(word in near for word in words) or (
        expression(scene.base, "levels", "of_level", RIGHT_BEFORE).search(lead) is not None
    )


def is_of_the_other(scene: Scene, at: int) -> bool:
    """Whether the figure of a stretch is but what the one before it is set against, and its time the other's."""
    quantity = scene.segments[at].quantities[0]
    return quantity > 0 and is_set_against(scene, quantity)

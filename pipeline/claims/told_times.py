"""Times that a sentence tells by others: "five years earlier", "over these years", "(2018)" right behind a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.claims.age_groups import is_of_group
from pipeline.claims.context import Context
from pipeline.claims.expressions import RIGHT_BEFORE, RIGHT_BEHIND, expression
from pipeline.claims.kinds import is_mean
from pipeline.claims.levels import is_change
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.periods import years_back
from pipeline.numbers.reading import FoundPeriod
from schemas import FoundQuantity, Period

_ENCLOSED = r"[^()\d;:]{{0,30}}\(\s*(?:(?:{})\s)?$"
"""What stands between a number and a time in brackets that is its own: "13.8 billion (2018)"."""


def earlier(scene: Scene, context: Context) -> list[FoundPeriod]:
    """The times counted back or on from one told before them, as periods: "in 2023 …, a year earlier …" is 2022."""
    found: list[FoundPeriod] = []
    for told in scene.periods:
        years = years_back(told.as_of.text, lang=scene.base) if told.as_of is not None else None
        if years is None or told.as_of is None:
            continue
        base = _told_before(scene, told, context)
        if base is not None:
            start, end = (f"{int(at[:4]) - years}{at[4:]}" for at in (base.start, base.end))
            found.append(FoundPeriod(told.start, told.end, Period(start=start, end=end, text=told.as_of.text)))
    return found


def _told_before(scene: Scene, told: FoundPeriod, context: Context) -> Period | None:
    """The time that another is counted back from: the last one before it, else that of the sentence before."""
    before = [p.period for p in scene.periods if p.period is not None and p.end <= told.start]
    base = before[-1] if before else context.period
    if base is None or base.start[:4] != base.end[:4]:
        return None
    behind = scene.text[told.end : told.end + 4]
    named = re.match(r"\W{0,3}(?:in\s|в\s)?(?:19|20)\d\d", scene.text[told.end : told.end + 12])
    return None if named and behind else base  # "five years earlier, in 2018" says which itself


def told_again(scene: Scene, context: Context) -> list[FoundPeriod]:
    """The times that the sentence points back to, as periods: "that year", "over these years" are those told last."""
    found: list[FoundPeriod] = []
    for name in ("those_years", "that_time"):
        for told in expression(scene.base, "continuation", name).finditer(scene.text):
            base = (_years_before if name == "those_years" else _time_before)(scene, told.start(), context)
            if base is not None:
                found.append(FoundPeriod(told.start(), told.end(), base.model_copy(update={"text": told[0]})))
    return found


def _time_before(scene: Scene, at: int, context: Context) -> Period | None:
    before = [p.period for p in scene.periods if p.period is not None and p.end <= at]
    base = before[-1] if before else context.period or context.told
    if base is not None and len(base.start) == len(base.end) == len("2018"):
        return base.model_copy(update={"start": base.end})  # "1.3 times more than in 2018; in that year" is the later
    return base


def _years_before(scene: Scene, at: int, context: Context) -> Period | None:
    """The years told before, as one span: "in 2019 48.2 …, in 2022 51.4, over these years 49"."""
    years = [p.period for p in scene.periods if p.period is not None and p.end <= at]
    return span_of(years) if len(years) > 1 else (context.span or context.period) if not years else None


def span_of(told: Sequence[Period]) -> Period | None:
    """From the first of some times to the last, in years; None where they are but one."""
    start, end = (at[:4] for at in (min(p.start for p in told), max(p.end for p in told)))
    return Period(start=start, end=end, text=f"{told[0].text} – {told[-1].text}") if start < end else None


def of_so_many_years(scene: Scene, segment: Segment, context: Context) -> Period | None:
    """The span told before that has as many years as the sentence's "over the ten years"."""
    if expression(scene.base, "continuation", "till_now").search(scene.text):
        return None
    for at in (*scene.segments[0].quantities, *range(max(0, segment.quantities[0] - 1), segment.quantities[-1] + 1)):
        quantity = scene.quantities[at]
        if quantity.unit != "year" or quantity.value is None or quantity.start > segment.anchor:
            continue
        if not _in_course(scene, quantity):
            continue
        told = [p.period for p in scene.periods if p.period is not None]
        before = [p.period for p in scene.periods if p.period is not None and p.end <= quantity.start]
        span = span_of(before) if before and len(before) == len(told) else None if told else context.span
        if span is None or len(span.start) > len("2011") or len(span.end) > len("2011"):
            continue
        years = int(span.end) - int(span.start)
        if quantity.value == years + 1 or (told and quantity.value == years):  # 2011–2020 are ten years
            return span
    return None


def _in_course(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a number of years is that in whose course something went on: "over 7 years", "7 жыл ішінде"."""
    lead, rest = scene.text[max(0, quantity.start - _LEAD) : quantity.start], scene.text[quantity.end :][:_LEAD]
    before = expression(scene.base, "kinds", "course_before", r"(?<!\w)(?:{})\s+(?:\w+\s+)?$").search(lead)
    return (
        before or expression(scene.base, "kinds", "course_after", r"\W*(?:\w+\s)?(?:{})(?!\w)").match(rest)
    ) is not None


_ASIDE = r",\s+(?:{})(?!\w)[^,;:()]*$"
_ASIDE_COUNTED = r"(?<!\w)(?:{})(?!\w)[^,;:()]*$"


def part_named(scene: Scene, segment: Segment, inside: Sequence[FoundPeriod]) -> FoundPeriod | None:
    """The time in brackets right behind the number, which is its own: "from 13.8 (2018) to 20.6 billion (2023)"."""
    last = scene.quantities[segment.quantities[-1]].end
    enclosed = expression(scene.base, "segments", "in_time", _ENCLOSED)
    return next((p for p in inside if p.start > last and enclosed.fullmatch(scene.text[last : p.start])), None)


def set_apart(scene: Scene, told: FoundPeriod, anchor: int) -> bool:
    """Whether a time stands in a clause of its own that a comma closes before the number: "the park, founded in 2000,
    covers 129 thousand hectares". A Russian clause that tells what is counted is none."""
    if not told.end < anchor or not re.match(r"[^,;:()\d]{0,60},", scene.text[told.end : anchor]):
        return False
    opened = expression(scene.base, "segments", "aside", _ASIDE)
    lead = scene.text[max(0, told.start - _CLAUSE) : told.start]
    if opened.search(lead) is None:
        return False
    return expression(scene.base, "segments", "aside_counted", _ASIDE_COUNTED).search(lead) is None


_LEAD = 24
"""Characters in which the word stands that a year belongs to."""

_CLAUSE = 160
"""Characters of a clause of its own before its time at most."""


def is_measured_from(scene: Scene, told: FoundPeriod) -> bool:
    """Whether a time counted back is what a change is measured from: "up 3.4 % on the previous year"."""
    back = told.period is not None and years_back(told.period.text, lang=scene.base) is not None
    measured = expression(scene.base, "segments", "measured_from", RIGHT_BEFORE)
    return back and measured.search(scene.text[max(0, told.start - _LEAD) : told.start]) is not None


def is_of_prices(scene: Scene, told: FoundPeriod) -> bool:
    """Whether a year but says in whose prices an amount is told: "at 2015 prices", "в ценах 2015 года"."""
    lead, rest = scene.text[max(0, told.start - _LEAD) : told.start], scene.text[told.end : told.end + _LEAD]
    before = expression(scene.base, "segments", "price_before", RIGHT_BEFORE).search(lead)
    return (before or expression(scene.base, "segments", "price_behind", r"\s(?:{})(?!\w)").match(rest)) is not None


def in_same_part(scene: Scene, dated: Sequence[FoundPeriod]) -> list[FoundPeriod]:
    """The times, where a year is told for the months of another: "in the first half of 2024 …, up 12 % on the same
    period of 2023" is the first half of both."""
    found: list[FoundPeriod] = []
    for told in dated:
        part = next(
            (p.period for p in reversed(found) if p.period is not None and len(p.period.start) > len("2023")), None
        )
        year = told.period
        if part is None or year is None or year.start != year.end or len(year.start) != len("2023"):
            found.append(told)
            continue
        lead, rest = scene.text[max(0, told.start - 2 * _LEAD) : told.start], scene.text[told.end : told.end + _LEAD]
        same = expression(scene.base, "segments", "same_part", RIGHT_BEFORE).search(lead)
        same = same or expression(scene.base, "segments", "same_part_behind", r"\s(?:{})").match(rest)
        if same is not None and part.start[:4] == part.end[:4]:
            ends = {"start": year.start + part.start[4:], "end": year.end + part.end[4:]}
            told = FoundPeriod(told.start, told.end, year.model_copy(update=ends))
        found.append(told)
    return found


def of_whole_year(scene: Scene, segment: Segment, period: Period | None) -> Period | None:
    """The year behind its quarters: "in the fourth 19.8 %, and for the year 31.4 %"."""
    if period is None or period.start[:4] != period.end[:4] or len(period.start) == len("2023"):
        return period
    if expression(scene.base, "continuation", "whole_year").search(scene.text, segment.start, segment.end) is None:
        return period
    return period.model_copy(update={"start": period.start[:4], "end": period.end[:4]})


def runs_since(scene: Scene, segment: Segment, dated: Sequence[FoundPeriod]) -> Period | None:
    """A multiple from one year to that of the level behind it: "since 2015 it has tripled, reaching 8,940 in 2023"."""
    quantity = scene.quantities[segment.quantities[0]]
    if quantity.unit not in ("times", "percent") or segment is scene.segments[-1]:
        return None
    years = [p for p in dated if p.period is not None]
    for one, other in pairwise(years):
        first, last = one.period, other.period
        if first is None or last is None or not one.start < quantity.start < other.start:
            continue
        if not is_start(scene, one):
            continue
        if first.start < last.start and len(first.start) == len(last.end):
            return Period(start=first.start, end=last.end, text=f"{first.text} – {last.text}")
    return None


def is_start(scene: Scene, told: FoundPeriod) -> bool:
    """Whether a change is told to have gone on since a time: "has grown 3.2 times since 2018"."""
    lead, rest = scene.text[max(0, told.start - _LEAD) : told.start], scene.text[told.end : told.end + _LEAD]
    before = expression(scene.base, "segments", "since_before", RIGHT_BEFORE).search(lead)
    return (before or expression(scene.base, "segments", "since_behind", RIGHT_BEHIND).match(rest)) is not None


@cache
def _reached(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = knowledge(lang, "claims")
    reached = "|".join(data["segments"]["reached"]) or "(?!)"
    parts = "|".join(map(re.escape, data["continuation"]["of_them"]))
    return re.compile(rf"(?:{reached})\s+(?:\w+\s+)?$", re.IGNORECASE), re.compile(
        rf"(?<!\w)(?:{parts})", re.IGNORECASE
    )


def level_reached(scene: Scene, segment: Segment, period: Period | None, before: Period | None) -> bool:
    """Whether a number behind a change over some years is the level at their end: "up 2.6-fold between 2022 and 2024,
    to 56,500", or a part of such a level: "of which 30 % …"."""
    if period is None or before is None or period.start[:4] == period.end[:4]:
        return False
    first = scene.quantities[scene.segments[0].quantities[0]]
    quantity = scene.quantities[segment.quantities[0]]
    reached, parts = _reached(scene.base)
    if period == before:
        changed = first.unit in ("times", "percent", "percentage point") and quantity is not first
        lead = scene.text[max(0, quantity.start - 24) : quantity.start]
        return changed and re.search(r",\s+", lead) is not None and reached.search(lead) is not None
    return before.start == period.end and parts.search(scene.text, first.end, quantity.start) is not None


_TERMS = frozenset({"year", "month", "week", "day", "hour", "decade", "semester"})


def is_timeless(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a number but names a term or an age group: "did not last five years", "people aged 60 and older" are of
    no time, whenever what is told of them was."""
    if quantity.unit == "year" and is_of_group(scene, quantity):
        return True
    in_words = not any(sign.isdigit() for sign in quantity.surface)
    return quantity.unit in _TERMS and in_words and not is_mean(scene, quantity) and not _is_reached(scene, quantity)


def _is_reached(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a term is what another was changed to: "in 2022 it was shortened from five to three years"."""
    at = next((i for i, q in enumerate(scene.quantities) if q is quantity), 0)
    return at > 0 and is_change(scene, at)


def in_apposition(scene: Scene, quantity: FoundQuantity) -> Period | None:
    """The years that a number of years is told again by: "in the past 3 years, 2021–2023", "за 3 года (2021–2023)"."""
    if quantity.unit != "year":
        return None
    named = (p for p in scene.periods if p.period is not None and p.start >= quantity.end)
    told = next(named, None)
    if told is None or told.period is None or not _APPOSED.fullmatch(scene.text, quantity.end, told.start):
        return None
    first, last = (int(at[:4]) for at in (told.period.start, told.period.end))
    return told.period if quantity.value in (last - first, last - first + 1) and first < last else None


_APPOSED = re.compile(r"\s?(?:[^\W\d_]+)?(?:,\s|\s?\(|\s[–—-]\s)")
"""The noun of a number of years and what opens the years that it is."""


def stands_alone(scene: Scene, segment: Segment) -> bool:
    """Whether a number is told of now in a clause of its own, which the time of the next one is not of: "there are 112
    universities in the country, and the budget financed 78 thousand grants in 2024"."""
    number = scene.quantities[segment.quantities[-1]]
    closed = expression(scene.base, "segments", "but", _JOINT).search(scene.text, number.end)
    if closed is None or any(q.start < closed.start() for q in scene.quantities if q.start > number.end):
        return False
    told = expression(scene.base, "continuation", "stands").search(scene.text, segment.start, closed.start())
    return told is not None and not any(p.start < closed.start() for p in scene.periods)


_JOINT = r";|,\s(?:{}|и)\s"
"""What opens the next clause."""


_OPENING = r"\W*(?:\w+\s)?(?:{})(?!\w)"
"""What opens a sentence that draws the sum of the one before: "thus", "grants thus made up"."""


def is_of_that_figure(scene: Scene, segment: Segment) -> bool:
    """Whether a stretch tells of the figure told last: "this sum equals 0.1 % of GDP", "это 4,5 %"; "82 % of it was
    built by …"."""
    pointing = expression(scene.base, "continuation", "that_figure")
    if pointing.search(scene.text, segment.start, segment.end) is not None:
        return True
    if segment is not scene.segments[0]:
        return False
    number = scene.quantities[segment.quantities[0]]
    if number.unit == "percent" and expression(scene.base, "continuation", "so", _OPENING).match(scene.text):
        return True
    if number.unit == "percent" and not re.search(r"\w{4}", scene.text[: number.start]):
        of_that = expression(scene.base, "continuation", "of_that", r"\s(?:{})(?!\w)")
        if of_that.match(scene.text, number.end) is not None:
            return True
    lead = expression(scene.base, "continuation", "this_is", r"\W*(?:{})(?!\w)").match(scene.text)
    return lead is not None and number.unit in ("percent", "times")

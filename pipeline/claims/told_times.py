"""Times that a sentence tells by others: "five years earlier", "over these years", "(2018)" right behind a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.claims.context import Context
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.periods import years_back
from pipeline.numbers.reading import FoundPeriod
from schemas import Period

_ENCLOSED = re.compile(r"[^()\d;:]{0,30}\(\s*(?:(?:in|в|на|за)\s)?$", re.IGNORECASE)
"""What stands between a number and a time in brackets that is its own: "13.8 billion (2018)"."""


def earlier(scene: Scene, context: Context) -> list[FoundPeriod]:
    """The times counted back from one told before them, as periods: "in 2023 …, a year earlier …" is 2022."""
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


@cache
def _those_years(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "claims")["continuation"]["those_years"]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def of_those_years(scene: Scene, segment: Segment, dated: Sequence[FoundPeriod], context: Context) -> Period | None:
    """The years told before that a number is of as a whole: "in 2019 48.2 …, in 2022 51.4, over these years 49"; "over
    the ten years 17 007 people" where ten years were told."""
    if context.span is None and len(dated) < 2:
        return None
    told = _those_years(scene.base).search(scene.text, segment.start, segment.end)
    if told is None:
        return _of_so_many_years(scene, segment, context)
    years = [p.period for p in dated if p.period is not None and p.end <= told.start()]
    if len(years) > 1:
        start, end = min(p.start for p in years), max(p.end for p in years)
        return Period(start=start[:4], end=end[:4], text=f"{years[0].text} – {years[-1].text}")
    return context.span if not years else None


@cache
def _till_now(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "claims")["continuation"]["till_now"]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _of_so_many_years(scene: Scene, segment: Segment, context: Context) -> Period | None:
    """The span told before that has as many years as the sentence's "over the ten years"."""
    span = context.span
    if span is None or any(p.period is not None for p in scene.periods) or _till_now(scene.base).search(scene.text):
        return None
    if len(span.start) > len("2011") or len(span.end) > len("2011"):
        return None
    years = int(span.end) - int(span.start) + 1  # 2011–2020 are ten years
    for at in (*segment.quantities, *scene.segments[0].quantities):
        quantity = scene.quantities[at]
        if quantity.unit == "year" and quantity.value == years and quantity.start <= segment.anchor:
            return span
    return None


def part_named(scene: Scene, segment: Segment, inside: Sequence[FoundPeriod]) -> FoundPeriod | None:
    """The time in brackets right behind the number, which is its own: "from 13.8 (2018) to 20.6 billion (2023)"."""
    last = scene.quantities[segment.quantities[-1]].end
    return next((p for p in inside if p.start > last and _ENCLOSED.fullmatch(scene.text[last : p.start])), None)


@cache
def _aside(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "claims")["segments"]["aside"]) or "(?!)"
    return re.compile(rf",\s+(?:{words})(?!\w)[^,;:()]*$", re.IGNORECASE)


def set_apart(scene: Scene, told: FoundPeriod, anchor: int) -> bool:
    """Whether a time stands in a clause of its own that a comma closes before the number: "the park, founded in 2000,
    covers 129 thousand hectares"."""
    if not told.end < anchor or not re.match(r"[^,;:()\d]{0,60},", scene.text[told.end : anchor]):
        return False
    return _aside(scene.base).search(scene.text[max(0, told.start - _CLAUSE) : told.start]) is not None


_LEAD = 24
"""Characters in which the word stands that a year belongs to."""

_CLAUSE = 160
"""Characters of a clause of its own before its time at most."""


@cache
def _measured_from(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "claims")["segments"]["measured_from"]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})\s+$", re.IGNORECASE)


def is_measured_from(scene: Scene, told: FoundPeriod) -> bool:
    """Whether a time counted back is what a change is measured from: "up 3.4 % on the previous year"."""
    back = told.period is not None and years_back(told.period.text, lang=scene.base) is not None
    return back and _measured_from(scene.base).search(scene.text[max(0, told.start - 24) : told.start]) is not None


@cache
def _whole_year(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "claims")["continuation"]["whole_year"]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def of_whole_year(scene: Scene, segment: Segment, period: Period | None) -> Period | None:
    """The year behind its quarters: "in the fourth 19.8 %, and for the year 31.4 %"."""
    if period is None or period.start[:4] != period.end[:4] or len(period.start) == len("2023"):
        return period
    if _whole_year(scene.base).search(scene.text, segment.start, segment.end) is None:
        return period
    return period.model_copy(update={"start": period.start[:4], "end": period.end[:4]})


@cache
def _since_words(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = knowledge(lang, "claims")["segments"]
    before, behind = ("|".join(data[name]) or "(?!)" for name in ("since_before", "since_behind"))
    return re.compile(rf"(?<!\w)(?:{before})\s+$", re.IGNORECASE), re.compile(rf"\W*(?:{behind})", re.IGNORECASE)


def runs_since(scene: Scene, segment: Segment, dated: Sequence[FoundPeriod]) -> Period | None:
    """A multiple from one year to that of the level behind it: "since 2015 it has tripled, reaching 8,940 in 2023"."""
    quantity = scene.quantities[segment.quantities[0]]
    if quantity.unit not in ("times", "percent") or segment is scene.segments[-1]:
        return None
    before, behind = _since_words(scene.base)
    years = [p for p in dated if p.period is not None]
    for one, other in pairwise(years):
        first, last = one.period, other.period
        if first is None or last is None or not one.start < quantity.start < other.start:
            continue
        lead, rest = scene.text[max(0, one.start - _LEAD) : one.start], scene.text[one.end : one.end + _LEAD]
        if not (before.search(lead) or behind.match(rest)):
            continue
        if first.start < last.start and len(first.start) == len(last.end):
            return Period(start=first.start, end=last.end, text=f"{first.text} – {last.text}")
    return None


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

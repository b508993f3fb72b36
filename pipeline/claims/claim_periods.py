"""Which period each number of a sentence belongs to: "с 90 тысяч в 2001 году до 60 тысяч в 2011 году"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.claims.changed_times import ends_of_change, is_compared, is_of_the_other, over_levels, since
from pipeline.claims.context import Context
from pipeline.claims.expressions import expression
from pipeline.claims.in_turn import in_turn
from pipeline.claims.kinds import kind_of
from pipeline.claims.levels import is_change
from pipeline.claims.regions_counted import is_of_regions
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.survey_times import is_found_by_survey, of_no_sample, with_time_held
from pipeline.claims.told_times import (
    earlier,
    in_apposition,
    in_same_part,
    is_measured_from,
    is_of_prices,
    is_of_that_figure,
    is_start,
    is_timeless,
    level_reached,
    of_so_many_years,
    of_whole_year,
    part_named,
    runs_since,
    set_apart,
    stands_alone,
    told_again,
)
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.reading import FoundPeriod
from schemas import AsOf, FoundQuantity, Period

_LONG = 60
"""Years from which on a period is an era."""

_CLOSE = 30
"""Characters between a number and the period right behind it at most."""


def period_numbers(scene: Scene, context: Context) -> tuple[tuple[Period | None, AsOf | None, bool], ...]:
    """Period, relative time, and whether the period was taken over, for each stretch of the sentence."""
    back, again = earlier(scene, context), told_again(scene, context)
    dated = [p for p in (*scene.periods, *back, *again) if p.period is not None and not _era(p.period)]
    dated = in_same_part(scene, sorted((p for p in dated if not is_of_prices(scene, p)), key=lambda p: p.start))
    relative = [p for p in scene.periods if p.as_of is not None and not any(b.start == p.start for b in back)]
    own = [_own(scene, segment, dated) for segment in scene.segments]
    spoken = [p for p in dated if not is_compared(scene, p) and not is_measured_from(scene, p)]
    lent = context.period if of_no_sample(context.figures) or not context.figures else None
    found: list[tuple[Period | None, AsOf | None, bool]] = []
    ends = {**ends_of_change(scene, own), **in_turn(scene)}
    told = [p if p is None or p in spoken else None for p in own]
    for i, segment in enumerate(scene.segments):
        mention = own[i] or _right_before(scene, segment, dated) or _carried(told, i, scene, spoken)
        if own[i] is None and mention is not None and _is_level_behind(scene, i, mention):
            mention = None
        if own[i] is None and mention is not None and mention is _time_left(scene, segment, own, i):
            mention = next(
                (p for p in reversed(spoken) if p is not own[i - 1] and p.end <= _left(scene, segment)), None
            )
        if own[i] is None and mention is not None and is_found_by_survey(scene, segment):
            mention = None
        period = mention.period if mention else None
        if i == 0 and own[0] is None and _heads_list(scene, segment, own):
            period = _in_years(_span([p for p in own[1:] if p is not None]))
        period = over_levels(scene, segment, own, i) or period
        period = since(scene, segment, dated, context) or period
        course = of_so_many_years(scene, segment, context)
        period = runs_since(scene, segment, dated) or course or period
        period = of_whole_year(scene, segment, period) if own[i] is None else period
        period = ends.get(i, period)
        as_of = _relative(segment, scene.segments, relative)
        if (own[i] is None and _told_later(scene, segment, relative)) or _of_now(scene, segment, relative):
            period = None
        inherited = mention in again and period is not None and not any(p.end <= mention.start for p in scene.periods)
        of_that = _goes_on(scene) or is_of_that_figure(scene, segment)
        of_that = of_that or (bool(found) and found[-1][2] and found[-1][0] == lent)
        if period is None and as_of is None and lent is not None and of_that:
            period, inherited = lent, True
        if period is None and as_of is None and context.lead is not None:
            period, inherited = context.lead, True
        if period is None and as_of is None and _is_level_of_now(scene, segment, own[i], context):
            period, inherited = context.period, True
        if own[i] is None and found and level_reached(scene, segment, period, found[-1][0]):
            period = _end_of(period) if found[-1][0] == period else found[-1][0]
        if is_of_regions(scene, segment) or (
            course is None and not _is_dated(own[i], segment) and is_timeless(scene, _number(scene, segment))
        ):
            period, inherited = None, False
        period = in_apposition(scene, _number(scene, segment)) or period
        found.append((period, as_of, inherited))
    return tuple(with_time_held(scene, dated, found))


def _time_left(scene: Scene, segment: Segment, own: Sequence[FoundPeriod | None], at: int) -> FoundPeriod | None:
    """The time of a level that a change left, which is not that of the level it came to: "from 49.8 % in 2012 to
    53.1 %", "2012 жылғы 49,8 %-дан 53,1 %-ға жетті"."""
    told, number = (own[at - 1], segment.quantities[0]) if at else (None, 0)
    if told is None or not number or not is_change(scene, number):
        return None
    left = scene.quantities[number - 1]
    behind = left.end <= told.start
    owned = expression(scene.base, "levels", "left_time", r"(?:{})").search(scene.text[told.start : told.end])
    return told if behind or (owned and not scene.text[told.end : left.start].strip()) else None


def _is_level_behind(scene: Scene, at: int, told: FoundPeriod) -> bool:
    """Whether a number is the level that a change since some time led to, and is of that time no longer: "since 2020
    it has grown by 82 thousand and reached 461 thousand"."""
    if at == 0 or not is_start(scene, told):
        return False
    before, here = scene.segments[at - 1], scene.segments[at]
    stepped = kind_of(scene, before, _number(scene, before)) == "change"
    return stepped and kind_of(scene, here, _number(scene, here)) != "change"


def _left(scene: Scene, segment: Segment) -> int:
    """Where the level stands that a change to the number of the stretch left."""
    return scene.quantities[segment.quantities[0] - 1].start


def _is_dated(period: FoundPeriod | None, segment: Segment) -> bool:
    """Whether the number's own stretch tells when behind it: "in the past two years, 2022–2023"."""
    return period is not None and period.start > segment.anchor


def _number(scene: Scene, segment: Segment) -> FoundQuantity:
    return scene.quantities[segment.quantities[0]]


def _told_later(scene: Scene, segment: Segment, relative: Sequence[FoundPeriod]) -> bool:
    """Whether the stretch tells another time than the one before it: "53 days in 2021 and just 18 last year"; "780 in
    July, later 430"."""
    if any(segment.start <= p.start < segment.end for p in relative):
        return True
    return (
        expression(scene.base, "continuation", "later_on", "{}").search(scene.text, segment.start, segment.anchor + 1)
        is not None
    )


def _of_now(scene: Scene, segment: Segment, relative: Sequence[FoundPeriod]) -> bool:
    """Whether the number stands right behind a word of today: "to raise it to 5 % by 2029 from the current 3.2 %"."""
    return any(not scene.text[p.end : segment.anchor].strip() for p in relative if p.end <= segment.anchor)


def _is_level_of_now(scene: Scene, segment: Segment, own: FoundPeriod | None, context: Context) -> bool:
    """Whether a level is of the time spoken of before: the sentence dates but what it is compared with, which lies
    farther back: "312 tonnes against 355 in 2018", "11.2 %, which is 2.7 points below the level of 2016"."""
    if context.period is None or not scene.periods or (own is not None and not is_compared(scene, own)):
        return False
    told = [p.period for p in scene.periods if p.period is not None]
    return bool(told) and max(p.end for p in told) < context.period.start and context.period.start == context.period.end


def _end_of(period: Period | None) -> Period | None:
    return period and period.model_copy(update={"start": period.end})


def _era(period: Period) -> bool:
    """Whether a period is a century or so, which dates no figure: "in the 21st century 3 thousand doctors lack"."""
    return int(period.end[:4]) - int(period.start[:4]) >= _LONG


def _own(scene: Scene, segment: Segment, dated: Sequence[FoundPeriod]) -> FoundPeriod | None:
    """The period of the stretch that is nearest to its number; two joined years are one span."""
    inside = [
        p
        for p in dated
        if segment.start <= p.start < segment.end
        and not set_apart(scene, p, segment.anchor)
        and not is_measured_from(scene, p)
    ]
    if not inside:
        return None
    enclosed = part_named(scene, segment, inside)
    if enclosed is not None:
        return enclosed
    before = [p for p in inside if p.start < segment.anchor]
    after = [p for p in inside if p.start > segment.anchor]
    if (
        before
        and after
        and (
            _deadline(scene, after[0])
            or _nearer(scene, segment, before[-1], after[0])
            or _is_left_then(scene, segment, after[0])
            or _is_part(after[0].period, before[-1].period)
        )
    ):
        return after[0]
    return before[-1] if before else inside[0]


def _is_part(part: Period | None, year: Period | None) -> bool:
    """Whether a time is a part of the year told before: "in 2022 61 ships in the first quarter"."""
    if part is None or year is None or len(year.start) != len("2022") or year.start != year.end:
        return False
    return part.start[:4] == part.end[:4] == year.start and len(part.start) > len("2022")


def _deadline(scene: Scene, found: FoundPeriod) -> bool:
    """Whether the period is one by whose end something shall be: "by 2030", "к 2030 году", "2030 жылға қарай"."""
    words = knowledge(scene.base, "claims")["segments"]["deadline"]
    if scene.base == "kk":
        near = scene.text[found.start : found.end + 12].casefold()
    else:
        near = scene.text[max(0, found.start - 6) : found.start].casefold()
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", near) for word in words)


def _is_left_then(scene: Scene, segment: Segment, after: FoundPeriod) -> bool:
    """Whether the number is a level that a change left at the time behind it: "in 2023 it rose from 49.8 % in 2012"."""
    number = segment.quantities[-1]
    if number + 1 >= len(scene.quantities) or not is_change(scene, number + 1):
        return False
    between = scene.text[scene.quantities[number].end : after.start]
    return len(between) <= _CLOSE and not re.search(r"[,;:()\d]", between)


def _nearer(scene: Scene, segment: Segment, before: FoundPeriod, after: FoundPeriod) -> bool:
    """Whether the period behind the number belongs to it and the one before to another clause or to a name."""
    last = scene.quantities[segment.quantities[-1]].end
    close = after.start - last <= _CLOSE and not re.search(r"[,;:()]", scene.text[last : after.start])
    return close and bool(re.search(r"[,;»”)]", scene.text[before.end : segment.anchor]))


def _carried(
    own: Sequence[FoundPeriod | None], at: int, scene: Scene, dated: Sequence[FoundPeriod]
) -> FoundPeriod | None:
    """The last period before the stretch, else the only one of the sentence when it stands at its end, or at the end
    of the clause that a semicolon closes."""
    segments = scene.segments
    for mention in reversed(own[:at]):
        if mention is not None:
            return mention
    if at + 1 < len(segments) and (is_of_the_other(scene, at + 1) or stands_alone(scene, segments[at])):
        return None
    later = [p for p in own[at + 1 :] if p is not None]
    if len(dated) != 1 or not later or later[0] is not dated[0]:
        return None
    closing = scene.text.find(";", segments[at].anchor)
    last = segments[-1].anchor if closing < 0 else max(s.anchor for s in segments if s.anchor < closing)
    return later[0] if last < later[0].start and (closing < 0 or later[0].start < closing) else None


def _right_before(scene: Scene, segment: Segment, dated: Sequence[FoundPeriod]) -> FoundPeriod | None:
    """The period behind which the number stands in brackets: "compared with 2013 (54 thousand)"."""
    last = next((p for p in reversed(dated) if p.end <= segment.anchor), None)
    return last if last is not None and scene.text[last.end : segment.anchor].strip() == "(" else None


def _in_years(period: Period) -> Period:
    """Whole years where one end is a year and the other a month."""
    same = len(period.start) == len(period.end)
    return period if same else period.model_copy(update={"start": period.start[:4], "end": period.end[:4]})


def _heads_list(scene: Scene, segment: Segment, own: Sequence[FoundPeriod | None]) -> bool:
    """Whether a number stands before a colon, and each of those behind it has a period of its own: "the first place in
    every year: in 2018 57 %, in 2019 67 %"."""
    ends = ":" in scene.text[segment.anchor : segment.end + 1]
    return ends and len(own) > 2 and all(p is not None and p.period is not None for p in own[1:])


def _span(mentions: Sequence[FoundPeriod]) -> Period:
    periods = [m.period for m in mentions if m.period is not None]
    start, end = min(p.start for p in periods), max(p.end for p in periods)
    return Period(start=start, end=end, text=" – ".join(p.text for p in periods[:2]))


def _relative(segment: Segment, segments: Sequence[Segment], relative: Sequence[FoundPeriod]) -> AsOf | None:
    inside = [p for p in relative if segment.start <= p.start < segment.end]
    if not inside:
        inside = [p for p in relative if p.end < segments[0].anchor - 1]
    return inside[0].as_of if inside else None


def _goes_on(scene: Scene) -> bool:
    words = knowledge(scene.base, "claims")["continuation"]
    low = scene.text.casefold()
    return scene.starts_with(words["same_time"]) or any(phrase in low for phrase in words["that_period"])

"""Which period each number of a sentence belongs to: "с 90 тысяч в 2001 году до 60 тысяч в 2011 году"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.claims.context import Context
from pipeline.claims.kinds import change_of, kind_of
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.told_times import (
    earlier,
    is_measured_from,
    level_reached,
    of_those_years,
    of_whole_year,
    part_named,
    runs_since,
    set_apart,
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
    back = earlier(scene, context)
    dated = [p for p in (*scene.periods, *back) if p.period is not None and not _era(p.period)]
    dated = sorted(dated, key=lambda p: p.start)
    relative = [p for p in scene.periods if p.as_of is not None and not any(b.start == p.start for b in back)]
    own = [_own(scene, segment, dated) for segment in scene.segments]
    words, low = knowledge(scene.base, "claims")["segments"]["compared"], scene.text.casefold()
    spoken = [
        p for p in dated if not _compared(low, p.start, p.end, words, scene.base) and not is_measured_from(scene, p)
    ]
    found: list[tuple[Period | None, AsOf | None, bool]] = []
    ends = _ends_of_change(scene, own)
    told = [p if p is None or p in spoken else None for p in own]
    for i, segment in enumerate(scene.segments):
        mention = own[i] or _right_before(scene, segment, own[:i]) or _carried(told, i, scene, spoken)
        period = mention.period if mention else None
        if i == 0 and own[0] is None and _heads_list(scene, segment, own):
            period = _in_years(_span([p for p in own[1:] if p is not None]))
        if scene.quantities[segment.quantities[0]].unit in ("times", "percent") and _compares(scene, segment, own, i):
            period = _span([p for p in own[1:3] if p is not None])
        elif _sums_up(scene, segment, own, i):
            period = _span([p for p in own[i - 2 : i] if p is not None])
        period = _since(scene, segment, dated, context) or period
        period = runs_since(scene, segment, dated) or of_those_years(scene, segment, dated, context) or period
        period = of_whole_year(scene, segment, period) if own[i] is None else period
        period = ends.get(i, period)
        as_of = _relative(segment, scene.segments, relative)
        inherited = False
        if period is None and as_of is None and context.period is not None and _goes_on(scene):
            period, inherited = context.period, True
        if period is None and as_of is None and context.lead is not None:
            period, inherited = context.lead, True
        if own[i] is None and found and level_reached(scene, segment, period, found[-1][0]):
            period = _end_of(period) if found[-1][0] == period else found[-1][0]
        found.append((period, as_of, inherited))
    return tuple(found)


def _end_of(period: Period | None) -> Period | None:
    return period and period.model_copy(update={"start": period.end})


_FROM = re.compile(r"(?<!\w)(?:from|с|со|от)\W*(?:[^\W\d_]{2,12}\s)?$", re.IGNORECASE)
_TO = re.compile(r"(?<!\w)(?:to|до)\W*(?:[^\W\d_]{2,12}\s)?$", re.IGNORECASE)


def _ends_of_change(scene: Scene, own: Sequence[FoundPeriod | None]) -> dict[int, Period]:
    """The years of two levels told for one span: "between 1991 and 1999 it fell from 35 to 9 million"."""
    told_once = [p for p in own[:3] if p is not None and p.period is not None]
    if len(own) < 2 or len(told_once) != 1 or told_once[0].period is None or told_once[0] not in own[:2]:
        return {}
    span = told_once[0].period
    if not re.fullmatch(r"\d{4}", span.start) or not re.fullmatch(r"\d{4}", span.end) or span.start == span.end:
        return {}
    one, other = (scene.quantities[s.quantities[0]] for s in scene.segments[:2])
    between = scene.text[one.end : other.start]
    told = _FROM.search(scene.text[: one.start]) and _TO.search(between) and len(between) < 40
    if scene.base == "kk":
        told = re.search(r"[нтд][ае]н\b", one.surface + between) and "дейін" in scene.text[other.end : other.end + 30]
    if not told or one.unit != other.unit:
        return {}
    return {at: Period(start=year, end=year, text=span.text) for at, year in enumerate((span.start, span.end))}


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
    later = [p for p in own[at + 1 :] if p is not None]
    if len(dated) != 1 or not later or later[0] is not dated[0]:
        return None
    closing = scene.text.find(";", segments[at].anchor)
    last = segments[-1].anchor if closing < 0 else max(s.anchor for s in segments if s.anchor < closing)
    return later[0] if last < later[0].start and (closing < 0 or later[0].start < closing) else None


def _right_before(scene: Scene, segment: Segment, own: Sequence[FoundPeriod | None]) -> FoundPeriod | None:
    """The period behind which the number stands in brackets: "compared with 2013 (54 thousand)"."""
    last = own[-1] if own else None
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


def period_of_twin(
    scene: Scene, segment: Segment, quantity: FoundQuantity, period: Period | None, before: Sequence[Period | None]
) -> Period | None:
    """The period of a change that restates the two levels before it: "from 101 in 2015 to 92 in 2021, or by 9 %"."""
    behind = quantity is not scene.quantities[segment.quantities[0]]
    enclosed = next((p.period for p in scene.periods if scene.text[p.end : quantity.start].strip() == "("), None)
    if behind and enclosed is not None:
        return enclosed  # "up 9 % compared with 2021 (59,000)"
    if not behind or quantity.unit not in ("percent", "times") or change_of(scene, segment, quantity) is None:
        return period
    words, low = knowledge(scene.base, "claims")["segments"]["compared"], scene.text.casefold()
    base = next(
        (p.period for p in scene.periods if p.period and _compared(low, p.start, p.end, words, scene.base)), None
    )
    if base is not None and period is not None and base.start < period.start:
        return Period(start=base.start, end=period.end, text=f"{base.text} – {period.text}")
    levels = [p for p in before[-2:] if p is not None]
    if len(levels) < 2 or not levels[0].start < levels[1].start:
        return period
    return Period(start=levels[0].start, end=levels[1].end, text=f"{levels[0].text} – {levels[1].text}")


def _compares(scene: Scene, segment: Segment, own: Sequence[FoundPeriod | None], at: int) -> bool:
    """A multiple before the two levels that it compares: "fell 4 times: from 155 thousand in 2000 to 42 in 2018"."""
    if len(own) < 3 or at != 0:
        return False
    quantity = scene.quantities[segment.quantities[0]]
    return change_of(scene, segment, quantity) is not None and sum(p is not None for p in own[1:3]) == 2


def _sums_up(scene: Scene, segment: Segment, own: Sequence[FoundPeriod | None], at: int) -> bool:
    """A change behind the two levels that it compares: "from 11 in 2013 to 6 in 2020, or by 46 %"."""
    quantity = scene.quantities[segment.quantities[0]]
    if at < 2 or own[at] is not None or quantity.unit not in ("times", "percent"):
        return False
    levels = [p.period.start for p in own[at - 2 : at] if p is not None and p.period is not None]
    told = _MULTIPLIED.match(quantity.surface) is not None or change_of(scene, segment, quantity) is not None
    return len(levels) == 2 and levels[0] != levels[1] and told


_MULTIPLIED = re.compile(r"(?:doubl|tripl|trebl|quadrupl|halv|удво|утро|учетвер|вдвое|втрое)", re.IGNORECASE)


def _since(scene: Scene, segment: Segment, dated: Sequence[FoundPeriod], context: Context) -> Period | None:
    """A change "compared with 2013" runs from then to the sentence's other period, or to that spoken of before."""
    quantity = scene.quantities[segment.quantities[0]]
    if not _stretches_back(scene, segment, quantity):
        return None
    words = knowledge(scene.base, "claims")["segments"]["compared"]
    low = scene.text.casefold()
    compared = [p for p in dated if _compared(low, p.start, p.end, words, scene.base) or is_measured_from(scene, p)]
    base = next(iter(compared), None)
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
        return True
    if quantity.unit in ("times", "percent", "percentage point"):
        return quantity.unit == "times" or change_of(scene, segment, quantity) is not None
    return kind_of(scene, segment, quantity) == "change"


def _compared(low: str, start: int, end: int, words: Sequence[str], lang: str) -> bool:
    near = low[start : end + 30] if lang == "kk" else low[max(0, start - 30) : start]
    return any(word in near for word in words)


def _span(mentions: Sequence[FoundPeriod]) -> Period:
    periods = [m.period for m in mentions if m.period is not None]
    start, end = min(p.start for p in periods), max(p.end for p in periods)
    return Period(start=start, end=end, text=" – ".join(p.text for p in periods[:2]))


def _relative(segment: Segment, segments: Sequence[Segment], relative: Sequence[FoundPeriod]) -> AsOf | None:
    inside = [p for p in relative if segment.start <= p.start < segment.end]
    if not inside:
        inside = [p for p in relative if p.start < segments[0].anchor]
    return inside[0].as_of if inside else None


def _goes_on(scene: Scene) -> bool:
    words = knowledge(scene.base, "claims")["continuation"]
    low = scene.text.casefold()
    return scene.starts_with(words["same_time"]) or any(phrase in low for phrase in words["that_period"])

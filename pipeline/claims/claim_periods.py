"""Which period each number of a sentence belongs to: "со 155 тысяч в 2000 году до 42 тысяч в 2018 году"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.claims.context import Context
from pipeline.claims.kinds import change_of
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.reading import FoundPeriod
from schemas import AsOf, Period


def period_numbers(scene: Scene, context: Context) -> tuple[tuple[Period | None, AsOf | None, bool], ...]:
    """Period, relative time, and whether the period was taken over, for each stretch of the sentence."""
    dated = [p for p in scene.periods if p.period is not None]
    relative = [p for p in scene.periods if p.as_of is not None]
    own = [_own(segment, dated) for segment in scene.segments]
    found: list[tuple[Period | None, AsOf | None, bool]] = []
    for i, segment in enumerate(scene.segments):
        mention = own[i] or _carried(own, i, scene.segments, dated)
        period = mention.period if mention else None
        if scene.quantities[segment.quantities[0]].unit in ("times", "percent") and _compares(scene, segment, own, i):
            period = _span([p for p in own[1:3] if p is not None])
        period = _since(scene, segment, period, context) or period
        as_of = _relative(segment, scene.segments, relative)
        inherited = False
        if period is None and as_of is None and context.period is not None and _goes_on(scene):
            period, inherited = context.period, True
        found.append((period, as_of, inherited))
    return tuple(found)


def _own(segment: Segment, dated: Sequence[FoundPeriod]) -> FoundPeriod | None:
    """The period of the stretch that is nearest to its number; two joined years are one span."""
    inside = [p for p in dated if segment.start <= p.start < segment.end]
    if not inside:
        return None
    before = [p for p in inside if p.start < segment.anchor]
    return before[-1] if before else inside[0]


def _carried(
    own: Sequence[FoundPeriod | None], at: int, segments: Sequence[Segment], dated: Sequence[FoundPeriod]
) -> FoundPeriod | None:
    """The last period before the stretch, else the only one of the sentence when it stands at its end."""
    for mention in reversed(own[:at]):
        if mention is not None:
            return mention
    later = [p for p in own[at + 1 :] if p is not None]
    if len(dated) == 1 and later and later[0].start > segments[-1].anchor:
        return later[0]
    return None


def _compares(scene: Scene, segment: Segment, own: Sequence[FoundPeriod | None], at: int) -> bool:
    """A multiple before the two levels that it compares: "fell 4 times: from 155 thousand in 2000 to 42 in 2018"."""
    if len(own) < 3 or at != 0:
        return False
    quantity = scene.quantities[segment.quantities[0]]
    return change_of(scene, segment, quantity) is not None and sum(p is not None for p in own[1:3]) == 2


def _since(scene: Scene, segment: Segment, period: Period | None, context: Context) -> Period | None:
    """A change "compared with 2013" runs from then to the sentence's other period, or to that spoken of before."""
    quantity = scene.quantities[segment.quantities[0]]
    if quantity.unit not in ("times", "percent", "percentage point") or not change_of(scene, segment, quantity):
        return None
    words = knowledge(scene.base, "claims")["segments"]["compared"]
    low = scene.text.casefold()
    base = next((p for p in scene.periods if p.period and _compared(low, p.start, p.end, words, scene.base)), None)
    if base is None or base.period is None:
        return None
    others = [p.period for p in scene.periods if p.period is not None and p is not base]
    other = others[0] if others else context.period
    if other is None or other.start == base.period.start:
        return None
    start, end = min(base.period.start, other.start), max(base.period.end, other.end)
    return Period(start=start, end=end, text=f"{base.period.text} – {other.text}")


def _compared(low: str, start: int, end: int, words: Sequence[str], lang: str) -> bool:
    near = low[end : end + 30] if lang == "kk" else low[max(0, start - 30) : start]
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
    return scene.starts_with(knowledge(scene.base, "claims")["continuation"]["same_time"])

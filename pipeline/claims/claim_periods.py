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
    dated = [p for p in scene.periods if p.as_of is None]
    relative = [p for p in scene.periods if p.as_of is not None]
    own = [_own(segment, dated) for segment in scene.segments]
    found: list[tuple[Period | None, AsOf | None, bool]] = []
    for i, segment in enumerate(scene.segments):
        mention = own[i] or _carried(own, i, scene.segments, dated)
        period = mention.period if mention else None
        if scene.quantities[segment.quantities[0]].unit in ("times", "percent") and _compares(scene, segment, own, i):
            period = _span([p for p in own if p is not None])
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
    if own[at] is not None or len(own) < 3 or at != 0:
        return False
    quantity = scene.quantities[segment.quantities[0]]
    return change_of(scene, segment, quantity) is not None and sum(p is not None for p in own[1:3]) == 2


def _span(mentions: Sequence[FoundPeriod]) -> Period:
    starts = min(m.period.start for m in mentions)
    ends = max(m.period.end for m in mentions)
    return Period(start=starts, end=ends, text=" – ".join(m.period.text for m in mentions[:2]))


def _relative(segment: Segment, segments: Sequence[Segment], relative: Sequence[FoundPeriod]) -> AsOf | None:
    inside = [p for p in relative if segment.start <= p.start < segment.end]
    if not inside:
        inside = [p for p in relative if p.start < segments[0].anchor]
    return inside[0].as_of if inside else None


def _goes_on(scene: Scene) -> bool:
    return scene.starts_with(knowledge(scene.base, "claims")["continuation"]["words"])

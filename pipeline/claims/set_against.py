"""Two groups named before two numbers, which are told of them in their order: "women suffer more often than men, 27.5 %
against 20.3 %"."""

from __future__ import annotations

from itertools import pairwise

from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment

_PAIR = 2


def of_two_sexes(scene: Scene, segment: Segment) -> dict[str, str]:
    """The slot of a number that is one of two, where both sexes are named before the first of them and none behind."""
    for first, second in pairwise(scene.segments):
        if segment not in (first, second):
            continue
        units = {scene.quantities[s.quantities[0]].unit for s in (first, second)}
        named = [m for m in scene.concepts if m.slot == "sex" and first.start <= m.start < second.end]
        before = [m.code for m in named if m.start < first.anchor]
        if len(units) == 1 and len(named) == len(before) == len(set(before)) == _PAIR:
            return {"sex": before[0] if segment == first else before[1]}
    return {}

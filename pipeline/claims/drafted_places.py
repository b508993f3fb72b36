"""Places that the figures of one sentence take from each other, once each is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.claims.drafts import Draft
from pipeline.claims.expressions import expression
from pipeline.claims.scene import Scene
from schemas import Places

_STEPS = ("times", "percent", "percentage point")


def with_steps_placed(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """A step lies where the people are by whom it is told: "2,846 students went abroad, 1.9 times more"."""
    kept = list(drafts)
    for at, (one, step) in enumerate(pairwise(drafts), start=1):
        before = kept[at - 1]
        told = step.kind in ("change", "ratio") and step.quantity.unit in _STEPS and one.kind == "count"
        between = any(one.found.end <= p.start < step.found.end for p in scene.places)
        moved = before.places.origin and before.places.host and step.places != before.places
        of_them = step.topic.get("population") in (None, one.topic.get("population")) and not step.topic.get("measure")
        if told and moved and of_them and not between:
            kept[at] = step._replace(places=before.places, inherited=tuple(sorted({*step.inherited, "places"})))
    return kept


def with_gaps_placed(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """What two places are apart lies in both: "93 % in Almaty and 74 % in Astana, a gap of 19 points"."""
    kept = list(drafts)
    apart = expression(scene.base, "words", "apart", file="places")
    if len(drafts) < _SIDES + 1 or not scene.tells(apart):
        return kept
    for at in range(_SIDES, len(drafts)):
        one, other, gap = drafts[at - 2], drafts[at - 1], drafts[at]
        areas = [one.places.area, other.places.area]
        alike = one.quantity.unit == other.quantity.unit and gap.quantity.unit in (
            *_STEPS,
            other.quantity.unit,
            "point",
        )
        named = any(other.found.end <= p.start < gap.found.start and p.code not in areas for p in scene.places)
        if named or not alike or None in areas or areas[0] == areas[1] or one.period != other.period:
            continue
        if apart.search(scene.text, other.found.end, min(len(scene.text), gap.found.end + _NEAR)):
            codes = {code for area in areas for code in str(area).split("+")}
            kept[at] = gap._replace(places=Places(area="+".join(sorted(codes))))
    return kept


_SIDES = 2
"""So many figures are set against each other."""

_NEAR = 16
"""Characters between a number and "points apart"."""

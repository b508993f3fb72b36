"""Places that the figures of one sentence take from each other, once each is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.claims.drafts import Draft
from pipeline.claims.scene import Scene

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

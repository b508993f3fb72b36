"""Times of what surveys found: no year is theirs that the sentence tells of something else."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.claims.context import Retold
from pipeline.claims.expressions import WORD, expression
from pipeline.claims.implied import ASKED
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment

_NEAR = 60
"""Characters between a share and those asked of whom it is, at most."""

_OPENS_CLAUSE = r"[;,]\s(?:{})\s|;\s"


def is_found_by_survey(scene: Scene, segment: Segment) -> bool:
    """Whether a share of those asked stands in a clause of its own, behind one of official figures and their year: "in
    2022 there were 214 libraries, and 64 % of those surveyed use the catalogue"."""
    quantity = scene.quantities[segment.quantities[0]]
    if quantity.unit != "percent" or segment.quantities[0] == 0:
        return False
    before = scene.quantities[segment.quantities[0] - 1].end
    joint = expression(scene.base, "survey_times", "opens_clause", _OPENS_CLAUSE).search(
        scene.text, before, quantity.start
    )
    if joint is None:
        return False
    asked = expression(scene.base, "survey_times", "asked", WORD)
    near = asked.search(scene.text, joint.end() - 1, min(len(scene.text), quantity.end + _NEAR))
    dated = any(joint.start() < p.start for p in scene.periods)
    return near is not None and not dated and asked.search(scene.text, 0, joint.start()) is None


def of_no_sample(figures: Sequence[Retold]) -> list[Retold]:
    """The figures whose time another sentence may take: when people were asked is no time of what they are and do."""
    return [f for f in figures if not ("sample" in f.topic or f.topic.get("population") in ASKED)]

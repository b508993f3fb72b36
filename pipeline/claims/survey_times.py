"""Times of what surveys found: no year is theirs that the sentence tells of something else."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.claims.context import Retold
from pipeline.claims.expressions import WORD, expression
from pipeline.claims.implied import ASKED
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.studied import tells_of_sample
from pipeline.numbers.reading import FoundPeriod
from schemas import AsOf, Period


def with_time_held(scene: Scene, dated: Sequence[FoundPeriod], found: Sequence[_Dated]) -> list[_Dated]:
    """The times of a sentence's figures, those without one with the time when the survey was held of which it tells:
    "the survey, which covered 640 farmers aged 21–65 of three districts, was held in June 2023"."""
    held = _time_held(scene, dated)
    return [
        (held, as_of, lent) if held and not (period or as_of) else (period, as_of, lent)
        for period, as_of, lent in found
    ]


_Dated = tuple[Period | None, AsOf | None, bool]


def _time_held(scene: Scene, dated: Sequence[FoundPeriod]) -> Period | None:
    """The one time of a sentence on a survey, beside a verb of holding surveys."""
    if len(dated) != 1 or not tells_of_sample(scene):
        return None
    told = dated[0]
    behind = expression(scene.base, "survey_times", "held_behind", _HELD_BEHIND)
    before = expression(scene.base, "survey_times", "held", _HELD_BEFORE)
    held = before.search(scene.text, max(0, told.start - _NEAR), told.start)
    held = held or behind.match(scene.text, told.end, min(len(scene.text), told.end + _NEAR))
    return told.period if held else None


_HELD_BEFORE = r"(?<!\w)(?:{})(?!\w)[^.;:()\d]*$"
_HELD_BEHIND = r"[^.,;:()\d]*?(?<!\w)(?:{})(?!\w)"

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
    """The figures whose time another sentence may take: when people were asked is no time of what they are and do, nor
    is what else was told of that time."""
    asked = [f for f in figures if "sample" in f.topic or f.topic.get("population") in ASKED]
    held = {f.period for f in asked if f.period is not None}
    return [f for f in figures if f not in asked and f.period not in held]

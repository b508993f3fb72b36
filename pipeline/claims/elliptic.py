"""Numbers that leave out what they count, because the number before them said it: "130 in 2015, 146 in 2022", "in 2015
it had been 130"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.claims.asides import clause_end
from pipeline.claims.context import Retold
from pipeline.claims.expressions import RIGHT_BEFORE, RIGHT_BEHIND, expression
from pipeline.claims.implied import CASES
from pipeline.claims.open_words import open_words, words_unknown
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.shares import of_patterns
from pipeline.claims.status import status_of
from pipeline.numbers.units import unit_class
from schemas import FoundQuantity, Kind

_COMPARED: frozenset[Kind] = frozenset({"count", "share", "money", "statistic", "ratio"})


def leaves_out(scene: Scene, segment: Segment, found: FoundQuantity) -> bool:
    """Whether the number's clause tells another time, or that another number is set against it, and nothing else: no
    word of the vocabulary, no place, no word of its own."""
    end = clause_end(scene.text, scene.quantities, segment, scene.base)
    planned = _is_planned(scene, segment, found, end)
    unsaid = (_PLAN, *_PLANNERS) if planned else (_PLAN,)
    dated = any(segment.start <= p.start < end for p in scene.periods) or _is_set_against(scene, found)
    said = (m.start for m in scene.concepts if m.slot not in unsaid and m.code != _EACH_YEAR)
    told = [*said, *(p.start for p in scene.places)]
    if not dated or any(segment.start <= start < end for start in told):
        return False
    if of_patterns(scene.base)[0].search(scene.text, segment.start, end):
        return False
    words = open_words(scene, segment, found, start=segment.start, end=end).split()
    return len(words) <= (_WHO_PLANS if planned else 0)


_WHO_PLANS = 3
"""So many words tell only who plans it: "the government wants 40 % by 2030"."""

_EACH_YEAR = "yearly-rate"
"""What words like "a year" tell, which say nothing of what is counted."""

_PLANNERS = ("about",)
"""Slots of words for who plans: a government, a ministry."""


def _is_planned(scene: Scene, segment: Segment, found: FoundQuantity, end: int) -> bool:
    """Whether the number is one to come that somebody plans, and has a unit by which it goes on with another."""
    if found.unit is None:
        return False
    aims = any(m.slot == _PLAN and segment.start <= m.start < end for m in scene.concepts)
    by_then = expression(scene.base, "aside", "by_then", file="topics")
    return aims or status_of(scene, segment) != "measured" or by_then.search(scene.text, segment.start, end) is not None


def is_of_last(scene: Scene, segment: Segment) -> bool:
    """Whether the number's clause tells only of what was named last: "in Russian at 1,105; before, the latter numbered
    1,400"."""
    end = clause_end(scene.text, scene.quantities, segment, scene.base)
    latter = expression(scene.base, "compared", "latter", file="topics").search(scene.text, segment.start, end)
    told = [*(m.start for m in scene.concepts), *(p.start for p in scene.places)]
    return latter is not None and not any(segment.start <= start < end for start in told)


def _is_set_against(scene: Scene, found: FoundQuantity) -> bool:
    """Whether a number is one that a change leads away from: "5.6 % more than the 552 billion recorded before"."""
    last = next((q for q in reversed(scene.quantities) if q.end <= found.start), None)
    if last is None or last.unit not in _CHANGED_BY or found.unit in _CHANGED_BY:
        return False
    before = expression(scene.base, "compared", "against_before", RIGHT_BEFORE, file="topics")
    behind = expression(scene.base, "compared", "against_behind", RIGHT_BEHIND, file="topics")
    return before.search(scene.text[: found.start]) is not None or behind.match(scene.text, found.end) is not None


_CHANGED_BY = ("percent", "percentage point", "times")

_YEARLY = " per year"
"""What a plan says and the figure before it leaves out: "it took 2.7 million tonnes; by 2029 10 million a year"."""

_COUNTERS = ("head", "unit", "piece")
"""Units that stand for whatever was counted."""

_PLAN = "aim"
"""The slot of words of planning, which tell of a figure only that it is one to come."""

_COUNTRY = 2
"""Letters of a country's code: a word for its people or its own is no place of a list."""


def tells_place_only(scene: Scene, segment: Segment, found: FoundQuantity, topic: Mapping[str, str]) -> bool:
    """Whether the number's stretch tells another place and nothing else, so that it is of what the number before it is:
    "the fewest came to Ulytau (76 people), as well as to Atyrau (126 people)"."""
    here = [p for p in scene.places if segment.start <= p.start < segment.end]
    placed = bool(here) and not any(p.form in ("adjective", "national") and len(p.code) == _COUNTRY for p in here)
    if not placed or topic.keys() - {"open", "population", "object"}:
        return False
    told = [m for m in scene.concepts if segment.start <= m.start < segment.end]
    if any(not (m.generic and m.slot == "population") and m.code not in CASES for m in told):
        return False
    if of_patterns(scene.base)[0].search(scene.text, segment.start, segment.end):
        return False
    return not words_unknown(scene, segment.start, segment.end)


def foretold_before(kind: Kind, unit: str | None, before: Sequence[Retold]) -> Retold | None:
    """The change to come that a share to come goes on with: "by 2030 the herd will shrink by 6 %; by 2050 this will be
    15 %"."""
    if kind != "share":
        return None
    changes = (figure for figure in reversed(before) if figure.kind == "change" and figure.to_come)
    return next((f for f in changes if unit_class(f.unit) == unit_class(unit) and not is_level(f)), None)


def is_level(figure: Retold) -> bool:
    """Whether a change is told by its name, so that a percentage that goes on with it is the same: an inflation."""
    return figure.kind == "change" and "change" not in figure.topic


def is_yearly(unit: str | None, told: str | None) -> bool:
    """Whether a unit is so much a year of what the figure before was told in."""
    return unit is not None and unit.endswith(_YEARLY) and unit_class(unit.removesuffix(_YEARLY)) == unit_class(told)


def told_before(kind: Kind, unit: str | None, before: Sequence[Retold]) -> Retold | None:
    """The last figure of the same kind whose unit the number has too, or leaves out."""
    if kind not in _COMPARED:
        return None
    for figure in reversed(before):
        compared = figure.kind in (*_COMPARED, "other") or is_level(figure)
        if not compared or figure.unit == "times" or (unit is None and figure.kind == "share"):
            continue
        same = unit is None or unit_class(unit.removesuffix(_YEARLY)) == unit_class(figure.unit)
        same = same or (unit in CASES and "disease" in figure.topic) or (unit in _COUNTERS and figure.kind == "count")
        alike = kind == figure.kind or (kind == "share" and is_level(figure)) or is_yearly(unit, figure.unit)
        return figure if same and (alike or unit is None) else None
    return None

"""The unit of a claim: the printed one, what its topic counts, the rate by which it was told before."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.claims.context import Context
from pipeline.claims.expressions import RIGHT_BEFORE, expression
from pipeline.claims.kinds import is_people, without_time
from pipeline.claims.parts_counted import is_of_them, is_whole
from pipeline.claims.rates import RATE, is_rate
from pipeline.claims.scene import Scene
from pipeline.claims.topics import counted_unit
from pipeline.claims.unit_words import known_units
from pipeline.claims.vocabulary import Vocabulary
from schemas import FoundQuantity, Kind

LAST = "last"
"""Under this the last sentence's rate is kept, for one that goes on with "this indicator"."""

_NUMERATORS = {
    "incidence": "case",
    "new-cases": "case",
    "prevalence": "case",
    "mortality": "death",
    "infant-mortality": "death",
    "maternal-mortality": "death",
    "birth-rate": "birth",
    "crime-rate": "crime",
    "marriage-rate": "marriage",
    "divorce-rate": "divorce",
    "natural-increase": "person",
    "net-migration": "person",
    "migration-balance": "person",
}
"""What a rate counts, where the text names the rate and not the thing."""

_PEOPLE_COUNTED = frozenset({
    "person", "student", "respondent", "expert", "graduate", "migrant", "participant", "citizen", "specialist",
    "interviewee", "scholar", "applicant", "recipient", "child", "woman", "man", "worker", "emigrant",
    "immigrant", "resident", "pupil", "teacher", "doctor", "patient", "tourist", "visitor", "trainee", "user",
    "passenger",
})  # fmt: skip
"""Words for people that are units of their own."""

_OF_PERSONS = ("natural-increase", "net-migration", "migration-balance", "migration-loss")
"""Measures that count people."""

_OF_PEOPLE = ("household", "family", "couple")
"""Groups of people are counted as such, not as persons."""

_ONE_NAME = {
    "family": "household", "small-business": "enterprise", "academic credit": "credit", "celsius": "degree celsius",
    "celsius per decade": "degree celsius per decade", "twenty-foot equivalent unit": "TEU",
}  # fmt: skip
"""Units that have another name where the same is told in other words."""

_COUNTERS = ("unit", "piece", "place")

_SCORES = ("score", "exam-score", "test-score", "rating", "satisfaction")
"""Measures that are told in points."""

_OF_LIVES = ("birth", "death")
"""Events of which each is one person's."""


def unit_of(
    found: FoundQuantity, kind: Kind, topic: Mapping[str, str], context: Context, vocabulary: Vocabulary
) -> str | None:
    """The claim's unit: the printed one, else what the topic counts, else the rate by which it was told before.

    People of a word that papers seldom count by ("miners") are persons; the topic says which.
    """
    unit = without_time(_unit_of(found, kind, topic, context, vocabulary))
    unit = _ONE_NAME.get(unit or "", unit)
    if unit == "visit" and found.unit_surface is None and topic.get("practice"):
        return "person"  # "museum attendance" and "people went to museums" are told in one unit
    if topic.get("measure") == "total-fertility" and unit in ("child", "person", None):
        return "child per woman"  # "число детей на одну женщину": the base stands in the name
    if kind == "count" and topic.get("object") in _OF_LIVES and unit in (None, *_OF_LIVES):
        return "person"  # 412 thousand births, babies, people who were born
    if unit is None or unit in _PEOPLE_COUNTED or unit in _OF_PEOPLE or is_rate(unit):
        return unit
    people = is_people(unit) or "population" in vocabulary.units.get(unit, {})
    return "person" if people and "object" not in vocabulary.units.get(unit, {}) else unit


def _unit_of(
    found: FoundQuantity, kind: Kind, topic: Mapping[str, str], context: Context, vocabulary: Vocabulary
) -> str | None:
    printed, measure = found.unit, topic.get("measure", "")
    if is_rate(printed):
        return _numerated(str(printed), topic, vocabulary)
    if printed is None and kind in ("count", "statistic") and context.rates.get(LAST) and found.value is not None:
        return context.rates[LAST]
    if printed is None and kind == "statistic" and measure in context.rates and found.value is not None:
        return context.rates[measure]
    if printed == "times":
        return printed
    if printed is None and kind == "statistic" and measure in _SCORES:
        return "point"
    if kind != "count" and printed not in _COUNTERS:
        grown = kind == "change" and printed is None and found.value is not None and topic.get("population")
        return (counted_unit(topic, vocabulary) or "person") if grown and is_whole(found) else printed
    if printed is None and measure in _OF_PERSONS:
        return "person"
    if printed is None and _NUMERATORS.get(measure) == "case" and is_whole(found):
        return "case"  # "new cases of measles by region: 214"
    if printed is None and topic.get("sex") and not (topic.get("object") or topic.get("population")):
        return "person"  # "women: 1 512 (57 %)"
    if printed is None and topic.get("activity") == "employment" and not topic.get("object"):
        return counted_unit(topic, vocabulary) or "person"
    if _stands_for(printed, topic, vocabulary):
        counted = counted_unit(topic, vocabulary)
        seats = printed == "place" and counted is not None and is_people(counted)  # "places: 6 214", of tourists
        return printed if seats else counted or printed
    return printed


def _stands_for(printed: str | None, topic: Mapping[str, str], vocabulary: Vocabulary) -> bool:
    """Whether the unit is that of what the topic counts: none is printed, a counting word, a noun no list of units
    knows, the beginning of a longer noun ("hospital beds"), or that of things where people are meant."""
    if printed is None or printed in _COUNTERS or printed not in known_units():
        return True
    if topic.get("object") and not topic.get("population") and "population" in vocabulary.units.get(printed, {}):
        return True  # "4.1 million passenger cars"
    thing = vocabulary.units.get(printed, {}).get("object")
    return thing is not None and thing != topic.get("object") and bool(topic.get("object") or topic.get("population"))


def unit_of_rest(scene: Scene, found: FoundQuantity, context: Context) -> str | None:
    """What was counted last, for a number that tells its rest, or that many of them: "of the 214 farms 62 … The other
    152 were asked", "in Germany there are 9,000 of them", "of these 210 went by bus, 330 by train"."""
    rest = expression(scene.base, "continuation", "the_rest", RIGHT_BEFORE).search(scene.text[: found.start][-_REST:])
    if (rest is None and not _is_of_them(scene, found)) or found.unit is not None or not is_whole(found):
        return None
    last = next((f for f in reversed(context.figures) if f.kind == "count" and f.unit), None)
    told = rest is None and is_of_them(scene, found) and last is not None and last.value is not None
    if last is None or (told and (found.value or 0) > (last.value or 0)):
        return None
    return last.unit


def _is_of_them(scene: Scene, found: FoundQuantity) -> bool:
    """Whether a number is one of those told of before, or goes on with a list of such numbers without nouns."""
    for quantity in reversed([q for q in scene.quantities if q.start <= found.start]):
        if quantity.unit != "percent" and (quantity.unit is not None or not is_whole(quantity)):
            return False
        if is_of_them(scene, quantity):  # "the number of papers fell: there were 3,058 of them" names them itself
            return not any(m.slot in ("object", "population") and m.end <= quantity.start for m in scene.concepts)
    return False


_REST = 24


def _numerated(unit: str, topic: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """ "Provision with doctors: 39.9 per 10 000 people" counts doctors: people of people are nobody in particular."""
    match = RATE.fullmatch(unit)
    if match is None or match["of"] not in ("person", "case"):
        return unit
    of = _NUMERATORS.get(topic.get("measure", ""))
    if of is None and (topic.get("population") or topic.get("object")):
        of = counted_unit(topic, vocabulary)
    return f"{of or match['of']} per {match['base']}"

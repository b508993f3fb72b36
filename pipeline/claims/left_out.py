"""What a topic leaves out because the text before has said it: of what a harvest is, in what people died, by which
programme they study."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.claims.context import Context
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.implied import CASES
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.vocabulary import Vocabulary
from pipeline.numbers.units import currencies, measured_units

_THINGS = ("product", "object", "disease", "mode", "sector", "field", "population", "item", "site")
"""Slots that tell of what a general measure is."""
_PRICES = ("cost", "tariff")
_COVERED = ("disease", "population", "product", "object", "field")
"""Slots that tell with what, and who, is covered."""
_OF_CASUALTIES = ("death", "injury")


def said_before(
    topic: Mapping[str, str],
    unit: str | None,
    context: Context,
    vocabulary: Vocabulary,
    where: tuple[Scene, Segment] | None = None,
) -> dict[str, str]:
    """The slots that a measure of something, or a number of dead or hurt, takes from the text before it; of all that
    there is ("the whole sown area") it takes nothing."""
    if where is not None:
        scene, segment = where
        if expression(scene.base, "aside", "all", file="topics").search(scene.text, segment.start, segment.anchor):
            return {}
    near = {**context.slots, **(context.figures[-1].topic if context.figures else {})}
    measure = vocabulary.concept("measure", topic.get("measure", ""))
    counted, per, _ = str(unit).partition(" per ")
    of_something = measure is not None and measure.generic and counted in measured_units()
    of_something = of_something or (topic.get("measure") in _PRICES and bool(per) and counted in currencies())
    if of_something and not any(slot in topic for slot in _THINGS):
        priced = not per or near.get("measure") in _PRICES or topic.get("measure") not in _PRICES
        product = near.get("product") if priced else None
        return {"product": product} if product else {}
    if topic.get("measure") == "coverage" and unit == "percent" and not any(slot in topic for slot in _COVERED):
        return {slot: near[slot] for slot in ("measure", *_COVERED) if slot in near} if near.get("measure") else {}
    casualties = topic.get("object") == "death" or topic.get("activity") in _OF_CASUALTIES
    if casualties and not any(slot in topic for slot in ("circumstance", "disease", "measure")):
        accident = "road-accident" if near.get("object") == "road-accident" else None
        circumstance = near.get("circumstance") or accident
        return {"circumstance": circumstance} if circumstance else {}
    return {}


_OF_ILLNESS = ("incidence", "new-cases", "prevalence", "drug-resistance", "case-fatality")
_OF_THE_ILL = ("case", "disease-case")
_OF_SOMETHING_ELSE = ("disease", "sector", "field", "object", "product", "circumstance")


def illness_meant(scene: Scene, segment: Segment, slots: Mapping[str, str], context: Context) -> str | None:
    """The disease that "this disease" or "the diagnosis" in the number's stretch stands for, or of which a figure is
    that tells only of new cases."""
    if context.illness is None or slots.get("disease"):
        return None
    others = {slots.get(slot, "") for slot in _OF_SOMETHING_ELSE} - {"", *CASES}
    meant = (slots.get("measure") in _OF_ILLNESS or slots.get("object") in _OF_THE_ILL) and not others
    said = expression(scene.base, "illness", "meant", BEGINNING, file="topics")
    return context.illness if meant or said.search(scene.text, segment.start, segment.end) else None


def illness_of(scene: Scene, context: Context) -> str | None:
    """The disease that the text has spoken of after the sentence: the one that it names, else the one before."""
    named = {m.code for m in scene.concepts if m.slot == "disease"}
    if not named:
        return context.illness
    return named.pop() if len(named) == 1 else None


_OF_PROGRAMMES = ("", "person", "student", "graduate", "scholarship-holder", "specialist", "youth", "participant")
"""Those whom a programme sends, pays or trains."""


def programme_meant(scene: Scene, segment: Segment, slots: Mapping[str, str], context: Context) -> str | None:
    """The programme whose people a number counts, where a sentence says "the programme", "its scholarship"."""
    told = slots.get("programme") or slots.get("measure") or slots.get("object")
    if context.programme is None or told or slots.get("population", "") not in _OF_PROGRAMMES:
        return None
    meant = expression(scene.base, "programme", "meant", file="topics")
    return context.programme if meant.search(scene.text, 0, segment.end) else None


def programme_of(scene: Scene, context: Context) -> str | None:
    """The programme that the text has spoken of after the sentence: the one that it names, else the one before it; none
    where it names several."""
    named = {m.code for m in scene.concepts if m.slot == "programme"}
    return context.programme if not named else named.pop() if len(named) == 1 else None

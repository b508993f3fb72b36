"""What a topic leaves out because the text before has said it: of what a harvest is, in what people died."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.claims.context import Context
from pipeline.claims.vocabulary import Vocabulary
from pipeline.numbers.units import measured_units

_THINGS = ("product", "object", "disease", "mode", "sector", "field", "population", "item", "site")
"""Slots that tell of what a general measure is."""
_OF_CASUALTIES = ("death", "injury")


def said_before(topic: Mapping[str, str], unit: str | None, context: Context, vocabulary: Vocabulary) -> dict[str, str]:
    """The slots that a measure of something, or a number of dead or hurt, takes from the text before it."""
    near = {**context.slots, **(context.figures[-1].topic if context.figures else {})}
    measure = vocabulary.concept("measure", topic.get("measure", ""))
    of_something = measure is not None and measure.generic and str(unit).split(" per ")[0] in measured_units()
    if of_something and not any(slot in topic for slot in _THINGS):
        product = near.get("product")
        return {"product": product} if product else {}
    casualties = topic.get("object") == "death" or topic.get("activity") in _OF_CASUALTIES
    if casualties and not any(slot in topic for slot in ("circumstance", "disease", "measure")):
        accident = "road-accident" if near.get("object") == "road-accident" else None
        circumstance = near.get("circumstance") or accident
        return {"circumstance": circumstance} if circumstance else {}
    return {}

"""What a number is told of one of: "95 convicts per psychologist", "на одного читателя", "бір оқырманға"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.claims.counted import COUNTED
from pipeline.claims.implied import AT_LARGE
from pipeline.claims.scene import ConceptMention, Scene
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import measured_units
from schemas import Kind

_REACH = 32
"""Characters before the noun in which the word for "per" is sought."""


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words right before the noun; those that need the verb as well; the verb; the noun's own ending."""
    data = knowledge(lang, "topics")["per"]
    between = r"\s+(?:[^\W\d]+\s+)?$"
    before, weak = (rf"\b(?:{'|'.join(data[name]) or '(?!)'}){between}" for name in ("before", "before_with_verb"))
    verb = rf"\b(?:{'|'.join(data['verb']) or '(?!)'})"
    ending = rf"(?:{'|'.join(data['ending'])})$" if data["ending"] else "$"
    return tuple(re.compile(p, re.IGNORECASE) for p in (before, weak, verb, ending))  # type: ignore[return-value]


def per_one(scene: Scene, mentions: Sequence[ConceptMention]) -> list[ConceptMention]:
    """Those of the mentions that name of whom or what one is meant; they are not what is counted."""
    before, weak, verb, ending = _patterns(scene.base)
    found: list[ConceptMention] = []
    for mention in mentions:
        if mention.slot not in COUNTED:
            continue
        lead = scene.text[max(0, mention.start - _REACH) : mention.start]
        told = before.search(lead) or (weak.search(lead) and verb.search(scene.text))
        if told and ending.search(scene.text[mention.start : mention.end]):
            found.append(mention)
    return found


def told_per(slots: dict[str, str], ones: Sequence[ConceptMention], scene: Scene, before: int) -> None:
    """Fill in of whom or what one is meant, be it a measure of land named `before` the number; of
    anybody, it is the figure per head."""
    if not ones:
        land = next((code for code, one in _land(scene.base) if one.search(scene.text, 0, before)), "")
        if land:
            slots["per"] = land
        return
    if ones[0].slot == "population" and ones[0].code in AT_LARGE:
        slots["statistic"] = "per-capita" if slots.get("statistic") in (None, "mean") else slots["statistic"]
    else:
        slots["per"] = ones[0].code


@cache
def _land(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    land = knowledge(lang, "topics")["per"]["land"]
    return tuple((code, re.compile(rf"\b{pattern}\b", re.IGNORECASE)) for code, pattern in land.items())


def for_each_person(
    unit: str | None, kind: Kind, topic: Mapping[str, str], *, each: bool
) -> tuple[str | None, Kind, dict[str, str]]:
    """A measured amount told for each inhabitant, in one form: "17 tonnes" per capita are 17 tonnes per person.

    `each`: the sentence tells it for one inhabitant, whatever its topic keeps of that.
    """
    if unit is not None and unit.endswith(_PER_CAPITA):
        unit = f"{unit.removesuffix(_PER_CAPITA)} per person"
    of_things = bool(topic.get("object"))  # the mean area of a flat is nobody's
    each = each or topic.get("statistic") == "per-capita"
    if not each or unit not in measured_units() or kind not in _AMOUNTS or of_things:
        return unit, kind, dict(topic)
    return f"{unit} per person", "ratio", {slot: code for slot, code in topic.items() if slot != "statistic"}


_PER_CAPITA = " per capita"
_AMOUNTS: tuple[Kind, ...] = ("count", "statistic", "ratio")

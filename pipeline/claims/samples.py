"""Whom or what a study chose: its sample, told by the words around a number and by the means of asking."""

from __future__ import annotations

import re
from functools import cache

from pipeline.claims.counted import COUNTED
from pipeline.claims.implied import ASKED, AT_LARGE
from pipeline.claims.phrases import PhraseIndex
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.shares import of_patterns
from pipeline.claims.unit_words import owned_by_whole
from pipeline.languages.knowledge import knowledge
from schemas import FoundQuantity, Kind


def mark_sample(slots: dict[str, str], number: tuple[Scene, Segment, FoundQuantity], kind: Kind) -> None:
    """Those whom a study chose are a sample of those whom the slots name, whatever they do; a part of them is none."""
    scene, segment, quantity = number
    behind = of_patterns(scene.base)[0].match(scene.text, quantity.end + 1)  # "185 of them"
    part = scene.quantities[segment.quantities[0]].unit == "percent" or behind is not None
    part = (
        part
        or of_patterns(scene.base)[0].search(scene.text[segment.start : quantity.start]) is not None
        or owned_by_whole(scene, quantity)
    )
    if kind == "count" and slots.keys() & set(COUNTED) and not part and _of_sample(scene, segment):
        slots.pop("activity", None)
        if slots.get("population") not in ASKED:
            slots["sample"] = _by_which_means(scene, segment)
    national = any(p.form == "national" and segment.start <= p.start < segment.end for p in scene.places)
    at_large = slots.get("population") in AT_LARGE and not national  # "by our survey, 83 % of Kazakhstanis"
    if kind == "share" and at_large and _of_sample(scene, segment, before=quantity.start):
        slots["population"] = "respondent"  # "by a survey of 500 residents, 43 % own a car"


@cache
def _sample_words(lang: str) -> PhraseIndex[bool]:
    return PhraseIndex((word, True) for word in knowledge(lang, "topics")["sample"]["words"])


def _of_sample(scene: Scene, segment: Segment, *, before: int = 0) -> bool:
    """Whether the stretch, or the sentence before its first number (or `before`), tells whom a study of the paper's
    own asked."""
    if any(not source.bracket for source in scene.sources):
        return False
    found = scene.find("sample", _sample_words(scene.base))
    before = max(before, scene.segments[0].anchor)
    return any(m.start < before or segment.start <= m.start < segment.end for m in found)


@cache
def _means(lang: str) -> dict[str, re.Pattern[str]]:
    told = knowledge(lang, "topics")["means"]
    return {code: re.compile(rf"(?<!\w)(?:{'|'.join(words)})", re.IGNORECASE) for code, words in told.items()}


def _by_which_means(scene: Scene, segment: Segment) -> str:
    """By which means a study asked them: those interviewed at length are another sample than those of a survey."""
    stretch = scene.text[segment.start : segment.end]
    return next((code for code, words in _means(scene.base).items() if words.search(stretch)), "asked")

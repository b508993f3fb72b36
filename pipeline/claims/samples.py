"""Whom or what a study chose: its sample, told by the words around a number and by the means of asking."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.claims.counted import COUNTED
from pipeline.claims.implied import ASKED, AT_LARGE
from pipeline.claims.open_words import words_beside
from pipeline.claims.phrases import PhraseIndex
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.shares import of_patterns, says_of_them
from pipeline.claims.unit_words import owned_by_whole
from pipeline.languages.knowledge import knowledge
from schemas import FoundQuantity, Kind


def mark_sample(slots: dict[str, str], number: tuple[Scene, Segment, FoundQuantity], kind: Kind) -> None:
    """Those whom a study chose are a sample of those whom the slots name, whatever they do; a part of them is none."""
    scene, segment, quantity = number
    chosen = kind == "count" and _of_sample(scene, segment) and not _of_them(scene, segment, quantity)
    chosen = chosen and not (slots.get("activity") and _is_part_of_asked(scene, segment, quantity))
    if chosen and slots.keys() & set(COUNTED):
        slots.pop("activity", None)
        means = _by_which_means(scene, segment)
        if slots.get("population") in AT_LARGE:
            slots["population"] = "respondent"  # "1 240 people took part in the survey", "47 people in focus groups"
        if slots.get("population") not in ASKED or means == "focus-group":
            slots["sample"] = means
    national = any(p.form == "national" and segment.start <= p.start < segment.end for p in scene.places)
    at_large = slots.get("population") in AT_LARGE and not national  # "by our survey, 83 % of Kazakhstanis"
    if kind == "share" and at_large and _of_sample(scene, segment, before=quantity.start):
        slots["population"] = "respondent"  # "by a survey of 500 residents, 43 % own a car"


def _is_part_of_asked(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    """Whether only the share behind a number tells that people were asked: "371 passengers, or 58 % of those asked, are
    content" counts a part of them."""
    shares = [q for q in (scene.quantities[i] for i in segment.quantities) if q.unit == "percent"]
    if not shares or shares[0].start < quantity.end:
        return False
    return all(m.start > shares[0].end for m in scene.find("sample", _sample_words(scene.base)))


_SURVEY = "asked"
"""The means of asking where the text tells no other."""


def part_of_asked(slots: Mapping[str, str], number: tuple[Scene, Segment, FoundQuantity], kind: Kind) -> dict[str, str]:
    """What tells those of a study's people whom a number counts, where it counts a part of them: what they do, else the
    clause's own words: "234 of the respondents intend to leave", "self-employment covers 161 respondents"."""
    scene, segment, quantity = number
    if kind != "count" or slots.get("population") not in ASKED:
        return {}
    if not _of_them(scene, segment, quantity) and (_of_sample(scene, segment) or _asks_besides(scene, segment)):
        return {}
    if slots.get("activity"):
        return {"activity": slots["activity"]}
    told = {(m.start, m.end) for m in scene.concepts if slots.get(m.slot) == m.code}
    words = words_beside(scene, (segment.start, segment.end), quantity, told)
    return {"open": words} if words and slots.keys().isdisjoint(_TELLING) else {}


_TELLING = frozenset({"sex", "age", "setting", "zone", "level", "form", "field", "ethnicity", "language", "type"})
_TELLING |= {
    "programme",
    "practice",
    "attitude",
    "about",
    "need",
    "disease",
    "sector",
    "product",
    "object",
    "measure",
    "intention",
}
"""Slots that tell a part of people, in every language."""


def _asks_besides(scene: Scene, segment: Segment) -> bool:
    """Whether the number's clause speaks of a study by more than the people whom it counts."""
    people = [m for m in scene.concepts if m.slot == "population" and m.code in ASKED]
    found = scene.find("study", _study_words(scene.base)) + scene.find("took_part", _part_words(scene.base))
    return any(
        (m.start < scene.lead.anchor or segment.start <= m.start < segment.end)
        and not any(p.start <= m.start < p.end for p in people)
        for m in found
    )


@cache
def _study_words(lang: str) -> PhraseIndex[bool]:
    return PhraseIndex((word, True) for word in knowledge(lang, "claims")["kinds"]["study"])


@cache
def _part_words(lang: str) -> PhraseIndex[bool]:
    return PhraseIndex((word, True) for word in knowledge(lang, "claims")["kinds"]["took_part"])


def _of_them(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    """Whether a number counts a part of those told of: "185 of them", "37 % (185)"."""
    them = of_patterns(scene.base)[0]
    told = them.match(scene.text, quantity.end + 1) or them.search(scene.text, segment.start, quantity.start)
    twin = scene.quantities[segment.quantities[0]].unit == "percent"
    listed = quantity.unit_surface is None and says_of_them(
        scene, segment
    )  # "of whom 312 in towns and 168 in villages"
    return told is not None or twin or listed or owned_by_whole(scene, quantity)


@cache
def _sample_words(lang: str) -> PhraseIndex[bool]:
    return PhraseIndex((word, True) for word in knowledge(lang, "topics")["sample"]["words"])


def _of_sample(scene: Scene, segment: Segment, *, before: int = 0) -> bool:
    """Whether the stretch, or the sentence before its first number (or `before`), tells whom a study of the paper's
    own asked."""
    if any(not source.bracket for source in scene.sources):
        return False
    found = scene.find("sample", _sample_words(scene.base))
    before = max(before, scene.lead.anchor)
    if any(m.start < before or segment.start <= m.start < segment.end for m in found):
        return True
    end = _END.search(scene.text, segment.anchor)  # "48 managers and 412 guests were surveyed"
    if end is not None and any(segment.end <= m.start < end.start() for m in found):
        return True
    return _means_told(scene, segment, before) is not None


_END = re.compile(r"[,;:()](?!\d)|$")


def _means_told(scene: Scene, segment: Segment, before: int) -> str | None:
    """The means of asking that the stretch, the sentence before `before`, or the number beside it ("six focus groups
    with 47 people") tells."""
    before_it = [q.end for q in scene.quantities if q.end <= segment.anchor][-1:]
    behind_it = [q.end for q in scene.quantities if q.start >= segment.end][:1]
    for code, words in _means(scene.base).items():
        if not scene.tells(words):
            continue
        beside = (words.search(scene.text, end, end + _BESIDE) for end in (*before_it, *behind_it))
        if any(said is not None and not _of_others(scene, said) for said in beside):
            return code
        if words.search(scene.text, segment.start, segment.end) or words.search(scene.text, 0, before):
            return code
    return None


def _of_others(scene: Scene, said: re.Match[str]) -> bool:
    """Whether people stand between a number and such words, who were asked so and nobody else: "12 experts were
    interviewed"."""
    return any(m.slot == "population" and said.pos <= m.start < said.end() for m in scene.concepts)


_BESIDE = 28
"""Behind a number so near its noun is, where it counts meetings with those asked."""


@cache
def _means(lang: str) -> dict[str, re.Pattern[str]]:
    told = knowledge(lang, "topics")["means"]
    return {code: re.compile(rf"(?<!\w)(?:{'|'.join(words)})", re.IGNORECASE) for code, words in told.items()}


def _by_which_means(scene: Scene, segment: Segment) -> str:
    """By which means a study asked them: those interviewed at length are another sample than those of a survey."""
    return _means_told(scene, segment, segment.start) or _SURVEY

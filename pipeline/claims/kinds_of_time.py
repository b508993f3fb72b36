"""Numbers of years and days by the words around them: ages, days that are counted; where such words are sought."""

from __future__ import annotations

import re
from functools import cache

from pipeline.claims.expressions import RIGHT_BEFORE, expression
from pipeline.claims.phrases import PhraseIndex
from pipeline.claims.scene import Scene
from pipeline.languages.knowledge import knowledge
from schemas import FoundQuantity

_REACH = 60
"""Characters before a number in which the words stand that tell what it is."""


@cache
def cue_index(lang: str, name: str) -> PhraseIndex[bool]:
    """The words of one list of `claims.toml`, `kinds`."""
    return PhraseIndex((word, True) for word in knowledge(lang, "claims")["kinds"][name])


@cache
def _day_words(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = knowledge(lang, "claims")["kinds"]
    before, behind = ("|".join(data[name]) or "(?!)" for name in ("days_before", "days_behind"))
    return re.compile(rf"(?<!\w)(?:{before})\s*$", re.IGNORECASE), re.compile(rf"\s*(?:{behind})", re.IGNORECASE)


def days_counted(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether days are counted and last nothing: "the norm was exceeded on 162 days", "число дней со смогом – 64"."""
    before, behind = _day_words(scene.base)
    one = next((q for q in reversed(scene.quantities) if q.end <= quantity.start), quantity)
    first = one if one.unit == "day" else quantity  # "the number of days: 74 in 2021 against 111 in 2023"
    leads = (scene.text[max(0, q.start - 2 * _REACH) : q.start] for q in (first, quantity))
    return any(before.search(lead) for lead in leads) or behind.match(scene.text[quantity.end :]) is not None


def stretch_of(scene: Scene, quantity: FoundQuantity) -> tuple[int, int]:
    """The stretch of the sentence that the number stands in."""
    return next(((s.start, s.end) for s in scene.segments if s.start <= quantity.start < s.end), (0, len(scene.text)))


def is_age(scene: Scene, quantity: FoundQuantity) -> bool:
    """A number of years that is an age: by the words near it, or as in "(Male, 24, graduate of …)"."""
    if scene.base == "kk" and (quantity.unit_surface or "").casefold().startswith("жыл"):
        return False  # ages are told in "жас"
    if expression(scene.base, "kinds", "age_step", r"\W*(?:{})").match(scene.text, quantity.end):
        return False  # "2020 жылғыдан 3,8 жасқа артық"
    before = scene.text[: quantity.start].rstrip()
    told = quantity.unit_surface is None and before.endswith(",")
    if told or bool(_teller(scene.base).search(before)) or is_near(scene, quantity, "age"):
        return True
    behind = scene.text[quantity.end : quantity.end + 24]
    bounded = expression(scene.base, "kinds", "age_behind", r"\W*(?:{})(?!\w)").match(behind)
    lead = scene.text[: quantity.start]
    people = expression(scene.base, "kinds", "age_before", r"(?<!\w)(?:{})\s*$").search(lead[-_REACH:])
    if quantity.low is not None and expression(scene.base, "kinds", "age_range", RIGHT_BEFORE).search(lead[-_REACH:]):
        return True  # "лиц 15–28 лет"
    named = expression(scene.base, "kinds", "age_of", _AGE_OF).search(lead[-2 * _REACH :])
    return bounded is not None or people is not None or named is not None or _goes_on_with_age(scene, quantity)


def _goes_on_with_age(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the number sets another group's age against the one before it: "the mean age of master's students is 26.4
    years and that of doctoral students 33.1 years"."""
    at = next((i for i, q in enumerate(scene.quantities) if q is quantity), 0)
    if at == 0:
        return False
    before = scene.quantities[at - 1]
    if before.unit != "year" or before.value is None or quantity.value is None:
        return False
    near = 0 < before.value < 2 * quantity.value and quantity.value < 2 * before.value
    between = scene.text[before.end : quantity.start]
    named = expression(scene.base, "kinds", "age_of", _AGE_OF).search(scene.text[: before.start][-2 * _REACH :])
    timed = any(m.slot == "measure" and before.end <= m.start < quantity.start for m in scene.concepts)
    return near and named is not None and not timed and len(between.split()) <= _GROUP and ";" not in between


_GROUP = 8
"""Words that name the other group at most."""


_AGE_OF = r"(?<!\w)(?:{})(?:[^;:()\d.]|(?:19|20)\d\d(?:\s?гг?\.)?)*$"
"""A noun of age with what it is of, before the number: "средний возраст первого брака в 2021 г. составил"."""


@cache
def _teller(lang: str) -> re.Pattern[str]:
    """An open bracket that tells who spoke: "(Woman, "."""
    words = "|".join(map(re.escape, knowledge(lang, "claims")["low_weight"]["speaker"]))
    return re.compile(rf"\(\s*(?:{words})\b[^()\d]{{0,40}}$", re.IGNORECASE)


def is_near(scene: Scene, quantity: FoundQuantity, name: str) -> bool:
    """Whether a word of one list stands near the number, no farther than its stretch goes."""
    end = stretch_of(scene, quantity)[1]
    found = scene.find(name, cue_index(scene.base, name))
    return any(-40 <= m.start - quantity.start <= 40 and m.start < max(end, quantity.end) for m in found)

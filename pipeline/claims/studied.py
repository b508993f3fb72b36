"""Whom a study asked or measured: its own sample, which stands for no country's people unless the text says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.claims.context import Context
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.phrases import PhraseIndex
from pipeline.claims.pointing import names_country
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.status import is_planned
from pipeline.languages.knowledge import knowledge

_SAMPLED = ("respondent", "expert")


@cache
def _words(lang: str, name: str) -> PhraseIndex[bool]:
    return PhraseIndex((word, True) for word in knowledge(lang, "claims")["kinds"][name])


def asks(scene: Scene, segment: Segment) -> bool:
    """Whether the number's stretch, or the sentence before its first number, speaks of whom a study asked."""
    found = scene.find("study", _words(scene.base, "study"))
    return any(m.start < scene.lead.anchor or segment.start <= m.start < segment.end for m in found)


def took_part(scene: Scene, segment: Segment) -> bool:
    """Whether the number's stretch says that people were asked or took part."""
    found = scene.find("took_part", _words(scene.base, "took_part"))
    return any(segment.start <= m.start < segment.end for m in found)


def of_the_study(slots: Mapping[str, str]) -> bool:
    """Whom the study asked is said where it says it, not in the text around."""
    return slots.get("population") in _SAMPLED or slots.get("object") == "interview"


def goes_on(scene: Scene, context: Context) -> bool:
    """Whether a sentence still speaks of the sample that the one before it spoke of: it names no place nor source."""
    if not context.study or any(p.form != "foreign" for p in scene.places):
        return False
    return all(s.bracket for s in scene.sources) and not (scene.sources and _is_dated(scene))


def tells_of_sample(scene: Scene) -> bool:
    """Whether a sentence speaks of a study or of those whom it asked."""
    told = scene.find("study", _words(scene.base, "study")) or scene.find("sampled", _words(scene.base, "sampled"))
    return bool(told)


def sampling(scene: Scene, before: Context, left: Context) -> Context:
    """What the sentence leaves for the next one, marked where that is a sample, which lies where it is said to."""
    study = tells_of_sample(scene) or goes_on(scene, before)
    if study and not before.study and not scene.places:
        country = (before.country or before.subject) if names_country(scene) else None  # asked across the country
        left = left._replace(origin=None, host=None, area=country)
    return left if left.study == study else left._replace(study=study)


def leaving(scene: Scene, context: Context) -> Context:
    """The context without the sample that it spoke of, where the sentence leaves it for what shall be, or for what
    registers tell and no survey: births, deaths and marriages, a year's figures of another source or of no people."""
    if not context.study:
        return context
    people = any(m.slot == "population" for m in scene.concepts)
    official = scene.tells(expression(scene.base, "words", "registers", BEGINNING, file="places"))
    dated = _is_dated(scene) and (bool(scene.sources) or not people)
    registered = not tells_of_sample(scene) and (is_vital(scene) or official or dated)
    if not (is_planned(scene) or registered):
        return context
    return context._replace(study=False, origin=None, host=None, area=None)


_VITAL = frozenset({
    "age-at-first-marriage", "age-at-first-birth", "life-expectancy", "mortality", "infant-mortality",
    "maternal-mortality", "birth-rate", "marriage-rate", "divorce-rate", "natural-increase", "total-fertility",
    "retirement-age", "gdp", "inflation", "unemployment", "unemployment-rate",
})  # fmt: skip
"""Measures that registers and statistics tell of a country or its parts, and that no sample has."""


def is_vital(scene: Scene) -> bool:
    """Whether a sentence tells of what only registers and statistics measure."""
    return any(m.slot == "measure" and m.code in _VITAL for m in scene.concepts)


def _is_dated(scene: Scene) -> bool:
    return any(p.period is not None for p in scene.periods)

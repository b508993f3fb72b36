"""Whether a share that is not the first of its sentence tells in words of its own what is done: "34 % of believers go
to the mosque, 52 % keep the fast", but not "34 % of residents trust the police, 44 % the courts"."""

from __future__ import annotations

import re
from typing import Final

from pipeline.claims.expressions import RIGHT_BEHIND, expression
from pipeline.claims.open_words import unknown_words, words_unknown
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.languages.morphology import is_russian_verb

OF_PREDICATE: Final = frozenset({"activity", "practice", "attitude", "about", "towards", "intention", "mastery"})
"""Slots of words that tell what people do, think or mean to do."""

_DOINGS: Final = ("doing", "practice", "intention", "attitude")

_WORD: Final = re.compile(r"[^\W\d_]+")
_PARTED: Final = re.compile(r"[,;:()]")

_SHORT: Final = 3
"""Letters of words that are no verbs that say something, nor endings."""

_OWN_WORDS: Final = 2
"""A name that no vocabulary knows is mostly one word."""


def has_own_verb(scene: Scene, segment: Segment) -> bool:
    """Whether a number's stretch tells what is done in words of its own: one of the vocabulary's verbs, or two words or
    more that it does not know; not where these only tell by what, with what or in what the same is done."""
    low = scene.quantities[segment.quantities[-1]].end
    if expression(scene.base, "compared", "no_verb", RIGHT_BEHIND + r"(?!\w)", file="topics").match(scene.text, low):
        return False
    if scene.base == "ru":
        return is_led_by_verb(scene, segment) or _says_doing(scene, segment)
    if _says_doing(scene, segment) or len(unknown_words(scene, segment)) >= _OWN_WORDS:
        return True
    verb = _word_at_verb(scene, segment)
    return verb is not None and bool(words_unknown(scene, *verb))


def is_led_by_verb(scene: Scene, segment: Segment) -> bool:
    """Russian: whether the stretch has a finite verb that says something, so that what verbs before the first share
    tell is not said of this one: "посещают мечеть 34 % верующих, соблюдают пост 52 %"."""
    if scene.base != "ru":
        return False
    words = (m for m in _WORD.finditer(scene.text, segment.start, segment.end) if len(m[0]) > _SHORT)
    said = {m.start for m in scene.concepts if m.slot in OF_PREDICATE}
    return any(
        is_russian_verb(m[0].casefold()) and (m.start() in said or bool(words_unknown(scene, *m.span()))) for m in words
    )


def _says_doing(scene: Scene, segment: Segment) -> bool:
    return any(m.slot in _DOINGS and segment.start <= m.start < segment.end for m in scene.concepts)


def _word_at_verb(scene: Scene, segment: Segment) -> tuple[int, int] | None:
    """Where the word stands that may be a number's verb: right behind it, in Kazakh at the end of its stretch."""
    low = scene.quantities[segment.quantities[-1]].end
    words = [m for m in _WORD.finditer(scene.text, low, segment.end) if len(m[0]) > _SHORT]
    if not words or _PARTED.search(scene.text, low, words[0].start()):
        return None
    return (words[-1] if scene.base == "kk" else words[0]).span()

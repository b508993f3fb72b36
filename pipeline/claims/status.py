"""Whether a figure was measured, estimated, projected or set as a target, by the words of its sentence."""

from __future__ import annotations

from functools import cache

from pipeline.claims.phrases import PhraseIndex
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge
from schemas import Status

_ORDER: tuple[Status, ...] = ("target", "projected", "estimated")
"""The strongest first; the list `measured` holds phrases that contain a word of another list and mean nothing of it."""

TO_COME: tuple[Status, ...] = ("target", "projected")
"""Of what has not been yet."""


@cache
def _index(lang: str) -> PhraseIndex[Status]:
    data = knowledge(lang, "status")
    return PhraseIndex((word, status) for status in (*_ORDER, "measured") for word in data[status])


def status_of(scene: Scene, segment: Segment) -> Status:
    """The status that words in the number's own stretch give it, else words before the sentence's first number."""
    found = scene.find("status", _index(scene.base))
    first = scene.segments[0].anchor if scene.segments else 0
    own = {m.meaning for m in found if segment.start <= m.start < segment.end}
    frame = {m.meaning for m in found if m.start < first}
    if own == {"estimated"} and "projected" in frame:
        return "projected"  # "will rise to an estimated 5 %"
    for words in (own, frame if segment is scene.segments[0] or not own else set()):
        for status in _ORDER:
            if status in words:
                return status
    return "measured"


def is_planned(scene: Scene) -> bool:
    """Whether a sentence tells of a plan: it has left what a study measured."""
    return any(m.meaning == "target" for m in scene.find("status", _index(scene.base)))

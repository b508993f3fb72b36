"""Things that one noun or one figure is told of together: "the capacity of wind, solar and biogas plants"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.claims.scene import ConceptMention, Scene
from pipeline.languages.knowledge import knowledge


def told_together(scene: Scene, chosen: ConceptMention, mentions: Sequence[ConceptMention]) -> str:
    """The code of a word; with it, sorted, those of the words of its slot that stand in one list with it."""
    ordered = sorted((m for m in mentions if not m.generic), key=lambda m: m.start)
    if len({m.code for m in ordered}) < _LIST or chosen not in ordered:
        return chosen.code
    joint = _joint(scene.base)
    listed = [chosen]
    at = ordered.index(chosen)
    for other in ordered[at + 1 :]:
        if joint.fullmatch(scene.text, listed[-1].end, other.start) is None:
            break
        listed.append(other)
    for other in reversed(ordered[:at]):
        if joint.fullmatch(scene.text, other.end, listed[0].start) is None:
            break
        listed.insert(0, other)
    return "+".join(sorted({m.code for m in listed}))


_LIST = 2


@cache
def _joint(lang: str) -> re.Pattern[str]:
    """What parts two things of a list: a comma, an "and", with one word that qualifies the second; and between two such
    one thing more, which no vocabulary knows."""
    words = "|".join(knowledge(lang, "places")["words"]["joining"])
    parted = rf"[-‑–]?(?:,(?:\s(?:{words}))?|\s(?:{words}))\s"
    word = r"[^\W\d_]{1,18}"
    return re.compile(rf"(?:{parted}{word})?{parted}(?:{word}\s)?", re.IGNORECASE)

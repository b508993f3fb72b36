"""What those have done of whom a share is told: "of those who came back, 62 % found work" tells of no coming back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.claims.expressions import expression
from pipeline.claims.scene import ConceptMention, Scene

GROUPS: Final = {"return": "returner", "planned-leaving": "leaver-to-be", "job-seeking": "job-seeker"}
"""Activities that make people a group of which papers tell shares, and the codes of such people."""

_TOLD_OF_THEM: Final = frozenset({"activity", "practice", "intention", "doing"})
"""Slots of words for what such people do then."""

_NOUN: Final = 24
"""Characters between a participle and the noun whose it is at most."""


def done_before(
    scene: Scene, own: Sequence[ConceptMention], frame: Sequence[ConceptMention]
) -> tuple[ConceptMention, ...]:
    """The words for what those have done of whom a share is told, where others tell what part of them does."""
    said = [m for m in (*own, *frame) if m.slot == "activity" and m.code in GROUPS]
    groups = tuple(m for m in said if _is_of_group(scene, m))
    if not groups:
        return ()
    told = any(m.slot in _TOLD_OF_THEM and m not in said and not m.generic for m in own)
    return groups if told else ()


def _is_of_group(scene: Scene, mention: ConceptMention) -> bool:
    """Whether the word qualifies people ("those who came back", "вернувшиеся выпускники", "оралғандардың") whose share
    or number is not itself told."""
    before = expression(scene.base, "group", "before", r"(?:{})\s*$", file="topics")
    word = expression(scene.base, "group", "word", "{}", file="topics")
    counted = expression(scene.base, "group", "counted_before", r"(?:{})\s*$", file="topics")
    behind = expression(scene.base, "group", "counted_behind", r"\s*(?:{})", file="topics")
    low = max(0, mention.start - 2 * _NOUN)
    if counted.search(scene.text, low, mention.start) or behind.match(scene.text, mention.end):
        return False
    if before.search(scene.text, low, mention.start) is not None:
        return True
    return word.fullmatch(scene.text, mention.start, mention.end) is not None

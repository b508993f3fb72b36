"""Two figures that leave no third: of men and of women, of town and of country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.checks.findings import Figure
from pipeline.checks.sentences import phrase_pattern
from pipeline.languages.knowledge import LANGUAGES, knowledge

OPPOSITES: Final = ("sex", "setting")
"""Slots of a topic whose two values are all there is: men and women, town and country."""

BESIDE: Final = 25
"""Characters behind a number in which the word for its part stands."""


def _in_opposite_words(parts: Sequence[Figure]) -> bool:
    """Whether words behind the two numbers are opposites: "318-і қалада, 212-сі ауылда"."""
    behind = []
    for part in parts:
        assert part.claim is not None
        at = (part.claim.location.end or 0) - (part.claim.location.quote_start or 0)
        behind.append(re.split(r"[,;.()]|\d", part.claim.quote[at : at + BESIDE])[0])
    pairs = [pair for lang in LANGUAGES for pair in knowledge(lang, "checks").get("opposites", ())]
    return any(
        phrase_pattern([a]).search(behind[i]) and phrase_pattern([b]).search(behind[1 - i])
        for a, b in pairs
        for i in (0, 1)
    )


def are_opposites(parts: Sequence[Figure]) -> bool:
    """Two parts that leave no third: men and women, town and country."""
    if len(parts) != 2 or any(part.claim is None for part in parts):
        return False
    if _in_opposite_words(parts):
        return True
    one, other = (part.claim.topic for part in parts if part.claim is not None)
    return any(one.get(slot) and other.get(slot) and one[slot] != other[slot] for slot in OPPOSITES)

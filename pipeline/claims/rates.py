"""Rates on a round number of people, and what a rate told before is called."""

from __future__ import annotations

import re
from functools import cache

from pipeline.claims.scene import Scene
from pipeline.languages.knowledge import knowledge

RATE = re.compile(r"(?P<of>.+) per (?P<base>10+ .+)")
_NUMERATORS = {
    "incidence": "case",
    "new-cases": "case",
    "prevalence": "case",
    "mortality": "death",
    "infant-mortality": "death",
    "maternal-mortality": "death",
    "birth-rate": "birth",
    "crime-rate": "crime",
    "marriage-rate": "marriage",
    "divorce-rate": "divorce",
    "natural-increase": "person",
    "net-migration": "person",
    "migration-balance": "person",
}
"""What a rate counts, where the text names the rate and not the thing."""


def is_rate(unit: str | None) -> bool:
    """Whether a unit is a rate on a round number of people: "doctor per 10000 person"."""
    return unit is not None and RATE.fullmatch(unit) is not None


@cache
def indicator(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "claims")["kinds"]["indicator"])
    return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)


def says_indicator(scene: Scene) -> bool:
    """Whether the sentence speaks of a rate told before: "the highest rate was seen in", "this indicator is"."""
    return indicator(scene.base).search(scene.text) is not None

"""Regions that a paper lists once and then only counts: "a survey in four regions"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from pipeline.claims.context import Context
from pipeline.claims.place_names import CITY
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge

_LEAST = 3
"""Two regions are named beside each other too often for "two regions" to mean just these."""

_FIRST = 2
"""The number of the first word of the list of counts."""


def groups_of(scenes: Iterable[Scene]) -> Mapping[int, str]:
    """The regions that sentences list, joined by +, by how many they are; only numbers of which there is one list."""
    found: dict[int, set[str]] = defaultdict(set)
    for scene in scenes:
        codes = {p.code.split(CITY)[0] for p in scene.places if "-" in p.code}
        if len(codes) >= _LEAST and len({code[:2] for code in codes}) == 1:
            found[len(codes)].add("+".join(sorted(codes)))
    return {size: lists.pop() for size, lists in found.items() if len(lists) == 1}


def grouped(scene: Scene, segment: Segment, context: Context) -> str | None:
    """The regions that the number's sentence only counts; none where it names any, nor for the number that counts
    them."""
    if not context.groups or scene.places:
        return None
    for match in counted_regions(scene.base).finditer(scene.text):
        if match.start() <= segment.anchor < match.end():
            continue
        size = size_of(match["n"], scene.base)
        if size in context.groups:
            return context.groups[size]
    return None


def size_of(told: str, lang: str) -> int:
    """How many regions digits or a word tell."""
    return int(told) if told.isdigit() else _sizes(lang)[told.casefold()]


@cache
def _sizes(lang: str) -> Mapping[str, int]:
    counts = knowledge(lang, "places")["groups"]["counts"]
    return {word: size for size, words in enumerate(counts, start=_FIRST) for word in words.split("|")}


@cache
def counted_regions(lang: str) -> re.Pattern[str]:
    """How many regions a sentence speaks of, in the group `n`."""
    data = knowledge(lang, "places")["groups"]
    words = "|".join(sorted(_sizes(lang), key=len, reverse=True))
    nouns = "|".join(data["nouns"])
    return re.compile(rf"(?<![\w.,])(?P<n>{words}|[2-9]|1[0-7])\s(?:[^\W\d_]+\s)?(?:{nouns})", re.IGNORECASE)

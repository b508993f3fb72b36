"""The age of those a number counts: "aged 65 and over", "в возрасте 15–24 лет", "18 жасқа дейінгі"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge
from schemas import FoundQuantity

_OLDEST = 120


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in knowledge(lang, "topics")["ages"]["patterns"])


def age_group(scene: Scene, segment: Segment, quantity: FoundQuantity) -> str | None:
    """The age group that the number's stretch names ("65+", "15-24", "-17")."""
    found: list[tuple[int, str]] = []
    for pattern in _patterns(scene.base):
        for match in pattern.finditer(scene.text):
            inside = match.start() <= quantity.start < match.end()
            here = segment.start <= match.start() < segment.end
            code = _code(match)
            if here and not inside and code:
                found.append((abs(match.start() - quantity.start), code))
    return min(found)[1] if found else None


def over_ages(scene: Scene, segment: Segment) -> Segment:
    """The stretch with those of ages alone around it: "of children aged 3 to 6, 98 %" is one."""
    at = next((i for i, s in enumerate(scene.segments) if s.start <= segment.start < s.end), None)
    if at is None:
        return segment
    first, last = at, at
    while first > 0 and _of_ages(scene, scene.segments[first - 1]):
        first -= 1
    while last + 1 < len(scene.segments) and _of_ages(scene, scene.segments[last + 1]):
        last += 1
    return replace(segment, start=scene.segments[first].start, end=scene.segments[last].end)


def _of_ages(scene: Scene, segment: Segment) -> bool:
    spans = [m.span() for pattern in _patterns(scene.base) for m in pattern.finditer(scene.text)]
    starts = [scene.quantities[q].start for q in segment.quantities]
    return all(any(start <= at < end for start, end in spans) for at in starts)


def _code(match: re.Match[str]) -> str | None:
    """Ages in full years: "under 18" and "up to 17" are both -17."""
    given = {name: int(age) for name, age in match.groupdict().items() if age is not None}
    if any(age > _OLDEST for age in given.values()):
        return None
    if "low" in given and "high" in given:
        return f"{given['low']}-{given['high']}" if given["low"] < given["high"] else None
    if "low" in given:
        return f"{given['low']}+"
    if "under" in given:
        return f"-{given['under'] - 1}"
    return f"-{given['high']}" if "high" in given else None

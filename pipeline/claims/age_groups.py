"""The age of those a number counts: "aged 65 and over", "в возрасте 15–24 лет", "18 жасқа дейінгі"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.claims.asides import clause_end
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge
from schemas import FoundQuantity

_OLDEST = 120


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in knowledge(lang, "topics")["ages"]["patterns"])


@dataclass(frozen=True, slots=True)
class _Ages:
    """Words for ages in one text: where each begins and its code, in order; and the stretches they cover, merged."""

    words: tuple[tuple[int, int, str], ...]
    covered: tuple[tuple[int, int], ...]


@lru_cache(maxsize=4)
def _ages(text: str, lang: str) -> _Ages:
    """Looked for once a text, not once a number: a hostile sentence has thousands."""
    words: list[tuple[int, int, str]] = []
    covered: list[tuple[int, int]] = []
    for match in sorted((m for p in _patterns(lang) for m in p.finditer(text)), key=lambda m: m.span()):
        if covered and match.start() <= covered[-1][1]:
            covered[-1] = (covered[-1][0], max(covered[-1][1], match.end()))
        else:
            covered.append(match.span())
        code = _code(match)
        if code:
            words.append((*match.span(), code))
    return _Ages(tuple(words), tuple(covered))


def age_group(scene: Scene, segment: Segment, quantity: FoundQuantity) -> str | None:
    """The age group that the number's stretch names ("65+", "15-24", "-17")."""
    words = _ages(scene.text, scene.base).words
    end = clause_end(scene.text, scene.quantities, segment, scene.base)
    here = words[bisect_left(words, (segment.start,)) : bisect_left(words, (end,))]
    found = [
        (_is_parted(scene.text, start, end, quantity), abs(start - quantity.start), code)
        for start, end, code in here
        if not start <= quantity.start < end
    ]
    return min(found)[-1] if found else None


def _is_parted(text: str, start: int, end: int, quantity: FoundQuantity) -> bool:
    """Whether a comma stands between words for an age and a number: "at ages 3–6 it was 98.7 %, at ages 2–6 92.4 %"."""
    between = text[end : quantity.start] if end <= quantity.start else text[quantity.end : start]
    return re.search(r"[,;](?!\d)", between) is not None


def is_of_group(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a number stands in the name of an age group: "those aged 18–34", "лица 60 лет и старше"."""
    return any(start <= quantity.start < end for start, end, _ in _ages(scene.text, scene.base).words)


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
    start, end = scene.segments[first].start, scene.segments[last].end
    return segment if (segment.start, segment.end) == (start, end) else segment._replace(start=start, end=end)


def _of_ages(scene: Scene, segment: Segment) -> bool:
    covered = _ages(scene.text, scene.base).covered
    return all(_covers(covered, scene.quantities[q].start) for q in segment.quantities)


def _covers(spans: Sequence[tuple[int, int]], at: int) -> bool:
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]


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

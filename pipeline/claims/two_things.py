"""Figures of one sentence that can't both be true of one thing: they are of two, told apart by the words that no slot
holds: "9.2 million foreigners came, while 7.2 million people made use of hotels"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.claims.asides import clause_end
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.open_words import words_beside
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.numbers.interval import meets
from pipeline.numbers.units import unit_class
from schemas import FoundQuantity, Kind, Period, Places


class Saying(NamedTuple):
    """A number of a sentence and all that tells what it is of."""

    found: FoundQuantity
    kind: Kind
    unit: str | None
    topic: Mapping[str, str]
    places: Places
    period: Period | None
    status: str


def words_apart(scene: Scene, figures: Sequence[Saying]) -> dict[int, str]:
    """For each figure that contradicts one before it in the sentence: the words of its own clause that no slot of its
    topic holds. None where the sentence holds two sources against each other."""
    segments = {q: segment for segment in scene.segments for q in segment.quantities}
    numbers = {(q.start, q.end): segments[i] for i, q in enumerate(scene.quantities) if i in segments}
    told: dict[tuple[object, ...], list[Saying]] = {}
    apart: dict[int, str] = {}
    for i, figure in enumerate(figures):
        before = told.setdefault(_of_what(figure), [])
        segment = numbers.get((figure.found.start, figure.found.end))
        clash = [b for b in before if not meets(b.found.interval, figure.found.interval)]
        if clash and segment is not None and not _two_sources(scene, clash[0].found, segment):
            words = _own_words(scene, segment, figure)
            if words:
                apart[i] = words
        before.append(figure)
    return apart


def _of_what(figure: Saying) -> tuple[object, ...]:
    time = figure.period and (figure.period.start, figure.period.end)
    topic = tuple(sorted(figure.topic.items()))
    return (topic, figure.kind, unit_class(figure.unit), figure.places, time, figure.status)


def _own_words(scene: Scene, segment: Segment, figure: Saying) -> str:
    if not figure.topic or figure.topic.keys() & {"open", "item"} or segment == scene.segments[0]:
        return ""
    end = clause_end(scene.text, scene.quantities, segment, scene.base)
    end = _over_length_of_time(scene, segment, end)
    told = {(m.start, m.end) for m in scene.concepts if m.code in figure.topic.get(m.slot, "").split("+")}
    noun = figure.found.unit_surface or ""
    at = scene.text.find(noun, figure.found.end) if noun else -1
    return words_beside(
        scene, (segment.start, end), figure.found, {*told, *([(at, at + len(noun))] if at >= 0 else [])}
    )


def _over_length_of_time(scene: Scene, segment: Segment, end: int) -> int:
    """Where a clause ends in which a length of time stands behind the number: "15.2 thousand (34 %) of couples that had
    not been married for five years"."""
    at = bisect_right(scene.segments, segment.start, key=lambda s: s.start)
    following = scene.segments[at : at + 1]
    if not following or end != segment.end or scene.text[end : end + 1] in (",", ";", ":"):
        return end
    timed = scene.quantities[following[0].quantities[0]].unit in _TIMES
    return clause_end(scene.text, scene.quantities, following[0], scene.base) if timed else end


_TIMES = ("year", "month", "week", "day", "hour")


def _two_sources(scene: Scene, first: FoundQuantity, segment: Segment) -> bool:
    """Whether a source is named beside one of the two, or one is told to be another estimate."""
    if any(not source.bracket for source in scene.sources):
        return True
    sources = expression(scene.base, "compared", "sources", BEGINNING, file="topics")
    return sources.search(scene.text, 0, segment.end) is not None

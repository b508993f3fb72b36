"""A topic in the sentence's own words, where no vocabulary knows it: stems, comparable in one language."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from pipeline.claims.asides import clause_end, condition_end
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.vocabulary import FOR_RULES
from pipeline.languages.knowledge import knowledge
from pipeline.languages.morphology import stem
from pipeline.numbers.units import measured_or_paid
from schemas import FoundQuantity

_MOST = 4
_SHORTEST = 3
_BESIDE = 2


@cache
def _plain(lang: str) -> frozenset[str]:
    """Words that say nothing of what is measured."""
    topics = knowledge(lang, "topics")
    words = [*knowledge(lang, "claims")["plain"]["words"], *topics["light"]["words"], *topics["counters"]["words"]]
    return frozenset(word.replace("ё", "е") for word in words)


@cache
def _light_stems(lang: str) -> tuple[str, ...]:
    """How verbs begin that tell that a figure grew, fell or is so large, in all their forms."""
    return tuple(knowledge(lang, "topics")["light"]["stems"]) or ("\n",)


def open_words(
    scene: Scene, segment: Segment, quantity: FoundQuantity, *, start: int | None = None, end: int | None = None
) -> str:
    """Up to four stems nearest to the number (or between `start` and `end`), in alphabetical order."""
    low = max(segment.start, condition_end(scene.text, scene.lead.anchor, scene.base)) if start is None else start
    high = clause_end(scene.text, scene.quantities, segment, scene.base) if end is None else end
    inside = _content(scene, low, high, known=start is not None)
    if not inside and segment is not scene.segments[0] and start is None:
        inside = _content(scene, scene.segments[0].start, scene.segments[0].anchor)
    return _nearest(inside, quantity)


def _nearest(inside: Iterable[tuple[int, str]], quantity: FoundQuantity) -> str:
    nearest = sorted(inside, key=lambda word: min(abs(word[0] - quantity.end), abs(word[0] - quantity.start)))
    return " ".join(sorted(dict.fromkeys(word for _, word in nearest[:_MOST])))


def words_beside(
    scene: Scene, stretch: tuple[int, int], quantity: FoundQuantity, told: Collection[tuple[int, int]]
) -> str:
    """Up to four stems of a stretch nearest to the number, but those of the phrases that were `told`."""
    inside = _content(scene, *stretch, known=True)
    return _nearest((w for w in inside if not any(start <= w[0] < end for start, end in told)), quantity)


def unknown_words(scene: Scene, segment: Segment) -> list[str]:
    """The stems of the stretch's words that say something and that no vocabulary knows."""
    return words_unknown(scene, segment.start, segment.end)


def words_unknown(scene: Scene, low: int, high: int) -> list[str]:
    """The stems of the words from `low` to `high` that say something and that no vocabulary knows."""
    return [word for _, word in _content(scene, low, high)]


def head_noun(scene: Scene, quantity: FoundQuantity) -> str:
    """The stem of the word right behind the number when no vocabulary knows it: "163 million fry were released"."""
    behind = next((token for token in scene.tokens if token.start >= quantity.end), None)
    if behind is None or behind.start - quantity.end > _BESIDE:
        return ""
    return next((word for start, word in _content(scene, behind.start, behind.end) if start == behind.start), "")


def _content(scene: Scene, low: int, high: int, *, known: bool = False) -> list[tuple[int, str]]:
    """The words that say something, with their places; those of a vocabulary only where `known` ones count too."""
    taken = [(p.start, p.end) for p in scene.places] + [(s.start, s.end) for s in scene.sources] + [*scene.named]
    taken += [(p.start, p.end) for p in scene.periods] + [(q.start, q.end) for q in scene.quantities]
    taken += _units(scene) + [(c.start, c.end) for c in scene.concepts if not (known or c.slot in FOR_RULES)]
    found: list[tuple[int, str]] = []
    for token in scene.tokens:
        if not low <= token.start < high or len(token.surface) < _SHORTEST:
            continue
        if any(start <= token.start < end for start, end in taken):
            continue
        word = stem(token.lower, scene.base)
        if token.lower in _plain(scene.base) or word in _plain(scene.base) or len(word) < _SHORTEST:
            continue
        if token.lower.startswith(_light_stems(scene.base)):
            continue
        found.append((token.start, word))
    return found


def _units(scene: Scene) -> list[tuple[int, int]]:
    """Where the numbers' measured units stand: tonnes are not what is measured."""
    found: list[tuple[int, int]] = []
    for quantity in scene.quantities:
        if quantity.unit_surface and quantity.unit and _is_measured(quantity.unit):
            size = len(quantity.unit_surface)
            before = scene.text.rfind(quantity.unit_surface, max(0, quantity.start - size - 1), quantity.start)
            start = before if before >= 0 else scene.text.find(quantity.unit_surface, quantity.end)  # "KZT 890"
            if start >= 0:
                found.append((start, start + size))
    return found


def _is_measured(unit: str) -> bool:
    """Whether a unit, or what stands before its "per", is measured or money rather than counted."""
    return unit.split(" per ")[0] in measured_or_paid()

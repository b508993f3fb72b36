"""Places of figures that a sentence lists one by one: whose a name is, where their sum lies, and those elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.claims.expressions import expression
from pipeline.claims.place_names import WORLD
from pipeline.claims.places import PlaceMention
from pipeline.claims.region_groups import counted_regions, size_of
from pipeline.claims.scene import Scene
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import measured_units, unit_class
from schemas import FoundQuantity

Direction = Literal["origin", "host"]


class Placed(NamedTuple):
    """Codes by role for one number, joined by +; what bare names were taken for; whether any came from the context."""

    origin: str | None = None
    host: str | None = None
    area: str | None = None
    bare: Direction | None = None
    inherited: bool = False
    foreign: bool = False
    """The sentence says "foreign students", so that the origin is any country but the host."""
    newcomers: bool = False
    """The sentence speaks of foreigners, so that their hosts are not where the paper's own people went."""
    any: str | None = None
    """The nearest place in whatever role: the area of what does not move."""
    abroad: bool = False
    """The host is no more than "abroad"."""
    leaves: bool = False
    """The sentence tells of people who want to go elsewhere."""


def own_label(scene: Scene, at: int) -> PlaceMention | None:
    """The place that stands right before a number which goes on with a list, and is that number's alone: "the second
    partner is Italy, 16.1 billion", "Россия (27 млрд), третье – Италия"."""
    if at == 0:
        return None
    anchor, before = scene.segments[at].anchor, scene.segments[at - 1]
    ends = scene.quantities[before.quantities[-1]].end
    near = [m for m in scene.places if ends <= m.start and m.end <= anchor and m.form in ("name", "adjective")]
    if not near or not _LABEL.fullmatch(scene.text, near[-1].end, anchor) or _numbers_first(scene, at, near[-1]):
        return None
    moved = near[-1].start < scene.segments[at].start and near[-1].role in ("bare", "area")
    return near[-1] if moved else None


def _numbers_first(scene: Scene, at: int, name: PlaceMention) -> bool:
    """Whether each number of the list stands before its own place: "57 % chose Poland, 24 % Czechia"."""
    before, segment = scene.segments[at - 1], scene.segments[at]
    number = scene.quantities[segment.quantities[0]]
    ahead = any(before.start <= m.start and m.end <= before.anchor and m.form == name.form for m in scene.places)
    behind = any(number.end <= m.start < segment.end and m.form == name.form for m in scene.places)
    return behind and not ahead


_LABEL = re.compile(r"(?:,|\s[–—-]|\s\()\s?(?:[A-Z]{3}\s|[$€]\s?)?")


def of_wholes(scene: Scene, placed: Sequence[Placed]) -> list[Placed]:
    """A share lies where the whole does that is told right behind it ("31 % of the 46 farms of a region"), and where
    the number that says it again does: "80 % of them, or 71 thousand students, are in Russia"."""
    kept = list(placed)
    again = expression(scene.base, "words", "or_number", _AGAIN, file="places")
    of = expression(scene.base, "words", "of_number", _BETWEEN, file="places")
    for at, (one, other) in enumerate(pairwise(scene.segments)):
        share, whole = scene.quantities[one.quantities[-1]], scene.quantities[other.quantities[0]]
        if placed[at].any is None and share.unit == "percent" and of.fullmatch(scene.text, share.end, whole.start):
            kept[at] = placed[at + 1]
        elsewhere = placed[at].host in (None, WORLD) and placed[at + 1].host not in (None, WORLD)
        if elsewhere and share.unit != whole.unit and again.fullmatch(scene.text, share.end, whole.start):
            kept[at] = placed[at + 1]
    return kept


_BETWEEN = r"\s(?:{})\s"
_AGAIN = r"[^,;:()\d]{{0,24}},?\s(?:{})\s(?:[^\W\d]+\s){{0,2}}"


def with_holders(scene: Scene, placed: Sequence[Placed]) -> list[Placed]:
    """What is counted in so many districts, schools or farms lies where these do: "1,200 firms in nine regions of
    Kazakhstan", "612 пациентов в девяти поликлиниках области"."""
    kept = list(placed)
    held = expression(scene.base, "words", "held_in", _HELD, file="places")
    for at in range(len(kept) - 2, -1, -1):
        one, other = (scene.quantities[scene.segments[i].quantities[n]] for i, n in ((at, -1), (at + 1, 0)))
        bare = not (kept[at].any or kept[at].host or kept[at].origin) or kept[at].inherited
        if bare and kept[at + 1].any and _holds(other) and held.fullmatch(scene.text, one.end, other.start):
            kept[at] = kept[at + 1]
    return kept


def _holds(quantity: FoundQuantity) -> bool:
    """Whether things are counted in which others are, by a noun: no people, no measure, no share."""
    unit = quantity.unit
    return unit is not None and unit not in measured_units() and unit_class(unit) not in ("person", "percent", "times")


_HELD = r"\s(?:[^\W\d_]+\s){{0,3}}?(?:{})\s"

_MOST_PARTS = 30
"""A sum is told of so many places at most, one by one."""


def with_sums(scene: Scene, placed: Sequence[Placed]) -> list[Placed]:
    """A sum told before what is listed by places lies in all of them: "850 people: 260 in Almaty, 590 in Astana"."""
    kept = list(placed)
    values = [scene.quantities[segment.quantities[0]].value for segment in scene.segments]
    for at, (found, value) in enumerate(zip(placed, values, strict=True)):
        if value is None or found.any or found.foreign:
            continue
        left, last = value, at
        while last + 1 < min(len(placed), at + _MOST_PARTS) and placed[last + 1].any and left > 0:
            last += 1
            left -= values[last] or 0
        parts = {code for p in placed[at + 1 : last + 1] for code in (p.any or "").split("+")}
        if left == 0 and last > at + 1 and all("-" in code for code in parts):
            codes = "+".join(sorted(parts))
            kept[at] = found._replace(area=codes, any=codes)
    return kept


def summed(scene: Scene, at: int, found: Placed, before: Sequence[Placed]) -> Placed:
    """A number without a place behind what was listed by places: their sum lies in all of them ("Almaty 54, Astana 61,
    together 115"), and so does what is told of all who were asked, or of so many cities as were listed; "other
    countries" are in none of them."""
    areas = list(dict.fromkeys(p.any for p in before if p.any))
    hosts = list(dict.fromkeys(p.host for p in before if p.host))
    origins = list(dict.fromkeys(p.origin for p in before if p.origin))
    if not areas:
        return found
    if _tells(scene, at, "elsewhere"):
        return _elsewhere(found, several=len(origins) > 1)
    if max(len(areas), len(hosts), len(origins)) < 2:
        return found
    if not (_is_total(scene, at) or _of_all_asked(scene, at) or _of_so_many(scene, at, areas)):
        return found
    others = any(_tells(scene, i, "elsewhere") for i in range(1, at))
    if others:
        return _elsewhere(found, several=len(origins) > 1)
    if len(origins) > 1:
        return found._replace(origin=_all_of(origins), any=_all_of(origins))
    if origins:
        return found._replace(host=_all_of(hosts), any=_all_of(hosts)) if len(hosts) > 1 else found
    codes = "+".join(sorted(_parts_of(areas)))
    return Placed(host=codes if found.host else None, area=None if found.host else codes, any=codes)


def _all_of(codes: Sequence[str]) -> str:
    """All the lands; the world, where it is among them."""
    return WORLD if WORLD in codes else "+".join(sorted(_parts_of(codes)))


def _parts_of(codes: Iterable[str]) -> set[str]:
    return {part for code in codes for part in code.split("+")}


def _elsewhere(found: Placed, *, several: bool) -> Placed:
    """The places of those who are in none of the places listed: for countries any country, for regions their country.

    `several`: those listed come from several lands.
    """
    if several:
        return found._replace(origin=WORLD, any=None)
    if found.host is not None and "-" not in found.host:
        return found._replace(host=WORLD, any=None)
    region = found.host or found.area or ""
    land = region[: len("KZ")] if "-" in region else None
    return found._replace(host=None, area=land, any=land)


def _tells(scene: Scene, at: int, words: str) -> bool:
    """Whether the words stand in what is told of the number alone: behind the number before it, up to the next."""
    segment, ends = scene.segments[at], 0 if at == 0 else scene.quantities[scene.segments[at - 1].quantities[-1]].end
    told = expression(scene.base, "words", words, file="places")
    return told.search(scene.text, max(ends, segment.start), segment.end) is not None


def _is_total(scene: Scene, at: int) -> bool:
    """Whether the number is told as a sum, or is the sum of those before it."""
    lead = scene.text[scene.segments[at - 1].anchor : scene.segments[at].anchor].casefold()
    if any(re.search(rf"(?<!\w){word}(?!\w)", lead) for word in knowledge(scene.base, "places")["words"]["together"]):
        return True
    values = [scene.quantities[segment.quantities[0]].value for segment in scene.segments[: at + 1]]
    left = values.pop()
    while left and values and values[-1] is not None:
        left -= values.pop() or 0
        if left == 0 and at - len(values) > 1:
            return True
    return False


def _of_all_asked(scene: Scene, at: int) -> bool:
    """Whether the number is of those whom a study asked, and not of those in the place listed last."""
    segment = scene.segments[at]
    asked = expression(scene.base, "words", "all_asked", file="places")
    return (
        asked.search(scene.text, segment.start, segment.end) is not None
        and ";" in scene.text[scene.segments[at - 1].anchor : segment.anchor]
    )


_TERRITORIES = ("region", "district", "city", "country", "university")


def _of_so_many(scene: Scene, at: int, areas: Sequence[str]) -> bool:
    """Whether the number is told of as many regions as were listed: "in the three cities on average"."""
    segment = scene.segments[at]
    number = scene.quantities[segment.quantities[0]]
    if number.unit in _TERRITORIES and number.value == len(areas):
        return True
    match = counted_regions(scene.base).search(scene.text, segment.start, segment.anchor)
    return match is not None and size_of(match["n"], scene.base) == len(areas)

"""People who are told to leave a country, to come to it, or to stay inside it, by the verb and not by a preposition."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.claims.context import Context
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.place_names import WORLD
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.numbers.units import unit_class
from schemas import FoundQuantity, Places

_NEAR = 24
"""Behind a number: what it counts stands so near."""

_MIGRATION = ("migration", "immigration", "emigration")
_LEAVING = ("emigration", "planned-leaving")
_MIGRANTS = ("migrant", "immigrant", "emigrant")


def crossed(
    number: tuple[Scene, Segment, FoundQuantity],
    slots: Mapping[str, str],
    places: Places,
    context: Context,
    *,
    named: bool,
) -> Places | None:
    """From where to where, when verbs say it: "15 thousand left the country", "25.4 thousand arrived" where migration
    is spoken of; the country alone for those who travel inside it. None where no such verb stands by the number.

    `named`: the sentence itself names the places.
    """
    scene, segment, found = number
    stretch = f"{scene.text[segment.start : segment.end]} {found.unit or ''}"
    if unit_class(found.unit) not in ("person", "") and not _counts_crossings(scene, found):
        return None
    country = _country(places, context, named=named)
    if country is None:
        return None
    if _words(scene.base, "inside").search(stretch):
        if "-" in (places.area or ""):
            return None
        return Places(area=country if named or context.country is None else context.country)
    named = named and places.area == country
    if _words(scene.base, "left").search(stretch) and (named or _words(scene.base, "left_country").search(stretch)):
        return Places(origin=country, host=WORLD)
    if _of_migration(scene, slots, context) and tells_balance(scene, segment):
        return Places(area=country)
    for_good = _words(scene.base, "for_good").search(stretch) is not None
    elsewhere = places.origin and places.host and WORLD not in (places.origin, places.host)
    if not _of_migration(scene, slots, context) or (elsewhere and not for_good):
        return None
    if for_good and not named:
        places = Places(area=country)
    if _words(scene.base, "came").search(stretch) and places.origin in (None, WORLD, country):
        return Places(origin=WORLD, host=country)
    if _words(scene.base, "went").search(stretch) and places.host in (None, WORLD, country):
        return Places(origin=country, host=WORLD)
    return None


def gone(told: tuple[Scene, Segment], slots: Mapping[str, str], places: Places, context: Context) -> Places | None:
    """Whence those have gone of whom a share is told: "among those who left, 38 % had a degree"."""
    scene, segment = told
    came_from = context.country not in (None, places.origin) and places.host in (None, WORLD) and places.origin != WORLD
    if places.origin and came_from and _words(scene.base, "came").search(scene.text, segment.start, segment.end):
        return Places(origin=places.origin, host=context.country)  # "every third of them came from Uzbekistan"
    if places.origin:
        return None
    left = context.route is not None and context.route.origin is not None
    if context.country is None or not (left or _of_migration(scene, slots, context)):
        return None
    who = _words(scene.base, "gone").search(scene.text, segment.start, segment.end)
    return Places(origin=context.country, host=WORLD) if who is not None else None


def tells_balance(scene: Scene, segment: Segment) -> bool:
    """Whether what stands between the number before and this one, or right behind it, tells of a balance."""
    ends = max((scene.quantities[s.quantities[-1]].end for s in scene.segments if s.end <= segment.start), default=0)
    behind = scene.text[scene.quantities[segment.quantities[-1]].end : segment.end][:_CLAUSE]
    balance = _words(scene.base, "balance")
    return (
        balance.search(scene.text, ends, segment.anchor) is not None
        or balance.search(re.split("[,;:(]", behind)[0]) is not None
    )


_CLAUSE = 60
"""Behind a number so many characters at most are of its own clause."""


def goes_out(scene: Scene, segment: Segment, slots: Mapping[str, str]) -> bool:
    """Whether those whom the number counts leave the country for another, have left it, or mean to: its stretch says
    so, or what stands before the first number, and no word of its own says that they stay."""
    if _within(scene, segment, "no_land") or slots.get("measure"):
        return False
    if slots.get("activity") in _LEAVING or slots.get("population") == "emigrant":
        return not _within(scene, segment, "came")
    out = _words(scene.base, "out")
    if out.search(scene.text, segment.start, segment.end):
        return True
    return scene.tells(out, ahead=True) and not (_within(scene, segment, "stays") or _within(scene, segment, "came"))


def comes_in(scene: Scene, segment: Segment) -> bool:
    """Whether those whom the number counts come to "the country"; those who come back or travel inside it do not."""
    if _within(scene, segment, "inside") or _within(scene, segment, "stays"):
        return False
    return _within(scene, segment, "in")


def arrives(scene: Scene) -> bool:
    """Whether the sentence tells of people who came, wherever its verb stands."""
    return scene.tells(_words(scene.base, "arrives"))


def _within(scene: Scene, segment: Segment, name: str) -> bool:
    words = _words(scene.base, name)
    return scene.tells(words) and words.search(scene.text, segment.start, segment.end) is not None


def _counts_crossings(scene: Scene, found: FoundQuantity) -> bool:
    """Whether the number counts departures or arrivals themselves."""
    after = f"{scene.text[found.end : found.end + _NEAR]} {found.unit or ''}"
    return any(_words(scene.base, name).search(after) is not None for name in ("came", "went"))


def _country(places: Places, context: Context, *, named: bool) -> str | None:
    """The country that the number is of, or the paper's own; none for a named part of a country, or several."""
    if not named and context.country and (places.area or "").startswith(f"{context.country}-"):
        return context.country
    named_place = places.area or next((c for c in (places.origin, places.host) if c not in (None, WORLD)), None)
    code = named_place or context.country
    return code if code is not None and re.fullmatch(r"[A-Z]{2}", code) else None


def _of_migration(scene: Scene, slots: Mapping[str, str], context: Context) -> bool:
    told = slots.get("activity") in _MIGRATION or slots.get("population") in _MIGRANTS
    told = told or _words(scene.base, "for_good").search(scene.text) is not None
    told = told or any(m.code in (*_MIGRATION, *_MIGRANTS) for m in scene.concepts)
    return told or context.slots.get("activity") in _MIGRATION or context.slots.get("population") in _MIGRANTS


def _words(lang: str, name: str) -> re.Pattern[str]:
    return expression(lang, "crossing", name, BEGINNING, file="places")

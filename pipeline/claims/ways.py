"""Ways of those who are counted that no verb of going nor preposition tells: of those for whom a country pays, who came
back, or whom a land sends; and what has the name of a land and lies elsewhere: branches, money sent home."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pipeline.claims.crossing import tells_balance
from pipeline.claims.expressions import expression
from pipeline.claims.listed_places import Placed
from pipeline.claims.place_names import WORLD
from pipeline.claims.pointing import names_country
from pipeline.claims.topics import is_national, is_outgoing
from pipeline.numbers.units import currencies
from schemas import Places

if TYPE_CHECKING:
    from pipeline.claims.whereabouts import Told


class Whereabouts(NamedTuple):
    """The places of a number; whether they come from the text before; whether it counts people who go somewhere."""

    places: Places
    inherited: bool
    moving: bool
    partner: str | None = None
    """The other country of a trade: it is no place of the figure, and tells it from the trade with others."""
    traded: str | None = None
    """What is measured of a trade, where the way that the goods go tells it."""


def sending(told: Told, placed: Placed, places: Places) -> Places | None:
    """Whence those come of whom a land has a share: "India accounts for 46 % of foreign students", "на Индию
    приходится 46 % иностранных студентов"."""
    land, home = placed.host or placed.any, told.context.country
    named = any(p.form == "name" and p.code == land for p in told.scene.places)
    if placed.origin not in (None, WORLD, land, home) or not named:
        return None
    if any(p.role == "origin" and p.form == "national" for p in told.scene.places):
        return None  # "of all foreign students in Russia 25 % are Kazakhstanis"
    if told.kind != "share" or not (placed.foreign and land and home) or WORLD in (land, places.area):
        return None
    falls = expression(told.scene.base, "words", "falls_to", file="places").search(told.scene.text) is not None
    return Places(origin=land, host=home) if falls and not land.startswith(home) and len(land) == len(home) else None


def among_newcomers(told: Told, placed: Placed) -> bool:
    """Whether people of another land are told of beside "foreign students", or behind those who came from one: "the
    largest group of foreigners are 6,300 citizens of Nepal. They were followed by citizens of Egypt"."""
    home, context = told.context.country, told.context
    if home is None or placed.origin in (None, WORLD) or str(placed.origin).startswith(home):
        return False
    people = any(
        p.role in ("origin", "bare") and p.form == "name" and p.code == placed.origin for p in told.scene.places
    )
    beside = any(p.role == "origin" and p.form == "foreign" for p in told.scene.places)
    behind = context.origin is not None and str(context.host or "").startswith(home)
    return people and (beside or behind) and placed.host is None


def way_told(told: Told, placed: Placed) -> Whereabouts | None:
    """Whence and whither, or where, by what is counted and not by where places are named."""
    for places, moving in (
        (_granted(told, placed), False),
        (_returned(told, placed), True),
        (_branch(told, placed), False),
        (_received(told, placed), False),
        (_ranked(told, placed), False),
        (_house(told, placed), False),
        (_talks(told, placed), False),
    ):
        if places is not None:
            return Whereabouts(places, not placed.any, moving)
    return None


_GRANTS = ("grant", "scholarship", "place-to-study")


def _granted(told: Told, placed: Placed) -> Places | None:
    """From where to where those go for whom a country pays: "China gave 550 grants to citizens of Kazakhstan", "430
    grants for foreigners", "9,120 scholarships to Kazakhstanis who study in France (41 %)"."""
    granted = told.slots.get("object") in _GRANTS or told.slots.get("population") == "scholarship-holder"
    if told.kind not in ("count", "share") or not granted:
        return None
    home, giver = told.context.country, placed.host or placed.area
    if placed.foreign and placed.origin is None and home and (giver in (None, home) or giver.startswith(home)):
        return Places(origin=WORLD, host=giver or home)
    if placed.origin in (None, WORLD) or giver == placed.origin:
        return None
    if told.kind == "count" and placed.origin == home and _hosts_behind(told):
        return Places(origin=home, host=WORLD)
    return None if giver in (None, WORLD) else Places(origin=placed.origin, host=giver)


def _hosts_behind(told: Told) -> bool:
    """Whether several other lands where people go stand in the sentence, each with a share: the number is of them
    all."""
    scene, home = told.scene, str(told.context.country)
    shares = [q for q in scene.quantities if q.unit == "percent"]
    lands = {p.code for p in scene.places if p.role in ("host", "bare") and not p.code.startswith(home)}
    return len(shares) > 1 and len(lands) > 1


_THINGS = ("object", "product", "measure")


def _returned(told: Told, placed: Placed) -> Places | None:
    """The way of those who came back from abroad, who may be the country's own people."""
    slots, home = told.slots, told.context.country
    back = placed.foreign and any(p.form == "abroad" and p.role == "origin" for p in told.scene.places)
    back = back and not tells_balance(told.scene, told.segment)
    people = slots.get("population") or slots.get("activity") == "return"
    if not (back and home and people) or told.kind not in ("count", "share") or any(slots.get(s) for s in _THINGS):
        return None
    if placed.origin not in (None, home, WORLD):
        return None
    named = next((c for c in (placed.host, placed.area, placed.any) if c and c.startswith(home)), home)
    return Places(origin=WORLD, host=named)


def _branch(told: Told, placed: Placed) -> Places | None:
    """Where branches lie, which are called after the land of those who opened them: "of 26 branches in Kazakhstan 11
    were opened by Russian universities"."""
    scene, segment, home = told.scene, told.segment, told.context.country
    named = told.slots.get("object") == "branch"
    led = any(m.code == "branch" and m.start < max(segment.anchor, scene.lead.end) for m in scene.concepts)
    opened = any(not p.code.startswith(str(home)) for p in scene.places)  # by somebody from another land
    those = not any(told.slots.get(slot) for slot in ("object", "measure")) and _no_people(told)
    if told.kind not in ("count", "share") or home is None or not (opened and (named or (led and those))):
        return None
    if placed.any and placed.any.startswith(home):
        return Places(area=placed.any)
    lands = [p.code for p in scene.places if p.form == "name" and p.role in ("host", "area")]
    return Places(area=lands[0] if lands else home)


def _no_people(told: Told) -> bool:
    """Whether the number's own stretch names nobody."""
    segment = told.segment
    own = any(m.slot == "population" and segment.start <= m.start < segment.end for m in told.scene.concepts)
    return not own and told.found.unit not in ("person", "student")


def _received(told: Told, placed: Placed) -> Places | None:
    """Where money is that comes from abroad."""
    home = told.context.country
    sent = placed.foreign and any(p.form == "abroad" and p.role == "origin" for p in told.scene.places)
    paid = told.found.unit in currencies() or (told.slots.get("measure") == "remittances" and told.kind == "change")
    if not sent or home is None or not paid:
        return None
    return Places(area=placed.host if placed.host and placed.host.startswith(home) else home)


def _ranked(told: Told, placed: Placed) -> Places | None:
    """The country that has a place among all of the world, or of which a place is told and no other land."""
    home = told.context.subject or told.context.country
    of_world = placed.any == WORLD or (placed.any is None and names_country(told.scene))
    goes = any(p.role == "host" and p.form == "abroad" for p in told.scene.places)  # "by students who go abroad"
    return Places(area=home) if told.kind == "rank" and of_world and home and not goes else None


_HOUSES = ("university", "institution", "college", "school", "faculty", "dormitory")


def _house(told: Told, placed: Placed) -> Places | None:
    """The country where those come to whose universities are counted: "412 foreign students of 11 universities"."""
    counted = told.slots.get("object") in _HOUSES and told.kind == "count" and not told.slots.get("population")
    alone = placed.foreign and placed.origin is None and placed.host is None and placed.area is None
    return Places(area=told.context.country) if counted and alone and told.context.country else None


def _talks(told: Told, placed: Placed) -> Places | None:
    """The way of those with whom talks were held: "31 interviews with graduates from Kazakhstan living abroad"."""
    if told.slots.get("object") != "interview" or not (placed.origin and placed.host):
        return None
    apart = placed.origin != placed.host and placed.origin != WORLD
    return Places(origin=placed.origin, host=placed.host) if apart else None


def lives_on(told: Told, places: Places) -> Places:
    """The country alone for those who once came to it, of whom but what they are is told: "31 % of the kandas have a
    degree"."""
    settled = told.slots.get("population") == "kandas" and told.kind not in ("count", "change")
    return Places(area=places.host) if settled and places.origin == WORLD and places.host else places


def left_country(area: str) -> str:
    """What those of a sample leave who go abroad: the country, where they were asked in several parts of one."""
    lands = {code[: len("KZ")] for code in area.split("+")}
    return lands.pop() if "+" in area and len(lands) == 1 else area


def of_programme(told: Told, placed: Placed) -> Told:
    """The number with no host taken over, where a programme of the country sends people abroad, to any land."""
    slots, context = {"programme": told.slots.get("programme", "")}, told.context
    abroad = is_outgoing(slots, told.vocabulary) and is_national(slots, told.vocabulary)
    if not abroad or placed.host or context.host in (None, WORLD, context.country):
        return told
    return replace(told, context=context._replace(origin=context.country, host=WORLD, area=None))

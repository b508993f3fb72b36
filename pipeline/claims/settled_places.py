"""Where those are who are counted: the places that their sentence gives, with what the text around it lends."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.claims.context import Context
from pipeline.claims.listed_places import Placed
from pipeline.claims.place_names import WORLD
from pipeline.claims.route import on_route
from schemas import Places


@dataclass(frozen=True, slots=True)
class Counted:
    """Who or what is counted, as far as places are concerned.

    `mobile`: people, who may come from one place to another; `outgoing`: what they do leads abroad; `home`: the paper's
    own country, for what only its people do.
    """

    population: str
    mobile: bool
    outgoing: bool
    home: str | None = None
    incoming: bool = False
    """They come into the country: "11 100 people moved to the country"."""
    host: str | None = None
    """Where those are who come from abroad, when the text says but from where: "184 thousand migrants from Italy"."""
    asked: bool = False
    """A study asked them: they are somewhere, and not in all the world."""
    travels: bool = False
    """They may be those whose way the paper's title tells."""


def settle(placed: Placed, context: Context, counted: Counted, *, inherit: bool) -> tuple[Places, bool]:
    """The claim's places, and whether any was taken from the context."""
    if not counted.mobile:
        return _area(placed, context, inherit=inherit)
    origin, host, area = placed.origin, placed.host, placed.area
    if counted.incoming and origin in (None, context.country) and (host or area or context.country) == context.country:
        return Places(origin=WORLD, host=context.country), not (host or area)
    if _worldwide(origin, host, area):
        return Places(area=WORLD), False
    if placed.foreign and origin is None:
        origin = WORLD
        host = host or area
    inherited = False
    if (placed.foreign or placed.newcomers) and origin and host is None:
        host = _alone(context, asked=counted.asked)
        inherited = host is not None
    context = _for_newcomers(context) if placed.newcomers else context
    host, area = _gone_to(origin, host, area)
    if inherit and not (origin and host):
        origin, host, more = _from_context(origin, host, area, context)
        inherited = inherited or more
    if inherit and host and origin is None:
        origin = context.origins.get((counted.population, host))
        inherited = inherited or origin is not None
    if counted.travels and not placed.foreign:
        told = origin, host, area
        origin, host, area = _by_title(origin, host, area, placed, context)
        inherited = inherited or told != (origin, host, area)
    origin, host, lent = _of_the_papers_country(origin, host, area, counted)
    inherited = inherited or lent
    if origin and host and _within(host, origin):
        return Places(area=host), inherited
    if origin and host is None and counted.outgoing:
        host = WORLD
    if host == WORLD and origin is None and area and area != WORLD:
        origin = area
    pair = _pair(origin, host)
    return (pair, inherited) if pair else _one(origin, host, area, inherited, context, inherit=inherit)


def _within(host: str, origin: str) -> bool:
    """Whether those counted live in a part of the land, or in one of the places, that all are of whom the sentence
    tells: "1,240 residents of Atyrau and Aktobe regions: 640 in Atyrau region"."""
    return host.startswith(f"{origin}-") or ("+" in origin and host in origin.split("+"))


def _gone_to(origin: str | None, host: str | None, area: str | None) -> tuple[str | None, str | None]:
    """Host and area, the area being the host of those who come from another single land: "the main host is Poland, at
    whose universities 9 thousand students from Kazakhstan"."""
    if origin is None or host or area is None or len(area) != len(origin) or len(area) != len("KZ") or area == origin:
        return host, area
    return area, None


def _by_title(
    origin: str | None, host: str | None, area: str | None, placed: Placed, context: Context
) -> tuple[str | None, str | None, str | None]:
    """The places with those that the paper's title tells; those who go abroad with where they come from."""
    if placed.leaves and area and not host and not area.startswith(context.country or WORLD):
        host, area = area, None
    if (placed.abroad or (placed.leaves and host)) and origin is None and area is None:
        origin = _who_leaves(context)
    return on_route(origin, host, area, context.route)


def _who_leaves(context: Context) -> str | None:
    """Where those come from who are only told to go abroad: where the text or the paper's sample was, else its country;
    none where the world was spoken of."""
    if WORLD in (context.area, context.origin) or context.host not in (None, WORLD, context.country):
        return None
    sample = context.sample.area if context.sample is not None and context.study else None
    titled = context.route.origin if context.route is not None and context.route.origin != WORLD else None
    host = context.host if context.host != WORLD else None
    return context.origin or sample or context.area or titled or host or context.subject


def _of_the_papers_country(
    origin: str | None, host: str | None, area: str | None, counted: Counted
) -> tuple[str | None, str | None, bool]:
    """The two places with the paper's country for the one that is not told, and whether it was taken."""
    if counted.home and origin is None and host != counted.home and (host or not area):
        return counted.home, host, True
    if counted.host and origin and host is None and not origin.startswith(counted.host):
        return origin, counted.host, True
    return origin, host, False


def _alone(context: Context, *, asked: bool) -> str | None:
    """The one place that the text before spoke of, in whatever role, else the paper's country; none for the world,
    which "foreign universities" do not mean."""
    if context.area == WORLD and not asked:
        return None
    known = context.area or (context.host if context.origin in (None, WORLD) else None)
    return context.country if known in (None, WORLD) else known


def _pair(origin: str | None, host: str | None) -> Places | None:
    """Where people come from and where they are; the world when no more is known."""
    if origin and host and origin != host:
        return Places(origin=origin, host=host)
    return Places(area=WORLD) if host == WORLD and origin is None else None


def _worldwide(origin: str | None, host: str | None, area: str | None) -> bool:
    return area == WORLD and origin is None and host in (None, WORLD)


def _for_newcomers(context: Context) -> Context:
    """Those spoken of before left the country; foreigners come to it."""
    if context.origin in (None, WORLD):
        return context
    return context._replace(origin=None, host=context.country, area=None)


def _one(
    origin: str | None, host: str | None, area: str | None, inherited: bool, context: Context, *, inherit: bool
) -> tuple[Places, bool]:
    one = origin or host or area
    if one is None and inherit and context.area:
        return Places(area=context.area), True
    return (Places(area=one), inherited) if one else (Places(), False)


def _from_context(
    origin: str | None, host: str | None, area: str | None, context: Context
) -> tuple[str | None, str | None, bool]:
    if area is not None and origin is None and host is None:
        return origin, host, False
    new_origin = origin or (context.origin if context.origin not in (None, host) else None)
    if new_origin is None and host == WORLD and context.area and context.area != WORLD and "+" not in context.area:
        new_origin = context.area
    if new_origin is None and host == WORLD and context.origin is None and context.host not in (None, WORLD):
        return context.host, host, True
    new_host = host or (context.host if context.host not in (None, origin) else None)
    return new_origin, new_host, (new_origin, new_host) != (origin, host)


def _area(placed: Placed, context: Context, *, inherit: bool) -> tuple[Places, bool]:
    if placed.any:
        return Places(area=placed.any), False
    if placed.area:
        return Places(area=placed.area), False
    at_home = context.origin == WORLD and context.host == context.country  # foreigners come, their rooms are here
    there = context.origin is None and context.host != WORLD  # a heading on those abroad places no rooms
    known = context.area or (context.host if there or at_home else None)
    return (Places(area=known), True) if inherit and known else (Places(), False)

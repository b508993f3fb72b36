"""From where to where those go whom a paper's title speaks of, for figures that tell but one of the two."""

from __future__ import annotations

from pipeline.claims.place_names import WORLD
from schemas import Places


def on_route(
    origin: str | None, host: str | None, area: str | None, route: Places | None
) -> tuple[str | None, str | None, str | None]:
    """Origin, host and area with that which the title tells and the sentence does not."""
    if route is None or (origin and host):
        return origin, host, area
    if route.origin not in (None, WORLD):
        named = host or area
        if origin is None and named and named != WORLD and not _within(named, route.origin):
            return route.origin, named, None
        several = len(route.origin or "") > len("KZ")  # those who come from a group of countries, told one by one
        if origin and host is None and several and route.host and not _within(origin, route.host):
            return origin, route.host, None
    elif route.host and route.host != WORLD and host is None:
        named = origin or area
        if named and named != WORLD and not _within(named, route.host):
            return named, route.host, None
    return origin, host, area


def _within(codes: str, country: str | None) -> bool:
    """Whether any of the places is the country, or a part of it."""
    lands = {code[:2] for code in (country or "").split("+")}
    return any(code[:2] in lands for code in codes.split("+"))

"""Ways that those counted came, told neither by a verb of going nor by a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.claims.claim_places import Placed
from pipeline.claims.expressions import expression
from pipeline.claims.place_names import WORLD
from schemas import Places

if TYPE_CHECKING:
    from pipeline.claims.whereabouts import Told


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

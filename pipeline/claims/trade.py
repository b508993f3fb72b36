"""Where goods lie that are sold from one country to another: in the one whose trade it is; the other is its partner."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pipeline.claims.claim_places import Placed
from pipeline.claims.context import Context
from pipeline.claims.place_names import WORLD
from pipeline.claims.scene import Scene
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import currencies, measured_units
from schemas import FoundQuantity

_BOUGHT = ("import", "purchase")
_TRADED = (*_BOUGHT, "export", "sales")
_OF_PEOPLE = ("remittances",)
"""Money that people send home goes the way that they came."""

_NO_THINGS = {"percent", "percentage point", "times", "year", "month", "week", "day", "hour", "minute", "second"}
_ANIMALS = ("head", "sheep", "camel", "horse", "cow", "cattle", "goat")


class Traded(NamedTuple):
    """The country whose trade it is, and the other one, where the text names it."""

    area: str
    partner: str | None


def traded(
    scene: Scene, found: FoundQuantity, slots: Mapping[str, str], placed: Placed, context: Context
) -> Traded | None:
    """Where goods lie that go from one place to another; None where the number counts none, or none go anywhere."""
    measure = slots.get("measure", "")
    if slots.get("population") or measure in _OF_PEOPLE or not (measure in _TRADED or _is_goods(found)):
        return None
    origin, host = placed.origin, placed.host
    home = context.country if context.country not in (origin, host) else None
    sent = host is not None and _into(scene, host)
    if origin and host and (sent or measure in _TRADED or host == WORLD or _is_weighed(found)):
        bought = measure in _BOUGHT or (origin != context.country and host == context.country)
        area, partner = (host, origin) if bought else (origin, host)
        return Traded(area, None if partner == WORLD else partner)
    if measure not in _TRADED and not (sent and _sends(scene)):
        return None
    if host and sent and not origin and home and not placed.area and measure not in _BOUGHT:
        return Traded(home, None if host == WORLD else host)
    if origin and not host and home and not placed.area and measure in _BOUGHT and origin != WORLD:
        return Traded(home, origin)
    return None


def _is_weighed(found: FoundQuantity) -> bool:
    """Whether the number is of a thing that is measured: nobody comes from anywhere."""
    return found.unit in measured_units() - currencies() - _NO_THINGS


def _is_goods(found: FoundQuantity) -> bool:
    return _is_weighed(found) or found.unit in currencies() or found.unit in _ANIMALS


@cache
def _sent(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "places")["words"]["sent"]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)


def _sends(scene: Scene) -> bool:
    return _sent(scene.base).search(scene.text) is not None


def _into(scene: Scene, code: str) -> bool:
    """Whether the place named is one that things go to: "в Китай", "to China", "Қытайға"; not "в Китае"."""
    for mention in scene.places:
        if mention.role != "host" or mention.code not in code.split("+"):
            continue
        token = scene.tokens[mention.last].lower
        if mention.form == "abroad":
            return True
        if scene.base == "kk":
            if token.endswith(tuple(knowledge("kk", "places")["words"]["dative"])):
                return True
        elif scene.base == "ru":
            if not token.endswith(tuple(knowledge("ru", "places")["words"]["locative"])):
                return True
        elif re.search(r"(?<!\w)(?:to|into)\s+(?:the\s+)?$", scene.text[: mention.start], re.IGNORECASE):
            return True
    return False

"""Words around a number that tell its unit and are no noun of any list: peoples, a hectare, what goods are worth."""

from __future__ import annotations

import re
from functools import cache

from pipeline.claims.scene import Scene
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import currencies, measured_units
from schemas import FoundQuantity


@cache
def known_units() -> frozenset[str]:
    """The units of the lists: what is counted, what is measured, money."""
    return frozenset(knowledge("en", "units")["units"]) | measured_units() | currencies()


_OBLIQUE = re.compile(
    r"(?:мың|миллион|миллиард|млн|млрд|\d)\s?[-‑–]?\s?(?:нан|нен|дан|ден|тан|тен|ға|ге|қа|ке|ды|ді|ты|ті|ны|ні)$"
)


@cache
def _worth() -> tuple[re.Pattern[str], dict[str, str]]:
    """Kazakh adjectives of currencies behind a number, and the unit of each currency."""
    named = knowledge("kk", "units")["currencies"]
    units = {word: unit for unit, words in named.items() for word in words if word.isalpha()}
    words = "|".join(sorted(units, key=len, reverse=True))
    return re.compile(rf"\s({words})(?:лық|лік|дық|дік|тық|тік)(?!\w)", re.IGNORECASE), units


def spoken_alone(scene: Scene, quantity: FoundQuantity, unit: str | None) -> str | None:
    """Kazakh: a number that takes a case ending itself has no noun behind it ("1,1 миллионнан асты деп есептейді"), and
    goods are told by their worth ("14,7 млрд долларлық тауар")."""
    if scene.base != "kk" or (unit is not None and (unit in known_units() or " per " in unit)):
        return unit
    pattern, currency = _worth()
    formed = pattern.match(scene.text, quantity.end)
    if formed is not None:
        return currency[formed[1].casefold()]
    return None if _OBLIQUE.search(quantity.surface.casefold()) else unit


def of_nation(scene: Scene, quantity: FoundQuantity, unit: str | None) -> str | None:
    """People told by their country: "2,310 Indians and 164 Pakistanis"."""
    if unit is not None and (unit in known_units() or " per " in unit):
        return unit
    named = any(p.form == "national" and 0 < p.start - quantity.end <= _NEXT for p in scene.places)
    return "person" if named and quantity.value is not None and quantity.value == int(quantity.value) else unit


_NEXT = 2
"""Characters between a number and its noun at most."""


_YIELDED = ("centner", "tonne", "kilogram", "gram", "litre", "bushel", "cubic metre")
_OFF_LAND = re.compile(
    r"[\w.]*\s+(?:[^\W\d_]{1,14}\.?\s+)?(?:с|на|из расчета на)\s+(?:1\s|один\s|одного\s|каждый\s)?(?:га\b|гектар)"
    r"|[\w.]*\s+(?:\w+\s+)?(?:per|a|from each)\s+hectare",
    re.IGNORECASE,
)
_SO_MANY = re.compile(r"(?:\d\d|[02-9]|мың|млн|миллион)\s*$")
""" "2 400 гектардан 5 280 тонна" is a harvest and no yield."""

_LAND_OFF = re.compile(
    r"гектар(?:ынан|ына|дан)\s+(?:\w+\s+){0,2}$|гектарынан\s+(?:19|20)\d\d\sжыл[а-я]*\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)


_IN_SPACE = re.compile(
    r"(текше метр|шаршы метр|литр)(?:іне|інде|ге|де|ына|ында|ге шаққанда)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_SPACES = {"текше метр": "cubic metre", "шаршы метр": "square metre", "литр": "litre"}
_DISSOLVED = ("microgram", "milligram", "gram", "kilogram")


def in_space(scene: Scene, i: int, unit: str | None) -> str | None:
    """A Kazakh concentration names the space first: "текше метріне 41 мкг" are micrograms per cubic metre."""
    if scene.base != "kk" or unit not in _DISSOLVED:
        return unit
    alike = (q for q in scene.quantities[: i + 1] if q.unit == unit)  # "41 мкг болды; қыста ол 78 мкг-ға жетті"
    ahead = next((m for q in alike if (m := _IN_SPACE.search(scene.text[: q.start]))), None)
    return f"{unit} per {_SPACES[ahead[1].casefold()]}" if ahead else unit


def of_land(scene: Scene, i: int, unit: str | None) -> str | None:
    """A yield or a dose is told for a hectare: "11.8 centners from a hectare", "гектарынан 12 центнер"."""
    if unit not in _YIELDED:
        return unit
    quantity = scene.quantities[i]
    behind = _OFF_LAND.match(scene.text[quantity.end :].lstrip())
    off = _LAND_OFF.search(scene.text[: quantity.start]) if scene.base == "kk" else None
    ahead = off is not None and _SO_MANY.search(scene.text[: off.start()]) is None
    return f"{unit} per hectare" if behind or ahead else unit

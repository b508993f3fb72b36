"""Words around a number that tell its unit and are no noun of any list: peoples, a hectare, what goods are worth."""

from __future__ import annotations

import re
from functools import cache

from pipeline.claims.expressions import RIGHT_BEFORE, expression
from pipeline.claims.scene import Scene
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.tokens import tokenize
from pipeline.numbers.units import currencies, known_unit, measured_or_paid, measured_units, unit_book
from schemas import FoundQuantity


@cache
def known_units() -> frozenset[str]:
    """The units of the lists: what is counted, what is measured, money."""
    return frozenset(knowledge("en", "units")["units"]) | measured_or_paid()


@cache
def _kazakh(name: str) -> re.Pattern[str]:
    """An expression of Kazakh words around a number, in any case of letters."""
    told = knowledge("kk", "claims")["unit_words"][name]
    return re.compile(told if isinstance(told, str) else "|".join(told), re.IGNORECASE)


@cache
def _worth() -> tuple[re.Pattern[str], dict[str, str]]:
    """Kazakh adjectives of currencies behind a number, and the unit of each currency."""
    named = knowledge("kk", "units")["currencies"]
    units = {word: unit for unit, words in named.items() for word in words if word.isalpha()}
    words = "|".join(sorted(units, key=len, reverse=True))
    endings = "|".join(knowledge("kk", "claims")["unit_words"]["worth"])
    return re.compile(rf"\s({words})(?:{endings})(?!\w)", re.IGNORECASE), units


def spoken_alone(scene: Scene, quantity: FoundQuantity, unit: str | None) -> str | None:
    """Kazakh: a number that takes a case ending itself has no noun behind it ("1,1 миллионнан асты деп есептейді"), and
    goods are told by their worth ("14,7 млрд долларлық тауар")."""
    if scene.base != "kk" or (unit is not None and (unit in known_units() or " per " in unit)):
        return unit
    pattern, currency = _worth()
    formed = pattern.match(scene.text, quantity.end)
    if formed is not None:
        return currency[formed[1].casefold()]
    return None if _kazakh("oblique").search(quantity.surface.casefold()) else unit


def of_nation(scene: Scene, quantity: FoundQuantity, unit: str | None) -> str | None:
    """People told by their country: "2,310 Indians and 164 Pakistanis"."""
    if unit is not None and (unit in known_units() or " per " in unit):
        return unit
    named = any(p.form == "national" and 0 < p.start - quantity.end <= _NEXT for p in scene.places)
    return "person" if named and quantity.value is not None and quantity.value == int(quantity.value) else unit


_NEXT = 2
"""Characters between a number and its noun at most."""


_YIELDED = ("centner", "tonne", "kilogram", "gram", "litre", "bushel", "cubic metre")
_DISSOLVED = ("microgram", "milligram", "gram", "kilogram")


def points_of_share(scene: Scene, i: int, unit: str | None) -> str | None:
    """Points beside a share, by which it lies above or below another or has moved: "54.7 %, three points below the
    mean", "62 %, на 4 пункта выше"."""
    if not i or scene.quantities[i - 1].unit != "percent" or unit is None or unit not in _point_words(scene.base):
        return unit
    quantity = scene.quantities[i]
    moved = expression(scene.base, "kinds", "by", RIGHT_BEFORE).search(scene.text[: quantity.start][-_ASKED:])
    compared = expression(scene.base, "unit_words", "points_beside", r"\s\w+\s(?:{})(?!\w)")
    beside = compared.match(scene.text, quantity.end)
    return "percentage point" if moved or beside else unit


@cache
def _point_words(lang: str) -> frozenset[str]:
    return frozenset(knowledge(lang, "claims")["unit_words"]["points"])


def visits_told(scene: Scene, i: int, unit: str | None) -> str | None:
    """Visits, where a bare number is what an attendance came to: "there were 271 museums; attendance fell to 5.2
    million", "посещаемость снизилась до 5,2 млн"."""
    quantity = scene.quantities[i]
    if unit is not None or quantity.value is None or quantity.value < _CROWD:
        return unit
    since = scene.quantities[i - 1].end if i else 0
    told = expression(scene.base, "unit_words", "attendance", r"(?<!\w)(?:{})[^.;()%]*$")
    return "visit" if told.search(scene.text[since : quantity.start]) is not None else unit


_CROWD = 100
"""Fewer may be the mean attendance of a match or a class."""


@cache
def _spaces() -> tuple[re.Pattern[str], dict[str, str]]:
    """What stands before a Kazakh concentration, and the unit of each space."""
    data = knowledge("kk", "claims")["unit_words"]
    form = data["in_space"].replace("{spaces}", "|".join(data["spaces"]))
    return re.compile(form, re.IGNORECASE), data["spaces"]


def in_space(scene: Scene, i: int, unit: str | None) -> str | None:
    """A Kazakh concentration names the space first: "текше метріне 41 мкг" are micrograms per cubic metre."""
    if scene.base != "kk" or unit not in _DISSOLVED:
        return unit
    pattern, spaces = _spaces()
    alike = (q for q in scene.quantities[: i + 1] if q.unit == unit)  # "41 мкг болды; қыста ол 78 мкг-ға жетті"
    ahead = next((m for q in alike if (m := pattern.search(scene.text[: q.start]))), None)
    return f"{unit} per {spaces[ahead[1].casefold()]}" if ahead else unit


def of_land(scene: Scene, i: int, unit: str | None) -> str | None:
    """A yield or a dose is told for a hectare: "11.8 centners from a hectare", "гектарынан 12 центнер"."""
    if unit not in _YIELDED:
        return unit
    quantity = scene.quantities[i]
    behind = expression(scene.base, "unit_words", "off_land", "(?:{})").match(scene.text[quantity.end :].lstrip())
    lead = scene.text[max(0, quantity.start - _LAND) : quantity.start]
    off = expression(scene.base, "unit_words", "land_off", r"(?<!\w)(?:{})").search(lead)
    ahead = off is not None and _many(scene.base).search(lead[: off.start()]) is None
    return f"{unit} per hectare" if behind or ahead else unit


def for_one(scene: Scene, quantity: FoundQuantity, unit: str | None) -> str | None:
    """People and things told for one of others are a rate: "на одного преподавателя приходится 14 студентов", "бір
    оқытушыға 14 студенттен келеді", as in "14 students per teacher"."""
    if unit is None or unit not in _counted_units() or not scene.tells(_falling(scene.base)):
        return unit
    told = expression(scene.base, "unit_words", "for_one", _FOR_ONE).search(scene.text[: quantity.start][-_LAND:])
    if told is None or not _falls(scene, quantity, told[0]):
        return unit
    book = unit_book(scene.base)
    of = known_unit(tokenize(told["noun"] + told["rest"]), 0, book)
    if of is None or of.unit in (unit, *_AT_LARGE) or of.unit not in _counted_units():
        return unit
    return f"{unit} per {of.unit}"


_FOR_ONE = r"(?<!\w)(?:{})\s(?P<noun>[^\W\d_]+)(?P<rest>[^.;:()\d]{{0,48}})$"
_AT_LARGE = ("person", "household", "family")
"""Those for one of whom a figure is told per head."""


def _falling(lang: str) -> re.Pattern[str]:
    return expression(lang, "unit_words", "falls_to_one")


@cache
def _counted_units() -> frozenset[str]:
    """Units of people and things, which are counted."""
    return frozenset(unit for unit in known_units() - measured_units() - currencies() if " per " not in unit)


def _falls(scene: Scene, quantity: FoundQuantity, lead: str) -> bool:
    """Whether a verb says that so much falls to one, before the number or behind it."""
    falls = _falling(scene.base)
    return falls.search(lead) is not None or falls.search(scene.text[quantity.end :][:_ASKED]) is not None


_LAND = 100
"""Characters before an amount in which the hectare stands that it is told for."""


def _many(lang: str) -> re.Pattern[str]:
    """A number other than one: "2 400 гектардан 5 280 тонна" is no yield."""
    return expression(lang, "unit_words", "so_many", "(?:{})")


def asked_people(scene: Scene, quantity: FoundQuantity, unit: str | None) -> str | None:
    """Those who took part are people, by whatever noun no list knows: "164 forwarders who filled in a questionnaire";
    Kazakh: "қатысқандардың 89-ында несие бар" are people, whatever they have."""
    if unit is not None and unit not in known_units() and " per " not in unit and _answers(scene, quantity):
        return "person"
    measured = unit != "head" and (unit in measured_units() or unit in currencies() or unit in ("percent", "times"))
    if not measured and expression(scene.base, "unit_words", "leaders", r"\s(?:{})(?!\w)").match(
        scene.text, quantity.end
    ):
        return "person"  # "28 глав хозяйств", "12 heads of families"
    got = expression(scene.base, "unit_words", "people_got", r"\s(?:{})(?!\w)").match(scene.text, quantity.end)
    if got is not None:
        return "person"  # "1 160-тан астам қазақстандық грант алды"
    owners = expression(scene.base, "unit_words", "people_own", r"(?:{})\s+(?:\w+\s)?$")
    told = owned_by_whole(scene, quantity) and owners.search(scene.text[: quantity.start][-_LAND:])
    return "person" if told else unit


def _answers(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the words around a whole number say that those counted were asked or answered."""
    if quantity.value is None or quantity.value != quantity.value.to_integral_value():
        return False
    lead, rest = scene.text[max(0, quantity.start - _ASKED) : quantity.start], scene.text[quantity.end :][:_LAND]
    asked = expression(scene.base, "unit_words", "asked_before", r"(?<!\w)(?:{})[^.;:\d]*$").search(lead)
    answered = expression(scene.base, "unit_words", "answered_behind", r"\s[^.;:,\d]{{2,60}}?(?<!\w)(?:{})(?!\w)")
    return asked is not None or answered.match(rest) is not None


_ASKED = 48


def owned_by_whole(scene: Scene, quantity: FoundQuantity) -> bool:
    """Kazakh: a number that is owned counts a part of those named before it: "науқастардың 97-сі"."""
    owned = expression(scene.base, "unit_words", "owned_number", _DIGITS + r"(?:{})(?!\w)")
    return owned.match(scene.text, quantity.start) is not None


_DIGITS = r"(?:\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d+)"


_SYMBOL = re.compile(
    r"(?<!\w)(?:[a-zα-ω][²2]?|(?:sd|se|ci|or|rr|hr|df|cv|vif|aic|bic)\w?)\s*(?:\([^()]{0,16}\))?"
    r"\s*[=<>≤≥≈±]\s*[-−–]?$",
    re.IGNORECASE,
)
"""A statistic's letter before a number: "χ2 = 11.4" has no unit, whatever stands around it."""


def is_test(scene: Scene, found: FoundQuantity) -> bool:
    """Whether the number is what a statistic's letter equals: it lies in no country."""
    return _SYMBOL.search(scene.text[max(0, found.start - 24) : found.start]) is not None

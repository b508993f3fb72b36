"""For how much of a thing a price or an amount is told elsewhere in the sentence: "a litre of milk costs 385 tenge"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import currencies, measured_units
from schemas import FoundQuantity

_REACH = 130
"""So many characters before a sum the thing that it is the price of is looked for."""

_TIMES = {"year", "month", "week", "day", "hour", "minute", "second", "percent", "percentage point"}


@cache
def _forms(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Expressions of a measure that has a price, and the unit of each."""
    data = knowledge(lang, "claims")["priced"]
    return tuple(
        (re.compile(rf"(?<!\w)(?:{form.replace('{m}', words)})", re.IGNORECASE), unit)
        for unit, words in data["measures"].items()
        for form in data["forms"]
    )


@cache
def _per_time(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    data = knowledge(lang, "claims")["priced"]["per_time"]
    lead = r"(?<!\w)(?:{})\s+(?:\w+\s+)?$"
    return tuple((re.compile(lead.format(words), re.IGNORECASE), unit) for unit, words in data.items())


def priced_by(text: str, quantity: FoundQuantity, since: int, lang: str) -> str | None:
    """The unit of a number with what the words before it say that it is told for, from the character `since` on; None
    where they say nothing: "цена квадратного метра – 512 тыс. тенге", "тәулігіне 340 тонна"."""
    unit = quantity.unit
    if unit is None or " per " in unit:
        return None
    before = text[max(since, quantity.start - _REACH, 0) : quantity.start]
    if unit in currencies():
        found = [(match.start(), of) for form, of in _forms(lang) for match in form.finditer(before)]
        return f"{unit} per {max(found)[1]}" if found else None
    if unit not in measured_units() - _TIMES:
        return None
    return next((f"{unit} per {of}" for form, of in _per_time(lang) if form.search(before)), None)


def is_base(text: str, quantity: FoundQuantity, lang: str) -> bool:
    """Whether a number is but the one of a thing whose price is told: "бір литр сүттің бағасы"."""
    if quantity.value != 1 or quantity.unit not in measured_units() - _TIMES:
        return False
    return any(
        match.start() <= quantity.start < match.end()
        for form, of in _forms(lang)
        if of == quantity.unit
        for match in form.finditer(text, max(0, quantity.start - _REACH), quantity.end + _REACH)
    )

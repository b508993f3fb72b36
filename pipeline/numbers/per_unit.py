"""What makes a unit a rate of another: usd per month, test per day, barrel-a-day, $80 a night."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.languages.morphology import lemmas
from pipeline.numbers.lexicon import lexicon
from pipeline.numbers.tokens import Token
from pipeline.numbers.units import (
    WHOLLY_UNIT,
    UnitBook,
    UnitFound,
    currencies,
    known_unit,
    measured_or_paid,
    measured_units,
    unit_class,
)

_TIMES: Final = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "percent", *WHOLLY_UNIT})


_AT_LARGE: Final = ("population", "person")
"""Those by whom nothing but an amount is divided where no round number of them is told."""


def per_unit(tokens: Sequence[Token], at: int, unit: UnitFound, book: UnitBook) -> UnitFound | None:
    """The unit with what token `at` makes it a rate of: usd per month, test per day, barrel-a-day; not "a year ago"."""
    while at + 2 < len(tokens) and tokens[at].text == "-" and tokens[at].glued:
        at += 1
    word = at + 1
    while word + 1 < len(tokens) and tokens[word].text == "-" and tokens[word].glued:
        word += 1
    if word >= len(tokens) or tokens[word].kind != "word":
        return None
    if tokens[at].low in book.price_per:
        of = known_unit(tokens, word, book)
        priced = of is not None and of.unit in measured_units() - _TIMES and unit.unit in currencies()
        return replace(unit, unit=f"{unit.unit} per {of.unit}") if priced and of is not None else None
    if book.langs[0] == "ru" and tokens[at].low in book.per:
        return _in_russian(tokens, word, unit, book)
    if book.langs[0] != "en":
        return None
    if tokens[at].low in book.per and tokens[word].low in _round_bases():
        return _on_round_base(tokens, word, unit, book)
    return _in_english(tokens, at, word, unit, book)


def _in_english(tokens: Sequence[Token], at: int, word: int, unit: UnitFound, book: UnitBook) -> UnitFound | None:
    """80 dollars per month, $80 a night; a base like "ten thousand people" has a number of its own (rates.py)."""
    if tokens[at].low in book.per and tokens[word].low in lexicon("en").openers:
        return None
    of = known_unit(tokens, word, book)
    if tokens[at].low in book.per and unit.unit not in ("times", "percent"):
        name = of.unit if of is not None else lemmas(tokens[word].low, "en")[0]
        if name in _AT_LARGE and unit.unit not in measured_or_paid():
            return None  # "520 families per population"
    elif tokens[at].low in book.per_article and unit.unit not in WHOLLY_UNIT:
        told = _told_each(tokens, word, unit, of, book)
        if told is None:
            return None
        name = told
    else:
        return None
    return UnitFound(f"{unit.unit} per {name}", unit.first, unit.after, unit.known)


def on_base_alone(tokens: Sequence[Token], at: int, book: UnitBook) -> UnitFound | None:
    """The unit of a bare number before the base of a rate: a mortality of 6.3 per thousand people."""
    if book.langs[0] != "en" or at + 1 >= len(tokens) or tokens[at].low not in book.per:
        return None
    return (
        _on_round_base(tokens, at + 1, UnitFound("case", at, at), book)
        if tokens[at + 1].low in _round_bases()
        else None
    )


@cache
def _round_bases() -> Mapping[str, int]:
    bases: Mapping[str, int] = knowledge("en", "units")["counting"]["per_bases"]
    return bases


def _on_round_base(tokens: Sequence[Token], word: int, unit: UnitFound, book: UnitBook) -> UnitFound | None:
    """4.2 doctors per thousand inhabitants, 9 deaths per hundred thousand live births."""
    base = 1
    while word < len(tokens) and tokens[word].low in _round_bases():
        base *= _round_bases()[tokens[word].low]
        word += 1
    of = known_unit(tokens, word, book)
    if of is None and (word >= len(tokens) or tokens[word].low not in _AT_LARGE):
        return None
    name = "person" if of is None or unit_class(of.unit) == "person" else of.unit
    after = word + 1 if of is None else of.after
    return UnitFound(f"{unit.unit} per {base} {name}", unit.first, after, unit.known)


def _in_russian(tokens: Sequence[Token], word: int, unit: UnitFound, book: UnitBook) -> UnitFound | None:
    """82 кг на человека, 2 ребенка на одну женщину, 6 кВт·ч на кубометр: behind "на"."""
    if tokens[word].low in book.per_heads:
        return _per_head(tokens, word, unit, book)
    one = tokens[word].low in book.per_one
    of = known_unit(tokens, word + one, book)
    if of is None or unit.unit in WHOLLY_UNIT or of.unit == unit.unit:
        return None
    measured = unit.unit in measured_or_paid() - _TIMES and of.unit in measured_units() - _TIMES
    dense = of.unit == "square kilometre" and unit_class(unit.unit) == "person"
    if not one and not measured and not dense:
        return None
    return UnitFound(f"{unit.unit} per {of.unit}", unit.first, max(unit.after, of.after), unit.known)


def _per_head(tokens: Sequence[Token], word: int, unit: UnitFound, book: UnitBook) -> UnitFound | None:
    """82 кг на человека, 3 тыс. тенге на душу населения; not "5 человек на семью"."""
    of = known_unit(tokens, word + (tokens[word].low in book.per_soul), book)
    if of is None or unit.unit in _TIMES:
        return None
    things = unit_class(unit.unit) != "person" == unit_class(of.unit)  # "19,2 документа на читателя"
    if not things and unit.unit not in measured_or_paid():
        return None
    return UnitFound(f"{unit.unit} per {of.unit}", unit.first, max(unit.after, of.after), unit.known)


def _told_each(tokens: Sequence[Token], word: int, unit: UnitFound, of: UnitFound | None, book: UnitBook) -> str | None:
    """What "a" makes a unit a rate of: $80 a night, 300 loaves a day; not "a year ago"."""
    amount = unit.unit in currencies()
    if of is None or (amount and of.unit not in measured_units()):
        return lemmas(tokens[word].low, "en")[0] if amount and tokens[word].low in book.per_nouns else None
    if of.unit == unit.unit or _ago(tokens, of.after, book):
        return None
    return of.unit if amount or unit.unit in measured_units() or of.unit in _TIMES else None


def _ago(tokens: Sequence[Token], at: int, book: UnitBook) -> bool:
    """a year ago, a year before: a time, no rate; "a year before taxes" is one."""
    if at >= len(tokens) or tokens[at].low not in book.times_ago:
        return False
    return tokens[at].low not in ("before", "after") or at + 1 >= len(tokens) or tokens[at + 1].kind != "word"

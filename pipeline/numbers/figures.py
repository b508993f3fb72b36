"""Numerals with what belongs to them - sign, percent, money - and pairs of them that are one range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from pipeline.numbers.bounds import BoundFound
from pipeline.numbers.digits import as_count
from pipeline.numbers.interval import Precision
from pipeline.numbers.lexicon import Lexicon
from pipeline.numbers.numerals import Numeral
from pipeline.numbers.tokens import DASHES, MINUS, Token
from pipeline.numbers.units import UnitBook, UnitFound, currencies, is_measured, known_unit, money_symbols


class Figure(NamedTuple):
    """One or two numerals over tokens[first:after]; `surface_after` ends what is printed of the number itself.

    `base`: the round number that a rate is told on, no quantity.
    """

    numeral: Numeral
    first: int
    after: int
    surface_after: int
    high: Numeral | None = None
    unit: UnitFound | None = None
    tolerance: Decimal | None = None
    bound: BoundFound | None = None
    base: bool = False


def figure_of(tokens: Sequence[Token], numeral: Numeral, lex: Lexicon, book: UnitBook) -> Figure:
    """The numeral with its sign, the currency sign before it, and percent, times or currency right behind it."""
    first = numeral.first
    numeral = _signed(tokens, numeral, lex)
    figure = Figure(numeral, min(first, numeral.first), numeral.after, numeral.surface_after)
    money = _money_before(tokens, figure.first)
    if numeral.unit is not None:
        figure = figure._replace(unit=UnitFound(numeral.unit, numeral.first, numeral.after))
    elif money is not None:
        figure = figure._replace(unit=money, first=money.first)
    else:
        figure = _with_unit(tokens, figure, book)
    return figure


def _after_tolerance(tokens: Sequence[Token], at: int) -> int:
    """Where a sign of tolerance that ends before `at` begins: ±, +/-, plus or minus; `at` itself where none stands."""
    if at > 0 and tokens[at - 1].text == "±":
        return at - 1
    if at > 2 and [token.low for token in tokens[at - 3 : at]] in (["plus", "or", "minus"], ["+", "/", "-"]):
        return at - 3
    return at


def _signed(tokens: Sequence[Token], numeral: Numeral, lex: Lexicon) -> Numeral:
    """A negative number: a minus sign, the word minus, or a dash glued to the digits where no range or list can be."""
    at = numeral.first - 1
    if at < 0:
        return numeral
    token, glued = tokens[at], tokens[numeral.first].glued
    if _after_tolerance(tokens, numeral.first) < numeral.first:
        return numeral
    if token.low in lex.minus or (token.text in DASHES and at > 0 and tokens[at - 1].low in lex.minus):
        first = at if token.low in lex.minus else at - 1
        return replace(numeral, first=first, value=-numeral.value)
    if token.text not in DASHES or not glued or (token.glued and at > 0 and tokens[at - 1].text not in "([=$€£"):
        return numeral
    before = tokens[at - 1] if at > 0 else None
    opens = before is None or before.text in "([=:;,<>$€£" or before.low in lex.before_negative
    near = tokens[max(0, at - 3) : at]
    opens = opens or (not token.glued and any(word.low.startswith(lex.balances) for word in near))
    if (token.text == MINUS and (before is None or before.kind != "num")) or opens:
        return replace(numeral, first=at, value=-numeral.value)
    return numeral


def _money_before(tokens: Sequence[Token], first: int) -> UnitFound | None:
    """$4 500, US$ 39, USD 1 700, KZT 1.2 trillion."""
    at = first - 1
    if at < 0:
        return None
    if at > 0 and tokens[at - 1].text == "$":  # $US 17, $A 25
        at, unit = at - 1, money_symbols().get("$" + tokens[at].text)
        return UnitFound(unit, at, first) if unit is not None else None
    if tokens[at].text == "=" and tokens[at - 1].text == "Y" and tokens[first].glued:
        return UnitFound(money_symbols()["Y="], at - 1, first)
    unit = money_symbols().get(tokens[at].text)
    if unit is None or (tokens[at].text == "PS" and not tokens[first].glued):
        return None
    if at > 0 and tokens[at].text == "$" and tokens[at - 1].kind == "word":
        whole = money_symbols().get(tokens[at - 1].text + "$")
        if whole is not None:
            return UnitFound(whole, at - 1, first)
    return UnitFound(unit, at, first)


def _with_unit(tokens: Sequence[Token], figure: Figure, book: UnitBook) -> Figure:
    """Percent and times belong to what is printed of the number; a currency only names its unit."""
    at = figure.numeral.after
    if at < len(tokens) and tokens[at].text in DASHES and tokens[at].glued:
        return figure
    found = known_unit(tokens, at, book) or _fold(tokens, at)
    if found is None:
        return figure
    if found.unit in ("percent", "times"):
        return figure._replace(unit=found, after=found.after, surface_after=found.after)
    if found.unit in currencies() or found.unit == "percentage point":
        return figure._replace(unit=found, after=found.after)
    return figure


def _fold(tokens: Sequence[Token], at: int) -> UnitFound | None:
    """5x, 10×: times, but not the sides of a rectangle."""
    if at >= len(tokens) or not tokens[at].glued or tokens[at].text not in ("x", "X", "×", "х"):
        return None
    return UnitFound("times", at, at + 1) if at + 1 >= len(tokens) or tokens[at + 1].kind != "num" else None


def decided(figure: Figure) -> Figure:
    """Settles separators that may part thousands or decimals by what is counted: 48,215 people; 12,345 percent."""
    unit = figure.unit
    if unit is None or (figure.numeral.printed is None and (figure.high is None or figure.high.printed is None)):
        return figure
    if unit.unit in ("percent", "percentage point", "times"):
        countable = False
    elif unit.unit in currencies() or (unit.known and not is_measured(unit.unit)):
        countable = True
    else:
        return figure
    high = None if figure.high is None else _chosen(figure.high, countable=countable)
    numeral = _chosen(figure.numeral, countable=countable)
    if high is not None and high.value <= numeral.value:
        return figure  # 1.234-5: no choice that keeps the range
    return figure._replace(numeral=numeral, high=high)


def _chosen(numeral: Numeral, *, countable: bool) -> Numeral:
    if numeral.printed is None:
        return numeral
    printed = as_count(numeral.printed, countable=countable)
    sign = -1 if numeral.value < 0 else 1
    step = None if not printed.decimals else Decimal(1).scaleb(-printed.decimals)
    return replace(numeral, value=sign * printed.value, precision=Precision(step=step), printed=None)


def is_year(numeral: Numeral) -> bool:
    """Four digits that may be a year."""
    return (
        numeral.scale == 1 and not numeral.in_words and 1500 <= numeral.value <= 2100 and numeral.precision.step is None
    )

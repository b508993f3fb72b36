"""Nouns before a number that tell what it counts: число мигрантов составило 15, оқытушылардың саны 603-ке; of "one"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.languages.morphology import lemmas
from pipeline.numbers.context import Context
from pipeline.numbers.figures import Figure
from pipeline.numbers.noun_units import is_verb, unit_after
from pipeline.numbers.nouns import english_plurals, english_singular
from pipeline.numbers.tokens import Token
from pipeline.numbers.units import WHOLLY_UNIT, UnitBook, UnitFound, known_unit, measured_units


def unit_before(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    """The unit that stands before the number at token i: число мигрантов составило 15, оқытушылардың саны 603-ке."""
    named = _subject_in_kazakh(tokens, i, book) if book.langs[0] == "kk" else None
    if named is not None:
        return named
    opened = _opening_in_russian(tokens, i, book) if book.langs[0] == "ru" else None
    if opened is not None:
        return opened
    low = max(0, i - 10)
    at = i - 1
    while at >= low:
        token = tokens[at]
        if token.kind == "num" or token.text in ".;:":
            return None
        if token.low in book.count_after and at > 0:
            return _counted(tokens, at - 1, book)
        for phrase in book.count_before:
            if token.low == phrase[-1] and all(
                at - k >= 0 and tokens[at - k].low == word for k, word in enumerate(reversed(phrase))
            ):
                return _headed(tokens, unit_after(tokens, at + 1, book), book)
        at -= 1
    return None


def counted_by_pronoun(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    """solar plants, whose number had reached 46; школы, число которых достигло 46: the noun before the pronoun."""
    for at in range(i - 1, max(0, i - _REACH), -1):
        if tokens[at].kind != "word":
            return None
        for phrase in book.count_whose:
            first = at - len(phrase) + 1
            if first > 1 and all(tokens[first + k].low == word for k, word in enumerate(phrase)):
                noun = first - 1 - (tokens[first - 1].text == ",")
                found = _counted(tokens, noun, book)
                if found is None and book.langs[0] == "en" and next(english_plurals(tokens, (noun,)), None) is not None:
                    found = UnitFound(english_singular(tokens[noun].low), noun, noun + 1, known=False)
                return found and replace(found, first=0, after=0)
    return None


_REACH: Final = 5
"""Words between a Russian noun that opens the clause and its number at most."""


def _opening_in_russian(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    """Заявок же было подано 2 340; школ в области насчитывается 448: a genitive plural that opens the clause."""
    words = knowledge("ru", "units")["counting"]
    passing, plurals = frozenset(words["before_through"]), tuple(words["genitive_plurals"])
    for at in range(i - 1, max(-1, i - 2 - _REACH), -1):
        token = tokens[at]
        if token.kind != "word":
            return None
        opens = at == 0 or tokens[at - 1].text in ",;.–—(" or tokens[at - 1].low in words["before_conjunctions"]
        found = known_unit(tokens, at, book) if opens else None
        if found is not None and at < i - 1 and token.low.endswith(plurals):
            counted = found.unit not in measured_units() and found.unit not in WHOLLY_UNIT
            return replace(found, after=at + 1) if counted else None
        if token.low not in passing and not is_verb(token.low, "ru"):
            return None
    return None


def _headed(tokens: Sequence[Token], found: UnitFound | None, book: UnitBook) -> UnitFound | None:
    """number of hospital beds: a noun in the singular qualifies the plural right behind it, known or not."""
    if found is None or book.langs[0] != "en" or not found.known or found.after - found.first != 1:
        return found
    word = tokens[found.first].low
    lone = found.unit not in measured_units() and english_singular(word) == word
    behind = tokens[found.after] if lone and found.after < len(tokens) else None
    if behind is None or behind.kind != "word" or behind.low in book.stop:
        return found
    at = next(english_plurals(tokens, (found.after,)), None)
    return found if at is None else UnitFound(english_singular(tokens[at].low), at, at + 1, known=False)


def _subject_in_kazakh(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    """жылқы 3,5 млн, түйе 243 мыңға жетті: the bare noun that alone stands before its number in the clause."""
    if i < 1 or tokens[i - 1].kind != "word" or (i > 1 and tokens[i - 2].text not in ",;.–—("):
        return None
    found = known_unit(tokens, i - 1, book)
    counted = found is not None and found.unit not in measured_units() and found.unit not in WHOLLY_UNIT
    return found if counted and found is not None and found.bare == tokens[i - 1].low else None


def _counted(tokens: Sequence[Token], at: int, book: UnitBook) -> UnitFound | None:
    for first in range(max(0, at - 2), at + 1):
        found = known_unit(tokens, first, book)
        if first and tokens[first - 1].kind == "num":
            continue  # "2020 жылы саны 120-дан …" counts no years
        if found is not None and found.after == at + 1:
            return found
    return None


def single_noun(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    """The noun of an English "one" that ends before token i: the word behind it, known or not."""
    found = known_unit(tokens, i, book)
    if found is not None or i >= len(tokens) or tokens[i].kind != "word" or tokens[i].low in book.stop:
        return found
    return UnitFound(lemmas(tokens[i].low, "en")[0], i, i + 1, known=False)


def unit_elsewhere(context: Context, figure: Figure) -> UnitFound | None:
    """The noun before the number: число мигрантов составило 15."""
    if figure.numeral.kind != "cardinal":
        return None
    return unit_before(context.tokens, figure.first, context.book)

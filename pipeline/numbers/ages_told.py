"""Numbers that are years of age by the words before them: "aged between 14 and 29", "в возрасте 18-25"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.numbers.context import Context
from pipeline.numbers.figures import Figure
from pipeline.numbers.nouns_before import unit_elsewhere
from pipeline.numbers.tokens import Token, word_at
from pipeline.numbers.units import (
    UnitBook,
    UnitFound,
    known_unit,
)

OLDEST: Final = 130
"""An age in years is below this."""


def age_told(context: Context, figure: Figure) -> UnitFound | None:
    """An age by the word before it, read before a list shares its unit: "the median age was 31 and 54% were women"."""
    return _age(context, figure) if figure.numeral.kind == "cardinal" else None


def _age(context: Context, figure: Figure) -> UnitFound | None:
    """aged between 14 and 29; в возрасте 18-25: years that are not named."""
    if not 0 < figure.numeral.value < OLDEST or figure.numeral.scale != 1:
        return None
    first = figure.first
    tokens = context.tokens
    bare = figure.high is None and not figure.numeral.in_words and figure.numeral.precision.step is None
    if bare and (word_at(tokens, first - 2), word_at(tokens, first - 1)) in context.book.pronouns:
        return UnitFound("year", first, first)
    named = bare and context.lang == "en" and _in_apposition(tokens, figure, context.book)
    if named and unit_elsewhere(context, figure) is None:  # "the number of doctors, 31, is small"
        return UnitFound("year", first, first)
    if figure.high is None and context.lang == "en" and _young_or_old(tokens, first, context.book):
        return UnitFound("year", first, first)
    if bare and context.lang == "en" and _of_age(tokens, figure, context.book):
        return UnitFound("year", first, first)
    near = context.tokens[max(0, first - 4) : first]
    if len(near) > 1 and near[-1].text == "," and near[-2].low in context.book.sex:
        return UnitFound("year", first, first)
    told = any(token.low in context.book.age for token in near[_last_sign(near) :])
    if told or (bare and _life_told(context, figure)):
        return UnitFound("year", first, first)
    return None


def _young_or_old(tokens: Sequence[Token], first: int, book: UnitBook) -> bool:
    """children under 12, those over 65: people and a bound that is told of ages."""
    return word_at(tokens, first - 1) in ("under", "over", "above", "below") and (
        word_at(tokens, first - 2) in book.bearers_of_age
    )


def _of_age(tokens: Sequence[Token], figure: Figure, book: UnitBook) -> bool:
    """a woman of 43, a boy of twelve: someone and an age, with no noun behind it."""
    one = word_at(tokens, figure.first - 3) in ("a", "an", "the", "this") and word_at(tokens, figure.first - 1) == "of"
    alone = known_unit(tokens, figure.after, book) is None and figure.numeral.value >= _GROWN
    return one and alone and word_at(tokens, figure.first - 2) in (*book.sex, "girl", "boy", "mother", "father")


_GROWN: Final = 8
""" "A mother of three" has children."""


def _last_sign(tokens: Sequence[Token]) -> int:
    """Where the words behind the last comma or number begin."""
    return next((k for k in range(len(tokens), 0, -1) if tokens[k - 1].kind != "word"), 0)


def _life_told(context: Context, figure: Figure) -> bool:
    """died at 83, under-16s: an age by the words around it."""
    tokens, first, after = context.tokens, figure.first, figure.after
    if word_at(tokens, after) == "s" and tokens[after].glued and first > 1 and tokens[first - 1].text == "-":
        return word_at(tokens, first - 2) in ("under", "over")
    return (word_at(tokens, first - 2), word_at(tokens, first - 1)) in context.book.age_at


def _in_apposition(tokens: Sequence[Token], figure: Figure, book: UnitBook) -> bool:
    """Maddox, 66, said: a number of two digits between commas behind a name."""
    first, after = figure.first, figure.after
    if first < 1 or after >= len(tokens) or not 10 <= figure.numeral.value < 100:
        return False
    if tokens[first - 1].kind == "word" and tokens[first - 1].text.istitle() and word_at(tokens, after) in _TOLD_OF:
        return True  # Smith 34 has played: a text that lost its commas
    if first < 2:
        return False
    named = tokens[first - 2].kind == "word" and tokens[first - 2].text.istitle()
    listed = after + 1 < len(tokens) and (tokens[after + 1].kind == "num" or tokens[after + 1].text[:1].isupper())
    told = tokens[first - 2].kind == "word" and word_at(tokens, after + 1) in book.age_verbs
    return (named or told) and tokens[first - 1].text == "," and tokens[after].text == "," and not listed


_TOLD_OF: Final = frozenset({"said", "says", "has", "had", "told", "who", "died", "won", "became", "whose"})

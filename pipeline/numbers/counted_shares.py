"""Shares told by counting: one worker in five, двое из пяти детей, бес адамның бірі."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.context import Context
from pipeline.numbers.figures import Figure
from pipeline.numbers.interval import Precision
from pipeline.numbers.numerals import Numeral
from pipeline.numbers.tokens import Token, word_at
from pipeline.numbers.units import known_unit

MOST_COUNTED: Final = 10
"""A share told by counting is one of so many at most: "nine patients in ten"; more are figures of their own."""

LONGEST_NAME: Final = 3
"""So many words name what is counted: "one rural household in three"."""

LEAST_WHOLE: Final = 3
"""Один из двух may be one of two that were named."""

LARGEST_WHOLE: Final = 100

ROUND: Final = (10, 100)
"""Девять из десяти is a share with any number word, двое из пяти with one for people."""


def with_shares(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, two of them that tell one share put together."""
    result: list[Figure] = []
    for figure in figures:
        one = _alone(context, figure) or (_share(context, result[-1], figure) if result else None)
        if one is not None and result and result[-1].after > one.first:
            result.pop()
        result.append(one or figure)
    return result


def _share(context: Context, a: Figure, b: Figure) -> Figure | None:
    part, whole = (b, a) if context.lang == "kk" else (a, b)
    if not _small(part) or not _small(whole) or not part.numeral.value < whole.numeral.value or b.unit is not None:
        return None
    between = context.tokens[a.after : b.first]
    if not 0 < len(between) <= LONGEST_NAME + 2 or any(token.kind != "word" for token in between):
        return None
    if not _TOLD[context.lang](context, a, b, between):
        return None
    return _figure(context, a.first, b.after, part.numeral.value / whole.numeral.value)


def _small(figure: Figure) -> bool:
    numeral = figure.numeral
    return numeral.kind == "cardinal" and figure.high is None and numeral.scale == 1 and numeral.value <= MOST_COUNTED


def _figure(context: Context, first: int, after: int, value: Decimal) -> Figure:
    first -= word_at(context.tokens, first - 1) in context.lex.every
    return Figure(
        Numeral(first, after, value, Precision(fraction=True), "fraction", in_words=True), first, after, after
    )


def _english(context: Context, a: Figure, b: Figure, between: Sequence[Token]) -> bool:
    """One worker in five; not "two farms in five regions": no noun stands behind."""
    words = [token.low for token in between]
    joint = next((p for p in context.lex.shares if len(p) < len(words) and tuple(words[-len(p) :]) == p), ())
    named = words[: -len(joint)] if joint else []
    if not a.numeral.in_words or not 0 < len(named) <= LONGEST_NAME or any(w in context.book.stop for w in named):
        return False
    behind = word_at(context.tokens, b.after)
    one = a.numeral.value == 1
    verb = behind in _listed("en", "verbs") or behind.endswith("ed") or (one and behind.endswith("s"))
    return not behind or (verb and known_unit(context.tokens, b.after, context.book) is None)


def _russian(context: Context, a: Figure, b: Figure, between: Sequence[Token]) -> bool:
    """Двое из пяти, девять из десяти, один человек из пяти; not "два из трех предприятий"."""
    if between[-1].low not in _listed("ru", "joints") or not (a.numeral.in_words and b.numeral.in_words):
        return False
    if len(between) == 1:
        return context.tokens[a.first].low in _listed("ru", "people") or b.numeral.value in ROUND
    return len(between) == 2 and a.numeral.value == 1


def _kazakh(context: Context, a: Figure, b: Figure, between: Sequence[Token]) -> bool:
    """Әрбір он әйелдің үшеуі: of every so many."""
    every = word_at(context.tokens, a.first - 1) in context.lex.every
    return every and b.numeral.collective and between[-1].low.endswith(context.lex.genitive)


def _alone(context: Context, figure: Figure) -> Figure | None:
    """Бес адамның бірі: one of them."""
    if context.lang == "ru":
        return _one_of(context, figure)
    if context.lang != "kk" or not figure.numeral.in_words or not _small(figure) or figure.numeral.value < 2:
        return None
    for at in range(figure.after + 1, figure.after + LONGEST_NAME):
        word = word_at(context.tokens, at)
        if word in context.lex.ones_of and word_at(context.tokens, at - 1).endswith(context.lex.genitive):
            return _figure(context, figure.first, at + 1, 1 / figure.numeral.value)
        if not word:
            return None
    return None


def _one_of(context: Context, figure: Figure) -> Figure | None:
    """Один из двадцати (опрошенных): the whole has no noun of its own but that of those asked; not "один из пяти
    заводов"."""
    one = word_at(context.tokens, figure.first - 2)
    if one not in _listed("ru", "ones") or word_at(context.tokens, figure.first - 1) not in _listed("ru", "joints"):
        return None
    numeral = figure.numeral
    counted = numeral.kind == "cardinal" and numeral.in_words and figure.high is None and numeral.scale == 1
    if not counted or not LEAST_WHOLE <= numeral.value <= LARGEST_WHOLE:
        return None
    behind = word_at(context.tokens, figure.after)
    noun = known_unit(context.tokens, figure.after, context.book)
    asked = noun is not None and noun.unit == "respondent"
    if not asked and (noun is not None or (behind and not behind.endswith(context.book.verb_endings))):
        return None
    return _figure(context, figure.first - 2, figure.after, 1 / figure.numeral.value)


_TOLD: Final = {"en": _english, "ru": _russian, "kk": _kazakh}


@cache
def _listed(lang: str, name: str) -> frozenset[str]:
    return frozenset(knowledge(lang, "numbers")["every"][name])

"""Whether a figure is a quantity, a bare year, or a number that means something else."""

from __future__ import annotations

from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.context import Context
from pipeline.numbers.figures import Figure
from pipeline.numbers.periods import FoundPeriod, year_period
from pipeline.numbers.tokens import word_at
from pipeline.numbers.units import currencies, measured_or_paid, measured_units
from schemas.paper import UnreadReason
from schemas.quantity import Period

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
"""A bare number of four digits between these is read as a year where nothing says that it counts."""

FIRST_NAMED_YEAR: Final = 1500
LAST_NAMED_YEAR: Final = 2199
"""After a word such as "in" or "since" older and later years are meant too."""


def as_year(context: Context, figure: Figure) -> FoundPeriod | None:
    """The figure as a year or a span of years, or None."""
    numeral, token = figure.numeral, context.tokens[figure.numeral.first]
    if figure.tolerance is not None or numeral.after != numeral.first + 1 or not _four_digits(token.text):
        return None
    if figure.high is not None:
        return _span(context, figure)
    after_word = numeral.first > 0 and context.tokens[numeral.first - 1].low in context.signals.year_prepositions
    first, last = (FIRST_NAMED_YEAR, LAST_NAMED_YEAR) if after_word else (FIRST_YEAR, LAST_YEAR)
    if not first <= numeral.value <= last or _counts(context, figure, after_word=after_word):
        return None
    return year_period(token.start, token.text, int(token.text))


def _four_digits(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()


def _span(context: Context, figure: Figure) -> FoundPeriod | None:
    assert figure.high is not None
    low, high = context.tokens[figure.numeral.first], context.tokens[figure.high.first]
    if (
        (figure.unit is not None and figure.unit.known)
        or figure.high.after != figure.high.first + 1
        or not _four_digits(high.text)
    ):
        return None
    if not FIRST_NAMED_YEAR <= figure.numeral.value < figure.high.value <= LAST_NAMED_YEAR:
        return None
    return FoundPeriod(
        low.start, high.end, Period(start=low.text, end=high.text, text=context.text[low.start : high.end])
    )


def _counts(context: Context, figure: Figure, *, after_word: bool) -> bool:
    """True when bound, sign or noun say that four digits are a quantity after all."""
    numeral, unit = figure.numeral, figure.unit
    before = context.tokens[numeral.first - 1].low if numeral.first else ""
    if before in ("=", "№"):
        return True
    if figure.bound is not None and before not in context.signals.year_prepositions:
        return figure.unit is not None or not _compared(context, figure.bound.first)
    if unit is None:
        return False
    adjacent = unit.first == figure.after or (unit.first <= numeral.first and not after_word)
    if unit.known:
        return (adjacent or not after_word) and not _opens_with_year(context, figure)
    if numeral.first and context.tokens[numeral.first - 1].text[:1].isupper():  # a strategy named after its year
        return False
    return context.lang != "en" and not after_word


def _opens_with_year(context: Context, figure: Figure) -> bool:
    """In 2022 hospitals had 96 thousand beds: a sentence that opens so tells when, and counts something later."""
    tokens, first = context.tokens, figure.numeral.first
    if context.lang != "en" or not first or tokens[first - 1].text != "In" or figure.unit is None:
        return False
    if not FIRST_YEAR <= figure.numeral.value <= LAST_OPENING or figure.unit.unit in measured_or_paid():
        return False
    opens = first == 1 or tokens[first - 2].text[-1:] in ".!?;:"
    ahead = tokens[first + 1 : first + 1 + OPENING_REACH]
    ends = next((i for i, token in enumerate(ahead) if token.text in (".", "!", "?", ";")), len(ahead))
    return opens and any(token.kind == "num" for token in ahead[:ends])


LAST_OPENING: Final = 2050
OPENING_REACH: Final = 40
"""So many tokens behind the year the number is sought that the sentence tells."""


def _compared(context: Context, bound: int) -> bool:
    """2.1 points above 2019, на 5 % выше 2019: right behind a figure a bound compares it with a year."""
    near = context.tokens[max(0, bound - COMPARED_REACH) : bound]
    return any(token.kind == "num" or token.text == "%" for token in near)


COMPARED_REACH: Final = 3
"""Tokens between a figure and the bound behind it that tells what it is more or less than, its unit among them."""


def other_reason(context: Context, figure: Figure) -> UnreadReason | None:
    """Why the figure is no quantity; None when it is one."""
    numeral = figure.numeral
    if figure.base:
        return "statistic"
    if numeral.kind == "ordinal":
        return None if _is_rank(context, figure) else "idiom"
    if figure.high is not None or numeral.scale != 1:
        return None
    if numeral.in_words:
        if _is_noun(context, figure):
            return "idiom"
        return "name" if _ends_name(context, figure) else "idiom" if _article(context, figure) else None
    token = context.tokens[numeral.first]
    if _ends_scale(context, figure):
        return "name"
    if token.kind == "num" and token.text.isdigit() and len(token.text) > 1 and token.text.startswith("0"):
        return "identifier"
    return "name" if _in_name(context, figure) else None


def _is_noun(context: Context, figure: Figure) -> bool:
    """Whether a form of a number word is that of a noun: "создать семью", but "с семью странами"."""
    first, after = figure.numeral.first, figure.numeral.after
    endings = knowledge(context.lang, "numbers").get("nouns_too", {}).get(context.tokens[first].low)
    if endings is None or after != first + 1:
        return False
    behind = [word_at(context.tokens, after + k) for k in range(_NOUN_REACH)]
    return not any(word.endswith(tuple(endings)) for word in behind)


_NOUN_REACH: Final = 3
"""Words behind a number word among which its noun stands."""


def _ends_scale(context: Context, figure: Figure) -> bool:
    """3.8 out of 5, 4,2 из 5: the end of the scale on which a mean is told."""
    tokens, first = context.tokens, figure.numeral.first
    if figure.numeral.value not in SCALE_ENDS or figure.unit is not None:
        return False
    words = next((len(p) for p in context.book.scale_ends if _stand(context, first - len(p), p)), 0)
    if not words:
        return False
    told = [token for token in tokens[max(0, first - words - 2) : first - words] if token.kind == "num"]
    return bool(told) and any(sign in told[-1].text for sign in ".,")


SCALE_ENDS: Final = (5, 7, 10, 20, 30, 50, 100, 140)
"""Where scales of marks and answers end."""


def _stand(context: Context, at: int, phrase: tuple[str, ...]) -> bool:
    return at > 0 and all(word_at(context.tokens, at + k) == word for k, word in enumerate(phrase))


def _article(context: Context, figure: Figure) -> bool:
    """A single one that says no more than "a": one country; not one year, only one box, more than one."""
    numeral = figure.numeral
    if numeral.kind != "cardinal" or numeral.value != 1 or figure.bound is not None:
        return False
    if {word_at(context.tokens, figure.after), word_at(context.tokens, figure.after + 1)} & context.lex.passing_ones:
        return True  # бір жылда, бір жыл ішінде: within a year
    if figure.unit is not None and figure.unit.unit in measured_units():
        return context.tokens[numeral.first].low in context.lex.rated_ones and figure.unit.unit in currencies()
    before = context.tokens[numeral.first - 1].low if numeral.first else ""
    if _of_each(context, figure.after, before) or _counted_beside(context, figure):
        return False
    return before not in context.lex.only or figure.unit is None


_EACH: Final = frozenset({"each", "every", "каждой", "каждого", "каждых"})


def _of_each(context: Context, after: int, before: str) -> bool:
    """One of each is one: "one student from each country", "по одному студенту из каждой страны"."""
    told = context.lang == "en" or before == "по"
    following = (word_at(context.tokens, after + k) for k in range(1, 5))
    return told and not _EACH.isdisjoint(following)


def _counted_beside(context: Context, figure: Figure) -> bool:
    """4 graduates of British universities and one graduate of a French one: its sentence counts the same noun."""
    tokens, after = context.tokens, figure.after
    noun = word_at(tokens, after)[:_STEM]
    if len(noun) < _STEM - 1:
        return False
    ends = [at for at, token in enumerate(tokens) if token.text in (".", "!", "?")]
    first = max((at for at in ends if at < after), default=-1) + 1
    last = min((at for at in ends if at >= after), default=len(tokens))
    return any(
        tokens[at].kind == "num"
        and any(word_at(tokens, k).startswith(noun) for k in range(at + 1, at + _NOUN_REACH + 1) if k != after)
        for at in range(first, last)
    )


_STEM: Final = 5
"""Letters that two forms of one noun share: graduate and graduates, выпускник and выпускника, түлегі and түлегін."""


def is_counted_one(context: Context, figure: Figure) -> bool:
    """True for an article "one" that still counts: one proposal; not the pronoun ("the same one"), nor a name's."""
    first = figure.numeral.first
    if context.lang != "en" or figure.numeral.kind != "cardinal" or figure.numeral.value != 1:
        return False
    after = figure.after
    if after + 1 < len(context.tokens) and context.tokens[after].text == "-" and context.tokens[after + 1].glued:
        after += 1  # one-bedroom
    following = word_at(context.tokens, after)
    if not following or following in context.book.stop or not _article(context, figure):
        return False
    return context.tokens[first].text.islower() or first == 0 or context.tokens[first - 1].text in ".!?:;("


def _ends_name(context: Context, figure: Figure) -> bool:
    """Group of Seven, Formula One: a capital number word behind a name."""
    tokens, first = context.tokens, figure.numeral.first
    if context.lang != "en" or first < 1 or not tokens[first].text.istitle() or figure.numeral.kind != "cardinal":
        return False
    before = first - 2 if word_at(tokens, first - 1) == "of" else first - 1
    return before >= 0 and tokens[before].kind == "word" and tokens[before].text[:1].isupper()


def _in_name(context: Context, figure: Figure) -> bool:
    """iPhone 11, Fortune 100, Horizon 2020: a bare number behind a Latin name inside a sentence."""
    first = figure.numeral.first
    if figure.bound is not None or figure.first != first or first < 1 or figure.numeral.precision.step is not None:
        return False
    if (figure.unit is not None and figure.unit.known) or "," in context.tokens[first].text:
        return False  # China 655,000
    name = context.tokens[first - 1]
    if name.kind != "word" or not name.text.isascii() or name.text.islower() or name.low in context.book.stop:
        return False
    starts_sentence = first < 2 or context.tokens[first - 2].text in ".!?:;("
    return not starts_sentence or any(letter.isupper() for letter in name.text[1:])


def _is_rank(context: Context, figure: Figure) -> bool:
    """второе место, второй по величине, second largest, екінші орын."""
    following = word_at(context.tokens, figure.after)
    if following in context.signals.rank_nouns or following in context.signals.superlatives:
        return True
    before = word_at(context.tokens, figure.numeral.first - 1)
    return context.lang == "en" and before.startswith(context.signals.verb_ranks)

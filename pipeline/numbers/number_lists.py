"""Numbers of one list, which share the noun and the scale word behind the last of them: "131, 149 and 70 people"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.context import Context
from pipeline.numbers.figures import Figure, is_year
from pipeline.numbers.interval import Precision
from pipeline.numbers.noun_units import is_adjective, is_verb
from pipeline.numbers.numerals import Numeral
from pipeline.numbers.ranges import range_words
from pipeline.numbers.tokens import Token, word_at
from pipeline.numbers.units import (
    UnitFound,
)

WHOLE: Final = 100
"""A share in per cent that stands in a list of shares is at most this."""

LIST_GAP: Final = 4
"""Tokens between two numbers of one list at most: "585 совместных и 343 двухдипломных программ"."""


def is_dated_end(context: Context, a: Figure, b: Figure) -> bool:
    """from 1,300 tonnes in 2019 to 1,530 in 2020: the year of one end of a change before the other end."""
    tokens = context.tokens
    opener, joint = word_at(tokens, a.first - 1), word_at(tokens, a.after)
    if opener not in context.signals.year_prepositions or (opener, joint) in range_words(context.lang).ends:
        return False
    four = len(tokens[b.first].text) == 4 and tokens[b.first].text.isdigit()
    return is_year(a.numeral) and not (four and is_year(b.numeral) and b.numeral.value > a.numeral.value)


def shared(context: Context, figures: list[Figure]) -> list[Figure]:
    """One noun or scale word behind a list belongs to each of its numbers: 131, 149 and 70 people; 2 and 3 million."""
    scaled = False
    for k in range(len(figures) - 2, -1, -1):
        a, b = figures[k], figures[k + 1]
        if a.unit is None and _one_scale_of_ends(context, a, b):
            shared = None if b.unit is None else replace(b.unit, first=0, after=0)
            figures[k] = a._replace(numeral=_scaled_as(a.numeral, b.numeral), unit=shared)
            continue
        if a.unit is None and b.unit is not None and _ends_in_kazakh(context, a, b):
            figures[k] = a._replace(unit=replace(b.unit, first=0, after=0))
            continue
        listed = a.unit is None and _one_list(context, a, b)
        if listed and b.unit is not None:
            figures[k] = a = a._replace(unit=UnitFound(b.unit.unit, 0, 0, b.unit.known))
        scaled = listed and _one_scale(context, a, b, chained=scaled)
        if scaled:
            figures[k] = a._replace(numeral=_scaled_as(a.numeral, b.numeral))
    return figures


def _ends_in_kazakh(context: Context, a: Figure, b: Figure) -> bool:
    """8,1-ден 9,3 пайызға: the level that is left has the unit of the level that is reached."""
    if context.lang != "kk" or a.numeral.kind != "cardinal" or a.high is not None or not a.numeral.value:
        return False
    ratio = abs(b.numeral.value / a.numeral.value)
    return 1 < FARTHEST_END * ratio < FARTHEST_END**2 and _two_ends(context, a, b)


def _one_scale(context: Context, a: Figure, b: Figure, *, chained: bool) -> bool:
    """2,8, 3,2 и 3,5 млн: bare numbers joined by "and", and those before them by commas."""
    if a.numeral.scale != 1 or b.numeral.scale < 1000 or a.numeral.in_words or a.high is not None:
        return False
    if b.high is not None or abs(a.numeral.value) >= 1000:
        return False
    between = [token.low for token in context.tokens[a.after : b.first]]
    conjunctions = context.signals.conjunctions
    return set(between) <= {",", *conjunctions} and (chained or not conjunctions.isdisjoint(between))


def _one_scale_of_ends(context: Context, a: Figure, b: Figure) -> bool:
    """с 350 до 120 млн, from 24.2 to 33 billion: both ends of a change, when they lie within sight of each other."""
    if a.numeral.scale != 1 or b.numeral.scale < 1000 or a.numeral.in_words or a.high is not None:
        return False
    if context.lang == "kk" and any(
        word_at(context.tokens, at) in context.book.per_after for at in range(b.after, b.after + _TO_BASE)
    ):
        return False  # "73,4-тен 2023 жылы 100 мың тұрғынға шаққанда 36,1": the base of a rate is no end
    near = abs(b.numeral.value / b.numeral.scale)
    return near / FARTHEST_END < abs(a.numeral.value) < near * FARTHEST_END and _two_ends(context, a, b)


_TO_BASE: Final = 3
"""Tokens behind the number of a Kazakh base in which the word stands that says so."""


def _two_ends(context: Context, a: Figure, b: Figure) -> bool:
    """Whether but a date stands between the ends of a change: "с 13,8 (2018 г.) до 20,6 млрд", "8,1-ден 9,3"."""
    if b.first - a.after > DATED_GAP:
        return False
    between = [
        context.tokens[at].low
        for at in range(a.after, b.first)
        if context.free[at] and context.tokens[at].text not in "().-"
    ]
    words = range_words(context.lang)
    if context.lang == "kk":
        return (between or [context.tokens[a.after - 1].low])[0] in words.ablative and len(between) < MOST_BETWEEN
    if len(between) == 2 and between[0] in context.signals.year_prepositions:
        between = between[1:]
    return len(between) == 1 and (word_at(context.tokens, a.first - 1), between[0]) in words.ends


DATED_GAP: Final = 8
"""Tokens between the two ends of a change at most, a date among them."""

MOST_BETWEEN: Final = 2
"""Words but for a date between the two ends of a Kazakh change: its case ending alone."""

FARTHEST_END: Final = 30
"""Ends of a change that share a scale word differ by less than this: "from 900 to 1.2 million" does not."""


def _scaled_as(numeral: Numeral, model: Numeral) -> Numeral:
    step = (numeral.precision.step or 1) * model.scale
    return replace(
        numeral, value=numeral.value * model.scale, scale=model.scale, precision=Precision(step=step), printed=None
    )


def _one_list(context: Context, a: Figure, b: Figure) -> bool:
    if a.numeral.kind != "cardinal" or b.numeral.kind != "cardinal" or b.numeral.first < b.first:
        return False
    bare = context.tokens[a.numeral.first].text.isdigit()  # not "менее 1 500 и 300 деяний"
    if bare and is_year(a.numeral) and (not is_year(b.numeral) or is_dated_end(context, a, b)):
        return False
    between = context.tokens[a.after : b.first]
    if not 0 < len(between) <= LIST_GAP:
        return False
    joins = [token for token in between if token.low in context.signals.list_words]
    if b.unit is not None and b.unit.unit == "percent" and not _shares_percent(context, a, between):
        return False
    return bool(joins) and all(
        token.low in context.signals.list_words
        or is_adjective(token.low, context.lang)
        or is_verb(token.low, context.lang)
        for token in between
    )


def _shares_percent(context: Context, a: Figure, between: Sequence[Token]) -> bool:
    """Whether a percent sign behind the next number may be this one's too: not in "60,000, or 36 %", "= 1.4, 95 % CI",
    "aged 18-29, 31 %"."""
    restate = knowledge(context.lang, "claims")["segments"]["restate"]
    restated = len(between) > 1 and between[0].text == "," and between[1].low in restate
    named = a.numeral.first > 0 and context.tokens[a.numeral.first - 1].low in _NAMED_AGAIN
    return a.numeral.value <= WHOLE and a.high is None and not restated and not named


_NAMED_AGAIN = ("these", "those", "этих", "осы")
""" "Of these 17, 43 %": a number told again is the whole of the share behind it."""

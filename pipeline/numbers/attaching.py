"""Figures of a text with what stands around them: ranges put together, bounds, units, and units shared by a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.bounds import BoundFound, bound_after, bound_before
from pipeline.numbers.context import Context
from pipeline.numbers.counted_shares import with_shares
from pipeline.numbers.figures import Figure, decided, figure_of, is_year
from pipeline.numbers.interval import Precision
from pipeline.numbers.inverted import inverted
from pipeline.numbers.nouns_before import counted_by_pronoun, single_noun, unit_before
from pipeline.numbers.numerals import Numeral, numeral_at
from pipeline.numbers.per_unit import per_unit
from pipeline.numbers.ranges import merged, range_words
from pipeline.numbers.rates import with_rates
from pipeline.numbers.tokens import DASHES, Token, word_at
from pipeline.numbers.units import (
    WHOLLY_UNIT,
    UnitBook,
    UnitFound,
    currencies,
    is_adjective,
    is_likened,
    is_verb,
    known_unit,
    measured_units,
    money_symbols,
    unit_after,
)

LIST_GAP: Final = 4
"""Tokens between two numbers of one list at most: "585 совместных и 343 двухдипломных программ"."""

CHANGE_GAP: Final = 5
"""Tokens between the two ends of a change that share a unit at most: "from 5 cm a day to 7"."""

DURATIONS: Final = ("year", "month", "week", "day", "hour", "decade")

_WHOLE: Final = 100
"""A share in per cent that stands in a list of shares is at most this."""

OLDEST: Final = 130
"""An age in years is below this."""


def figures_of(context: Context) -> list[Figure]:
    """All figures of the text in order, with bound and unit."""
    figures = [
        _with_unit_behind(context, figure) for figure in with_shares(context, _with_ranges(context, _single(context)))
    ]
    done: list[Figure] = []
    for figure in _shared(context, figures):
        done.append(decided(inverted(context, figure) or _attached(context, figure, done[-1] if done else None)))
    return with_rates(context, _without_bounds_of_next(done))


def _without_bounds_of_next(figures: Sequence[Figure]) -> list[Figure]:
    """The figures without bounds that stand behind the next one: "620 медбикенің үштен екісінен астамы"."""
    return [
        one._replace(bound=None) if one.bound is not None and one.bound.first > other.first >= one.after else one
        for one, other in zip(figures, [*figures[1:], *figures[-1:]], strict=True)
    ]


def _with_unit_behind(context: Context, figure: Figure) -> Figure:
    unit = figure.unit or _owner_in_kazakh(context, figure) or _unit_behind(context, figure)
    unit = unit or _age_told(context, figure) or _factor(context, figure)
    if unit is None and context.book.count_whose and figure.numeral.kind == "cardinal":
        unit = counted_by_pronoun(context.tokens, figure.first, context.book)
    if unit is not None and unit.unit == "year" and figure.numeral.value > OLDEST and unit.bare == "жас":
        unit = replace(unit, unit="person")  # 267 миллион жас: young people
    if unit is not None and unit.unit in _BORN and _born_alive(context, figure):
        unit = replace(unit, unit="live birth")
    return figure if unit is figure.unit else figure._replace(unit=unit)


def _born_alive(context: Context, figure: Figure) -> bool:
    """Kazakh: тірі туған 1 000 балаға шаққанда, тірі туған әрбір 1 000 нәрестенің."""
    if context.lang != "kk":
        return False
    first = figure.first - (word_at(context.tokens, figure.first - 1) in context.book.per_each)
    before = f"{word_at(context.tokens, first - 2)} {word_at(context.tokens, first - 1)}"
    return before in knowledge("kk", "units")["counting"]["born_alive"]


_BORN: Final = ("child", "infant", "newborn", "person")
"""Units in which those born alive are counted."""


def _factor(context: Context, figure: Figure) -> UnitFound | None:
    """grew by a factor of 1.8: so many times."""
    words = tuple(token.low for token in context.tokens[max(0, figure.first - 2) : figure.first])
    return UnitFound("times", figure.first, figure.first) if words in context.lex.factors else None


def _owner_in_kazakh(context: Context, figure: Figure) -> UnitFound | None:
    """жүргізушілердің 12 мыңы айыппұл төледі, балалардың 3 мыңға жуығы, студенттердің 940-ы үйде тұрады: so many of
    whom stands right before, and no noun behind."""
    if context.lang != "kk" or figure.first < 1 or not _is_owned(context, figure):
        return None
    if figure.first > 1 and context.tokens[figure.first - 2].kind == "num":
        return None  # "3 107 студенттің 1 842-сі": the number before lends its unit
    owner = context.tokens[figure.first - 1]
    owns = owner.low.endswith(context.lex.genitive)
    starts = range(max(0, figure.first - _OWNING), figure.first) if owns else ()  # "ақпарат құралдарының 4 816-сы"
    named = (known_unit(context.tokens, at, context.book) for at in starts)
    found = next((unit for unit in named if unit is not None and unit.after == figure.first), None)
    return None if found is None else replace(found, first=0, after=0)


_OWNING: Final = 3
"""Words of the name of those who own a number at most."""


def _attached(context: Context, figure: Figure, before: Figure | None) -> Figure:
    """The figure with its unit, wherever that stands, and its bound; `before` is the figure before it."""
    unit = figure.unit or _unit_elsewhere(context, figure)
    if unit is not None and unit.first < unit.after:
        unit = per_unit(context.tokens, max(unit.after, figure.after), unit, context.book) or unit
    if before is not None:
        if unit is None and figure.numeral.collective and before.unit is not None:
            unit = before.unit if before.unit.unit not in WHOLLY_UNIT else None
        if unit is None or not unit.known:
            unit = _unit_of_change(context, before, figure) or unit
        unit = unit or _rest_of_whole(context, before, figure)
    bound = _bound(context, figure, unit)
    if unit is figure.unit and bound is None and before is None:
        return figure
    figure = figure._replace(unit=unit, bound=bound)
    if bound is None and before is not None:
        converted = _converted(context, before, figure)
        return figure if converted is None else figure._replace(bound=converted)
    return figure


def _unit_of_change(context: Context, before: Figure, figure: Figure) -> UnitFound | None:
    """from 208 pounds to 193: the second end of a change has the unit of the first."""
    unit = before.unit
    opened = {
        opener for opener, joint in range_words(context.lang).ends if joint == word_at(context.tokens, figure.first - 1)
    }
    if unit is None or not unit.known or not unit.first < unit.after or figure.first - before.after > CHANGE_GAP:
        return None
    near = context.tokens[max(0, before.first - 2) : before.first]
    told = opened and any(token.low in opened for token in near)
    compared = word_at(context.tokens, figure.first - 1) in range_words(context.lang).compared and (
        figure.numeral.scale > 1 and before.numeral.scale > 1 and figure.unit is None
    )
    return replace(unit, first=0, after=0) if told or compared else None


def _rest_of_whole(context: Context, before: Figure, figure: Figure) -> UnitFound | None:
    """61,8 %, сельского – 38: behind an adjective and a dash the same share of the other part."""
    if before.unit is None or before.unit.unit != "percent" or not 0 < figure.numeral.value <= _WHOLE:
        return None
    between = context.tokens[before.after : figure.first]
    if len(between) != 3 or between[0].text not in ",;" or between[2].text not in DASHES:
        return None
    return replace(before.unit, first=0, after=0) if is_adjective(between[1].low, context.lang) else None


def _converted(context: Context, before: Figure, figure: Figure) -> BoundFound | None:
    """more than 7 million crowns ($1 million): the same amount in another unit has the same bound."""
    if before.bound is None or before.unit is None or figure.unit is None or figure.unit.unit == before.unit.unit:
        return None
    behind = max(before.after, before.unit.after)
    between = [token.text for token in context.tokens[behind : figure.first]]
    closed = max(figure.after, figure.unit.after)
    closes = closed < len(context.tokens) and context.tokens[closed].text in ")/;,"
    convertible = currencies() | measured_units()
    same = {before.unit.unit, figure.unit.unit} <= convertible
    return before.bound if between in (["("], ["(", "US"], ["/"]) and closes and same else None


def _bound(context: Context, figure: Figure, unit: UnitFound | None) -> BoundFound | None:
    """The hedge or bound of a figure; a range takes hedges only ("от 5 до 10": its own words bound it)."""
    tokens = context.tokens
    first = figure.first - (word_at(tokens, figure.first - 1) in context.lex.articles)  # more than a third
    found = bound_before(tokens, first, context.bounds)
    if found is not None and unit is not None and unit.unit in DURATIONS:
        aged = any(token.low in context.book.age for token in tokens[max(0, found.first - 3) : unit.after + 1])
        aged = aged or unit.first == unit.after == figure.first  # those over 65
        if found.after - found.first == 1 and tokens[found.first].low in context.bounds.during and not aged:
            found = None
    found = found or bound_after(tokens, figure.after, context.bounds)
    if found is None and unit is not None and unit.known and unit.first == figure.after:
        found = bound_after(tokens, unit.after, context.bounds)  # 140 мм рт. ст. и выше
    endings = context.lex.about_endings
    if found is None and endings and tokens[figure.numeral.after - 1].low.endswith(endings):
        return BoundFound("~", False, figure.numeral.after - 1, figure.numeral.after)  # мыңдай, 50-дей
    if found is not None and not _bounds_measure(context, found, unit):
        found = None
    if found is None and unit is not None and is_likened(tokens, unit, context.lang):
        found = BoundFound("~", False, 0, 0)
    return None if found is not None and figure.high is not None and found.bound != "~" else found


def _bounds_measure(context: Context, found: BoundFound, unit: UnitFound | None) -> bool:
    """Whether a bound is one: "within 3 %" is at most so much, "within two regions" is where, "within 5 years" when."""
    said = " ".join(token.low for token in context.tokens[found.first : found.after])
    if said not in context.bounds.inside:
        return True
    return unit is not None and unit.unit in {*WHOLLY_UNIT, *currencies(), *measured_units()} - {*DURATIONS}


def _single(context: Context) -> Iterator[Figure]:
    after = 0
    openers = context.lex.openers
    for i, token in enumerate(context.tokens):
        if i < after or not context.free[i] or (token.kind == "word" and token.low not in openers):
            continue
        numeral = None if _in_word(context, i) else numeral_at(context.tokens, i, context.lex)
        if numeral is not None and numeral.after > i and all(context.free[i : numeral.after]):
            yield figure_of(context.tokens, numeral, context.lex, context.book)
            after = numeral.after


def _in_word(context: Context, i: int) -> bool:
    """Digits glued to letters before them, as in m2: part of a word, unless the letters are a currency."""
    token = context.tokens[i]
    if token.kind != "num" or not token.glued or i == 0 or context.tokens[i - 1].kind != "word":
        return False
    letters, before = context.tokens[i - 1].text, context.tokens[i - 2].text if i > 1 else ""
    return letters not in money_symbols() and before != "$" and letters not in ("PS", "US")


def _with_ranges(context: Context, figures: Iterator[Figure]) -> list[Figure]:
    result: list[Figure] = []
    words = range_words(context.lang)
    for figure in figures:
        before = result[-1] if result and not _is_dated_end(context, result[-1], figure) else None
        one = merged(context.tokens, before, figure, words) if before is not None else None
        if one is None:
            result.append(figure)
        else:
            result[-1] = one
    return result


def _is_dated_end(context: Context, a: Figure, b: Figure) -> bool:
    """from 1,300 tonnes in 2019 to 1,530 in 2020: the year of one end of a change before the other end."""
    tokens = context.tokens
    opener, joint = word_at(tokens, a.first - 1), word_at(tokens, a.after)
    if opener not in context.signals.year_prepositions or (opener, joint) in range_words(context.lang).ends:
        return False
    four = len(tokens[b.first].text) == 4 and tokens[b.first].text.isdigit()
    return is_year(a.numeral) and not (four and is_year(b.numeral) and b.numeral.value > a.numeral.value)


def _unit_behind(context: Context, figure: Figure) -> UnitFound | None:
    if figure.numeral.kind != "cardinal":
        return _part_of(context, figure)
    at = figure.after
    if context.lang == "kk" and word_at(context.tokens, at).startswith(_age_reached()):
        return UnitFound("year", at, at) if 0 < figure.numeral.value < OLDEST else None  # отызға толмаған жастар
    if context.lang == "kk" and _is_owned(context, figure):
        found = unit_after(context.tokens, at, context.book)  # "6 мыңы ұйымдарда істейді" are no organisations
        measured = {*measured_units(), *currencies()} - {*DURATIONS}  # "940-ы бес жыл оқыды" are no years
        return found if found is not None and found.unit in measured else None
    if (word_at(context.tokens, at), word_at(context.tokens, at + 1)) in context.book.partitives:
        if word_at(context.tokens, at + 2).endswith(("'s", "’s", "s'", "s’")):
            return None  # four of the team's 11 players
        return unit_after(context.tokens, at + 2, context.book)
    if context.lang == "en" and figure.numeral.in_words and figure.numeral.value == 1:
        return single_noun(context.tokens, at, context.book)
    bound = bound_after(context.tokens, at, context.bounds)
    if bound is not None and bound.first == at:
        at = bound.after
    if at < len(context.free) and not context.free[at]:
        return None  # 3,700 five years earlier
    return unit_after(context.tokens, at, context.book)


def _is_owned(context: Context, figure: Figure) -> bool:
    """Kazakh: whether a number is a part of what was told of, by its own ending or that of its bound: "6 мыңы",
    "3 мыңға жуығы", "940-ы"."""
    if figure.numeral.kind != "cardinal":
        return False
    bound = bound_after(context.tokens, figure.after, context.bounds)
    near = bound is not None and bound.first == figure.after
    owned = near and word_at(context.tokens, figure.after).endswith(("ғы", "мы", "бі", "зы", "мі"))
    last = context.tokens[figure.numeral.after - 1].low
    return owned or last.endswith(context.lex.owned) or (figure.numeral.collective and last.endswith(_POSSESSED))


_POSSESSED: Final = ("ы", "і")
"""How a number of things ends that belong to those told of before: 940-ы, 8-і, екеуі."""


@cache
def _age_reached() -> tuple[str, ...]:
    return tuple(knowledge("kk", "units")["counting"]["age_reached"])


def _part_of(context: Context, figure: Figure) -> UnitFound | None:
    """1/16 of a pint: a part of one unit of measure; a part of a group (a third of the students) has no unit."""
    if figure.numeral.kind != "fraction":
        return None
    if context.lang != "en":
        return _half_hour(context, figure)
    at = figure.after + (word_at(context.tokens, figure.after) == "of")
    whole = word_at(context.tokens, at) in context.lex.articles
    if not whole and (at > figure.after or word_at(context.tokens, at) not in context.lex.points):
        return None
    at += whole + (word_at(context.tokens, at + 1) == "us")
    found = known_unit(context.tokens, at, context.book)
    return found if found is not None and (found.unit in measured_units() or found.unit == "point") else None


def _half_hour(context: Context, figure: Figure) -> UnitFound | None:
    """жарты сағат, четверть часа: a part of one unit of measure or time; "жартысы" is a part of what was told."""
    ends = (word_at(context.tokens, at) for at in (figure.first, figure.numeral.after - 1))
    if not figure.numeral.in_words or any(end.endswith(_of_whole(context.lang)) for end in ends):
        return None
    found = known_unit(context.tokens, figure.after, context.book)
    return found if found is not None and found.unit in (*DURATIONS, *measured_units()) else None


@cache
def _of_whole(lang: str) -> tuple[str, ...]:
    """Endings of a half of what was told before."""
    return tuple(knowledge(lang, "units")["counting"].get("of_whole", ())) or ("\n",)


def _unit_elsewhere(context: Context, figure: Figure) -> UnitFound | None:
    """The noun before the number: число мигрантов составило 15."""
    if figure.numeral.kind != "cardinal":
        return None
    return unit_before(context.tokens, figure.first, context.book)


def _age_told(context: Context, figure: Figure) -> UnitFound | None:
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
    if named and _unit_elsewhere(context, figure) is None:  # "the number of doctors, 31, is small"
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


def _shared(context: Context, figures: list[Figure]) -> list[Figure]:
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
    if bare and is_year(a.numeral) and (not is_year(b.numeral) or _is_dated_end(context, a, b)):
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
    return a.numeral.value <= _WHOLE and a.high is None and not restated and not named


_NAMED_AGAIN = ("these", "those", "этих", "осы")
""" "Of these 17, 43 %": a number told again is the whole of the share behind it."""

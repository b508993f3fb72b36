"""Figures of a text with what stands around them: ranges put together, bounds, units, and units shared by a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.ages_told import OLDEST, age_told
from pipeline.numbers.bounds import BoundFound, bound_after, bound_before
from pipeline.numbers.context import Context
from pipeline.numbers.counted_shares import with_shares
from pipeline.numbers.figures import Figure, decided, figure_of
from pipeline.numbers.inverted import inverted
from pipeline.numbers.noun_units import is_adjective, unit_after
from pipeline.numbers.nouns_before import counted_by_pronoun, single_noun, unit_elsewhere
from pipeline.numbers.number_lists import WHOLE, is_dated_end, shared
from pipeline.numbers.numerals import numeral_at
from pipeline.numbers.per_unit import on_base_alone, per_unit
from pipeline.numbers.ranges import merged, range_words
from pipeline.numbers.rates import with_rates
from pipeline.numbers.tokens import DASHES, word_at
from pipeline.numbers.units import (
    WHOLLY_UNIT,
    UnitFound,
    currencies,
    is_likened,
    known_unit,
    measured_units,
    money_symbols,
)

CHANGE_GAP: Final = 5
"""Tokens between the two ends of a change that share a unit at most: "from 5 cm a day to 7"."""

DURATIONS: Final = ("year", "month", "week", "day", "hour", "decade")


def figures_of(context: Context) -> list[Figure]:
    """All figures of the text in order, with bound and unit."""
    figures = [
        _with_unit_behind(context, figure) for figure in with_shares(context, _with_ranges(context, _single(context)))
    ]
    done: list[Figure] = []
    for figure in shared(context, figures):
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
    unit = unit or age_told(context, figure) or _factor(context, figure)
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
    unit = figure.unit or unit_elsewhere(context, figure) or on_base_alone(context.tokens, figure.after, context.book)
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
    if before.unit is None or before.unit.unit != "percent" or not 0 < figure.numeral.value <= WHOLE:
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
        before = result[-1] if result and not is_dated_end(context, result[-1], figure) else None
        one = merged(context.tokens, before, figure, words) if before is not None else None
        if one is None:
            result.append(figure)
        else:
            result[-1] = one
    return result


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

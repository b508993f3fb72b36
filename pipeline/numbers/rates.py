"""Rates on a round base: 15 врачей на 10 000 населения, 7.7 per 1,000 live births, 10 мың тұрғынға шаққанда 39,6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.context import Context
from pipeline.numbers.figures import Figure
from pipeline.numbers.tokens import DASHES, SENTENCE_ENDS, Token, word_at
from pipeline.numbers.units import UnitFound, currencies, known_unit, measured_units, unit_class

BASES: Final = (100, 1000, 10_000, 100_000, 1_000_000)
"""A rate is told on a power of ten, from a hundred to a million."""

RATE_GAP: Final = 6
"""Tokens between a figure and the base of its rate at most."""

VERB_GAP: Final = 16
VERB_REACH: Final = 3
"""Behind a verb right before the figure its base may stand farther off: "на 100 000 … в 2023 г. пришлось 11,6"."""

BEARER_REACH: Final = 6
"""So many tokens before the figure may name whom it counts: "обеспеченность врачами составила 39,6"."""

CHANGE_REACH: Final = 9
"""Tokens before a base in which a verb of change makes it a difference: "вырос на 1000 человек"."""

NEAR: Final = 2
"""Words between a Kazakh base in the dative and its figure: "100 мың тұрғынға шамамен 40 жағдай"."""

OPEN_COUNT: Final = "case"
"""What a rate counts when nothing names it."""

_OF_RATES: Final = frozenset({"case", "death", "birth", "accident", "crime", "car", "bed", "marriage", "divorce"})
_LEAST: Final = 1000

_LEVELS: Final = frozenset({"с", "со"})
"""с 5000 на 1000 человек: from one level to another."""

_GENERAL: Final = frozenset({"person", "child", "woman", "man", "respondent"})


def with_rates(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with the bases of rates taken into the units of what is told on them; a base alone is marked."""
    result: list[Figure] = []
    waiting: Figure | None = None
    for k, figure in enumerate(figures):
        before = result[-1] if result else None
        following = figures[k + 1] if k + 1 < len(figures) else None
        if following is not None and _shared_out(context, figure, following):
            result.append(figure._replace(base=True))
            waiting = figure
        elif _single_base(context, figure):
            result.append(figure._replace(base=True))
        elif following is not None and _priced(context, figure, following):
            result.append(figure._replace(base=True))
            waiting = figure
        elif waiting is not None:
            result.append(_rated(context, figure, waiting))
            waiting = waiting if following is not None and _one_of_two(context, figure, following) else None
        elif before is not None and _nameless(context, before, figure):
            result[-1] = _rated(context, before, figure)
        elif not _is_base(context, figure):
            result.append(figure)
        elif before is not None and not before.base and _behind(context, before, figure):
            result[-1] = _rated(context, before, figure)
            _carry_back(context, result, figure)
        elif following is not None and _ahead(context, figure, following):
            result.append(figure._replace(base=True))
            waiting = figure
        else:
            result.append(figure._replace(base=True) if _alone(context, figure) else figure)
    return result


def _is_base(context: Context, figure: Figure) -> bool:
    """A power of ten that counts people or births, or stands behind "per"."""
    if figure.high is not None or figure.bound is not None or figure.numeral.value not in BASES:
        return False
    if figure.unit is not None and unit_class(figure.unit.unit) in ("person", "live birth", "household"):
        return True
    if figure.unit is not None and (_told(context, figure) or figure.numeral.value >= _LEAST):
        return _told(context, figure) or _opened(context, figure)  # of a noun that no list of units knows
    return _opened(context, figure) and (context.lang == "en" or (figure.unit is not None and figure.unit.known))


def _nameless(context: Context, figure: Figure, base: Figure) -> bool:
    """35,2 на 100 тыс., годом ранее 36,5: a base that leaves out whom it counts, right behind a broken number."""
    if context.lang == "en" or base.unit is not None or base.high is not None or base.bound is not None:
        return False
    of_people = base.numeral.value in BASES and base.numeral.value >= _LEAST and _opened(context, base)
    return of_people and not figure.base and _is_broken(figure) and _end(figure) == base.first - 1


def _is_broken(figure: Figure) -> bool:
    return figure.numeral.precision.step is not None and figure.numeral.scale == 1


def _shared_out(context: Context, figure: Figure, following: Figure) -> bool:
    """бір дәрігерге шаққанда 450 науқас: of one, told before the amount that falls to it."""
    one, amount = figure.unit, following.unit
    if one is None or amount is None or not one.known or figure.numeral.value != 1 or figure.high is not None:
        return False
    if one.unit in currencies() and amount.unit in currencies() and one.unit != amount.unit:
        between = context.tokens[_end(figure) : following.first]  # бір доллар 447,8 теңге
        return len(between) <= RATE_GAP and all(token.kind == "word" or token.text == "=" for token in between)
    if context.lang != "kk":
        return False
    if amount.unit in _NO_AMOUNT or amount.unit == one.unit:
        return False
    between = context.tokens[_end(figure) : following.first]
    told = any(token.low.startswith(_words("per_shared")) for token in between[:2])
    told = told or (one.unit == "square kilometre" and not between and unit_class(amount.unit) == "person")
    return told and len(between) <= VERB_GAP and not _ends_sentence(between)


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(knowledge("kk", "units")["counting"][name])


_NO_AMOUNT: Final = ("percent", "percentage point", "times", "year", "month", "day")


def _single_base(context: Context, figure: Figure) -> bool:
    """на 1 жителя, бір адамға шаққанда, бір отбасыға 4,3 адамнан келеді: what a mean is told for, no count of one."""
    if figure.numeral.value != 1 or figure.high is not None or figure.numeral.kind != "cardinal":
        return False
    if figure.unit is None or unit_class(figure.unit.unit) not in _BEARERS:
        return False
    after = _end(figure)
    told = any(token.low in context.book.per_after for token in context.tokens[after : after + RATE_GAP])
    dative = bool(context.book.per_datives) and _in_dative(context, figure)
    return (told and dative) or (not figure.numeral.in_words and _opened(context, figure) and context.lang != "en")


_SOLD: Final = (measured_units() | {"barrel", "head"}) - {"percent", "percentage point", "times", "year", "hour"}
_BEARERS: Final = frozenset({"person", "household", "family", "hectare", "square kilometre"})


PRICE_REACH: Final = 8
"""So many tokens may part one kilogram from its price: "цена 1 кг баранины поднялась до 2 650 тенге"."""


def _priced(context: Context, figure: Figure, price: Figure) -> bool:
    """Цена 1 кг … 2 650 тенге, one litre of petrol costs 205 tenge, бір тоннаның бағасы: one of what has a price."""
    if figure.numeral.value != 1 or figure.high is not None or figure.numeral.kind != "cardinal":
        return False
    one, paid = figure.unit, price.unit
    if one is None or paid is None or one.unit not in _SOLD or paid.unit not in currencies():
        return False
    between = context.tokens[_end(figure) : price.first]
    behind = context.tokens[_end(price) : _end(price) + 2]
    near = [*context.tokens[max(0, figure.first - 2) : figure.first], *between, *behind]
    told = any(token.low.startswith(context.book.price_words) for token in near if token.kind == "word")
    return told and len(between) <= PRICE_REACH and not _ends_sentence(between)


def _opened(context: Context, base: Figure) -> bool:
    return word_at(context.tokens, base.first - 1) in context.book.per


def _told(context: Context, base: Figure) -> bool:
    """10 мың тұрғынға шаққанда, әр 1000 адамға, for every 1,000 people: words that only a base has."""
    if word_at(context.tokens, base.first - 1) in context.book.per_each:
        return True
    after = _end(base)
    return any(word_at(context.tokens, at) in context.book.per_after for at in (after, after + 1))


def _end(figure: Figure) -> int:
    return max(figure.after, figure.unit.after) if figure.unit is not None else figure.after


def _behind(context: Context, figure: Figure, base: Figure) -> bool:
    """The base stands behind its figure: nothing but the figure's own noun, "на" and a bracket between them."""
    # a date may stand between: "1,7 в 2021 г. на 100 тыс. населения"
    between = [context.tokens[at] for at in range(_end(figure), base.first) if context.free[at]]
    if len(between) > RATE_GAP or figure.high is not None or _ends_sentence(between) or _changed(context, figure):
        return False
    if any(token.text in ",;:" for token in between):
        return False
    return _opened(context, base) or (_told(context, base) and all(token.text in "([" for token in between))


def _changed(context: Context, figure: Figure) -> bool:
    """на 20 % или на 1000 человек: a share and a difference are no rate."""
    unit = figure.unit.unit if figure.unit is not None else ""
    if unit in ("percent", "percentage point", "times"):
        return True
    from_level = word_at(context.tokens, figure.first - 1) in _LEVELS
    return from_level and not (_is_broken(figure) or unit in _OF_RATES)  # с 4,1 случая на 100 тыс. населения


def is_step(context: Context, figure: Figure) -> bool:
    """вырос на 1000 человек: a verb of change stands close before."""
    near = context.tokens[max(0, figure.first - CHANGE_REACH) : figure.first]
    return any(token.low.startswith(context.bounds.changes) for token in near if token.kind == "word")


def _ahead(context: Context, base: Figure, figure: Figure) -> bool:
    """The figure stands behind its base: на 1000 человек приходилось 21,5; тұрғынға шаққанда 39,6."""
    between = [context.tokens[at] for at in range(_end(base), figure.first) if context.free[at]]
    told = any(token.low in context.book.per_after for token in between[-VERB_REACH:])
    if len(between) > (VERB_GAP if told else RATE_GAP) or _ends_sentence(between):
        return False
    if _told(context, base) or any(token.low in context.book.per_after for token in between):
        return True
    if context.book.per_datives and _in_dative(context, base):
        behind = context.tokens[_end(figure) : _end(figure) + 3]
        told = _is_broken(figure) or any(token.low in context.book.per_after for token in behind)
        words = len(between) <= NEAR and all(token.kind == "word" for token in between)
        return (told and not between) or (words and _few_of(figure, base))
    if not _opened(context, base) or is_step(context, base):
        return False
    return all(token.kind == "word" or token.text in DASHES or token.text in ",:)" for token in between)


def _few_of(figure: Figure, base: Figure) -> bool:
    """100 мың тұрғынға 2 215 жағдай: cases or people, or nothing named, fewer than the base of at least a thousand."""
    unit = figure.unit.unit if figure.unit is not None else None
    counted = unit is None or unit_class(unit) == "person" or unit in _OF_RATES
    whole = base.numeral.value
    return counted and figure.high is None and whole >= _LEAST and figure.numeral.value < whole


def _in_dative(context: Context, base: Figure) -> bool:
    return context.tokens[_end(base) - 1].low.endswith(context.book.per_datives)


def _alone(context: Context, base: Figure) -> bool:
    """A base whose figure stands elsewhere, as in a caption: no quantity of people."""
    known = context.lang == "en" or (base.unit is not None and base.unit.known)
    return _told(context, base) or (known and _opened(context, base) and not is_step(context, base))


def _ends_sentence(between: Sequence[Token]) -> bool:
    return any(token.text in SENTENCE_ENDS for token in between)


def _rated(context: Context, figure: Figure, base: Figure) -> Figure:
    unit = figure.unit
    if base.numeral.value == 1 and unit is not None and base.unit is not None:
        return figure._replace(unit=replace(unit, unit=f"{unit.unit} per {base.unit.unit}"))
    if unit is None or unit.unit == "times":
        unit = _bearer(context, min(figure.first, base.first)) or UnitFound(OPEN_COUNT, 0, 0)
    counted = base.unit.unit if base.unit is not None else "person"
    behind = _end(base) if base.first > figure.first and base.unit is not None else unit.after
    name = f"{unit.unit} per {base.numeral.value.normalize():f} {counted}"
    return figure._replace(unit=replace(unit, unit=name, after=max(unit.after, behind)))


def _bearer(context: Context, first: int) -> UnitFound | None:
    """Whom the rate counts, named before it: обеспеченность врачами."""
    for at in range(first - 1, max(-1, first - 1 - BEARER_REACH), -1):
        token = context.tokens[at]
        if token.text in SENTENCE_ENDS or token.text == ";":
            return None
        found = known_unit(context.tokens, at, context.book) if token.kind == "word" else None
        if found is not None and unit_class(found.unit) == "person" and found.unit not in _GENERAL:
            return UnitFound(found.unit, 0, 0)
    return None


def _carry_back(context: Context, figures: list[Figure], base: Figure) -> None:
    """from 9.8 to 7.7 per 1,000: the figure before has the base of its neighbour when it has no noun of its own."""
    if len(figures) < 2:
        return
    last, other = figures[-1], figures[-2]
    gap = context.tokens[_end(other) : last.first]
    if other.base or len(gap) > 2 or _ends_sentence(gap) or last.unit is None:
        return
    if other.numeral.scale > 1 and other.numeral.scale > last.numeral.scale:  # "35 тыс., составив 184 на 100 тыс."
        return
    if other.unit is None:
        figures[-2] = other._replace(unit=replace(last.unit, first=0, after=0))
    elif _one_of_two(context, other, last):
        figures[-2] = _rated(context, other, base)


def _one_of_two(context: Context, one: Figure, other: Figure) -> bool:
    """41.2 doctors and 97.6 nurses per 10,000: two rates of people on one base, neither a whole number."""
    gap = context.tokens[_end(one) : other.first]
    joined = len(gap) == 1 and (gap[0].low in context.signals.conjunctions or gap[0].low == ",")
    broken = _is_broken(one) and _is_broken(other)
    unit = one.unit.unit if one.unit is not None else ""
    return joined and broken and (unit_class(unit) == "person" or unit in _OF_RATES)

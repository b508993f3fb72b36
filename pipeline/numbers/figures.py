"""Numerals with what belongs to them - sign, percent, money - and pairs of them that are one range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.bounds import BoundFound
from pipeline.numbers.digits import as_count
from pipeline.numbers.interval import Precision
from pipeline.numbers.lexicon import Lexicon
from pipeline.numbers.numerals import Numeral, word_at
from pipeline.numbers.tokens import DASHES, MINUS, Token
from pipeline.numbers.units import UnitBook, UnitFound, currencies, known_unit, money_symbols


@dataclass(frozen=True, slots=True)
class Figure:
    """One or two numerals over tokens[first:after]; `surface_after` ends what is printed of the number itself."""

    numeral: Numeral
    first: int
    after: int
    surface_after: int
    high: Numeral | None = None
    unit: UnitFound | None = None
    tolerance: Decimal | None = None
    bound: BoundFound | None = None


def figure_of(tokens: Sequence[Token], numeral: Numeral, lex: Lexicon, book: UnitBook) -> Figure:
    """The numeral with its sign, the currency sign before it, and percent, times or currency right behind it."""
    first = numeral.first
    numeral = _signed(tokens, numeral, lex)
    figure = Figure(numeral, min(first, numeral.first), numeral.after, numeral.surface_after)
    money = _money_before(tokens, figure.first)
    if numeral.unit is not None:
        figure = replace(figure, unit=UnitFound(numeral.unit, numeral.first, numeral.after))
    elif money is not None:
        figure = replace(figure, unit=money, first=money.first)
    else:
        figure = _with_unit(tokens, figure, book)
    return _decided(tokens, figure, book)


def _signed(tokens: Sequence[Token], numeral: Numeral, lex: Lexicon) -> Numeral:
    """A negative number: a minus sign, the word minus, or a dash glued to the digits where no range or list can be."""
    at = numeral.first - 1
    if at < 0:
        return numeral
    token, glued = tokens[at], tokens[numeral.first].glued
    if token.low in lex.minus or (token.text in DASHES and at > 0 and tokens[at - 1].low in lex.minus):
        first = at if token.low in lex.minus else at - 1
        return replace(numeral, first=first, value=-numeral.value)
    if token.text not in DASHES or not glued or (token.glued and at > 0 and tokens[at - 1].text not in "([=$€£"):
        return numeral
    before = tokens[at - 1] if at > 0 else None
    opens = before is None or before.text in "([=:;,<>$€£" or before.low in lex.before_negative
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
    unit = money_symbols().get(tokens[at].text)
    if unit is None:
        return None
    if at > 0 and tokens[at].text == "$" and tokens[at - 1].text in ("US", "A", "C", "S"):
        whole = money_symbols().get(tokens[at - 1].text + "$")
        if whole is not None:
            return UnitFound(whole, at - 1, first)
    return UnitFound(unit, at, first)


def _with_unit(tokens: Sequence[Token], figure: Figure, book: UnitBook) -> Figure:
    """Percent and times belong to what is printed of the number; a currency only names its unit."""
    at = figure.numeral.after
    if at < len(tokens) and tokens[at].text in DASHES and tokens[at].glued:
        return figure
    found = known_unit(tokens, at, book)
    if found is None:
        return figure
    if found.unit in ("percent", "times"):
        return replace(figure, unit=found, after=found.after, surface_after=found.after)
    if found.unit in currencies() or found.unit == "percentage point":
        return replace(figure, unit=found, after=found.after)
    return figure


def _decided(tokens: Sequence[Token], figure: Figure, book: UnitBook) -> Figure:
    """Settles a separator that may part thousands or decimals by what is counted: 71,368 people; 12,345 percent."""
    numeral = figure.numeral
    if numeral.printed is None:
        return figure
    unit = figure.unit.unit if figure.unit else None
    if unit in ("percent", "percentage point", "times"):
        return replace(figure, numeral=_chosen(numeral, countable=False))
    noun = known_unit(tokens, figure.after, book) if unit is None else None
    if unit in currencies() or (noun is not None and noun.unit not in knowledge("en", "units")["measured"]["units"]):
        return replace(figure, numeral=_chosen(numeral, countable=True))
    return figure


def _chosen(numeral: Numeral, *, countable: bool) -> Numeral:
    assert numeral.printed is not None
    printed = as_count(numeral.printed, countable=countable)
    sign = -1 if numeral.value < 0 else 1
    step = None if not printed.decimals else Decimal(1).scaleb(-printed.decimals)
    return replace(numeral, value=sign * printed.value, precision=Precision(step=step), printed=None)


def merged(tokens: Sequence[Token], a: Figure, b: Figure, markers: frozenset[str]) -> Figure | None:
    """The range or tolerance that two neighbouring figures are, or None: 14-29, от 23 до 44, 23 пен 44, 5 ± 0,2."""
    between = tokens[a.after : b.first]
    if len(between) > 2 or not _alike(a, b):
        return None
    words = " ".join(token.low for token in between)
    if words == "±" or words == "+ / -":
        return replace(a, tolerance=b.numeral.value, after=b.after, unit=b.unit or a.unit)
    if not (_dash(between, tokens, b) or _joined(tokens, a, b, markers)):
        return None
    return _range(a, b)


def _alike(a: Figure, b: Figure) -> bool:
    if a.high or b.high or a.tolerance or {a.numeral.kind, b.numeral.kind} != {"cardinal"}:
        return False
    if is_year(a.numeral) != is_year(b.numeral) and (b.numeral.scale > 1 or b.unit is not None):
        return False  # в 2019 – 271 млн
    if a.unit is None or b.unit is None:
        return a.unit is None or a.unit.unit not in ("percent", "percentage point", "times")
    return a.unit.unit == b.unit.unit


def is_year(numeral: Numeral) -> bool:
    """Four digits that may be a year."""
    return (
        numeral.scale == 1 and not numeral.in_words and 1500 <= numeral.value <= 2100 and numeral.precision.step is None
    )


def _dash(between: Sequence[Token], tokens: Sequence[Token], b: Figure) -> bool:
    if len(between) != 1 or between[0].text not in DASHES:
        return False
    return between[0].glued == tokens[b.first].glued or between[0].text != "-"


def _joined(tokens: Sequence[Token], a: Figure, b: Figure, markers: frozenset[str]) -> bool:
    """Whether words make a range of two figures: "от A до B", "between A and B", "A мен B аралығында", "A to B"."""
    words = " ".join(token.low for token in tokens[a.after : b.first])
    before = word_at(tokens, a.first - 1)
    after = {word_at(tokens, b.after + k) for k in range(4)}
    if words == "до":
        return before == "от" and not _change(tokens, a.first)
    if words == "to":
        return not _change(tokens, a.first - 1)
    if words in ("or", "или", "немесе"):
        return b.numeral.value == a.numeral.value + 1 and a.numeral.scale == b.numeral.scale
    if words in ("and", "и", "мен", "бен", "пен", "және"):
        return before in ("between", "между") or not after.isdisjoint(markers)
    return not words and tokens[a.after - 1].low.endswith(_ABLATIVE) and "дейін" in after


_ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен")


def _change(tokens: Sequence[Token], at: int) -> bool:
    """A verb of change stands before "from A to B": two figures, not a range."""
    changes = tuple(stem for lang in ("ru", "en") for stem in knowledge(lang, "bounds")["not_after"]["verbs"])
    return any(token.low.startswith(changes) for token in tokens[max(0, at - 8) : max(0, at)])


def _range(a: Figure, b: Figure) -> Figure | None:
    low, high = a.numeral, b.numeral
    if low.scale == 1 and high.scale > 1 and low.value < high.value / high.scale * 1000:
        scaled = low.value * high.scale
        if scaled < high.value:
            step = (low.precision.step or Decimal(1)) * high.scale
            low = replace(low, value=scaled, scale=high.scale, precision=Precision(step=step))
    if high.value <= low.value:
        return None
    return replace(a, numeral=low, high=high, after=b.after, surface_after=b.surface_after, unit=b.unit or a.unit)

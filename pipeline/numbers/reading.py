"""Every number of a text: quantities, periods, and what is a number and no quantity, each at its exact place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.bounds import BoundFound, bound_after, bound_before, bound_book
from pipeline.numbers.figures import Figure, figure_of, merged
from pipeline.numbers.interval import Precision, interval_of, narrow_interval_of, range_interval
from pipeline.numbers.lexicon import Lexicon, base_language, lexicon
from pipeline.numbers.nonquantities import OtherNumber, find_others
from pipeline.numbers.numerals import numeral_at
from pipeline.numbers.periods import FoundPeriod, find_periods, year_period
from pipeline.numbers.tokens import Token, tokenize
from pipeline.numbers.units import UnitBook, UnitFound, measured_units, unit_after, unit_before, unit_book
from schemas.paper import UnreadReason
from schemas.quantity import Bound, FoundQuantity


@dataclass(frozen=True, slots=True)
class NumberReading:
    """All numbers of a text, each kind in the order of the text; spans do not overlap."""

    quantities: tuple[FoundQuantity, ...]
    periods: tuple[FoundPeriod, ...]
    others: tuple[OtherNumber, ...]


def find_quantities(text: str, *, lang: str) -> tuple[FoundQuantity, ...]:
    """The quantities that the text prints, with their places. `lang`: kk, ru, en, kk-Latn, ru-Latn or und."""
    return read_numbers(text, lang=lang).quantities


def read_numbers(text: str, *, lang: str) -> NumberReading:
    """Reads every number of the text once: as a quantity, as a period, or as something else with its name."""
    code = base_language(lang)
    tokens = tokenize(text)
    periods, dates = find_periods(text, lang=code)
    spans = sorted([*((p.start, p.end) for p in periods), *dates])
    others = find_others(text, lang=code, taken=spans)
    others += [OtherNumber(start, end, text[start:end], "date") for start, end in dates]
    taken = sorted([(p.start, p.end) for p in periods] + [(o.start, o.end) for o in others])
    reader = _Reader(text, tokens, code, _free(tokens, taken))
    figures = _units_shared(reader, _merge(reader, _figures(reader)))
    quantities: list[FoundQuantity] = []
    rest: list[OtherNumber] = []
    years: list[FoundPeriod] = []
    for figure in figures:
        reader.sort_out(figure, quantities, rest, years)
    return NumberReading(
        tuple(quantities),
        tuple(sorted([*periods, *years], key=lambda p: p.start)),
        tuple(sorted([*others, *rest], key=lambda o: o.start)),
    )


def _free(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> list[bool]:
    """For every token whether no period and no other number has taken it."""
    free = [True] * len(tokens)
    at = 0
    for i, token in enumerate(tokens):
        while at < len(taken) and taken[at][1] <= token.start:
            at += 1
        free[i] = at >= len(taken) or token.end <= taken[at][0]
    return free


class _Reader:
    """The tables and tokens that reading one text needs; it changes nothing."""

    def __init__(self, text: str, tokens: Sequence[Token], lang: str, free: Sequence[bool]) -> None:
        self.text, self.tokens, self.lang, self.free = text, tokens, lang, free
        self.lex: Lexicon = lexicon(lang)
        self.book: UnitBook = unit_book(lang)
        self.bounds = bound_book(lang)
        data = knowledge(lang, "nonquantities")
        self.rank_nouns = frozenset(data["rank_nouns"])
        self.superlatives = frozenset(data["superlatives"])

    def sort_out(
        self,
        figure: Figure,
        quantities: list[FoundQuantity],
        rest: list[OtherNumber],
        years: list[FoundPeriod],
    ) -> None:
        """Puts one figure where it belongs: a quantity, a bare year, or an idiom."""
        year = self.bare_year(figure)
        if year is not None:
            years.append(year)
            return
        reason = self.no_quantity(figure)
        if reason is not None:
            start, end = self.span(figure)
            rest.append(OtherNumber(start, end, self.text[start:end], reason))
            return
        quantities.append(self.quantity(figure))

    def span(self, figure: Figure) -> tuple[int, int]:
        first = figure.numeral.first
        return self.tokens[first].start, self.tokens[figure.surface_after - 1].end

    def bare_year(self, figure: Figure) -> FoundPeriod | None:
        """A whole number from 1900 to 2100 that nothing counts, bounds or measures is a year."""
        token = self.tokens[figure.numeral.first]
        if len(token.text) != 4 or not token.text.isdigit() or figure.high or figure.unit or figure.bound:
            return None
        if figure.surface_after != figure.numeral.first + 1 or not 1900 <= figure.numeral.value <= 2100:
            return None
        before = self.tokens[figure.numeral.first - 1].low if figure.numeral.first else ""
        return None if before in ("=", "№") else year_period(token.start, token.text, int(token.text))

    def no_quantity(self, figure: Figure) -> UnreadReason | None:
        numeral = figure.numeral
        if numeral.kind == "ordinal":
            return None if self.is_rank(figure) else "idiom"
        if figure.high is not None or numeral.scale != 1:
            return None
        unit = figure.unit.unit if figure.unit else None
        if numeral.in_words and numeral.kind == "cardinal" and numeral.value == 1 and unit not in measured_units():
            return "idiom"
        token = self.tokens[numeral.first]
        if token.kind == "num" and token.text.isdigit() and len(token.text) > 1 and token.text.startswith("0"):
            return "identifier"
        return None

    def is_rank(self, figure: Figure) -> bool:
        """второе место, второй по величине, second largest, екінші орын."""
        at = figure.after
        following = [token.low for token in self.tokens[at : at + 2]]
        return bool(following) and (following[0] in self.rank_nouns or following[0] in self.superlatives)

    def quantity(self, figure: Figure) -> FoundQuantity:
        numeral, high = figure.numeral, figure.high
        start, end = self.span(figure)
        bound: Bound = figure.bound.bound if figure.bound else "="
        almost = figure.bound is not None and figure.bound.almost
        unit = "rank" if numeral.kind == "ordinal" else figure.unit.unit if figure.unit else None
        if numeral.kind == "multiple":
            unit = "times"
        precision = self.precision(figure, numeral.precision)
        unit_surface = self.unit_surface(figure)
        in_words = numeral.in_words or numeral.kind == "fraction"
        place = {"surface": self.text[start:end], "start": start, "end": end}
        if high is None:
            exact = numeral.kind in ("ordinal",)
            interval = (
                interval_of(numeral.value, precision, bound=bound, almost=almost, tolerance=figure.tolerance)
                if not exact
                else (numeral.value, numeral.value)
            )
            narrow = narrow_interval_of(numeral.value, precision, bound=bound)
            readings = (numeral.printed.other.value,) if numeral.printed and numeral.printed.other else ()
            return FoundQuantity(
                value=numeral.value, bound=bound, unit=unit, interval=interval, interval_narrow=narrow,
                readings=readings, unit_surface=unit_surface, in_words=in_words, **place,
            )  # fmt: skip
        ends = (precision, self.precision(figure, high.precision))
        wide = [
            interval_of(v.value, p, bound="~" if bound == "~" else "=")
            for v, p in zip((numeral, high), ends, strict=True)
        ]
        tight = [narrow_interval_of(v.value, p) for v, p in zip((numeral, high), ends, strict=True)]
        return FoundQuantity(
            low=numeral.value, high=high.value, bound=bound, unit=unit, interval=range_interval(wide[0], wide[1]),
            interval_narrow=range_interval(tight[0], tight[1]), unit_surface=unit_surface, in_words=in_words, **place,
        )  # fmt: skip

    def precision(self, figure: Figure, precision: Precision) -> Precision:
        percent = figure.unit is not None and figure.unit.unit in ("percent", "percentage point")
        return replace(precision, percent=True) if percent else precision

    def unit_surface(self, figure: Figure) -> str | None:
        if figure.unit is None or figure.unit.after <= figure.unit.first:
            return None
        return self.text[self.tokens[figure.unit.first].start : self.tokens[figure.unit.after - 1].end]


def _figures(reader: _Reader) -> Iterator[Figure]:
    i = 0
    while i < len(reader.tokens):
        numeral = numeral_at(reader.tokens, i, reader.lex) if reader.free[i] else None
        if numeral is None or numeral.after <= i or not all(reader.free[i : numeral.after]):
            i += 1
            continue
        yield figure_of(reader.tokens, numeral, reader.lex, reader.book)
        i = numeral.after


def _merge(reader: _Reader, figures: Iterator[Figure]) -> list[Figure]:
    """Ranges and tolerances put together."""
    result: list[Figure] = []
    for figure in figures:
        if result:
            one = merged(reader.tokens, result[-1], figure, reader.lex)
            if one is not None:
                result[-1] = one
                continue
        result.append(figure)
    return result


def _units_shared(reader: _Reader, figures: list[Figure]) -> list[Figure]:
    """Units and bounds of every figure; one unit behind a list belongs to each of its numbers."""
    tokens = reader.tokens
    done: list[Figure] = []
    for figure in figures:
        bound = bound_before(tokens, figure.first, reader.bounds) or _bound_behind(reader, figure)
        unit = figure.unit
        if unit is None and figure.numeral.kind in ("cardinal", "fraction"):
            unit = _unit_of(reader, figure)
        if figure.numeral.collective and unit is None and done:
            unit = done[-1].unit
        done.append(replace(figure, unit=unit, bound=bound))
    for k in range(len(done) - 2, -1, -1):
        a, b = done[k], done[k + 1]
        if (
            a.unit is None
            and b.unit is not None
            and reader.bare_year(a) is None
            and a.numeral.kind == b.numeral.kind == "cardinal"
        ):
            between = [token.low for token in tokens[a.after : b.first]]
            if (
                between
                and len(between) <= 2
                and all(word in _LIST_WORDS for word in between)
                and b.numeral.first >= b.first
            ):
                done[k] = replace(a, unit=UnitFound(b.unit.unit, 0, 0, b.unit.known))
    return done


_LIST_WORDS = frozenset(
    {",", "и", "and", "және", "или", "or", "немесе", "мен", "пен", "бен", "до", "to", "из", "of", "с", "/"}
)


def _bound_behind(reader: _Reader, figure: Figure) -> BoundFound | None:
    return bound_after(reader.tokens, figure.after, reader.bounds)


def _unit_of(reader: _Reader, figure: Figure) -> UnitFound | None:
    at = figure.after
    behind = bound_after(reader.tokens, at, reader.bounds)
    if behind is not None and behind.first == at:
        at = behind.after
    if figure.numeral.kind == "fraction":
        return None
    return unit_after(reader.tokens, at, reader.book) or unit_before(reader.tokens, figure.first, reader.book)

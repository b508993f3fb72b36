"""Figures turned into the records of the contract, each with its intervals."""

from __future__ import annotations

from dataclasses import replace

from pipeline.numbers.context import Context
from pipeline.numbers.figures import Figure
from pipeline.numbers.interval import Precision, interval_of, narrow_interval_of, range_interval
from pipeline.numbers.numerals import Numeral
from schemas.quantity import Bound, FoundQuantity
from schemas.values import Interval


def figure_span(context: Context, figure: Figure) -> tuple[int, int]:
    """Where the printed number stands: scale word and percent sign in it, hedges and nouns outside."""
    return context.tokens[figure.numeral.first].start, context.tokens[figure.surface_after - 1].end


def quantity_of(context: Context, figure: Figure) -> FoundQuantity:
    """The figure as a quantity."""
    numeral, high = figure.numeral, figure.high
    start, end = figure_span(context, figure)
    wide, narrow = _intervals(figure)
    other = numeral.printed.other if numeral.printed is not None else None
    return FoundQuantity(
        value=numeral.value if high is None else None,
        low=None if high is None else numeral.value,
        high=None if high is None else high.value,
        bound=figure.bound.bound if figure.bound is not None else "=",
        unit=_unit_name(figure),
        interval=wide,
        interval_narrow=narrow,
        readings=() if other is None else (other.value,),
        surface=context.text[start:end],
        start=start,
        end=end,
        unit_surface=_unit_surface(context, figure),
        in_words=numeral.kind == "fraction",
    )


def _unit_name(figure: Figure) -> str | None:
    if figure.numeral.kind == "ordinal":
        return "rank"
    if figure.numeral.kind == "multiple":
        return "times"
    return figure.unit.unit if figure.unit is not None else None


def _unit_surface(context: Context, figure: Figure) -> str | None:
    unit = figure.unit
    if unit is None or unit.after <= unit.first:
        return None
    return context.text[context.tokens[unit.first].start : context.tokens[unit.after - 1].end]


def _intervals(figure: Figure) -> tuple[Interval, Interval]:
    numeral = figure.numeral
    if numeral.kind == "ordinal":  # a rank is what it is
        return (numeral.value, numeral.value), (numeral.value, numeral.value)
    bound: Bound = figure.bound.bound if figure.bound is not None else "="
    almost = figure.bound is not None and figure.bound.almost
    precision = _precision(figure, numeral)
    if figure.high is None:
        wide = interval_of(numeral.value, precision, bound=bound, almost=almost, tolerance=figure.tolerance)
        return wide, narrow_interval_of(numeral.value, precision, bound=bound)
    hedge: Bound = "~" if bound == "~" else "="
    high_precision = _precision(figure, figure.high)
    low = interval_of(numeral.value, precision, bound=hedge)
    high = interval_of(figure.high.value, high_precision, bound=hedge)
    narrow_low = narrow_interval_of(numeral.value, precision)
    narrow_high = narrow_interval_of(figure.high.value, high_precision)
    return range_interval(low, high), range_interval(narrow_low, narrow_high)


def _precision(figure: Figure, numeral: Numeral) -> Precision:
    percent = figure.unit is not None and figure.unit.unit in ("percent", "percentage point")
    return replace(numeral.precision, percent=True) if percent else numeral.precision

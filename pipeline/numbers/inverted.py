"""Russian inversion: a noun right before its number says "about" (лет десять, человек 20, тысяч пять)."""

from __future__ import annotations

from dataclasses import replace

from pipeline.numbers.bounds import BoundFound
from pipeline.numbers.context import Context
from pipeline.numbers.figures import Figure
from pipeline.numbers.interval import Precision
from pipeline.numbers.tokens import word_at
from pipeline.numbers.units import known_unit


def inverted(context: Context, figure: Figure) -> Figure | None:
    """The figure with the noun or scale word before it as unit or scale, and "about"; None where nothing inverts."""
    words = context.bounds.inverted
    at = figure.first - 1
    if not words or at < 0 or figure.numeral.kind != "cardinal" or figure.high is not None:
        return None
    if word_at(context.tokens, at) in context.bounds.inverted_through:  # лет через пять
        at -= 1
    word = word_at(context.tokens, at)
    if (
        word not in words
        or _counted_before(context, at)
        or (figure.unit is not None and figure.unit.first < figure.first)
    ):
        return None
    bound = BoundFound("~", False, at, figure.first)
    scale = context.lex.scales.get(word)
    if scale is not None:
        if figure.numeral.scale != 1:
            return None
        numeral = replace(
            figure.numeral,
            value=figure.numeral.value * scale,
            scale=scale,
            precision=Precision(step=scale),
            printed=None,
        )
        return figure._replace(numeral=numeral, bound=bound)
    if figure.unit is not None and figure.unit.known:
        return None
    return figure._replace(unit=known_unit(context.tokens, at, context.book), bound=bound)


def _counted_before(context: Context, at: int) -> bool:
    """The noun belongs to a number or a name of a count before it: 12 человек 20 раз, число человек 20."""
    if at == 0:
        return False
    before = context.tokens[at - 1]
    if before.kind == "num" or before.text == "%" or before.low in context.bounds.not_inverted:
        return True
    return before.low in context.lex.cardinals or before.low in context.lex.scales

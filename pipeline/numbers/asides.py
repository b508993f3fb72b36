"""Numbers that report no figure: "one of the best", "the two sides", "dozens of people", a level of significance.

They are read with value and place like all others, and kept apart, so that no claim is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.context import Context
from pipeline.numbers.forms import by_first_letter, expression, form_of
from pipeline.numbers.noun_units import unit_after
from pipeline.numbers.tokens import word_at
from schemas.paper import UnreadReason
from schemas.quantity import FoundQuantity

_NUMBER: Final = r"[0-9]{0,4}[.,]?[0-9]{1,6}"

_PERCENT: Final = r"\s?(?:%|percent|per cent|процент[а-я]{0,3}|пайыз[а-яі]{0,4})"

VAGUE_SPAN: Final = 10
"""Dozens, hundreds, thousands: from one of them to ten."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A stretch of text whose numbers report no figure, and why."""

    start: int
    end: int
    reason: UnreadReason
    level: bool = False
    """Whether it holds the level of a test or of a sample, which the text does report: p < 0.05, 95 % confidence."""


def find_asides(text: str, *, lang: str) -> list[Aside]:
    """Idioms that count ("one of the") and the apparatus of statistics (p < 0.05, t(42), 95% interval), in order."""
    found: list[Aside] = []
    for match in _grammar(lang, digits=_DIGIT.search(text) is not None).finditer(text):
        form = form_of(match)
        reason: UnreadReason = "idiom" if form == "counted" else "statistic"
        start, end, level = *match.span(), form.startswith(_LEVEL)
        bracket = text.rfind(")", start, end) if level else -1
        if bracket > start:  # Sig. (2-tailed) = .002
            found.append(Aside(start, bracket, reason))
            start = bracket
        found.append(Aside(start, end, reason, level=level))
    return found


_DIGIT: Final = re.compile(r"[0-9]")
_LEVEL: Final = "level"
"""How the names of forms begin that hold a level."""

_P: Final = r"(?:[01]?[.,][0-9]{1,6}|[01](?![0-9.,]))"
"""The p of a test lies between 0 and 1."""


@cache
def _grammar(lang: str, *, digits: bool) -> re.Pattern[str]:
    """The forms that a text with or without digits may have; every repeat is bounded, so that reading is linear."""
    data = knowledge(lang, "nonquantities")
    counted = {"counted": rf"(?<!\w)(?:{by_first_letter(data['counted_idioms'])})(?!\w)"}
    if not digits:
        return expression(counted, _STARTS)
    # t(42) = and F(2, 145) =; df = 41
    general = (
        rf"(?<![^\W_])(?:t|F|r|R|z|χ|χ2|χ²|chi2)\s?\(\s?{_NUMBER}(?:\s?[,;]\s?{_NUMBER})?\s?\)(?=\s?[=<>≤≥≈])"
        rf"|(?<![^\W_])(?:[pPрР]|df|d\.f\.)\s?[<>=≤≥]{{1,2}}\s?{_NUMBER}(?![0-9%]|\s?%)"
    )
    # p < 0.05; p-value = 0.03; Sig. (2-tailed) = .002
    tested = (
        rf"(?<![^\W_])(?:[pPрР](?:[-–\s]?(?i:{data['p_named']}))?|Sig\.?)(?:\s?\([^()]{{1,14}}\))?"
        rf"\s?[<>=≤≥]{{1,2}}\s?{_P}(?![0-9%]|\s?%)"
    )
    forms = counted | {"level": tested, "test": general}
    for name, told in (("", data["statistics"]), ("level_", data["tested"])):
        own = [form.replace("{number}", _NUMBER).replace("{percent}", _PERCENT) for form in told]
        numbered = "|".join(form for form in own if form.startswith(_NUMBER)) or "(?!)"
        named = by_first_letter(form for form in own if not form.startswith(_NUMBER))
        forms |= {f"{name}named": rf"(?<!\w)(?:{named})", f"{name}numbered": rf"(?<!\w)(?i:{numbered})"}
    return expression(forms, _STARTS)


_STARTS: Final[dict[str, tuple[str, ...]]] = {
    "counted": ("letter",), "test": ("letter",), "named": ("letter",), "numbered": ("digit", "sign"),
    "level": ("letter",), "level_named": ("letter",), "level_numbered": ("digit", "sign"),
}  # fmt: skip


def vague_counts(context: Context) -> list[FoundQuantity]:
    """Dozens of people, tens of thousands of students: from the scale word to ten times it."""
    found: list[FoundQuantity] = []
    worths = _vague_scales(context.lang)
    if not any(token.low in worths for token in context.tokens):
        return found
    i = 0
    while i < len(context.tokens):
        worth = worths.get(context.tokens[i].low) if context.free[i] else None
        counted = i > 0 and (context.tokens[i - 1].kind == "num" or context.tokens[i - 1].low in context.lex.cardinals)
        if worth is None or counted or word_at(context.tokens, i + 1) != "of":
            i += 1
            continue
        larger = worths.get(word_at(context.tokens, i + 2), Decimal(0))
        after = i + 3 if larger > worth and word_at(context.tokens, i + 3) == "of" else i + 1
        found.append(_vague(context, i, after, worth * larger if after > i + 1 else worth))
        i = after
    return found


def _vague(context: Context, first: int, after: int, worth: Decimal) -> FoundQuantity:
    start, end = context.tokens[first].start, context.tokens[after - 1].end
    unit = unit_after(context.tokens, after + 1, context.book)
    bounds = (worth, worth * VAGUE_SPAN)
    return FoundQuantity(
        low=bounds[0], high=bounds[1], unit=unit.unit if unit is not None else None, interval=bounds,
        interval_narrow=bounds, surface=context.text[start:end], start=start, end=end,
    )  # fmt: skip


@cache
def _vague_scales(lang: str) -> Mapping[str, Decimal]:
    scales: Mapping[str, str] = knowledge(lang, "numbers").get("vague_scales", {})
    return {form: Decimal(worth) for worth, forms in scales.items() for form in forms.split()}

"""Printed equations: "Y = -14.2 + 0.67X1 - 3.4X2" has a constant and coefficients, each a figure with its sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.numbers.digits import read_digits
from pipeline.numbers.interval import Precision, interval_of, narrow_interval_of
from schemas.quantity import FoundQuantity

_MINUS: Final = "-−–"
_NUMBER: Final = r"[0-9]{1,12}(?:[.,][0-9]{1,12})?"
_SUBSCRIPT: Final = r"_?\{?[0-9₀-₉]{1,2}\}?"
_VARIABLE: Final = rf"(?:\s?[*·×⋅∙]\s?[^\W\d_][\w{{}}]{{0,15}}|\s?(?:[^\W\d_]{{1,4}}{_SUBSCRIPT}|[xXхХtTzZ])(?![\w{{]))"
"""What a coefficient multiplies: X1, x_{2}, Х, 0.4*GDP."""

_TERM: Final = rf"\s{{0,2}}[{_MINUS}+]\s{{0,2}}[{_MINUS}(]?\s?{_NUMBER}(?:{_VARIABLE})?\)?"
_EQUATION: Final = re.compile(
    rf"(?<!\w)(?:(?:[Ll]n|[Ll]og|\\hat)\s?)?[({{]?[^\W\d_]{{1,8}}(?:{_SUBSCRIPT})?[)}}]?\s{{0,2}}=\s{{0,2}}[{_MINUS}]?\s?"
    rf"(?:{_NUMBER}{_VARIABLE}(?:{_TERM}){{1,12}}|{_NUMBER}(?:{_TERM}){{0,12}}"
    rf"\s{{0,2}}[{_MINUS}+]\s{{0,2}}[{_MINUS}(]?\s?{_NUMBER}{_VARIABLE}(?:{_TERM}){{0,12}})"
)
_PART: Final = re.compile(
    rf"(?P<sign>[{_MINUS}+]?)\s{{0,2}}[{_MINUS}(]?\s?(?P<number>{_NUMBER})(?P<variable>{_VARIABLE})?"
)


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation at its place: its numbers with their signs, and where the names of its variables stand."""

    start: int
    end: int
    figures: tuple[FoundQuantity, ...]
    variables: tuple[tuple[int, int], ...]


def find_equations(text: str, *, lang: str) -> list[Equation]:
    """All equations that are printed with numbers, in order."""
    if "=" not in text:
        return []
    return [_equation(match, lang) for match in _EQUATION.finditer(text)]


def _equation(match: re.Match[str], lang: str) -> Equation:
    text, told = match.string, match.start() + match[0].index("=") + 1
    parts = [*_PART.finditer(text, told, match.end())]
    variables = [span for part in parts if (span := part.span("variable"))[0] >= 0]
    named = (match.start(), match.start() + len(text[match.start() : told - 1].rstrip()))
    return Equation(match.start(), match.end(), tuple(_figures(parts, text, lang)), (named, *variables))


def _figures(parts: list[re.Match[str]], text: str, lang: str) -> Iterator[FoundQuantity]:
    for part in parts:
        printed = read_digits(part["number"], lang=lang)
        if printed is None:
            continue
        start, end = part.span("number")
        minus = next((at for at in range(part.start(), start) if text[at] in _MINUS), None)
        value = printed.value if minus is None else -printed.value
        precision = Precision(step=Decimal(1).scaleb(-printed.decimals) if printed.decimals else None)
        first = start if minus is None else minus
        yield FoundQuantity(
            value=value, interval=interval_of(value, precision), interval_narrow=narrow_interval_of(value, precision),
            surface=text[first:end], start=first, end=end,
        )  # fmt: skip

"""What a group of digits with separators stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.numbers.tokens import GROUP_SPACES, MAX_DIGITS

POINT_LANGUAGES: Final = frozenset({"en"})
"""Languages whose decimal sign is the point; the others' is the comma."""

_SPACES = re.compile(f"[{GROUP_SPACES}'’]")
_ONE_SEPARATOR = re.compile(r"([0-9]+)([.,])([0-9]+)")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3}){1,6}(?:(?!\1)[.,]([0-9]+))?")
_GROUPED_DECIMAL = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?!\1)[.,]([0-9]+)")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed group of digits: value, number of decimals, and the other value it may have."""

    value: Decimal
    decimals: int = 0
    other: Printed | None = None


def read_digits(surface: str, *, lang: str) -> Printed | None:
    """The value of digits with any separators; None for what is no number (11.25.29, 80 digits in a row).

    A single separator before three digits may part thousands or decimals: the language's own use comes first, the
    other reading is kept in `other` until the context decides (see `as_count`).
    """
    compact = _SPACES.sub("", surface)
    if len(compact) > MAX_DIGITS:
        return None
    if compact.startswith("."):
        return Printed(Decimal("0" + compact), len(compact) - 1)
    if compact.isdigit():
        return Printed(Decimal(compact))
    grouped = _GROUPED.fullmatch(compact) or _GROUPED_DECIMAL.fullmatch(compact)
    if grouped is not None:
        return _decimal(compact, grouped.group(2))
    single = _ONE_SEPARATOR.fullmatch(compact)
    if single is None:
        return None
    whole, sign, rest = single.groups()
    as_decimal = Printed(Decimal(f"{whole}.{rest}"), len(rest))
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0") or compact != surface:
        return as_decimal
    as_thousands = Printed(Decimal(whole + rest))
    point_is_decimal = lang in POINT_LANGUAGES
    if (sign == ".") == point_is_decimal:
        return Printed(as_decimal.value, 3, as_thousands)
    if point_is_decimal:
        return Printed(as_thousands.value, 0, as_decimal)
    return Printed(as_decimal.value, 3, as_thousands)


def as_count(printed: Printed, *, countable: bool) -> Printed:
    """The reading that fits what is counted: people come in whole numbers, percent and millions seldom in thousands.

    `countable`: the number counts whole things; False: it is measured (percent, money with a scale word).
    """
    if printed.other is None:
        return printed
    whole, parts = (printed, printed.other) if not printed.decimals else (printed.other, printed)
    chosen = whole if countable else parts
    return Printed(chosen.value, chosen.decimals)


def _decimal(compact: str, rest: str | None) -> Printed:
    digits = re.sub(r"[.,]", "", compact)
    if rest is None:
        return Printed(Decimal(digits))
    return Printed(Decimal(f"{digits[: -len(rest)]}.{rest}"), len(rest))

"""Words, numbers and places of the report in three languages, formatted by CLDR."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from schemas import Interval, Places, Quantity

UI_LANGUAGES = ("en", "ru", "kk")


@cache
def _wording() -> dict[str, Any]:
    return tomllib.loads((files("pipeline.report") / "wording.toml").read_text("utf-8"))


def words() -> dict[str, dict[str, str]]:
    """language -> key -> word."""
    return {lang: _wording()[lang] for lang in UI_LANGUAGES}


def in_all(say: Callable[[str], object]) -> Markup:
    """The same thing said in every interface language; the page shows one of them. Everything said is escaped."""
    said = {lang: escape(say(lang)) for lang in UI_LANGUAGES}
    if len(set(said.values())) == 1:
        return Markup(said["en"])
    span = Markup('<span data-l="{0}" lang="{0}">{1}</span>')
    return Markup("").join(span.format(lang, text) for lang, text in said.items())


def word(key: str, **fields: object) -> Markup:
    """An interface word in every language, with fields filled in."""
    return in_all(lambda lang: words()[lang][key].format(**fields) if fields else words()[lang][key])


def number(value: Decimal, lang: str) -> str:
    """A number as the language prints it."""
    return str(format_decimal(value, locale=lang, format="#,##0.######"))


def interval(ends: Interval, lang: str) -> str:
    """An interval as "low - high", an open end as ≤ or ≥."""
    low, high = ends
    if low is None:
        return "?" if high is None else f"≤ {number(high, lang)}"
    if high is None:
        return f"≥ {number(low, lang)}"
    return number(low, lang) if low == high else f"{number(low, lang)} – {number(high, lang)}"


def quantity(q: Quantity, lang: str) -> str:
    """Value or range with its bound and unit."""
    mark = {"=": "", "~": "≈ ", ">": "> ", "<": "< ", ">=": "≥ ", "<=": "≤ "}[q.bound]
    body = "–".join(number(v, lang) for v in (q.value, q.low, q.high) if v is not None)
    return f"{mark}{body}{_unit(q.unit, lang)}"


def _unit(unit: str | None, lang: str) -> str:
    if unit is None:
        return ""
    return " %" if unit == "percent" else f" {_wording()['units'].get(lang, {}).get(unit, unit)}"


def place(code: str, lang: str) -> str:
    """Codes joined by + as names; a code that CLDR does not know stays a code."""
    names = Locale.parse(lang).territories
    cldr = {"WLD": "001", "EUROPE": "150", "ASIA": "142", "CENTRAL-ASIA": "143", "SOUTHEAST-ASIA": "035"}
    return ", ".join(str(names.get(cldr.get(part, part), part)) for part in code.split("+"))


def places(where: Places, lang: str) -> str:
    """Area, or origin → host, in words."""
    parts = []
    if where.area:
        parts.append(place(where.area, lang))
    if where.origin or where.host:
        ends = (place(code, lang) if code else "…" for code in (where.origin, where.host))
        parts.append(" → ".join(ends))
    if where.text:
        parts.append(where.text)
    return "; ".join(parts)

"""Words, numbers and places of the report in three languages, formatted by CLDR."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.dates import format_datetime
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


def details_words() -> dict[str, list[str]]:
    """The words that the page's script needs to show what is opened: key -> one word a language."""
    prefixes = ("kind_", "unread_", "reason_", "check_")
    alone = ("value", "what", "where", "when", "sentence", "page", "more_in_file")
    keys = (key for key in words()["en"] if key in alone or key.startswith(prefixes))
    return {key: [words()[lang][key] for lang in UI_LANGUAGES] for key in keys}


def by_key() -> dict[str, dict[str, str]]:
    """key -> language -> word."""
    return {key: {lang: words()[lang][key] for lang in UI_LANGUAGES} for key in words()["en"]}


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


def attributes_of(say: Callable[[str], object]) -> Markup:
    """The same thing in every language as attributes, for elements whose text the page's script sets."""
    return Markup(" ").join(Markup('data-{}="{}"').format(lang, say(lang)) for lang in UI_LANGUAGES)


def attributes(key: str) -> Markup:
    """An interface word as attributes."""
    return attributes_of(lambda lang: words()[lang][key])


def date(at: str) -> Markup:
    """An ISO time as a date in every language."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return Markup("{}").format(at)
    return in_all(lambda lang: format_datetime(when, "medium", locale=lang))


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
    return f"{mark}{body}{unit(q.unit, lang, one=q.value == 1)}"


def unit(name: str | None, lang: str, *, one: bool = False) -> str:
    """A unit as it stands after a number; "" without one."""
    if name is None:
        return ""
    if name == "percent":
        return " %"
    if lang == "en" and one:
        return f" {name}"
    known = _wording()["units"][lang].get(name)
    plural = f"{name}s" if lang == "en" and name.isalpha() and not name.endswith("s") else name
    return f" {known or plural}"


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

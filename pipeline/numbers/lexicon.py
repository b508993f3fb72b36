"""The number words of a language, every inflected form ready to be looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from pipeline.languages.knowledge import knowledge

ALSO_READS: Final[Mapping[str, tuple[str, ...]]] = {"kk": ("kk", "ru"), "ru": ("ru",), "en": ("en",)}
"""Languages whose words are read in a text of each language, first wins: Kazakh papers print Russian figures too."""

_BASE: Final = {"kk-Latn": "kk", "ru-Latn": "ru"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Forms of number words and what each is worth; `openers`: all that a number in words may start with."""

    lang: str
    openers: frozenset[str]
    cardinals: Mapping[str, Decimal]
    ordinals: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    glued_scales: Mapping[str, Decimal]
    alone: frozenset[str]
    alone_bounded: frozenset[str]
    before_alone: frozenset[str]
    fractions: Mapping[str, Decimal]
    multiples: Mapping[str, Decimal]
    frequencies: frozenset[str]
    beside_multiple: frozenset[str]
    collectives: frozenset[str]
    denominators: Mapping[str, Decimal]
    half_added: tuple[tuple[str, ...], ...]
    factors: tuple[tuple[str, ...], ...]
    every: frozenset[str]
    shares: tuple[tuple[str, ...], ...]
    joiners: frozenset[str]
    minus: frozenset[str]
    before_negative: frozenset[str]
    balances: tuple[str, ...]
    cardinal_suffixes: frozenset[str]
    ordinal_suffixes: frozenset[str]
    collective_suffixes: frozenset[str]
    articles: frozenset[str]
    ones: frozenset[str]
    last_ones: Mapping[str, Decimal]
    clipped: frozenset[str]
    numbered_nouns: tuple[str, ...]
    ones_of: frozenset[str]
    part_endings: tuple[str, ...]
    not_before_part: frozenset[str]
    ranked_nouns: frozenset[str]
    after_part: frozenset[str]
    whole_pronouns: frozenset[str]
    before_step: frozenset[str]
    ordinal_parts: frozenset[str]
    printed_wholes: frozenset[str]
    pointed: frozenset[str]
    only: frozenset[str]
    rated_ones: frozenset[str]
    passing_ones: frozenset[str]
    vague: frozenset[str]
    points: frozenset[str]
    lengths: frozenset[str]
    about_endings: tuple[str, ...]
    genitive: tuple[str, ...]
    owned: tuple[str, ...]
    compound_from: int
    compounds: Mapping[str, tuple[Decimal, str]]


def base_language(lang: str) -> str:
    """kk, ru or en: the language whose data reads a text of this code (und is read as English)."""
    lang = _BASE.get(lang, lang)
    return lang if lang in ALSO_READS else "en"


_SETS: Final[Mapping[str, tuple[str, ...]]] = {
    "alone": ("alone",),
    "alone_bounded": (
        "alone_bounded",
        "words",
    ),
    "before_alone": (
        "alone_bounded",
        "behind",
    ),
    "frequencies": ("frequencies",),
    "beside_multiple": ("beside_multiple",),
    "every": (
        "every",
        "words",
    ),
    "joiners": ("joiners",),
    "minus": ("minus",),
    "before_negative": ("before_negative",),
    "cardinal_suffixes": (
        "suffixes",
        "cardinal",
    ),
    "ordinal_suffixes": (
        "suffixes",
        "ordinal",
    ),
    "collective_suffixes": (
        "suffixes",
        "collective",
    ),
    "articles": ("articles",),
    "clipped": ("clipped",),
    "ones_of": ("fraction_ones",),
    "not_before_part": ("not_before_part",),
    "ranked_nouns": ("ranked_nouns",),
    "after_part": ("after_part",),
    "whole_pronouns": ("whole_pronouns",),
    "before_step": ("before_step",),
    "ordinal_parts": ("ordinal_parts",),
    "printed_wholes": ("printed_wholes",),
    "pointed": ("pointed",),
    "only": ("only",),
    "rated_ones": ("rated_ones",),
    "passing_ones": ("passing_ones",),
    "vague": ("vague",),
    "points": ("points",),
    "lengths": ("lengths",),
}
"""Sets of words, by their place in `numbers.toml`."""

_TUPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "balances": ("balances",),
    "part_endings": ("part_endings",),
    "about_endings": ("about_endings",),
    "genitive": ("genitive",),
    "owned": ("owned",),
}
"""Beginnings and endings of words, likewise."""

_PHRASES: Final[Mapping[str, tuple[str, ...]]] = {
    "half_added": ("half_added",),
    "factors": ("factors",),
    "shares": (
        "every",
        "of",
    ),
}
"""Phrases, likewise, in their words."""


@cache
def lexicon(lang: str) -> Lexicon:
    """The number words read in a text of this language (kk, ru, en)."""
    data = [knowledge(code, "numbers") for code in ALSO_READS[lang]]
    not_numbers = {word for table in data for word in table["not_numbers"]}
    banned = {form: Decimal(0) for form in not_numbers}

    def merged(name: str) -> dict[str, Decimal]:
        result: dict[str, Decimal] = {}
        for table in reversed(data):
            result.update(_forms(table, name))
        return {form: value for form, value in result.items() if form not in banned}

    def words(*path: str) -> list[str]:
        return [word for table in data for word in _at(table, *path)]

    cardinals = merged("cardinals") | merged("collectives")
    ordinals, fractions, multiples, compounds = (
        _ordinals(data),
        merged("fractions"),
        merged("multiples"),
        _compounds(lang),
    )
    openers = {*cardinals, *ordinals, *fractions, *multiples, *compounds, *words("frequencies"), *words("alone")}
    plain: dict[str, Any] = {name: frozenset(words(*path)) for name, path in _SETS.items()}
    plain |= {name: tuple(words(*path)) for name, path in _TUPLES.items()}
    plain |= {name: tuple(tuple(phrase.split()) for phrase in words(*path)) for name, path in _PHRASES.items()}
    return Lexicon(
        lang=lang,
        **plain,
        openers=frozenset(openers.union(words("articles"), words("every", "words"), words("alone_bounded", "words"))),
        cardinals=cardinals,
        ordinals=ordinals,
        scales=merged("scales"),
        glued_scales={f: Decimal(v) for t in data for v, fs in t.get("scales_glued", {}).items() for f in fs.split()},
        fractions=fractions,
        multiples=multiples,
        collectives=frozenset(form for table in data for form in _forms(table, "collectives")),
        denominators=_denominators(cardinals, tuple(words("fraction_cases"))),
        ones=frozenset(form for form, value in cardinals.items() if value == 1),
        last_ones=merged("last_ones"),
        numbered_nouns=tuple(words("numbered_nouns")) or ("\0",),
        compound_from=data[0]["compound_from"],
        compounds=compounds,
    )


def _at(table: Mapping[str, Any], *path: str) -> list[str]:
    found: Any = table
    for key in path:
        found = found.get(key, {})
    return list(found) if found else []


def _forms(table: Mapping[str, Any], name: str) -> dict[str, Decimal]:
    """Every form of one table of number words; a fraction, written 1/3, is kept as its denominator."""
    result: dict[str, Decimal] = {}
    endings = table.get("endings") if name in ("cardinals", "scales") else None
    for key, forms in table.get(name, {}).items():
        value = _value(key)
        for form in forms.split():
            result[form] = value
            if endings:
                result.update(dict.fromkeys(_inflected(form, endings), value))
    return result


def _value(key: str) -> Decimal:
    return Decimal(key.removeprefix("1/"))


def _inflected(form: str, endings: Mapping[str, str]) -> list[str]:
    """Kazakh case and possessive forms of a numeral; `қ`, `п` before a vowel soften (қырық: қырқы is listed itself)."""
    if form == "бір":
        return [form]  # бірі, бірге, бірден, біреу are pronouns and adverbs
    kind = "vowel" if form[-1] in "аәеёиоөуұүыіэюя" else "other"
    return [form + ending for ending in endings[kind].split()]


def _ordinals(data: list[dict[str, Any]]) -> dict[str, Decimal]:
    result: dict[str, Decimal] = {}
    for table in reversed(data):
        ordinals = table.get("ordinals", {})
        endings = ordinals.get("endings", "").split()
        for key, stem in ordinals.get("stems", {}).items():
            result.update({stem + ending: Decimal(key) for ending in endings})
        for key, forms in ordinals.get("words", {}).items():
            result.update({form: Decimal(key) for form in forms.split()})
    return result


@cache
def _compounds(lang: str) -> dict[str, tuple[Decimal, str]]:
    """Number and unit in one word, by the language's prefixes: десятилетний, двадцатипроцентный."""
    result: dict[str, tuple[Decimal, str]] = {}
    for code in ALSO_READS[lang]:
        prefixes = knowledge(code, "numbers").get("prefixes", {})
        for unit, endings in knowledge(code, "units")["suffix_units"].items():
            for value, forms in prefixes.items():
                result.update({form + ending: (Decimal(value), unit) for form in forms.split() for ending in endings})
    return result


def _denominators(cardinals: Mapping[str, Decimal], endings: tuple[str, ...]) -> dict[str, Decimal]:
    """Forms such as үштен, бестің that open a fraction: of three [parts] one."""
    return {form: value for form, value in cardinals.items() if endings and form.endswith(endings) and value > 1}

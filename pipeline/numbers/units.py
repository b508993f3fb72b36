"""What a number counts or measures: the noun behind it, its currency, its percent sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.languages.morphology import lemmas
from pipeline.numbers.lexicon import ALSO_READS
from pipeline.numbers.measures import POWERS, Measures, measure_names, measure_units, measures
from pipeline.numbers.tokens import Token

WHOLLY_UNIT: Final = ("percent", "percentage point", "times")
"""Units that belong to what is printed of the number itself."""

SHORTEST_STOP: Final = 4
"""A shorter word at which a noun phrase ends may be the sign of a unit."""

_Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class UnitBook:
    """The units of a text's language: lemma phrases by first lemma, and the words that end a noun phrase."""

    langs: tuple[str, ...]
    phrases: tuple[_Phrases, ...]
    measures: Measures
    suffixes: Mapping[str, str]
    stop: frozenset[str]
    count_before: tuple[tuple[str, ...], ...]
    count_after: frozenset[str]
    count_whose: tuple[tuple[str, ...], ...]
    age: frozenset[str]
    sex: frozenset[str]
    adjective_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    adjective_lemmas: tuple[str, ...]
    verb_lemmas: tuple[str, ...]
    per: frozenset[str]
    per_article: frozenset[str]
    times_ago: frozenset[str]
    partitives: frozenset[tuple[str, str]]
    pronouns: frozenset[tuple[str, str]]
    per_after: frozenset[str]
    per_each: frozenset[str]
    scale_ends: tuple[tuple[str, ...], ...]
    price_per: frozenset[str]
    per_heads: frozenset[str]
    per_one: frozenset[str]
    per_soul: frozenset[str]
    price_words: tuple[str, ...]
    """Beginnings of words that say that something has a price."""

    age_verbs: frozenset[str]
    per_nouns: frozenset[str]
    bearers_of_age: frozenset[str]
    age_at: frozenset[tuple[str, str]]
    per_datives: tuple[str, ...]
    postpositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnitFound:
    """A unit read from tokens[first:after]; `known` when it is in the language's list, else it is the lemma.

    `bare` is the first word of the list's phrase, without endings.
    """

    unit: str
    first: int
    after: int
    known: bool = True
    bare: str | None = None


@cache
def _classes() -> Mapping[str, str]:
    classes = knowledge("en", "units")["classes"]
    return {name: group for group, names in classes.items() for name in names}


@cache
def money_symbols() -> Mapping[str, str]:
    """Signs and codes of currencies, and the unit of each."""
    return dict(knowledge("en", "units")["symbols"])


@cache
def measured_units() -> frozenset[str]:
    """Units that are measured rather than counted."""
    return frozenset(knowledge("en", "units")["measured"]["units"]) | measure_units()


@cache
def measured_or_paid() -> frozenset[str]:
    """Units that are measured, and money."""
    return measured_units() | currencies()


@cache
def currencies() -> frozenset[str]:
    """Units that are money."""
    return frozenset(c for lang in ("kk", "ru", "en") for c in knowledge(lang, "units")["currencies"]) | frozenset(
        money_symbols().values()
    )


@lru_cache(maxsize=4096)
def unit_class(unit: str | None) -> str:
    """One name for units that are compared as one: all words for people are "person"; "" for no unit."""
    if unit is None:
        return ""
    unit = unit.strip().lower()
    counted, rated, base = unit.partition(" per ")
    if not rated:
        return _classes().get(unit, unit)
    number, _, noun = base.partition(" ")
    if number.isdigit():  # what a rate counts is its topic: doctors or cases per 10 000 people
        return f"per {number} {_classes().get(noun, noun)}"
    return f"{_classes().get(counted, counted)} per {_classes().get(base, base)}"


@cache
def unit_book(lang: str) -> UnitBook:
    """The units read in a text of this language (kk, ru, en)."""
    langs = ALSO_READS[lang]
    data = [knowledge(code, "units") for code in langs]
    return UnitBook(
        langs=langs,
        phrases=tuple(_phrases(code, table) for code, table in zip(langs, data, strict=True)),
        measures=measures(lang),
        suffixes={word: unit for table in data for unit, words in table["suffix_units"].items() for word in words},
        stop=frozenset(data[0]["counting"]["stop"]),
        count_before=tuple(tuple(p.split()) for table in data for p in table["counting"]["before"]),
        count_whose=tuple(tuple(p.split()) for table in data for p in table["counting"].get("whose", ())),
        count_after=frozenset(word for table in data for word in table["counting"]["after"]),
        age=frozenset(word for table in data for word in table["counting"]["age"]),
        sex=frozenset(word for table in data for word in table["counting"]["sex"]),
        adjective_endings=tuple(data[0]["counting"].get("adjective_endings", ())),
        verb_endings=tuple(data[0]["counting"].get("verb_endings", ())),
        adjective_lemmas=tuple(data[0]["counting"].get("adjective_lemmas", ())),
        verb_lemmas=tuple(data[0]["counting"].get("verb_lemmas", ())),
        per=frozenset(word for table in data for word in table["counting"]["per"]),
        per_after=frozenset(word for table in data for word in table["counting"]["per_after"]),
        age_verbs=frozenset(word for table in data for word in table["counting"].get("age_verbs", ())),
        bearers_of_age=frozenset(word for table in data for word in table["counting"].get("bearers_of_age", ())),
        per_nouns=frozenset(word for table in data for word in table["counting"].get("per_nouns", ())),
        age_at=frozenset((a, b) for table in data for a, b in table["counting"].get("age_at", ())),
        scale_ends=tuple(tuple(p.split()) for table in data for p in table["counting"].get("scale_ends", ())),
        price_words=tuple(word for table in data for word in table["counting"].get("price_words", ())),
        price_per=frozenset(word for table in data for word in table["counting"].get("price_per", ())),
        per_heads=frozenset(word for table in data for word in table["counting"].get("per_heads", ())),
        per_one=frozenset(word for table in data for word in table["counting"].get("per_one", ())),
        per_soul=frozenset(word for table in data for word in table["counting"].get("per_soul", ())),
        per_each=frozenset(word for table in data for word in table["counting"].get("per_each", ())),
        per_datives=tuple(word for table in data for word in table["counting"].get("per_datives", ())),
        postpositions=frozenset(word for table in data for word in table["counting"].get("postpositions", ())),
        per_article=frozenset(word for table in data for word in table["counting"]["per_article"]),
        times_ago=frozenset(word for table in data for word in table["counting"].get("times_ago", ())),
        partitives=frozenset((a, b) for table in data for a, b in table["counting"].get("partitives", ())),
        pronouns=frozenset((a, b) for table in data for a, b in table["counting"].get("aged_pronouns", ())),
    )


def _possessed_stems(word: str) -> tuple[str, ...]:
    """The stems of a Kazakh noun that its first noun owns, which the plural has instead of it: қоймасы, қоймалары."""
    return tuple(form for form in lemmas(word, "kk") if form != word) if word.endswith(("ы", "і")) else ()


def _phrases(lang: str, table: Mapping[str, object]) -> _Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    groups: list[tuple[str, object]] = [
        ("percentage point", table["percentage_point"]),
        ("percent", table["percent"]),
        ("times", table["times"]),
    ]
    for name in ("currencies", "units"):
        part = table[name]
        assert isinstance(part, dict)
        groups.extend(part.items())
    groups.extend(measure_names(lang))
    for unit, words in groups:
        assert isinstance(words, list)
        for phrase in words:
            key = tuple(phrase.replace(".", " ").split())
            last = _possessed_stems(key[-1]) if lang == "kk" and len(key) > 1 else ()  # "су қоймалары": several of them
            for form in (key, *((*key[:-1], stem) for stem in last)):
                found.setdefault(form[0], []).append((form, unit))
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}


@lru_cache(maxsize=65536)
def _keys(word: str, lang: str) -> tuple[str, ...]:
    """What the list of units is asked with: the word and its lemmas, but no stem under a relational ending."""
    found = tuple(dict.fromkeys((word, *lemmas(word, lang))))
    likened = next((end for end in _likened(lang) if word.endswith(end)), "")
    found = (*found, *lemmas(word.removesuffix(likened), lang)) if likened else found
    relational = tuple(knowledge(lang, "units")["counting"].get("relational", ()))
    if not relational:
        return found
    shortest = min((len(form) for form in found if form.endswith(relational)), default=0)
    return tuple(form for form in found if len(form) >= shortest)


@cache
def _likened(lang: str) -> tuple[str, ...]:
    return tuple(knowledge(lang, "numbers")["about_endings"])


def is_likened(tokens: Sequence[Token], unit: UnitFound, lang: str) -> bool:
    """Whether the noun's own ending says that the number is a rough one: "200 адамдай"."""
    word = tokens[unit.after - 1].low if 0 < unit.after <= len(tokens) else ""
    return unit.known and unit.bare not in (None, word) and bool(_likened(lang)) and word.endswith(_likened(lang))


def known_unit(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    """The unit of the language's list that starts at token i: longest phrase first, with what it is measured by."""
    found = _simple_unit(tokens, i, book)
    if found is None or found.unit in WHOLLY_UNIT:
        return found
    return _composed(tokens, _powered(tokens, found), book)


def _simple_unit(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.text in "%‰":
        return UnitFound("percent" if token.text == "%" else "per mille", i, i + 1)
    if token.kind != "word":
        return _signs(tokens, i)
    hyphened = len(token.text) == 1 and i + 2 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 2].glued
    if hyphened and tokens[i + 2].text not in book.measures.joined:
        return None  # F-Series, but т-км
    symbol = _symbol(tokens, i, book)
    for lang, phrases in zip(book.langs, book.phrases, strict=True):
        best: UnitFound | None = None
        for key in _keys(token.low, lang):
            if lang == "en" and key != token.low and _is_participle(tokens, i):
                continue
            for phrase, unit in phrases.get(key, ()):
                after = _matched(tokens, i, phrase, lang)
                if after and (best is None or after > best.after):
                    best = UnitFound(unit, i, after, bare=phrase[0])
                    break
        if best is not None:
            return best if symbol is None or best.after > symbol.after else symbol
    code = money_symbols().get(token.text)
    return symbol or (UnitFound(code, i, i + 1) if code else None)


def _is_participle(tokens: Sequence[Token], i: int) -> bool:
    """Whether an English participle stands before its noun: "198 of the interviewed households" are no interviews."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[i].low.endswith("ed") and behind is not None and behind.kind == "word" and behind.low.endswith("s")


def _symbol(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    """кВт, MPa, т: not the first letters of "т.е." nor of "г. Алматы"."""
    unit = book.measures.symbols.get(tokens[i].text)
    if tokens[i].text == "in" and tokens[i].glued and i > 0 and tokens[i - 1].kind == "num":
        return UnitFound("inch", i, i + 1)  # 6ft 7in
    if unit is None and tokens[i].text == "s" and tokens[i].glued and "." in tokens[i - 1].text:
        unit = "second"  # 52.46s
    if unit is None and tokens[i].text == "p" and tokens[i].glued and i > 0 and tokens[i - 1].text.isdigit():
        unit = "penny" if book.langs[0] == "en" else None  # 312p, not "t 2.1 p .03"
    if unit is None:
        return None
    if len(tokens[i].text) == 1 and i + 2 < len(tokens) and tokens[i + 1].text == "." and tokens[i + 1].glued:
        behind = tokens[i + 2]
        if behind.kind == "word" and (behind.glued or (tokens[i].text == "г" and behind.text[:1].isupper())):
            return None
    return UnitFound(unit, i, i + 1, bare=tokens[i].low)


def _powered(tokens: Sequence[Token], found: UnitFound) -> UnitFound:
    """m2, km³: the power is digits glued to the unit."""
    power = tokens[found.after].text if found.after < len(tokens) and tokens[found.after].glued else ""
    name = POWERS.get(power)
    if name is None or not found.unit.endswith("metre") or " " in found.unit:
        return found
    return replace(found, unit=f"{name} {found.unit}", after=found.after + 1)


MOST_COMPOSED: Final = 2
"""Strokes and points in one unit: мг/кг/сут."""


def _composed(tokens: Sequence[Token], found: UnitFound, book: UnitBook) -> UnitFound:
    """км/ч, ц/га, руб./кг, кВт·ч: a unit over another, or times another."""
    for _ in range(MOST_COMPOSED):
        at = found.after
        if at + 1 < len(tokens) and tokens[at].text == "." and tokens[at + 1].text == "/":
            at += 1
        if at + 1 >= len(tokens) or not (tokens[at].glued and tokens[at + 1].glued) or tokens[at + 1].kind != "word":
            return found
        other = _denominator(tokens, at + 1, book)
        if other is None:
            return found
        if tokens[at].text in "/⁄" and _measures(found.unit, other.unit):
            found = replace(found, unit=f"{found.unit} per {other.unit}", after=other.after)
        elif tokens[at].text in "·⋅∙•*×-" and found.unit.endswith("watt") and other.unit == "hour":
            found = replace(found, unit=f"{found.unit} hour", after=other.after)
        elif tokens[at].text in "·⋅∙•*×-" and f"{found.unit}-{other.unit}" in measure_units():
            found = replace(found, unit=f"{found.unit}-{other.unit}", after=other.after)  # т·км, t-km
        else:
            return found
    return found


def _denominator(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    unit = book.measures.joined.get(tokens[i].text)
    found = UnitFound(unit, i, i + 1) if unit is not None else _simple_unit(tokens, i, book)
    return found and _powered(tokens, found)


def _measures(over: str, under: str) -> bool:
    """True for a rate of measured things: км/ч, чел./км²; not for students/teachers."""
    measured = measured_or_paid()
    return is_measured(over, measured) or is_measured(under, measured)


def is_measured(unit: str, measured: frozenset[str] | None = None) -> bool:
    """True when the unit, or what it is a rate of, is measured rather than counted."""
    name = unit.split(" per ")[0]
    return name.removeprefix("square ").removeprefix("cubic ") in (measured or measured_units())


def _signs(tokens: Sequence[Token], i: int) -> UnitFound | None:
    sign = money_symbols().get(tokens[i].text)
    if sign:
        return UnitFound(sign, i, i + 1)
    if tokens[i].text in "°″" and i + 1 < len(tokens) and tokens[i + 1].low in ("c", "f", "с"):
        return UnitFound("fahrenheit" if tokens[i + 1].low == "f" else "celsius", i, i + 2)
    return UnitFound("inch", i, i + 1) if tokens[i].text == "″" else None


def _matched(tokens: Sequence[Token], i: int, phrase: tuple[str, ...], lang: str) -> int:
    """The token after the phrase when it stands at i, else 0. Points between abbreviations are passed over."""
    at = i + 1
    for part in phrase[1:]:
        if at < len(tokens) and tokens[at].text in "./-" and tokens[at].glued:
            at += 1
        if at >= len(tokens) or tokens[at].kind != "word" or part not in _keys(tokens[at].low, lang):
            return 0
        at += 1
    if len(phrase) > 1 and phrase[0] == "п" and at < len(tokens) and tokens[at].text == ".":
        at += 1
    return at

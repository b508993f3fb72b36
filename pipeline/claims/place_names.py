"""The names of places in three languages: CLDR's countries, and the reviewed lists beside them. Never by likeness."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from babel import Locale

from pipeline.claims.phrases import PhraseIndex
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.languages.morphology import lemmas
from schemas import Places

Form = Literal["name", "adjective", "national", "group", "abroad", "elsewhere", "foreign"]

_NO_COUNTRY = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}
WORLD = "WLD"
CITY = ":"
"""Parts the code of a region from the name of a city in it: "KZ-10:Semey"."""


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """What a word of place means: a code, and whether it is a name, an adjective, a people, a group, "abroad"."""

    code: str
    form: Form


@cache
def areas() -> dict[str, Any]:
    """The tables of vocabulary/areas.toml: groups of countries, Kazakhstan's regions and cities."""
    return tomllib.loads((files("pipeline.vocabulary") / "areas.toml").read_text("utf-8"))


def in_a_city(code: str | None) -> bool:
    """Whether a place is one city, or several."""
    return bool(code) and all(CITY in part or part in _CITIES for part in str(code).split("+"))


_CITIES = frozenset({"KZ-71", "KZ-75", "KZ-79"})
"""Cities that are regions of their own."""


def plain_places(places: Places) -> Places:
    """Cities brought to the regions that they lie in, their names told in `text`."""
    roles = {role: getattr(places, role) for role in ("area", "origin", "host")}
    if not any(code and CITY in code for code in roles.values()):
        return places
    parts = {role: [c.split(CITY) for c in code.split("+")] for role, code in roles.items() if code}
    names = sorted({p[1] for found in parts.values() for p in found if len(p) > 1})
    codes = {role: "+".join(sorted({p[0] for p in found})) for role, found in parts.items()}
    return places.model_copy(update={**codes, "text": ", ".join(names)})


@cache
def place_index(lang: str) -> PhraseIndex[PlaceWord]:
    """All phrases of place of one language (kk, ru or en), inflected forms through lemmas."""
    return PhraseIndex(_phrases(lang))


@cache
def listed_index(lang: str) -> PhraseIndex[PlaceWord]:
    """Names of regions that are names of people too, and mean the region only in a list of regions."""
    return PhraseIndex(
        phrase
        for entry in areas()["region"]
        for word in entry.get("listed", {}).get(lang, ())
        for phrase in _inflectable(word, PlaceWord(entry["code"], "name"), lang)
    )


@cache
def abbreviations() -> dict[str, PlaceWord]:
    """Abbreviations as they are written, case and script: ҚР is Kazakhstan, KR and КР are not."""
    found: dict[str, PlaceWord] = {}
    for lang in LANGUAGES:
        for code, words in knowledge(lang, "places")["abbreviations"].items():
            found.update({word: PlaceWord(code, "name") for word in words})
    for entry in areas()["group"]:
        found.update({word: PlaceWord(entry["code"], "group") for word in entry.get("abbreviations", ())})
    for entry in (*areas()["region"], *areas()["university"]):
        found.update({word: PlaceWord(entry["code"], "name") for word in entry.get("abbreviations", ())})
    return found


@cache
def ambiguous(lang: str) -> frozenset[str]:
    """Names that are also common words."""
    return frozenset(knowledge(lang, "places")["ambiguous"]["words"])


def _phrases(lang: str) -> Iterator[tuple[str, PlaceWord]]:
    data = knowledge(lang, "places")
    for kind, form in (("aliases", "name"), ("adjectives", "adjective"), ("nationals", "national")):
        for code, words in data[kind].items():
            for word in words:
                yield from _inflectable(word, PlaceWord(code, form), lang)  # type: ignore[arg-type]
                if kind == "adjectives" and lang == "en" and word.endswith(("i", "an")):
                    yield f"{word}s", PlaceWord(code, "national")  # Pakistanis, Canadians
    for word in data["words"]["abroad"]:
        yield word, PlaceWord(WORLD, "abroad")
    for word in data["words"]["other_lands"]:
        yield word, PlaceWord(WORLD, "elsewhere")
    for word in data["words"]["foreign"]:
        yield word, PlaceWord(WORLD, "foreign")
    for part, form in (("group", "group"), *((part, "name") for part in ("region", "city", "capital", "university"))):
        for entry in areas()[part]:
            code = entry["code"] + (f"{CITY}{entry['name']}" if part == "city" else "")
            for word in entry[lang]:
                yield from _inflectable(word, PlaceWord(code, form), lang)  # type: ignore[arg-type]
    yield from _countries(lang)


def _countries(lang: str) -> Iterator[tuple[str, PlaceWord]]:
    for code, name in sorted(Locale(lang).territories.items()):
        if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRY:
            for part in re.split(r"\s*[()]\s*", name):
                yield from _inflectable(part, PlaceWord(code, "name"), lang)


def _inflectable(name: str, meaning: PlaceWord, lang: str) -> Iterator[tuple[str, PlaceWord]]:
    """The phrase as printed and, for a name of several words, of its lemmas."""
    words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", name)
    if not words or (len(words) == 1 and len(words[0]) < 3):
        return
    yield " ".join(words), meaning
    if lang == "kk" and "ия" in name.casefold():
        yield from _as_in_latin(" ".join(words), meaning)
    if len(words) > 1 and lang == "ru":
        yield " ".join(lemmas(word, lang)[0] for word in words), meaning


def _as_in_latin(name: str, meaning: PlaceWord) -> Iterator[tuple[str, PlaceWord]]:
    """A foreign name as Latin-script Kazakh leads to it, which writes one letter for "и", "ій" and "ый"."""
    low = name.casefold().replace("ция", "сия").replace("ия", "иа")
    yield low, meaning
    if low.startswith("и"):
        yield f"і{low[1:]}", meaning

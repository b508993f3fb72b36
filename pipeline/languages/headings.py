"""Heading words of the parts of a paper in three languages: which part does a line open?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.languages.alphabets import KAZAKH, LOST, RUSSIAN, to_latin
from pipeline.languages.knowledge import LANGUAGES, knowledge

Part = Literal["abstract", "keywords", "body", "conclusion", "references", "authors", "other"]
PARTS: tuple[Part, ...] = ("abstract", "keywords", "body", "conclusion", "references", "authors", "other")

_NUMBER = r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVXІХ]{1,5})(?:[.)]\s*|\s+))?"
_MARKS = r"[\s*_#•\"«“]*"
_LONGEST_HEADING = 90
_MORE_WORDS = 5
"""Words that may follow a heading word in a heading line: "Results of the survey", "Заключение к главе"."""
_LONGEST_TITLE = 400
"""Characters of a title with its authors."""
_LONGEST_OPENING = 200
"""Characters of a block in which its heading word is looked for."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading word at the beginning of a block: the part it opens, its languages, and where it ends."""

    part: Part
    languages: frozenset[str]
    end: int
    alone: bool
    """Is the block nothing but the heading?"""


_FOLDED = {**LOST, **str.maketrans("áäǵğńñŋóöúüūýıİşșÁÄǴĞŃÑŊÓÖÚÜŪÝŞȘ", "aaggnnnoouuuyiissAAGGNNNOOUUUYSS")}
"""Letters that are compared as one: Kazakh ones as the Russian letters that stand for them where they were lost, and
those of the Latin alphabets without their marks."""


def _fold(text: str) -> str:
    """A text to compare, of the same length."""
    return text.translate(_FOLDED)


def _spellings(name: str) -> list[tuple[str, str]]:
    """(language, folded spelling) of each word of a list of headings.toml, in the Latin alphabets too."""
    found = []
    for lang in LANGUAGES:
        tables = {"kk": KAZAKH, "ru": RUSSIAN}.get(lang, {}).values()
        for phrase in knowledge(lang, "headings")[name]:
            latin = {_fold(to_latin(phrase, table)) for table in tables} - {phrase}
            found += [(lang, _fold(phrase)), *((f"{lang}-Latn", spelling) for spelling in sorted(latin))]
    return found


@cache
def _phrases() -> dict[str, dict[Part, frozenset[str]]]:
    """Phrase → part → languages. A spelling that some language has is not read as a transliteration of another."""
    found: dict[str, dict[Part, frozenset[str]]] = {}
    printed = [(part, lang, phrase) for part in PARTS for lang, phrase in _spellings(part)]
    own = {phrase for _, lang, phrase in printed if lang in LANGUAGES}
    for part, lang, phrase in printed:
        if lang in LANGUAGES or phrase not in own:
            parts = found.setdefault(phrase, {})
            parts[part] = parts.get(part, frozenset()) | {lang}
    return found


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(_phrases(), key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"{_MARKS}{_NUMBER}{_MARKS}({words})(?![\w-])", re.IGNORECASE)


@cache
def _inside(part: Part) -> re.Pattern[str]:
    phrases = sorted((p for p, parts in _phrases().items() if part in parts), key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    if part == "keywords":
        return re.compile(rf"(?<=[.!?»”)\]])\s+(?=(?:{words})\s*[:–—])", re.IGNORECASE)
    return re.compile(rf"\s(?=(?:{words})\s*[.:–—]\s)", re.IGNORECASE)


def heading_of(text: str, *, is_heading: bool) -> Heading | None:
    """The heading word that a block begins with, None when it begins with none.

    A line that is set as a heading may go on for a few words; in running text a stop, colon or dash must follow, save
    after the words for abstract, which converters often join to its first sentence.
    """
    match = _pattern().match(_fold(text[:_LONGEST_OPENING]))
    if match is None:
        return None
    phrase = " ".join(match[1].lower().split())
    parts = _phrases()[phrase]
    part, languages = next(iter(parts.items()))
    rest = text[match.end() :]
    mark = re.match(r"[\s*_]*[.:;–—-]+[\s*_]*|[\s*_]*\Z", rest)
    if mark:
        end = match.end() + mark.end()
        return Heading(part, languages, end, alone=not text[end:].strip())
    capital = rest[1:10].lstrip('"«“ ')[:1]
    if part == "abstract" and match[1][0].isupper() and len(phrase) > 5 and capital.isupper() and len(text) > 200:
        return Heading(part, languages, match.end(), alone=False)
    short = len(text) <= _LONGEST_HEADING and len(rest.split()) <= _MORE_WORDS
    if is_heading and short and part in ("body", "conclusion", "other", "authors") and not text.rstrip().endswith(","):
        return Heading(part, languages, len(text), alone=True)
    return None


def parts_inside(text: str) -> list[int]:
    """Where, inside a paragraph, an abstract or keywords begin that a converter joined to what stands before them.

    An abstract begins with a capital after no more than a title and authors; keywords stand after a sentence's end.
    """
    folded = _fold(text)
    found = []
    opening = _inside("abstract").search(folded, 0, _LONGEST_TITLE)
    if opening and text[opening.end()].isupper() and len(text) > _LONGEST_TITLE / 2:
        found.append(opening.end())
    *_, last = [None, *_inside("keywords").finditer(folded)]
    if last:
        found.append(last.end())
    return found


_ISSUE = re.compile(r"(?:№|\b(?:vol|no|том|вып|issue|выпуск|issn|isbn)\b\.?)\s*\d", re.IGNORECASE)
_RAISED = re.compile(r"[\d*⁰¹²³⁴⁵⁶⁷⁸⁹†‡ᵃᵇᶜ]+")


@cache
def _affiliations() -> re.Pattern[str]:
    words = {word for _, word in _spellings("affiliation")}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})", re.IGNORECASE)


@cache
def _codes() -> re.Pattern[str]:
    words = {word for _, word in _spellings("codes")}
    joined = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    genres = "|".join(re.escape(word) for _, word in _spellings("genres"))
    return re.compile(rf"\W*(?:https?://|(?:{joined})(?!\w)|(?:{genres})\W*\Z)", re.IGNORECASE)


def is_code(text: str) -> bool:
    """A line of classification codes, an address or an issue: УДК 314.7, DOI 10.1000/1, Вестник, №3, 2020."""
    if len(text) >= 200:
        return False
    return bool(_codes().match(_fold(text)) or _ISSUE.search(text) or not re.search(r"[^\W\d_]{2}", text))


def names_institution(text: str) -> bool:
    """Does a line name a place of work, a degree or an address, as the lines below authors' names do?"""
    return "@" in text or _affiliations().search(_fold(_RAISED.sub(" ", text))) is not None


_CAPITAL = "[A-ZÀ-ÖØ-ÞĞǴŃŞŪİА-ЯӘҒҚҢӨҰҮҺІЁ]"
_INITIALS = re.compile(rf"(?<!\w){_CAPITAL}\.\s?(?:{_CAPITAL}[a-zа-яё]?\.)?")
_NAME = re.compile(rf"{_CAPITAL}[\w'’ʼ-]+\.?")


_BETWEEN_NAMES = re.compile(r"[,;]|\s(?:and|және|и|мен|пен|бен|jáne|jäne|men|pen|ben)\s")


def names_people(text: str) -> bool:
    """Is a line a list of names: initials, or short parts of capitalised words?"""
    line = _RAISED.sub(" ", text).strip(" ,;.")
    if not line or len(line) > 300:
        return False
    sparse = 3 if line.isupper() else 6  # "Г. АЛМАТЫ" in a title of capitals is a town
    if len(_INITIALS.findall(line)) * sparse >= len(line.split()):
        return True
    parts = [part.split() for part in _BETWEEN_NAMES.split(line) if part.strip()]
    named = [words for words in parts if 2 <= len(words) <= 4 and all(_NAME.fullmatch(word) for word in words)]
    if not parts or len(named) < len(parts):
        return False
    marked = len(line) < len(text.strip())
    one_capital = any(word.isupper() for word in parts[0]) and not all(word.isupper() for word in parts[0])
    return len(parts) > 1 or marked or one_capital

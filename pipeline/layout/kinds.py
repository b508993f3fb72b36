"""What a line says it is by its first words: a caption, a note below a table, an item of a list, a heading."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages.knowledge import LANGUAGES, knowledge

_ITEM = re.compile(
    r"(?:[-–—•●▪■◦·*]\s+\S|\(?\d{1,3}[.)]\s+\S|\[\d{1,3}\]\s*\S|\(?[a-zа-яё]\)\s+\S|[ivx]{1,5}[.)]\s+\S)"
)
_FOOTNOTE = re.compile(r"(?:[¹²³⁴-⁹⁰]{1,3}\s?\S|\*{1,3}\s?[^\W\d_]|[†‡]\s?\S)")
_ROMAN_OR_NUMBER = r"(?:№\s*)?(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,5})"
_PARTS = ("abstract", "keywords", "body", "conclusion", "references")
_TERMINAL = re.compile(r"[.!?…][)\]»”\"’*¹²³⁴-⁹]*\Z")


@cache
def _words(name: str) -> str:
    words = {word for lang in LANGUAGES for word in knowledge(lang, "layout")[name]}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _caption() -> re.Pattern[str]:
    words = _words("captions")
    return re.compile(
        rf"(?:(?:{words})\.?\s*{_ROMAN_OR_NUMBER}(?!\w)"
        rf"|\d{{1,3}}\s*[-–]?\s*(?:{words})(?!\w))",
        re.IGNORECASE,
    )


@cache
def _note() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('notes')})(?:\s*\d{{1,2}})?\s*[.:–—-]", re.IGNORECASE)


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('openers')})(?!\w)\s*(?:[.:–—-]|$)", re.IGNORECASE)


@cache
def _continuation() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('continuations')})\b", re.IGNORECASE)


@cache
def page_number() -> re.Pattern[str]:
    """A line or a piece of one that is nothing but the number of a page, which is group 1: "12", "- 12 -", "стр. 12",
    "12 of 40", "12 | P a g e", "12-бет"."""
    marks, words, of = r"[-–—|\[\]\s]*", _words("pages"), _words("of_pages")
    return re.compile(
        rf"{marks}(?:{words})?\s*(\d{{1,5}})(?:\s*(?:/|\||{of})\s*(?:\d{{1,4}}|{of})|\s?-?\s?(?:{words}))?{marks}\Z",
        re.IGNORECASE,
    )


def is_caption(text: str) -> bool:
    """Begins like a caption: "Table 2 – …", "Рисунок 1. …", "3-кесте. …"."""
    found = _caption().match(text)
    if not found:
        return False
    rest = text[found.end() :].lstrip()
    # "Table 2 shows …", "таблица 2 содержит": a sentence about the table, not its caption
    return not rest[:1].islower()


def is_note(text: str) -> bool:
    """Begins like the note below a table: "Note – …", "Примечание: …"."""
    return bool(_note().match(text))


def opens_part(text: str) -> bool:
    """Begins with a word that opens a part of a paper: "Abstract.", "Ключевые слова:", "Кіріспе"."""
    return bool(_opener().match(text))


@cache
def _headings() -> frozenset[str]:
    return frozenset(name for lang in LANGUAGES for part in _PARTS for name in knowledge(lang, "headings")[part])


def is_part_heading(text: str) -> bool:
    """Is the line nothing but the heading of a part: "References", "Список литературы"?"""
    return text[:1].isupper() and text.casefold().strip(" .:—–-") in _headings()


def is_continuation(text: str) -> bool:
    """Says that a table goes on over the page."""
    return len(text) < 60 and bool(_continuation().match(text))


def is_item(text: str) -> bool:
    """Begins with a bullet, a number and a stop or bracket, or a letter and a bracket."""
    return bool(_ITEM.match(text))


def is_footnote(text: str) -> bool:
    """Begins with a note mark: a superscript figure, a star right before a word, a dagger."""
    return bool(_FOOTNOTE.match(text))


def ends_sentence(text: str) -> bool:
    """The last sign is a full stop, a question or exclamation mark, closing quotes and brackets aside."""
    return bool(_TERMINAL.search(text))


def is_capitals(text: str, *, share: float = 0.9) -> bool:
    """Set in capitals: at least four letters, `share` of them capital."""
    letters = [ch for ch in text if ch.isalpha()]
    return len(letters) >= 4 and sum(ch.isupper() for ch in letters) >= share * len(letters)

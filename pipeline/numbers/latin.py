"""Kazakh in Latin letters turned back into Cyrillic, so that one set of word lists reads all its alphabets."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pipeline.languages.alphabets import KAZAKH
from pipeline.languages.knowledge import knowledge
from pipeline.offsets import MappedText

_ACUTE: Final = frozenset("áǵńóúýÁǴŃÓÚÝ")
_DIAERESIS: Final = frozenset("äğñöüūşÄĞÑÖÜŪŞ")
_LATIN: Final = re.compile(r"[a-zA-ZÀ-ɏ]")
_CYRILLIC: Final = re.compile(r"[а-яА-ЯёЁӘәІіҢңҒғҮүҰұҚқӨөҺһ]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_KEPT: Final = re.compile(r"(?:https?://|www\.|10\.[0-9]{4,9}/)\S{1,300}|\S{1,64}@\S{1,120}|\b[A-Z]{2,6}\b")
"""Addresses and abbreviations keep their letters: DOI, ISSN, USD."""

_VOWELS: Final = "аәеёиоөуұүыіэюя"


def is_latin_kazakh(text: str) -> bool:
    """True when most letters are Latin and some are of the Kazakh alphabets alone: English in a Kazakh text is not."""
    marked = _ACUTE | _DIAERESIS | {"ı"}
    return not marked.isdisjoint(text) and len(_LATIN.findall(text)) > len(_CYRILLIC.findall(text))


def to_cyrillic(text: str) -> MappedText:
    """The text in Cyrillic letters, each with the place of the Latin letter or pair of letters it stands for."""
    alphabet = _alphabet(text)
    kept = [match.span() for match in _KEPT.finditer(text)]
    out: list[str] = []
    origins: list[int] = []
    at = k = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while k < len(kept) and kept[k][1] <= start:
            k += 1
        out.append(text[at:start])
        origins.extend(range(at, start))
        at = end
        if k < len(kept) and kept[k][0] < end:
            out.append(text[start:end])
            origins.extend(range(start, end))
            continue
        word, places = _word(text[start:end], alphabet)
        out.append(word)
        origins.extend(start + place for place in places)
    out.append(text[at:])
    origins.extend(range(at, len(text)))
    return MappedText("".join(out), origins)


def _alphabet(text: str) -> str:
    """2018 by its acute accents or its sh beside ı, 2021 by its diaereses and ı, else without diacritics."""
    letters = set(text)
    if letters & _ACUTE or ("ı" in letters and "sh" in text.lower()):
        return "2018"
    return "2021" if letters & _DIAERESIS or "ı" in letters else "plain"


@cache
def _table(alphabet: str) -> dict[str, str]:
    """Latin letters and pairs to Cyrillic ones; the first of several Cyrillic letters wins, the commoner by order."""
    table: dict[str, str] = {}
    for cyrillic, latin in KAZAKH[alphabet].items():
        if latin and cyrillic.islower() and cyrillic not in "ёщһэъь":
            table.setdefault(latin, cyrillic)
    if alphabet == "plain":
        table["i"] = "і"
    return table


def _word(word: str, alphabet: str) -> tuple[str, list[int]]:
    """One word in Cyrillic, and for each of its letters the place of the Latin one."""
    low = word.lower() if len(word.lower()) == len(word) else word
    stem, loan = next(((latin, loan) for latin, loan in _loans(alphabet).items() if low.startswith(latin)), ("", ""))
    letters, places = _spelled(low[len(stem) :], alphabet)
    letters = loan + letters
    places = [min(i, len(stem) - 1) for i in range(len(loan))] + [len(stem) + place for place in places]
    if word[:1].isupper():
        letters = letters[:1].upper() + letters[1:]
    return letters, places


def _spelled(low: str, alphabet: str) -> tuple[str, list[int]]:
    table = _table(alphabet)
    out: list[str] = []
    places: list[int] = []
    i = 0
    while i < len(low):
        size = 2 if low[i : i + 2] in table else 1
        letter = table.get(low[i : i + size], low[i : i + size])
        if letter in "ий" and alphabet != "plain":
            letter = "й" if out and out[-1] in _VOWELS else "и"
        out.append(letter)
        places.append(i)
        i += size
    return "".join(out), places


@cache
def _loans(alphabet: str) -> dict[str, str]:
    """Loan words whose Latin spelling is read in two ways (миллиард: ia is also я), as the alphabet writes them."""
    table = KAZAKH[alphabet]
    return {"".join(table.get(c, c) for c in word): word for word in knowledge("kk", "numbers")["loans"]}

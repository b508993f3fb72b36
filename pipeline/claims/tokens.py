"""Words of a text with their places and candidate lemmas: what phrases are looked up with."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.languages.morphology import lemmas

_FORMULA = r"(?<!\w)(?:[CС][OО]|[CС]H|NH|SO|NO|PM|РМ|N|H|O)(?:2[.,]5|10|[2-4₂₃₄][OS]?)(?![\w₂₃₄])"
"""Gases and dust are told by formulas: CO2, SO₂, N2O, PM2.5."""
_IN_FORMULAS = str.maketrans("₂₃₄сорм,", "234copm.")
_WORD = re.compile(rf"(?P<formula>{_FORMULA})|[^\W\d_]+(?:[-‑–’'`.](?=[^\W\d_]{{2}})[^\W\d_]+)*|[^\W\d_]")

_ENDING = r"(?:[нтд][аеыі]н|[нтд][ыі]ң|[нтд][аеыі]|[ғгқк][аеі]|[мпб]ен|с?[ыі]н?)"
_NUMBER_ENDS = re.compile(rf"[\d%][-‑–]{_ENDING}$", re.IGNORECASE)
"""The ending of a Kazakh number: "3,6-нан" has no bread in it."""
_CLOSES = re.compile(r"[^\w;]*[\d.,%\s\u00a0)\]–-]*;|[\s\u00a0]+\d[\d.,\s\u00a0]*%[-‑–][ыі]")
"""A semicolon behind a word, or behind a number behind it: "in 2022; claims paid were 216 billion"; or a share that
is the word's own: "жүктің 83 %-ы автомобильмен тасымалданды"."""
_HYPHENS = ("-", "‑", "–")
_NUMBERED = re.compile(r"\.\s*\d")
"""Behind the abbreviation of what has a number: "рис. 2" is a picture, and no rice."""
_ABBREVIATED = re.compile(rf"[^аәеёиоөуұүыіэюя]+[-‑–]{_ENDING}", re.IGNORECASE)
"""An abbreviation with a Kazakh ending: "млн-нан"."""


class Token(NamedTuple):
    """One word: `text[start:end]`, its lower-case form (ё as е), and its candidate lemmas, best first."""

    surface: str
    start: int
    end: int
    lower: str
    lemmas: tuple[str, ...]
    key: str
    """By what tokens are one word: what is found for one of them holds for all."""
    closes: bool = False
    """Whether a semicolon or its own share stands behind it: no phrase goes on over that."""


@cache
def data_language(lang: str) -> str:
    """The language whose data serve a text of this code: kk-Latn by kk, an unknown one by English."""
    base = lang[:2]
    return base if base in LANGUAGES else "en"


def tokenise(text: str, lang: str) -> tuple[Token, ...]:
    """The words of a text; digits and punctuation are no words. A hyphenated word is one, and has its parts' lemmas."""
    found: list[Token] = []
    base = data_language(lang)
    may_close = ";" in text or "%" in text
    for match in _WORD.finditer(text):
        start, end = match.span()
        surface = match[0]
        if base == "kk" and text[start - 1 : start] in _HYPHENS and _NUMBER_ENDS.search(text[max(0, start - 2) : end]):
            continue
        word = _word(surface, base, formula=match.lastgroup is not None)
        if word.abbreviated and _NUMBERED.match(text, end):
            continue
        closes = may_close and _CLOSES.match(text, end) is not None
        found.append(Token(surface, start, end, word.lower, word.lemmas, word.key, closes))
    return tuple(found)


def lone_token(word: str) -> Token:
    """A word by itself, which stands for no other form."""
    return Token(word, 0, len(word), word, (), word)


class _Word(NamedTuple):
    """What all tokens of one printed form have in common; `abbreviated` words have a number behind them."""

    lower: str
    lemmas: tuple[str, ...]
    key: str
    abbreviated: bool


@lru_cache(maxsize=65536)
def _word(surface: str, lang: str, *, formula: bool) -> _Word:
    lower = surface.casefold().replace("ё", "е").replace("‑", "-").replace("’", "'")
    lower = lower.translate(_IN_FORMULAS) if formula else lower
    found = _candidates(lower, lang)
    abbreviated = surface.casefold() in knowledge(lang, "topics")["homonyms"]["abbreviated"]
    return _Word(lower, found, " ".join((lower, *found)), abbreviated)


def _candidates(lower: str, lang: str) -> tuple[str, ...]:
    own = lemmas(lower, lang)
    parts = lower.split("-")
    if lang == "kk" and _ABBREVIATED.fullmatch(lower):
        return tuple(dict.fromkeys((*own, *lemmas(parts[0], lang))))
    if len(parts) > 1:
        more = [w for part in (parts[0], parts[-1]) if len(part) > 1 for w in lemmas(part, lang)]
        own = tuple(dict.fromkeys((*own, *more)))
    return own

"""Words of a text with their places and candidate lemmas: what phrases are looked up with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.languages.knowledge import LANGUAGES
from pipeline.languages.morphology import lemmas

_WORD = re.compile(r"[^\W\d_]+(?:[-‑–’'`.](?=[^\W\d_]{2})[^\W\d_]+)*|[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `text[start:end]`, its lower-case form (ё as е), and its candidate lemmas, best first."""

    surface: str
    start: int
    end: int
    lower: str
    lemmas: tuple[str, ...]


def data_language(lang: str) -> str:
    """The language whose data serve a text of this code: kk-Latn by kk, an unknown one by English."""
    base = lang[:2]
    return base if base in LANGUAGES else "en"


def tokenise(text: str, lang: str) -> tuple[Token, ...]:
    """The words of a text; digits and punctuation are no words. A hyphenated word is one, and has its parts' lemmas."""
    found: list[Token] = []
    base = data_language(lang)
    for match in _WORD.finditer(text):
        surface = match[0]
        lower = surface.casefold().replace("ё", "е").replace("‑", "-").replace("’", "'")
        found.append(Token(surface, match.start(), match.end(), lower, _candidates(lower, base)))
    return tuple(found)


def _candidates(lower: str, lang: str) -> tuple[str, ...]:
    own = lemmas(lower, lang)
    parts = lower.split("-")
    if len(parts) > 1:
        more = [w for part in (parts[0], parts[-1]) if len(part) > 1 for w in lemmas(part, lang)]
        own = tuple(dict.fromkeys((*own, *more)))
    return own

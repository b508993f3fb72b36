"""Letters that OCR takes for one another although only one of the two makes a word."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.languages.knowledge import knowledge
from pipeline.languages.morphology import in_russian_dictionary

_LEAST = 4
_MOST_PLACES = 4
_LETTERS = re.compile(r"[а-яё]+")


@lru_cache(maxsize=16384)
def likely_word(word: str) -> str:
    """The word as it was printed, of the same length: a word that no dictionary has, and that a known one differs from
    by letters which OCR confuses, is that one. Any other comes back as it is."""
    pairs: dict[str, str] = knowledge("ru", "misreadings")["letters"]
    inner = _LETTERS.search(word.lower())
    if inner is None or len(inner[0]) < _LEAST or inner[0] != word.lower().strip("«»„“”\"'().,;:!?…–—-"):
        return word
    places = [i for i in range(inner.start(), inner.end()) if word[i] in pairs]
    if not places or len(places) > _MOST_PLACES or in_russian_dictionary(inner[0]):
        return word
    for chosen in range(1, 1 << len(places)):
        letters = list(word)
        for bit, place in enumerate(places):
            if chosen >> bit & 1:
                letters[place] = pairs[letters[place]]
        if in_russian_dictionary("".join(letters)[inner.start() : inner.end()].lower()):
            return "".join(letters)
    return word

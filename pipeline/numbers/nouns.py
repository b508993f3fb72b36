"""Open counted nouns: which word behind a number is the noun, and its singular."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.languages.morphology import lemmas
from pipeline.numbers.tokens import Token

_US_PLURAL: Final = re.compile(r".{2,}[nprst]uses")

SHORTEST_PLURAL: Final = 4
"""Letters of a plural in -s at least: not "its", "gas"."""


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in knowledge("en", "units")["nouns"].items()}


def english_plurals(tokens: Sequence[Token], words: Sequence[int]) -> Iterator[int]:
    """The plural nouns among these tokens, up to an adverb: behind one a verb follows, not a noun."""
    lists = _lists()
    for at in words:
        word = tokens[at].low
        if word.endswith("ly") and word not in lists["ly_adjectives"]:
            return
        ends = word.endswith("s") and not word.endswith(tuple(lists["not_plural"])) and len(word) >= SHORTEST_PLURAL
        if ends or word in lists["plurals"] or word.endswith("men"):
            yield at


def english_singular(word: str) -> str:
    """fishermen: fisherman, viruses: virus, movies: movie; else the lemma."""
    lists = _lists()
    if word in lists["unchanged"]:
        return word
    if word.endswith("men"):
        return word[:-2] + "an"
    if word in lists["ie_plurals"]:
        return word[:-1]
    return word[:-2] if _US_PLURAL.fullmatch(word) else lemmas(word, "en")[0]


def kazakh_stem(word: str, found: Sequence[str]) -> str:
    """жобаны: жоба, and жоба itself: a last vowel alone is seldom an ending of a counted noun."""
    return next((form for form in reversed(found) if form == word or len(word) - len(form) > 1), word)

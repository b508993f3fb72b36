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

FARTHEST_NOUN: Final = 4
"""So many words may stand between a number and the end of its noun: "12 large state universities"."""


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


def noun_phrase(tokens: Sequence[Token], i: int, stop: frozenset[str], lang: str) -> Iterator[int]:
    """The words behind a number up to a stop word, a sign or another number."""
    at = i
    while at < len(tokens) and at < i + FARTHEST_NOUN + 2:
        token = tokens[at]
        if token.text == "-" and token.glued and at > i and at + 1 < len(tokens) and tokens[at + 1].glued:
            at += 1
            continue
        hyphened = at + 1 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 1].glued  # in-depth
        if token.kind == "word" and token.low in _JOINS and lang == "en" and _joins_adjectives(tokens, i, at):
            at += 1
            continue
        if token.kind != "word" or (token.low in stop and not hyphened):
            return
        yield at
        at += 1


_JOINS = frozenset({"and", "or"})
_EN_ADJECTIVES = ("al", "ic", "ive", "ed", "ary", "ous", "ful", "able", "ate", "an")


def _joins_adjectives(tokens: Sequence[Token], i: int, at: int) -> bool:
    """12 medical and technical universities: the noun stands behind the second adjective."""
    if at == i or at + 2 >= len(tokens) or not tokens[at - 1].low.endswith(_EN_ADJECTIVES):
        return False
    return tokens[at + 1].kind == "word" and tokens[at + 1].low.endswith(_EN_ADJECTIVES)

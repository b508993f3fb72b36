"""What reading one text needs at hand: its tokens, which of them are free, and the tables of its language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.bounds import BoundBook, bound_book
from pipeline.numbers.lexicon import ALSO_READS, Lexicon, lexicon
from pipeline.numbers.tokens import Token, tokenize
from pipeline.numbers.units import UnitBook, unit_book


@dataclass(frozen=True, slots=True)
class Signals:
    """Words around a number that say what it is."""

    rank_nouns: frozenset[str]
    superlatives: frozenset[str]
    year_prepositions: frozenset[str]
    verb_ranks: tuple[str, ...]
    list_words: frozenset[str]
    conjunctions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Context:
    """One text and its language's tables; `free[i]` is False where a period or another number has taken token i."""

    text: str
    tokens: Sequence[Token]
    free: Sequence[bool]
    lang: str
    lex: Lexicon
    book: UnitBook
    bounds: BoundBook
    signals: Signals


def context_of(text: str, *, lang: str, taken: Sequence[tuple[int, int]]) -> Context:
    """The context of a text in kk, ru or en; `taken`: sorted spans of what has been read already."""
    tokens = tokenize(text)
    return Context(
        text, tokens, _free(tokens, taken), lang, lexicon(lang), unit_book(lang), bound_book(lang), signals(lang)
    )


@cache
def signals(lang: str) -> Signals:
    """The signal words of a language and of those that its texts quote."""

    def words(file: str, key: str) -> frozenset[str]:
        return frozenset(word for code in ALSO_READS[lang] for word in knowledge(code, file)[key])

    return Signals(
        rank_nouns=words("nonquantities", "rank_nouns"),
        superlatives=words("nonquantities", "superlatives"),
        year_prepositions=words("periods", "year_after"),
        verb_ranks=tuple(sorted(words("nonquantities", "verb_ranks"))),
        list_words=words("numbers", "list_words"),
        conjunctions=words("numbers", "conjunctions"),
    )


def _free(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> list[bool]:
    free = [True] * len(tokens)
    at = 0
    for i, token in enumerate(tokens):
        while at < len(taken) and taken[at][1] <= token.start:
            at += 1
        free[i] = at >= len(taken) or token.end <= taken[at][0]
    return free

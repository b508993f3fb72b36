"""Finding the phrases of a word list in a text, by lemmas and stems; longest first, never by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from pipeline.claims.tokens import Token

Meaning = TypeVar("Meaning")

_VOICED_FROM = 5
"""A shorter opening is a part of a word, and its voiced form may begin another word."""
_MOST_KNOWN = 50_000
"""So many words an index keeps its answers for."""
_MOST_BEHIND = 2_000
"""And so many words behind one of them."""


class Mention(NamedTuple, Generic[Meaning]):
    """A phrase found: its tokens `first` to `last` (inclusive), its characters, and what it means."""

    first: int
    last: int
    start: int
    end: int
    meaning: Meaning


class Near(Generic[Meaning]):
    """The phrases that two words of a text begin, the longest first, and for each word behind them what is left."""

    def __init__(self, phrases: Sequence[tuple[int, tuple[str, ...], Meaning]]) -> None:
        self._phrases = phrases
        self._of_two = next(((len(words), meaning) for _, words, meaning in phrases if len(words) == 2), None)
        self._longer = any(len(words) > 2 for _, words, _ in phrases)
        self._left: dict[str, Sequence[tuple[int, tuple[str, ...], Meaning]]] = {}

    def __bool__(self) -> bool:
        return bool(self._phrases)

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, Meaning] | None:
        """The number of words and the meaning of the longest of the phrases that stands at a place of the text."""
        if not self._longer or at + 2 >= len(tokens):
            return self._of_two
        for _, words, meaning in self._with(tokens[at + 2]):
            if at + len(words) <= len(tokens) and all(_is(words[k], tokens[at + k]) for k in range(3, len(words))):
                return len(words), meaning
        return self._of_two

    def _with(self, third: Token) -> Sequence[tuple[int, tuple[str, ...], Meaning]]:
        left = self._left.get(third.key)
        if left is None:
            if len(self._left) >= _MOST_BEHIND:
                self._left.clear()
            left = [p for p in self._phrases if len(p[1]) > 2 and _is(p[1][2], third)]
            self._left[third.key] = left
        return left


_NONE: Near[Any] = Near(())


@dataclass(frozen=True, slots=True)
class Begun(Generic[Meaning]):
    """The phrases that may begin with one word: what the word alone means, the others with their ranks, by their
    second word where that stands in full, and by its openings where it is a stem."""

    alone: tuple[Meaning] | None
    by_second: Mapping[str, Sequence[tuple[int, tuple[str, ...], Meaning]]]
    by_opening: Sequence[tuple[tuple[str, ...], tuple[int, tuple[str, ...], Meaning]]]
    _known: dict[str, Near[Meaning]]
    """What may go on with a word, for the words asked so far."""
    longer: bool
    """Whether phrases of several words may begin."""
    opens: bool
    """Whether any phrase may begin."""

    def going_on(self, behind: Token) -> Near[Meaning]:
        """The phrases that may go on with the word behind the first."""
        key = behind.key
        near = self._known.get(key)
        if near is None:
            if len(self._known) >= _MOST_BEHIND:
                self._known.clear()
            found = [p for form in {behind.lower, *behind.lemmas} for p in self.by_second.get(form, ())]
            found += [p for openings, p in self.by_opening if behind.lower.startswith(openings)]
            near = self._known[key] = Near(sorted(found, key=_rank)) if found else _NONE
        return near


def _begun(phrases: Sequence[tuple[tuple[str, ...], Meaning]]) -> Begun[Meaning]:
    """The phrases, the longest first, as what is looked up by the word behind their first."""
    alone: tuple[Meaning] | None = None
    by_second: dict[str, list[tuple[int, tuple[str, ...], Meaning]]] = {}
    by_opening: list[tuple[tuple[str, ...], tuple[int, tuple[str, ...], Meaning]]] = []
    for rank, (words, meaning) in enumerate(phrases):
        if len(words) == 1:
            alone = alone or (meaning,)
        elif words[1].endswith("*"):
            by_opening.append((_openings(words[1]), (rank, words, meaning)))
        else:
            by_second.setdefault(words[1], []).append((rank, words, meaning))
    longer = bool(by_second or by_opening)
    return Begun(alone, by_second, by_opening, {}, longer, longer or alone is not None)


def _rank(phrase: tuple[int, tuple[str, ...], object]) -> int:
    return phrase[0]


class PhraseIndex(Generic[Meaning]):
    """Phrases of words; a word ending in `*` stands for every word that begins so, others for their inflected forms.

    A word of a phrase matches a token when it is the token's lower-case form or one of its candidate lemmas.
    """

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], Meaning]]] = defaultdict(list)
        self._stems: dict[str, list[tuple[tuple[str, ...], Meaning]]] = defaultdict(list)
        for phrase, meaning in phrases:
            words = tuple(phrase.casefold().replace("ё", "е").replace("’", "'").split())
            if not words:
                continue
            if words[0].endswith("*"):
                for opening in _openings(words[0]):
                    self._stems[opening].append((words, meaning))
            else:
                self._exact[words[0]].append((words, meaning))
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._known: dict[str, Begun[Meaning]] = {}
        self._idle: set[str] = set()
        """Words with which no phrase begins, of those asked so far."""

    def find(self, tokens: Sequence[Token], begun: Sequence[int] | None = None) -> list[Mention[Meaning]]:
        """All phrases that do not overlap, the longest at each place; of equal ones that of the better lemma.

        `begun`: the only places where one may begin, in their order, where these are known.
        """
        found: list[Mention[Meaning]] = []
        free = 0
        known, idle = self._known, self._idle
        for at in range(len(tokens)) if begun is None else begun:
            key = tokens[at].key
            if key in idle:
                continue
            opening = known.get(key) or self.begun(tokens[at])
            if not opening.opens:
                idle.add(key)
            if not opening.opens or at < free:
                continue
            best = _longest(opening, tokens, at)
            if best is None:
                continue
            size, meaning = best
            last = at + size - 1
            found.append(Mention(at, last, tokens[at].start, tokens[last].end, meaning))
            free = at + size
        return found

    def meanings(self, token: Token) -> list[Meaning]:
        """What the phrases mean that may begin with the token."""
        return [meaning for _, meaning in self._beginning(token)]

    def matches(self, token: Token) -> bool:
        """Whether the token alone is one of the phrases."""
        return self.begun(token).alone is not None

    def form_of(self, token: Token) -> int | None:
        """Which of the token's forms, the whole word first and the barest stem last, is one of the phrases; None where
        only the opening of the word is."""
        forms = (token.lower, *token.lemmas)
        return next((i for i, form in enumerate(forms) if any(len(w) == 1 for w, _ in self._exact.get(form, ()))), None)

    def begun(self, token: Token) -> Begun[Meaning]:
        """The phrases that may begin with the token; kept for each word, since a text has few different ones."""
        key = token.key
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
                self._idle.clear()
            beginning = sorted(self._beginning(token), key=lambda phrase: (-len(phrase[0]), _openness(phrase[0])))
            found = self._known[key] = _begun(beginning)
        return found

    def _beginning(self, token: Token) -> Iterable[tuple[tuple[str, ...], Meaning]]:
        for lemma in (token.lower, *token.lemmas):
            yield from self._exact.get(lemma, ())
        for length in self._lengths:
            yield from self._stems.get(token.lower[:length], ()) if len(token.lower) >= length else ()


def _longest(begun: Begun[Meaning], tokens: Sequence[Token], at: int) -> tuple[int, Meaning] | None:
    if begun.longer and at + 1 < len(tokens):
        found = begun.going_on(tokens[at + 1]).longest(tokens, at)
        if found is not None:
            return found
    return None if begun.alone is None else (1, begun.alone[0])


def _openness(words: tuple[str, ...]) -> int:
    """How much the end of a phrase leaves open: a longer stem says more ("көңілі толма*" is no "көңілі тол*")."""
    return -len(words[-1].removesuffix("*")) if len(words) > 1 else 0


@lru_cache(maxsize=4096)
def _openings(word: str) -> tuple[str, ...]:
    """How the words begin that `word*` stands for: of a Kazakh noun in қ or к also its form before a vowel, where
    these become ғ and г (толымдылық, толымдылығы)."""
    opening = word[:-1]
    voiced = {"қ": "ғ", "к": "г"}.get(opening[-1:]) if len(opening) >= _VOICED_FROM else None
    return (opening, opening[:-1] + voiced) if voiced else (opening,)


def _is(word: str, token: Token) -> bool:
    if word.endswith("*"):
        return token.lower.startswith(_openings(word))
    return word == token.lower or word in token.lemmas

"""Finding the phrases of a word list in a text, by lemmas and stems; longest first, never by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

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


@dataclass(frozen=True, slots=True)
class Begun(Generic[Meaning]):
    """The phrases that may begin with one word: what the word alone means, the others with their ranks, by their
    second word where that stands in full, and by its openings where it is a stem."""

    alone: tuple[Meaning] | None
    by_second: Mapping[str, Sequence[tuple[int, tuple[str, ...], Meaning]]]
    by_opening: Sequence[tuple[tuple[str, ...], tuple[int, tuple[str, ...], Meaning]]]
    _known: dict[str, Sequence[tuple[int, tuple[str, ...], Meaning]]]
    """What may go on with a word, for the words asked so far."""
    longer: bool
    """Whether phrases of several words may begin."""
    opens: bool
    """Whether any phrase may begin."""

    def going_on(self, behind: Token) -> Sequence[tuple[int, tuple[str, ...], Meaning]]:
        """The phrases that may go on with the word behind the first, the longest first."""
        key = behind.key
        near = self._known.get(key)
        if near is None:
            if len(self._known) >= _MOST_BEHIND:
                self._known.clear()
            found = [p for form in {behind.lower, *behind.lemmas} for p in self.by_second.get(form, ())]
            found += [p for openings, p in self.by_opening if behind.lower.startswith(openings)]
            near = self._known[key] = sorted(found, key=_rank)
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

    def find(self, tokens: Sequence[Token], begun: Sequence[int] | None = None) -> list[Mention[Meaning]]:
        """All phrases that do not overlap, the longest at each place; of equal ones that of the better lemma.

        `begun`: the only places where one may begin, in their order, where these are known.
        """
        found: list[Mention[Meaning]] = []
        free = 0
        known = self._known
        for at in range(len(tokens)) if begun is None else begun:
            opening = known.get(tokens[at].key) or self.begun(tokens[at])
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
            beginning = sorted(self._beginning(token), key=lambda phrase: (-len(phrase[0]), _openness(phrase[0])))
            found = self._known[key] = _begun(beginning)
        return found

    def _beginning(self, token: Token) -> Iterable[tuple[tuple[str, ...], Meaning]]:
        for lemma in (token.lower, *token.lemmas):
            yield from self._exact.get(lemma, ())
        for length in self._lengths:
            yield from self._stems.get(token.lower[:length], ()) if len(token.lower) >= length else ()


def _longest(begun: Begun[Meaning], tokens: Sequence[Token], at: int) -> tuple[int, Meaning] | None:
    left = len(tokens) - at
    if left > 1 and begun.longer:
        for _, words, meaning in begun.going_on(tokens[at + 1]):
            if len(words) <= left and goes_on(words, tokens, at):
                return len(words), meaning
    return None if begun.alone is None else (1, begun.alone[0])


def goes_on(words: tuple[str, ...], tokens: Sequence[Token], at: int) -> bool:
    """Whether the words of a phrase behind its second are those of the text."""
    return len(words) == 2 or all(_is(words[k], tokens[at + k]) for k in range(2, len(words)))


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

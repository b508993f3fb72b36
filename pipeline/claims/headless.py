"""Adjectives whose noun stands once, before: "maternal mortality was 17.0, infant 7.8", "spring wheat …, winter …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.claims.segments import Segment
from pipeline.claims.tokens import Token
from pipeline.claims.vocabulary import Vocabulary, said_beside

_FIRST = 3
"""Among so many first words of its stretch an adjective without its noun stands."""

_LONGEST = 24
"""So many stretches of a sentence are looked at."""


class Phrase(NamedTuple):
    """A phrase of the vocabulary in a sentence: `slot` and `code` of its characters."""

    start: int
    end: int
    slot: str
    code: str


def headless(
    tokens: Sequence[Token], phrases: Sequence[Phrase], segments: Sequence[Segment], lang: str, vocabulary: Vocabulary
) -> Iterator[Phrase]:
    """The adjectives at the beginning of later stretches that make a phrase of the vocabulary with the last noun of a
    phrase told before the first number."""
    if len(segments) < 2:
        return
    heads = _heads(tokens, [p for p in phrases if p.start < segments[0].anchor])
    if not heads:
        return
    taken = {(p.start, p.end) for p in phrases}
    for segment in segments[1:_LONGEST]:
        words = [t for t in tokens if segment.start <= t.start < segment.anchor][:_FIRST]
        for word in words:
            if any(start <= word.start < end and (start, end) != (word.start, word.end) for start, end in taken):
                continue  # a part of a longer phrase
            for slot, code, head in heads:
                found = vocabulary.index(lang, slot).find((word, head))
                told = said_beside(found[0].meaning)[0] if found and (found[0].first, found[0].last) == (0, 1) else code
                if told != code:
                    yield Phrase(word.start, word.end, slot, told)
                    break


def _heads(tokens: Sequence[Token], phrases: Sequence[Phrase]) -> list[tuple[str, str, Token]]:
    """The last words of the phrases of several words, with the slots that they fill."""
    heads: list[tuple[str, str, Token]] = []
    for phrase in phrases:
        inside = [t for t in tokens if phrase.start <= t.start < phrase.end]
        if len(inside) > 1:
            heads.append((phrase.slot, phrase.code, inside[-1]))
    return heads

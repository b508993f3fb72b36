"""The language of every sentence of a paper, decided together: a language goes on until the evidence says otherwise.

The likeliest sequence of languages (Viterbi), where each sentence speaks through its words and each change of language
has its price: high between two sentences of a paragraph, low where a new part of the paper begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages.detection import CODES, is_cyrillic, sum_evidence, words_of
from pipeline.languages.letters import repair
from schemas import SectionKind

TEMPER = 0.4
"""The n-grams of a word overlap, so their log-likelihoods add up to more than the word is worth."""
NAME_WEIGHT = 0.25
"""Weight of a capitalised word that does not begin its sentence: names look alike in all languages."""
IN_NAMES_WEIGHT = 0.08
"""The same in lines of authors, where nearly every word is a name: together they must not outweigh one change."""
KNOWN_HEADING = 6.0
"""What a heading word adds for the languages that have it."""

INSIDE, BETWEEN, AT_PART = 7.0, 4.0, 2.0
"""Price of a change of language inside a block, between blocks of one part, and where a new part begins."""
RARE = {"kk-Latn": 6.0, "ru-Latn": 6.0, "und": 10.0}
"""Added price of a change to a language that papers are seldom in; for transliterated entries among references a third
of it, since they stand there by the dozen."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
_TOKEN = re.compile(r"\S+")
_CODE = re.compile(r"[/\\_=&?%#@]|www\.")
_BRACKETED = re.compile(r"\[[^\[\]]{3,1500}\]")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"»”)\]]*\s+(?=[\"«“(\[–—-]*\s?[^\W\da-zа-яёәғқңөұүһі_])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, entry, heading or table: the least stretch that has one language."""

    start: int
    end: int
    block: int
    part: int
    """Counts the parts of the paper: headings, titles, entries; a change of language is cheap between them."""
    languages: frozenset[str] = frozenset()
    kind: SectionKind = "body"


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Rough sentences: (start, end) that tile the text. Only languages hang on them, so a false cut does no harm."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text) or not text:
        yield start, len(text)


@lru_cache(maxsize=4096)
def sentence_evidence(sentence: str, *, names: bool = False) -> tuple[float, ...]:
    """Log-likelihood for each of CODES, tempered; all zero when nothing in the sentence is a word.

    With `names` every capitalised word is taken for a name, the first one too.
    What stands in brackets counts only where there is nothing else: it is the translation of a transliterated title.
    """
    sentence = repair(sentence)
    prose = _prose(_BRACKETED.sub(" ", sentence))
    if not _WORD.search(prose):
        prose = _prose(sentence)
    return sum_evidence(_weighted_words(prose, names=names))


def _weighted_words(prose: str, *, names: bool) -> Iterator[tuple[str, float]]:
    capitals = prose.isupper()
    for n, match in enumerate(_WORD.finditer(prose)):
        token = match.group()
        abbreviation = token.isupper() and len(token) < 6 and not capitals
        name = token[0].isupper() and (names or (n > 0 and not token.isupper()))
        for word in words_of(token):
            weight = IN_NAMES_WEIGHT if names and name else NAME_WEIGHT if name or abbreviation else 1.0
            yield word, TEMPER * weight


def _prose(text: str) -> str:
    """The text without addresses and codes."""
    return _TOKEN.sub(lambda m: "" if _CODE.search(m.group().rstrip('?%)]"»”,.')) else m.group(), text)


def has_words(text: str) -> bool:
    """Is there a word of three letters, or a Cyrillic one, outside addresses and codes?"""
    return any(len(w) > 2 or is_cyrillic(w) for w in _WORD.findall(_prose(text)))


def decode(text: str, units: Sequence[Unit]) -> list[str]:
    """The language of each unit."""
    if not units:
        return []
    scores = [-RARE.get(code, 0.0) for code in CODES]
    came_from: list[list[int]] = []
    previous: Unit | None = None
    for unit in units:
        emitted = list(sentence_evidence(text[unit.start : unit.end], names=unit.kind == "authors"))
        for i, code in enumerate(CODES):
            emitted[i] += KNOWN_HEADING if code in unit.languages else 0.0
        if previous is None:
            came_from.append(list(range(len(CODES))))
        else:
            scores, pointers = _step(scores, _price(previous, unit), unit)
            came_from.append(pointers)
        scores = [a + b for a, b in zip(scores, emitted, strict=True)]
        previous = unit
    best = max(range(len(CODES)), key=scores.__getitem__)
    path = []
    for pointers in reversed(came_from):
        path.append(CODES[best])
        best = pointers[best]
    return path[::-1]


def _price(previous: Unit, unit: Unit) -> float:
    if previous.part != unit.part:
        return AT_PART
    return INSIDE if previous.block == unit.block else BETWEEN


def _step(scores: list[float], price: float, unit: Unit) -> tuple[list[float], list[int]]:
    """The best way into each language: staying, or changing from the best of the others."""
    best = max(range(len(CODES)), key=scores.__getitem__)
    found, pointers = [], []
    for i, code in enumerate(CODES):
        rare = RARE.get(code, 0.0) * (1 / 3 if unit.kind == "references" and code != "und" else 1.0)
        changed = scores[best] - price - rare
        stay = i == best or scores[i] >= changed
        found.append(scores[i] if stay else changed)
        pointers.append(i if stay else best)
    return found, pointers

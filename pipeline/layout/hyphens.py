"""Line ends: is the hyphen there the printer's, to be dropped, or the word's own, to be kept?

No dictionary decides this, but evidence: the joined or the hyphenated form elsewhere in the same text, the case and
script of the second part, parts that no printer would leave alone, and first and second parts that each language is
known to join by a hyphen (`layout.toml`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.offsets import MappedText, inserted, join

HYPHENS = "-\u2010\u2011"
"""Hyphen-minus, hyphen, non-breaking hyphen."""

SOFT_HYPHEN = "\u00ad"

Joint = Literal["drop", "keep", "space"]
"""How two lines are put together: without the hyphen; with it and no space; with a space between them."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"((?:[\w’'.]+-)*)([\w’']+)[-\u2010\u2011]$")
_FIRST = re.compile(r"([^\W_]+)")
_VOWEL = re.compile(r"[aeiouyäöüáéíóúаәеёиоөуүұыіэюяəɵı]", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:://|www\.|@|\bdoi\b|10\.\d{4})\S*$", re.IGNORECASE)
_STEM = 5
_SHORT = 4
_TAIL = 160
"""So many characters before a line end tell all that matters."""


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(word for lang in LANGUAGES for word in knowledge(lang, "layout")[name])


@cache
def _pairs() -> tuple[str, ...]:
    return tuple(sorted(_listed("hyphen_pairs")))


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """How often words stand in the text, outside line ends: joined, and as parts of hyphenated words."""

    words: Counter[str]
    compounds: Counter[str]
    stems: Counter[str]
    compound_stems: Counter[str]

    def joined(self, first: str, second: str) -> int:
        """How much speaks for one word; a word with another ending counts one tenth."""
        whole = first + second
        return 10 * self.words[whole] + (self.stems[whole[:-2]] if len(second) > 3 else 0)

    def hyphenated(self, first: str, second: str) -> int:
        """How much speaks for a hyphen."""
        near = self.compound_stems[f"{first}-{second[:_STEM]}"] if len(second) >= _STEM else 0
        return 10 * self.compounds[f"{first}-{second}"] + near


def gather(lines: Iterable[str]) -> WordEvidence:
    """Count the words of a text, but the ones that a line end may have cut."""
    words: Counter[str] = Counter()
    compounds: Counter[str] = Counter()
    cut = False
    for line in lines:
        found = [m.group().lower() for m in _WORD.finditer(line)]
        end = line.rstrip()
        now_cut = bool(end) and end[-1] in HYPHENS + SOFT_HYPHEN
        for word in found[1 if cut else 0 : len(found) - 1 if now_cut else len(found)]:
            words[word] += 1
            if "-" in word:
                compounds[word] += 1
        cut = now_cut
    stems: Counter[str] = Counter()
    for word, count in words.items():
        if len(word) > _STEM and "-" not in word:
            for end_length in (0, 1, 2):
                stems[word[: len(word) - end_length]] += count
    compound_stems: Counter[str] = Counter()
    for word, count in compounds.items():
        first, _, second = word.rpartition("-")
        compound_stems[f"{first}-{second[:_STEM]}"] += count
    return WordEvidence(words, compounds, stems, compound_stems)


def joint(before: str, after: str, evidence: WordEvidence) -> Joint:
    """How to put the line `after` to the line `before`, which may end with a hyphen. Both are stripped."""
    if not before or not after:
        return "space"
    if before.endswith(SOFT_HYPHEN):
        return "drop"
    before = before[-_TAIL:]
    if before[-1] not in HYPHENS:
        return _without_hyphen(before, after)
    last, first = _LAST.search(before), _FIRST.match(after)
    if last is None or first is None:
        # "- доноров", "2011 -": a dash, or a sign before something else than a word
        return "space" if len(before) < 2 or before[-2].isspace() else "keep"
    if _ADDRESS.search(before) or _own_hyphen(last[2], first[1], after):
        return "keep"
    return _weigh(last[2].lower(), first[1].lower(), evidence)


def join_lines(lines: Sequence[MappedText], evidence: WordEvidence) -> MappedText:
    """Lines put together to one paragraph: cut words made whole, other line ends one space.

    A soft hyphen at the very end stays: a column or page may end in the middle of a word.
    """
    parts: list[MappedText] = []
    for line in lines:
        if parts:
            how = joint(parts[-1].text, line.text, evidence)
            if how == "drop":
                parts[-1] = parts[-1].cut(0, len(parts[-1]) - 1)
            elif how == "space":
                parts.append(inserted(" "))
        parts.append(line)
    return join(parts)


def without_open_end(content: MappedText) -> MappedText:
    """The text without a soft hyphen at its end, when nothing goes on with it."""
    return content.cut(0, len(content) - 1) if content.text.endswith(SOFT_HYPHEN) else content


def is_cut_word(before: str, after: str) -> bool:
    """Does `before` end in the middle of a word that `after` goes on with?"""
    if len(before) < 2 or before[-1] not in HYPHENS + SOFT_HYPHEN:
        return False
    if not before[-2].isalpha() or not after[:1].isalpha():
        return False
    return after[0].islower() or before[-2].isupper()


def _without_hyphen(before: str, after: str) -> Joint:
    if before[-1] in "–—" and len(before) > 1 and before[-2].isdigit() and after[0].isdigit():
        return "keep"  # 2011–|2014
    if before[-1] in "/_=&?" and _ADDRESS.search(before):
        return "keep"
    return "space"


def _own_hyphen(first: str, second: str, after: str) -> bool:
    """Parts that no printer's hyphenation leaves behind: figures, capitals, single letters, no vowel."""
    if any(ch.isdigit() for ch in first[-1] + second[0]):
        return True
    if second[0].isupper() and not (first.isupper() and len(first) > 1 and second[:2].isupper()):
        return True
    if first.isupper() and len(first) > 1 and not second[:1].isupper():
        return True
    return len(first) == 1 or not _VOWEL.search(first) or not _VOWEL.search(second)


def _weigh(first: str, second: str, evidence: WordEvidence) -> Joint:
    if second in _listed("hyphen_endings"):
        return "keep"
    joined, hyphenated = evidence.joined(first, second), evidence.hyphenated(first, second)
    if joined != hyphenated:
        return "drop" if joined > hyphenated else "keep"
    if first in _listed("hyphen_beginnings") and len(second) >= _SHORT:
        return "keep"
    if first == second or f"{first}-{second}".startswith(_pairs()):
        return "keep"
    both_words = len(first) >= _SHORT and len(second) >= _SHORT and evidence.words[first] and evidence.words[second]
    return "keep" if both_words else "drop"

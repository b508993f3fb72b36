"""The prose claims of a paper by sentence, in order, with the text around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Final

from pipeline.checks.findings import Figure, figures_of
from pipeline.languages.alphabets import KAZAKH, to_latin
from pipeline.languages.knowledge import LANGUAGES, knowledge
from schemas import Claim, Paper

MOST_FIGURES: Final = 60
"""No check looks at more figures of one sentence: what holds together stands closer than that."""

LONGEST: Final = 2000
"""Characters within which a sentence begins or ends."""

LATIN_ALPHABETS: Final = ("2018", "2021", "mixed", "press")
"""Alphabets of Kazakh whose own letters keep its words apart from those of other languages."""

NAMING: Final = 40
"""Characters before a figure and behind it that name it."""

_NEXT_STATEMENT: Final = re.compile(r";\s+(?=\d)")

_PART: Final = re.compile(r"[,;:()]")

SHORTEST_PLAIN: Final = 5
"""A Kazakh word of fewer letters, all of them English ones too, may be another word: "men" is "and"."""

UNREAD_SECTIONS = frozenset({"references", "table", "authors", "keywords"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its span in the text, the claims that stand in it, and the index of its paragraph."""

    start: int
    end: int
    claims: tuple[Claim, ...]
    paragraph: int

    def figures(self) -> list[Figure]:
        """Its numbers with a single value, in order; of an endless sentence the first of them."""
        return figures_of(self.claims[:MOST_FIGURES])


def sentences_of(paper: Paper) -> list[Sentence]:
    """The sentences that hold claims, in the order of the text."""
    spans: dict[tuple[int, int], list[Claim]] = {}
    for claim in paper.claims:
        span = (claim.location.quote_start, claim.location.quote_end)
        if claim.origin == "prose" and claim.section_kind not in UNREAD_SECTIONS and None not in span:
            spans.setdefault((span[0] or 0, span[1] or 0), []).append(claim)
    spans = {
        part: claims for span, all_claims in spans.items() for part, claims in _parts(paper.text, span, all_claims)
    }
    breaks = [match.start() for match in re.finditer(r"\n\s*\n", paper.text)]
    found, paragraph = [], 0
    for start, end in sorted(spans):
        while paragraph < len(breaks) and breaks[paragraph] < start:
            paragraph += 1
        claims = sorted(spans[start, end], key=lambda claim: claim.location.start or 0)
        found.append(Sentence(start, end, tuple(claims), paragraph))
    return found


def _parts(text: str, span: tuple[int, int], claims: list[Claim]) -> list[tuple[tuple[int, int], list[Claim]]]:
    """A sentence cut behind each semicolon that a number follows, where all parts hold claims: what is told behind it
    is another statement."""
    start, end = span
    if text.find(";", start, end) < 0:
        return [(span, claims)]
    marks = (match.end() for match in _NEXT_STATEMENT.finditer(text, start, end))
    cuts = [start, *(at for at in marks if text.count("(", start, at) == text.count(")", start, at)), end]
    parts = [
        (
            (first, first + len(text[first:last].rstrip())),
            [c for c in claims if first <= (c.location.start or 0) < last],
        )
        for first, last in pairwise(cuts)
    ]
    return parts if all(held for _, held in parts) else [(span, claims)]


def whole_sentences(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with those joined that only a semicolon parts: a list in one line."""
    found: list[Sentence] = []
    for sentence in sentences:
        last = found[-1] if found else None
        if last is not None and text[: last.end].endswith(";") and not text[last.end : sentence.start].strip(" \n"):
            found[-1] = Sentence(last.start, sentence.end, (*last.claims, *sentence.claims), last.paragraph)
        else:
            found.append(sentence)
    return found


def stated(paper: Paper, word: re.Pattern[str]) -> Iterator[tuple[int, int, Sentence | None]]:
    """The sentences of the prose that have a word of the pattern, with their figures where they have some."""
    known = sentences_of(paper)
    for sentence in known:
        if word.search(paper.text, sentence.start, sentence.end):
            yield sentence.start, sentence.end, sentence
    spans = [(one.start, one.end) for one in known]
    spans += [(section.start, section.end) for section in paper.sections if section.kind in UNREAD_SECTIONS]
    spans.sort()
    starts, reached = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
    last = -1
    for found in word.finditer(paper.text):
        before = bisect_right(starts, found.start()) - 1
        if found.start() >= last and (before < 0 or reached[before] <= found.start()):
            first, last = sentence_around(paper.text, found.start(), found.end())
            if "\t" not in paper.text[first:last]:
                yield first, last, None


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around a span, by its full stops and line ends."""
    nearest = max(0, start - LONGEST)
    first = max(nearest - 1, *(text.rfind(mark, nearest, start) for mark in (". ", "\n", "! ", "? "))) + 1
    ends = [at for mark in (". ", ".\n", "\n") if (at := text.find(mark, end, end + LONGEST)) >= 0]
    return first, min(ends, default=min(len(text), end + LONGEST))


def is_of_part(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether a sentence counts within a part that it names without a number: "Of the active pupils, 52 are boys"."""
    start, _ = place(figure)
    before = text[sentence.start : start].lstrip()
    if phrases("of_them").match(before):
        return False  # of all that the sentence before counts
    opened = phrases("of_whole").match(before) or phrases("among").search(before)
    return opened is not None and not any(sign.isdecimal() for sign in before)


_ITEM = re.compile(r"[-–—•▪●*]\s|\(?(?:\d{1,2}|[a-zа-я])\)\s")
_AT_MARK = re.compile(r"(?:[-–—•▪●*]|\(?(?:\d{1,2}|[a-zа-я])\))\s*$")


def lists_of(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence | None, list[Sentence]]]:
    """Each list whose items hold figures: the sentence with figures that leads to it by a colon, and its items."""
    items: list[Sentence] = []
    lead: Sentence | None = None
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        follows = before is not None and not text[before.end : sentence.start].strip("-–—•▪●*;,. \n\t")
        if _is_item(text, sentence) and follows:
            if not items:
                lead = before if before is not None and text[: before.end].rstrip().endswith(":") else None
            items.append(sentence)
        else:
            if len(items) > 1:
                yield lead, items
            items = [sentence] if _is_item(text, sentence) else []
            lead = None
    if len(items) > 1:
        yield lead, items


def _is_item(text: str, sentence: Sentence) -> bool:
    if _ITEM.match(text, sentence.start, sentence.end):
        return True
    return _AT_MARK.search(text[max(0, sentence.start - 8) : sentence.start]) is not None


def place(figure: Figure) -> tuple[int, int]:
    """Where the figure of a prose claim stands in the text."""
    assert figure.claim is not None
    location = figure.claim.location
    return location.start or 0, location.end or 0


def beside(text: str, sentence: Sentence, figure: Figure, counts: Sequence[Figure]) -> str:
    """The words that name a figure: those between it and the other figures, as far as no mark parts them."""
    start, end = place(figure)
    ends = [place(f)[1] for f in counts if place(f)[1] <= start]
    starts = [place(f)[0] for f in counts if place(f)[0] >= end]
    first = max([sentence.start, start - NAMING, *ends])
    last = min([sentence.end, end + NAMING, *starts])
    lead, behind = _PART.split(text[first:start])[-1], _PART.split(text[end:last])[0]
    joined = list(phrases("last_part").finditer(lead))
    lead = lead[joined[-1].end() :] if joined else lead
    behind = phrases("last_part").split(behind)[0]
    return f"{lead} {behind}"


@cache
def phrases(*names: str) -> re.Pattern[str]:
    """A pattern for the phrases of all languages under these names in checks.toml; each begins at a word."""
    found = {phrase for lang in LANGUAGES for name in names for phrase in knowledge(lang, "checks").get(name, ())}
    kazakh = {phrase for name in names for phrase in knowledge("kk", "checks").get(name, ())}
    found |= {spelled for phrase in kazakh for spelled in in_latin(phrase)}
    return phrase_pattern(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def alternation(*names: str) -> str:
    """The phrases of all languages under these names in checks.toml as a part of a longer pattern."""
    found = {phrase for lang in LANGUAGES for name in names for phrase in knowledge(lang, "checks").get(name, ())}
    parts = (
        r"[^\S\n]*".join(re.escape(word.rstrip("*")) + r"\w*" * word.endswith("*") for word in phrase.split())
        for phrase in sorted(found, key=lambda phrase: (-len(phrase), phrase))
    )
    return rf"(?:{'|'.join(parts)})"


def without_phrases(text: str, *names: str) -> str:
    """A text without the phrases under these names and what ends their last words."""
    return re.sub(rf"{phrases(*names).pattern}\w*", "", text, flags=re.IGNORECASE)


def in_latin(phrase: str) -> set[str]:
    """A Kazakh phrase as the Latin alphabets spell it, without what may be a word of another language."""
    spelled = {to_latin(phrase, KAZAKH[alphabet]) for alphabet in LATIN_ALPHABETS}
    spelled |= {one.replace("ñ", "ŋ") for one in spelled}
    return {one for one in spelled if not one.isascii() or " " in one or len(one.rstrip("*")) >= SHORTEST_PLAIN}


def phrase_pattern(found: Iterable[str]) -> re.Pattern[str]:
    """Phrases with any space between their words; a phrase that ends in * is the beginning of a word."""
    parts = [
        r"\s+".join(re.escape(word) for word in phrase.rstrip("*").split())
        + ("" if phrase.endswith("*") else r"(?!\w)")
        for phrase in found
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})" if parts else r"(?!)", re.IGNORECASE)

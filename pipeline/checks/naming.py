"""Which lines of a table a sentence names, and in which of its measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.checks.grids import Grid, Line, is_percent
from pipeline.checks.mentions import tables_named, words_of
from pipeline.checks.sentences import Sentence, phrases
from pipeline.comparing.periods import Span, span_of
from pipeline.languages.morphology import lemmas
from pipeline.numbers.reading import read_numbers
from schemas import Paper

BEGINNING: Final = 5
"""Letters that words of one root share in Russian and Kazakh, where lemmas of verbs and their nouns differ."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_HEAD: Final = re.compile(r"[,(;]")
_NUMBER: Final = re.compile(r"\d+(?:[.,-]\d+)*")
_DASHES: Final = str.maketrans("–—−", "---")


@lru_cache(maxsize=65536)
def lemma_set(word: str, lang: str) -> frozenset[str]:
    """All lemmas that a word may have."""
    return frozenset(lemmas(word, lang[:2]))


class Words:
    """The words of a text, each with its place and lemmas, for finding the labels of a table in it."""

    def __init__(self, text: str, lang: str) -> None:
        self.lang = lang
        self.text = text.casefold().translate(_DASHES)
        self.found = [(m.start(), lemma_set(m[0], lang)) for m in _WORD.finditer(text)]
        self.lemmas = frozenset(lemma for _, of_word in self.found for lemma in of_word)
        self.beginnings = frozenset(m[0].casefold()[:BEGINNING] for m in _WORD.finditer(text) if len(m[0]) > BEGINNING)

    def at(self, word: str) -> int | None:
        """Where a word stands, in any form."""
        if not self.lemmas.isdisjoint(wanted := lemma_set(word, self.lang)):
            return next(start for start, of_word in self.found if not wanted.isdisjoint(of_word))
        return None


def label_at(label: str, words: Words) -> int | None:
    """Where a text names a label in full: all its words in any form, and its numbers as they are printed."""
    head = _HEAD.split(label)[0]
    named = words_of(head)
    numbers = _NUMBER.findall(head.translate(_DASHES))
    places = [words.at(word) for word in named]
    for number in numbers:
        match = re.search(rf"(?<![\d.,-]){re.escape(number)}(?![\d-]|[.,]\d)", words.text)
        places.append(match.start() if match else None)
    if not places or any(at is None for at in places):
        return None
    return places[-1] if numbers else places[0]


def shared_part(label: str, words: Words, *, without: frozenset[str] = frozenset()) -> float:
    """The share of a label's words that stand in a text, in any form, or with another ending: "погибло", "погибших"."""
    named = [
        word
        for word in words_of(label)
        if without.isdisjoint(lemma_set(word, words.lang)) and not phrases("no_names").fullmatch(word)
    ]
    return sum(_is_said(word, words) for word in named) / len(named) if named else 0.0


def _is_said(word: str, words: Words) -> bool:
    akin = words.lang[:2] != "en" and len(word) > BEGINNING and word.casefold()[:BEGINNING] in words.beginnings
    return akin or words.at(word) is not None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with ranks: its span, its words, and the periods that it names."""

    text: str
    words: Words
    pointed: bool


def statement_at(paper: Paper, start: int, end: int, sentence: Sentence | None) -> Statement:
    """The sentence at a place of the text."""
    text = paper.text[start:end]
    return Statement(text, Words(text, _lang(paper, start, sentence)), bool(tables_named(paper.text, (start, end))))


def _lang(paper: Paper, at: int, sentence: Sentence | None) -> str:
    if sentence is not None:
        return sentence.claims[0].lang
    return next((section.lang for section in paper.sections if section.start <= at < section.end), "und")


def lines_named(statement: Statement, lines: Sequence[Line]) -> list[tuple[int, Line]]:
    """The lines that the sentence names in full, in the order of the text; of two at one place the longer label."""
    at: dict[int, Line] = {}
    for line in lines:
        found = label_at(line.label, statement.words)
        if found is not None and (found not in at or len(at[found].label) < len(line.label)):
            at[found] = line
    return sorted(at.items(), key=lambda pair: pair[0])


def measures_of(statement: Statement, grid: Grid, line: Line, across: Sequence[Line]) -> list[Line]:
    """The lines across in which the rank may be meant: those of its period, else those that the sentence names best,
    else the total, else all; in percent where it speaks of shares."""
    usable = [one for one in across if line.position in one.figures]
    shares = phrases("shares").search(statement.text) is not None
    percent = [one for one in usable if is_percent(grid, one.figures.values())]
    if percent and len(percent) < len(usable):
        usable = percent if shares else [one for one in usable if one not in percent]
    dated = [one for one in usable if periods_in(one.label, statement.words.lang)]
    if dated and len(dated) == len(usable):
        spans = periods_in(statement.text, statement.words.lang)
        said = [one for one in dated if periods_in(one.label, statement.words.lang) & spans]
        return said or dated
    scores = [shared_part(one.label, statement.words) for one in usable]
    best = max(scores, default=0.0)
    if best > 0:
        return [one for one, score in zip(usable, scores, strict=True) if score == best]
    totals = [one for one in usable if one.total]
    return totals if len(totals) == 1 else usable


def periods_in(text: str, lang: str) -> set[Span]:
    found = read_numbers(text, lang=lang if lang[:2] in ("kk", "ru", "en") else "ru").periods
    return {span for one in found if (span := span_of(one.period)) is not None}


def is_about(statement: Statement, grid: Grid, line: Line, measures: Sequence[Line]) -> bool:
    """Whether the sentence speaks of what the table counts: by a word of its caption or of a column, beside the name
    of the line; a table that the paragraph points to is meant when it has one column only."""
    labels = " ".join((grid.table.caption or "", *(one.label for one in measures)))
    own = Words(line.label, statement.words.lang).lemmas
    one_measure = len(measures) == 1 or all(periods_in(one.label, statement.words.lang) for one in measures)
    return shared_part(labels, statement.words, without=own) > 0 or (statement.pointed and one_measure)

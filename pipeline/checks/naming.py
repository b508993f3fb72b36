"""Which lines of a table a sentence names, and in which of its measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.grids import Grid, Line, grids_of, is_percent, unlabelled_total
from pipeline.checks.mentions import BEGINNING, WORD, lemma_set, points_to_table, tables_near, words_of
from pipeline.checks.quarters import quarters_in
from pipeline.checks.sentences import Sentence, phrases
from pipeline.comparing.periods import Span, span_of
from pipeline.languages.knowledge import LANGUAGES
from pipeline.numbers.reading import read_numbers
from schemas import Finding, Paper

LOOSE: Final = 2
"""Words that may stand among those of a label."""

_HEAD: Final = re.compile(r"[,(;]")
_NUMBER: Final = re.compile(r"\d+(?:[.,-]\d+)*")
_DASHES: Final = str.maketrans("–—−", "---")


class Words:
    """The words of a text, each with its place and lemmas, for finding the labels of a table in it."""

    def __init__(self, text: str, lang: str) -> None:
        self.lang = lang
        self.text = text.casefold().translate(_DASHES)
        self.quarters = quarters_in(text)
        self.found = [(m.start(), lemma_set(m[0], lang)) for m in WORD.finditer(text)]
        self.lemmas = frozenset(lemma for _, of_word in self.found for lemma in of_word)
        self.beginnings = frozenset(m[0].casefold()[:BEGINNING] for m in WORD.finditer(text) if len(m[0]) > BEGINNING)

    def places(self, word: str) -> list[int]:
        """Which of the words are this one, in any form."""
        wanted = lemma_set(word, self.lang)
        if self.lemmas.isdisjoint(wanted):
            return []
        return [i for i, (_, of_word) in enumerate(self.found) if not wanted.isdisjoint(of_word)]


def label_at(label: str, words: Words) -> int | None:
    """Where a text names a label in full: all its words in any form and close together, and its numbers as printed."""
    head = _HEAD.split(label)[0]
    quarters = quarters_in(head)
    if quarters:
        return next((words.quarters[one] for one in quarters if one in words.quarters), None)
    together = [words.places(word) for word in words_of(head)]
    at = None
    if together:
        at = _closest(together)
        if at is None:
            return None
    numbers = []
    for number in _NUMBER.findall(head.translate(_DASHES)):
        match = re.search(rf"(?<![\d.,-]){re.escape(number)}(?!-?\d|[.,]\d)", words.text)
        if match is None:
            return None
        numbers.append(match.start())
    if numbers:
        return numbers[-1]
    return words.found[at][0] if at is not None else None


def _closest(places: Sequence[Sequence[int]]) -> int | None:
    """The first place of a first word behind which all others follow in order, with little between them."""
    for first in places[0]:
        last = first
        for others in places[1:]:
            last = next((i for i in others if i > last), first + len(places) + LOOSE)
        if last - first < len(places) + LOOSE:
            return first
    return None


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
    return akin or bool(words.places(word))


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that may speak of a table: its text and its words."""

    text: str
    words: Words
    pointed: bool
    """Whether its paragraph names a table by number."""
    values: frozenset[Decimal] = frozenset()
    """The numbers that it prints, as printed."""
    said: Sentence | None = None
    """Its claims, where it has some."""

    def figures(self) -> list[Figure]:
        """The figures of its claims."""
        return self.said.figures() if self.said is not None else []


def statement_at(paper: Paper, start: int, end: int, sentence: Sentence | None) -> Statement:
    """The sentence at a place of the text."""
    text = paper.text[start:end]
    values = frozenset(value for value in map(_value, _NUMBER.findall(text)) if value is not None)
    words = Words(text, _lang(paper, start, sentence))
    return Statement(text, words, points_to_table(paper.text, (start, end)), values, sentence)


def told_of_tables(
    paper: Paper,
    sentences: Iterable[tuple[int, int, Sentence | None]],
    held_against: Callable[[Statement, Grid], Iterable[Held]],
) -> Iterator[Finding]:
    """What sentences say of a table each: of the first near them against which something of it can be held."""
    tables = [(grid.table, grid) for grid in grids_of(paper)]
    for start, end, sentence in sentences if tables else ():
        statement = statement_at(paper, start, end, sentence)
        for _, grid in tables_near(paper, (start, end), tables):
            found = list(held_against(statement, grid))
            if found:
                yield from (record(paper, held) for held in found)
                break


def _value(printed: str) -> Decimal | None:
    return Decimal(printed.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", printed) else None


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
    inside = [one for one in usable if statement.words.quarters.keys() & quarters_in(one.label).keys()]
    if inside:
        return inside
    own = Words(line.label, statement.words.lang).lemmas
    best = best_named(statement.words, usable, without=own)
    if best:
        return best
    totals = [one for one in (*(o for o in usable if o.total), unlabelled_total(across)) if one is not None]
    return totals if len(totals) == 1 else usable


def best_named(words: Words, lines: Sequence[Line], *, without: frozenset[str] = frozenset()) -> list[Line]:
    """The lines of whose labels a text has most words; none where it has no word of any."""
    return highest(lines, [shared_part(line.label, words, without=without) for line in lines])


def highest(lines: Sequence[Line], scores: Sequence[float]) -> list[Line]:
    """The lines with the greatest score; none where none has any."""
    most = max(scores, default=0.0)
    return [line for line, score in zip(lines, scores, strict=True) if most and score == most]


def reading_language(lang: str) -> str:
    """The language in whose ways a text's numbers and times are read; Russian, whose print most tables follow, where
    it is none of ours."""
    return lang[:2] if lang[:2] in LANGUAGES else "ru"


def periods_in(text: str, lang: str) -> set[Span]:
    """The periods that a text names."""
    found = read_numbers(text, lang=reading_language(lang)).periods
    return {span for one in found if (span := span_of(one.period)) is not None}


def is_about(statement: Statement, grid: Grid, line: Line, measures: Sequence[Line]) -> bool:
    """Whether the sentence speaks of what the table counts: by a word of its caption or of a column, beside the name
    of the line; a table that the paragraph points to is meant when it has one column only."""
    labels = " ".join((grid.table.caption or "", *(one.label for one in measures)))
    own = Words(line.label, statement.words.lang).lemmas
    one_measure = len(measures) == 1 or all(periods_in(one.label, statement.words.lang) for one in measures)
    return shared_part(labels, statement.words, without=own) > 0 or (statement.pointed and one_measure)

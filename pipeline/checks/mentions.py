"""Which table a sentence speaks of: the one that its paragraph names, or one that stands next to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeVar

from pipeline.checks.findings import Figure
from pipeline.checks.sentences import Sentence, phrases, place
from pipeline.languages.morphology import lemmas, stem
from schemas import Paper, Table

FARTHEST: Final = 3000
"""A paragraph points to its table within so many characters."""

BESIDE: Final = 1500
"""A table stands next to a paragraph within so many characters."""

BEGINNING: Final = 5
"""Letters that words of one root share in Russian and Kazakh, where lemmas of verbs and their nouns differ."""

AROUND: Final = 70
"""Characters before and after a figure whose words say what it is of."""

SHORT: Final = 3
"""Words of so many letters say little."""

WORD: Final = re.compile(r"[^\W\d_]+")
_FOLLOWS: Final = re.compile(r"\s*(?:№\s*)?(\d{1,3})(?!\d)")

T = TypeVar("T")


def words_of(text: str) -> list[str]:
    """The words of a label that name something."""
    return [word for word in WORD.findall(text) if len(word) > 2]


def roots_of(text: str, lang: str, shortest: int = SHORT) -> frozenset[str]:
    """The words of a text that name something, each without what ends its forms; in Russian and Kazakh by its first
    letters, which a verb shares with its noun."""
    root = None if lang.startswith("en") else BEGINNING
    return frozenset(stem(word.casefold(), lang[:2])[:root] for word in words_of(text) if len(word) > shortest)


def words_around(text: str, sentence: Sentence, figure: Figure) -> frozenset[str]:
    """The stems of the words before and after a figure in its sentence, which say what it is of."""
    start, end = place(figure)
    lang = figure.claim.lang[:2] if figure.claim is not None else ""
    around = text[max(sentence.start, start - AROUND) : min(sentence.end, end + AROUND)]
    return frozenset(stem(word, lang) for word in words_of(around) if len(word) > SHORT)


def lemmas_of(text: str, lang: str) -> frozenset[str]:
    """All lemmas that the words of a text may have."""
    return frozenset(lemma for word in WORD.findall(text) for lemma in lemma_set(word, lang))


@lru_cache(maxsize=65536)
def lemma_set(word: str, lang: str) -> frozenset[str]:
    """All lemmas that a word may have."""
    return frozenset(lemmas(word, lang[:2]))


def tables_named(text: str, span: tuple[int, int]) -> list[int]:
    """The numbers of the tables that the paragraph around a span points to."""
    first, last = span
    start = max(text.rfind("\n\n", 0, first) + 1, first - FARTHEST)
    end = text.find("\n\n", last, last + FARTHEST)
    end = min(len(text), last + FARTHEST) if end < 0 else end
    numbers = []
    for match in phrases("table").finditer(text, start, end):
        follows = _FOLLOWS.match(text, match.end(), end)
        precedes = re.search(r"(?<!\d)(\d{1,3})\s*-?\s*$", text[max(start, match.start() - 6) : match.start()])
        if follows or precedes:
            numbers.append(int((follows or precedes)[1]))  # type: ignore[index]
    return list(dict.fromkeys(numbers))


def points_to_table(text: str, span: tuple[int, int]) -> bool:
    """Whether the paragraph around a span names a table by number, or its own sentence speaks of "the table"."""
    return bool(tables_named(text, span)) or phrases("table").search(text, *span) is not None


def place_of(paper: Paper, table: Table) -> tuple[int, int] | None:
    """Where a table stands in the text: from its first row to its last."""
    first = next((row for row in table.rows if any(row)), None)
    if first is None:
        return None
    start = paper.text.find("\t".join(first))
    if start < 0:
        return None
    end = paper.text.find("\t".join(table.rows[-1]), start)
    return start, (end if end >= 0 else start) + len("\t".join(table.rows[-1]))


def tables_near(paper: Paper, span: tuple[int, int], tables: Sequence[tuple[Table, T]]) -> list[tuple[Table, T]]:
    """Those that the paragraph names; where it names none, those beside it, the nearest first."""
    numbers = tables_named(paper.text, span)
    if numbers:
        return [(table, found) for table, found in tables if table.number in numbers]
    beside = []
    for table, found in tables:
        at = place_of(paper, table)
        if at is not None:
            apart = max(span[0] - at[1], at[0] - span[1], 0)
            if apart <= BESIDE:
                beside.append((apart, table, found))
    return [(table, found) for _, table, found in sorted(beside, key=lambda one: one[0])]

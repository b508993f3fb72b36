"""Labels of rows over several lines where no rule parts the rows: which lines are one label, and which row has it.

The label's other lines stand over its figures, under them or on both sides; a table keeps to one of these mostly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.tables.columns import Column, columns_of
from pipeline.tables.words import Phrase, TextLine

TIGHT = 0.9
"""Lines of one label are nearer than this (font sizes)."""
MOST_LOWER = 0.2
"""Where more rows than this begin with a small letter, a small letter does not tell that a line goes on."""
_OPEN = re.compile(r".*(?:[,–—/&+:(-]|\([^)]*)$", re.DOTALL)


@cache
def _open_ends() -> frozenset[str]:
    return frozenset(word for lang in LANGUAGES for word in knowledge(lang, "tables")["goes_on"])


def label_of(line: TextLine, columns: Sequence[Column]) -> Phrase | None:
    """The text of the line in the column of labels."""
    return next((p for p in line.phrases if columns_of(p, columns)[0] == 0), None)


def owners_of_labels(lines: Sequence[TextLine], columns: Sequence[Column], whole: Sequence[bool]) -> dict[int, int]:
    """For lines that are parts of a label by their words: the line whose row they belong to.

    `whole`: lines that are rows. Several lines of a label with no row among them are a row of their own.
    """
    labels = [label_of(line, columns) for line in lines]
    links = _links(lines, labels, whole)
    chains: list[list[int]] = []
    for i in range(len(lines)):
        if chains and i in links:
            chains[-1].append(i)
        else:
            chains.append([i])
    owners: dict[int, int] = {}
    low = prevails_below(chains, whole)
    for chain in chains:
        rows = [i for i in chain if whole[i]]
        if len(rows) == 1 or not rows:
            owners.update((i, rows[0] if rows else chain[0]) for i in chain if len(chain) > 1)
        else:
            owners.update(_shared(chain, rows, low=low))
    return owners


def prevails_below(chains: Sequence[Sequence[int]], whole: Sequence[bool]) -> bool:
    """Do labels end beside their figures more often than they begin there?"""
    single = [chain for chain in chains if len(chain) > 1 and sum(whole[i] for i in chain) == 1]
    return sum(whole[c[-1]] for c in single) > sum(whole[c[0]] for c in single)


def _shared(chain: Sequence[int], rows: Sequence[int], *, low: bool) -> dict[int, int]:
    """Lines between two rows go all to the upper or all to the lower one."""
    if low:
        return {i: next((r for r in rows if r >= i), rows[-1]) for i in chain}
    return {i: next((r for r in reversed(rows) if r <= i), rows[0]) for i in chain}


def _links(lines: Sequence[TextLine], labels: Sequence[Phrase | None], whole: Sequence[bool]) -> set[int]:
    """The lines whose label goes on the one over it, by its words."""
    follow = [b for k, (a, b) in enumerate(pairwise(labels)) if a and b and whole[k] and whole[k + 1]]
    small = sum(b.text[:1].islower() for b in follow) <= MOST_LOWER * len(follow)
    found: set[int] = set()
    for i in range(1, len(lines)):
        above, label = labels[i - 1], labels[i]
        if above is None or label is None or (whole[i] and whole[i - 1]):
            continue
        if lines[i].top - lines[i - 1].bottom > TIGHT * label.size:
            continue
        if (small and label.text[:1].islower()) or _in_brackets(label.text) or _is_open(above.text):
            found.add(i)
    return found


def _in_brackets(text: str) -> bool:
    """Words in brackets alone explain the label over them; figures are values, marks are notes."""
    return text[:1] == "(" and text[-1:] == ")" and sum(c.isalpha() for c in text) > 2


def _is_open(text: str) -> bool:
    """Does a label have to go on after these words?"""
    last = text.rsplit(None, 1)[-1].lower()
    return _OPEN.fullmatch(text) is not None or last in _open_ends()

"""Columns hardly wider apart than words: a word that begins where other lines begin a text begins one too."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from pipeline.tables.cell_numbers import is_figure
from pipeline.tables.words import Phrase, TextLine, Word, box_of

LEAST_LINES = 3
"""So many lines that begin or end a text at one place show the edge of a column."""
SAME = 0.8
"""Edges nearer than this (points) are one: letters have side bearings of their own."""
NEAR_LINES = 40.0
"""Lines of one table are not farther apart than this (points)."""
LEVEL = 0.1
"""Gaps differ by less than this (points) when they are the same."""
LEAST_GAP = 0.22
"""A gap at an edge parts texts when it is this wide (font sizes), and no narrower than the other ones of the phrase."""


def parted_at_edges(lines: Sequence[TextLine], prose: Container[int] = ()) -> list[TextLine]:
    """The lines, their phrases cut where a word begins at the left edge of a column or a figure ends at the right one.

    Lines with several texts nearby show the edges; a line with one text is cut only at all of them. `prose` are ids of
    phrases that are lines of paragraphs.
    """
    several = [[p for p in line.phrases[1:] if id(p) not in prose] for line in lines]
    lefts = _edges((p.x0, p.middle) for row in several for p in row)
    rights = _edges((p.x1, p.middle) for row in several for p in row if is_figure(p.text))
    if not lefts and not rights:
        return list(lines)
    return [_cut(line, lefts, rights, prose) for line in lines]


def _cut(line: TextLine, lefts: Sequence[Edge], rights: Sequence[Edge], prose: Container[int]) -> TextLine:
    parts = [part for p in line.phrases for part in ([p] if id(p) in prose else _parts(p, lefts, rights))]
    if len(line.phrases) == 1 and not 2 < len(parts) == 1 + sum(
        top <= line.middle <= bottom for _, top, bottom in lefts
    ):
        return line
    return TextLine(tuple(parts), line.x0, line.top, line.x1, line.bottom)


Edge = tuple[float, float, float]
"""Where texts begin or end, and from which height to which."""


def _edges(places: Iterable[tuple[float, float]]) -> list[Edge]:
    """Places where several texts of lines near each other begin or end."""
    groups: list[list[tuple[float, float]]] = []
    for x, y in sorted(places):
        if groups and x - groups[-1][0][0] <= SAME:
            groups[-1].append((x, y))
        else:
            groups.append([(x, y)])
    found: list[Edge] = []
    for group in groups:
        at = sum(x for x, _ in group) / len(group)
        run: list[float] = []
        for y in [*sorted(y for _, y in group), float("inf")]:
            if run and y - run[-1] > NEAR_LINES:
                if len(run) >= LEAST_LINES:
                    found.append((at, run[0] - NEAR_LINES, run[-1] + NEAR_LINES))
                run = []
            run.append(y)
    return found


def _parts(phrase: Phrase, lefts: Sequence[Edge], rights: Sequence[Edge]) -> list[Phrase]:
    if len(phrase.words) < 2:
        return [phrase]
    pairs = list(pairwise(phrase.words))
    gaps = [b.x0 - a.x1 for a, b in pairs]
    edged = [_begins_cell(a, b, lefts, rights) for a, b in pairs]
    spaces = [gap for gap, at_edge in zip(gaps, edged, strict=True) if not at_edge]
    least = max(LEAST_GAP * phrase.size, max(spaces, default=0.0) - LEVEL)
    parts: list[list[Word]] = [[phrase.words[0]]]
    for (_, word), gap, at_edge in zip(pairs, gaps, edged, strict=True):
        if at_edge and gap >= least:
            parts.append([])
        parts[-1].append(word)
    return [Phrase(tuple(words), *box_of(words)) for words in parts]


def _begins_cell(word: Word, following: Word, lefts: Sequence[Edge], rights: Sequence[Edge]) -> bool:
    """Does a text begin here by its left edge, or two figures end at right edges of their own?"""
    if _at(following.x0, following, lefts):
        return True
    figures = is_figure(word.text) and is_figure(following.text)
    return figures and _at(word.x1, word, rights) and _at(following.x1, following, rights)


def _at(x: float, word: Word, edges: Sequence[Edge]) -> bool:
    return any(abs(x - at) <= SAME and top <= word.middle <= bottom for at, top, bottom in edges)

"""Figures of two translations of one text in their order: which stands for which, also where one is mistyped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pipeline.claims.printed_figures import FRONT, PrintedFigure, measure_alike, slip_of, units_agree

MOST_ALIGNED: Final = 120
"""Of an abstract, so many figures are aligned: more than any prints, and the cost is the square of them."""

PARALLEL: Final = 0.4
"""Two abstracts are translations of each other when so large a part of the shorter one's figures is in both."""

Anchors = dict[int, int]
"""The figures of one text that stand for those of the other, by their places in the two rows."""


def in_parallel(figures: Sequence[PrintedFigure]) -> Iterator[tuple[PrintedFigure, PrintedFigure]]:
    """The figures of abstracts of two languages that stand for each other."""
    by_lang: dict[str, list[PrintedFigure]] = {}
    for figure in figures:
        if figure.claim.section_kind in FRONT:
            by_lang.setdefault(figure.claim.lang[:2], []).append(figure)
    told = [sorted(side, key=_place)[:MOST_ALIGNED] for side in by_lang.values()]
    for i, one in enumerate(told):
        for other in told[i + 1 :]:
            yield from ((one[i], other[j]) for i, j in aligned(one, other).items())


def _place(figure: PrintedFigure) -> int:
    return figure.claim.location.start or 0


def aligned(one: Sequence[PrintedFigure], other: Sequence[PrintedFigure]) -> Anchors:
    """Equal figures in order; then equal ones out of order, since Kazakh puts the parts of a sentence otherwise; then
    those that are mistyped; then the one figure that each leaves between the same neighbours. Nothing for two texts
    that are no translations of each other."""
    anchors = _longest_common(one, other)
    left = [j for j in range(len(other)) if j not in anchors.values()]
    for i in range(len(one)):
        if i not in anchors:
            same = [j for j in left if _same(one[i], other[j])]
            if len(same) == 1:
                anchors[i] = same[0]
                left.remove(same[0])
    if len(anchors) < PARALLEL * min(len(one), len(other)):
        return {}
    anchors.update(_mistyped(one, other, anchors))
    anchors.update(_between(one, other, anchors))
    return anchors


def _same(a: PrintedFigure, b: PrintedFigure) -> bool:
    return a.printed == b.printed and units_agree(a.unit, b.unit)


def _longest_common(one: Sequence[PrintedFigure], other: Sequence[PrintedFigure]) -> Anchors:
    """The longest common subsequence of equal figures."""
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            if _same(one[i], other[j]):
                best[i][j] = best[i + 1][j + 1] + 1
            else:
                best[i][j] = max(best[i + 1][j], best[i][j + 1])
    found: Anchors = {}
    i = j = 0
    while i < len(one) and j < len(other):
        if _same(one[i], other[j]):
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _mistyped(one: Sequence[PrintedFigure], other: Sequence[PrintedFigure], anchors: Mapping[int, int]) -> Anchors:
    """Figures that only one of the translations prints, each the only one that may be a slip of the other."""
    taken = set(anchors.values())
    left = [j for j in range(len(other)) if j not in taken]
    rivals = [(i, j) for i in range(len(one)) if i not in anchors for j in left if slip_of(one[i], other[j])]
    ours, theirs = Counter(i for i, _ in rivals), Counter(j for _, j in rivals)
    return {i: j for i, j in rivals if ours[i] == theirs[j] == 1}


def _between(one: Sequence[PrintedFigure], other: Sequence[PrintedFigure], anchors: Mapping[int, int]) -> Anchors:
    """A figure alone between two neighbours whose translations also hold one figure: one changed by the translator."""
    found: Anchors = {}
    taken = set(anchors.values())
    for i, figure in enumerate(one):
        if i in anchors:
            continue
        before = anchors.get(i - 1, -1 if i == 0 else None)
        after = anchors.get(i + 1, len(other) if i == len(one) - 1 else None)
        if before is None or after is None or after - before != 2 or before + 1 in taken:
            continue
        if _could_be_one(figure, other[before + 1]):
            found[i] = before + 1
    return found


def _could_be_one(a: PrintedFigure, b: PrintedFigure) -> bool:
    """Of one kind and unit, and no vocabulary says that they count different things."""
    counted = [(a.claim.topic.get(slot), b.claim.topic.get(slot)) for slot in ("population", "object", "measure")]
    return measure_alike(a, b) and all(one == other for one, other in counted if one and other)

"""Changes of what is counted from a level of its own: degrees below zero and above, an index whose base is 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.checks.change_sizes import change_held, of_two_times
from pipeline.checks.change_words import is_size_of_change
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.comparing.periods import span_of
from pipeline.numbers.interval import meets, negate, subtract
from schemas import Finding, Paper

DEGREES: Final = frozenset({"celsius", "degree celsius", "degree"})

BASE: Final = Decimal(100)

INDEX: Final = (Decimal(40), Decimal(400))
"""What an index of prices or output comes to."""

LIKELY: Final = (Decimal("0.2"), Decimal(5))
"""Computed by printed change: outside this the change is of something else."""

BESIDE: Final = 60
"""Characters before an index in which its word stands."""


def level_changes(paper: Paper) -> Iterator[Finding]:
    """Every change of a temperature with its two readings, and every change in percent beside an index of 100."""
    for sentence in sentences_of(paper):
        held = _of_degrees(paper.text, sentence) or _of_index(paper.text, sentence)
        if held is not None:
            yield record(paper, held)


def _of_degrees(text: str, sentence: Sentence) -> Held | None:
    """Two readings at two times and the difference that follows them: "−18.4 °C in 2010, −15.1 °C in 2020, 3.3 warmer".
    Only where one is below zero: what is above is a change like any other."""
    figures = [f for f in sentence.figures() if f.claim is not None and f.claim.quantity.unit in DEGREES]
    if len(figures) != 3 or all(f.value > 0 for f in figures[:2]):
        return None
    first, last, change = figures
    between = text[place(last)[1] : place(change)[0]]
    told = phrases("warmer", "difference", "up", "down").search(text, place(last)[1], sentence.end) is not None
    if not of_two_times(first, last) or not told or ";" in between or change.value <= 0:
        return None
    return _held(*_in_time(first, last), change)


def _in_time(a: Figure, b: Figure) -> tuple[Figure, Figure]:
    one, other = (span_of(f.claim.period) if f.claim else None for f in (a, b))
    return (b, a) if one is not None and other is not None and other < one else (a, b)


def _of_index(text: str, sentence: Sentence) -> Held | None:
    """An index and the change that it says: "the index reached 164, so prices rose by 64 %"; of two indexes none."""
    if phrases("index_words").search(text, sentence.start, sentence.end) is None:
        return None
    figures = sentence.figures()
    changes = [f for f in figures if _is_percent(f) and is_size_of_change(text, sentence, f)]
    levels = [f for f in figures if f not in changes and INDEX[0] <= f.value <= INDEX[1] and _is_index(text, f)]
    bases = [f for f in figures if f.value == BASE]
    levels = [f for f in levels if f.value != BASE]
    if len(changes) != 1 or len(levels) != 1 or place(changes[0]) < place(levels[0]):
        return None
    between = text[place(levels[0])[1] : place(changes[0])[0]]
    if not bases and phrases("or", "follows").search(between) is None:
        return None
    return _held(_base_of(levels[0]), levels[0], changes[0]) if ";" not in between else None


def _base_of(level: Figure) -> Figure:
    return Figure(BASE, (BASE, BASE), "100", claim=level.claim)


def _is_percent(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.quantity.unit == "percent"


def _is_index(text: str, figure: Figure) -> bool:
    claim = figure.claim
    plain = claim is not None and claim.quantity.unit in (None, "percent", "point", "index")
    before = text[max(0, place(figure)[0] - BESIDE) : place(figure)[0]]
    return plain and phrases("index_words").search(before) is not None


def _held(a: Figure, b: Figure, change: Figure) -> Held | None:
    computed = subtract(b.interval, a.interval)
    if b.value < a.value:
        computed = negate(computed)
    if meets(computed, change.interval):
        return change_held("consistent", a, b, change, computed, "difference")
    likely = LIKELY[0] <= abs(b.value - a.value) / change.value <= LIKELY[1]
    exact = change.claim is not None and change.claim.quantity.bound == "="
    return change_held("inconsistent", a, b, change, computed, "difference") if likely and exact else None

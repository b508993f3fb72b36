"""Abstract and conclusion against the body: one statement told twice with different figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_amount, is_share
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.mentions import words_of
from pipeline.checks.same_figure import said_together
from pipeline.checks.sentences import Sentence, place, sentences_of
from pipeline.checks.summaries import summary_spans
from pipeline.comparing.periods import comparable, span_of
from pipeline.languages.morphology import stem
from pipeline.numbers.interval import meets
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper

AROUND: Final = 70
"""Characters before and after a figure whose words say what it is of."""

ALIKE: Final = Decimal("0.6")
"""Of the words around one figure so many stand around the other when both are one statement."""

LEAST_WORDS: Final = 3
"""So many words at least must be common."""

NEAR: Final = (Decimal("0.67"), Decimal("1.5"))
"""One value by the other: a misprint or a newer count; further apart they are of two things."""

LEAST_SHARED: Final = 20
"""A number that both sentences print ties them together when it is not small."""

MOST_TOLD: Final = 2000
"""A paper with more figures is not compared pair by pair."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the words around it and the other numbers of its sentence."""

    figure: Figure
    words: frozenset[str]
    numbers: frozenset[Decimal]
    summary: bool


def retold(paper: Paper) -> Iterator[Finding]:
    """Every figure of an abstract or conclusion that the same words give another value elsewhere, where one of the two
    values stands nowhere else in the paper."""
    spans = summary_spans(paper)
    told = [
        one
        for sentence in sentences_of(paper)
        for one in _told(paper.text, sentence, summary=any(start <= sentence.start < end for start, end in spans))
    ][:MOST_TOLD]
    times = Counter((one.figure.value, _lang(one)) for one in told)
    seen: set[frozenset[Decimal]] = said_together(paper)
    for one in (one for one in told if one.summary):
        for other in told:
            values = frozenset((one.figure.value, other.figure.value))
            single = times[one.figure.value, _lang(one)] == 1 or times[other.figure.value, _lang(other)] == 1
            if values not in seen and single and _one_statement(one, other):
                seen.add(values)
                yield record(paper, _held(one.figure, other.figure))


def _lang(one: Told) -> str:
    return one.figure.claim.lang if one.figure.claim is not None else ""


def _told(text: str, sentence: Sentence, *, summary: bool) -> Iterator[Told]:
    figures = [figure for figure in sentence.figures() if is_amount(figure) or is_share(figure)]
    for figure in figures:
        claim = figure.claim
        if claim is None or claim.weight != "normal" or claim.quantity.bound != "=":
            continue
        start, end = place(figure)
        around = text[max(sentence.start, start - AROUND) : min(sentence.end, end + AROUND)]
        words = frozenset(stem(word, claim.lang[:2]) for word in words_of(around) if len(word) > LEAST_WORDS)
        numbers = frozenset(f.value for f in figures if f is not figure and f.value >= LEAST_SHARED)
        yield Told(figure, words, numbers, summary)


def _one_statement(one: Told, other: Told) -> bool:
    a, b = one.figure.claim, other.figure.claim
    if a is None or b is None or a is b or a.lang != b.lang or a.kind != b.kind or a.location == b.location:
        return False
    if a.location.quote_start == b.location.quote_start or meets(one.figure.interval, other.figure.interval):
        return False
    if other.figure.value == 0 or not NEAR[0] <= one.figure.value / other.figure.value <= NEAR[1]:
        return False
    same_unit = unit_class(a.quantity.unit) == unit_class(b.quantity.unit)
    if not same_unit or not comparable(span_of(a.period), span_of(b.period)):
        return False
    if {a.places.area, b.places.area} - {None} == {a.places.area, b.places.area} and a.places.area != b.places.area:
        return False
    return _same_words(one, other) or _same_part(one, other)


def _same_words(one: Told, other: Told) -> bool:
    shared = len(one.words & other.words)
    return shared >= LEAST_WORDS and shared >= ALIKE * max(len(one.words), len(other.words))


def _same_part(one: Told, other: Told) -> bool:
    """The same whole and the same kind of part: women of the same 840."""
    a, b = one.figure.claim, other.figure.claim
    if a is None or b is None or not one.numbers & other.numbers:
        return False
    unit = a.quantity.unit
    return unit == b.quantity.unit and a.topic.get("sex") is not None and a.topic.get("sex") == b.topic.get("sex")


def _held(a: Figure, b: Figure) -> Held:
    label = a.claim.label if a.claim is not None else {}
    words: dict[str, object] = {"label": label, "a": a.surface, "b": b.surface}
    return Held("same-figure", "inconsistent", [a, b], a.interval, b.surface, words)

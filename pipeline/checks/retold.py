"""Abstract and conclusion against the body: one statement told twice with different figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_amount, is_in_digits, is_share
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.mentions import BEGINNING, words_around
from pipeline.checks.same_figure import said_together
from pipeline.checks.sentences import Sentence, is_of_part, sentences_of
from pipeline.checks.summaries import summary_spans
from pipeline.comparing.periods import comparable, span_of
from pipeline.numbers.interval import meets
from pipeline.numbers.slips import may_be_slip
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper

ALIKE: Final = Decimal("0.6")
"""Of the words around one figure so many stand around the other when both are one statement."""

LEAST_WORDS: Final = 3
"""So many words at least must be common."""

NEAR: Final = (Decimal("0.67"), Decimal("1.5"))
"""One value by the other: a misprint or a newer count; further apart they are of two things."""

LEAST_SHARED: Final = 20
"""A number that both sentences print ties them together when it is not small."""

NEARLY_MOST: Final = Decimal("0.7")
"""A slip of one figure may be told this part as much alike as the one that is told most alike."""

LEAST_LIKENESS: Final = Decimal("0.4")
"""One word in common that stands beside three figures, or two beside six each."""

KEY_MARKS: Final = 2
"""Words that a figure which the paper repeats must share with its slip; one more where it has two digits only."""

OF_ITS_OWN: Final = Decimal(1)
"""Words that stand beside hardly any other figure: two of them, each beside three figures."""

LEAST_MARKS: Final = 5
"""Words and codes that two shares must have in common where they are no slips of each other."""

SOME_WORDS: Final = Decimal("0.4")
"""The part of the words around the one with fewer that these must be."""

PARTS: Final = ("sex", "setting", "age", "education", "group", "zone", "season")
"""Slots that make a part of those of whom a share is told."""

MOST_TOLD: Final = 2000
"""A paper with more figures is not compared pair by pair."""


_ASKED: Final = "sample=asked"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the words around it and the other numbers of its sentence."""

    figure: Figure
    words: frozenset[str]
    marks: frozenset[str]
    """The words by language, and the codes of the topic, which are of no language."""
    numbers: frozenset[Decimal]
    of_part: bool
    """Whether the sentence tells it of a part that it names: "among women …"."""
    summary: int | None
    """Where the abstract or conclusion begins in which it stands."""


def retold(paper: Paper) -> Iterator[Finding]:
    """Every figure of an abstract or conclusion that the same words give another value elsewhere, where one of the two
    values stands nowhere else in the paper; and every one that is a slip of the figure told most alike in the body."""
    spans = summary_spans(paper)
    sentences = sentences_of(paper)
    told = [
        one
        for sentence in sentences
        for one in _told(paper.text, sentence, next((s for s, end in spans if s <= sentence.start < end), None))
    ][:MOST_TOLD]
    times = Counter((one.figure.value, _lang(one)) for one in told)
    seen: set[frozenset[Decimal]] = said_together(sentences)
    mistyped = _Mistyped(told, paper)
    for one in (one for one in told if one.summary is not None and is_in_digits(one.figure)):
        same = [
            other
            for other in told
            if 1 in (times[one.figure.value, _lang(one)], times[other.figure.value, _lang(other)])
            and _one_statement(one, other)
            and not mistyped.is_told_beside(one, other)
        ]
        other = max(same, key=lambda two: _closeness(one, two)) if same else mistyped.original_of(one)
        other = other or mistyped.told_otherwise(one)
        values = frozenset((one.figure.value, other.figure.value)) if other is not None else frozenset()
        if other is not None and values not in seen:
            seen.add(values)
            yield record(paper, _held(one.figure, other.figure))


def _closeness(one: Told, other: Told) -> tuple[int, Decimal]:
    """How many words are common, then how near the values are."""
    return len(one.words & other.words), -abs(one.figure.value - other.figure.value)


class _Mistyped:
    """Finds the figure of which one in a summary is a slip: printed almost so elsewhere, and told alike."""

    def __init__(self, told: Sequence[Told], paper: Paper) -> None:
        self._told = told
        cells = {c.quantity.value for c in paper.claims if c.origin == "table" and c.quantity.value is not None}
        self._known = {one.figure.value for one in told if one.summary is None} | cells
        self._met = Counter(mark for one in told for mark in one.marks)
        self._places: dict[Decimal, set[int | None]] = {}
        self._together: defaultdict[int | None, list[Told]] = defaultdict(list)
        for one in told:
            self._together[_sentence_of(one)].append(one)
            self._places.setdefault(one.figure.value, set()).add(one.summary)

    def original_of(self, one: Told) -> Told | None:
        """The figure meant; None where the body prints the value itself, or something else is told more alike."""
        if one.figure.value in self._known:
            return None
        akin = [(self._likeness(one, other), other) for other in self._told if self._may_be_meant(one, other)]
        most = max((likeness for likeness, _ in akin), default=Decimal(0))
        slips = [
            (likeness, other)
            for likeness, other in akin
            if may_be_slip(one.figure.surface, other.figure.surface)
            and (
                likeness >= max(NEARLY_MOST * most, LEAST_LIKENESS)
                or self._is_key_figure(one, other)
                or self._are_asked(one, other)
            )
        ]
        return max(slips, key=lambda pair: pair[0])[1] if slips else None

    def told_otherwise(self, one: Told) -> Told | None:
        """The one share of the body that is told in the words of a share which a summary alone prints."""
        if one.figure.value in self._known or not is_share(one.figure):
            return None
        akin = [other for other in self._told if self._may_be_meant(one, other) and other.summary is None]
        akin = [other for other in akin if is_share(other.figure) and _is_near(one, other) and not other.of_part]
        akin = [other for other in akin if not self.is_told_beside(one, other)]
        scores = sorted(((len(one.marks & other.marks), i) for i, other in enumerate(akin)), reverse=True)
        if not scores or scores[0][0] < LEAST_MARKS or (len(scores) > 1 and scores[1][0] >= scores[0][0]):
            return None
        other = akin[scores[0][1]]
        words = len(one.words & other.words)
        shared = words >= LEAST_WORDS and words >= SOME_WORDS * min(len(one.words), len(other.words))
        return other if shared and _is_of_no_other_part(one, other) else None

    def is_told_beside(self, one: Told, other: Told) -> bool:
        """Whether the sentence of another figure prints the one too, as it may be rounded: "38 % trust the radio, 33 %
        the press" where a third trusts the press."""
        same = self._together[_sentence_of(other)]
        return any(t is not other and meets(t.figure.interval, one.figure.interval) for t in same)

    def _may_be_meant(self, one: Told, other: Told) -> bool:
        """A figure of the body or of another summary, where the summary of the one does not print it too."""
        return one.summary not in self._places[other.figure.value] and _may_be_one(one, other)

    def _is_key_figure(self, one: Told, other: Told) -> bool:
        """Whether the other stands in the body and in a summary too, and shares some words with the one: a paper has
        few such figures, and another summary that prints almost one of them means it."""
        places = self._places[other.figure.value]
        digits = sum(sign.isdecimal() for sign in other.figure.surface)
        least = KEY_MARKS if digits > KEY_MARKS else KEY_MARKS + 1
        shared = len(one.marks & other.marks)
        own = shared >= KEY_MARKS and self._likeness(one, other) >= OF_ITS_OWN
        return None in places and len(places) > 1 and (shared >= least or own)

    def _are_asked(self, one: Told, other: Told) -> bool:
        """Whether both are the number of people that the paper asked, as no other figure of the body is."""
        asked = {told.figure.value for told in self._told if told.summary is None and _ASKED in told.marks}
        return _ASKED in one.marks and asked == {other.figure.value}

    def _likeness(self, one: Told, other: Told) -> Decimal:
        """What two figures have in common, a word that stands beside few figures counting more."""
        return sum((Decimal(1) / (self._met[mark] - 1) for mark in one.marks & other.marks), Decimal(0))


def _sentence_of(one: Told) -> int | None:
    return one.figure.claim.location.quote_start if one.figure.claim is not None else None


def _is_near(one: Told, other: Told) -> bool:
    return NEAR[0] <= one.figure.value / other.figure.value <= NEAR[1] and _lang(one) == _lang(other)


def _is_of_no_other_part(one: Told, other: Told) -> bool:
    """Whether no slot makes one of two figures that of a part of the people, or of another place."""
    a, b = one.figure.claim, other.figure.claim
    if a is None or b is None:
        return False
    return all(a.topic.get(slot) == b.topic.get(slot) for slot in PARTS)


def _lang(one: Told) -> str:
    return one.figure.claim.lang if one.figure.claim is not None else ""


def _told(text: str, sentence: Sentence, summary: int | None) -> Iterator[Told]:
    figures = [figure for figure in sentence.figures() if is_amount(figure) or is_share(figure) or _is_percent(figure)]
    for figure in figures:
        claim = figure.claim
        if claim is None or claim.weight != "normal" or claim.quantity.bound != "=":
            continue
        words = words_around(text, sentence, figure)
        numbers = frozenset(f.value for f in figures if f is not figure and f.value >= LEAST_SHARED)
        root = None if claim.lang == "en" else BEGINNING
        marks = {f"{claim.lang[:2]} {word[:root]}" for word in words}
        marks |= {
            f"{slot}={part}" for slot, codes in claim.topic.items() if slot != "open" for part in codes.split("+")
        }
        of_part = is_of_part(text, sentence, figure)
        yield Told(figure, words, frozenset(marks), numbers, of_part, summary)


def _is_percent(figure: Figure) -> bool:
    """A percentage, also one that the words around make a change."""
    return figure.claim is not None and figure.claim.quantity.unit == "percent" and 0 < figure.value < 100


def _one_statement(one: Told, other: Told) -> bool:
    a, b = one.figure.claim, other.figure.claim
    if a is None or b is None or a.lang != b.lang or not _may_be_one(one, other):
        return False
    if other.figure.value == 0 or not NEAR[0] <= one.figure.value / other.figure.value <= NEAR[1]:
        return False
    if not comparable(span_of(a.period), span_of(b.period)):
        return False
    return _same_words(one, other) or _same_part(one, other)


def _may_be_one(one: Told, other: Told) -> bool:
    """Two figures of one kind, unit and place, printed in two sentences, that can't both be right."""
    a, b = one.figure.claim, other.figure.claim
    if a is None or b is None or a is b:
        return False
    if a.kind != b.kind and not {a.kind, b.kind} <= {"share", "change"}:
        return False
    if a.location.quote_start == b.location.quote_start or meets(one.figure.interval, other.figure.interval):
        return False
    known = {a.places.area, b.places.area} - {None}
    spans = span_of(a.period), span_of(b.period)
    together = None in spans or comparable(*spans)
    return len(known) < 2 and together and _of_one_unit(unit_class(a.quantity.unit), unit_class(b.quantity.unit))


def _of_one_unit(one: str, other: str) -> bool:
    """The same unit; "dollars a month" may be called dollars of a monthly wage."""
    return one == other or (
        bool(one and other) and (one.startswith(f"{other} per ") or other.startswith(f"{one} per "))
    )


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

"""Two values that a comparison calls by their names again: "10.9 thousand in Turkey, 9.1 in China; those in Turkey are
1.5 times as many as those in China"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from pipeline.checks.amounts import as_multiple
from pipeline.checks.change_sizes import Change, change_held, is_near_bound, middle_of, of_one_kind, sizes_of
from pipeline.checks.change_words import says
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.mentions import roots_of
from pipeline.checks.sentences import Sentence, beside, phrases, place, sentences_of
from pipeline.numbers.interval import meets
from schemas import Finding, Paper

BACK: Final = 1
"""Sentences before a comparison in which its values are told."""

LIKELY: Final = (Decimal("0.4"), Decimal("2.5"))
"""Computed by printed multiple: outside this two other values are meant."""

SLOTS: Final = ("measure", "statistic", "per")
"""What a comparison measures: that of the values, where both say it."""


def compared_by_name(paper: Paper) -> Iterator[Finding]:
    """Every "N times as many" and "N % more" without a value beside it, whose clause names two values told before."""
    sentences = sentences_of(paper)
    for i, sentence in enumerate(sentences):
        for figure in sentence.figures():
            for kind in _kinds(paper.text, sentence, figure):
                before = [s for s in sentences[max(0, i - BACK) : i] if s.paragraph == sentence.paragraph]
                held = _held(paper.text, sentence, figure, before, kind)
                if held is not None:
                    yield record(paper, held)


def _kinds(text: str, sentence: Sentence, figure: Figure) -> Iterator[Change]:
    kinds: tuple[Change, ...] = ("multiple", "growth")
    percent = figure.claim is not None and figure.claim.quantity.unit == "percent"
    yield from (kind for kind in kinds if says(text, sentence, figure, kind) and percent == (kind == "growth"))


def _held(text: str, sentence: Sentence, figure: Figure, before: Sequence[Sentence], kind: Change) -> Held | None:
    """A comparison held against the two values whose own names stand in its clause; one that does not hold only where
    a word says that one exceeds the other, and nothing says that they have changed."""
    told = [(sentence, f) for f in sentence.figures() if _is_value(f) and place(f) < place(figure)]
    start = max((place(f)[1] for _, f in told), default=sentence.start)
    told = told or [(one, f) for one in before for f in one.figures() if _is_value(f)]
    behind = [f for f in sentence.figures() if place(f) > place(figure)]
    clause = _clause(text, start, sentence) if told and told[0][0] is sentence else text[sentence.start : sentence.end]
    if behind or not clause:
        return None
    pair = _named(text, clause, figure, told)
    if pair is None or not _may_measure(figure, pair):
        return None
    figure = as_multiple(figure) if kind == "multiple" else figure
    computed = [made for a, b in (pair, pair[::-1]) for made in sizes_of(a, b, figure, kind)[:1]]
    holding = next((made for made in computed if meets(made, figure.interval)), None)
    if holding is not None:
        return change_held("consistent", *pair, figure, holding, kind) if is_near_bound(holding, figure) else None
    sizes = [middle for made in computed if (middle := middle_of(made)) is not None and middle > 0]
    likely = any(LIKELY[0] <= size / figure.value <= LIKELY[1] for size in sizes)
    compared = phrases("exceed", "compares", "than", "more_by", "former_latter").search(clause) is not None
    changed = phrases("earlier", "since", "later").search(clause) is not None
    return (
        change_held("inconsistent", *pair, figure, computed[0], kind) if likely and compared and not changed else None
    )


def _is_value(figure: Figure) -> bool:
    claim = figure.claim
    return claim is not None and figure.value > 0 and claim.kind in ("count", "money", "statistic", "share")


def _clause(text: str, start: int, sentence: Sentence) -> str:
    """What follows the values of a sentence behind a mark that parts it from them."""
    behind = text[start : sentence.end]
    marks = [at for mark in (", ", "; ", " – ", " — ") if (at := behind.find(mark)) >= 0]
    return behind[min(marks) :] if marks else ""


def _named(
    text: str, clause: str, figure: Figure, told: Sequence[tuple[Sentence, Figure]]
) -> tuple[Figure, Figure] | None:
    """The last two values where a clause calls them the former and the latter; else the only two each of which a word
    of the clause names, and no other."""
    if phrases("former_latter").search(clause):
        last = [value for _, value in told][-2:]
        return (last[0], last[1]) if len(last) == 2 and of_one_kind(*last) else None
    lang = figure.claim.lang if figure.claim is not None else ""
    words = roots_of(clause, lang)
    names = [(value, words & roots_of(beside(text, one, value, [f for _, f in told]), lang)) for one, value in told]
    own = [
        value
        for i, (value, said) in enumerate(names)
        if said - {word for j, (_, other) in enumerate(names) if j != i for word in other}
    ]
    pairs = [(a, b) for a, b in combinations(own, 2) if of_one_kind(a, b)]
    return pairs[0] if len(pairs) == 1 == len(own) - 1 else None


def _may_measure(figure: Figure, pair: Sequence[Figure]) -> bool:
    """Whether a comparison measures nothing else than its values do, where they say what they measure."""
    if figure.claim is None:
        return False
    topics = [value.claim.topic for value in pair if value.claim is not None]
    known = {slot: {topic[slot] for topic in topics if slot in topic} for slot in SLOTS}
    said = figure.claim.topic
    return all(slot not in said or not known[slot] or said[slot] in known[slot] for slot in SLOTS)

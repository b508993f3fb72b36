"""Superlatives against the figures of their own sentence: "the largest share have nurses (38 %), followed by doctors
(41 %)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.checks.amounts import is_counted, is_in_digits, is_share
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.ranks import Ranked, ranked_in
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.comparing.periods import span_of
from pipeline.numbers.interval import meets
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper

NEXT_TO: Final = 80
"""Characters between a superlative and its figure, and between that and the next of its kind."""

LEAST_VALUE: Final = 5
"""Smaller numbers in a sentence count something else."""


def ranks_in_prose(paper: Paper) -> Iterator[Finding]:
    """Every one superlative of a sentence with the figure behind it and those that follow in rank."""
    for sentence in sentences_of(paper):
        if phrases("greatest", "least").search(paper.text, sentence.start, sentence.end) is None:
            continue
        said = paper.text[sentence.start : sentence.end]
        ranked = [one for one in ranked_in(said, sentence.claims[0].lang) if one.place == 1]
        if len(ranked) != 1:
            continue
        held = _held(paper.text, sentence, ranked[0])
        if held is not None:
            yield record(paper, held)


def _held(text: str, sentence: Sentence, one: Ranked) -> Held | None:
    at = sentence.start + one.end
    behind = [f for f in sentence.figures() if place(f)[0] >= at and _may_be_ranked(f)]
    if len(behind) < 2 or place(behind[0])[0] - at > NEXT_TO or any(m in text[at : place(behind[0])[0]] for m in ";:"):
        return None
    first, *others = behind
    peers = _followers(text, first, others)
    if not peers:
        return None
    beyond = [f for f in peers if (f.value > first.value) == one.descending and not meets(f.interval, first.interval)]
    verdict: Verdict = "inconsistent" if beyond else "consistent"
    best = beyond[0] if beyond else peers[0]
    words = {"word": text[sentence.start + one.start : at], "a": first.surface, "b": best.surface}
    told = (best.interval, first.surface, words, f"prose-{verdict}")
    return Held("text-table", verdict, [first, best], *told, decides=True)


def _may_be_ranked(figure: Figure) -> bool:
    exact = figure.claim is not None and figure.claim.quantity.bound in ("=", "~")
    digits = is_in_digits(figure)
    return exact and digits and (is_share(figure) or (is_counted(figure) and figure.value >= LEAST_VALUE))


def _followers(text: str, first: Figure, others: Sequence[Figure]) -> list[Figure]:
    """The figures of the same unit and time that follow the first one as the next in rank, one behind another."""
    found: list[Figure] = []
    last = first
    for figure in others:
        between = text[place(last)[1] : place(figure)[0]]
        if not _of_one_kind(first, figure) or len(between) > NEXT_TO or any(mark in between for mark in ";."):
            break
        if not found and phrases("next_in_rank").search(between) is None:
            break
        found.append(figure)
        last = figure
    return found


def _of_one_kind(a: Figure, b: Figure) -> bool:
    if a.claim is None or b.claim is None or is_share(a) != is_share(b):
        return False
    spans = span_of(a.claim.period), span_of(b.claim.period)
    return unit_class(a.claim.quantity.unit) == unit_class(b.claim.quantity.unit) and (
        None in spans or spans[0] == spans[1]
    )

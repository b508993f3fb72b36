"""What comes in less what goes out, told over sentences: "9 640 were born. 8 410 died, so that the natural increase was
1 230"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_sum_of_others, may_be_alike
from pipeline.checks.change_sizes import exact_of, of_two_times
from pipeline.checks.change_words import DIFFERENCE_WITHIN
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.numbers.interval import meets, negate, subtract
from schemas import Finding, Paper

LIKELY: Final = (Decimal("0.5"), Decimal(2))
"""Computed by printed balance: outside this two other amounts are meant."""


def balances(paper: Paper) -> Iterator[Finding]:
    """Every balance with the two amounts told before it, in its sentence and the one before."""
    sentences = sentences_of(paper)
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        figures = sentence.figures()
        called = [figure for figure in figures if _is_called(paper.text, sentence, figure)]
        if len(called) != 1:
            continue
        near = before.figures() if before is not None and before.paragraph == sentence.paragraph else []
        told = [*near, *(figure for figure in figures if place(figure) < place(called[0]))]
        held = _held(called[0], [figure for figure in told if is_sum_of_others(figure) and figure.value > 0])
        if held is not None:
            yield record(paper, held)


def _is_called(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether the word for a balance stands before an amount, and no other number between them."""
    claim = figure.claim
    if claim is None or claim.quantity.unit in ("percent", "percentage point", "times"):
        return False
    start, _ = place(figure)
    words = list(phrases("balance").finditer(text, max(sentence.start, start - DIFFERENCE_WITHIN), start))
    return bool(words) and not any(sign.isdecimal() or sign == ";" for sign in text[words[-1].end() : start])


def _of_some(balance: Figure, told: Sequence[Figure]) -> Held | None:
    """A balance of the last amount before it and one of the others; only where it holds."""
    size = balance if balance.value >= 0 else replace(balance, value=-balance.value, interval=negate(balance.interval))
    if len(told) < 2 or len(size.value.normalize().as_tuple().digits) < 2:
        return None
    for other in reversed(told[:-1]):
        a, b = sorted((told[-1], other), key=lambda figure: figure.value, reverse=True)
        if may_be_alike(a, b) and b.value > size.value and meets(subtract(exact_of(a), exact_of(b)), size.interval):
            words: dict[str, object] = {"a": a.surface, "b": b.surface}
            computed = subtract(exact_of(a), exact_of(b))
            return Held("sum", "consistent", [a, b, size], computed, balance.surface, words, "balance-consistent")
    return None


def _held(balance: Figure, told: Sequence[Figure]) -> Held | None:
    """A balance held against the only two amounts before it; not where both are of one thing at two times."""
    if len(told) != 2:
        return _of_some(balance, told)
    a, b = sorted(told, key=lambda figure: figure.value, reverse=True)
    topics = [{k: v for k, v in f.claim.topic.items() if k != "open"} for f in told if f.claim is not None]
    if not may_be_alike(a, b) or (of_two_times(a, b) and topics[0] == topics[-1]):
        return None
    size = balance if balance.value >= 0 else replace(balance, value=-balance.value, interval=negate(balance.interval))
    computed = subtract(exact_of(a), exact_of(b))
    holds = meets(computed, size.interval)
    if not holds and (not size.value or not LIKELY[0] <= (a.value - b.value) / size.value <= LIKELY[1]):
        return None
    verdict: Verdict = "consistent" if holds else "inconsistent"
    words: dict[str, object] = {"a": a.surface, "b": b.surface}
    return Held("sum", verdict, [a, b, size], computed, balance.surface, words, f"balance-{verdict}")

"""One change told as a multiple and in percent: "grew 1.4 times (by 40 %)", "doubled, an increase of 98 %"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.checks.amounts import NO_MULTIPLE, as_multiple
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of, without_phrases
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply, subtract
from schemas import Finding, Interval, Paper

MOST_BETWEEN: Final = 4
"""Words between the two: "times, an increase of"."""

ONE: Final[Interval] = (Decimal(1), Decimal(1))


def same_changes(paper: Paper) -> Iterator[Finding]:
    """Every multiple with the percentage beside it that says it again."""
    for sentence in sentences_of(paper):
        for one, other in pairwise(sentence.figures()):
            times, percent = (one, other) if _is_multiple(one) else (other, one)
            if _is_multiple(times) and _is_percent(percent) and _is_again(paper.text, one, other):
                yield record(paper, _held(paper.text, sentence, as_multiple(times), percent))


def _is_multiple(figure: Figure) -> bool:
    claim = figure.claim
    return claim is not None and claim.quantity.unit == "times" and 1 < figure.value < NO_MULTIPLE


def _is_percent(figure: Figure) -> bool:
    claim = figure.claim
    return claim is not None and claim.quantity.unit == "percent" and figure.value > 0


def _is_again(text: str, one: Figure, other: Figure) -> bool:
    """Whether the second says the first again: in brackets, after "or", as a named change; nothing else between."""
    between = text[place(one)[1] : place(other)[0]]
    if any(mark in between for mark in ";:.)") or len(between.split()) > MOST_BETWEEN:
        return False
    told = (
        "(" in between or ("," in between and phrases("change_nouns").search(between)) or phrases("or").search(between)
    )
    bare = without_phrases(between, "leading", "by", "change_nouns", "up", "down", "or")
    return bool(told) and not any(sign.isalpha() for sign in bare)


def _held(text: str, sentence: Sentence, times: Figure, percent: Figure) -> Held:
    """A rise to M times is one by M - 1, a fall M times one by 1 - 1 / M; where the sentence says neither, either."""
    rise = multiply(subtract(times.interval, ONE), HUNDRED)
    fall = multiply(subtract(ONE, divide(ONE, times.interval)), HUNDRED)
    up, down = (phrases(way).search(text, sentence.start, sentence.end) is not None for way in ("up", "down"))
    computed = [rise] if up and not down else [fall] if down and not up else [rise, fall]
    holding = [made for made in computed if meets(made, percent.interval)]
    verdict: Verdict = "consistent" if holding else "inconsistent"
    made = (holding or computed)[0]
    words: dict[str, object] = {"a": times.surface}
    return Held("growth", verdict, [times, percent], made, percent.surface, words, f"times-{verdict}")

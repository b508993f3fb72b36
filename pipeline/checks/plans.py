"""A plan, what came of it, and the percentage by which it was met: "the plan of 40 thousand was met by 105 %"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_amount, may_be_alike
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply, subtract
from schemas import Finding, Paper

BESIDE: Final = 45
"""Characters around a number in which the word for a plan stands."""

NEAR: Final = 25
"""Characters around a percentage in which the word for a plan makes it the part that was met."""

LIKELY: Final = (Decimal("0.6"), Decimal("1.6"))
"""Computed by printed percentage: outside this the plan is of something else."""

LIKELY_REST: Final = (Decimal("0.25"), Decimal(4))
"""The same where only what is above or below the plan is told."""


def plans(paper: Paper) -> Iterator[Finding]:
    """Every percentage of a plan with the two amounts of its sentence, or of it and the sentence before."""
    sentences = sentences_of(paper)
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        shares = [f for f in sentence.figures() if _is_of_plan(paper.text, sentence, f)]
        if len(shares) != 1:
            continue
        beside = before is not None and before.paragraph == sentence.paragraph
        for told in (sentence.figures(), [*before.figures(), *sentence.figures()] if before and beside else ()):
            held = _held(paper.text, sentence, shares[0], [f for f in told if f is not shares[0] and is_amount(f)])
            if held is not None:
                yield record(paper, held)
                break


def _is_of_plan(text: str, sentence: Sentence, figure: Figure) -> bool:
    claim = figure.claim
    if claim is None or claim.quantity.unit != "percent" or figure.value <= 0:
        return False
    start, end = place(figure)
    around = text[max(sentence.start, start - NEAR) : min(sentence.end, end + NEAR)]
    return phrases("plan").search(around) is not None or _way(text, sentence) != ""


def _way(text: str, sentence: Sentence) -> str:
    """Whether the percentage is only by how much a plan was beaten or missed."""
    ways = [way for way in ("over", "under") if phrases(f"{way}_plan").search(text, sentence.start, sentence.end)]
    planned = phrases("plan").search(text, sentence.start, sentence.end) is not None
    return ways[0] if planned and len(ways) == 1 else ""


def _held(text: str, sentence: Sentence, share: Figure, amounts: Sequence[Figure]) -> Held | None:
    """The one amount called a plan, and the one other of its unit that came of it."""
    planned = [f for f in amounts if _is_planned(text, f)]
    if len(planned) != 1:
        return None
    others = [f for f in amounts if f is not planned[0] and f.value > 0 and may_be_alike(planned[0], f)]
    if len(others) != 1 or planned[0].value <= 0:
        return None
    made = multiply(divide(others[0].interval, planned[0].interval), HUNDRED)
    over = subtract(made, HUNDRED)
    under = subtract(HUNDRED, made)
    tried = {"over": [over, made], "under": [under, made]}.get(_way(text, sentence), [made])
    fitting = [one for one in tried if meets(one, share.interval)]
    computed = (fitting or tried)[0]
    if None in computed or share.claim is None or share.claim.quantity.bound not in ("=", "~"):
        return None
    least, most = LIKELY if len(tried) == 1 else LIKELY_REST
    likely = least <= (computed[0] or Decimal(0)) / share.value <= most
    if not fitting and not likely:
        return None
    verdict: Verdict = "consistent" if fitting else "inconsistent"
    words: dict[str, object] = {"part": others[0].surface, "whole": planned[0].surface}
    return Held("share-of-whole", verdict, [share, others[0], planned[0]], computed, share.surface, words)


def _is_planned(text: str, figure: Figure) -> bool:
    """Whether a word for a plan leads to the number with no other number between, or follows it in Kazakh."""
    start, end = place(figure)
    before = text[max(0, start - BESIDE) : start]
    words = list(phrases("plan").finditer(before))
    if words and not any(sign.isdecimal() or sign in ";:." for sign in before[words[-1].end() :]):
        return True
    kazakh = figure.claim is not None and figure.claim.lang.startswith("kk")
    behind = text[end : end + NEAR].split(",")[0]
    return kazakh and phrases("plan").search(behind) is not None

"""The error that a survey states for its sample: 1.96 √(0.25 / n) at a confidence of 95 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_in_digits
from pipeline.checks.findings import Figure, Held, Verdict, figure_at, record
from pipeline.checks.granularity import asked_in
from pipeline.checks.sentences import Sentence, phrases, sentences_of
from schemas import Finding, Paper

QUANTILES: Final = {
    Decimal(90): Decimal("1.645"),
    Decimal(95): Decimal("1.960"),
    Decimal("95.4"): Decimal("2.000"),
    Decimal(97): Decimal("2.170"),
    Decimal(99): Decimal("2.576"),
    Decimal("99.7"): Decimal("3.000"),
}
"""How many standard errors a confidence in percent takes on either side."""

GREATEST: Final = Decimal(15)
"""No survey states a greater error."""

SMALLER: Final = Decimal("1.3")
"""The population's size and known shares make an error smaller than the formula's by no more than this."""

GREATER: Final = Decimal("2.5")
"""A design with clusters makes it greater by so much at most."""

_LEVEL: Final = re.compile(r"(?<![\d.,])(\d{2}(?:[.,]\d)?)(?=\s*(?:%|percent|процент|пайыз))")
_SHARE: Final = Decimal(50)


def sampling_errors(paper: Paper) -> Iterator[Finding]:
    """Every stated error of a sample, where the paper asked one number of people."""
    stated = [s for s in sentences_of(paper) if phrases("sampling_error").search(paper.text, s.start, s.end)]
    sample = asked_in(paper.text, sentences_of(paper)) if stated else None
    for sentence in stated if sample is not None else ():
        held = _held(paper, sentence, sample) if sample is not None else None
        if held is not None:
            yield record(paper, held)


def _held(paper: Paper, sentence: Sentence, sample: Figure) -> Held | None:
    levels = [
        (value, found)
        for found in _LEVEL.finditer(paper.text, sentence.start, sentence.end)
        if (value := Decimal(found[1].replace(",", "."))) in QUANTILES
    ]
    errors = [f for f in sentence.figures() if _is_percent(f) and f.value <= GREATEST and is_in_digits(f)]
    if len(levels) != 1 or len(errors) != 1 or sample.value <= 1:
        return None
    (level, found), (error,) = levels[0], errors
    computed = QUANTILES[level] * _SHARE / sample.value.sqrt()
    verdict: Verdict = "consistent"
    if not computed / SMALLER <= error.value <= computed * GREATER:
        if error.value > computed:
            return None
        verdict = "inconsistent"
    figures = [sample, error, figure_at(paper, level, (found.start(1), found.end(1)))]
    words: dict[str, object] = {"a": sample.surface, "b": found[0]}
    return Held("statistic", verdict, figures, (computed, computed), error.surface, words, f"sample-{verdict}")


def _is_percent(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.quantity.unit in ("percent", "percentage point")

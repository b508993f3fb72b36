"""GRIM for shares: a percentage of N people must be k / N for a whole k (Brown & Heathers, 2017)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper

BY_CHANCE: Final = Decimal("0.01")
"""Shares that nothing ties to a sample are said to fit it only when they would not do so by chance."""

LEAST_SHARES: Final = 3
MOST_SAMPLES: Final = 20


def granularity(paper: Paper) -> Iterator[Finding]:
    """Every share of a sample that is named beside it, and every list of shares that fits a sample of the paper."""
    sentences = sentences_of(paper)
    samples = _samples(paper.text, sentences)
    for sentence in sentences:
        figures = sentence.figures()
        shares = [figure for figure in figures if _is_share(figure)]
        sample = _sample_of(paper.text, figures, shares)
        if sample is not None:
            yield from (record(paper, held) for held in _of_named(sample, shares))
        elif len(shares) >= LEAST_SHARES:
            fitting = [n for n in samples if _fit_all(n, shares)]
            if len({n.value for n in fitting}) == 1:
                yield record(paper, _held(fitting[0], shares, "consistent"))


def _is_share(figure: Figure) -> bool:
    claim = figure.claim
    return (
        claim is not None
        and claim.kind == "share"
        and claim.quantity.unit == "percent"
        and claim.quantity.bound == "="
        and 0 < figure.value < 100
    )


def _is_sample(figure: Figure) -> bool:
    claim = figure.claim
    if (
        claim is None
        or claim.kind != "count"
        or claim.quantity.bound != "="
        or unit_class(claim.quantity.unit) != "person"
    ):
        return False
    return figure.value == figure.value.to_integral_value() and figure.value >= 5


def _samples(text: str, sentences: Sequence[Sentence]) -> list[Figure]:
    """The numbers of people that sentences on a survey name."""
    found: dict[Decimal, Figure] = {}
    for sentence in sentences:
        if phrases("survey").search(text, sentence.start, sentence.end):
            for figure in filter(_is_sample, sentence.figures()):
                found.setdefault(figure.value, figure)
    return list(found.values())[:MOST_SAMPLES]


def _sample_of(text: str, figures: Sequence[Figure], shares: Sequence[Figure]) -> Figure | None:
    """The sample that the sentence itself gives before its shares: "240 farmers, of whom 45 % …"."""
    if not shares:
        return None
    before = [figure for figure in figures if place(figure) < place(shares[0])]
    if len(before) != 1 or not _is_sample(before[0]):
        return None
    return before[0] if phrases("parts").search(text, place(before[0])[1], place(shares[0])[0]) else None


def _of_named(sample: Figure, shares: Sequence[Figure]) -> Iterator[Held]:
    telling = [share for share in shares if _chance(sample, share) < 1]
    for share in telling:
        if not _fits(sample, share):
            yield _held(sample, [share], "inconsistent")
    fitting = [share for share in telling if _fits(sample, share)]
    if fitting:
        yield _held(sample, fitting, "consistent")


def _fit_all(sample: Figure, shares: Sequence[Figure]) -> bool:
    chance = Decimal(1)
    for share in shares:
        if not _fits(sample, share):
            return False
        chance *= min(_chance(sample, share), Decimal(1))
    return chance < BY_CHANCE


def _chance(sample: Figure, share: Figure) -> Decimal:
    """How likely a share printed so exactly fits a sample of this size by chance; above one it tells nothing."""
    low, high = share.interval
    return Decimal(1) if low is None or high is None else (high - low) * sample.value / 100


def _fits(sample: Figure, share: Figure) -> bool:
    low, high = share.interval
    if low is None or high is None:
        return True
    k = (share.value * sample.value / 100).to_integral_value()
    return any(low <= 100 * (k + step) / sample.value <= high for step in (-1, 0, 1))


def _held(sample: Figure, shares: Sequence[Figure], verdict: str) -> Held:
    k = (shares[0].value * sample.value / 100).to_integral_value()
    nearest = 100 * k / sample.value
    words = {"n": sample.surface, "k": k, "shares": [share.surface for share in shares]}
    printed = ", ".join(share.surface for share in shares)
    return Held("granularity", verdict, [sample, *shares], (nearest, nearest), printed, words)  # type: ignore[arg-type]

"""Means that two counts give: "7 560 children in 180 schools, 42 pupils a school on average"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_counted, is_in_digits
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.comparing.periods import comparable, span_of
from pipeline.numbers.interval import divide, meets
from schemas import Finding, Interval, Paper

MEAN_WITHIN: Final = 60
"""Characters between the word for a mean and its figure."""

TELLING: Final = 2
"""A mean of fewer digits is met by some two numbers by chance."""

LEAST_COUNT: Final = 5
"""Smaller numbers count something else."""

LIKELY: Final = (Decimal("0.6"), Decimal("1.6"))
"""Computed by printed mean: outside this two other numbers are meant."""


def per_each(paper: Paper) -> Iterator[Finding]:
    """Every mean with the two counts whose ratio it is, in its sentence or with one of them in the sentence before."""
    sentences = sentences_of(paper)
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        mean = _mean_of(paper.text, sentence)
        if mean is None:
            continue
        here = [f for f in sentence.figures() if f is not mean and _is_base(f) and place(f) < place(mean)]
        same = before is not None and before.paragraph == sentence.paragraph
        told = [f for f in before.figures() if _is_base(f)] if same and before is not None else []
        led = phrases("follows", "or").search(paper.text, sentence.start, place(mean)[0]) is not None
        held = _held(mean, here, told, sure=led and _is_of_each(paper.text, sentence, mean))
        if held is not None:
            yield record(paper, held)


def _mean_of(text: str, sentence: Sentence) -> Figure | None:
    """The one figure behind "on average" that tells how many there are to each."""
    words = list(phrases("mean").finditer(text, sentence.start, sentence.end))
    if len(words) != 1:
        return None
    behind = [f for f in sentence.figures() if 0 <= place(f)[0] - words[0].end() <= MEAN_WITHIN and is_in_digits(f)]
    mean = behind[0] if behind else None
    if mean is None or mean.claim is None or mean.claim.kind not in ("count", "ratio", "statistic", "other"):
        return None
    digits = len(mean.value.as_tuple().digits)
    unit = mean.claim.quantity.unit or ""
    told = unit not in ("percent", "times", "year") and mean.claim.quantity.bound in ("=", "~")
    return mean if told and digits >= TELLING else None


def _is_base(figure: Figure) -> bool:
    return is_counted(figure) and is_in_digits(figure) and figure.value >= LEAST_COUNT


def _is_of_each(text: str, sentence: Sentence, mean: Figure) -> bool:
    """Whether the words around a mean say that it is told of one: "per school", "на одну школу", "бір мектепке"."""
    claim = mean.claim
    around = text[max(sentence.start, place(mean)[0] - MEAN_WITHIN) : min(sentence.end, place(mean)[1] + MEAN_WITHIN)]
    return (claim is not None and " per " in (claim.quantity.unit or "")) or phrases("to_each").search(
        around
    ) is not None


def _held(mean: Figure, here: Sequence[Figure], told: Sequence[Figure], *, sure: bool) -> Held | None:
    """The mean of a number by a smaller one; one that is not, where the two are the only ones of the sentence."""
    for whole in (*here, *told):
        for base in (*here, *told):
            if (whole in here or base in here) and whole.value > base.value and _of_one_time(whole, base):
                made = _ratio(whole, base)
                if meets(made, mean.interval):
                    return _told("consistent", mean, whole, base, made)
    if len(here) != 2 or not sure:
        return None
    base, whole = sorted(here, key=lambda figure: figure.value)
    made = _ratio(whole, base)
    low, high = made
    if low is None or high is None or not LIKELY[0] <= (low + high) / 2 / mean.value <= LIKELY[1]:
        return None
    return _told("inconsistent", mean, whole, base, made)


def _ratio(whole: Figure, base: Figure) -> Interval:
    return divide(whole.interval, base.interval)


def _of_one_time(a: Figure, b: Figure) -> bool:
    spans = [span_of(f.claim.period) if f.claim is not None else None for f in (a, b)]
    return None in spans or comparable(*spans)


def _told(verdict: Verdict, mean: Figure, whole: Figure, base: Figure, made: Interval) -> Held:
    words: dict[str, object] = {"a": whole.surface, "b": base.surface}
    return Held("statistic", verdict, [mean, whole, base], made, mean.surface, words, f"each-{verdict}")

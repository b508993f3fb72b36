"""Multiples and growth: "almost four times: from 155 thousand to 42 thousand", "by 17.7 % more"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, Literal

from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.comparing.periods import span_of
from pipeline.numbers.interval import divide, meets, multiply, negate, subtract
from pipeline.numbers.units import unit_class
from schemas import Finding, Interval, Paper

HUNDRED: Final[Interval] = (Decimal(100), Decimal(100))

LOOSEST: Final = Decimal("1.5")
""""More than twice" is not said of what is three times or more: a bound speaks of values up to half as large again."""

PLAUSIBLE: Final = (Decimal("0.5"), Decimal(2))
"""Computed by printed multiple: outside this the two values are not those that the multiple is about."""

Values = tuple[Figure, Figure]


def multiples(paper: Paper) -> Iterator[Finding]:
    """Every "N times" with the two values that it is said of."""
    yield from _changes(paper, "multiple")


def growth(paper: Paper) -> Iterator[Finding]:
    """Every "by N %" with the two values that it is said of."""
    yield from _changes(paper, "growth")


def _changes(paper: Paper, check: Literal["multiple", "growth"]) -> Iterator[Finding]:
    sentences = sentences_of(paper)
    for i, sentence in enumerate(sentences):
        figures = sentence.figures()
        for change in figures:
            if not _says(change, check):
                continue
            before = sentences[i - 1].figures() if i and sentences[i - 1].paragraph == sentence.paragraph else []
            held = _held(paper.text, sentence, change, _pairs(figures, before), check)
            if held is not None:
                yield record(paper, held)


def _says(figure: Figure, check: Literal["multiple", "growth"]) -> bool:
    claim = figure.claim
    if claim is None or figure.value <= 0:
        return False
    if check == "multiple":
        return claim.quantity.unit == "times" and figure.value > 1
    return claim.kind == "change" and claim.quantity.unit in ("percent", "percentage point")


def _pairs(figures: Sequence[Figure], before: Sequence[Figure]) -> list[tuple[Values, bool]]:
    """The pairs of values that a change may be said of, the likeliest first; True for two of one sentence alone.

    First values of one thing at two times, then two values that are the only two of the sentence.
    """
    here, all_values = _values(figures), [*_values(before), *_values(figures)]
    pairs: list[tuple[Values, bool]] = []
    for one in here:
        pairs.extend(
            (ordered, other in here and len(here) == 2)
            for other in reversed(all_values)
            for ordered in ((other, one), (one, other))
            if _one_thing_at_two_times(*ordered)
        )
    if not pairs and len(here) == 2 and _alike(*here):
        pairs.append(((here[0], here[1]), True))
    return pairs


def _values(figures: Sequence[Figure]) -> list[Figure]:
    return [f for f in figures if f.claim is not None and f.claim.kind in ("count", "money", "share") and f.value > 0]


def _alike(a: Figure, b: Figure) -> bool:
    if a.claim is None or b.claim is None or a.claim.kind != b.claim.kind:
        return False
    return unit_class(a.claim.quantity.unit) == unit_class(b.claim.quantity.unit)


def _one_thing_at_two_times(a: Figure, b: Figure) -> bool:
    if a.claim is None or b.claim is None or not _alike(a, b):
        return False
    one, other = span_of(a.claim.period), span_of(b.claim.period)
    return one is not None and other is not None and one < other and _one_subject(a, b)


def _one_subject(a: Figure, b: Figure) -> bool:
    """The same topic and places, as far as both are known."""
    assert a.claim is not None
    assert b.claim is not None
    return a.claim.topic == b.claim.topic and a.claim.places == b.claim.places


def _held(
    text: str,
    sentence: Sentence,
    change: Figure,
    pairs: Sequence[tuple[Values, bool]],
    check: Literal["multiple", "growth"],
) -> Held | None:
    in_points = change.claim is not None and change.claim.quantity.unit == "percentage point"
    for (a, b), _ in pairs:
        computed = _computed(a, b, check, in_points=in_points)
        if meets(computed, change.interval) and _not_loose(computed, change):
            return Held(check, "consistent", [a, b, change], computed, change.surface, _words(a, b))
    for (a, b), alone in pairs:
        computed = _computed(a, b, check, in_points=in_points)
        middle = _middle(computed)
        if (
            alone
            and middle is not None
            and PLAUSIBLE[0] <= middle / change.value <= PLAUSIBLE[1]
            and not meets(computed, change.interval)
            and _from_to(text, sentence, a, b)
        ):
            return Held(check, "inconsistent", [a, b, change], computed, change.surface, _words(a, b))
    return None


def _computed(a: Figure, b: Figure, check: Literal["multiple", "growth"], *, in_points: bool) -> Interval:
    """The greater by the less, or the change as percent of the first or in points, without its sign."""
    low, high = (a, b) if a.value <= b.value else (b, a)
    if check == "multiple":
        return divide(high.interval, low.interval)
    change = subtract(b.interval, a.interval)
    if not in_points:
        change = multiply(divide(change, a.interval), HUNDRED)
    return negate(change) if b.value < a.value else change


def _middle(interval: Interval) -> Decimal | None:
    low, high = interval
    return None if low is None or high is None else (low + high) / 2


def _not_loose(computed: Interval, change: Figure) -> bool:
    """A bound is met by anything beyond it: here the value must also be near it."""
    low, high = change.interval
    if low is not None and high is None:
        return computed[0] is not None and computed[0] <= low * LOOSEST
    if high is not None and low is None:
        return computed[1] is not None and computed[1] * LOOSEST >= high
    return True


def _from_to(text: str, sentence: Sentence, a: Figure, b: Figure) -> bool:
    """Whether the sentence leads from one value to the other in so many words."""
    first, second = sorted((a, b), key=place)
    led = phrases("from").search(text, sentence.start, place(first)[0]) is not None
    return led and phrases("to").search(text, place(first)[1], place(second)[0]) is not None


def _words(a: Figure, b: Figure) -> dict[str, object]:
    return {"a": a.surface, "b": b.surface}

"""A multiple or a percentage with its two values at two times, told in sentences of their own: "since 2018, when it was
78", "in eight years"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Final

from pipeline.checks.amounts import is_amount
from pipeline.checks.change_sizes import Change, change_held, is_near_bound, middle_of, sizes_of
from pipeline.checks.findings import Figure, Held
from pipeline.checks.naming import periods_in
from pipeline.checks.sentences import Sentence, phrases, place
from pipeline.comparing.periods import span_of
from pipeline.numbers.interval import meets
from pipeline.numbers.units import unit_class

BACK: Final = 3
"""How many sentences before it a change may tell its values."""

LIKELY: Final = (Decimal("0.4"), Decimal("2.5"))
"""Computed by printed multiple: outside this two other values are meant."""

WITHIN: Final = 20
"""Characters behind "since" in which the year stands."""

PARTS: Final = ("setting", "sex", "age")
"""Slots that make a part of what is told without them."""

MOST_BETWEEN: Final = 6
"""Words between a change and the value that it led to."""

YEAR: Final = 10000


def over_time(text: str, sentences: Sequence[Sentence], at: int, change: Figure, kind: Change) -> Held | None:
    """A change held against the value beside it and the one of the other year that the sentence names, or against the
    two values before it that lie so many years apart as it says."""
    sentence = sentences[at]
    before = [s for s in sentences[max(0, at - BACK) : at] if s.paragraph == sentence.paragraph]
    here = [f for f in sentence.figures() if _is_dated(f) and f is not change]
    told = [f for one in before for f in one.figures() if _is_dated(f)]
    pair = _of_span(sentence, here, told) or _since(text, sentence, here, told)
    since_then = _since_then(text, sentence, here, [f for one in before for f in one.figures() if _is_value(f)])
    pair = pair or since_then or _of_year_before(text, sentence, here, told)
    if pair is None and not _names_other_year(text, sentence, here, before[-1:]):
        pair = _reached(text, change, here, [f for one in before[-1:] for f in one.figures() if _is_dated(f)])
    if pair is None:
        return None
    a, b = pair if pair is since_then else sorted(pair, key=_year)
    computed = sizes_of(a, b, change, kind)[0]
    if meets(computed, change.interval):
        near = is_near_bound(computed, change)
        return change_held("consistent", a, b, change, computed, kind) if near else None
    middle = middle_of(computed)
    likely = middle is not None and LIKELY[0] <= middle / change.value <= LIKELY[1]
    way = _way(text, sentence)
    against = (way == "up" and b.value < a.value) or (way == "down" and b.value > a.value)
    return change_held("inconsistent", a, b, change, computed, kind) if likely and not against else None


def _is_dated(figure: Figure) -> bool:
    """An amount, with the one year that it is of."""
    if figure.claim is None or not _is_value(figure):
        return False
    span = span_of(figure.claim.period)
    return span is not None and span.first // YEAR == span.last // YEAR


def _is_value(figure: Figure) -> bool:
    claim = figure.claim
    return (
        claim is not None and claim.kind not in ("duration", "age", "ratio") and is_amount(figure) and figure.value > 0
    )


def _year(figure: Figure) -> int:
    span = span_of(figure.claim.period) if figure.claim is not None else None
    return span.first // YEAR if span is not None else 0


def _way(text: str, sentence: Sentence) -> str:
    ways = [way for way in ("up", "down") if phrases(way).search(text, sentence.start, sentence.end)]
    return ways[0] if len(ways) == 1 else ""


def _pairs(one: Sequence[Figure], other: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    yield from ((a, b) for a in one for b in other if a is not b and _may_be_one_thing(a, b))


def _may_be_one_thing(a: Figure, b: Figure) -> bool:
    """Of one unit, where people and cases are one, and of one place."""
    if a.claim is None or b.claim is None or _year(a) == _year(b):
        return False
    if (a.claim.kind == "money") != (b.claim.kind == "money"):
        return False
    one, other = (unit_class(f.claim.quantity.unit) for f in (a, b) if f.claim is not None)
    counted = a.claim.kind == b.claim.kind == "count"
    areas = {f.claim.places.area for f in (a, b) if f.claim is not None and f.claim.places.area}
    return (one == other or counted) and len(areas) < 2


def _of_span(sentence: Sentence, here: Sequence[Figure], told: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The only two values that lie so many years apart as the sentence says: "in eight years it fell 3.4 times"."""
    spans = {f.value for f in sentence.figures() if f.claim is not None and f.claim.kind == "duration"}
    if len(spans) != 1:
        return None
    (years,) = spans
    pairs = [pair for pair in combinations([*told, *here], 2) if abs(_year(pair[0]) - _year(pair[1])) == years]
    pairs = [pair for pair in pairs if _may_be_one_thing(*pair)]
    if len(here) == 1:
        base = here[0]
        others = [a if b is base else b for a, b in pairs if base in (a, b)]
        return (base, nearest) if (nearest := _nearest_in_topic(base, others)) is not None else None
    return pairs[-1] if len({tuple(sorted(f.value for f in pair)) for pair in pairs}) == 1 else None


def _since(
    text: str, sentence: Sentence, here: Sequence[Figure], told: Sequence[Figure]
) -> tuple[Figure, Figure] | None:
    """The one value that the sentence tells behind "since" or "when", and that of the latest other year, or of the
    other year that it names."""
    bases = [f for f in here if _is_told_of_then(text, sentence, f)]
    if len(bases) != 1:
        return None
    lang = sentence.claims[0].lang
    years = {span.first // YEAR for span in periods_in(text[sentence.start : sentence.end], lang)} - {_year(bases[0])}
    others = [b for _, b in _pairs(bases, [*told, *here])]
    named = [f for f in others if _year(f) in years]
    latest = max((_year(f) for f in named or others), default=0)
    last = [f for f in named or others if _year(f) == latest]
    return (bases[0], last[-1]) if len({f.value for f in last}) == 1 else None


def _since_then(
    text: str, sentence: Sentence, here: Sequence[Figure], told: Sequence[Figure]
) -> tuple[Figure, Figure] | None:
    """The one dated value of a sentence before "since then", and that of a later time or of none told before it; of
    several the one with which it shares what few others have: "13.1 by air, 9.4 by tram. … By air 5.5 in 2020"."""
    if len(here) != 1 or phrases("since_then").search(text, place(here[0])[1], sentence.end) is None:
        return None
    (base,) = here
    others = [f for f in told if _may_be_one_thing(base, f) and (_year(f) == 0 or _year(f) > _year(base))]
    nearest = _nearest_in_topic(base, others)
    return (base, nearest) if nearest is not None else None


def _of_year_before(
    text: str, sentence: Sentence, here: Sequence[Figure], told: Sequence[Figure]
) -> tuple[Figure, Figure] | None:
    """The one value of a sentence that speaks of the year before, and that of the year before told ahead of it."""
    if len(here) != 1 or phrases("year_before").search(text, sentence.start, sentence.end) is None:
        return None
    (base,) = here
    before = [f for f in told if _year(f) == _year(base) - 1 and _may_be_one_thing(base, f)]
    before = [f for f in before if _tell_of_one_thing(base, f)]
    nearest = _nearest_in_topic(base, before)
    return (nearest, base) if nearest is not None else None


def _names_other_year(text: str, sentence: Sentence, here: Sequence[Figure], before: Sequence[Sentence]) -> bool:
    """Whether a sentence sets its value against that of a year which no value near is of."""
    lang = sentence.claims[0].lang
    said = {span.first // YEAR for span in periods_in(text[sentence.start : sentence.end], lang)}
    return bool(said - {_year(f) for f in (*here, *(f for one in before for f in one.figures()))})


def _reached(text: str, change: Figure, here: Sequence[Figure], last: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The one value that stands right beside a change, and that of an earlier year of the sentence before: "38 members
    in 2015. By 2022 there were 1.8 times as many, 54"."""
    base = _base_of(change, here, last)
    if len(here) != 1 or base is None:
        return None
    (value,) = here
    first, second = sorted((value, change), key=place)
    between = text[place(first)[1] : place(second)[0]]
    units = {unit_class(f.claim.quantity.unit) for f in (value, base) if f.claim is not None} - {""}
    beside = len(between.split()) <= MOST_BETWEEN and not any(mark in between for mark in ";:")
    same = len(units) < 2 and _may_be_one_thing(base, value) and _tell_of_one_thing(base, value)
    return (base, value) if beside and same and _year(base) < _year(value) else None


def _base_of(change: Figure, here: Sequence[Figure], last: Sequence[Figure]) -> Figure | None:
    """The one value told before; of several the one that a code of the change's topic tells from all others: "18
    thousand wrestle, 9 thousand play chess. By 2023 those who play chess were twice as many, 13.5 thousand"."""
    if len(last) == 1 or len(here) != 1 or change.claim is None:
        return last[0] if len(last) == 1 else None
    own = [{*f.claim.topic.items()} & {*change.claim.topic.items()} for f in last if f.claim is not None]
    telling = [
        f
        for f, shared in zip(last, own, strict=True)
        if any(sum(said in other for other in own) == 1 for said in shared) and _year(f) < _year(here[0])
    ]
    return telling[0] if len(telling) == 1 else None


def _tell_of_one_thing(one: Figure, other: Figure) -> bool:
    """Whether no slot that two topics share sets them apart."""
    topics = [f.claim.topic for f in (one, other) if f.claim is not None]
    shared = topics[0].keys() & topics[1].keys() - {"open"}
    return all(topics[0].get(slot) == topics[1].get(slot) for slot in (*shared, *PARTS))


def _nearest_in_topic(base: Figure, others: Sequence[Figure]) -> Figure | None:
    """The one value whose topic shares with another's what the fewest of them share."""
    topics = [set(f.claim.topic.items()) if f.claim is not None else set() for f in (base, *others)]
    own = [topics[0] & topic for topic in topics[1:]]
    shared = [sum(Fraction(1, sum(said in other for other in own)) for said in one) for one in own]
    best = [f for f, said in zip(others, shared, strict=True) if said == max(shared, default=0)]
    return best[0] if len({f.value for f in best}) == 1 else None


def _is_told_of_then(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether "since 2018, when it was" or "against 2018 (…)" leads to a value."""
    start, end = place(figure)
    lead = text[sentence.start : start]
    if sentence.claims[0].lang.startswith("kk") and phrases("since").search(
        text, end, min(sentence.end, end + 2 * WITHIN)
    ):
        return True  # "320 болған кезден бері"
    when = [word.end() for word in phrases("when", "since", "against").finditer(lead)]
    return any(len(lead) - at <= WITHIN * 2 and not any(mark in lead[at:] for mark in ";.") for at in when)

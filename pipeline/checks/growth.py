"""Multiples, growth and differences: "almost four times: from 155 thousand to 42 thousand", "by 17.7 % more"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final

from pipeline.checks.amounts import (
    POINTS,
    alike,
    as_multiple,
    has_ending,
    is_amount,
    is_counted,
    is_in_digits,
    is_share,
    values_of,
)
from pipeline.checks.change_leads import is_between, leads
from pipeline.checks.change_sizes import (
    PLAUSIBLE,
    Change,
    change_held,
    is_near_bound,
    middle_of,
    of_one_kind,
    of_two_times,
    sizes_of,
)
from pipeline.checks.change_words import (
    DIFFERENCE_WITHIN,
    from_to,
    is_called_change,
    is_difference,
    is_reached,
    says,
)
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.naming import periods_in
from pipeline.checks.over_time import over_time
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.comparing.periods import span_of
from pipeline.numbers.interval import Precision, meets, narrow_interval_of, negate
from pipeline.numbers.units import unit_class
from schemas import Claim, Finding, Paper

BACK: Final = 2
"""How many sentences before it a change may be told of."""

FARTHEST_APART: Final = 100
"""One value a hundred times the other was not read as it was meant."""

YEAR: Final = 10000
"""Times are days as numbers: 2019-05-01 is 20190501."""

MOST_TOLD: Final = 2
"""A change and how long it took are all figures of a sentence that only tells it."""

_NUMBERS: Final = re.compile(r"\d+(?:[   ]\d{3})*(?:[.,]\d+)?")

MOST_OPENING: Final = 6
"""Words with which a sentence names a difference."""

_NOT_DIGIT: Final = re.compile(r"[^\d.,]")


def multiples(paper: Paper) -> Iterator[Finding]:
    """Every "N times" with the two values that it is said of."""
    yield from _changes(paper, "multiple")


def growth(paper: Paper) -> Iterator[Finding]:
    """Every "by N %", and every "by N people", with the two values that it is said of."""
    yield from _changes(paper, "growth")
    yield from _changes(paper, "difference")


def _changes(paper: Paper, change: Change) -> Iterator[Finding]:
    sentences = sentences_of(paper)
    for i, sentence in enumerate(sentences):
        figures = sentence.figures()
        found: list[Held] = []
        for printed in figures:
            figure = _size(printed) if change == "difference" else printed
            if not says(paper.text, sentence, figure, change) or is_reached(paper.text, sentence, printed, figures):
                continue
            before = [
                f
                for one in sentences[max(0, i - BACK) : i]
                if one.paragraph == sentence.paragraph
                for f in one.figures()
            ]
            others = [other for other in figures if other is not printed]
            figure = as_multiple(figure) if change == "multiple" else figure
            pairs = [(_from_base(paper.text, pair, figure), alone) for pair, alone in _pairs(others, before, change)]
            led_pair = _from_and_to(paper.text, sentence, others)
            if led_pair is not None:
                pairs.insert(0, (led_pair, True))
            telling = len(figure.value.as_tuple().digits) > 1
            led = phrases("or", "follows").match(paper.text[sentence.start : sentence.end].lstrip()) is not None
            called = change == "growth" and is_called_change(paper.text, sentence, figure)
            if not pairs and (telling or led) and called:
                pairs = _undated([*before, *others])
            held = _held(paper.text, sentence, figure, pairs, change)
            if held is None:
                held = _over_sentences(paper.text, sentences, i, figure, change)
            if held is None and change != "difference":
                held = over_time(paper.text, sentences, i, figure, change)
            held = held or _of_range(sentence, figure, change)
            if held is None or held.verdict == "inconsistent":
                held = _from_before(printed, figure, others, before, change) or held
            if held is not None:
                found.append(_as_balance(held) if _is_balance(paper.text, figure, change) else held)
        fitting = [held.figures[:2] for held in found if held.verdict == "consistent"]
        for held in found:
            if (
                held.verdict == "consistent" or held.figures[:2] not in fitting
            ):  # of two changes one is of something else
                yield record(paper, held)


def _over_sentences(text: str, sentences: Sequence[Sentence], at: int, figure: Figure, change: Change) -> Held | None:
    """A change whose two values stand in the sentence before, in the one behind, or one before and one beside it:
    "412 and 829. So it doubled", "It doubled. 412 became 829", "5 230 marriages. A year later 6 115, 885 more"."""
    sentence = sentences[at]
    around = {
        step: values_of(sentences[at + step].figures())
        for step in (-1, 1)
        if 0 <= at + step < len(sentences) and sentences[at + step].paragraph == sentence.paragraph
    }
    beside = [f for f in values_of(sentence.figures()) if f is not figure and _is_plain_value(f)]
    lead = text[sentence.start : place(figure)[0]]
    told = around.get(-1, ())
    if len(told) == 2 and _is_named_gap(text, sentence, figure) and _is_gap_of(figure, *told):
        return _of_pair(told, figure, change, sure=True)
    if not beside and phrases("or", "follows").match(lead.lstrip()) and len(around.get(-1, ())) == 2:
        return _of_pair(around[-1], figure, change, sure=True)
    if not beside and len(told) == 2 and _is_told_of_both(text, sentence, figure, *told):
        return _of_pair(told, figure, change, sure=True)
    if not beside and change == "multiple" and len(around.get(1, ())) == 2:
        sure = alike(*around[1]) and of_two_times(*around[1]) and _may_be_of(figure, around[1])
        return _of_pair(around[1], figure, change, sure=sure)
    if len(beside) == 1 and len(around.get(-1, ())) == 1 and text[: sentence.start].rstrip().endswith(";"):
        a, b = sorted((*around[-1], *beside), key=_time)
        if _is_of_other_years(text, sentence, a, b):
            return None
        sure = place(beside[0]) < place(figure) and alike(a, b) and of_two_times(a, b)
        return _of_pair([a, b], figure, change, sure=sure)
    if len(beside) == 1 and len(around.get(-1, ())) == 1 and phrases("later", "this_figure").search(lead):
        return _of_pair([*around[-1], *beside], figure, change, sure=place(beside[0]) < place(figure))
    return None


def _is_gap_of(figure: Figure, a: Figure, b: Figure) -> bool:
    """Whether a difference is in the unit of both values, or in points between two shares."""
    in_points = figure.claim is not None and figure.claim.quantity.unit == POINTS
    return alike(a, b) and (in_points if is_share(a) else alike(a, figure))


def _is_told_of_both(text: str, sentence: Sentence, figure: Figure, a: Figure, b: Figure) -> bool:
    """Whether a sentence without values of its own tells by how much one thing changed between the two times of the
    sentence before: "812 thousand came in 2022, 1,046 thousand in 2023. The number of guests doubled"."""
    if not alike(a, b) or not of_two_times(a, b) or not _one_subject(a, b) or figure.claim is None:
        return False
    known = {**(a.claim.topic if a.claim is not None else {})}
    same = [slot for slot in figure.claim.topic.keys() & known.keys() if slot != "open"]
    if not same or any(figure.claim.topic[slot] != known[slot] for slot in same):
        return False
    named = {span.first // YEAR for span in periods_in(text[sentence.start : sentence.end], figure.claim.lang)}
    return named <= {_time(f) // YEAR for f in (a, b)} and len(sentence.figures()) <= MOST_TOLD


def _is_named_gap(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether a sentence opens with the difference that its one figure is: "62 % and 68 %; the gap is 6 points"."""
    lead, figures = text[sentence.start : place(figure)[0]], sentence.figures()
    alone = len(figures) == 1 or (figures[0] == figure and not any(alike(figure, f) for f in figures[1:]))
    return alone and len(lead.split()) <= MOST_OPENING and is_difference(text, figure)


def _from_before(
    printed: Figure, change: Figure, here: Sequence[Figure], before: Sequence[Figure], kind: Change
) -> Held | None:
    """A difference of a value of its sentence from one told before it; only where it holds to its last digit."""
    telling = len(change.value.normalize().as_tuple().digits) > 1 and is_in_digits(printed)
    if kind != "difference" or not telling:
        return None
    for one in (figure for figure in here if is_amount(figure) and alike(figure, change)):
        for base in (figure for figure in reversed(before) if is_amount(figure) and alike(figure, one)):
            made = sizes_of(base, one, change, kind)[0]
            if base.value > change.value < one.value and meets(made, change.interval):
                return change_held("consistent", base, one, change, made, kind)
    return None


def _may_be_of(change: Figure, values: Sequence[Figure]) -> bool:
    """Whether nothing says that two values are of something else than what changed: one at least names nothing new."""
    known = set(change.claim.topic.items()) if change.claim is not None else set()
    named = [{(k, v) for k, v in f.claim.topic.items() if k != "open"} for f in values if f.claim is not None]
    return any(topic <= known for topic in named)


def _is_plain_value(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.kind not in ("duration", "age")


def _of_pair(values: Sequence[Figure], figure: Figure, change: Change, *, sure: bool) -> Held | None:
    """A change held against two values in order; one that does not hold only where both are surely meant."""
    a, b = values
    if not (of_one_kind(a, b) or (is_counted(a) and is_counted(b))):
        return None
    computed = sizes_of(a, b, figure, change)
    made = next((one for one in computed if meets(one, figure.interval)), None)
    if made is not None:
        return change_held("consistent", a, b, figure, made, change) if is_near_bound(made, figure) else None
    middle = middle_of(computed[0])
    likely = middle is not None and PLAUSIBLE[0] <= middle / figure.value <= PLAUSIBLE[1]
    return change_held("inconsistent", a, b, figure, computed[0], change) if sure and likely else None


def _is_balance(text: str, figure: Figure, change: Change) -> bool:
    """Whether a difference is what comes in less what goes out: a balance, a natural increase."""
    start, _ = place(figure)
    return (
        change == "difference" and phrases("balance").search(text, max(0, start - DIFFERENCE_WITHIN), start) is not None
    )


def _as_balance(held: Held) -> Held:
    """A balance is a sum with a sign."""
    a, b = sorted(held.figures[:2], key=lambda figure: figure.value, reverse=True)
    words = {"a": a.surface, "b": b.surface}
    return replace(held, check="sum", words=words, template=f"balance-{held.verdict}")


def _size(figure: Figure) -> Figure:
    """A difference without its sign: "a balance of minus 9,680"."""
    if figure.value >= 0:
        return figure
    return replace(figure, value=-figure.value, interval=negate(figure.interval))


def _pairs(
    figures: Sequence[Figure], before: Sequence[Figure], change: Change
) -> list[tuple[tuple[Figure, Figure], bool]]:
    """The pairs of values that a change may be said of, the likeliest first; True for two of one sentence alone.

    First values of one thing at two times, then two values that are the only two of the sentence.
    """
    here, all_values = values_of(figures), [*values_of(before), *values_of(figures)]
    if change == "difference":
        here = [figure for figure in here if is_amount(figure)]
        balanced = len(here) == 2 and (alike(*here) or (is_counted(here[0]) and is_counted(here[1])))
        return [((here[0], here[1]), True)] if balanced else []
    pairs: list[tuple[tuple[Figure, Figure], bool]] = []
    for one in here:
        pairs.extend(
            (ordered, other in here and _are_alone(one, other, here))
            for other in reversed(all_values)
            for ordered in ((other, one), (one, other))
            if _one_thing_at_two_times(*ordered)
        )
    timeless = [figure for figure in here if figure.claim is not None and figure.claim.kind not in ("duration", "age")]
    timeless = [f for f in timeless if f.value != 1 or is_in_digits(f)]  # "one cubic metre"
    alone = here if len(here) == 2 else timeless
    if not pairs and len(alone) == 2 and of_one_kind(*alone):
        pairs.append(((alone[0], alone[1]), True))
    return pairs


def _are_alone(one: Figure, other: Figure, here: Sequence[Figure]) -> bool:
    """Whether two values are the only ones of their kind in a sentence; of one unit that is named with both, the only
    ones of that unit."""
    if all(phrases("scaled").search(figure.surface) for figure in (one, other)):
        here = [figure for figure in here if phrases("scaled").search(figure.surface)]
    units = [unit_class(f.claim.quantity.unit) if f.claim is not None else "" for f in (one, other)]
    if units[0] and units[0] == units[1]:
        same = [f for f in here if f.claim is not None and unit_class(f.claim.quantity.unit) in (units[0], "")]
        return len(same) == 2
    return sum(of_one_kind(one, value) for value in here) == 2


def _undated(values: Sequence[Figure]) -> list[tuple[tuple[Figure, Figure], bool]]:
    """Pairs of values of one thing whose times the text leaves to be understood, the last first."""
    told = [(one, other) for one, other in combinations(values_of(values), 2) if of_one_kind(one, other)]
    return [((one, other), False) for one, other in reversed(told) if _one_subject(one, other)]


def _from_and_to(text: str, sentence: Sentence, figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The one pair of neighbouring values that a sentence leads from and to, whatever else it counts."""
    led = [pair for pair in pairwise(values_of(figures)) if alike(*pair) and from_to(text, sentence, *pair)]
    return led[0] if len(led) == 1 else None


def _from_base(text: str, pair: tuple[Figure, Figure], change: Figure) -> tuple[Figure, Figure]:
    """Two values, that first from which the change is counted: behind "against" or "than" the other way round."""
    first, second = sorted(pair, key=place)
    if of_two_times(first, second):
        return (second, first) if _time(first) > _time(second) else (first, second)
    turned = phrases("against").search(text, place(first)[1], place(second)[0]) or is_between(
        text, first, second, change
    )
    return (second, first) if turned else pair


def _time(figure: Figure) -> int:
    span = span_of(figure.claim.period) if figure.claim is not None else None
    return span.first if span is not None else 0


def _one_thing_at_two_times(a: Figure, b: Figure) -> bool:
    if a.claim is None or b.claim is None or not of_one_kind(a, b):
        return False
    one, other = span_of(a.claim.period), span_of(b.claim.period)
    return one is not None and other is not None and one < other and _one_subject(a, b)


def _one_subject(a: Figure, b: Figure, *, but: str = "") -> bool:
    """The same topic and places, as far as both are known; the words of an open topic change within a sentence."""
    assert a.claim is not None
    assert b.claim is not None
    left = {"open", but}
    one, other = ({k: v for k, v in side.claim.topic.items() if k not in left} for side in (a, b) if side.claim)
    return one == other and a.claim.places == b.claim.places


def _held(
    text: str,
    sentence: Sentence,
    change: Figure,
    pairs: Sequence[tuple[tuple[Figure, Figure], bool]],
    kind: Change,
) -> Held | None:
    for (a, b), _ in pairs:
        for computed in sizes_of(a, b, change, kind):
            if meets(computed, change.interval) and is_near_bound(computed, change):
                return change_held("consistent", a, b, change, computed, kind)
    for (a, b), alone in pairs:
        computed = sizes_of(a, b, change, kind)[0]
        middle = middle_of(computed)
        if (
            alone
            and middle is not None
            and not _is_of_other_years(text, sentence, a, b)
            and max(a.value, b.value) <= FARTHEST_APART * min(a.value, b.value)
            and PLAUSIBLE[0] <= middle / change.value <= PLAUSIBLE[1]
            and not meets(computed, change.interval)
            and leads(text, sentence, (a, b), change, kind)
        ):
            return change_held("inconsistent", a, b, change, computed, kind)
    return None


def _is_of_other_years(text: str, sentence: Sentence, a: Figure, b: Figure) -> bool:
    """Whether a change on the year before is none between two values: more than one year lies between them."""
    apart = abs(_time(a) - _time(b)) // YEAR
    return apart > 1 and phrases("year_before").search(text, sentence.start, sentence.end) is not None


def _of_range(sentence: Sentence, change: Figure, kind: Change) -> Held | None:
    """A change of the one "from 31 to 52" of its sentence, which is read as a range."""
    ranges = [c for c in sentence.claims if c.quantity.low is not None and c.quantity.high is not None]
    if len(ranges) != 1 or kind == "difference":
        return None
    claim = ranges[0]
    if sum(f.claim is not None and f.claim.kind == claim.kind for f in sentence.figures()):
        return None
    ends = [end for end in (claim.quantity.low, claim.quantity.high) if end]
    words = _NUMBERS.findall(claim.surface)
    leaves = any(has_ending(word, "from_endings", claim.lang) for word in claim.surface.split())
    if len(ends) != len(words) or len(words) != 2 or not (leaves or phrases("from").search(claim.quote)):
        return None
    a, b = (_end_of_range(end, word, claim) for end, word in zip(ends, words, strict=True))
    computed = sizes_of(a, b, change, kind)[0]
    holds = meets(computed, change.interval) and is_near_bound(computed, change)
    return change_held("consistent" if holds else "inconsistent", a, b, change, computed, kind)


def _end_of_range(value: Decimal, printed: str, claim: Claim) -> Figure:
    """One end of a range, as exact as its digits and its scale word make it."""
    digits = _NOT_DIGIT.sub("", printed).replace(",", ".")
    decimals = len(digits.partition(".")[2])
    scale = value / Decimal(digits) if Decimal(digits) else Decimal(1)
    step = scale.scaleb(-decimals) if decimals or scale > 1 else None
    return Figure(value, narrow_interval_of(value, Precision(step)), printed, claim)

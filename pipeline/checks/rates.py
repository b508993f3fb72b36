"""Rates computed again from the two amounts that they are of: doctors per 10 000 people, tonnes per hectare, the price
of a tonne, income per head, pupils per school."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_amount, is_counted, is_exact_count
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.comparing.periods import comparable, span_of
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.interval import divide, meets, multiply
from pipeline.numbers.units import unit_class
from schemas import Check, Claim, Finding, Paper

SCALES: Final = tuple(Decimal(10) ** power for power in range(-4, 7))
"""A rate may be printed per thousand, in centners of tonnes, or in kilograms of thousands of tonnes."""

LIKELY: Final = (Decimal("0.5"), Decimal(2))
"""Computed by printed rate: outside this the rate is not of these two."""

MOST_LEADING: Final = 2
"""Words between a semicolon and a rate that only name it: "; density – 6"."""

LEAST_DIGITS: Final = 2
"""A rate of one digit is met by chance."""

PER_WITHIN: Final = 40
"""Characters behind a number of people in which "on a square kilometre" makes it a density."""

_MARKS: Final = re.compile(r"[,;:()]|\d{2}")

PER: Final = " per "
PER_HEAD: Final = "per-capita"
PERSON: Final = "person"
SAME_SLOTS: Final = ("product", "sex", "setting", "zone", "age")
"""Slots of a topic in which a rate and its amounts agree where both have them."""


def rates(paper: Paper) -> Iterator[Finding]:
    """Every rate with the one amount counted and the one amount that it is told per, in its sentence or also in the
    sentence before."""
    sentences = sentences_of(paper)
    for i, sentence in enumerate(sentences):
        figures = sentence.figures()
        before = sentences[i - 1] if i and sentences[i - 1].paragraph == sentence.paragraph else None
        for rate in figures:
            sides = _sides(rate) or _of_area(paper.text, rate)
            if sides is None:
                continue
            held = _in(paper.text, rate, sides, figures, near=True)
            if held is None and before is not None:
                led = _is_led(paper.text, sentence, rate)
                held = _in(paper.text, rate, sides, [*before.figures(), *figures], near=led)
            if held is not None:
                yield record(paper, held)


def _sides(rate: Figure) -> tuple[str, str] | None:
    """What a rate counts, and per what: "doctor" per "person", "tonne" per "hectare"."""
    claim = rate.claim
    if claim is None or rate.value <= 0 or claim.kind in ("share", "change", "rank"):
        return None
    counted, rated, base = (claim.quantity.unit or "").partition(PER)
    if rated:
        return counted, base.lstrip("0123456789 ")
    if claim.topic.get("per") and counted:
        return counted, claim.topic["per"]
    if claim.topic.get("statistic") == PER_HEAD and counted:
        return counted, PERSON
    return None


def _of_area(text: str, rate: Figure) -> tuple[str, str] | None:
    """The sides of a density whose unit is told in words behind it: "6 people on a square kilometre"."""
    unit = rate.claim.quantity.unit if rate.claim is not None else None
    behind = _MARKS.split(text[place(rate)[1] : place(rate)[1] + PER_WITHIN])[0]
    dense = unit_class(unit) == PERSON and phrases("per_area").search(behind) is not None
    return (PERSON, "square kilometre") if dense else None


def _in(text: str, rate: Figure, sides: tuple[str, str], figures: Sequence[Figure], *, near: bool) -> Held | None:
    """The rate held against the only amount of each side; one that does not hold only where nothing parts them."""
    amounts = [f for f in figures if f is not rate and is_amount(f) and f.value > 0]
    others = [f for f in amounts if _sides(f) is None or _may_be_counted(f, rate, sides)]
    counted = [f for f in others if _is_counted_by(f, rate, sides[0]) or _is_of(f, sides[0])]
    base = [f for f in others if f not in counted and _is_of(f, sides[1])]
    if not counted and len(base) == 1 and _is_per_thousand(rate) and near:  # what is counted is told before its rate
        counted = [f for f in others if f is not base[0] and is_counted(f) and place(f) < place(rate)]
    if len(counted) != 1 or len(base) != 1 or counted[0] is base[0]:
        return None
    made = divide(_told_of(counted[0]).interval, _told_of(base[0]).interval)
    middle = counted[0].value / base[0].value
    scale = min(SCALES, key=lambda one: abs((one * middle / rate.value).ln()))
    computed = multiply(made, (scale, scale))
    holds = meets(computed, rate.interval)
    telling = sum(sign.isdecimal() for sign in rate.surface) >= LEAST_DIGITS
    if holds and not telling:
        return None
    likely = LIKELY[0] <= scale * middle / rate.value <= LIKELY[1]
    if not holds and not (near and likely and _belong(text, (rate, counted[0], base[0]))):
        return None
    verdict: Verdict = "consistent" if holds else "inconsistent"
    words: dict[str, object] = {"a": counted[0].surface, "b": base[0].surface}
    told = [counted[0], base[0], rate]
    check: Check = "share-of-whole" if _is_per_thousand(rate) else "multiple"
    return Held(check, verdict, told, computed, rate.surface, words, f"ratio-{verdict}")


def _is_counted_by(figure: Figure, rate: Figure, side: str) -> bool:
    """Whether an amount has the unit that a rate counts, or is a count of the same object by another noun."""
    if figure.claim is None or rate.claim is None:
        return False
    thing = figure.claim.topic.get("object")
    named = thing is not None and thing == rate.claim.topic.get("object") and figure.claim.kind == "count"
    return figure.claim.quantity.unit == side or (named and PER not in (figure.claim.quantity.unit or ""))


def _may_be_counted(figure: Figure, rate: Figure, sides: tuple[str, str]) -> bool:
    """Whether a plain count before a rate, which its "per" is read into, is of what the rate counts."""
    plain = figure.claim is not None and figure.claim.kind == "count" and PER not in (figure.claim.quantity.unit or "")
    return plain and _is_counted_by(figure, rate, sides[0]) and place(figure) < place(rate)


def _is_per_thousand(rate: Figure) -> bool:
    """Whether a rate is a part of its base, told per so many instead of in percent: "15 per 100 000 people"."""
    unit = rate.claim.quantity.unit if rate.claim is not None else None
    return any(sign.isdecimal() for sign in (unit or "").partition(PER)[2])


def _told_of(figure: Figure) -> Figure:
    """What is counted to the last one has no rounding."""
    return replace(figure, interval=(figure.value, figure.value)) if is_exact_count(figure) else figure


def _is_of(figure: Figure, side: str) -> bool:
    """Whether an amount is of one side of a rate: the same word, people where it is told per person, or another measure
    of the same thing."""
    claim = figure.claim
    unit = (claim.quantity.unit or "") if claim is not None else ""
    if not unit or claim is None or claim.kind not in ("count", "money", "statistic", "other"):
        return False
    if side in (claim.topic.get("object"), claim.topic.get("population")) and PER not in unit:
        return claim.topic.get("per") is None
    if side == PERSON:
        whose = claim.topic.get("population") in ("person", "population", None)
        return unit_class(unit) == PERSON and whose and "object" not in claim.topic
    if unit == side:
        return True
    return any(unit in measures and side in measures for measures in _measures())


def _measures() -> list[list[str]]:
    """Units that measure one thing, each a power of ten of another."""
    found: list[list[str]] = knowledge("en", "checks")["same_measure"]
    return found


def _is_led(text: str, sentence: Sentence, rate: Figure) -> bool:
    """Whether the rate is said to follow from what is told: "that is 40 per 10 000", "this amounts to"."""
    return phrases("or", "follows").search(text, sentence.start, place(rate)[0]) is not None


def _belong(text: str, figures: Sequence[Figure]) -> bool:
    """Whether nothing between three figures sets them apart: another subject, time, place or product."""
    first, *_, last = sorted(figures, key=place)
    between = (place(first)[1], place(last)[0])
    if phrases("contrast", "elsewhere").search(text, *between):
        return False
    _, semicolon, led = text[slice(*between)].rpartition(";")
    if semicolon and len(led.split()) > MOST_LEADING and phrases("or", "follows").search(text, *between) is None:
        return False
    claims = [figure.claim for figure in figures if figure.claim is not None]
    return all(_go_together(a, b) for i, a in enumerate(claims) for b in claims[i + 1 :])


def _go_together(a: Claim, b: Claim) -> bool:
    one, other = span_of(a.period), span_of(b.period)
    if one is not None and other is not None and not comparable(one, other):
        return False
    if a.places.area and b.places.area and a.places.area != b.places.area:
        return False
    return all(not (a.topic.get(slot) and b.topic.get(slot)) or a.topic[slot] == b.topic[slot] for slot in SAME_SLOTS)

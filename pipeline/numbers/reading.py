"""Every number of a text: quantities, periods, and what is a number and no quantity, each at its exact place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.languages.latin import is_latin_kazakh, to_cyrillic
from pipeline.numbers.asides import Aside, find_asides, vague_counts
from pipeline.numbers.attaching import figures_of
from pipeline.numbers.changes import with_changes
from pipeline.numbers.context import context_of
from pipeline.numbers.equations import find_equations
from pipeline.numbers.judging import as_year, is_counted_one, other_reason
from pipeline.numbers.lexicon import base_language
from pipeline.numbers.nonquantities import OtherNumber, find_others
from pipeline.numbers.periods import FoundPeriod, find_periods
from pipeline.numbers.quantities import figure_span, quantity_of
from pipeline.numbers.unit_steps import find_unit_steps
from schemas.quantity import FoundQuantity

__all__ = ["FoundPeriod", "NumberReading", "OtherNumber", "find_quantities", "read_numbers"]


@dataclass(frozen=True, slots=True)
class NumberReading:
    """All numbers of a text, each kind in the order of the text; spans of the first three do not overlap.

    `asides` are the values of those `others` that count or measure without reporting a figure: "one of the best",
    "the two sides", degrees of freedom; and vague counts, "dozens of people". No claim is made of them.
    """

    quantities: tuple[FoundQuantity, ...]
    periods: tuple[FoundPeriod, ...]
    others: tuple[OtherNumber, ...]
    asides: tuple[FoundQuantity, ...] = ()
    of_models: tuple[FoundQuantity, ...] = ()
    """What is told of a test, a sample or a model: "p < 0.05", "a confidence of 95 %", the numbers of an equation."""


def find_quantities(text: str, *, lang: str) -> tuple[FoundQuantity, ...]:
    """The quantities that the text prints, asides among them, in order. `lang`: kk, ru, en, kk-Latn, ru-Latn or und.

    A change of level that an English text tells "from A to B" is one quantity with A in `low` and B in `high`, as
    corpora of English quantities have it; `read_numbers`, on which claims stand, gives A and B each alone.
    """
    reading = read_numbers(text, lang=lang)
    found = reading.quantities
    if reading.asides or reading.of_models:
        found = tuple(sorted(found + reading.asides + reading.of_models, key=lambda q: q.start))
    return with_changes(text, found) if base_language(lang) == "en" and "from" in text else found


def read_numbers(text: str, *, lang: str) -> NumberReading:
    """Reads every number of the text once: as a quantity, as a period, or as something else with its name.

    No input raises. A fraction in words keeps its value (1/3) and has no unit; a claim of kind share makes it percent.
    """
    code = base_language(lang)
    if lang == "kk-Latn" or (code == "kk" and is_latin_kazakh(text)):
        mapped = to_cyrillic(text)
        return _moved(_read(mapped.text, code), text, [*mapped.origins, len(text)])
    return _read(text, code)


def _read(text: str, code: str) -> NumberReading:
    dated = find_periods(text, lang=code)
    others = find_others(text, lang=code, periods=[(p.start, p.end) for p in dated.periods] + dated.dates)
    equations = find_equations(text, lang=code)
    formulae = [(e.start, e.end) for e in equations]
    if equations:
        others = [o for o in others if not any(start < o.end and o.start < end for start, end in formulae)]
    blocked = sorted([(o.start, o.end) for o in others] + formulae)
    periods = _outside(dated.periods, blocked)
    of_laws = [p for p in periods if _of_law(text, p, others)]
    periods = [p for p in periods if p not in of_laws]
    others += [OtherNumber(p.start, p.end, text[p.start : p.end], "date") for p in of_laws]
    others += [OtherNumber(d.start, d.end, text[d.start : d.end], "date") for d in _outside(dated.spans, blocked)]
    others += [OtherNumber(*span, text[slice(*span)], "name") for e in equations for span in e.variables]
    taken = sorted([(p.start, p.end) for p in periods] + [(o.start, o.end) for o in others] + formulae)
    context = context_of(text, lang=code, taken=taken)
    told = [a for a in find_asides(text, lang=code) if not _meets(a, taken)]
    steps = [Aside(start, end, "statistic") for start, end in find_unit_steps(text, lang=code)]
    if steps:
        told = sorted(
            [*(a for a in told if not any(s.start < a.end and a.start < s.end for s in steps)), *steps],
            key=lambda a: a.start,
        )
    quantities: list[FoundQuantity] = []
    asides = vague_counts(context)
    of_models = [figure for equation in equations for figure in equation.figures]
    reported: set[int] = set()
    at = 0
    for figure in figures_of(context):
        start, end = figure_span(context, figure)
        while at < len(told) and told[at].end <= start:
            at += 1
        if at < len(told) and told[at].start <= start:
            if told[at].level:
                reported.add(at)
            (of_models if told[at].level else asides).append(quantity_of(context, figure))
            continue
        year = as_year(context, figure)
        if year is not None:
            periods.append(year)
            continue
        reason = other_reason(context, figure)
        if reason is None:
            quantities.append(quantity_of(context, figure))
            continue
        others.append(OtherNumber(start, end, text[start:end], reason))
        if is_counted_one(context, figure):
            asides.append(quantity_of(context, figure))
    others += [
        OtherNumber(a.start, a.end, text[a.start : a.end], a.reason) for i, a in enumerate(told) if i not in reported
    ]
    return NumberReading(
        tuple(quantities),
        tuple(sorted(periods, key=lambda p: p.start)),
        tuple(sorted(others, key=lambda o: o.start)),
        tuple(sorted(asides, key=lambda q: q.start)),
        tuple(sorted(of_models, key=lambda q: q.start)),
    )


_OF_A_LAW: Final = 16
"""Characters between the number of a law and its date at most."""


def _of_law(text: str, found: FoundPeriod, others: Sequence[OtherNumber]) -> bool:
    """Whether a day is that of a law, which dates no figure: "Law No. 47 of 3 May 2018", "3 мамырдағы № 47 қаулы"."""
    day = (
        found.period is not None and found.period.start == found.period.end and len(found.period.start) > len("2018-05")
    )
    if not day:
        return False
    for other in others:
        numbered = other.reason == "law number" or "№" in other.surface
        first, last = sorted(((found.start, found.end), (other.start, other.end)))
        gap = text[first[1] : last[0]]
        if numbered and len(gap) <= _OF_A_LAW and not any(sign in gap for sign in ".;:()\n"):
            return True
    return False


def _meets(aside: Aside, taken: Sequence[tuple[int, int]]) -> bool:
    """True when a span of `taken`, sorted and without overlap, shares a character with the aside."""
    k = bisect_left(taken, (aside.end,))
    return k > 0 and taken[k - 1][1] > aside.start


def _outside(found: Iterable[FoundPeriod], blocked: Sequence[tuple[int, int]]) -> list[FoundPeriod]:
    """Those that overlap no blocked span; both come in order."""
    result: list[FoundPeriod] = []
    at = 0
    for period in found:
        while at < len(blocked) and blocked[at][1] <= period.start:
            at += 1
        if at >= len(blocked) or period.end <= blocked[at][0]:
            result.append(period)
    return result


def _moved(reading: NumberReading, text: str, places: Sequence[int]) -> NumberReading:
    """A reading of a rewritten text, brought back to the places and surfaces of the text itself."""

    def at(start: int, end: int) -> dict[str, Any]:
        return {"start": places[start], "end": places[end]}

    def printed(start: int, end: int) -> str:
        return text[places[start] : places[end]]

    def moved(found: Iterable[FoundQuantity]) -> tuple[FoundQuantity, ...]:
        return tuple(
            q.model_copy(update={**at(q.start, q.end), "surface": printed(q.start, q.end), "unit_surface": None})
            for q in found
        )

    periods = tuple(
        FoundPeriod(
            **at(p.start, p.end),
            period=p.period and p.period.model_copy(update={"text": printed(p.start, p.end)}),
            as_of=p.as_of and p.as_of.model_copy(update={"text": printed(p.start, p.end)}),
        )
        for p in reading.periods
    )
    others = tuple(
        OtherNumber(**at(o.start, o.end), surface=printed(o.start, o.end), reason=o.reason) for o in reading.others
    )
    return NumberReading(moved(reading.quantities), periods, others, moved(reading.asides), moved(reading.of_models))

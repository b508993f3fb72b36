"""What tells the figures of one paper apart when they are held against each other: number, unit, kind, time, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from pipeline.claims.tokens import data_language, tokenise
from pipeline.languages.knowledge import knowledge
from pipeline.languages.morphology import stem
from pipeline.numbers.slips import Slip, slip_in
from pipeline.numbers.units import measured_or_paid, unit_class
from schemas import Claim, Kind

DISTINCT: Final = 3
"""A figure of so many digits, zeros at the end left out, is hardly printed twice for two things in one paper."""

FRONT: Final = ("abstract", "title")
"""Parts of a paper that tell in short what its body tells."""

_SHORTEST: Final = 3
_PRECISE: Final[frozenset[Kind]] = frozenset({"count", "share", "money", "change", "ratio", "statistic", "age"})
_ALIKE: Final[dict[Kind, Kind]] = {"statistic": "count", "ratio": "count", "age": "duration"}
_PROSE: Final = ("abstract", "body", "conclusion", "title", "other")


class PrintedFigure(NamedTuple):
    """A claim of the prose: its place in the paper's claims, what it prints, and the words of its sentence."""

    at: int
    claim: Claim
    printed: tuple[object, ...]
    unit: str
    words: frozenset[str]
    digits: int
    """How many digits tell the figure, those of both ends of a range; zeros at the end tell nothing."""


def figures_in(claims: Sequence[Claim]) -> list[PrintedFigure]:
    """The claims of the prose that measure something, with the words of their sentences."""
    found: list[PrintedFigure] = []
    words: dict[tuple[str, str], frozenset[str]] = {}
    for at, claim in enumerate(claims):
        if claim.origin != "prose" or claim.weight == "low" or claim.section_kind not in _PROSE:
            continue
        if claim.kind not in _PRECISE and claim.kind != "duration":
            continue
        key = (claim.quote, claim.lang)
        if key not in words:
            words[key] = content_words(*key)
        quantity = claim.quantity
        printed = (quantity.value, quantity.low, quantity.high)
        found.append(PrintedFigure(at, claim, printed, unit_class(quantity.unit), words[key], _digits(printed)))
    return found


def _digits(values: Iterable[Decimal | None]) -> int:
    return sum(len(value.normalize().as_tuple().digits) for value in values if value)


def content_words(text: str, lang: str) -> frozenset[str]:
    """The stems of a sentence's words that say something."""
    base = data_language(lang)
    found = ((token.lower, stem(token.lower, base)) for token in tokenise(text, lang))
    plain = _plain(base)
    return frozenset(bare for word, bare in found if len(bare) >= _SHORTEST and word not in plain and bare not in plain)


@cache
def _plain(lang: str) -> frozenset[str]:
    topics = knowledge(lang, "topics")
    words = [*knowledge(lang, "claims")["plain"]["words"], *topics["light"]["words"], *topics["counters"]["words"]]
    return frozenset(word.replace("ё", "е") for word in words)


def is_distinct(figure: PrintedFigure) -> bool:
    """Whether the digits alone tell the figure."""
    return figure.digits >= DISTINCT


def units_agree(a: str, b: str) -> bool:
    """Equal classes of units, or one of them per month or person besides; or two nouns, or none and a noun, since a
    language may have a word of its own."""
    (one, _, per), (other, _, by) = a.partition(" per "), b.partition(" per ")
    return (one == other and not (per and by)) or a == b or not (is_fixed(a) or is_fixed(b))


@cache
def is_fixed(unit: str) -> bool:
    """Whether it is measured in this unit in any wording: percent, money, tonnes."""
    paid = unit.split(" per ")[0]
    return paid in measured_or_paid() or paid in ("percent", "percentage point", "times")


def measure_alike(a: PrintedFigure, b: PrintedFigure) -> bool:
    """Whether units and kinds allow that both tell one thing."""
    one, other = (_ALIKE.get(kind, kind) for kind in (a.claim.kind, b.claim.kind))
    return one == other and units_agree(a.unit, b.unit)


def slip_of(a: PrintedFigure, b: PrintedFigure) -> Slip | None:
    """How one of two figures that measure alike may be the other mistyped."""
    return slip_in(a.claim.surface, b.claim.surface) if measure_alike(a, b) else None


def at_odds(a: PrintedFigure, b: PrintedFigure) -> bool:
    """Whether the text itself gives the two other times or places."""
    one, other = a.claim, b.claim
    times = {(period.start, period.end) for period in (one.period, other.period) if period is not None}
    if len(times) > 1:
        return True
    if "places" in one.inherited or "places" in other.inherited:
        return False
    here, there = ((c.places.area, c.places.origin, c.places.host) for c in (one, other))
    return any(here) and any(there) and here != there

"""One topic for the claims of one paper that tell one figure again, so that what one wording leaves out another says.

The claims stay as many as they are, with their own values, units and periods: a figure that a translation changed is
compared all the more. Slots that came from another place of the paper are marked as inherited.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from pipeline.claims.restated import restatements
from pipeline.claims.told_along import led
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.units import measured_or_paid, unit_class
from schemas import Claim, Places

MOST_WORDINGS: Final = 40
"""Of the wordings of one figure so many are held against each other."""

MOST_APART: Final = Decimal("1.25")
"""Two values of one thing in one paper, one of them mistyped or older, are hardly further apart."""

_PARTS: Final[Mapping[str, int]] = {"body": 0, "conclusion": 1}
"""Sentences of the body tell of fewer things than those that sum it up, whose words get mixed."""

Slots = tuple[tuple[str, str], ...]
_Sayings = Mapping[tuple[object, ...], set[Decimal]]


def with_one_topic(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of one paper in their order, restatements of one figure with one topic and, where only some of them
    say them, with the places these say."""
    groups = restatements(claims)
    if not groups:
        return tuple(claims)
    sayings = _sayings(claims)
    main = _main_language(claims)
    found = list(claims)
    for group in groups:
        told = [claims[i] for i in group]
        best = _most_telling(told[:MOST_WORDINGS], sayings, main)
        places, units = _places(told, best), Counter(c.quantity.unit for c in told if _is_named(c.quantity.unit))
        for i in group:
            found[i] = _in_unit(_retold(claims[i], best, places), units)
    again = {i for group in groups for i in group}
    for leader, i in list(led(claims, found)):
        if i not in again:
            found[i] = _retold(claims[i], found[leader], found[leader].places)
    return tuple(found)


def _sayings(claims: Sequence[Claim]) -> _Sayings:
    """For each topic of the paper with its places, unit, kind and period: the values that are printed under it."""
    found: dict[tuple[object, ...], set[Decimal]] = defaultdict(set)
    for claim in claims:
        if claim.quantity.value is not None:
            found[_saying(claim)].add(claim.quantity.value)
    return found


def _is_shared(claim: Claim, sayings: _Sayings) -> bool:
    """Whether the paper prints another value under the same topic, too far off to be a slip or an older count."""
    value = claim.quantity.value
    values = sayings[_saying(claim)]
    return value is not None and (min(values) * MOST_APART < value or value * MOST_APART < max(values))


def _saying(claim: Claim) -> tuple[object, ...]:
    period = claim.period and (claim.period.start, claim.period.end)
    return (slots_of(claim), claim.lang, unit_class(claim.quantity.unit), claim.kind, period, claim.places)


def slots_of(claim: Claim) -> Slots:
    """The topic as a value that can be counted."""
    return tuple(claim.topic.items())


def _main_language(claims: Sequence[Claim]) -> str:
    """The language of most of the body's claims; of a paper without a body, of most claims."""
    body = [claim.lang[:2] for claim in claims if claim.section_kind in ("body", "conclusion")]
    counted = Counter(body or [claim.lang[:2] for claim in claims])
    return min(counted, key=lambda lang: (-counted[lang], _order(lang)))


def _order(lang: str) -> int:
    return LANGUAGES.index(lang) if lang in LANGUAGES else len(LANGUAGES)


def _most_telling(told: Sequence[Claim], sayings: _Sayings, main: str) -> Claim:
    """The claim whose topic says most: that it is a sample, one that no other figure of the paper has, in the
    vocabulary's codes rather than in words, or in words of the main language, the nearest to all wordings, the body's,
    with more slots."""

    told = _in_full(told)

    def rank(claim: Claim) -> tuple[object, ...]:
        topic = claim.topic
        shared = _is_shared(claim, sayings)
        own = claim.lang[:2] == main
        opened = ("open" in topic or "item" in topic) * (1 if own else 2)
        far = sum(_distance(claim, other) for other in told)
        retold = _PARTS.get(claim.section_kind, 2)
        said = far, retold, -len(topic), not own, _order(claim.lang[:2])
        vague = topic.get("object") in _ANY_THING
        return (not topic, "sample" not in topic, vague, shared, opened, *said)

    return min(told, key=rank)


_ANY_THING: Final = ("facility", "establishment", "entity", "organisation", "institution")
"""Things of any kind, for one that another wording names."""


def _in_full(told: Sequence[Claim]) -> list[Claim]:
    """Without the claims that leave out but a part that another one tells: "8 214 people" beside "8 214 doctoral
    students", "railways took 55 %" beside "the railways' 55 % of freight turnover"."""
    return [
        claim
        for claim in told
        if not claim.topic
        or "sample" in claim.topic
        or not any(
            claim.topic.items() < other.topic.items()
            and other.topic.keys() - claim.topic.keys()
            <= (_LEFT_OUT if claim.kind == "share" else _LEFT_OUT - {"measure"})
            for other in told
        )
    ]


_LEFT_OUT: Final = frozenset({"level", "measure", "mode", "sector", "product", "disease", "route", "field", "language"})
"""Slots that one wording of a figure leaves to what was said before."""


def _distance(claim: Claim, other: Claim) -> int:
    """In how many slots a wording tells another topic; what it took from around it is worth half."""
    slots = claim.topic.keys() | other.topic.keys()
    differ = [slot for slot in slots if claim.topic.get(slot) != other.topic.get(slot)]
    return sum(1 if slot in other.inherited else 2 for slot in differ)


def _places(told: Sequence[Claim], best: Claim) -> Places | None:
    """The places that most wordings state themselves; else those that the greater part of them inherits, or that the
    most telling one does. Only people go from one place to another: what else is told beside them has an area."""
    placed = [claim for claim in told if claim.places.area or claim.places.origin or claim.places.host]
    stated = Counter(claim.places for claim in placed if "places" not in claim.inherited)
    if stated:
        return max(stated, key=stated.__getitem__)
    if "population" not in best.topic and unit_class(best.quantity.unit) != "person":
        placed = [claim for claim in placed if claim.places.area] or placed
    lent = Counter(claim.places for claim in placed)
    if best in placed and max(lent.values()) * 2 <= len(told):
        return best.places
    return max(lent, key=lent.__getitem__) if lent else None


@cache
def _known() -> frozenset[str]:
    return frozenset(knowledge("en", "units")["units"]) | measured_or_paid()


def _is_named(unit: str | None) -> bool:
    """Whether a unit is an English noun, as units are written; "экземпляр" is the text's own word."""
    return unit is not None and unit.isascii()


def _in_unit(claim: Claim, units: Counter[str | None]) -> Claim:
    """The claim with the unit that most wordings print, where its own is none or a word that no list of units knows."""
    unit = claim.quantity.unit
    if not units or claim.kind not in ("count", "ratio", "statistic", "money"):
        return claim
    most = max(units.values())
    if unit in _known() or claim.kind == "money":
        return _as_a_rate(claim, Counter({u: n for u, n in units.items() if _base(u) == _base(unit)}))
    best = min((u for u, votes in units.items() if votes == most), key=lambda u: (u not in _known(), str(u)))
    if unit == best or (_is_named(unit) and units[unit] == most):
        return claim
    return _with_unit(claim, best)


def _as_a_rate(claim: Claim, units: Counter[str | None]) -> Claim:
    """The claim as most wordings have it: "210 thousand tenge a month" told elsewhere as an income of 210 thousand."""
    unit = claim.quantity.unit
    if not units or units[unit] == max(units.values()):
        return claim
    return _with_unit(claim, max(units, key=units.__getitem__))


def _base(unit: str | None) -> str:
    return (unit or "").split(" per ")[0]


def _with_unit(claim: Claim, unit: str | None) -> Claim:
    return claim.model_copy(update={"quantity": claim.quantity.model_copy(update={"unit": unit})})


def _retold(claim: Claim, best: Claim, places: Places | None) -> Claim:
    """The claim with the topic of the most telling one, and with places where it states none itself."""
    update: dict[str, object] = {}
    inherited = set(claim.inherited)
    if claim.topic != best.topic:
        gone = {slot for slot in inherited if slot not in best.topic and slot in claim.topic}
        changed = {slot for slot, code in best.topic.items() if claim.topic.get(slot) != code}
        inherited = (inherited - gone) | changed
        update |= {"topic": best.topic, "label": best.label}
        if claim.kind == "share":
            update["whole"] = best.whole
    states = "places" not in claim.inherited and bool(claim.places.area or claim.places.origin or claim.places.host)
    if places is not None and not states and claim.places != places:
        update["places"] = places
        inherited.add("places")
    if not update:
        return claim
    return claim.model_copy(update=update | {"inherited": tuple(sorted(inherited))})

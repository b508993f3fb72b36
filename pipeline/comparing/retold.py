"""Figures that another paper tells again in fewer words, or in words that no vocabulary knows.

8 214 doctoral students here and 8.2 thousand students of the same year there, 1 754 of something here and of students
abroad there: nobody prints the same figure by chance. Such a figure stands under the fuller key as well as its own, so
that what it agrees with, or contradicts, is seen; no figure leaves its key, so another paper removes no conflict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, combinations, product
from typing import Final

from pipeline.comparing.figures import Figure
from pipeline.comparing.keys import NARROWED_KINDS, Key, Slots
from pipeline.comparing.stands import stand_of
from pipeline.comparing.told_otherwise import COMMON, Guest, Held, digits_of, is_precise, meetings, told_on
from pipeline.comparing.verdicts import CONFLICT, judge
from pipeline.numbers.interval import meets

TELLING_DIGITS: Final = 4
"""So many digits, zeros at the end left out, no two things have in common by chance."""

LEAST_DIGITS: Final = 3
"""So many digits of the longer of two figures, of one year and rounded to each other, where one key holds the other."""

EQUAL_DIGITS: Final = 2
LEAST_SAID: Final = 2
"""Digits that are enough where the figures are equal, and so many slots: no part is as large as its whole. One slot is
enough for a number that is rarely printed."""

MOST_LEFT_OUT: Final = 2
"""So many slots of a share or a rate another wording leaves out."""

MOST_LOOKED_AT: Final = 10_000
"""Of two keys with more pairs of figures than this none is looked at: years of a series tell each other apart."""


def retold(
    buckets: Mapping[Key, Sequence[Figure]], broader: Mapping[Key, Sequence[Key]], held: Mapping[Key, Held]
) -> dict[Key, list[Guest]]:
    """For each key, the figures of other keys that tell one of its own again, or belong to such a one."""
    found: dict[Key, dict[str, Guest]] = {}
    met = list(meetings(held))
    guests = chain(
        told_on(held, met),
        (Guest(meeting.host, meeting.own, meeting.figure) for meeting in met),
        (
            Guest(special, general, figure)
            for special, generals in chain(broader.items(), _with_slots_less(buckets))
            for general in generals
            for figure in _in_fewer_words(buckets[general], buckets[special], general.topic)
        ),
        _in_unknown_words(buckets),
    )
    for guest in guests:  # the surer ones come last
        found.setdefault(guest.host, {})[guest.figure.claim_id] = guest
    return {key: sorted(of_key.values(), key=lambda guest: guest.figure) for key, of_key in found.items()}


def _retells(one: Figure, other: Figure, said: Slots) -> bool:
    """Whether two figures of different papers, of which one counts more narrowly, are one figure all the same: of one
    known time, rounded to each other. `said`: the slots that both have."""
    if one.paper_id == other.paper_id or "low" in (one.claim.weight, other.claim.weight):
        return False
    a, b = stand_of(one.claim), stand_of(other.claim)
    if a.span is None or a.span != b.span or judge(a, b) is not None:
        return False
    if not meets(one.claim.quantity.interval_narrow, other.claim.quantity.interval_narrow):
        return False
    told = max(digits_of(one.value), digits_of(other.value))
    if told >= LEAST_DIGITS:
        return True
    if one.value is None or one.value != other.value or told < EQUAL_DIGITS:
        return False
    return len(said) >= LEAST_SAID or (is_precise(one.value) and any(code not in COMMON for _, code in said))


def _with_slots_less(keys: Collection[Key]) -> Iterator[tuple[Key, list[Key]]]:
    """For each key of shares, rates or measures, the keys that leave one or two of its slots out: no whole of it, but
    perhaps the same in fewer words."""
    known: dict[tuple[object, ...], set[Slots]] = {}
    for key in keys:
        if key.kind not in NARROWED_KINDS:
            known.setdefault(key[1:], set()).add(key.topic)
    for key in keys:
        topics = known.get(key[1:], ())
        if len(topics) > 1 and key.topic in topics:
            left = range(max(1, len(key.topic) - MOST_LEFT_OUT), len(key.topic))
            fewer = [rest for slots in left for rest in combinations(key.topic, slots) if rest in topics]
            if fewer:
                yield key, [key._replace(topic=rest) for rest in fewer]


def _in_fewer_words(general: Sequence[Figure], special: Sequence[Figure], said: Slots) -> list[Figure]:
    if len(general) * len(special) > MOST_LOOKED_AT:
        return []
    return [one for one, other in product(general, special) if _retells(one, other, said)]


def _in_unknown_words(buckets: Mapping[Key, Sequence[Figure]]) -> list[Guest]:
    """The figures with words that no vocabulary knows, with the one key under which another paper has them."""
    unknown = [
        (key, figure)
        for key, figures in buckets.items()
        if _is_open(key.topic) and not key.work
        for figure in figures
        if digits_of(figure.value) >= TELLING_DIGITS and figure.claim.weight != "low"
    ]
    wanted = {figure.value for _, figure in unknown}
    known: dict[Decimal | None, list[tuple[Key, Figure]]] = {}
    if wanted:
        for key, figures in buckets.items():
            if not key.work and not _is_open(key.topic):
                for figure in figures:
                    if figure.value in wanted:
                        known.setdefault(figure.value, []).append((key, figure))
    found = []
    for key, figure in unknown:
        keys = {other for other, told in known.get(figure.value, ()) if _is_one(key, figure, other, told)}
        if len(keys) == 1:
            found.append(Guest(keys.pop(), key, figure))
    return found


def _is_one(key: Key, figure: Figure, other: Key, told: Figure) -> bool:
    if key[1:] != other[1:] or figure.paper_id == told.paper_id:
        return False
    said = dict(other.topic)
    if any(said.get(slot, code) != code for slot, code in key.topic):
        return False
    ruling = judge(stand_of(figure.claim), stand_of(told.claim))
    one_known = None in (figure.claim.period, told.claim.period)
    return ruling is None or (ruling is not CONFLICT and one_known)


def _is_open(topic: Slots) -> bool:
    return any(slot == "open" for slot, _ in topic)

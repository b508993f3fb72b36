"""When do two claims speak of the same thing? When their keys are equal: topic, places, unit class and kind."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.numbers.units import unit_class
from schemas import Claim, Kind

Slots = tuple[tuple[str, str], ...]

NARROWED_KINDS: frozenset[Kind] = frozenset({"count", "money"})
"""Kinds in which a slot more means a part of the same thing. Two shares, changes or ranks with different slots have
different wholes or bases: neither contains the other."""


class Key(NamedTuple):
    """What a claim is about; period and status are not in it."""

    topic: Slots
    places: Slots
    unit: str
    kind: Kind


def key_of(claim: Claim) -> Key | None:
    """The key of a claim; None for a claim without a topic, which is comparable with nothing."""
    if not claim.topic:
        return None
    places = claim.places
    named = (("area", places.area), ("origin", places.origin), ("host", places.host), ("text", places.text))
    return Key(
        tuple(sorted(claim.topic.items())),
        tuple((slot, code) for slot, code in named if code),
        unit_class(claim.quantity.unit),
        claim.kind,
    )


def is_narrower(special: Key, general: Key) -> bool:
    """Whether `special` is `general` with more slots filled, and else the same."""
    return (
        general.kind in NARROWED_KINDS
        and special[1:] == general[1:]
        and len(special.topic) > len(general.topic)
        and set(general.topic) < set(special.topic)
    )


def broader_keys(keys: set[Key]) -> dict[Key, list[Key]]:
    """For each key, the keys among `keys` that say less about the same thing, most general first.

    Only keys that differ by at most two slots: with more, the two are hardly one subject.
    """
    by_rest: dict[tuple[Slots, str, Kind], list[Key]] = {}
    for key in sorted(keys):
        if key.kind in NARROWED_KINDS:
            by_rest.setdefault(key[1:], []).append(key)
    known = {rest: set(members) for rest, members in by_rest.items()}
    found: dict[Key, list[Key]] = {}
    for rest, members in by_rest.items():
        for special in members:
            broader = [key for key in _with_slots_left_out(special) if key in known[rest]]
            if broader:
                found[special] = sorted(broader, key=lambda key: (len(key.topic), key))
    return found


def _with_slots_left_out(key: Key) -> list[Key]:
    """The key with one or two of its slots left out; at least one slot stays."""
    n = len(key.topic)
    left_out = [{i} for i in range(n) if n > 1]
    left_out += [{i, j} for i in range(n) for j in range(i + 1, n) if n > 2]
    return [key._replace(topic=tuple(slot for i, slot in enumerate(key.topic) if i not in gone)) for gone in left_out]

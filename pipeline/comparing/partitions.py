"""Comparing more claims than memory holds: parts by the hash of the key, each compared alone.

Keys that may hold a part of one another, or tell it in other words, have the same hash, so that a group, its narrower
figures and what tells it again lie in one part.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from pipeline.comparing.keys import key_of
from schemas import Claim


def part_of(claim: Claim, *, works: Mapping[str, str], parts: int) -> int | None:
    """In which of so many parts a claim is compared, the same in every run; None for one without a topic."""
    key = key_of(claim, works=works)
    if key is None:
        return None
    if key.unit == "percentage point":
        key = key._replace(unit="percent")  # the two may have been mixed up
    said = repr((key.places, key.unit, key.kind, key.work))
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big") % parts

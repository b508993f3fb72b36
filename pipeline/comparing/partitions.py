"""Comparing more claims than memory holds: parts by the hash of the key, each compared alone.

Keys that may hold a part of one another have the same hash, so that a group and its narrower figures lie in one part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b

from pipeline.comparing.grouping import by_importance, compare_claims, survey
from pipeline.comparing.independence import work_of
from pipeline.comparing.keys import key_of
from schemas import Claim, Group


def part_of(claim: Claim, *, works: Mapping[str, str], parts: int) -> int | None:
    """In which of so many parts a claim is compared, the same in every run; None for one without a topic."""
    key = key_of(claim, work=work_of(claim, works))
    if key is None:
        return None
    said = repr((key.places, key.unit, key.kind, key.work) if parts_share_topics(key.topic) else key)
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big") % parts


def parts_share_topics(topic: tuple[tuple[str, str], ...]) -> bool:
    """Whether figures of this topic may be a part of, or have as a part, those of another topic."""
    return not any(slot in ("measure", "open") for slot, _ in topic)


def compare_parts(claims: Callable[[], Iterable[Claim]], *, works: Mapping[str, str], parts: int) -> tuple[Group, ...]:
    """As `compare_claims`, holding one part of the claims in memory at a time.

    `claims` gives all claims anew at each call (from a file); it is called once more than there are parts.
    """
    seen = survey(claims())
    groups: list[Group] = []
    for part in range(parts):
        groups += compare_claims(tuple(_in_part(claims(), part, works, parts)), works=works, seen=seen)
    return tuple(sorted(groups, key=by_importance))


def _in_part(claims: Iterable[Claim], part: int, works: Mapping[str, str], parts: int) -> Iterator[Claim]:
    return (claim for claim in claims if part_of(claim, works=works, parts=parts) == part)

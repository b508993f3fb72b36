"""Figures told in one breath with one that took another topic: "21,700 came in 2018 and 28,210 in 2023"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.numbers.units import unit_class
from schemas import Claim

NEAR: Final = 500
"""A sentence without words of its own stands so near to the figure that it goes on from, in characters."""


def led(claims: Sequence[Claim], told: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `claims`: a figure, and one of another time that was read with the same topic and places, in
    the figure's own sentence or behind it without words of its own. `told`: the claims with the topics they took; of
    each pair the first took one and the second did not."""
    rows: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        if claim.origin == "prose" and claim.topic:
            rows[_row(claim)].append(i)
    for row in rows.values():
        leaders = {claims[i].location.quote_start: i for i in row if claims[i].topic != told[i].topic}
        before: int | None = None
        for i in row:
            claim = claims[i]
            if claim.topic != told[i].topic:
                before = i
                continue
            beside = leaders.get(claim.location.quote_start)
            if beside is not None and _in_series(claims[beside], claim):
                yield beside, i
            elif before is not None and _goes_on(claims[before], claim):
                yield before, i


def _row(claim: Claim) -> tuple[object, ...]:
    topic = tuple(claim.topic.items())
    return claim.lang, claim.section_kind, topic, claim.places, unit_class(claim.quantity.unit), claim.kind


def _in_series(leader: Claim, claim: Claim) -> bool:
    if leader.period is None or claim.period is None:
        return False
    return (leader.period.start, leader.period.end) != (claim.period.start, claim.period.end)


def _goes_on(leader: Claim, claim: Claim) -> bool:
    """Whether all that the claim is about was taken from before, but for its time."""
    near = (claim.location.start or 0) - (leader.location.start or 0) < NEAR
    own = [slot for slot in claim.topic if slot not in claim.inherited]
    return near and not own and claim.period is not None and claim.period != leader.period

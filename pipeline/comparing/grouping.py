"""All claims, or one part of them → groups of claims with one key, each with its pairs that do not agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from pipeline.comparing.buckets import buckets_of
from pipeline.comparing.doubts import Doubts
from pipeline.comparing.figures import Figure
from pipeline.comparing.keys import Key, broader_keys, mixed_units, without_its_measure
from pipeline.comparing.pairing import (
    MOST_NARROWER,
    Setting,
    entries_of,
    guest_entries,
    mixed_entries,
    narrower_entries,
)
from pipeline.comparing.retold import retold
from pipeline.comparing.stands import Stand, stands_by_place
from pipeline.comparing.summing_up import by_importance, group_of
from pipeline.comparing.survey import Survey, survey
from pipeline.comparing.told_otherwise import Guest
from schemas import Claim, Group


def compare_claims(
    claims: Sequence[Claim], *, works: Mapping[str, str], seen: Survey | None = None
) -> tuple[Group, ...]:
    """All groups of two claims or more, the worst first (DESIGN.md, "When do two claims speak of the same thing?").

    `works` tells which work a paper is an edition of (paper_id -> work_id). The order of the claims does not matter.
    `seen` is the survey of all claims when these are only a part of them (see partitions.py).
    """
    return tuple(sorted(grouped(claims, works=works, seen=seen), key=by_importance))


def grouped(claims: Sequence[Claim], *, works: Mapping[str, str], seen: Survey | None = None) -> Iterator[Group]:
    """The groups of `compare_claims` one after another, in no order of importance: one of them may be large."""
    buckets = buckets_of(claims, works=works)
    narrower: dict[Key, list[Key]] = {}
    broader = broader_keys(buckets)
    all_held = {key: stands_by_place(figures) for key, figures in buckets.items()}
    again = retold(buckets, broader, all_held)
    for special, generals in broader.items():
        for general in generals:
            narrower.setdefault(general, []).append(special)
    mixed = mixed_units(buckets)
    setting = Setting(works, cache(lambda: seen or survey(claims, claim=claims.__getitem__)))
    for key, figures in buckets.items():
        guests = again.get(key, ())
        if len(figures) == 1 and not guests and key not in narrower and key not in mixed:
            continue
        held = all_held[key]
        entries = [] if _all_meet(held) else list(entries_of(held, _doubts(key, figures, setting), setting))
        for special in narrower.get(key, ()):
            seen_here = _without(figures, again.get(special))
            entries += narrower_entries(
                seen_here,
                buckets[special],
                setting,
                contained=set(key.topic) <= set(special.topic),
                measure_left_out=without_its_measure(special, key),
            )
        if key in mixed:
            entries += islice(mixed_entries(figures, buckets[mixed[key]], setting), MOST_NARROWER)
        if guests:
            entries += guest_entries(figures, guests, _doubts(key, figures, setting), setting)
            figures = [*figures, *(guest.figure for guest in guests)]
            held = stands_by_place(figures)
        if len(figures) > 1 or entries:
            yield group_of(figures, held, entries, works)


def _without(figures: Sequence[Figure], guests: Collection[Guest] | None) -> Sequence[Figure]:
    """The figures but for those that stand in another group as well, and are seen there."""
    if not guests:
        return figures
    seen = {guest.figure.claim_id for guest in guests}
    return [figure for figure in figures if figure.claim_id not in seen]


def _doubts(key: Key, figures: Sequence[Figure], setting: Setting) -> Doubts:
    return Doubts(key, [figure.claim for figure in figures], setting.printed, works=setting.works)


def _all_meet(held: Mapping[Stand, Sequence[Figure]]) -> bool:
    """Whether all positions are of one status and time, bounded, and share a value: nothing to list."""
    if len(held) == 1:
        return True
    if len({(stand.span, stand.status) for stand in held}) > 1 or any(None in stand.interval for stand in held):
        return False
    return max(stand.low for stand in held) <= min(stand.high for stand in held)

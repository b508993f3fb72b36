"""Claims under their keys, in reading order: those of one bucket speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.claims.amounts import counted_kind
from pipeline.comparing.figures import Figure, figure_of
from pipeline.comparing.keys import Key, is_of_own_sample, key_of
from pipeline.comparing.same_measure import in_one_unit, is_measure
from schemas import Claim


def buckets_of(claims: Iterable[Claim], *, works: Mapping[str, str]) -> dict[Key, list[Figure]]:
    """The figures of the claims under their keys, each once; a claim without a topic is under none."""
    buckets: dict[Key, list[Figure]] = {}
    for alike in _told_alike(claims).values():
        key = key_of(alike[0].claim, works=works)
        if key is None:
            continue
        if not key.work:  # what many say in the same words is made a key once
            buckets.setdefault(key, []).extend(alike)
            continue
        for figure in alike:
            own = key_of(figure.claim, works=works)
            assert own is not None
            buckets.setdefault(own, []).append(figure)
    for key, figures in buckets.items():
        if len(figures) > 1:
            if is_measure(key.unit):
                figures[:] = in_one_unit(figures)
            if key.work and is_of_own_sample(key.topic, figures[0].unit):
                figures[:] = _at_one_time(figures)
            figures.sort()
    return buckets


def _at_one_time(figures: Sequence[Figure]) -> list[Figure]:
    """What a paper's own respondents said, at the one time that the paper tells of it: sentences leave it out."""
    times = {figure.holds[1] for figure in figures} - {None}
    if len(times) != 1:
        return list(figures)
    (time,) = times
    return [figure._replace(holds=(figure.holds[0], time, figure.holds[2])) for figure in figures]


def _told_alike(claims: Iterable[Claim]) -> dict[tuple[object, ...], list[Figure]]:
    """The figures that tell in the same words what they are about. Each claim is looked at once, and here."""
    alike: dict[tuple[object, ...], list[Figure]] = {}
    seen: set[str] = set()
    for claim in claims:
        figure = figure_of(claim)
        if figure.claim_id in seen:
            continue
        seen.add(figure.claim_id)
        places = claim.places
        told = (
            tuple(claim.topic.items()),
            places.area,
            places.origin,
            places.host,
            places.text,
            figure.unit,
            counted_kind(claim),
        )
        some = alike.get(told)
        if some is None:
            alike[told] = [figure]
        else:
            some.append(figure)
    return alike

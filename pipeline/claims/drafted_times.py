"""Times that claims take from each other and from the sentence before, and that a sentence leaves for the next one."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.claims.between_levels import Level, between_levels
from pipeline.claims.context import Context
from pipeline.claims.drafts import Draft
from pipeline.claims.scene import Scene
from pipeline.claims.survey_times import of_no_sample
from pipeline.claims.told_nowhere import is_placed
from pipeline.claims.told_times import span_of, told_again
from pipeline.numbers.units import unit_class
from schemas import Period


def at_one_time(scene: Scene, drafts: Sequence[Draft], before: Context) -> list[Draft]:
    """What the sentence before told of one place, told of another: the time is the same where none is named."""
    if scene.periods:
        return list(drafts)
    kept: list[Draft] = []
    again: Period | None = None
    for draft in drafts:
        again = _time_told_again(draft, before) or again
        period = None if draft.period or draft.as_of or "places" in draft.inherited else _time_of(draft, before)
        if period is None and draft.period is None and draft.as_of is None:
            period = _time_gone_on_with(draft, before) or again
        inherited = tuple(sorted({*draft.inherited, "period"}))
        kept.append(draft._replace(period=period, inherited=inherited) if period else draft)
    return kept


def _time_of(draft: Draft, before: Context) -> Period | None:
    """When the figures of the sentence before were, of which this one is but of another place."""
    if not is_placed(draft.places) or not draft.topic:
        return None
    alike = [
        figure
        for figure in before.figures
        if figure.kind == draft.kind
        and unit_class(figure.unit) == unit_class(draft.quantity.unit)
        and dict(figure.topic) == dict(draft.topic)
        and figure.places not in (None, draft.places)
    ]
    times = {figure.period for figure in alike}
    return times.pop() if len(times) == 1 else None


def _time_told_again(draft: Draft, before: Context) -> Period | None:
    """When the figure was that this one says again, to tell of its parts: "of these 4 018 sites 512 have stars"."""
    value, unit = draft.quantity.value, draft.quantity.unit
    if draft.kind != "count" or value is None or value < _TELLING_COUNT:
        return None
    same = (
        f.period for f in of_no_sample(before.figures) if f.value == value and unit_class(f.unit) == unit_class(unit)
    )
    return next(same, None)


_TELLING_COUNT = 30
"""Fewer may be told twice and not be the same."""


def _time_gone_on_with(draft: Draft, before: Context) -> Period | None:
    """When the figures of the sentence before were, of whose subject this one tells more: all that it is about is
    left unsaid, and so is the time; one that names things or people of its own tells something else."""
    figures = of_no_sample(before.figures)
    period = _main_time([figure.period for figure in figures])
    taken = {slot: code for slot, code in draft.topic.items() if slot in draft.inherited and slot not in _HELD}
    same = any(taken.items() & dict(figure.topic).items() for figure in figures)
    same = same and not any(slot in draft.topic and slot not in taken for slot in _TELLING)
    return period if same and draft.status == "measured" else None


def _main_time(times: Sequence[Period | None]) -> Period | None:
    """The one time of some figures, else that of the first where the others are but set beside it, from before."""
    told = [p for p in times if p is not None]
    if not told or len(told) < len(times):
        return None
    return told[0] if all(p == told[0] or p.end < told[0].start for p in told) else None


_HELD = ("disease", "open")
"""Slots that the text around fills over many sentences."""


_TELLING = ("object", "population")
"""Slots that say what a figure is of."""


def over_levels(scene: Scene, drafts: Sequence[Draft], before: Context) -> list[Draft]:
    """A change runs from the time of the one level to that of the other which make it."""
    said = [Level(f.kind, f.value, f.unit, f.period) for f in before.figures]
    here = [Level(d.kind, d.quantity.value, d.quantity.unit, d.period, d.found.start) for d in drafts]
    spans = [
        between_levels(scene, step, [*said, *here]) if d.kind in _STEPS and d.as_of is None else None
        for d, step in zip(drafts, here, strict=True)
    ]
    return [d._replace(period=span) if span else d for d, span in zip(drafts, spans, strict=True)]


_STEPS = ("change", "ratio")


def leading(scene: Scene, context: Context) -> Period | None:
    """When the items of the list are that the sentence leads or goes on with."""
    end = scene.text.rstrip()[-1:]
    if end != ":" and (scene.quantities or end in ".!?;,"):
        return context.lead
    times = [p.period for p in (*scene.periods, *told_again(scene, context)) if p.period is not None]
    return times[0] if len(times) == 1 else None


def told_last(scene: Scene, drafts: Sequence[Draft]) -> Period | None:
    return last_time(drafts) or next((p.period for p in reversed(scene.periods) if p.period is not None), None)


def last_time(drafts: Sequence[Draft]) -> Period | None:
    """When the main figure was: the latest of those measured, as an earlier one is but set beside it ("in 2023 583,
    a year before 552"); a level's time before that of the change which led to it."""
    levels = [d for d in drafts if d.kind not in _STEPS]
    for some in (levels, drafts):
        told = [d.period for d in some if d.period is not None]
        known = [d.period for d in some if d.period is not None and d.status == "measured"]
        if told:
            return _latest([p for p in known if p.end >= told[-1].end] or told[-1:])
    return None


def _latest(times: Sequence[Period]) -> Period:
    """The time that ends last; of several the one told last."""
    return max(reversed(times), key=lambda p: p.end)


def span_told(scene: Scene) -> Period | None:
    """The last time of the sentence that is more than a year, else from its first year to its last."""
    told = [p.period for p in scene.periods if p.period]
    longer = next((p for p in reversed(told) if p.start[:4] < p.end[:4]), None)
    return longer or (span_of(told) if told else None)

"""Where figures lie that neither their sentence nor the text before them places: with the figures beside them, where
those asked are, else in the country or the region that the paper is about."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.claims.context import Context
from pipeline.claims.drafts import Draft
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.norms import is_norm
from pipeline.claims.pointing import names_country
from pipeline.claims.sample_places import is_apart
from pipeline.claims.scene import Scene
from pipeline.claims.studied import goes_on, tells_of_sample
from pipeline.claims.vouching import vouched_for
from pipeline.claims.weight import counts_itself
from schemas import Kind, Places

_APART = ("interview", "question")
"""What a study consists of: it lies nowhere."""

_TIMED: tuple[Kind, ...] = ("age", "duration")


def with_last_places(scene: Scene, drafts: Sequence[Draft], context: Context) -> list[Draft]:
    """The figures of a sentence, those that nothing places where they most likely lie.

    Ages and lengths of time lie where the figure beside them does: "in the next three years 27 % mean to leave the
    country"; else as any other figure of the paper, where something is told of them and no word is defined.
    """
    fellows = [d for d in drafts if d.kind not in _TIMED and is_placed(d.places)]
    return [
        draft if is_placed(draft.places) or _lies_nowhere(scene, draft, context)
        else _of_time(scene, draft, fellows, context) if _is_timed(draft)
        else _lying(scene, draft, context)
        for draft in drafts
    ]  # fmt: skip


def _is_timed(draft: Draft) -> bool:
    return draft.kind in _TIMED and draft.topic.get("measure") in (None, *_TIMED)


def is_placed(places: Places) -> bool:
    """Whether any place is told."""
    return bool(places.area or places.origin or places.host)


def _lies_nowhere(scene: Scene, draft: Draft, context: Context) -> bool:
    """Whether the text itself counts it, whether it ought to be, or is told of experts and of talks."""
    if is_apart(draft.topic, context) or draft.found.unit in _APART:
        return True
    return counts_itself(draft.found, draft.kind, scene.lang) or is_norm(scene, draft.found)


def _of_time(scene: Scene, draft: Draft, fellows: Sequence[Draft], context: Context) -> Draft:
    """An age or a length of time with the place of the figure beside it, else as any other of which something is told;
    none where it but defines a word."""
    if fellows:
        return _at(draft, min(fellows, key=lambda d: (abs(d.found.start - draft.found.start), d.found.start)).places)
    told = _of_sample(scene, draft, context) or any(p.period is not None for p in scene.periods)
    told = told or bool(draft.topic.keys() - {"measure", "open"})
    return _lying(scene, draft, context) if told and not _defines(scene) else draft


def _lying(scene: Scene, draft: Draft, context: Context) -> Draft:
    """A figure of the sample where that is, another one in the region or the country that the paper is about.

    Two groups of those asked, of which next to nothing is told, are no one thing because they lie in one country: they
    wait until the text says where the sample is.
    """
    if not _of_sample(scene, draft, context):
        return _at(draft, Places(area=context.subject or context.country))
    if context.sample is not None:
        return _at(draft, context.sample)
    group = draft.kind in ("count", "statistic") and len(draft.topic) == _SUBJECT_ALONE
    about = context.subject or (None if draft.topic.get("population") in _WHO_ASKS else context.country)
    lent = Places() if group and "-" not in (about or "") else Places(area=about)
    return _at(draft, lent)._replace(unplaced_sample=True)


def _at(draft: Draft, places: Places) -> Draft:
    if not is_placed(places):
        return draft
    return draft._replace(places=places, inherited=tuple(sorted({*draft.inherited, "places"})))


_WHO_ASKS = ("scientist", "expert")
"""Those who asked, or whose opinion is told; of which land they are is said where they are."""

_SUBJECT_ALONE = 1
"""Slots of a topic that is but a subject; the figures of a model, which have none, are compared with none."""


def _of_sample(scene: Scene, draft: Draft, context: Context) -> bool:
    """Whether it is told of those whom the paper asked; of any other source the paper's own survey makes figures that
    nobody vouches for."""
    told = draft.kind == "statistic" or tells_of_sample(scene) or context.study
    own = context.surveyed and not (scene.places or names_country(scene) or vouched_for(scene))
    return told or own or goes_on(scene, context)


def _defines(scene: Scene) -> bool:
    """Whether the sentence tells what a word means: "youth are people aged 14 to 29"."""
    return expression(scene.base, "words", "defines", BEGINNING, file="places").search(scene.text) is not None

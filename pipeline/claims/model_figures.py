"""Figures of tests, samples and models: "p < 0.05", "a confidence of 95 %", the numbers and effects of an equation.

Such figures are reported, but they tell of a calculation and of nothing in the world: they have no topic and no place,
lend the figures around them nothing and take nothing from them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from pipeline.claims.drafts import Draft
from pipeline.claims.scene import Scene
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.unit_steps import find_unit_steps
from schemas import FoundQuantity, Places, Quantity


def with_model_figures(
    drafts: Sequence[Draft], of_models: Sequence[FoundQuantity], span: tuple[int, int]
) -> tuple[Draft, ...]:
    """The claims of the sentence at `span` with those of its models, in the order of the text.

    `of_models` are those of the whole passage, in order; the drafts have their places in the sentence.
    """
    first, last = (bisect_left(of_models, at, key=lambda figure: figure.start) for at in span)
    if first == last:
        return tuple(drafts)
    begin = span[0]
    told = [
        _draft(figure.model_copy(update={"start": figure.start - begin, "end": figure.end - begin}))
        for figure in of_models[first:last]
    ]
    return tuple(sorted([*drafts, *told], key=lambda draft: draft.found.start))


def is_of_model(draft: Draft) -> bool:
    """Whether the claim is one of a model, which weighs little."""
    return draft.label is _label()


def is_effect(scene: Scene, found: FoundQuantity) -> bool:
    """Whether the figure is what a step by one of a model's variable makes: "by 1 unit leads to a growth by 33.6"."""
    steps = find_unit_steps(scene.text, lang=scene.base)
    return any(end <= found.start and ";" not in scene.text[end : found.start] for _, end in steps)


@cache
def _label() -> dict[str, str]:
    """What all these figures are called, in three languages."""
    return {lang: str(knowledge(lang, "claims")["label"]["of_model"]) for lang in LANGUAGES}


def _draft(found: FoundQuantity) -> Draft:
    return Draft(
        found=found,
        quantity=Quantity(**{name: getattr(found, name) for name in Quantity.model_fields}),
        kind="statistic",
        topic={},
        label=_label(),
        places=Places(),
        period=None,
        as_of=None,
        status="measured",
        inherited=(),
        whole=None,
    )

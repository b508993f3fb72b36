"""Whose a step is that follows the second of two figures: "cattle fell to 7.9 million, sheep rose to 21.8, up 3 %"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.claims.drafts import Draft
from pipeline.claims.scene import Scene
from pipeline.claims.topics import label_of
from pipeline.claims.vocabulary import Vocabulary
from schemas import Kind

_STEPS = ("times", "percent", "percentage point")
_LEVELS: tuple[Kind, ...] = ("count", "money", "statistic", "ratio", "share", "other")
_SUBJECT = ("object", "population", "measure", "product", "disease")
"""Slots that say of what a figure is."""


def with_steps_of_last(scene: Scene, drafts: Sequence[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """The figures, a step that names nothing itself told of what the figure right before it is of."""
    kept = list(drafts)
    for at in range(2, len(drafts)):
        step, last = drafts[at], kept[at - 1]
        if step.kind not in ("change", "ratio") or step.quantity.unit not in _STEPS or last.kind not in _LEVELS:
            continue
        theirs, told = _subject(step.topic), _subject(last.topic)
        taken = told != theirs and any(_subject(d.topic) == theirs for d in kept[: at - 1])
        if not (taken and told) or _names_its_own(scene, last.found.end, step.found.end):
            continue
        change = {"change": step.topic["change"]} if "change" in step.topic else {}
        topic = {slot: code for slot, code in last.topic.items() if slot not in ("statistic", "of")} | change
        lent = tuple(sorted({*step.inherited, *told}))
        kept[at] = step._replace(topic=topic, label=label_of(topic, vocabulary), places=last.places, inherited=lent)
    return kept


def _subject(topic: Mapping[str, str]) -> dict[str, str]:
    return {slot: topic[slot] for slot in _SUBJECT if slot in topic}


def _names_its_own(scene: Scene, start: int, number_end: int) -> bool:
    """Whether the step's clause names what it is of, from the figure before it to its own end."""
    closed = _CLOSED.search(scene.text, number_end)
    end = closed.start() if closed is not None else len(scene.text)
    return any(m.slot in _SUBJECT and start <= m.start < end for m in scene.concepts)


_CLOSED = re.compile(r"[,;.:](?=\s|$)")

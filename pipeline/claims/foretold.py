"""A figure that is aimed at or foretold measures nothing yet: its topic says so in the slot `status`.

Comparing leaves the slot aside: a target stands in one group with what was measured, where it is explained.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pipeline.languages.knowledge import LANGUAGES, knowledge
from schemas import Claim, Status

FORETOLD: Final[frozenset[Status]] = frozenset({"target", "projected"})


def with_status_told(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, those of targets and forecasts with a topic that says so, in its slots and in its words."""
    return tuple(_told(claim) if claim.status in FORETOLD and claim.topic else claim for claim in claims)


def _told(claim: Claim) -> Claim:
    topic = dict(sorted({**claim.topic, "status": claim.status}.items()))
    words = {lang: knowledge(lang, "claims")["label"]["words"][claim.status] for lang in LANGUAGES}
    label = {lang: f"{claim.label[lang]}, {words[lang]}" for lang in LANGUAGES}
    return claim.model_copy(update={"topic": topic, "label": label})

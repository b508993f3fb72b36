"""The one form of a topic: the vocabulary's rules bring together what several wordings tell of one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.claims.counted import COUNTED
from pipeline.claims.vocabulary import Rule, Vocabulary
from schemas import Kind


@dataclass(frozen=True, slots=True)
class Figure:
    """What a number is apart from its topic: its kind and unit, whether it counts people who go from one place to
    another, and whether it measures something by its kind."""

    kind: Kind
    unit: str | None
    mobile: bool

    @property
    def measured(self) -> bool:
        return self.kind not in ("count", "share", "change", "ratio", "statistic")


def settle_topic(slots: Mapping[str, str], vocabulary: Vocabulary, figure: Figure) -> dict[str, str]:
    """The one form of a topic: the vocabulary's rules in their order, empty slots left out."""
    settled = dict(slots)
    unit, _, per = (figure.unit or "").partition(" per ")
    for rule in vocabulary.rules:
        if rule.mobile is not None and rule.mobile != figure.mobile:
            continue
        if rule.unless_measure and (figure.measured or settled.get("measure")):
            continue
        if (rule.kind and figure.kind not in rule.kind) or (rule.unit and unit not in rule.unit):
            continue
        if rule.per and per.lstrip("0123456789 ") not in rule.per:
            continue
        if _fires(rule, settled):
            settled.update(rule.fill)
    if any(settled.get(slot) and not slots.get(slot) for slot in COUNTED):
        settled.pop("open", None)  # the rules know what is counted
    for slot in _said_again(settled):
        del settled[slot]
    return {slot: code for slot, code in sorted(settled.items()) if code}


_MAY_SAY_AGAIN = ("product", "object", "disease", "sector", "mode", "field", "population")


def _said_again(slots: Mapping[str, str]) -> list[str]:
    """The slots that a longer code says again: fish beside a catch of fish, pupils beside places for pupils."""
    told = {slot: code for slot, code in slots.items() if slot in ("measure", *COUNTED) and "-" in code}
    parts = {slot: set(code.replace("+", "-").split("-")) for slot, code in told.items()}
    return [
        slot
        for slot in _MAY_SAY_AGAIN
        if slots.get(slot)
        and any(slot != other and set(slots[slot].split("-")) < words for other, words in parts.items())
    ]


def _fires(rule: Rule, slots: Mapping[str, str]) -> bool:
    for slot, codes in rule.when.items():
        code = slots.get(slot, "")
        if code not in codes and not ("*" in codes and code):
            return False
    return True

"""What a figure takes from a sentence that names it and tells no figure: "Small firms grow. Their share of GDP is 36",
"Families quarrel. Such complaints numbered 118 thousand"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.claims.context import Context
from pipeline.claims.counted import COUNTED
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.implied import ASKED, AT_LARGE, EARNED
from pipeline.claims.pointing import names_country
from pipeline.claims.qualified import refers_back
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.vocabulary import FOR_RULES
from schemas import Kind

_WHOSE: Final = ("sector", "product", "mode", "field")
"""Slots of what has a share of something."""

_OF_SUCH: Final = ("circumstance", "disease", "practice")
"""Slots that "such" stands for beside a noun."""

_PEOPLE: Final = ("population", "level")
_OF_PLACES: Final = ("institution", "level", "field", "type", "setting", "site")
"""Slots that tell which schools, colleges or kindergartens are meant."""

_NAMED: Final = ("measure", *_WHOSE, *_OF_SUCH, *_PEOPLE, *_OF_PLACES)


def spoken_of(scene: Scene, context: Context, *, before: int | None = None) -> dict[str, str]:
    """What a sentence, or what stands in it `before` a number's stretch, names, slot by slot, where it names but one
    thing of the slot; "this sector" is that named before."""
    found: dict[str, set[str]] = {}
    for mention in scene.concepts:
        if before is not None and mention.start >= before:
            continue
        if mention.slot in _NAMED and not mention.generic and mention.start not in scene.compared:
            found.setdefault(mention.slot, set()).add(mention.code)
    named = {slot: codes.pop() for slot, codes in found.items() if len(codes) == 1}
    if context.spoken.keys() & set(_BRANCHES) and not named.keys() & set(_BRANCHES) and _goes_on_with_branch(scene):
        named |= {slot: code for slot, code in context.spoken.items() if slot in _BRANCHES}
    return named


def _goes_on_with_branch(scene: Scene) -> bool:
    words = expression(scene.base, "compared", "branch", BEGINNING, file="topics")
    return scene.tells(words)


def pointed_at(slots: Mapping[str, str], where: tuple[Scene, Segment], kind: Kind, context: Context) -> dict[str, str]:
    """The slots that the number's stretch points at with "this figure", "its share" or "such", from the sentence before
    it; none where that tells figures of its own to go on with."""
    scene, segment = where
    spoken = context.spoken
    at_them = _at_those_meant(slots, where, kind, context)
    if at_them:
        return at_them
    branch = _branch_meant(scene, segment, slots, context)
    if branch:
        return branch
    if kind == "share" and segment != scene.lead and (measured := _its_part_in(scene, segment, slots)):
        return {"measure": measured}
    if not spoken or segment != scene.lead:
        return {}
    own = {slot for slot, code in slots.items() if code and code not in AT_LARGE and slot not in (*FOR_RULES, "hint")}
    if _says(scene, segment, "such"):
        return {slot: code for slot, code in spoken.items() if slot in _OF_SUCH and slot not in own}
    if kind == "share" and slots.get("measure") and _says(scene, segment, "its_part"):
        taken = own & {*_WHOSE, *COUNTED}
        return {} if taken else {slot: code for slot, code in spoken.items() if slot in _WHOSE}
    if kind == "money" and slots.get("measure") in EARNED and not context.figures:
        general = own & {*COUNTED, *_WHOSE} or names_country(scene) or scene.places
        paid = spoken.get("population") not in (None, *AT_LARGE, *ASKED) and not general
        return {slot: spoken[slot] for slot in _PEOPLE if paid and slot in spoken and slot not in own}
    told = context.figures or own - {"of", "change", "statistic"}
    if kind in ("share", "statistic", "ratio", "change") and not told and refers_back(scene, segment):
        return (
            {slot: code for slot, code in spoken.items() if slot not in (*_OF_SUCH, *_PEOPLE, *_NARROWING)}
            if "measure" in spoken
            else {}
        )
    return {}


def _at_those_meant(
    slots: Mapping[str, str], where: tuple[Scene, Segment], kind: Kind, context: Context
) -> dict[str, str]:
    """Which schools or colleges those are at whose pupils, students and teachers a pronoun tells: "Private schools have
    multiplied. They have 128 thousand pupils"."""
    scene, segment = where
    if kind != "count" or slots.get("population") not in _AT_PLACES or slots.get("object"):
        return {}
    if not _says(scene, segment, "at_them"):
        return {}
    known = context.spoken if segment == scene.lead else spoken_of(scene, context, before=segment.start)
    if not known.keys() & {"institution", "site", "level", "field", "type"}:
        return {}
    return {slot: code for slot, code in known.items() if slot in _OF_PLACES and not slots.get(slot)}


_AT_PLACES: Final = ("student", "pupil", "child", "preschooler", "teacher", "academic-staff", "graduate", "applicant")
"""People of schools, colleges and kindergartens."""

_NARROWING: Final = ("institution", "type", "setting", "site")
"""Slots of places that tell nothing of what is measured."""


def _its_part_in(scene: Scene, segment: Segment, slots: Mapping[str, str]) -> str:
    """What is measured by "its share in …", where the same sentence named it before: "online trade reached 1.3 trillion
    tenge, its share in retail trade 7 %"."""
    whole = slots.get("measure", "")
    if not whole or "+" in whole or set(slots) & {*_WHOSE, *COUNTED} or not _says(scene, segment, "its_part"):
        return ""
    before = [m for m in scene.concepts if m.slot == "measure" and not m.generic and m.start < scene.lead.end]
    parts = {m.code for m in before if m.start not in scene.compared} - {whole}
    return "+".join(sorted({whole, *parts})) if len(parts) == 1 else ""


def _branch_meant(scene: Scene, segment: Segment, slots: Mapping[str, str], context: Context) -> dict[str, str]:
    """The branch of the economy that "the sector" or "in this industry" stands for, where one was named before."""
    last = context.figures[-1].topic if context.figures else {}
    known = next((told for told in (context.spoken, last) if any(slot in told for slot in _BRANCHES)), {})
    named = {slot: known[slot] for slot in _BRANCHES if slot in known}
    own = [slots[slot] for slot in (*_BRANCHES, "product") if slots.get(slot)]
    if len(named) != 1 or any(code != _ANY_BRANCH for code in own):
        return {}
    return named if _says(scene, segment, "branch") else {}


_BRANCHES: Final = ("sector", "field", "mode")

_ANY_BRANCH: Final = "industry"
"""What an English word for a branch of any kind means by itself: "tourism is growing; the industry employs …"."""


def _says(scene: Scene, segment: Segment, name: str) -> bool:
    words = expression(scene.base, "compared", name, BEGINNING, file="topics")
    return words.search(scene.text, segment.start, segment.end) is not None

"""Numbers whose sentence only narrows what the number before it was of: "among women it was 36 %", "in the north the
fields gave 16.8 centners per hectare"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.claims.context import Retold
from pipeline.claims.elliptic import is_level
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.implied import AT_LARGE, TRADED
from pipeline.claims.open_words import unknown_words
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment, told_in_money
from pipeline.claims.shares import of_patterns
from pipeline.claims.vocabulary import FOR_RULES, Vocabulary
from pipeline.numbers.units import measured_units, unit_class
from schemas import FoundQuantity, Kind

NARROWS: Final = frozenset({"sex", "age", "setting", "zone", "season", "ethnicity"})
"""Slots that tell a part of the same thing, and are nothing by themselves."""

_PARTS_OF_OUTPUT: Final = frozenset({"product", "sector", "mode", "source", "producer"})
"""Slots of which a list tells one part after the other."""

_ADJECTIVES: Final = NARROWS | {"type", "condition", "form", "level", "funding", "shifts", "language"}
"""Slots that an adjective without a noun may fill."""

_OWN: Final = frozenset({*NARROWS, "status", "change", "item", "of", "open", "limit", "mode"})
"""Slots that one figure does not lend to the next."""

_KEPT: Final = ("limit", "mode", "sex", "setting", "zone", "ethnicity", "season")
"""Slots that go on with what a figure was of, where a number says only "this figure" and no part of its own."""

_MOST_WORDS: Final = 3
"""So many words that no vocabulary knows may tell how two parts compare: "women carried the heavier burden"."""

_OF_ILLNESS: Final = frozenset({"incidence", "new-cases", "prevalence", "mortality"})
_ELSEWHERE: Final = frozenset({"sector", "field", "object", "product", "disease", "circumstance"})
"""Slots that say of what a rate is, so that nothing before it need."""


def taken_from_before(
    slots: Mapping[str, str],
    number: tuple[Scene, Segment, FoundQuantity],
    kind: Kind,
    figures: Sequence[Retold],
    vocabulary: Vocabulary,
) -> dict[str, str]:
    """The slots that a number takes from the last figures told, field by field; its own are kept."""
    if not figures or slots.get("item"):
        return {}
    scene, segment, quantity = number
    own = {slot for slot, code in slots.items() if code and code not in AT_LARGE and slot not in (*FOR_RULES, "hint")}
    if refers_back(scene, segment):
        held = _held_from_lead(slots, scene, segment)
        said = own - _OWN - {"population", "statistic"} - held
        again = (
            _referred({s: c for s, c in slots.items() if s not in held}, quantity, kind, figures) if not said else {}
        )
        if again:
            return again
    if kind == "count" and quantity.unit is None and _names_part_only(own, scene, segment):
        return _counted_before(slots, figures)
    if kind == "money":
        return _went_for(scene, segment, quantity, figures)
    if kind == "change" and quantity.unit == "percentage point":
        return _step_to_level(slots, scene, segment, figures)
    amount = _part_of_amount(slots, number, kind, figures)
    if amount:
        return amount
    if slots.get("of"):
        return {}
    if kind == "share" and quantity.unit == "percent":
        return _share_of_same(slots, own, number, figures)
    parts = of_patterns(scene.base)[0].search(scene.text[segment.start : segment.end]) is not None
    measured = _is_measured(quantity.unit, part=parts)
    told = _last(figures, None, unit_class(quantity.unit)) if measured else None
    if told is not None and not own - _OWN - {"statistic"}:
        return _lent(told.topic, slots)
    if told is not None and parts and not _names_measure(scene, segment):
        return {slot: code for slot, code in told.topic.items() if slot in ("measure", "product", "object")}
    return _of_what(slots, own, figures, vocabulary)


def _held_from_lead(slots: Mapping[str, str], scene: Scene, segment: Segment) -> set[str]:
    """The measure that holds on from the opening of the sentence, which "this share" goes on with anyway, and who plans
    that it should grow."""
    if segment == scene.lead:
        return set()
    here = {m.slot for m in scene.concepts if segment.start <= m.start < segment.end}
    planned = {"about"} if slots.get("aim") else set()
    return planned | ({"measure"} - here)


def _names_measure(scene: Scene, segment: Segment) -> bool:
    return any(m.slot in _MEASURED and segment.start <= m.start < segment.end for m in scene.concepts)


_MEASURED: Final = ("measure", "product", "object")
"""Slots of words by which a part of an amount tells what it is itself."""


def _step_to_level(
    slots: Mapping[str, str], scene: Scene, segment: Segment, figures: Sequence[Retold]
) -> dict[str, str]:
    """What the share before it in the sentence was of, for the step of points that led to it and has no words of its
    own: "this share rose to 89 %, an increase of 6 percentage points", "89 %-ға көтеріліп, 6 тармаққа артты"."""
    told = figures[-1]
    own = any(segment.start <= m.start < segment.end and m.slot not in FOR_RULES for m in scene.concepts)
    if own or segment == scene.segments[0] or told.kind != "share" or told.topic.keys() & {"open", "item"}:
        return {}
    lent = {slot: code for slot, code in told.topic.items() if slot not in _OWN - NARROWS}
    return lent if all(slots.get(slot) in (None, "", code) for slot, code in lent.items()) else {}


def _share_of_same(
    slots: Mapping[str, str],
    own: set[str],
    number: tuple[Scene, Segment, FoundQuantity],
    figures: Sequence[Retold],
) -> dict[str, str]:
    """What the share before was of, for one that tells but another part or another place of it."""
    if slots.get("measure") == _COVERAGE:
        return _covered(slots, own, figures)
    scene, segment, quantity = number
    told = _last(figures, "share", "percent")
    if told is None and segment != scene.segments[0] and own and own <= NARROWS:
        return _predicate_again(slots, number, figures)
    if told is not None and _goes_on_with_list(own, told, scene, segment):
        return _lent(told.topic, slots)
    narrowed = own & NARROWS or any(segment.start <= p.start < segment.end for p in scene.places)
    people = [m.code for m in scene.concepts if m.slot == "population" and segment.start <= m.start < segment.end]
    if told is not None and narrowed and segment != scene.segments[0] and not people and _only_narrows(own, number):
        return _same_people(told, slots)
    if told is None or not narrowed or "of" in told.topic or not told.topic.keys() - _OWN - {"population"}:
        return {}
    if set(people) & AT_LARGE:
        return {}
    own = own - {"population"} if slots.get("population") == told.topic.get("population") else own
    return _lent(told.topic, slots) if not own - _OWN and _only_compares(scene, segment, quantity) else {}


def _only_narrows(own: set[str], number: tuple[Scene, Segment, FoundQuantity]) -> bool:
    """Whether a share names nobody and tells but where, or of which part: "7.3 % of the young are jobless, in villages
    9.1 %"."""
    return own - {"population"} <= NARROWS and _only_compares(*number)


def _same_people(told: Retold, slots: Mapping[str, str]) -> dict[str, str]:
    """What the share before was of and whom it was told of, with its whole."""
    lent = {slot: code for slot, code in told.topic.items() if slot not in _OWN - {"of"}}
    return {
        slot: code for slot, code in lent.items() if slot == "population" or slots.get(slot) in (None, "", *AT_LARGE)
    }


def _predicate_again(
    slots: Mapping[str, str], number: tuple[Scene, Segment, FoundQuantity], figures: Sequence[Retold]
) -> dict[str, str]:
    """What the share before in the sentence was of, though only words that no vocabulary knows tell it, for a part that
    leaves it out: "22.5 % of the population exercised, of women 17 %"."""
    told, (scene, segment, quantity) = figures[-1], number
    alike = told.kind == "share" and told.unit == quantity.unit and "open" in told.topic and "item" not in told.topic
    if not alike or not _only_compares(scene, segment, quantity):
        return {}
    return {**_lent(told.topic, slots), "open": told.topic["open"]}


def _goes_on_with_list(own: set[str], told: Retold, scene: Scene, segment: Segment) -> bool:
    """Whether a share names but another part of what the one before it in the sentence measured: "beef accounts for
    38 % of meat production, mutton for 14 %"."""
    part = own & _PARTS_OF_OUTPUT
    listed = segment != scene.segments[0] and len(part) == 1 and own == part and part <= told.topic.keys()
    return listed and "measure" in told.topic and not unknown_words(scene, segment)


def _covered(slots: Mapping[str, str], own: set[str], figures: Sequence[Retold]) -> dict[str, str]:
    """What the share before told to reach people, for one that says but that a plan is to cover so many: "83 % of
    children were vaccinated. By 2026 coverage is to be 97 %"."""
    told = _last(figures, "share", "percent")
    if told is None or own - _OWN - {"measure", "about"}:
        return {}
    if told.topic.get("measure", told.topic.get("product")) not in _SUPPLIES:
        return {}
    return {"measure": "", **_lent(told.topic, {slot: code for slot, code in slots.items() if slot != "measure"})}


_COVERAGE: Final = "coverage"
_SUPPLIES: Final = frozenset(
    {"vaccination", "preschool-coverage", "gas-supply", "water-supply", "electrification", "sewerage", "heating"}
    | {"gas", "water", "electricity"}
)
"""Measures of how many something reaches, and what reaches them."""


def _part_of_amount(
    slots: Mapping[str, str], number: tuple[Scene, Segment, FoundQuantity], kind: Kind, figures: Sequence[Retold]
) -> dict[str, str]:
    """What was measured, for a share of which the figure before it is the whole: "6.2 million tonnes of milk, 73 % of
    it from household plots"."""
    scene, segment, quantity = number
    told = figures[-1]
    measured = told.unit in measured_units() and told.kind in ("count", "other") and "measure" in told.topic
    own = any(
        m.slot == "measure" and m.code not in _SIZES and segment.start <= m.start < segment.end for m in scene.concepts
    )
    if kind != "share" or quantity.unit != "percent" or not measured:
        return {}
    lead = scene.text[segment.start : segment.anchor + _BEHIND]
    in_it = expression(scene.base, "compared", "in_it", BEGINNING, file="topics").search(lead)
    if in_it is None and of_patterns(scene.base)[0].search(lead) is None and _ITS.match(lead) is None:
        return {}
    kept = ("measure", "product") if own else ()
    lent = {
        slot: code for slot, code in told.topic.items() if slot not in _OWN and not (slot in kept and slots.get(slot))
    }
    return lent | _part_in_whole(slots, lent) | {"of": ""}


def _part_in_whole(slots: Mapping[str, str], lent: Mapping[str, str]) -> dict[str, str]:
    """The part beside the whole, as a share tells them that names both: "electricity, 21 % of it from gas"."""
    part, whole = slots.get("product", ""), lent.get("product", "")
    return {"product": "+".join(sorted({part, whole}))} if part and whole and "+" not in part + whole else {}


_SIZES: Final = ("territory",)
"""Measures that but say in what an amount is told: "27 million hectares, 15 % of their total area"."""

_ITS: Final = re.compile(r"\W*(?:оның|соның|мұның)\s", re.IGNORECASE)
_BEHIND: Final = 16
"""So near behind a share "of them" is of it."""


def _names_part_only(own: set[str], scene: Scene, segment: Segment) -> bool:
    """Whether the stretch has but an adjective that tells which of those counted before: "private ones numbered 14"."""
    return bool(own) and own <= _ADJECTIVES and not unknown_words(scene, segment)


def _counted_before(slots: Mapping[str, str], figures: Sequence[Retold]) -> dict[str, str]:
    """What the last count counted, where it had a noun."""
    told = figures[-1]
    if told.kind != "count" or "open" in told.topic or not ("object" in told.topic or "population" in told.topic):
        return {}
    return {slot: code for slot, code in _lent(told.topic, slots).items() if slot not in _ADJECTIVES}


def _went_for(scene: Scene, segment: Segment, quantity: FoundQuantity, figures: Sequence[Retold]) -> dict[str, str]:
    """What the goods of the figure before were, for the money got for them: "12 tonnes were sold for 5 million"."""
    told = figures[-1]
    weighed = told.unit in measured_units() and told.topic.get("measure") in TRADED
    if not weighed or told_in_money(scene.text[segment.start : quantity.start], scene.base) is None:
        return {}
    return {slot: code for slot, code in told.topic.items() if slot not in _OWN and slot != "statistic"}


def _last(figures: Sequence[Retold], kind: Kind | None, unit: str) -> Retold | None:
    """The last figure, if it has a topic and is of the same unit, and kind where one is asked."""
    told = figures[-1]
    alike = unit_class(told.unit) == unit and (kind is None or told.kind == kind)
    return told if alike and told.topic and "open" not in told.topic and "item" not in told.topic else None


def refers_back(scene: Scene, segment: Segment) -> bool:
    """Whether the stretch has a word that stands for what the figure before was of: "this share", "it"."""
    back = expression(scene.base, "compared", "back", BEGINNING, file="topics")
    return back.search(scene.text, segment.start, segment.end) is not None


def _referred(
    slots: Mapping[str, str], quantity: FoundQuantity, kind: Kind, figures: Sequence[Retold]
) -> dict[str, str]:
    """What the last figure of the same kind and unit was of, for a number that says only "this figure"; whom the number
    names itself stays, and so do the parts that it tells."""
    whole = slots.get("of", "").removeprefix("all:")
    if whole not in ("", slots.get("population"), *AT_LARGE):
        return {}
    unit = unit_class(quantity.unit)
    for told in reversed(figures):
        alike = unit_class(told.unit) == unit or (quantity.unit is None and told.kind != "share")
        if not alike or (kind == "share") != (told.kind == "share" or is_level(told)):
            continue
        if not told.topic or told.topic.keys() & {"open", "item"}:
            return {}
        kept = (*_KEPT, "of") if whole in ("", *AT_LARGE) else _KEPT
        parts = {slot: code for slot, code in told.topic.items() if slot in kept and slot not in slots}
        told_of = told.topic.keys() - _OWN - {"population"} or told.topic.get("population") not in (None, *AT_LARGE)
        return _lent(told.topic, slots) | parts if told_of else {}
    return {}


def _lent(topic: Mapping[str, str], slots: Mapping[str, str]) -> dict[str, str]:
    """What a figure's topic lends: people at large give way to those it counted."""
    return {slot: code for slot, code in topic.items() if slot not in _OWN and slots.get(slot) in (None, "", *AT_LARGE)}


def _of_what(
    slots: Mapping[str, str], own: set[str], figures: Sequence[Retold], vocabulary: Vocabulary
) -> dict[str, str]:
    """The disease that the figures before were all of, for a rate of illness that names none."""
    if slots.get("measure") not in _OF_ILLNESS or own & _ELSEWHERE:
        return {}
    codes = {figure.topic.get("disease", "") for figure in figures}
    code = codes.pop() if len(codes) == 1 else ""
    return {"disease": code} if vocabulary.concept("disease", code) else {}


def _is_measured(unit: str | None, *, part: bool) -> bool:
    """Whether a unit is of something measured, so that equal units are hardly of two things in neighbouring sentences:
    no percent, no people, no money. Kilometres and tonnes are of one thing only where they are a `part` of it."""
    base, _, per = (unit or "").partition(" per ")
    return base in measured_units() and base not in ("percent", "percentage point") and (bool(per) or part)


def _only_compares(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    """Whether the stretch has no words of its own but such as set its part against another."""
    stretch = scene.text[segment.start : segment.end]
    if expression(scene.base, "compared", "making_up", file="topics").search(stretch):
        return False
    words = unknown_words(scene, segment)
    listed = re.search(r"(?:[:(]|\s[–—-])\s*\W{0,2}$", scene.text[segment.start : quantity.start]) is not None
    compares = expression(scene.base, "compared", "words", file="topics")
    return not words or (len(words) <= _MOST_WORDS and (listed or compares.search(stretch) is not None))


def theirs(scene: Scene, segment: Segment, before: Mapping[str, str]) -> dict[str, str]:
    """Whose money it is where only a pronoun tells: "Teachers numbered 372 thousand. Their mean pay was …"."""
    pronoun = expression(scene.base, "compared", "theirs", file="topics")
    said = pronoun.search(scene.text[segment.start : segment.anchor])
    return {"population": before["population"]} if said and before.get("population") else {}

"""What a number is about: the slots of its topic, filled from its stretch, its sentence, and then the context."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.claims.context import Context
from pipeline.claims.kinds import change_of, is_mean
from pipeline.claims.open_words import open_words
from pipeline.claims.scene import ConceptMention, Scene
from pipeline.claims.segments import Segment
from pipeline.claims.vocabulary import Concept, Rule, Vocabulary
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.units import currencies, measured_units, unit_class
from schemas import FoundQuantity, Kind

COUNTED = ("population", "object")
TAKEN_OVER = ("population", "object", "activity", "programme")
_OF_PEOPLE = {"person", "percent", "times", "percentage point", "", "rank"}
_NO_THINGS = {"unit", "point", "basis point", "times", "percent", "rank", "person", "people"}
_NO_THINGS |= {"year", "month", "week", "day", "hour", "minute", "second", "century", "decade"}
_OF_ANYTHING = {"measure", "change", "statistic", "limit", "kind", "of"}
"""Slots that leave open what a measure of little meaning is of."""
_JOINED = ("level", "form", "funding")
_OF_AGES = ("sex", "level", "limit", "programme")
_ADJACENT = 40
_FAR = 110
"""An activity named farther behind a number is no longer what the number's people do."""
_OF_REACH = 6
_NOUN = 40
_ITEM_FROM = 2
_SUBJECT = 60
"""So far into a sentence its subject is looked for."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A topic, the topic that a share is a part of, and the slots that came from the context."""

    slots: dict[str, str]
    whole: dict[str, str] | None
    inherited: tuple[str, ...]


def fill(
    scene: Scene, segment: Segment, quantity: FoundQuantity, kind: Kind, context: Context, vocabulary: Vocabulary
) -> Filled:
    """The slots of one number before they are brought to one form (`settle_topic`)."""
    bare = kind == "share" and context.share and not scene.concepts and not scene.places
    if bare and not open_words(scene, segment, quantity):
        return Filled(dict(context.share), None, tuple(sorted(context.share)))
    wholes = _whole_mentions(scene)
    own = [m for m in scene.concepts if segment.start <= m.start < segment.end and m not in wholes]
    frame = [m for m in _frame(scene, segment) if m not in wholes]
    slots = _modifiers(own, frame, segment.anchor)
    slots.update(_counted(scene, segment, quantity, own, frame, vocabulary))
    if kind == "age":
        slots = {slot: code for slot, code in slots.items() if slot in _OF_AGES}
        slots.update(_people(own, frame, segment))
    if kind == "money":
        slots.update(_people(own, frame, segment))
    _measured(slots, own, frame, segment, kind, quantity)
    inherited = _take_over(slots, quantity, kind, context, vocabulary, scene)
    whole = _whole(scene, segment, quantity, kind, context, slots) if kind == "share" else None
    direction = change_of(scene, segment, quantity) if kind in ("change", "ratio") else None
    if direction:
        slots["change"] = direction
    if kind == "statistic" and is_mean(scene, quantity):
        slots.setdefault("statistic", "mean")
    item = _item(scene, segment, quantity, slots)
    if item:
        slots["item"] = item
    if item:
        slots.pop("measure", None)  # a word of the answer, not what is measured
    _name_the_rest(slots, scene, segment, quantity, vocabulary, kind)
    return Filled(slots, whole, inherited)


def _name_the_rest(
    slots: dict[str, str], scene: Scene, segment: Segment, quantity: FoundQuantity, vocabulary: Vocabulary, kind: Kind
) -> None:
    """What no vocabulary says: the noun behind the number where the units know it, else the sentence's own words."""
    said = {slot for slot, code in slots.items() if code}
    if "item" in said or said & set(COUNTED):
        return
    measure = vocabulary.concept("measure", slots.get("measure", ""))
    if slots.get("measure") and not (_says_little(measure, slots) and said <= _OF_ANYTHING):
        return
    if not slots.get("measure") and quantity.unit in _counted_units():
        slots["object"] = str(quantity.unit)
        return
    things = [m for m in scene.concepts if m.slot == "object" and not m.generic and m.start < segment.end]
    near = [m for m in things if m.start >= segment.start] or [m for m in things if m.start < scene.segments[0].anchor]
    if near and quantity.unit is None and kind == "count" and not slots.get("measure"):
        slots["object"] = _best(near, segment.anchor).code
        return
    words = open_words(scene, segment, quantity)
    if words:
        slots["open"] = words


@cache
def _counted_units() -> frozenset[str]:
    """Units that are things one counts, the same in every language: hospitals, patients."""
    return frozenset(knowledge("en", "units")["units"]) - measured_units() - currencies() - _NO_THINGS


def _says_little(measure: Concept | None, slots: Mapping[str, str]) -> bool:
    """Whether a measure must be told of what it is: any length of time, a cost, the prevalence of something."""
    return measure is None or measure.generic or slots["measure"] in ("duration", "age")


def settle_topic(slots: Mapping[str, str], vocabulary: Vocabulary, *, mobile: bool, measured: bool) -> dict[str, str]:
    """The one form of a topic: the vocabulary's rules in their order, empty slots left out."""
    settled = dict(slots)
    for rule in vocabulary.rules:
        if rule.mobile is not None and rule.mobile != mobile:
            continue
        if rule.unless_measure and (measured or settled.get("measure")):
            continue
        if _fires(rule, settled):
            settled.update(rule.fill)
    if any(settled.get(slot) for slot in COUNTED):
        settled.pop("open", None)
    return {slot: code for slot, code in sorted(settled.items()) if code}


def label_of(topic: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, str]:
    """The topic in words, in three languages: what is counted first, the whole of a share last."""
    order = [*COUNTED, "measure", "activity", "programme"]
    slots = [
        *(s for s in order if s in topic),
        *(s for s in topic if s not in (*order, "of")),
        *(["of"] * ("of" in topic)),
    ]
    return {lang: ", ".join(_in_words(slot, topic[slot], lang, vocabulary) for slot in slots) for lang in LANGUAGES}


def _in_words(slot: str, code: str, lang: str, vocabulary: Vocabulary) -> str:
    """One slot in words. The whole of a share ("of") holds a code of what is counted, of one word or "all:" it."""
    label = knowledge(lang, "claims")["label"]
    if slot != "of":
        return str(label["words"].get(code, vocabulary.name(slot, code, lang)))
    code = code.removeprefix("all:") if (all_of := code.startswith("all:")) else code
    named = next((s for s in COUNTED if vocabulary.concept(s, code) is not None), "of")
    whole = str(label["words"].get(code, vocabulary.name(named, code, lang)))
    return str(label["share"].format(label["all"].format(whole) if all_of else whole))


def context_slots(mentions: Sequence[ConceptMention], *, heading: bool = False) -> dict[str, str]:
    """What text without numbers leaves for the next: whom it speaks of first; a heading also what they do."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.generic or mention.slot in found:
            continue
        if heading and mention.slot in ("activity", "programme"):
            found[mention.slot] = mention.code
        if mention.slot == "population" and (heading or mention.start <= _SUBJECT):
            found[mention.slot] = mention.code
    return found


def counted_unit(topic: Mapping[str, str], vocabulary: Vocabulary) -> str | None:
    """The unit of a count that prints none: what its topic counts."""
    for slot in ("object", "population"):
        code = topic.get(slot)
        if code is None:
            continue
        if code in vocabulary.units:
            return code
        return next(
            (u for u, slots in vocabulary.units.items() if slots.get(slot) == code),
            "person" if slot == "population" else None,
        )
    return None


def is_mobile(slots: Mapping[str, str], vocabulary: Vocabulary) -> bool:
    """Whether what is counted are people who may go from one place to another."""
    if slots.get("object"):
        return False
    concept = vocabulary.concept("population", slots.get("population", ""))
    return concept is None if not slots.get("population") else bool(concept and concept.mobile)


def is_outgoing(slots: Mapping[str, str], vocabulary: Vocabulary) -> bool:
    """Whether what people do leads them abroad by itself."""
    found = (vocabulary.concept(slot, slots.get(slot, "")) for slot in ("activity", "programme"))
    return any(concept is not None and concept.outgoing for concept in found) or slots.get("population") == "emigrant"


def is_national(slots: Mapping[str, str], vocabulary: Vocabulary) -> bool:
    """Whether the topic is of the people of the paper's own country: a state programme, the budget."""
    found = (vocabulary.concept(slot, slots.get(slot, "")) for slot in ("activity", "programme", "funding"))
    return any(concept is not None and concept.national for concept in found)


def _fires(rule: Rule, slots: Mapping[str, str]) -> bool:
    for slot, codes in rule.when.items():
        code = slots.get(slot, "")
        if code not in codes and not ("*" in codes and code):
            return False
    return True


def _frame(scene: Scene, segment: Segment) -> list[ConceptMention]:
    """What the sentence says before its first number holds for all of them; of the stretches between, only whom they
    count and what these do, when it stands behind a number."""
    if segment is scene.segments[0]:
        return []
    before = scene.frame[: bisect_left([m.start for m in scene.frame], segment.start)]
    first = scene.segments[0].anchor
    return [m for m in before if m.start < first or m.slot in TAKEN_OVER]


def _modifiers(own: Sequence[ConceptMention], frame: Sequence[ConceptMention], anchor: int) -> dict[str, str]:
    slots: dict[str, str] = {}
    for slot in dict.fromkeys(m.slot for m in (*own, *frame)):
        if slot in COUNTED or slot == "measure":
            continue
        here = [m for m in own if m.slot == slot] or [m for m in frame if m.slot == slot]
        if slot == "activity":
            here = [m for m in here if m.start - anchor <= _FAR]
        if not here:
            continue
        if slot in _JOINED:
            slots[slot] = "+".join(sorted({m.code for m in here}))
        else:
            slots[slot] = _best(here, anchor).code
    return slots


def _best(mentions: Sequence[ConceptMention], anchor: int) -> ConceptMention:
    """A specific one before a generic one, then the nearest; behind the number counts as nearer."""
    return min(mentions, key=lambda m: (m.generic, anchor - m.end + 8 if m.end <= anchor else m.start - anchor))


def _counted(
    scene: Scene,
    segment: Segment,
    quantity: FoundQuantity,
    own: Sequence[ConceptMention],
    frame: Sequence[ConceptMention],
    vocabulary: Vocabulary,
) -> dict[str, str]:
    """Population or object: by the unit, the word right behind the number, the stretch, what came before it."""
    by_unit = dict(vocabulary.units.get(quantity.unit or "", {}))
    if unit_class(quantity.unit) not in _OF_PEOPLE and not by_unit:
        return _beside(scene, quantity, own)
    longer = _compound(scene, quantity, own)
    if longer:
        return longer
    if "object" in by_unit:
        return by_unit
    part = _part_of(scene, quantity, vocabulary)
    if part:
        return part
    beside = [
        m for m in own if m.slot == "object" and 0 <= m.start - quantity.end <= 12 and _unbroken(scene, quantity, m)
    ]
    if quantity.unit is None and beside:
        return {"object": beside[0].code}
    code = by_unit.get("population", "")
    concept = vocabulary.concept("population", code)
    if code and concept is not None and not concept.generic:
        return by_unit
    people = [m for m in own if m.slot == "population"]
    if not people and any(p.form == "national" and segment.start <= p.start < segment.end for p in scene.places):
        code = code or "person"
    specific = [m for m in people if not m.generic] or [m for m in frame if m.slot == "population" and not m.generic]
    if specific:
        best = _best(specific, segment.anchor)
        return {"population": best.code}
    return {"population": people[0].code} if people else ({"population": code} if code else {})


def _part_of(scene: Scene, quantity: FoundQuantity, vocabulary: Vocabulary) -> dict[str, str]:
    """What a fraction right before a number is a part of: "in one third of 174 countries"."""
    after = next((q for q in scene.quantities if 0 < q.start - quantity.end <= _OF_REACH), None)
    if not quantity.in_words or after is None:
        return {}
    return {s: c for s, c in vocabulary.units.get(after.unit or "", {}).items() if s == "object"}


def _people(own: Sequence[ConceptMention], frame: Sequence[ConceptMention], segment: Segment) -> dict[str, str]:
    """Whose age or money it is."""
    people = [m for m in own if m.slot == "population"] or [m for m in frame if m.slot == "population"]
    people = [m for m in people if m.code != "population"] or people
    return {"population": _best(people, segment.anchor).code} if people else {}


def _compound(scene: Scene, quantity: FoundQuantity, own: Sequence[ConceptMention]) -> dict[str, str]:
    """People named by a phrase that begins with the unit: "1 200 school leavers" are no schools."""
    if not quantity.unit_surface:
        return {}
    at = scene.text.find(quantity.unit_surface, quantity.end)
    found = [m for m in own if m.slot == "population" and m.start == at and m.end > at + len(quantity.unit_surface)]
    return {"population": found[0].code} if found else {}


def _beside(scene: Scene, quantity: FoundQuantity, own: Sequence[ConceptMention]) -> dict[str, str]:
    """What the noun right behind the number is to the vocabulary, when the list of units does not know it."""
    if quantity.unit_surface is None:
        return {}
    near = [
        m for m in own if m.slot in COUNTED and 0 <= m.start - quantity.end <= _NOUN and _unbroken(scene, quantity, m)
    ]
    found = [m for m in near if scene.text[m.start : m.end] in quantity.unit_surface]
    return {found[0].slot: found[0].code} if found else {}


def _unbroken(scene: Scene, quantity: FoundQuantity, mention: ConceptMention) -> bool:
    return not re.search(r"[.,;:()]", scene.text[quantity.end : mention.start])


def _measured(
    slots: dict[str, str],
    own: Sequence[ConceptMention],
    frame: Sequence[ConceptMention],
    segment: Segment,
    kind: Kind,
    quantity: FoundQuantity,
) -> None:
    """The measure of what is no count of people; a length of time and an age are measures of their own."""
    if kind in ("duration", "age"):
        named = [m for m in own if m.slot == "measure" and m.code not in ("age", "duration", "cost") and not m.generic]
        slots["measure"] = _best(named, segment.anchor).code if named and kind == "duration" else kind
        if kind == "duration":
            slots.pop("population", None)
        return
    if kind == "count" and unit_class(quantity.unit) in ("person", ""):
        return
    found = [m for m in own if m.slot == "measure"] or [m for m in frame if m.slot == "measure"]
    found = [m for m in found if m.code not in ("age", "duration")]
    if found:
        slots["measure"] = _best(found, segment.anchor).code


def _take_over(
    slots: dict[str, str], quantity: FoundQuantity, kind: Kind, context: Context, vocabulary: Vocabulary, scene: Scene
) -> tuple[str, ...]:
    """What the number itself does not say, from the context; a generic population gives way to a specific one."""
    if slots.get("object") or slots.get("measure") or kind in ("rank", "money", "other"):
        return ()
    if unit_class(quantity.unit) not in _OF_PEOPLE:
        return ()
    taken: list[str] = []
    concept = vocabulary.concept("population", slots.get("population", ""))
    open_population = not slots.get("population") or bool(concept and concept.generic)
    if open_population and context.slots.get("population"):
        slots["population"] = context.slots["population"]
        taken.append("population")
    goes_on = bool(_of_patterns(scene.base)[0].search(scene.text)) or scene.starts_with(
        knowledge(scene.base, "claims")["continuation"]["words"]
    )
    if not slots.get("population") and context.slots.get("object") and kind == "share" and goes_on:
        slots["object"] = context.slots["object"]
        return ("object",)
    same = slots.get("population") == context.slots.get("population")
    for slot in ("activity", "programme"):
        current = vocabulary.concept(slot, slots.get(slot, ""))
        offered = vocabulary.concept(slot, context.slots.get(slot, ""))
        weak = not slots.get(slot) or bool(current and current.generic and offered and offered.outgoing)
        other = slot == "programme" and slots.get("activity") not in (None, "", "study", context.slots.get("activity"))
        if slot == "activity" and not taken and offered is not None and not offered.outgoing:
            continue
        if same and weak and offered is not None and not other:
            slots[slot] = offered.code
            taken.append(slot)
    if same and scene.starts_with(knowledge(scene.base, "claims")["continuation"]["words"]) and taken:
        for slot, code in context.slots.items():
            if slot not in slots and slot in ("funding", "field", "level"):
                slots[slot] = code
                taken.append(slot)
    return tuple(taken)


@cache
def _of_patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = knowledge(lang, "claims")
    them = "|".join(map(re.escape, data["continuation"]["of_them"]))
    total = "|".join(data["whole"]["total"])
    return re.compile(rf"\b(?:{them})\b", re.IGNORECASE), re.compile(rf"\b(?:{total})", re.IGNORECASE)


def _whole_mentions(scene: Scene) -> list[ConceptMention]:
    """Words for the whole of a share ("2.8 % of the total population"), which are not what is counted."""
    _, total = _of_patterns(scene.base)
    ends = [m.end() for m in total.finditer(scene.text)]
    shares = [q.start for q in scene.quantities if q.unit == "percent"]
    if not shares:
        return []
    found: list[ConceptMention] = []
    for end in ends:
        behind = [m for m in scene.concepts if m.slot == "population" and 0 <= m.start - end <= _ADJACENT]
        found += behind[:1]
    return found


def _whole(
    scene: Scene, segment: Segment, quantity: FoundQuantity, kind: Kind, context: Context, slots: dict[str, str]
) -> dict[str, str] | None:
    """What a share is a share of, when the sentence says so; it enters the topic as the slot `of`."""
    them, total = _of_patterns(scene.base)
    stretch = scene.text[segment.start : segment.end]
    if them.search(scene.text[: segment.end]):
        of = dict(context.slots) or {"population": slots.get("population", "person")}
        slots["of"] = of.get("population") or of.get("object") or "them"
        return {slot: code for slot, code in of.items() if slot in TAKEN_OVER}
    foreign = [
        m for m in scene.places if m.form == "foreign" and m.role == "origin" and segment.start <= m.start < segment.end
    ]
    specific = [
        m for m in scene.places if m.form != "foreign" and m.role == "origin" and segment.start <= m.start < segment.end
    ]
    if foreign and specific:
        slots["of"] = "foreign-students"
        return {"population": slots.get("population", "student"), "origin": "foreign"}
    direct = _direct_whole(scene, quantity)
    if direct:
        slots["of"] = direct
        return {"population": direct}
    found = total.search(stretch)
    if found is None:
        return None
    behind = [
        m
        for m in scene.concepts
        if 0 <= m.start - (segment.start + found.end()) <= _ADJACENT and m.slot == "population"
    ]
    of_code = behind[0].code if behind else slots.get("population", "")
    slots["of"] = f"all:{of_code}"
    return {"population": of_code} if of_code else None


def _direct_whole(scene: Scene, quantity: FoundQuantity) -> str | None:
    """The population right beside a share: "77 % of Kazakhstani students", "студенттердің 46 %-ы"."""
    if quantity.unit != "percent" and not quantity.in_words:
        return None
    people = [m for m in scene.concepts if m.slot == "population"]
    if scene.base == "kk":
        near = [m for m in people if 0 <= quantity.start - m.end <= 2]
    else:
        near = [m for m in people if 0 <= m.start - quantity.end <= _ADJACENT and _unbroken(scene, quantity, m)]
        near = [m for m in near if scene.base != "en" or "of" in scene.text[quantity.end : m.start].split()]
    return near[0].code if near else None


def _item(scene: Scene, segment: Segment, quantity: FoundQuantity, slots: Mapping[str, str]) -> str | None:
    """The answer or part that a list gives this share to: "corruption (51.3 %); lack of prospects (31.3 %)"."""
    if quantity.unit != "percent" or len(scene.segments) < _ITEM_FROM:
        return None
    before = scene.text[segment.start : quantity.start]
    listed = re.search(r"(?:\(|[–—-]|:)\s*\W{0,3}$", before)
    shares = [q for q in scene.quantities if q.unit == "percent"]
    if listed is None or len(shares) < _ITEM_FROM:
        return None
    if any(p for p in scene.places if segment.start <= p.start < quantity.start and p.role != "area"):
        return None
    if any(p.period for p in scene.periods if segment.start <= p.start < quantity.start):
        return None
    phrase = before[: listed.start()]
    lead = max(phrase.rfind(":"), phrase.rfind(";"))
    known = {
        m.start
        for m in scene.concepts
        if m.slot in ("field", "sex", "level", "form", "religion") and segment.start <= m.start < quantity.start
    }
    if known:
        return None
    words = open_words(scene, segment, quantity, start=segment.start + lead + 1, end=segment.start + listed.start())
    return words or None

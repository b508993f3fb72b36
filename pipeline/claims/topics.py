"""What a number is about: the slots of its topic, filled from its stretch, its sentence, and then the context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.claims.age_groups import age_group, over_ages
from pipeline.claims.clauses import told_of
from pipeline.claims.context import Context
from pipeline.claims.counted import COUNTED, EVENTS, counted, is_counter, nearest, people_of
from pipeline.claims.implied import AT_LARGE, EARNED, TRADED, drop_what_is_implied
from pipeline.claims.kinds import change_of, is_mean
from pipeline.claims.open_words import head_noun, open_words
from pipeline.claims.per_one import per_one, told_per
from pipeline.claims.qualified import taken_from_before, theirs
from pipeline.claims.samples import mark_sample, part_of_asked
from pipeline.claims.scene import ConceptMention, Scene
from pipeline.claims.segments import Segment
from pipeline.claims.set_against import of_two_sexes
from pipeline.claims.shares import item_of, of_patterns, says_of_them, thing_of, whole_mentions, whole_of
from pipeline.claims.taking_over import take_over
from pipeline.claims.tokens import Token
from pipeline.claims.vocabulary import FOR_RULES, Concept, Vocabulary
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.units import currencies, measured_units, unit_class
from schemas import FoundQuantity, Kind

_NO_THINGS = {"unit", "point", "basis point", "times", "percent", "rank", "person", "people"}
_NO_THINGS |= {"year", "month", "week", "day", "hour", "minute", "second", "century", "decade"}
_OF_ANYTHING = {"measure", "change", "statistic", "limit", "kind", "of", "novelty", "about", "dwelling", "hint"}
_OF_ANYTHING |= FOR_RULES
"""Slots that leave open what a measure of little meaning is of."""
_OF_ANSWERS = ("measure", "about", "attitude")
"""Slots of words that an answer of a list is told in."""
_JOINED = frozenset({"level", "form", "funding"})
_JOINED_IN_SHARES = frozenset({"product", "disease", "sex", "setting", "mode", "sector"})
"""Slots of which a share may name both its part and its whole: "coal's share of electricity"."""
_VAGUE = frozenset({"sex", "setting", "age", "level", "form", "type", "sector", "field", "funding", "language", "need"})
_VAGUE |= {"season", "shifts", "condition", "subject"}
"""Slots that narrow something and are nothing by themselves."""
_SETTINGS_OF = frozenset({"circumstance"}) | _VAGUE
"""Slots that tell in what course something happened."""
_OF_AGES = ("sex", "level", "limit", "programme", "group")
_WHOLES = frozenset({"gdp", "grp", "budget-revenue", "budget-spending"})
"""Measures that a share is of; a measure of little meaning beside one of them is what the share is of it."""
_FAR = 110
"""An activity named farther behind a number is no longer what the number's people do."""
_TOLD_IN_PEOPLE = frozenset({"migration-balance", "migration-loss", "natural-increase", "population-growth"})
_TOLD_IN_PEOPLE |= {"incidence", "new-cases", "drug-resistance", "birth-rate", "mortality"}
"""Measures of which a number of people is the value, not what is counted."""
_BESIDE = 25
"""So near before a share a place is what the share is of."""
_SITES = frozenset(
    {"lake", "river", "reservoir", "water-body", "canal", "glacier", "landfill", "mine", "deposit-field"}
)
"""Things in which an amount lies; most have a name that no list of places knows."""
_NOUN_PHRASE = 28
"""So near behind a number its noun is, with the words that qualify it."""
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
    """The slots of one number before they are brought to one form (settling.py)."""
    bare = kind == "share" and context.share and not scene.concepts and not scene.places
    if bare and not open_words(scene, segment, quantity):
        return Filled(dict(context.share), None, tuple(sorted(context.share)))
    if kind not in ("age", "duration", "rank"):
        segment = over_ages(scene, segment)
    wholes = whole_mentions(scene)
    own, frame = told_of(scene, segment, quantity, wholes)
    ones = per_one(scene, own) or per_one(scene, frame)
    own, frame = [m for m in own if m not in ones], [m for m in frame if m not in ones]
    slots = _modifiers(own, frame, segment.anchor, kind)
    slots |= of_two_sexes(scene, segment) | counted(scene, segment, quantity, own, frame, vocabulary)
    if kind == "age":
        slots = {slot: code for slot, code in slots.items() if slot in _OF_AGES}
        slots.update(people_of(own, frame, segment))
    if kind == "money":
        slots.update(people_of(own, frame, segment) or theirs(scene, segment, context.slots))
    goes_on = _is_alike_before(scene, quantity)
    _measured(slots, own, frame, (segment, kind, quantity), vocabulary, goes_on=goes_on)
    _at_a_site(slots, own, frame, kind)
    if kind == "share" and _undergone(slots):
        slots["object"] = thing_of(scene, quantity) or ""
    _in_a_state(slots, own, frame, segment)
    inherited = take_over(slots, (scene, segment, quantity), kind, context, vocabulary)
    whole = whole_of(scene, segment, quantity, kind, context, slots) if kind == "share" else None
    _tell_how(slots, (scene, segment, quantity), kind)
    item = item_of(scene, segment, quantity, slots)
    if item:
        slots["item"] = item
        for slot in _OF_ANSWERS:
            slots.pop(slot, None)  # a word of the answer, not what is measured
    if kind not in ("share", "rank"):
        told_per(slots, ones, scene, quantity.start)
    age = None if kind in ("age", "duration", "rank") else age_group(scene, segment, quantity)
    if age:
        slots["age"] = age
    told = {slot: code for slot, code in slots.items() if slot not in inherited}
    lent_slots = taken_from_before(told, (scene, segment, quantity), kind, context.figures, vocabulary)
    slots.update(lent_slots)
    inherited = tuple(sorted({*inherited, *lent_slots}))
    part = part_of_asked(slots, (scene, segment, quantity), kind)
    drop_what_is_implied(slots, kind, vocabulary)
    mark_sample(slots, (scene, segment, quantity), kind)
    slots.update(part)
    lent = whole is not None and not any(
        slots.get(m.slot) == m.code for m in own if m.slot in COUNTED and not _of_another(scene, m, quantity)
    )
    _name_the_rest(slots, (scene, segment, quantity), vocabulary, kind, inherited, lent=lent)
    return Filled(slots, whole, inherited)


def _tell_how(slots: dict[str, str], number: tuple[Scene, Segment, FoundQuantity], kind: Kind) -> None:
    """Whether it is a rise or a fall, and whether a mean."""
    scene, segment, quantity = number
    stepped = kind == "change" or quantity.unit == "times"
    direction = change_of(scene, segment, quantity) if stepped else None
    if direction:
        slots["change"] = direction
    if kind == "statistic" and is_mean(scene, quantity):
        slots.setdefault("statistic", "mean")


def _name_the_rest(
    slots: dict[str, str],
    number: tuple[Scene, Segment, FoundQuantity],
    vocabulary: Vocabulary,
    kind: Kind,
    inherited: Sequence[str],
    *,
    lent: bool,
) -> None:
    """What no vocabulary says: the noun behind the number where the units know it, else the sentence's own words.

    `lent`: whom a part of a whole counts is told of the whole alone, so that it takes more to tell the part.
    """
    scene, segment, quantity = number
    named = slots.get("population") not in (None, "", *AT_LARGE) and kind == "share"
    if kind == "count" and _is_part(scene, segment, quantity, slots, inherited):
        slots["open"] = open_words(scene, segment, quantity, start=quantity.end, end=segment.end)
        return
    noun = _whole_before(scene, segment, quantity) if kind == "count" else None
    if noun is not None:
        words = open_words(scene, segment, quantity, start=noun.end, end=segment.end)
        names = [p for p in scene.places if noun.end <= p.start < segment.end]
        slots["open"] = words or " ".join(scene.text[p.start : p.end].casefold() for p in names)
        return
    if (
        "item" in slots
        or is_told(slots, kind, vocabulary, lent=lent)
        or (named and _goes_somewhere(scene, segment, quantity))
    ):
        return
    people = vocabulary.units.get(quantity.unit or "", {}).get("population") in AT_LARGE
    if not slots.get("measure") and quantity.unit in _counted_units() and kind != "share" and not people:
        if unit_class(quantity.unit) == "person":
            slots.setdefault("population", "person")  # "1 200 women suffered": no things
        else:
            slots["object"] = str(quantity.unit)
        return
    measured = quantity.unit in measured_units() | currencies() or bool(slots.get("measure"))
    things = [m for m in scene.concepts if m.slot == "object" and not m.generic and m.start < segment.end]
    things = [m for m in things if m.code != slots.get("activity")]
    near = [m for m in things if m.start >= segment.start] or [m for m in things if m.start < scene.segments[0].anchor]
    head = head_noun(scene, quantity) if kind == "count" and not measured else ""
    if head and not any(0 <= m.start - quantity.end <= _NOUN_PHRASE for m in near):
        slots["open"] = head
        return
    if near and kind == "share":
        slots["object"] = "+".join(sorted({m.code for m in things if m in near or m.start < segment.start}))
        return
    if _is_own_word(quantity):
        near = [m for m in near if _names_unit(m, scene, quantity)]
    told = quantity.unit is None or _is_own_word(quantity)
    if near and ((told and kind == "count") or measured or is_counter(scene, quantity)):
        slots["object"] = nearest(near, segment.anchor).code
        return
    words = open_words(scene, segment, quantity)
    if words:
        slots["open"] = words


def _of_another(scene: Scene, mention: ConceptMention, quantity: FoundQuantity) -> bool:
    """Whether the noun is what another number counts: "240 doctors, or 58 % of those asked"."""
    return any(q is not quantity and 0 <= mention.start - q.end <= _NOUN_PHRASE for q in scene.quantities)


def _is_part(
    scene: Scene, segment: Segment, quantity: FoundQuantity, slots: Mapping[str, str], inherited: Sequence[str]
) -> bool:
    """Whether a number counts a part of what the one before counted, and no slot and no place tells which: "of them
    141.3 thousand sat the test", "7 687 schools, of which 2 700 were mixed"."""
    here = [m for m in scene.concepts if segment.start <= m.start < segment.end]
    if any(quantity.end <= place.start < segment.end and place.form != "national" for place in scene.places):
        return False
    if quantity.unit_surface is None and "object" in inherited and says_of_them(scene, segment):
        return not any(slots.get(m.slot) == m.code for m in here if m.slot not in COUNTED)
    them = of_patterns(scene.base)[0].search(scene.text, segment.start, quantity.start)
    return "population" in inherited and them is not None and not any(m.start >= quantity.end for m in here)


def _whole_before(scene: Scene, segment: Segment, quantity: FoundQuantity) -> Token | None:
    """The noun of the number before, where one without a noun of its own counts a part of that, and nothing that the
    vocabulary knows tells which: "of 300 schools, 90 are Kazakh"."""
    before = [q for q in scene.quantities if q.end <= quantity.start and q.unit_surface]
    if quantity.unit_surface or not before:
        return None
    whole, words = before[-1], knowledge(scene.base, "topics")["out_of"]
    noun = next((token for token in scene.tokens if token.start >= whole.end), None)
    lead = next((token.lower for token in reversed(scene.tokens) if token.end <= whole.start), "")
    if noun is None or not (lead in words["before"] or noun.lower.endswith(tuple(words["ending"]))):
        return None
    known = any(noun.end <= m.start < segment.end for m in scene.concepts)
    return None if known else noun


def is_told(slots: Mapping[str, str], kind: Kind, vocabulary: Vocabulary, *, lent: bool) -> bool:
    """Whether the slots say what is counted or measured, so that the sentence's own words need not.

    People at large, or a share of them, are anybody: it takes what they do, are or have to tell.
    """
    said = {slot for slot, code in slots.items() if code} - _OF_ANYTHING
    measure = vocabulary.concept("measure", slots.get("measure", ""))
    if slots.get("measure"):
        return not (_says_little(measure, slots) and not said)
    at_large = slots.get("population") in AT_LARGE and not slots.get("object")
    if kind == "count" and said <= _SETTINGS_OF:
        return False  # of road accidents, domestic violence: what of them is told by a word of its own
    if at_large and kind == "share":
        return bool(said - {"population"})
    if at_large and slots["population"] == "person":
        return bool(said - {"population"} - _VAGUE)
    if said & set(COUNTED):
        return kind != "share" or bool(said - set(COUNTED)) or bool(slots.get("of") and not lent)
    if kind == "share" and said - _VAGUE == {"activity"} and slots["activity"] in EVENTS:
        return False  # of marriages, births: which ones is told by words of their own
    return bool(said - _VAGUE)


@cache
def _counted_units() -> frozenset[str]:
    """Units that are things one counts, the same in every language: hospitals, patients."""
    return frozenset(knowledge("en", "units")["units"]) - measured_units() - currencies() - _NO_THINGS


def _undergone(slots: Mapping[str, str]) -> bool:
    """Whether the slots tell what happens and not yet to whom or what: "44 % of the crimes were solved"."""
    activity = slots.get("activity", "")
    return bool(activity) and activity not in EVENTS and not (slots.keys() & {*COUNTED, "measure"})


def _at_a_site(
    slots: dict[str, str], own: Sequence[ConceptMention], frame: Sequence[ConceptMention], kind: Kind
) -> None:
    """An amount in or of one lake, mine or landfill is not the country's."""
    sites = [m for m in (*own, *frame) if m.slot == "object" and m.code in _SITES]
    if sites and kind in ("count", "statistic", "ratio") and slots.get("measure"):
        slots.setdefault("object", sites[0].code)


_PAID_OUT = ("scholarship",)
"""Things that are sums of money where a sum is told of them."""

_STATES = frozenset({"wear", "occupancy", "filling", "heating"})
"""Measures of the state that a thing is in: without the thing they are of nothing in particular."""


def _in_a_state(
    slots: dict[str, str], own: Sequence[ConceptMention], frame: Sequence[ConceptMention], segment: Segment
) -> None:
    """The thing that is so worn out or so full."""
    things = [m for m in own if m.slot == "object" and not m.generic] or [
        m for m in frame if m.slot == "object" and not m.generic
    ]
    if slots.get("measure") in _STATES and things and not slots.keys() & set(COUNTED):
        slots["object"] = nearest(things, segment.anchor).code


def _is_own_word(quantity: FoundQuantity) -> bool:
    """Whether the unit is a noun of the text that no list of units knows: "посылка" of "число посылок – 31,2 млн"."""
    unit = (quantity.unit or "").split(" per ")[0]
    return bool(unit) and not unit.isascii()


def _names_unit(mention: ConceptMention, scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the concept is what the number's own unit says, behind it or before it."""
    surface = quantity.unit_surface or ""
    word = scene.text[mention.start : mention.end]
    return bool(surface) and (surface in word or word in surface)


def _says_little(measure: Concept | None, slots: Mapping[str, str]) -> bool:
    """Whether a measure must be told of what it is: any length of time, a cost, the prevalence of something."""
    if "+" in slots["measure"]:
        return False
    return measure is None or measure.generic or slots["measure"] in ("duration", "age")


def _is_alike_before(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the first number of the sentence is of the same unit and of much the same size."""
    first, value = scene.quantities[0], quantity.value
    if first == quantity or first.unit != quantity.unit or value is None or first.value is None:
        return False
    return 0 < max(first.value, value) < _ALIKE * min(first.value, value)


_ALIKE = 2


def _is_timed(code: str, vocabulary: Vocabulary) -> bool:
    measure = vocabulary.concept("measure", code)
    return measure is not None and measure.timed


def _goes_somewhere(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    """Whether the stretch names where the people come from or go: that is what the share is about."""
    here = [p for p in scene.places if p.role != "area" and segment.start <= p.start < segment.end]
    return any(p.start >= quantity.end or quantity.start - p.end <= _BESIDE for p in here)


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
        known = vocabulary.units.keys() | _counted_units() | {"place"}
        noun = next((part for part in (code, code.rpartition("-")[2]) if part in known), None)
        if noun is not None:
            return noun
        return next(
            (u for u, slots in vocabulary.units.items() if slots.get(slot) == code),
            "person" if slot == "population" else None if vocabulary.concept(slot, code) is None else code,
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


def _modifiers(
    own: Sequence[ConceptMention], frame: Sequence[ConceptMention], anchor: int, kind: Kind
) -> dict[str, str]:
    slots: dict[str, str] = {}
    joined = _JOINED | _JOINED_IN_SHARES if kind == "share" else _JOINED
    measured = any(m.slot == "measure" and not m.generic for m in own)
    for slot in dict.fromkeys(m.slot for m in (*own, *frame)):
        if slot in COUNTED or slot == "measure":
            continue
        here = [m for m in own if m.slot == slot] or [m for m in frame if m.slot == slot]
        if slot == "activity":
            if measured and here and here[0] not in own:
                continue  # the stretch has a subject of its own, which does not do what was told before
            here = [m for m in here if m.start - anchor <= _FAR]
        if not here:
            continue
        if slot in joined:
            slots[slot] = "+".join(sorted({m.code for m in here}))
        else:
            slots[slot] = nearest(here, anchor).code
    return slots


def _measured(
    slots: dict[str, str],
    own: Sequence[ConceptMention],
    frame: Sequence[ConceptMention],
    number: tuple[Segment, Kind, FoundQuantity],
    vocabulary: Vocabulary,
    *,
    goes_on: bool,
) -> None:
    """The measure of what is no count of people; a length of time and an age are measures of their own, but where the
    number goes on with the one before it: "from 73.2 years to 75.1"."""
    segment, kind, quantity = number
    if kind in ("duration", "age"):
        named = [m for m in own if m.slot == "measure" and _is_timed(m.code, vocabulary)]
        if not named and goes_on:
            named = [m for m in frame if m.slot == "measure" and _is_timed(m.code, vocabulary)]
        slots["measure"] = nearest(named, segment.anchor).code if named else kind
        if kind == "duration":
            slots.pop("population", None)
        return
    found = [m for m in own if m.slot == "measure"]
    if kind == "money" and not found and any(m.slot == "object" and m.code in _PAID_OUT for m in own):
        slots["measure"] = "allowance"  # "rents reach 150 thousand, and a student's scholarship is 41 898 tenge"
        return
    found = found or [m for m in frame if m.slot == "measure"]
    nothing_counted = quantity.unit is None and bool(slots.get("product")) and not slots.keys() & set(COUNTED)
    if kind == "count" and unit_class(quantity.unit) in ("person", "case", "") and not nothing_counted:
        found = [m for m in found if m.code in _TOLD_IN_PEOPLE]
    found = [m for m in found if m.code not in ("age", "duration")]
    if kind == "count" and unit_class(quantity.unit) in measured_units():
        found = [m for m in found if m.code not in ("cost", *EARNED)]  # "8 100 m³ of water are spent" are no money
    if any(m.code in TRADED for m in (*own, *frame)):
        found = [m for m in found if m.code not in EARNED]  # "exports of grain earned 1.9 billion dollars"
        found = found or [m for m in frame if m.code in TRADED]
    by_unit = vocabulary.units.get(quantity.unit or "", {}).get("measure")
    specific = {m.code for m in found if not m.generic}
    of_a_whole = kind == "share" and specific <= _WHOLES  # "exports are equal to 34 % of GDP"
    told = sorted({m.code for m in found} if of_a_whole else specific)
    if kind == "share" and len(told) > 1:
        slots["measure"] = "+".join(told)  # a share may name both: "spending on schools as a share of GDP"
    elif found:
        slots["measure"] = nearest(found, segment.anchor).code
    elif by_unit:
        slots["measure"] = by_unit

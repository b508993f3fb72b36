"""What a number is about: the slots of its topic, filled from its stretch, its sentence, and then the context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.claims.age_groups import age_group, over_ages
from pipeline.claims.changes_told import change_of
from pipeline.claims.clauses import SHARED_WHOLES, told_of
from pipeline.claims.context import Context
from pipeline.claims.coordinated import told_together
from pipeline.claims.counted import COUNTED, EVENTS, counted, nearest, people_of
from pipeline.claims.done_before import GROUPS, done_before
from pipeline.claims.expressions import expression
from pipeline.claims.implied import AT_LARGE, EARNED, TRADED, drop_what_is_implied
from pipeline.claims.kinds import is_mean
from pipeline.claims.naming import counted_units, name_the_rest, of_another
from pipeline.claims.open_words import open_words
from pipeline.claims.per_one import per_one, told_per
from pipeline.claims.qualified import taken_from_before, theirs
from pipeline.claims.referring import pointed_at
from pipeline.claims.samples import mark_sample, part_of_asked
from pipeline.claims.scene import ConceptMention, Scene
from pipeline.claims.segments import Segment
from pipeline.claims.set_against import of_two_sexes
from pipeline.claims.shares import item_of, of_patterns, thing_of, whole_mentions, whole_of
from pipeline.claims.taking_over import take_over
from pipeline.claims.vocabulary import Vocabulary
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.units import measured_units, unit_class
from schemas import FoundQuantity, Kind

_OF_ANSWERS = ("measure", "about", "attitude")
"""Slots of words that an answer of a list is told in."""
_JOINED = frozenset({"level", "form", "funding"})
_JOINED_IN_SHARES = frozenset({"product", "disease", "sex", "setting", "mode", "sector"})
"""Slots of which a share may name both its part and its whole: "coal's share of electricity"."""
_LISTED = frozenset({"product"})
"""Slots of which an amount may be told of several at once: "the capacity of wind, solar and biogas plants"."""
_OF_AGES = ("sex", "level", "limit", "programme", "group")
_WHOLES = SHARED_WHOLES
"""Measures that a share is of; a measure of little meaning beside one of them is what the share is of it."""
_FAR = 110
"""An activity named farther behind a number is no longer what the number's people do."""
_MOTION = frozenset({"visiting"})
"""What anyone does who goes somewhere, for whatever reason."""
_TOLD_IN_PEOPLE = frozenset(
    {"migration-balance", "migration-loss", "internal-migration-balance", "natural-increase", "population-growth"}
)
_TOLD_IN_PEOPLE |= {"incidence", "new-cases", "drug-resistance", "birth-rate", "mortality"}
_TOLD_IN_PEOPLE |= {"infant-mortality", "maternal-mortality"}
"""Measures of which a number of people is the value, not what is counted."""
_IN_PERCENT = frozenset({"interest-rate", "mortgage-rate", "base-rate", "loan-rate", "deposit-rate", "inflation"})
_IN_PERCENT |= {"wear", "occupancy", "coverage", "unemployment"}
"""Measures of which no sum of money is the value."""
_SUPPLIES = frozenset({"gas-supply", "water-supply", "electrification", "sewerage", "heating"})
"""Measures of what homes are supplied with: of people they tell whom it reaches."""
_SITES = frozenset(
    {"lake", "river", "reservoir", "water-body", "canal", "glacier", "landfill", "mine", "deposit-field"}
)
"""Things in which an amount lies; most have a name that no list of places knows."""
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
    own, frame, ones, group = _told(scene, segment, quantity, kind)
    slots = _modifiers(scene, own, frame, segment.anchor, kind)
    slots |= of_two_sexes(scene, segment) | counted(scene, segment, quantity, own, frame, vocabulary)
    slots |= _said_to_be(scene, quantity) if kind == "count" else {}
    if kind == "age":
        slots = {slot: code for slot, code in slots.items() if slot in _OF_AGES}
        slots.update(people_of(own, frame, segment))
    if kind == "money":
        slots.update(people_of(own, frame, segment) or theirs(scene, segment, context.slots))
    goes_on = _is_alike_before(scene, quantity)
    own_measures, frame_measures = _not_of_shares(scene, own, kind), _not_of_shares(scene, frame, kind)
    _measured(slots, own_measures, frame_measures, (segment, kind, quantity), vocabulary, goes_on=goes_on)
    _at_a_site(slots, scene, own, frame, kind)
    if kind == "share" and _undergone(slots):
        slots["object"] = thing_of(scene, quantity) or _thing_beside(own, slots["activity"])
    _event_told(slots, (*own, *frame), kind)
    _in_a_state(slots, own, frame, segment)
    inherited = take_over(slots, (scene, segment, quantity), kind, context, vocabulary)
    whole = whole_of(scene, segment, quantity, kind, context, slots) if kind == "share" else None
    _tell_group(slots, group)
    _employed_of_them(slots, (scene, segment), kind, context)
    _tell_how(slots, (scene, segment, quantity), kind)
    _tell_answer(slots, (scene, segment, quantity))
    if kind not in ("share", "rank"):
        told_per(slots, ones, scene, quantity.start)
    age = None if kind in ("age", "duration", "rank") else age_group(scene, segment, quantity)
    if age:
        slots["age"] = age
    told = {slot: code for slot, code in slots.items() if slot not in inherited}
    lent_slots = taken_from_before(told, (scene, segment, quantity), kind, context.figures, vocabulary)
    lent_slots |= pointed_at(told, (scene, segment), kind, context)
    slots.update(lent_slots)
    inherited = tuple(sorted({*inherited, *lent_slots}))
    part = part_of_asked(slots, (scene, segment, quantity), kind)
    drop_what_is_implied(slots, kind, vocabulary)
    mark_sample(slots, (scene, segment, quantity), kind)
    slots.update(part)
    lent = whole is not None and not any(
        slots.get(m.slot) == m.code for m in own if m.slot in COUNTED and not of_another(scene, m, quantity)
    )
    name_the_rest(slots, (scene, segment, quantity), vocabulary, kind, inherited, lent=lent)
    return Filled(slots, whole, inherited)


def _employed_of_them(slots: dict[str, str], where: tuple[Scene, Segment], kind: Kind, context: Context) -> None:
    """Those of some people who work are these people: "27 600 foreigners came, 11 400 of them were employed"."""
    scene, segment = where
    whole = context.figures[-1].topic.get("population") if context.figures else None
    if kind != "count" or slots.get("population") != "employed" or whole in (None, "employed", *AT_LARGE):
        return
    if of_patterns(scene.base)[0].search(scene.text, segment.start, segment.end) is not None:
        slots.update(population=str(whole), activity="employment")


def _told(
    scene: Scene, segment: Segment, quantity: FoundQuantity, kind: Kind
) -> tuple[list[ConceptMention], list[ConceptMention], list[ConceptMention], tuple[ConceptMention, ...]]:
    """The concepts that the number is told of and those that hold on from before, without those of the one whom it is
    told for, which come third, and what those have done of whom a share is told, which comes last."""
    own, frame = told_of(scene, segment, quantity, whole_mentions(scene))
    ones = per_one(scene, own) or per_one(scene, frame)
    group = done_before(scene, own, frame) if kind == "share" else ()
    left = {*ones, *group}
    return [m for m in own if m not in left], [m for m in frame if m not in left], ones, group


def _tell_group(slots: dict[str, str], group: Sequence[ConceptMention]) -> None:
    """Of whom a share is told by what they have done: these people, or those of the people named who are such."""
    if not group:
        return
    code = GROUPS[group[0].code]
    if slots.get("population") in (None, "", *AT_LARGE):
        slots["population"] = code
    elif slots.get("of", "person") in (*AT_LARGE, slots["population"]):
        slots["of"] = code


def _tell_answer(slots: dict[str, str], number: tuple[Scene, Segment, FoundQuantity]) -> None:
    """The answer or part of a list that a share is given to; its words are not what is measured."""
    item = item_of(*number, slots)
    if item:
        slots["item"] = item
        for slot in _OF_ANSWERS:
            slots.pop(slot, None)


def _tell_how(slots: dict[str, str], number: tuple[Scene, Segment, FoundQuantity], kind: Kind) -> None:
    """Whether it is a rise or a fall, and whether a mean."""
    scene, segment, quantity = number
    stepped = kind == "change" or quantity.unit == "times"
    direction = change_of(scene, segment, quantity) if stepped else None
    if direction:
        slots["change"] = direction
    if kind == "statistic" and is_mean(scene, quantity):
        slots.setdefault("statistic", "mean")


def _undergone(slots: Mapping[str, str]) -> bool:
    """Whether the slots tell what happens and not yet to whom or what: "44 % of the crimes were solved"."""
    activity = slots.get("activity", "")
    return bool(activity) and activity not in EVENTS and not (slots.keys() & {*COUNTED, "measure"})


def _said_to_be(scene: Scene, quantity: FoundQuantity) -> dict[str, str]:
    """What a number without a noun is said to count: "of the 4,800 mass media 1,820 are newspapers"."""
    if quantity.unit_surface is not None or quantity == scene.quantities[0]:
        return {}
    being = expression(scene.base, "compared", "things_are", "(?:{})", file="topics")
    things = [m for m in scene.concepts if m.slot == "object" and not m.generic]
    found = [m for m in things if quantity.end < m.start and being.fullmatch(scene.text, quantity.end, m.start)]
    return {"object": found[0].code} if found else {}


def _thing_beside(own: Sequence[ConceptMention], activity: str) -> str:
    """The thing right beside the noun that tells what happens to it: "the clearance rate for thefts"."""
    happens = [m for m in own if m.slot == "activity" and m.code == activity]
    things = [m for m in own if m.slot == "object" and not m.generic]
    beside = (t.code for m in happens for t in things if 0 < max(t.start - m.end, m.start - t.end) <= _RIGHT_BESIDE)
    return next(beside, "")


_RIGHT_BESIDE = 6
"""Characters between two nouns with a small word between them."""


def _event_told(slots: dict[str, str], told: Sequence[ConceptMention], kind: Kind) -> None:
    """Marriages or births that a share is told of by their noun are the thing that it is of, and nobody's doing; not
    what those are who are counted ("married men")."""
    event = slots.get("activity", "")
    if kind != "share" or event not in EVENTS or slots.keys() & {*COUNTED, "measure", "sex"}:
        return
    if any(m.slot == "object" and m.code == event for m in told):
        slots["object"] = event
        del slots["activity"]


def _at_a_site(
    slots: dict[str, str], scene: Scene, own: Sequence[ConceptMention], frame: Sequence[ConceptMention], kind: Kind
) -> None:
    """An amount in or of one lake, mine or landfill is not the country's; that of all of them is."""
    many = expression(scene.base, "sites", "plural", r"\w(?:{})$", file="topics")
    sites = [m for m in (*own, *frame) if m.slot == "object" and m.code in _SITES]
    sites = [m for m in sites if not many.search(scene.text, m.start, m.end)]
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


def _is_alike_before(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the first number of the sentence is of the same unit and of much the same size."""
    first, value = scene.quantities[0], quantity.value
    if first == quantity or first.unit != quantity.unit or value is None or first.value is None:
        return False
    return 0 < max(first.value, value) < _ALIKE * min(first.value, value)


_ALIKE = 2


_LOANS = frozenset({"mortgage", "loans", "consumer-loans", "retail-loans", "business-loans", "deposits", "microloans"})


def _of_loans(code: str, frame: Sequence[ConceptMention]) -> str:
    """A rate of interest with what it is paid on, where the sentence told that before: "mortgages reached 4 trillion
    tenge, at a rate of 9 %"."""
    lent = {m.code for m in frame if m.slot == "measure" and m.code in _LOANS} if code == "interest-rate" else set()
    return "+".join(sorted({code, *lent})) if len(lent) == 1 else code


def _held_measures(own: Sequence[ConceptMention], frame: Sequence[ConceptMention], kind: Kind) -> list[ConceptMention]:
    """The measures that hold on from before; GDP only for a number that names nobody and nothing else that it is a
    share of: "farming gives 5 % of GDP and 12 % of employment, and 4 000 farms work"."""
    held = [m for m in frame if m.slot == "measure"]
    apart = kind == "count" or (kind == "share" and any(m.slot in (*COUNTED, "activity") for m in own))
    return [m for m in held if not (apart and m.code in _WHOLES)]


def _is_timed(code: str, vocabulary: Vocabulary) -> bool:
    measure = vocabulary.concept("measure", code)
    return measure is not None and measure.timed


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
        known = vocabulary.units.keys() | counted_units() | {"place"}
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
    if slots.get("object") or slots.get("residence") == "domestic":
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


def _not_of_shares(scene: Scene, mentions: Sequence[ConceptMention], kind: Kind) -> Sequence[ConceptMention]:
    """Without the wholes that stand right behind the shares of them, where a sum is told: "121 billion, or 0.12 % of
    GDP" is no GDP."""
    if kind != "money":
        return mentions
    ends = [q.end for q in scene.quantities if q.unit == "percent"]
    mentions = [
        m for m in mentions if m.code not in _WHOLES or not any(0 <= m.start - e <= _BEHIND_SHARE for e in ends)
    ]
    if scene.base != "kk":
        return mentions
    starts = [q.start for q in scene.quantities if q.unit == "percent"]  # "бұл жалпы ішкі өнімнің небәрі 0,14 %-ы"
    owner = tuple(knowledge("kk", "topics")["out_of"]["ending"])
    owning = [m for m in mentions if m.code in _WHOLES and scene.text[m.start : m.end].casefold().endswith(owner)]
    return [m for m in mentions if m not in owning or not any(0 <= s - m.end <= _BEHIND_SHARE for s in starts)]


_BEHIND_SHARE = 12
"""Characters of the sign and the small words between a share and its whole."""

_OF_THINGS = frozenset({*TRADED, "production", "commissioning", "slaughter", "offtake", "growing", "livestock-loss"})
"""Measures of which a number of things is the value; of any other one things are only counted."""


def _of_its_own(found: list[ConceptMention], number: tuple[Segment, Kind, FoundQuantity]) -> list[ConceptMention]:
    """The measures without those that a count of things does not tell: of worn networks and the accidents on them the
    accidents are counted. What stands in the number's own stretch before the thing stays."""
    segment, kind, quantity = number
    people = unit_class(quantity.unit) == "person"
    if kind != "count" or people or quantity.unit not in counted_units():
        return found
    return [m for m in found if m.code in _OF_THINGS or segment.start <= m.start < segment.end]


def _modifiers(
    scene: Scene, own: Sequence[ConceptMention], frame: Sequence[ConceptMention], anchor: int, kind: Kind
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
            here = [m for m in here if m.code not in _MOTION] or here  # "went abroad on exchange at their own cost"
            told = [m for m in frame if m.slot == slot and not m.generic]
            if told and all(m.code in _MOTION for m in here):
                here = told  # "of 3 107 on academic mobility 615 went to Turkey": the verb closes the list
        if not here:
            continue
        if slot in joined:
            slots[slot] = "+".join(sorted({m.code for m in here}))
        elif slot in _LISTED and kind in ("count", "money"):
            slots[slot] = told_together(scene, nearest(here, anchor), here)
        else:
            slots[slot] = nearest(here, anchor).code
    if "mastery" in slots and "language" not in slots:  # "71 % speak Kazakh fluently, 18 % only understand it"
        spoken = [m for m in scene.concepts if m.slot == "language" and m.end <= anchor]
        slots |= {"language": spoken[-1].code} if spoken else {}
    return slots


_LAND_STATES = frozenset({"degraded-land", "wear"})
_LANDS = frozenset({"farmland", "pasture"})
"""Of land in some state hectares tell both: which land, and in what state."""


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
    found = found or _held_measures(own, frame, kind)
    nothing_counted = quantity.unit is None and bool(slots.get("product")) and not slots.keys() & set(COUNTED)
    if kind == "count" and unit_class(quantity.unit) in ("person", "case", "") and not nothing_counted:
        indexed = quantity.unit is None  # "the pollution index was 8"
        reached = slots.get("population") in AT_LARGE
        found = [
            m
            for m in found
            if m.code in _TOLD_IN_PEOPLE or (indexed and m.code.endswith("-index")) or (reached and m.code in _SUPPLIES)
        ]
    found = [m for m in found if m.code not in ("age", "duration")]
    if kind == "money":
        found = [
            m for m in found if m.code not in _IN_PERCENT
        ]  # "with a mean rate of 9 % the portfolio reached 4 trillion"
    if kind == "count" and unit_class(quantity.unit) in measured_units():
        found = [m for m in found if m.code not in ("cost", *EARNED)]  # "8 100 m³ of water are spent" are no money
    found = _of_its_own(found, (segment, kind, quantity))
    if any(m.code in TRADED for m in (*own, *frame)):
        each = " per " in (quantity.unit or "")
        sums = EARNED if each or kind != "money" else (*EARNED, "cost")
        found = [m for m in found if m.code not in sums]  # "exports of grain earned 1.9 billion dollars"
        found = [m for m in found if m.code != "market-volume"]  # "sold abroad, on the world market"
        found = found or [m for m in frame if m.code in TRADED]
    by_unit = vocabulary.units.get(quantity.unit or "", {}).get("measure")
    specific = {m.code for m in found if not m.generic}
    of_a_whole = kind == "share" and specific <= _WHOLES  # "exports are equal to 34 % of GDP"
    told = sorted({m.code for m in found} if of_a_whole else specific)
    of_land = kind == "count" and _LAND_STATES & set(told) and _LANDS & set(told) and set(told) <= _LAND_STATES | _LANDS
    if (kind == "share" or of_land) and len(told) > 1:
        slots["measure"] = "+".join(told)  # a share may name both: "spending on schools as a share of GDP"
    elif found:
        slots["measure"] = _of_loans(nearest(found, segment.anchor).code, frame)
    elif by_unit:
        slots["measure"] = by_unit

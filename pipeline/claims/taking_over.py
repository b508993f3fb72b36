"""What a number does not say of itself, from the sentences before it: whom it counts, and what these do."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.claims.context import Context
from pipeline.claims.counted import COUNTED, EVENTS, OF_PEOPLE, SAID_AGAIN, unbroken
from pipeline.claims.expressions import expression
from pipeline.claims.implied import ASKED, AT_LARGE
from pipeline.claims.left_out import illness_meant, programme_meant
from pipeline.claims.open_words import open_words
from pipeline.claims.pointing import at_home
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.shares import NAMED_IN_ANSWERS, is_bare, of_patterns, says_of_them
from pipeline.claims.studied import asks
from pipeline.claims.vocabulary import Vocabulary
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import measured_units, unit_class
from schemas import FoundQuantity, Kind

_OF_A_LAND = (*EVENTS, "emigration", "immigration", "migration", "internal-migration", "injury")
"""What a sentence tells of people at large, whomever the one before was about: "15 thousand people left for good"."""

_EARNED = ("wage", "income", "pension", "scholarship", "debt")
"""Sums that people have."""

_OF_ANYBODY = ("employment", "visiting")
"""What people at large do in a place that the sentence itself names: a museum, a fair."""

_DOINGS = ("practice", "benefit", "discipline", "technology")
"""What people at large do or get, which tells who they are."""

_OWN_WORDS = 2
"""So many words of its own that no vocabulary knows tell that a number is of something else."""

_MOST_ASKED = 30_000
"""No paper asks so many people: "41 % of those surveyed rent a flat. 598 thousand people are in the queue for one"."""

_BEHIND = 12
_NEAR = 8
"""So near to a share the thing stands that it is a share of."""


def take_over(
    slots: dict[str, str],
    number: tuple[Scene, Segment, FoundQuantity],
    kind: Kind,
    context: Context,
    vocabulary: Vocabulary,
) -> tuple[str, ...]:
    """Fill `slots` from the context and return which; a generic population gives way to a specific one."""
    if kind == "share" and slots.get("about") and slots.get("attitude") in NAMED_IN_ANSWERS:
        slots.pop("measure", None)  # "the main reason is low pay" measures no pay, so those asked are who is told of
    illness = illness_meant(number[0], number[1], slots, context)
    if illness:
        slots["disease"] = illness
    programme = programme_meant(number[0], number[1], slots, context) if kind in ("count", "share") else None
    taken = _whom_and_what(slots, number, kind, context, vocabulary)
    if programme and not slots.get("object"):
        slots["programme"] = programme
        taken = (*taken, "programme")
    return (*taken, "disease") if illness else taken


def _whom_and_what(
    slots: dict[str, str],
    number: tuple[Scene, Segment, FoundQuantity],
    kind: Kind,
    context: Context,
    vocabulary: Vocabulary,
) -> tuple[str, ...]:
    """Whom the number counts, or which things, and what these do, from the context."""
    scene, segment, quantity = number
    part = kind == "count" and not (slots.get("object") or slots.get("measure"))
    if part and _is_part_of_things(slots, number, context):
        slots["object"] = context.slots["object"]
        return ("object",)
    if _says_what(slots, kind, quantity):
        return _whose(slots, scene, context) if kind == "money" else ()
    goes_on = _goes_on(scene) or _counts_them(scene, segment, kind)
    taken: list[str] = []
    concept = vocabulary.concept("population", slots.get("population", ""))
    again = _called_again(slots, kind, context)
    open_population = not slots.get("population") or again or bool(concept and concept.generic)
    if open_population and not goes_on and not again:
        if kind == "change" and _is_personal(slots, vocabulary):
            return ()  # "the number of visits fell by 23 %" is nobody's in particular
        if _is_event(slots, kind):
            return ()
        acts = slots.get("activity") not in (None, *_OF_ANYBODY)
        if not acts and _speaks_for_itself(scene, segment, quantity, kind):
            return ()
    known = _known_people(context, kind, quantity)
    sampled = kind == "count" and bool(slots.get("population")) and asks(scene, segment)
    if open_population and known and not sampled:
        slots["population"] = known
        taken.append("population")
    if not slots.get("population") and context.slots.get("object") and kind == "share" and goes_on:
        slots["object"] = context.slots["object"]
        return ("object",)
    foreign = any(p.form == "foreign" and p.start < segment.end for p in scene.places)
    same = slots.get("population") == context.slots.get("population") and not foreign
    taken += _what_they_do(slots, context, vocabulary, same=same, taken=bool(taken), home=at_home(scene, segment))
    if same and scene.starts_with(knowledge(scene.base, "claims")["continuation"]["words"]) and taken:
        for slot, code in context.slots.items():
            if slot not in slots and slot in ("funding", "field", "level"):
                slots[slot] = code
                taken.append(slot)
    return tuple(taken)


def _known_people(context: Context, kind: Kind, quantity: FoundQuantity) -> str | None:
    """Whom the text told last, but for those asked where far more are counted."""
    known = context.slots.get("population")
    return None if known in ASKED and kind == "count" and (quantity.value or 0) > _MOST_ASKED else known


def _called_again(slots: Mapping[str, str], kind: Kind, context: Context) -> bool:
    """Whether "specialists" are those whom the last figure counted: "19 839 doctors. In Shymkent 6 018 specialists"."""
    last = context.figures[-1].topic.get("population") if context.figures else None
    told = last is not None and last == context.slots.get("population") and last not in (*AT_LARGE, *ASKED)
    return kind == "count" and slots.get("population") in SAID_AGAIN and told


_PARTS = re.compile(r"\w+(?:[ғгқк][ае]н|[ыі]н|[тй][ыі]н)(?:дары|дері)\b", re.IGNORECASE)
"""Kazakh participles of those of them that something happened to: "интернет арқылы жасалғандары"."""


def _is_part_of_things(
    slots: Mapping[str, str], number: tuple[Scene, Segment, FoundQuantity], context: Context
) -> bool:
    """Whether a number without a noun counts a part of the things that the number before it counted: "43 186 frauds,
    of them 20 569 on the internet"."""
    scene, segment, quantity = number
    if slots.get("population") or not context.slots.get("object"):
        return False
    if quantity.unit is not None:  # one lent by the number before is the thing's own
        lent = is_bare(scene, quantity) and unit_class(quantity.unit) not in OF_PEOPLE
        return lent and quantity.unit not in measured_units() and says_of_them(scene, segment)
    first = segment is scene.lead
    parts = scene.base == "kk" and not first and _PARTS.search(scene.text, segment.start, segment.end) is not None
    return parts or says_of_them(scene, segment)


def _says_what(slots: dict[str, str], kind: Kind, quantity: FoundQuantity) -> bool:
    """Whether the number says itself what it counts or measures, or counts no people."""
    told = bool(slots.get("object") or slots.get("measure"))
    return told or kind in ("rank", "money", "other") or unit_class(quantity.unit) not in OF_PEOPLE


def _whose(slots: dict[str, str], scene: Scene, context: Context) -> tuple[str, ...]:
    """Whose sum of money it is, where the sentence says only "their"."""
    known = context.slots.get("population")
    if slots.get("measure") not in _EARNED or slots.get("population") or not known or not _goes_on(scene):
        return ()
    slots["population"] = known
    return ("population",)


def _is_personal(slots: dict[str, str], vocabulary: Vocabulary) -> bool:
    activity = vocabulary.concept("activity", slots.get("activity", ""))
    return activity is not None and activity.personal and not slots.get("population")


def _is_event(slots: dict[str, str], kind: Kind) -> bool:
    """Whether marriages, births or deaths are what a share is of, or what people at large undergo."""
    activity, population = slots.get("activity"), slots.get("population")
    if kind == "share":
        return not population and activity in EVENTS
    return kind == "count" and population == "person" and activity in _OF_A_LAND


def _goes_on(scene: Scene) -> bool:
    """Whether the sentence refers to the one before it: "of them", "they", "this figure"."""
    words = knowledge(scene.base, "claims")["continuation"]["words"]
    return bool(of_patterns(scene.base)[0].search(scene.text)) or scene.starts_with(words)


def _counts_them(scene: Scene, segment: Segment, kind: Kind) -> bool:
    """Whether a pronoun stands for those whom the number counts, so that a place where they are is none of them: "at
    the universities of Almaty they numbered 12 thousand, in Astana 5"."""
    if kind != "count":
        return False
    said = expression(scene.base, "compared", "them_counted", file="topics")
    own = any(m.slot in COUNTED and segment.start <= m.start < segment.end for m in scene.concepts)
    return said.search(scene.text, segment.start if own else 0, segment.end) is not None


def _speaks_for_itself(scene: Scene, segment: Segment, quantity: FoundQuantity, kind: Kind) -> bool:
    """Whether the stretch names a thing of its own, or what it says of people at large are other words: "probation
    covers 21 600 people", "the museums employ 7 150 people", "12 % of the exhibits were digitised"."""
    things = [m for m in scene.concepts if m.slot == "object" and not m.generic]
    if kind == "share":
        if scene.base == "kk":
            return any(0 <= quantity.start - m.end <= _NEAR for m in things)
        return any(0 <= m.start - quantity.end <= _BEHIND and unbroken(scene, quantity, m) for m in things)
    if kind != "count":
        return False
    things += [m for m in scene.concepts if m.slot in _DOINGS]
    if any(segment.start <= m.start < segment.end or m.start < scene.lead.anchor for m in things):
        return True
    return len(open_words(scene, segment, quantity).split()) >= _OWN_WORDS


def _what_they_do(
    slots: dict[str, str], context: Context, vocabulary: Vocabulary, *, same: bool, taken: bool, home: bool
) -> list[str]:
    """Fill in what the people of the context do, when the number counts the same people; not what leads abroad, of
    those at `home`."""
    found: list[str] = []
    for slot in ("activity", "programme"):
        current = vocabulary.concept(slot, slots.get(slot, ""))
        offered = vocabulary.concept(slot, context.slots.get(slot, ""))
        weak = not slots.get(slot) or bool(current and current.generic and offered and offered.outgoing)
        other = slot == "programme" and slots.get("activity") not in (None, "", "study", context.slots.get("activity"))
        if slot == "activity" and not (taken or found) and offered is not None and not offered.outgoing:
            continue
        if home and offered is not None and offered.outgoing:
            continue
        if same and weak and offered is not None and not other:
            slots[slot] = offered.code
            found.append(slot)
    return found

"""What no slot tells of a number: the thing that its unit or noun names, else the sentence's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.claims.asides import clause_end
from pipeline.claims.counted import COUNTED, EVENTS, is_counter, nearest, noun_behind, whole_behind
from pipeline.claims.expressions import expression
from pipeline.claims.implied import AT_LARGE
from pipeline.claims.open_words import head_noun, open_words
from pipeline.claims.own_verbs import has_own_verb
from pipeline.claims.scene import ConceptMention, Scene
from pipeline.claims.segments import Segment
from pipeline.claims.shares import of_patterns, says_of_them
from pipeline.claims.tokens import Token
from pipeline.claims.vocabulary import FOR_RULES, Concept, Vocabulary
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import currencies, measured_or_paid, measured_units, unit_class
from schemas import FoundQuantity, Kind

_NO_THINGS = {"unit", "point", "basis point", "times", "percent", "rank", "person", "people"}
_NO_THINGS |= {"year", "month", "week", "day", "hour", "minute", "second", "century", "decade"}
_OF_ANYTHING = {"measure", "change", "statistic", "limit", "kind", "of", "novelty", "about", "dwelling", "hint"}
_OF_ANYTHING |= FOR_RULES
"""Slots that leave open what a measure of little meaning is of."""
_VAGUE = frozenset({"sex", "setting", "zone", "age", "level", "form", "type", "sector", "field", "funding", "language"})
_VAGUE |= {"need", "season", "shifts", "condition", "subject"}
"""Slots that narrow something and are nothing by themselves."""
_SETTINGS_OF = frozenset({"circumstance"}) | _VAGUE
"""Slots that tell in what course something happened."""
_BESIDE = 25
"""So near before a share a place is what the share is of."""
_NOUN_PHRASE = 28
"""So near behind a number its noun is, with the words that qualify it."""


def name_the_rest(
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
    whole = whole_behind(scene, quantity)
    if kind == "count" and whole is not None:
        told = {(m.start, m.end) for m in noun_behind(scene, whole)}
        here = [m for m in scene.concepts if segment.start <= m.start < quantity.start and slots.get(m.slot) == m.code]
        if not [m for m in here if (m.start, m.end) not in told and m.slot not in (*COUNTED, *_OF_ANYTHING)]:
            slots["open"] = open_words(scene, segment, quantity, start=segment.start, end=segment.end)
        if slots.get("sex"):
            slots.setdefault("population", "person")
        return
    if (
        "item" in slots
        or is_told(slots, kind, vocabulary, lent=lent)
        or (named and _goes_somewhere(scene, segment, quantity))
    ):
        return
    _name_thing(slots, number, vocabulary, kind, lent=lent)


def _name_thing(
    slots: dict[str, str],
    number: tuple[Scene, Segment, FoundQuantity],
    vocabulary: Vocabulary,
    kind: Kind,
    *,
    lent: bool,
) -> None:
    """The thing that the unit, the noun behind the number or the nearest thing named is, else the words nearest to the
    number; a part of an amount is of what that is."""
    scene, segment, quantity = number
    people = vocabulary.units.get(quantity.unit or "", {}).get("population") in AT_LARGE
    if not slots.get("measure") and quantity.unit in counted_units() and kind != "share" and not people:
        if unit_class(quantity.unit) == "person":
            slots.setdefault("population", "person")  # "1 200 women suffered": no things
        else:
            slots["object"] = str(quantity.unit)
        return
    measured = quantity.unit in measured_or_paid() or bool(slots.get("measure"))
    end = clause_end(scene.text, scene.quantities, segment, scene.base)
    things = [m for m in scene.concepts if m.slot == "object" and not m.generic and m.start < end]
    things = [m for m in things if m.start not in scene.compared]
    things = [m for m in things if m.code != slots.get("activity")]
    near = [m for m in things if m.start >= segment.start]
    if not near and not (kind == "share" and segment != scene.lead and has_own_verb(scene, segment)):
        near = [m for m in things if m.start < scene.lead.anchor]
    head = head_noun(scene, quantity) if kind == "count" and not measured else ""
    if head and not any(0 <= m.start - quantity.end <= _NOUN_PHRASE for m in near):
        slots["open"] = head
        return
    if near and kind == "share":
        whole = {slots["object"]} if lent and slots.get("object") else set()
        slots["object"] = "+".join(sorted({m.code for m in things if m in near or m.start < segment.start} | whole))
        return
    if _is_own_word(quantity):
        near = [m for m in near if _names_unit(m, scene, quantity)]
    told = quantity.unit is None or _is_own_word(quantity)
    if measured and kind == "count" and slots.get("measure") and _is_of_amount(scene, segment):
        return
    if near and ((told and kind == "count") or measured or is_counter(scene, quantity)):
        slots["object"] = _head(scene, nearest(near, segment.anchor), near).code
        return
    words = open_words(scene, segment, quantity)
    if words:
        slots["open"] = words


def _head(scene: Scene, found: ConceptMention, things: Sequence[ConceptMention]) -> ConceptMention:
    """The thing of which the one found only tells the kind: "complaints of violence", "заявления о насилии"; in Kazakh
    the head stands last, and is the nearest anyway."""
    joined = expression(scene.base, "naming", "head_of", r"\s+(?:{})\s+", file="topics")
    heads = (m for m in things if m.end < found.start and joined.fullmatch(scene.text, m.end, found.start))
    return next(heads, found)


def _is_of_amount(scene: Scene, segment: Segment) -> bool:
    """Whether the stretch says that its number is a part of the amount before it: "of which 31 million were sold"."""
    return (
        segment != scene.lead and of_patterns(scene.base)[0].search(scene.text, segment.start, segment.end) is not None
    )


def of_another(scene: Scene, mention: ConceptMention, quantity: FoundQuantity) -> bool:
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
def counted_units() -> frozenset[str]:
    """Units that are things one counts, the same in every language: hospitals, patients."""
    return frozenset(knowledge("en", "units")["units"]) - measured_units() - currencies() - _NO_THINGS


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


def _goes_somewhere(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    """Whether the stretch names where the people come from or go: that is what the share is about."""
    here = [p for p in scene.places if p.role != "area" and segment.start <= p.start < segment.end]
    return any(p.start >= quantity.end or quantity.start - p.end <= _BESIDE for p in here)

"""Whom or what a number counts: by its unit, by the noun behind it, by its stretch, by what came before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from pipeline.claims.expressions import expression
from pipeline.claims.implied import ASKED
from pipeline.claims.phrases import PhraseIndex
from pipeline.claims.scene import ConceptMention, Scene
from pipeline.claims.segments import Segment
from pipeline.claims.vocabulary import Vocabulary
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import measured_units, unit_class
from schemas import FoundQuantity

COUNTED = ("population", "object")
OF_PEOPLE = frozenset({"person", "percent", "times", "percentage point", "", "rank"})
"""Classes of units of which people may be what is counted."""

EVENTS = ("marriage", "birth", "death")
"""What a share is of by itself: "interethnic marriages make up 17 %"; what people printed as people undergo, whoever
else the sentence counts: "412 thousand children were born, 140 thousand people died"."""

SAID_AGAIN = ("specialist",)
"""What people are called the second time: "the shortage of doctors was 3 960 specialists"."""

_OCCUPATIONS = ("doctor", "teacher", "specialist", "worker", "employee")
"""Units that stand for people of many callings."""

_DASH = re.compile(r"\s*[–—:-]\s*")
_OF_REACH = 6
_RIGHT_BEFORE = 2
_OF_ALL = 16
_SMALL_WORDS = 3
_BEHIND = 24
_NOUN = 40


@cache
def _counters(lang: str) -> PhraseIndex[bool]:
    return PhraseIndex((word, True) for word in knowledge(lang, "topics")["counters"]["words"])


def is_counter(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the noun behind the number stands for whatever is counted: "20 million head", "42 cases"."""
    if quantity.unit_surface is None or unit_class(quantity.unit) in OF_PEOPLE:
        return False
    at = scene.text.find(quantity.unit_surface, quantity.end)
    return any(at <= m.start < at + len(quantity.unit_surface) for m in scene.find("counters", _counters(scene.base)))


def nearest(mentions: Sequence[ConceptMention], anchor: int) -> ConceptMention:
    """A specific one before a generic one, then the nearest; behind the number counts as nearer."""
    return min(mentions, key=lambda m: (m.generic, anchor - m.end + 8 if m.end <= anchor else m.start - anchor))


def counted(
    scene: Scene,
    segment: Segment,
    quantity: FoundQuantity,
    own: Sequence[ConceptMention],
    frame: Sequence[ConceptMention],
    vocabulary: Vocabulary,
) -> dict[str, str]:
    """Population or object: by the unit, the word right behind the number, the stretch, what came before it."""
    unit, _, base = (quantity.unit or "").partition(" per ")
    by_unit = {s: c for s, c in vocabulary.units.get(unit, {}).items() if s in COUNTED}
    if unit in _OF_ANOTHER and (
        told := _printed(scene, unit) or _visited(own, frame, segment.anchor, vocabulary, unit)
    ):
        return told
    if base and unit in ("person", "case", "head", "unit"):
        return _rated(own, frame, segment.anchor)
    if is_counter(scene, quantity):
        return _by_counter(scene, own, frame, segment.anchor, by_unit)
    part = _part_of(scene, quantity, vocabulary) if quantity.unit_surface is None else {}
    if part:
        return part
    if unit_class(quantity.unit) not in OF_PEOPLE and not by_unit:
        return _beside(scene, quantity, own)
    longer = _compound(scene, quantity, own) or _in_full(unit, own, frame, segment.anchor)
    if longer:
        return longer
    if quantity.unit_surface is None and (by_unit or quantity.unit) and quantity.unit != "person":
        named = _labelled(scene, quantity, own) or _number_of(scene, own, ())
        if named and named not in by_unit.values():
            return {"object": named}  # "140 thousand marriages, and the number of divorces 44 thousand"
    if "object" in by_unit and (owner := _owner_before(scene, quantity)):
        return {"object": owner}
    if "object" in by_unit:
        return _of_which_kind(by_unit, own, segment.anchor, vocabulary)
    beside = [
        m for m in own if m.slot == "object" and 0 <= m.start - quantity.end <= 12 and unbroken(scene, quantity, m)
    ]
    if quantity.unit is None and beside:
        return {"object": beside[0].code}
    return _people_counted((scene, segment, quantity), own, frame, by_unit.get("population", ""), vocabulary)


def _by_counter(
    scene: Scene,
    own: Sequence[ConceptMention],
    frame: Sequence[ConceptMention],
    anchor: int,
    by_unit: dict[str, str],
) -> dict[str, str]:
    """What is counted by a noun that stands for anything: "20 million head" of sheep."""
    things = [m for m in own if m.slot == "object"] or [m for m in frame if m.slot == "object"]
    things = [m for m in things if m.code != by_unit.get("object")]
    if things:
        return {"object": nearest(things, anchor).code}
    if whom := _number_of(scene, own, frame, slot="population"):
        return {"population": whom}  # "the number of subscribers was 25 million units"
    return {} if any(m.slot in ("disease", "circumstance") for m in (*own, *frame)) else by_unit


def _printed(scene: Scene, unit: str) -> dict[str, str]:
    """Of what copies are told: "4 800 titles of books came out in 9 million copies"."""
    found = [m.code for m in scene.concepts if m.slot == "object" and m.code in _PRINTED]
    if not found or unit not in _COPIES or (unit == "piece" and scene.base != "kk"):
        return {}
    return {"object": _PRINTED[found[-1] if unit == "piece" else found[0]], "measure": "circulation"}


_COPIES = ("copy", "piece")
_OF_ANOTHER = (*_COPIES, "visit")
"""Units that tell nothing without what they are of."""
_PRINTED = {name: name for name in ("book", "newspaper", "magazine", "textbook", "brochure")} | {"title": "book"}


def _visited(
    own: Sequence[ConceptMention], frame: Sequence[ConceptMention], anchor: int, vocabulary: Vocabulary, unit: str
) -> dict[str, str]:
    """What people do who visit the place named: "the country has 270 museums; attendance was 3 million visits"."""
    for mentions in (own, frame) if unit == "visit" else ():
        places = [m for m in mentions if m.slot == "object" and vocabulary.concept("practice", f"{m.code}-visit")]
        if places:
            return {"population": "person", "practice": f"{nearest(places, anchor).code}-visit"}
    return {}


def _people_counted(
    number: tuple[Scene, Segment, FoundQuantity],
    own: Sequence[ConceptMention],
    frame: Sequence[ConceptMention],
    by_unit: str,
    vocabulary: Vocabulary,
) -> dict[str, str]:
    """Whom a number counts, where its unit may be people; the thing whose number it is where nobody is named."""
    scene, segment, quantity = number
    code = by_unit
    people = [m for m in own if m.slot == "population"]
    owners = [m for m in people if quantity.unit_surface is None and 0 <= quantity.start - m.end <= _RIGHT_BEFORE]
    if scene.base == "kk" and owners and code and _owns(scene, owners[-1]):
        return {"population": owners[-1].code}  # "мүгедектігі бар балалардың 3 мыңға жуығы"
    before = [m for m in own if scene.base == "kk" or (people and m.start < people[0].start)]
    if quantity.unit is None and people and (thing := _number_of(scene, before, ())):
        return {"object": thing}  # "the number of papers of scientists was 6 480"
    if code and (called := _called_before(scene, quantity, (*people, *frame), code)):
        return {"population": called}
    concept = vocabulary.concept("population", code)
    if code and concept is not None and not concept.generic:
        return {"population": code}
    if not people and any(p.form == "national" and segment.start <= p.start < segment.end for p in scene.places):
        code = code or "person"
    specific = [m for m in people if not m.generic]
    if not (people and any(m.slot == "activity" and m.code in EVENTS for m in own)):
        specific = specific or [m for m in frame if m.slot == "population" and not m.generic]
    specific = [m for m in specific if m.code not in SAID_AGAIN] or specific
    if specific:
        best = nearest(specific, segment.anchor)
        named = [m for m in specific if m.code not in ASKED and _goes_on_to(scene, m, best)]
        if best.code in ASKED and (whom := [m for m in specific if _is_told_of(scene, best, m)]):
            return {"population": whom[0].code}  # "520 surveyed customers"
        asked = best.code in ASKED and quantity.unit == "percent"  # "of the students surveyed, 64 %"
        return {"population": named[-1].code if asked and named else best.code}
    if quantity.unit is None and not people:
        if _number_of_those(scene, quantity, own):
            return {"population": "person"}
        thing = _labelled(scene, quantity, own) or _number_of(scene, own, frame)
        return {"object": thing} if thing else {}
    return {"population": people[0].code} if people else ({"population": code} if code else {})


def _called_before(scene: Scene, quantity: FoundQuantity, people: Sequence[ConceptMention], code: str) -> str:
    """Who those are by what the sentence called them before the number, whose own noun tells less."""
    before = [m for m in people if m.slot == "population" and m.end <= quantity.start and m.code not in SAID_AGAIN]
    if code in SAID_AGAIN and before:
        return nearest(before, quantity.start).code
    return _named_in_full(scene, quantity, before, code)


def _named_in_full(scene: Scene, quantity: FoundQuantity, people: Sequence[ConceptMention], code: str) -> str:
    """Of which kind those are whose number is told, where the number's own noun but says again what they are: "the
    number of orphan children was 3,912 children"."""
    stem = (quantity.unit_surface or "").casefold()[:_STEM]
    if len(stem) < _STEM:
        return ""
    before, behind = _number_words(scene.base)
    for mention in people:
        if mention.generic or mention.code == code:
            continue
        words = re.findall(r"[^\W\d_]+", scene.text[mention.start : mention.end].casefold())
        lead = scene.text[max(0, mention.start - _NOUN) : mention.start]
        if any(word.startswith(stem) for word in words) and (
            before.search(lead) or behind.match(scene.text, mention.end)
        ):
            return mention.code
    return ""


_STEM = 4
"""Letters that two forms of one noun share."""


def _owner_before(scene: Scene, quantity: FoundQuantity) -> str:
    """Kazakh: the things that stand in the genitive right before the number of a part of them: "64 филиалдың 41-і"."""
    if scene.base != "kk":
        return ""
    things = (m for m in scene.concepts if m.slot == "object" and not m.generic)
    near = [m for m in things if 0 <= quantity.start - m.end <= _RIGHT_BEFORE]
    return near[-1].code if near and _owns(scene, near[-1]) else ""


def _owns(scene: Scene, mention: ConceptMention) -> bool:
    """Kazakh: whether people stand in the genitive."""
    endings = tuple(knowledge("kk", "numbers")["genitive"])
    return scene.text[mention.start : mention.end].casefold().endswith(endings)


def _goes_on_to(scene: Scene, named: ConceptMention, asked: ConceptMention) -> bool:
    """Whether a word for those asked only qualifies the noun before it: "the graduates abroad whom we surveyed"."""
    between = scene.text[named.end : asked.start]
    return 0 <= asked.start - named.end <= _QUALIFIED and not _PARTED.search(between)


def _is_told_of(scene: Scene, asked: ConceptMention, named: ConceptMention) -> bool:
    """Whether a word for those asked qualifies the noun right behind it, or behind the number between them."""
    between = scene.text[asked.end : named.start]
    near = named.code not in ASKED and 0 < len(between.split("\n")[0]) <= _RIGHT_BEHIND and asked.end <= named.start
    parted = expression(scene.base, "number_of", "parts_asked", r"[,;:().–—]|(?<!\w)(?:{})(?!\w)", file="topics")
    return near and not parted.search(between)


_RIGHT_BEHIND = 12
_QUALIFIED = 24
_PARTED = re.compile(r"[\d,;:().]")


@cache
def _number_words(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = knowledge(lang, "topics")["number_of"]
    before, behind = ("|".join(map(re.escape, data[name])) or "(?!)" for name in ("before", "behind"))
    return re.compile(rf"\b(?:{before})\s+(?:(?:the\s+)?[\w-]+[’']s\s+)?(?:\w+\s+)?$", re.IGNORECASE), re.compile(
        rf"\s+(?:{behind})\b", re.IGNORECASE
    )


def _number_of(
    scene: Scene, own: Sequence[ConceptMention], frame: Sequence[ConceptMention], *, slot: str = "object"
) -> str:
    """The thing whose number the sentence tells: "the number of grants grew from 53.9 to 88.2 thousand"."""
    before, behind = _number_words(scene.base)
    for mention in (*own, *frame):
        if mention.slot != slot or mention.generic:
            continue
        lead = scene.text[max(0, mention.start - _NOUN) : mention.start]
        if before.search(lead) or behind.match(scene.text, mention.end):
            return mention.code
    return ""


def _number_of_those(scene: Scene, quantity: FoundQuantity, own: Sequence[ConceptMention]) -> bool:
    """Whether people told by what they underwent are counted: "число погибших – 2 140, раненых – 18 тыс."."""
    before, behind = _number_words(scene.base)
    things = {(m.start, m.end) for m in own if m.slot in COUNTED}
    for mention in own:
        if mention.slot != "activity" or mention.end > quantity.start or (mention.start, mention.end) in things:
            continue
        lead = scene.text[max(0, mention.start - _NOUN) : mention.start]
        if before.search(lead) or behind.match(scene.text, mention.end):
            return True
        dashed = _DASH.fullmatch(scene.text, mention.end, quantity.start) is not None
        if dashed and any(before.search(scene.text[max(0, m.start - _NOUN) : m.start]) for m in scene.concepts):
            return True
    return False


def _labelled(scene: Scene, quantity: FoundQuantity, own: Sequence[ConceptMention]) -> str:
    """The thing that stands right before its number, but for a dash: "divorces – 3 105"."""
    before = [m for m in own if m.slot == "object" and not m.generic and m.end <= quantity.start]
    if not before:
        return ""
    dashed = _DASH.fullmatch(scene.text, before[-1].end, quantity.start) is not None
    return before[-1].code if dashed or _tells_time_only(scene, before[-1].end, quantity.start) else ""


def _tells_time_only(scene: Scene, start: int, end: int) -> bool:
    """Kazakh: whether nothing but a time stands between a thing and its number: "филиалдары 2024 жылы 27-ге жетті"."""
    if scene.base != "kk":
        return False
    times = [p for p in scene.periods if start <= p.start < end]
    return (
        len(times) == 1
        and not scene.text[start : times[0].start].strip()
        and not scene.text[times[0].end : end].strip()
    )


def _part_of(scene: Scene, quantity: FoundQuantity, vocabulary: Vocabulary) -> dict[str, str]:
    """What a number right before its whole is a part of: "in one third of 174 countries", "74 of the 112 schools"."""
    reach = _OF_REACH if quantity.in_words else _OF_ALL
    after = _next(scene, quantity, reach)
    if after is None or not (quantity.in_words or is_whole_of(scene, quantity, after)):
        return {}
    by_unit = {s: c for s, c in vocabulary.units.get(after.unit or "", {}).items() if s == "object"}
    named = [] if quantity.in_words else [m for m in noun_behind(scene, after) if m.slot == "object"]
    return by_unit or ({"object": named[0].code} if named else {})


def _next(scene: Scene, quantity: FoundQuantity, reach: int) -> FoundQuantity | None:
    """The number that follows within so many characters."""
    at = bisect_right(scene.quantities, quantity.end, key=lambda q: q.start)
    after = scene.quantities[at] if at < len(scene.quantities) else None
    return after if after is not None and after.start - quantity.end <= reach else None


def whole_behind(scene: Scene, quantity: FoundQuantity) -> FoundQuantity | None:
    """The number right behind a number of which that counts a part: "74 of the 112 schools"."""
    after = _next(scene, quantity, _OF_ALL)
    return after if after is not None and is_whole_of(scene, quantity, after) else None


def noun_behind(scene: Scene, quantity: FoundQuantity) -> list[ConceptMention]:
    """What the noun right behind a number says of whom or what it counts."""
    near = [m for m in scene.concepts if 0 <= m.start - quantity.end <= _BEHIND and unbroken(scene, quantity, m)]
    words = {(m.start, m.end) for m in near if m.slot in (*COUNTED, "sex")}
    return [m for m in near if (m.start, m.end) in words]


def is_whole_of(scene: Scene, part: FoundQuantity, whole: FoundQuantity) -> bool:
    """Whether a number stands right behind the one that is a part of it: "74 of the 112 schools"."""
    if part.unit == whole.unit == "percent":
        return False  # "36 % of men and 6 % of women"
    words = knowledge(scene.base, "topics")["out_of"]["before"]
    between = scene.text[part.end : whole.start].split()
    return 0 < len(between) <= _SMALL_WORDS and between[0].casefold() in words


def people_of(own: Sequence[ConceptMention], frame: Sequence[ConceptMention], segment: Segment) -> dict[str, str]:
    """Whose age or money it is."""
    people = [m for m in own if m.slot == "population"] or [m for m in frame if m.slot == "population"]
    people = [m for m in people if m.code != "population"] or people
    return {"population": nearest(people, segment.anchor).code} if people else {}


def _compound(scene: Scene, quantity: FoundQuantity, own: Sequence[ConceptMention]) -> dict[str, str]:
    """What a phrase names that begins with the unit or ends with it: "1 200 school leavers" are no schools, "the number
    of university teachers" is of no teachers of any kind."""
    if not quantity.unit_surface:
        return {}
    at, end = _noun_of(scene, quantity)
    named = [m for m in own if m.slot in COUNTED and not any(at < q.start < m.end for q in scene.quantities)]
    found = [m for m in named if m.start == at and (m.end > end or _is_kind_of(m, quantity))]
    found = found or [m for m in named if quantity.end <= m.start < at and m.end > end and m.slot == "population"]
    found = found or [m for m in named if m.start < at and m.end == end and not m.generic]
    return {found[0].slot: found[0].code} if found else {}


def _noun_of(scene: Scene, quantity: FoundQuantity) -> tuple[int, int]:
    """Where the noun stands that is the number's unit: behind the number, else before it."""
    noun = quantity.unit_surface or ""
    at = scene.text.find(noun, quantity.end)
    if not 0 <= at - quantity.end <= _NOUN:
        at = max(scene.text.rfind(noun, 0, quantity.start), at if at >= 0 else -1)
    return at, at + len(noun)


def _is_kind_of(mention: ConceptMention, quantity: FoundQuantity) -> bool:
    """Whether the noun that is the unit is told more closely by the vocabulary: a phthisiatrician is a doctor."""
    return not mention.generic and quantity.unit in _OCCUPATIONS and mention.code != quantity.unit


def _of_which_kind(
    by_unit: dict[str, str], own: Sequence[ConceptMention], anchor: int, vocabulary: Vocabulary
) -> dict[str, str]:
    """The thing that the unit says, or which one where that is of any kind: "1.3 million animals" of saigas."""
    concept = vocabulary.concept("object", by_unit["object"])
    named = [m for m in own if m.slot == "object" and not m.generic and m.code != by_unit["object"]]
    return {"object": nearest(named, anchor).code} if concept is not None and concept.generic and named else by_unit


def _in_full(unit: str, own: Sequence[ConceptMention], frame: Sequence[ConceptMention], anchor: int) -> dict[str, str]:
    """What the sentence names in full by the noun that is the unit: "the shortage of pupil places is 270 places"."""
    if not unit or any(m.code == unit for m in own):
        return {}
    for mentions in (own, frame):
        found = [m for m in mentions if m.slot == "object" and m.code.endswith(f"-{unit}")]
        if found:
            return {"object": nearest(found, anchor).code}
    return {}


def _beside(scene: Scene, quantity: FoundQuantity, own: Sequence[ConceptMention]) -> dict[str, str]:
    """What the noun right behind the number is to the vocabulary, when the list of units does not know it."""
    if quantity.unit_surface is None or str(quantity.unit).split(" per ")[0] in measured_units():
        return {}
    at, end = _noun_of(scene, quantity)
    if at < quantity.start:  # "the number of library visits was 3 400"
        before = [m for m in own if m.slot in COUNTED and m.start < end and at < m.end]
        return {before[0].slot: before[0].code} if before else {}
    around = [m for m in own if m.slot in COUNTED and m.start <= quantity.start < m.end]  # "dormitories: 300 places"
    near = around or [
        m for m in own if m.slot in COUNTED and 0 <= m.start - quantity.end <= _NOUN and unbroken(scene, quantity, m)
    ]
    found = [m for m in near if at < m.end and m.start < end]  # "road accidents"
    if not found and quantity.unit == quantity.unit_surface:  # no list of units knows it: an adjective of the noun
        found = [m for m in near if m.start == end + 1]
    return {found[0].slot: found[0].code} if found else {}


def unbroken(scene: Scene, quantity: FoundQuantity, mention: ConceptMention) -> bool:
    return not re.search(r"[.,;:()]", scene.text[quantity.end : mention.start])


def _rated(own: Sequence[ConceptMention], frame: Sequence[ConceptMention], anchor: int) -> dict[str, str]:
    """What a rate on so many people is a rate of: "provision with doctors: 39.9 per 10 000 population"."""
    for mentions in (own, frame):
        found = [m for m in mentions if m.slot in COUNTED and not m.generic and m.code not in ("population", "case")]
        if found:
            best = nearest(found, anchor)
            return {best.slot: best.code}
    return {}

"""Where that lies which a number counts: what its sentence says, and what it takes over from the text before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.claims.context import Context
from pipeline.claims.crossing import arrives, comes_in, crossed, goes_out, gone
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.kinds import is_mean
from pipeline.claims.listed_places import Placed
from pipeline.claims.place_names import WORLD, areas
from pipeline.claims.pointing import at_home, measures_country, pointed, speaks_of_country, told_of_country
from pipeline.claims.rates import is_rate
from pipeline.claims.region_groups import grouped
from pipeline.claims.sample_places import (
    answered,
    home_of,
    in_row_of_asked,
    is_apart,
    of_those_asked,
    sample_answers,
    total_of_strata,
)
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.settled_places import Counted, settle
from pipeline.claims.studied import asks, goes_on, of_the_study, took_part
from pipeline.claims.told_nowhere import is_placed
from pipeline.claims.topics import is_mobile, is_national, is_outgoing
from pipeline.claims.trade import traded
from pipeline.claims.unit_words import is_test
from pipeline.claims.vocabulary import Vocabulary
from pipeline.claims.vouching import has_large, vouched_for
from pipeline.claims.ways import Whereabouts, among_newcomers, left_country, lives_on, of_programme, sending, way_told
from pipeline.claims.weight import counts_itself
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import currencies, measured_units, unit_class
from schemas import FoundQuantity, Kind, Places

_MAY_BE_PEOPLE = ("person", "percent", "percentage point", "times", "rank", "")

_ARRIVING = ("migrant", "immigrant", "tourist", "foreigner", "refugee", "kandas")
"""People who are counted where they come to, when only where they come from is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number of a sentence, and what is known of it before its places are."""

    scene: Scene
    segment: Segment
    found: FoundQuantity
    kind: Kind
    slots: Mapping[str, str]
    context: Context
    vocabulary: Vocabulary

    @property
    def of_text(self) -> bool:
        """Whether it counts what the text itself goes through: "in three areas"."""
        return counts_itself(self.found, self.kind, self.scene.lang)


class _Stance(NamedTuple):
    """How a number stands to the text before it, and to the paper's country.

    `timed`: it measures time or is a test's value. `asked`, `sampled`: it counts whom a study asked. `inherit`: it may
    take over places. `here`: the paper's country, where the sentence speaks of "the country".
    """

    timed: bool
    asked: bool
    sampled: bool
    inherit: bool
    here: str | None


def whereabouts(told: Told, placed: Placed) -> Whereabouts:
    """The places of a number, of which `placed` are those that its sentence gives it."""
    told = of_programme(told, placed)
    scene, segment, context = told.scene, told.segment, told.context
    of_text = told.of_text
    stance = _stance(told, placed, of_text=of_text)
    mobile = _is_mobile(told, placed)
    sure = _told_for_sure(told, placed)
    if sure is not None:
        return sure
    if of_text and not any(told.found.end <= p.start < segment.end for p in scene.places):
        placed = Placed()  # "relations between two countries in three areas": the areas lie in neither
    places, taken = settle(placed, context, _counted(told, placed, stance, mobile=mobile), inherit=stance.inherit)
    if places.origin == WORLD and _asked_on_the_spot(told, stance, places):
        places = Places(area=places.host)
    country_wide = places.area is not None and "-" not in places.area
    if stance.asked and told.kind == "count" and taken and country_wide and took_part(scene, segment):
        places, taken = Places(), False  # whom a study asked are no country's people
    if _counts_countries(told) and not _in_group(scene, segment):
        places, taken = Places(area=WORLD), False  # countries lie nowhere but in the world
    elif not is_placed(places) or (taken and _gives_way(places, stance.here, told, placed)):
        area = _taken_over(told, stance, places)
        places, taken = (Places(area=area), True) if area else (places, taken)
    of_sample = _of_sample(told, placed, stance, places)
    if of_sample is not None:
        lent = of_sample.host is None or of_sample.host != placed.host
        return Whereabouts(of_sample, lent, mobile and of_sample.host is not None)
    paid_in = _paid_in(told) if taken or not is_placed(places) else None
    if paid_in is not None:
        return Whereabouts(Places(area=paid_in), True, moving=False)
    found = _told_otherwise(told, stance, placed, Whereabouts(places, taken, mobile))
    if not found.inherited:
        return found
    return found._replace(places=Places() if is_apart(told.slots, context) else lives_on(told, found.places))


def _told_for_sure(told: Told, placed: Placed) -> Whereabouts | None:
    """The places of what only one way of lying somewhere fits: goods of a trade, parts of those counted before, people
    of all the world, the whole of a sample, those whose way is told by what they are."""
    goods = traded(told, placed)
    if goods is not None:
        taken = placed.origin is None and not (goods.partner and placed.any)
        return Whereabouts(Places(area=goods.area), taken, False, goods.partner, goods.measure)
    listed = _listed_of_those(told, placed)
    if listed is not None:
        return Whereabouts(listed, True, moving=True)
    if _worldwide(told, placed):
        return Whereabouts(Places(area=WORLD), False, moving=True)
    going = placed.origin or placed.foreign
    parts = None if going else total_of_strata(told.scene, told.segment, placed.any, told.context)
    return way_told(told, placed) if parts is None else Whereabouts(parts, False, moving=False)


_FROM_ANYWHERE = ("student", "graduate", "scholarship-holder", "applicant")
"""People who are told of as coming from abroad also where a study asked them."""


def _asked_on_the_spot(told: Told, stance: _Stance, places: Places) -> bool:
    """Whether a study asked people in a part of the country, wherever they had come from: migrants, guests."""
    return stance.sampled and "-" in (places.host or "") and told.slots.get("population") not in _FROM_ANYWHERE


def _told_otherwise(told: Told, stance: _Stance, placed: Placed, found: Whereabouts) -> Whereabouts:
    """Where the number lies by words that name no place, or by verbs, where these tell it better."""
    scene, segment, context = told.scene, told.segment, told.context
    places, taken, mobile = found.places, found.inherited, found.moving
    if taken and not mobile and _only_compared(told, places):
        places = Places(area=context.subject) if context.subject else Places()
    lost = not is_placed(places) or (taken and _is_part(places.area, context.country))
    if lost and context.country and measures_country(scene, segment):
        places, taken = Places(area=context.country), True
    unplaced = taken or not is_placed(places)
    paid_in = _paid_in(told) if unplaced else None
    there = (grouped(scene, segment, context) or pointed(scene, segment, context)) if unplaced else None
    part = _part_of_those_gone(told, places, mobile=mobile)
    passed = part or _gone_abroad(told, placed, found, stance)
    passed = passed or _passed(told, places, taken=taken) or sending(told, placed, places)
    if passed is not None and paid_in is None:
        return Whereabouts(passed, taken or part is not None, moving=True)
    apart = stance.timed or stance.sampled or _counts_countries(told) or told.kind == "rank"
    there = paid_in or (None if apart else told_of_country(scene, segment, context)) or there
    if there and not (
        mobile and places.origin and places.host == there
    ):  # "most go to China; there are 41 000 of them"
        places, taken = Places(area=there), True
    if _comes_from_abroad(told, places):
        places, mobile = Places(origin=WORLD, host=(taken and context.country) or places.area), True
    return Whereabouts(places, taken, mobile and (places.host is not None or places.area == WORLD))


def _part_of_those_gone(told: Told, places: Places, *, mobile: bool) -> Places | None:
    """The way of a part of those whom the sentence before counted as gone: "1 402 of them are in Europe"."""
    context, area = told.context, places.area
    gone = context.origin == context.country and context.host is not None and context.origin is not None
    if not (mobile and gone) or area in (None, WORLD) or (area or "").startswith(str(context.country)):
        return None
    return Places(origin=context.origin, host=area) if _points_back(told.scene, told.segment) else None


def _comes_from_abroad(told: Told, places: Places) -> bool:
    """Whether those counted have come from other countries to the place by what they are called: inbound tourists."""
    foreign = told.slots.get("residence") == "foreign" and told.slots.get("population") in _ARRIVING
    return foreign and told.kind in ("count", "change") and places.area not in (None, WORLD)


_GOING: tuple[Kind, ...] = ("count", "share", "change", "ratio")


def _leaves(told: Told) -> bool:
    """Whether the number counts people who leave the country, or tells of such people."""
    people = unit_class(told.found.unit) in _MAY_BE_PEOPLE and not told.of_text
    people = people and not (told.kind == "count" and told.slots.get("object"))
    return people and told.kind in _GOING and goes_out(told.scene, told.segment, told.slots)


def _gone_abroad(told: Told, placed: Placed, found: Whereabouts, stance: _Stance) -> Places | None:
    """Whence and whither those go who leave the country: from the place that the sentence names, else from where the
    sample or the paper's people are; to the country that it names, else to any."""
    context, places = told.context, found.places
    pair = places.origin and places.host not in (None, WORLD)
    if (pair and (not found.inherited or places.origin == context.country)) or not _leaves(told):
        return None
    goal = placed.host if placed.host not in (WORLD, context.country) and "-" not in (placed.host or "-") else None
    nowhere = WORLD if placed.host == WORLD and placed.area is None else None  # "to foreign universities"
    left = (
        places.origin or placed.origin or (places.area if places.area not in (goal, nowhere) else None)
    )  # "gone to Russia: 62 %"
    named = None if found.inherited else left
    asked = context.sample.area if context.sample is not None and stance.sampled else None
    sample = left_country(asked) if asked else None
    taken = places.area if (places.area or "").startswith(f"{context.country}-") else None
    ours = next((c for c in (context.subject, context.home) if (c or "").startswith(f"{context.country}-")), None)
    origin = next((c for c in (named, sample, taken, ours, context.country) if c not in (None, WORLD)), None)
    if origin is None or (named == WORLD and context.country is None) or WORLD in (placed.origin, named):
        return None
    host = placed.host if placed.host not in (None, origin) and not origin.startswith(placed.host or WORLD) else WORLD
    return Places(origin=origin, host=host)


def _passed(told: Told, places: Places, *, taken: bool) -> Places | None:
    """From where to where those have gone who are counted, or of whom a share is told, where verbs say it."""
    scene, segment, context = told.scene, told.segment, told.context
    if told.kind in ("count", "change"):
        return crossed((scene, segment, told.found), told.slots, places, context, named=not taken)
    going = taken or not is_placed(places) or (places.origin and not places.host) or places.host == WORLD
    return gone((scene, segment), told.slots, places, context) if going and told.kind == "share" else None


def _counts_countries(told: Told) -> bool:
    return "country" in (told.slots.get("object"), told.found.unit)


def _of_sample(told: Told, placed: Placed, stance: _Stance, places: Places) -> Places | None:
    """Where the paper's sample lies, for what those asked said who are placed nowhere else in the sentence."""
    context = told.context
    sample = sample_answers(told.slots, told.kind, context)
    of_one = told.kind == "age" and placed.host not in (None, WORLD)  # "(woman, 35, lives in Norway)"
    if sample is None or (stance.timed and not of_one) or told.of_text or not _may_answer(told, stance):
        return None
    home = home_of(context.sample)
    asked = (
        stance.sampled
        or answered(told.scene, told.kind, told.context)
        or in_row_of_asked(told.scene, told.found, told.kind)
    )
    if not (asked or (home and (context.study or of_one))) or (stance.here and not home):
        return None
    codes = () if _by_nation(told, placed, sample) else (placed.any, placed.area, placed.origin, placed.host)
    named = {c for code in codes if code for c in code.split("+")}
    named -= {home, WORLD}
    if home:  # what they do at home is still told of those who went; a part of them went to one of the hosts
        gone_to = "+".join(sorted(named)) or sample.host
        abroad = sample.host == WORLD != home and not any(code.startswith(home) for code in named)
        told_of = abroad or named <= {*(sample.host or "").split("+")}
        return Places(origin=home, host=gone_to) if told_of else None
    if named or places.area in (sample.area or "").split("+"):  # a part of it was just spoken of
        return None
    if places.origin == sample.area and places.host == WORLD and _points_back(told.scene, told.segment):
        return None  # those of the sample who were just said to leave
    leaves = _leaves(told) or (placed.abroad and _is_mobile(told, placed))
    return Places(origin=left_country(sample.area), host=WORLD) if leaves and sample.area else sample


def _by_nation(told: Told, placed: Placed, sample: Places) -> bool:
    """Whether lands are named only to tell who of a region's sample is meant, or what they answered: "298 citizens of
    Kazakhstan and 58 foreigners", "reasons: wages – 44 %, relatives in Kazakhstan – 16 %"."""
    if "-" not in (sample.area or ""):
        return False
    part = "-" in f"{placed.origin or ''}{placed.host or ''}{placed.area or ''}"
    nations = placed.host is None and placed.area is None and bool(placed.origin or placed.foreign)
    lead = told.scene.text[: told.segment.start]
    return not part and (nations or (":" in lead and not any(p.start < lead.index(":") for p in told.scene.places)))


_SHEETS = ("form", "questionnaire", "response", "answer")
"""Units of what those asked handed in."""


def _may_answer(told: Told, stance: _Stance) -> bool:
    """Whether people of a sample may be meant, or what they told of themselves: no crops, no talks' length."""
    slots, kind = told.slots, told.kind
    if kind == "duration" and not is_mean(told.scene, told.found):
        return False
    counted = slots.get("population") or slots.get("object") or unit_class(told.found.unit) in ("person", "")
    counted = counted or (stance.asked and told.found.unit in _SHEETS)
    about = (
        stance.asked or of_the_study(slots) or answered(told.scene, told.kind, told.context) or slots.get("population")
    )
    grown = slots.get("product") or (slots.get("measure") and kind == "change")
    return bool((kind != "count" or counted) and (about or not grown))


def _listed_of_those(told: Told, placed: Placed) -> Places | None:
    """The way of those whom the sentence before counted, where a list tells of what kinds they are: "they fall into
    categories: managers – 712, workers – 1,125"."""
    scene, context = told.scene, told.context
    lead = scene.text[: scene.lead.anchor]
    if not (context.origin and context.host) or told.kind not in ("count", "share") or ":" not in lead or placed.any:
        return None
    those = expression(scene.base, "words", "those", file="places").search(lead, 0, lead.index(":"))
    things = told.slots.get("measure") or told.slots.get("object")
    return None if things or those is None or context.study else Places(origin=context.origin, host=context.host)


def _worldwide(told: Told, placed: Placed) -> bool:
    """Whether people of all the world are counted who live in other countries, and none is named: "6.9 million
    internationally mobile students"."""
    scene = told.scene
    everywhere = expression(scene.base, "words", "worldwide", BEGINNING, file="places")
    named = any(p.form not in ("foreign", "abroad") for p in scene.places) or told.scene.vouched
    millions = placed.abroad and told.found.value is not None and told.found.value >= _MORE_THAN_LEAVE
    apart = not placed.host and scene.tells(everywhere)
    return told.kind == "count" and not named and (apart or (millions and _of_people(told.slots, told.found)))


_MORE_THAN_LEAVE = 1_000_000
"""So many people abroad of whom no country is named are those of all the world."""


def _paid_in(told: Told) -> str | None:
    """The country that a price lies in, by the money that only it uses, where the paper speaks of it."""
    context, unit = told.context, (told.found.unit or "").split(" per ")[0]
    route = context.route.host if context.route is not None else None
    spoken = {
        code for known in (context.abroad, context.host, context.area, route) for code in (known or "").split("+")
    }
    code = areas()["money"].get(unit)
    if code == context.country:  # of a paper about several countries
        part = (context.area or "").startswith(f"{code}-")
        return code if context.subject is None and not (context.study or part) else None
    return code if code in spoken else None


_WHAT = ("measure", "object", "population", "activity", "product")
"""Slots of which a number shares one with the number before it, where the text goes on with the same thing."""


def _only_compared(told: Told, places: Places) -> bool:
    """Whether a foreign country was named for a comparison alone, and the sentence goes on with something else."""
    context, area = told.context, places.area
    foreign = (
        area is not None and re.fullmatch(r"[A-Z]{2}(?:\+[A-Z]{2})*", area) and context.country not in area.split("+")
    )
    if not foreign or context.country is None or context.country == area:
        return False
    told_on = any(told.slots.get(slot) and told.slots.get(slot) == context.slots.get(slot) for slot in _WHAT)
    words = knowledge(told.scene.base, "claims")["continuation"]["words"]
    there = knowledge(told.scene.base, "places")["words"]["yonder"]
    points = any(re.search(rf"(?<!\w){word}(?!\w)", told.scene.text.casefold()) for word in there)
    return not told_on and not points and not told.scene.starts_with(words)


def _stance(told: Told, placed: Placed, *, of_text: bool) -> _Stance:
    scene, segment, found, context = told.scene, told.segment, told.found, told.context
    named = told.slots.get("measure") not in (None, "duration", "age")  # a length of stay, a life expectancy
    timed = told.kind in ("duration", "age") and not named and not _is_average(scene, found)
    timed = timed or is_test(scene, found)
    asked = asks(scene, segment)
    studied = of_the_study(told.slots)
    sampled = asked or studied or (goes_on(scene, context) and not has_large(scene))
    sampled = sampled or of_those_asked(scene, told.slots, told.kind, context)
    # "a survey of graduates of foreign universities": of those who left
    fresh = sampled and not context.study and not placed.host
    country = speaks_of_country(scene, segment) or at_home(scene, segment)
    here = context.country if not (timed or of_text) and country else None
    unknown = studied and not context.study  # a sample lies where it was said to
    return _Stance(timed, asked, sampled, not (timed or of_text or fresh or unknown), here)


def _is_average(scene: Scene, found: FoundQuantity) -> bool:
    """Whether a number is the mean or the median of many: it lies where they do."""
    median = expression(scene.base, "words", "median", file="places")
    return is_mean(scene, found) or median.search(scene.text[max(0, found.start - 40) : found.start]) is not None


_EARNED = ("wage", "salary", "income")


def _is_mobile(told: Told, placed: Placed) -> bool:
    """Whether people who go from one place to another are counted."""
    slots, timeless = told.slots, told.kind not in ("duration", "age")
    priced = told.kind == "money" and slots.get("measure") not in (None, "remittances") and not slots.get("population")
    away = told.context.host == WORLD and not (placed.origin or placed.host)
    earned = told.kind == "money" and slots.get("measure") in _EARNED and away  # those left lately earn at home
    if slots.get("residence") == "domestic" or is_rate(told.found.unit) or priced or earned or _measures_anew(told):
        return False
    abroad = bool(placed.foreign or (placed.origin and placed.host))
    people = _of_people(slots, told.found) and bool(slots.get("population") or not slots.get("measure"))
    named = bool(placed.origin and placed.host and slots.get("population") and people)
    arrived = arrives(told.scene) or among_newcomers(told, placed)
    comes = bool(placed.origin) and (slots.get("population") in _ARRIVING or (people and arrived))
    comes = comes or (
        people and told.kind == "count" and not slots.get("object") and comes_in(told.scene, told.segment)
    )
    goes = (comes or is_mobile(slots, told.vocabulary)) and timeless and (abroad or people)
    return goes or (named and timeless and not slots.get("object"))


def _measures_anew(told: Told) -> bool:
    """Whether the number's clause measures something of its own, behind one that counts people who go somewhere: "28
    thousand foreign students came, while spending on science reached 168 billion"."""
    scene, segment, measure = told.scene, told.segment, told.slots.get("measure")
    own = [m for m in scene.concepts if segment.start <= m.start < segment.end and not m.generic]
    people = any(m.slot in ("population", "activity", "programme") for m in own)
    named = any(segment.start <= p.start < segment.end and p.role != "area" for p in scene.places)
    if people or named or measure == "remittances":
        return False
    if measure and segment is not scene.lead:
        return any(m.slot == "measure" for m in own)
    first = told.found is scene.quantities[segment.quantities[0]]  # no share in brackets
    unknown = first and bool(told.slots.get("open")) and told.kind in ("share", "statistic")  # "rooms filled: 28 %"
    return unknown and not _points_back(scene, segment)


def _points_back(scene: Scene, segment: Segment) -> bool:
    """Whether the number's stretch, or what stands before the first number, goes on with those whom the sentence before
    counted: "of them", "this group", "do so"."""
    those = expression(scene.base, "words", "those", file="places")
    return scene.tells(those, ahead=True) or those.search(scene.text, segment.start, segment.end) is not None


def _counted(told: Told, placed: Placed, stance: _Stance, *, mobile: bool) -> Counted:
    slots, context = told.slots, told.context
    outgoing = is_outgoing(slots, told.vocabulary)
    home = context.home if is_national(slots, told.vocabulary) else None
    home = stance.here if outgoing and stance.here else home
    comes = slots.get("population") not in ("emigrant",) and comes_in(told.scene, told.segment)
    incoming = bool(context.country) and told.kind == "count" and (comes or (stance.inherit and _comes_in(slots)))
    outgoing = outgoing and not comes
    arriving = slots.get("population") in _ARRIVING or arrives(told.scene) or among_newcomers(told, placed)
    arriving = arriving and stance.inherit and not outgoing
    host = context.country if arriving else None
    travels = bool(slots.get("population") or slots.get("activity")) and told.kind != "money"
    return Counted(slots.get("population", ""), mobile, outgoing, home, incoming, host, stance.asked, travels)


def _taken_over(told: Told, stance: _Stance, places: Places) -> str | None:
    """The area of a number that is told of none: "the country", that of the people who vouch, or what all is about."""
    near = stance.here or (told.scene.vouched if stance.inherit else None)
    said = is_placed(places) and not _left_world(told.scene, places)
    if near or said:
        return near
    context = told.context
    of_region = context.subject if len(context.subject or "") > len("KZ") else None
    if stance.sampled and told.kind == "share" and told.slots.get("population") == "population":
        return context.subject  # a survey's shares of the whole population
    if stance.sampled:  # of one region's people, a sample is that region's
        return of_region if told.kind in ("count", "share") and not stance.timed else None
    if not stance.inherit:
        return None
    home = context.home if is_national(told.slots, told.vocabulary) else None
    if home is None and not of_region and context.surveyed and not vouched_for(told.scene):
        return None  # an answer of those asked, as likely as a figure of the country
    return home or context.subject


def _is_part(area: str | None, country: str | None) -> bool:
    return bool(area and country) and all(code.startswith(f"{country}-") for code in (area or "").split("+"))


def _in_group(scene: Scene, segment: Segment) -> bool:
    """Whether the stretch names a part of the world: "in 12 countries of Africa"."""
    return any(p.form == "group" and p.code != WORLD and segment.start <= p.start < segment.end for p in scene.places)


def _comes_in(slots: Mapping[str, str]) -> bool:
    """Whether people are told to come into the country."""
    comes = slots.get("activity") in ("immigration", "incoming-mobility")
    return comes or slots.get("population") in ("immigrant", "kandas")


def _left_world(scene: Scene, places: Places) -> bool:
    """Whether the world that the sentence before spoke of is left: nothing in the new one goes on with it."""
    return places == Places(area=WORLD) and not scene.starts_with(
        knowledge(scene.base, "claims")["continuation"]["words"]
    )


def _gives_way(places: Places, here: str | None, told: Told, placed: Placed) -> bool:
    """Whether a place taken over is the world, or none of what the sentence speaks of: "in the country as a whole"."""
    if places == Places(area=WORLD):
        return True
    elsewhere = placed.host is None and here is not None and not (places.host or WORLD).startswith((here, WORLD))
    moved = bool(places.origin or places.host) and bool(told.slots.get("population")) and not elsewhere
    named = placed.newcomers or placed.foreign or placed.origin  # those who have come from somewhere
    own = not named and at_home(told.scene, told.segment)
    moved = moved and not (own and not is_outgoing(told.slots, told.vocabulary))
    return here is not None and not moved and places.area != here


def _of_people(slots: Mapping[str, str], found: FoundQuantity) -> bool:
    """Whether people may be meant: tonnes, kilowatt hours and outages do not go from one country to another."""
    measured = found.unit in measured_units() and found.unit not in ("percent", "percentage point", *currencies())
    told = slots.get("population") or slots.get("activity")  # "208 study in Poland"
    return (bool(told) and not measured) or unit_class(found.unit) in _MAY_BE_PEOPLE

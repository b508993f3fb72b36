"""When do two claims speak of the same thing? When their keys are equal: topic, places, unit class and kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import Final, NamedTuple

from pipeline.claims.amounts import counted_kind
from pipeline.comparing.independence import work_of
from pipeline.comparing.same_measure import is_measure, measure_of
from pipeline.numbers.units import currencies, unit_class
from schemas import Claim, Kind

Slots = tuple[tuple[str, str], ...]

NARROWED_KINDS: Final[frozenset[Kind]] = frozenset({"count", "money"})
"""Kinds in which a slot more means a part of the same thing. Two shares, changes, ranks, rates or measures with
different slots have different wholes or bases: neither contains the other."""


QUALIFYING: Final = frozenset({"statistic", "change", "limit"})
"""Slots that say in what way something is measured, not what it is."""

PARTED_KINDS: Final[frozenset[Kind]] = frozenset({"count", "money", "share", "duration"})
INDICATORS: Final = ("measure", "disease", *sorted(QUALIFYING))
"""Slots without which an amount is of something else."""

PARTS: Final = frozenset({"sex", "setting", "season", "age", "zone"})
"""An indicator with a name has a figure for women, for villages, for winter besides the one for all: both may be true.
A rate on so many people has each its own people."""


GROUPS: Final = PARTS | {"disease", "language", "level", "product", "residence"}
"""Slots that tell a part of people or things from the whole, also where only the text before the sentence says them."""

OWN_SAMPLE: Final = frozenset({"respondent", "interviewee", "expert", "participant", "informant", "asked"})
"""Those whom a paper asked itself: the respondents of two papers are not the same people."""

OF_SOMETHING: Final = frozenset({"duration", "age", "cost"})
"""Measures that say nothing until it is known of what they are."""

SHARES_BY_NAME: Final = frozenset(
    {"neet", "self-employed", "informally-employed", "poor", "middle-class", "elderly", "working-age"}
)
"""People who are what they are as a part of others: of whom their share is a share needs no words."""

NOT_COMPARED: Final = frozenset({"status"})
"""A target or a forecast is held against what was measured, and explained (verdicts.py)."""

LEAST_BESIDES: Final = 2
"""So many slots besides its measure tell a thing from others; of things that are counted by name one is enough."""

LEAST_SAID: Final[dict[Kind, int]] = {"count": 2, "money": 2}
LEAST_SAID_ELSE: Final = 3
"""So many slots, the places counting for one, must be known before two figures are held to speak of the same thing:
"students" of nowhere, or the duration of something, are a subject and not yet a thing. Shares have a whole besides,
changes, ages and durations a base or an occasion: they need one more. A measure with a name (unemployment, life
expectancy) has its whole or its occasion in it."""


COMPARED_AS: Final[dict[Kind, Kind]] = {"statistic": "count", "ratio": "count", "other": "count", "age": "duration"}
"""Kinds that one wording or the other gives to one figure: 9.2 centners per hectare of wheat, a yield of 9.2; a mean of
25.1 years, an age of 25.1. What they are of is in the topic, what they are in is in the unit."""

CHANGES_BY_NAME: Final = frozenset({"inflation", "price-growth", "gdp-growth", "population-growth"})
"""Measures that are changes themselves: prices that rose by 20 %, an inflation of 20 %."""

_PEOPLE_AS_EVENTS: Final = frozenset({"birth", "live birth", "newborn", "death", "child per woman", "visit"})
"""412 thousand births, children born, people who were born; visits, people who came; 3.3 children, 3.3 per woman: the
topic says of what."""

_COST: Final = ("measure", "cost")
"""The price of a thing: for how much of it one wording leaves out (see doubts.py for sums that are no price)."""

_NEW_CASES: Final = ("measure", "new-cases")
_OF_THE_SICK: Final = ("case", None)
"""38 thousand new cases, newly diagnosed patients: people in whom a disease was found."""

_RATE: Final = re.compile(r".* per (?P<base>10+) .*")

_TIMED: Final = re.compile(r"(?P<unit>.+) per (?P<time>hour|day|week|month|quarter|year)")

_PER_CAPITA: Final = ("statistic", "per-capita")
"""8.9 square metres for one inhabitant are 8.9 square metres per person."""

_FIELD_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("doctor", "nurse", "nurse-midwife", "midwife", "feldsher", "dentist", "health-worker"), "medicine"
    ),
    **dict.fromkeys(("hospital", "hospital-bed", "polyclinic", "clinic"), "medicine"),
    **dict.fromkeys(("teacher", "school", "kindergarten"), "education"),
    **dict.fromkeys(("farmer", "farm"), "agriculture"),
    "it-specialist": "information-technology",
}
"""The field of people and things that are in no other: doctors, and doctors of medical institutions, are the same."""

_COUNTERS: Final = frozenset(
    {"piece", "copy", "unit", "item", "establishment", "facility", "institution", "organization"}
)
"""Words for one of whatever is counted: "5 billion pieces" of eggs are 5 billion eggs."""

_OF_ONE: Final = frozenset(
    {
        "wage",
        "minimum-wage",
        "real-wage",
        "pension",
        "subsistence-minimum",
        "productivity",
        "gdp-per-capita",
        "milk-yield",
    }
)
"""Measures of one person or cow anyway: 11.2 million tenge, 11.2 million tenge per worker."""

_SCORES: Final = ("exam-score", "pisa", "score", "grade")
"""Measures that are told in points, whether the word is printed or not."""

_PLACES: Final = ("area", "origin", "host", "text")


_AGES: Final = re.compile(r"(?P<low>\d{0,3})(?:-(?P<high>\d{0,3})|\+)")
_OLDEST: Final = 999
MOST_AGES: Final = 50
"""So many ages of one indicator are held against each other."""


class Key(NamedTuple):
    """What a claim is about; period and status are not in it. `work` is set where only figures of one work compare: for
    a paper's own respondents, and where next to nothing is said."""

    topic: Slots
    places: Slots
    unit: str
    kind: Kind
    work: str = ""

    @property
    def said(self) -> int:
        """How many things are known of what the figures are about, the places counting for one."""
        slots = dict(self.topic)
        codes = {code for slot, code in self.topic if slot not in QUALIFYING}
        named = slots.get("measure", "cost") not in OF_SOMETHING or slots.get("population") in SHARES_BY_NAME
        return len(codes) + bool(self.places) + (named and self.kind not in ("change", "ratio"))

    @property
    def says_enough(self) -> bool:
        """Whether figures under this key are about one thing, rather than only on one subject."""
        return self.said >= LEAST_SAID.get(self.kind, LEAST_SAID_ELSE)


def key_of(claim: Claim, *, works: Mapping[str, str]) -> Key | None:
    """The key of a claim; None for a claim without a topic, which is comparable with nothing."""
    topic = claim.topic
    if not topic:
        return None
    places = claim.places
    key, is_own = _key(
        tuple(topic.items()),
        (places.area, places.origin, places.host, places.text),
        claim.quantity.unit,
        counted_kind(claim),
    )
    return key._replace(work=work_of(claim, works)) if is_own else key


@lru_cache(maxsize=65536)
def _key(topic: Slots, places: tuple[str | None, ...], unit: str | None, kind: Kind) -> tuple[Key, bool]:
    """The key, and whether only figures of one work compare under it."""
    implied = {("field", _FIELD_OF[code]) for slot, code in topic if code in _FIELD_OF}
    topic = tuple(sorted([slot for slot in topic if slot[0] not in NOT_COMPARED and slot not in implied]))
    named = tuple([(slot, code) for slot, code in zip(_PLACES, places, strict=True) if code])
    if _PER_CAPITA in topic and unit and " per " not in unit:
        topic, unit = tuple([slot for slot in topic if slot != _PER_CAPITA]), f"{unit} per person"
    shown = "person" if unit in _OF_THE_SICK and kind == "count" and _NEW_CASES in topic else _compared_unit(unit)
    if any(slot == "measure" and code in _OF_ONE for slot, code in topic):
        shown = shown.partition(" per ")[0]
    if kind == "count" and shown and not is_measure(shown) and _is_the_thing(shown, topic):
        shown = ""
    if unit == "point" and any(slot == "measure" and code in _SCORES for slot, code in topic):
        shown = ""
    if is_price(unit) and _COST in topic and "product" in [slot for slot, _ in topic]:
        shown = _compared_unit(str(unit).partition(" per ")[0])
    if kind == "change" and CHANGES_BY_NAME.intersection([code for _, code in topic]):
        kind = "share"
    key = Key(topic, named, shown, kind if shown == "times" else COMPARED_AS.get(kind, kind))
    return key, is_of_own_sample(topic, unit) or key.said < 2


def is_of_own_sample(topic: Slots, unit: str | None) -> bool:
    """Whether those whom a paper asked itself are counted, or what they said."""
    return unit in OWN_SAMPLE or True in [_names_own_sample(codes) for _, codes in topic]


def _is_the_thing(unit: str, topic: Slots) -> bool:
    """Whether a unit only says again what the topic counts, or stands for whatever it is: vehicles of
    {object: vehicle}, beds or places of {object: bed-place}, pieces of a product."""
    things = [codes for slot, codes in topic if slot in ("object", "product")]
    return bool(things) and (
        unit in _COUNTERS
        or any(unit in re.split(r"[+-]", codes) or unit.replace(" ", "-") in codes.split("+") for codes in things)
    )


@lru_cache(maxsize=4096)
def is_price(unit: str | None) -> bool:
    """Whether a unit is a sum of money for so much of a thing: tenge per kilogram."""
    paid, per, _ = (unit or "").partition(" per ")
    return bool(per) and paid in currencies()


@lru_cache(maxsize=4096)
def _compared_unit(unit: str | None) -> str:
    """The unit's class; of a rate only its base, because what is counted is in the topic: a mortality of 44.6 per
    100 000 live births, 44.6 deaths or cases per 100 000; without the time it is told of, which one of two wordings
    leaves out: an income of 140 000 tenge, of 140 000 tenge a month (see doubts.py for those that differ); of what is
    measured the measure (see same_measure.py)."""
    if unit == "per mille":
        return "per 1000"
    if unit in _PEOPLE_AS_EVENTS:
        return "person"
    rate = _RATE.fullmatch(unit or "")
    if rate is not None:
        return f"per {rate['base']}"
    return measure_of(time_base(unit)[0]) or unit_class(time_base(unit)[0])


@lru_cache(maxsize=4096)
def time_base(unit: str | None) -> tuple[str | None, str]:
    """A unit without the time that it is told of, and this time: "kzt per month" → "kzt", "month"."""
    timed = _TIMED.fullmatch(unit or "")
    return (timed["unit"], timed["time"]) if timed is not None else (unit, "")


@lru_cache(maxsize=4096)
def _names_own_sample(codes: str) -> bool:
    return not OWN_SAMPLE.isdisjoint(codes.replace("+", ":").split(":"))


def broader_keys(keys: Iterable[Key]) -> dict[Key, list[Key]]:
    """For each key, the keys among `keys` that say less about the same thing, most general first.

    Only keys that differ by at most two slots: with more, the two are hardly one subject.
    """
    plain: dict[tuple[object, ...], dict[Slots, Key]] = {}
    indicators: dict[tuple[object, ...], dict[Slots, Key]] = {}
    aged: list[Key] = []
    for key in keys:
        slots = [slot for slot, _ in key.topic]
        if "age" in slots:
            aged.append(key)
        if key.kind in NARROWED_KINDS and "per " not in key.unit and "measure" not in slots:
            plain.setdefault(key[1:], {})[key.topic] = key
        elif (
            key.kind in PARTED_KINDS and not key.unit.startswith("per ") and ("measure" in slots or "disease" in slots)
        ):
            indicators.setdefault(key[1:], {})[key.topic] = key
    found: dict[Key, list[Key]] = {}
    for rest_of, members in plain.items():
        _note_broader(found, members, members, _with_slots_left_out)
        if rest_of in indicators:
            of_things = rest_of[1:3] == ("", "count")
            _note_broader(found, indicators[rest_of], members, _without_measure(1 if of_things else LEAST_BESIDES))
    for rest_of, members in indicators.items():
        narrowed = rest_of[2] in NARROWED_KINDS
        _note_broader(found, members, members, _without_one_of_its_slots if narrowed else _without_its_part)
    for special, general in _of_overlapping_ages(aged):
        found.setdefault(special, []).append(general)
    return {special: sorted(broader, key=lambda key: (len(key.topic), key)) for special, broader in found.items()}


def _note_broader(
    found: dict[Key, list[Key]],
    special: Mapping[Slots, Key],
    general: Mapping[Slots, Key],
    left_out: Callable[[Slots], Iterable[Slots]],
) -> None:
    if special is general and len(special) == 1:
        return
    for topic, key in special.items():
        broader = [general[rest] for rest in left_out(topic) if rest in general]
        if broader:
            found.setdefault(key, []).extend(broader)


def _of_overlapping_ages(keys: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
    """Pairs of keys that differ in the age of those who are counted, where people may be of both: young people of 15 to
    34 here and of 15 to 28 there. Those of other ages are others."""
    told: dict[tuple[object, ...], list[tuple[tuple[int, int], Key]]] = {}
    for key in keys:
        ages = ages_in(dict(key.topic).get("age", ""))
        if ages is not None and not key.work:
            rest = tuple([slot for slot in key.topic if slot[0] != "age"])
            told.setdefault((rest, *key[1:]), []).append((ages, key))
    for some in told.values():
        for (one, special), (other, general) in combinations(sorted(some, reverse=True)[:MOST_AGES], 2):
            if one[0] <= other[1] and other[0] <= one[1]:
                yield special, general


@lru_cache(maxsize=4096)
def ages_in(code: str) -> tuple[int, int] | None:
    """The years of an age as its code tells them: "15-34", "60+", "-17".

    >>> ages_in("15-34"), ages_in("60+"), ages_in("-17"), ages_in("adult")
    ((15, 34), (60, 999), (0, 17), None)
    """
    found = _AGES.fullmatch(code)
    if found is None or not (found["low"] or found["high"]):
        return None
    return int(found["low"] or 0), int(found["high"] or _OLDEST)


def without_its_measure(special: Key, general: Key) -> bool:
    """Whether the more general of two keys only leaves out what is measured, and says enough besides: sums of money for
    teachers of a level, their wages."""
    left_out = set(special.topic) - set(general.topic)
    if len(general.topic) + 1 != len(special.topic) or len(general.topic) < LEAST_BESIDES:
        return False
    return len(left_out) == 1 and left_out.pop()[0] == "measure"


def _without_measure(least: int) -> Callable[[Slots], Iterator[Slots]]:
    """Gives a topic without its measure, where so many slots are left."""

    def without(topic: Slots) -> Iterator[Slots]:
        rest = tuple([slot for slot in topic if slot[0] != "measure"])
        if len(topic) - len(rest) == 1 and len(rest) >= least and "open" not in [slot for slot, _ in rest]:
            yield rest

    return without


def _without_its_part(topic: Slots) -> Iterator[Slots]:
    """The topic of an indicator without the part that it is told of."""
    rest = tuple([slot for slot in topic if slot[0] not in PARTS])
    if len(topic) - len(rest) == 1 and rest and "open" not in [slot for slot, _ in rest]:
        yield rest


def _without_one_of_its_slots(topic: Slots) -> Iterator[Slots]:
    """The topic of an amount with one of the slots left out that narrow it: the debt on mortgages, that of families."""
    if "open" in [slot for slot, _ in topic]:
        return
    for rest in combinations(topic, len(topic) - 1):
        kept = [slot for slot, _ in rest]
        if all(slot in kept for slot, _ in topic if slot in INDICATORS) and any(
            slot not in QUALIFYING for slot in kept
        ):
            yield rest


def _with_slots_left_out(topic: Slots) -> Iterator[Slots]:
    """The topic with one or two of its slots left out; at least one slot stays."""
    if "open" in [slot for slot, _ in topic]:
        return  # words that no vocabulary knows: nobody can tell whether they narrow
    n = len(topic)
    if n > 1:
        yield from combinations(topic, n - 1)
    if n > 2:
        yield from combinations(topic, n - 2)


def mixed_units(keys: Iterable[Key]) -> dict[Key, Key]:
    """For each key of changes in percent, the key of the same in percentage points, where both are among `keys`."""
    known = keys if isinstance(keys, Mapping) else set(keys)
    points = (key for key in known if key.unit == "percentage point")
    return {percent: key for key in points if (percent := key._replace(unit="percent")) in known}

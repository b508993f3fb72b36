"""What kind of figure a number is: a count, a share, a change, money, a duration …"""

from __future__ import annotations

import re

from pipeline.claims.changes_told import (
    are_close,
    beyond,
    change_of,
    is_by,
    is_by_a_part,
    is_by_so_much,
    is_level_reached,
    is_lost,
    is_named_step,
    is_owned,
    is_pace,
    is_signed,
)
from pipeline.claims.expressions import expression
from pipeline.claims.from_to import level_left
from pipeline.claims.kinds_of_time import cue_index, days_counted, is_age, is_near, stretch_of
from pipeline.claims.phrases import Mention
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.numbers.units import currencies, measured_units, unit_class
from schemas import FoundQuantity, Kind

_DURATIONS = {"year", "month", "week", "day", "hour", "minute", "second", "century", "decade", "academic hour"}

_DURATIONS |= {"semester"}

_KINDS: dict[str | None, Kind] = {"rank": "rank", "percentage point": "change", "times": "ratio", "per mille": "ratio"}

_REACH = 60

AMOUNTS = frozenset(
    ["tonne", "head", "centner", "kilogram", "gram", "litre", "barrel", "hectare", "bushel", "acre", "pound"]
    + [f"{power} {length}" for power in ("square", "cubic") for length in ("metre", "kilometre", "mile", "foot")]
    + ["kilowatt", "megawatt", "gigawatt", "kilowatt hour", "megawatt hour", "gigawatt hour", "terawatt hour"]
    + ["gigacalorie", "joule", "tonne-kilometre", "passenger-kilometre"]
)
"""Measured units whose figures add up as counts do: a harvest in tonnes, a field in hectares, power and energy, work of
carriers."""


def kind_of(scene: Scene, segment: Segment, quantity: FoundQuantity) -> Kind:
    """The kind, by the unit first and then by the words near the number."""
    asked = ("kind", segment.start, segment.end, quantity.start, quantity.unit)
    if asked not in scene.answers:
        scene.answers[asked] = _kind_of(scene, segment, quantity)
    kind: Kind = scene.answers[asked]
    return kind


def _kind_of(scene: Scene, segment: Segment, quantity: FoundQuantity) -> Kind:
    unit = without_time(quantity.unit)
    if unit == "times" and _is_frequency(scene, quantity):
        return "statistic" if is_mean(scene, quantity) else "count"
    if unit in _KINDS:
        return _KINDS[unit]
    if unit == "percent":
        if _is_error(scene, quantity) or _over_years(scene, quantity):
            return "statistic"
        return "change" if _is_percent_change(scene, segment, quantity) else "share"
    if unit in _DURATIONS:
        if unit == "day" and days_counted(scene, quantity):
            return "count"
        aged = is_age(scene, quantity) if unit == "year" else unit == "month" and is_near(scene, quantity, "age")
        return "age" if aged else "duration"
    part = quantity.in_words and quantity.value is not None and 0 < quantity.value < 1
    if part and unit not in currencies() and unit not in measured_units():
        stepped = is_by(scene, quantity) and change_of(scene, segment, quantity) is not None
        stepped = stepped or beyond(scene.base).match(scene.text[quantity.end :]) is not None
        stepped = stepped or is_by_a_part(scene, segment, quantity)
        return "change" if stepped else "share"
    if (unit is not None and " per " in unit) or unit in currencies():
        if str(unit).split(" per ")[0] in currencies():
            return "money"
        if _stepped(scene, segment, quantity):
            return "change"
        averaged = _is_density(str(unit)) and (is_mean(scene, quantity) or _is_of_mean(scene, segment, quantity))
        return "statistic" if averaged else "ratio"  # 39.9 doctors per 10 000 people
    if _stepped(scene, segment, quantity):
        return "change"  # also of a mean: "the mean temperature rose by 1.2 °C"
    return "statistic" if is_mean(scene, quantity) or _over_years(scene, quantity) else _counted(quantity)


def _is_percent_change(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    if _is_again(scene, quantity) or level_left(scene, quantity):
        return False
    changed = change_of(scene, segment, quantity) and not is_level_reached(scene, quantity)
    changed = changed or is_signed(scene, quantity) or is_named_step(scene, quantity) or is_pace(scene, quantity)
    return bool(changed) or is_lost(scene, quantity)


def _is_frequency(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a thing is done so often, and nothing is so many times as much: "2.4 times a year", "5 рет"."""
    told = expression(scene.base, "kinds", "frequency", r"(?:{})(?!\w)")
    bare = re.fullmatch(r"[\d.,\s]+", quantity.surface) is not None and is_mean(scene, quantity)
    return bare or told.search(scene.text, quantity.start, min(len(scene.text), quantity.end + 24)) is not None


_AGES = ("retirement-age", "age-at-first-marriage", "age-at-first-birth")
"""Measures that are ages by their name."""

_GROWTHS = frozenset({
    "inflation", "food-inflation", "core-inflation", "price-growth", "gdp-growth", "population-growth",
})  # fmt: skip
"""Measures that are changes by their name."""

_BALANCES = ("migration-balance", "natural-increase")
"""Counts of people that may be below zero."""

_MEANS = ("total-fertility",)
"""Measures that are means by their name: children per woman."""

_LEAST_SCORE = 12
"""So many points or fewer may be points of a text: "three main points"."""


def kind_of_measure(scene: Scene, quantity: FoundQuantity, kind: Kind, unit: str | None, measure: str) -> Kind:
    """The kind of a figure whose measure is known: an inflation of 20 % is a change, points are a result, the years
    of a life that is expected are a duration."""
    if kind == "age" and measure == "life-expectancy":
        return "duration"
    if kind == "duration" and unit == "year" and measure in _AGES:
        return "age"
    if kind == "share" and unit == "percent" and measure in _GROWTHS and not _is_part(scene, quantity):
        since = max((q.end for q in scene.quantities if q.end <= quantity.start), default=0)
        shares = scene.find("share", cue_index(scene.base, "share"))
        return kind if any(since <= m.start < quantity.start for m in shares) else "change"
    if kind == "statistic" and measure in _BALANCES and quantity.value is not None and quantity.value < 0:
        return "count"
    if kind == "ratio" and measure in _MEANS:
        return "statistic"
    scored = kind == "count" and unit == "point" and quantity.value is not None and quantity.value > _LEAST_SCORE
    return "statistic" if scored else kind


def _is_part(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a percentage is told of its whole: "they make up 21.6 % of the population", "халықтың 21,6 %-ы"."""
    behind = expression(scene.base, "kinds", "of_its_whole", r"\s(?:{})(?!\w)").match(scene.text, quantity.end)
    return behind is not None or is_owned(scene, quantity) or _is_again(scene, quantity)


def _is_again(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a percentage in brackets tells a part in words anew: "more than a third (35.8 %)"."""
    before = next((q for q in reversed(scene.quantities) if q.end <= quantity.start), None)
    if before is None or not before.in_words or before.value is None or before.value >= 1:
        return False
    return re.fullmatch(r"[^,;:.]{0,24}\(", scene.text[before.end : quantity.start]) is not None


_TIMED = re.compile(r"(?P<of>.+) per (?P<time>year|month|week|day|night|shift|hour|season|semester|term)")


def without_time(unit: str | None) -> str | None:
    """The unit of what is counted without the time that it is told for: "7 hours a night", "500 nurses a year"; of
    money without the month, for which wages and rents are told anyway. An output stays one, as a speed does."""
    match = _TIMED.fullmatch(unit or "")
    if match is None:
        return unit
    if match["of"] in currencies():
        return match["of"] if match["time"] == "month" else unit
    return unit if match["of"] in measured_units() - _DURATIONS else match["of"]


_PROFESSION = re.compile(r"\w+(?:olog|iatr|ograph|eut|ion|econom)ist|\w+(?:ician|ographer)|\w{3,}(?<!hu)(?<!ger)man")

_PEOPLE = {"adolescent", "teenager", "boy", "girl", "adult", "miner", "nurse", "farmer", "engineer", "villager"}

_PEOPLE |= {"member"}


def is_people(unit: str) -> bool:
    """Whether a unit is a word for people, also a profession that no list of units knows."""
    return unit_class(unit) == "person" or unit in _PEOPLE or _PROFESSION.fullmatch(unit) is not None


def _counted(quantity: FoundQuantity) -> Kind:
    if quantity.unit is None or quantity.unit not in measured_units():  # 70,2 балла: nobody counts half a point
        return "count" if _whole(quantity) else "statistic"
    return "other" if quantity.unit in measured_units() - AMOUNTS else "count"


def _is_error(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a percentage is how far a sample may err: "the margin of error is 2.8 %"."""
    lead = scene.text[max(0, quantity.start - _REACH) : quantity.start]
    return expression(scene.base, "kinds", "error", r"(?<!\w)(?:{})[^\d,;:.()]*$").search(lead) is not None


def _over_years(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a figure is the mean of some years: "on average over 2019–2023 288.8 thousand a year"."""
    lead = scene.text[max(0, quantity.start - 2 * _REACH) : quantity.start]
    return expression(scene.base, "kinds", "mean_over", r"(?<!\w)(?:{})[^;:()]*$").search(lead) is not None


def _is_density(unit: str) -> bool:
    """Whether a unit is one measure on another: micrograms per cubic metre; not a yield, nor doctors per
    10 000 people."""
    of, _, base = unit.partition(" per ")
    return of in measured_units() and base in measured_units() - {"hectare"}


def is_mean(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the number is a mean, by the words near it in its own stretch."""
    start, end = stretch_of(scene, quantity)
    near = [
        m
        for m in scene.find("mean", cue_index(scene.base, "mean"))
        if -40 <= m.start - quantity.start <= 40 and start <= m.start < end
    ]
    near = [m for m in near if not _of_next(scene, quantity, m)]
    # behind the number an adjective is the noun's: "190 thousand medium-skilled workers", "7 тыс. средних школ"
    return any(m.start < quantity.start or m.last > m.first or scene.base == "kk" for m in near)


def _is_of_mean(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    """Whether the first concentration of a sentence is told to be a mean, however far before it: "the mean annual
    concentration of particles in the air of the city was 31 µg/m³"."""
    means = scene.find("mean", cue_index(scene.base, "mean"))
    return quantity is scene.quantities[0] and any(segment.start <= m.start < quantity.start for m in means)


def _of_next(scene: Scene, quantity: FoundQuantity, mention: Mention[bool]) -> bool:
    """Whether the word stands before the number that restates this one: "2.9 million tonnes, or 13.6 c/ha on average"
    is no mean, "намолотили 2,9 млн т, или в среднем по 13,6 ц" neither."""
    behind = next((q.start for q in scene.quantities if q.start >= mention.end), None)
    return behind is not None and quantity.end <= mention.start and behind - mention.end < mention.start - quantity.end


def _stepped(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    """A count by which something grew: "grew by 1 200 people", "1,5 млн гектарға көп"."""
    if quantity.unit in measured_units() and is_lost(scene, quantity):
        return True
    if _restates_step(scene, segment, quantity):
        return True
    if change_of(scene, segment, quantity) is None:
        return False
    if scene.base != "kk":
        return is_by(scene, quantity)
    if not is_by_so_much(scene, quantity):
        return False
    before = next((q for q in reversed(scene.quantities) if q.end <= quantity.start), None)
    if before is not None and before.unit == quantity.unit and are_close(before, quantity):
        return False  # "2022 жылы 51,9 центнер болса, 2024 жылы 53,7 центнерге көтерілді"
    # "24 мың тоннадан 36 мың тоннаға көтерілді": a dative behind what something left tells where it came to
    left = expression(scene.base, "kinds", "left_amount", r"\d(?:{})(?!\w)[^.;\d]*$")
    return left.search(scene.text[max(0, quantity.start - _REACH) : quantity.start]) is None


def _restates_step(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    """Whether the number tells a step in per cent anew: "shrank by 6 %, or 140,000 people"."""
    before = next((q for q in reversed(scene.quantities) if q.end <= quantity.start), None)
    if before is None or before.unit != "percent" or quantity.unit == "percent":
        return False
    told = expression(scene.base, "segments", "restate", r",?\s\(?(?:{})\s(?:by\s)?").fullmatch(
        scene.text, before.end, quantity.start
    )
    stretch = next((s for s in scene.segments if s.start <= before.start < s.end), segment)
    return told is not None and kind_of(scene, stretch, before) == "change"


def _whole(quantity: FoundQuantity) -> bool:
    values = [v for v in (quantity.value, quantity.low, quantity.high) if v is not None]
    low, high = quantity.interval_narrow
    decimals = low is not None and high is not None and low < high and high - low < 1  # 41.0 is measured, not counted
    return not decimals and all(v == v.to_integral_value() and v >= 0 for v in values)

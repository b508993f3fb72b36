"""The unit of a number that prints none: that of the whole it is a part of, of its list, of the rate told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.claims.changes_told import is_distance
from pipeline.claims.expressions import expression
from pipeline.claims.levels import is_change, is_set_against
from pipeline.claims.parts_counted import MEASURED_ON, is_counted, is_of_them, is_whole, whole_of
from pipeline.claims.priced import priced_by
from pipeline.claims.rates import RATE, is_rate, says_indicator
from pipeline.claims.scene import Scene
from pipeline.claims.segments import restates
from pipeline.claims.unit_words import (
    asked_people,
    for_one,
    in_space,
    is_test,
    of_land,
    of_nation,
    owned_by_whole,
    points_of_share,
    spoken_alone,
    visits_told,
)
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import currencies
from schemas import FoundQuantity

_SUM = 100
"""A bare number behind a sum of money is another from here on."""


def with_units(scene: Scene) -> Scene:
    """The sentence with its numbers' units as far as it tells them, printed behind them or elsewhere."""
    units = _told_units(scene)
    rated: list[str | None] = []
    for i, unit in enumerate(units):
        rated.append(in_space(scene, i, of_land(scene, i, unit)))
        rated[i] = _same_base(scene, i, rated) or rated[i]
    rated = [spoken_alone(scene, q, unit) for q, unit in zip(scene.quantities, rated, strict=True)]
    rated = [of_nation(scene, q, unit) for q, unit in zip(scene.quantities, rated, strict=True)]
    rated = [asked_people(scene, q, unit) for q, unit in zip(scene.quantities, rated, strict=True)]
    rated = [for_one(scene, q, unit) for q, unit in zip(scene.quantities, rated, strict=True)]
    found = tuple(
        q if q.unit == unit else q.model_copy(update={"unit": unit})
        for q, unit in zip(scene.quantities, rated, strict=True)
    )
    return replace(scene, quantities=found)


def _told_units(scene: Scene) -> tuple[str | None, ...]:
    """The units of a sentence's numbers, those that print none with what the sentence lends them."""
    units = [of_land(scene, i, q.unit or _of_age(scene, q)) for i, q in enumerate(scene.quantities)]
    units = [points_of_share(scene, i, visits_told(scene, i, unit)) for i, unit in enumerate(units)]
    for i in range(len(units) - 2, -1, -1):  # "from 4.1 in 2015 to 1.7 in 2021 per 100 000": the last prints it
        behind = units[i + 1]
        rated = _lacks(scene, i, units[i]) and _alike(scene, i, i + 1) and is_rate(behind) and _near(scene, i, i + 1)
        rated = rated and not restates(scene.text[scene.quantities[i].end : scene.quantities[i + 1].start], scene.base)
        listed = _by_place(scene, i, units) or _by_time(scene, i, units) or _by_kind(scene, i, units)
        left = units[i] is None and is_counted(behind) and is_whole(scene.quantities[i]) and is_change(scene, i + 1)
        rated = rated or (left and _alike(scene, i, i + 1))  # "70 мыңнан 85 мың теңгеге дейін"
        if rated or listed or _less_said(scene, i, units):
            units[i] = behind
    for i in range(len(units)):
        units[i] = _priced_by(scene, i, units) or units[i]
        if i and (_joined_rate(scene, i, units) or _same_price(scene, i, units) or _of_goods(scene, i, units)):
            units[i] = units[i - 1]
        if _lacks(scene, i, units[i]):
            units[i] = _lent(scene, i, units)
    return tuple(units)


def _of_goods(scene: Scene, i: int, units: Sequence[str | None]) -> bool:
    """Whether the noun behind a number is what was weighed, as behind the one before it: "3.1 million tonnes of wheat
    and 2.3 million of barley", "3,1 млн т пшеницы и 2,3 млн ячменя"."""
    quantity = scene.quantities[i]
    if units[i - 1] not in MEASURED_ON or quantity.unit_surface is None or quantity.unit != units[i]:
        return False
    at = scene.text.find(quantity.unit_surface, quantity.end)
    goods = any(m.slot == "product" and m.start == at for m in scene.concepts)
    return goods and not (quantity.unit or "").isascii() and _alike(scene, i - 1, i) and _near(scene, i - 1, i)


def _of_age(scene: Scene, quantity: FoundQuantity) -> str | None:
    """Years, where a number without a noun is the mean age: "орташа жасы – 43,6"."""
    aged = expression(scene.base, "unit_words", "mean_age", r"(?<!\w)(?:{})[^.,;:()\d]{{0,50}}$")
    lead = scene.text[max(0, quantity.start - _AGE) : quantity.start]
    return "year" if quantity.unit_surface is None and aged.search(lead) is not None else None


_AGE = 72


def _priced_by(scene: Scene, i: int, units: Sequence[str | None]) -> str | None:
    """The unit of a sum or an amount with what it is told for, where no other sum stands between the two."""
    quantity = scene.quantities[i].model_copy(update={"unit": units[i]})
    last = next((k for k in range(i - 1, -1, -1) if _is_sum(units[k])), None)
    if last is None:
        return priced_by(scene.text, quantity, 0, scene.base)
    since = scene.quantities[last].end
    if " per " in str(units[last]):  # "sold at 1.2 million a tonne and earned 122 million"
        behind = _joint(scene.base).search(scene.text, since, quantity.start)
        since = behind.end() if behind is not None else quantity.start
    return priced_by(scene.text, quantity, since, scene.base)


def _is_sum(unit: str | None) -> bool:
    return unit is not None and unit.partition(" per ")[0] in currencies()


def _lent(scene: Scene, i: int, units: Sequence[str | None]) -> str | None:
    """The unit that a number takes from its whole or from the number before it; its own where neither lends any."""
    whole = whole_of(scene, i, units)
    if whole is not None or units[i] == "one":  # "141 mixed ones"
        return whole or _last_counted(units[:i])
    if i and _has_another_noun(scene, scene.quantities[i]):
        return _last_counted(units[:i])
    if scene.quantities[i].unit is None and is_whole(scene.quantities[i]) and is_of_them(scene, scene.quantities[i]):
        wholes = [u for u, q in zip(units[:i], scene.quantities, strict=False) if _holds(q, scene, i)]
        return _last_counted(wholes) or _last_counted(units[:i])
    if i and (_from_to(scene, i) or _goes_on_in(scene, i, units[i - 1])):
        return units[i - 1]
    if i and scene.quantities[i].unit is None and is_whole(scene.quantities[i]) and _enclosed(scene, i):
        return _last_counted(units[:i])
    of = i - 2 if i > 1 and units[i - 1] == "year" else i - 1  # "540 cases, on average over three years 535"
    same = is_counted(units[of]) or units[of] in MEASURED_ON
    if i and scene.quantities[i].unit is None and same and _averaged(scene, i, of):
        return units[of]
    if i and scene.quantities[i].unit is None and is_distance(scene, scene.quantities[i]):
        return _last_counted(units[:i])
    owned = scene.base == "kk" and scene.quantities[i].unit_surface is not None
    if owned and is_counted(units[i]) and units[i] not in currencies():
        return None  # "98,2 мыңы шекті балды жинады": owned, and of what is told before it
    return units[i]


def _holds(whole: FoundQuantity, scene: Scene, i: int) -> bool:
    """Whether a number may be a part of another: "846 students at five universities; 512 of them"."""
    part = scene.quantities[i].value
    return whole.value is None or part is None or part <= whole.value


def _averaged(scene: Scene, i: int, of: int) -> bool:
    """Whether a number is the mean of what stands before it: "from 19 to 44 years, the median 31", "540 and 512 cases,
    on average over two years – 526"."""
    one, mean = scene.quantities[of], scene.quantities[i].value
    told = _mean_behind(scene.base).search(scene.text[one.end : scene.quantities[i].start]) is not None
    inside = one.low is not None and one.high is not None and mean is not None and one.low <= mean <= one.high
    return told and (inside or _alike(scene, of, i))


def _goes_on_in(scene: Scene, i: int, unit: str | None) -> bool:
    """Whether a number goes on with a list of sums, rates or measures: "612 000 tenge in one region, in another
    301 500", "39.9 per 10 000, in villages – 16.5", "75.1 years, of men – 71.0, of women – 79.1"."""
    if _rated(unit) and unit not in currencies() and _alike(scene, i - 1, i) and _near(scene, i - 1, i):
        return True
    bare = scene.quantities[i].unit is None
    between = scene.text[scene.quantities[i - 1].end : scene.quantities[i].start]
    if bare and is_counted(unit) and _alike(scene, i - 1, i) and says_indicator(between, scene.base):
        return True  # "4.6 million sheep, in the next region this figure was 3.2 million"
    if bare and is_counted(unit) and unit not in currencies() and _told_elsewhere(scene, i):
        return True
    if bare and unit is not None and _printed_alike(scene, i, unit):
        return True
    if bare and unit in _TIMES and _lasts_alike(scene, i):
        return True
    return bare and (_measured_on(scene, i, unit) or (unit in currencies() and _priced(scene, i)))


_TIMES = ("minute", "hour", "day", "week", "month")


def _lasts_alike(scene: Scene, i: int) -> bool:
    """Whether a bare number that ends its clause tells how long the same took: "a box needs 19 to 22 days; before, the
    same trip took 38"."""
    one, other = scene.quantities[i - 1], scene.quantities[i]
    last, value = one.value if one.value is not None else one.high, other.value
    if last is None or value is None or not 0 < max(last, value) < _CLOSEST * min(last, value):
        return False
    ends = expression(scene.base, "unit_words", "clause_ends", r"\s?(?:[.;,)]|$|{})").match(scene.text, other.end)
    between = scene.text[one.end : other.start]
    return ends is not None and re.fullmatch(r"[^\d.]*[,;][^\d.;(]{1,60}", between) is not None


def _rated(unit: str | None) -> bool:
    """Whether a unit is a rate of anything: per 10 000 people, per hectare, per kilogram."""
    return unit is not None and " per " in unit


def _measured_on(scene: Scene, i: int, unit: str | None) -> bool:
    """Whether a bare number behind a dash or in a bracket goes on with a list of what was measured in `unit`."""
    one, other = scene.quantities[i - 1].value, scene.quantities[i].value
    if unit not in MEASURED_ON or one is None or other is None or not one > 0 < other:
        return False
    between = scene.text[scene.quantities[i - 1].end : scene.quantities[i].start]
    listed = "," in between or ";" in between
    labelled = re.search(r"[^\W\d_]\s*[–—-]\s*$|[^\W\d_]\s\($", between) is not None
    but = _joining(scene.base, "but")
    labelled = labelled or re.search(rf",\s(?:{but})\s", between) is not None
    close = max(one, other) < _CLOSEST * min(one, other)
    return listed and labelled and close and len(between) <= 60 and "." not in between


_CLOSEST = 3
"""A bare number goes on with the measured one before it when neither is so many times the other."""


def _lacks(scene: Scene, i: int, unit: str | None) -> bool:
    quantity = scene.quantities[i]
    if unit == "one" or owned_by_whole(scene, quantity):
        return True  # "118-і ауылда тұрады": owned by its whole, it has no noun of its own
    if unit is not None and expression(scene.base, "unit_words", "owned_sum", "(?:{})$").search(quantity.surface):
        return True  # "оның 12 миллиарды", "адамның 312-сі"
    if i and unit is not None and _has_another_noun(scene, quantity):
        return True
    if unit is not None and unit != "rank" and quantity.unit_surface is not None:
        return False
    return unit is None and not is_test(scene, quantity)


def _has_another_noun(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the noun behind a part is what happens to it: "из 520 подлежащих осмотру", "23 субсидий не получали"."""
    noun = re.escape(quantity.unit_surface or "")
    forms = expression(scene.base, "unit_words", "another_noun", "(?:{})")
    behind = scene.text[quantity.end : quantity.end + _SET_AGAINST]
    told = forms.match(re.sub(rf"(?<!\w){noun}(?!\w)", "{}", behind, count=1)) if noun else None
    return told is not None


def _alike(scene: Scene, i: int, j: int) -> bool:
    """Whether two numbers may be of one measure: neither is a year or many times the other."""
    one, other = (q.value if q.value is not None else q.high for q in (scene.quantities[i], scene.quantities[j]))
    return one is not None and other is not None and one > 0 and other > 0 and one / other < 50 and other / one < 50


def _priced(scene: Scene, i: int) -> bool:
    """Whether a bare number goes on with a list of sums of money."""
    one, other = scene.quantities[i - 1].value, scene.quantities[i].value
    between = scene.text[scene.quantities[i - 1].end : scene.quantities[i].start]
    listed = "," in between or ";" in between or re.search(r"(?<!\w)(?:and|и|а|ал|және)(?!\w)", between)
    sums = one is not None and other is not None and other >= _SUM
    return bool(sums and listed) and _alike(scene, i - 1, i) and _near(scene, i - 1, i)


def _joined_rate(scene: Scene, i: int, units: Sequence[str | None]) -> bool:
    """Whether a count goes on with the rate before it: "7.1 and 4.0 doctors per 100 000, respectively"."""
    match = RATE.fullmatch(str(units[i - 1]))
    between = scene.text[scene.quantities[i - 1].end : scene.quantities[i].start].strip()
    same = match is not None and units[i] in (match["of"], None)
    if same and units[i] is not None and not is_whole(scene.quantities[i]):
        return _alike(scene, i - 1, i) and _near(scene, i - 1, i)  # "39,9 врача на 10 тыс., в селе – 16,5 врача"
    return same and _alike(scene, i - 1, i) and between in ("and", "и", "және", "мен", "пен", "бен", ",")


def _same_price(scene: Scene, i: int, units: Sequence[str | None]) -> bool:
    """Whether a sum goes on with a list of prices for one of a thing: "24.6 tenge per kWh, in the city 17.3 tenge"."""
    before, unit = str(units[i - 1]), units[i]
    one, other = scene.quantities[i - 1].value, scene.quantities[i].value
    if (
        unit not in currencies()
        or before.partition(" per ")[0] != unit
        or before == unit
        or one is None
        or other is None
    ):
        return False
    between = scene.text[scene.quantities[i - 1].end : scene.quantities[i].start]
    listed = re.search(r"[,;]", between) is not None or _from_to(scene, i)
    return listed and len(between) <= 60 and 0 < max(one, other) < _CLOSEST * min(one, other)


def _told_elsewhere(scene: Scene, i: int) -> bool:
    """Whether a bare number goes on with a list of places or times: "in the CIS 12 universities, in the EU – 30",
    "1,240 students in Poland and 615 in Turkey", "53 days in 2021 and just 18 to 23 in 2023"."""
    one, other = scene.quantities[i - 1], scene.quantities[i]
    between = scene.text[one.end : other.start]
    also = _joining(scene.base, "also", "but")
    joined = _joint(scene.base).search(between) is not None
    if not joined or not _alike(scene, i - 1, i) or not _near(scene, i - 1, i):
        return False
    told = [p.start for p in scene.places] + [p.start for p in scene.periods]
    named = any(one.end <= at < other.start or 0 <= at - other.end <= _BEHIND for at in told)
    return named or (re.fullmatch(rf"\s(?:{also})\s", between) is not None and one.unit is None)


_BEHIND = 12
"""Characters between a number and the place or time right behind it at most."""


@cache
def _joining(lang: str, *names: str) -> str:
    """The words of some lists that join stretches, as one expression."""
    return "|".join(re.escape(word) for name in names for word in knowledge(lang, "claims")["segments"][name])


@cache
def _joint(lang: str) -> re.Pattern[str]:
    """Where a stretch may begin that goes on with a list or with a clause: a comma, a semicolon, "and", "but"."""
    return re.compile(rf"[,;]|(?<!\w)(?:{_joining(lang, 'also', 'but')})(?!\w)", re.IGNORECASE)


@cache
def _mean_behind(lang: str) -> re.Pattern[str]:
    """What stands between two numbers of which the second is the mean of the first."""
    words = "|".join(map(re.escape, knowledge(lang, "claims")["kinds"]["mean"]))
    form = rf"[^,;.()]{{0,24}}[,;(]\s(?:[^\W\d_]{{1,4}}\s)?(?:{words})(?!\w)[^,;.()]{{0,24}}$"
    return re.compile(form, re.IGNORECASE)


def _scale(quantity: FoundQuantity) -> str:
    """The scale word printed with a number, if any."""
    return re.sub(r"[\d\s.,\u00a0]", "", quantity.surface)


def _by_place(scene: Scene, i: int, units: Sequence[str | None]) -> bool:
    """Whether one noun stands behind a list of places: "Қытайға 150, Ресейге 320 түлек"."""
    quantity, behind = scene.quantities[i], scene.quantities[i + 1]
    between = scene.text[quantity.end : behind.start]
    if units[i] is not None or not is_counted(units[i + 1]) or not is_whole(quantity) or len(between.split()) > 6:
        return False
    named = any(quantity.end <= p.start < behind.start for p in scene.places)
    listed = re.match(r"[\s)]*(?:[^\W\d_]{2,8}\s?)?,", between) is not None  # "10 мыңнан аса, Чехияда"
    return named and listed and _alike(scene, i, i + 1)


def _by_kind(scene: Scene, i: int, units: Sequence[str | None]) -> bool:
    """Whether one noun stands behind a list of kinds with one scale: "by train 20.9 million, by air 13.1 million and by
    tram 9.4 million people"."""
    quantity, behind = scene.quantities[i], scene.quantities[i + 1]
    if units[i] is not None or not is_counted(units[i + 1]) or quantity.unit_surface is not None:
        return False
    scales = [_scale(quantity), _scale(behind)]
    also = _joining(scene.base, "also")
    between = scene.text[quantity.end : behind.start]
    listed = re.fullmatch(rf"(?:,|,?\s(?:{also}))\s(?:[^\W\d_]+[-\s]){{1,4}}", between) is not None
    return listed and scales[0] == scales[1] != "" and _alike(scene, i, i + 1)


def _by_time(scene: Scene, i: int, units: Sequence[str | None]) -> bool:
    """Whether one measure stands behind a list of years: "in 2019 they made 44.2, in 2023 47.7 million tonnes"; a noun
    before the first number is who did it."""
    quantity, behind = scene.quantities[i], scene.quantities[i + 1]
    printed_behind = (
        quantity.unit_surface is not None and quantity.unit_surface in scene.text[quantity.end : behind.start]
    )
    if printed_behind or units[i + 1] not in MEASURED_ON | currencies() or units[i] == units[i + 1]:
        return False
    between = scene.text[quantity.end : behind.start]
    dated = any(quantity.end <= p.start < behind.start for p in scene.periods)
    listed = re.match(r"(?:\s\w+){0,3}?(?:,|\s(?:and|и|а|ал|және)\s)", between) is not None
    scales = [_scale(quantity), _scale(behind)]
    same = scales[0] == scales[1] and (scales[0] != "" or quantity.unit is None)
    return same and dated and listed and len(between.split()) <= 7 and _alike(scene, i, i + 1)


def _printed_alike(scene: Scene, i: int, unit: str) -> bool:
    """Whether a bare number goes on with the one before it, told in a measure and with as many decimals: "72.8 years:
    of women 77.4, of men 68.1", "2.4 times a year; the mean is 1.9 in towns and 1.6 in villages"."""
    one, other = scene.quantities[i - 1], scene.quantities[i]
    if unit not in MEASURED_ON | {"times", "point"} or _decimals(one) == 0 or _decimals(one) != _decimals(other):
        return False
    between = scene.text[one.end : other.start]
    also = _joining(scene.base, "also", "but")
    joined = re.search(rf"[,;:]|(?<!\w)(?:{also})(?!\w)", between, re.IGNORECASE) is not None
    first, last = one.value, other.value
    close = first is not None and last is not None and 0 < max(first, last) < 2 * min(first, last)
    return joined and close and len(between) <= 60 and re.search(r"[.=(]", between) is None


def _decimals(quantity: FoundQuantity) -> int:
    printed = re.fullmatch(r"\d+[.,](\d{1,2})", quantity.surface.split(" ")[0])
    return len(printed[1]) if printed is not None else 0


def _same_base(scene: Scene, i: int, units: Sequence[str | None]) -> str | None:
    """The rate that a figure told in its first unit alone goes on with: "гектарынан А облысында 14 центнер, Б облысында
    9 центнер", "18 kg per cow against 25 kg, a gap of 7 kg"."""
    k = next((k for k in range(i - 1, -1, -1) if _is_of_one(units[k])), None)
    if k is None or units[i] != str(units[k]).partition(" per ")[0] or not _near(scene, k, i):
        return None
    if _scale(scene.quantities[i]) != _scale(scene.quantities[k]):
        return None
    between = scene.text[scene.quantities[k].end : scene.quantities[i].start]
    if expression(scene.base, "unit_words", "gap", _GAP).search(between) is not None:
        return units[k]
    resumed = expression(scene.base, "unit_words", "resumed", "(?:{})$").search(between) is not None
    listed = " per hectare" in str(units[k]) and "," in between and (scene.base == "kk" or resumed)
    set_against = scene.quantities[i].start - scene.quantities[i - 1].end <= _SET_AGAINST and is_set_against(scene, i)
    against = units[i - 1] == units[k] and (is_change(scene, i) or set_against)
    return units[k] if (listed or against) and _alike(scene, k, i) else None


_GAP = r"(?<!\w)(?:{})(?!\w)[^.;,:()\d]*$"
"""A noun of difference before the number that is its amount."""


def _is_of_one(unit: str | None) -> bool:
    """Whether a figure is told for one of a thing, not for a time."""
    return unit is not None and " per " in unit and not unit.endswith(_PER_TIME)


_TIMES_OF_RATES = ("year", "month", "week", "day", "night", "shift", "hour", "minute", "second")
_PER_TIME = tuple(f" per {time}" for time in _TIMES_OF_RATES)


def _near(scene: Scene, i: int, j: int) -> bool:
    """Whether one list or one "from … to …" holds both numbers."""
    between = scene.text[scene.quantities[i].end : scene.quantities[j].start]
    return len(between) <= 120 and not re.search(r"[.!?]\s+[A-ZА-ЯӘІҢҒҮҰҚӨҺ]", between)


def _less_said(scene: Scene, i: int, units: Sequence[str | None]) -> bool:
    """Whether a number lacks but the base of the next one's unit: "from 19.6 to 14.2 tenge per kilowatt hour"."""
    behind, unit = units[i + 1], units[i]
    return bool(behind and unit and " per " in behind and behind.split(" per ")[0] == unit) and _from_to(scene, i + 1)


def _from_to(scene: Scene, i: int) -> bool:
    """Whether the number ends a change that the one before it begins, or is what that one is compared with."""
    one, other = scene.quantities[i - 1], scene.quantities[i]
    near = other.start - one.end <= _SET_AGAINST and is_set_against(scene, i)
    return _alike(scene, i - 1, i) and (near or is_change(scene, i))


_SET_AGAINST = 60
"""Characters between two numbers that are compared at most."""


def _enclosed(scene: Scene, i: int) -> bool:
    """Whether the number alone stands in brackets, with nothing but what it is the same of: "in 2020 (7 071)"."""
    quantity = scene.quantities[i]
    before, after = scene.text[: quantity.start], scene.text[quantity.end :]
    return before.endswith("(") and after.startswith(")")


def _last_counted(units: Sequence[str | None]) -> str | None:
    return next((unit for unit in reversed(units) if is_counted(unit)), None)

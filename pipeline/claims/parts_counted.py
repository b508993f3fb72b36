"""Parts of a whole: numbers that count what the number before them counts, "of whom", after a colon, in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.claims.expressions import expression
from pipeline.claims.scene import Scene
from pipeline.claims.unit_words import owned_by_whole
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import measured_units, unit_class
from schemas import FoundQuantity

MEASURED_ON = (measured_units() | {"year", "month", "day", "hour", "minute"}) - {"percent", "percentage point"}


def whole_of(scene: Scene, i: int, units: Sequence[str | None]) -> str | None:
    """The unit of the whole that the number is a part of: "3 000 doctors, of whom 1 200 are in villages"."""
    quantity = scene.quantities[i]
    if not i or not (is_whole(quantity) or units[i - 1] in MEASURED_ON):
        return None
    last = next((k for k in range(i - 1, -1, -1) if is_counted(units[k])), None)
    if last is None:
        return None
    if last == i - 1 and (_part_in_kazakh(scene, i) or _part_again(scene, i)):
        return units[last]
    among = _among(scene, i, units)
    if among is not None:
        return among
    between = scene.text[scene.quantities[last].end : quantity.start]
    printed = next((k for k in range(last, -1, -1) if scene.quantities[k].unit and is_counted(units[k])), last)
    value, whole = quantity.value, scene.quantities[printed].value
    smaller = value is None or whole is None or value <= whole
    told = _of_them(scene.base).search(between) or (quantity.unit is None and _itemised(scene, i, units))
    return units[last] if smaller and told else None


@cache
def _of_them(lang: str) -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w) for w in knowledge(lang, "claims")["continuation"]["of_them"]), reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def is_of_them(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a number counts those told of before by a pronoun: "в Германии их более 9 тысяч", "five of them"."""
    before = expression(scene.base, "unit_words", "of_them_before", r"(?<!\w)(?:{})\s*$")
    behind = expression(scene.base, "unit_words", "of_them_behind", r"\s(?:{})(?!\w)")
    lead = scene.text[max(0, quantity.start - _PRONOUN) : quantity.start]
    return before.search(lead) is not None or behind.match(scene.text, quantity.end) is not None


_PRONOUN = 40
"""Characters before a number in which the pronoun stands at most."""


def _itemised(scene: Scene, i: int, units: Sequence[str | None]) -> bool:
    """Whether a colon behind the whole opens the list that the number stands in: "240 farms took part: 118 in the
    north, 74 in the south"."""
    whole = next((k for k in range(i - 1, -1, -1) if scene.quantities[k].unit and is_counted(units[k])), None)
    total = scene.quantities[whole].value if whole is not None else None
    if whole is None or total is None:
        return False
    opened, colon, listed = scene.text[scene.quantities[whole].end : scene.quantities[i].start].partition(":")
    if not colon or ":" in listed or re.search(r"[.;]\s", opened) or len(opened) > 60:
        return False
    parts = [q.value for q in scene.quantities[whole + 1 :] if q.unit is None]
    return all(p is not None and p <= total for p in parts)


def _part_in_kazakh(scene: Scene, i: int) -> bool:
    """Whether a number is owned by the whole right before it: "2 640 адамның 216-сында"."""
    between = scene.text[scene.quantities[i - 1].end : scene.quantities[i].start].strip()
    owner = (
        scene.base == "kk"
        and re.search(r"[нтд][ыі]ң(?:\s(?:тек|шамамен|небәрі|кемінде))?$", between)
        and len(between) < 40
    )
    return bool(owner and _is_owned(scene, scene.quantities[i]))


def _is_owned(scene: Scene, quantity: FoundQuantity) -> bool:
    """ "216-сы", "3,9 мыңында": a number in the possessive, by its digits or by its scale."""
    owned = expression(scene.base, "unit_words", "owned_sum", "(?:{})$").search(quantity.surface)
    return owned is not None or owned_by_whole(scene, quantity)


def _part_again(scene: Scene, i: int) -> bool:
    """Whether a number goes on with a list of parts: "олардың 74-і шаруа қожалығы, 31-і серіктестік"."""
    one, other = scene.quantities[i - 1], scene.quantities[i]
    owned = scene.base == "kk" and all(owned_by_whole(scene, q) for q in (one, other))
    return owned and re.fullmatch(r"[^.;:()\d]{3,60},\s", scene.text[one.end : other.start]) is not None


def _among(scene: Scene, i: int, units: Sequence[str | None]) -> str | None:
    """The unit of what the sentence divides: "of 180 farms 63 (35 %) have a store, 72 rent one"."""
    value = scene.quantities[i].value
    for k in range(i):
        whole = scene.quantities[k]
        larger = whole.value is not None and value is not None and value <= whole.value
        divided = expression(scene.base, "unit_words", "of_all", r"(?<!\w)(?:{})\s*$")
        if larger and is_counted(units[k]) and divided.search(scene.text[max(0, whole.start - 24) : whole.start]):
            return units[k]
    return None


def is_counted(unit: str | None) -> bool:
    return unit is not None and unit_class(unit) not in ("percent", "percentage point", "times", "rank", "year", "")


def is_whole(quantity: FoundQuantity) -> bool:
    return quantity.value is not None and quantity.value == quantity.value.to_integral_value()

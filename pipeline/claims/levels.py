"""Two levels of one thing in a sentence: "from 101 thousand in 2015 to 92 thousand", "86 billion against 64"."""

from __future__ import annotations

from decimal import Decimal

from pipeline.claims.expressions import RIGHT_BEFORE, expression
from pipeline.claims.scene import Scene
from pipeline.numbers.units import unit_class
from schemas import FoundQuantity

_APART = 60
"""Characters between two levels at most."""

_LEAD = 24
_HALF = r"(?<!\w)(?:{})\W*(?:[^\W\d_]{{2,12}}\s){{0,2}}$"
"""What opens a level, with a hedge or a noun behind it."""

_NEARLY = Decimal("0.12")
"""By so much of itself a multiple may miss the one that two levels make."""


def is_set_against(scene: Scene, i: int) -> bool:
    """Whether a number is what the one before it is compared with: "86 billion tenge against 64 billion"."""
    between = scene.text[scene.quantities[i - 1].end : scene.quantities[i].start]
    return expression(scene.base, "levels", "against", RIGHT_BEFORE).search(between) is not None


def is_change(scene: Scene, i: int) -> bool:
    """Whether the number ends a change that the one before it begins: "from 101 thousand in 2015 to 92 thousand"."""
    one, other = scene.quantities[i - 1], scene.quantities[i]
    between = scene.text[one.end : other.start]
    if len(between) > _APART:
        return False
    left = expression(scene.base, "levels", "left", r"(?:{})(?!\w)").search(one.surface + between)
    if left is not None:  # Kazakh: the ending of the case that a level is left in
        reached = expression(scene.base, "levels", "reached", r"\W*(?:\w+\W+){{0,2}}(?:{})")
        return reached.match(scene.text[other.end : other.end + 40]) is not None
    opened = expression(scene.base, "levels", "from", _HALF).search(scene.text[max(0, one.start - _LEAD) : one.start])
    return opened is not None and expression(scene.base, "levels", "to", _HALF).search(between) is not None


def is_multiple(quantity: FoundQuantity, one: FoundQuantity, other: FoundQuantity) -> bool:
    """Whether a multiple is that of two figures: 2.3 times of 4 210 and 9 640."""
    times, first, last = quantity.value, one.value, other.value
    if times is None or first is None or last is None or min(times, first, last) <= 0:
        return False
    ratio = max(first, last) / min(first, last)
    return are_alike(one, other) and abs(ratio - times) <= times * _NEARLY


def are_alike(one: FoundQuantity, other: FoundQuantity) -> bool:
    """Whether two figures may be levels of one thing: one of them may leave out the unit."""
    return None in (one.unit, other.unit) or unit_class(one.unit) == unit_class(other.unit)

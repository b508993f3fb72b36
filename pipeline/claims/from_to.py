"""Two levels of one thing that stand side by side: "rose from 11 to 13 percent", "7,1 мыңнан 7,4 мыңға дейін артты"."""

from __future__ import annotations

from itertools import pairwise

from pipeline.claims.expressions import RIGHT_BEFORE, expression
from pipeline.claims.scene import Scene
from schemas import FoundQuantity

_NEAR = 16
"""Characters between two such levels, their units with them, at most."""

_LEFT = r"^[\s%\w.-]{{0,14}}?(?<!\w)(?:{})\s$"
_CASE = r"[-‑–]?\w*(?:{})$"


def level_left(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a number is the level from which the one right behind it was reached."""
    return any(one.start == quantity.start and _lead_on(scene, one, other) for one, other in pairwise(scene.quantities))


def reached_from(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a number is the level that was reached from the one right before it, and tells nothing else."""
    return any(
        other.start == quantity.start and _lead_on(scene, one, other) for one, other in pairwise(scene.quantities)
    )


def _lead_on(scene: Scene, one: FoundQuantity, other: FoundQuantity) -> bool:
    if other.start - one.end > _NEAR or (None not in (one.unit, other.unit) and one.unit != other.unit):
        return False
    between = scene.text[one.end : other.start]
    if scene.base == "kk":
        left = expression("kk", "levels", "left", _CASE)
        return left.search(scene.text[one.start : other.start].rstrip()) is not None and "," not in between
    opened = expression(scene.base, "levels", "from", RIGHT_BEFORE).search(scene.text[: one.start][-_NEAR:])
    return opened is not None and expression(scene.base, "levels", "to", _LEFT).search(between) is not None

"""Regions that a figure is told of, by their number: "in nine regions", "четырёх областей" happen at no time."""

from __future__ import annotations

from pipeline.claims.expressions import RIGHT_BEFORE, RIGHT_BEHIND, expression
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment

_TERRITORIES = ("region", "district", "city", "country", "province")
_MOST = 20
"""So many regions may be those that a text speaks of."""


def is_of_regions(scene: Scene, segment: Segment) -> bool:
    """Whether the number but says of how many regions the sentence speaks, by its preposition or its case."""
    quantity = scene.quantities[segment.quantities[0]]
    in_words = not any(sign.isdigit() for sign in quantity.surface)
    few = in_words and quantity.value is not None and 1 < quantity.value <= _MOST
    if not few or quantity.unit not in _TERRITORIES:
        return False
    opened = expression(scene.base, "regions", "before", RIGHT_BEFORE).search(scene.text[: quantity.start][-24:])
    inflected = expression(scene.base, "regions", "number", "(?:{})$").match(quantity.surface)
    behind = expression(scene.base, "regions", "behind", RIGHT_BEHIND).match(scene.text, quantity.end)
    return any((opened, inflected, behind))

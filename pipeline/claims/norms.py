"""What ought to be and nobody measured: limits and recommended levels, which lie nowhere and in no year."""

from __future__ import annotations

from pipeline.claims.expressions import RIGHT_BEHIND, expression
from pipeline.claims.kinds import AMOUNTS
from pipeline.claims.scene import Scene
from pipeline.numbers.units import measured_units
from schemas import FoundQuantity

_NEAR = 48
_RIGHT = r"(?<!\w)(?:{})(?!\w)[^,;:()\d]{{0,32}}$"


def is_norm(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a number is but a limit or a level that is advised: "more than five times the limit of 5 µg/m³", "short
    of the 95 % thought necessary", "рекомендованный уровень, равный 5 мкг/м³"."""
    unit = quantity.unit or ""
    if " per " not in unit and unit != "percent" and unit not in measured_units() - AMOUNTS:
        return False  # a limit of tonnes or of people is a quota
    lead = scene.text[max(0, quantity.start - _NEAR) : quantity.start]
    if expression(scene.base, "norms", "before", _RIGHT).search(lead) is not None:
        return True
    behind = scene.text[quantity.end : quantity.end + _NEAR]
    return expression(scene.base, "norms", "behind", RIGHT_BEHIND).match(behind) is not None

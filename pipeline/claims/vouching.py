"""Which sentences tell figures of a country or its parts, as registers and statistics do, and no study's own."""

from __future__ import annotations

from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.scene import Scene
from pipeline.claims.status import is_planned
from pipeline.claims.studied import is_vital
from pipeline.numbers.units import currencies
from schemas import FoundQuantity

_MORE_THAN_ASKED = 10_000
_MORE_THAN_PAID = 10**9


def vouched_for(scene: Scene) -> bool:
    """Whether a sentence dates its figures, names their source, tells of a plan, or of more than any sample holds, as
    figures of a country are told."""
    dated = bool(scene.sources) or is_planned(scene) or is_vital(scene) or names_register(scene)
    dated = dated or any(p.period or p.as_of for p in scene.periods)
    return dated or has_large(scene)


def names_register(scene: Scene) -> bool:
    """Whether a census, a register or statistics are named, which tell of all the people of a place."""
    return scene.tells(expression(scene.base, "words", "registers", BEGINNING, file="places"))


def has_large(scene: Scene) -> bool:
    """Whether a number of the sentence is larger than any study of its own could count."""
    return any(_is_large(quantity) for quantity in scene.quantities[:_SOUGHT])


_SOUGHT = 50
"""So many of a sentence's numbers are looked at for one that tells of a country."""


def _is_large(quantity: FoundQuantity) -> bool:
    """Whether there is more of it than a paper can count by itself: millions of tonnes, thousands of millions in money;
    what one hectare or one person takes is none of that."""
    unit = quantity.unit or ""
    most = _MORE_THAN_PAID if unit in currencies() else _MORE_THAN_ASKED
    return quantity.value is not None and quantity.value >= most and " per " not in unit

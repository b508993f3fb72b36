"""Amounts in measured units (tonnes, hectares, kilowatt hours): checks add them up as counts, a reader counts none of
them. They are counts until all that is computed of a paper is, and figures of another kind in what is told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.claims.kinds import AMOUNTS
from schemas import Claim, Kind

_MEASURED = AMOUNTS - {"head"}
_CONTENT = re.compile(r"(?:\w*gram|becquerel) per (?:cubic \w+|\w*litre|kilogram)")
"""How much of one thing is in another."""


def told_apart(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, amounts and contents told as neither counts nor rates."""
    return tuple(c.model_copy(update={"kind": "other"}) if _is_amount(c) else c for c in claims)


def counted_kind(claim: Claim) -> Kind:
    """The kind in which a claim is compared: amounts are told as sums are."""
    return "count" if claim.kind == "other" and claim.quantity.unit in _MEASURED else claim.kind


def _is_amount(claim: Claim) -> bool:
    unit = claim.quantity.unit
    if unit is None or claim.kind not in ("count", "ratio", "statistic"):
        return False
    return unit in _MEASURED if claim.kind == "count" else _CONTENT.fullmatch(unit) is not None

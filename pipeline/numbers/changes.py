"""The two ends of an English change, "from $36,040 to $34,935", as one quantity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.numbers.interval import range_interval
from pipeline.numbers.units import WHOLLY_UNIT, currencies, measured_units
from schemas.quantity import FoundQuantity

_OPENED: Final = re.compile(r"\bfrom\s{1,3}(?:[a-z]{2,13}\s{1,3}){0,3}[A-Z]{0,3}\s?[$€£]?[A-Z]{0,2}\Z")
_BETWEEN: Final = re.compile(r"[^;:()\n]{0,70}?\sto\s{1,3}(?:[a-z]{2,13}\s{1,3}){0,2}[A-Z]{0,3}\s?[$€£]?[A-Z]{0,2}\Z")

OPENER_REACH: Final = 40
"""Characters before the first end in which its "from" stands."""

ENDS_REACH: Final = 90
"""Characters between the two ends of a change at most."""


def with_changes(text: str, quantities: Sequence[FoundQuantity]) -> tuple[FoundQuantity, ...]:
    """The quantities, in order, with the two ends of a change of level put together.

    `low` is the end that the text names first, also where the level fell; the intervals hold both ends. Counts of
    things ("from 20 000 to 90 000 students") are two counts and stay two.
    """
    result: list[FoundQuantity] = []
    for quantity in quantities:
        if result and _is_change(text, result[-1], quantity):
            result[-1] = _joined(text, result[-1], quantity)
        else:
            result.append(quantity)
    return tuple(result)


def _is_change(text: str, a: FoundQuantity, b: FoundQuantity) -> bool:
    if a.value is None or b.value is None or not 0 < b.start - a.end <= ENDS_REACH or not _same_measure(a, b):
        return False
    if _BETWEEN.match(text, a.end, b.start) is None:
        return False
    return _OPENED.search(text[max(0, a.start - OPENER_REACH) : a.start]) is not None


def _same_measure(a: FoundQuantity, b: FoundQuantity) -> bool:
    units = {unit.split(" per ")[0] for unit in (a.unit, b.unit) if unit is not None}
    return len(units) < 2 and all(
        unit in measured_units() or unit in WHOLLY_UNIT or unit in currencies() or unit == "point" for unit in units
    )


def _joined(text: str, a: FoundQuantity, b: FoundQuantity) -> FoundQuantity:
    unit = max((a.unit, b.unit), key=lambda unit: len(unit or ""))
    wide, narrow = (
        range_interval(*sorted(ends, key=lambda ends: ends[0] or 0))
        for ends in ((a.interval, b.interval), (a.interval_narrow, b.interval_narrow))
    )
    return a.model_copy(
        update={
            "value": None,
            "low": a.value,
            "high": b.value,
            "bound": "~" if "~" in (a.bound, b.bound) else "=",
            "unit": unit,
            "unit_surface": a.unit_surface or b.unit_surface,
            "interval": wide,
            "interval_narrow": narrow,
            "readings": (),
            "surface": text[a.start : b.end],
            "end": b.end,
        }
    )

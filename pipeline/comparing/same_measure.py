"""Units of one measure: tonnes and centners, megawatts and gigawatts are compared in what most figures print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

from pipeline.comparing.figures import Figure, figure_of
from pipeline.numbers.units import unit_class
from schemas import Interval, Quantity

_MEASURES: Final[Mapping[str, Mapping[str, str]]] = {
    "mass": {
        "milligram": "0.000001",
        "gram": "0.001",
        "kilogram": "1",
        "centner": "100",
        "quintal": "100",
        "tonne": "1000",
        "kilotonne": "1000000",
        "megatonne": "1000000000",
    },
    "length": {"millimetre": "0.001", "centimetre": "0.01", "metre": "1", "kilometre": "1000"},
    "area": {"square metre": "1", "hectare": "10000", "square kilometre": "1000000"},
    "volume": {"millilitre": "0.001", "litre": "1", "cubic metre": "1000", "cubic kilometre": "1000000000000"},
    "power": {"watt": "1", "kilowatt": "1000", "megawatt": "1000000", "gigawatt": "1000000000"},
    "energy": {
        "kilowatt hour": "1",
        "megawatt hour": "1000",
        "gigawatt hour": "1000000",
        "terawatt hour": "1000000000",
    },
    "short time": {"second": "1", "minute": "60", "hour": "3600"},
    "long time": {"month": "1", "year": "12"},
}
"""By definition of the units; the centner of Kazakhstan is 100 kg."""

_MEASURE_OF: Final = {
    unit: (name, Decimal(worth)) for name, units in _MEASURES.items() for unit, worth in units.items()
}
_NAMES: Final = frozenset(_MEASURES)
_ENOUGH_DIGITS: Final = 40


@lru_cache(maxsize=4096)
def measure_of(unit: str | None) -> str | None:
    """What a unit measures: "mass per hectare" of tonnes or centners per hectare; None of what is counted."""
    counted, per, base = (unit or "").partition(" per ")
    known = _MEASURE_OF.get(counted)
    return f"{known[0]}{per}{unit_class(base) if per else base}" if known is not None else None


def is_measure(compared: str) -> bool:
    """Whether the unit of a key is the name of a measure."""
    return compared.partition(" per ")[0] in _NAMES


def in_one_unit(figures: Sequence[Figure]) -> list[Figure]:
    """Figures of one measure in the unit that most of them print; of equally many in the first by name."""
    units = Counter(str(figure.unit) for figure in figures)
    if len(units) == 1:
        return list(figures)
    unit = min(units, key=lambda name: (-units[name], name))
    return [figure if figure.unit == unit else _converted(figure, unit) for figure in figures]


def _converted(figure: Figure, unit: str) -> Figure:
    claim = figure.claim
    worth = (_MEASURE_OF[str(name).partition(" per ")[0]][1] for name in (claim.quantity.unit, unit))
    times, parts = worth
    quantity = _scaled(claim.quantity, times / parts if times >= parts else 1 / (parts / times))
    return figure_of(claim.model_copy(update={"quantity": quantity.model_copy(update={"unit": unit})}))


def _scaled(quantity: Quantity, factor: Decimal) -> Quantity:
    ends: dict[str, object] = {
        name: None if (end := getattr(quantity, name)) is None else _times(end, factor)
        for name in ("value", "low", "high")
    }
    for name in ("interval", "interval_narrow"):
        interval: Interval = getattr(quantity, name)
        ends[name] = tuple(None if end is None else _times(end, factor) for end in interval)
    return quantity.model_copy(update=ends)


def _times(value: Decimal, factor: Decimal) -> Decimal:
    with localcontext(prec=max(_ENOUGH_DIGITS, len(value.as_tuple().digits) + _ENOUGH_DIGITS)):
        return value * factor

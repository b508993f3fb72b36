"""What a printed number says: value or range, bound, unit, and the interval of true values."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from schemas.values import Interval, Number, Record

Bound = Literal["=", "~", ">", "<", ">=", "<="]


class Quantity(Record):
    """A number read from paper. Either `value`, or `low` and `high` for a range, is set."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound = "="
    unit: str | None = None
    interval: Interval
    interval_narrow: Interval
    readings: tuple[Number, ...] = ()

    @model_validator(mode="after")
    def _value_or_range(self) -> Quantity:
        one, both = self.value is not None, self.low is not None and self.high is not None
        if one == both or (self.low is None) != (self.high is None):
            raise ValueError("a quantity has a value, or low and high")
        return self


class FoundQuantity(Quantity):
    """A quantity with its place: `text[start:end] == surface`, the number with its scale word or %."""

    surface: str
    start: int
    end: int
    unit_surface: str | None = None
    in_words: bool = False
    """True for a fraction written in words ("a third"): `value` is the fraction; a share is in percent."""


class Period(Record):
    """A time span, as coarse as printed: "2017", "2020-01".."2020-06"; `text` is what is printed."""

    start: str
    end: str
    text: str


class AsOf(Record):
    """A relative time ("today", "last year") resolved by the paper's date; it never enters a verdict."""

    text: str
    start: str | None = None
    end: str | None = None

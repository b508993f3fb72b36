"""The value types that the records share: numbers as printed, intervals, boxes, and the record base."""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

SCHEMA_VERSION = "1.0"


def _known_version(version: str) -> str:
    if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise ValueError(
            f"this file has schema version {version}, this Derek reads {SCHEMA_VERSION}: "
            "run `derek run --force` on the papers again, or use the Derek that wrote the file"
        )
    return version


Version = Annotated[str, AfterValidator(_known_version)]
"""Version of a file's schema; files of another major version are refused with a sentence."""


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError("a printed number is finite")
    return value


Number = Annotated[
    Decimal,
    AfterValidator(_finite),
    PlainSerializer(_json_number, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""A number as printed: Decimal in memory, a JSON number in files."""

Interval = tuple[Number | None, Number | None]
"""Closed interval of true values; None is an open end (DESIGN.md, the interval rule)."""


def _rounded(value: float) -> float:
    return float(Decimal(repr(float(value))).quantize(Decimal("0.01"), ROUND_HALF_EVEN)) + 0.0


Point = Annotated[float, AfterValidator(_rounded)]
"""A coordinate in points from the top left of the upright page, rounded to 0.01."""

Box = tuple[Point, Point, Point, Point]
"""[x0, top, x1, bottom] in points."""


class Record(BaseModel):
    """A frozen record of the contract: unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")

    @classmethod
    def of_checked(cls, **values: Any) -> Self:
        """A record of what other records hold: all its fields, in the order of their declaration, not looked at again.

        For hundreds of thousands of records: pydantic's `model_construct` asks each field for its default and its
        aliases, and takes longer than validating.
        """
        record = cls.__new__(cls)
        _put(record, "__dict__", values)
        _put(record, "__pydantic_fields_set__", _all_fields(cls))
        _put(record, "__pydantic_extra__", None)
        _put(record, "__pydantic_private__", None)
        return record


_put = object.__setattr__
"""A frozen record takes nothing by its own."""


@cache
def _all_fields(kind: type[Record]) -> set[str]:
    return set(kind.model_fields)


def sorted_keys(mapping: dict[str, Any]) -> dict[str, Any]:
    """The same mapping in key order, so that equal records make equal bytes."""
    return dict(sorted(mapping.items()))


_TWO_WAYS = re.compile(r"[:\[,\s]-?(?:\d[\d.]*e|0\.0000)")
"""What may be a very large or small number, which Python and the compiled serializer write differently."""


def dump(record: Record, *, indent: int | None = None) -> str:
    """One record as JSON text: fields as declared, letters unescaped, so that the same record is the same bytes."""
    text = record.__pydantic_serializer__.to_json(record, indent=indent).decode()
    if _TWO_WAYS.search(text) is None:
        return text
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=indent, separators=separators)

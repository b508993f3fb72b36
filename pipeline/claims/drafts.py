"""A claim before it has its id and its place in the paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from schemas import AsOf, Citation, FoundQuantity, Kind, Period, Places, Quantity, Status


class Draft(NamedTuple):
    """A claim but for its id and its place in the paper; `found` has its place in the sentence."""

    found: FoundQuantity
    quantity: Quantity
    kind: Kind
    topic: Mapping[str, str]
    label: Mapping[str, str]
    places: Places
    period: Period | None
    as_of: AsOf | None
    status: Status
    inherited: tuple[str, ...]
    whole: Mapping[str, str] | None
    cited: tuple[Citation, ...] = ()
    unplaced_sample: bool = False
    """Whether it is told of the paper's own sample before the text says where that lies."""

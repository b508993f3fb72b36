"""Figures of one paper held against each other."""

from __future__ import annotations

from typing import Literal

from schemas.claim import CellPlace, Label
from schemas.decision import Decided
from schemas.values import Number, Record

Check = Literal[
    "sum", "share-sum", "share-of-whole", "multiple", "growth", "granularity", "statistic", "regression",
    "translation", "text-table", "same-figure",
]  # fmt: skip


class Finding(Record):
    """One relation between figures of a paper, and whether it holds."""

    finding_id: str
    paper_id: str
    check: Check
    verdict: Literal["consistent", "inconsistent"]
    numbers: tuple[Number, ...]
    claims: tuple[str, ...] = ()
    cells: tuple[CellPlace, ...] = ()
    expected: str
    printed: str
    explanation: Label
    decision: Decided | None = None

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

FindingSeverity = Literal["changes-conclusion", "detail"]


class Finding(Record):
    """One relation between figures of a paper, and whether it holds.

    `severity` of one that does not hold: it changes what the paper concludes (a figure of its abstract or conclusion,
    a p on the other side of 0.05, a majority or a yearly rise that is none), or it does not.
    """

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
    severity: FindingSeverity | None = None
    decision: Decided | None = None

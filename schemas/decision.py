"""What reviewers decided: lines of `decisions.jsonl`, and the mark that a decision leaves on what it was about."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from schemas.values import SCHEMA_VERSION, Number, Record, Version, sorted_keys

Action = Literal["accept", "dismiss", "explain", "correct", "undo"]
Target = Literal["conflict", "finding", "claim"]
DecisionReason = Literal[
    "different-period", "different-definition", "different-source", "rounding", "unit", "projection", "target",
    "misread", "not-a-figure", "error-in-paper", "checked-at-source", "other",
]  # fmt: skip
"""Why a reviewer decides so. The first seven explain a difference as the comparison's own reasons do."""

Line = Annotated[str, Field(max_length=2_000)]


class Evidence(Record):
    """A figure as it stood when the decision was made, so that the decision can be judged and found again."""

    paper_id: str
    claim_id: str | None = None
    quote: str
    surface: str
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None


class Decision(Record):
    """One line: who decided what, when, and about which figures.

    `undo` names the decision that it takes back; `correct` names the slots of a claim and their new values ("" empties
    one). A line is never changed.
    """

    schema_version: Version = SCHEMA_VERSION
    decision_id: str
    at: str
    """ISO 8601, UTC."""
    by: Annotated[str, Field(min_length=1, max_length=200)]
    target: Target
    target_id: str
    action: Action
    reason: DecisionReason | None = None
    note: Line = ""
    changes: Annotated[dict[str, str], AfterValidator(sorted_keys)] = {}
    undoes: str | None = None
    about: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Decision:
        if (self.action == "undo") != (self.undoes is not None):
            raise ValueError("an undo names the decision that it takes back, and nothing else does")
        if (self.action == "correct") != bool(self.changes):
            raise ValueError("a correction names slots and their values, and nothing else does")
        if self.action == "correct" and self.target != "claim":
            raise ValueError("only a claim can be corrected")
        if self.action in ("explain", "dismiss") and self.reason is None:
            raise ValueError(f"to {self.action} needs a reason")
        return self


class Decided(Record):
    """The decision that stands for a conflict, a finding or a claim.

    `look_again`: what it was about has changed since (another version of the paper, another reading), so that it is
    shown and not applied.
    """

    decision_id: str
    at: str
    by: str
    action: Action
    reason: DecisionReason | None = None
    note: str = ""
    look_again: bool = False

"""What reviewers decided, applied: dismissed conflicts leave the list, corrections flow into the comparison.

Pure functions over records. A decision holds for just the figures that it was about. In another version of a paper, or
when Derek reads a figure differently, it is found again by its quotes and comes back as "look again", not applied.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from pipeline.claims.topics import label_of
from pipeline.claims.vocabulary import load_vocabulary
from schemas import (
    Claim,
    Conflict,
    ConflictReport,
    Decided,
    Decision,
    Evidence,
    Finding,
    Group,
    Kind,
    Paper,
    Period,
    Reason,
    Status,
    Target,
)

_PLACES = ("area", "origin", "host")
_TOPIC = "topic."
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "status": get_args(Status),
    "weight": ("normal", "low"),
}
SLOTS = (*_PLACES, "period", "unit", *_CHOICES)
"""What can be corrected in a claim, besides `topic.<slot>`."""
_CODES = re.compile(r"[A-Z][A-Z0-9-]*(\+[A-Z][A-Z0-9-]*)*")
_DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
_PERIOD = re.compile(rf"(?P<start>{_DAY})(?:\.\.(?P<end>{_DAY}))?")
_EXPLAINS = frozenset(get_args(Reason))


class BadCorrection(ValueError):
    """A slot that can't be corrected, or a value that it can't take; the text says which and what would do."""


class Review:
    """The decisions that stand, held against the papers as they are now."""

    def __init__(
        self, papers: Sequence[Paper], decisions: Sequence[Decision], *, elsewhere: Iterable[str] = ()
    ) -> None:
        """`elsewhere`: ids of claims, conflicts and findings that are there too, when these are part of all papers."""
        self._raw = papers
        self._elsewhere = frozenset(elsewhere)
        self._standing = _standing(decisions)
        self._claims = {claim.claim_id: claim for paper in papers for claim in paper.claims}

    @cached_property
    def papers(self) -> list[Paper]:
        """The papers with claims corrected; claims that are dismissed are left out."""
        wanted = self._index("claim", self._claims)
        if wanted.empty:
            return list(self._raw)
        return [
            paper.model_copy(update={"claims": tuple(c for old in paper.claims if (c := _settled(old, wanted)))})
            for paper in self._raw
        ]

    @cached_property
    def claim_decisions(self) -> dict[str, Decided]:
        """The decisions about claims, by claim id; with `look_again` where the claim has changed."""
        wanted = self._index("claim", self._claims)
        found = ((claim, wanted.find(claim.claim_id, [evidence_of(claim)])) for claim in self._claims.values())
        return {claim.claim_id: mark for claim, match in found if match and (mark := _mark(*match))}

    def applied(self, report: ConflictReport, *, keep_dismissed: bool = False) -> ConflictReport:
        """The comparison with the mark of each decision; what is dismissed is left out unless it is to be kept."""
        pairs = self._index("conflict", (e.conflict_id for group in report.groups for e in group.conflicts))
        sums = self._index("finding", (finding.finding_id for finding in report.findings))
        groups = tuple(self._decided_group(group, pairs, keep_dismissed) for group in report.groups)
        findings = tuple(
            marked
            for finding in report.findings
            if (marked := self._decided_finding(finding, sums)) and (keep_dismissed or not _dismissed(marked.decision))
        )
        return report.model_copy(update={"groups": groups, "findings": findings})

    def _decided_group(self, group: Group, pairs: _Index, keep_dismissed: bool) -> Group:
        if not group.conflicts or pairs.empty:
            return group
        entries = (self._decided_pair(entry, pairs) for entry in group.conflicts)
        kept = tuple(e for e in entries if keep_dismissed or not _dismissed(e.decision))
        verdicts = {e.verdict for e in kept if not _dismissed(e.decision)}
        verdict = next((v for v in ("conflict", "explained") if v in verdicts), "agree")
        return group.model_copy(update={"conflicts": kept, "verdict": verdict})

    def _decided_pair(self, entry: Conflict, pairs: _Index) -> Conflict:
        about = [evidence_of(self._claims[c]) for c in (entry.a, entry.b) if c in self._claims]
        found = pairs.find(entry.conflict_id, about)
        if found is None:
            return entry
        mark = _mark(*found)
        update: dict[str, Any] = {"decision": mark}
        if mark.action == "explain" and not mark.look_again:
            reasons = (mark.reason,) if mark.reason in _EXPLAINS else ("unknown",)
            update |= {"verdict": "explained", "reasons": reasons}
        return entry.model_copy(update=update)

    def _decided_finding(self, finding: Finding, sums: _Index) -> Finding:
        if sums.empty:
            return finding
        found = sums.find(finding.finding_id, finding_evidence(finding, self._claims))
        return finding.model_copy(update={"decision": _mark(*found)}) if found else finding

    def _index(self, target: Target, present: Iterable[str]) -> _Index:
        return _Index([d for (kind, _), d in self._standing.items() if kind == target], self._elsewhere.union(present))


@dataclass(frozen=True)
class _Index:
    """Decisions about one kind of thing, to be found by its id, or else by the quotes that they were about."""

    decisions: Sequence[Decision]
    present: frozenset[str]
    """Ids of what is there now: a decision about one of these is about nothing else that says the same."""

    @property
    def empty(self) -> bool:
        return not self.decisions

    @cached_property
    def exact(self) -> dict[str, Decision]:
        return {d.target_id: d for d in self.decisions}

    @cached_property
    def alike(self) -> dict[Hashable, Decision]:
        return {_said(d.about): d for d in self.decisions if d.about and d.target_id not in self.present}

    def find(self, identifier: str, about: Sequence[Evidence]) -> tuple[Decision, bool] | None:
        """The decision, and whether it still is about the very same figures; None when there is none."""
        found = self.exact.get(identifier)
        if found is not None:
            return found, _valued(found.about) == _valued(about)
        found = self.alike.get(_said(about)) if about else None
        if found is None:
            return None
        same = {e.claim_id for e in found.about} == {e.claim_id for e in about}
        return found, same and _valued(found.about) == _valued(about)


def evidence_of(claim: Claim) -> Evidence:
    """A claim as a decision keeps it."""
    q = claim.quantity
    return Evidence(
        paper_id=claim.paper_id,
        claim_id=claim.claim_id,
        quote=claim.quote,
        surface=claim.surface,
        value=q.value,
        low=q.low,
        high=q.high,
    )


def finding_evidence(finding: Finding, claims: Mapping[str, Claim]) -> list[Evidence]:
    """What a finding is about: its claims, and the relation as printed."""
    relation = Evidence(paper_id=finding.paper_id, quote=finding.check, surface=finding.printed)
    return [*(evidence_of(claims[c]) for c in finding.claims if c in claims), relation]


def corrected(claim: Claim, changes: Mapping[str, str]) -> Claim:
    """The claim with slots changed. Raises BadCorrection for an unknown slot or a value that it can't take."""
    update: dict[str, Any] = {"corrected": tuple(sorted({*claim.corrected, *changes}))}
    places, topic, quantity = claim.places, dict(claim.topic), claim.quantity
    for slot, given in changes.items():
        value = given.strip()
        if slot.startswith(_TOPIC):
            topic[slot.removeprefix(_TOPIC)] = value
        elif slot in _PLACES:
            if value and not _CODES.fullmatch(value):
                raise BadCorrection(f"{slot}: {value!r} is no code: give KZ, KZ-59 or CIS, several joined by +")
            places = places.model_copy(update={slot: "+".join(sorted(value.split("+"))) or None})
        elif slot == "period":
            update["period"] = _period(value)
        elif slot == "unit":
            quantity = quantity.model_copy(update={"unit": value or None})
        elif slot in _CHOICES:
            if value not in _CHOICES[slot]:
                raise BadCorrection(f"{slot}: {value!r} is none of {', '.join(_CHOICES[slot])}")
            update[slot] = value
        else:
            raise BadCorrection(f"there is no slot {slot}: choose one of {', '.join(SLOTS)} or topic.<slot>")
    settled = {slot: code for slot, code in sorted(topic.items()) if code}
    if settled != claim.topic:
        update |= {"topic": settled, "label": label_of(settled, load_vocabulary())}
    return claim.model_copy(update={**update, "places": places, "quantity": quantity})


def _period(value: str) -> Period | None:
    if not value:
        return None
    found = _PERIOD.fullmatch(value)
    if found is None:
        raise BadCorrection(f"period: {value!r} is no period: give 2017, 2017-09 or 2017-09..2018-06")
    return Period(start=found["start"], end=found["end"] or found["start"], text=value)


def _standing(decisions: Iterable[Decision]) -> dict[tuple[Target, str], Decision]:
    """For each thing the last decision that was not taken back."""
    ordered = list(decisions)
    undone = {d.undoes for d in ordered if d.undoes}
    return {(d.target, d.target_id): d for d in ordered if d.action != "undo" and d.decision_id not in undone}


def _settled(claim: Claim, wanted: _Index) -> Claim | None:
    found = wanted.find(claim.claim_id, [evidence_of(claim)])
    if found is None or not found[1]:
        return claim
    decision = found[0]
    if decision.action == "dismiss":
        return None
    return corrected(claim, decision.changes) if decision.changes else claim


def _mark(decision: Decision, current: bool) -> Decided:
    names = ("decision_id", "at", "by", "action", "reason", "note")
    return Decided(**{name: getattr(decision, name) for name in names}, look_again=not current)


def _dismissed(mark: Decided | None) -> bool:
    return mark is not None and mark.action == "dismiss" and not mark.look_again


def _said(about: Iterable[Evidence]) -> Hashable:
    """The printed words that a decision was about, in whatever order and spacing."""
    return tuple(sorted((" ".join(e.quote.split()), " ".join(e.surface.split())) for e in about))


def _valued(about: Iterable[Evidence]) -> Hashable:
    return tuple(sorted((e.quote, e.surface, str((e.value, e.low, e.high))) for e in about))

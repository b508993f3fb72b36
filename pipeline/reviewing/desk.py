"""What a reviewer sees and decides: the records of one output folder, and the decisions on them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.decisions import Review, corrected, evidence_of, finding_evidence
from pipeline.extraction import compare
from pipeline.page_crops import stored_crops
from pipeline.report import ReviewMode, render_report
from pipeline.report.cards import is_clash
from pipeline.results import write_results
from pipeline.reviewing.sheets import Sheet, on_sheet, papers_of, sheets_of, still_open
from pipeline.store.collection import Collection
from pipeline.store.decision_log import add_decisions, read_decisions
from pipeline.store.files import locked
from schemas import (
    Action,
    Claim,
    Conflict,
    ConflictReport,
    Decided,
    Decision,
    DecisionReason,
    Evidence,
    Finding,
    Index,
    Record,
    Target,
)


class Wish(Record):
    """What the page asks for: one action on one or more conflicts, findings or claims."""

    target: Target
    ids: tuple[str, ...]
    action: Action
    by: str
    reason: DecisionReason | None = None
    note: str = ""
    changes: dict[str, str] = {}


class State(Record):
    """The decisions that stand, by target and id, and how many of all things to decide are decided."""

    decided: dict[Target, dict[str, Decided]]
    done: int
    all: int
    open: tuple[int, ...] = ()
    """The sheets of a large folder on which something is still to be decided."""


class UnknownTarget(LookupError):
    """What is to be decided on is not in the folder (any more)."""


class Desk:
    """One output folder under review. Safe to call from several threads; a run may change the folder meanwhile."""

    def __init__(self, out: Path) -> None:
        """Raises BadOutput when the folder can't be read."""
        self._out = out
        self._lock = threading.RLock()
        self._stamp: object = None
        self._sheets: tuple[Sheet, ...] = ()
        self._elsewhere = set[str]()
        self._decided: tuple[Sequence[Decision], ConflictReport] | None = None
        self._load()

    def page(self, *, token: str, reviewer: str, sheet: int = 1) -> str:
        """The review page of the folder as it is now; of a large one this sheet, counted from 1."""
        with self._lock:
            self._load()
            review = self._review()
            found, papers, entries = self._marked(), review.papers, self._collection.entries
            number = min(max(sheet, 1), max(len(self._sheets), 1))
            if self._sheets:
                found = on_sheet(found, self._sheets[number - 1])
                papers = papers_of(found, papers)
                shown = {paper.paper_id for paper in papers}
                entries = tuple(entry for entry in entries if entry.paper_id in shown)
            return render_report(
                index=Index(papers=entries),
                papers=papers,
                conflicts=found,
                crops=stored_crops(self._out, papers, found),
                review=ReviewMode(token, reviewer, review.claim_decisions, sheet=number, sheets=len(self._sheets)),
            )

    def state(self) -> State:
        """The decisions as they stand."""
        with self._lock:
            self._load()
            review, report = self._review(), self._marked()
            pairs = {e.conflict_id: e.decision for e in _clashes(report)}
            sums = {f.finding_id: f.decision for f in report.findings if f.verdict == "inconsistent"}
            marks = [*pairs.values(), *sums.values()]
            return State(
                decided={"conflict": _made(pairs), "finding": _made(sums), "claim": review.claim_decisions},
                done=sum(mark is not None and not mark.look_again for mark in marks),
                all=len(marks),
                open=still_open(report, self._sheets),
            )

    def decide(self, wish: Wish) -> State:
        """Save what a reviewer wants, and say how things stand then.

        Raises UnknownTarget, BadCorrection, ValueError for a decision that is not whole, BadOutput when it can't be
        saved.
        """
        with self._lock:
            self._load()
            standing = self.state().decided[wish.target] if wish.action == "undo" else {}
            wanted = [i for i in wish.ids if wish.action != "undo" or i in standing]
            add_decisions(self._out, [self._decision(wish, i, undoes=standing.get(i)) for i in wanted])
            return self.state()

    def renew(self) -> None:
        """Compare again with what was decided, and write the results. Raises BadOutput."""
        with self._lock, locked(self._out):
            collection = Collection(self._out)
            write_results(collection, collection.compared())

    def _load(self) -> None:
        """Read the folder again when a run has changed it, and compare anew when corrections have come."""
        stamp = [(self._out / name).stat().st_mtime_ns for name in ("index.json", "claims.jsonl", "conflicts.json")]
        if self._stamp != stamp:
            self._collection = Collection(self._out)
            decisions = read_decisions(self._out)
            if self._collection.is_large:
                self._found, self._papers = self._collection.to_review()
                self._sheets = sheets_of(self._found)
                about = {decision.target_id for decision in decisions if decision.target == "claim"}
                self._elsewhere = self._collection.known(about) if about else set()
            else:
                self._papers = self._collection.papers()
                self._found = compare(Review(self._papers, decisions).papers)
                self._sheets, self._elsewhere = (), set()
            self._claims = {claim.claim_id: claim for paper in self._papers for claim in paper.claims}
            self._stamp, self._decided = stamp, None

    def _review(self) -> Review:
        return Review(self._papers, read_decisions(self._out), elsewhere=self._elsewhere)

    def _marked(self) -> ConflictReport:
        """What was found, with the decisions on it; made anew only when there are other decisions."""
        decisions = read_decisions(self._out)
        if self._decided is None or self._decided[0] != decisions:
            report = self._review().applied(self._found, keep_dismissed=True)
            self._decided = decisions, report
        return self._decided[1]

    def _decision(self, wish: Wish, identifier: str, *, undoes: Decided | None) -> Decision:
        about = self._about(wish.target, identifier)
        if wish.action == "correct":
            corrected(self._claim(identifier), wish.changes)
        at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        key = "\n".join((at, wish.by, wish.target, identifier, wish.action))
        return Decision(
            decision_id="d" + hashlib.sha256(key.encode()).hexdigest()[:16],
            at=at,
            by=wish.by.strip(),
            target=wish.target,
            target_id=identifier,
            action=wish.action,
            reason=wish.reason,
            note=wish.note.strip(),
            changes=wish.changes,
            undoes=undoes.decision_id if undoes else None,
            about=tuple(about),
        )

    def _about(self, target: Target, identifier: str) -> Sequence[Evidence]:
        if target == "claim":
            return [evidence_of(self._claim(identifier))]
        found: Conflict | Finding | None
        if target == "conflict":
            entries = (e for group in self._found.groups for e in group.conflicts)
            found = next((e for e in entries if e.conflict_id == identifier), None)
            if found is not None:
                return [evidence_of(self._claims[c]) for c in (found.a, found.b)]
        else:
            found = next((f for f in self._found.findings if f.finding_id == identifier), None)
            if found is not None:
                return finding_evidence(found, self._claims)
        raise UnknownTarget(f"there is no {target} {identifier} any more: load the page again")

    def _claim(self, identifier: str) -> Claim:
        if identifier not in self._claims:
            raise UnknownTarget(f"there is no claim {identifier} any more: load the page again")
        return self._claims[identifier]


def _clashes(report: ConflictReport) -> Iterable[Conflict]:
    return (e for group in report.groups for e in group.conflicts if is_clash(e))


def _made(marks: dict[str, Decided | None]) -> dict[str, Decided]:
    return {identifier: mark for identifier, mark in marks.items() if mark is not None}

"""An output folder: read, added to, and brought up to date as one piece.

Safe against `kill -9` at any moment. Each paper's files are written whole and then noted in a journal; `finish` writes
what is made of all papers, the index last but two, and then ends the journal. A run that was cut off is taken up from
its journal: nothing that was read is read again, and what no index names is removed.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Container, Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.decisions import Review
from pipeline.errors import BadOutput
from pipeline.store.comparison import Comparison, Reviewed, write_comparison
from pipeline.store.datapackage import describe
from pipeline.store.decision_log import read_decisions
from pipeline.store.files import PRIVATE, append_line, remove_unfinished, write_whole
from pipeline.store.keeping import lines, write_paper
from pipeline.store.papers import claims_of, first_line, load_brief, load_facts, load_paper
from pipeline.store.planning import Plan
from pipeline.store.seal import read_seal, write_seal
from schemas import Claim, ConflictReport, Group, Index, IndexEntry, Paper, dump

CLAIMS_SHOWN = 20_000
"""A folder with more claims has a report with those figures alone that stand in its conflicts."""
FIGURES_A_GROUP = 200
"""Figures of one group that such a report lists, besides those of the pairs that it shows."""


class Collection:
    """The papers of one output folder. To write, hold its lock (`files.locked`)."""

    def __init__(self, out: Path) -> None:
        """Read the index, and the journal of a run that was cut off. Raises BadOutput when they can't be read."""
        self.out = out
        self._journal = out / PRIVATE / "journal.jsonl"
        self._lock = threading.Lock()
        self._seal = read_seal(out)
        self._entries = {entry.paper_id: entry for entry in (*_index(out).papers, *_journal(self._journal))}

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """All papers, failed and missing ones too, in the order of their ids."""
        return tuple(self._entries[key] for key in sorted(self._entries))

    @property
    def claims(self) -> int:
        """How many figures the papers hold."""
        return sum(entry.counts.get("claims", 0) for entry in self.entries)

    @property
    def is_large(self) -> bool:
        """Whether the report can't show every figure."""
        return self.claims > CLAIMS_SHOWN

    def usable(self, entry: IndexEntry) -> bool:
        """Whether the entry is of a failed paper, or of one whose file is there and whole."""
        path = self._paper_path(entry.paper_id)
        if entry.status == "failed" or self._seal.holds(self.out, path):
            return True
        with contextlib.suppress(BadOutput):
            return bool(load_paper(path))
        return False

    def paper(self, identifier: str) -> Paper:
        """One paper as stored. Raises BadOutput when its file is missing or broken."""
        return load_paper(self._paper_path(identifier))

    def papers(self) -> list[Paper]:
        """All papers that were read, in the order of their ids."""
        return list(self.whole())

    def review(self) -> Review:
        """The papers with what reviewers decided about them. Raises BadOutput."""
        return Review(self.papers(), read_decisions(self.out))

    def decided(self) -> Iterator[Paper]:
        """The papers without their text and tables, claims as reviewers decided, one at a time. Raises BadOutput."""
        return Reviewed(self._briefs, read_decisions(self.out)).papers()

    def facts(self) -> Iterator[Paper]:
        """What is known of each paper besides what is in it, one at a time. Raises BadOutput."""
        return (load_facts(self._paper_path(identifier)) for identifier in self._read())

    def whole(self) -> Iterator[Paper]:
        """The papers as stored, one at a time. Raises BadOutput."""
        return map(self.paper, self._read())

    def compared(self) -> Comparison:
        """Hold all claims against each other, decisions applied; write the claims and what was found. Raises BadOutput.

        Papers are read one at a time, so that memory does not grow with their number.
        """
        return write_comparison(
            self.out,
            self._briefs,
            read_decisions(self.out),
            works=self._works,
            claims=self.claims,
        )

    def unchanged(self) -> Comparison | None:
        """What the last comparison found, shown groups left out, when nothing that it was made from has changed."""
        return None if self._journal.exists() else self._seal.comparison(self.out, self.entries)

    def shown(self, found: Comparison) -> list[Paper]:
        """The papers for the report, claims as in claims.jsonl; of a large folder just the figures in conflict."""
        if not self.is_large:
            return self.review().papers
        wanted = {claim for group in found.shown.groups for claim in _figures(group)}
        return self._holding(wanted, self.out / "claims.jsonl")

    def to_review(self) -> tuple[ConflictReport, list[Paper]]:
        """What there is to decide in a large folder, and its papers with the figures that this is about.

        Claims are as decided; no pair and no finding is left out for a decision. Nothing is written that lasts.
        """
        decided = [decision for decision in read_decisions(self.out) if decision.target == "claim"]
        with tempfile.TemporaryDirectory(prefix="review-", dir=self.out / PRIVATE) as folder:
            (Path(folder) / PRIVATE).mkdir()
            found = write_comparison(Path(folder), self._briefs, decided, works=self._works, claims=self.claims).shown
            wanted = {claim for group in found.groups for claim in _figures(group)}
            wanted |= {
                claim for finding in found.findings if finding.verdict != "consistent" for claim in finding.claims
            }
            return found, self._holding(wanted, Path(folder) / "claims.jsonl")

    def known(self, ids: Container[str]) -> set[str]:
        """Those of the ids that are of claims of these papers."""
        return {claim.claim_id for paper in self._briefs() for claim in paper.claims if claim.claim_id in ids}

    def _holding(self, wanted: Container[str], lines_of_claims: Path) -> list[Paper]:
        """The papers, each with those of its claims that are wanted."""
        claims: dict[str, list[Claim]] = {}
        for claim in claims_of(lines_of_claims, wanted):
            claims.setdefault(claim.paper_id, []).append(claim)
        return [paper.model_copy(update={"claims": tuple(claims.get(paper.paper_id, ()))}) for paper in self.facts()]

    def begin(self, plan: Plan) -> None:
        """Take over what the plan keeps, and drop what it drops. Nothing is deleted before `finish`."""
        for folder in (self.out, self.out / "papers", self.out / "tables", self.out / PRIVATE):
            folder.mkdir(parents=True, exist_ok=True)
            remove_unfinished(folder)
        for identifier in plan.gone:
            self._entries.pop(identifier, None)
        for entry in plan.kept:
            if entry.status != "failed" and entry.source != self._entries[entry.paper_id].source:
                write_paper(self.out, self.paper(entry.paper_id).model_copy(update={"source": entry.source}))
            self._entries[entry.paper_id] = entry

    def note(self, entry: IndexEntry, *, replaces: tuple[str, ...] = ()) -> IndexEntry:
        """Take in the entry of a paper whose files are written, for those that it replaces. For any thread."""
        with self._lock:
            for identifier in replaces:
                self._entries.pop(identifier, None)
            self._entries[entry.paper_id] = entry
            append_line(self._journal, dump(entry))
        return entry

    def finish(self, found: Comparison, report: str | None) -> None:
        """Write the report and the index, delete what no longer belongs, end the journal, seal the folder."""
        if report is not None:
            write_whole(self.out / "report.html", report)
        write_whole(self.out / "index.json", lines(Index(papers=self.entries)))
        self._remove_strays()
        write_whole(
            self.out / "datapackage.json",
            describe(self.out, holds=lambda path: self._seal.holds(self.out, path)),
        )
        self._journal.unlink(missing_ok=True)
        write_seal(self.out, self.entries, found)

    def conflicts(self) -> ConflictReport:
        """The comparison as stored. Raises BadOutput."""
        path = self.out / "conflicts.json"
        try:
            return ConflictReport.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise BadOutput(path, f"can't be read ({first_line(error)})", "run `derek compare` on the folder") from None

    def forget(self, identifier: str) -> None:
        """Take a paper out; `finish` deletes its files. Raises BadOutput when the folder has no such paper."""
        if self._entries.pop(identifier, None) is None:
            raise BadOutput(self.out, f"there is no paper {identifier} in it", "see index.json for the ids")

    def _read(self) -> list[str]:
        return [entry.paper_id for entry in self.entries if entry.status != "failed"]

    @property
    def _works(self) -> dict[str, str]:
        return {entry.paper_id: entry.work_id or entry.paper_id for entry in self.entries}

    def _briefs(self) -> Iterator[Paper]:
        return (load_brief(self._paper_path(identifier)) for identifier in self._read())

    def _remove_strays(self) -> None:
        good = set(self._read())
        for path in (self.out / "papers").glob("*.json"):
            if path.stem not in good:
                path.unlink()
        tables = {
            f"{entry.paper_id}-t{number}"
            for entry in self.entries
            for number in range(1, entry.counts.get("tables", 0) + 1)
        }
        for path in (self.out / "tables").glob("*.csv"):
            if path.stem not in tables:
                path.unlink()
        sources = {entry.source.sha256 for entry in self.entries}
        for path in (self.out / PRIVATE / "readings").glob("*"):
            if path.name.partition("-")[0] not in sources:
                path.unlink()

    def _paper_path(self, identifier: str) -> Path:
        return self.out / "papers" / f"{identifier}.json"


def _figures(group: Group) -> Iterator[str]:
    """Ids of the claims that the report of a large folder holds of a group."""
    yield from group.claims[:FIGURES_A_GROUP]
    for entry in group.conflicts:
        yield from (entry.a, entry.b)


def check_is_collection(out: Path) -> None:
    """Raises BadOutput unless `derek run` wrote this folder."""
    if not (out / "index.json").is_file():
        raise BadOutput(out, "this is no folder that `derek run` wrote", "check the name, or run `derek run` first")


def _index(out: Path) -> Index:
    path = out / "index.json"
    try:
        return Index.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Index()
    except (OSError, ValidationError) as error:
        cause = f"can't be read as the index of an output folder ({first_line(error)})"
        raise BadOutput(path, cause, "choose another folder with --out, or move this file away") from None


def _journal(path: Path) -> list[IndexEntry]:
    """The entries of a run that was cut off. A torn line, or one by another version, means one paper to read again."""
    entries = []
    with contextlib.suppress(FileNotFoundError):
        for line in path.read_bytes().splitlines():
            with contextlib.suppress(ValidationError):
                entries.append(IndexEntry.model_validate_json(line))
    return entries

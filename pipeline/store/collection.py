"""An output folder: read, added to, and brought up to date as one piece.

Safe against `kill -9` at any moment. Each paper's files are written whole and then noted in a journal; `finish` writes
what is made of all papers, the index last but one, and then ends the journal. A run that was cut off is taken up from
its journal: nothing that was read is read again, and what no index names is removed.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import threading
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from pipeline.decisions import Review
from pipeline.errors import BadOutput, DerekError
from pipeline.extraction import compare
from pipeline.identifiers import paper_id
from pipeline.store.datapackage import describe
from pipeline.store.decision_log import read_decisions
from pipeline.store.files import PRIVATE, append_line, remove_unfinished, write_whole
from pipeline.store.planning import Job, Plan
from pipeline.store.spreadsheet_text import safe
from schemas import ConflictReport, Diagnostic, Index, IndexEntry, Paper, Record, Source, Table, dump


class Collection:
    """The papers of one output folder. To write, hold its lock (`files.locked`)."""

    def __init__(self, out: Path) -> None:
        """Read the index, and the journal of a run that was cut off. Raises BadOutput when they can't be read."""
        self.out = out
        self._journal = out / PRIVATE / "journal.jsonl"
        self._lock = threading.Lock()
        self._loaded: dict[str, Paper] = {}
        self._entries = {entry.paper_id: entry for entry in (*_index(out).papers, *_journal(self._journal))}

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """All papers, failed and missing ones too, in the order of their ids."""
        return tuple(self._entries[key] for key in sorted(self._entries))

    def usable(self, entry: IndexEntry) -> bool:
        """Whether the entry is of a failed paper, or of one whose file is there and whole."""
        with contextlib.suppress(BadOutput):
            return entry.status == "failed" or bool(self.paper(entry.paper_id))
        return False

    def paper(self, identifier: str) -> Paper:
        """One paper as stored. Raises BadOutput when its file is missing or broken."""
        if identifier not in self._loaded:
            path = self._paper_path(identifier)
            try:
                self._loaded[identifier] = Paper.model_validate_json(path.read_bytes())
            except (OSError, ValidationError) as error:
                raise BadOutput(path, f"can't be read ({_first_line(error)})", "run `derek run` again") from None
        return self._loaded[identifier]

    def papers(self) -> list[Paper]:
        """All papers that were read, in the order of their ids."""
        return [self.paper(entry.paper_id) for entry in self.entries if entry.status != "failed"]

    def review(self) -> Review:
        """The papers with what reviewers decided about them. Raises BadOutput."""
        return Review(self.papers(), read_decisions(self.out))

    def compared(self) -> ConflictReport:
        """All claims held against each other, decisions applied. Raises BadOutput."""
        review = self.review()
        return review.applied(compare(review.papers))

    def begin(self, plan: Plan) -> None:
        """Take over what the plan keeps, and drop what it drops. Nothing is deleted before `finish`."""
        for folder in (self.out, self.out / "papers", self.out / "tables", self.out / PRIVATE):
            folder.mkdir(parents=True, exist_ok=True)
            remove_unfinished(folder)
        for identifier in plan.gone:
            self._entries.pop(identifier, None)
        for entry in plan.kept:
            if entry.status != "failed" and entry.source != self._entries[entry.paper_id].source:
                self._write(self.paper(entry.paper_id).model_copy(update={"source": entry.source}))
            self._entries[entry.paper_id] = entry

    def put(self, job: Job, paper_json: str, *, fingerprint: str) -> IndexEntry:
        """Keep a paper that was read. Safe to call from several threads."""
        paper = Paper.model_validate_json(paper_json)
        places = {"path": job.file.place, "also_at": job.also_at}
        paper = paper.model_copy(update={"source": paper.source.model_copy(update=places)})
        self._write(paper)
        for table in paper.tables:
            write_whole(self.out / "tables" / f"{table.table_id}.csv", _csv(table))
        entry = IndexEntry(
            paper_id=paper.paper_id,
            work_id=paper.work_id,
            source=paper.source,
            status=_status(paper),
            counts={name: len(getattr(paper, name)) for name in _COUNTED},
            coverage=paper.coverage,
            diagnostics=paper.diagnostics,
            fingerprint=fingerprint,
        )
        return self._note(job, entry)

    def fail(self, job: Job, error: DerekError, *, fingerprint: str) -> IndexEntry:
        """Keep the fact that a paper can't be read, and why."""
        source = _source_of_failed(job)
        entry = IndexEntry(
            paper_id=paper_id(job.file.path.name, source.sha256 or hashlib.sha256(source.path.encode()).hexdigest()),
            source=source,
            status="failed",
            diagnostics=(Diagnostic(level="error", code=error.code, message=f"{error.cause}; {error.remedy}"),),
            fingerprint=fingerprint,
        )
        return self._note(job, entry)

    def finish(self, conflicts: ConflictReport, report: str | None) -> None:
        """Write all that is made of the papers together, delete what no longer belongs, end the journal."""
        write_whole(self.out / "claims.jsonl", "".join(f"{dump(c)}\n" for p in self.review().papers for c in p.claims))
        write_whole(self.out / "conflicts.json", _lines(conflicts))
        if report is not None:
            write_whole(self.out / "report.html", report)
        write_whole(self.out / "index.json", _lines(Index(papers=self.entries)))
        self._remove_strays()
        write_whole(self.out / "datapackage.json", describe(self.out))
        self._journal.unlink(missing_ok=True)

    def conflicts(self) -> ConflictReport:
        """The comparison as stored. Raises BadOutput."""
        path = self.out / "conflicts.json"
        try:
            return ConflictReport.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise BadOutput(
                path, f"can't be read ({_first_line(error)})", "run `derek compare` on the folder"
            ) from None

    def forget(self, identifier: str) -> None:
        """Take a paper out; `finish` deletes its files. Raises BadOutput when the folder has no such paper."""
        if self._entries.pop(identifier, None) is None:
            raise BadOutput(self.out, f"there is no paper {identifier} in it", "see index.json for the ids")

    def _write(self, paper: Paper) -> None:
        write_whole(self._paper_path(paper.paper_id), _lines(paper))
        self._loaded[paper.paper_id] = paper

    def _note(self, job: Job, entry: IndexEntry) -> IndexEntry:
        with self._lock:
            for identifier in job.replaces:
                self._entries.pop(identifier, None)
            self._entries[entry.paper_id] = entry
            append_line(self._journal, dump(entry))
        return entry

    def _remove_strays(self) -> None:
        good = {entry.paper_id for entry in self.entries if entry.status != "failed"}
        for path in (self.out / "papers").glob("*.json"):
            if path.stem not in good:
                path.unlink()
        tables = {table.table_id for paper in self.papers() for table in paper.tables}
        for path in (self.out / "tables").glob("*.csv"):
            if path.stem not in tables:
                path.unlink()

    def _paper_path(self, identifier: str) -> Path:
        return self.out / "papers" / f"{identifier}.json"


def check_is_collection(out: Path) -> None:
    """Raises BadOutput unless `derek run` wrote this folder."""
    if not (out / "index.json").is_file():
        raise BadOutput(out, "this is no folder that `derek run` wrote", "check the name, or run `derek run` first")


_COUNTED = ("sections", "tables", "claims", "findings", "references", "unread")


def _lines(record: Record) -> str:
    """A record as a file: indented by one, so that a difference between two versions can be read."""
    return dump(record, indent=1) + "\n"


def _csv(table: Table) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([safe(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _status(paper: Paper) -> Literal["ok", "partial"]:
    """`partial` when a page or a stage was lost."""
    lost = any(d.level == "error" or (d.level == "warning" and d.page is not None) for d in paper.diagnostics)
    return "partial" if lost else "ok"


def _source_of_failed(job: Job) -> Source:
    file = job.file
    return Source(
        path=file.place,
        also_at=job.also_at,
        sha256=file.sha256,
        bytes=file.bytes,
        media_type=file.media_type,
        reader="none",
    )


def _index(out: Path) -> Index:
    path = out / "index.json"
    try:
        return Index.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Index()
    except (OSError, ValidationError) as error:
        cause = f"can't be read as the index of an output folder ({_first_line(error)})"
        raise BadOutput(path, cause, "choose another folder with --out, or move this file away") from None


def _journal(path: Path) -> list[IndexEntry]:
    """The entries of a run that was cut off. A torn line, or one by another version, means one paper to read again."""
    entries = []
    with contextlib.suppress(FileNotFoundError):
        for line in path.read_bytes().splitlines():
            with contextlib.suppress(ValidationError):
                entries.append(IndexEntry.model_validate_json(line))
    return entries


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return error.errors()[0]["msg"].removeprefix("Value error, ")
    return str(error).splitlines()[0] if str(error) else type(error).__name__

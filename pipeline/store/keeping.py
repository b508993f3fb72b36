"""One paper into the output folder: its files, and the entry that the index will have. For any process or machine."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path
from typing import Literal

from pipeline.errors import DerekError
from pipeline.identifiers import paper_id
from pipeline.store.files import write_whole
from pipeline.store.planning import Job
from pipeline.store.spreadsheet_text import safe
from schemas import Diagnostic, IndexEntry, Paper, Record, Source, Table, dump

_COUNTED = ("sections", "tables", "claims", "findings", "references", "unread")


def keep_paper(out: Path, job: Job, paper_json: str, *, fingerprint: str) -> IndexEntry:
    """Write the files of a paper that was read. Raises ValueError when the record is broken."""
    paper = Paper.model_validate_json(paper_json)
    places = {"path": job.file.place, "also_at": job.also_at}
    paper = paper.model_copy(update={"source": paper.source.model_copy(update=places)})
    write_paper(out, paper)
    for table in paper.tables:
        write_whole(out / "tables" / f"{table.table_id}.csv", _csv(table))
    return IndexEntry(
        paper_id=paper.paper_id,
        work_id=paper.work_id,
        source=paper.source,
        status=_status(paper),
        counts={name: len(getattr(paper, name)) for name in _COUNTED},
        coverage=paper.coverage,
        diagnostics=paper.diagnostics,
        fingerprint=fingerprint,
    )


def write_paper(out: Path, paper: Paper) -> None:
    """Write `papers/<id>.json`."""
    write_whole(out / "papers" / f"{paper.paper_id}.json", lines(paper))


def failed(job: Job, error: DerekError, *, fingerprint: str) -> IndexEntry:
    """The entry of a paper that can't be read, and why."""
    file = job.file
    source = Source(
        path=file.place,
        also_at=job.also_at,
        sha256=file.sha256,
        bytes=file.bytes,
        media_type=file.media_type,
        reader="none",
    )
    return IndexEntry(
        paper_id=paper_id(file.path.name, source.sha256 or hashlib.sha256(source.path.encode()).hexdigest()),
        source=source,
        status="failed",
        diagnostics=(Diagnostic(level="error", code=error.code, message=f"{error.cause}; {error.remedy}"),),
        fingerprint=fingerprint,
    )


def lines(record: Record) -> str:
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

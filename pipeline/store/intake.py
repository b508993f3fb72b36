"""Taking papers into an output folder: what a run is asked for, what it has to read, and reading it under limits."""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.errors import DerekError, OwnDefect
from pipeline.reading.worker import WorkerPool
from pipeline.store.collection import Collection
from pipeline.store.files import PRIVATE
from pipeline.store.fingerprint import fingerprint, reading_fingerprint
from pipeline.store.keeping import failed, keep_paper
from pipeline.store.planning import Job, Plan, Wishes, plan
from pipeline.store.sources import file_at, find_files, place_of, stamps
from schemas import IndexEntry

READER = "pipeline.extraction:read_paper"
"""What a child process runs on each paper."""

_pools: dict[str, WorkerPool] = {}
_pools_lock = threading.Lock()


class Request(BaseModel):
    """What a run is asked for. Prefect records it, so a password is given by the name of its variable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    paths: tuple[str, ...]
    out: str = "extracted"
    workers: int = 2
    ocr: str = "auto"
    vocabulary: str | None = None
    password_env: str | None = None
    force: bool = False
    prune: bool = False
    on: Literal["here", "dask"] = "here"
    scheduler: str | None = None
    """The address of a Dask scheduler; without one, a cluster of this machine is made for the run."""
    settle: float = 0.0
    """Seconds; a file that changes within them is left for another run."""


@dataclass(frozen=True)
class Reader:
    """Reads one paper into the output folder. It can be sent to another process or machine that sees the same files."""

    base: str
    out: str
    fingerprint: str
    options: dict[str, str | bool | None]
    readings: str
    """The end of the names of kept readings: what made them."""
    password_env: str | None = None
    function: str = READER

    @classmethod
    def of(cls, request: Request, *, out: Path, function: str = READER) -> Reader:
        """The reader that a request wants. Raises BadOutput when the vocabulary file can't be read."""
        vocabulary = Path(request.vocabulary).absolute() if request.vocabulary else None
        return cls(
            base=str(Path.cwd()),
            out=str(out.absolute()),
            fingerprint=fingerprint(vocabulary=vocabulary, ocr=request.ocr),
            options={
                "vocabulary": str(vocabulary) if vocabulary else None, "ocr": request.ocr, "fresh": request.force
            },
            readings=reading_fingerprint(ocr=request.ocr),
            password_env=request.password_env,
            function=function,
        )  # fmt: skip

    def read(self, job: Job) -> IndexEntry:
        """Read one paper and write its files; one that can't be read becomes an entry that says why. For any thread."""
        out, path = Path(self.out), Path(self.base) / job.file.path
        try:
            if job.file.problem is not None:
                raise job.file.problem
            kept = out / PRIVATE / "readings" / f"{job.file.sha256}-{self.readings}"
            password = os.environ.get(self.password_env) if self.password_env else None
            paper = _pool(self.function).read(path, password=password, reading=str(kept), **self.options)
            return keep_paper(out, job, paper, fingerprint=self.fingerprint)
        except DerekError as error:
            return failed(job, error, fingerprint=self.fingerprint)
        except ValueError as error:
            cause = f"its record is broken: {str(error).splitlines()[0]}"
            defect = OwnDefect(path, cause, "this is a fault of Derek: please report it with the file")
            return failed(job, defect, fingerprint=self.fingerprint)


def _pool(function: str) -> WorkerPool:
    """The children of this process; they end with it, or with the run."""
    with _pools_lock:
        return _pools.setdefault(function, WorkerPool(function))


def end_readers(function: str = READER) -> None:
    """End the children of this process, also those that a run has started and not come to use."""
    with _pools_lock:
        pool = _pools.pop(function, None)
    if pool is not None:
        pool.close()


def start_readers(request: Request) -> None:
    """Start the children that the run is going to need, while Prefect is still starting.

    They are started for files that no record names and for records of other code or data. Files that have changed are
    found by the run itself, for that takes reading them. What is wrong with the request the run will say. Who starts
    them ends them with `end_readers`.
    """
    out = Path(request.out)
    with contextlib.suppress(DerekError):
        asked = {place_of(path, out=out) for path, _ in stamps(map(Path, request.paths), out=out).values()}
        made_by = Reader.of(request, out=out).fingerprint
        known = {
            place
            for entry in Collection(out).entries
            if entry.fingerprint == made_by and not request.force
            for place in (entry.source.path, *entry.source.also_at)
        }
        _pool(READER).start(min(len(asked - known), request.workers))


class Intake:
    """Reads papers into a collection under one request; the child processes end with the `with` block."""

    def __init__(self, collection: Collection, request: Request, *, reader: str = READER) -> None:
        """Raises BadOutput when the vocabulary file can't be read."""
        self._collection = collection
        self._request = request
        self.reader = Reader.of(request, out=collection.out, function=reader)

    def __enter__(self) -> Intake:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end_readers(self.reader.function)

    def plan(self) -> Plan:
        """Look at the files, and decide which are to be read."""
        out, request = self._collection.out, self._request
        wishes = Wishes(
            fingerprint=self.reader.fingerprint,
            force=request.force,
            prune=request.prune,
            has_password=bool(request.password_env and os.environ.get(request.password_env)),
            usable=self._collection.usable,
            exists=lambda place: file_at(place, out=out).exists(),
        )
        files = find_files(map(Path, request.paths), out=out, settle=request.settle)
        return plan(self._collection.entries, files, wishes)

    def read(self, job: Job) -> IndexEntry:
        """Read one paper and keep it. For any thread."""
        return self.keep(job, self.reader.read(job))

    def keep(self, job: Job, entry: IndexEntry) -> IndexEntry:
        """Take in what the reader made of a job, wherever that was."""
        return self._collection.note(entry, replaces=job.replaces)

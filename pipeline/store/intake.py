"""Taking papers into an output folder: what a run is asked for, what it has to read, and reading it under limits."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from pydantic import BaseModel, ConfigDict

from pipeline.errors import DerekError, OwnDefect
from pipeline.reading.worker import WorkerPool
from pipeline.store.collection import Collection
from pipeline.store.fingerprint import fingerprint
from pipeline.store.planning import Job, Plan, Wishes, plan
from pipeline.store.sources import file_at, find_files
from schemas import IndexEntry

READER = "pipeline.extraction:read_paper"
"""What a child process runs on each paper."""


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


class Intake:
    """Reads papers into a collection under one request; its child processes end with the `with` block."""

    def __init__(self, collection: Collection, request: Request, *, reader: str = READER) -> None:
        """Raises BadOutput when the vocabulary file can't be read."""
        vocabulary = Path(request.vocabulary).absolute() if request.vocabulary else None
        self._collection = collection
        self._request = request
        self._fingerprint = fingerprint(vocabulary=vocabulary, ocr=request.ocr)
        self._password = os.environ.get(request.password_env) if request.password_env else None
        self._vocabulary = str(vocabulary) if vocabulary else None
        self._pool = WorkerPool(reader)

    def __enter__(self) -> Intake:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def plan(self) -> Plan:
        """Look at the files, and decide which are to be read."""
        out = self._collection.out
        wishes = Wishes(
            fingerprint=self._fingerprint,
            force=self._request.force,
            prune=self._request.prune,
            has_password=bool(self._password),
            usable=self._collection.usable,
            exists=lambda place: file_at(place, out=out).exists(),
        )
        return plan(self._collection.entries, find_files(map(Path, self._request.paths), out=out), wishes)

    def read(self, job: Job) -> IndexEntry:
        """Read one paper and keep it; one that can't be read is kept as an entry that says why. For any thread."""
        path = job.file.path
        try:
            if job.file.problem is not None:
                raise job.file.problem
            paper = self._pool.read(path, vocabulary=self._vocabulary, password=self._password, ocr=self._request.ocr)
            return self._collection.put(job, paper, fingerprint=self._fingerprint)
        except DerekError as error:
            return self._collection.fail(job, error, fingerprint=self._fingerprint)
        except ValueError as error:
            cause = f"its record is broken: {str(error).splitlines()[0]}"
            defect = OwnDefect(path, cause, "this is a fault of Derek: please report it with the file")
            return self._collection.fail(job, defect, fingerprint=self._fingerprint)

"""The main job as a Prefect flow: read what is new or changed, compare all, write the report.

The only user of Prefect. One task a paper; the work itself is done in child processes without Prefect. Import this
inside `flow_server.serving()`, which makes Prefect's settings first.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events.worker import EventsWorker
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from pipeline.results import write_results
from pipeline.run_summary import run_summary
from pipeline.store.collection import Collection
from pipeline.store.files import locked
from pipeline.store.intake import Intake, Request
from pipeline.store.planning import Job
from schemas import ConflictReport, IndexEntry

_LAST_WORDS = 10.0  # seconds for Prefect's record of the last tasks to reach its server, before that ends

Listener = Callable[[IndexEntry | None, int], None]
listener: ContextVar[Listener] = ContextVar("listener", default=lambda entry, total: None)
"""Told of progress: the paper just read (None at the start), and how many there are to read."""


@dataclass(frozen=True)
class Summary:
    """What a run did: the papers asked for, how many of them were read now, and the comparison of all."""

    asked: tuple[IndexEntry, ...]
    read: int
    conflicts: ConflictReport


def run(request: Request) -> Summary:
    """The flow, with as many papers at a time as the request says. Raises BadOutput."""
    runner: Any = ThreadPoolTaskRunner(max_workers=request.workers)  # Prefect's own types don't fit each other
    try:
        return derek.with_options(task_runner=runner)(request)
    finally:
        EventsWorker.drain_all(timeout=_LAST_WORDS)


@flow(name="derek", validate_parameters=False, persist_result=False)
def derek(request: Request) -> Summary:
    """Bring an output folder up to date with the papers' files."""
    out = Path(request.out)
    tell = listener.get()
    with locked(out):
        collection = Collection(out)
        with Intake(collection, request) as intake:
            plan = intake.plan()
            collection.begin(plan)
            tell(None, len(plan.jobs))
            readings = [read_paper.submit(intake, job, name=job.file.path.name) for job in plan.jobs]
            for reading in as_completed(readings):
                tell(reading.result(), len(plan.jobs))
        conflicts = compare_papers(collection)
        write(collection, conflicts, password_env=request.password_env)
    show_in_prefect(collection, conflicts)
    taken = [reading.result() for reading in readings]
    asked = {entry.paper_id for entry in taken} | set(plan.unchanged)
    read = sum(entry.status != "failed" for entry in taken)
    return Summary(tuple(e for e in collection.entries if e.paper_id in asked), read, conflicts)


@task(name="read", task_run_name="read {name}", cache_policy=NO_CACHE, persist_result=False)
def read_paper(intake: Intake, job: Job, *, name: str) -> IndexEntry:
    """One paper, in a child process; one that can't be read becomes an entry that says why."""
    return intake.read(job)


@task(name="compare", cache_policy=NO_CACHE, persist_result=False)
def compare_papers(collection: Collection) -> ConflictReport:
    """All claims that the folder holds against each other."""
    return collection.compared()


@task(name="write", cache_policy=NO_CACHE, persist_result=False)
def write(collection: Collection, conflicts: ConflictReport, *, password_env: str | None) -> None:
    """The report, and the other files that are made of all papers together."""
    write_results(collection, conflicts, password_env=password_env)


def show_in_prefect(collection: Collection, conflicts: ConflictReport) -> None:
    """One artifact a run: the papers, how each was read, and the worst conflicts, with a link to the report."""
    create_markdown_artifact(key="derek-run", markdown=run_summary(collection.out, collection.entries, conflicts))

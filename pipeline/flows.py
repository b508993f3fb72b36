"""The main job as a Prefect flow: read what is new or changed, compare all, write the report.

The only user of Prefect. One task a paper; the work itself is done in child processes without Prefect. Import this
inside `flow_server.serving()`, which makes Prefect's settings first.
"""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from prefect import flow, serve, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.deployments import run_deployment
from prefect.events.worker import EventsWorker
from prefect.futures import as_completed
from prefect.server.schemas.schedules import CronSchedule
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.types.entrypoint import EntrypointType

from pipeline import run_summary
from pipeline.errors import BadOutput, OwnDefect
from pipeline.parentage import end_with_parent
from pipeline.results import write_results
from pipeline.run_summary import Summary, told
from pipeline.store.collection import Collection
from pipeline.store.comparison import Comparison
from pipeline.store.files import locked
from pipeline.store.intake import Intake, Reader, Request
from pipeline.store.planning import Job
from pipeline.store.waiting import Doorkeeper
from schemas import IndexEntry

_LAST_WORDS = 10.0  # seconds for Prefect's record of the last tasks to reach its server, before that ends


def run(request: Request) -> Summary:
    """The flow, with as many papers at a time as the request says. Raises BadOutput."""
    try:
        return derek.with_options(task_runner=_runner(request))(request)
    finally:
        EventsWorker.drain_all(timeout=_LAST_WORDS)


def _runner(request: Request) -> Any:  # Prefect's own types don't fit each other
    """Threads that wait for child processes, or the workers of a Dask cluster, of which each has such children."""
    if request.on == "here":
        return ThreadPoolTaskRunner(max_workers=request.workers)
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        raise BadOutput("--on dask", "prefect-dask is not installed", "pip install 'derek[dask]'") from None
    if request.scheduler:
        return DaskTaskRunner(address=request.scheduler)
    return DaskTaskRunner(cluster_kwargs={"n_workers": request.workers, "threads_per_worker": 1})


@flow(name="derek", validate_parameters=False, persist_result=False)
def derek(request: Request) -> Summary:
    """Bring an output folder up to date with the papers' files."""
    tell = run_summary.listener.get()  # by its module, for a flow that goes to a cluster must have no globals of state
    with locked(Path(request.out)):
        collection = Collection(Path(request.out))
        with Intake(collection, request) as intake:
            plan = intake.plan()
            collection.begin(plan)
            tell(None, len(plan.jobs))
            futures = {read_paper.submit(intake.reader, job, name=Path(job.file.place).name): job for job in plan.jobs}
            taken = []
            for future in as_completed(list(futures)):
                taken.append(intake.keep(futures[future], future.result()))
                tell(taken[-1], len(plan.jobs))
        found = collection.unchanged()
        if found is None:
            found = compare_papers(collection)
            write(collection, found, password_env=request.password_env)
    show_in_prefect(collection, found)
    asked = {entry.paper_id for entry in taken} | set(plan.unchanged)
    read = sum(entry.status != "failed" for entry in taken)
    return Summary(tuple(entry for entry in collection.entries if entry.paper_id in asked), read, found)


@flow(name="derek-watch", retries=3, retry_delay_seconds=5, validate_parameters=False, persist_result=False)
def turn(request: dict[str, Any]) -> None:
    """One turn of `derek watch`, in a process that Prefect starts; it ends with the watch."""
    end_with_parent()
    print(told(run(Request.model_validate(request))), flush=True)


def watch(request: Request, doorkeeper: Doorkeeper, *, name: str, schedule: str | None, every: float) -> None:
    """Serve turns, one at a time: when something has come, and by the schedule, until the process is ended.

    The schedule is a cron expression, in UTC. It is kept here, for Prefect's own scheduler (3.8.8) fails in silence
    with SQLAlchemy 2.1, "Can't evaluate bulk DML statement". Raises BadOutput where it is none.

    Prefect's runner has a thread, so that signals find this one: a turn that runs ends with us (`end_with_parent`).
    """
    due = next_time(schedule, datetime.now(UTC)) if schedule else None
    deployment: Any = turn.to_deployment(
        name, parameters={"request": request.model_dump()}, entrypoint_type=EntrypointType.MODULE_PATH
    )
    deployment.apply()
    options = {"limit": 1, "print_starting_message": False, "pause_on_shutdown": False}
    runner = threading.Thread(target=serve, args=(deployment,), kwargs=options, daemon=True)
    runner.start()
    while runner.is_alive():
        wanted = doorkeeper.something_new()
        if schedule and due and due <= datetime.now(UTC):
            wanted, due = True, next_time(schedule, datetime.now(UTC))
        if wanted:
            run_deployment(f"{turn.name}/{name}", timeout=0, as_subflow=False)
        time.sleep(every)
    raise OwnDefect(name, "Prefect's runner ended", "start the watch again; it goes on from here")


def next_time(schedule: str, after: datetime) -> datetime:
    """The first moment of a cron expression after another. Raises BadOutput where it is none."""
    try:
        (found,) = asyncio.run(CronSchedule(cron=schedule).get_dates(1, start=after + timedelta(seconds=1)))
    except (ValueError, LookupError):
        cause = "this is no cron expression"
        raise BadOutput(f"--schedule {schedule}", cause, 'write five fields, as "0 3 * * *"') from None
    return found


@task(name="read", task_run_name="read {name}", cache_policy=NO_CACHE, persist_result=False)
def read_paper(reader: Reader, job: Job, *, name: str) -> IndexEntry:
    """One paper, in a child process; one that can't be read becomes an entry that says why."""
    return reader.read(job)


@task(name="compare", cache_policy=NO_CACHE, persist_result=False)
def compare_papers(collection: Collection) -> Comparison:
    """All claims that the folder holds against each other."""
    return collection.compared()


@task(name="write", cache_policy=NO_CACHE, persist_result=False)
def write(collection: Collection, found: Comparison, *, password_env: str | None) -> None:
    """The report, and the other files that are made of all papers together."""
    write_results(collection, found, password_env=password_env)


def show_in_prefect(collection: Collection, found: Comparison) -> None:
    """One artifact a run: the papers, how each was read, and the worst conflicts, with a link to the report."""
    create_markdown_artifact(
        key="derek-run", markdown=run_summary.run_summary(collection.out, collection.entries, found)
    )

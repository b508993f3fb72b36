"""What `derek run` does, without Prefect: for tests of what it writes."""

from __future__ import annotations

from pathlib import Path

from pipeline.results import write_results
from pipeline.store.collection import Collection
from pipeline.store.files import locked
from pipeline.store.intake import Intake, Request


def plain_run(papers: Path, out: Path) -> None:
    """Read what is new or changed, compare all, write the results."""
    with locked(out):
        collection = Collection(out)
        with Intake(collection, Request(paths=(str(papers),), out=str(out))) as intake:
            plan = intake.plan()
            collection.begin(plan)
            for job in plan.jobs:
                intake.read(job)
        write_results(collection, collection.compared())

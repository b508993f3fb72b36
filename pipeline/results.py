"""What is made of all papers of a folder together: the report with its pictures, and the collection's files."""

from __future__ import annotations

from pipeline.page_crops import make_crops, remove_stray_crops, stored_crops
from pipeline.report import Unshown, render_report
from pipeline.store.collection import Collection
from pipeline.store.comparison import Comparison
from schemas import Index


def write_results(collection: Collection, found: Comparison, *, password_env: str | None = None) -> None:
    """Write all of it anew, for the holder of the folder's lock. Raises BadOutput."""
    papers, conflicts = collection.shown(found), found.shown
    given = sum(len(paper.claims) for paper in papers) if collection.is_large else collection.claims
    make_crops(collection.out, papers, conflicts, password_env=password_env)
    report = render_report(
        index=Index(papers=collection.entries),
        papers=papers,
        conflicts=conflicts,
        crops=stored_crops(collection.out, papers, conflicts),
        unshown=Unshown(
            found.unshown_groups, max(0, collection.claims - given), found.unshown_findings, found.unlisted
        ),
    )
    collection.finish(found, report)
    remove_stray_crops(collection.out, papers, conflicts)

"""What is made of all papers of a folder together: the report with its pictures, and the collection's files."""

from __future__ import annotations

from pipeline.page_crops import make_crops, remove_stray_crops, stored_crops
from pipeline.report import render_report
from pipeline.store.collection import Collection
from schemas import ConflictReport, Index


def write_results(collection: Collection, conflicts: ConflictReport, *, password_env: str | None = None) -> None:
    """Write all of it anew, for the holder of the folder's lock. Raises BadOutput."""
    make_crops(collection, conflicts, password_env=password_env)
    report = render_report(
        index=Index(papers=collection.entries),
        papers=collection.review().papers,
        conflicts=conflicts,
        crops=stored_crops(collection, conflicts),
    )
    collection.finish(conflicts, report)
    remove_stray_crops(collection, conflicts)

"""`index.json`: the papers of an output folder, and how each was read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from schemas.paper import Coverage, Diagnostic, Source
from schemas.values import SCHEMA_VERSION, Record, Version, sorted_keys


class IndexEntry(Record):
    """One paper of the collection; `missing` when its file has vanished since it was read."""

    paper_id: str
    work_id: str | None = None
    source: Source
    status: Literal["ok", "partial", "failed"]
    missing: bool = False
    counts: Annotated[dict[str, int], AfterValidator(sorted_keys)] = {}
    coverage: Coverage = Coverage()
    diagnostics: tuple[Diagnostic, ...] = ()
    fingerprint: str
    """Hash of what the result depends on besides the file: code version, language data, vocabulary."""


class Index(Record):
    """All papers of an output folder, in the order of their ids."""

    schema_version: Version = SCHEMA_VERSION
    papers: tuple[IndexEntry, ...] = ()

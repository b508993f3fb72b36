"""What a run found, in a page of Markdown: the papers, and the conflicts that are worth a person's morning."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.comparison import Comparison, Worst
from schemas import IndexEntry

_PAPERS = 200  # rows; the rest stand in the report


Listener = Callable[[IndexEntry | None, int], None]
listener: ContextVar[Listener] = ContextVar("listener", default=lambda entry, total: None)
"""Told of progress: the paper just read (None at the start), and how many there are to read."""


@dataclass(frozen=True)
class Summary:
    """What a run did: the papers asked for, how many of them were read now, and what comparing all found."""

    asked: tuple[IndexEntry, ...]
    read: int
    found: Comparison

    @property
    def unread(self) -> tuple[IndexEntry, ...]:
        """The papers that could not be read."""
        return tuple(entry for entry in self.asked if entry.status == "failed")


def told(summary: Summary) -> str:
    """What a run did, in two lines."""
    asked, unread = len(summary.asked), len(summary.unread)
    return (
        f"{asked} papers: {summary.read} read now, {asked - summary.read - unread} unchanged, {unread} unreadable\n"
        f"{summary.found.conflicts} conflicts between figures, "
        f"{summary.found.inconsistent} figures that do not fit their own paper"
    )


def run_summary(out: Path, entries: Sequence[IndexEntry], found: Comparison) -> str:
    """The summary; `out` is the folder that holds the report."""
    lines = [
        f"[The report]({(out / 'report.html').absolute().as_uri()})",
        "",
        f"{len(entries)} papers, {found.conflicts} conflicts between figures, "
        f"{found.inconsistent} that do not fit their own paper.",
        *_worst(found.worst),
        "",
        "| paper | status | figures | tables | what to know |",
        "| --- | --- | --- | --- | --- |",
        *(_paper(entry) for entry in entries[:_PAPERS]),
    ]
    if len(entries) > _PAPERS:
        lines.append(f"\n{len(entries) - _PAPERS} more papers stand in the report.")
    return "\n".join(lines) + "\n"


def _worst(worst: Sequence[Worst]) -> list[str]:
    rows = [f"| {pair.severity} | {_text(pair.about)} | {_text(pair.why)} |" for pair in worst]
    return ["", "| severity | about | why |", "| --- | --- | --- |", *rows] if rows else []


def _paper(entry: IndexEntry) -> str:
    said = "; ".join(d.message for d in entry.diagnostics if d.level != "info")
    counts = f"{entry.counts.get('claims', 0)} | {entry.counts.get('tables', 0)}"
    return f"| {_text(entry.source.path)} | {entry.status} | {counts} | {_text(said)} |"


def _text(words: str) -> str:
    """Words of papers and file names, so that none of them is markup."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~])", r"\\\1", " ".join(words.split())[:400])

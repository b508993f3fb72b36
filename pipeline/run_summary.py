"""What a run found, in a page of Markdown: the papers, and the conflicts that are worth a person's morning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from schemas import Conflict, ConflictReport, Group, IndexEntry

WORST = 10
_PAPERS = 200  # rows; the rest stand in the report


def run_summary(out: Path, entries: Sequence[IndexEntry], conflicts: ConflictReport) -> str:
    """The summary; `out` is the folder that holds the report."""
    pairs = sorted(
        ((group, pair) for group in conflicts.groups for pair in group.conflicts if pair.verdict == "conflict"),
        key=lambda item: (("high", "medium", "low").index(item[1].severity), -item[1].gap),
    )
    wrong = sum(finding.verdict == "inconsistent" for finding in conflicts.findings)
    lines = [
        f"[The report]({(out / 'report.html').absolute().as_uri()})",
        "",
        f"{len(entries)} papers, {len(pairs)} conflicts between figures, {wrong} that do not fit their own paper.",
        *(_worst(pairs[:WORST]) if pairs else []),
        "",
        "| paper | status | figures | tables | what to know |",
        "| --- | --- | --- | --- | --- |",
        *(_paper(entry) for entry in entries[:_PAPERS]),
    ]
    if len(entries) > _PAPERS:
        lines.append(f"\n{len(entries) - _PAPERS} more papers stand in the report.")
    return "\n".join(lines) + "\n"


def _worst(pairs: Sequence[tuple[Group, Conflict]]) -> list[str]:
    rows = (
        f"| {pair.severity} | {_text(g.label.get('en', ''))} | {_text(pair.explanation['en'])} |" for g, pair in pairs
    )
    return ["", "| severity | about | why |", "| --- | --- | --- |", *rows]


def _paper(entry: IndexEntry) -> str:
    said = "; ".join(d.message for d in entry.diagnostics if d.level != "info")
    counts = f"{entry.counts.get('claims', 0)} | {entry.counts.get('tables', 0)}"
    return f"| {_text(entry.source.path)} | {entry.status} | {counts} | {_text(said)} |"


def _text(words: str) -> str:
    """Words of papers and file names, so that none of them is markup."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~])", r"\\\1", " ".join(words.split())[:400])

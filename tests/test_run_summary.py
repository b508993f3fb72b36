"""The summary of a run: the worst conflicts first, and no word of a paper is markup."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pipeline.run_summary import run_summary
from pipeline.store.comparison import WORST, Comparison, worst_of
from schemas import Conflict, Diagnostic, Group, IndexEntry, Places, Source, Spread


def pair(number: int, severity: str, gap: str) -> Conflict:
    why = dict.fromkeys(("en", "ru", "kk"), f"pair {number} <b>|x| [link](javascript:0)")
    return Conflict.model_validate(
        {"conflict_id": f"c{number}", "a": "a", "b": "b", "verdict": "conflict", "reasons": ["unknown"]}
        | {"explanation": why, "gap": Decimal(gap), "severity": severity}
    )


def summary(count: int) -> str:
    pairs = [pair(n, "low", "0.5") for n in range(count)] + [pair(99, "high", "0.1"), pair(98, "high", "0.9")]
    group = Group(
        group_id="g", topic={}, label={"en": "students"}, places=Places(), kind="count", claims=("a", "b"),
        verdict="conflict", spread=Spread(min=Decimal(1), max=Decimal(2)), positions=(), conflicts=tuple(pairs),
    )  # fmt: skip
    source = Source(path="a|b.pdf", sha256="0", bytes=1, media_type="application/pdf", reader="none")
    lost = Diagnostic(level="error", code="empty", message="the file is empty")
    entry = IndexEntry(paper_id="p", source=source, status="failed", diagnostics=(lost,), fingerprint="x")
    return run_summary(Path("/out"), [entry], Comparison(worst=worst_of([group])))


def test_the_worst_come_first_and_are_few() -> None:
    rows = [line for line in summary(30).splitlines() if line.startswith(("| high", "| low"))]
    assert len(rows) == WORST
    assert ["pair 98" in rows[0], "pair 99" in rows[1]] == [True, True]


def test_words_of_papers_are_no_markup() -> None:
    said = summary(0)
    assert "<b>" not in said.replace("\\<b", "")
    assert "](javascript" not in said.replace("\\]", "")
    assert "a\\|b.pdf" in said
    assert "the file is empty" in said

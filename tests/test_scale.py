"""Many papers: compared in parts from disk as if at once, readings kept for other words, nothing done twice."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
import typst

from pipeline import extraction
from pipeline.decisions import Review, evidence_of
from pipeline.reading.readings import load_reading
from pipeline.reading.worker import WorkerPool
from pipeline.store import collection as collections
from pipeline.store import comparison, intake
from pipeline.store.collection import Collection
from pipeline.store.comparison import Comparison, Unlisted, write_comparison
from pipeline.store.files import PRIVATE, locked
from pipeline.store.intake import Intake, Request
from pipeline.store.keeping import lines
from schemas import Decision, Finding, Paper, dump

SAID = (
    "In 2019, 71,368 students from Kazakhstan studied in Russia. In 2019 there were 17,000 nurses in Kazakhstan.",
    "In 2019, 61 thousand students from Kazakhstan studied in Russia. In 2018 there were 16,000 nurses in Kazakhstan.",
    "In 2019 there were 19,500 nurses in Kazakhstan. In 2019, 5,100 students from Kazakhstan studied in China.",
)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    folder = tmp_path_factory.mktemp("papers")
    made = []
    for number, text in enumerate(SAID):
        path = folder / f"{number}.txt"
        path.write_text(text + "\n")
        made.append(extraction.extract(path))
    return sorted(made, key=lambda paper: paper.paper_id)


def decisions_on(papers: list[Paper]) -> list[Decision]:
    claims = {claim.claim_id: claim for paper in papers for claim in paper.claims}
    found = extraction.compare(papers)
    pair = next(e for group in found.groups for e in group.conflicts if e.verdict == "conflict")
    dismissed = next(claim for claim in claims.values() if "China" in claim.quote)
    common = {"at": "2026-01-01T00:00:00Z", "by": "A", "action": "dismiss", "reason": "misread"}
    about_pair = [evidence_of(claims[pair.a]), evidence_of(claims[pair.b])]
    about_claim = {"decision_id": "d2", "target": "claim", "target_id": dismissed.claim_id}
    return [
        Decision.model_validate(
            common | {"decision_id": "d1", "target": "conflict", "target_id": pair.conflict_id, "about": about_pair}
        ),
        Decision.model_validate(common | about_claim | {"about": [evidence_of(dismissed)]}),
    ]


@pytest.mark.parametrize("decided", [False, True])
@pytest.mark.parametrize("part", [1, 2, 50_000])
def test_parts_make_the_same_bytes_as_all_at_once(
    papers: list[Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, part: int, decided: bool
) -> None:
    (tmp_path / PRIVATE).mkdir()
    decisions = decisions_on(papers) if decided else []
    monkeypatch.setattr(comparison, "CLAIMS_A_PART", part)
    works = {paper.paper_id: paper.work_id for paper in papers}
    count = sum(len(paper.claims) for paper in papers)
    found = write_comparison(tmp_path, lambda: papers, decisions, works=works, claims=count)
    review = Review(papers, decisions)
    whole = review.applied(extraction.compare(review.papers))
    assert (tmp_path / "conflicts.json").read_text("utf-8") == lines(whole)
    claims = [json.loads(line)["claim_id"] for line in (tmp_path / "claims.jsonl").read_text("utf-8").splitlines()]
    assert len(claims) == count - decided
    assert found.conflicts == sum(e.verdict == "conflict" for g in whole.groups for e in g.conflicts)
    assert found.shown.groups == tuple(group for group in whole.groups if group.conflicts)
    assert [path.name for path in (tmp_path / PRIVATE).iterdir()] == []


@pytest.mark.parametrize("conflicts", [0, 1])
def test_what_is_not_shown_is_counted(
    papers: list[Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, conflicts: int
) -> None:
    (tmp_path / PRIVATE).mkdir()
    monkeypatch.setattr(comparison, "SHOWN_ENTRIES", 1)
    monkeypatch.setattr(comparison, "SHOWN_CONFLICTS", conflicts)
    monkeypatch.setattr(comparison, "SHOWN_EXPLAINED", 0)
    works = {paper.paper_id: paper.work_id for paper in papers}
    found = write_comparison(tmp_path, lambda: papers, [], works=works, claims=9)
    whole = extraction.compare(papers)
    differing = [group for group in whole.groups if group.conflicts]
    assert len(found.shown.groups) + found.unshown_groups == len(differing)
    assert found.unshown_groups > 0 or not conflicts
    for group in found.shown.groups:
        before = next(g for g in differing if g.group_id == group.group_id)
        left = found.unlisted.get(group.group_id, Unlisted(0, 0))
        assert len(group.conflicts) + sum(left) == len(before.conflicts)
        assert all(entry in before.conflicts for entry in group.conflicts)
    assert any(left.conflicts for left in found.unlisted.values()) or conflicts


def test_findings_that_do_not_fit_are_shown_first_and_the_rest_counted(
    papers: list[Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / PRIVATE).mkdir()
    monkeypatch.setattr(comparison, "SHOWN_FINDINGS", 2)
    about = {"paper_id": "p", "check": "sum", "numbers": (), "expected": "3", "printed": "4"}
    said = {"explanation": dict.fromkeys(("kk", "ru", "en"), "1 + 2 is 3")}
    verdicts = ("consistent", "consistent", "inconsistent")
    findings = tuple(
        Finding.model_validate(about | said | {"finding_id": f"f{number}", "verdict": verdict})
        for number, verdict in enumerate(verdicts)
    )
    paper = papers[0].model_copy(update={"findings": findings})
    found = write_comparison(tmp_path, lambda: [paper], [], works={}, claims=3)
    assert [finding.finding_id for finding in found.shown.findings] == ["f2", "f0"]
    assert (found.inconsistent, found.unshown_findings) == (1, 1)


def test_another_vocabulary_needs_no_second_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, kept = tmp_path / "paper.pdf", tmp_path / "kept" / "reading"
    paper.write_bytes(typst.compile(b"= Students\n\nIn 2019, 71,368 students from Kazakhstan studied in Russia."))
    first = extraction.read_paper(paper, reading=str(kept))
    assert json.loads(first)["claims"][0]["location"]["bbox"]

    def unread(*args: object, **options: object) -> None:
        raise AssertionError("the PDF was opened again")

    monkeypatch.setattr(extraction, "read_pdf", unread)
    assert extraction.read_paper(paper, reading=str(kept)) == first
    with pytest.raises(AssertionError, match="opened again"):
        extraction.read_paper(paper, reading=str(kept), fresh=True)


@pytest.mark.parametrize(
    "content", [b"", b"no zlib", zlib.compress(b"no pickle"), zlib.compress(pickle.dumps({"a": 1})), "code", "builtin"]
)
def test_a_foreign_reading_is_not_taken_and_runs_nothing(tmp_path: Path, content: bytes | str) -> None:
    kept, proof = tmp_path / "reading", tmp_path / "proof"

    class Hostile:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (os.system, (f"touch {proof}",)) if content == "code" else (eval, (f"open({str(proof)!r}, 'w')",))

    kept.write_bytes(content if isinstance(content, bytes) else zlib.compress(pickle.dumps(Hostile())))
    assert load_reading(kept) is None
    assert not proof.exists()


def run(root: Path) -> tuple[int, Comparison | None]:
    """How many papers were read, and what the folder says when nothing has changed."""
    with locked(root / "out"):
        collection = Collection(root / "out")
        with Intake(collection, Request(paths=(str(root / "in"),)), reader="plain_reader:read") as intake:
            plan = intake.plan()
            collection.begin(plan)
            for job in plan.jobs:
                intake.read(job)
        before = collection.unchanged()
        if before is None:
            collection.finish(collection.compared(), "<html>")
    return len(plan.jobs), before


@pytest.mark.parametrize(
    ("read_before", "request_", "started"),
    [
        (3, {}, 0),
        (1, {}, 2),
        (3, {"force": True}, 2),
        (3, {"ocr": "never"}, 2),
        (2, {"workers": 4}, 1),
        (0, {"vocabulary": "missing.toml"}, 0),
    ],
)
def test_readers_start_ahead_where_papers_are_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_before: int, request_: dict[str, Any], started: int
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(WorkerPool, "start", lambda pool, children: asked.append(children))
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(f"{number} students")
        if number + 1 == read_before:
            run(tmp_path)
    request = {"paths": (str(tmp_path / "in"),), "out": str(tmp_path / "out"), **request_}
    intake.start_readers(Request(**request))
    assert sum(asked) == started


def test_what_stands_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(f"{number} students")
    out = tmp_path / "out"
    assert run(tmp_path) == (3, None)
    monkeypatch.setattr(collections, "load_paper", lambda path: pytest.fail(f"{path} was read"))
    read, found = run(tmp_path)
    assert (read, found) == (0, Comparison())
    for change in (
        lambda: (out / "report.html").unlink(),
        lambda: (out / "conflicts.json").write_text("{}"),
        lambda: (out / "decisions.jsonl").write_text("{}\n"),
        lambda: (out / PRIVATE / "seal.json").write_text("{"),
        lambda: (tmp_path / "in" / "0.txt").unlink(),
    ):
        monkeypatch.undo()
        change()
        assert run(tmp_path)[1] is None
        assert run(tmp_path)[1] is not None
    (tmp_path / "in" / "1.txt").write_text("14 students")
    assert run(tmp_path) == (1, None)


def test_a_large_folder_shows_the_figures_in_conflict(
    papers: list[Paper], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number, text in enumerate(SAID):
        (tmp_path / f"{number}.txt").write_text(text + "\n")
    out = tmp_path / "out"
    with locked(out):
        collection = Collection(out)
        with Intake(collection, Request(paths=(str(tmp_path),))) as intake:
            plan = intake.plan()
            collection.begin(plan)
            for job in plan.jobs:
                intake.read(job)
        found = collection.compared()
        whole = collection.shown(found)
        monkeypatch.setattr(collections, "CLAIMS_SHOWN", 1)
        few = collection.shown(found)
        monkeypatch.setattr(collections, "FIGURES_A_GROUP", 0)
        fewest = collection.shown(found)
    wanted = {claim for group in found.shown.groups for claim in group.claims}
    assert {c.claim_id for p in few for c in p.claims} == wanted & {c.claim_id for p in whole for c in p.claims}
    pairs = {claim for group in found.shown.groups for entry in group.conflicts for claim in (entry.a, entry.b)}
    assert {c.claim_id for p in fewest for c in p.claims} == pairs
    assert [paper.text for paper in few] == [""] * 3
    by_id = {claim.claim_id: claim for paper in whole for claim in paper.claims}
    assert all(dump(claim) == dump(by_id[claim.claim_id]) for paper in few for claim in paper.claims)


def test_garbage_is_looked_for_seldom_and_still_found() -> None:
    code = (
        "import gc, weakref; from pipeline.garbage import look_seldom; look_seldom(); kept = []\n"
        "class Ring: pass\n"
        "def ring():\n    a = Ring(); a.a = a; return weakref.ref(a)\n"
        "seen = ring(); kept += [[] for _ in range(60_000)]\n"
        "print(gc.get_freeze_count() > 0, gc.get_threshold()[0] > 700, seen() is None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "True"]

"""What reviewers decide is kept, applied to what it was about, and shown again where that has changed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.decisions import BadCorrection, Review, corrected, evidence_of, finding_evidence
from pipeline.extraction import compare, extract
from pipeline.store.decision_log import NAME, add_decisions, read_decisions, strange_lines
from schemas import Claim, ConflictReport, Decision, Paper

SAYS = {
    "embassy": "In 2017 there were 71.3 thousand students from Kazakhstan in Russia.",
    "ministry": "In 2017 there were 61 thousand students from Kazakhstan in Russia.",
    "totals": "The survey covered 148 schools: 115 urban schools and 43 rural schools.",
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    folder = tmp_path_factory.mktemp("papers")
    for name, text in SAYS.items():
        (folder / f"{name}.txt").write_text(f"{name.title()} figures\n\nIntroduction\n\n{text}\n", "utf-8")
    return [extract(path) for path in sorted(folder.glob("*.txt"))]


def compare_decided(papers: Sequence[Paper], decisions: Sequence[Decision]) -> ConflictReport:
    review = Review(papers, decisions)
    return review.applied(compare(review.papers))


def pairs(report: ConflictReport, verdict: str = "conflict") -> list[Any]:
    return [e for g in report.groups for e in g.conflicts if e.verdict == verdict]


def claim_of(papers: list[Paper], surface: str) -> Claim:
    return next(c for p in papers for c in p.claims if c.surface == surface)


def decision(number: int = 1, **fields: Any) -> Decision:
    shared = {"decision_id": f"d{number}", "at": "2026-01-01T00:00:00Z", "by": "Aigerim", "target": "conflict"}
    return Decision.model_validate(shared | fields)


def about_pair(papers: list[Paper], number: int = 1, **fields: Any) -> Decision:
    entry = pairs(compare(papers))[0]
    claims = {c.claim_id: c for p in papers for c in p.claims}
    about = tuple(evidence_of(claims[c]) for c in (entry.a, entry.b))
    return decision(number, target_id=entry.conflict_id, about=about, **fields)


def test_a_dismissed_conflict_leaves_the_list_and_its_group(papers: list[Paper]) -> None:
    assert pairs(compare_decided(papers, []))
    decided = compare_decided(papers, [about_pair(papers, action="dismiss", reason="misread")])
    assert pairs(decided) == []
    assert "conflict" not in {g.verdict for g in decided.groups}


def test_an_explained_conflict_stays_listed_with_the_reviewers_reason(papers: list[Paper]) -> None:
    decided = compare_decided(papers, [about_pair(papers, action="explain", reason="different-source")])
    (entry,) = (entry for entry in pairs(decided, "explained") if entry.decision)
    assert (entry.reasons, entry.decision.by) == (("different-source",), "Aigerim")


def test_an_accepted_conflict_stays_and_says_so(papers: list[Paper]) -> None:
    (entry,) = pairs(compare_decided(papers, [about_pair(papers, action="accept")]))
    assert (entry.decision.action, entry.decision.look_again) == ("accept", False)


def test_the_last_decision_stands_and_undo_brings_back_the_one_before(papers: list[Paper]) -> None:
    made = [
        about_pair(papers, 1, action="accept"),
        about_pair(papers, 2, action="dismiss", reason="other"),
    ]
    assert pairs(compare_decided(papers, made)) == []
    undo = about_pair(papers, 3, action="undo", undoes="d2")
    (entry,) = pairs(compare_decided(papers, [*made, undo]))
    assert entry.decision.decision_id == "d1"


def test_a_new_version_of_a_paper_brings_the_decision_back_to_look_at(papers: list[Paper], tmp_path: Path) -> None:
    made = about_pair(papers, action="dismiss", reason="other")
    path = tmp_path / "embassy.txt"
    path.write_text(f"Embassy figures\n\nIntroduction\n\n{SAYS['embassy']} More is known now.\n", "utf-8")
    newer = [extract(path), *(p for p in papers if not p.source.path.endswith("embassy.txt"))]
    (entry,) = pairs(compare_decided(newer, [made]))
    assert entry.decision.look_again


def test_a_figure_that_is_read_differently_now_is_looked_at_again(papers: list[Paper]) -> None:
    made = about_pair(papers, action="dismiss", reason="other")
    changed = tuple(e.model_copy(update={"value": (e.value or Decimal(0)) + 1}) for e in made.about)
    (entry,) = pairs(compare_decided(papers, [made.model_copy(update={"about": changed})]))
    assert entry.decision.look_again


def test_a_corrected_claim_is_compared_as_corrected(papers: list[Paper]) -> None:
    claim = claim_of(papers, "61 thousand")
    made = decision(
        target="claim", target_id=claim.claim_id, action="correct", changes={"host": "CN"}, about=(evidence_of(claim),)
    )
    review = Review(papers, [made])
    assert claim_of(review.papers, "61 thousand").places.host == "CN"
    assert claim_of(review.papers, "61 thousand").corrected == ("host",)
    assert pairs(compare_decided(papers, [made])) == []
    assert claim_of(papers, "61 thousand").places.host == "RU"


def test_a_claim_that_is_none_is_not_compared(papers: list[Paper]) -> None:
    claim = claim_of(papers, "61 thousand")
    made = decision(
        target="claim", target_id=claim.claim_id, action="dismiss", reason="misread", about=(evidence_of(claim),)
    )
    assert pairs(compare_decided(papers, [made])) == []


def test_a_decision_about_one_paper_says_nothing_of_another_with_the_same_words(papers: list[Paper]) -> None:
    claim = claim_of(papers, "61 thousand")
    made = decision(
        target="claim", target_id=claim.claim_id, action="dismiss", reason="misread", about=(evidence_of(claim),)
    )
    twin = claim.model_copy(update={"claim_id": "another", "paper_id": "another"})
    other = papers[0].model_copy(update={"paper_id": "another", "claims": (twin,)})
    assert "another" not in Review([*papers, other], [made]).claim_decisions


def test_findings_are_decided_too(papers: list[Paper]) -> None:
    report = compare(papers)
    finding = next(f for f in report.findings if f.verdict == "inconsistent")
    claims = {c.claim_id: c for p in papers for c in p.claims}
    made = decision(
        target="finding",
        target_id=finding.finding_id,
        action="dismiss",
        reason="different-definition",
        about=tuple(finding_evidence(finding, claims)),
    )
    assert finding.finding_id not in {f.finding_id for f in compare_decided(papers, [made]).findings}
    kept = Review(papers, [made]).applied(report, keep_dismissed=True)
    assert next(f for f in kept.findings if f.finding_id == finding.finding_id).decision is not None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"host": "Russia!"}, "no code"),
        ({"period": "last year"}, "no period"),
        ({"kind": "guess"}, "none of count"),
        ({"colour": "red"}, "no slot colour"),
    ],
)
def test_what_a_slot_can_not_take_is_refused(papers: list[Paper], changes: dict[str, str], said: str) -> None:
    with pytest.raises(BadCorrection, match=said):
        corrected(claim_of(papers, "61 thousand"), changes)


def test_slots_are_corrected_and_emptied(papers: list[Paper]) -> None:
    changes = {"period": "2016-09..2017-06", "unit": "", "topic.level": "master"}
    claim = corrected(claim_of(papers, "61 thousand"), changes)
    assert claim.period is not None
    assert (claim.period.start, claim.period.end, claim.quantity.unit) == ("2016-09", "2017-06", None)
    assert claim.topic["level"] == "master"
    assert set(claim.label) == {"kk", "ru", "en"}


def test_decisions_of_many_reviewers_at_once_are_all_kept(tmp_path: Path) -> None:
    def decide(reviewer: int) -> None:
        for number in range(20):
            fields = {"target_id": f"c{reviewer}", "action": "accept", "by": f"r{reviewer}"}
            add_decisions(tmp_path, [decision(reviewer * 100 + number, **fields)])

    threads = [threading.Thread(target=decide, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({d.decision_id for d in read_decisions(tmp_path)}) == 80


def test_a_torn_line_costs_that_line_alone(tmp_path: Path) -> None:
    add_decisions(tmp_path, [decision(1, target_id="c1", action="accept")])
    with (tmp_path / NAME).open("a") as file:
        file.write('{"decision_id": "d2", "at": ')
    add_decisions(tmp_path, [decision(3, target_id="c1", action="accept")])
    assert [d.decision_id for d in read_decisions(tmp_path)] == ["d1", "d3"]


def test_a_line_that_is_no_decision_is_passed_over_and_named(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"decision": "yes"}\n')
    add_decisions(tmp_path, [decision(2, target_id="c1", action="accept")])
    assert [d.decision_id for d in read_decisions(tmp_path)] == ["d2"]
    (said,) = strange_lines(tmp_path)
    assert "line 1 is passed over" in said

"""One paper through all stages: places hold, a stage that fails costs that stage only, errors name the cause."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst

import pipeline
from pipeline import extraction
from pipeline.errors import DerekError, EmptyPaper, EncryptedPaper, NotAPaper, UnreadablePaper
from schemas import Finding, Paper, dump

TEXT = """Student mobility of the region

Abstract. In 2019 about 61 thousand Kazakhstani students studied in Russia.

1. Results

Table 1. Students who left

Year\tStudents
2018\t120
2019\t140
Total\t260

In all 260 students left, 54 % of them in 2019 [1].

References

1. Ivanov A. Students abroad. Almaty, 2020.
"""
TYPST = """
#set page(width: 150mm, height: 120mm)
#set text(lang: "en")
= Student mobility
In 2019 about 61 thousand Kazakhstani students studied in Russia. In all 260 students left.
"""


@pytest.fixture
def text_paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    return path


@pytest.fixture
def pdf_paper(tmp_path: Path) -> Path:
    source, path = tmp_path / "paper.typ", tmp_path / "paper.pdf"
    source.write_text(TYPST, "utf-8")
    typst.compile(str(source), output=str(path))
    return path


def test_a_text_file_becomes_a_paper(text_paper: Path) -> None:
    paper = pipeline.extract(text_paper)
    decoded = text_paper.read_bytes().decode("utf-8-sig")
    assert (paper.source.media_type, paper.source.reader, paper.source.pages) == ("text/plain", "text", None)
    assert paper.paper_id == f"paper-{paper.source.sha256[:8]}"
    assert paper.tables[0].rows[1] == ("2018", "120")
    assert {"61 thousand", "260", "54 %"} <= {claim.surface for claim in paper.claims}
    for claim in paper.claims:
        place = claim.location
        if place.source_start is not None and claim.origin == "prose":
            assert decoded[place.source_start : place.source_end] == claim.surface
    assert paper.sections[0].source_start == 0
    assert paper.sections[-1].source_end == len(decoded)


def test_a_pdf_becomes_a_paper(pdf_paper: Path) -> None:
    paper = pipeline.extract(str(pdf_paper))
    assert (paper.source.media_type, paper.source.pages) == ("application/pdf", 1)
    (claim,) = (c for c in paper.claims if c.surface == "61 thousand")
    assert claim.location.page == 1
    assert claim.location.bbox is not None
    assert claim.location.source_start is None


def test_the_worker_gets_the_paper_as_json(text_paper: Path) -> None:
    assert Paper.model_validate_json(extraction.read_paper(text_paper)) == extraction.extract(text_paper)


def test_the_same_file_makes_the_same_bytes(text_paper: Path) -> None:
    assert dump(extraction.extract(text_paper)) == dump(extraction.extract(text_paper))


@pytest.mark.parametrize(
    ("stage", "left"), [("build_claims", "tables"), ("table_records", "sections"), ("in_order", "claims")]
)
def test_a_stage_that_fails_costs_that_stage(
    text_paper: Path, monkeypatch: pytest.MonkeyPatch, stage: str, left: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise KeyError("unforeseen")

    monkeypatch.setattr(extraction, stage, fail)
    paper = extraction.extract(text_paper)
    assert [(d.level, d.code) for d in paper.diagnostics] == [("error", "defect")]
    assert "KeyError: 'unforeseen' (test_extraction.py:" in paper.diagnostics[0].message
    assert getattr(paper, left)


def test_a_check_that_fails_costs_that_check(text_paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Paper) -> Iterator[Finding]:
        raise KeyError("unforeseen")

    whole = extraction.extract(text_paper)
    monkeypatch.setattr(extraction, "CHECKS", (fail, *extraction.CHECKS))
    paper = extraction.extract(text_paper)
    assert whole.findings
    assert (paper.findings, [d.code for d in paper.diagnostics]) == (whole.findings, ["defect"])
    assert "findings of fail" in paper.diagnostics[0].message


def test_no_memory_ends_the_paper(text_paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(extraction, "build_claims", fail)
    with pytest.raises(MemoryError):
        extraction.extract(text_paper)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.txt", b"", EmptyPaper),
        ("spaces.txt", b" \n\t\r\n\x0c ", EmptyPaper),
        ("page.pdf", b"<html>", NotAPaper),
        ("archive.txt", b"PK\x03\x04" + bytes(50), NotAPaper),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", UnreadablePaper),
        ("letter.doc", b"text", NotAPaper),
    ],
)
def test_what_is_no_paper_is_named(tmp_path: Path, name: str, content: bytes, error: type[DerekError]) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        pipeline.extract(path)
    assert caught.value.path == str(path)
    assert len(str(caught.value).splitlines()) == 1


def test_two_papers_are_compared(tmp_path: Path) -> None:
    papers = []
    for name, number in (("a.txt", "61"), ("b.txt", "39")):
        (tmp_path / name).write_text(f"In 2019 {number} thousand Kazakhstani students studied in Russia.\n", "utf-8")
        papers.append(pipeline.extract(tmp_path / name))
    report = pipeline.compare(papers)
    assert report == pipeline.compare(reversed(papers))
    (pair,) = (pair for group in report.groups for pair in group.conflicts)
    assert pair.verdict == "conflict"
    assert set(pair.explanation) == {"kk", "ru", "en"}


def test_the_small_functions_of_the_package(text_paper: Path) -> None:
    assert pipeline.detect_languages(["Ресейде оқитын студенттердің саны өсті"]) == ["kk"]
    text = "около 39,4 млрд долларов"
    (quantity,) = pipeline.find_quantities(text, lang="ru")
    assert json.loads(dump(quantity))["value"] == 39_400_000_000
    assert text[quantity.start : quantity.end] == quantity.surface
    (table,) = pipeline.find_tables(text_paper)
    assert table.rows[-1] == ("Total", "260")


def test_encrypted_papers_ask_for_a_password(pdf_paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *, password: str | None, **others: object) -> None:
        raise EncryptedPaper(path, f"asks for a password, got {password}", "give it")

    monkeypatch.setattr(extraction, "read_pdf", refuse)
    with pytest.raises(EncryptedPaper, match="got open sesame"):
        extraction.extract(pdf_paper, password="open sesame")


HERDS = """Herds of the district

In 2019 the camels made up 12 % of the herd of the district (Table 1).

Table 1. Herds by district, heads

Animal\t2018\t2019
Camels\t10\t0
Sheep\t90\t120
Goats\t30\t40
Total\t130\t160
"""


def test_a_share_told_of_an_empty_cell_is_no_fault(tmp_path: Path) -> None:
    """Fuzzing: a share of nothing was divided by."""
    path = tmp_path / "herds.txt"
    path.write_text(HERDS, "utf-8")
    paper = extraction.extract(path)
    assert paper.diagnostics == ()
    assert {f.check for f in paper.findings} == {"sum"}

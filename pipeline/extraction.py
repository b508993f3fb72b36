"""One paper from file to record, and the comparison of papers: the chain of stages, read on one screen."""

from __future__ import annotations

import hashlib
import json
import os
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from pipeline.bibliography.metadata import find_metadata, work_id
from pipeline.bibliography.references import find_references
from pipeline.checks import CHECKS, in_order
from pipeline.claims.amounts import told_apart
from pipeline.claims.building import ClaimSet, PaperFacts, build_claims
from pipeline.claims.vocabulary import Vocabulary, load_vocabulary
from pipeline.comparing import compare_claims
from pipeline.errors import DerekError, EmptyPaper, NotAPaper
from pipeline.identifiers import paper_id
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.layout.pages import compose_pages
from pipeline.manuscript import FoundTable
from pipeline.reading.document import Document, TextFile
from pipeline.reading.files import check_unchanged
from pipeline.reading.limits import reading_limits
from pipeline.reading.pdf import read_pdf
from pipeline.reading.readings import Reading, load_reading, save_reading
from pipeline.reading.text import read_text
from pipeline.reading.worker import MEDIA_TYPES, look_at
from pipeline.tables.pdf_tables import find_in_document
from pipeline.tables.records import table_records
from pipeline.tables.text_tables import find_in_text
from schemas import (
    ConflictReport,
    Coverage,
    Diagnostic,
    Finding,
    Metadata,
    Paper,
    Reference,
    Source,
    Table,
    dump,
)

Made = TypeVar("Made")


def extract(
    path: str | Path, *, vocabulary: str | Path | None = None, password: str | None = None, ocr: str = "auto"
) -> Paper:
    """Read one paper: text, sections, tables, claims, findings.

    `vocabulary` is a TOML file of further topics, `password` opens an encrypted PDF, `ocr` is auto, always or never.
    Reads in this process, without limits on time and memory. Raises pipeline.errors.DerekError.
    """
    path = Path(path)
    return _paper(path, _open(path, password=password, ocr=ocr), vocabulary=str(vocabulary) if vocabulary else None)


def _paper(path: Path, opened: Reading, *, vocabulary: str | None) -> Paper:
    words = _vocabulary(vocabulary)
    manuscript, lost = opened.manuscript, list(opened.diagnostics)
    identifier = paper_id(path.name, opened.source.sha256)
    sections = find_sections(manuscript)
    tables: tuple[Table, ...] = _attempt(
        "tables", lambda: table_records(manuscript, sections, paper_id=identifier), (), lost
    )
    metadata = _attempt("metadata", lambda: find_metadata(manuscript, sections, info=opened.info), Metadata(), lost)
    references: tuple[Reference, ...] = _attempt("references", lambda: find_references(manuscript, sections), (), lost)
    facts = PaperFacts(paper_id=identifier, sha256=opened.source.sha256, year=metadata.year, references=references)
    found = _attempt(
        "claims",
        lambda: build_claims(manuscript, sections, tables, paper=facts, vocabulary=words),
        ClaimSet(claims=(), unread=(), coverage=Coverage()),
        lost,
    )
    paper = Paper(
        paper_id=identifier,
        work_id=work_id(metadata, sha256=opened.source.sha256),
        source=opened.source,
        metadata=metadata,
        text=manuscript.text,
        sections=sections,
        tables=tables,
        claims=found.claims,
        references=references,
        unread=found.unread,
        coverage=found.coverage,
    )
    findings = _findings(paper, lost)
    told = {"claims": told_apart(paper.claims), "findings": findings, "diagnostics": tuple(dict.fromkeys(lost))}
    return paper.model_copy(update=told)


def _findings(paper: Paper, lost: list[Diagnostic]) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for check in CHECKS:
        found += _attempt(f"findings of {check.__name__}", partial(_all, check, paper), [], lost)
    return _attempt("findings", lambda: in_order(paper, found), (), lost)


def _all(check: Callable[[Paper], Iterable[Finding]], paper: Paper) -> list[Finding]:
    return list(check(paper))


def compare(papers: Iterable[Paper]) -> ConflictReport:
    """Hold the claims of all papers against each other; the findings inside each paper come along."""
    ordered = sorted(papers, key=lambda paper: paper.paper_id)
    claims = [claim for paper in ordered for claim in paper.claims]
    groups = compare_claims(claims, works={paper.paper_id: paper.work_id for paper in ordered})
    return ConflictReport(groups=tuple(groups), findings=tuple(f for paper in ordered for f in paper.findings))


def find_tables(path: str | Path, *, password: str | None = None) -> list[Table]:
    """The tables of one paper, without its claims. Raises pipeline.errors.DerekError."""
    path = Path(path)
    opened = _open(path, password=password, ocr="auto")
    identifier = paper_id(path.name, opened.source.sha256)
    return list(table_records(opened.manuscript, find_sections(opened.manuscript), paper_id=identifier))


def read_tables(path: Path, *, folder: str | None = None, password: str | None = None, ocr: str = "auto") -> str:
    """`find_tables` for the worker: JSON with the tables, what was lost, and the pictures drawn of their pages.

    With a folder the grids are drawn into it from the same reading. Raises DerekError: NotAPaper for a text file then,
    BadOutput when the folder can't be written.
    """
    if folder is not None and path.suffix.lower() != ".pdf":
        raise NotAPaper(path, "has no pages to draw tables on", "give a PDF, or leave out --draw")
    drawn: list[str] = []

    def look(document: Document, tables: Sequence[FoundTable]) -> None:
        if folder is not None:
            from pipeline.tables.drawing import draw_tables  # loads pictures, which other commands do without

            drawn.extend(draw_tables(document, tables, path, folder=Path(folder), password=password))

    opened = _open(path, password=password, ocr=ocr, look=look)
    identifier = paper_id(path.name, opened.source.sha256)
    tables = table_records(opened.manuscript, find_sections(opened.manuscript), paper_id=identifier)
    said = {
        "tables": [table.model_dump(mode="json") for table in tables],
        "diagnostics": [diagnostic.model_dump(mode="json") for diagnostic in opened.diagnostics],
        "drawn": drawn,
    }
    return json.dumps(said, ensure_ascii=False)


def read_paper(
    path: Path,
    *,
    vocabulary: str | None = None,
    password: str | None = None,
    ocr: str = "auto",
    reading: str | None = None,
    fresh: bool = False,
) -> str:
    """`extract` for the worker: the paper as JSON. `reading` names a file that keeps what is read for another time.

    With `fresh`, what is kept there is made anew.
    """
    kept = Path(reading) if reading else None
    opened = load_reading(kept) if kept and not fresh else None
    if opened is None:
        opened = _open(path, password=password, ocr=ocr)
        if kept is not None:
            save_reading(kept, opened)
    return dump(_paper(path, opened, vocabulary=vocabulary))


def get_ready() -> None:
    """Load what all papers need, a second's work: the lexicons of the three languages and the vocabulary."""
    lines = "In 2019 there were two schools.\nВ 2019 году было две школы.\n2019 жылы екі мектеп болды.\n"
    text = compose_text(TextFile(lines, "utf-8"), ())
    facts = PaperFacts(paper_id="", sha256="", year=None)
    build_claims(text, find_sections(text), (), paper=facts, vocabulary=_vocabulary(None))


Look = Callable[[Document, Sequence[FoundTable]], None]
"""What wants to see the pages with their tables before they are let go."""


def _open(path: Path, *, password: str | None, ocr: str, look: Look | None = None) -> Reading:
    before = look_at(path)
    data = path.read_bytes()
    source = Source(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        media_type=MEDIA_TYPES[path.suffix.lower()],
        reader="text",
    )
    opened = (
        _open_pdf(path, source, password=password, ocr=ocr, look=look)
        if path.suffix.lower() == ".pdf"
        else _open_text(path, source)
    )
    check_unchanged(path, before)
    if not opened.manuscript.text.strip():
        raise EmptyPaper(
            path,
            "no text was found in it",
            "if its pages are pictures, give them a text layer: ocrmypdf -l kaz+rus+eng IN OUT",
        )
    return opened


def _open_pdf(path: Path, source: Source, *, password: str | None, ocr: str, look: Look | None) -> Reading:
    document = read_pdf(path, password=password, ocr=ocr, limits=reading_limits(os.environ))
    lost = list(document.diagnostics)
    tables: tuple[FoundTable, ...] = _attempt("tables", lambda: find_in_document(document), (), lost)
    if look is not None:
        look(document, tables)
    manuscript = replace(compose_pages(document, tables), glyph_confidences=document.glyph_confidences)
    read_by_ocr = document.ocr_pages
    facts = {
        "reader": "pdfplumber+tesseract" if read_by_ocr else "pdfplumber",
        "pages": len({page.number for page in document.pages}),
        "ocr_pages": read_by_ocr,
    }
    return Reading(manuscript, source.model_copy(update=facts), (*lost, *manuscript.diagnostics), document.info)


def _open_text(path: Path, source: Source) -> Reading:
    file = read_text(path)
    lost = list(file.diagnostics)
    tables: tuple[FoundTable, ...] = _attempt("tables", lambda: find_in_text(file), (), lost)
    manuscript = compose_text(file, tables)
    return Reading(manuscript, source, (*lost, *manuscript.diagnostics), {})


def _attempt(stage: str, make: Callable[[], Made], instead: Made, lost: list[Diagnostic]) -> Made:
    """What the stage makes. A fault of our own in one stage costs that stage, is said, and leaves the rest."""
    try:
        return make()
    except (DerekError, MemoryError):
        raise
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        said = " ".join(str(error).split())[:200]
        message = f"{stage} were not read: {type(error).__name__}: {said} ({Path(last.filename).name}:{last.lineno})"
        lost.append(Diagnostic(level="error", code="defect", message=message))
        return instead


@cache
def _vocabulary(extra: str | None) -> Vocabulary:
    return load_vocabulary(Path(extra) if extra else None)

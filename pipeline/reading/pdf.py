"""PDF → Document: glyphs, rules, fills and images of every page. The only user of pdfplumber.

pdfplumber opens the file; each page is then parsed under limits (`page_parser`) and its marks are read directly
(`page_marks`). A page is let go of before the next is read, so memory stays flat.

Text that is turned by 90 or 180 degrees is read upright: a page is given as one `Page` for each direction in which it
has lines of text (all with its number), each in coordinates in which its text stands upright.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage

from pipeline.errors import (
    DerekError,
    EmptyPaper,
    EncryptedPaper,
    NotAPaper,
    PaperTimedOut,
    PaperTooLarge,
    UnreadablePaper,
)
from pipeline.reading.document import Document, Page
from pipeline.reading.files import kind_of, read_bytes
from pipeline.reading.glyphs import GlyphShelf
from pipeline.reading.health import is_pictured, page_ailment
from pipeline.reading.hyphens import with_plain_hyphens
from pipeline.reading.ocr import INSTALL, find_ocr
from pipeline.reading.page_marks import upright_pages
from pipeline.reading.page_parser import DrawnPage, bounded_streams, draw_page
from pipeline.reading.rebuilding import rebuilt
from pipeline.reading.rereading import ReadingLimits, Sheet, numbered, read_again
from pipeline.reading.scan import other_reader
from pipeline.reading.time_limit import TimeIsUp, time_limit
from schemas import Diagnostic


def read_pdf(
    path: Path, *, password: str | None = None, ocr: str = "auto", limits: ReadingLimits | None = None
) -> Document:
    """Read a PDF: its text layer, and by OCR the pages that have none or a wrong one.

    `ocr` is auto, always (every page) or never. Raises EmptyPaper (no bytes, no pages), NotAPaper (another kind of
    file), EncryptedPaper (the password is missing or wrong), PaperTooLarge (more pages than the limits allow) and
    UnreadablePaper (damaged, or pictures that OCR could not read). Single pages that can't be read, whose text layer is
    not usable, or of which text may be missing are named in the diagnostics.
    """
    data = read_bytes(path)
    allowed = limits or ReadingLimits()
    _refuse_other_kinds(path, data)
    shelf = GlyphShelf()
    with bounded_streams(allowed):
        opened = _open_or_rebuild(path, data, password, allowed)
        sheets, diagnostics = _read_sheets(opened, allowed, shelf)
    info = {str(k): _plain(v) for k, v in (opened.pdf.metadata or {}).items()}
    if _cut_short(data):
        message = "the file has no end mark: it may be cut short, and pages or letters may be missing"
        diagnostics.insert(0, Diagnostic(level="warning", code="truncated", message=message))
    with other_reader(opened.data, password=password) as reader:
        pages, said = read_again(sheets, reader, ocr=ocr, tool=find_ocr(), limits=allowed)
    diagnostics += said
    _refuse_without_text(path, data, pages, ocr, diagnostics)
    return Document(pages=numbered(with_plain_hyphens(pages), shelf), info=info, diagnostics=tuple(diagnostics))


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    kind = kind_of(data)
    if kind != "a PDF":
        looks = f"looks like {kind}" if kind else "has no PDF header"
        raise NotAPaper(path, f"the name says PDF, the content {looks}", "download or export the paper again as PDF")


def _refusal(path: Path, data: bytes, error: BaseException, password: str | None) -> UnreadablePaper:
    """The error of ours for one of the parser's, which may be of any kind: hostile files raise anything."""
    causes: list[BaseException] = [error, *(a for a in error.args if isinstance(a, BaseException))]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        cause = "the password is wrong" if password else "the PDF is encrypted and asks for a password"
        return EncryptedPaper(path, cause, "name an environment variable that holds it: --password-env NAME")
    if any(isinstance(cause, MemoryError) for cause in causes):
        raise MemoryError
    if any(isinstance(cause, PDFEncryptionError) for cause in causes):
        return UnreadablePaper(path, "the PDF is encrypted in an unknown way", "print it as PDF from a viewer that can")
    name = type(causes[-1]).__name__
    if _cut_short(data):
        return UnreadablePaper(path, f"the PDF is cut short and can't be read ({name})", "download or copy it again")
    return UnreadablePaper(path, f"the PDF is damaged ({name})", "open it in a viewer and save or print it as PDF")


def _cut_short(data: bytes) -> bool:
    return b"%%EOF" not in data[-2048:]


def _refuse_without_text(path: Path, data: bytes, pages: list[Page], ocr: str, said: list[Diagnostic]) -> None:
    if not pages:
        if _cut_short(data):
            raise UnreadablePaper(path, "the PDF is cut short: no page of it is left", "download or copy it again")
        raise EmptyPaper(path, "the PDF has no pages", "check that the right file was saved")
    if any(page.glyphs for page in pages):
        return
    if ocr == "never" and any(is_pictured(page) for page in pages):
        raise UnreadablePaper(path, "its pages are pictures without a text layer", "let OCR read them: --ocr auto")
    lacking = find_ocr().lacking
    if lacking is not None and any(d.code == "no-ocr" for d in said):
        raise UnreadablePaper(path, f"its pages are pictures without a text layer, and {lacking}", INSTALL)
    grave = sorted((d for d in said if d.level != "info" and d.page is not None), key=lambda d: d.level != "error")
    failed = next((d.message for d in grave), None)
    if failed is not None:
        raise UnreadablePaper(path, f"no page of it can be read ({failed})", "scan or export it again")
    raise EmptyPaper(path, "there is no text on any page", "check that the right file was saved")


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        encoding = "utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8"
        return value.decode(encoding, errors="replace")
    return str(value)


@dataclass(slots=True)
class _Opened:
    """A file that was opened, and its pages; `said` is what was wrong with its page tree."""

    pdf: Any
    data: bytes
    pages: list[Any] = field(default_factory=list)
    said: list[Diagnostic] = field(default_factory=list)


def _open_or_rebuild(path: Path, data: bytes, password: str | None, limits: ReadingLimits) -> _Opened:
    """A file that can't be opened, or whose pages can't be found, is tried with its structure rebuilt. Raises as
    `_open`.
    """
    opened = refused = None
    try:
        opened = _open(path, data, password, limits)
    except (EncryptedPaper, NotAPaper):
        raise
    except UnreadablePaper as error:
        refused = error
    if opened is not None and opened.pages and not opened.said:
        return opened
    anew = rebuilt(data, password=password, seconds=limits.page_seconds, most=limits.stream_bytes)
    if anew is not None:
        with suppress(UnreadablePaper):
            again = _open(path, anew, password, limits)
            if len(again.pages) > (len(opened.pages) if opened else 0):
                message = "the file is damaged: its structure was rebuilt, and pages or letters may be missing"
                again.said.append(Diagnostic(level="warning", code="rebuilt", message=message))
                return again
    if opened is None:
        assert refused is not None
        raise refused
    return opened


def _open(path: Path, data: bytes, password: str | None, limits: ReadingLimits) -> _Opened:
    """Raises DerekError or MemoryError."""
    try:
        with time_limit(limits.page_seconds):
            opened = _Opened(pdfplumber.open(BytesIO(data), password=password or ""), data)
            _find_pages(opened, limits.pages)
    except (DerekError, MemoryError):
        raise
    except Exception as error:
        raise _refusal(path, data, error, password) from None
    except TimeIsUp:
        cause = f"the structure of the file took more than {limits.page_seconds:g} s to read"
        raise PaperTimedOut(path, cause, "print it to a new PDF, or give it more time by DEREK_PAGE_SECONDS") from None
    if len(opened.pages) > limits.pages:
        cause = f"more than {limits.pages} pages"
        raise PaperTooLarge(path, cause, "split it, or allow more by DEREK_PAGES")
    return opened


def _find_pages(opened: _Opened, most: int) -> None:
    """The pages, no more than one too many. A page tree that breaks off costs the pages after."""
    try:
        for page in PDFPage.create_pages(opened.pdf.doc):
            opened.pages.append(page)
            if len(opened.pages) > most:
                break
    except Exception as error:
        if not opened.pages:
            raise
        message = f"the pages after {len(opened.pages)} can't be found ({type(error).__name__})"
        opened.said.append(Diagnostic(level="error", code="unreadable-page", message=message))


def _read_sheets(opened: _Opened, limits: ReadingLimits, shelf: GlyphShelf) -> tuple[list[Sheet], list[Diagnostic]]:
    sheets: list[Sheet] = []
    diagnostics = list(opened.said)
    next_index = 0
    for number, page in enumerate(opened.pages, start=1):
        upright, lost, trusted = [Page(number, *_size(page), ())], "", True
        try:
            with time_limit(limits.page_seconds):
                drawn = draw_page(opened.pdf.rsrcmgr, page, number, limits)
                upright = upright_pages(drawn.layout, number, next_index)
            trusted = not drawn.draws_itself
            diagnostics += _left_out(drawn, number, limits)
        except TimeIsUp:
            lost, trusted = f"it takes more than {limits.page_seconds:g} s", False
        except MemoryError:
            lost, trusted = "it needs too much memory", False
        except Exception as error:
            lost = type(error).__name__
        finally:
            _forget_content(opened.pdf, page)
        if lost:
            message = f"page {number} can't be read ({lost})"
            diagnostics.append(Diagnostic(level="error", code="unreadable-page", message=message, page=number))
        next_index += sum(len(part.glyphs) for part in upright)
        ailment = "its text layer can't be read" if lost else page_ailment(upright)
        parts = tuple(replace(part, glyphs=shelf.put(part.glyphs)) for part in upright)
        sheets.append(Sheet(number, parts, ailment, trusted=trusted))
    return sheets, diagnostics


def _left_out(drawn: DrawnPage, number: int, limits: ReadingLimits) -> list[Diagnostic]:
    """What of a page was beyond the limits."""
    said = (
        ("too-many-glyphs", drawn.glyphs_left_out, limits.glyphs_a_page, "characters"),
        ("too-many-shapes", drawn.shapes_left_out, limits.shapes_a_page, "lines, boxes and pictures"),
    )
    return [
        Diagnostic(
            level="warning",
            code=code,
            message=f"page {number} has {left + most} {what}: those after {most} were left out",
            page=number,
        )
        for code, left, most, what in said
        if left
    ]


def _forget_content(pdf: Any, page: Any) -> None:
    """Drop the decoded drawing commands of a page that is done with: pdfminer keeps all of them, 30 kB a page."""
    kept = getattr(pdf.doc, "_cached_objs", {})
    for stream in getattr(page, "contents", None) or ():
        kept.pop(getattr(stream, "objid", None), None)
    page.contents = []


def _size(page: Any) -> tuple[float, float]:
    """Width and height of a page whose content can't be read, as it is seen."""
    x0, y0, x1, y1 = page.mediabox
    width, height = abs(float(x1 - x0)), abs(float(y1 - y0))
    return (height, width) if page.rotate in (90, 270) else (width, height)

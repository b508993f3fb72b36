"""A second look at the pages of a PDF: pages without a sound text layer are read by OCR, the others compared.

What can't be done (no tesseract, no time left) costs those pages only, and is said in the diagnostics.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pipeline.reading.document import Page
from pipeline.reading.glyphs import GlyphShelf, ShelvedGlyphs
from pipeline.reading.limits import ReadingLimits as ReadingLimits
from pipeline.reading.mending import Reading, lay_beside, mend
from pipeline.reading.ocr import INSTALL, OcrFailed, OcrTool
from pipeline.reading.recognition import SeenPage, pages_of, see
from pipeline.reading.scan import OtherReader, text_difference
from schemas import Diagnostic

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as pdfplumber read it: its parts in all directions, and what is wrong with its text layer."""

    number: int
    parts: tuple[Page, ...]
    ailment: str | None = None
    trusted: bool = True
    """May pdfium be given the page? Not one that broke a limit: pdfium has none of its own, and can't be stopped."""


@dataclass(slots=True)
class _Seen:
    """What OCR has read so far: readings laid beside text layers, and pages read from the picture alone."""

    readings: dict[int, list[Reading]] = field(default_factory=dict)
    pictures: dict[int, SeenPage] = field(default_factory=dict)


def read_again(
    sheets: Sequence[Sheet], reader: OtherReader | None, *, ocr: str, tool: OcrTool, limits: ReadingLimits
) -> tuple[list[Page], list[Diagnostic]]:
    """All pages, with those replaced that OCR has read. `ocr` is auto (pages that are ill), always or never."""
    wanted = [s for s in sheets if s.trusted and (ocr == "always" or (ocr == "auto" and s.ailment is not None))]
    diagnostics = [_ailing(s) for s in sheets if s.ailment is not None and s not in wanted]
    seen = _Seen()
    if wanted:
        diagnostics += _read_pictures(wanted, reader, tool, seen, limits)
    diagnostics += compared([s for s in sheets if s.trusted and s.ailment is None], reader)
    mended = _mended(seen)
    drawn = dict(zip(seen.pictures, pages_of(list(seen.pictures.items())), strict=True))
    pages: list[Page] = []
    for sheet in sheets:
        if sheet.number in drawn:
            pages.append(drawn[sheet.number])
        else:
            pages.extend(mended.get(sheet.number, sheet.parts))
    return pages, sorted(diagnostics, key=lambda d: d.page or 0)


def _mended(seen: _Seen) -> dict[int, list[Page]]:
    readings = [reading for page in seen.readings.values() for reading in page]
    pages = iter(mend(readings))
    return {number: [next(pages) for _ in parts] for number, parts in seen.readings.items()}


def _ailing(sheet: Sheet) -> Diagnostic:
    message = f"page {sheet.number}: {sheet.ailment}; it was not read by OCR"
    return Diagnostic(level="warning", code="text-layer", message=message, page=sheet.number)


def _read_pictures(
    sheets: Sequence[Sheet], reader: OtherReader | None, tool: OcrTool, seen: _Seen, limits: ReadingLimits
) -> list[Diagnostic]:
    if reader is None or tool.lacking is not None:
        why = tool.lacking or "pdfium can't open the file"
        remedy = f": {INSTALL}" if tool.lacking else ""
        return [_unread(s, f"{why}{remedy}", "no-ocr") for s in sheets]
    diagnostics: list[Diagnostic] = []
    end = time.monotonic() + limits.ocr_seconds
    for sheet in sheets:
        left = end - time.monotonic()
        if left <= 0:
            why = f"the {limits.ocr_seconds:g} s for OCR of one paper are used up: split the file"
            diagnostics.append(_unread(sheet, why, "ocr-time"))
            continue
        try:
            read = _read_sheet(sheet, reader, tool, seen, min(left, limits.ocr_page_seconds))
        except OcrFailed as error:
            diagnostics.append(_unread(sheet, str(error), "ocr-failed"))
            continue
        if not read:
            diagnostics.append(_unread(sheet, "its picture can't be drawn", "ocr-failed"))
        elif sheet.ailment is not None:
            message = f"page {sheet.number}: {sheet.ailment}; read by OCR"
            diagnostics.append(Diagnostic(level="info", code="ocr", message=message, page=sheet.number))
    return diagnostics


def _unread(sheet: Sheet, why: str, code: str) -> Diagnostic:
    ailment = f"{sheet.ailment}; " if sheet.ailment else ""
    message = f"page {sheet.number}: {ailment}it can't be read by OCR: {why}"
    return Diagnostic(level="warning", code=code, message=message, page=sheet.number)


def _read_sheet(sheet: Sheet, reader: OtherReader, tool: OcrTool, seen: _Seen, seconds: float) -> bool:
    """Read one page by OCR into `seen`. An ill text layer with places that fit is mended, else the picture counts."""
    drawn = reader.picture(sheet.number)
    if drawn is None:
        return False
    picture, point = drawn
    if sheet.ailment is not None and any(page.glyphs for page in sheet.parts):
        readings: list[Reading] = []
        for page in sheet.parts:
            upright = np.ascontiguousarray(np.rot90(picture, -(page.turn // 90)))
            readings.append(lay_beside(page, see(upright, point, tool, seconds=seconds, level=False)))
        if all(reading.fits for reading in readings):
            seen.readings[sheet.number] = readings
            return True
    seen.pictures[sheet.number] = see(picture, point, tool, seconds=seconds)
    return True


def compared(sheets: Iterable[Sheet], reader: OtherReader | None) -> list[Diagnostic]:
    """The pages on which pdfium reads words that we do not have."""
    if reader is None:
        return []
    diagnostics: list[Diagnostic] = []
    for sheet in sheets:
        theirs = reader.text(sheet.number)
        if theirs is None:
            continue
        found = text_difference((page.text for page in sheet.parts), theirs)
        if found is not None:
            shown = ", ".join(found.missing[:_SHOWN])
            message = (
                f"page {sheet.number}: {len(found.missing)} of {found.words} words that another reader finds are"
                f" missing ({shown}): compare the page with the text"
            )
            diagnostics.append(Diagnostic(level="warning", code="text-differs", message=message, page=sheet.number))
    return diagnostics


def numbered(pages: Iterable[Page], shelf: GlyphShelf) -> tuple[Page, ...]:
    """The pages with their glyphs counted through without gaps, and put on the shelf."""
    done: list[Page] = []
    first = 0
    for page in pages:
        glyphs = page.glyphs if isinstance(page.glyphs, ShelvedGlyphs) else shelf.put(page.glyphs)
        done.append(replace(page, glyphs=glyphs.counted_from(first)))
        first += len(glyphs)
    return tuple(done)

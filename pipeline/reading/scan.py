"""Pages of a PDF as pictures, and their words as another reader sees them. The only user of pypdfium2.

pdfium draws what a person sees, so its picture of a page is what OCR reads; and its own text, which costs a
millisecond or two a page, is a second opinion on what pdfplumber found.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Grey, rows from the top, 0 is black."""

DPI = 300
"""What tesseract's models were made for; more costs time and reads no better."""
_MOST_PIXELS_A_SIDE = 6000
"""A poster, or a scan whose page size is in pixels, is drawn smaller."""
_MISSING_SHARE = 0.01
_FEW_CHARACTERS = 6
_WORD = re.compile(r"\w{2,}")


class OtherReader:
    """A PDF as pdfium reads it. Pages are counted from 1. What pdfium can't do is None, never an error."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf

    def picture(self, number: int, *, dpi: int = DPI) -> tuple[Picture, float] | None:
        """The page as it is seen, whole, and how many points a pixel is wide."""
        with suppress(pypdfium2.PdfiumError, IndexError, ValueError), self._page(number) as page:
            page.set_cropbox(*page.get_mediabox())  # pdfplumber's places count from the whole sheet
            scale = min(dpi / 72, _MOST_PIXELS_A_SIDE / max(*page.get_size(), 1.0))
            bitmap = page.render(scale=scale, grayscale=True)
            seen: Picture = np.array(bitmap.to_numpy(), dtype=np.uint8)
            bitmap.close()
            return seen.reshape(seen.shape[0], seen.shape[1]), 1 / scale
        return None

    def text(self, number: int) -> str | None:
        """The text of the page in pdfium's order."""
        with suppress(pypdfium2.PdfiumError, IndexError, ValueError), self._page(number) as page:
            words = page.get_textpage()
            try:
                return str(words.get_text_range(errors="replace"))
            finally:
                words.close()
        return None

    def size(self, number: int) -> tuple[float, float] | None:
        """Width and height of the page as it is seen, in points."""
        with suppress(pypdfium2.PdfiumError, IndexError, ValueError), self._page(number) as page:
            page.set_cropbox(*page.get_mediabox())
            width, height = page.get_size()
            return float(width), float(height)
        return None

    def text_in(self, number: int, box: tuple[float, float, float, float]) -> str | None:
        """The text in a box of the page as it is seen, in points from the top left."""
        x0, top, x1, bottom = box
        with suppress(pypdfium2.PdfiumError, IndexError, ValueError), self._page(number) as page:
            page.set_cropbox(*page.get_mediabox())
            left, low, right, high = page.get_mediabox()
            turn = page.get_rotation()
            corners = {
                0: (left + x0, high - bottom, left + x1, high - top),
                90: (left + top, low + x0, left + bottom, low + x1),
                180: (right - x1, low + top, right - x0, low + bottom),
                270: (right - bottom, high - x1, right - top, high - x0),
            }[turn]
            words = page.get_textpage()
            try:
                return str(words.get_text_bounded(*corners, errors="replace"))
            finally:
                words.close()
        return None

    def written_anew(self) -> bytes | None:
        """A PDF of the objects that pdfium has found, with a sound structure."""
        out = io.BytesIO()
        with suppress(pypdfium2.PdfiumError, ValueError):
            if len(self._pdf):
                self._pdf.save(out)
        return out.getvalue() or None

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        page = self._pdf[number - 1]
        try:
            yield page
        finally:
            page.close()


@contextmanager
def other_reader(data: bytes, *, password: str | None = None) -> Iterator[OtherReader | None]:
    """The PDF opened by pdfium; None when pdfium can't open it. Not safe in threads: one process, one thread."""
    try:
        pdf = pypdfium2.PdfDocument(data, password=password)
    except (pypdfium2.PdfiumError, ValueError):
        yield None
        return
    try:
        yield OtherReader(pdf)
    finally:
        pdf.close()


@dataclass(frozen=True, slots=True)
class TextDifference:
    """What one reader has of a page and the other has not, beyond the order."""

    missing: tuple[str, ...]
    """Words of the other reader that are not in ours."""
    words: int
    """All words of the other reader."""


def text_difference(ours: Iterable[str], theirs: str) -> TextDifference | None:
    """Is text of the page missing in ours? None when it is all there, in whatever order.

    Letters and digits are counted first, which no order or word space disturbs; only where some are missing the words
    are looked for.
    """
    own, other = _folded("".join(ours)), _folded(theirs)
    have, want = Counter(own), Counter(other)
    lacking = {ch: n for ch, n in (want - have).items() if ch.isalnum()}
    total = sum(n for ch, n in want.items() if ch.isalnum())
    if sum(lacking.values()) <= max(_FEW_CHARACTERS, _MISSING_SHARE * total):
        return None
    squeezed = "".join(own.split())
    words = _WORD.findall(other)
    missing = tuple(word for word in words if word not in squeezed)
    return TextDifference(missing, len(words)) if missing else None


def _folded(text: str) -> str:
    """One spelling for both readers: ligatures taken apart, soft hyphens and case dropped."""
    bare = text.replace("\u00ad", "").replace("\ufffe", "").replace("\u0002", "")
    return unicodedata.normalize("NFKC", bare).casefold()

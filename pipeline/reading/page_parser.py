"""One page of a PDF through pdfminer's interpreter, under limits: what is drawn beyond them is counted, not kept.

pdfplumber's own reading of a page has no limits, and keeps marks of tagged content that nobody here needs.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer import pdftypes
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import stream_value

from pipeline.reading.limits import ReadingLimits


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page's layout, and what of it was beyond the limits."""

    layout: LTPage
    glyphs_left_out: int
    shapes_left_out: int
    draws_itself: bool
    """A form of the page draws itself, over others or at once; no other reader can be trusted with that."""


class StreamTooLarge(MemoryError):
    """A stream of the file unpacks to more than the limits allow."""


@contextlib.contextmanager
def bounded_streams(limits: ReadingLimits) -> Iterator[None]:
    """Inside the block no stream unpacks to more than the limits allow: pdfminer itself would fill the memory."""
    pdftypes.zlib = _BoundedZlib(limits.stream_bytes)
    try:
        yield
    finally:
        pdftypes.zlib = zlib


class _BoundedZlib:
    """What pdfminer uses of zlib."""

    error = zlib.error

    def __init__(self, most: int) -> None:
        self._most = most

    def decompress(self, data: bytes) -> bytes:
        unpacker = zlib.decompressobj()
        out = unpacker.decompress(data, self._most + 1)
        if len(out) > self._most:
            raise StreamTooLarge
        if not unpacker.eof:
            raise zlib.error("incomplete or truncated stream")
        return out

    def decompressobj(self) -> _BoundedUnpacker:
        return _BoundedUnpacker(self._most)


class _BoundedUnpacker:
    """Unpacks piece by piece, as pdfminer does with damaged streams."""

    def __init__(self, most: int) -> None:
        self._unpacker, self._left = zlib.decompressobj(), most

    def decompress(self, data: bytes) -> bytes:
        out = self._unpacker.decompress(data, self._left + 1)
        self._left -= len(out)
        if self._left < 0:
            raise StreamTooLarge
        return out


def draw_page(resources: PDFResourceManager, page: Any, number: int, limits: ReadingLimits) -> DrawnPage:
    """The layout of one of pdfminer's pages. Raises whatever the parser raises: hostile pages raise anything."""
    device = _BoundedDevice(resources, number, limits)
    interpreter = _Interpreter(resources, device)
    interpreter.process_page(page)
    return DrawnPage(device.get_result(), device.glyphs_left_out, device.shapes_left_out, device.draws_itself)


class _BoundedDevice(PDFPageAggregator):  # type: ignore[misc]
    """Takes so many glyphs and so many lines, boxes and pictures, and counts the rest."""

    def __init__(self, resources: PDFResourceManager, number: int, limits: ReadingLimits) -> None:
        super().__init__(resources, pageno=number, laparams=None)
        self._glyphs, self._shapes = limits.glyphs_a_page, limits.shapes_a_page
        self.glyphs_left_out = self.shapes_left_out = 0
        self.draws_itself = False

    def render_char(self, *letter: Any) -> float:
        if self._glyphs:
            self._glyphs -= 1
            return float(super().render_char(*letter))
        self.glyphs_left_out += 1
        return 0.0

    def paint_path(self, *drawing: Any) -> None:
        if self._shapes:
            self._shapes -= 1
            super().paint_path(*drawing)
        else:
            self.shapes_left_out += 1

    def render_image(self, *picture: Any) -> None:
        if self._shapes:
            self._shapes -= 1
            super().render_image(*picture)
        else:
            self.shapes_left_out += 1


class _Interpreter(PDFPageInterpreter):  # type: ignore[misc]
    """Takes note when a form draws itself, which pdfminer passes over in silence."""

    def execute(self, streams: Sequence[object]) -> None:
        ids = {stream_value(stream).objid for stream in streams}
        if ids & self.parent_stream_ids:
            self.device.draws_itself = True
        super().execute(streams)

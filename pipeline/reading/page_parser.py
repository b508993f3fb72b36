"""One page of a PDF through pdfminer's interpreter, under limits: what is drawn beyond them is counted, not kept.

pdfplumber's own reading of a page has no limits, and keeps marks of tagged content that nobody here needs. What takes
most of pdfminer's time is done here in another way, with the same result: cutting the content into tokens (`content`)
and placing the letters of a string (`letters`). A page on which that fails is read once more by pdfminer alone.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer import pdftypes
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import PSKeyword, keyword_name

from pipeline.reading.content import joined, operands_and_operators
from pipeline.reading.letters import NotPlainText, place
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
    drawn = None if limits.slow_reader else _drawn_fast(resources, page, number, limits)
    return drawn or _drawn(_Interpreter(resources, _BoundedDevice(resources, number, limits)), page)


def _drawn_fast(resources: PDFResourceManager, page: Any, number: int, limits: ReadingLimits) -> DrawnPage | None:
    """None where it fails, whatever that is: pdfminer may read the page, or has an error of its own."""
    try:
        return _drawn(_FastInterpreter(resources, _FastDevice(resources, number, limits)), page)
    except MemoryError:
        raise
    except Exception:
        return None


def _drawn(interpreter: _Interpreter, page: Any) -> DrawnPage:
    interpreter.process_page(page)
    device = interpreter.device
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


_MOST_OPERANDS = 1000
"""Operators take six at most, a colour of many inks some more; what stands before them is of no use."""


class _FastDevice(_BoundedDevice):
    """Places a whole string at once, where it can."""

    def __init__(self, resources: PDFResourceManager, number: int, limits: ReadingLimits) -> None:
        super().__init__(resources, number, limits)
        self.content_bytes = limits.stream_bytes

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        try:
            letters, left_out = place(textstate, seq, self.ctm, self._glyphs)
        except NotPlainText:
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        self._glyphs -= len(letters)
        self.glyphs_left_out += left_out
        self.cur_item.extend(letters)


class _Interpreter(PDFPageInterpreter):  # type: ignore[misc]
    """Takes note when a form draws itself, which pdfminer passes over in silence."""

    def execute(self, streams: Sequence[object]) -> None:
        ids = {stream_value(stream).objid for stream in streams}
        if ids & self.parent_stream_ids:
            self.device.draws_itself = True
        super().execute(streams)


class _FastInterpreter(_Interpreter):
    """Takes its commands from tokens that were cut many at a time, and else does as pdfminer does."""

    def execute(self, streams: Sequence[object]) -> None:
        values = [stream_value(stream) for stream in streams]
        fresh = [stream for stream in values if stream.objid is not None and stream.objid not in self.parent_stream_ids]
        if any(stream.objid in self.parent_stream_ids for stream in values):
            self.device.draws_itself = True
        self.stream_ids = {stream.objid for stream in fresh}
        commands: dict[bytes, tuple[Callable[..., None], int] | None] = {}
        content = joined([stream.get_data() for stream in fresh], most=self.device.content_bytes)
        for token in operands_and_operators(content):
            if not isinstance(token, PSKeyword):
                self.argstack.append(token)
                if len(self.argstack) > 2 * _MOST_OPERANDS:
                    del self.argstack[:-_MOST_OPERANDS]
                continue
            if token.name not in commands:
                commands[token.name] = self._command(token)
            command = commands[token.name]
            if command is not None:
                self._obey(*command)

    def _command(self, keyword: PSKeyword) -> tuple[Callable[..., None], int] | None:
        """The method for an operator, as pdfminer names it, and how many operands it takes; None for an unknown one."""
        name = keyword_name(keyword).replace("*", "_a").replace('"', "_w").replace("'", "_q")
        method = getattr(self, f"do_{name}", None)
        return None if method is None else (method, method.__code__.co_argcount - 1)

    def _obey(self, method: Callable[..., None], count: int) -> None:
        """Call it with its operands; too few of them are lost, and nothing is done."""
        if not count:
            method()
            return
        operands = self.argstack[-count:]
        del self.argstack[-count:]
        if len(operands) == count:
            method(*operands)

    def do_TJ(self, seq: Any) -> None:  # noqa: N802 - pdfminer's name
        """Show text. Letters have no colour here, so that its state need not be copied each time."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

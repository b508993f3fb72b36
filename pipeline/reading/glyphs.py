"""Glyphs, and how those of many pages are kept in little memory.

A page of print has two or three thousand glyphs of 300 bytes each as objects: a book of 500 pages would need 600 MB.
So the glyphs of the pages that were used last are kept as objects; those of others as columns of numbers, compressed,
ten bytes a glyph. They come back exactly as they were.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload
from weakref import ReferenceType, ref

import numpy as np

_ROOM = 30_000
"""So many glyphs stay objects: twelve pages of usual print, nine megabytes."""
_FAST = 1
"""zlib's level: higher ones take twice the time for a tenth less."""
_NUMBERS = 6
"""Numbers of a glyph: x0, x1, top, bottom, size, confidence."""


@dataclass(slots=True, unsafe_hash=True)  # frozen ones take five times as long to build
class Glyph:
    """One printed character (or ligature) on an upright page. `index` counts over the whole document. Never changed."""

    index: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str
    upright: bool = True
    confidence: float = 1.0
    """1.0 from a text layer; less from OCR."""


@dataclass(frozen=True, slots=True)
class _Packed:
    """Glyphs as compressed columns. `lengths` is None where each text is one character."""

    count: int
    by_ocr: bool
    texts: bytes
    lengths: array[int] | None
    fonts: tuple[str, ...]
    numbers: bytes
    looks: bytes

    @property
    def text(self) -> str:
        return zlib.decompress(self.texts).decode("utf-8", "surrogatepass")


class GlyphShelf:
    """The glyphs of one document. Those of the pages opened last are objects, up to `room` of them in all."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._open: OrderedDict[int, tuple[int, ReferenceType[ShelvedGlyphs]]] = OrderedDict()
        self._held = 0

    def put(self, glyphs: Sequence[Glyph]) -> ShelvedGlyphs:
        """The glyphs of one page, whose indices follow each other without gaps."""
        return ShelvedGlyphs(self, glyphs[0].index if glyphs else 0, tuple(glyphs))

    def opened(self, glyphs: ShelvedGlyphs) -> None:
        """Take note that these glyphs are objects now; the longest opened ones are packed to make room."""
        gone = self._open.pop(id(glyphs), None)  # a page that is no more may have had the same id
        self._held += len(glyphs) - (gone[0] if gone else 0)
        self._open[id(glyphs)] = (len(glyphs), ref(glyphs))
        while self._held > self._room and len(self._open) > 1:
            _, (count, oldest) = self._open.popitem(last=False)
            self._held -= count
            page = oldest()
            if page is not None:
                page.pack()


class ShelvedGlyphs(Sequence[Glyph]):
    """The glyphs of one page: a sequence as a tuple is, unpacked when it is looked into."""

    __slots__ = ("__weakref__", "_first", "_packed", "_shelf", "_whole")

    def __init__(self, shelf: GlyphShelf, first: int, glyphs: tuple[Glyph, ...] | _Packed) -> None:
        self._shelf = shelf
        self._first = first
        self._whole: tuple[Glyph, ...] | None = None
        self._packed: _Packed | None = None
        if isinstance(glyphs, _Packed):
            self._packed = glyphs
        else:
            self._whole = glyphs
            shelf.opened(self)

    def __len__(self) -> int:
        return self._packed.count if self._packed is not None else len(self.whole())

    @overload
    def __getitem__(self, at: int) -> Glyph: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Glyph, ...]: ...
    def __getitem__(self, at: int | slice) -> Glyph | tuple[Glyph, ...]:
        return self.whole()[at]

    def __iter__(self) -> Iterator[Glyph]:
        return iter(self.whole())

    @property
    def text(self) -> str:
        """All characters in the drawing order."""
        return self._packed.text if self._packed is not None else "".join(glyph.text for glyph in self.whole())

    @property
    def by_ocr(self) -> bool:
        """Were some of the glyphs read by OCR?"""
        return self._packed.by_ocr if self._packed is not None else _by_ocr(self.whole())

    def whole(self) -> tuple[Glyph, ...]:
        """All glyphs as objects."""
        if self._whole is None:
            assert self._packed is not None
            self._whole = _unpacked(self._packed, self._first)
            self._shelf.opened(self)
        return self._whole

    def pack(self) -> _Packed:
        """Keep the glyphs as columns alone; for the shelf."""
        if self._packed is None:
            self._packed = _pack(self.whole())
        self._whole = None
        return self._packed

    def counted_from(self, first: int) -> ShelvedGlyphs:
        """The same glyphs with indices from `first` on."""
        return self if first == self._first or not len(self) else ShelvedGlyphs(self._shelf, first, self.pack())


def _by_ocr(glyphs: Sequence[Glyph]) -> bool:
    return any(glyph.confidence < 1.0 for glyph in glyphs)


def _pack(glyphs: Sequence[Glyph]) -> _Packed:
    texts = [glyph.text for glyph in glyphs]
    fonts = {font: i for i, font in enumerate(dict.fromkeys(glyph.font for glyph in glyphs))}
    numbers = np.array([(g.x0, g.x1, g.top, g.bottom, g.size, g.confidence) for g in glyphs], dtype=np.float64)
    columns = numbers.reshape(len(glyphs), _NUMBERS).T.copy().view(np.uint64)
    columns[0, 1:] ^= columns[1, :-1]  # most glyphs begin where the one before ends: zeros
    looks = array("I", [2 * fonts[glyph.font] + glyph.upright for glyph in glyphs])
    return _Packed(
        count=len(glyphs),
        by_ocr=_by_ocr(glyphs),
        texts=zlib.compress("".join(texts).encode("utf-8", "surrogatepass"), _FAST),
        lengths=None if all(len(text) == 1 for text in texts) else array("I", map(len, texts)),
        fonts=tuple(fonts),
        numbers=zlib.compress(columns.tobytes(), _FAST),
        looks=zlib.compress(looks.tobytes(), _FAST),
    )


def _unpacked(packed: _Packed, first: int) -> tuple[Glyph, ...]:
    columns = np.frombuffer(bytearray(zlib.decompress(packed.numbers)), dtype=np.uint64).reshape(_NUMBERS, packed.count)
    columns[0, 1:] ^= columns[1, :-1]
    x0, x1, top, bottom, size, confidence = columns.view(np.float64).tolist()
    looks = array("I", zlib.decompress(packed.looks))
    fonts = [packed.fonts[look // 2] for look in looks]
    upright = [bool(look % 2) for look in looks]
    indices = range(first, first + packed.count)
    return tuple(map(Glyph, indices, _texts(packed), x0, top, x1, bottom, size, fonts, upright, confidence))


def _texts(packed: _Packed) -> Iterator[str]:
    """The text of each glyph; equal letters are one object."""
    if packed.lengths is None:
        yield from map(sys.intern, packed.text)
        return
    text, start = packed.text, 0
    for length in packed.lengths:
        yield sys.intern(text[start : start + length])
        start += length

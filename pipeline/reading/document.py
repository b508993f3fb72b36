"""What a reader hands to the layout: pages of glyphs, rules and images, or the decoded text of a text file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar, overload

from pipeline.manuscript import Rect
from pipeline.reading.glyphs import Glyph as Glyph
from pipeline.reading.glyphs import ShelvedGlyphs
from schemas import Diagnostic

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin straight line, or an edge of a rectangle; horizontal when top == bottom."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page, upright: sizes in points, glyphs in the drawing order of the file."""

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Rect, ...] = ()
    """Filled rectangles and curves' boxes: bars of charts, shaded cells."""
    images: tuple[Rect, ...] = ()
    turn: int = 0
    """By how many degrees, counter-clockwise, its text stands turned in the file: 0, 90, 180 or 270."""

    @property
    def text(self) -> str:
        """All its characters in the drawing order."""
        if isinstance(self.glyphs, ShelvedGlyphs):
            return self.glyphs.text
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def by_ocr(self) -> bool:
        """Were glyphs of it read by OCR?"""
        if isinstance(self.glyphs, ShelvedGlyphs):
            return self.glyphs.by_ocr
        return any(glyph.confidence < 1.0 for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF as read. Glyph indices run through all pages without gaps."""

    pages: tuple[Page, ...]
    info: dict[str, str]
    """The PDF's own metadata: Title, Author, Subject …"""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def glyph_places(self) -> Sequence[tuple[int, Rect]]:
        """(page number, box) of every glyph, by index."""
        return _OfGlyphs(self.pages, _place)

    @property
    def glyph_confidences(self) -> Sequence[float] | None:
        """The confidence of every glyph, by index; None when all come from a text layer."""
        return _OfGlyphs(self.pages, _confidence) if self.ocr_pages else None

    @property
    def ocr_pages(self) -> tuple[int, ...]:
        """Numbers of the pages that were read by OCR."""
        return tuple(sorted({page.number for page in self.pages if page.by_ocr}))


class _OfGlyphs(Sequence[T], Generic[T]):
    """A fact of every glyph, by its index, looked up on its page: a list of them would outweigh the paper."""

    def __init__(self, pages: Sequence[Page], fact: Callable[[Page, Glyph], T]) -> None:
        self._pages = pages
        self._fact = fact
        self._ends = list(accumulate(len(page.glyphs) for page in pages))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        index = at + len(self) if at < 0 else at
        if not 0 <= index < len(self):
            raise IndexError(f"there is no glyph {at}")
        number = bisect_right(self._ends, index)
        page = self._pages[number]
        return self._fact(page, page.glyphs[index - self._ends[number]])

    def __iter__(self) -> Iterator[T]:
        return (self._fact(page, glyph) for page in self._pages for glyph in page.glyphs)


def _place(page: Page, glyph: Glyph) -> tuple[int, Rect]:
    return page.number, (glyph.x0, glyph.top, glyph.x1, glyph.bottom)


def _confidence(page: Page, glyph: Glyph) -> float:
    return glyph.confidence


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file as decoded: byte-order mark removed, line ends as in the file."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()

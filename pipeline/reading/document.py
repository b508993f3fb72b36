"""What a reader hands to the layout: pages of glyphs, rules and images, or the decoded text of a text file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.manuscript import Rect
from schemas import Diagnostic


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character (or ligature) on an upright page. `index` counts over the whole document."""

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
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Rect, ...] = ()
    """Filled rectangles and curves' boxes: bars of charts, shaded cells."""
    images: tuple[Rect, ...] = ()
    turn: int = 0
    """By how many degrees, counter-clockwise, its text stands turned in the file: 0, 90, 180 or 270."""


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
        return [
            (page.number, (g.x0, g.top, g.x1, g.bottom))
            for page, g in chain.from_iterable(((p, g) for g in p.glyphs) for p in self.pages)
        ]

    @property
    def glyph_confidences(self) -> Sequence[float] | None:
        """The confidence of every glyph, by index; None when all come from a text layer."""
        found = [glyph.confidence for page in self.pages for glyph in page.glyphs]
        return found if any(confidence < 1.0 for confidence in found) else None


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file as decoded: byte-order mark removed, line ends as in the file."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()

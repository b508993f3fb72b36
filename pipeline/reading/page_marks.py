"""The layout of one page → upright `Page`s: glyphs, rules, fills and images, once for each direction of its text.

The objects of pdfminer's layout are read directly, which takes a third off the time of pdfplumber's lists of dicts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from pdfminer.layout import LTChar, LTComponent, LTCurve, LTImage, LTLine, LTRect

from pipeline.manuscript import Rect
from pipeline.reading.document import Glyph, Page, Rule
from pipeline.reading.letters import Letter, letter_of

_THIN = 2.5
"""A filled rectangle no thicker than this (points) is a line that was drawn as a box."""
_FEW_TURNED = 12
"""Fewer turned glyphs than this are labels; more are lines of text that get a page of their own."""
_COVERS_PAGE = 0.85
"""A fill that covers this share of both sides of the page is its background."""


@dataclass(slots=True)
class _Marks:
    """What one page draws, in PDF coordinates (origin at the lower left)."""

    letters: list[Letter] = field(default_factory=list)
    rules: list[tuple[Rect, float]] = field(default_factory=list)
    fills: list[Rect] = field(default_factory=list)
    images: list[Rect] = field(default_factory=list)


def upright_pages(layout: Any, number: int, first_index: int) -> list[Page]:
    """The page once for each direction of its text; its glyphs are numbered from `first_index`.

    What is drawn at no place (infinite, not a number) is left out.
    """
    marks = _Marks()
    _collect(layout, marks)
    left, bottom, right, top = layout.bbox
    by_turn: dict[int, list[Letter]] = {}
    for letter in marks.letters:
        by_turn.setdefault(letter.turn, []).append(letter)
    if not by_turn:
        by_turn[0] = []
    turns = sorted(by_turn, key=lambda t: (-len(by_turn[t]), t))
    main = turns[0]
    own = [main] + [t for t in turns[1:] if len(by_turn[t]) >= _FEW_TURNED]
    frames = {turn: _Frame(turn, left, bottom, right, top) for turn in own}
    extents = {turn: _extent(by_turn[turn]) for turn in own}
    drawn: dict[int, _Marks] = {turn: _Marks() for turn in own}
    for box, width in marks.rules:
        drawn[_home(box, extents, main)].rules.append((box, width))
    for box in marks.fills:
        drawn[_home(box, extents, main)].fills.append(box)
    pages: list[Page] = []
    for turn in own:
        labels = [letter for t in turns if t not in own for letter in by_turn[t]] if turn == main else []
        glyphs = frames[turn].glyphs([*by_turn[turn], *labels], first_index)
        page = frames[turn].page(number, glyphs, drawn[turn], marks.images if turn == main else [])
        first_index += len(page.glyphs)
        pages.append(page)
    return pages


def _collect(container: Any, marks: _Marks) -> None:
    """All characters, lines, fills and images of a page, those of nested forms too."""
    stack: list[Iterator[Any]] = [iter(container)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, Letter):
            if all(map(isfinite, item.box)):
                marks.letters.append(item)
        elif isinstance(item, LTComponent) and not all(map(isfinite, item.bbox)):
            continue
        elif isinstance(item, LTChar):
            marks.letters.append(letter_of(item))
        elif isinstance(item, LTImage):
            marks.images.append(item.bbox)
        elif isinstance(item, LTLine):
            _collect_line(item, marks)
        elif isinstance(item, LTRect):
            _collect_rect(item, marks, container.bbox)
        elif isinstance(item, LTCurve):
            marks.fills.append(item.bbox)
        elif hasattr(item, "__iter__"):
            stack.append(iter(item))


def _collect_line(line: LTLine, marks: _Marks) -> None:
    x0, y0, x1, y1 = line.bbox
    if x1 - x0 <= _THIN or y1 - y0 <= _THIN:
        marks.rules.append((_straight(line.bbox), float(line.linewidth or 0)))
    else:
        marks.fills.append(line.bbox)  # a slanting line: part of a drawing


def _straight(box: Rect) -> Rect:
    """The middle line of a thin box."""
    x0, y0, x1, y1 = box
    if x1 - x0 >= y1 - y0:
        return (x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return ((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _collect_rect(rect: LTRect, marks: _Marks, whole: Rect) -> None:
    x0, y0, x1, y1 = rect.bbox
    width, height = x1 - x0, y1 - y0
    if min(width, height) <= _THIN:
        if max(width, height) > _THIN:
            marks.rules.append((_straight(rect.bbox), min(width, height)))
        return
    covers = width >= _COVERS_PAGE * (whole[2] - whole[0]) and height >= _COVERS_PAGE * (whole[3] - whole[1])
    if rect.fill and not covers and not _is_white(rect.non_stroking_color):
        marks.fills.append(rect.bbox)
    if rect.stroke and not covers:
        line = float(rect.linewidth or 0)
        for edge in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            marks.rules.append((edge, line))


def _is_white(colour: object) -> bool:
    """White in grey, RGB or CMYK; an unknown colour space counts as a colour."""
    parts = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False
    return parts == (0, 0, 0, 0) if len(parts) == 4 else len(parts) in (1, 3) and all(p == 1 for p in parts)


def _extent(letters: list[Letter]) -> Rect | None:
    if not letters:
        return None
    left, low, right, high = zip(*(letter.box for letter in letters), strict=True)
    return (min(left), min(low), max(right), max(high))


def _home(box: Rect, extents: dict[int, Rect | None], main: int) -> int:
    """The direction whose text surrounds a line or fill most closely; the main one when none does."""
    if len(extents) == 1:
        return main
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    around = [
        ((e[2] - e[0]) * (e[3] - e[1]), turn)
        for turn, e in extents.items()
        if e is not None and e[0] - 20 <= x <= e[2] + 20 and e[1] - 20 <= y <= e[3] + 20
    ]
    return min(around)[1] if around else main


@dataclass(frozen=True, slots=True)
class _Frame:
    """From PDF coordinates to those of the page as it stands when text turned by `turn` degrees is upright."""

    turn: int
    left: float
    bottom: float
    right: float
    top: float

    def box(self, box: Rect) -> Rect:
        x0, y0, x1, y1 = box
        if self.turn == 0:
            return (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        if self.turn == 90:
            return (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        if self.turn == 180:
            return (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        return (self.top - y1, self.right - x1, self.top - y0, self.right - x0)

    def glyphs(self, letters: list[Letter], first_index: int) -> tuple[Glyph, ...]:
        """The letters as glyphs numbered from `first_index`; one that is drawn twice for boldness counts once."""
        glyphs: list[Glyph] = []
        seen: set[tuple[str, int, int]] = set()
        for letter in letters:
            text = letter.text
            x0, top, x1, bottom = self.box(letter.box)
            key = (text, round(x0), round(top))
            if key in seen and not text.isspace():
                continue
            seen.add(key)
            upright = letter.turn == self.turn
            size = bottom - top if upright else x1 - x0
            glyphs.append(Glyph(first_index + len(glyphs), text, x0, top, x1, bottom, size, letter.font, upright))
        return tuple(glyphs)

    def page(self, number: int, glyphs: tuple[Glyph, ...], drawn: _Marks, images: list[Rect]) -> Page:
        """The page with these glyphs, and all else that is drawn on it."""
        sideways = self.turn in (90, 270)
        width, height = self.right - self.left, self.top - self.bottom
        return Page(
            number=number,
            width=height if sideways else width,
            height=width if sideways else height,
            glyphs=glyphs,
            rules=tuple(Rule(*self.box(box), line) for box, line in drawn.rules),
            fills=tuple(self.box(box) for box in drawn.fills),
            images=tuple(self.box(box) for box in images),
            turn=self.turn,
        )

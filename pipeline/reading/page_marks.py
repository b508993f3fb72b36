"""The layout of one page → upright `Page`s: glyphs, rules, fills and images, once for each direction of its text.

The objects of pdfminer's layout are read directly, which takes a third off the time of pdfplumber's lists of dicts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from pdfminer.layout import LTChar, LTComponent, LTCurve, LTImage, LTLine, LTRect

from pipeline.manuscript import Rect
from pipeline.reading.document import Glyph, Page, Rule

_THIN = 2.5
"""A filled rectangle no thicker than this (points) is a line that was drawn as a box."""
_FEW_TURNED = 12
"""Fewer turned glyphs than this are labels; more are lines of text that get a page of their own."""
_COVERS_PAGE = 0.85
"""A fill that covers this share of both sides of the page is its background."""
_UNMAPPED = "\ufffd"
_LONGEST_LETTER = 32
"""A glyph that stands for more characters than this is none: ligatures have up to four, a drawn word some twenty."""


@dataclass(slots=True)
class _Marks:
    """What one page draws, in PDF coordinates (origin at the lower left)."""

    chars: list[LTChar] = field(default_factory=list)
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
    by_turn: dict[int, list[LTChar]] = {}
    for char in marks.chars:
        by_turn.setdefault(_turn(char.matrix), []).append(char)
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
        chars = [(char, True) for char in by_turn[turn]]
        if turn == main:
            labels = [t for t in turns if t not in own]
            chars += [(char, False) for t in labels for char in by_turn[t]]
        page = frames[turn].page(number, chars, first_index, drawn[turn], marks.images if turn == main else [])
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
        elif isinstance(item, LTComponent) and not all(map(isfinite, item.bbox)):
            continue
        elif isinstance(item, LTChar):
            marks.chars.append(item)
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


def _turn(matrix: tuple[float, float, float, float, float, float]) -> int:
    """By how many degrees, counter-clockwise, the character is turned: 0, 90, 180 or 270."""
    a, b = matrix[0], matrix[1]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 90 if b > 0 else 270


def _extent(chars: list[LTChar]) -> Rect | None:
    if not chars:
        return None
    return (min(c.x0 for c in chars), min(c.y0 for c in chars), max(c.x1 for c in chars), max(c.y1 for c in chars))


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

    def page(
        self, number: int, chars: list[tuple[LTChar, bool]], first_index: int, drawn: _Marks, images: list[Rect]
    ) -> Page:
        """The page with its glyphs numbered from `first_index`; a letter drawn twice for boldness counts once."""
        glyphs: list[Glyph] = []
        seen: Counter[tuple[str, int, int]] = Counter()
        for char, upright in chars:
            text = _character(char)
            x0, top, x1, bottom = self.box(char.bbox)
            key = (text, round(x0), round(top))
            seen[key] += 1
            if seen[key] > 1 and not text.isspace():
                continue
            size = bottom - top if upright else x1 - x0
            glyphs.append(Glyph(first_index + len(glyphs), text, x0, top, x1, bottom, size, char.fontname, upright))
        sideways = self.turn in (90, 270)
        width, height = self.right - self.left, self.top - self.bottom
        return Page(
            number=number,
            width=height if sideways else width,
            height=width if sideways else height,
            glyphs=tuple(glyphs),
            rules=tuple(Rule(*self.box(box), line) for box, line in drawn.rules),
            fills=tuple(self.box(box) for box in drawn.fills),
            images=tuple(self.box(box) for box in images),
            turn=self.turn,
        )


def _character(char: LTChar) -> str:
    text: str = char.get_text()
    if text.startswith("(cid:") or len(text) > _LONGEST_LETTER:
        return _UNMAPPED
    return text or _UNMAPPED

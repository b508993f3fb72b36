"""The letters of one string of a PDF, placed on the page: what pdfminer works out letter by letter, at one go.

The arithmetic is pdfminer's, step by step, so that every box is the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.layout import LTChar
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.utils import apply_matrix_rect, mult_matrix

from pipeline.manuscript import Rect

_UNMAPPED = "\ufffd"
_LONGEST_LETTER = 32
"""A glyph that stands for more characters than this is none: ligatures have up to four, a drawn word some twenty."""
_SPACE = 32

Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Letter:
    """What a page draws for one code of a font: its box in PDF coordinates (origin at the lower left)."""

    text: str
    box: Rect
    font: str
    turn: int
    """By how many degrees, counter-clockwise, it is turned: 0, 90, 180 or 270."""


def letter_of(char: LTChar) -> Letter:
    """A letter that pdfminer has placed."""
    return Letter(_printed(char.get_text()), char.bbox, _name(char.fontname), _turn(char.matrix))


class NotPlainText(Exception):
    """The string can't be placed here: a vertical font, or operands that are neither numbers nor codes."""


def place(state: Any, operands: Sequence[Any], ctm: Matrix, room: int) -> tuple[list[Letter], int]:
    """The letters of a string that is shown in a text state of pdfminer, which is moved on; no more than `room`.

    Gives how many were left out besides. Raises NotPlainText before anything is changed.
    """
    font: PDFFont = state.font
    if font.is_vertical():
        raise NotPlainText
    size, scaling = state.fontsize, state.scaling * 0.01
    box = _boxes(mult_matrix(state.matrix, ctm), font.get_descent() * size, size, state.rise)
    charspace = state.charspace * scaling
    wordspace = 0 if font.is_multibyte() else state.wordspace * scaling
    step = 0.001 * size * scaling
    x, y = state.linematrix
    name, turn, known = _name(font.fontname), _turn(mult_matrix(state.matrix, ctm)), _known_letters(font)
    letters: list[Letter] = []
    spaced, left_out = False, 0
    for operand in operands:
        if isinstance(operand, (int, float)):
            x -= operand * step
            spaced = True
            continue
        if not isinstance(operand, bytes):
            raise NotPlainText
        for code in font.decode(operand):
            if spaced:
                x += charspace
            spaced = True
            if len(letters) == room:
                left_out += 1
                continue
            text, width = known.get(code) or _learnt(font, code, known)
            advance = width * size * scaling
            letters.append(Letter(text, box(x, y, advance), name, turn))
            x += advance
            if code == _SPACE and wordspace:
                x += wordspace
    state.linematrix = (x, y)
    return letters, left_out


def _boxes(matrix: Matrix, descent: float, size: float, rise: float) -> Callable[[float, float, float], Rect]:
    """The box of a letter by its place in the string and its advance."""
    a, b, c, d, left, base = matrix
    low, high = descent + rise, descent + rise + size

    def straight(x: float, y: float, advance: float) -> Rect:
        x0, y0 = x * a + left, y * d + base
        x1, y1 = a * advance + x0, d * high + y0
        y0 += d * low
        return (x0 if x0 <= x1 else x1, y0 if y0 <= y1 else y1, x1 if x0 <= x1 else x0, y1 if y0 <= y1 else y0)

    def slanting(x: float, y: float, advance: float) -> Rect:
        moved = (a, b, c, d, x * a + y * c + left, x * b + y * d + base)
        found: Rect = apply_matrix_rect(moved, (0, low, advance, high))
        return found

    return straight if b == 0 == c else slanting


def _known_letters(font: PDFFont) -> dict[int, tuple[str, float]]:
    """The letters of a font that were looked up already: text and width. They are kept with the font, as long as it."""
    known: dict[int, tuple[str, float]] = vars(font).setdefault("letters_of_derek", {})
    return known


def _learnt(font: PDFFont, code: int, known: dict[int, tuple[str, float]]) -> tuple[str, float]:
    try:
        text = font.to_unichr(code)
        if not isinstance(text, str):
            raise NotPlainText
    except PDFUnicodeNotDefined:
        text = _UNMAPPED
    known[code] = _printed(text), font.char_width(code)
    return known[code]


def _printed(text: str) -> str:
    if text.startswith("(cid:") or len(text) > _LONGEST_LETTER:
        return _UNMAPPED
    return text or _UNMAPPED


def _name(said: object) -> str:
    """A font's name, which files give as a string, a number or nothing too."""
    return said.decode("utf-8", errors="replace") if isinstance(said, bytes) else said if isinstance(said, str) else ""


def _turn(matrix: Matrix) -> int:
    a, b = matrix[0], matrix[1]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 90 if b > 0 else 270

"""Reading the picture of a page with tesseract, in Kazakh, Russian and English at once. The only caller of tesseract.

Without tesseract or its languages `find_ocr` says so, with the command that installs them; nothing here raises for it.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

from PIL import Image

from pipeline.reading.pictures import PixelBox
from pipeline.reading.scan import DPI, Picture

LANGUAGES = ("kaz", "rus", "eng")
"""Kazakh first: its letters include the Russian ones, and tesseract leans to the first language."""
INSTALL = "apt-get install tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus tesseract-ocr-eng"
WHOLE_PAGE, ONE_BLOCK = 3, 6
"""Ways of page segmentation: columns found by tesseract, or one column of lines."""

_LIST_SECONDS = 30.0
_BOX = re.compile(r"\bbbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_LETTER_BOX = re.compile(r"\bx_bboxes (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SURE = re.compile(r"\bx_w?conf (-?[\d.]+)")
_BASELINE = re.compile(r"\bbaseline (-?[\d.]+(?:e-?\d+)?) (-?[\d.]+)")
_HEIGHT = re.compile(r"\bx_size ([\d.]+)")
_LINE_KINDS = frozenset(("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"))


@dataclass(frozen=True, slots=True)
class OcrTool:
    """The program and the languages of ours that it has; `lacking` says in words what is missing for OCR."""

    program: str | None
    languages: tuple[str, ...]

    @property
    def lacking(self) -> str | None:
        if self.program is None:
            return "tesseract is not installed"
        missing = [lang for lang in LANGUAGES if lang not in self.languages]
        return f"tesseract lacks its languages {', '.join(missing)}" if missing else None


@dataclass(frozen=True, slots=True)
class OcrLetter:
    """One letter, its box in pixels as far as tesseract knows it, and how sure it is (0 to 1)."""

    text: str
    box: PixelBox
    confidence: float


@dataclass(frozen=True, slots=True)
class OcrWord:
    """Letters without a space between them."""

    box: PixelBox
    letters: tuple[OcrLetter, ...]
    confidence: float

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)


@dataclass(frozen=True, slots=True)
class OcrLine:
    """Words of one row, left to right. `baseline` is the ordinate in pixels on which its letters stand, in its middle;
    `height` reaches from the feet of descending letters to the tops of ascending ones."""

    words: tuple[OcrWord, ...]
    box: PixelBox
    baseline: float
    height: float
    paragraph: int


class OcrFailed(Exception):
    """Tesseract gave up on a picture, or took too long; the text says which."""


@cache
def find_ocr() -> OcrTool:
    """What this machine has for OCR."""
    program = shutil.which("tesseract")
    if program is None:
        return OcrTool(None, ())
    try:
        asked = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=_LIST_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return OcrTool(None, ())
    there = set(asked.stdout.split())
    return OcrTool(program, tuple(lang for lang in LANGUAGES if lang in there))


def recognise(
    picture: Picture, tool: OcrTool, *, segmentation: int = WHOLE_PAGE, seconds: float = 60.0, dpi: int = DPI
) -> tuple[OcrLine, ...]:
    """The lines of text in a picture. Raises OcrFailed."""
    if tool.program is None:
        raise OcrFailed("there is no tesseract")
    command = [
        tool.program, "stdin", "stdout", "-l", "+".join(tool.languages), "--dpi", str(dpi),
        "--psm", str(segmentation), "-c", "hocr_char_boxes=1", "hocr",
    ]  # fmt: skip
    given = _run(command, _encoded(picture), seconds)
    try:
        return _parsed(given)
    except ElementTree.ParseError as error:
        raise OcrFailed(f"its output can't be read ({error})") from None


def quarter_turns(picture: Picture, tool: OcrTool, *, seconds: float = 60.0) -> int:
    """By how many quarter turns, counter-clockwise, the picture must be turned to stand upright (0 if unknown)."""
    if tool.program is None:
        return 0
    command = [tool.program, "stdin", "stdout", "--psm", "0", "--dpi", str(DPI)]
    try:
        said = _run(command, _encoded(picture), seconds).decode("utf-8", errors="replace")
    except OcrFailed:
        return 0
    clockwise = re.search(r"^Rotate: (\d+)$", said, re.MULTILINE)
    sure = re.search(r"^Orientation confidence: ([\d.]+)$", said, re.MULTILINE)
    if clockwise is None or sure is None or float(sure[1]) < 1.0:
        return 0
    return (4 - int(clockwise[1]) // 90) % 4


def _run(command: list[str], given: bytes, seconds: float) -> bytes:
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # more threads only spin, and papers are read side by side
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=seconds, env=one_thread)
    except subprocess.TimeoutExpired:
        raise OcrFailed(f"tesseract took more than {seconds:g} s") from None
    except OSError as error:
        raise OcrFailed(f"tesseract can't be started ({error.strerror})") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise OcrFailed(f"tesseract failed ({said[-1][:200] if said else f'exit code {done.returncode}'})")
    return done.stdout


def _encoded(picture: Picture) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, format="PPM")
    return buffer.getvalue()


def _parsed(hocr: bytes) -> tuple[OcrLine, ...]:
    text = hocr.decode("utf-8", errors="replace")
    body = text[max(0, text.find("<html")) :]
    lines: list[OcrLine] = []
    paragraph = 0
    for node in ElementTree.fromstring(body).iter():
        kind = node.get("class")
        if kind == "ocr_par":
            paragraph += 1
        elif kind in _LINE_KINDS:
            line = _line(node, paragraph)
            if line is not None:
                lines.append(line)
    return tuple(lines)


def _line(node: ElementTree.Element, paragraph: int) -> OcrLine | None:
    said = node.get("title", "")
    words = tuple(w for w in (_word(n) for n in node.iter() if n.get("class") == "ocrx_word") if w is not None)
    box = _BOX.search(said)
    if not words or box is None:
        return None
    edges = _pixels(box)
    slope, offset = 0.0, 0.0
    baseline = _BASELINE.search(said)
    if baseline is not None:
        slope, offset = float(baseline[1]), float(baseline[2])
    height = _HEIGHT.search(said)
    middle = edges[3] + offset + slope * (edges[2] - edges[0]) / 2
    return OcrLine(words, edges, middle, float(height[1]) if height else float(edges[3] - edges[1]), paragraph)


def _word(node: ElementTree.Element) -> OcrWord | None:
    said = node.get("title", "")
    box, sure = _BOX.search(said), _SURE.search(said)
    if box is None:
        return None
    edges = _pixels(box)
    confidence = _share(sure)
    letters: list[OcrLetter] = []
    for part in node.iter():
        if part.get("class") == "ocrx_cinfo" and part.text and part.text.strip():
            place = _LETTER_BOX.search(part.get("title", ""))
            where = _pixels(place) if place else edges
            own = min(confidence, _share(_SURE.search(part.get("title", ""))))
            letters.extend(OcrLetter(ch, where, own) for ch in part.text.strip())
    return OcrWord(edges, tuple(letters), confidence) if letters else None


def _share(found: re.Match[str] | None) -> float:
    return min(1.0, max(0.0, float(found[1]) / 100)) if found else 0.0


def _pixels(found: re.Match[str]) -> PixelBox:
    return int(found[1]), int(found[2]), int(found[3]), int(found[4])

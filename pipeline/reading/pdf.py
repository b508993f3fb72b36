"""PDF → Document: glyphs, rules, fills and images of every page. The only user of pdfplumber.

pdfplumber's own lists of dicts copy a dozen attributes for every character; here the page's layout objects are read
directly, which takes a third off the time. Every page is closed before the next is read, so memory stays flat.

Text that is turned by 90 or 180 degrees is read upright: a page is given as one `Page` for each direction in which it
has lines of text (all with its number), each in coordinates in which its text stands upright.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTCurve, LTImage, LTLine, LTRect
from pdfminer.pdfdocument import PDFPasswordIncorrect

from pipeline.errors import DerekError, EmptyPaper, EncryptedPaper, NotAPaper, PaperTooLarge, UnreadablePaper
from pipeline.manuscript import Rect
from pipeline.reading.document import Document, Glyph, Page, Rule
from pipeline.reading.files import kind_of, read_bytes
from pipeline.reading.glyphs import GlyphShelf
from pipeline.reading.health import is_pictured, page_ailment
from pipeline.reading.hyphens import with_plain_hyphens
from pipeline.reading.ocr import INSTALL, find_ocr
from pipeline.reading.rereading import ReadingLimits, Sheet, numbered, read_again
from pipeline.reading.scan import other_reader
from schemas import Diagnostic

_THIN = 2.5
"""A filled rectangle no thicker than this (points) is a line that was drawn as a box."""
_FEW_TURNED = 12
"""Fewer turned glyphs than this are labels; more are lines of text that get a page of their own."""
_COVERS_PAGE = 0.85
"""A fill that covers this share of both sides of the page is its background."""
_UNMAPPED = "\ufffd"


@dataclass(slots=True)
class _Marks:
    """What one page draws, in PDF coordinates (origin at the lower left)."""

    chars: list[LTChar] = field(default_factory=list)
    rules: list[tuple[Rect, float]] = field(default_factory=list)
    fills: list[Rect] = field(default_factory=list)
    images: list[Rect] = field(default_factory=list)


def read_pdf(
    path: Path, *, password: str | None = None, ocr: str = "auto", limits: ReadingLimits | None = None
) -> Document:
    """Read a PDF: its text layer, and by OCR the pages that have none or a wrong one.

    `ocr` is auto, always (every page) or never. Raises EmptyPaper (no bytes, no pages), NotAPaper (another kind of
    file), EncryptedPaper (the password is missing or wrong), PaperTooLarge (more pages than the limits allow) and
    UnreadablePaper (damaged, or pictures that OCR could not read). Single pages that can't be read, whose text layer is
    not usable, or of which text may be missing are named in the diagnostics.
    """
    data = read_bytes(path)
    allowed = limits or ReadingLimits()
    _refuse_other_kinds(path, data)
    shelf = GlyphShelf()
    try:
        with closing(pdfplumber.open(BytesIO(data), password=password or "")) as pdf:
            if len(pdf.pages) > allowed.pages:
                raise PaperTooLarge(
                    path, f"{len(pdf.pages)} pages, more than {allowed.pages}", "split it, or allow more by DEREK_PAGES"
                )
            sheets, diagnostics = _read_sheets(pdf, allowed.glyphs_a_page, shelf)
            info = {str(k): _plain(v) for k, v in (pdf.metadata or {}).items()}
    except (DerekError, MemoryError):
        raise
    except (RecursionError, Exception) as error:
        raise _refusal(path, data, error, password) from None
    if _cut_short(data):
        message = "the file has no end mark: it may be cut short, and pages or letters may be missing"
        diagnostics.insert(0, Diagnostic(level="warning", code="truncated", message=message))
    with other_reader(data, password=password) as reader:
        pages, said = read_again(sheets, reader, ocr=ocr, tool=find_ocr(), limits=allowed)
    diagnostics += said
    _refuse_without_text(path, data, pages, ocr, said)
    return Document(pages=numbered(with_plain_hyphens(pages), shelf), info=info, diagnostics=tuple(diagnostics))


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    kind = kind_of(data)
    if kind != "a PDF":
        looks = f"looks like {kind}" if kind else "has no PDF header"
        raise NotAPaper(path, f"the name says PDF, the content {looks}", "download or export the paper again as PDF")


def _refusal(path: Path, data: bytes, error: BaseException, password: str | None) -> UnreadablePaper:
    """The error of ours for one of the parser's, which may be of any kind: hostile files raise anything."""
    causes: list[BaseException] = [error, *(a for a in error.args if isinstance(a, BaseException))]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        cause = "the password is wrong" if password else "the PDF is encrypted and asks for a password"
        return EncryptedPaper(path, cause, "name an environment variable that holds it: --password-env NAME")
    name = type(causes[-1]).__name__
    if _cut_short(data):
        return UnreadablePaper(path, f"the PDF is cut short and can't be read ({name})", "download or copy it again")
    return UnreadablePaper(path, f"the PDF is damaged ({name})", "open it in a viewer and save or print it as PDF")


def _cut_short(data: bytes) -> bool:
    return b"%%EOF" not in data[-2048:]


def _refuse_without_text(path: Path, data: bytes, pages: list[Page], ocr: str, said: list[Diagnostic]) -> None:
    if not pages:
        if _cut_short(data):
            raise UnreadablePaper(path, "the PDF is cut short: no page of it is left", "download or copy it again")
        raise EmptyPaper(path, "the PDF has no pages", "check that the right file was saved")
    if any(page.glyphs for page in pages):
        return
    if ocr == "never" and any(is_pictured(page) for page in pages):
        raise UnreadablePaper(path, "its pages are pictures without a text layer", "let OCR read them: --ocr auto")
    lacking = find_ocr().lacking
    if lacking is not None and any(d.code == "no-ocr" for d in said):
        raise UnreadablePaper(path, f"its pages are pictures without a text layer, and {lacking}", INSTALL)
    failed = next((d.message for d in said if d.level != "info" and d.page is not None), None)
    if failed is not None:
        raise UnreadablePaper(path, f"no page of it can be read ({failed})", "scan or export it again")
    raise EmptyPaper(path, "there is no text on any page", "check that the right file was saved")


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        encoding = "utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8"
        return value.decode(encoding, errors="replace")
    return str(value)


def _read_sheets(pdf: Any, most_glyphs: int, shelf: GlyphShelf) -> tuple[list[Sheet], list[Diagnostic]]:
    sheets: list[Sheet] = []
    diagnostics: list[Diagnostic] = []
    next_index = 0
    for number, source in enumerate(pdf.pages, start=1):
        ailment: str | None = None
        try:
            upright, left_out = _upright_pages(source.layout, number, next_index, most_glyphs)
        except (RecursionError, Exception) as error:
            message = f"page {number} can't be read ({type(error).__name__})"
            diagnostics.append(Diagnostic(level="error", code="unreadable-page", message=message, page=number))
            upright, left_out, ailment = [Page(number, *_size(source), ())], 0, "its text layer can't be read"
        finally:
            source.close()
            _forget_content(pdf, source)
        if left_out:
            message = f"page {number} has {left_out + most_glyphs} characters: those after {most_glyphs} were left out"
            diagnostics.append(Diagnostic(level="warning", code="too-many-glyphs", message=message, page=number))
        next_index += sum(len(page.glyphs) for page in upright)
        ailment = ailment or page_ailment(upright)
        parts = tuple(replace(page, glyphs=shelf.put(page.glyphs)) for page in upright)
        sheets.append(Sheet(number, parts, ailment))
    return sheets, diagnostics


def _forget_content(pdf: Any, source: Any) -> None:
    """Drop the decoded drawing commands of a page that is done with: pdfminer keeps all of them, 30 kB a page."""
    kept, page = getattr(pdf.doc, "_cached_objs", {}), source.page_obj
    for stream in getattr(page, "contents", None) or ():
        kept.pop(getattr(stream, "objid", None), None)
    page.contents = []


def _size(source: Any) -> tuple[float, float]:
    """Width and height of a page whose content can't be read; A4 where not even they can."""
    try:
        return float(source.width), float(source.height)
    except Exception:
        return 595.0, 842.0


def _upright_pages(layout: Any, number: int, first_index: int, most_glyphs: int) -> tuple[list[Page], int]:
    """The page once for each direction of its text, and how many characters were too many."""
    marks = _Marks()
    _collect(layout, marks)
    left_out = max(0, len(marks.chars) - most_glyphs)
    del marks.chars[most_glyphs:]
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
    return pages, left_out


def _collect(container: Any, marks: _Marks) -> None:
    """All characters, lines, fills and images of a page, those of nested forms too."""
    stack: list[Iterator[Any]] = [iter(container)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
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
    if text.startswith("(cid:"):
        return _UNMAPPED
    return text or _UNMAPPED

"""Glyphs → chunks → lines.

A chunk is a run of glyphs in one row without a gap that could be a column's gutter; a line is the chunks of one row of
one column. All tolerances are shares of the font size, so print of any size is read alike. The drawing order of the
file plays no part.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.layout.characters import plain, superscript
from pipeline.manuscript import Rect
from pipeline.offsets import INSERTED, MappedText, compact
from pipeline.reading.document import Glyph

CHUNK_GAP = 0.5
"""A gap wider than this (ems) ends a chunk: more than a word space, less than any gutter."""
_WORD_GAP = 0.17
"""A gap wider than this (ems) is a word space even where the file has no space character."""
_SAME_ROW = 0.45
"""Share of the lower glyph's height that must overlap for two glyphs to stand in one row."""
_DROP_CAP = 1.8
_SMALL = 0.82
"""A raised glyph smaller than this share of its line's size is a superscript mark."""
_NARROW = 0.8
_CROWDED = 40
NO_SPACE = "\0"
_BUCKET = 4.0

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd\b|cmbx|-bx\b|medi\b", re.IGNORECASE)


@dataclass(slots=True)
class Chunk:
    """Glyphs of one row, left to right. They stay with their page: all chunks of a long paper are held at once."""

    page_glyphs: Sequence[Glyph]
    at: array[int]
    """Where each of its glyphs stands among those of the page."""
    text: str
    letters: int
    """How many of its glyphs are letters."""
    spaces: str
    """For each glyph the space character before it, NO_SPACE for none."""
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    """Of its largest glyphs."""
    space_after: str = ""

    @property
    def glyphs(self) -> list[Glyph]:
        glyphs = self.page_glyphs[:]
        return [glyphs[i] for i in self.at]

    @property
    def box(self) -> Rect:
        return (self.x0, self.top, self.x1, self.bottom)

    def word_spaces(self) -> list[float]:
        """The widths (points) of the spaces between its words."""
        pairs = zip(pairwise(self.glyphs), self.spaces[1:], strict=True)
        return [b.x0 - a.x1 for (a, b), space in pairs if space != NO_SPACE or b.x0 - a.x1 > _WORD_GAP * b.size]


@dataclass(slots=True)
class _Run:
    """A chunk that glyphs are still put to; `spaced[i]` is the space character before glyph i, "" for none."""

    glyphs: list[Glyph]
    at: list[int]
    spaced: list[str]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    space_after: str = ""

    def chunk(self, page_glyphs: Sequence[Glyph]) -> Chunk:
        """The whole chunk."""
        return Chunk(
            page_glyphs=page_glyphs,
            at=array("I", self.at),
            text="".join(f"{space and ' '}{g.text}" for g, space in zip(self.glyphs, self.spaced, strict=True)),
            letters=sum(g.text[:1].isalpha() for g in self.glyphs),
            spaces="".join(space or NO_SPACE for space in self.spaced),
            x0=self.x0, top=self.top, x1=self.x1, bottom=self.bottom, size=self.size, space_after=self.space_after,
        )  # fmt: skip


@dataclass(slots=True)
class Line:
    """One printed line of a column, with its text and the look of most of its glyphs."""

    content: MappedText
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    page: int
    marked: bool = False
    """Begins with a superscript mark, as notes and affiliations do."""
    first_word: float = 0.0
    """Width of its first word in points."""

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def box(self) -> Rect:
        return (self.x0, self.top, self.x1, self.bottom)


def chunks_of(glyphs: Sequence[Glyph], left_out: Collection[int] = frozenset()) -> list[Chunk]:
    """The upright glyphs of a page but those of the indices `left_out`, as chunks, from the top down and left to
    right."""
    buckets: dict[int, list[_Run]] = {}
    runs: list[_Run] = []
    kept = [(g, i) for i, g in enumerate(glyphs) if g.upright and g.index not in left_out and g.size > 0]
    kept.sort(key=lambda placed: (placed[0].x0, placed[0].top))
    farthest = CHUNK_GAP * max((g.size for g, _ in kept), default=0.0)
    for glyph, at in kept:
        blank = not glyph.text.strip()
        home = _home(glyph, buckets, blank, farthest)
        if blank:
            if home is not None:
                home.space_after = glyph.text[:1] or " "
        elif home is not None:
            _append(home, glyph, at)
        else:
            run = _Run([glyph], [at], [""], glyph.x0, glyph.top, glyph.x1, glyph.bottom, glyph.size)
            runs.append(run)
            buckets.setdefault(_bucket(glyph.top, glyph.bottom), []).append(run)
    runs.sort(key=lambda r: (r.top, r.x0))
    return [run.chunk(glyphs) for run in runs]


def _bucket(top: float, bottom: float) -> int:
    return int((top + bottom) / 2 // _BUCKET)


def _home(glyph: Glyph, buckets: dict[int, list[_Run]], blank: bool, farthest: float) -> _Run | None:
    """The run that the glyph goes on with: in its row, and just left of it.

    Glyphs come from left to right, so runs further left than any gap are done with and leave their bucket.
    """
    best: _Run | None = None
    best_distance = 1e9
    x0, top, bottom, size = glyph.x0, glyph.top, glyph.bottom, glyph.size  # a page asks this some ten thousand times
    reach = int(0.7 * size // _BUCKET) + 1
    middle = _bucket(top, bottom)
    for key in range(middle - reach, middle + reach + 1):
        bucket = buckets.get(key)
        if bucket is None:
            continue
        if len(bucket) > _CROWDED:
            bucket[:] = [r for r in bucket if x0 - r.x1 <= farthest]
        for run in bucket:
            larger = run.size if run.size > size else size
            gap = x0 - run.x1
            if gap > CHUNK_GAP * larger or gap < -0.7 * larger:
                continue
            if not blank and larger > _DROP_CAP * min(run.size, size):
                continue
            height = min(bottom - top, run.bottom - run.top)
            overlap = min(bottom, run.bottom) - max(top, run.top)
            if overlap < _SAME_ROW * height:
                continue
            distance = abs(gap) + 2 * min(abs(bottom - run.glyphs[-1].bottom), abs(bottom - run.bottom))
            if distance < best_distance:
                best, best_distance = run, distance
    return best


def _append(run: _Run, glyph: Glyph, at: int) -> None:
    run.glyphs.append(glyph)
    run.at.append(at)
    run.spaced.append(run.space_after)
    run.space_after = ""
    run.x1 = max(run.x1, glyph.x1)
    if glyph.size > 1.02 * run.size:  # after a mark, the text itself: its row counts
        run.size, run.top, run.bottom = glyph.size, glyph.top, glyph.bottom


def same_row(a: Rect, b: Rect) -> bool:
    """Do two boxes stand in one row?"""
    return min(a[3], b[3]) - max(a[1], b[1]) >= _SAME_ROW * min(a[3] - a[1], b[3] - b[1])


def rows_of(chunks: Iterable[Chunk]) -> list[list[Chunk]]:
    """Chunks grouped to rows from the top down, each from left to right."""
    rows: list[list[Chunk]] = []
    anchors: list[Chunk] = []
    for chunk in sorted(chunks, key=lambda c: (c.top + c.bottom, c.x0)):
        for back in range(1, min(3, len(rows)) + 1):
            anchor = anchors[-back]
            if same_row(anchor.box, chunk.box) and max(anchor.size, chunk.size) <= _DROP_CAP * min(
                anchor.size, chunk.size
            ):
                rows[-back].append(chunk)
                if chunk.size > anchor.size:
                    anchors[-back] = chunk
                break
        else:
            rows.append([chunk])
            anchors.append(chunk)
    for row in rows:
        row.sort(key=lambda c: c.x0)
    rows.sort(key=lambda row: (max(row, key=lambda c: c.size).bottom, row[0].x0))
    return rows


class FigureWidths:
    """How wide the figures of a paper are, by font: some fonts have superscript figures of their own, of full size by
    name, yet clearly narrower than the same figure of the same font elsewhere in the paper."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[array[float], array[int]]] = {}

    def add(self, glyphs: Iterable[Glyph]) -> None:
        """Take note of the figures among the glyphs of a page."""
        for g in glyphs:
            if g.text.isdigit() and g.size > 0:
                widths, indices = self._found.setdefault((g.font, g.text), (array("d"), array("I")))
                widths.append((g.x1 - g.x0) / g.size)
                indices.append(g.index)

    def superior(self) -> frozenset[int]:
        """The indices of the superscript ones."""
        narrow: list[int] = []
        for widths, indices in self._found.values():
            counts = Counter(round(width, 2) for width in widths)
            usual = max(counts, key=lambda w: (counts[w], w))
            narrow.extend(i for i, width in zip(indices, widths, strict=True) if width < _NARROW * usual)
        return frozenset(narrow)


def line_of(row: Sequence[Chunk], page: int, superior: Collection[int] = frozenset()) -> Line:
    """The line that the chunks of one row make; `superior` are the indices of its font's own superscript figures."""
    glyphs = [g for chunk in row for g in chunk.glyphs]
    sizes = Counter(round(g.size, 1) for g in glyphs)
    size = sizes.most_common(1)[0][0] if len(sizes) > 1 else glyphs[0].size
    body = [g for g in glyphs if g.size >= _SMALL * size] or glyphs
    top, bottom = min(g.top for g in body), max(g.bottom for g in body)
    letters = [g for g in glyphs if g.text[:1].isalpha()] or glyphs
    marks = _marks(glyphs, size, (_most(body, "top") + _most(body, "bottom")) / 2, superior)
    text, origins = _spelled(row, marks)
    content = compact(plain(MappedText(text, origins)))
    return Line(
        content, glyphs[0].x0, top, max(g.x1 for g in glyphs), bottom, size,
        bold=sum(_is_bold(g.font) for g in letters) >= 0.8 * len(letters),
        italic=sum(_is_italic(g.font) for g in letters) >= 0.8 * len(letters),
        page=page,
        marked=glyphs[0].index in marks or glyphs[0].text in "*†‡",
        first_word=_first_word_width(row),
    )  # fmt: skip


def _most(glyphs: Sequence[Glyph], side: str) -> float:
    values = sorted(getattr(g, side) for g in glyphs)
    return float(values[len(values) // 2])


@cache
def _is_bold(font: str) -> bool:
    return bool(_BOLD.search(font))


@cache
def _is_italic(font: str) -> bool:
    return bool(re.search(r"ital|obli|slant|cmti|[-,]it\b", font, re.IGNORECASE))


def _marks(glyphs: Sequence[Glyph], size: float, middle: float, superior: Collection[int]) -> frozenset[int]:
    """Indices of the glyphs that are superscript marks: small and raised, or superior figures."""
    return frozenset(
        g.index for g in glyphs
        if (g.size < _SMALL * size and (g.top + g.bottom) / 2 < middle - 0.08 * size) or g.index in superior
    )  # fmt: skip


def _spelled(row: Sequence[Chunk], marks: Collection[int]) -> tuple[str, list[int]]:
    """The row's text, spaces put where the gaps are, raised marks made superscript where they could pass for digits."""
    text: list[str] = []
    origins: list[int] = []
    last: Glyph | None = None
    for chunk in row:
        word_gap = _word_gap(chunk)
        for i, glyph in enumerate(chunk.glyphs):
            if last is not None:
                gap = (glyph.x0 - last.x1) / max(glyph.size, last.size)
                space = chunk.spaces[i]
                if space != NO_SPACE or gap > (word_gap if i else _WORD_GAP):
                    text.append(space if space != NO_SPACE else " ")
                    origins.append(INSERTED)
            shown = glyph.text
            if glyph.index in marks and _needs_superscript(text):
                shown = superscript(shown)
            text.append(shown)
            origins.extend([glyph.index] * len(shown))
            last = glyph
        if chunk.space_after and chunk is not row[-1]:
            text.append(chunk.space_after)
            origins.append(INSERTED)
    return "".join(text), origins


def _needs_superscript(before: Sequence[str]) -> bool:
    """A mark after a figure, a sign or a word in small letters; the marks of names and addresses stay plain figures."""
    if not before or before[-1] == " ":
        return False
    word = "".join(before[-12:]).split(" ")[-1]
    return not word[:1].isupper()


def _word_gap(chunk: Chunk) -> float:
    """The least gap between words in ems; wider where letters are set apart (л е т т е р с п а ц е д)."""
    if len(chunk.glyphs) < 6:
        return _WORD_GAP
    gaps = sorted((b.x0 - a.x1) / b.size for a, b in zip(chunk.glyphs, chunk.glyphs[1:], strict=False))
    usual = gaps[len(gaps) // 2]
    return _WORD_GAP if usual < 0.09 else usual + _WORD_GAP


def _first_word_width(row: Sequence[Chunk]) -> float:
    chunk = row[0]
    last = chunk.glyphs[0]
    for i, glyph in enumerate(chunk.glyphs[1:], start=1):
        if chunk.spaces[i] != NO_SPACE or glyph.x0 - last.x1 > _WORD_GAP * glyph.size:
            break
        last = glyph
    return last.x1 - chunk.x0

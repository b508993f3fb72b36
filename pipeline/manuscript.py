"""A paper's text in reading order, its blocks and tables, and the way back to page or file.

What `reading`, `layout` and `tables` hand to the stages after them; the same for a PDF and for a text file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.offsets import MappedText
from schemas import Diagnostic

Rect = tuple[float, float, float, float]
"""(x0, top, x1, bottom) in points from the top left of the upright page."""

BlockKind = Literal["heading", "paragraph", "table", "caption", "footnote", "labels"]
"""`labels`: the words inside a drawing, of its bars, axes and legend."""


@dataclass(frozen=True, slots=True)
class FoundCell:
    """One cell of a found table; `content` maps each character to glyphs or file positions."""

    row: int
    col: int
    row_span: int
    col_span: int
    content: MappedText
    page: int | None
    bbox: Rect | None


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table as found: its grid, caption, notes, and where it stands.

    `taken` holds the source positions (glyph indices or file positions) of all that belongs to the grid, so that the
    layout leaves them out of the running text. Caption and notes stay in the running text.
    """

    cells: tuple[FoundCell, ...]
    n_rows: int
    n_cols: int
    header_rows: int
    column_paths: tuple[tuple[str, ...], ...]
    caption: str | None
    number: int | None
    unit: str | None
    notes: tuple[str, ...]
    pages: tuple[int, ...]
    bbox: Rect | None
    taken: frozenset[int]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table, caption, footnote or a drawing's labels: `text[start:end]`.

    Blocks are in order and do not overlap.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    size: float | None = None
    """Font size in points; None in a text file."""
    bold: bool = False
    centered: bool = False
    table: int | None = None
    """For a table block: its index in `Manuscript.tables`."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A running header or footer, page or line number that was left out of the text."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The whole paper in reading order.

    `content.text` is `Paper.text`; `content.origins` lead to glyphs (PDF) or characters of the decoded file.
    `cell_spans[i][row, col]` is the span in the text of a cell of `tables[i]`.
    `glyph_places[g]` is (page, box) of glyph g, for a PDF; `source_length` is the length of the decoded text file.
    `glyph_confidences[g]` is how sure OCR is of glyph g; None when no page was read by OCR.
    """

    content: MappedText
    blocks: tuple[Block, ...]
    tables: tuple[FoundTable, ...] = ()
    cell_spans: tuple[Mapping[tuple[int, int], tuple[int, int]], ...] = ()
    furniture: tuple[Furniture, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    glyph_places: Sequence[tuple[int, Rect]] | None = None
    source_length: int | None = None
    glyph_confidences: Sequence[float] | None = None

    @property
    def text(self) -> str:
        return self.content.text

    def on_page(self, start: int, end: int) -> tuple[int | None, Rect | None]:
        """Page and box of text[start:end], on the page where it begins; (None, None) in a text file."""
        if self.glyph_places is None:
            return None, None
        found = [self.glyph_places[o] for o in self.content.origins[start:end] if o >= 0]
        if not found:
            return None, None
        page = found[0][0]
        boxes = [box for p, box in found if p == page]
        return page, (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )

    def confidence(self, start: int, end: int) -> float:
        """How sure it is that text[start:end] is what is printed: 1.0, or of OCR's letters the least sure one."""
        if self.glyph_confidences is None:
            return 1.0
        return round(
            min((self.glyph_confidences[o] for o in self.content.origins[start:end] if o >= 0), default=1.0), 3
        )

    def in_file(self, start: int, end: int) -> tuple[int | None, int | None]:
        """The span of text[start:end] in a text file; (None, None) for a PDF."""
        if self.source_length is None:
            return None, None
        return self.content.source_span(start, end) or (None, None)

"""Lines of a text file, and grids of cells in them as spans of characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.offsets import INSERTED, MappedText

_BREAK = re.compile(r"\r\n|[\n\r\f\v\u0085\u2028\u2029]")

Span = tuple[int, int]
"""Half-open range of characters in the file."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One line of the file without its line end; `span` is where it stands."""

    text: str
    span: Span

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class TextGrid:
    """Cells as lists of spans (a cell over several lines has several), by row and column; all rows equally long.

    `lines` are the first line of the grid and the one after its last. `merged` holds (row, col, row_span, col_span) of
    cells known to be merged; `header_rows` is None when the form does not tell.
    """

    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    lines: Span
    header_rows: int | None = None
    merged: tuple[tuple[int, int, int, int], ...] = ()
    caption: Span | None = None
    """First line of the caption and the one after its last, when the form tells."""


def file_lines(text: str) -> list[FileLine]:
    """The lines of a file; a form feed ends a line."""
    found, start = [], 0
    for match in _BREAK.finditer(text):
        found.append(FileLine(text[start : match.start()], (start, match.start())))
        start = match.end()
    found.append(FileLine(text[start:], (start, len(text))))
    return found


def tight(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The span without blanks at its ends, as a cell; an empty cell when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return ((start, end),) if end > start else ()


def cell_content(text: str, spans: Sequence[Span]) -> MappedText:
    """A cell's text: its spans joined by spaces, runs of blanks inside it as one space."""
    characters: list[str] = []
    origins: list[int] = []
    for start, end in spans:
        if characters:
            characters.append(" ")
            origins.append(INSERTED)
        for i in range(start, end):
            if not text[i].isspace():
                characters.append(text[i])
                origins.append(i)
            elif characters and characters[-1] != " ":
                characters.append(" ")
                origins.append(i)
    return MappedText("".join(characters), origins)


def plain(text: str, spans: Sequence[Span]) -> str:
    """A cell's text without its places."""
    return " ".join(" ".join(text[a:b].split()) for a, b in spans)

"""Fonts that call their hyphen a soft one: its sign is printed inside of lines, where no soft hyphen is ever seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.reading.document import Glyph, Page

SOFT_HYPHEN = "\u00ad"
_SEEN = 0.1
"""Least width (ems) of a sign that is printed; a soft hyphen inside a line has none."""
_CLOSE = 0.3
"""The next letter of the same word stands nearer than this (ems)."""


def with_plain_hyphens(pages: Sequence[Page]) -> Iterator[Page]:
    """The pages with "-" for U+00AD where the paper prints U+00AD inside of lines too.

    U+00AD means a place where a word may be cut: it is seen at the end of a line alone. A text layer with a visible one
    between two letters of a line names every hyphen so, and whether one at a line's end belongs to its word is to be
    judged as of any other. Left as they are: soft hyphens of papers that only have them at the ends of lines.
    """
    having = [SOFT_HYPHEN in page.text for page in pages]
    printed = any(
        _is_inside(a, b) for page, has in zip(pages, having, strict=True) if has for a, b in pairwise(page.glyphs)
    )
    for page, has in zip(pages, having, strict=True):
        yield replace(page, glyphs=tuple(_plain(glyph) for glyph in page.glyphs)) if has and printed else page


def _is_inside(hyphen: Glyph, following: Glyph) -> bool:
    """Is this a printed U+00AD with a letter or figure right behind it? In the drawing order: most files keep words
    together, and one place is enough."""
    return (
        hyphen.text == SOFT_HYPHEN
        and hyphen.x1 - hyphen.x0 >= _SEEN * hyphen.size
        and following.text[:1].isalnum()
        and abs(following.x0 - hyphen.x1) <= _CLOSE * hyphen.size
        and abs(following.bottom - hyphen.bottom) <= _CLOSE * hyphen.size
    )


def _plain(glyph: Glyph) -> Glyph:
    return replace(glyph, text="-") if glyph.text == SOFT_HYPHEN else glyph

"""Where a text has no digits for a while: what is told by digits need not be sought there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BEHIND: Final = 80
"""Characters behind a digit in which an expression with it may end."""
_WORTH: Final = 200
"""A shorter stretch is not worth being read by itself."""
_DIGIT: Final = re.compile(r"\d")
_SENTENCE: Final = re.compile(r"[.!?]\s+(?=[^\W\d_])")


def stretches(text: str, *, ahead: int) -> Iterator[tuple[int, int, bool]]:
    """The whole text in pieces, in order: start, end, and whether an expression with a digit may be there, which begins
    no more than `ahead` characters before it. Cut only between sentences."""
    at = 0
    last = -_BEHIND
    for digit in (*(match.start() for match in _DIGIT.finditer(text)), len(text) + ahead):
        if digit - last > ahead + _BEHIND + _WORTH:
            found = _between(text, last + _BEHIND, digit - ahead)
            if found is not None:
                if at < found[0]:
                    yield at, found[0], True
                yield *found, False
                at = found[1]
        last = digit
    if at < len(text):
        yield at, len(text), True


def _between(text: str, start: int, end: int) -> tuple[int, int] | None:
    """From the first border of sentences to the last one; the text's own ends are borders too."""
    borders = [border.end() for border in _SENTENCE.finditer(text, max(start, 0), end)]
    borders = [*([0] if start <= 0 else []), *borders, *([len(text)] if end >= len(text) else [])]
    return (borders[0], borders[-1]) if borders and borders[-1] - borders[0] >= _WORTH else None

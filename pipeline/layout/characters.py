"""Characters of a printed line made plain: ligatures taken apart, invisible signs dropped, spaces made one.

Spaces that do not break (U+00A0, U+2009, U+202F …) stay as they are between digits, where they mean that a number goes
on; anywhere else they become spaces.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.layout.hyphens import SOFT_HYPHEN
from pipeline.offsets import MappedText

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "Ǆ": "DŽ"}
_SPACES = frozenset(
    "\t\n\v\f\r\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_NUMBER_SPACES = frozenset("\u00a0\u2007\u2008\u2009\u202f")
_HYPHENS = frozenset("\u2010\u2011\ufe63\uff0d")
_SPECIAL = re.compile(
    r"[\x00-\x1f\x7f-\xa0\xad\u0300-\u036f\u1680\u2000-\u200f\u2010\u2011\u2028-\u202f\u205f-\u206f\u3000\ufb00-\ufb06"
    r"\ufe63\ufeff\uff0d]|  |^ | $"
)
_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def superscript(text: str) -> str:
    """The same marks as superscript characters, one for one: `1` → `¹`. Others stay as they are."""
    return text.translate(_SUPERSCRIPTS)


def plain(line: MappedText) -> MappedText:
    """The line with plain characters, single spaces, and no space at its ends.

    A soft hyphen at the very end stays: it tells that the word goes on in the next line.
    """
    text = line.text
    if not _SPECIAL.search(text):
        return line
    out: list[str] = []
    origins: list[int] = []
    for i, ch in enumerate(text):
        for made in _made(text, i, ch, out):
            out.append(made)
            origins.append(line.origins[i])
    while out and out[-1] == " ":
        out.pop()
        origins.pop()
    return MappedText("".join(out), origins)


def _made(text: str, i: int, ch: str, out: list[str]) -> str:
    """What stands for text[i]; "" drops it. A letter before a combining mark is changed in place."""
    if ch in _SPACES or ch == " ":
        if ch in _NUMBER_SPACES and out and out[-1].isdigit() and text[i + 1 : i + 2].isdigit():
            return ch
        return " " if out and out[-1] != " " else ""
    if ch in _HYPHENS:
        return "-"
    if ch == SOFT_HYPHEN:
        return ch if not text[i + 1 :].strip() else ""
    if ch in _LIGATURES:
        return _LIGATURES[ch]
    if "\u0300" <= ch <= "\u036f" and out:
        whole = unicodedata.normalize("NFC", out[-1] + ch)
        if len(whole) == 1:
            out[-1] = whole
            return ""
        return ch
    return "" if unicodedata.category(ch) in ("Cc", "Cf") else ch

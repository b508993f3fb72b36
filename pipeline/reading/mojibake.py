"""UTF-8 that a program took for a code page and saved as UTF-8 again: the letters that stood there first.

Each letter beyond ASCII stands then as two or three of the code page's, a leading and a following one ("РџСЂ" for
"Пр"). Honest text hardly ever reads as UTF-8 when it is written in a code page, so the way back is safe where it works.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import NamedTuple

_PAGES = ("cp1251", "cp1252", "koi8_r", "cp866", "mac_cyrillic", "mac_roman")
"""What Windows, consoles and Macs of these languages take text for; Latin-1 is a part of cp1252 as it is read here."""
_FIRST = range(0xC2, 0xF5)
_NEXT = range(0x80, 0xC0)
_SURELY = 4
"""So many letters of a line that all read as UTF-8 don't do so by chance."""
_MAX_LOST = 0.1
"""Share of letters of which one half may be gone: code pages have holes."""
_TIMES = 2
"""Text is seen that went wrong twice; not thrice."""
_LEADING = 0xD0
_NO_BREAK_SPACE = 0xA0


def restored(text: str) -> tuple[str, int]:
    """The text with its first letters, and how many of its lines were wrong. Sound text comes back as it is."""
    wrong: set[int] = set()
    for _ in range(_TIMES):
        found = [_read_back(text, page) for page in _PAGES if _likely(page, text)]
        lines = max(found, key=lambda lines: sum(line.letters for line in lines.values()), default={})
        if not lines:
            break
        wrong |= set(lines)
        text = "\n".join(lines[n].text if n in lines else line for n, line in enumerate(text.split("\n")))
    return text, len(wrong)


class _Line(NamedTuple):
    text: str
    letters: int
    """Those beyond ASCII that were found again."""
    lost: int


def _read_back(text: str, page: str) -> dict[int, _Line]:
    """The lines, by their numbers, that went through this page. None if there is no line that surely did."""
    lines = {n: _line_back(line, page) for n, line in enumerate(text.split("\n")) if not line.isascii()}
    back = {n: line for n, line in lines.items() if line.letters and line.lost <= _MAX_LOST * line.letters}
    return back if any(line.letters >= _SURELY for line in back.values()) else {}


def _line_back(line: str, page: str) -> _Line:
    numbers, letters, lost = _bytes_of(page), 0, 0

    def back(match: re.Match[str]) -> str:
        nonlocal letters, lost
        first = bytes(map(numbers.__getitem__, match[0])).decode("utf-8", errors="replace")
        gone = first.count("\ufffd")
        lost += gone
        letters += len(first) - gone
        return first

    if numbers.get("\xa0") == _NO_BREAK_SPACE:  # the second half of a capital Р, of which editors make a plain space
        leading = bytes((_LEADING,)).decode(page)
        line = line.replace(f"{leading} ", f"{leading}\xa0")
    return _Line(_run(page).sub(back, line), letters, lost + line.count("\ufffd"))


def _likely(page: str, text: str) -> bool:
    return next(islice(_pair(page).finditer(text), _SURELY - 1, None), None) is not None


@cache
def _pair(page: str) -> re.Pattern[str]:
    """A leading and a following half, as this page shows them."""
    return re.compile(f"[{_shown(page, _FIRST)}][{_shown(page, _NEXT)}]")


@cache
def _run(page: str) -> re.Pattern[str]:
    return re.compile(f"[{_shown(page, range(0x80, 0x100))}]+")


def _shown(page: str, numbers: range) -> str:
    return re.escape("".join(letter for letter, number in _bytes_of(page).items() if number in numbers))


@cache
def _bytes_of(page: str) -> dict[str, int]:
    """The byte of each letter. Bytes without one stand as control characters, as in Windows and in browsers."""
    known = {chr(number): number for number in range(0x80, 0x100 if page == "cp1252" else 0xA0)}
    for number in range(0x80, 0x100):
        letter = bytes((number,)).decode(page, errors="ignore")
        if letter:
            known[letter] = number
    return known

"""Page furniture in text dumps: running heads, feet and page numbers that a converter left between the lines.

A line is furniture when it is at the edge of a page (form feeds) or returns through the file, digits aside, where it
interrupts the text; a page number when it stands alone at an edge, beside furniture, or in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.layout.kinds import is_caption, is_note, page_number

_LINE = re.compile(r"([^\n\r\f\v\x85\u2028\u2029]*)(\r\n|[\n\r\f\v\x85\u2028\u2029]|\Z)")
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?:;…][)\]»”\"’]*\s*\Z")
_EDGE = 3
_LONGEST = 160
_REPEATS = 3
_APART = 12
_GAP = 2


@dataclass(frozen=True, slots=True)
class DumpLine:
    """One physical line of a text file: `text[start:end]` without its line end; `new_page` after a form feed."""

    start: int
    end: int
    text: str
    new_page: bool
    in_table: bool

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def physical_lines(text: str, taken: Collection[int] = ()) -> list[DumpLine]:
    """The lines of a file; those with a character of `taken` are in a table."""
    lines: list[DumpLine] = []
    new_page = False
    for match in _LINE.finditer(text):
        if match.end() == match.start():
            break
        start, end = match.span(1)
        in_table = bool(taken) and any(i in taken for i in range(start, end))
        lines.append(DumpLine(start, end, match[1], new_page, in_table))
        new_page = match[2] == "\f"
    return lines


def furniture_lines(lines: Sequence[DumpLine]) -> set[int]:
    """Indices of the lines that are page furniture."""
    found = _at_page_edges(lines) | _returning(lines)
    numbers = {i for i, line in enumerate(lines) if not line.in_table and page_number().match(line.text.strip() or "x")}
    for i in sorted(numbers - found):
        if _is_page_number(lines, i, numbers, found):
            found.add(i)
            head = _head_beside(lines, i, found)
            if head is not None:
                found.add(head)
    return found


def _key(text: str) -> str:
    return _SPACES.sub(" ", _DIGITS.sub("#", text)).strip().lower()


def _cells(text: str) -> bool:
    """Tabs or bars part cells; where tabs stand for all spaces of a long line, they only are its spaces."""
    return text.count("|") > 2 or (text.count("\t") > 1 and (" " in text.replace("\t ", "") or text.count("\t") < 5))


def _may_return(line: DumpLine) -> bool:
    text = line.text.strip()
    return (
        not line.in_table and 4 <= len(text) <= _LONGEST and any(c.isalpha() for c in text)
        and not is_caption(text) and not is_note(text) and not _cells(text)
    )  # fmt: skip


def _at_page_edges(lines: Sequence[DumpLine]) -> set[int]:
    """Lines that return at the edges of pages, and lone numbers there; only where form feeds tell the pages."""
    pages: list[list[int]] = [[]]
    for i, line in enumerate(lines):
        if line.new_page:
            pages.append([])
        if not line.blank:
            pages[-1].append(i)
    if len(pages) < 2:
        return set()
    seen: dict[str, list[int]] = defaultdict(list)
    found: set[int] = set()
    for page in pages:
        edge = dict.fromkeys(page[:_EDGE] + page[-_EDGE:])
        for i in edge:
            if _may_return(lines[i]):
                seen[_key(lines[i].text)].append(i)
        for i in (*page[:2], *page[-2:]):
            outer = i in (page[0], page[-1])
            if (
                not lines[i].in_table
                and page_number().match(lines[i].text.strip())
                and (outer or len(page) > 2 * _EDGE)
            ):
                found.add(i)
    for places in seen.values():
        if len(places) > 1:
            found.update(places)
    return found


def _returning(lines: Sequence[DumpLine]) -> set[int]:
    """Lines that return, far apart, and mostly interrupt the text or stand off from it."""
    seen: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if _may_return(line) and len(line.text.strip()) >= 8:
            seen[_key(line.text)].append(i)
    found: set[int] = set()
    for places in seen.values():
        apart = all(b - a >= _APART for a, b in pairwise(places))
        if len(places) >= _REPEATS and apart and 2 * sum(_interrupts(lines, i) for i in places) >= len(places):
            found.update(places)
    return found


def _neighbour(lines: Sequence[DumpLine], i: int, step: int) -> tuple[int | None, int]:
    """The next line with text in that direction, and how many blank ones lie between."""
    blanks = 0
    i += step
    while 0 <= i < len(lines) and lines[i].blank:
        blanks += 1
        i += step
    return (i if 0 <= i < len(lines) else None), blanks


def _interrupts(lines: Sequence[DumpLine], i: int) -> bool:
    before, blanks_before = _neighbour(lines, i, -1)
    after, blanks_after = _neighbour(lines, i, 1)
    if before is not None and page_number().match(lines[before].text.strip()):
        before, more = _neighbour(lines, before, -1)
        blanks_before += more
    if after is not None and page_number().match(lines[after].text.strip()):
        after, more = _neighbour(lines, after, 1)
        blanks_after += more
    if blanks_before >= _GAP or blanks_after >= _GAP or before is None or after is None:
        return True
    return _goes_on(lines[before].text, lines[after].text)


def _goes_on(before: str, after: str) -> bool:
    """The sentence in `before` is not over, and `after` can be its next words."""
    start = after.strip().lstrip('«“"(')[:1]
    return not _SENTENCE_END.search(before) and (start.islower() or before.rstrip().endswith("-"))


def _is_page_number(lines: Sequence[DumpLine], i: int, numbers: set[int], found: set[int]) -> bool:
    before, blanks_before = _neighbour(lines, i, -1)
    after, blanks_after = _neighbour(lines, i, 1)
    if before in numbers or after in numbers:
        return False  # a column of numbers
    if before in found or after in found:
        return True
    if before is None or after is None:
        return bool(blanks_before or blanks_after) or len(lines) > 2
    if lines[before].in_table or lines[after].in_table:
        return blanks_before + blanks_after >= 2 * _GAP
    if _goes_on(lines[before].text, lines[after].text):
        return bool(blanks_before or blanks_after) or len(lines[before].text) > 30
    return max(blanks_before, blanks_after) >= _GAP or _head_beside(lines, i, found) is not None


def _head_beside(lines: Sequence[DumpLine], i: int, found: set[int]) -> int | None:
    """A short line next to a page number that a gap cuts off from the text on its other side."""
    for step in (-1, 1):
        at, blanks = _neighbour(lines, i, step)
        if at is None or at in found or blanks > 1 or not _may_return(lines[at]):
            continue
        _, gap = _neighbour(lines, at, step)
        text = lines[at].text.strip()
        if gap >= _GAP and not text.endswith((":", "?", "!")):
            return at
    return None

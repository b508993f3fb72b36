"""What part of a paper each block belongs to: from heading words, from block kinds, and from position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.languages.headings import Heading, heading_of, is_code, keywords_inside, names_institution, names_people
from pipeline.manuscript import Block
from schemas import SectionKind

KIND_OF_PART: dict[str, SectionKind] = {
    "abstract": "abstract",
    "keywords": "keywords",
    "body": "body",
    "conclusion": "body",
    "references": "references",
    "authors": "authors",
    "other": "other",
}

_SHORT = 300
"""Characters: no line of a title, of authors or of their places of work is longer; abstracts are."""
_LONGEST_ABSTRACT = 4500
"""Characters after which text under the heading of an abstract is the body of a paper without headings."""
_FRONT_BLOCKS = 14
"""Blocks that title and authors may take before an abstract inside a paper."""
_ENTRY = re.compile(r"\W*\[?\d{1,3}[\].)]|.*(?:\b(?:19|20)\d\d\b.*\b(?:pp?|с|б|№|no|vol)\b\.?|//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or a part of one, with its kind; `heading` ends at `heading_end` when it begins with a heading."""

    start: int
    end: int
    kind: SectionKind
    heading: str | None = None
    languages: frozenset[str] = frozenset()
    """Languages in which its heading word is known."""
    opens: bool = False
    """Does a new section begin here even when kind and language go on?"""


@dataclass(slots=True)
class _Item:
    """A block on its way to a piece."""

    block: Block
    text: str
    start: int
    end: int
    mark: Heading | None
    kind: SectionKind | None = None


def pieces_of(text: str, blocks: Sequence[Block]) -> list[Piece]:
    """The kind of every block, in order; an abstract's paragraph that ends in keywords gives two pieces."""
    items = _items(text, blocks)
    _mark_own_kinds(items)
    running = [item for item in items if item.kind is None]
    _mark_fronts(running)
    _mark_running(running)
    return [_piece(item) for item in items]


def _items(text: str, blocks: Sequence[Block]) -> list[_Item]:
    items: list[_Item] = []
    for block in blocks:
        content = text[block.start : block.end]
        cut = keywords_inside(content) if block.kind == "paragraph" and len(content) < 2 * _LONGEST_ABSTRACT else None
        bounds = [0, cut, len(content)] if cut else [0, len(content)]
        for start, end in pairwise(bounds):
            part = content[start:end]
            mark = heading_of(part, is_heading=block.kind == "heading" or block.bold)
            items.append(_Item(block, part, block.start + start, block.start + end, mark))
    return items


def _mark_own_kinds(items: list[_Item]) -> None:
    """Tables, captions and footnotes are what the layout says, unless a heading word stands in them."""
    for item in items:
        if item.block.kind in ("table", "caption"):
            item.kind = "table" if item.block.kind == "table" else "caption"
        elif item.block.kind == "footnote" and item.mark is None:
            item.kind = "footnote"


def _mark_fronts(items: list[_Item]) -> None:
    """Title and authors before each abstract (or before keywords, where the abstract has no heading)."""
    marks = [i for i, item in enumerate(items) if item.mark and item.mark.part in ("abstract", "keywords")]
    done = 0
    for n, i in enumerate(marks):
        item = items[i]
        assert item.mark is not None
        unheaded = item.mark.part == "keywords" and not (
            n and items[marks[n - 1]].mark.part == "abstract"  # type: ignore[union-attr]
        )
        if item.mark.part == "abstract" or unheaded:
            start = _front_start(items, done, i, unheaded=unheaded)
            _mark_front(items[start:i])
        done = i + 1
    if not marks or all(item.kind is None for item in items[: marks[0]]):
        _mark_opening(items, marks[0] if marks else len(items))


def _front_start(items: list[_Item], low: int, end: int, *, unheaded: bool) -> int:
    """The first block of the title and authors that end before block `end`."""
    first = low == 0 and not any(item.mark and item.mark.part in ("body", "references") for item in items[:end])
    start = end
    while start > low:
        item = items[start - 1]
        long = len(item.text) > _SHORT
        if item.mark is not None and item.mark.part not in ("other", "authors"):
            break
        if not first:
            abstract = unheaded and long and end - start < 3
            ends_sentence = item.text.rstrip().endswith((".", ";", ":")) and item.block.kind != "heading"
            belongs = is_code(item.text) or names_institution(item.text) or names_people(item.text) or not ends_sentence
            if end - start >= _FRONT_BLOCKS or not (abstract or (belongs and not long)):
                break
            if _ENTRY.match(item.text) and not names_institution(item.text) and item.block.kind != "heading":
                break
        start -= 1
    return start


def _mark_front(items: list[_Item]) -> None:
    """Titles, authors and codes among the blocks before an abstract; a long one there is an abstract itself."""
    titled = False
    for i, item in enumerate(items):
        previous = items[i - 1].kind if i else None
        if is_code(item.text) or (item.mark and item.mark.part == "other"):
            item.kind = "other"
        elif len(item.text) > _SHORT and not names_institution(item.text):
            item.kind = "abstract"
        elif _is_authors(item, titled=titled):
            item.kind = "authors"
        elif not titled or (previous == "title" and len(item.text) < _SHORT):
            item.kind, titled = "title", True
        else:
            item.kind = "authors" if previous == "authors" else "other"


def _is_authors(item: _Item, *, titled: bool) -> bool:
    if names_people(item.text):
        return True
    capitals = item.text.isupper() and "@" not in item.text
    return names_institution(item.text) and (titled or not capitals)


def _mark_opening(items: list[_Item], end: int) -> None:
    """The first blocks of a paper without an abstract: title and authors, when more than they follows."""
    if sum(len(item.text) for item in items) < _SHORT or len(items) < 3:
        return
    front = 0
    while front < min(end, len(items), _FRONT_BLOCKS):
        item = items[front]
        line = item.block.kind == "heading" or not item.text.rstrip().endswith((".", ";", ":", ","))
        known = is_code(item.text) or names_people(item.text) or (names_institution(item.text) and front > 0)
        if item.mark is not None or len(item.text) > _SHORT or not (known or (line and not _numbered(item.text))):
            break
        front += 1
    titles = [item for item in items[:front] if not is_code(item.text)]
    if titles and (titles[0].block.kind == "heading" or len(titles) > 1 or titles[0].block.centered):
        _mark_front(items[:front])
        _one_title(items[:front])


def _one_title(items: list[_Item]) -> None:
    """Before a body without an abstract, headings after authors or after the title's line are the body's."""
    seen = False
    for item in items:
        if item.kind == "title" and seen and not item.text.isupper():
            item.kind = None
        seen = seen or item.kind == "title"


def _numbered(text: str) -> bool:
    return re.match(r"\W*\d{1,2}[.)]", text) is not None


def _mark_running(items: list[_Item]) -> None:
    """The rest, in order: each block belongs to the part that the last heading opened."""
    state: SectionKind = "body"
    length = 0
    for item in items:
        if item.kind is not None:
            state, length = ("body", 0) if item.kind in ("title", "authors") else (item.kind, 0)
            continue
        mark = item.mark
        if mark is not None:
            part = mark.part
            if state == "references" and part in ("body", "other") and not mark.alone:
                part = "references"  # an entry that begins with a word like "Data."
            item.kind, state, length = KIND_OF_PART[part], _state_after(part, alone=mark.alone), len(item.text)
            continue
        item.kind = state
        length += len(item.text)
        heading = item.block.kind == "heading"
        if state == "keywords":
            state = "body"
        elif (state == "abstract" and (heading or length > _LONGEST_ABSTRACT)) or (
            state == "other" and (heading or len(item.text) > _SHORT)
        ):
            item.kind = state = "body"


def _state_after(part: str, *, alone: bool) -> SectionKind:
    if part == "keywords":
        return "keywords" if alone else "body"
    if part == "other":
        return "other" if alone else "body"
    return KIND_OF_PART[part]


def _piece(item: _Item) -> Piece:
    kind = item.kind or "body"
    mark = item.mark if item.block.kind not in ("table", "caption") else None
    if mark is not None and kind not in ("title", "references"):
        heading = item.text[: mark.end].strip(" \t\n.:;–—-*_#")
        return Piece(item.start, item.end, kind, heading, mark.languages, opens=True)
    if mark is not None and kind == "references" and mark.part == "references":
        heading = item.text[: mark.end].strip(" \t\n.:;–—-*_#")
        return Piece(item.start, item.end, kind, heading, mark.languages, opens=True)
    if item.block.kind == "heading" and kind == "body":
        return Piece(item.start, item.end, kind, item.text.strip(), opens=True)
    return Piece(item.start, item.end, kind, opens=item.block.kind == "table")

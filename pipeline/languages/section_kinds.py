"""What part of a paper each block belongs to: from heading words, from block kinds, and from position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.languages.headings import Heading, heading_of, is_code, names_institution, names_people, parts_inside
from pipeline.manuscript import Block
from schemas import SectionKind

KIND_OF_PART: dict[str, SectionKind] = {
    "abstract": "abstract",
    "keywords": "keywords",
    "body": "body",
    # counted as body, as annotators of papers do; the section's heading tells a conclusion apart
    "conclusion": "body",
    "references": "references",
    "authors": "authors",
    "other": "other",
}

_SHORT = 300
"""Characters: no line of a title, of authors or of their places of work is longer; abstracts are."""
_LONGEST_ABSTRACT = 4500
"""Characters after which text under the heading of an abstract is the body of a paper without headings."""
_LONGEST_FRONT = 6000
"""Characters that title, authors and an abstract without a heading may take together."""
_FRONT_BLOCKS = 14
"""Blocks that title and authors may take before an abstract inside a paper."""
_ENTRY = re.compile(r"\W*\[?\d{1,3}[\].)]|.*(?:\b(?:19|20)\d\d\b.*\b(?:pp?|с|б|№|no|vol)\b\.?|//)", re.IGNORECASE)


_TOWN = re.compile(r",\s+(?:г\.|қ\.)?\s*[^\W\d_a-zа-яёәғқңөұүһі]")
_TITLE_SIZE = 0.85
"""A line this much smaller than the largest before an abstract is the name of a rubric or a journal, not the title."""
_WORDS_TOLD = 12
_WORDS_A_COMMA = 9
"""Sentences have so many words at least, and a comma every so many at most."""
_WORDS_OF_SENTENCE = 5
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?…]\s+")
_SHORT_AFFILIATION = 6
"""Words of a place of work that stands alone on its line."""


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
    abstract: bool = False
    """Does it stand between the heading of an abstract and its keywords?"""


def pieces_of(text: str, blocks: Sequence[Block]) -> list[Piece]:
    """The kind of every block, in order; a paragraph that joins several parts gives several pieces."""
    items = _items(text, blocks)
    for item in items:
        if item.block.kind in ("table", "caption", "labels"):
            item.kind = "table" if item.block.kind == "table" else "caption"
    running = [item for item in items if item.kind is None]
    _mark_structured_abstracts(running)
    _mark_fronts(running)
    _mark_backs(running)
    _mark_running(running)
    return [_piece(item) for item in items]


def _items(text: str, blocks: Sequence[Block]) -> list[_Item]:
    items: list[_Item] = []
    for block in blocks:
        content = text[block.start : block.end]
        cuts = parts_inside(content) if block.kind == "paragraph" and len(content) < 2 * _LONGEST_ABSTRACT else []
        bounds = [0, *cuts, len(content)]
        for start, end in pairwise(bounds):
            part = content[start:end]
            mark = heading_of(part, is_heading=block.kind == "heading" or block.bold)
            items.append(_Item(block, part, block.start + start, block.start + end, mark))
    return items


def _mark_structured_abstracts(items: list[_Item]) -> None:
    """What stands between the heading of an abstract and its keywords is the abstract, whatever headings it has."""
    opened: int | None = None
    length = 0
    for i, item in enumerate(items):
        part = item.mark.part if item.mark else None
        length += len(item.text)
        if part == "keywords" and opened is not None and length < _LONGEST_ABSTRACT:
            for inside in items[opened + 1 : i]:
                inside.mark = None if inside.mark and inside.mark.part in ("body", "conclusion") else inside.mark
                inside.abstract = inside.block.kind != "footnote"
        if part in ("abstract", "keywords", "references"):
            opened, length = (i if part == "abstract" else None), len(item.text)


def _mark_fronts(items: list[_Item]) -> None:
    """Title and authors before each abstract, or before keywords, where the abstract before them has no heading."""
    done = 0
    """After the last keywords or abstract: where the next title may begin."""
    clear = True
    """Has no other part of the paper begun since?"""
    abstract_open = False
    first_mark = len(items)
    for i, item in enumerate(items):
        part = item.mark.part if item.mark else None
        if part in ("body", "conclusion", "references"):
            clear, abstract_open = False, False
        if part not in ("abstract", "keywords"):
            continue
        if part == "abstract" or not abstract_open:
            first_mark = min(first_mark, i)
            _mark_front(items[_front_start(items, done, i, clear=clear) : i])
        done, clear, abstract_open = i + 1, True, part == "abstract"
    if not any(item.kind for item in items[:first_mark]):
        _mark_opening(items, first_mark)


def _front_start(items: list[_Item], low: int, end: int, *, clear: bool) -> int:
    """The first block of the title, authors and unheaded abstract that end before block `end`."""
    if clear and sum(len(item.text) for item in items[low:end]) < _LONGEST_FRONT:
        return low
    start = end
    while start > max(low, end - _FRONT_BLOCKS):
        item = items[start - 1]
        line = is_code(item.text) or _lists_people(item.text) or item.block.kind == "heading"
        if item.mark is not None and item.mark.part not in ("other", "authors"):
            break
        if len(item.text) > _SHORT or not (line or not item.text.rstrip().endswith((".", ";", ":"))):
            break
        if item.block.kind != "heading" and not names_institution(item.text) and _ENTRY.match(item.text):
            break
        start -= 1
    return start


def _mark_front(items: list[_Item]) -> None:
    """Titles, authors and codes among the blocks before an abstract; a long one there is an abstract itself."""
    titled = False
    previous: SectionKind | None = None
    largest = max((item.block.size or 0.0 for item in items if not names_people(item.text)), default=0.0)
    for item in items:
        if is_code(item.text) or (item.mark and item.mark.part == "other"):
            item.kind = "other"
        elif _is_authors(item, titled=titled, previous=previous):
            item.kind = "authors"
        elif len(item.text) > _SHORT or (previous == "abstract" and item.block.kind == "paragraph"):
            item.kind = "abstract"
        elif item.block.kind == "footnote":
            item.kind = "authors" if previous == "authors" else "footnote"
        elif not titled and item.block.size is not None and item.block.size < _TITLE_SIZE * largest:
            item.kind = "other"
        elif not titled or previous == "title":
            item.kind, titled = "title", True
        else:
            item.kind = "authors" if previous == "authors" else "other"
        previous = item.kind


def _is_authors(item: _Item, *, titled: bool, previous: SectionKind | None) -> bool:
    """Names or a place of work. Titles name universities too, but neither towns after commas nor marks before."""
    text = item.text
    if names_people(text):
        return True
    if not _lists_people(text):
        return False
    if titled or "@" in text or not text[0].isalpha():
        return True
    after_names = previous == "authors"
    if item.block.kind == "heading" or text.isupper():
        return after_names and not text.isupper() and _TOWN.search(text) is not None
    return _TOWN.search(text) is not None or (after_names and len(text.split()) <= _SHORT_AFFILIATION)


def _lists_people(text: str) -> bool:
    """Names, degrees, places of work: in a long block with an address or a comma every few words, as in no abstract."""
    if not names_institution(text):
        return names_people(text)
    if _is_told(text):
        return False
    return len(text) <= _SHORT or "@" in text or text.count(",") * 30 > len(text)


def _is_told(text: str) -> bool:
    """A sentence about doctors or schools: it ends with a full stop, has few commas and few names."""
    words = text.split()
    if len(words) < _WORDS_TOLD or "@" in text or not text.rstrip().endswith("."):
        return False
    named = sum(word[:1].isupper() and not before.endswith(".") for before, word in pairwise(words))
    return _WORDS_A_COMMA * text.count(",") < len(words) and 5 * named < len(words)


def _is_prose(text: str) -> bool:
    """A sentence about doctors or schools, or several sentences with few names: a paragraph, and no place of work."""
    if _is_told(text):
        return True
    words = text.split()
    named = sum(word[:1].isupper() and not before.endswith((".", "!", "?")) for before, word in pairwise(words))
    sentences = [one for one in _SENTENCE_END.split(text) if len(one.split()) >= _WORDS_OF_SENTENCE]
    told = len(sentences) > 1 and "@" not in text and text.rstrip().endswith((".", "!", "?", "…"))
    return told and 5 * named < len(words)


def _mark_backs(items: list[_Item]) -> None:
    """Titles and authors in other languages that journals print after the reference list."""
    listed = back = False
    previous: SectionKind | None = None
    for i, item in enumerate(items):
        if item.mark is not None:
            listed, back = item.mark.part == "references", False
        if not listed or item.kind is not None or item.mark is not None:
            continue
        plain = len(item.text) <= _SHORT and not _ENTRY.match(item.text)
        capitals = item.text.isupper() and len(item.text.split()) > 3
        followed = any(names_institution(after.text) or after.text.isupper() for after in items[i + 1 : i + 3])
        if (
            plain
            and followed
            and (capitals or (back and item.block.kind == "heading" and not _lists_people(item.text)))
        ):
            item.kind = previous = "title"
            back = True
        elif back and (_lists_people(item.text) or previous == "authors"):
            item.kind = previous = "authors"


def _mark_opening(items: list[_Item], end: int) -> None:
    """The first blocks of a paper without an abstract: title and authors, when more than they follows."""
    if sum(len(item.text) for item in items) < _SHORT or len(items) < 3:
        return
    front = 0
    while front < min(end, len(items), _FRONT_BLOCKS):
        item = items[front]
        line = item.block.kind == "heading" or not item.text.rstrip().endswith((".", ";", ":", ","))
        place = front > 0 and names_institution(item.text) and not _is_prose(item.text)
        known = is_code(item.text) or names_people(item.text) or place
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
        if item.block.kind == "footnote" and (item.mark is None or item.mark.part in ("authors", "other")):
            item.kind = item.kind or ("other" if item.mark and item.mark.part == "other" else "footnote")
            continue
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
        if item.abstract:
            item.kind = "abstract"
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
    mark = item.mark if item.block.kind not in ("table", "caption", "labels") else None
    if mark is not None and kind not in ("title", "references", "footnote"):
        heading = item.text[: mark.end].strip(" \t\n.:;–—-*_#")
        return Piece(item.start, item.end, kind, heading, mark.languages, opens=True)
    if mark is not None and kind == "references" and mark.part == "references":
        heading = item.text[: mark.end].strip(" \t\n.:;–—-*_#")
        return Piece(item.start, item.end, kind, heading, mark.languages, opens=True)
    if item.block.kind == "heading" and kind == "body":
        return Piece(item.start, item.end, kind, item.text.strip(), opens=True)
    return Piece(item.start, item.end, kind, opens=item.block.kind == "table")

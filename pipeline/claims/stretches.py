"""The parts of a paper that are read on their own: a paragraph, heading or caption of one language, or a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.languages.headings import heading_of
from pipeline.layout.kinds import is_note
from pipeline.manuscript import Block, Manuscript
from schemas import Lang, Section, SectionKind

_OPENING = 80
"""Characters in which a note says that it is one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """text[start:end] of one block and one section. `follows`: it goes on with the paragraph or list before it.

    `concluding`: it is the body's and stands under the heading of a conclusion. `labels`: the words inside a drawing,
    which name its bars and slices and tell nothing by themselves. `aside`: a caption, a note or such labels; where it
    stands is the printer's choice, so the paragraph after it goes on with the one before it.
    """

    start: int
    end: int
    kind: SectionKind
    lang: Lang
    heading: bool = False
    follows: bool = False
    table: int | None = None
    concluding: bool = False
    labels: bool = False
    aside: bool = False


def stretches(manuscript: Manuscript, sections: Sequence[Section]) -> Iterator[Stretch]:
    """All stretches in order but those of the reference list."""
    text = manuscript.text
    before: Stretch | None = None
    for block, section in _overlaps(manuscript.blocks, sections):
        start, end = max(block.start, section.start), min(block.end, section.end)
        if section.kind == "references" or not text[start:end].strip():
            continue
        if block.kind == "table":
            yield Stretch(start, end, "table", section.lang, table=block.table)
            continue
        follows = before is not None and not before.heading and _goes_on(text, before, start, end)
        lang = _of_list(text[start:end], before, section.lang) if follows else section.lang
        stretch = Stretch(
            start, end, section.kind, lang, block.kind == "heading", follows,
            concluding=_is_conclusion(section), labels=block.kind == "labels",
            aside=block.kind in ("caption", "labels", "footnote") or is_note(text[start : start + _OPENING]),
        )  # fmt: skip
        before = before if stretch.aside else stretch
        yield stretch


def _is_conclusion(section: Section) -> bool:
    heading = heading_of(section.heading, is_heading=True) if section.kind == "body" and section.heading else None
    return heading is not None and heading.part == "conclusion"


_CYRILLIC = ("kk", "ru")
_FEW = 5
_KAZAKH = frozenset("әіңғүұқөһ")


def _of_list(text: str, before: Stretch | None, lang: Lang) -> Lang:
    """The language of an item of few words is that of the list: "2) Китай – 12,4 тыс." is Russian after "1) Россия"."""
    if before is None or before.lang == lang or not {before.lang, lang} <= {*_CYRILLIC}:
        return lang
    words = [word for word in text.split() if any(c.isalpha() for c in word)]
    told = before.lang == "ru" and not _KAZAKH.isdisjoint(text.casefold())
    return lang if told or len(words) > _FEW else before.lang


def _goes_on(text: str, before: Stretch, start: int, end: int) -> bool:
    """A list goes on after its lead and its items; a paragraph that was cut goes on with a small letter."""
    last = text[before.start : before.end].rstrip()[-1:]
    first = text[start:end].lstrip()[:1]
    return last in ":;,–-" or first.islower() or first in "-–—•*·▪" or last not in '.!?…»”)"'


def _overlaps(blocks: Sequence[Block], sections: Sequence[Section]) -> Iterator[tuple[Block, Section]]:
    at = 0
    for block in blocks:
        while at < len(sections) and sections[at].end <= block.start:
            at += 1
        here = at
        while here < len(sections) and sections[here].start < block.end:
            yield block, sections[here]
            here += 1

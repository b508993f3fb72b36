"""Sections: stretches of one kind and one language that tile the text and the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pipeline.languages.decoding import Unit, decode, has_words, sentences
from pipeline.languages.section_kinds import Piece, pieces_of
from pipeline.manuscript import Manuscript
from schemas import Section
from schemas.claim import Lang

_ONE_LANGUAGE = frozenset({"table", "caption", "footnote", "keywords", "title", "authors", "references"})
"""Kinds whose blocks are not cut into sentences: a table, an entry or a line of names is in one language."""


@dataclass(slots=True)
class _Stretch:
    """Consecutive units of one section."""

    piece: Piece
    lang: str
    start: int
    end: int
    heading: str | None


def find_sections(manuscript: Manuscript) -> tuple[Section, ...]:
    """The sections of a paper, in order. They tile the text; their source ranges tile a text file (null in a PDF).

    Never empty: an empty text has one empty section.
    """
    text = manuscript.text
    pieces = pieces_of(text, manuscript.blocks) or [Piece(0, len(text), "body")]
    units, owners = _units(text, pieces)
    languages = decode(text, units)
    stretches = _stretches(text, units, [pieces[i] for i in owners], languages)
    cuts = [0, *(stretch.start for stretch in stretches[1:]), len(text)]
    sources = _source_cuts(manuscript, stretches) if manuscript.source_length is not None else None
    return tuple(
        Section(
            section_id=f"s{i + 1}",
            kind=stretch.piece.kind,
            lang=cast(Lang, stretch.lang),
            heading=stretch.heading,
            start=cuts[i],
            end=cuts[i + 1],
            source_start=sources[i] if sources else None,
            source_end=sources[i + 1] if sources else None,
        )
        for i, stretch in enumerate(stretches)
    )


def _units(text: str, pieces: Sequence[Piece]) -> tuple[list[Unit], list[int]]:
    """The units of all pieces, and the index of each one's piece. Pieces without text of their own give one each."""
    units: list[Unit] = []
    owners: list[int] = []
    part = 0
    for i, piece in enumerate(pieces):
        previous = pieces[i - 1] if i else None
        new_kind = previous is not None and previous.kind != piece.kind
        if piece.opens or piece.heading or new_kind or piece.kind in ("title", "references"):
            part += 1
        content = text[piece.start : piece.end]
        spans = [(0, len(content))] if piece.kind in _ONE_LANGUAGE else list(sentences(content))
        for n, (start, end) in enumerate(spans):
            languages = piece.languages if n == 0 else frozenset[str]()
            units.append(Unit(piece.start + start, piece.start + end, i, part, languages, piece.kind))
            owners.append(i)
    return units, owners


def _stretches(text: str, units: Sequence[Unit], pieces: Sequence[Piece], languages: Sequence[str]) -> list[_Stretch]:
    """Neighbouring units of one kind and language, put together; headings and tables begin new ones."""
    found: list[_Stretch] = []
    for unit, piece, lang in zip(units, pieces, languages, strict=True):
        last = found[-1] if found else None
        opens = piece.opens and unit.start == piece.start
        if last is None or opens or last.piece.kind != piece.kind or last.lang != lang:
            heading = piece.heading if unit.start == piece.start else None
            found.append(_Stretch(piece, lang, unit.start, unit.end, heading))
        else:
            last.end = unit.end
    for stretch in found:
        if stretch.piece.kind in ("other", "footnote", "table") and not has_words(text[stretch.start : stretch.end]):
            stretch.lang = "und"
    return found


def _source_cuts(manuscript: Manuscript, stretches: Sequence[_Stretch]) -> list[int]:
    """Where the sections begin in the file, and its length; furniture and marks go to the section before them.

    What interrupts a paragraph (a table, a footnote) stands after it in the text and inside it in the file. The rest
    of the paragraph then goes to the section after the interruption when that is of the same kind and language;
    otherwise the smaller of the two, interruption or rest, loses its place in the file's tiling.
    """
    length = manuscript.source_length or 0
    spans = _source_spans(manuscript, stretches)
    found = [0]
    i = 1
    while i < len(stretches):
        end = spans[i - 1][1]
        last = i
        while last < len(stretches) and spans[last][1] < end:
            last += 1  # stretches[i:last] interrupt the one before
        if last > i:
            follower = stretches[last] if last < len(stretches) else stretches[i - 1]
            rest, inside = end - spans[last - 1][1], spans[last - 1][1] - spans[i][0]
            same = _alike(follower, stretches[i - 1])
            whole = not same and rest > inside
            found += [end if whole else max(found[-1], spans[n][0]) for n in range(i, last)]
            if last < len(stretches):
                found.append(max(spans[last][0], found[-1]) if whole else spans[last - 1][1])
            i = last + 1
        else:
            found.append(spans[i][0])
            i += 1
    for n in range(1, len(found)):
        found[n] = min(max(found[n], found[n - 1]), length)
    return [*found, length]


def _alike(a: _Stretch, b: _Stretch) -> bool:
    return a.piece.kind == b.piece.kind and a.lang == b.lang


def _source_spans(manuscript: Manuscript, stretches: Sequence[_Stretch]) -> list[tuple[int, int]]:
    """Where each stretch stands in the file; at the end of the one before, when all of it was inserted."""
    spans: list[tuple[int, int]] = []
    for stretch in stretches:
        before = spans[-1][1] if spans else 0
        spans.append(manuscript.content.source_span(stretch.start, stretch.end) or (before, before))
    return spans

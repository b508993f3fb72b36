"""The reference list, parsed into entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.bibliography.twins import counts_up, first_of_twins
from pipeline.manuscript import Block, Manuscript
from schemas import Reference, Section

DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>«»]{1,200}")
_LABEL = re.compile(r"(?:[-–—•*]\s*)?(?:\[(\d{1,3})\]\.?|(\d{1,3})[.)])\s*(?=\S)")
_BARE_LABEL = re.compile(r"(\d{1,3})\s+(?=[^\W\d_a-zа-яёәғқңөұүһі])")
"""A number with neither point nor bracket, as many journals print it: "7 Kim S. Lakes"."""
_BULLET = re.compile(r"[-–—•*]\s+")
_LABEL_INSIDE = re.compile(r"\s(?:\[(\d{1,3})\]\.?|(\d{1,3})[.)])\s+(?=[^\W\d_a-zа-яёәғқңөұүһі])")
_GOES_ON = re.compile(r"[a-zа-яёәғқңөұүһі]|https?:|www\.|doi\b", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    """One entry on its way to a record: its place without label and bullet."""

    start: int
    end: int
    label: str | None
    bullet: bool


def find_references(manuscript: Manuscript, sections: Sequence[Section]) -> tuple[Reference, ...]:
    """The entries of all reference lists, in order: [1], 1., bulleted or one a paragraph.

    An entry whose number a converter lost gets the number of its place, when the numbers that are left agree with it.
    """
    found: list[Reference] = []
    for entries in _lists(manuscript, sections):
        labels = _labels(entries)
        for entry, label in zip(entries, labels, strict=True):
            text = manuscript.text[entry.start : entry.end]
            found.append(
                Reference(
                    ref_id=f"r{len(found) + 1}",
                    label=label,
                    text=text,
                    start=entry.start,
                    end=entry.end,
                    doi=find_doi(text),
                )
            )
    return _with_dois(found)


def _with_dois(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """An entry without a DOI has that of its transliteration."""
    first = first_of_twins(references)
    known: dict[str, str] = {}
    for reference in references:
        if reference.doi:
            known.setdefault(first[reference.ref_id], reference.doi)
    return tuple(
        r if r.doi or first[r.ref_id] not in known else r.model_copy(update={"doi": known[first[r.ref_id]]})
        for r in references
    )


def find_doi(text: str) -> str | None:
    """The first DOI in a text, in small letters and without the punctuation after it."""
    match = DOI.search(text)
    if match is None:
        return None
    doi = match.group().rstrip(".,;:'’”")
    while doi.endswith((")", "]")) and doi.count(doi[-1]) > doi.count("(" if doi[-1] == ")" else "["):
        doi = doi[:-1].rstrip(".,;")
    return doi.lower()


def _lists(manuscript: Manuscript, sections: Sequence[Section]) -> Iterator[list[_Entry]]:
    """The entries of each reference list; a heading begins a new one."""
    runs: list[tuple[int, int]] = []
    for section in sections:
        if section.kind != "references":
            continue
        start = section.start + _heading_length(manuscript.text[section.start : section.end], section.heading)
        if runs and section.heading is None and runs[-1][1] == section.start:
            runs[-1] = (runs[-1][0], section.end)
        else:
            runs.append((start, section.end))
    at = 0
    blocks = manuscript.blocks
    for start, end in runs:
        while at < len(blocks) and blocks[at].end <= start:
            at += 1
        inside = at
        while inside < len(blocks) and blocks[inside].start < end:
            inside += 1
        entries = _entries(manuscript.text, blocks[at:inside], start, end)
        at = inside
        if entries:
            yield entries


def _heading_length(text: str, heading: str | None) -> int:
    if not heading:
        return 0
    place = text.find(heading)
    if place < 0:
        return 0
    rest = text[place + len(heading) :]
    return place + len(heading) + len(rest) - len(rest.lstrip(" \t\n.:;–—-*_#"))


def _entries(text: str, blocks: Sequence[Block], low: int, high: int) -> list[_Entry]:
    entries: list[_Entry] = []
    spans = [(max(b.start, low), min(b.end, high)) for b in blocks if b.kind not in ("table", "caption")]
    bare = [_BARE_LABEL.match(text, start, end) for start, end in spans]
    counted = counts_up([int(match[1]) if match else None for match in bare])
    for start, end in spans:
        for first, last in _split(text, start, end):
            entry = _entry(text, first, last, bare=counted)
            if entry is None:
                continue
            unmarked = entry.label is None and not entry.bullet
            if entries and unmarked and _continues(text, entries[-1], entry):
                entries[-1].end = entry.end
            else:
                entries.append(entry)
    return entries


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The entries that a converter put into one paragraph: only where their numbers count up."""
    first = _LABEL.match(text, start, end)
    cuts = [start]
    if first:
        number = int(first[1] or first[2])
        for match in _LABEL_INSIDE.finditer(text, first.end(), end):
            if int(match[1] or match[2]) == number + 1:
                cuts.append(match.start() + 1)
                number += 1
    yield from pairwise([*cuts, end])


def _entry(text: str, start: int, end: int, *, bare: bool) -> _Entry | None:
    """The entry at start..end; `bare`: the numbers of this list stand without a point."""
    label = _LABEL.match(text, start, end)
    bare_label = _BARE_LABEL.match(text, start, end) if bare and not label else None
    bullet = _BULLET.match(text, start, end)
    marked = label or bare_label or bullet
    begin = marked.end() if marked else start
    number = (label[1] or label[2]) if label else bare_label[1] if bare_label else None
    content = text[begin:end]
    begin += len(content) - len(content.lstrip())
    end = begin + len(content.strip())
    if begin >= end or not re.search(r"[^\W\d_]", content):
        return None
    return _Entry(begin, end, number, bullet is not None)


def _continues(text: str, before: _Entry, entry: _Entry) -> bool:
    """Is an unmarked paragraph the rest of the entry before it?"""
    if before.label is not None and not text[entry.start].isupper():
        return True
    return _GOES_ON.match(text, entry.start) is not None and not text[entry.start].isupper()


def _labels(entries: Sequence[_Entry]) -> list[str | None]:
    """The labels; by position where some are lost and the others agree with their positions."""
    known = [(i + 1, entry.label) for i, entry in enumerate(entries) if entry.label is not None]
    by_place = known and len(known) < len(entries) and all(label == str(place) for place, label in known)
    if by_place:
        return [str(i + 1) for i in range(len(entries))]
    return [entry.label for entry in entries]

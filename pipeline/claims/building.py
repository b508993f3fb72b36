"""From a manuscript to its claims: stretch by stretch, sentence by sentence, cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.claims.citations import find_sources
from pipeline.claims.context import Context, over
from pipeline.claims.coverage import Span, cover
from pipeline.claims.identity import Identities
from pipeline.claims.place_names import WORLD
from pipeline.claims.prose_claims import Draft, cite, draft_claims, heading_context
from pipeline.claims.readable import Readable, readable
from pipeline.claims.scene import read_scene
from pipeline.claims.sentences import split_sentences
from pipeline.claims.stretches import Stretch, stretches
from pipeline.claims.table_claims import CellDraft, caption_context, draft_cells
from pipeline.claims.vocabulary import Vocabulary
from pipeline.claims.weight import speeches, weight_of
from pipeline.manuscript import Manuscript
from pipeline.numbers.reading import NumberReading, read_numbers
from schemas import (
    Cell,
    CellPlace,
    Claim,
    Coverage,
    FoundQuantity,
    Location,
    Reference,
    Section,
    Table,
    Unread,
    UnreadReason,
)

_HOME = 3
_NO_CLAIMS = ("authors", "keywords")
"""Sections whose numbers are codes, marks and addresses."""


_NUMBERED_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\s+[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][^\d.!?;]{2,80}")
"""A line that begins with a number and a capital and ends without a full stop."""
_RATE = re.compile(r" per 10+ ")
_BASE = re.compile(r"(?<![\d.,])10{0,6}(?:[ \u00a0,.]000)*(?![\d.,]*\d)")
_FAR = 60
"""A rate and its base stand at most so far from each other."""

_WORD = re.compile(r"[^\W\d_]{3}")
"""Digits without a word are the axis of a chart or the rest of a table, and say nothing."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the claims take from the paper as a whole."""

    paper_id: str
    sha256: str
    year: int | None = None
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """All claims of a paper, the numbers that are none, and how many digits went where."""

    claims: tuple[Claim, ...]
    unread: tuple[Unread, ...]
    coverage: Coverage


@dataclass(slots=True)
class _Work:
    manuscript: Manuscript
    paper: PaperFacts
    vocabulary: Vocabulary
    identities: Identities
    people: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    claims: list[Claim] = field(default_factory=list)

    def home(self) -> str | None:
        """The country whose people were named most so far: at least thrice, and in most of the cases."""
        best = self.people.most_common(1)
        return best[0][0] if best and best[0][1] >= _HOME and best[0][1] * 2 > self.people.total() else None

    def country(self) -> str | None:
        """The country named most so far, its regions counted with it; none where two are named as often."""
        best = [*self.countries.most_common(2), ("", 0), ("", 0)]
        return best[0][0] if best[0][1] > best[1][1] else None

    unread: list[Unread] = field(default_factory=list)


def build_claims(
    manuscript: Manuscript,
    sections: Sequence[Section],
    tables: Sequence[Table],
    *,
    paper: PaperFacts,
    vocabulary: Vocabulary,
) -> ClaimSet:
    """The claims of a paper outside its reference list, in the order of the text, tables where they stand."""
    work = _Work(manuscript, paper, vocabulary, Identities(paper.sha256))
    heading, near = Context(), Context()
    for stretch in stretches(manuscript, sections):
        if stretch.table is not None:
            if stretch.table < len(tables):
                table = tables[stretch.table]
                _read_table(work, table, stretch, heading if table.caption else over(near, heading))
            continue
        if not stretch.follows:
            near = Context()
        left = _read_stretch(work, stretch, over(near, heading))
        if stretch.heading:
            heading, near = _heading_context(work, stretch), Context()
        else:
            near, heading = left, replace(heading, origins=left.origins)
    table_spans = [(b.start, b.end) for b in manuscript.blocks if b.kind == "table"]
    unread, coverage = cover(manuscript.text, sections, work.claims, table_spans, work.unread)
    return ClaimSet(tuple(work.claims), _with_pages(manuscript, unread), coverage)


def _read_stretch(work: _Work, stretch: Stretch, context: Context) -> Context:
    """Claims of one paragraph; returns what it leaves for the next."""
    words = _words(work, stretch)
    numbers = _uncited(work, stretch, words, read_numbers(words.text, lang=words.lang))
    numbers = _unnumbered(work, stretch, words, numbers)
    _note_others(work, stretch, words, numbers)
    _note_bases(work, stretch, words, numbers)
    if stretch.kind in _NO_CLAIMS or not _WORD.search(words.text):
        _note_all(work, stretch, words, numbers)
        return context
    spans = _around_numbers(split_sentences(words.text, words.lang), numbers)
    scenes = [
        read_scene(words.text[start:end], words.lang, _within(numbers, start, end), work.vocabulary)
        for start, end in spans
    ]
    spoken = speeches(words.text, words.lang)
    for scene in scenes:
        work.people.update(p.code for p in scene.places if p.role == "origin" and p.code != WORLD)
        work.countries.update(p.code[:2] for p in scene.places if p.form in ("name", "adjective") and len(p.code) != 3)
    context = replace(context, home=work.home(), country=work.country())
    for i, (scene, span) in enumerate(zip(scenes, spans, strict=True)):
        if scene.quantities and not _WORD.search(scene.text):
            for found in scene.quantities:  # the ticks of a chart, set as lines of a paragraph
                _note(work, stretch, words.span(span[0] + found.start, span[0] + found.end), "note")
            continue
        drafts, context = draft_claims(scene, context, work.vocabulary)
        for draft in cite(drafts, scene, scenes[i + 1 :], work.paper.references):
            at = span[0] + draft.found.start
            inside = any(s <= at < e for s, e in spoken)
            weight = weight_of(draft.found, draft.kind, words.lang, inside)
            number = words.span(at, span[0] + draft.found.end)
            work.claims.append(_prose_claim(work, stretch, (words.span(*span), number), draft, weight))
    return context


def _words(work: _Work, stretch: Stretch) -> Readable:
    return readable(work.manuscript.text[stretch.start : stretch.end], stretch.lang)


def _heading_context(work: _Work, stretch: Stretch) -> Context:
    """What a heading says holds for the paragraphs under it, whatever stood above it."""
    words = _words(work, stretch)
    return heading_context(read_scene(words.text, words.lang, NumberReading((), (), ()), work.vocabulary))


def _uncited(work: _Work, stretch: Stretch, words: Readable, numbers: NumberReading) -> NumberReading:
    """The reading without the numbers inside a citation's brackets: the page in "(Author et al., 2020: 29)"."""
    cited = [s for s in find_sources(words.text, words.lang) if s.bracket]
    kept: list[FoundQuantity] = []
    at = 0
    for quantity in numbers.quantities:
        while at < len(cited) and cited[at].end <= quantity.start:
            at += 1
        if at < len(cited) and cited[at].start <= quantity.start:
            _note(work, stretch, words.span(quantity.start, quantity.end), "citation")
        else:
            kept.append(quantity)
    return NumberReading(tuple(kept), numbers.periods, numbers.others)


def _unnumbered(work: _Work, stretch: Stretch, words: Readable, numbers: NumberReading) -> NumberReading:
    """The reading without the number of a heading that stands alone: "2 Data and methods"."""
    if not numbers.quantities or not _NUMBERED_HEADING.fullmatch(words.text.strip()):
        return numbers
    first = numbers.quantities[0]
    if words.text[: first.start].strip():
        return numbers
    _note(work, stretch, words.span(first.start, first.end), "section number")
    return NumberReading(numbers.quantities[1:], numbers.periods, numbers.others)


def _prose_claim(
    work: _Work, stretch: Stretch, spans: tuple[Span, Span], draft: Draft, weight: Literal["normal", "low"]
) -> Claim:
    """A claim of running text; `spans`: its quote and its number in the stretch."""
    (quote_start, quote_end), (start, end) = ((stretch.start + a, stretch.start + b) for a, b in spans)
    quote = work.manuscript.text[quote_start:quote_end]
    surface = work.manuscript.text[start:end]
    page, box = work.manuscript.on_page(start, end)
    source_start, source_end = work.manuscript.in_file(start, end)
    return Claim(
        claim_id=work.identities.of(quote, surface),
        paper_id=work.paper.paper_id,
        origin="prose",
        lang=stretch.lang,
        section_kind=stretch.kind,
        quote=quote,
        surface=surface,
        location=Location(
            start=start, end=end, quote_start=quote_start, quote_end=quote_end, page=page, bbox=box,
            source_start=source_start, source_end=source_end,
        ),
        weight=weight,
        confidence=work.manuscript.confidence(start, end),
        **_said(draft),
    )  # fmt: skip


def _said(draft: Draft) -> dict[str, object]:
    names = ("quantity", "kind", "topic", "label", "places", "period", "as_of", "status", "inherited", "whole", "cited")
    return {name: getattr(draft, name) for name in names}


def _read_table(work: _Work, table: Table, stretch: Stretch, heading: Context) -> None:
    context = caption_context(table, replace(heading, home=work.home(), country=work.country()), work.vocabulary)
    assert stretch.table is not None
    places = work.manuscript.cell_spans[stretch.table] if stretch.table < len(work.manuscript.cell_spans) else {}
    cells = {(c.row, c.col): c for c in table.cells}
    for cell in draft_cells(table, context, work.vocabulary):
        work.claims.append(_table_claim(work, table, cells, stretch, cell, places.get((cell.row, cell.col))))


def _table_claim(
    work: _Work, table: Table, cells: Mapping[Span, Cell], stretch: Stretch, cell: CellDraft, place: Span | None
) -> Claim:
    surface = table.rows[cell.row][cell.col][cell.start : cell.end]
    start, end = (place[0] + cell.start, place[0] + cell.end) if place is not None else (None, None)
    if start is not None and work.manuscript.text[start:end] != surface:
        start = end = None
    page, box, source = _seen(work.manuscript, cells, cell, start, end)
    named = table.caption or table.table_id.rsplit("-", 1)[-1]
    return Claim(
        claim_id=work.identities.of(named, cell.label, " › ".join(cell.header), surface),
        paper_id=work.paper.paper_id,
        origin="table",
        lang=stretch.lang,
        section_kind="table",
        quote=cell.quote,
        surface=surface,
        location=Location(
            start=start, end=end, page=page, bbox=box, source_start=source[0], source_end=source[1],
            cell=CellPlace(table_id=table.table_id, row=cell.row, col=cell.col),
        ),
        confidence=work.manuscript.confidence(start, end) if start is not None and end is not None else 1.0,
        **_said(cell.draft),
    )  # fmt: skip


def _seen(
    manuscript: Manuscript, cells: Mapping[Span, Cell], cell: CellDraft, start: int | None, end: int | None
) -> tuple[int | None, tuple[float, float, float, float] | None, tuple[int | None, int | None]]:
    """Page and box of the cell's number (else of the cell), and its span in a text file."""
    found = cells.get((cell.row, cell.col))
    if start is None or end is None:
        return (found.page, found.bbox, (None, None)) if found else (None, None, (None, None))
    page, box = manuscript.on_page(start, end)
    if page is None and found is not None:
        page, box = found.page, found.bbox
    return page, box, manuscript.in_file(start, end)


def _around_numbers(spans: Sequence[Span], numbers: NumberReading) -> list[Span]:
    """The sentences, joined where a number runs over their border."""
    borders = [(n.start, n.end) for part in (numbers.quantities, numbers.periods, numbers.others) for n in part]
    crossing = sorted(borders)
    joined: list[Span] = []
    at = 0
    for start, end in spans:
        while at < len(crossing) and crossing[at][1] <= start:
            at += 1
        if joined and at < len(crossing) and crossing[at][0] < start and crossing[at][0] >= joined[-1][0]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _within(numbers: NumberReading, start: int, end: int) -> NumberReading:
    """The numbers of one sentence, counted from its first character."""
    return NumberReading(
        tuple(
            q.model_copy(update={"start": q.start - start, "end": q.end - start})
            for q in numbers.quantities
            if start <= q.start and q.end <= end
        ),
        tuple(
            replace(p, start=p.start - start, end=p.end - start)
            for p in numbers.periods
            if start <= p.start and p.end <= end
        ),
        (),
    )


def _note_others(work: _Work, stretch: Stretch, words: Readable, numbers: NumberReading) -> None:
    for other in numbers.others:
        _note(work, stretch, words.span(other.start, other.end), other.reason)
    for period in numbers.periods:
        if any(c.isdigit() for c in words.text[period.start : period.end]):
            _note(work, stretch, words.span(period.start, period.end), "date")


def _note_bases(work: _Work, stretch: Stretch, words: Readable, numbers: NumberReading) -> None:
    """The round number of a rate ("per 100 000 people") belongs to its unit."""
    for i, quantity in enumerate(numbers.quantities):
        if quantity.unit is None or not _RATE.search(quantity.unit):
            continue
        before = numbers.quantities[i - 1].end if i else 0
        after = numbers.quantities[i + 1].start if i + 1 < len(numbers.quantities) else len(words.text)
        near = [*_BASE.finditer(words.text, quantity.end, min(after, quantity.end + _FAR))]
        near = near or [*_BASE.finditer(words.text, max(before, quantity.start - _FAR), quantity.start)][-1:]
        for base in near[:1]:
            _note(work, stretch, words.span(*base.span()), "idiom")


def _note_all(work: _Work, stretch: Stretch, words: Readable, numbers: NumberReading) -> None:
    reason: UnreadReason = "identifier" if stretch.kind in _NO_CLAIMS else "unknown"
    for quantity in numbers.quantities:
        _note(work, stretch, words.span(quantity.start, quantity.end), reason)


def _note(work: _Work, stretch: Stretch, span: Span, reason: UnreadReason) -> None:
    start, end = stretch.start + span[0], stretch.start + span[1]
    work.unread.append(Unread(surface=work.manuscript.text[start:end], reason=reason, start=start, end=end))


def _with_pages(manuscript: Manuscript, unread: Sequence[Unread]) -> tuple[Unread, ...]:
    if manuscript.glyph_places is None:
        return tuple(unread)
    return tuple(u.model_copy(update={"page": manuscript.on_page(u.start, u.end)[0]}) for u in unread)

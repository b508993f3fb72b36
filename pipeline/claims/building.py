"""From a manuscript to its claims: stretch by stretch, sentence by sentence, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.claims.citations import Bibliography
from pipeline.claims.context import Context, over
from pipeline.claims.coverage import Span, cover
from pipeline.claims.dating import dated
from pipeline.claims.drafts import Draft
from pipeline.claims.foretold import with_status_told
from pipeline.claims.identity import Identities
from pipeline.claims.model_figures import is_of_model, with_model_figures
from pipeline.claims.one_topic import with_one_topic
from pipeline.claims.passages import Lands, Passage, is_axis, lands_of, latin_alphabet, read_passage, without_charts
from pipeline.claims.place_names import plain_places
from pipeline.claims.pointing import speaks_of_region
from pipeline.claims.prose_claims import cite, draft_claims, heading_context
from pipeline.claims.readable import Readable
from pipeline.claims.scene import Scene, read_scene
from pipeline.claims.stretches import Stretch, stretches
from pipeline.claims.studied import tells_of_sample
from pipeline.claims.table_captions import caption_context, table_sources
from pipeline.claims.table_claims import CellDraft, draft_cells
from pipeline.claims.told_nowhere import with_last_places
from pipeline.claims.vocabulary import Vocabulary
from pipeline.claims.weight import speeches, weight_of
from pipeline.manuscript import Manuscript
from pipeline.numbers.reading import NumberReading
from schemas import (
    Cell,
    CellPlace,
    Claim,
    Coverage,
    Location,
    Places,
    Reference,
    Section,
    Table,
    Unread,
    UnreadReason,
)

_RATE = re.compile(r" per 10+ ")
_BASE = re.compile(r"(?<![\d.,])10{0,6}(?:[ \u00a0,.]000)*(?![\d.,]*\d)")
_FAR = 60
"""A rate and its base stand at most so far from each other."""


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
    lands: Lands
    listed: Bibliography
    sample: Places | None = None
    asked: str | None = None
    opening: bool = False
    """Whether the text has not yet come to the region that the paper is about: it opens with the country."""
    headings: int = 0
    waiting: list[int] = field(default_factory=list)
    """Which claims are told of the sample before the text says where it lies."""
    claims: list[Claim] = field(default_factory=list)
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
    laid = tuple(stretches(manuscript, sections))
    alphabet = latin_alphabet(manuscript, laid)
    read = [read_passage(manuscript, stretch, vocabulary, alphabet=alphabet) for stretch in laid]
    passages = without_charts(read)
    work = _Work(
        manuscript, paper, vocabulary, Identities(paper.sha256), lands_of(passages), Bibliography.of(paper.references)
    )
    work.opening = any(_comes_to_region(work, p.stretch, scene) for p in passages for scene in p.scenes)
    heading, near = Context(), Context()
    for passage in passages:
        stretch = passage.stretch
        if stretch.table is not None:
            if stretch.table < len(tables):
                table = tables[stretch.table]
                _read_table(work, table, stretch, heading if table.caption else over(near, heading))
            continue
        if not (stretch.follows or stretch.aside):
            near = Context()
        left = _read_passage(work, passage, _in_list(over(near, heading), stretch, passage))
        work.sample, work.asked = left.sample or work.sample, left.asked or work.asked
        if stretch.aside:
            continue
        if stretch.heading:
            _pass_heading(work, stretch)
            region = work.lands.region or near.region or heading.region
            heading, near = _heading_context(work, passage)._replace(region=region), Context()
        else:
            near, heading = left, heading._replace(origins=left.origins, region=left.region, span=left.span)
    _place_sample(work)
    table_spans = [(b.start, b.end) for b in manuscript.blocks if b.kind == "table"]
    unread, coverage = cover(manuscript.text, sections, work.claims, table_spans, work.unread)
    claims = with_status_told(dated(with_one_topic(work.claims), paper.year))
    return ClaimSet(claims, _with_pages(manuscript, unread), coverage)


_ITEM = re.compile(r"\s*(?:[-–—•*·▪■]|\(?\d{1,2}[.)]|[a-zа-я]\))\s*[^\W\d_]")
"""How an item of a list begins."""


def _in_list(context: Context, stretch: Stretch, passage: Passage) -> Context:
    """The context without what leads a list, for what is no item of one."""
    item = stretch.follows or _ITEM.match(passage.words.text) is not None
    return context if item and not stretch.heading else context._replace(lead=None)


def _read_passage(work: _Work, passage: Passage, context: Context) -> Context:
    """Claims of one paragraph; returns what it leaves for the next."""
    stretch, words, numbers = passage.stretch, passage.words, passage.numbers
    for span, reason in passage.notes:
        _note(work, stretch, span, reason)
    _note_others(work, stretch, words, numbers)
    _note_bases(work, stretch, words, numbers)
    if not passage.scenes:
        _note_all(work, stretch, words, numbers)
        return context
    spoken = speeches(words.text, words.lang)
    context = _in_lands(work, context)
    for i, (scene, span) in enumerate(zip(passage.scenes, passage.spans, strict=True)):
        context = _opened(work, stretch, scene, context)
        if is_axis(scene):
            for found in scene.quantities:
                _note(work, stretch, words.span(span[0] + found.start, span[0] + found.end), "note")
            continue
        before = context
        drafts, context = draft_claims(scene, context, work.vocabulary)
        drafts = tuple(with_last_places(scene, with_model_figures(drafts, numbers.of_models, span), before))
        for draft in cite(drafts, scene, passage.scenes[i + 1 : i + 3], work.listed):
            at = span[0] + draft.found.start
            slight = is_of_model(draft) or any(s <= at < e for s, e in spoken)
            weight = weight_of(draft.found, draft.kind, words.lang, slight)
            number = words.span(at, span[0] + draft.found.end)
            if draft.unplaced_sample:
                work.waiting.append(len(work.claims))
            work.claims.append(_prose_claim(work, stretch, (words.span(*span), number), draft, weight))
    return context


def _place_sample(work: _Work) -> None:
    """Lets the claims that were told before the paper says where its sample lies lie there."""
    if work.sample is None:
        return
    for at in work.waiting:
        claim, places = work.claims[at], plain_places(work.sample)
        inherited = tuple(sorted({*claim.inherited, "places"}))
        work.claims[at] = claim.model_copy(update={"places": places, "inherited": inherited})


def _pass_heading(work: _Work, stretch: Stretch) -> None:
    """A body opens under its first heading; under the next one it is about what the paper is about."""
    work.headings += stretch.kind == "body"
    work.opening = work.opening and work.headings < _SECOND


_SECOND = 2


def _opened(work: _Work, stretch: Stretch, scene: Scene, context: Context) -> Context:
    """The context of a sentence of a paper on a region: its body is about the country until it comes to the region."""
    region = work.lands.subject
    if not work.opening or stretch.kind != "body":
        return context
    work.opening = not _comes_to_region(work, stretch, scene)
    if not work.opening:
        return context._replace(subject=region)
    return context._replace(subject=work.lands.country, area=None if context.area == region else context.area)


def _comes_to_region(work: _Work, stretch: Stretch, scene: Scene) -> bool:
    """Whether a sentence of the body speaks of the region that the paper is about, or of its sample."""
    region, country = work.lands.subject, work.lands.country
    if stretch.kind != "body" or region is None or country is None or not region.startswith(f"{country}-"):
        return False
    return speaks_of_region(scene, country) or tells_of_sample(scene)


def _in_lands(work: _Work, context: Context) -> Context:
    lands = work.lands
    return context._replace(
        home=lands.home,
        country=lands.country,
        subject=lands.subject,
        abroad=lands.abroad,
        route=lands.route,
        sample=work.sample,
        asked=work.asked,
        surveyed=lands.surveyed,
        region=context.region or lands.region,
        groups=lands.groups,
    )


def _heading_context(work: _Work, passage: Passage) -> Context:
    """What a heading says holds for the paragraphs under it, whatever stood above it."""
    words = passage.words
    return heading_context(read_scene(words.text, words.lang, NumberReading((), (), ()), work.vocabulary))


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
        section_kind="conclusion" if stretch.concluding else stretch.kind,
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
    return {name: getattr(draft, name) for name in names} | {"places": plain_places(draft.places)}


def _read_table(work: _Work, table: Table, stretch: Stretch, heading: Context) -> None:
    context = caption_context(table, _in_lands(work, heading), work.vocabulary)
    assert stretch.table is not None
    places = work.manuscript.cell_spans[stretch.table] if stretch.table < len(work.manuscript.cell_spans) else {}
    cells = {(c.row, c.col): c for c in table.cells}
    sources = table_sources(table, work.listed)
    for cell in draft_cells(table, context, work.vocabulary, cited=sources):
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
    reason: UnreadReason = "note" if stretch.kind == "body" or stretch.labels else "identifier"
    for quantity in (*numbers.quantities, *numbers.of_models):
        _note(work, stretch, words.span(quantity.start, quantity.end), reason)


def _note(work: _Work, stretch: Stretch, span: Span, reason: UnreadReason) -> None:
    start, end = stretch.start + span[0], stretch.start + span[1]
    work.unread.append(Unread(surface=work.manuscript.text[start:end], reason=reason, start=start, end=end))


def _with_pages(manuscript: Manuscript, unread: Sequence[Unread]) -> tuple[Unread, ...]:
    if manuscript.glyph_places is None:
        return tuple(unread)
    return tuple(u.model_copy(update={"page": manuscript.on_page(u.start, u.end)[0]}) for u in unread)

"""Claims of tables: every numeric cell, with what its header path, row label, caption and notes say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.claims.claim_places import listing
from pipeline.claims.context import Context
from pipeline.claims.prose_claims import Draft, draft_claims
from pipeline.claims.scene import Scene, find_concepts, read_scene
from pipeline.claims.segments import Segment
from pipeline.claims.tokens import data_language, tokenise
from pipeline.claims.vocabulary import Vocabulary
from pipeline.numbers.reading import FoundPeriod, NumberReading, read_numbers
from pipeline.tables.cell_numbers import cell_number, is_figure
from schemas import FoundQuantity, Table

_MOST_LABELS = 3


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A claim of one cell: `start`..`end` of its surface in the cell's text, its header path and row label."""

    draft: Draft
    row: int
    col: int
    start: int
    end: int
    header: tuple[str, ...]
    label: str
    quote: str


def draft_cells(table: Table, context: Context, vocabulary: Vocabulary) -> Iterator[CellDraft]:
    """The claims of a table, row by row. `context`: what the caption and the heading say."""
    labels = _label_columns(table)
    covered = {(c.row, c.col) for c in table.cells}
    for r in range(table.header_rows, len(table.rows)):
        label = " ".join(table.rows[r][c] for c in sorted(labels) if table.rows[r][c]).strip()
        for c, text in enumerate(table.rows[r]):
            if c in labels or (r, c) not in covered or not any(ch.isdigit() for ch in text):
                continue
            header = tuple(part for part in (table.column_paths[c] if table.column_paths else ()) if part)
            yield from _cell(table, r, c, header, label, context, vocabulary)


def caption_context(table: Table, context: Context, vocabulary: Vocabulary) -> Context:
    """What the caption leaves for the cells, over what the heading left."""
    if not table.caption:
        return context
    numbers = read_numbers(table.caption, lang=table.lang)
    scene = read_scene(table.caption, table.lang, NumberReading((), numbers.periods, numbers.others), vocabulary)
    _, left = draft_claims(scene, context, vocabulary)
    slots = {**left.slots, **{m.slot: m.code for m in scene.concepts if not m.generic}}
    bare = listing(scene) or ("host" if left.origin else None)
    return Context(slots, left.origin, left.host, left.area, bare, left.period)


def _label_columns(table: Table) -> set[int]:
    """The columns that name the rows: the first, and those after it whose cells are words; none when all are values."""
    body = table.rows[table.header_rows :]
    labels: set[int] = set()
    for c in range(min(_MOST_LABELS, len(table.rows[0]) if table.rows else 0)):
        texts = [row[c].strip() for row in body if row[c].strip()]
        figures = sum(is_figure(text) for text in texts)
        if texts and figures <= len(texts) / 2 or (c == 0 and _names_rows(texts, table)):
            labels.add(c)
        else:
            break
    return labels


def _names_rows(texts: Sequence[str], table: Table) -> bool:
    """A first column of distinct years, periods or running numbers names the rows."""
    if len(texts) != len(set(texts)) or len(table.rows[0]) < 2:
        return False
    years = sum(bool(re.match(r"(?:19|20)\d{2}\b", text)) for text in texts)
    running = sum(text == str(i + 1) for i, text in enumerate(texts))
    return years >= len(texts) * 0.6 or running >= len(texts) * 0.8


def _cell(
    table: Table, r: int, c: int, header: tuple[str, ...], label: str, context: Context, vocabulary: Vocabulary
) -> Iterator[CellDraft]:
    text = table.rows[r][c]
    lead = " › ".join([*header, label]) if label else " › ".join(header)
    lead = f"{lead}: " if lead else ""
    for found in _numbers(text, table, lead):
        shifted = found.model_copy(update={"start": found.start + len(lead), "end": found.end + len(lead)})
        scene = _scene(lead + text, len(lead), shifted, table, vocabulary)
        drafts, _ = draft_claims(scene, context, vocabulary)
        for draft in drafts:
            yield CellDraft(draft, r, c, found.start, found.end, header, label, lead + text)


def _scene(text: str, at: int, found: FoundQuantity, table: Table, vocabulary: Vocabulary) -> Scene:
    periods = tuple(p for p in _lead_periods(text[:at], table.lang) if p.period is not None)
    scene = read_scene(text, table.lang, NumberReading((found,), periods, ()), vocabulary)
    tokens = tokenise(text, table.lang)
    concepts = find_concepts(tokens, table.lang, vocabulary)
    return Scene(
        text, table.lang, tokens, (found,), periods, scene.places, concepts, (),
        (Segment(0, len(text), (0,), found.start),),
    )  # fmt: skip


def _lead_periods(lead: str, lang: str) -> Iterator[FoundPeriod]:
    """Periods of header and label; a bare year there is a year, whatever it might be in running text."""
    reading = read_numbers(lead, lang=lang)
    yield from reading.periods
    taken = [(p.start, p.end) for p in reading.periods]
    for match in re.finditer(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,]*\d)", lead):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            from schemas import Period

            yield FoundPeriod(match.start(), match.end(), Period(start=match[0], end=match[0], text=match[0]))


def _numbers(text: str, table: Table, lead: str) -> Iterator[FoundQuantity]:
    """The numbers of a cell: a cell that is one number is that number, whatever it looks like."""
    lang = data_language(table.lang)
    whole = cell_number(text, lang)
    reading = read_numbers(text, lang=table.lang)
    found: list[FoundQuantity] = list(reading.quantities)
    if whole is not None and (len(found) != 1 or found[0].value != whole):
        found = _read_plain(text, table.lang) or found
    for quantity in found:
        yield quantity.model_copy(update={"unit": quantity.unit or _unit(table, lead)})


def _read_plain(text: str, lang: str) -> list[FoundQuantity]:
    """A bare four-digit number that prose takes for a year: read with a noun behind it."""
    match = re.search(r"[-−–]?\d[\d\s.,]*", text)
    if match is None:
        return []
    surface = match[0].rstrip(" ,.\u00a0")
    noun = {"kk": " адам", "ru": " человек", "en": " people"}[data_language(lang)]
    reading = read_numbers(surface + noun, lang=lang)
    return [
        q.model_copy(
            update={
                "start": match.start(),
                "end": match.start() + len(surface),
                "surface": surface,
                "unit": None,
                "unit_surface": None,
            }
        )
        for q in reading.quantities
        if q.start == 0 and q.end == len(surface)
    ][:1]


def _unit(table: Table, lead: str) -> str | None:
    """The unit that the header, the table or the caption prints: "чел.", "%", "million tenge"."""
    for text in (lead, table.unit or "", table.caption or ""):
        unit = _unit_word(text, table.lang)
        if unit is not None:
            return unit
    return None


def _unit_word(text: str, lang: str) -> str | None:
    if "%" in text:
        return "percent"
    tail = [
        part.strip(" ().:;[]")
        for part in re.split(r"[,;(]|›", re.sub(r"\[[^\]]*\]", "", text))
        if part.strip(" ().:;[]")
    ]
    for part in reversed(tail):
        if len(part) > 30:
            continue
        found = read_numbers(f"5 {part}", lang=lang).quantities
        if found and found[0].unit_surface and found[0].unit_surface.strip(". ") == part.strip(". "):
            return found[0].unit
    return None

"""Claims of tables: every numeric cell, with what its header path, row label, caption and notes say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from pipeline.claims.claim_places import direction_of, listing
from pipeline.claims.context import Context
from pipeline.claims.place_names import WORLD
from pipeline.claims.prose_claims import Draft, draft_claims
from pipeline.claims.scene import Scene, find_concepts, read_scene
from pipeline.claims.segments import Segment
from pipeline.claims.shares import TAKEN_OVER
from pipeline.claims.tokens import data_language, tokenise
from pipeline.claims.topics import is_outgoing, label_of
from pipeline.claims.vocabulary import Vocabulary
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.reading import FoundPeriod, NumberReading, read_numbers
from pipeline.numbers.units import unit_class
from pipeline.tables.cell_numbers import cell_number, is_figure
from schemas import FoundQuantity, Period, Table

_MOST_LABELS = 3
_SHORTEST_NAME = 3
_LONGEST_UNIT = 30
_THINGS = {
    "region",
    "country",
    "city",
    "year",
    "month",
    "day",
    "university",
    "programme",
    "school",
    "college",
    "area",
    "type",
    "group",
    "language",
}
"""A header that is one of these words alone names its rows or columns, not their unit."""


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
            yield from _cell(table, (r, c), header, label, context, vocabulary)


def caption_context(table: Table, context: Context, vocabulary: Vocabulary) -> Context:
    """What the caption leaves for the cells, over what the heading left."""
    if not table.caption:
        bare = _listed_rows(table) or ("host" if context.origin else context.bare)
        return replace(context, bare=bare, period=None)
    numbers = read_numbers(table.caption, lang=table.lang)
    scene = read_scene(table.caption, table.lang, NumberReading((), numbers.periods, numbers.others), vocabulary)
    _, left = draft_claims(scene, context, vocabulary)
    slots = {**left.slots, **{m.slot: m.code for m in scene.concepts if not m.generic}}
    told: Literal["host"] | None = "host" if left.origin or is_outgoing(slots, vocabulary) else None
    named = left.origin not in (None, WORLD)  # who goes is said: "outgoing mobility of the country's students"
    bare = (told if named else None) or listing(scene) or _listed_rows(table) or told
    host = left.host or (WORLD if bare == "host" and left.origin else None)  # what the rows' total is
    return replace(left, slots=slots, bare=bare, host=host)


def _listed_rows(table: Table) -> Literal["origin", "host"] | None:
    """What the heading of the first column says of the countries under it: "Host country"."""
    text = " ".join(table.column_paths[0]) if table.column_paths else ""
    return direction_of(tokenise(text, table.lang), table.lang) if text else None


def _label_columns(table: Table) -> set[int]:
    """The columns that name the rows: the first, and those after it whose cells are words; none when all are values."""
    body = table.rows[table.header_rows :]
    labels: set[int] = set()
    for c in range(min(_MOST_LABELS, len(table.rows[0]) if table.rows else 0)):
        texts = [row[c].strip() for row in body if row[c].strip()]
        figures = sum(is_figure(text) for text in texts)
        if (texts and figures <= len(texts) / 2) or (c == 0 and _names_rows(texts, table)):
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
    table: Table, place: tuple[int, int], header: tuple[str, ...], label: str, context: Context, vocabulary: Vocabulary
) -> Iterator[CellDraft]:
    r, c = place
    text = table.rows[r][c]
    lead = " › ".join([*header, label]) if label else " › ".join(header)
    lead = f"{lead}: " if lead else ""
    for found in _numbers(text, table, lead):
        shifted = found.model_copy(update={"start": found.start + len(lead), "end": found.end + len(lead)})
        scene = _scene(lead + text, len(lead), shifted, table, vocabulary)
        drafts, _ = draft_claims(scene, context, vocabulary)
        for draft in drafts:
            draft = _by_caption(draft, context)
            draft = _distinguished(draft, scene, header, label, vocabulary)
            yield CellDraft(draft, r, c, found.start, found.end, header, label, lead + text)


def _by_caption(draft: Draft, context: Context) -> Draft:
    """The caption's period and its words on funding, level, sex … hold for every cell that has none of its own."""
    topic = dict(draft.topic)
    taken: list[str] = []
    if topic.get("population") == context.slots.get("population"):
        for slot, code in context.slots.items():
            if slot not in (*TAKEN_OVER, "measure") and slot not in topic:
                topic[slot] = code
                taken.append(slot)
    period = draft.period
    if period is None and context.period is not None:
        period, taken = context.period, [*taken, "period"]
    return replace(draft, topic=topic, period=period, inherited=tuple(sorted({*draft.inherited, *taken})))


def _distinguished(draft: Draft, scene: Scene, header: tuple[str, ...], label: str, vocabulary: Vocabulary) -> Draft:
    """Rows and columns that say neither place nor period nor a word of the vocabulary part the topics by themselves."""
    topic = dict(draft.topic)
    topic.pop("open", None)
    at = 0
    for part in header:
        _add_part(topic, "column", part, at, scene)
        at += len(part) + 3
    _add_part(topic, "row", label, at, scene)
    topic = dict(sorted(topic.items()))
    return replace(draft, topic=topic, label=label_of(topic, vocabulary))


def _add_part(topic: dict[str, str], slot: str, part: str, at: int, scene: Scene) -> None:
    end = at + len(part)
    said = [m.start for found in (scene.places, scene.periods, scene.concepts) for m in found]
    if not part or any(at <= start < end for start in said) or _unit_words(part, scene.lang) or _is_total(part, scene):
        return
    if slot == "column" and len(part) < _SHORTEST_NAME and (at > 0 or slot in topic):
        return
    words = " ".join(part.casefold().split())
    topic[slot] = f"{topic[slot]} › {words}" if slot in topic else words


def _is_total(part: str, scene: Scene) -> bool:
    word = part.casefold().strip(" .:")
    return word in knowledge(scene.base, "claims")["whole"]["totals"]


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
            yield FoundPeriod(match.start(), match.end(), Period(start=match[0], end=match[0], text=match[0]))


def _numbers(text: str, table: Table, lead: str) -> Iterator[FoundQuantity]:
    """The numbers of a cell: a cell that is one number is that number, whatever it looks like."""
    lang = data_language(table.lang)
    whole = cell_number(text, lang)
    reading = read_numbers(text, lang=table.lang)
    found: list[FoundQuantity] = list(reading.quantities)
    if whole is not None and (len(found) != 1 or found[0].value != whole):
        found = _read_plain(text, table.lang) or found
    unit, scale = _unit(table, lead)
    for quantity in found:
        if quantity.unit_surface is not None or quantity.unit == "percent":
            yield quantity
        else:
            yield _scaled(quantity, scale).model_copy(update={"unit": unit})


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


def _scaled(quantity: FoundQuantity, scale: Decimal) -> FoundQuantity:
    """The quantity times what the header says: 133,3 under "billion dollars"."""
    if scale == 1:
        return quantity

    def times(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * scale

    return quantity.model_copy(
        update={
            "value": times(quantity.value),
            "low": times(quantity.low),
            "high": times(quantity.high),
            "interval": (times(quantity.interval[0]), times(quantity.interval[1])),
            "interval_narrow": (times(quantity.interval_narrow[0]), times(quantity.interval_narrow[1])),
            "readings": tuple(value * scale for value in quantity.readings),
        }
    )


@cache
def _known_units() -> frozenset[str]:
    tables = [knowledge(lang, "units") for lang in LANGUAGES]
    return frozenset(unit for t in tables for part in ("units", "currencies") for unit in t[part])


def _is_known(unit: str) -> bool:
    """A unit of a vocabulary, or an area or volume of its lengths."""
    return unit in _known_units() or unit.removeprefix("cubic ").removeprefix("square ") in _known_units()


def _unit(table: Table, lead: str) -> tuple[str | None, Decimal]:
    """The unit and the scale that the header, the table or the caption prints: "чел.", "%", "million tenge"."""
    near = _unit_words(lead, table.lang)
    far = _unit_words(table.unit or "", table.lang) or _unit_words(table.caption or "", table.lang)
    if near is not None and far is not None and unit_class(near[0]) == unit_class(far[0]):
        return far  # "Men" under "thousand people"
    if near is not None or far is not None:
        return near or far or (None, Decimal(1))
    for part in lead.split(" › "):
        quantities = read_numbers(f"{part.strip(' :')} 5", lang=table.lang).quantities
        if quantities and quantities[-1].unit in _known_units():
            return quantities[-1].unit, Decimal(1)
    return None, Decimal(1)


@lru_cache(maxsize=4096)
def _unit_words(text: str, lang: str) -> tuple[str, Decimal] | None:
    """The last part of a header, between commas or in brackets, that is a unit and nothing else."""
    if "%" in text:
        return "percent", Decimal(1)
    for part in reversed(re.split(r"[,;()\[\]›:–—]", re.sub(r"\[[^\]]*\]", "", text))):
        words = part.strip(" .")
        if not words or len(words) > _LONGEST_UNIT or any(c.isdecimal() for c in words):
            continue
        quantities = read_numbers(f"5 {words}", lang=lang).quantities
        if len(quantities) != 1 or (value := quantities[0].value) is None or quantities[0].unit is None:
            continue
        found = quantities[0]
        whole = (found.surface + " " + (found.unit_surface or "")).replace(".", "").split()
        alone = text.strip(" .:").startswith(words) and unit_class(found.unit) in _THINGS
        if (
            found.unit is not None
            and _is_known(found.unit)
            and not alone
            and whole == f"5 {words}".replace(".", "").split()
        ):
            return found.unit, value / 5
    return None

"""Claims of tables: every numeric cell, with what its header path, row label, caption and notes say of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from pipeline.claims.cell_labels import RowLabels, is_axis, is_total
from pipeline.claims.cell_units import TableUnits, says_counted, without_unit
from pipeline.claims.citations import Bibliography, Source, find_sources, resolve
from pipeline.claims.claim_places import direction_of, listing
from pipeline.claims.claim_units import is_rate, unit_of
from pipeline.claims.context import Context
from pipeline.claims.implied import AT_LARGE
from pipeline.claims.place_names import WORLD
from pipeline.claims.places import find_places
from pipeline.claims.prose_claims import Draft, draft_claims
from pipeline.claims.readable import Readable, readable
from pipeline.claims.scene import ConceptMention, Scene, find_concepts, read_scene
from pipeline.claims.segments import Segment
from pipeline.claims.shares import TAKEN_OVER
from pipeline.claims.tokens import data_language, tokenise
from pipeline.claims.topics import is_outgoing, label_of
from pipeline.claims.vocabulary import Vocabulary
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.reading import FoundPeriod, NumberReading, read_numbers
from pipeline.numbers.units import unit_class
from pipeline.tables.cell_numbers import cell_number
from schemas import Citation, FoundQuantity, Period, Places, Table

_SHORTEST_NAME = 3
_BETWEEN = " › "
_COUNTED = ("population", "object")
_NEAR = 40
_WORDS_OF_MONTH = 3
_FEW_REGIONS = 14
"""More regions than these are the country, but for a city or two."""
_KAZAKH_ADJECTIVE = re.compile(r"\w{3,}(?<!ші)(?<!шы)(?:[лдт][ыі][қк])")


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


def draft_cells(
    table: Table, context: Context, vocabulary: Vocabulary, *, cited: Sequence[Citation] = ()
) -> Iterator[CellDraft]:
    """The claims of a table, row by row. `context`: what the caption and the heading say; `cited`: its sources."""
    read = _Reading.of(table, context, vocabulary)
    covered = {(c.row, c.col) for c in table.cells}
    drafts: list[CellDraft] = []
    for r in range(table.header_rows, len(table.rows)):
        for c, text in enumerate(table.rows[r]):
            if c in read.labels.columns or (r, c) not in covered or not any(ch.isdigit() for ch in text):
                continue
            drafts += _cell(read, (r, c))
    for cell in _told_apart(drafts, read):
        yield replace(cell, draft=replace(cell.draft, cited=tuple(cited))) if cited else cell


def table_sources(table: Table, listed: Bibliography) -> tuple[Citation, ...]:
    """The sources of a table's figures, from its caption and the notes under it: "[23, с. 19]", "Source: UNESCO"."""
    found: dict[Citation, None] = {}
    for text in (table.caption or "", *table.notes):
        sources = find_sources(text, table.lang)
        label = re.match(r"\W*[^\W\d_]+(?:\s[^\W\d_]+)?\s*[:–—-]\s*(?=\w)", text) if text != table.caption else None
        if label is not None and not sources:
            name = re.split(r"[.;]\s", text[label.end() :])[0].strip(" .")
            sources = (Source(label.end(), len(text), name, False),)
        found |= dict.fromkeys(c for source in sources for c in resolve(source, listed) if c.ref_id or c.keys)
    return tuple(found)


@dataclass(frozen=True)
class _Reading:
    """A table as it is printed, and as the word lists read it: Latin Kazakh in Cyrillic letters."""

    printed: Table
    table: Table
    labels: RowLabels
    units: TableUnits
    context: Context
    vocabulary: Vocabulary

    @classmethod
    def of(cls, printed: Table, context: Context, vocabulary: Vocabulary) -> _Reading:
        table = _legible(printed)
        labels = RowLabels(table)
        return cls(printed, table, labels, TableUnits(table, labels), context, vocabulary)

    def header(self, col: int) -> tuple[str, ...]:
        """The heads over a column, as they are read."""
        return _heads(self.table, col)

    def cell(self, row: int, col: int) -> Readable:
        """A cell's text in the letters that are read, with the way back."""
        return readable(self.printed.rows[row][col], self.printed.lang)

    @cached_property
    def whole_period(self) -> Period | None:
        """From the first to the last period that the rows stand for; None where rows are no periods."""
        rows = [r for r in range(self.table.header_rows, len(self.table.rows)) if not self.labels.is_total(r)]
        told = [next(iter(_lead_periods(_BETWEEN.join(self.labels.spoken(r)), self.table.lang)), None) for r in rows]
        known = [found.period for found in told if found is not None and found.period is not None]
        if len(known) < 2 or len(known) < len(rows):
            return None
        start, end = min(p.start for p in known), max(p.end or p.start for p in known)
        return Period(start=start, end=end, text=f"{known[0].text} … {known[-1].text}")


def _heads(table: Table, col: int) -> tuple[str, ...]:
    """The heads over a column; the number that counts it is none of them."""
    parts = [part for part in (table.column_paths[col] if table.column_paths else ()) if part]
    counted = len(parts) > 1 and parts[-1].strip(" .") in (str(col), str(col + 1))
    return tuple(parts[:-1] if counted else parts)


def _legible(table: Table) -> Table:
    if table.lang != "kk-Latn":
        return table

    def read(text: str) -> str:
        return readable(text, table.lang).text

    return table.model_copy(
        update={
            "lang": "kk",
            "caption": read(table.caption) if table.caption else table.caption,
            "unit": read(table.unit) if table.unit else table.unit,
            "notes": tuple(map(read, table.notes)),
            "rows": tuple(tuple(map(read, row)) for row in table.rows),
            "column_paths": tuple(tuple(map(read, path)) for path in table.column_paths),
        }
    )


def caption_context(table: Table, context: Context, vocabulary: Vocabulary) -> Context:
    """What the caption leaves for the cells, over what the heading left."""
    table = _legible(table)
    if not table.caption:
        bare = _listed_rows(table) or ("host" if context.origin else context.bare)
        return replace(context, bare=bare, period=None)
    numbers = read_numbers(table.caption, lang=table.lang)
    scene = read_scene(table.caption, table.lang, NumberReading((), numbers.periods, numbers.others), vocabulary)
    _, left = draft_claims(scene, context, vocabulary)
    words = [
        m
        for m in scene.concepts
        if not (m.generic or _qualifies(m, table.caption, table.lang) or _groups(m, table.caption))
    ]
    qualified = {m.slot for m in scene.concepts} - {m.slot for m in words}
    slots = {slot: code for slot, code in left.slots.items() if slot not in qualified}
    slots |= {m.slot: m.code for m in words}
    told: Literal["host"] | None = "host" if left.origin or is_outgoing(slots, vocabulary) else None
    named = left.origin not in (None, WORLD)  # who goes is said: "outgoing mobility of the country's students"
    listed = listing(scene) or _listed_rows(table)
    bare_names = {p.code for p in scene.places}
    if not (left.placed or listed) and len(bare_names) == 1:
        left = replace(left, area=bare_names.pop())  # "income of the people of Kazakhstan"
    if left.origin is None and listed != "origin" and is_outgoing(slots, vocabulary):
        home = context.home or context.country or context.subject  # who else goes out: "outgoing mobility"
        left = replace(left, origin=home)
        told, named = ("host", True) if home else (told, named)
    if named and not (left.host or listed or is_outgoing(slots, vocabulary) or _lists_countries(table, left.origin)):
        # "the employed population of the country": nobody goes anywhere
        return replace(left, slots=slots, origin=None, area=left.origin, bare=context.bare)
    bare = (told if named else None) or listed or told
    host = left.host or (WORLD if bare == "host" and left.origin else None)  # what the rows' total is
    return replace(left, slots=slots, bare=bare, host=host)


def _lists_countries(table: Table, home: str | None) -> bool:
    """Whether rows or columns are other countries, or groups of them."""
    texts = [row[0] for row in table.rows[table.header_rows :] if row]
    texts += [part for path in table.column_paths[1:] for part in path]
    codes = [{p.code for p in find_places(t, tokenise(t, table.lang), table.lang)} for t in dict.fromkeys(texts) if t]
    abroad = [c for c in codes if c and not any(code == home or code.startswith(f"{home}-") for code in c)]
    return len(abroad) > 1


def _listed_rows(table: Table) -> Literal["origin", "host"] | None:
    """What the heading of the first column says of the countries under it: "Host country"."""
    text = " ".join(table.column_paths[0]) if table.column_paths else ""
    return direction_of(tokenise(text, table.lang), table.lang) if text else None


def _cell(read: _Reading, place: tuple[int, int]) -> Iterator[CellDraft]:
    r, c = place
    cell = read.cell(r, c)
    header, label = read.header(c), read.labels.spoken(r)
    header = tuple(part for part in header if not (is_axis(part) or is_total(part)))
    label = tuple(part for part in label if not is_total(part))
    lead = _BETWEEN.join([*header, *label])
    lead = f"{lead}: " if lead else ""
    printed = read.printed
    heads = tuple(part for part in (printed.column_paths[c] if printed.column_paths else ()) if part)
    named = read.labels.printed(r) if printed is read.table else RowLabels(printed).printed(r)
    quote = _BETWEEN.join([*heads, named] if named else heads)
    quote = f"{quote}: {printed.rows[r][c]}" if quote else printed.rows[r][c]
    for found in _numbers(cell.text, read, place):
        shifted = found.model_copy(update={"start": found.start + len(lead), "end": found.end + len(lead)})
        scene = _scene(lead + cell.text, len(lead), shifted, read)
        drafts, _ = draft_claims(scene, read.context, read.vocabulary)
        start, end = cell.span(found.start, found.end)
        for draft in drafts:
            draft = _by_caption(draft, read.context, read.vocabulary, own=any(map(says_counted, (*header, *label))))
            draft = _distinguished(draft, scene, (header, label), read.vocabulary)
            yield CellDraft(draft, r, c, start, end, heads, named, quote)


def _by_caption(draft: Draft, context: Context, vocabulary: Vocabulary, *, own: bool) -> Draft:
    """The caption's period and its words on funding, level, sex … hold for every cell that has none of its own.

    `own`: the head or the label says what is counted ("number of chairs").
    """
    topic = dict(draft.topic)
    taken = _whom_the_caption_counts(draft, topic, context) if not own else []
    if topic.get("population") == context.slots.get("population"):
        for slot, code in context.slots.items():
            if slot not in (*TAKEN_OVER, "measure") and slot not in topic:
                topic[slot] = code
                taken.append(slot)
    period = draft.period
    if period is None and context.period is not None:
        period, taken = context.period, [*taken, "period"]
    quantity = draft.quantity
    if topic != draft.topic and (is_rate(quantity.unit) or (quantity.unit is None and draft.kind == "count")):
        unit = unit_of(draft.found, draft.kind, topic, Context(), vocabulary)
        quantity = quantity.model_copy(update={"unit": unit})
    inherited = tuple(sorted({*draft.inherited, *taken}))
    return replace(draft, topic=topic, period=period, quantity=quantity, inherited=inherited)


def _whom_the_caption_counts(draft: Draft, topic: dict[str, str], context: Context) -> list[str]:
    """Fill in the people or things of the caption and what they do, where the cell's head and label name none."""
    people = unit_class(draft.quantity.unit) in ("person", "percent", "") or is_rate(draft.quantity.unit)
    open_topic = topic.get("population") in (None, *AT_LARGE) and not topic.get("object") and not topic.get("measure")
    if not (people and open_topic and draft.kind in ("count", "share", "ratio")):
        return []
    told = {slot: context.slots[slot] for slot in _COUNTED if context.slots.get(slot, "") not in ("", *AT_LARGE)}
    if not told:
        return []
    does = {slot: context.slots[slot] for slot in ("activity", "programme") if context.slots.get(slot)}
    told |= {slot: code for slot, code in does.items() if not topic.get(slot)}
    topic |= told
    return [*told]


def _distinguished(
    draft: Draft, scene: Scene, said: tuple[Sequence[str], Sequence[str]], vocabulary: Vocabulary
) -> Draft:
    """Rows and columns that say neither place nor period nor a word of the vocabulary part the topics by themselves."""
    topic = dict(draft.topic)
    topic.pop("open", None)
    at = 0
    for slot, parts in zip(("column", "row"), said, strict=True):
        for part in parts:
            _add_part(topic, slot, part, at, scene)
            at += len(part) + len(_BETWEEN)
    topic = dict(sorted(topic.items()))
    return replace(draft, topic=topic, label=label_of(topic, vocabulary))


def _add_part(topic: dict[str, str], slot: str, part: str, at: int, scene: Scene) -> None:
    end = at + len(part)
    said = [m.start for found in (scene.places, scene.periods, scene.concepts) for m in found]
    if any(at <= start < end for start in said) or _says_nothing(part, scene.lang):
        return
    if slot == "column" and len(part) < _SHORTEST_NAME and (at > 0 or slot in topic):
        return
    words = _words([without_unit(part, scene.lang)])
    topic[slot] = f"{topic[slot]}{_BETWEEN}{words}" if slot in topic else words


def _says_nothing(part: str, lang: str) -> bool:
    """Whether a head or label is a total, the name of an axis or a unit alone."""
    return not part or is_total(part) or is_axis(part) or not without_unit(part, lang)


def _told_apart(drafts: Sequence[CellDraft], read: _Reading) -> Iterator[CellDraft]:
    """The drafts, those of several rows or columns that say the same told apart by their whole labels and heads.

    Rows that sum the others keep the plain topic; under periods they hold for all of these.
    """
    alike: dict[tuple[object, ...], set[tuple[int, int]]] = defaultdict(set)
    drafts = _of_places([_of_period(cell, read) for cell in drafts], read)
    for cell in drafts:
        alike[_key(cell.draft)].add((cell.row, cell.col))
    for cell in drafts:
        places = alike[_key(cell.draft)]
        topic = dict(cell.draft.topic)
        if len({row for row, _ in places}) > 1 and not read.labels.is_total(cell.row):
            topic["row"] = _words(read.labels.spoken(cell.row)) or f"{cell.row}"
        header = read.header(cell.col)
        if len({col for row, col in places if row == cell.row}) > 1 and header and not is_total(header[-1]):
            topic["column"] = _words(header)
        topic = dict(sorted(topic.items()))
        same = topic == cell.draft.topic
        yield (
            cell
            if same
            else replace(cell, draft=replace(cell.draft, topic=topic, label=label_of(topic, read.vocabulary)))
        )


def _key(draft: Draft) -> tuple[object, ...]:
    places, period = draft.places, draft.period
    when = (period.start, period.end) if period else None
    where = (places.area, places.origin, places.host)
    return (*draft.topic.items(), where, when, unit_class(draft.quantity.unit), draft.kind)


def _words(parts: Sequence[str]) -> str:
    return " ".join(_BETWEEN.join(parts).casefold().split())


def _of_period(cell: CellDraft, read: _Reading) -> CellDraft:
    """An academic year under "Academic year"; the sum of rows that are periods runs from the first to the last."""
    draft = cell.draft
    period = draft.period
    if period is None and draft.kind in ("count", "money") and read.labels.is_total(cell.row):
        whole = read.whole_period
        return replace(cell, draft=replace(draft, period=whole, inherited=_with(draft, "period"))) if whole else cell
    part = _part_of_year(period, (*read.labels.spoken(cell.row), *read.header(cell.col)), read.table.lang)
    if part is not None:
        return replace(cell, draft=replace(draft, period=part))
    if period is None or not read.labels.academic:
        return cell
    years = re.fullmatch(r"((?:19|20)\d{2})", period.start), re.fullmatch(r"((?:19|20)\d{2})", period.end or "")
    if not (years[0] and years[1] and int(years[1][1]) == int(years[0][1]) + 1):
        return cell
    period = period.model_copy(update={"start": f"{period.start}-09", "end": f"{period.end}-06"})
    return replace(cell, draft=replace(draft, period=period))


def _part_of_year(period: Period | None, parts: Sequence[str], lang: str) -> Period | None:
    """The month or quarter that a label names where a head names the year, or the other way round."""
    if period is None or not re.fullmatch(r"(?:19|20)\d{2}", period.start) or period.end != period.start:
        return None
    named = [part.strip(" .:") for part in parts if len(part.split()) <= _WORDS_OF_MONTH and period.start not in part]
    forms = knowledge(data_language(lang), "tables")["cells"]["dated"]
    for told in (form.format(part=part, year=period.start) for part in named for form in forms):
        found = next(iter(_lead_periods(told, lang)), None)
        if found is not None and found.period is not None and found.period.start.startswith(f"{period.start}-"):
            return found.period
    return None


def _of_places(drafts: Sequence[CellDraft], read: _Reading) -> list[CellDraft]:
    """The sum of a few regions lies in these, unless the caption says where; that of many or of others, as it is."""
    rows = {cell.row: cell.draft.places.area for cell in drafts if not read.labels.is_total(cell.row)}
    regions = {area for area in rows.values() if area and "-" in area}
    few = 1 < len(regions) == len(rows) <= _FEW_REGIONS and all(area in regions for area in rows.values())
    if not few or read.context.placed:
        return list(drafts)
    joined = Places(area="+".join(sorted(regions)))
    return [
        replace(cell, draft=replace(cell.draft, places=joined, inherited=_with(cell.draft, "places")))
        if read.labels.is_total(cell.row)
        else cell
        for cell in drafts
    ]


def _with(draft: Draft, name: str) -> tuple[str, ...]:
    return tuple(sorted({*draft.inherited, name}))


def _scene(text: str, at: int, found: FoundQuantity, read: _Reading) -> Scene:
    lang = read.table.lang
    periods = tuple(p for p in _lead_periods(text[:at], lang) if p.period is not None)
    scene = read_scene(text, lang, NumberReading((found,), periods, ()), read.vocabulary)
    tokens = tokenise(text, lang)
    concepts = tuple(m for m in find_concepts(tokens, lang, read.vocabulary) if not _qualifies(m, text, lang))
    return Scene(
        text, lang, tokens, (found,), periods, scene.places, concepts, (),
        (Segment(0, len(text), (0,), found.start),),
    )  # fmt: skip


def _qualifies(mention: ConceptMention, text: str, lang: str) -> bool:
    """Whether a Kazakh word for people or things is made the adjective of the next one: "дәрігерлік амбулатория"."""
    if lang != "kk" or mention.slot not in _COUNTED:
        return False
    word = text[mention.start : mention.end].casefold()
    return _KAZAKH_ADJECTIVE.fullmatch(word) is not None and re.match(r"\s\w", text[mention.end :]) is not None


def _groups(mention: ConceptMention, caption: str) -> bool:
    """Whether the caption only says that its figures are grouped by the thing: "by basin", "аудандар бойынша"."""
    if mention.slot != "object":
        return False
    before, after = caption[: mention.start].rstrip(), caption[mention.end :]
    by = "|".join(word for lang in LANGUAGES for word in knowledge(lang, "tables")["cells"]["grouped_by"])
    ahead = re.search(rf"(?<!\w)(?:{by})(?:\s\w+)?$", before[-_NEAR:], re.IGNORECASE)
    return ahead is not None or re.match(rf"\w*\s+(?:{by})(?!\w)", after, re.IGNORECASE) is not None


@lru_cache(maxsize=2048)
def _lead_periods(lead: str, lang: str) -> tuple[FoundPeriod, ...]:
    """Periods of header and label; a bare year there is a year, whatever it might be in running text."""
    reading = read_numbers(lead, lang=lang)
    bare = (
        FoundPeriod(match.start(), match.end(), Period(start=match[0], end=match[0], text=match[0]))
        for match in re.finditer(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,]*\d)", lead)
        if not any(p.start < match.end() and match.start() < p.end for p in reading.periods)
    )
    return (*reading.periods, *bare)


def _numbers(text: str, read: _Reading, place: tuple[int, int]) -> Iterator[FoundQuantity]:
    """The numbers of a cell: a cell that is one number is that number, whatever it looks like."""
    table, (row, col) = read.table, place
    whole = cell_number(text, data_language(table.lang))
    found: list[FoundQuantity] = list(read_numbers(text, lang=table.lang).quantities)
    if whole is not None and (len(found) != 1 or found[0].value != whole):
        found = _read_plain(text, table.lang) or found
    header = read.header(col)
    paired = len(found) == 2 and (found[1].unit == "percent" or any("(%" in part for part in header))
    for i, quantity in enumerate(found):
        if quantity.unit_surface is not None or quantity.unit == "percent":
            yield quantity
        else:
            unit = read.units.of(row, header, col=col, before_share=paired and i == 0)
            yield _scaled(quantity, unit.scale).model_copy(update={"unit": unit.name})


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

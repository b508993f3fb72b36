"""Claims of tables: every numeric cell, with what its header path, row label, caption and notes say of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.claims.cell_labels import RowLabels, is_axis, is_change, is_status, is_total, is_whole_land, summed_rows
from pipeline.claims.cell_readings import changed_over, compares, lead_periods, part_of_year, read_plain, scaled
from pipeline.claims.cell_units import COUNTERS, TableUnits, is_kind_of_figure, says_counted, without_unit
from pipeline.claims.concepts import find_concepts
from pipeline.claims.context import Context
from pipeline.claims.drafts import Draft
from pipeline.claims.implied import AT_LARGE
from pipeline.claims.naming import is_told
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.readable import Readable, readable
from pipeline.claims.scene import Scene, read_scene
from pipeline.claims.segments import Segment
from pipeline.claims.table_captions import is_adjective, ungrouped, what_is_done, with_caption
from pipeline.claims.table_reading import alphabet_in, legible
from pipeline.claims.table_trade import with_partners
from pipeline.claims.tokens import data_language, tokenise
from pipeline.claims.topics import counted_unit, label_of
from pipeline.claims.vocabulary import Vocabulary
from pipeline.numbers.reading import FoundPeriod, NumberReading, read_numbers
from pipeline.numbers.units import unit_class
from pipeline.tables.cell_numbers import cell_number
from schemas import Citation, FoundQuantity, Kind, Period, Places, Table

_SHORTEST_NAME = 3
_BETWEEN = " › "
_NUMBERED = re.compile(r"\W*(?:\d+\s*-?\s*[^\W\d_]+|[^\W\d_]+\.?\s*№?\s*\w?\.?\d[\d.]*)\s*[.:–—-]?\s+")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_DIGITS = re.compile(r"\[[^\]]*\]|\d[\d.,/–-]*")
_FEW_REGIONS = 14
"""More regions than these are the country, but for a city or two."""


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
    for cell in _told_apart(_like_their_parts(drafts, read), read):
        yield replace(cell, draft=cell.draft._replace(cited=tuple(cited))) if cited else cell


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
        table = legible(printed)
        labels = RowLabels(table)
        return cls(printed, table, labels, TableUnits(table, labels), context, vocabulary)

    def header(self, col: int) -> tuple[str, ...]:
        """The heads over a column, as they are read."""
        return _heads(self.table, col)

    def cell(self, row: int, col: int) -> Readable:
        """A cell's text in the letters that are read, with the way back."""
        return readable(self.printed.rows[row][col], self.printed.lang, alphabet=self.alphabet)

    @cached_property
    def alphabet(self) -> str | None:
        """The alphabet of a table in Latin Kazakh."""
        return alphabet_in(self.printed)

    @cached_property
    def printed_labels(self) -> RowLabels:
        """The labels as they are printed."""
        return self.labels if self.printed is self.table else RowLabels(self.printed)

    @cached_property
    def done(self) -> dict[str, str]:
        """What the caption says that people and things do."""
        return what_is_done(self.printed, self.vocabulary)

    @cached_property
    def totals(self) -> dict[int, str]:
        """The rows that sum others, with their labels."""
        body = range(self.table.header_rows, len(self.table.rows))
        return {row: self.labels.spoken(row)[-1] for row in body if self.labels.is_total(row)}

    @cached_property
    def total_columns(self) -> dict[int, str]:
        """The columns that sum others, with their heads."""
        heads = {col: self.header(col) for col in range(len(self.table.column_paths))}
        return {col: header[-1] for col, header in heads.items() if header and is_total(header[-1])}

    @cached_property
    def title(self) -> str:
        """What the table is called, without its number, years and units; its own name where it has no caption."""
        caption = without_unit(_without_number(self.table.caption or ""), self.table.lang)
        return _words([_DIGITS.sub(" ", caption)]).strip(" .,–—-") or self.table.table_id

    @cached_property
    def subject(self) -> str:
        """What the caption says that its figures are, not by what they are grouped; empty where there is none."""
        return "" if self.title == self.table.table_id else ungrouped(self.title, self.table.lang)

    @cached_property
    def whole_period(self) -> Period | None:
        """From the first to the last period that the rows stand for; None where rows are no periods."""
        body = range(self.table.header_rows, len(self.table.rows))
        rows = [r for r in body if not (self.labels.is_total(r) or self.labels.is_average(r))]
        told = [next(iter(lead_periods(_BETWEEN.join(self.labels.spoken(r)), self.table.lang)), None) for r in rows]
        known = [found.period for found in told if found is not None and found.period is not None]
        if len(known) < 2 or len(known) < len(rows):
            return None
        start, end = min(p.start for p in known), max(p.end or p.start for p in known)
        return Period(start=start, end=end, text=f"{known[0].text} … {known[-1].text}")


def _without_number(caption: str) -> str:
    match = _NUMBERED.match(caption)
    return caption[match.end() :] if match else caption


def _heads(table: Table, col: int) -> tuple[str, ...]:
    """The heads over a column; the number that counts it is none of them."""
    parts = [part for part in (table.column_paths[col] if table.column_paths else ()) if part]
    counted = len(parts) > 1 and parts[-1].strip(" .") in (str(col), str(col + 1))
    return tuple(parts[:-1] if counted else parts)


def _cell(read: _Reading, place: tuple[int, int]) -> Iterator[CellDraft]:
    r, c = place
    cell = read.cell(r, c)
    header, label = read.header(c), read.labels.spoken(r)
    header = tuple(part for part in header if not (is_axis(part) or is_total(part)))
    label = tuple(part for part in label if not is_total(part) or is_whole_land(part))
    lead = _BETWEEN.join([*header, *label])
    lead = f"{lead}: " if lead else ""
    printed = read.printed
    heads = tuple(part for part in (printed.column_paths[c] if printed.column_paths else ()) if part)
    named = read.printed_labels.printed(r)
    quote = _BETWEEN.join([*heads, named] if named else heads)
    quote = f"{quote}: {printed.rows[r][c]}" if quote else printed.rows[r][c]
    for found in _numbers(cell.text, read, place):
        start, end = cell.span(found.start, found.end)
        for draft in _told(read, (header, label), (lead, cell.text), found):
            yield CellDraft(draft, r, c, start, end, heads, named, quote)


def _told(
    read: _Reading, said: tuple[Sequence[str], Sequence[str]], text: tuple[str, str], found: FoundQuantity
) -> list[Draft]:
    """The claims of one number under what its heads and its label say; where these do not say what it is of, under the
    caption too. `text`: the lead, and the cell behind it."""
    drafts = _under(read, said, ("", *text), found)
    if all(map(_says_of_what, drafts)) or not read.subject:
        return drafts
    again = _under(read, said, (f"{read.subject}{_BETWEEN}", *text), found)
    return again if all(map(_says_of_what, again)) else drafts


def _as_change(draft: Draft, header: Sequence[str]) -> Draft:
    """Per cents under "Change" are no shares."""
    share = draft.kind == "share" and any(map(is_change, header))
    return draft._replace(kind="change") if share else draft


def _says_of_what(draft: Draft) -> bool:
    """Whether the topic says what is counted or measured; all people are who a share or a rate is of, not what."""
    if "measure" in draft.topic or "object" in draft.topic:
        return True
    return "population" in draft.topic and (draft.kind == "count" or draft.topic["population"] not in AT_LARGE)


def _under(
    read: _Reading, said: tuple[Sequence[str], Sequence[str]], text: tuple[str, str, str], found: FoundQuantity
) -> list[Draft]:
    """`text`: the caption where it is needed, the lead, the cell."""
    caption, lead, _ = text
    at = len(caption) + len(lead)
    shifted = found.model_copy(update={"start": found.start + at, "end": found.end + at})
    scene = _scene("".join(text), at, shifted, read)
    told, _ = draft_claims(scene, read.context, read.vocabulary)
    own = any(map(says_counted, (*said[0], *said[1])))
    drafts = (_as_change(draft, said[0]) for draft in told)
    captioned = (with_caption(d, read.context, read.vocabulary, own=own, done=read.done) for d in drafts)
    return [_counted(_distinguished(d, scene, said, read, at=len(caption)), read.vocabulary) for d in captioned]


def _distinguished(
    draft: Draft, scene: Scene, said: tuple[Sequence[str], Sequence[str]], read: _Reading, *, at: int
) -> Draft:
    """Rows and columns that say neither place nor period nor a word of the vocabulary part the topics by themselves.

    Where the vocabulary does not know what the figure is of, its table does: "Total" of Finland is another in each.
    `at`: where the heads begin.
    """
    topic = dict(draft.topic)
    topic.pop("open", None)
    if not _is_of_known(topic, draft.kind, read):
        topic["table"] = read.title
    for slot, parts in zip(("column", "row"), said, strict=True):
        for part in parts:
            _add_part(topic, slot, part, at, scene)
            at += len(part) + len(_BETWEEN)
    topic = dict(sorted(topic.items()))
    return draft._replace(topic=topic, label=label_of(topic, read.vocabulary))


def _counted(draft: Draft, vocabulary: Vocabulary) -> Draft:
    """What a counter ("units") counts, where the topic says it."""
    unit = counted_unit(draft.topic, vocabulary) if draft.quantity.unit in COUNTERS else None
    return draft._replace(quantity=draft.quantity.model_copy(update={"unit": unit})) if unit is not None else draft


def _is_of_known(topic: Mapping[str, str], kind: Kind, read: _Reading) -> bool:
    """Whether the vocabulary says what a figure is of; a share of imports or costs is of those that a caption names."""
    measure = read.vocabulary.concept("measure", topic.get("measure", ""))
    if kind == "share" and measure is not None and not measure.rate and {*topic} <= {"measure", "status"}:
        return read.context.slots.get("measure") == measure.code
    return is_told(topic, kind, read.vocabulary, lent=False)


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
    """Whether a head or label is a total, the name of an axis, a unit alone or the status of a figure."""
    named = without_unit(part, lang)
    return not named or is_total(named) or is_axis(named) or is_kind_of_figure(named) or is_status(named)


def _told_apart(drafts: Sequence[CellDraft], read: _Reading) -> Iterator[CellDraft]:
    """The drafts, those of several rows or columns that say the same told apart by their whole labels and heads.

    Rows that sum the others keep the plain topic; under periods they hold for all of these.
    """
    alike: dict[tuple[object, ...], set[tuple[int, int]]] = defaultdict(set)
    drafts = _of_places([_of_period(cell, read) for cell in drafts], read)
    traded = with_partners([cell.draft for cell in drafts], read.context.home or read.context.country, read.vocabulary)
    drafts = [replace(cell, draft=draft) for cell, draft in zip(drafts, traded, strict=True)]
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
            else replace(cell, draft=cell.draft._replace(topic=topic, label=label_of(topic, read.vocabulary)))
        )


def _like_their_parts(drafts: Sequence[CellDraft], read: _Reading) -> list[CellDraft]:
    """The drafts, those of a "Total" column with the unit and the topic that all parts of their row share."""
    parts: dict[tuple[int, bool], list[Draft]] = defaultdict(list)
    for cell in drafts:
        if cell.col not in read.total_columns:
            parts[cell.row, cell.draft.quantity.unit == "percent"].append(cell.draft)
    told = []
    for cell in drafts:
        shared = parts[cell.row, cell.draft.quantity.unit == "percent"] if cell.col in read.total_columns else []
        told.append(replace(cell, draft=_shared(cell.draft, shared, read)) if len(shared) > 1 else cell)
    return told


def _shared(total: Draft, parts: Sequence[Draft], read: _Reading) -> Draft:
    units = {part.quantity.unit for part in parts}
    if len(units) > 1 or len({part.kind for part in parts}) > 1:
        return total
    topic = dict(
        sorted(
            {slot for part in parts[:1] for slot in part.topic.items() if all(slot in p.topic.items() for p in parts)}
        )
    )
    quantity = total.quantity.model_copy(update={"unit": units.pop()})
    return total._replace(topic=topic, quantity=quantity, kind=parts[0].kind, label=label_of(topic, read.vocabulary))


def _key(draft: Draft) -> tuple[object, ...]:
    places, period = draft.places, draft.period
    when = (period.start, period.end) if period else None
    where = (places.area, places.origin, places.host)
    return (*draft.topic.items(), where, when, unit_class(draft.quantity.unit), draft.kind, draft.status)


def _words(parts: Sequence[str]) -> str:
    return " ".join(_BETWEEN.join(parts).casefold().split())


def _of_period(cell: CellDraft, read: _Reading) -> CellDraft:
    """An academic year under "Academic year", a quarter of the caption's year, a change from one year to another.

    The sum or the mean of rows that are periods runs from the first to the last.
    """
    draft = cell.draft
    period = draft.period
    summed = draft.kind in ("count", "money") and read.labels.is_total(cell.row)
    if period is None and (summed or read.labels.is_average(cell.row)):
        whole = read.whole_period
        return replace(cell, draft=draft._replace(period=whole, inherited=_with(draft, "period"))) if whole else cell
    changed = _changed_over(cell, read)
    if changed is not None:
        return replace(cell, draft=draft._replace(period=changed))
    part = _part_of_year(period, cell, read)
    if part is not None:
        period, named = part
        topic = {slot: said for slot, said in draft.topic.items() if said != _words([named])}
        return replace(cell, draft=draft._replace(period=period, topic=topic, label=label_of(topic, read.vocabulary)))
    if period is None or not read.labels.academic:
        return cell
    years = re.fullmatch(r"((?:19|20)\d{2})", period.start), re.fullmatch(r"((?:19|20)\d{2})", period.end or "")
    if not (years[0] and years[1] and int(years[1][1]) == int(years[0][1]) + 1):
        return cell
    period = period.model_copy(update={"start": f"{period.start}-09", "end": f"{period.end}-06"})
    return replace(cell, draft=draft._replace(period=period))


def _changed_over(cell: CellDraft, read: _Reading) -> Period | None:
    """From when to when a change runs: by its own head or label, or by the only two years that are heads beside it."""
    header, label = read.header(cell.col), read.labels.spoken(cell.row)
    told = next(filter(None, (changed_over(part, read.table.lang) for part in (*header, *label))), None)
    if told is not None or cell.draft.period is not None or not any(map(is_change, header)):
        return told
    years = sorted(
        head[-1]
        for col in range(len(read.table.column_paths))
        if (head := read.header(col)) and _YEAR.fullmatch(head[-1])
    )
    return Period(start=years[0], end=years[1], text=f"{years[0]}, {years[1]}") if len(years) == 2 else None


def _part_of_year(period: Period | None, cell: CellDraft, read: _Reading) -> tuple[Period, str] | None:
    """The part of the year that a label or head names, alone or by what heads the labels: "I" under "Quarter"."""
    label, lang = read.labels.spoken(cell.row), read.table.lang
    found = part_of_year(period, (*label, *read.header(cell.col)), lang)
    if found is not None or not label:
        return found
    by_head = part_of_year(period, (f"{label[-1]} {read.labels.head}",), lang)
    return (by_head[0], label[-1]) if by_head is not None else None


def _of_places(drafts: Sequence[CellDraft], read: _Reading) -> list[CellDraft]:
    """The sum of a few regions lies in these, unless the caption says where; that of many or of others, as it is.

    A sum that says of how many regions it is one ("Итого по пяти областям"), or that stands beside a row of the whole
    country, lies in these wherever the caption lies.
    """
    for at, totals in ((_row, read.totals), (_col, read.total_columns)):
        drafts = _joined_places(drafts, at, totals, of_land=read.context.placed)
    return list(drafts)


def _row(cell: CellDraft) -> int:
    return cell.row


def _col(cell: CellDraft) -> int:
    return cell.col


def _joined_places(
    drafts: Sequence[CellDraft], at: Callable[[CellDraft], int], totals: Mapping[int, str], *, of_land: bool
) -> Sequence[CellDraft]:
    """The drafts, those of total rows or columns placed in all regions that the other ones stand for."""
    said = [cell for cell in drafts if at(cell) not in totals]
    regions = {area for cell in said if (area := cell.draft.places.area) and "-" in area}
    lines = {at(cell): cell.draft.places.area for cell in said if not _named_country(cell.draft, regions)}
    few = 1 < len(regions) == len(lines) <= _FEW_REGIONS and all(area in regions for area in lines.values())
    if not few:
        return drafts
    joined = Places(area="+".join(sorted(regions)))
    whole_land = {line for line, label in totals.items() if is_whole_land(label)}
    of_land = of_land and not whole_land
    summed = {
        line
        for line, label in totals.items()
        if line not in whole_land and (not of_land or summed_rows(label) == len(regions))
    }
    return [
        replace(cell, draft=cell.draft._replace(places=joined, inherited=_with(cell.draft, "places")))
        if at(cell) in summed
        else cell
        for cell in drafts
    ]


def _named_country(draft: Draft, regions: AbstractSet[str]) -> bool:
    """Whether the line names the country that the regions lie in, so that it is none of them."""
    return "places" not in draft.inherited and any(part.startswith(f"{draft.places.area}-") for part in regions)


def _with(draft: Draft, name: str) -> tuple[str, ...]:
    return tuple(sorted({*draft.inherited, name}))


def _scene(text: str, at: int, found: FoundQuantity, read: _Reading) -> Scene:
    lang = read.table.lang
    periods = tuple(p for p in lead_periods(text[:at], lang) if p.period is not None and not _only_compared(text, p))
    scene = read_scene(text, lang, NumberReading((found,), periods, ()), read.vocabulary)
    tokens = tokenise(text, lang)
    concepts = tuple(m for m in find_concepts(tokens, lang, read.vocabulary) if not is_adjective(m, text, lang))
    return Scene(
        text, lang, tokens, (found,), periods, scene.places, concepts, (),
        (Segment(0, len(text), (0,), found.start),),
    )  # fmt: skip


def _only_compared(text: str, found: FoundPeriod) -> bool:
    """Whether a head names a time only to hold its figures against it: "to the same month of 2022, +/-"."""
    start = text.rfind(_BETWEEN, 0, found.start)
    start = 0 if start < 0 else start + len(_BETWEEN)
    return compares(text[start : found.start]) and _DIGITS.search(text[start : found.start]) is None


def _numbers(text: str, read: _Reading, place: tuple[int, int]) -> Iterator[FoundQuantity]:
    """The numbers of a cell: a cell that is one number is that number, whatever it looks like."""
    table, (row, col) = read.table, place
    whole = cell_number(text, data_language(table.lang))
    found: list[FoundQuantity] = list(read_numbers(text, lang=table.lang).quantities)
    if whole is not None and (len(found) != 1 or found[0].value != whole):
        found = read_plain(text, table.lang) or found
    header = read.header(col)
    paired = len(found) == 2 and (found[1].unit == "percent" or any("(%" in part for part in header))
    for i, quantity in enumerate(found):
        if quantity.unit_surface is not None or quantity.unit == "percent":
            yield quantity
        else:
            unit = read.units.of(row, header, col=col, before_share=paired and i == 0)
            yield scaled(quantity, unit.scale).model_copy(update={"unit": unit.name})

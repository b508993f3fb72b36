"""The unit and the scale of a table's figures: from a unit column, a head, a label, the caption or a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.claims.cell_labels import RowLabels, is_total
from pipeline.claims.tokens import data_language
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.reading import read_numbers
from pipeline.numbers.units import currencies, measured_units, unit_class
from pipeline.tables.cell_numbers import cell_number
from schemas import Table

_LONGEST_UNIT = 60
_MOST_WORDS_BEHIND = 4
"""So many words may qualify a unit: "thousand people per period"."""
_ONE = Decimal(1)
_LEAST_BASE = 100
_LONGEST_MEASURE = 2
_PROBE = 5
"""A unit is read as it would be behind this number."""
COUNTERS = ("unit", "piece")
"""Units that only say that things are counted: "Number of hotels, units" is told in hotels."""
_LANDS = ("region", "country", "city", "area")
_PARTS = ("percent", "percentage point", "per mille")
_THINGS = {
    "region", "country", "city", "year", "month", "day", "university", "programme", "school", "college", "area", "type",
    "group", "language",
}  # fmt: skip
"""A head that is one of these words alone names its rows or columns, not their unit."""


_SHARES = re.compile(r"\s*,?\s*(?:\(\s*%\s*\)|и\s%|and\s%|%)")
"""Shares told beside counts: "persons (%)"."""
_SAMPLE = re.compile(r"\(\s*[nN]\s*=\s*\d")
"""A head with the size of its sample ("Men (n = 110)") counts its people."""
_ONE_OF = re.compile(r"(?<!\S)1\s(?=[^\W\d_])")
_TIMED = re.compile(r" per (?:period|year|month|quarter|day|week)$")
"""What is counted in a time is counted all the same."""


@dataclass(frozen=True, slots=True)
class CellUnit:
    """A unit and what the printed figures are multiplied by; "thousands" alone names no unit."""

    name: str | None
    scale: Decimal = _ONE

    @property
    def is_part(self) -> bool:
        """Whether figures in it are parts of a whole."""
        return self.name in _PARTS


_PEOPLE = CellUnit("person")
_SET_OFF = re.compile(r"[,;(]")


class TableUnits:
    """The units of one table. A nearer print wins over a farther one, a share over the unit of what is shared."""

    def __init__(self, table: Table, labels: RowLabels) -> None:
        self._table = table
        self._labels = labels
        self._of_table = _unit_of_table(table) or _unit_of_sum(table)
        bare = table.model_copy(update={"caption": _SHARES.sub("", table.caption or ""), "unit": None})
        self._of_counts = _unit_of_table(bare) if self._of_table and self._of_table.is_part else self._of_table
        self._counted = _counted_by_caption(table)
        self._scored = "point" if _says("scored").search(table.caption or "") else None

    def of(self, row: int, header: Sequence[str], *, col: int, before_share: bool = False) -> CellUnit:
        """The unit of a cell; `before_share`: of the number that stands before its own per cent ("25 (34.7 %)")."""
        lang = self._table.lang
        if before_share:
            header = [re.sub(r"\(?\s*%\s*\)?", "", part).strip(" ,/") for part in header]
        label = self._labels.spoken(row)
        in_head = _nearest(reversed(header), lang)
        in_row = self._of_row(row)
        far = self._of_counts if before_share else self._of_table
        if in_row == _PEOPLE and far is not None and _is_strong(far) and not _SET_OFF.search(self._labels.printed(row)):
            in_row = None  # "All people" in a table of rates is whom a rate is of
        near = _nearer(in_head, in_row)
        if near is None and not before_share and self._tells_share(header, label, col):
            return CellUnit("percent")
        named = [*reversed(header), *reversed(label)]
        scored = None if any(map(says_counted, named)) else self._scored
        noun = scored or _noun(named, lang) or self._counted or self._of_things(header, col)
        noun = noun or ("person" if any(map(_SAMPLE.search, (*header, self._table.caption or ""))) else None)
        if near is not None and near.name in COUNTERS:
            named = [without_unit(part, lang) for part in named]
            thing = _first_thing(named, lang) if near.scale == 1 else None
            return CellUnit(_noun(named, lang) or thing or near.name, near.scale)
        if near is not None:
            return _named(near, far, noun)
        if far is None:
            return CellUnit(noun)
        counted = noun is not None and not far.is_part and unit_class(noun) != unit_class(far.name)
        if counted and any(says_counted(part) for part in (*header, *label)):
            return CellUnit(noun)  # "Number of schools" in a table in million tenge
        return _named(far, None, noun)

    def _of_row(self, row: int) -> CellUnit | None:
        """What the row prints of its unit; a part of another row is told in that one's."""
        lang = self._table.lang
        own = printed_unit(self._labels.unit_text(row), lang, alone=True)
        own = own or _nearest(reversed(self._labels.spoken(row)), lang)
        whole = self._labels.whole_of(row)
        if own is not None or whole is None:
            return own
        lent = self._of_row(whole)
        return None if lent is not None and lent.is_part else lent

    def _of_things(self, header: Sequence[str], col: int) -> str | None:
        """What a head names by its noun alone over whole numbers: "Rural hospitals", "Мектептер"."""
        values = self._values(col)
        if not header or not values or any(value != value.to_integral_value() for value in values):
            return None
        return _thing(header[-1], self._table.lang)

    def _values(self, col: int) -> list[Decimal]:
        """The numbers printed in a column."""
        lang = data_language(self._table.lang)
        values = (cell_number(row[col], lang) for row in self._table.rows[self._table.header_rows :])
        return [value for value in values if value is not None]

    def _tells_share(self, header: Sequence[str], label: Sequence[str], col: int) -> bool:
        """Whether the head or the label says "share" or "growth rate", and the figures are no fractions of one."""
        if not any(_says("in_percent").match(part) for part in (*header, *label)):
            return False
        return any(abs(value) > 1 for value in self._values(col))


def _named(unit: CellUnit, far: CellUnit | None, noun: str | None) -> CellUnit:
    """A scale alone ("thousands") takes the unit from farther off, or from what is counted."""
    return unit if unit.name is not None else CellUnit(far.name if far and far.name else noun, unit.scale)


def _nearer(in_head: CellUnit | None, in_row: CellUnit | None) -> CellUnit | None:
    if in_head is None or in_row is None:
        return in_head or in_row
    return in_head if in_head.is_part and not in_row.is_part else in_row


def _nearest(parts: Iterator[str], lang: str) -> CellUnit | None:
    return next((unit for part in parts if (unit := printed_unit(part, lang)) is not None), None)


def _unit_of_table(table: Table) -> CellUnit | None:
    for text in (table.caption or "", table.unit or ""):
        unit = printed_unit(text, table.lang, alone=text == table.unit)
        if unit is not None and (unit.name not in _known_units() or _is_strong(unit)):
            return _price_of_one(unit, table.caption or "", table.lang)
    told = (match[1] for note in table.notes if (match := _says("before_unit", r"\s*(.{2,30})").match(note)))
    return next((unit for text in told if (unit := printed_unit(text, table.lang)) and _is_strong(unit)), None)


def _price_of_one(unit: CellUnit, caption: str, lang: str) -> CellUnit:
    """ "Цена 1 кв. м жилья, тыс. тенге" is told in tenge per square metre."""
    match = _says("price_of_one", r"\s*(?P<of>[^,;:()]{1,30})").search(caption) if unit.name in currencies() else None
    if match is None:
        return unit
    words = match["of"].split()
    for many in range(min(len(words), _LONGEST_MEASURE), 0, -1):
        found = next(iter(read_numbers(f"{_PROBE} {' '.join(words[:many])}", lang=lang).quantities), None)
        if found is not None and found.unit in measured_units() and not found.start:
            return CellUnit(f"{unit.name} per {found.unit}", unit.scale)
    return unit


def _counted_by_caption(table: Table) -> str | None:
    """ "Number of schools by region", "Число школ по регионам", "Өңірлер бойынша мектептер саны"."""
    match = _says("counted").search(table.caption or "")
    if match is None or table.caption is None:
        return None
    before = table.caption[: match.start()].split()[-1:]
    words = " ".join(before) if data_language(table.lang) == "kk" else table.caption[match.end() :].strip()
    found = next(iter(read_numbers(f"{_PROBE} {words}", lang=table.lang).quantities), None)
    known = found is not None and not found.start and found.unit in _known_units() - _THINGS
    return found.unit if found is not None and known else None


def _unit_of_sum(table: Table) -> CellUnit | None:
    """What the sum is told in, its parts are: "Total, persons | of which with a grant | paying"."""
    heads = [part for path in table.column_paths for part in path]
    heads += [row[0] for row in table.rows[table.header_rows :] if row]
    sums = [part for part in dict.fromkeys(heads) if "," in part or "(" in part]
    units = (printed_unit(part, table.lang) for part in sums if is_total(without_unit(part, table.lang)))
    return next((unit for unit in units if unit is not None and not unit.is_part), None)


@lru_cache(maxsize=4096)
def printed_unit(text: str, lang: str, *, alone: bool = False) -> CellUnit | None:
    """The unit that a head, a label or a caption prints: "GDP, billion tenge", "(%)", "на 100 тыс. населения".

    A noun that is the whole text ("Students") is no unit but what is counted; `alone`: the text is nothing but a unit.
    """
    text = re.sub(r"\[[^\]]*\d[^\]]*\]", "", text)
    rate = _rate(text, lang) or _ratio(text, lang)
    if rate is not None:
        return rate
    parts = [part.strip(" .") for part in re.split(r"[,;()\[\]›:–—/]\s|[,;()\[\]›:]|\s[-–—]\s", text)]
    parts = [part for part in parts if part]
    for i in range(len(parts) - 1, -1, -1):
        part = parts[i] if len(parts[i]) <= _LONGEST_UNIT else parts[i][-_LONGEST_UNIT:].partition(" ")[2]
        unit = _unit_in(part, lang, alone=alone or i > 0)
        if unit is not None and (alone or unit.scale != 1 or unit.name not in _LANDS):
            return _per_one(unit, part, text, lang)
    return None


@lru_cache(maxsize=4096)
def without_unit(text: str, lang: str) -> str:
    """A head or a label without the unit behind its comma or in its brackets; empty for a unit alone."""
    match = re.fullmatch(r"(.*?)\s*(?:,\s*([^,()]+)|,?\s*\(([^()]+)\))\s*", text)
    if match is not None and printed_unit(match[2] or match[3], lang, alone=True) is not None:
        return str(match[1])
    unit = printed_unit(text, lang)
    words = re.findall(r"\w+", text)
    alone = unit is not None and (_read_unit(_as_read(text), lang, alone=True) == unit or not words)
    return "" if alone else text


def _rate(text: str, lang: str) -> CellUnit | None:
    """ "per 100 000 people", "10 мың тұрғынға шаққанда"."""
    match = _says("rate").search(text)
    if match is None:
        return None
    thing = " ".join(_says("counted").sub("", text).split())
    for told in (f"{_PROBE} {thing}", f"{_PROBE} {text[match.start() :]}", f"{match[0]} {_PROBE}"):
        for found in read_numbers(told, lang=lang).quantities:
            if found.value == _PROBE and found.unit and " per " in found.unit:
                return CellUnit(found.unit)
    return _rate_on_those(text)


def _ratio(text: str, lang: str) -> CellUnit | None:
    """So many to each: "Pupils per teacher", "Бір мұғалімге шаққандағы оқушы саны"."""
    match = _says("ratio").search(text)
    if match is None:
        return None
    rest = " ".join(_says("counted").sub("", text.replace(match[0], "")).split())
    each = re.sub(r"(?<=шаққанда)\w+", "", match[0])
    for told in (f"{_PROBE} {rest} {each}", f"{each} {_PROBE} {rest}"):
        found = next(iter(read_numbers(told, lang=lang).quantities), None)
        if found is not None and found.value == _PROBE and found.unit and " per " in found.unit:
            return CellUnit(found.unit) if _is_known(found.unit.split(" per ")[0]) else None
    return None


def _rate_on_those(text: str) -> CellUnit | None:
    """On people named by what was done to them: "на 1000 осмотренных", "per 1,000 examined"."""
    match = _says("rate_on", "").search(text)
    base = int(re.sub(r"\D", "", match[0])) if match is not None else 0
    return CellUnit(f"person per {base} person") if base >= _LEAST_BASE else None


def _per_one(unit: CellUnit, part: str, text: str, lang: str) -> CellUnit:
    """ "Spending per capita, tenge" is told in tenge per person."""
    match = _says("per_one").search(text)
    if match is None or unit.is_part or unit.name is None or " per " in unit.name:
        return unit
    found = read_numbers(f"{_PROBE} {_as_read(part)} {match[0]}", lang=lang).quantities
    return CellUnit(found[0].unit, unit.scale) if found and found[0].unit and " per " in found[0].unit else unit


def _unit_in(part: str, lang: str, *, alone: bool) -> CellUnit | None:
    """The unit that the part is, or that it ends in ("Costs in thousand tenge"); `alone`: it stands for itself."""
    if "%" in part or _says("percent").match(part) or _says("percent", r"\s*$").search(part):
        return CellUnit("percent")
    words = _as_read(part)
    found = _read_unit(words, lang, alone=alone)
    if found is not None:
        return found
    tails = [match.end() for match in _says("before_unit", r"\s+", before=r"(?<=\s)").finditer(part)]
    for tail in tails[-1:]:
        inside = _unit_in(part[tail:], lang, alone=False)
        if inside is not None and _is_strong(inside):
            return inside
    return None


def _as_read(part: str) -> str:
    """The part as the number grammar reads units: "в тысячах тенге" is "тыс. тенге", "USD million" "million USD"."""
    words = _says("before_unit", r"\s+").sub("", part.strip(" ."), count=1)
    words = _ONE_OF.sub("", words)  # "тенге за 1 кг" is "тенге за кг"
    for pattern, scale in _scales().items():
        match = re.match(rf"(?:{pattern})(?!\w)\s*", words, re.IGNORECASE)
        if match:
            return f"{scale} {words[match.end() :]}".strip()
        match = re.fullmatch(rf"(\S+(?:\s\S+)?)\s+(?:{pattern})", words, re.IGNORECASE)
        if match:
            return f"{scale} {match[1]}"
    return words


def _read_unit(words: str, lang: str, *, alone: bool) -> CellUnit | None:
    own = _own_word(words)
    if own is not None:
        return own
    found = next(iter(read_numbers(f"{_PROBE} {words}", lang=lang).quantities), None)
    if found is None or found.start or found.value is None:
        return None
    scale = found.value / _PROBE
    behind = _behind(f"{_PROBE} {words}", found.surface, found.unit_surface)
    if found.unit is None:
        return CellUnit(None, scale) if scale != 1 and not behind else None
    unit = CellUnit(_TIMED.sub("", found.unit), scale)
    strong = _is_strong(unit)
    if not _is_known(unit.name or "") or (unit_class(unit.name) in _THINGS and not (alone or scale != 1)):
        return None
    if behind:
        return unit if strong and alone and len(behind) <= _MOST_WORDS_BEHIND else None
    return unit if strong or alone else None


def _behind(told: str, surface: str, unit_surface: str | None) -> list[str]:
    """The words behind a unit."""
    rest = told.replace(surface, "", 1).strip()
    unit = (unit_surface or "").replace(surface, "", 1).strip()
    rest = rest[rest.find(unit) + len(unit) :] if unit and unit in rest else rest
    return re.findall(r"\w+", rest)


def _own_word(words: str) -> CellUnit | None:
    """Units that stand in tables alone ("шт.", "бірлік"), with their scale."""
    scale, rest = _ONE, words
    for word in sorted(set(_scales().values()), key=len, reverse=True):
        if words.startswith(word + " "):
            read = [read_numbers(f"{_PROBE} {word}", lang=lang).quantities for lang in LANGUAGES]
            scale = max((told[0].value / _PROBE for told in read if told and told[0].value), default=_ONE)
            rest = words[len(word) :].strip()
            break
    for lang in LANGUAGES:
        for pattern, name in knowledge(lang, "tables")["cells"]["words"].items():
            if re.fullmatch(pattern, rest, re.IGNORECASE):
                return CellUnit(name, scale)
    return None


def _is_strong(unit: CellUnit) -> bool:
    """Whether the unit is one wherever it stands: it is measured, money, a part, scaled, or the word for persons."""
    measured = unit.name in measured_units() or unit.name in currencies() or " per " in (unit.name or "")
    measured = measured and unit_class(unit.name) not in _THINGS
    return measured or unit.is_part or unit.scale != 1 or unit.name in ("person", "piece", "unit", "head", "times")


def _noun(parts: Sequence[str], lang: str) -> str | None:
    """What the nearest head or label counts: "Number of students", "Түлектер саны"."""
    for part in parts:
        told = f"{part.strip(' :.')} {_PROBE}"
        quantities = read_numbers(told, lang=lang).quantities
        if quantities and quantities[-1].end == len(told) and quantities[-1].unit in _known_units() - _THINGS:
            return quantities[-1].unit
        if says_counted(part) and (thing := _thing(_says("counted").sub("", part), lang, any_thing=True)):
            return thing
    return None


def _first_thing(parts: Sequence[str], lang: str) -> str | None:
    return next((thing for part in parts if part and (thing := _thing(part, lang)) is not None), None)


def _thing(part: str, lang: str, *, any_thing: bool = False) -> str | None:
    """The known thing that the last word of a noun phrase names; `any_thing`: it is said to be counted."""
    told = " ".join(f"{_PROBE} {part.strip(' :.')}".split())
    found = next(iter(read_numbers(told, lang=lang).quantities), None)
    if found is None or found.start or found.value != _PROBE or not found.unit_surface:
        return None
    at = told.find(found.unit_surface)
    ends = at + len(found.unit_surface) == len(told)
    known = _known_units() if any_thing else _known_units() - _THINGS
    return found.unit if ends and found.unit in known else None


def is_kind_of_figure(part: str) -> bool:
    """Whether a head only says that its figures are shares or numbers: "Share", "Үлесі", "Количество"."""
    return any(_says(name, r"\s*(?:of)?\s*$", r"^\s*").match(part) for name in ("in_percent", "counted"))


def says_counted(part: str) -> bool:
    """Whether a head or a label says that what it names is counted: "number of schools"."""
    return _says("counted").search(part) is not None


@cache
def _says(name: str, after: str = r"(?!\w)", before: str = r"(?<!\w)") -> re.Pattern[str]:
    words = [w for lang in LANGUAGES for w in _patterns(lang, name)]
    return re.compile(rf"{before}(?:{'|'.join(sorted(words, key=len, reverse=True))}){after}", re.IGNORECASE)


def _patterns(lang: str, name: str) -> Sequence[str]:
    told = knowledge(lang, "tables")["cells"][name]
    return [told] if isinstance(told, str) else list(told)


@cache
def _scales() -> dict[str, str]:
    return {p: word for lang in LANGUAGES for p, word in knowledge(lang, "tables")["cells"]["scales"].items()}


@cache
def _known_units() -> frozenset[str]:
    tables = [knowledge(lang, "units") for lang in LANGUAGES]
    return frozenset(unit for t in tables for part in ("units", "currencies") for unit in t[part])


def _is_known(unit: str) -> bool:
    """A unit of a vocabulary, or an area or volume of its lengths, or one of these for another."""
    known = _known_units() | measured_units()
    parts = [part.removeprefix("cubic ").removeprefix("square ") for part in unit.split(" per ")]
    return unit in known or all(part in known or re.match(r"\d", part) for part in parts)

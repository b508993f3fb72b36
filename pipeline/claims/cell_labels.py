"""What names the rows of a table: its label columns, the group a row stands in, the unit printed beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.claims.places import find_places
from pipeline.claims.tokens import data_language, tokenise
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.reading import read_numbers
from pipeline.tables.cell_numbers import is_figure, is_missing
from schemas import Table

_MOST_LABELS = 4
_RANGE = re.compile(r"\d+\s?[-–—]\s?\d+|[<>≤≥]\s?\d+|\d+\s?\+")
_DASHED = re.compile(r"[-–—•]\s*[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d{2}(?!\d)")


class RowLabels:
    """The labels of a table's rows, found once a table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._body = range(table.header_rows, len(table.rows))
        self.columns = _label_columns(table)
        self._unit_column = next((c for c in sorted(self.columns) if self._prints_units(c)), None)
        self._running = self._running_column()
        self._groups = self._find_groups()
        self._wholes = self._find_wholes()
        self._regions = bool(_head("region_heads").fullmatch(self.head.strip()))
        self._spoken: dict[int, tuple[str, ...]] = {}
        self.academic = _head("academic").search(f"{self.head} {table.caption or ''}") is not None

    @property
    def head(self) -> str:
        """What heads the labels."""
        named = [c for c in sorted(self.columns) if c not in (self._running, self._unit_column)]
        return " ".join(self._table.column_paths[named[0]]) if named and self._table.column_paths else ""

    def printed(self, row: int) -> str:
        """All label cells of the row, as they are printed."""
        texts = self._table.rows[row]
        return " ".join(texts[c] for c in sorted(self.columns) if texts[c]).strip()

    def spoken(self, row: int) -> tuple[str, ...]:
        """The group, or the row that this one is a part of, and the label, without running numbers and units."""
        if row not in self._spoken:
            self._spoken[row] = self._label_of(row)
        return self._spoken[row]

    def _label_of(self, row: int) -> tuple[str, ...]:
        texts = self._table.rows[row]
        named = [c for c in sorted(self.columns) if c not in (self._running, self._unit_column) and texts[c].strip()]
        label = " ".join(texts[c].strip() for c in named).rstrip(" :")
        whole = self._wholes.get(row)
        above = () if whole is None else self.spoken(whole)
        above = above or tuple(part for part in (self._groups.get(row, ""),) if part)
        return (*above, self._as_region(label)) if label else above

    def unit_text(self, row: int) -> str:
        """The unit printed in the row's own cell for it; empty where there is none."""
        return self._table.rows[row][self._unit_column] if self._unit_column is not None else ""

    def whole_of(self, row: int) -> int | None:
        """The row of which this one is a part by the words "of which"; None for any other."""
        return self._wholes.get(row)

    def is_group(self, row: int) -> bool:
        """Whether the row has a label and nothing else."""
        texts = self._table.rows[row]
        filled = [c for c, text in enumerate(texts) if text.strip()]
        return bool(filled) and filled[0] in self.columns and len(filled) == 1 and not is_figure(texts[filled[0]])

    def is_total(self, row: int) -> bool:
        """Whether the row sums the others."""
        return is_total("".join(self.spoken(row)[-1:]))

    def is_average(self, row: int) -> bool:
        """Whether the row is the mean of the others."""
        return _head("averaged").match("".join(self.spoken(row)[-1:])) is not None

    def _as_region(self, label: str) -> str:
        """A bare name in a column of regions is a region's: "Абай" is no poet there."""
        lang = data_language(self._table.lang)
        if not self._regions or not label or find_places(label, tokenise(label, lang), lang):
            return label
        named = (form.format(label) for form in knowledge(lang, "tables")["cells"]["region"])
        return next((name for name in named if find_places(name, tokenise(name, lang), lang)), label)

    def _prints_units(self, col: int) -> bool:
        head = " ".join(self._table.column_paths[col]) if self._table.column_paths else ""
        return _head("unit_heads").fullmatch(head.strip(" .,")) is not None

    def _running_column(self) -> int | None:
        texts = [self._table.rows[r][0].strip().rstrip(".") for r in self._body]
        counted = [text for text in texts if text]
        running = counted == [str(i + 1) for i in range(len(counted))]
        return 0 if running and counted and len(self.columns) > 1 else None

    def _find_groups(self) -> dict[int, str]:
        """For each row the label that stands alone over it; words like "of which" open no group."""
        groups: dict[int, str] = {}
        group = ""
        for row in self._body:
            if self.is_group(row):
                text = self.printed(row).rstrip(" :")
                group = "" if is_axis(text) else text
            elif group:
                groups[row] = group
        last = self._body[-1] if self._body else -1
        if (
            last in groups
            and is_total(self.printed(last))
            and not any(is_total(self.printed(r)) for r in self._body[:-1])
        ):
            del groups[last]
        return groups

    def _find_wholes(self) -> dict[int, int]:
        """Rows under "of which:", up to the next group or sum, single rows that begin with these words or with a dash,
        and the rows in small letters behind such a one.
        """
        found: dict[int, int] = {}
        last, whole = None, None
        for row in self._body:
            label = self.printed(row)
            parted = _head("of_which").match(label) is not None
            if self.is_group(row):
                whole = last if parted else None
                continue
            if is_total(label):
                whole = None
            goes_on = row - 1 in found and label[:1].islower()
            if (parted or goes_on or _DASHED.match(label)) and whole is None and last is not None:
                found[row] = last
                continue
            if whole is not None:
                found[row] = whole
            else:
                last = row
        return found


@cache
def _head(name: str) -> re.Pattern[str]:
    words = [w for lang in LANGUAGES for w in knowledge(lang, "tables")["cells"][name]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def is_axis(text: str) -> bool:
    """Whether a head only names the rows or columns: "Region", "Показатель", "of which"."""
    parts = [part.strip(" .:") for part in text.split("/")]
    return all(not part or _head("axes").fullmatch(part) for part in parts)


def is_status(text: str) -> bool:
    """Whether a head only says if its figures were planned or came about: "План", "Нақты", "Target"."""
    return _head("statuses").fullmatch(text.strip(" .:")) is not None


def is_change(text: str) -> bool:
    """Whether a head says that its figures are changes: "Change, +/-", "Прирост"."""
    return _head("changes").match(text.strip()) is not None


def is_total(text: str) -> bool:
    """Whether a label or a head is a word for the sum of the others, in any language, or for what its rows lie in."""
    named = text.casefold().strip(" .:")
    return named in _totals() or summed_rows(named) is not None or is_whole_land(named)


def is_whole_land(text: str) -> bool:
    """Whether a label names what all rows lie in by a common noun: "Всего по республике", "Ел бойынша"."""
    return _head("whole_land").fullmatch(text.strip(" .:")) is not None


@lru_cache(maxsize=1024)
def summed_rows(label: str) -> int | None:
    """How many rows a total says it sums: "Итого по пяти областям", "Total for 5 regions"."""
    told = (re.fullmatch(form, label.strip(" .:"), re.IGNORECASE) for form in _sums_over())
    counted = next((match[1] for match in told if match is not None), None)
    for lang in LANGUAGES if counted is not None else ():
        found = read_numbers(counted or "", lang=lang).quantities
        if found and not found[0].start and found[0].value is not None and found[0].value == int(found[0].value):
            return int(found[0].value)
    return None


@cache
def _sums_over() -> tuple[str, ...]:
    return tuple(form for lang in LANGUAGES for form in knowledge(lang, "tables")["cells"]["sum_over"])


@cache
def _totals() -> frozenset[str]:
    return frozenset(word for lang in LANGUAGES for word in knowledge(lang, "claims")["whole"]["totals"])


def _label_columns(table: Table) -> set[int]:
    """The columns that name the rows: the first, and those after it whose cells are words; none when all are values."""
    body = table.rows[table.header_rows :]
    width = len(table.rows[0]) if table.rows else 0
    labels: set[int] = set()
    for c in range(min(_MOST_LABELS, width - 1 if width > 1 else width)):
        texts = [row[c].strip() for row in body if row[c].strip()]
        named = _names_rows(texts, width) if c == 0 else _is_wordy(texts) or _are_years(texts)
        if not named:
            break
        labels.add(c)
    return labels


def _is_wordy(texts: Sequence[str]) -> bool:
    """Most cells are words: no figures, nor figures with words ("6 universities – 23 people")."""
    valued = sum(is_figure(text) or text[0].isdigit() for text in texts)
    return bool(texts) and valued <= len(texts) / 2


def _are_years(texts: Sequence[str]) -> bool:
    years = [text for text in texts if _YEAR.match(text) and len(text) <= len("2020-2021 гг.")]
    return len(texts) > 1 and len(years) == len(texts) and len(set(texts)) < len(texts)


def _names_rows(texts: Sequence[str], width: int) -> bool:
    """A first column names the rows when it has words, distinct years or ranges, or numbers that only grow."""
    figures = [text for text in texts if is_figure(text) and not is_missing(text)]
    if texts and len(figures) <= len(texts) / 2:
        return True
    if width < 2 or len(texts) != len(set(texts)):
        return False
    years = sum(bool(_YEAR.match(text)) for text in texts)
    ranges = sum(bool(_RANGE.fullmatch(text)) for text in texts)
    whole = [int(text.rstrip(".")) for text in texts if text.rstrip(".").isdecimal()]
    growing = len(whole) >= len(texts) - 1 > 0 and all(a < b for a, b in pairwise(whole))
    return 2 * (years + ranges) >= len(texts) or growing or len(figures) < len(texts)

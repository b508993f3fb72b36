"""Numbers and periods of a table's cells, heads and labels, read strictly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import product

from pipeline.claims.tokens import data_language
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.reading import FoundPeriod, read_numbers
from schemas import FoundQuantity, Period

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,]*\d)")
_DOWN = re.compile(r"((?:19|20)\d{2})\s*/\s*((?:19|20)\d{2})")
"""Years of which the later one stands first are held against each other; an academic year goes up."""
_WORDS_OF_MONTH = 3


@lru_cache(maxsize=2048)
def lead_periods(lead: str, lang: str) -> tuple[FoundPeriod, ...]:
    """Periods of header and label; a bare year there is a year, whatever it might be in running text."""
    reading = read_numbers(lead, lang=lang)
    bare = (
        FoundPeriod(match.start(), match.end(), Period(start=match[0], end=match[0], text=match[0]))
        for match in _YEAR.finditer(lead)
        if not any(p.start < match.end() and match.start() < p.end for p in reading.periods)
    )
    return (*reading.periods, *bare)


def part_of_year(period: Period | None, parts: Sequence[str], lang: str) -> tuple[Period, str] | None:
    """The month or quarter that a label names where a head names the year, or the other way round, and that part."""
    if period is None or not re.fullmatch(r"(?:19|20)\d{2}", period.start) or period.end != period.start:
        return None
    named = [part for part in parts if len(part.split()) <= _WORDS_OF_MONTH and period.start not in part]
    forms = knowledge(data_language(lang), "tables")["cells"]["dated"]
    for part, form in product(named, forms):
        told = form.format(part=part.strip(" .:"), year=period.start)
        found = next(iter(lead_periods(told, lang)), None)
        if found is not None and found.period is not None and found.period.start.startswith(f"{period.start}-"):
            return found.period, part
    return None


def changed_over(part: str, lang: str) -> Period | None:
    """From the earlier to the later period of a head that compares two: "2023 г. к 2021 г., %", "2023 to 2022"."""
    if not compares(part):
        return None
    told = sorted((p.period for p in lead_periods(part, lang) if p.period is not None), key=lambda p: p.start)
    if len(told) == 2 and told[0].start != told[1].start:
        return Period(start=told[0].start, end=told[1].end, text=part)
    years = sorted({match[0] for match in _YEAR.finditer(part)})
    return Period(start=years[0], end=years[1], text=part) if len(years) == 2 else None


def compares(part: str) -> bool:
    """Whether a head holds one time against another: "к 2021 г.", "compared with 2022", "2023/2019"."""
    return _compares().search(part) is not None or any(int(m[1]) > int(m[2]) for m in _DOWN.finditer(part))


@cache
def _compares() -> re.Pattern[str]:
    words = "|".join(word for lang in LANGUAGES for word in knowledge(lang, "tables")["cells"]["compared"])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def read_plain(text: str, lang: str) -> list[FoundQuantity]:
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


def scaled(quantity: FoundQuantity, scale: Decimal) -> FoundQuantity:
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

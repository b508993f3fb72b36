"""Years, spans of years, academic years, halves, quarters, months and days, and words such as "last year"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pipeline.languages.knowledge import knowledge
from schemas.quantity import AsOf, Period

ACADEMIC_START: Final = "09"
ACADEMIC_END: Final = "06"
"""A school year runs from September to June in all three languages' countries."""

_YEAR = r"(?:19|20)[0-9]{2}"
_D = r"(?:\s{0,2}[-‐‑–—−]\s{0,2})"
_S = r"\s{0,3}"
_LEFT = r"(?<![0-9\w.,№#$€£/-])"
_RIGHT = r"(?![0-9\w])(?![.,][0-9])(?![-–—/]\s?[0-9])"


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period at its place: `period` as coarse as printed, or `as_of` for a relative word ("last year")."""

    start: int
    end: int
    period: Period | None = None
    as_of: AsOf | None = None


@dataclass(frozen=True, slots=True)
class FoundDates:
    """Periods, and in `spans` the places of dates that name none: 9 May, XX century."""

    periods: tuple[FoundPeriod, ...]
    spans: tuple[FoundPeriod, ...]

    @property
    def dates(self) -> list[tuple[int, int]]:
        """The places of dates without a year."""
        return [(span.start, span.end) for span in self.spans]


def find_periods(text: str, *, lang: str) -> FoundDates:
    """All periods that are periods by their form, and the spans of dates that have no year ("9 May", "XX century").

    A bare year is left to the reader of the whole sentence.
    """
    found: list[FoundPeriod] = []
    dates: list[FoundPeriod] = []
    for match in _grammar(lang).finditer(text):
        name = match.lastgroup or ""
        start, end = match.span()
        if name == "relative":
            found.append(FoundPeriod(start, end, as_of=AsOf(text=match.group())))
            continue
        span = _read(name, match.group(), lang)
        if span is not None:
            surface = match.group().rstrip()
            found.append(FoundPeriod(start, start + len(surface), Period(start=span[0], end=span[1], text=surface)))
        elif name in ("century", "daymonth", "day"):
            dates.append(FoundPeriod(start, end))
    return FoundDates(tuple(found), tuple(dates))


def year_period(start: int, surface: str, year: int) -> FoundPeriod:
    """A bare year as a period."""
    return FoundPeriod(start, start + len(surface), Period(start=str(year), end=str(year), text=surface))


@cache
def _grammar(lang: str) -> re.Pattern[str]:
    """One expression with a named group for each form, longest forms first; every repeat is bounded."""
    parts = [f"(?P<{name}>{form})" for name, form in _forms(lang).items()]
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def _forms(lang: str) -> Mapping[str, str]:
    data = knowledge(lang, "periods")
    months = "|".join(data["months"])
    year_word = rf"(?:{_S}[-–]?(?:шы|ші)?{_S}(?:{data['year']})\b\.?)" if data["year"] else "(?!)"
    plural = rf"(?:{_S}(?:{data['year_plural']})\b\.?)" if data["year_plural"] else "(?!)"
    first, second = data["half_first"], data["half_second"]
    year_of = rf"{_YEAR}{year_word}?"
    relative = sorted((w for words in data["relative"].values() for w in words), key=len, reverse=True)
    joined = "|".join(
        rf"{a}\s{{1,3}}{_YEAR}{year_word}?\s{{1,3}}{b}\s{{1,3}}{_YEAR}{year_word}?" for a, b in data["range_words"]
    )
    kk_range = rf"{_YEAR}(?:{year_word}|[-–][а-яәіңғүұқөһ]{{2,4}})\s{{1,3}}{_YEAR}(?:{year_word}|[-–][а-яәіңғүұқөһ]{{2,4}}){{1,2}}\s{{1,3}}дейін[а-яі]{{0,3}}"
    half = rf"(?:{data['half']})"
    quarters = "|".join(data["quarters"])
    return {
        "academic": rf"{_LEFT}(?:{_YEAR}(?:/|{_D})(?:{_YEAR}|[0-9]{{2}})(?:{_S}[-–]?(?:шы|ші)?)?{_S}(?:{data['academic']})"
        rf"|{_YEAR}/(?:{_YEAR}|[0-9]{{2}}){_RIGHT}"
        + (
            rf"|(?:{data['academic_before']})\s{{1,3}}{_YEAR}(?:/|{_D})(?:{_YEAR}|[0-9]{{2}})"
            if data["academic_before"]
            else ""
        )
        + ")",
        "day": rf"{_LEFT}(?:[0-3]?[0-9]\s{{1,3}}(?:{months})\.?,?\s{{1,3}}{_YEAR}{year_word}?|(?:{months})\.?\s{{1,3}}[0-3]?[0-9],?\s{{1,3}}{_YEAR}{_RIGHT}"
        rf"|{_YEAR}{year_word}\s{{1,3}}[0-3]?[0-9][-–]?[а-я]{{0,3}}\s{{0,3}}(?:{months})\b|[0-3][0-9]\.[01][0-9]\.{_YEAR}(?:{_S}г\.)?|{_YEAR}-[01][0-9]-[0-3][0-9])",
        "half": rf"(?<![\w-])(?:(?:{first}|{second})[-–]?(?:е|м|я|ый|ом|ші|ой)?{_S}{half}{_S}{year_of}"
        rf"|{_YEAR}{year_word}?{_S}(?:{first}|{second})[-–]?(?:ші)?{_S}{half})",
        "quarter": rf"(?<![\w-])(?:(?:{quarters})[-–]?(?:й|м|ші)?{_S}(?:{data['quarter']})?{_S}{year_of}"
        rf"|{_YEAR}{year_word}{_S}(?:{quarters})[-–]?(?:ші)?{_S}(?:{data['quarter']}))",
        "month": rf"(?<![\w-])(?:(?:{months})\.?,?\s{{1,3}}{_YEAR}{year_word}?(?![0-9])|{_YEAR}{year_word}\s{{1,3}}(?:{months})\b)",
        "joined": rf"(?<![\w-])(?:{joined or '(?!)'}){_RIGHT}",
        "kkrange": rf"{_LEFT}(?:{kk_range})" if lang == "kk" else "(?!)",
        "range": rf"{_LEFT}{_YEAR}(?:{year_word})?{_D}{_YEAR}(?:{year_word}|[-–](?:шы|ші){_S}жыл[а-яәіңғүұқөһ]{{0,10}})?(?![0-9])(?![.,][0-9])",
        "list": rf"{_LEFT}{_YEAR}\s{{1,3}}(?:и|және|мен|пен|бен)\s{{1,3}}{_YEAR}{plural}",
        "decade": rf"(?<![\w,.-])(?:{_YEAR[:-5]}[0-9]0|[1-9]0){data['decade']}(?![\w])",
        "century": rf"(?<![\w-])(?:[XVIХІ]{{1,5}}|[12]?[0-9])(?:[-–]?(?:й|го|м|ом|ші|шы|st|nd|rd|th))?{_D}?{_S}(?:[XVIХІ]{{1,5}}{_S})?(?:{data['century']})(?!\w)",
        "daymonth": rf"{_LEFT}(?:[0-3]?[0-9]\s{{1,3}}(?:{months})(?!\w)|(?:{months})\.?\s{{1,3}}[0-3]?[0-9](?![0-9:%,.]*[0-9%])(?!\s?%))",
        "year": rf"{_LEFT}{_YEAR}{year_word}(?!\w)",
        "relative": rf"(?<!\w)(?:{'|'.join(relative)})(?!\w)",
    }


def _read(name: str, surface: str, lang: str) -> tuple[str, str] | None:
    years = re.findall(_YEAR, surface)
    low = surface.lower()
    if name == "academic":
        return _academic(surface)
    if name in ("half", "quarter"):
        return _part_of_year(name, low, years[0], lang) if years else None
    if name in ("day", "month"):
        return _dated(name, low, years[0] if years else "", lang)
    if name in ("joined", "range", "list", "kkrange"):
        return (years[0], years[1]) if len(years) == 2 and years[0] < years[1] else None
    if name == "decade":
        digits = re.findall(r"[0-9]+", low)[0]
        start = int(digits) if len(digits) == 4 else 1900 + int(digits)
        return (str(start), str(start + 9))
    return (years[0], years[0]) if name == "year" else None


def _academic(surface: str) -> tuple[str, str] | None:
    found = re.search(rf"({_YEAR})\D{{1,5}}([0-9]{{2,4}})", surface)
    if found is None:
        return None
    start = int(found.group(1))
    last = found.group(2)
    end = int(last) if len(last) == 4 else start // 100 * 100 + int(last)
    return (f"{start}-{ACADEMIC_START}", f"{end}-{ACADEMIC_END}") if end == start + 1 else (str(start), str(end))


def _part_of_year(name: str, low: str, year: str, lang: str) -> tuple[str, str] | None:
    data: dict[str, Any] = knowledge(lang, "periods")
    rest = low.replace(year, " ", 1)
    if name == "half":
        second = re.search(rf"(?<!\w)(?:{data['half_second']})(?![0-9ivіх])", rest, re.IGNORECASE)
        return (f"{year}-07", f"{year}-12") if second else (f"{year}-01", f"{year}-06")
    for number in (3, 2, 1, 0):
        if re.search(rf"(?<!\w)(?:{data['quarters'][number]})(?![0-9ivіх])", rest, re.IGNORECASE):
            return (f"{year}-{number * 3 + 1:02}", f"{year}-{number * 3 + 3:02}")
    return None


def _dated(name: str, low: str, year: str, lang: str) -> tuple[str, str] | None:
    numeric = re.search(rf"([0-9]{{2}})\.([0-9]{{2}})\.({_YEAR})", low)
    if numeric is not None:
        day, month, year = numeric.groups()
        return (f"{year}-{month}-{day}",) * 2
    iso = re.search(rf"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}", low)
    if iso is not None:
        return (iso.group(),) * 2
    number = _month_number(low, lang)
    if number is None or not year:
        return None
    if name == "month":
        return (f"{year}-{number:02}",) * 2
    digits = re.search(r"(?<![0-9])([0-3]?[0-9])(?![0-9])", low)
    return (f"{year}-{number:02}-{int(digits.group(1)):02}",) * 2 if digits else None


def _month_number(low: str, lang: str) -> int | None:
    for number, forms in enumerate(knowledge(lang, "periods")["months"], start=1):
        if re.search(rf"(?<!\w)(?:{forms})(?!\w)", low):
            return number
    return None

"""Years, spans of years, academic years, halves, quarters, months and days, and words such as "last year"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.digitless import stretches
from pipeline.numbers.forms import by_first_letter, expression, form_of
from schemas.quantity import AsOf, Period

ACADEMIC_START: Final = "09"
ACADEMIC_END: Final = "06"
"""A school year runs from September to June in all three languages' countries."""

_YEAR = r"(?:19|20)[0-9]{2}"
_D = r"(?:\s{0,2}[-‐‑–—−]\s{0,2})"
_S = r"\s{0,3}"
_NEVER = "(?!)"
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
    for match in _matches(text, lang):
        name = form_of(match)
        start, end = match.span()
        if name in ("relative", "back"):
            found.append(FoundPeriod(start, end, as_of=AsOf(text=match.group())))
            continue
        if name in ("part", "again", "bare"):
            part = _part_of_the_year_told(name, (text, start, end), lang, found)
            if part is not None:
                found.append(part)
            continue
        span = _read(name, match.group(), lang)
        if span is not None:
            surface = match.group().rstrip()
            found.append(FoundPeriod(start, start + len(surface), Period(start=span[0], end=span[1], text=surface)))
        elif name in ("century", "daymonth", "day", "count"):
            dates.append(FoundPeriod(start, end))
    return FoundDates(tuple(found), tuple(dates))


def year_period(start: int, surface: str, year: int) -> FoundPeriod:
    """A bare year as a period."""
    return FoundPeriod(start, start + len(surface), Period(start=str(year), end=str(year), text=surface))


_ANY_YEAR: Final = re.compile(_YEAR)
_LONGEST: Final = 120
"""Characters before its year that a form may have, and more than any has."""


def _matches(text: str, lang: str) -> Iterator[re.Match[str]]:
    """What has the form of a period; the forms with years are sought only where there may be one."""
    years = _ANY_YEAR.search(text) is not None
    for start, end, digits in stretches(text, ahead=_LONGEST) if years else ((0, len(text), False),):
        yield from _grammar(lang, years=digits).finditer(text, start, end)


_YEARLESS: Final = frozenset({"decade", "century", "daymonth", "relative", "back"})
"""Forms that a text without a year of four digits may have."""

_DIGIT_FIRST: Final = ("cased", "range", "short", "list", "decade", "year")


@cache
def _grammar(lang: str, *, years: bool) -> re.Pattern[str]:
    """One expression with a named group for each form, longest forms first; every repeat is bounded."""
    words = _words(lang)
    forms = (
        _fiscal(words)
        | _school_years(words)
        | _spans_of_days(words)
        | _days(words)
        | _months(words)
        | _parts(words)
        | _spans(words)
        | _single(words)
    )
    forms = {
        name: form if name == "relative" else f"(?i:{form})"
        for name, form in forms.items()
        if years or name in _YEARLESS
    }
    starts = dict.fromkeys(forms, ("digit", "letter")) | dict.fromkeys(_DIGIT_FIRST, ("digit",))
    return expression(forms, starts | {"relative": ("letter",), "back": ("letter", "digit")})


@dataclass(frozen=True, slots=True)
class _Words:
    """The pieces of expressions that a language brings: `year` is a year with or without its word."""

    data: Mapping[str, Any]
    months: str
    year_word: str
    plural: str
    year: str
    letters: str


@cache
def _words(lang: str) -> _Words:
    data = knowledge(lang, "periods")
    ordinal = r"(?:[-–]?(?:шы|ші))?"
    year_word = rf"(?:{_S}{ordinal}[-–]?{_S}(?:{data['year']})\b\.?)" if data["year"] else _NEVER
    if data["year_endings"]:
        year_word = rf"(?:{year_word}|[-–](?:{data['year_endings']})(?!\w))"
    plural = rf"(?:{_S}(?:{data['year_plural']})\b\.?)" if data["year_plural"] else _NEVER
    months = "|".join(sorted("|".join(data["months"]).split("|"), key=len, reverse=True))
    return _Words(data, rf"(?:{months})", year_word, plural, rf"{_YEAR}{year_word}?", "а-яәіңғүұқөһ")


def _school_years(w: _Words) -> dict[str, str]:
    pair = rf"{_YEAR}(?:/|{_D})(?:{_YEAR}|[0-9]{{2}})"
    forms = [
        rf"{pair}(?:{_S}[-–]?(?:шы|ші)?)?{_S}(?:{w.data['academic']})",
        rf"{_YEAR}/(?:{_YEAR}|[0-9]{{2}}){_RIGHT}",
    ]
    if w.data["academic_before"]:
        forms.append(rf"(?:{w.data['academic_before']})\s{{1,3}}{pair}")
    return {"academic": rf"{_LEFT}(?:{'|'.join(forms)})"}


def _fiscal(w: _Words) -> dict[str, str]:
    """FY2023, fiscal year 2022/23, 2022-23 financial year: named after its year, or after two."""
    pair = rf"{_YEAR}(?:(?:/|{_D})(?:{_YEAR}|[0-9]{{2}}))?"
    fiscal = rf"(?:{w.data['fiscal']})"
    return {"fiscal": rf"(?<![\w-])(?:{fiscal}{_S}{pair}(?![0-9])|{pair}{_S}{fiscal}(?!\w))"}


def _days(w: _Words) -> dict[str, str]:
    day = "[0-3]?[0-9]"
    forms = [
        rf"{day}\s{{1,3}}{w.months}\.?,?\s{{1,3}}{w.year}",
        rf"{w.months}\.?\s{{1,3}}{day},?\s{{1,3}}{_YEAR}{_RIGHT}",
        rf"{_YEAR}{w.year_word}\s{{1,3}}{day}[-–]?[а-я]{{0,3}}\s{{0,3}}{w.months}\b",
        rf"[0-3][0-9]\.[01][0-9]\.{_YEAR}(?:{_S}[гж]\.)?",
        rf"{_YEAR}-[01][0-9]-[0-3][0-9]",
    ]
    return {"day": rf"{_LEFT}(?:{'|'.join(forms)})"}


def _spans_of_days(w: _Words) -> dict[str, str]:
    """15 September to 20 October 2023; с 1 по 20 октября 2023 года; 2023 жылғы 15 қыркүйектен 20 қазанға дейін."""
    day, gap = "[0-3]?[0-9]", r"\s{1,3}"
    joined = rf"(?:{_D}|{gap}(?:{'|'.join(sorted({b for _, b in w.data['month_ranges']})) or _NEVER}){gap})"
    forms = [
        rf"{day}(?:{gap}{w.months}\.?(?:,?{gap}{w.year})?)?{joined}{day}{gap}{w.months}\.?,?{gap}{w.year}",
        rf"{w.months}\.?{gap}{day}{joined}(?:{w.months}\.?{gap})?{day},?{gap}{_YEAR}{_RIGHT}",
    ]
    if w.data["cased_ranges"]:
        left = rf"{day}(?:{gap}{w.months})?(?:{_D}|{gap}(?:(?:мен|пен|бен){gap})?)"
        forms = [rf"{_YEAR}{w.year_word}{gap}{left}{day}{gap}{w.months}(?:{gap}(?:дейін|аралығы)[а-яі]{{0,5}}|\b)"]
    return {"days": rf"{_LEFT}(?:{'|'.join(forms)})"}


def _parts(w: _Words) -> dict[str, str]:
    """Halves, quarters, months and spans of months."""
    data = w.data
    halves, half = rf"(?:{data['half_first']}|{data['half_second']})", rf"(?:{data['half']})"
    quarters, quarter = rf"(?:{'|'.join(data['quarters'])})", rf"(?:{data['quarter']})"
    ending = r"[-–]?(?:е|м|я|й|ый|ом|ші|ой)?"
    months = rf"{w.months}(?:{_D}{w.months})?"
    return {
        "half": (
            rf"(?<![\w-])(?:{halves}{ending}{_S}{half}{_S}{w.year}|{w.year}{_S}{halves}{ending}{_S}{half}"
            rf"|(?:[hH][12]|[12][hH]){_S}{_YEAR})"
        ),
        "quarter": (
            rf"(?<![\w-])(?:(?:{quarters}{ending}{_S}{quarter}|[qQ][1-4]){_S}{w.year}|{_YEAR}{_S}[qQ][1-4]"
            rf"|{_YEAR}{w.year_word}{_S}{quarters}{ending}{_S}{quarter})"
        ),
        "month": (
            rf"(?<![\w-])(?:{months}\.?,?\s{{1,3}}{w.year}(?![0-9])"
            rf"|{_YEAR}{w.year_word}\s{{1,3}}{w.months}\s{{1,3}}(?:(?:мен|пен|бен|және)\s{{1,3}})?{w.months}"
            rf"(?:{data['month_up_to']})"
            rf"|{_YEAR}{w.year_word}\s{{1,3}}{months}\b)"
        ),
        # told of the year that was told before: "in 2023 ..., in the second quarter 24.6 %, in the third 45.2 %"
        "part": (
            rf"(?<![\w-])(?:{halves}{ending}{_S}(?:{data['half_alone']})|{quarters}{ending}{_S}{quarter}|[qQ][1-4](?!\w))"
        ),
        "again": rf"(?<!\w)(?:{data['part_again']})(?=,?\s(?:[–—-]\s?)?[0-9(]|[,.;)])",
        "bare": rf"(?<!\w)(?:{data['month_alone'].replace('{months}', w.months)})(?!\w)(?!\.?,?\s{{0,3}}[0-9]|{_D})",
    }


def _months(w: _Words) -> dict[str, str]:
    """с марта по июнь 2021 года, 9 месяцев 2023 года, summer 2021."""
    data = w.data
    opened = "|".join(
        rf"{a}\s{{1,3}}{w.months}(?:\s{{1,3}}{w.year})?\s{{1,3}}{b}\s{{1,3}}{w.months}\.?,?\s{{1,3}}{w.year}(?![0-9])"
        for a, b in data["month_ranges"]
    )
    counts = rf"(?:{'|'.join([*data['month_counts'], '1[0-2]|[1-9]'])})[\s-]{{1,3}}(?:{data['months_of']})"
    seasons = "|".join(data["seasons"])
    return {
        "months": rf"(?<![\w-])(?:{opened or _NEVER})",
        "count": (
            rf"(?<![\w,.-])(?:{counts}\s{{1,3}}{w.year}(?![0-9])"
            rf"|{_YEAR}{w.year_word}\s{{1,3}}(?:[^\W\d]{{4,9}}\s)?{counts}(?!\w))"
        ),
        "season": (
            rf"(?<!\w)(?:(?:{seasons})\s{{1,3}}{w.year}(?![0-9])|{_YEAR}{w.year_word}\s{{1,3}}(?:{seasons})(?!\w))"
        ),
    }


def _spans(w: _Words) -> dict[str, str]:
    joined = "|".join(
        rf"{a}\s{{1,3}}{w.year}\s{{1,3}}{b}\s{{1,3}}{w.year}" for a, b in w.data["range_words"]
    )  # fmt: skip
    cased = rf"{_YEAR}(?:{w.year_word}|[-–][{w.letters}]{{2,4}})"
    up_to = rf"{cased}\s{{1,3}}{cased}{{1,2}}\s{{1,3}}дейін[а-яі]{{0,3}}" if w.data["cased_ranges"] else _NEVER
    last = rf"(?:{w.year_word}|[-–](?:шы|ші){_S}жыл[{w.letters}]{{0,10}})?(?![0-9])(?![.,][0-9])"
    return {
        "joined": rf"(?<![\w-])(?:{joined or _NEVER}){_RIGHT}",
        "cased": rf"{_LEFT}{up_to}",
        "range": rf"{_LEFT}{w.year}{_D}{_YEAR}{last}",
        "short": rf"{_LEFT}{_YEAR}{_D}[0-9]{{2}}(?![\w%])(?![.,][0-9])(?![-–—/])(?!\s?%)",
        "list": rf"{_LEFT}{_YEAR}\s{{1,3}}(?:и|және|мен|пен|бен)\s{{1,3}}{_YEAR}{w.plural}",
    }


TOLD_NOW: Final = "told now"
"""The list of adjectives that tell that the figure right behind is of today: "the current 3.2 %"."""


def _single(w: _Words) -> dict[str, str]:
    """Decades, centuries, days without a year, years with their word, relative words."""
    data = w.data
    roman = "[XVIХІ]{1,5}"
    ordinal = r"(?:[-–]?(?:й|го|м|ом|ші|шы|st|nd|rd|th))?"
    day = r"[0-3]?[0-9]"
    lists = {name: words for name, words in data["relative"].items() if name != TOLD_NOW}
    relative = sorted((word for words in lists.values() for word in words), key=len, reverse=True)
    now = "|".join(data["relative"][TOLD_NOW])
    return {
        "decade": rf"(?<![\w,.])(?<![0-9][-–])(?:(?:19|20)[0-9]0|[1-9]0){data['decade']}(?!\w)",
        "century": rf"(?<![\w-])(?:{roman}|[12]?[0-9]){ordinal}{_D}?{_S}(?:{roman}{_S})?(?:{data['century']})(?!\w)",
        "daymonth": (
            rf"{_LEFT}(?:{day}\s{{1,3}}{w.months}(?!\w)"
            + (rf"|{w.months}\.?\s{{1,3}}{day}(?![0-9:%,.]{{0,9}}[0-9%])(?!\s?%))" if data["day_behind"] else ")")
        ),
        "year": rf"{_LEFT}{_YEAR}{w.year_word}(?!\w)",
        "relative": rf"(?<!\w)(?:(?:{by_first_letter(relative)})(?!\w)|(?:{now})(?={_S}[0-9]))",
        "back": rf"(?<![\w,.-])(?:{_back(data)})(?!\w)",
    }


def _back(data: Mapping[str, Any]) -> str:
    """Times counted back or on: "five years earlier", "two years ago", "the following year"."""
    counts = "|".join(["[1-9][0-9]?", *data["back"]["counts"]])
    forms = data["back"]["earlier"] + data["back"]["later"] + data["back"]["ago"]
    return "|".join(forms).replace("{n}", f"(?:{counts})")


def years_back(text: str, *, lang: str) -> int | None:
    """How many years a time lies before the one told before it: 5 of "five years earlier", -1 of "the next year"; None
    of "two years ago", which is counted from today."""
    data = knowledge(lang, "periods")
    low = " ".join(text.casefold().split())
    if low in data["relative"]["year before"]:
        return 1
    counts = data["back"]["counts"]
    forms = [(form, 1) for form in data["back"]["earlier"]] + [(form, -1) for form in data["back"]["later"]]
    for form, sign in forms:
        match = re.fullmatch(form.replace("{n}", f"(?P<n>[1-9][0-9]?|{'|'.join(counts)})"), low)
        if match is None:
            continue
        told = match.groupdict().get("n")
        if told is None:
            return sign
        number = int(told) if told.isdigit() else next(k for k, c in enumerate(counts, 1) if told in c.split("|"))
        return sign * number
    return None


def _read(name: str, surface: str, lang: str) -> tuple[str, str] | None:
    years = re.findall(_YEAR, surface)
    low = surface.lower()
    if name == "academic":
        return _academic(surface)
    if name == "short":  # 2020-21
        return (years[0], f"{years[0][:2]}{low[-2:]}") if int(years[0][2:]) < int(low[-2:]) else None
    if name == "fiscal":
        pair = _academic(surface)
        return (years[0],) * 2 if pair is None else (pair[0][:4], pair[1][:4])
    if name in ("count", "season"):
        return _months_told(name, low, years[0], lang)
    if name == "century":
        return _century(low)
    if name in ("half", "quarter"):
        return _part_of_year(name, low, years[0], lang) if years else None
    if name in ("days", "day", "month", "months"):
        return _dated(name, low, years, lang)
    if name in ("joined", "range", "list", "cased"):
        return (years[0], years[1]) if len(years) == 2 and years[0] < years[1] else None
    if name == "decade":
        digits = re.findall(r"[0-9]+", low)[0]
        start = int(digits) if len(digits) == 4 else 1900 + int(digits)
        return (str(start), str(start + 9))
    return (years[0], years[0]) if name == "year" else None


def _months_told(name: str, low: str, year: str, lang: str) -> tuple[str, str] | None:
    """за 9 месяцев 2023 года: January to September; summer 2021: June to August."""
    data: dict[str, Any] = knowledge(lang, "periods")
    rest = low.replace(year, " ", 1)
    if name == "season":
        found = next((k for k, word in enumerate(data["seasons"]) if re.search(rf"(?<!\w)(?:{word})", rest)), None)
        return None if found is None else (f"{year}-{3 * found + 3:02}", f"{year}-{3 * found + 5:02}")
    for number in range(12, 0, -1):
        if re.search(rf"(?<!\w)(?:{number}|{data['month_counts'][number - 1]})(?!\w)", rest):
            return f"{year}-01", f"{year}-{number:02}"
    return None


_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_LOOKALIKES: Final = str.maketrans("хі", "xi")

FIRST_CENTURY: Final = 11
LAST_CENTURY: Final = 22
"""Centuries whose years have four digits."""


def _century(low: str) -> tuple[str, str] | None:
    """XX век, the 21st century: from its year 1 to its year 100; a span of centuries is left alone."""
    found = re.match(r"[0-9]{1,2}|[xviхі]{1,5}(?![^\W\d_])", low)
    if found is None or re.match(rf"{_D}(?:[0-9]|[xviхі]{{1,5}}\b)", low[found.end() :]):
        return None
    text = found.group().translate(_LOOKALIKES)
    if text.isdigit():
        number = int(text)
    else:
        worths = [_ROMAN[letter] for letter in text]
        number = sum(-w if w < max(worths[k:]) else w for k, w in enumerate(worths))
    return (f"{number - 1}01", f"{number}00") if FIRST_CENTURY <= number <= LAST_CENTURY else None


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


_BARE_YEAR: Final = re.compile(rf"{_LEFT}{_YEAR}{_RIGHT}")

_TOLD_NEAR: Final = 200
"""Characters between the year that was told and a part of it at most."""

_LISTED_NEAR: Final = 70
"""The same between two parts of a list."""


def _part_of_the_year_told(
    name: str, where: tuple[str, int, int], lang: str, found: list[FoundPeriod]
) -> FoundPeriod | None:
    """A quarter, half or month without a year, of the year that the text told last: "in 2023 …, in January 12 %"."""
    text, start, end = where
    last = next((f for f in reversed(found) if f.period is not None), None)
    bare = next(reversed(list(_BARE_YEAR.finditer(text, max(0, start - _TOLD_NEAR), start))), None)
    if bare is not None and (last is None or last.end <= bare.start()):
        last = year_period(bare.start(), bare.group(), int(bare.group()))
    if last is None or last.period is None or start - last.end > _TOLD_NEAR:
        return None
    year = last.period.start[:4]
    if last.period.end[:4] != year:
        return None
    surface, low = text[start:end].rstrip(), text[start:end].lower()
    if name == "bare":
        months = _month_numbers(low, lang)
        span = (f"{year}-{months[0]:02}",) * 2 if months else None
    elif name == "part":
        half = re.search(rf"(?:{_words(lang).data['half_alone']})$", low) is not None
        span = _part_of_year("half" if half else "quarter", low, year, lang)
    else:
        span = _next_part(last, text[last.end : start], low, lang)
    if span is None:
        return None
    return FoundPeriod(start, start + len(surface), Period(start=span[0], end=span[1], text=surface))


def _next_part(last: FoundPeriod, between: str, low: str, lang: str) -> tuple[str, str] | None:
    """What goes on with a list of quarters or halves in one word: "in the second quarter 24.6 %, in the third 45 %"."""
    assert last.period is not None
    listed = re.search(r"[0-9]", between) is not None and len(between) <= _LISTED_NEAR
    months = last.period.start[5:], last.period.end[5:]
    if not listed or len(months[0]) != len("01") or len(months[1]) != len("01"):
        return None
    length = int(months[1]) - int(months[0]) + 1
    name = {3: "quarter", 6: "half"}.get(length)
    return None if name is None else _part_of_year(name, low, last.period.start[:4], lang)


def _dated(name: str, low: str, years: list[str], lang: str) -> tuple[str, str] | None:
    numeric = re.search(rf"([0-9]{{2}})\.([0-9]{{2}})\.({_YEAR})", low)
    if numeric is not None:
        day, month, year = numeric.groups()
        return (f"{year}-{month}-{day}",) * 2 if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None
    iso = re.search(rf"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}", low)
    if iso is not None:
        return (iso.group(),) * 2
    months = _month_numbers(low, lang)
    if not months or not years:
        return None
    if name == "days":
        return _from_day_to_day(low, years, months)
    if name in ("month", "months"):
        turned = months[0] > months[-1] and years[0] == years[-1]  # from November to March 2021
        return (f"{int(years[0]) - turned}-{months[0]:02}", f"{years[-1]}-{months[-1]:02}")
    digits = re.search(r"(?<![0-9])([0-3]?[0-9])(?![0-9])", low)
    return (f"{years[0]}-{months[0]:02}-{int(digits.group(1)):02}",) * 2 if digits else None


def _from_day_to_day(low: str, years: list[str], months: list[int]) -> tuple[str, str] | None:
    days = [int(day) for day in re.findall(r"(?<![0-9])[0-3]?[0-9](?![0-9])", low)]
    if len(days) != len(("first", "last")) or not all(1 <= day <= 31 for day in days):
        return None
    start = f"{years[0]}-{months[0]:02}-{days[0]:02}"
    end = f"{years[-1]}-{months[-1]:02}-{days[1]:02}"
    return (start, end) if start <= end else None


def _month_numbers(low: str, lang: str) -> list[int]:
    """The months named in a text, in its order."""
    named = _words(lang).data["months"]
    found = re.findall(rf"(?<!\w){_words(lang).months}(?!\w)", low)
    return [number for word in found for number, forms in enumerate(named, start=1) if word in forms.split("|")]

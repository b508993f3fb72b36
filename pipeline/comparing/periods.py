"""Can two figures with these periods be held against each other? (DESIGN.md, rule 2 of the comparison)"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from schemas import Period

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Span(NamedTuple):
    """First and last day as year * 10000 + month * 100 + day; a month has 31 days, so that equal spans are equal."""

    first: int
    last: int

    @property
    def is_month_or_day(self) -> bool:
        """One month, or a part of one."""
        return self.first // 100 == self.last // 100

    @property
    def academic_year(self) -> int | None:
        """Y for a span from September of Y (or August) to a month of spring or summer of Y + 1."""
        year, month = self.first // 10000, self.first // 100 % 100
        last_year, last_month = self.last // 10000, self.last // 100 % 100
        return year if month in (8, 9) and last_year == year + 1 and 5 <= last_month <= 8 else None


@lru_cache(maxsize=65536)
def span_between(start: str, end: str) -> Span | None:
    """The days from the first day of one date to the last of another; None where these are no dates."""
    first, last = _DATE.match(start), _DATE.match(end)
    if first is None or last is None:
        return None
    return Span(
        int(first[1]) * 10000 + int(first[2] or 1) * 100 + int(first[3] or 1),
        int(last[1]) * 10000 + int(last[2] or 12) * 100 + int(last[3] or 31),
    )


def span_of(period: Period | None) -> Span | None:
    """The days of a period; None when it is unknown."""
    return None if period is None else span_between(period.start, period.end)


def comparable(a: Span | None, b: Span | None) -> bool:
    """Whether figures of these two periods speak of the same time.

    Both unknown; equal; an academic year Y/Y+1 with Y or a part of Y; a day or month with a period that contains it.
    A part of a year and the whole year are not, unless it is one month or day: a stock is counted on some day.
    """
    if a is None or b is None:
        return a is b
    if a == b:
        return True
    return _within(a, b) or _within(b, a) or _same_academic_year(a, b) or _same_academic_year(b, a)


def _within(part: Span, whole: Span) -> bool:
    return part.is_month_or_day and whole.first <= part.first and part.last <= whole.last


def _same_academic_year(academic: Span, other: Span) -> bool:
    year = academic.academic_year
    return year is not None and other.first // 10000 == other.last // 10000 == year

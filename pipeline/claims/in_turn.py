"""Years told in a row, each of which belongs to one of as many numbers: "in 2021, 2022 and 2023 … 540, 523 and 512"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.claims.scene import Scene
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import unit_class
from schemas import Period

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FEWEST = 2
_BEHIND = 60
"""Characters between numbers and their years behind them at most."""


def in_turn(scene: Scene) -> dict[int, Period]:
    """The year of each stretch whose numbers are told in the order of the years before or behind them."""
    if len(scene.segments) < _FEWEST or not scene.periods:
        return {}
    for years in _rows(scene):
        if len(years) < _FEWEST:
            continue
        at = _stretches(scene, years)
        if at is not None:
            text = scene.text
            return {at + k: Period(start=text[a:b], end=text[a:b], text=text[a:b]) for k, (a, b) in enumerate(years)}
    return {}


@cache
def _between_years(lang: str) -> re.Pattern[str]:
    """What stands between two years of a row: a comma, an "and", with the noun that a year may have of its own."""
    also = "|".join(map(re.escape, knowledge(lang, "claims")["segments"]["also"]))
    year = knowledge(lang, "periods")["year"] or "(?!)"
    return re.compile(rf"\s?(?:{year})?(?:,\s(?:(?:{also})\s)?|\s(?:{also})\s)(?:(?:в|in)\s)?", re.IGNORECASE)


def _rows(scene: Scene) -> list[list[tuple[int, int]]]:
    """The sentence's years, those that nothing but commas and "and" part together in rows."""
    dated = [p for p in scene.periods if p.period is not None and len(p.period.start) == len(p.period.end) == 4]
    years = [(m.start(), m.end()) for p in dated for m in _YEAR.finditer(scene.text, p.start, p.end)]
    rows: list[list[tuple[int, int]]] = []
    for year in years:
        if rows and _between_years(scene.base).fullmatch(scene.text, rows[-1][-1][1], year[0]):
            rows[-1].append(year)
        else:
            rows.append([year])
    return rows


def _stretches(scene: Scene, years: Sequence[tuple[int, int]]) -> int | None:
    """The first of the stretches that the years belong to: as many numbers of one unit, told in a row."""
    numbers = [scene.quantities[s.quantities[0]] for s in scene.segments]
    start, end = years[0][0], years[-1][1]
    behind = next((k for k, q in enumerate(numbers) if q.start > end), None)
    if behind is not None and _row_length(scene, behind) == len(years):
        others = [p for p in scene.periods if end <= p.start < numbers[behind + len(years) - 1].start]
        return None if others else behind
    before = [k for k, q in enumerate(numbers) if q.end < start]
    first = len(before) - len(years)
    if first < 0 or _row_length(scene, first) != len(years) or (first and _is_row(scene, first - 1)):
        return None
    gap = scene.text[numbers[before[-1]].end : start]
    return first if len(gap) <= _BEHIND and not re.search(r"[.;:()\d]", gap) else None


def _row_length(scene: Scene, first: int) -> int:
    length = 1
    while first + length < len(scene.segments) and _is_row(scene, first + length - 1):
        length += 1
    return length


def _is_row(scene: Scene, at: int) -> bool:
    """Whether the number of a stretch and that of the next one stand in one row, of one unit."""
    one, other = (scene.quantities[s.quantities[0]] for s in scene.segments[at : at + 2])
    alike = one.unit is None or unit_class(one.unit) == unit_class(other.unit)
    return alike and _and(scene.base).fullmatch(scene.text, one.end, other.start) is not None


@cache
def _and(lang: str) -> re.Pattern[str]:
    """What stands between two numbers of a row: a noun of at most two words, then a comma or an "and"."""
    also = "|".join(map(re.escape, knowledge(lang, "claims")["segments"]["also"]))
    return re.compile(rf"(?:\s[^\W\d_]{{1,24}}){{0,2}}(?:,|,?\s(?:{also}))\s", re.IGNORECASE)

"""Rows of numbers that belong to as many things named in a row: "the USA and the UK sent 971 and 432 respectively",
"wheat and barley yielded 11.6 and 13.2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol, TypeVar

from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.reading import FoundPeriod
from schemas import FoundQuantity

_YEAR_ROW = 2
"""So many times before a row of numbers may be what the numbers belong to in turn."""


class Named(Protocol):
    """Anything named in a text at `start`..`end`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Filling(Named, Protocol):
    """A word that fills a slot of a topic with a code."""

    @property
    def slot(self) -> str: ...
    @property
    def code(self) -> str: ...


Word = TypeVar("Word", bound=Filling)


def rows(
    text: str, quantities: Sequence[FoundQuantity], segments: Sequence[Segment], places: Sequence[Named], base: str
) -> Iterator[range]:
    """The stretches whose numbers stand in one row: parted by commas and "and", and by no more than an "and" where no
    "respectively" says so."""
    if len(segments) < 2:
        return
    words = knowledge(base, "claims")["segments"]["respectively"]
    low = text.casefold()
    said = any(word in low for word in words)
    numbers = [quantities[segment.quantities[0]] for segment in segments]
    starts = [place.start for place in places]
    at = 0
    while at + 1 < len(numbers):
        last = at
        while last + 1 < len(numbers) and _goes_on(text, numbers[last], numbers[last + 1], starts, base, said=said):
            last += 1
        if last > at:
            yield range(at, last + 1)
        at = last + 1


def _goes_on(
    text: str, one: FoundQuantity, other: FoundQuantity, starts: Sequence[int], base: str, *, said: bool
) -> bool:
    between = text[one.end : other.start]
    words = knowledge(base, "claims")["segments"]["respectively"]
    if any(one.end <= at < other.start for at in starts) or any(word in between for word in words):
        return False
    alike = said or other.unit is None or one.unit in (None, other.unit, other.unit.partition(" per ")[0])
    return alike and _between_numbers(base, said=said).fullmatch(between) is not None


@cache
def _between_numbers(lang: str, *, said: bool) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "places")["words"]["joining"])
    if said:
        return re.compile(rf"[^\d.;:()]{{0,24}}?(?:,|\s(?:{words}))\s(?:\w+\s)?[^\d.;:]{{0,8}}$")
    return re.compile(rf"(?:\s?%|\s\w{{1,12}})?\s(?:{words})\s$")


@cache
def _between_words(lang: str) -> re.Pattern[str]:
    """Between two things of a list: a comma or an "and", each with at most two words of its own."""
    words = "|".join(knowledge(lang, "places")["words"]["joining"])
    own = r"[^\W\d_]{1,18}"
    return re.compile(rf"(?:\s{own}){{0,2}}?(?:,(?:\s(?:{words}))?|\s(?:{words}))\s(?:{own}\s){{0,2}}", re.IGNORECASE)


def told_of_others(
    text: str,
    segments: Sequence[Segment],
    row: range,
    concepts: Sequence[Word],
    periods: Sequence[FoundPeriod],
    base: str,
) -> Mapping[int, frozenset[Word]]:
    """For each stretch of a row of numbers the words of the list before it that the other numbers of the row are told
    of; none where no list is as long as the row, or where the row may go along with as many years."""
    start = segments[row[0] - 1].anchor if row[0] else 0
    anchor = segments[row[0]].anchor
    if sum(start <= p.start < anchor for p in periods) >= _YEAR_ROW:
        return {}
    by_slot: dict[str, list[Word]] = {}
    for mention in concepts:
        if start <= mention.start and mention.end <= anchor:
            by_slot.setdefault(_KIN.get(mention.slot, mention.slot), []).append(mention)
    lists = [listed for near in by_slot.values() if (listed := _list(text, near, row, base))]
    every = frozenset(m for listed in lists for m in listed)
    return {at: every - {listed[k] for listed in lists} for k, at in enumerate(row)} if lists else {}


_KIN = {"field": "sector"}
"""Slots that hold things of one list: "industry, construction and agriculture"."""


def _list(text: str, near: Sequence[Word], row: range, base: str) -> list[Word]:
    """The last list of things, all different, that is as long as the row."""
    lists: list[list[Word]] = []
    for mention in near:
        before = lists[-1][-1] if lists else None
        if before is not None and _between_words(base).fullmatch(text, before.end, mention.start):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    fitting = (one for one in reversed(lists) if len(one) == len(row) == len({m.code for m in one}))
    return next(fitting, [])

"""Where figures under one key are rather two things: what slots can't tell apart, an author may."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from pipeline.claims.amounts import counted_kind
from pipeline.claims.expressions import expression
from pipeline.claims.printed_figures import content_words
from pipeline.claims.restated import SHARED_PART
from pipeline.comparing.hints import SCALE_SLIPS, scale_slip, slip_of
from pipeline.comparing.independence import work_of
from pipeline.comparing.keys import NARROWED_KINDS, Key, is_of_own_sample, is_price, time_base
from pipeline.comparing.scopes import counted_otherwise
from pipeline.comparing.stands import Stand, reading_order, stand_of
from pipeline.comparing.verdicts import CONFLICT, Ruling, judge
from pipeline.languages.knowledge import LANGUAGES
from pipeline.numbers.interval import gap
from pipeline.numbers.slips import may_be_slip
from schemas import Claim, Interval, Kind

TWO_THINGS: Final = Ruling("explained", "different-definition")

FAR_APART: Final = Decimal("0.5")
"""A sum twice a price is hardly the same price mistaken."""

TOO_FAR: Final = Decimal("0.75")
"""A count or a share four times another is of something else: of 308 pairs that readers of some forty papers found to
contradict each other, none in one unit lay three times apart."""

WITH_PARTS: Final[frozenset[Kind]] = frozenset({"count", "money", "share"})
"""Kinds that parts and wholes have in common."""

NEXT_SENTENCE: Final = 3
"""Characters between a sentence and the next of its paragraph."""

LEAST_SHARED: Final = 2
"""Two sentences about a thing that no vocabulary knows share its name and at least one word more."""

_DIGIT: Final = re.compile(r"\d")

TOO_MANY: Final = 3
"""A paper may contradict itself with two figures for one thing; three that can't all be true are three things."""


def printed_in_tables(claims: Iterable[Claim]) -> dict[str, set[Decimal]]:
    """For each paper, the values of all cells of its tables that are claims."""
    printed: dict[str, set[Decimal]] = {}
    for claim in claims:
        if claim.location.cell is not None and claim.quantity.value is not None:
            printed.setdefault(claim.paper_id, set()).add(claim.quantity.value)
    return printed


def table_of(claim: Claim) -> str:
    """The table that a claim stands in; empty for prose."""
    return claim.location.cell.table_id if claim.location.cell is not None else ""


class Doubts:
    """What makes conflicts under one key doubtful; a doubtful one is ruled to be of different definitions."""

    def __init__(
        self,
        key: Key,
        members: Sequence[Claim],
        printed: Callable[[], Mapping[str, set[Decimal]]],
        *,
        works: Mapping[str, str],
    ) -> None:
        self._key_is_vague = not key.says_enough
        self._topic = key.topic
        self._members = members
        self._printed = printed
        self._works = works

    @cached_property
    def _vague_tables(self) -> frozenset[str]:
        return _vague_tables(self._members)

    @cached_property
    def _vague_papers(self) -> frozenset[str]:
        return _vague_papers([c for c in self._members if table_of(c) not in self._vague_tables])

    def eased(self, a: Claim, b: Claim, ruling: Ruling) -> Ruling:
        """The ruling, or that the two are two things: the key says too little, one is one person's words or counts its
        own list, they are told of different times (a month, a year) or in other words, they lie too far apart, the text
        tells that they are counted otherwise, a table or a paper has too many figures under the key, or one paper tells
        the two apart."""
        if ruling.verdict != "conflict":
            return ruling
        again = self._told_again(a, b)
        if "low" in (a.weight, b.weight) or (self._key_is_vague and not again):
            return TWO_THINGS
        if _told_twice(a, b):
            return ruling
        if time_base(a.quantity.unit)[1] != time_base(b.quantity.unit)[1] or _other_words(a, b):
            return TWO_THINGS
        if _price_and_sum(a, b) or _too_far_apart(a, b) or counted_otherwise(a, b):
            return TWO_THINGS
        if not self._vague_tables.isdisjoint((table_of(a), table_of(b))):
            return TWO_THINGS
        if not again and not self._vague_papers.isdisjoint((a.paper_id, b.paper_id)):
            return TWO_THINGS
        if self._are_two_answers(a, b):
            return TWO_THINGS
        beside = b if a.paper_id == b.paper_id else self._copy(b, a)
        if beside is not None and self._told_apart(*sorted((a, beside), key=reading_order)):
            return TWO_THINGS
        return ruling

    def _are_two_answers(self, a: Claim, b: Claim) -> bool:
        """Whether the body of a paper tells both of two shares of those whom it asked: what some of them say, besides
        what all of them do, or another answer. One that only an abstract or the conclusion tells may be mistaken."""
        if a.paper_id != b.paper_id or a.kind != "share" or not is_of_own_sample(self._topic, a.quantity.unit):
            return False
        told = self._answers.get(a.paper_id, ())
        return {a.quantity.interval, b.quantity.interval} <= set(told)

    @cached_property
    def _answers(self) -> Mapping[str, Sequence[Interval]]:
        """For each paper, the intervals of the shares that its body tells under the key."""
        told: dict[str, list[Interval]] = {}
        for claim in self._members:
            if claim.kind == "share" and claim.section_kind == "body" and claim.origin == "prose":
                told.setdefault(claim.paper_id, []).append(claim.quantity.interval)
        return told

    def _told_again(self, a: Claim, b: Claim) -> bool:
        """Whether an abstract's only figure under the key is told in the abstract of another language, or mistyped in
        the text: one paper says what it says of one thing."""
        if a.paper_id != b.paper_id or "abstract" not in (a.section_kind, b.section_kind):
            return False
        ours, theirs = ((c.lang, c.section_kind == "abstract") for c in (a, b))
        told = Counter((c.lang, c.section_kind == "abstract") for c in self._members if c.paper_id == a.paper_id)
        if ours == theirs or told[ours] != 1 or told[theirs] != 1:
            return False
        return (ours[1] and theirs[1]) or may_be_slip(a.surface, b.surface)

    def _copy(self, figure: Claim, other: Claim) -> Claim | None:
        """The same figure in the paper of the other one, where the two papers are copies of one work."""
        if work_of(figure, self._works) != work_of(other, self._works):
            return None
        return self._printed_where.get((other.paper_id, figure.surface, figure.origin))

    @cached_property
    def _printed_where(self) -> dict[tuple[str, str, str], Claim]:
        return {(claim.paper_id, claim.surface, claim.origin): claim for claim in reversed(self._members)}

    def _told_apart(self, a: Claim, b: Claim) -> bool:
        """Whether one paper tells the two apart: by two tables, by a cell with the very figure, or by its sentences."""
        one, other = table_of(a), table_of(b)
        if one and other:
            return True
        if one or other:
            figure = b if one else a
            return figure.quantity.value in self._printed().get(figure.paper_id, ())
        return _side_by_side(a, b)


def _price_and_sum(a: Claim, b: Claim) -> bool:
    """Whether one is a price and the other, of which nothing tells for how much it is, is far from it."""
    mixed = is_price(a.quantity.unit) != is_price(b.quantity.unit)
    return mixed and gap(a.quantity.interval, b.quantity.interval) > FAR_APART


def _too_far_apart(a: Claim, b: Claim) -> bool:
    """Whether one is so many times the other that it counts a part or a whole of it, but for a slip of the pen: a point
    moved, thousands taken for units."""
    if counted_kind(a) not in WITH_PARTS or gap(a.quantity.interval, b.quantity.interval) <= TOO_FAR:
        return False
    return slip_of(a, b) is None and not scale_slip(a.quantity.interval, b.quantity.interval, SCALE_SLIPS)


_words = lru_cache(maxsize=1024)(content_words)


def _other_words(a: Claim, b: Claim) -> bool:
    """Whether only a word or two of the text says what the two are about, and their sentences share hardly more."""
    if "open" not in a.topic or a.lang[:2] != b.lang[:2] or a.origin == "table" or b.origin == "table":
        return False
    ours, theirs = _words(a.quote, a.lang), _words(b.quote, b.lang)
    least = min(len(ours), len(theirs))
    return len(ours & theirs) < max(LEAST_SHARED, SHARED_PART * least)


def _told_twice(a: Claim, b: Claim) -> bool:
    """Whether one tells in words what the other, in brackets behind it, tells in digits: "more than half (48.1 %)"."""
    first, second = sorted((a, b), key=reading_order)
    place, behind = first.location, second.location
    if place.end is None or behind.start is None or place.quote_start is None or first.quote != second.quote:
        return False
    if place.quote_start != behind.quote_start or _DIGIT.search(first.surface):
        return False
    between = first.quote[place.end - place.quote_start : behind.start - place.quote_start]
    return between.count("(") == 1 and ")" not in between and between.endswith("(") and not _DIGIT.search(between)


def _side_by_side(a: Claim, b: Claim) -> bool:
    """Whether the two stand in one sentence, or in neighbouring ones of which the second leaves out its subject."""
    one, other = a.location, b.location
    if one.quote_end is None or other.quote_start is None:
        return False
    if (one.quote_start, one.quote_end) == (other.quote_start, other.quote_end):
        return True
    if other.quote_start - one.quote_end > NEXT_SENTENCE or _two_sources(a, b):
        return False
    return any(slot in b.topic for slot in b.inherited if slot != "activity") or _is_part(b, a)


def _is_part(part: Claim, whole: Claim) -> bool:
    """Whether a sentence counts a part of what the one before it counts: "120 farms. Of them 85 have a well"."""
    one, other = part.quantity.value, whole.quantity.value
    lang = part.lang[:2]
    if (
        one is None
        or other is None
        or one >= other
        or counted_kind(part) not in NARROWED_KINDS
        or lang not in LANGUAGES
    ):
        return False
    return expression(lang, "part", "words", file="comparing").search(part.quote) is not None


def _two_sources(a: Claim, b: Claim) -> bool:
    """Whether each names a source of its own: two sources on one thing, not two things."""
    ours, theirs = ({c.ref_id or c.text.casefold() for c in claim.cited} for claim in (a, b))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _vague_tables(members: Sequence[Claim]) -> frozenset[str]:
    """The tables of which several cells that could not all be true stand under one key: our slots do not tell their
    rows or columns apart."""
    by_table: dict[str, set[Stand]] = {}
    for claim in members:
        if claim.location.cell is not None:
            by_table.setdefault(table_of(claim), set()).add(stand_of(claim))
    return frozenset(
        table
        for table, stands in by_table.items()
        if any(a.span == b.span and judge(a, b) is CONFLICT for a, b in pairwise(sorted(stands, key=_by_time)))
    )


def _vague_papers(members: Sequence[Claim]) -> frozenset[str]:
    """The papers that have so many figures of one time under the key, no two of which meet, that it can't be one
    thing."""
    by_state: dict[tuple[str, object, str], set[Stand]] = {}
    figures = Counter(claim.paper_id for claim in members)
    for claim in members:
        if figures[claim.paper_id] >= TOO_MANY and claim.weight != "low":
            stand = stand_of(claim)
            by_state.setdefault((claim.paper_id, stand.span, stand.status), set()).add(stand)
    return frozenset(paper for (paper, _, _), stands in by_state.items() if _apart(stands) >= TOO_MANY)


def _apart(stands: Iterable[Stand]) -> int:
    """The most of these intervals of which no two meet: greedily, by their high ends."""
    count, reached = 0, Decimal("-Infinity")
    for stand in sorted(stands, key=lambda stand: stand.high):
        if count == 0 or stand.low > reached:
            count, reached = count + 1, stand.high
    return count


def _by_time(stand: Stand) -> tuple[tuple[int, int], Decimal]:
    return (stand.span or (0, 0), stand.low)

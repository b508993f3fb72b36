"""Words of a sentence that are of no figure of it: what a figure is set against, who tells it, and a clause that begins
behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.claims.expressions import expression
from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.forms import either
from schemas import FoundQuantity

_COUNTED = 16
"""So near behind a number the noun is that it counts: "40 % of the farmers believe that …"."""

_REACH = 48
"""Characters between a word of comparison and what it compares with at most."""


class _Words(NamedTuple):
    """Words before, and words behind, what a figure is set against; what opens a clause behind the figure; words that
    say that a figure is of the whole. Few sentences have `any_before`: only there each place is looked at."""

    any_before: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    clause: re.Pattern[str]
    whole: re.Pattern[str]


@cache
def _words(lang: str) -> _Words:
    data = knowledge(lang, "topics")["aside"]
    before, behind, clause, whole = (either(data[name]) for name in ("before", "behind", "clause", "whole"))
    return _Words(
        re.compile(rf"(?<!\w)(?:{before})\s", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{before})\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE),
        re.compile(rf"\w*(?:{behind})", re.IGNORECASE),
        re.compile(clause, re.IGNORECASE),
        re.compile(rf"\W*(?:\w{{1,3}}\s+)?(?:{whole})(?!\w)", re.IGNORECASE),
    )


def set_against(
    text: str, spans: Iterable[tuple[int, int]], quantities: Sequence[FoundQuantity], lang: str
) -> frozenset[int]:
    """Where those of the spans begin that name what a figure is only set against, or who tells it: "women more often
    than men, 28 %", "engineers estimate that 40 % of the water is lost"."""
    words, ends = _words(lang), [q.end for q in quantities]
    ordered = sorted(spans)
    found = _with_regard(text, ordered, lang)
    any_before = words.any_before.search(text) is not None
    for start, end in ordered:
        at = bisect_right(ends, start)
        low = max(0, start - _REACH, ends[at - 1] if at else 0)
        counted = at > 0 and start - ends[at - 1] <= _COUNTED
        against = any_before and words.before.search(text[low:start])
        if against or (not counted and words.behind.match(text, end)):
            found.add(start)
    return frozenset(found)


def _with_regard(text: str, spans: Sequence[tuple[int, int]], lang: str) -> set[int]:
    """Where those of the spans begin that a figure is told with regard to: "pensions, with the basic payment taken into
    account, were …"; nothing that only follows them."""
    before = expression(lang, "aside", "regard_before", _REGARDED, file="topics")
    behind = expression(lang, "aside", "regard_behind", r"\w*(?:{})", file="topics")
    found: set[int] = set()
    last = 0
    any_before = expression(lang, "aside", "regard_before", r"(?<!\w)(?:{})\s", file="topics").search(text) is not None
    for start, end in spans:
        low = max(0, start - _REACH)
        said = before.search(text[low:start]) if any_before else None
        if behind.match(text, end) or (said is not None and (low + said.start() >= last or start in found)):
            found.add(start)
        last = max(last, end)
    return found


_REGARDED = r"(?<!\w)(?:{})\s+(?:\w+\s+){{0,2}}$"


def clause_end(text: str, quantities: Sequence[FoundQuantity], segment: Segment, lang: str) -> int:
    """Where the last number's own clause ends: "the industry employs 15 000; what the catch means to others …", "when
    36 % have no contract, a low unemployment says little"."""
    return _clause_end(text, quantities[segment.quantities[-1]].end, segment, lang)


@lru_cache(maxsize=256)
def _clause_end(text: str, last: int, segment: Segment, lang: str) -> int:
    """`clause_end` of a stretch whose last number ends at `last`; a sentence asks for each several times."""
    found = _words(lang).clause.search(text, last, segment.end)
    ends = [found.start()] if found is not None else []
    if segment.end == len(text):
        joined = _joined(lang).search(text, _thought_end(text, last, lang))
        ends += [joined.start()] if joined is not None else []
        ends += _remark(text, last, lang)
    ends += _subordinate_end(text, last, segment.end, lang, first=segment.quantities[0] == 0)
    return min([*ends, segment.end])


def _thought_end(text: str, last: int, lang: str) -> int:
    """Behind "40 % of parents believe that": what they believe is of the clause; else `last`."""
    thinking = expression(lang, "compared", "thinking", "{}", file="topics").search(text, last)
    return thinking.end() if thinking is not None and "," not in text[last : thinking.start()] else last


def _remark(text: str, last: int, lang: str) -> list[int]:
    """Where a remark begins on what the last number of the sentence told; not one between two commas that parts those
    whom the number counts from what they do: "40 % of students, most of whom live in Almaty, plan to leave"."""
    cited = _CITED_CLAUSE.search(text, last)
    if cited is not None:
        return [cited.start()]
    found = expression(lang, "aside", "relative", _REMARK, file="topics").search(text, last)
    if found is None:
        return []
    ends = text.find(",", found.end()) < 0
    return [found.start()] if ends or len(text[last : found.start()].split()) > _CLAUSE else []


_REMARK = r",\s+(?:{})\s+(?=(?:[^\s,;]+\s+){{2,}})"
_CITED_CLAUSE = re.compile(r"\s\[[\d\s,;–-]+(?:[,;]\s*(?:p|pp|с|б|б\.|с\.)\.?\s*\d[^\[\]]*)?\](?=,\s)")
"""A citation with which a clause ends."""
_CLAUSE = 4
"""More words than these between a number and a comma have the verb among them."""


def told_by(text: str, anchor: int, lang: str) -> list[tuple[int, int]]:
    """The stretches in front of a number that say who tells it, or what it is known by: "according to the database of
    pension contributions, 70 % of graduates have work"."""
    return [span for span in _spans(text, lang, "told_by") if span[1] <= anchor]


def inserted(text: str, segment: Segment, lang: str) -> list[tuple[int, int]]:
    """The remarks and conditions that two commas set off in a number's stretch or in front of it: "Georgia, whose
    medical schools live on fees, took in 9 000 foreign students"."""
    return [span for span in _spans(text, lang, "inserted") if span[1] <= segment.end]


@lru_cache(maxsize=64)
def _spans(text: str, lang: str, name: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence has such words; its numbers ask one after another."""
    if "," not in text:
        return ()
    return tuple(m.span() for m in expression(lang, "aside", name, "{}", file="topics").finditer(text))


def _subordinate_end(text: str, last: int, end: int, lang: str, *, first: bool) -> list[int]:
    """Where a clause ends that begins with "when", "although" and holds the `first` number of the sentence, or any that
    a Kazakh verb in -са, -ғанымен closes."""
    words = _subordinate(lang)
    comma = text.find(",", last, end)
    if comma < 0 or len(text[comma:end].split()) <= _FEW:
        return []
    closed = words.closes.search(text, last, comma) if words.closes is not None else None
    opened = words.opens.match(text) if first and words.opens is not None else None
    return [comma] if opened is not None or closed is not None else []


def condition_end(text: str, anchor: int, lang: str) -> int:
    """Where a clause ends that begins a sentence with "if" or "although" (in Kazakh: that a verb in -са, -ғанымен
    closes) and holds no number; 0 if there is none. What "when" and "where" open may tell whom a figure counts."""
    comma = text.find(",", 0, anchor)
    if comma < 0:
        return 0
    opens = expression(lang, "aside", "condition_before", r"\W*(?:{})(?!\w)", file="topics").match(text)
    closes = expression(lang, "aside", "condition_behind", r"(?:{})\W*$", file="topics").search(
        text[max(0, comma - _REACH) : comma]
    )
    return comma if opens is not None or closes is not None else 0


_FEW = 3
"""Words of a remark behind a number that is no clause."""


class _Subordinate(NamedTuple):
    opens: re.Pattern[str] | None
    closes: re.Pattern[str] | None


@cache
def _subordinate(lang: str) -> _Subordinate:
    data = knowledge(lang, "topics")["aside"]
    opens, closes = ("|".join(data[name]) for name in ("subordinate_before", "subordinate_behind"))
    return _Subordinate(
        re.compile(rf"\W*(?:{opens})(?!\w)", re.IGNORECASE) if opens else None,
        re.compile(rf"(?:{closes})\W*$", re.IGNORECASE) if closes else None,
    )


@cache
def _joined(lang: str) -> re.Pattern[str]:
    """A clause of several words that goes on behind the last number of a sentence: "…, and in the south it is rare"."""
    words = "|".join(knowledge(lang, "topics")["aside"]["joined"])
    return re.compile(rf",\s+(?:{words})\s+(?=(?:[^\s,;]+\s+){{{_FEW},}})", re.IGNORECASE)


def is_of_whole(text: str, segment: Segment, lang: str) -> bool:
    """Whether a number is told of them all: "of small schools 2 712, private ones 586; schools in all 7 400"."""
    return _words(lang).whole.match(text, segment.start, segment.anchor) is not None


def is_of_nation(text: str, segment: Segment, lang: str) -> bool:
    """Whether a number is told of the whole country or staff, whomever the clause before spoke of: "migrants earn 182
    thousand, while the mean wage in the country is 364 thousand"."""
    return expression(lang, "aside", "nation", file="topics").search(text, segment.start, segment.anchor) is not None

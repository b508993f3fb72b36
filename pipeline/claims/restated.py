"""Which claims of one paper tell one figure again: in the abstract of another language, in the body, in the conclusion.

Never by a short value alone. Abstracts of two languages are aligned in their order, so that a figure that a translation
changed still meets its original; what an abstract or a conclusion tells stands in the body; elsewhere two claims must
share their words, or a figure of three digits or more in the same unit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.claims.implied import ASKED
from pipeline.claims.printed_figures import (
    FRONT,
    PrintedFigure,
    at_odds,
    figures_in,
    is_distinct,
    is_fixed,
    measure_alike,
    slip_of,
)
from pipeline.claims.translated import in_parallel
from pipeline.numbers.interval import meets
from schemas import Claim

MOST_ALIKE: Final = 120
"""A figure of the abstract is held against so many of the body that have as many digits."""

NEIGHBOURS: Final = 12
"""A figure is held against so many earlier ones of its value: a table in prose may print one a thousand times."""

SHARED_WORDS: Final = 2
SHARED_PART: Final = 0.4
"""Two sentences of one language with one figure tell one thing when they share so many content words, and so large a
part of the shorter one's."""

SAME_SENTENCE: Final = 0.65
"""Two sentences of different parts of the paper that share so large a part of both their words, and differ in no word
of the vocabulary, say one thing, also with another figure."""

SLIP_WORDS: Final = 0.3
"""A figure of the abstract that stands nowhere in the body is the body's one that may be it mistyped, when of the words
of the sentence that has fewer so many are in both."""

MOST_CHANGED: Final = Decimal("1.25")
"""Two values of one thing, of which one is mistyped or older, are hardly further apart."""

MUCH_SAID: Final = 3
"""Slots that two sentences tell alike and that are no chance."""

NARROWING: Final = ("sex", "age", "disease", "level", "setting", "zone", "language", "product", "residence")
"""Slots that tell the parts of one group apart: its women and its sick are two figures, however alike their digits."""

LEAST_COUNTED: Final = 5
"""Below it, one number of one noun may be of two things: two schools of the sample, two schools that were closed."""

LEAST_TOLD: Final = 2
"""Digits of a figure of the abstract that is found again in the body by its value: "two regions" may be any two."""

Link = tuple[PrintedFigure, PrintedFigure]


def restatements(claims: Sequence[Claim]) -> list[list[int]]:
    """Groups of two claims or more, as indices, that tell one figure of one paper; the order of the text."""
    figures = figures_in(claims)
    sets = _Sets(claims)
    for told in (in_parallel, _by_value, _from_body, _by_sentence, _by_slip, _left_over):
        for one, other in told(figures):
            sets.join(one.at, other.at)
    return sets.groups()


class _Sets:
    """Disjoint sets of claims. Two sets are not joined that hold two figures of one sentence: these are two things."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._members: dict[int, list[int]] = {}
        self._sentences: dict[int, set[tuple[int | None, int | None]]] = {}
        self._root: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        """Make one set of the two, the smaller going into the larger."""
        a, b = self._root_of(one), self._root_of(other)
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        if a == b or not self._sentences[a].isdisjoint(self._sentences[b]):
            return
        for i in self._members[b]:
            self._root[i] = a
        self._members[a] += self._members.pop(b)
        self._sentences[a] |= self._sentences.pop(b)

    def _root_of(self, at: int) -> int:
        if at not in self._root:
            place = self._claims[at].location
            self._root[at] = at
            self._members[at] = [at]
            self._sentences[at] = {(place.quote_start, place.quote_end)}
        return self._root[at]

    def groups(self) -> list[list[int]]:
        """The sets of two or more."""
        return sorted(sorted(members) for members in self._members.values() if len(members) > 1)


def _by_value(figures: Sequence[PrintedFigure]) -> Iterator[Link]:
    """Equal figures of the paper: told by many digits, or by the words that their sentences share."""
    by_value: dict[tuple[object, ...], list[PrintedFigure]] = defaultdict(list)
    for figure in figures:
        by_value[figure.printed].append(figure)
    for same in by_value.values():
        for i, figure in enumerate(same):
            for other in same[max(0, i - NEIGHBOURS) : i]:
                if _one_thing(figure, other):
                    yield other, figure


def _one_thing(a: PrintedFigure, b: PrintedFigure) -> bool:
    if is_distinct(a):
        return _may_be_one(a, b)
    if a.claim.lang != b.claim.lang:
        return False
    if a.claim.kind == "count" and a.digits == 1 and a.claim.section_kind == b.claim.section_kind:
        return False  # parts of one thing are often as few: "4 graduates of …, 4 of …"
    asked = _are_asked(a.claim, b.claim)  # a paper's own study asked so many once
    told = asked or (a.unit == b.unit and (_share_words(a, b) or _counts_the_same(a, b)))
    return told and _may_be_one(a, b)


def _are_asked(a: Claim, b: Claim) -> bool:
    """Whether both count whom a study asked, and one says so of people who are something else besides: "4 experts took
    part", "a survey of scientists (4)"."""
    asked = ("sample" in claim.topic or claim.topic.get("population") in ASKED for claim in (a, b))
    return all(asked) and ("sample" in a.topic or "sample" in b.topic)


def _counts_the_same(a: PrintedFigure, b: PrintedFigure) -> bool:
    """Whether both count so many of one thing, named by a noun: "5 satellites"; people are of all sorts."""
    value = a.claim.quantity.value
    if a.claim.kind != "count" or value is None or value < LEAST_COUNTED:
        return False
    return a.unit not in ("", "person") and not is_fixed(a.unit)


def _share_words(a: PrintedFigure, b: PrintedFigure) -> bool:
    shared, least = len(a.words & b.words), min(len(a.words), len(b.words))
    return least > 0 and shared >= min(SHARED_WORDS, least) and shared >= SHARED_PART * least


def _from_body(figures: Sequence[PrintedFigure]) -> Iterator[Link]:
    """What an abstract or a conclusion tells of the body: the one figure there that is equal, or that rounds to it."""
    body = [figure for figure in figures if figure.claim.section_kind == "body"]
    ends = [figure for figure in figures if figure.claim.section_kind == "conclusion"]
    for told, known in ((FRONT, _Known([*body, *ends])), (("conclusion",), _Known(body))):
        for figure in figures:
            if figure.claim.section_kind in told and figure.digits >= LEAST_TOLD:
                same = known.equal(figure) or known.finer(figure)
                if len(same) == 1:
                    yield figure, same[0]


class _Known:
    """The figures of the body by their values."""

    def __init__(self, figures: Sequence[PrintedFigure]) -> None:
        self._by_value: dict[tuple[object, ...], list[PrintedFigure]] = defaultdict(list)
        for figure in figures:
            self._by_value[figure.printed].append(figure)
        valued = [(f.claim.quantity.value, f.at, f) for f in figures if f.claim.quantity.value is not None]
        self._sorted = sorted(valued, key=lambda one: one[:2])
        self._values = [value for value, _, _ in self._sorted]

    def equal(self, figure: PrintedFigure) -> list[PrintedFigure]:
        """Those that print the same."""
        same = self._by_value.get(figure.printed, ())[:NEIGHBOURS]
        return [f for f in same if _may_be_one(figure, f) and (is_distinct(f) or _has_a_word(figure, f))]

    def finer(self, figure: PrintedFigure) -> list[PrintedFigure]:
        """Those that print more digits and round to it: "3.2 billion" of an abstract is "3.248 billion"."""
        low, high = figure.claim.quantity.interval_narrow
        if figure.claim.quantity.value is None or low is None or high is None:
            return []
        first, last = bisect_left(self._values, Decimal(low)), bisect_right(self._values, Decimal(high))
        near = [f for _, _, f in self._sorted[first:last][:NEIGHBOURS]]
        return [f for f in near if f.digits > figure.digits and _may_be_one(figure, f)]

    def meets(self, figure: PrintedFigure, *, rounded: bool) -> bool:
        """Whether any of them may be the very figure, or it rounded; "more than half" is none."""
        low, high = figure.claim.quantity.interval
        if low is None or high is None:
            return True
        first, last = bisect_left(self._values, low / MOST_CHANGED), bisect_right(self._values, high * MOST_CHANGED)
        return any(
            None not in f.claim.quantity.interval
            and (f.digits <= figure.digits if rounded else f.digits >= figure.digits)
            and meets(figure.claim.quantity.interval, f.claim.quantity.interval)
            and measure_alike(figure, f)
            for _, _, f in self._sorted[first:last]
        )


def _has_a_word(a: PrintedFigure, b: PrintedFigure) -> bool:
    """Whether two sentences of one language share a word at all."""
    return a.claim.lang != b.claim.lang or not a.words.isdisjoint(b.words)


def _may_be_one(a: PrintedFigure, b: PrintedFigure) -> bool:
    """Whether they measure alike and neither their times and places nor a part that both name keep them apart."""
    one, other = a.claim.topic, b.claim.topic
    if any(slot in one and slot in other and one[slot] != other[slot] for slot in NARROWING):
        return False
    return measure_alike(a, b) and not at_odds(a, b)


def _by_sentence(figures: Sequence[PrintedFigure]) -> Iterator[Link]:
    """Sentences of one language that say the same, each with one figure: the abstract's and the conclusion's."""
    single: dict[tuple[int | None, int | None], list[PrintedFigure]] = defaultdict(list)
    for figure in figures:
        single[figure.claim.location.quote_start, figure.claim.location.quote_end].append(figure)
    by_word: dict[tuple[str, str], list[PrintedFigure]] = defaultdict(list)
    for alone in (side[0] for side in single.values() if len(side) == 1):
        seen: dict[int, PrintedFigure] = {}
        for word in sorted(alone.words):
            known = by_word[alone.claim.lang, word]
            if len(known) <= NEIGHBOURS:
                seen.update({figure.at: figure for figure in known})
            known.append(alone)
        for figure in seen.values():
            if _says_the_same(figure, alone):
                yield figure, alone


def _says_the_same(a: PrintedFigure, b: PrintedFigure) -> bool:
    shared, all_words = len(a.words & b.words), len(a.words | b.words)
    if shared <= SHARED_WORDS or shared < SAME_SENTENCE * all_words:
        return False
    if a.claim.section_kind == b.claim.section_kind or any(
        b.claim.topic.get(s, c) != c for s, c in a.claim.topic.items()
    ):
        return False
    return a.unit == b.unit and _may_be_one(a, b)


def _by_slip(figures: Sequence[PrintedFigure]) -> Iterator[Link]:
    """The figures of an abstract that stand nowhere in the body, which prints two of their digits swapped, or, in a
    sentence like theirs, one of them changed."""
    told = [f for f in figures if f.claim.section_kind in FRONT and is_distinct(f)]
    body = [f for f in figures if f.claim.section_kind in ("body", "conclusion") and is_distinct(f)]
    printed, retold = {f.printed for f in body}, {f.printed for f in told}
    by_digits: dict[tuple[str, int], list[PrintedFigure]] = defaultdict(list)
    for figure in body:
        by_digits[figure.unit, _digits_printed(figure)].append(figure)
    for figure in told:
        if figure.printed in printed:
            continue
        alike = by_digits[figure.unit, _digits_printed(figure)][:MOST_ALIKE]
        slips = [f for f in alike if f.printed not in retold and _is_swapped(figure, f)]
        slips = slips or [f for f in alike if slip_of(figure, f) and _much_alike(figure, f)]
        if len({f.printed for f in slips}) == 1:
            yield figure, slips[0]


def _left_over(figures: Sequence[PrintedFigure]) -> Iterator[Link]:
    """The figures of an abstract that the body prints nowhere, and those of the body that no abstract prints: one of
    each whose sentences are like no others' was changed in one of the two places."""
    told = [f for f in figures if f.claim.section_kind in FRONT and f.digits >= LEAST_TOLD]
    body = [f for f in figures if f.claim.section_kind in ("body", "conclusion") and f.digits >= LEAST_TOLD]
    known, retold = _Known(body), _Known(told)
    single = [f for f in told if not known.meets(f, rounded=False)][:MOST_ALIKE]
    others = [f for f in body if not retold.meets(f, rounded=True)][: MOST_ALIKE * NEIGHBOURS] if single else []
    alike = [(one, other) for one in single for other in others if _is_changed(one, other)]
    pairs = {(one.printed, other.printed) for one, other in alike}  # an abstract stands in three languages
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    yield from ((one, other) for one, other in alike if ours[one.printed] == theirs[other.printed] == 1)


def _is_changed(a: PrintedFigure, b: PrintedFigure) -> bool:
    one, other = a.claim.quantity.value, b.claim.quantity.value
    if one is None or other is None or a.unit != b.unit or a.claim.kind != b.claim.kind:
        return False
    if one * MOST_CHANGED < other or other * MOST_CHANGED < one or at_odds(a, b):
        return False
    return (len(a.claim.topic) >= MUCH_SAID and a.claim.topic == b.claim.topic) or _much_alike(a, b)


def _digits_printed(figure: PrintedFigure) -> int:
    return sum(char.isdigit() for char in figure.claim.surface)


def _is_swapped(a: PrintedFigure, b: PrintedFigure) -> bool:
    return slip_of(a, b) == "digits-swapped" and not at_odds(a, b)


def _much_alike(a: PrintedFigure, b: PrintedFigure) -> bool:
    if a.claim.lang != b.claim.lang:
        return False
    shared, least = len(a.words & b.words), min(len(a.words), len(b.words))
    narrower = any(a.claim.topic.get(slot) != b.claim.topic.get(slot) for slot in NARROWING)
    return shared >= SHARED_WORDS and shared >= SLIP_WORDS * least and not narrower

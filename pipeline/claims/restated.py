"""Which claims of one paper tell one figure again: in the abstract of another language, in the body, in the conclusion.

Never by the value alone. Abstracts of two languages are aligned in their order, so that a figure that a translation
changed still meets its original; within a language two claims must share their words; only a figure of three digits or
more that stands in one paper twice in the same unit is told by its value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from pipeline.claims.implied import ASKED
from pipeline.claims.tokens import data_language, tokenise
from pipeline.languages.knowledge import knowledge
from pipeline.languages.morphology import stem
from pipeline.numbers.slips import may_be_slip
from pipeline.numbers.units import currencies, measured_units, unit_class
from schemas import Claim, Kind

MOST_ALIGNED: Final = 120
"""Of an abstract, so many figures are aligned: more than any prints, and the cost is the square of them."""

PARALLEL: Final = 0.4
"""Two abstracts are translations of each other when so large a part of the shorter one's figures is in both."""

DISTINCT: Final = 3
"""A figure of so many digits, zeros at the end left out, is hardly printed twice for two things in one paper."""

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

NARROWING: Final = ("sex", "age", "disease", "level", "setting")
"""Slots that tell the parts of one group apart: its women and its sick are two figures, however alike their digits."""

LEAST_COUNTED: Final = 5
"""Below it, one number of one noun may be of two things: two schools of the sample, two schools that were closed."""

_SHORTEST: Final = 3
_PRECISE: Final[frozenset[Kind]] = frozenset({"count", "share", "money", "change", "ratio", "statistic", "age"})
_ALIKE: Final[dict[Kind, Kind]] = {"statistic": "count", "ratio": "count", "age": "duration"}
_PROSE: Final = ("abstract", "body", "conclusion", "title", "other")

Link = tuple[int, int]


class _Figure(NamedTuple):
    """A claim of the prose: its place in the paper's claims, what it prints, and the words of its sentence."""

    at: int
    claim: Claim
    printed: tuple[object, ...]
    unit: str
    words: frozenset[str]


def restatements(claims: Sequence[Claim]) -> list[list[int]]:
    """Groups of two claims or more, as indices, that tell one figure of one paper; the order of the text."""
    figures = _figures(claims)
    sets = _Sets(claims)
    for one, other in _in_parallel(figures):
        sets.join(one, other)
    for one, other in _by_value(figures):
        sets.join(one, other)
    for one, other in _by_sentence(figures):
        sets.join(one, other)
    for one, other in _by_slip(figures):
        sets.join(one, other)
    return sets.groups()


class _Sets:
    """Disjoint sets of claims. Two sets are not joined that hold two figures of one sentence: these are two things."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._members: dict[int, list[int]] = {}
        self._root: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        a, b = (self._root.setdefault(i, i) for i in (one, other))
        if a == b:
            return
        ours, theirs = (self._members.setdefault(i, [i]) for i in (a, b))
        if not self._sentences(ours).isdisjoint(self._sentences(theirs)):
            return
        for i in theirs:
            self._root[i] = a
        ours += self._members.pop(b)

    def _sentences(self, members: Sequence[int]) -> set[tuple[int | None, int | None]]:
        places = (self._claims[i].location for i in members)
        return {(place.quote_start, place.quote_end) for place in places}

    def groups(self) -> list[list[int]]:
        return sorted(sorted(members) for members in self._members.values() if len(members) > 1)


def _figures(claims: Sequence[Claim]) -> list[_Figure]:
    found: list[_Figure] = []
    words: dict[tuple[str, str], frozenset[str]] = {}
    for at, claim in enumerate(claims):
        if claim.origin != "prose" or claim.weight == "low" or claim.section_kind not in _PROSE:
            continue
        if claim.kind not in _PRECISE and claim.kind != "duration":
            continue
        key = (claim.quote, claim.lang)
        if key not in words:
            words[key] = content_words(*key)
        quantity = claim.quantity
        printed = (quantity.value, quantity.low, quantity.high)
        found.append(_Figure(at, claim, printed, unit_class(quantity.unit), words[key]))
    return found


@cache
def _plain(lang: str) -> frozenset[str]:
    topics = knowledge(lang, "topics")
    words = [*knowledge(lang, "claims")["plain"]["words"], *topics["light"]["words"], *topics["counters"]["words"]]
    return frozenset(word.replace("ё", "е") for word in words)


def content_words(text: str, lang: str) -> frozenset[str]:
    """The stems of a sentence's words that say something."""
    base = data_language(lang)
    found = ((token.lower, stem(token.lower, base)) for token in tokenise(text, lang))
    plain = _plain(base)
    return frozenset(bare for word, bare in found if len(bare) >= _SHORTEST and word not in plain and bare not in plain)


def _units_agree(a: str, b: str) -> bool:
    """Equal classes of units, or one of them per month or person besides; or two nouns, or none and a noun, since a
    language may have a word of its own."""
    (one, _, per), (other, _, by) = a.partition(" per "), b.partition(" per ")
    return (one == other and not (per and by)) or a == b or not (_is_fixed(a) or _is_fixed(b))


@cache
def _is_fixed(unit: str) -> bool:
    return unit.split(" per ")[0] in measured_units() | currencies() | {"percent", "percentage point", "times"}


def _kinds_agree(a: Claim, b: Claim) -> bool:
    return _ALIKE.get(a.kind, a.kind) == _ALIKE.get(b.kind, b.kind)


def _in_parallel(figures: Sequence[_Figure]) -> Iterator[Link]:
    """The figures of abstracts of two languages that stand for each other."""
    by_lang: dict[str, list[_Figure]] = {}
    for figure in figures:
        if figure.claim.section_kind == "abstract":
            by_lang.setdefault(figure.claim.lang[:2], []).append(figure)
    told = [sorted(side, key=_place)[:MOST_ALIGNED] for side in by_lang.values()]
    for i, one in enumerate(told):
        for other in told[i + 1 :]:
            yield from aligned(one, other)


def _place(figure: _Figure) -> int:
    return figure.claim.location.start or 0


def aligned(one: Sequence[_Figure], other: Sequence[_Figure]) -> Iterator[Link]:
    """Links between two translations: equal figures in order, then equal ones out of order, then the one figure that
    each leaves between the same neighbours."""
    anchors = _longest_common(one, other)
    left = [j for j in range(len(other)) if j not in anchors.values()]
    for i in range(len(one)):
        if i not in anchors:
            same = [j for j in left if _same(one[i], other[j])]
            if len(same) == 1:
                anchors[i] = same[0]
                left.remove(same[0])
    if len(anchors) < PARALLEL * min(len(one), len(other)):
        return
    anchors.update(_between(one, other, anchors))
    for i, j in anchors.items():
        yield one[i].at, other[j].at


def _same(a: _Figure, b: _Figure) -> bool:
    return a.printed == b.printed and _units_agree(a.unit, b.unit)


def _longest_common(one: Sequence[_Figure], other: Sequence[_Figure]) -> dict[int, int]:
    """The longest common subsequence of equal figures."""
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            if _same(one[i], other[j]):
                best[i][j] = best[i + 1][j + 1] + 1
            else:
                best[i][j] = max(best[i + 1][j], best[i][j + 1])
    found: dict[int, int] = {}
    i = j = 0
    while i < len(one) and j < len(other):
        if _same(one[i], other[j]):
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _between(one: Sequence[_Figure], other: Sequence[_Figure], anchors: Mapping[int, int]) -> dict[int, int]:
    """A figure alone between two neighbours whose translations also hold one figure: one changed by the translator."""
    found: dict[int, int] = {}
    taken = set(anchors.values())
    for i, figure in enumerate(one):
        if i in anchors:
            continue
        before = anchors.get(i - 1, -1 if i == 0 else None)
        after = anchors.get(i + 1, len(other) if i == len(one) - 1 else None)
        if before is None or after is None or after - before != 2 or before + 1 in taken:
            continue
        if _could_be_one(figure, other[before + 1]):
            found[i] = before + 1
    return found


def _could_be_one(a: _Figure, b: _Figure) -> bool:
    """Of one kind and unit, and no vocabulary says that they count different things."""
    if not _units_agree(a.unit, b.unit) or not _kinds_agree(a.claim, b.claim):
        return False
    counted = [(a.claim.topic.get(slot), b.claim.topic.get(slot)) for slot in ("population", "object", "measure")]
    return all(one == other for one, other in counted if one and other)


def _by_value(figures: Sequence[_Figure]) -> Iterator[Link]:
    """Equal figures of the paper: told by many digits, or by the words that their sentences share."""
    by_value: dict[tuple[object, ...], list[_Figure]] = defaultdict(list)
    for figure in figures:
        by_value[figure.printed].append(figure)
    for same in by_value.values():
        for i, figure in enumerate(same):
            for other in same[max(0, i - NEIGHBOURS) : i]:
                if _kinds_agree(figure.claim, other.claim) and _one_thing(figure, other):
                    yield other.at, figure.at


def _one_thing(a: _Figure, b: _Figure) -> bool:
    if _at_odds(a.claim, b.claim):
        return False
    if a.claim.lang != b.claim.lang:
        return _is_distinct(a) and _units_agree(a.unit, b.unit)
    if _are_asked(a.claim, b.claim):
        return True  # a paper's own study asked so many once
    return a.unit == b.unit and (_is_distinct(a) or _share_words(a, b) or _counts_the_same(a, b))


def _are_asked(a: Claim, b: Claim) -> bool:
    """Whether both count whom a study asked, and one says so of people who are something else besides: "4 experts took
    part", "a survey of scientists (4)"."""
    asked = ("sample" in claim.topic or claim.topic.get("population") in ASKED for claim in (a, b))
    return all(asked) and ("sample" in a.topic or "sample" in b.topic)


def _counts_the_same(a: _Figure, b: _Figure) -> bool:
    """Whether both count so many of one thing, named by a noun: "5 satellites"; people are of all sorts."""
    value = a.claim.quantity.value
    if a.claim.kind != "count" or value is None or value < LEAST_COUNTED:
        return False
    return a.unit not in ("", "person") and not _is_fixed(a.unit)


def _is_distinct(figure: _Figure) -> bool:
    quantity = figure.claim.quantity
    values = [value for value in (quantity.value, quantity.low, quantity.high) if value]
    digits = "".join("".join(map(str, value.normalize().as_tuple().digits)) for value in values)
    return len(digits) >= DISTINCT


def _at_odds(a: Claim, b: Claim) -> bool:
    """Whether the text itself gives the two other times or places."""
    if a.period and b.period and (a.period.start, a.period.end) != (b.period.start, b.period.end):
        return True
    if "places" in a.inherited or "places" in b.inherited:
        return False
    one, other = ((c.places.area, c.places.origin, c.places.host) for c in (a, b))
    return any(one) and any(other) and one != other


def _share_words(a: _Figure, b: _Figure) -> bool:
    shared, least = len(a.words & b.words), min(len(a.words), len(b.words))
    return least > 0 and shared >= min(SHARED_WORDS, least) and shared >= SHARED_PART * least


def _by_sentence(figures: Sequence[_Figure]) -> Iterator[Link]:
    """Sentences of one language that say the same, each with one figure: the abstract's and the conclusion's."""
    single: dict[tuple[int | None, int | None], list[_Figure]] = defaultdict(list)
    for figure in figures:
        single[figure.claim.location.quote_start, figure.claim.location.quote_end].append(figure)
    by_word: dict[tuple[str, str], list[_Figure]] = defaultdict(list)
    for alone in (side[0] for side in single.values() if len(side) == 1):
        seen: dict[int, _Figure] = {}
        for word in sorted(alone.words):
            known = by_word[alone.claim.lang, word]
            if len(known) <= NEIGHBOURS:
                seen.update({figure.at: figure for figure in known})
            known.append(alone)
        for figure in seen.values():
            if _says_the_same(figure, alone):
                yield figure.at, alone.at


def _says_the_same(a: _Figure, b: _Figure) -> bool:
    shared, all_words = len(a.words & b.words), len(a.words | b.words)
    if shared <= SHARED_WORDS or shared < SAME_SENTENCE * all_words:
        return False
    if a.claim.section_kind == b.claim.section_kind or any(
        b.claim.topic.get(s, c) != c for s, c in a.claim.topic.items()
    ):
        return False
    return a.unit == b.unit and _kinds_agree(a.claim, b.claim) and not _at_odds(a.claim, b.claim)


def _by_slip(figures: Sequence[_Figure]) -> Iterator[Link]:
    """The figures of an abstract that the body prints with a digit changed or two swapped, in a sentence like it."""
    told = [f for f in figures if f.claim.section_kind == "abstract" and _is_distinct(f)]
    body = [f for f in figures if f.claim.section_kind in ("body", "conclusion") and _is_distinct(f)]
    printed = {f.printed for f in body}
    by_digits: dict[tuple[str, str, int], list[_Figure]] = defaultdict(list)
    for figure in body:
        by_digits[figure.claim.lang, figure.unit, len(figure.claim.surface)].append(figure)
    for figure in told:
        if figure.printed in printed:
            continue
        alike = by_digits[figure.claim.lang, figure.unit, len(figure.claim.surface)][:MOST_ALIGNED]
        slips = [f for f in alike if may_be_slip(figure.claim.surface, f.claim.surface) and _much_alike(figure, f)]
        if len({f.printed for f in slips}) == 1:
            yield figure.at, slips[0].at


def _much_alike(a: _Figure, b: _Figure) -> bool:
    shared, least = len(a.words & b.words), min(len(a.words), len(b.words))
    narrower = any(a.claim.topic.get(slot) != b.claim.topic.get(slot) for slot in NARROWING)
    return shared >= SHARED_WORDS and shared >= SLIP_WORDS * least and not narrower and _kinds_agree(a.claim, b.claim)

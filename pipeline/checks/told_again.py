"""A number told again with "all" that is a slip of the one told first: "420 households … all 402 households"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pipeline.checks.amounts import is_amount, is_exact_count
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.granularity import is_named_whole
from pipeline.checks.mentions import BEGINNING, roots_of, words_around, words_of
from pipeline.checks.retold import PARTS
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.comparing.periods import comparable, span_of
from pipeline.languages.morphology import stem
from pipeline.numbers.slips import may_be_slip, slip_in
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper

_MARK: Final = re.compile(r"[,;:.()]")

LEAST: Final = 20
"""Smaller numbers of one unit differ by chance in one digit."""

LARGE: Final = 100
"""A smaller number of which some are told is easily of another group."""

MOST_BEFORE: Final = 200
"""So many numbers back one may be told again."""

NOUN: Final = 60
"""Characters behind a number in which what it counts is named."""

MOST_BESIDE: Final = 3
"""A sentence with more figures tells what part of those asked said."""

MOST_NAMING: Final = 2
"""Words that name it: "малых котельных"."""

LEAST_COMMON: Final = 3
"""Words that stand around both numbers where a statement is told again."""

BEFORE: Final = 16
"""Characters before a number in which "all" stands."""


def told_again(paper: Paper) -> Iterator[Finding]:
    """Every "all N households" of whose unit the paper tells one other number before, almost the same one."""
    before: list[Figure] = []
    asked: list[Figure] = []
    dated: dict[str, list[Figure]] = {}
    sentences = {claim.claim_id: one for one in sentences_of(paper) for claim in one.claims}
    for sentence in sentences_of(paper):
        figures = [figure for figure in sentence.figures() if is_exact_count(figure) and figure.value >= LEAST]
        for figure in figures:
            original = None
            if _is_all(paper.text, figure):
                original = _original(figure, [one for one in before if _of_same(one, figure)], before)
            elif figure.value >= LARGE and is_named_whole(paper.text, figure):
                own = figure.claim is not None and unit_class(figure.claim.quantity.unit) != "person"
                slips = [f for f in before if may_be_slip(f.surface, figure.surface)]
                spoken = [f for f in slips if (own and _of_same(f, figure)) or _speaks_of(paper.text, f, figure)]
                original = _original(figure, spoken, before)
            if original is None and figure.value >= LARGE and _is_of_survey(paper.text, sentence, figure):
                original = _original(figure, [f for f in asked if _may_be_same(f, figure)], before)
            if original is None and figure.value >= LARGE:
                same = [
                    f for f in before if _of_same_time(f, figure) and _share_words(paper.text, sentences, f, figure)
                ]
                original = _original(figure, same, before)
            if original is not None:
                yield record(paper, _told(original, figure))
        amounts = [figure for figure in sentence.figures() if is_amount(figure) and _is_dated(figure)]
        for figure in amounts:
            akin = dated.setdefault(_digits(figure), [])
            same = [f for f in akin if _is_swapped(f, figure) and _counts_alike(paper.text, sentences, f, figure)]
            original = _original(figure, same, akin)
            akin.append(figure)
            if original is not None:
                yield record(paper, _told(original, figure))
        before = [*before, *figures][-MOST_BEFORE:]
        asked += [figure for figure in figures if _is_of_survey(paper.text, sentence, figure)]


def _told(original: Figure, figure: Figure) -> Held:
    label = figure.claim.label if figure.claim is not None else {}
    words: dict[str, object] = {"label": label, "a": original.surface, "b": figure.surface}
    return Held("same-figure", "inconsistent", [original, figure], original.interval, figure.surface, words)


def _digits(figure: Figure) -> str:
    """The digits that a figure is printed with, in order of size: those of two swapped are the same."""
    return "".join(sorted(sign for sign in figure.surface if sign.isdecimal()))


def _is_dated(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.period is not None and figure.claim.quantity.bound in ("=", "~")


def _is_of_survey(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether a number is of the people who took part in a survey, and of no part of them."""
    claim = figure.claim
    if claim is None or unit_class(claim.quantity.unit) != "person" or len(sentence.figures()) > MOST_BESIDE:
        return False
    people = claim.topic.get("sample") == "asked" or claim.topic.get("population") == "respondent"
    return people and phrases("took_part").search(text, sentence.start, sentence.end) is not None


def _is_all(text: str, figure: Figure) -> bool:
    """Whether "all" or "all the" stands right before the number."""
    start, _ = place(figure)
    last = " ".join(text[max(0, start - BEFORE) : start].split()[-2:])
    return any(found.end() == len(last) for found in phrases("all_of").finditer(last))


def _speaks_of(text: str, one: Figure, figure: Figure) -> bool:
    """Whether the sentence of one number names what the other counts: "all boilers ... they were 214", "of 241
    boilers"."""
    if (
        one.claim is None
        or figure.claim is None
        or one.claim.lang != figure.claim.lang
        or not _may_be_same(one, figure)
    ):
        return False
    root = None if figure.claim.lang == "en" else BEGINNING
    noun = [stem(w, figure.claim.lang[:2])[:root] for w in words_of(text[place(figure)[1] :][:NOUN])[:MOST_NAMING]]
    named = {stem(w, figure.claim.lang[:2])[:root] for w in words_of(one.claim.quote)}
    return len(noun) == MOST_NAMING and all(word in named for word in noun)


def _original(figure: Figure, same: Sequence[Figure], before: Sequence[Figure]) -> Figure | None:
    """The one number of the same things told before of which this may be a slip; none where it was told so itself."""
    if any(one.value == figure.value for one in before):
        return None
    slips = [one for one in same if may_be_slip(one.surface, figure.surface)]
    return slips[0] if len({one.value for one in slips}) == 1 else None


def _of_same_time(one: Figure, other: Figure) -> bool:
    """Whether two numbers count one thing, by all that their topics say, at one time that both name."""
    a, b = one.claim, other.claim
    if a is None or b is None or a.period is None or b.period is None or not a.topic or "open" in a.topic:
        return False
    same = a.topic == b.topic and span_of(a.period) == span_of(b.period) and a.places == b.places
    return same and _of_same(one, other) and a.location.quote_start != b.location.quote_start


def _share_words(text: str, sentences: Mapping[str, Sentence], one: Figure, other: Figure) -> bool:
    """Whether the words around two numbers have so many in common as one statement told again has."""
    told = [words_around(text, sentences[f.claim.claim_id], f) for f in (one, other) if f.claim is not None]
    return len(told) > 1 and len(told[0] & told[1]) >= LEAST_COMMON


def _is_swapped(one: Figure, other: Figure) -> bool:
    """Whether a number of three digits or more is another with two digits swapped, of a time that both name: few are so
    by chance."""
    a, b = one.claim, other.claim
    if a is None or b is None or a.period is None or b.period is None or a.lang != b.lang or a.kind != b.kind:
        return False
    telling = len(one.value.normalize().as_tuple().digits) > MOST_NAMING
    same = span_of(a.period) == span_of(b.period) and a.location.quote_start != b.location.quote_start
    return telling and same and slip_in(one.surface, other.surface) == "digits-swapped" and _may_be_same(one, other)


def _counts_alike(text: str, sentences: Mapping[str, Sentence], one: Figure, other: Figure) -> bool:
    """Whether a word behind one number stands behind the other too, others around both, and no slot makes one of them
    the number of a part."""
    a, b = one.claim, other.claim
    if a is None or b is None or any(a.topic.get(slot) != b.topic.get(slot) for slot in PARTS):
        return False
    behind = [roots_of(_MARK.split(text[place(f)[1] :][:NOUN])[0], a.lang) for f in (one, other)]
    told = [roots_of(text[sentences[c.claim_id].start : sentences[c.claim_id].end], a.lang) for c in (a, b)]
    return bool(behind[0] & behind[1]) and len(told[0] & told[1]) >= LEAST_COMMON


def _of_same(one: Figure, other: Figure) -> bool:
    a, b = one.claim, other.claim
    if a is None or b is None or a.quantity.unit is None or a.quantity.unit != b.quantity.unit:
        return False
    return _may_be_same(one, other)


def _may_be_same(one: Figure, other: Figure) -> bool:
    """Whether neither place nor time sets two numbers apart."""
    a, b = one.claim, other.claim
    if a is None or b is None:
        return False
    if a.places.area and b.places.area and a.places.area != b.places.area:
        return False
    spans = span_of(a.period), span_of(b.period)
    return None in spans or comparable(*spans)

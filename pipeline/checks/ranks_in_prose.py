"""Superlatives against the figures of their own sentence: "the largest share have nurses (38 %), followed by doctors
(41 %)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pipeline.checks.amounts import alike, is_counted, is_in_digits, is_share
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.ranks import Ranked, ranked_in
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.comparing.periods import span_of
from pipeline.numbers.interval import meets
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper, Places

NEXT_TO: Final = 80
"""Characters between a superlative and its figure, and between that and the next of its kind."""

LEAST_VALUE: Final = 5
"""Smaller numbers in a sentence count something else."""

LEAST_LISTED: Final = 3
"""So many figures side by side behind a superlative are the list of the greatest, or of the least."""

PARTS: Final = ("sex", "setting", "age")
"""Slots that make a part of those of whom a rank is told."""

OPENING: Final = 30
"""Characters of a sentence in which "in second place" goes on with what the one before tells first."""


def ranks_in_prose(paper: Paper) -> Iterator[Finding]:
    """Every one superlative of a sentence with the figure behind it and those that follow in rank, there or in the
    sentences behind; every second or third place with what the sentence sets beside it."""
    sentences = sentences_of(paper)
    for i, sentence in enumerate(sentences):
        if phrases("greatest", "least", "rank_places").search(paper.text, sentence.start, sentence.end) is None:
            continue
        said = paper.text[sentence.start : sentence.end]
        ranked = ranked_in(said, sentence.claims[0].lang)
        first = [one for one in ranked if one.place == 1]
        held = _held(paper.text, sentence, first[0]) if len(first) == 1 else None
        if held is None and len(first) == 1:
            held = _over_sentences(paper.text, sentences, i, first[0])
        lower = [one for one in ranked if one.place is not None and one.place > 1]
        if len(lower) == 1 and (held is None or held.verdict == "consistent"):
            held = _of_lower_place(paper.text, sentence, lower[0]) or held
        if held is not None:
            yield record(paper, held)


def _held(text: str, sentence: Sentence, one: Ranked) -> Held | None:
    behind = _behind(text, sentence, one)
    if len(behind) < 2:
        return None
    first, *others = behind
    peers = _followers(text, first, others) or _set_against(text, first, others)
    if not peers:
        return _of_list(text, sentence, one, behind)
    return _told(text, sentence, one, first, peers)


def _behind(text: str, sentence: Sentence, one: Ranked) -> list[Figure]:
    """The figures behind a superlative, the first of them in its clause."""
    at = sentence.start + one.end
    behind = [f for f in sentence.figures() if place(f)[0] >= at and _may_be_ranked(text, f)]
    if not behind or place(behind[0])[0] - at > NEXT_TO or any(m in text[at : place(behind[0])[0]] for m in ";:"):
        return []
    return behind


def _told(text: str, sentence: Sentence, one: Ranked, first: Figure, peers: Sequence[Figure]) -> Held:
    beyond = [f for f in peers if (f.value > first.value) == one.descending and not meets(f.interval, first.interval)]
    verdict: Verdict = "inconsistent" if beyond else "consistent"
    best = beyond[0] if beyond else peers[0]
    words = {"word": text[sentence.start + one.start : sentence.start + one.end], "a": first.surface, "b": best.surface}
    told = (best.interval, first.surface, words, f"prose-{verdict}")
    return Held("text-table", verdict, [first, best], *told, decides=True)


def _over_sentences(text: str, sentences: Sequence[Sentence], at: int, one: Ranked) -> Held | None:
    """The one figure of a superlative, and those of the next sentences that open with the next place: "most went into
    schools (66). In second place are clinics, with 20. Then come ..."."""
    sentence = sentences[at]
    behind = _behind(text, sentence, one)
    if len(behind) != 1:
        return None
    peers: list[Figure] = []
    for other in sentences[at + 1 : at + LEAST_LISTED]:
        opening = text[other.start : other.start + OPENING]
        if other.paragraph != sentence.paragraph or phrases("next_in_rank").search(opening) is None:
            break
        found = [f for f in other.figures() if _may_be_ranked(text, f) and _of_one_kind(behind[0], f)]
        if not found:
            break
        peers += found
    return _told(text, sentence, one, behind[0], peers) if peers else None


def _of_list(text: str, sentence: Sentence, one: Ranked, behind: Sequence[Figure]) -> Held | None:
    """Figures listed side by side behind a superlative, the first of which is the greatest of them."""
    listed = [behind[0]]
    for last, figure in pairwise(behind):
        between = text[place(last)[1] : place(figure)[0]]
        if len(between) > NEXT_TO or any(mark in between for mark in ";.:") or not _of_one_kind(behind[0], figure):
            break
        listed.append(figure)
    first, *others = listed
    if len(listed) < LEAST_LISTED or any((f.value > first.value) == one.descending for f in others):
        return None
    held = _told(text, sentence, one, first, others)
    return Held(held.check, held.verdict, listed, held.expected, held.printed, held.words, held.template, decides=True)


def _of_lower_place(text: str, sentence: Sentence, one: Ranked) -> Held | None:
    """A second or third place with its figure, where more figures of the sentence are beyond it than places are before
    it: "62 % went to A, in second place is B (12.3 %), while C drew 13.8 %"."""
    behind = _behind(text, sentence, one)
    if not behind or one.place is None:
        return None
    first = behind[0]
    others = [f for f in sentence.figures() if place(f) != place(first)]
    peers = [f for f in others if _may_be_ranked(text, f) and _of_one_kind(first, f)]
    peers = [f for f in peers if _are_of_two(first, f, told_before=place(f) < place(first) or _is_set(text, first, f))]
    beyond = [f for f in peers if (f.value > first.value) == one.descending and not meets(f.interval, first.interval)]
    if len(peers) != len([f for f in others if is_share(f) == is_share(first)]) or not peers:
        return None
    if len(beyond) == one.place - 1:
        return _told(text, sentence, one, first, [f for f in peers if f not in beyond] or beyond)
    if len(beyond) < one.place:
        return None
    return _told(text, sentence, one, first, [f for f in beyond if place(f) > place(first)] or beyond)


def _set_against(text: str, first: Figure, others: Sequence[Figure]) -> list[Figure]:
    """The figures of other places that "while" sets against the one of a superlative."""
    found: list[Figure] = []
    last = first
    for figure in others:
        between = text[place(last)[1] : place(figure)[0]]
        led = bool(found) or phrases("contrast").search(between) is not None
        if not led or len(between) > NEXT_TO or any(mark in between for mark in ";.") or not _are_of_two(first, figure):
            break
        found.append(figure)
        last = figure
    return [figure for figure in found if _of_one_kind(first, figure)]


def _are_of_two(a: Figure, b: Figure, *, told_before: bool = False) -> bool:
    """Whether two figures tell one thing of two places, of which neither lies in the other; what comes first in rank is
    often told in other words, before."""
    claims = [figure.claim for figure in (a, b) if figure.claim is not None]
    if len(claims) < 2:
        return False
    one, other = (claim.topic for claim in claims)
    same = all(one[slot] == other[slot] for slot in one.keys() & other.keys() - {"open", "item"})
    return (same or told_before) and _are_apart(*(claim.places for claim in claims))


def _are_apart(a: Places, b: Places) -> bool:
    """Whether two places differ and neither lies in the other; of those who go somewhere, where they come from or where
    they go to."""
    pairs = [(a.area, b.area), (a.origin, b.origin), (a.host, b.host), (a.area or a.host, b.area or b.host)]
    return any(x and y and not (x.startswith(y) or y.startswith(x)) for x, y in pairs)


def _is_set(text: str, first: Figure, figure: Figure) -> bool:
    """Whether "while" sets the share of another right behind: "B is second (12 %), while C drew 14 %"."""
    between = text[place(first)[1] : place(figure)[0]]
    return phrases("contrast").search(between) is not None and len(between) <= NEXT_TO


def _may_be_ranked(text: str, figure: Figure) -> bool:
    claim = figure.claim
    exact = claim is not None and claim.quantity.bound in ("=", "~")
    start, end = place(figure)
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    percent = claim is not None and claim.quantity.unit == "percent" and 0 < figure.value < 100
    share = is_share(figure) or (percent and bracketed)  # "want of goods (17 %)" is no change
    return exact and is_in_digits(figure) and (share or (is_counted(figure) and figure.value >= LEAST_VALUE))


def _followers(text: str, first: Figure, others: Sequence[Figure]) -> list[Figure]:
    """The figures of the same unit and time that follow the first one as the next in rank, one behind another."""
    found: list[Figure] = []
    last = first
    for figure in others:
        between = text[place(last)[1] : place(figure)[0]]
        if not _of_one_kind(first, figure) or len(between) > NEXT_TO or any(mark in between for mark in ";."):
            break
        if not found and phrases("next_in_rank").search(between) is None:
            break
        if found and (phrases("contrast", "among").search(between) or _is_of_other_part(first, figure)):
            break
        found.append(figure)
        last = figure
    return found


def _is_of_other_part(a: Figure, b: Figure) -> bool:
    """Whether one of two figures is told of a part of the people alone: of men, of the town."""
    topics = [f.claim.topic for f in (a, b) if f.claim is not None]
    return any(topics[0].get(slot) != topics[-1].get(slot) for slot in PARTS)


def _of_one_kind(a: Figure, b: Figure) -> bool:
    if a.claim is None or b.claim is None:
        return False
    spans = span_of(a.claim.period), span_of(b.claim.period)
    same = unit_class(a.claim.quantity.unit) == unit_class(b.claim.quantity.unit)
    percents = {f.claim.quantity.unit == "percent" for f in (a, b) if f.claim is not None}
    counted = len(percents) == 1 and alike(a, b)
    return (same or counted) and (None in spans or spans[0] == spans[1])

"""Two values that the text says rise or fall: "declined from 16.3 in 2011 to 11.8 in 2021", "12.6 % in 2022, to grow
to 16.2 % by 2027", "it grew: 41 in 2019, 58 in 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from pipeline.checks.amounts import POINTS, alike, has_ending, values_of
from pipeline.checks.change_sizes import of_two_times
from pipeline.checks.change_words import from_to, words_after
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.comparing.periods import span_of
from schemas import Finding, Paper

_MARK: Final = re.compile(r"[;,](?!\d)")

BEFORE: Final = 3
"""Words before a number among which "from" or "to" stands."""

LEAST_LISTED: Final = 2

Way = Literal["up", "down"]

_VERBS: Final[tuple[tuple[Way, str], ...]] = (("up", "rose"), ("down", "fell"))
_WORDS: Final[tuple[tuple[Way, str], ...]] = (("up", "up"), ("down", "down"))


def trends(paper: Paper) -> Iterator[Finding]:
    """Every two values, one of which a verb of rising or falling leads to the other, and every list of dated values
    behind one; each year's steps are those of a series."""
    for sentence in sentences_of(paper):
        if phrases("rose", "fell", "up", "down").search(paper.text, sentence.start, sentence.end) is None:
            continue
        told = [held for pair in pairwise(_levels(sentence)) if (held := _of_pair(paper.text, sentence, *pair))]
        listed = _of_list(paper.text, sentence) if not told else None
        for held in (*told, listed) if listed is not None else told:
            yield record(paper, held)


def _levels(sentence: Sentence) -> list[Figure]:
    """What a thing came to: no rank, no multiple, no size of a change in points or units."""
    found = []
    for figure in sentence.figures():
        claim = figure.claim
        if claim is None or claim.kind == "rank" or figure.value <= 0 or claim.quantity.bound not in ("=", "~"):
            continue
        percent = claim.quantity.unit == "percent"
        if claim.quantity.unit not in ("times", POINTS) and (percent or values_of([figure])):
            found.append(figure)
    return found


def _of_pair(text: str, sentence: Sentence, first: Figure, second: Figure) -> Held | None:
    if _may_be_equal(first, second) or not alike(first, second) or not _of_one_thing(first, second):
        return None
    start, end = _clause(text, sentence, first, second)
    led = _is_led(text, sentence, first, second)
    if not led and not _is_reached_later(text, first, second):
        return None
    if phrases("rank_places", "negation").search(text, start, end) or "rank" in _kinds(sentence):
        return None
    kazakh = _lang(first).startswith("kk")
    behind, ahead = (place(second)[1], end), (start, place(second)[0])
    near, far = (behind, ahead) if kazakh else (ahead, behind)
    if not led and not kazakh:
        near = (place(first)[1], place(second)[0])
    verb = _way(text, near, _VERBS) or _way(text, far, _VERBS)
    words = _way(text, (start, end), _WORDS)
    actual: Way = "up" if second.value > first.value else "down"
    if actual == (verb or words):
        return _told("consistent", [first, second])
    both = all(phrases(name).search(text, start, end) for _, name in _WORDS)
    return _told("inconsistent", [first, second]) if verb is not None and not both else None


def _of_list(text: str, sentence: Sentence) -> Held | None:
    """Values with a time each behind a colon to which a verb leads, the last of them against the first."""
    colon = text.find(":", sentence.start, sentence.end)
    if colon < 0 or phrases("every_year", "steadily").search(text, sentence.start, colon):
        return None
    verb = _way(text, (sentence.start, colon), _VERBS)
    before = [f for f in sentence.figures() if place(f)[0] < colon]
    listed = [figure for figure in _levels(sentence) if place(figure)[0] > colon]
    spans = [span for figure in listed if figure.claim and (span := span_of(figure.claim.period)) is not None]
    if verb is None or before or len(spans) != len(listed) or len(set(spans)) < max(LEAST_LISTED, len(spans)):
        return None
    one_thing = all(alike(listed[0], figure) and _of_one_thing(listed[0], figure) for figure in listed[1:])
    if not one_thing or len(listed) != len(sentence.figures()) or ";" in text[sentence.start : sentence.end]:
        return None
    ordered = sorted(listed, key=lambda figure: spans[listed.index(figure)])
    first, last = ordered[0], ordered[-1]
    if _may_be_equal(first, last):
        return None
    holds = verb == ("up" if last.value > first.value else "down")
    return _told("consistent" if holds else "inconsistent", ordered if holds else [first, last])


def _told(verdict: Verdict, figures: Sequence[Figure]) -> Held:
    words: dict[str, object] = {"a": figures[0].surface, "b": figures[-1].surface}
    edge = figures[0]
    return Held("growth", verdict, figures, edge.interval, edge.surface, words, f"trend-{verdict}", decides=True)


def _clause(text: str, sentence: Sentence, first: Figure, second: Figure) -> tuple[int, int]:
    """From the figure or the semicolon before two values to the figure or the mark behind them."""
    ends = [place(f)[1] for f in sentence.figures() if place(f)[1] <= place(first)[0]]
    starts = [place(f)[0] for f in sentence.figures() if place(f)[0] >= place(second)[1]]
    start = max([sentence.start, *ends, text.rfind(";", sentence.start, place(first)[0])])
    mark = _MARK.search(text, place(second)[1], sentence.end)
    return start, min([sentence.end, *starts, *([mark.start()] if mark else [])])


def _is_led(text: str, sentence: Sentence, first: Figure, second: Figure) -> bool:
    """Whether "from" stands right before the first value and "to" right before the second; in Kazakh by their case
    endings."""
    if not from_to(text, sentence, first, second):
        return False
    if _lang(first).startswith("kk"):
        return True
    lead = text[sentence.start : place(first)[0]].split()[-BEFORE:]
    return phrases("from").search(" ".join(lead)) is not None and _leads_to(text, first, second)


def _leads_to(text: str, first: Figure, second: Figure) -> bool:
    lead = text[place(first)[1] : place(second)[0]].split()[-BEFORE:]
    return phrases("to").search(" ".join(lead)) is not None


def _is_reached_later(text: str, first: Figure, second: Figure) -> bool:
    """Whether a value of a later time is called what the one before it came to."""
    if not of_two_times(first, second) or _time(first) > _time(second):
        return False
    if ";" in text[place(first)[1] : place(second)[0]]:
        return False
    if not _lang(first).startswith("kk"):
        return _leads_to(text, first, second)
    behind = [second.surface.split()[-1], *words_after(text, place(second)[1])]
    return any(has_ending(word, "to_endings", _lang(first)) or phrases("to").fullmatch(word) for word in behind)


def _way(text: str, span: tuple[int, int], names: Sequence[tuple[Way, str]]) -> Way | None:
    """Up or down; None where a part of a sentence says neither or both."""
    found = [way for way, name in names if phrases(name).search(text, *span)]
    return found[0] if len(found) == 1 else None


def _of_one_thing(a: Figure, b: Figure) -> bool:
    """Whether no slot that two topics share, and no place, sets two values apart."""
    if a.claim is None or b.claim is None:
        return False
    one, other = a.claim.topic, b.claim.topic
    areas = {f.claim.places.area for f in (a, b) if f.claim is not None} - {None}
    return len(areas) < 2 and all(one[slot] == other[slot] for slot in one.keys() & other.keys() - {"open"})


def _may_be_equal(a: Figure, b: Figure) -> bool:
    """Whether rounding leaves open which of two values is the greater."""
    (low, high), (other_low, other_high) = a.interval, b.interval
    if low is None or high is None or other_low is None or other_high is None:
        return a.value == b.value
    return max(low, other_low) < min(high, other_high)


def _time(figure: Figure) -> int:
    span = span_of(figure.claim.period) if figure.claim is not None else None
    return span.first if span is not None else 0


def _kinds(sentence: Sentence) -> set[str]:
    return {claim.kind for claim in sentence.claims}


def _lang(figure: Figure) -> str:
    return figure.claim.lang if figure.claim is not None else ""

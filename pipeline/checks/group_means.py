"""A mean over all people asked lies between the means of the groups that they fall into: "3.4 among men and 2.9 among
women; 3.6 in the whole sample" can't be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import alike, is_share
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.opposites import are_opposites
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.comparing.periods import comparable, span_of
from pipeline.numbers.interval import meets
from schemas import Finding, Interval, Paper

LEAST_GROUPS: Final = 3
"""So many groups are all there are; of two only opposites are, or what is called the two groups."""

OVER: Final = ("over_2", "over_3", "over_4")
"""Words for all of so many groups or places: "over both", "по трём городам"."""

MOST_GROUPS: Final = 8
"""More figures of one sentence are no groups of people."""

BESIDE: Final = 60
"""Characters between the words for all people asked and their mean."""

ALL_OF: Final = (Decimal("99"), Decimal("101"))
"""Shares that add up to this are parts of one whole, and no shares of groups of their own."""

LIKELY: Final = (Decimal("0.4"), Decimal("2.5"))
"""Mean of all by mean of a group: outside this it is of something else."""

_CLAUSE: Final = re.compile(r"[;:(]|\.\s|,(?!\d)")
_PARTED: Final = re.compile(r"[;:(–—]|,(?!\d)")


def group_means(paper: Paper) -> Iterator[Finding]:
    """Every mean of all with the means of its groups, in one sentence or in two that follow each other."""
    before: Sentence | None = None
    for sentence in sentences_of(paper):
        held = _of_sample(paper.text, sentence, before) or _told_first(paper.text, sentence)
        if held is not None:
            yield record(paper, held)
        before = sentence


def _of_sample(text: str, sentence: Sentence, before: Sentence | None) -> Held | None:
    """The figure that words for all people asked stand beside, and those of the groups before or behind it."""
    figures = sentence.figures()
    whole = _called_all(text, sentence, figures)
    if whole is None:
        return None
    groups = _groups(whole, [figure for figure in figures if figure is not whole])
    start = sentence.start
    alone = len([f for f in figures if alike(whole, f)]) == 1
    if not groups and alone and before is not None and before.paragraph == sentence.paragraph:
        groups, start = _groups(whole, before.figures()), before.start
    if not _is_mean_of(text, (start, sentence.end), whole):
        return None
    named = phrases("group").search(text, start, sentence.end) is not None
    so_many = f"over_{len(groups)}" in OVER and phrases(f"over_{len(groups)}").search(text, start, sentence.end)
    sure = len(groups) >= LEAST_GROUPS or are_opposites(groups) or (named and len(groups) == 2) or bool(so_many)
    return _held(whole, groups, sure=sure)


def _told_first(text: str, sentence: Sentence) -> Held | None:
    """A mean and behind it those of two opposites: "on average 2.4 visits; the mean is 1.9 in towns, 1.6 in
    villages"."""
    if not phrases("mean", "median").search(text, sentence.start, sentence.end):
        return None
    figures = sentence.figures()
    for whole, *groups in zip(figures, figures[1:], figures[2:], strict=False):
        between = text[place(whole)[1] : place(groups[0])[0]]
        mean = phrases("mean", "median").search(text, sentence.start, place(whole)[1] + BESIDE // 2)
        apart = _PARTED.search(between) is not None and not phrases("against", "contrast").search(between)
        if mean and apart and are_opposites(groups) and not are_opposites([whole, groups[1]]):
            fitting = _groups(whole, groups)
            if len(fitting) == len(groups) and not _is_of_group(whole):
                return _held(whole, fitting, sure=True)
    return _told_before_groups(text, sentence, figures)


def _told_before_groups(text: str, sentence: Sentence, figures: Sequence[Figure]) -> Held | None:
    """The first figure of a sentence, called a mean, and behind a colon those of three groups or more: "the mean is 3.6
    years: 3.1 in towns, 2.4 in districts, 2.8 in villages"."""
    if len(figures) <= LEAST_GROUPS or not phrases("mean").search(text, sentence.start, place(figures[0])[0]):
        return None
    whole, *others = figures
    groups = _groups(whole, others)
    listed = ":" in text[place(whole)[1] : place(others[0])[0]] and len(groups) == len(others)
    return _held(whole, groups, sure=True) if listed else None


def _is_of_group(figure: Figure) -> bool:
    topic = figure.claim.topic if figure.claim is not None else {}
    return bool(topic.get("sex") or topic.get("setting"))


def _called_all(text: str, sentence: Sentence, figures: Sequence[Figure]) -> Figure | None:
    """The figure nearest to words for all people asked, in their clause."""
    for word in phrases("all_asked", *OVER).finditer(text, sentence.start, sentence.end):
        behind = [f for f in figures if word.end() <= place(f)[0] <= word.end() + BESIDE]
        ahead = [f for f in figures if word.start() - BESIDE <= place(f)[1] <= word.start()]
        if behind and _CLAUSE.search(text, word.end(), place(behind[0])[0]) is None:
            return behind[0]
        if ahead and _CLAUSE.search(text, place(ahead[-1])[1], word.start()) is None:
            return ahead[-1]
    return None


def _groups(whole: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of the unit, the exactness and the time of the whole, where all of them are."""
    found = [figure for figure in figures if _is_printed_like(whole, figure) and alike(whole, figure)]
    return found if 2 <= len(found) <= MOST_GROUPS and all(_of_its_time(whole, one) for one in found) else []


def _is_printed_like(whole: Figure, figure: Figure) -> bool:
    if figure.claim is None or whole.claim is None or figure.claim.quantity.bound not in ("=", "~"):
        return False
    exactness = [one.surface.count(".") + one.surface.count(",") for one in (whole, figure)]
    percent = [one.claim.quantity.unit == "percent" for one in (whole, figure) if one.claim is not None]
    change = "change" in (whole.claim.kind, figure.claim.kind) or "rank" in (whole.claim.kind, figure.claim.kind)
    return exactness[0] == exactness[1] and percent[0] == percent[1] and not change


def _of_its_time(whole: Figure, figure: Figure) -> bool:
    spans = [span_of(one.claim.period) for one in (whole, figure) if one.claim is not None]
    return None in spans or comparable(*spans)


def _is_mean_of(text: str, span: tuple[int, int], whole: Figure) -> bool:
    """Whether the figures are means or shares, which are not added up: no number of people or things."""
    return phrases("mean", "median").search(text, *span) is not None or is_share(whole)


def _end(ends: Sequence[Decimal | None], outermost: Callable[[list[Decimal]], Decimal]) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return outermost(known) if len(known) == len(ends) else None


def _held(whole: Figure, groups: Sequence[Figure], *, sure: bool) -> Held | None:
    values = [group.value for group in groups]
    if not groups or min(values) <= 0:
        return None
    if is_share(whole) and ALL_OF[0] <= sum(values) <= ALL_OF[1]:
        return None
    lows, highs = zip(*(group.interval for group in groups), strict=True)
    outer: Interval = (_end(lows, min), _end(highs, max))
    holds = meets(outer, whole.interval)
    nearest = max(values) if are_opposites(groups) else min(values)  # "34 % of men and 8 % of women"
    likely = LIKELY[0] <= whole.value / max(values) and whole.value / nearest <= LIKELY[1]
    if not likely or not (holds or sure):
        return None
    verdict: Verdict = "consistent" if holds else "inconsistent"
    words: dict[str, object] = {"parts": [group.surface for group in groups]}
    return Held("statistic", verdict, [whole, *groups], outer, whole.surface, words, f"between-{verdict}")

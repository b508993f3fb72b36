"""Shares of a whole that an earlier share has settled, or that they call by its name: "Of 1 180 women 767 (65 %) … In
three years 283, or 24 % of the sample, …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.checks.amounts import has_ending, is_counted, is_share, is_sum_of_others
from pipeline.checks.findings import Figure, Held
from pipeline.checks.granularity import is_named_whole
from pipeline.checks.mentions import WORD, roots_of
from pipeline.checks.part_and_whole import gives, misses, share_told
from pipeline.checks.sentences import Sentence, beside, phrases, place
from pipeline.numbers.units import unit_class

LIKELY: Final = (Decimal("0.67"), Decimal("1.5"))
"""Computed by printed share: outside this another whole is meant."""

NAMED: Final = 30
"""Characters behind a share, or before a Kazakh one, in which "of the sample" stands."""

LEAST_TELLING: Final = 10
"""A smaller whole is met by chance."""

_MARK: Final = re.compile(r"[,;:.()]|\d")


def of_told_before(
    text: str, sentence: Sentence, pair: tuple[Figure, Figure], before: Sequence[Sentence]
) -> Held | None:
    """A share with its part held against a whole that sentences before settle, or that the share calls by its name."""
    if is_named_whole(text, pair[1]):
        return None  # "of the 540 pupils 35 %"
    held = _of_settled(text, sentence, pair, before) or _of_called(text, sentence, pair, before)
    held = held or _of_siblings(sentence, pair, before) or _of_only_greater(text, sentence, pair, before)
    if held is not None and held.verdict == "inconsistent":
        share, part = pair
        counts = [f for one in (*before, sentence) for f in one.figures() if is_counted(f) and f.value > part.value]
        if any(gives(share, part, whole) for whole in counts):
            return None
    return held


def _of_settled(text: str, sentence: Sentence, pair: tuple[Figure, Figure], before: Sequence[Sentence]) -> Held | None:
    """A share with its part held against the whole of which a sentence before told a share that holds: where it is
    called a share of the sample, or where its part and those beside it make that whole."""
    share, part = pair
    whole = next((whole for at in reversed(range(len(before))) for whole in _settled(before[: at + 1])), None)
    if whole is None or part.value >= whole.value:
        return None
    of_sample = is_counted(part) and is_of_sample(text, sentence, share, part)
    meant = of_sample or _is_one_of_all(sentence, part, whole) or _goes_on(text, sentence, part, whole)
    return _held(share, part, whole) if meant else None


def _goes_on(text: str, sentence: Sentence, part: Figure, whole: Figure) -> bool:
    """Whether a sentence counts the same things on and names no other whole: "Of 240 wells 96 (40 %) were dry. Brackish
    water was found in 60 wells, or 30 %"."""
    one, other = (f.claim.quantity.unit if f.claim is not None else None for f in (part, whole))
    opened = phrases("located", "among", "of_whole").match(text[sentence.start : sentence.end].lstrip())
    first = next((f for f in sentence.figures() if is_counted(f)), None)
    return bool(one) and one == other and opened is None and first == part


def _of_siblings(sentence: Sentence, pair: tuple[Figure, Figure], before: Sequence[Sentence]) -> Held | None:
    """The one greater number of the sentence before, where another share of this sentence is of it: "1 820 patients
    came. Pneumonia was found in 455 (25 %), flu in 546 (30 %)"."""
    share, part = pair
    if not before:
        return None
    siblings = [(s, p) for s, p in _beside_shares(sentence) if s != share and p != part]
    unit = part.claim.quantity.unit if part.claim is not None else None
    siblings = [(s, p) for s, p in siblings if p.claim is not None and p.claim.quantity.unit == unit]
    counts = [f for f in before[-1].figures() if is_counted(f) and f.value > part.value]
    told = len(counts) == 1 and any(p.value < counts[0].value and gives(s, p, counts[0]) for s, p in siblings)
    return _held(share, part, counts[0]) if told else None


def _held(share: Figure, part: Figure, whole: Figure) -> Held | None:
    if gives(share, part, whole):
        return share_told("consistent", share, part, whole)
    return share_told("inconsistent", share, part, whole) if misses(share, part, whole, LIKELY) else None


def _of_called(text: str, sentence: Sentence, pair: tuple[Figure, Figure], before: Sequence[Sentence]) -> Held | None:
    """The one amount of the part's unit of a sentence before whose words the share repeats: "The arable land is 171
    thousand hectares. 76 thousand are watered, 52 % of the arable land"."""
    share, part = pair
    called = _roots(_whole_named(text, sentence, share, part), share)
    unit = unit_class(part.claim.quantity.unit) if part.claim is not None else ""
    for one in reversed(before if called and unit else ()):
        amounts = [f for f in one.figures() if f.claim is not None and unit_class(f.claim.quantity.unit) == unit]
        whole = amounts[0] if len(amounts) == 1 else None
        if whole is not None and whole.value > part.value and called & _roots(text[one.start : one.end], share):
            return _held(share, part, whole)
    return None


def _of_only_greater(
    text: str, sentence: Sentence, pair: tuple[Figure, Figure], before: Sequence[Sentence]
) -> Held | None:
    """The one amount of the sentence before that is greater than the part and counts what it does, where the share is
    called by another word for it: "594 thousand cars … Old cars are 371 thousand, that is 58 % of the park"."""
    share, part = pair
    between = text[place(part)[1] : place(share)[0]]
    told = phrases("or").search(between) is not None and _whole_named(text, sentence, share, part) != ""
    if not told or not before or before[-1].paragraph != sentence.paragraph:
        return None
    last = before[-1]
    figures = last.figures()
    greater = [f for f in figures if f.value > part.value and is_sum_of_others(f)]
    if len(greater) != 1 or phrases("elsewhere").search(text, sentence.start, sentence.end):
        return None
    named = _roots(beside(text, last, greater[0], figures), share) & _roots(text[sentence.start : sentence.end], share)
    return _held(share, part, greater[0]) if named else None


def _whole_named(text: str, sentence: Sentence, share: Figure, part: Figure) -> str:
    """The words that say of what a share is: behind "of", in Russian right behind it, in Kazakh in the genitive before
    it."""
    start, end = place(share)
    lang = share.claim.lang if share.claim is not None else ""
    if lang.startswith("kk"):
        between = text[max(sentence.start, place(part)[1]) : start]
        return " ".join(word for word in WORD.findall(between) if has_ending(word, "genitive_endings", lang))
    behind = _MARK.split(text[end : min(sentence.end, end + NAMED)])[0]
    if lang.startswith("ru"):
        return " ".join(behind.split()[:1])
    of_whole = phrases("of_whole").match(behind.lstrip())
    return behind.lstrip()[of_whole.end() :] if of_whole is not None else ""


def _roots(text: str, figure: Figure) -> frozenset[str]:
    lang = figure.claim.lang if figure.claim is not None else ""
    return roots_of(text, lang)


def _settled(sentences: Sequence[Sentence]) -> list[Figure]:
    """The counts of some sentences of which a share beside its part in the last one holds, the nearest first."""
    told = _beside_shares(sentences[-1])
    wholes = [f for one in reversed(sentences if told else ()) for f in one.figures() if is_counted(f)]
    wholes = [whole for whole in wholes if whole.value >= LEAST_TELLING]
    return [w for w in wholes if any(part.value < w.value and gives(share, part, w) for share, part in told)]


def _beside_shares(sentence: Sentence) -> list[tuple[Figure, Figure]]:
    """The shares of a sentence, each with a count beside it."""
    pairs = [(one, other) for one, other in pairwise(sentence.figures()) if is_share(one) != is_share(other)]
    told = [(share, part) if is_share(share) else (part, share) for share, part in pairs]
    return [(share, part) for share, part in told if is_counted(part)]


def is_of_sample(text: str, sentence: Sentence, share: Figure, part: Figure) -> bool:
    """Whether a share is called one of the sample: "27 % of the sample", "іріктеменің 24 %-ы"; or its sentence opens
    with "of the total number"."""
    start, end = place(share)
    lead = text[sentence.start : min(start, place(part)[0])]
    if phrases("total_whole").search(lead) and not any(sign.isdecimal() for sign in lead):
        return True
    behind = text[end : min(sentence.end, end + NAMED)].split(",")[0].lstrip(" -–—)")
    between = text[max(sentence.start, place(part)[1], start - NAMED) : start]
    kazakh = share.claim is not None and share.claim.lang.startswith("kk")
    return phrases("survey", "examined", "total_whole", "whole_names").search(between if kazakh else behind) is not None


def _is_one_of_all(sentence: Sentence, part: Figure, whole: Figure) -> bool:
    """Whether a part and its neighbours among the counts of the sentence make the whole to the last one."""
    counts = [figure for figure in sentence.figures() if is_counted(figure)]
    for first in range(len(counts) - 2):
        for last in range(first + 3, len(counts) + 1):
            run = counts[first:last]
            if part in run and sum(figure.value for figure in run) == whole.value:
                return True
    return False

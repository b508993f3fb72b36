"""Words for a share beside its number: "most (44.7 %)", "a minority (57 %)", "two thirds (54.7 %)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.checks.amounts import has_ending, is_share
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.numbers.interval import gap, meets, total
from schemas import Finding, Interval, Paper

FARTHEST: Final = 90
"""Characters between the word and the share that it stands for."""

NEAR_WORD: Final = Decimal(5)
"""Points by which a fraction in words may miss its share: "a quarter (28 %)" is the handy word for it."""

MAJORITY: Final[Interval] = (Decimal(50), None)
MINORITY: Final[Interval] = (None, Decimal(50))
BEHIND: Final = 30
"""Characters behind a share in brackets that say of whom it is."""

_OPENED: Final = ("(", "–", "—")
_DIGIT: Final = re.compile(r"\d")
_NUMBER_ALONE: Final = re.compile(r"[\d.,\s]+")
_OF_THE_NEXT: Final = re.compile(r",\s#\s[-–—]")
"""A share between a comma and a dash is of what follows it: "most were built by 1990, 12 % – later"."""
_END_OF_WORD: Final = re.compile(r"\w*")


def quantifiers(paper: Paper) -> Iterator[Finding]:
    """Every word for a majority or a minority, and every fraction in words, with the share printed after it."""
    for sentence in sentences_of(paper):
        figures = sentence.figures()
        told = (*_majorities(paper.text, sentence, figures), *_minorities(paper.text, sentence, figures))
        told = (*told, *_concluded_majorities(paper.text, sentence, figures))
        for held in (*told, *_fractions(paper.text, figures)):
            yield record(paper, held)


def _majorities(text: str, sentence: Sentence, figures: Sequence[Figure]) -> Iterator[Held]:
    """A majority of which the shares that follow, alone or together, make no half."""
    for word in phrases("majority").finditer(text, sentence.start, sentence.end):
        after = [figure for figure in figures if place(figure)[0] >= word.end()]
        if not after or not _said_of(text[word.end() : place(after[0])[0]], after[0]):
            continue
        if is_plurality(text, sentence.start, word) or any(place(f)[0] <= word.start() < place(f)[1] for f in figures):
            continue
        if _OF_THE_NEXT.search(text[: place(after[0])[0]][-3:] + "#" + text[place(after[0])[1] :][:3]):
            continue
        shares = _run(text, after)
        whole = total(share.interval for share in shares)
        verdict: Verdict = "consistent" if meets(whole, MAJORITY) else "inconsistent"
        rest = _END_OF_WORD.match(text, word.end())
        words = {"word": " ".join((word[0] + (rest[0] if rest else "")).split())}
        template = f"majority-{verdict}"
        yield Held("share-of-whole", verdict, shares, MAJORITY, shares[0].surface, words, template, decides=True)


def _concluded_majorities(text: str, sentence: Sentence, figures: Sequence[Figure]) -> Iterator[Held]:
    """A majority that is concluded from the share right before it: "46.2 % were ready, that is, most students"."""
    for word in phrases("majority").finditer(text, sentence.start, sentence.end):
        before = [figure for figure in figures if place(figure)[1] <= word.start()]
        share = before[-1] if before else None
        if share is None or not is_share(share) or _NUMBER_ALONE.fullmatch(share.surface):
            continue
        between = text[place(share)[1] : word.start()]
        behind = [figure for figure in figures if place(figure)[0] >= word.end()]
        led = phrases("follows", "or").search(between) is not None and phrases("contrast").search(between) is None
        if not led or len(between) > FARTHEST or any(mark in between for mark in ";:") or any(map(is_share, behind)):
            continue
        if is_plurality(text, sentence.start, word) or _says_not(text, sentence, share, word):
            continue
        verdict: Verdict = "consistent" if meets(share.interval, MAJORITY) else "inconsistent"
        words = {"word": word[0]}
        told = (verdict, [share], MAJORITY, share.surface, words, f"majority-{verdict}")
        yield Held("share-of-whole", *told, decides=True)


def _says_not(text: str, sentence: Sentence, share: Figure, word: re.Match[str]) -> bool:
    """Whether a majority is of those who do not what a share does: "only 23 % insure crops, so most do not"."""
    start, end = place(share)
    if phrases("only", "change_less").search(text, max(sentence.start, start - BEHIND), start):
        return True
    behind = text[end : sentence.end]
    lang = sentence.claims[0].lang
    negative = any(has_ending(found.strip(".,;:"), "negative_endings", lang) for found in behind.split())
    return phrases("negation").search(behind) is not None or negative or word.start() < end


def _minorities(text: str, sentence: Sentence, figures: Sequence[Figure]) -> Iterator[Held]:
    """A minority with the one share that follows it in brackets or after a dash."""
    for word in phrases("minority").finditer(text, sentence.start, sentence.end):
        after = [figure for figure in figures if place(figure)[0] >= word.end()]
        between = text[word.end() : place(after[0])[0]] if after else ""
        if after and _said_of(between, after[0]) and between.rstrip().endswith(_OPENED):
            verdict: Verdict = "consistent" if meets(after[0].interval, MINORITY) else "inconsistent"
            words = {"word": word[0]}
            told = (verdict, after[:1], MINORITY, after[0].surface, words, f"minority-{verdict}")
            yield Held("share-of-whole", *told, decides=True)


def is_plurality(text: str, start: int, word: re.Match[str]) -> bool:
    """Whether the words around make it the greatest share only: "the most popular", "relative majority"; from the
    start of its sentence."""
    before = text[max(start, word.start() - 20) : word.start()].split()[-1:]
    after = text[word.start() : word.end() + 30].split()[:3]
    return phrases("plurality").search(" ".join([*before, *after])) is not None


def _said_of(between: str, share: Figure) -> bool:
    bare = _NUMBER_ALONE.fullmatch(share.surface) is not None
    if bare or phrases("only").search(between):
        return False
    return is_share(share) and len(between) <= FARTHEST and not any(mark in between for mark in ";:.")


def _run(text: str, after: Sequence[Figure]) -> list[Figure]:
    """The first share, with those that follow it in a list: "most go to Russia (46 %) and China (20 %)"."""
    run = [after[0]]
    bracketed = text[: place(after[0])[0]].endswith("(")
    for figure in after[1:]:
        between = text[place(run[-1])[1] : place(figure)[0]]
        if not is_share(figure) or ";" in between or len(between) > FARTHEST:
            break
        if bracketed and not between.endswith("("):
            break  # "most live in the south (32 %), and the north accounts for 24 %"
        run.append(figure)
    return run


def _fractions(text: str, figures: Sequence[Figure]) -> Iterator[Held]:
    """A fraction in words and the share in digits right after it, in brackets or after a dash."""
    for word, share in pairwise(_with_ratios(text, figures)):
        if not (_is_word(word) and _is_percent(share) and _DIGIT.search(share.surface)):
            continue
        between = text[place(word)[1] : place(share)[0]]
        if len(between) <= FARTHEST and _stands_for(text, between, share):
            apart = Decimal(0) if meets(word.interval, share.interval) else _points(word.interval, share)
            sharp = None in word.interval
            verdict: Verdict = "consistent" if apart == 0 or (apart <= NEAR_WORD and not sharp) else "inconsistent"
            words = {"word": word.surface}
            told = (verdict, [word, share], word.interval, share.surface, words, f"fraction-{verdict}")
            yield Held("share-of-whole", *told, decides=sharp)


def _with_ratios(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with "two of three" in words made one share."""
    found: list[Figure] = []
    for figure in figures:
        last = found[-1] if found else None
        if last is not None and _is_ratio(text, last, figure) and last.claim is not None:
            value = 100 * last.value / figure.value
            claim = last.claim.model_copy(update={"kind": "share"})
            surface = text[place(last)[0] : place(figure)[1]]
            found[-1] = Figure(value, (value - NEAR_WORD, value + NEAR_WORD), surface, claim)
            found.append(figure)
            found[-2], found[-1] = found[-1], found[-2]
        else:
            found.append(figure)
    return found


def _is_ratio(text: str, one: Figure, other: Figure) -> bool:
    if _DIGIT.search(one.surface + other.surface) or not 0 < one.value < other.value <= 10:
        return False
    return phrases("of_whole").fullmatch(text[place(one)[1] : place(other)[0]].strip()) is not None


def _stands_for(text: str, between: str, share: Figure) -> bool:
    """Whether a share is that of the word before it: in brackets it stands alone, or says "of them"."""
    if not between.rstrip().endswith(_OPENED) or ")" in between:
        return False
    behind = text[place(share)[1] :][:BEHIND].lstrip()
    if not between.rstrip().endswith("(") or not behind or not behind[0].isalpha():
        return True
    return phrases("of_them", "whole", "of_whole").match(behind) is not None


def _is_percent(figure: Figure) -> bool:
    """A share; in the brackets after a fraction in words also what its "more" makes a change to the reader."""
    return figure.claim is not None and figure.claim.quantity.unit == "percent" and 0 < figure.value < 100


def _is_word(figure: Figure) -> bool:
    claim = figure.claim
    if claim is None or claim.kind != "share":
        return False
    return _DIGIT.search(figure.surface) is None or claim.quantity.bound not in ("=", "~")  # "over 80 % (76.4 %)"


def _points(interval: Interval, share: Figure) -> Decimal:
    ends = [end for end in interval if end is not None]
    return min((abs(share.value - end) for end in ends), default=gap(interval, share.interval))

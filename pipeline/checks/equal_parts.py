"""So many with so much each, and all together: "each of the 18 farms got 12 cows, 216 in all"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import alike, has_ending, is_amount, is_counted, may_be_alike
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.mentions import WORD, roots_of
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.numbers.interval import meets, multiply
from schemas import Finding, Paper

BESIDE: Final = 40
"""Characters around a number in which the word for each, or for all, stands."""

NEARLY: Final = (Decimal("0.8"), Decimal("1.25"))
"""The same where no word says that each got so much."""

LIKELY: Final = (Decimal("0.5"), Decimal(2))
"""Computed by printed total: outside this the total is of something else."""


def equal_parts(paper: Paper) -> Iterator[Finding]:
    """Every number of equal parts with the size of each and their total."""
    for sentence in with_totals(paper.text, sentences_of(paper)):
        held = _in_sentence(paper.text, sentence) or _one_of_each(paper.text, sentence)
        held = held or _over_time(paper.text, sentence) or _on_average(paper.text, sentence)
        if held is not None:
            yield record(paper, held)


def with_totals(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, each with the next where that begins with "in all"."""
    found: list[Sentence] = []
    for sentence, behind in zip(sentences, (*sentences[1:], None), strict=False):
        led = behind is not None and behind.paragraph == sentence.paragraph
        if behind is not None and led and phrases("total").match(text, behind.start, behind.end):
            claims = (*sentence.claims, *behind.claims)
            found.append(Sentence(sentence.start, behind.end, claims, sentence.paragraph))
        else:
            found.append(sentence)
    return found


def _in_sentence(text: str, sentence: Sentence) -> Held | None:
    """Three amounts of a sentence: the number of parts, the size that a word gives to each, and the total."""
    figures = [f for f in sentence.figures() if is_amount(f) and f.value > 1 and _is_plain(f)]
    wholes = [f for f in figures if _is_total(text, sentence, f, figures)]
    if len(wholes) != 1:
        return None
    (whole,) = wholes
    sizes = [f for f in figures if f is not whole and may_be_alike(whole, f) and _is_of_each(text, sentence, f)]
    sizes = sizes or [f for f in figures if f is not whole and alike(whole, f) and _may_be_each(f, whole, figures)]
    numbers = [f for f in figures if f is not whole and f not in sizes[:1] and is_counted(f)]
    if len(sizes) != 1 or len(numbers) != 1 or len(figures) != len((whole, sizes[0], numbers[0])):
        return None
    (size,), (number,) = sizes, numbers
    if place(number) > place(whole) and place(size) > place(whole):
        return None
    held = _held(number, size, whole)
    first, *_, last = sorted(place(f) for f in (number, size, whole))
    between = text[first[1] : last[0]]  # what another clause counts need not be those
    parted = ";" in between and phrases("sum_total").search(between) is None
    return None if held is not None and held.verdict == "inconsistent" and parted else held


def _may_be_each(size: Figure, whole: Figure, figures: Sequence[Figure]) -> bool:
    """Whether an amount of the total's unit makes nearly the total as many times as the third number, which counts
    something else: "32 teachers got 150 thousand tenge, 4.8 million in all"."""
    others = [f for f in figures if f is not whole and f is not size]
    if any(place(f) > place(whole) for f in figures):
        return False
    if len(others) != 1 or alike(others[0], whole) or not is_counted(others[0]):
        return False
    return NEARLY[0] <= others[0].value * size.value / whole.value <= NEARLY[1]


def _one_of_each(text: str, sentence: Sentence) -> Held | None:
    """As many as there are of what each gives one: "9 trainees, one from each of the nine regions"."""
    counts = [f for f in sentence.figures() if is_counted(f)]
    if not counts:
        return None
    ones = [f for f in counts if f.value == 1]
    whole, *others = [f for f in counts if f.value != 1] or counts
    if len(counts) - len(ones) != 2 or len(others) != 1:
        return None
    between = text[place(whole)[1] : place(others[0])[0]]
    led = list(phrases("one_of_each").finditer(between))
    if len(led) != 1 or len(between) > 2 * BESIDE or len(between[led[0].end() :].split()) > 1:
        return None
    exact = (others[0].value, others[0].value)
    verdict: Verdict = "consistent" if whole.value == others[0].value else "inconsistent"
    words: dict[str, object] = {"a": others[0].surface, "b": "1"}
    return Held("sum", verdict, [whole, others[0], *ones], exact, whole.surface, words, f"each-{verdict}")


def _over_time(text: str, sentence: Sentence) -> Held | None:
    """So much a day, over so many days, and what it makes: "6 runs a day, 26 days, 156 runs"."""
    figures = [f for f in sentence.figures() if f.value > 1 and _is_plain(f)]
    if len(figures) != 3 or len(figures) != len([f for f in sentence.figures() if f.value != 1]):
        return None
    whole = figures[-1]
    for unit in ("day", "week", "month", "hour"):
        times = [f for f in figures[:2] if f.claim is not None and f.claim.quantity.unit == unit]
        sizes = [f for f in figures[:2] if f not in times and _is_told_per(text, sentence, f, f"per_{unit}")]
        if len(times) == len(sizes) == 1 and alike(sizes[0], whole) and whole.value > sizes[0].value:
            return _held(times[0], sizes[0], whole)
    return None


def _on_average(text: str, sentence: Sentence) -> Held | None:
    """Two numbers and behind them how many of the greater fall on one of the other on average: "840 children in 35
    classes, 24 to a class on average"."""
    figures = [f for f in sentence.figures() if f.value > 1 and _is_plain(f) and is_amount(f)]
    if len(figures) != 3 or len(figures) != len([f for f in sentence.figures() if f.value > 1]):
        return None
    number, whole = sorted(figures[:2], key=lambda figure: figure.value)
    size = figures[2]
    between = text[place(figures[1])[1] : place(size)[0]]
    behind = text[place(size)[1] : sentence.end]
    if phrases("mean").search(f"{between} {behind}") is None or ";" in between or not is_counted(number):
        return None
    lang = sentence.claims[0].lang
    noun = roots_of(" ".join(WORD.findall(text[place(number)[1] : place(number)[1] + BESIDE])[:1]), lang)
    if not may_be_alike(whole, size):
        return None
    return _held(number, size, whole) if noun & roots_of(f"{between} {behind}", lang) else None


def _is_told_per(text: str, sentence: Sentence, figure: Figure, name: str) -> bool:
    """Whether so much is told per day, behind the number or in Kazakh before it."""
    start, end = place(figure)
    return (
        phrases(name).search(text, end, min(sentence.end, end + BESIDE)) is not None
        or phrases(name).search(text, max(sentence.start, start - BESIDE // 2), start) is not None
    )


def _is_plain(figure: Figure) -> bool:
    claim = figure.claim
    return claim is not None and claim.kind in ("count", "money", "statistic", "ratio", "duration")


def _held(number: Figure, size: Figure, whole: Figure) -> Held | None:
    exact = (number.value, number.value)
    computed = multiply(exact, size.interval if size.value % 1 else (size.value, size.value))
    holds = meets(computed, whole.interval)
    if not holds and not LIKELY[0] <= number.value * size.value / whole.value <= LIKELY[1]:
        return None
    verdict: Verdict = "consistent" if holds else "inconsistent"
    words: dict[str, object] = {"a": number.surface, "b": size.surface}
    return Held("multiple", verdict, [number, size, whole], computed, whole.surface, words, f"each-{verdict}")


def _is_total(text: str, sentence: Sentence, figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a word for all stands right before the number, or behind it and its noun."""
    start, end = place(figure)
    behind_of_last = max((place(f)[1] for f in figures if place(f)[1] <= start), default=sentence.start)
    before_next = min((place(f)[0] for f in figures if place(f)[0] >= end), default=sentence.end)
    before = text[max(behind_of_last, start - BESIDE) : start]
    behind = text[end : min(before_next, end + BESIDE)]
    for mark in ",;:.(–—":
        behind = behind.split(mark)[0]
    return (
        phrases("total", "together", "sum_total").search(before) is not None
        or phrases("total", "together").search(behind) is not None
    )


def _is_of_each(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether the sentence gives so much to each: "each of 18 farms got 12", "по 12", "әрқайсысына 12", "12-ден"."""
    start, end = place(figure)
    next_one = min((place(f)[0] for f in sentence.figures() if place(f)[0] >= end), default=sentence.end)
    before, behind = text[sentence.start : start], text[end : min(next_one, end + BESIDE)]
    for mark in ",;:.(":
        behind = behind.split(mark)[0]
    if phrases("by_so_many").fullmatch((before.split() or [""])[-1]):
        return True
    if phrases("each").search(before) is not None or phrases("each_behind").search(behind) is not None:
        return True
    return _is_given(text, sentence, figure)


def _is_given(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether the case endings give so much to each: "25 шаруаға 40 қойдан", "12 ауылға 8 компьютерден"."""
    if figure.claim is None or not figure.claim.lang.startswith("kk"):
        return False
    lang = figure.claim.lang
    start, end = place(figure)
    before, behind = WORD.findall(text[sentence.start : start]), WORD.findall(text[end : end + BESIDE])
    to, of = before[-1:], behind[:1]
    return bool(to and of and has_ending(to[0], "to_endings", lang) and has_ending(of[0], "from_endings", lang))

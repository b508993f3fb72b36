"""Which figures are the size of a change, by the words around them: "by 17.7 %", "28 more", "the gap is 2.7 kg"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.checks.amounts import NO_MULTIPLE, POINTS, alike, has_ending, is_amount
from pipeline.checks.change_sizes import Change
from pipeline.checks.findings import Figure
from pipeline.checks.sentences import Sentence, phrases, place

NEXT_WORDS: Final = 40
"""Characters after a number in which its noun stands, with the case ending that says from or to."""

DIFFERENCE_WITHIN: Final = 45
"""Characters before a number in which "the difference" makes it one."""

_CLAUSE: Final = re.compile(r"[;:.()]|, (?!чем)")

BEFORE_THAN: Final = 3
"""Words of a number's noun, and the "more", may stand between it and "than"."""


def says(text: str, sentence: Sentence, figure: Figure, change: Change) -> bool:
    claim = figure.claim
    if claim is None or figure.value <= 0:
        return False
    if change == "multiple":
        return claim.quantity.unit == "times" and 1 < figure.value < NO_MULTIPLE
    if change == "growth" and claim.quantity.unit == POINTS:
        return True
    start, _ = place(figure)
    if phrases("from").fullmatch((text[max(0, start - 12) : start].split() or [""])[-1]):
        return False  # "rose from 85 % to 90 %"
    if change == "growth" and claim.quantity.unit == "percent":
        by = _is_by(text, figure) and moves(text, sentence)
        signed = text[max(0, start - 1) : start] == "+"
        return (
            signed or claim.kind == "change" or by or _is_than(text, figure) or is_called_change(text, sentence, figure)
        )
    compared = phrases("exceed").search(text, sentence.start, sentence.end) is not None
    if change != "difference" or not (is_amount(figure) or is_change_in_units(figure)):
        return False
    told = is_difference(text, figure) or _is_than(text, figure)
    return told or (_is_by(text, figure) and (compared or moves(text, sentence)))


def _is_than(text: str, figure: Figure) -> bool:
    """Whether "more than" follows the number, or the number and its noun: "34 % above the 2.5 million"."""
    _, end = place(figure)
    behind = _CLAUSE.split(text[end : end + NEXT_WORDS].lstrip(" -"))[0].split()
    return any(phrases("than").match(" ".join(behind[at:])) is not None for at in range(min(BEFORE_THAN, len(behind))))


def is_change_in_units(figure: Figure) -> bool:
    """ "28 more": a change that is printed in people or things and not in percent."""
    claim = figure.claim
    return claim is not None and claim.kind == "change" and claim.quantity.unit not in ("percent", POINTS, "times")


def is_difference(text: str, figure: Figure) -> bool:
    """Whether the word before the number calls it a difference: "the gap is 2.7 kg"."""
    start, _ = place(figure)
    words = list(phrases("difference").finditer(text, max(0, start - DIFFERENCE_WITHIN), start))
    return bool(words) and not any(sign.isdigit() for sign in text[words[-1].end() : start])


def is_called_change(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether the words beside a percentage call it a change: "the increase amounts to 45 %", "a 45 % increase"."""
    start, end = place(figure)
    words = list(phrases("change_nouns").finditer(text, max(sentence.start, start - DIFFERENCE_WITHIN), start))
    if words:
        between = text[words[-1].end() : start]
        return not any(sign.isdigit() or sign in ",;(" for sign in between)
    return phrases("change_nouns").match(text[end : end + NEXT_WORDS].lstrip()) is not None


def is_size_of_change(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure is by how much something rose or fell: in percent, in points, in its own units; and not what it
    came to."""
    if is_reached(text, sentence, figure, sentence.figures()):
        return False
    return any(says(text, sentence, figure, change) for change in ("growth", "difference"))


def moves(text: str, sentence: Sentence) -> bool:
    """Whether a sentence speaks of a rise or a fall."""
    return any(phrases(way).search(text, sentence.start, sentence.end) for way in ("up", "down"))


def _is_by(text: str, figure: Figure) -> bool:
    """Whether the number is the size of a change: "by 30 people", "на 30 человек", "30 адамға"."""
    start, end = place(figure)
    before = text[max(0, start - 12) : start].split()
    if before and phrases("by").fullmatch(before[-1].lstrip("(")):
        return True
    if figure.claim is not None and not figure.claim.lang.startswith("kk"):
        more = phrases("more_by").fullmatch(" ".join(words_after(text, end)[-1:]))
        return more is not None
    follows = [figure.surface.split()[-1].rstrip("-"), *words_after(text, end)]
    if any(phrases("to").fullmatch(word) for word in follows):
        return False  # "128 мыңға дейін": what it came to
    follows = [word for word in follows if not phrases("whole_words").fullmatch(word)]
    lang = figure.claim.lang if figure.claim is not None else ""
    kazakh = lang.startswith("kk")
    return kazakh and any(has_ending(word, "to_endings", lang) for word in follows)


def words_after(text: str, end: int) -> list[str]:
    """The noun after a number, with its attributes, up to a mark."""
    following = text[end : end + NEXT_WORDS]
    for mark in ",;:.()":
        following = following.split(mark)[0]
    return [word.strip("-–—%") for word in following.split()[:2]]


def from_to(text: str, sentence: Sentence, first: Figure, second: Figure) -> bool:
    """ "From a to b" by the words before the numbers, or by the case endings after them."""
    led = phrases("from").search(text, sentence.start, place(first)[0]) is not None
    if led and phrases("to").search(text, place(first)[1], place(second)[0]) is not None:
        return True
    out = [first.surface.split()[-1], *words_after(text, place(first)[1])]
    into = [second.surface.split()[-1], *words_after(text, place(second)[1])]
    into = [word for word in into if not phrases("whole_words").fullmatch(word)]
    lang = sentence.claims[0].lang
    leaves = any(has_ending(word, "from_endings", lang) for word in out)
    return leaves and any(has_ending(word, "to_endings", lang) for word in into)


def is_reached(text: str, sentence: Sentence, figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure is what the one before it came to: "from 3.2 to 4.8 metres" tells no change by 4.8."""
    before = [other for other in figures if place(other) < place(figure)]
    behind = text[place(figure)[1] : min(sentence.end, place(figure)[1] + NEXT_WORDS)]
    amount = is_change_in_units(figure) or (figure.claim is not None and figure.claim.kind != "change")
    level = amount and not phrases("more_by").search(behind)
    return level and bool(before) and alike(before[-1], figure) and from_to(text, sentence, before[-1], figure)

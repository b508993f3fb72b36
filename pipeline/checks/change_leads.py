"""Whether a sentence leads from two values to the change that it prints: in so many words, by holding them against each
other, by concluding from them."""

from __future__ import annotations

import re
from typing import Final

from pipeline.checks.amounts import POINTS, alike, has_ending
from pipeline.checks.change_sizes import Change, of_two_times
from pipeline.checks.change_words import (
    BEFORE_THAN,
    DIFFERENCE_WITHIN,
    NEXT_WORDS,
    from_to,
    is_called_change,
    is_difference,
    words_after,
)
from pipeline.checks.findings import Figure
from pipeline.checks.sentences import Sentence, phrases, place, without_phrases

MEASURED: Final = frozenset(
    {"measure", "object", "product", "activity", "practice", "population", "change", "currency"}
)
"""Slots of a topic that say what is measured."""

MOST_BETWEEN: Final = 9
"""Words between a change and the value that it is counted from: "120 more than the western one, which has 340"."""

MOST_CONCLUDING: Final = 14
"""Words between two shares and the difference in points that is named behind them."""

MOST_ENDING: Final = 3
"""Letters that an adjective's ending has."""

MOST_LEADING: Final = 3
"""Words between a mark and the change that it closes a sentence with: ", up 34 %", "(a rise of 34 %)"."""

_ANOTHER: Final = re.compile(r",\s*[^\W\d_][^,–—:(]*\s[–—]")
"""Behind a comma another subject before a dash: "wolves fell by 40 %, foxes – from 180 to 126"."""

_LAST_MARK: Final = re.compile(r"[,:(–—]")
_YEARS: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def leads(text: str, sentence: Sentence, pair: tuple[Figure, Figure], change: Figure, kind: Change) -> bool:
    """Whether the sentence leads from one value to the other in so many words, or says by how much one exceeds."""
    first, second = sorted(pair, key=place)
    if kind == "difference" and phrases("of_them").match(text[place(second)[1] :][:NEXT_WORDS].lstrip()):
        return False  # "9 640 were born, 8 410 of them in hospitals"
    after = place(change) > place(second)
    between = (place(second)[1], place(change)[0]) if after else (place(change)[1], place(first)[0])
    if not of_two_times(first, second) and phrases("parts").search(text, place(first)[1], place(second)[0]):
        return False  # "6.3 million visits, of which 4.5 million were paid"
    if phrases("contrast").search(text, *between) or (not after and _ANOTHER.search(text[slice(*between)])):
        return False
    in_points = change.claim is not None and change.claim.quantity.unit == POINTS
    if in_points and is_difference(text, change) and after and len(text[slice(*between)].split()) <= MOST_CONCLUDING:
        return True
    if kind != "difference" and ";" in text[slice(*between)]:
        return False
    if is_between(text, first, second, change) or _are_held_together(text, sentence, (first, second), change):
        return True
    if kind == "growth" and _is_led_to(text, first, second, change):
        return True
    announced = not after and text[place(change)[1] : place(first)[0]].split(":")[1:]
    if kind != "difference" and announced and of_two_times(first, second):
        return True
    if kind != "difference" and after and _is_concluded(text, sentence, (first, second), change):
        return True
    exceeds = phrases("exceed").search(text, sentence.start, sentence.end) is not None
    told = kind == "difference" and after and of_two_times(first, second) and alike(first, second)
    if told and phrases("more_by").match(text[place(change)[1] :][:NEXT_WORDS].lstrip()):
        return True
    if kind == "difference" and (exceeds or is_difference(text, change)):
        return place(change) > place(second)
    return from_to(text, sentence, first, second)


def _is_led_to(text: str, first: Figure, second: Figure, change: Figure) -> bool:
    """Whether a change stands between the value it is counted from and the one it leads to: "640 head fell by 15 %, to
    496"."""
    if not place(first)[1] <= place(change)[0] or not place(change)[1] <= place(second)[0] or not alike(first, second):
        return False
    before, behind = text[place(first)[1] : place(change)[0]], text[place(change)[1] : place(second)[0]]
    if (
        any(mark in before for mark in ";:(")
        or len(before.split()) > MOST_BETWEEN
        or len(behind.split()) > MOST_LEADING
    ):
        return False
    lang = change.claim.lang if change.claim is not None else ""
    if lang.startswith("kk"):
        return any(has_ending(word, "to_endings", lang) for word in words_after(text, place(second)[1]))
    return phrases("to").search(behind) is not None


def _are_held_together(text: str, sentence: Sentence, pair: tuple[Figure, Figure], change: Figure) -> bool:
    """Whether words hold two values against each other: "140 instead", "it was 86, now it is 108", or brackets in a
    comparison: "twice as many in June (8,420) as in May (5,610)"."""
    first, second = pair
    start, between = max(sentence.start, place(first)[0] - NEXT_WORDS), text[place(first)[1] : place(second)[0]]
    if ";" in between:
        return False
    led = text[start : place(first)[0]]
    if "(" in led[-NEXT_WORDS:] and phrases("against").search(between) and len(between.split()) <= MOST_LEADING:
        return True
    said, *colon = re.split(r":|\s[–—]\s", text[place(change)[1] : place(first)[0]], maxsplit=1)
    then_and_now = phrases("was").search(led) and phrases("now").search(between)
    if colon and "," not in said and (phrases("against").search(f"{led} {between}") or then_and_now):
        return True
    brackets = sum(text[: place(f)[0]].endswith("(") and text[place(f)[1] :][:NEXT_WORDS].count(")") > 0 for f in pair)
    return brackets > 0 and phrases("compares").search(text, sentence.start, sentence.end) is not None


def _is_concluded(text: str, sentence: Sentence, pair: tuple[Figure, Figure], change: Figure) -> bool:
    """Whether a change closes what is told of two times, or what is held against one another: "84 in 2019 and 97 in
    2023, i.e. by 15 %", "97 against 84 a year ago (+15 %)", "97 here, 84 there, that is 1.2 times less"."""
    first, second = pair
    others = [f for f in sentence.figures() if place(second)[1] <= place(f)[0] < place(change)[0]]
    led = text[place(second)[1] : place(change)[0]]
    if others:
        return False
    tail = _LAST_MARK.split(led)[-1]
    close = len(led) > len(tail) and len(tail.split()) <= MOST_LEADING
    against = phrases("against").search(text, place(first)[1], place(second)[0]) is not None
    if of_two_times(first, second) or against:
        said = (place(second)[1], min(sentence.end, place(change)[1] + DIFFERENCE_WITHIN))
        bare = without_phrases(tail, "leading", "by", "change_nouns", "up", "down").strip(" +") == ""
        concluded = phrases("or", "follows", "change_nouns").search(text, *said) is not None
        return (close and bare) or concluded or ": " in led
    behind = text[place(change)[1] : min(sentence.end, place(change)[1] + DIFFERENCE_WITHIN)]
    if not close or not _may_be_one_subject(first, second):
        return False
    if without_phrases(tail, "leading", "by", "change_nouns").strip(" +") == "" and is_called_change(
        text, sentence, change
    ):
        return True
    compared = phrases("exceed", "more_by", "compares").search(behind) is not None
    return compared and (phrases("or").search(led) is not None or led.strip() == ":")


def is_between(text: str, first: Figure, second: Figure, change: Figure) -> bool:
    """Whether one value is told by its difference from the other: "480 workers, 120 more than the 340 here"."""
    if not place(first)[1] <= place(change)[0] or not place(change)[1] <= place(second)[0]:
        return False
    before, behind = text[place(first)[1] : place(change)[0]], text[place(change)[1] : place(second)[0]]
    if any(mark in before + behind for mark in ";:") or len(behind.split()) > MOST_BETWEEN:
        return False
    if any(sign.isdecimal() for sign in _YEARS.sub("", behind)):
        return False  # "122 more than on average and 1.9 times the 248 of the south"
    if phrases("contrast").search(before + behind) or (phrases("earlier").search(behind) and not _told_of_then(behind)):
        return False
    than = phrases("than").search(behind)
    if (
        change.claim is not None
        and change.claim.quantity.unit == "times"
        and phrases("the_value").match(behind.lstrip())
    ):
        return True  # "twice the 1,600 of 2019"
    return than is not None and len(behind[: than.start()].split()) < BEFORE_THAN


def _told_of_then(behind: str) -> bool:
    """Whether a value is told of the time named before it: "than a year ago (1 836)", "than a year before, when …"."""
    said = behind[max(word.end() for word in phrases("earlier").finditer(behind)) :].strip()
    ending = said.isalpha() and len(said) <= MOST_ENDING  # "прежн|их 1 800"
    return said in ("(", "–", "—") or ending or phrases("when").search(said) is not None


def _may_be_one_subject(a: Figure, b: Figure) -> bool:
    """Whether no slot that says what is measured sets two values apart: they may be of town and country, of summer and
    winter."""
    if a.claim is None or b.claim is None:
        return False
    one, other = a.claim.topic, b.claim.topic
    return all(one[slot] == other[slot] for slot in one.keys() & other.keys() & MEASURED)

"""Which part of a sentence belongs to which of its numbers.

"In 2000 173 million (2.8 %), in 2010 220 million (3.2 %)": each number has a stretch of the sentence to itself, cut at
the strongest sign between two numbers; a percentage in brackets shares the stretch of the number that it restates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.claims.expressions import RIGHT_BEFORE, expression
from pipeline.claims.tokens import data_language
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import unit_class
from schemas import FoundQuantity

_SEPARATORS = (
    r";",
    r"[.!?][\])»”\"]*\s+(?=[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ])",
    r",\s*(?:{but})\b",
    r":|,(?!\d)",
    r"\s(?:{but})\s",
    r"\s(?:{also})\s",
    r"[(]",
    r"\s[–—-]\s",
)


_FREE = re.compile(r"^[^\W\d_]{3,}")
_DATED = re.compile(
    r"(?:19|20)\d{2}(?:\s(?:году|года|г\.|жылы))?(?=\s(?:to|до|and|и|against|против|from)\s[^\d]{0,12}$)"
)


_NEXT_YEAR = re.compile(
    r"(?:19|20)\d{2}(?:\s(?:году|года|г\.))?(?=,?\s(?:(?:и|а|но|and|but)\s)?(?:к|в|за|на|by|in)\s(?:19|20)\d{2}(?!\d))"
)
"""The year of the left number, where that of the right one follows: "1,200 tonnes in 2019 and by 2021 it fell by"."""

_TIME_BEFORE = re.compile(
    r"(?<!\S)(?:19|20)\d{2}(?:[/–-]\d{2,4})?(?:(?:\s[^\W\d_]+){2,3}|\s[^\W\d_]+\s\d[\d\s]*(?:\s?[^\W\d_]+){2,3})\s*$"
)
"""A year and two or three words, the last before a number; or the base of a rate: "2023 жылы 100 мың адамға"."""

_OWN_YEAR = re.compile(r"[^()\d;:,]{0,30}\((?:[^()\d]{0,6}\s)?(?:19|20)\d{2}(?:\s?[^()\d]{0,6})?\)")
"""A year in brackets right behind the left number, which is its own: "from 13.8 (2018) to 20.6 billion"."""


class Segment(NamedTuple):
    """text[start:end] with the numbers `quantities` (indices) that it belongs to; `anchor` is the first one's place."""

    start: int
    end: int
    quantities: tuple[int, ...]
    anchor: int
    course: bool = False
    """Whether its number is a length of time in whose course something went on, which the next number tells."""


def segment(text: str, quantities: Sequence[FoundQuantity], lang: str) -> tuple[Segment, ...]:
    """The stretches that cover a sentence, one for each number or pair of twins; none without numbers."""
    groups: list[list[int]] = []
    for i, quantity in enumerate(quantities):
        before = quantities[groups[-1][-1]] if groups else None
        if before is not None and (_twins(text, before, quantity, lang) or _timed_within(text, before, quantity, lang)):
            groups[-1].append(i)
        else:
            groups.append([i])
    cuts = [0]
    courses: set[int] = set()
    for left, right in pairwise(groups):
        one, other = quantities[left[-1]], quantities[right[0]]
        course = _course_end(text, one, other, data_language(lang))
        if course is not None:
            courses.add(left[-1])
        cuts.append(
            _cut(text, _noun_end(text, one, other), other.start, lang, aged=_is_aged(one)) if course is None else course
        )
    cuts.append(len(text))
    return tuple(
        Segment(cuts[i], cuts[i + 1], tuple(group), quantities[group[0]].start, group[-1] in courses)
        for i, group in enumerate(groups)
    )


def _course_end(text: str, one: FoundQuantity, other: FoundQuantity, lang: str) -> int | None:
    """Where a length of time ends in whose course something went on, which the next number tells: "over the last five
    years output grew 1.4 times", "соңғы бес жылда өндіріс 1,4 есе өсті"."""
    if one.unit not in _DURATIONS:
        return None
    qualifying = expression(lang, "segments", "attribute", _ATTRIBUTE).match(text, one.end, other.start)
    if qualifying is not None:
        return qualifying.end()
    end = _noun_end(text, one, other)
    behind = expression(lang, "kinds", "course_after", _COURSE_AFTER).match(text, one.end, other.start)
    before = expression(lang, "kinds", "course_before", _COURSE_BEFORE).search(text, max(0, one.start - 40), one.start)
    return max(end, behind.end()) if behind is not None else end if before is not None else None


def _timed_within(text: str, one: FoundQuantity, other: FoundQuantity, lang: str) -> bool:
    """Kazakh: whether a length of time stands between a share and its verb, which closes the clause: "жастардың 35 %-ы
    таяу бес жылда көшуді жоспарлайды", "жұмысшылардың 30 %-ы аптасына 50 сағаттан артық еңбек етеді"."""
    shared = one.unit == "percent" or " per 1000" in (one.unit or "")
    if data_language(lang) != "kk" or not shared or other.unit not in (*_DURATIONS, "hour", "minute"):
        return False
    between = text[one.end : other.start].removeprefix(")")
    if _AGED.match(text, other.end) or len(between.split()) > _WITHIN or re.search(r"[,;:()–—]|\.\s", between):
        return False
    attribute = expression("kk", "segments", "participle", r"[^.,;:()]*?\w(?:{})\s\w").match(text, other.end)
    closed = expression("kk", "segments", "finite", r"\w(?:{})(?!\w)").search(between)
    return attribute is None and closed is None  # not "шыққандардың 34 %-ы бес жыл тұрмаған жұптар"


_WITHIN = 6
_AGED = re.compile(r"\s?жас(?!қа\s(?:толма|жетпе)й)")
"""An age that another figure is told of, not one that nobody of them reached: "8,9-ы бір жасқа толмай шетінеген"."""
_DURATIONS = ("year", "month", "week", "day", "decade")
_COURSE_AFTER = r"(?:\s\w+)?\s(?:{})(?!\w)"
_ATTRIBUTE = r"[\s-]?(?:{})(?!\w)"
"""A length of time that qualifies the noun behind it: "бір жылдық оқу ақысы", "a two-year programme"."""
_COURSE_BEFORE = r"(?<!\w)(?:{})\s+$"


def _noun_end(text: str, one: FoundQuantity, other: FoundQuantity) -> int:
    """Where the number's noun ends, which is never the next one's: "of 28 600 foreign students 11 320 came"."""
    if not one.unit_surface or not _FREE.search(one.unit_surface):
        return one.end
    at = text.find(one.unit_surface, one.end, other.start)
    between = text[one.end : at] if at >= 0 else ""
    return at + len(one.unit_surface) if at >= 0 and not re.search(r"[,;:()]", between) else one.end


def _pattern(lang: str, name: str) -> re.Pattern[str]:
    return _pattern_of(lang, "segments", name)


@cache
def _pattern_of(lang: str, part: str, name: str) -> re.Pattern[str]:
    words = knowledge(lang, "claims")[part][name]
    return re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words), re.IGNORECASE)


def _twins(text: str, one: FoundQuantity, other: FoundQuantity, lang: str) -> bool:
    """Whether the second number restates the first: "4 %, or 92,000", "220 million (3.2 %)", "which is 5 % of"."""
    if unit_class(one.unit) == unit_class(other.unit) or "percent" not in (one.unit, other.unit):
        return _restated(text, one, other, lang)
    between = text[one.end : other.start]
    if len(between) > 80 or ";" in between:
        return False
    opened = re.search(r"\((?P<lead>[^()]{0,24})$", between)
    if opened is not None:
        return not re.search(r"[,;]", between[: opened.start()])
    return restates(between, lang)


def _restated(text: str, one: FoundQuantity, other: FoundQuantity, lang: str) -> bool:
    """People restated as families, persons as a share: only through an "or" right after."""
    between = text[one.end : other.start]
    dated = _YEAR.search(between) is not None  # "402 thousand came, which to 338 thousand in 2022 …" is another figure
    beyond = expression(data_language(lang), "kinds", "beyond", r"(?:\s[^\W\d_]+)?\s(?:{})(?!\w)")
    if beyond.match(text, other.end) is not None:
        return False  # "3,400 firms closed, which is 400 fewer than in 2020"
    return (
        unit_class(one.unit) != unit_class(other.unit) and len(between) < 40 and not dated and restates(between, lang)
    )


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def restates(between: str, lang: str) -> bool:
    """Whether the words between two numbers say that the second is the first told anew: "or", "that is"; not that of a
    part of it: "of them most, that is 60 thousand"."""
    if _pattern_of(data_language(lang), "continuation", "of_them").search(between):
        return False
    return bool(_pattern(data_language(lang), "restate").search(between)) and len(between) < 60


def restating(between: str, lang: str) -> int | None:
    """Where the word stands between two numbers that says that the second is the first told anew."""
    found = _pattern(data_language(lang), "restate").search(between)
    return found.start() if found is not None else None


def _is_aged(one: FoundQuantity) -> bool:
    """Whether a number only says how old or how long those are whom the next one counts: "residents over 65"."""
    return one.unit == "year" and one.bound in ("<", ">", "<=", ">=")


def _cut(text: str, left: int, right: int, lang: str, *, aged: bool) -> int:
    """Where the stretch of the left number ends: at the strongest separator between the two numbers; right behind one
    that is `aged`."""
    between = text[left:right]
    dated = _OWN_YEAR.match(between)
    if dated is not None:
        return left + dated.end()
    followed = _NEXT_YEAR.search(between) or _set_against(between, lang)
    if followed is not None:
        return left + followed.end()
    opened = re.search(r"\((?=[^()]*[^\W\d_][^()]*$)", between)
    if opened is not None and opened.start() > 0:
        return left + opened.start()
    aside = _clause(data_language(lang)).search(between)
    if aside is not None and "(" in between[aside.end() :]:
        return left + aside.start()  # "2 138 тыс. га — это меньше всего зернового клина (3,02 млн га)"
    worth = told_in_money(between, lang)
    if worth is not None and not re.search(r"[,;:]", between[:worth]):
        return left + worth
    words = knowledge(data_language(lang), "claims")["segments"]
    fills = {name: "|".join(map(re.escape, words[name])) for name in ("but", "also")}
    labelled = re.search(r"[–—:(-]\s*$", between) is not None
    for separator in _SEPARATORS:
        filled = "{but" in separator or "{also" in separator
        pattern = separator.format(**fills) if filled else separator
        found = list(re.finditer(pattern, between, re.IGNORECASE if filled else 0))
        found = [m for m in found if not (filled and _inside_names(between, m.start(), m.end()))]
        found = [m for m in found if not _where(between[m.end() :], lang)] or found[-1:]
        if found:
            cut = (found[0] if labelled else found[-1]).start()
            before = between.rfind(")", 0, cut) if separator == r"[(]" else -1
            return left + (before + 1 if before >= 0 else cut)  # "births (412 thousand) exceeded deaths (133 thousand)"
    closed = between.rfind(")")
    if closed < 0 and aged:
        return left  # what is behind it is the next one's: "over 65 will by 2050 come to 15 %"
    return left + closed + 1 if closed >= 0 else _before_last_words(between, left, lang)


def _set_against(between: str, lang: str) -> re.Match[str] | None:
    """Kazakh: where what the right number is compared with ends, and its own time begins: "2021 жылғы 1 469 студентпен
    салыстырғанда 2023 жылы олардың саны 1,9 есе өсті"."""
    if data_language(lang) != "kk":
        return None
    return expression("kk", "segments", "compared", r"(?<!\w)(?:{})(?=,?\s(?:19|20)\d\d(?!\d))").search(between)


@cache
def _clause(lang: str) -> re.Pattern[str]:
    """What opens a clause that tells of something else than the number before it."""
    return re.compile("|".join(knowledge(lang, "topics")["aside"]["clause"]), re.IGNORECASE)


def told_in_money(before: str, lang: str) -> int | None:
    """Where the words right before a number begin that tell it for the worth of goods: "12 tonnes worth 5 million"."""
    found = expression(data_language(lang), "segments", "worth", RIGHT_BEFORE).search(before)
    return found.start() if found is not None else None


def _where(after: str, lang: str) -> bool:
    """Whether a clause begins that tells of the thing before it: "second comes health care, where 20 thousand"."""
    return _pattern(data_language(lang), "where").match(after.lstrip()) is not None


def _inside_names(between: str, start: int, end: int) -> bool:
    """Whether the "and" stands between two names: "Great Britain and Ireland"."""
    left = re.search(r"([^\W\d_]+)\W*$", between[:start])
    right = re.match(r"\W*(?:the\s+)?([^\W\d_]+)", between[end:])
    return bool(left and right and left[1][0].isupper() and right[1][0].isupper())


def _before_last_words(between: str, left: int, lang: str) -> int:
    """No sign parts the two: a year behind the left number stays with it, the right one keeps two words before it, and
    in Kazakh the time that these words close: "2023/2024 оқу жылында 1 150"."""
    dated = _DATED.search(between)
    if dated is not None:
        return left + dated.end()
    words = [m.start() for m in re.finditer(r"\S+", between)]
    time = _TIME_BEFORE.search(between) if data_language(lang) == "kk" else None
    if time is not None and time.start() > 0:
        return left + time.start()
    return left + (words[-2] if len(words) > 2 else words[0] if words else 0)

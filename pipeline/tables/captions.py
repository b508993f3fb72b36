"""Words around tables: captions and their numbers, continuation lines, notes and sources, units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.languages.knowledge import LANGUAGES, knowledge

NUMBER = r"(?:[A-ZА-ЯӘІҢҒҮҰҚӨҺ][.\-–]?)?\d{1,3}(?:[.\-–]\d{1,3}){0,2}[a-zа-я]?"


def _words(key: str) -> str:
    """The words of all languages as alternatives, the longest first, spaces of any width."""
    words = sorted({w for lang in LANGUAGES for w in knowledge(lang, "tables")[key]}, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)


@cache
def _caption() -> re.Pattern[str]:
    word = _words("caption")
    return re.compile(
        rf"\s*(?:(?:{word})\s*(?:№|No\.?|N)?\s*(?P<after>{NUMBER}|[IVXLC]{{1,5}}(?=\W|$))|"
        rf"(?P<before>\d{{1,3}}(?:\.\d{{1,3}})?)\s*[-–—.]?\s*(?:{word}))(?P<rest>[^\w].*|$)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _continuation() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:\d{{1,3}}\s*[-–—]\s*)?(?:(?:{_words('caption')})\s*(?:№\s*)?(?:{NUMBER})\s*[-–—.,:(]*\s*)?(?:{_words('continuation')})"
        rf"(?P<rest>.{{0,40}})",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _note() -> re.Pattern[str]:
    return re.compile(
        rf"\s*[*(]?\s*(?:{_words('note')})(?:\s*\d)?(?:\W|$)|\s*(?:\*|†|¹|\d{{1,2}}\)|\(\s?[a-z\d*:†]\s?\)|[a-z]\))\s*\S",
        re.IGNORECASE,
    )


@cache
def _figure() -> re.Pattern[str]:
    word = _words("figure")
    return re.compile(
        rf"\s*(?:(?:{word})\s*(?:[A-ZА-Я]{{1,3}}[.\-–]?)?\d|\d{{1,3}}\s*[-–—]?\s*(?:{word})\b)", re.IGNORECASE
    )


def begins_caption(text: str) -> bool:
    """Does a table's caption begin here: "Table 1. …", "Таблица 2 – …", "3-кесте. …", with no sentence going on?"""
    match = _caption().match(text)
    if match is None:
        return False
    rest = match["rest"].strip()
    # "Table 1 shows that …" is a sentence of the text, "Table 1 Share of …" is a caption
    return not (rest[:1].islower() or rest.startswith((")", ",", ";")))


def caption_number(text: str) -> int | None:
    """The number of a caption; the last part of a number by chapter ("Table 7.4" is 4); None without digits."""
    match = _caption().match(text)
    if match is None:
        return None
    digits = re.findall(r"\d+", match["after"] or match["before"] or "")
    return int(digits[-1]) if digits else None


def is_continuation(text: str) -> bool:
    """Is this the line over a table's second part: "Continuation of the table", "Продолжение таблицы 4"?"""
    match = _continuation().match(text)
    return match is not None and len(text) < 80


def names_rows(text: str) -> bool:
    """Is this a line inside a table that only says which rows follow: "of which:", "Rural areas:"?"""
    line = text.strip()
    return _of_which().fullmatch(line) is not None or _GROUP.fullmatch(line) is not None


_GROUP = re.compile(r"[^\W\d_][\w-]*(?: [^\W\d_][\w-]*){0,3}:")


@cache
def _of_which() -> re.Pattern[str]:
    words = "|".join(word for lang in LANGUAGES for word in knowledge(lang, "tables")["cells"]["of_which"])
    return re.compile(rf"(?:{words})\s*:?", re.IGNORECASE)


def begins_note(text: str) -> bool:
    """Does a note or a source line of a table begin here?"""
    return _note().match(text) is not None


def is_test_result(text: str) -> bool:
    """ "χ2 = 16.9, df = 2, p < 0.001" under a table: the result of a test of its figures, no row."""
    return _TEST.search(text) is not None


_TEST = re.compile(r"=.*\bp\s?[<=>≤]\s?0?[.,]\d", re.IGNORECASE)


def begins_figure(text: str) -> bool:
    """Is this the caption of a figure?"""
    return _figure().match(text) is not None


_IN_BRACKETS = re.compile(r"[(\[]\s*(?:(?:в|in|as)\s)?\s*([^()\[\]\d]{1,30}?)\s*[)\]]")


@cache
def _unit() -> re.Pattern[str]:
    words = [w for lang in LANGUAGES for w in knowledge(lang, "tables")["unit"]]
    word = "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
    return re.compile(rf"{word}(?:[\s/]+(?:of\s+)?{word}){{0,3}}", re.IGNORECASE)


@cache
def _unit_after_comma() -> re.Pattern[str]:
    return re.compile(rf",\s*(?:в\s+|in\s+)?({_unit().pattern})\s*(?:[.\[(]|$)", re.IGNORECASE)


def unit_in(text: str) -> str | None:
    """The unit that a caption or a header names: after its last comma, in brackets, or alone."""
    stripped = text.strip()
    match = _unit_after_comma().search(stripped)
    if match:
        return match[1].strip()
    for inside in _IN_BRACKETS.findall(stripped):
        if _unit().fullmatch(inside.strip()):
            return str(inside.strip())
    return stripped if _unit().fullmatch(stripped) else None


def is_unit_line(text: str) -> bool:
    """Is this line under a caption nothing but a unit: "in million tenge", "мың адам"?"""
    return _unit_line().fullmatch(text.strip("() .")) is not None


@cache
def _unit_line() -> re.Pattern[str]:
    return re.compile(rf"(?:в\s+|in\s+)?{_unit().pattern}", re.IGNORECASE)


def table_unit(caption: str | None, paths: Sequence[Sequence[str]]) -> str | None:
    """The unit that the caption names, or the one that the heads of all columns but the first agree on."""
    unit = unit_in(caption) if caption else None
    if unit is not None or len(paths) < 2:
        return unit
    named = [{u for head in path if (u := unit_in(head))} for path in paths[1:]]
    shared = set.intersection(*named)
    return shared.pop() if len(shared) == 1 else None

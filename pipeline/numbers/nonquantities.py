"""Numbers that are no quantity, each named: citations, identifiers, laws, pages, section and list numbers, idioms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.digitless import stretches
from pipeline.numbers.forms import alternatives_of, by_first_letter, expression, form_of
from schemas.paper import UnreadReason


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """A number that is no quantity, at its place, and why."""

    start: int
    end: int
    surface: str
    reason: UnreadReason


_DASH = "[-‐‑–—−]"
_CITED = rf"[0-9]{{1,4}}(?:\s?{_DASH}\s?[0-9]{{1,4}})?"

_CAPITAL_ENDINGS = (
    "ҒА|ГЕ|ҚА|КЕ|ДА|ДЕ|ТА|ТЕ|НЫ|НІ|ДЫ|ДІ|СЫ|СІ|НА|НЕ|ШІ|ШЫ|ТЫ|ТІ|ГО|МУ|ОЙ|ЫЙ|АЯ|ОЕ|ЫХ|ТИ|МИ|ЫМ|ОМ|Й|Я|Е|Х|М"
)
"""Endings of numbers in a text in capitals; other letters behind a hyphen are a code's: 2-ТП, 24-СХ."""

_NUMBERED_KINDS = (
    "omega|strontium|ca?esium|iodine|uranium|carbon|plutonium|cobalt|interleukin|омега|стронций|стронция|цези[йя]|йода?"
    "|урана?|углерода?|плутони[йя]|кобальта?|интерлейкина?"
)
"""Isotopes, acids and proteins that a number tells apart: omega-3, цезий-137."""

_REASONS: Final[dict[str, UnreadReason]] = {
    "url": "identifier", "email": "identifier", "doi": "identifier", "standard": "name", "issn": "identifier",
    "subject": "identifier", "phone": "identifier", "coordinate": "identifier", "number": "identifier",
    "address": "identifier", "hotline": "identifier", "code": "identifier",
    "map": "name", "score": "name", "citation": "citation", "authoryear": "citation",
    "law": "law number",
    "page": "page", "issue": "page", "section": "section number", "item": "section number",
    "name": "name", "quoted": "name", "idiom": "idiom", "interval": "statistic", "note": "note", "clock": "date",
}  # fmt: skip


_OVER_PERIODS: Final = frozenset({"citation", "authoryear", "url", "doi", "subject", "quoted", "law", "standard"})
"""Forms that keep a year inside them: (Smith, 2019) is a citation, not the period of the figure before it."""


def find_others(text: str, *, lang: str, periods: Sequence[tuple[int, int]]) -> list[OtherNumber]:
    """All numbers that are no quantity by their form, in order; most leave the spans of periods alone."""
    spans = sorted(periods)
    found: list[OtherNumber] = []
    at = 0
    for match in _matches(text, lang):
        start, end = match.span()
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        name = form_of(match)
        if name == "score" and not _is_score(match.group()):
            continue
        if name in _OVER_PERIODS or at >= len(spans) or spans[at][0] >= end:
            found.append(OtherNumber(start, end, match.group(), _REASONS[name]))
    return found


def _matches(text: str, lang: str) -> Iterator[re.Match[str]]:
    """What has the form of such a number; the forms with digits are sought only where there may be one."""
    signs = _SIGNS.search(text) is not None
    for start, end, digits in stretches(text, ahead=_LONGEST):
        yield from _grammar(lang, digits=digits, signs=signs).finditer(text, start, end)


def _is_score(printed: str) -> bool:
    """2-2, 3-1: no range falls, so the pair is the result of a game or a vote."""
    first, second = printed.split("-")
    return int(first) >= int(second)


_LONGEST: Final = 520
"""Characters before its first digit that a form may have, and more than any has: a bracket of authors."""
_SIGNS: Final = re.compile(r"[@\[(№«“\"<^¹²³⁰⁴-⁹]|://|www\.|10\.")
"""Signs without which a text has none of the forms of `_SIGNED`."""

_SIGNED: Final = frozenset({"url", "email", "doi", "citation", "authoryear", "quoted", "number", "note"})

_WITHOUT_DIGITS: Final = frozenset({"url", "email", "note", "idiom"})

_STARTS: Final[dict[str, tuple[str, ...]]] = {
    "url": ("letter",), "doi": ("letter", "digit"), "issn": ("letter",), "standard": ("letter",), "subject": ("digit",),
    "phone": ("digit", "sign"), "citation": ("sign",), "authoryear": ("sign",), "quoted": ("sign", "letter"),
    "coordinate": ("digit",), "map": ("digit",), "code": ("digit",), "interval": ("digit", "letter"),
    "number": ("sign",), "item": ("digit", "sign"), "clock": ("digit",), "note": ("sign",),
    "address": ("letter", "digit"), "page": ("letter", "digit"), "hotline": ("letter",), "section": ("letter", "digit"),
    "name": ("letter",), "idiom": ("letter", "digit"), "score": ("digit",),
}  # fmt: skip
"""What each form may start with; those not named, with anything."""


@cache
def _grammar(lang: str, *, digits: bool, signs: bool) -> re.Pattern[str]:
    """The forms that a text with or without digits and signs may have; every repeat is bounded: reading is linear."""
    forms = {
        name: form
        for name, form in (_general() | _of_language(lang)).items()
        if (signs or name not in _SIGNED) and (digits or name in _WITHOUT_DIGITS)
    }
    return expression(forms, _STARTS)


def _general() -> dict[str, str]:
    """Forms that look the same in every language."""
    page = r"(?:с|С|c|C|p|pp|P|рр|р|б|бб|бет|стр|т|Т|Vol|vol|ст|гл)\.?"
    year = r"(?:19|20)[0-9]{2}[a-zа-я]?"
    pages = rf"(?:[:,]\s?{page}?\s?[0-9]{{1,4}}(?:{_DASH}[0-9]{{1,4}})?)?"
    return {
        "url": r"(?:https?://|www\.)[^\s<>\"]{1,300}(?<![).,;])",
        "email": r"(?<![\w.])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,120}",
        "doi": r"(?:[Dd][Oo][Ii][:\s]{0,3})?\b10\.[0-9]{4,9}/[^\s<>\"]{1,120}",
        "issn": (
            r"(?<!\w)(?:(?:e-?|p-?)?(?:ISSN|ISBN)|ORCID|УДК|UDC|ББК|ӘОЖ|ЭОЖ|МРНТИ|ҒТАМР|IRSTI|SRSTI|JEL|ИРН|IRN)"
            r"(?:\s?\([^()]{1,14}\))?[\s:№#]{1,3}(?:[A-Z]{1,2})?[0-9][0-9A-Za-zХх.,/:()+=–-]{1,40}(?<![.,(])"
            r"(?:\s\([0-9][0-9.:=/-]{1,14}\))?"
            r"(?:[^\n№]{1,80}№\s?[0-9]{1,3}(?:\s?\([0-9]{1,4}\))?,?\s(?:19|20)[0-9]{2}\.?\s{1,6}[0-9]{1,4}(?=\s*(?:\n|\Z)))?"
            r"|(?<!\w)(?:AP|АР|BR)\s?[0-9]{6,12}"
        ),
        # ISO 14001:2015, ГОСТ 2874-82
        "standard": (
            r"(?<!\w)[PР][MМ]\s?2[.,]5(?!\w)"
            r"|(?<!\w)(?:ISO(?:/IEC)?|IEC|ГОСТ(?:\sР)?|СТ\sРК|ST\sRK|СН(?:иП)?(?:\sРК)?|СП\sРК|СанПиН|ТР\s(?:ТС|ЕАЭС|КО)"
            r"|МЕМСТ|ҚР\s(?:СТ|ҚН|ҚЖ|ЕЖ))\s?(?:ISO\s|ИСО\s)?"
            r"[0-9][0-9.]{0,10}(?:[-/][0-9]{1,4})?(?:\s?[:–-]\s?[0-9]{2,4})?(?!\w)"
        ),
        # 15/2-К, 7-1/559, 24/7, 24-СХ
        "code": (
            r"(?<![\w.,/-])(?:[0-9]{1,5}/[0-9]{1,5}-[A-ZА-Я]{1,3}|[0-9]{1,3}-[0-9]{1,3}/[0-9]{1,5}|24/7"
            rf"|[0-9]{{1,4}}-(?!(?:{_CAPITAL_ENDINGS})(?!\w))[A-ZА-Я]{{1,2}})(?!\w|[/,.]\d)"
        ),
        # 11.25.29 in a row of at least three; 1.234.567 is a number
        "subject": (
            r"(?<![\w.])(?![0-9]{1,3}(?:\.[0-9]{3}){1,6}(?![.0-9]))"
            r"[0-9]{1,3}(?:\.[0-9]{1,3}){2,6}(?:-[0-9]{2,4})?(?!\w)(?![.,][0-9])"
            r"|(?<![\w.,])[0-9]{1,2}[A-ZА-Я][0-9]{2,8}(?!\w)"
        ),
        "phone": (
            r"(?<![\w+])\+[0-9][0-9()\s.–-]{6,20}[0-9](?![0-9])"
            r"|(?<![\w+-])(?:[0-9]{1,4}-){2,4}[0-9]{2,4}(?![\w-])"
            r"|(?<![\w(])(?:8\s?)?\([0-9]{3,5}\)\s?[0-9]{2,3}[–\s-][0-9]{2}[–\s-][0-9]{2}(?![0-9])"
        ),
        "citation": (
            rf"\[\s?{_CITED}(?:\s{{0,3}}[,;:]\s{{0,3}}(?:{page}\s{{0,3}})?{_CITED}(?:\s?[-–]?(?:бб?|бет|с)\.)?){{0,12}}"
            r"[\s,.]{0,3}\]"
        ),
        # a bare year in brackets is the time of the figure before it: "225 places (2022)"
        "authoryear": (
            rf"(?!\((?:19|20)[0-9]{{2}}\))"
            rf"\((?:[^()\[\]0-9]{{2,80}}?[,\s])?{year}{pages}(?:;[^()\[\]]{{2,80}}?{year}{pages}){{0,4}}\)"
        ),
        # «Strategy – 2050»: a number that closes a quoted name
        "quoted": (
            r"[«“\"][^\W\d_][^«»“”\"\n%]{2,60}(?<=[\s–-])(?:19|20)[0-9]{2}(?:\s?[–-]\s?(?:19|20)[0-9]{2})?"
            r"(?:\s(?:жж?|гг?)\.)?[»”\"]"
            r"|[«“\"][0-9]{1,4}\s[^\W\d_][^«»“”\"\n%]{2,40}[»”\"](?=\s(?:бағдарлама|жоба|карта))"
            r"|(?:[Пп]рограмм[а-я]{1,3}|[Пп]роект[а-я]{0,3})\s[«“\"][0-9]{1,4}\s[^«»“”\"\n%]{2,40}[»”\"]"
        ),
        # 46°32′ N, 43.25° в. д.
        "coordinate": (
            r"(?<![\w.,])[0-9]{1,3}(?:[.,][0-9]{1,6})?\s?°(?:\s?[0-9]{1,2}(?:[.,][0-9]{1,6})?\s?[′'’ʹ])?"
            r"(?:\s?[0-9]{1,2}(?:[.,][0-9]{1,4})?\s?(?:[″\"”]|''|′′))?"
            r"(?:\s?[–-]\s?[0-9]{1,3}(?:[.,][0-9]{1,6})?\s?°(?:\s?[0-9]{1,2}\s?[′'’ʹ])?)?"
            r"\s?(?:[NSEW](?!\w)|[сюСЮ]\.?\s?[шеШЕ](?!\w)|[взВЗшбШБ]\.?\s?[дбДБ](?!\w)"
            r"|(?:north|south|east|west|северн|южн|восточн|западн|солтүстік|оңтүстік|шығыс|батыс))"
        ),
        # 1:200 000, the scale of a map
        "map": r"(?<![\w.,:])1\s?:\s?[1-9][0-9]{0,2}(?:[\s.,]?000){1,3}(?![\w])",
        "number": r"№\s{0,2}[0-9][\w./()-]{0,20}",
        "item": (
            r"(?:(?<=[\n;:])|(?<=[;:.,]\s)|\A)[ \t]{0,8}\(?[0-9]{1,2}\)(?=\s?[^\W\d_])"
            r"|(?m:^)[1-9](?=[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][^\W\d_A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]{2})"
            r"|(?<=\w\w[.:!?;]\s)[1-9]\.(?=\s[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][^\W\d_]{2})"
            r"|(?m:^)[ \t]{0,8}(?:\#{1,6}\s|\*\*)?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.(?=[ \t]{1,4}[^\W\d_a-zа-я])"
            r"|(?m:^)[ \t]{0,8}(?:\#{1,6}\s)?[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[ \t]{1,4}[A-ZА-ЯӘІҢҒҮҰҚӨҺ])"
        ),
        "clock": (
            r"(?<![0-9:.,])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?:\s?[ap]\.?m\b\.?)?(?![0-9:])"
            r"|(?<![0-9:.,])[01]?[0-9](?:\.[0-5][0-9])?\s?[ap]\.?m\b\.?"
        ),
        "note": r"(?<=\w\w)(?<![мm])[¹²³⁰⁴-⁹]{1,3}(?!\w)|<sup>[^<>]{1,20}</sup>|\^\{[0-9,*∗ ]{1,10}\}",
    }


def _of_language(lang: str) -> dict[str, str]:
    """Forms that need the words of the language."""
    data = knowledge(lang, "nonquantities")
    idioms = by_first_letter(sorted(data["idioms"], key=len, reverse=True))
    law, sections, issues, pages = (data[f"{name}"] for name in ("law", "section_words", "issue_words", "page_words"))
    no = r"(?:№|No\.?|N)\s?"
    ordinal = rf"\s?{_DASH}?\s?(?:ші|шы|інші|ыншы|нші)?\s?{_DASH}?\s?"
    more = rf"(?:\s?(?:,|и|and|және|или|or|немесе|{_DASH})\s?[0-9]{{1,2}}(?![0-9.,]*[0-9%]))?"
    capital = "A-ZА-ЯӘІҢҒҮҰҚӨҺ"
    return {
        "address": rf"(?<![\w.,])(?i:{'|'.join(data['address']) or '(?!)'})(?!\w)",
        "law": (
            rf"(?:{law})(?:\s[^\s№0-9]{{1,20}}){{0,4}}\s?{no}[0-9][\w/-]{{0,12}}(?:\s?{_DASH}\s?[A-ZА-ЯІVX]{{1,6}})?"
            rf"|{no}[0-9]{{1,5}}\s?{_DASH}\s?[IVXІа-яА-ЯA-Z]{{1,5}}(?!\w)(?:\s?(?:{law}))?"
        ),
        "page": (
            rf"(?<!\w)(?:{pages})\.\s{{0,2}}[0-9]{{1,5}}(?:\s?{_DASH}\s?[0-9]{{1,5}})?(?![0-9])(?!\s?%)(?![.,][0-9])"
            rf"|(?<![\w.,-])[0-9]{{1,4}}{_DASH}[0-9]{{1,4}}\s?(?:бб?|сс?|pp)\."
            rf"|(?<!\w)(?i:{data['page_full']})\s[0-9]{{1,4}}(?!\w)(?![.,][0-9])"
        ),
        "issue": (
            rf"(?<!\w)(?i:{issues})\.\s{{0,2}}[0-9]{{1,4}}(?:\s?\([0-9]{{1,4}}\))?(?![0-9,]*[0-9])"
            r"|(?<!\w)(?:Vol|Volume|Issue|Том|No|Выпуск)\.?\s{1,2}[0-9]{1,4}(?!\w)"
        ),
        "section": (
            rf"(?<!\w)(?:{by_first_letter(alternatives_of(sections))})(?:\.\s{{0,2}}|\s{{1,2}})(?:№\s?)?[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,3}}{more}"
            r"(?!\w)(?![.,][0-9])(?!\s?%)"
            rf"|(?<![\w.,-])[0-9]{{1,2}}{ordinal}(?:{data['numbered_before']})(?!\w)"
            rf"|(?<![\w.,-])[0-9]{{1,2}}\s?{_DASH}\s?[0-9]{{1,2}}[\s-]{{1,2}}(?:{data['levels']})(?!\w)"
        ),
        # PISA-2018, A380, H2; not "USD10", nor the unit of "5-W" and "82 m3"
        "name": (
            rf"(?<!\w)(?:(?i:{data['name_before']})\s?{_DASH}?\s?[0-9]{{1,4}}"
            rf"|[{capital}][A-Za-zА-Яа-яӘәІіҢңҒғҮүҰұҚқӨөҺһ]{{0,12}}{_DASH}[0-9]{{1,6}}(?:[a-zа-я]|[A-ZА-Я]{{1,3}})?(?:/[0-9]{{1,4}}|-[0-9]{{1,2}})?"
            rf"|[{capital}]{{2,4}}-[0-9]{{1,2}},[0-9](?=[\s,.;)])"
            rf"|(?i:{_NUMBERED_KINDS}){_DASH}[0-9]{{1,3}}"
            rf"|(?!(?:USD|EUR|KZT|RUB|GBP|US|RM|PS|Rs)[0-9]|[kcdm]?m[23](?!\w))[{capital}a-z][^\W\d_]{{0,23}}[0-9]{{1,4}}[A-Za-z0-9]{{0,8}}(?:-[0-9]{{1,4}})?)"
            r"(?![\w%])(?![.,][0-9])(?!\s?%)"
        ),
        "idiom": rf"(?<!\w)(?:{idioms})(?!\w)",
        "interval": _interval(data["intervals"]),
        "hotline": (
            r"(?<!\w)(?i:call|dial|звон\w{1,4}|позвон\w{1,4})\s(?:на\s|по\s)?1[0-9]{2}(?:\s(?:or|или)\s1[0-9]{2})?"
            r"(?=[.,;)]?$|[.,;)]\s|\s(?:for|in|if|when|to|at|в|при|если|для)\s)"
            rf"|(?<!\w)(?i:{data['phone_words']})(?:\s?[:№–-]{{1,2}})?\s{{0,2}}[0-9][0-9 -]{{1,10}}[0-9](?![\d%])"
        ),
        "score": r"(?<![\w.,$€£/:-])[0-9]{1,3}-[0-9]{1,3}(?![\w%/:-]|[.,][0-9]|\s?%)" if lang == "en" else "(?!)",
    }


def _interval(names: str) -> str:
    """A confidence interval with its ends: 95% CI 1.2-3.4, (95 % ДИ: 1,2; 3,4), 95% СА 2,5–4,7, CI 95%: 4.8 to 5.6.

    It belongs to the estimate that it stands beside, and is no figure of its own.
    """
    end = rf"{_DASH}?\s?[0-9]{{1,5}}(?:[.,][0-9]{{1,5}})?\s?%?(?:-?(?:ден|дан|тен|тан|нен|нан|ке|ге|ға|қа))?"
    level = r"[0-9]{2}(?:[.,][0-9]{1,2})?\s?%(?:\s?-\s?[^\W\d_]{1,4})?"
    both = rf"{end}\s?(?:{_DASH}|[,;]\s|;|\bto\b|\band\b|до|и|мен|пен|бен|(?<=[дтн][ае]н)\s)\s?{end}"
    joint = r"[\s:=,(\[]{0,4}(?:(?:of|from|was|is|between|составил[аи]?|от|в пределах)\s){0,2}[\[(]?\s?"
    return rf"(?:{level}[ -]?(?:{names})|(?:{names})(?:[\s,(]{{1,2}}{level}\)?)?)(?!\w){joint}{both}"

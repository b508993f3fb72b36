"""Numbers that name something and count nothing: the version of a program, an article, an equation, a standard."""

from __future__ import annotations

import re
from functools import cache

from pipeline.claims.tokens import data_language
from pipeline.languages.knowledge import knowledge
from schemas import UnreadReason

_REACH = 60
"""So many characters before a number what it designates is looked for."""

_PROGRAMS = (
    "SPSS|PASW|Stata|EViews|E-Views|MATLAB|Matlab|STATISTICA|Statistica|Excel|Python|RStudio|Rstudio|AMOS|NVivo"
    "|MAXQDA|ATLAS\\.ti|Atlas\\.ti|ArcGIS|ArcMap|QGIS|ENVI|JASP|jamovi|Jamovi|GraphPad|Prism|VOSviewer|Gretl|gretl"
    "|SmartPLS|G\\*Power|MedCalc|MINITAB|Minitab|OriginPro|ANSYS|AutoCAD|SAS|LISREL|Mplus|Epi Info|EpiData|RevMan"
    "|Office|Windows|Android|Java|Moodle|HYDRUS|SWAT|WEAP|Landsat|Sentinel|Terra|MODIS|ERA|KazSat|Boeing|Airbus"
    "|ChatGPT|GPT|BERT|Web"
)
"""Programs, satellites and machines of research, by the names that they bear in every language."""

_VERSION = (
    r"(?:[\s,]+(?:IBM|Statistics|Statistical|Software|software|for|для|Windows|MP|SE|IC|Pro|Professional|Desktop|Prism"
    r"|package|пакет\w*|versions?|ver\.?|v\.|верси[яиюей]{1,2}|нұсқа\w*|бағдарлама\w*|программ\w*|Corp\.?|Inc\.?))"
)
_STANDARDS = (
    "ISO|ISO/IEC|IEC|ИСО|ГОСТ|ГОСТ Р|GOST|GOST R|СТ РК|ST RK|ҚР СТ|ҚР ҚН|ҚР ЕЖ|ҚР ҚЖ|СНиП|СНиП РК|SNiP|СН РК|СП РК"
    "|СанПиН|SanPiN|ТР ТС|ТР ЕАЭС|TR TS|КО ТР|ЕАЭО ТР|МСФО|IFRS|IAS|ХҚЕС|ҚЕХС|МСА|ISA|ASTM|DIN"
    "|OHSAS|EN|RFC|IEEE|ICD|МКБ|АХЖ"
)


_STANDARD = re.compile(rf"(?:{_STANDARDS})(?![\w-])")


def is_standard(name: str) -> bool:
    """Whether a name is that of a standard, which vouches for no figure: "according to ISO 9001"."""
    return _STANDARD.match(name.strip()) is not None


_EDITION = re.compile(r"\d\.\d")
_EDITED = re.compile(r"(?<!\w)(?:[A-Z]{4,12}|Industry|Индустрия|Society|Общество|Web)[\s-]$")
"""A name and what edition of it: "KAZTEST 4.0", "Industry 4.0"."""


@cache
def _before(lang: str) -> re.Pattern[str]:
    words = knowledge(lang, "claims")["designations"]
    parts, numbered, dates = ("|".join(words[name]) or "(?!)" for name in ("parts", "numbered", "version"))
    return re.compile(
        rf"(?P<name>(?<!\w)(?:{_PROGRAMS}){_VERSION}{{0,4}}[\s(-]*$"
        rf"|(?<!\w)R\s(?:{dates})?\s?$"
        rf"|(?<!\w)(?:{dates})\s*$"
        rf"|(?<!\w)(?:{_STANDARDS})(?:\s(?:{_STANDARDS}))?[\s-]*(?:\d[\d.:/–-]{{0,12}}[:–-])?\s?$)"
        rf"|(?P<part>(?<!\w)(?:{parts})\s*(?:№|No\.?)?\s?(?:(?:[A-ZА-Я]{{1,3}}\s)?\d[\d/.–-]{{0,12}}(?:,\s|\s(?:и|және|and)\s)?)?\s?(?:[А-Я]{{1,3}}\s)?\(?$"
        rf"|(?<!\w)(?:{numbered})\s*[(\[]\s*$)"
    )


_LONGEST_BARE = 3
"""A route, a well or a season has a number of at most so many digits; "за сезон 1 846" counts something."""


@cache
def _bare(lang: str) -> re.Pattern[str]:
    """What a number without a noun is the number of: "well 24", "маршрут 37"; "a well 24 metres deep" measures."""
    words = "|".join(knowledge(lang, "claims")["designations"]["bare"]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})\s?$")


@cache
def _after(lang: str) -> re.Pattern[str]:
    words = knowledge(lang, "claims")["designations"]
    return re.compile(rf"[)\]]?\s?[-–]?\s?(?:{'|'.join(words['behind']) or '(?!)'})")


@cache
def _classes(lang: str) -> re.Pattern[str]:
    """What behind a number with its unit says that it names a class: "-60 кг салмақта", "the 60 kg category"."""
    words = "|".join(knowledge(lang, "claims")["designations"]["classes"]) or "(?!)"
    return re.compile(rf"\s?(?:{words})")


_NAMED = re.compile(r"[«“\"][A-ZА-ЯӘІҢҒҮҰҚӨҺ][^\W\d_]{2,16}(?:\s[^\W\d_]{2,16})?[\s-]$")
"""A quoted name of a word or two that a number closes: «Хабар 24», "Progress-7"."""

_CALLED = re.compile(r"\s(?:[A-Z][a-z]+\s){1,3}(?:programme|program|project|initiative|scheme|campaign)(?!\w)")
"""Capital words behind a number that name a programme: "the 100 Schools programme"."""

_SIDES = re.compile(r"\d\s?[×хx]\s?$|(?<=\d)\s?[×хx]\s?\d|\d\+$|(?<=\d)\+\d")
"""75×30 cm, 1+1: how something is laid out, and no figure of either side."""


def designated(text: str, start: int, end: int, lang: str, *, counted: bool = True) -> UnreadReason | None:
    """Why the number text[start:end] counts nothing ("SPSS 26.0", "Article 9", "Equation (1)"); None where it may.

    `counted`: whether a noun or a unit stands with it; then the words before it that may be a part of its sentence
    ("a canal 25 km long") are no designation.
    """
    base = data_language(lang)
    lead, rest = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    before = _before(base).search(lead)
    if before is not None:
        return "name" if before["name"] is not None else "section number"
    if _after(base).match(rest):
        return "section number"
    digits = sum(ch.isdigit() for ch in text[start:end])
    scaled = any(ch.isalpha() for ch in text[start:end])  # "by train 20.9 million"
    if not counted and not scaled and digits <= _LONGEST_BARE and _bare(base).search(lead):
        return "name"
    if _EDITION.fullmatch(text[start:end]) and _EDITED.search(lead):
        return "name"
    if _NAMED.search(lead) and text[end : end + 1] in tuple('»”"'):
        return "name"
    if _CALLED.match(rest):
        return "name"
    laid_out = _SIDES.search(lead[-4:]) or _SIDES.search(text[end - 1 : end + 4])
    return "name" if laid_out or _classes(base).match(rest) or in_title_of(text, start, end, base) else None


@cache
def _programme(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "claims")["designations"]["programmes"]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)


_TITLE = re.compile(r"[^«»“”\"\d.;%]{2,48}[»”\"]")


def in_title_of(text: str, start: int, end: int, lang: str) -> bool:
    """Whether the number opens the quoted name of a programme: «100 мектеп» бағдарламасы, the project "5 steps"."""
    if start == 0 or text[start - 1] not in '«“"':
        return False
    quoted = _TITLE.match(text, end)
    if quoted is None:
        return False
    words = _programme(data_language(lang))
    behind = text[quoted.end() : quoted.end() + 24]
    return words.search(text[max(0, start - 32) : start]) is not None or words.search(behind) is not None

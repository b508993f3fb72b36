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
    "ISO|ISO/IEC|IEC|ИСО|ГОСТ|ГОСТ Р|GOST|СТ РК|ҚР СТ|ҚР ҚН|СНиП|СП РК|СанПиН|МСФО|IFRS|IAS|ХҚЕС|ҚЕХС|МСА|ISA|ASTM|DIN"
    "|OHSAS|EN|RFC|IEEE|ICD|МКБ|АХЖ"
)


_EDITION = re.compile(r"\d\.\d")
_ACRONYM = re.compile(r"(?<!\w)[A-Z]{4,12}\s$")
"""An acronym and what edition of it: "KAZTEST 4.0"."""

_STANDARD = re.compile(rf"(?:{_STANDARDS})(?![\w-])")


def is_standard(name: str) -> bool:
    """Whether a name is that of a standard, which vouches for no figure: "according to ISO 9001"."""
    return _STANDARD.match(name.strip()) is not None


@cache
def _before(lang: str) -> re.Pattern[str]:
    words = knowledge(lang, "claims")["designations"]
    parts, numbered, dates = ("|".join(words[name]) or "(?!)" for name in ("parts", "numbered", "version"))
    return re.compile(
        rf"(?P<name>(?<!\w)(?:{_PROGRAMS}){_VERSION}{{0,4}}[\s(-]*$"
        rf"|(?<!\w)R\s(?:{dates})?\s?$"
        rf"|(?<!\w)(?:{dates})\s*$"
        rf"|(?<!\w)(?:{_STANDARDS})(?:\s(?:{_STANDARDS}))?[\s-]*(?:\d[\d.:/–-]{{0,12}}[:–-])?\s?$)"
        rf"|(?P<part>(?<!\w)(?:{parts})\s*(?:№|No\.?)?\s?(?:\d[\d/.–-]{{0,12}}(?:,\s|\s(?:и|және|and)\s)?)?\s?$"
        rf"|(?<!\w)(?:{numbered})\s*[(\[]\s*$)"
    )


@cache
def _after(lang: str) -> re.Pattern[str]:
    words = knowledge(lang, "claims")["designations"]
    return re.compile(rf"[)\]]?\s?[-–]?\s?(?:{'|'.join(words['behind']) or '(?!)'})")


def designated(text: str, start: int, end: int, lang: str) -> UnreadReason | None:
    """Why the number text[start:end] counts nothing ("SPSS 26.0", "Article 9", "Equation (1)"); None where it may."""
    base = data_language(lang)
    before = _before(base).search(text[max(0, start - _REACH) : start])
    if before is None and _EDITION.fullmatch(text[start:end]) and _ACRONYM.search(text[max(0, start - _REACH) : start]):
        return "name"
    if before is not None:
        return "name" if before["name"] is not None else "section number"
    return "section number" if _after(base).match(text[end : end + _REACH]) else None

"""Numbers that are no quantity, each named: citations, identifiers, laws, pages, section and list numbers, idioms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
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

_REASONS: Final[dict[str, UnreadReason]] = {
    "url": "identifier", "email": "identifier", "doi": "identifier", "issn": "identifier", "subject": "identifier",
    "phone": "identifier", "citation": "citation", "authoryear": "citation", "law": "law number", "number": "identifier",
    "page": "page", "issue": "page", "section": "section number", "item": "section number", "heading": "section number",
    "name": "name", "idiom": "idiom", "note": "note", "clock": "date", "code": "identifier", "century": "date",
}  # fmt: skip


def find_others(text: str, *, lang: str, taken: Sequence[tuple[int, int]]) -> list[OtherNumber]:
    """All numbers that are no quantity by their form, in order; spans in `taken` (sorted) are left alone."""
    found: list[OtherNumber] = []
    at = 0
    for match in _grammar(lang).finditer(text):
        start, end = match.span()
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        name = match.lastgroup or ""
        overlaps = at < len(taken) and taken[at][0] < end
        if overlaps and name not in ("citation", "authoryear", "url", "doi", "subject"):
            continue
        found.append(OtherNumber(start, end, match.group(), _REASONS[name]))
    return found


@cache
def _grammar(lang: str) -> re.Pattern[str]:
    """One expression with a named group for each form; every repeat is bounded, so that reading is linear."""
    data = knowledge(lang, "nonquantities")
    idioms = "|".join(sorted(data["idioms"], key=len, reverse=True))
    sections, issues, pages = data["section_words"], data["issue_words"], data["page_words"]
    forms = {
        "url": r"(?:https?://|www\.)[^\s<>\"]{1,300}",
        "email": r"(?<![\w.])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,120}",
        "doi": r"(?i:doi[:\s]{0,3})?\b10\.[0-9]{4,9}/[^\s<>\"]{1,120}",
        "issn": r"(?:e-?|p-?)?(?i:ISSN|ISBN|ORCID|УДК|UDC|ББК|ӘОЖ|МРНТИ|ҒТАМР|IRSTI|SRSTI|JEL|ОКЭД|ИИН|БИН|AP|ИРН)"
        r"[\s:()\w]{0,14}?[\s:№#]{1,3}[0-9][0-9A-Za-zХх.\-–/:]{2,40}",
        "subject": r"(?<![\w.])(?![0-9]{1,3}(?:\.[0-9]{3}){1,6}(?![.0-9]))[0-9]{1,3}(?:\.[0-9]{1,3}){2,6}(?![\w])(?![.,][0-9])",
        "phone": r"(?<![\w+])\+[0-9][0-9()\s.–-]{6,20}[0-9](?![0-9])|(?<![\w(])(?:8\s?)?\([0-9]{3,5}\)\s?[0-9]{2,3}[-–\s][0-9]{2}[-–\s][0-9]{2}(?![0-9])",
        "citation": rf"\[\s?{_CITED}(?:\s?[,;:]\s?(?:(?:с|С|p|pp|P|б|бет|стр|т|Т|Vol|vol|ст|гл|p|рр|c|C|бб)\.?\s?)?{_CITED}(?:\s?(?:б|бет|с)\.)?){{0,12}}\s?\.?\]",
        "authoryear": r"\((?:[^()\[\]]{2,80}?[,\s])?(?:19|20)[0-9]{2}[a-zа-я]?(?:[:,]\s?(?:с|p|pp|б|P|С)?\.?\s?[0-9]{1,4}(?:[-–][0-9]{1,4})?)?(?:;[^()\[\]]{2,80}?(?:19|20)[0-9]{2}[a-zа-я]?){0,4}\)",
        "law": rf"(?:{data['law']})(?:\s[^\s№0-9]{{1,20}}){{0,4}}\s?(?:№|No\.?|N)\s?[0-9][\w-]{{0,12}}(?:\s?{_DASH}\s?[A-ZА-ЯІVX]{{1,6}})?|(?:№|No\.|N)\s?[0-9]{{1,5}}\s?{_DASH}\s?[IVXIІа-яА-ЯA-Z]{{1,5}}(?!\w)(?:\s?(?:{data['law']}))?",
        "number": r"№\s{0,2}[0-9][\w./()-]{0,20}",
        "page": rf"(?<![\w])(?:{pages})\.\s{{0,2}}[0-9]{{1,5}}(?:\s?{_DASH}\s?[0-9]{{1,5}})?(?![0-9])(?!\s?%)(?![.,][0-9])|(?<![\w.,-])[0-9]{{1,4}}{_DASH}[0-9]{{1,4}}\s?(?:бб?|сс?|pp)\.",
        "issue": rf"(?<!\w)(?i:{issues})\.\s{{0,2}}[0-9]{{1,4}}(?:\s?\([0-9]{{1,4}}\))?(?![0-9,]*[0-9])|(?<!\w)(?:Vol|Volume|Issue|Том|No|Выпуск)\.?\s{{1,2}}[0-9]{{1,4}}(?!\w)",
        "section": rf"(?<!\w)(?i:{sections})(?:\.\s{{0,2}}|\s{{1,2}})(?:№\s?)?[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,3}}(?:\s?(?:,|и|and|және|{_DASH})\s?[0-9]{{1,2}}(?![0-9.,]*[0-9%]))?(?!\w)(?![.,][0-9])(?!\s?%)"
        rf"|(?<![\w.,-])[0-9]{{1,2}}\s?{_DASH}?\s?(?:ші|шы|інші|ыншы|нші)?\s?{_DASH}?\s?(?:кесте|сурет|тарау|бөлім|қосымша|диаграмма)[а-яәіңғүұқөһ]{{0,5}}(?!\w)",
        "item": r"(?:(?<=[\n;:])|(?<=[;:.,]\s)|\A)[ \t]{0,8}\(?[0-9]{1,2}\)(?=\s?[^\s0-9])",
        "heading": r"(?m:^)[ \t]{0,8}[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.(?=[ \t]{1,4}[^\W\d_a-zа-я])|(?m:^)[ \t]{0,8}[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[ \t]{1,4}[A-ZА-ЯӘІҢҒҮҰҚӨҺ])",
        "name": rf"(?<!\w)(?:(?i:{data['name_before']})\s?{_DASH}?\s?[0-9]{{1,4}}|[A-Za-zА-ЯӘІҢҒҮҰҚӨҺ][A-Za-zА-Яа-яӘІҢҒҮҰҚӨҺ]{{0,12}}{_DASH}[0-9]{{1,4}}|[A-Za-zА-Я]{{1,12}}[0-9]{{1,4}}[A-Za-z0-9]{{0,8}})(?![\w%])(?![.,][0-9])(?!\s?%)",
        "clock": r"(?<![0-9:.,])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?:\s?(?:a|p)\.?m\.?)?(?![0-9:])|(?<![0-9:.,])[0-2]?[0-9](?:\.[0-5][0-9])?\s?[ap]\.?m\b\.?",
        "idiom": rf"(?<!\w)(?i:{idioms})(?!\w)",
        "note": r"(?<=\w)[¹²³⁰⁴-⁹]{1,3}(?!\w)",
    }
    return re.compile("|".join(f"(?P<{name}>{form})" for name, form in forms.items()))

"""The number in a table cell, read strictly: the whole cell is a number, or it is not one."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.languages.knowledge import LANGUAGES, knowledge

SPACES = " \u00a0\u2009\u202f\u2007\u2002\u2003"
_SIGN = r"(?P<sign>[-\u2212\u2013+]?)"
_BODY = (
    r"(?P<body>\d{1,3}(?:["
    + SPACES
    + r"'’]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?"
    + (r"|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+|\d+(?:[.,]\d+)?|[.,]\d+)")
)
_MARKS = r"(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+|\([a-zа-я\d]\)|\[\d{1,2}\])*"
_NUMBER = re.compile(rf"[(]?[<>≤≥~≈]?\s*[$€£₸₽]?\s*{_SIGN}\s*{_BODY}\s*(?P<percent>[%‰])?\s*{_MARKS}[)]?")
_FIGURE = re.compile(r"[\d\s.,'’%‰()+*/<>≤≥~≈$€£₸₽:±±†‡\[\]" + SPACES + r"\u2212\u2013\u2014-]+")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_SPACE = re.compile(rf"[{SPACES}]")


def cell_number(text: str, lang: str) -> Decimal | None:
    """The number that the whole cell is, per cent as printed (12.5% is 12.5); None for anything else.

    A single separator before three digits ("1,234") parts thousands in English and decimals in Russian and Kazakh
    when it is a comma; a point parts decimals in all three. Numbers in brackets are read as printed, not as negative.
    """
    stripped = text.strip(SPACES + "\t\n")
    match = _NUMBER.fullmatch(stripped) if stripped and not _DATE.fullmatch(stripped) else None
    if match is None:
        return None
    value = Decimal(_plain(_SPACE.sub("", match["body"]).replace("'", "").replace("’", ""), lang))
    return -value if match["sign"] and match["sign"] != "+" else value


def _plain(body: str, lang: str) -> str:
    """Digits with a point for decimals."""
    points, commas = body.count("."), body.count(",")
    if points and commas:
        decimal = "." if body.rfind(".") > body.rfind(",") else ","
        return body.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    if commas > 1 or (commas == 1 and lang == "en" and re.fullmatch(r"[1-9]\d{0,2},\d{3}", body)):
        return body.replace(",", "")
    if points > 1:
        return body.replace(".", "")
    return body.replace(",", ".")


def is_missing(text: str) -> bool:
    """Is the cell printed as having no value: empty, a dash, an ellipsis, "n/a", "н/д" …?"""
    stripped = text.strip(SPACES + "\t\n").lower()
    return not stripped or stripped in missing_marks()


def missing_marks() -> frozenset[str]:
    """What stands in cells without a value, in all languages, lower-cased."""
    marks: set[str] = set()
    for lang in LANGUAGES:
        marks.update(knowledge(lang, "tables")["missing"])
    return frozenset(marks)


def is_figure(text: str) -> bool:
    """Does the cell hold figures alone (a number, a range, a share, a number with marks) or a missing-value mark?"""
    stripped = text.strip()
    if not stripped:
        return False
    if stripped.lower() in missing_marks():
        return True
    return any(c.isdigit() for c in stripped) and _FIGURE.fullmatch(stripped) is not None

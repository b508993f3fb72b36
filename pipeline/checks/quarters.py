"""Quarters of a year in labels and sentences: "IV квартал", "the second quarter", "Q3"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pipeline.languages.knowledge import LANGUAGES, knowledge

NO_AREA: Final = r"(?!\s*к?м)"
"""Not "2 кв. м"."""


def quarters_in(text: str) -> dict[int, int]:
    """The quarters that a text names, 1 to 4, each with its place; the same in all languages."""
    found: dict[int, int] = {}
    for match in _pattern().finditer(text):
        found.setdefault(int((match.lastgroup or "q0")[1:]), match.start())
    return found


@cache
def _pattern() -> re.Pattern[str]:
    periods = [knowledge(lang, "periods") for lang in LANGUAGES]
    ways = []
    for i in range(4):
        spoken = [rf"(?:{one['quarters'][i]})(?:-\w{{1,3}})?\s{{0,2}}(?:{one['quarter']}){NO_AREA}" for one in periods]
        ways.append(rf"(?P<q{i + 1}>{'|'.join([*spoken, f'q{i + 1}'])})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)

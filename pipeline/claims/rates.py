"""Rates on a round number of people, and what a rate told before is called."""

from __future__ import annotations

import re

from pipeline.claims.expressions import BEGINNING, expression

RATE = re.compile(r"(?P<of>.+) per (?P<base>10+ .+)")


def is_rate(unit: str | None) -> bool:
    """Whether a unit is a rate on a round number of people: "doctor per 10000 person"."""
    return unit is not None and RATE.fullmatch(unit) is not None


def says_indicator(text: str, lang: str) -> bool:
    """Whether words speak of a rate told before: "the highest rate was seen in", "this indicator is"."""
    return expression(lang, "kinds", "indicator", BEGINNING).search(text) is not None

"""Estimates with the confidence interval that they are printed with: a value outside its own interval can't be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from pipeline.checks.findings import Figure, Held, Verdict, figure_at, record
from pipeline.checks.sentences import alternation
from pipeline.numbers.interval import meets
from schemas import Finding, Paper

FARTHEST: Final = 25
"""Characters between an estimate and the brackets with its interval."""

SIZE: Final = (Decimal("0.2"), Decimal(5))
"""Estimate by either end: outside this the interval is of another one."""

_NUMBER: Final = r"\d+(?:[.,]\d+)?"


def confidence_intervals(paper: Paper) -> Iterator[Finding]:
    """Every "12.4 % (95 % CI 10.1-14.9)": the one number right before the interval held against its ends."""
    for match in _interval().finditer(paper.text):
        value, low, high = (_figure(paper, match, name) for name in ("value", "low", "high"))
        if low.value >= high.value or not all(SIZE[0] <= value.value / end.value <= SIZE[1] for end in (low, high)):
            continue
        expected = (low.interval[0], high.interval[1])
        verdict: Verdict = "consistent" if meets(expected, value.interval) else "inconsistent"
        words: dict[str, object] = {"parts": [low.surface, high.surface]}
        held = Held("statistic", verdict, [value, low, high], expected, value.surface, words, f"interval-{verdict}")
        yield record(paper, held)


@cache
def _interval() -> re.Pattern[str]:
    """A number, nothing else that is a number, and an interval by its name in any language."""
    name = alternation("confidence_interval")
    return re.compile(
        rf"(?<![\d.,])(?P<value>{_NUMBER})(?:[^\S\n]?%)?[^\d;:.()\n]{{0,{FARTHEST}}}[(;,][^\S\n]*"
        rf"(?:9\d(?:[.,]\d)?[^\S\n]?%(?:-\w+)?[^\S\n]*)?{name}[^\S\n]*[:=,]?[^\S\n]*\[?(?P<low>{_NUMBER})"
        rf"[^\S\n]?%?(?:[^\S\n]*[-–—;][^\S\n]*|[^\S\n]+{alternation('to')}[^\S\n]+)(?P<high>{_NUMBER})"
    )


def _figure(paper: Paper, match: re.Match[str], name: str) -> Figure:
    value = Decimal(match[name].replace(",", "."))
    return figure_at(paper, value or Decimal("1E-9"), match.span(name))

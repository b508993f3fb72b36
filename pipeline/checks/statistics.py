"""Reported tests: does the p that is printed follow from the statistic and its degrees of freedom?

As statcheck does (Nuijten et al., 2016): the statistic may lie anywhere in the interval of its rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from pipeline.checks.distributions import p_of_chi2, p_of_f, p_of_r, p_of_t, p_of_z
from pipeline.checks.findings import Figure, Held, Verdict, figure_at, record
from pipeline.checks.sentences import alternation, phrases
from schemas import Finding, Interval, Paper

_NUM = r"[-−–]?(?:\d+(?:[.,]\d+)?|[.,]\d+)"
_DF = r"\d+(?:[.,]\d+)?"
_VALUE = rf"\s*=\s*(?P<value>{_NUM})"
_SIZE = r"(?:\s*[,;]\s*[NnН]\s*=\s*[\d\s]+)?"
_OF_SIZE = r"(?:[^\S\n]|[,;(])*[NnН]\s*=\s*(?P<n>\d[\d\s]*\d|\d)\s*\)?"


@cache
def _tests() -> dict[str, re.Pattern[str]]:
    """How each test is printed with its p, by its sign; the words around in any language."""
    df_name = rf"(?:df|d\.f\.|ν|{alternation('degrees_of_freedom')})"
    one_df = rf"\s*[(\[]\s*(?:{df_name}\s*=\s*)?(?P<df>{_DF})"
    value_df = rf"\s*=\s*(?P<value2>{_NUM}){_later_df(df_name)}"
    chi2 = rf"(?:[χΧ]\s?\^?[²2]|{alternation('chi_square')})"
    patterns = {
        "t": rf"t(?:{one_df}\s*[)\]]{_VALUE}|{value_df})",
        "F": rf"F(?:\s*[(\[]\s*(?P<df1>\d+)\s*[,;]\s*(?P<df>{_DF})\s*[)\]]{_VALUE}|\s*=\s*(?P<value2>{_NUM})"
        rf"(?:[^\S\n]|[,;(])*{df_name}\s*=\s*(?P<df1_later>\d+)\s*[,;]\s*(?P<df_later>{_DF})\s*\)?)",
        "r": rf"r(?:{one_df}\s*[)\]]{_VALUE}|\s*=\s*(?P<value2>{_NUM}){_OF_SIZE})",
        "chi2": rf"{chi2}(?:{one_df}{_SIZE}\s*[)\]]{_VALUE}|{value_df})",
        "z": rf"[zZ]{_VALUE}",
        "Q": rf"Q{one_df}\s*[)\]]{_VALUE}",
    }
    return {name: re.compile(rf"(?<![\w.]){pattern}{_with_p()}") for name, pattern in patterns.items()}


def _later_df(df_name: str) -> str:
    """Degrees of freedom behind the statistic: "t = 2.3 with 48 degrees of freedom"."""
    leading = rf"(?:[^\S\n]|[,;(]|{alternation('test_joiners', 'test_leading')}\s)*"
    words = rf"(?P<df_words>\d+)\s*-?\s*{alternation('degrees_of_freedom')}"
    return rf"{leading}(?:{df_name}\s*=?\s*(?P<df_later>{_DF})|{words})\s*\)?"


def _with_p() -> str:
    """The p behind a test, or that it is not significant."""
    joined = rf"(?:[^\S\n]|[,;()]|{alternation('test_joiners')}|N\s*=\s*\d+|n\s*=\s*\d+)*"
    p_name = rf"[pPрРρ](?:-{alternation('p_value')})?"
    return rf"{joined}(?:{p_name}\s*(?P<sign>[=<>≤≥])\s*(?P<p>[01]?[.,]\d+)|(?P<ns>n\.?s\.?)(?!\w))"


ALPHA: Final = 0.05
"""The level that readers take for significance when a paper names none."""

LARGEST_DF: Final = 10_000_000


class Reported(NamedTuple):
    """One reported test: its name, statistic, degrees of freedom, and the printed p with its sign."""

    name: str
    value: Figure
    df1: float
    df: float
    sign: str
    p: Figure
    text: str


def statistics(paper: Paper) -> Iterator[Finding]:
    """Every reported t, F, r, χ² and z with its p."""
    one_sided = phrases("one_sided").search(paper.text) is not None
    for name, pattern in _tests().items():
        for match in pattern.finditer(paper.text):
            reported = _reported(paper, name, match)
            if reported is not None:
                yield record(paper, _held(reported, one_sided=one_sided))


def _reported(paper: Paper, name: str, match: re.Match[str]) -> Reported | None:
    groups = match.groupdict()
    which = "value" if groups.get("value") else "value2"
    df = _number(groups.get("df") or groups.get("df_later") or groups.get("df_words") or "1")
    if groups.get("n"):
        df = _number(re.sub(r"\s", "", groups["n"])) - 2
    df1 = _number(groups.get("df1") or groups.get("df1_later") or "1")
    sign, p, at = match["sign"], match["p"], match.span("p")
    if p is None:
        sign, p, at = ">", "0.05", match.span("ns")
    if not (0 < df <= LARGEST_DF and 0 < df1 <= LARGEST_DF):
        return None
    return Reported(
        name,
        figure_at(paper, _number(match[which]), match.span(which)),
        float(df1),
        float(df),
        {"≤": "<", "≥": ">"}.get(sign, sign),
        figure_at(paper, _number(p), at),
        " ".join(match[0].split()),
    )


def _number(printed: str) -> Decimal:
    plain = printed.replace(",", ".").replace("−", "-").replace("–", "-")
    return Decimal(plain)


def _held(reported: Reported, *, one_sided: bool) -> Held:
    """Consistent when some value in the statistic's interval gives a p that prints as the p printed."""
    low, high = _p_range(reported)
    verdict: Verdict = "consistent" if _fits(reported, low, high) else "inconsistent"
    if verdict == "inconsistent" and one_sided and reported.name in "trz" and _fits(reported, low / 2, high / 2):
        verdict = "consistent"
    expected: Interval = (_decimal(low), _decimal(high))
    printed = f"p {reported.sign} {reported.p.surface}"
    figures, words = [reported.value, reported.p], {"test": reported.text}
    return Held("statistic", verdict, figures, expected, printed, words, decides=_turns(reported, low, high))


def _turns(reported: Reported, low: float, high: float) -> bool:
    """Whether the statistic and the printed p lie on different sides of 0.05."""
    printed = float(reported.p.value)
    if reported.sign == ">":
        return high < ALPHA <= printed
    return low > ALPHA >= printed or (reported.sign == "=" and high < ALPHA < printed)


def _decimal(p: float) -> Decimal:
    return Decimal(repr(p)).quantize(Decimal("0.00001"))


def _p_range(reported: Reported) -> tuple[float, float]:
    ends = [float(end) for end in reported.value.interval if end is not None]
    if min(ends) < 0 < max(ends):
        ends.append(0.0)
    values = [_p(reported, end) for end in ends]
    return min(values), max(values)


def _p(reported: Reported, value: float) -> float:
    if reported.name == "t":
        return p_of_t(value, reported.df)
    if reported.name == "F":
        return p_of_f(value, reported.df1, reported.df)
    if reported.name == "r":
        return p_of_r(value, reported.df)
    return p_of_chi2(value, reported.df) if reported.name in ("chi2", "Q") else p_of_z(value)


def _fits(reported: Reported, low: float, high: float) -> bool:
    printed = float(reported.p.value)
    if reported.sign == "<":
        return low < printed
    if reported.sign == ">":
        return high > printed
    first, last = reported.p.interval
    return first is not None and last is not None and low <= float(last) and high >= float(first)

"""Why two claims conflict, or what explains their difference, in words of three languages."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel.numbers import format_decimal

from pipeline.languages.knowledge import LANGUAGES, knowledge
from schemas import Claim, Interval, Reason

_TENTH = Decimal("0.1")


class Pair(NamedTuple):
    """Two claims of one group, what was ruled and why; `apart` is the relative distance of their intervals."""

    a: Claim
    b: Claim
    verdict: str
    reasons: tuple[Reason, ...]
    apart: Decimal


@lru_cache(maxsize=65536)
def number_in(value: Decimal, lang: str, *, decimals: int = 4) -> str:
    """A number as a reader of the language writes it: 71,250.5 or 71 250,5; so many decimals at most."""
    return format_decimal(value, format="#,##0." + "#" * decimals, locale=lang)


@lru_cache(maxsize=65536)
def interval_in(interval: Interval, lang: str, *, decimals: int = 4) -> str:
    """An interval of true values: 71 250 – 71 400, ≥ 50 000, ≤ 42 000."""
    low, high = (None if end is None else number_in(end, lang, decimals=decimals) for end in interval)
    if low is None or high is None:
        return f"≤ {high}" if high else f"≥ {low}" if low else "–"
    return low if low == high else f"{low} – {high}"


def percent_in(share: Decimal, lang: str) -> str:
    """A share of one as percent with at most one decimal."""
    number = number_in((share * 100).quantize(_TENTH), lang, decimals=1)
    return str(knowledge(lang, "explanations")["percent"].format(number=number))


def explain(pair: Pair) -> dict[str, str]:
    """The explanation of a pair in each language: both printed forms, intervals, periods, papers, and the reasons."""
    return {lang: _explain_in(pair, lang) for lang in LANGUAGES}


def _explain_in(pair: Pair, lang: str) -> str:
    words = knowledge(lang, "explanations")
    first, second = _figure(pair.a, lang), _figure(pair.b, lang)
    opening = words["pair"][pair.verdict].format(a=first, b=second, gap=percent_in(pair.apart, lang))
    return " ".join([opening, *(_reason(pair, reason, lang) for reason in pair.reasons)])


def _figure(claim: Claim, lang: str) -> str:
    words = knowledge(lang, "explanations")["figure"]
    period = claim.period.text or f"{claim.period.start}–{claim.period.end}" if claim.period else words["no_period"]
    if claim.cited:
        sources = ", ".join(dict.fromkeys(citation.text for citation in claim.cited))
        period = words["source"].format(period=period, sources=sources)
    surface = " ".join(claim.surface.split())
    bound = words["bound"].get(claim.quantity.bound, "")
    return str(
        words["phrase"].format(
            surface=f"{bound} {surface}".strip(),
            paper=claim.paper_id,
            period=period,
            interval=interval_in(claim.quantity.interval, lang),
        )
    )


def _reason(pair: Pair, reason: Reason, lang: str) -> str:
    words = knowledge(lang, "explanations")["reason"]
    a, b = pair.a, pair.b
    if reason == "different-period" and (a.period is None) != (b.period is None):
        return str(words["one-period"])
    if reason == "different-definition":
        if a.topic == b.topic:
            return str(words["side-by-side"])
        return str(words[reason].format(a=_label(a, lang), b=_label(b, lang)))
    if reason == "same-work" and a.paper_id == b.paper_id:
        return str(words["same-paper"])
    return str(words[reason])


def _label(claim: Claim, lang: str) -> str:
    return claim.label.get(lang) or next(iter(claim.label.values()), "") or ", ".join(claim.topic.values())

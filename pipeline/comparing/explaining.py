"""Why two claims conflict, or what explains their difference, in words of three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from babel.numbers import get_decimal_symbol, get_group_symbol

from pipeline.comparing.hints import Hint
from pipeline.languages.knowledge import LANGUAGES, knowledge
from schemas import Claim, Interval, Reason

_TENTH = Decimal("0.1")
_PRECISION = 28
"""Python's own; more only where a number needs it."""
_HASH = re.compile(r"-[0-9a-f]{8}$")


class Pair(NamedTuple):
    """Two claims of one group, what was ruled and why; `apart` is the relative distance of their intervals, `standing`
    the number of independent works on each side."""

    a: Claim
    b: Claim
    verdict: str
    reasons: tuple[Reason, ...]
    apart: Decimal
    hints: tuple[Hint, ...] = ()
    standing: tuple[int, int] = (1, 1)


def number_in(value: Decimal, lang: str, *, decimals: int = 4) -> str:
    """A number as a reader of the language writes it: 71,250.5 or 71 250,5; so many decimals at most."""
    return _english(value, decimals).translate(_signs(lang))


@lru_cache(maxsize=65536)
def _english(value: Decimal, decimals: int) -> str:
    # a hostile paper prints 40 digits
    context = Context(prec=max(_PRECISION, value.adjusted() + decimals + 2))
    number = f"{value.quantize(Decimal(1).scaleb(-decimals), context=context):,f}"
    return number.rstrip("0").rstrip(".") if "." in number else number


@cache
def _signs(lang: str) -> dict[int, str]:
    """What a language writes where English parts thousands, and decimals."""
    return str.maketrans({",": get_group_symbol(lang), ".": get_decimal_symbol(lang)})


@lru_cache(maxsize=65536)
def interval_in(interval: Interval, lang: str, *, decimals: int = 4) -> str:
    """An interval of true values: 71 250 – 71 400, ≥ 50 000, ≤ 42 000."""
    low, high = (None if end is None else number_in(end, lang, decimals=decimals) for end in interval)
    if low is None or high is None:
        return f"≤ {high}" if high else f"≥ {low}" if low else "–"
    return low if low == high else f"{low} – {high}"


@lru_cache(maxsize=65536)
def percent_in(share: Decimal, lang: str) -> str:
    """A share of one as percent with at most one decimal."""
    number = number_in((share * 100).quantize(_TENTH), lang, decimals=1)
    return str(knowledge(lang, "explanations")["percent"].format(number=number))


def explain(pair: Pair) -> dict[str, str]:
    """The explanation of a pair in each language: both printed forms, intervals, periods, papers, and the reasons."""
    first, second = _figure(pair.a), _figure(pair.b)
    return {lang: _explain_in(pair, lang, (first[lang], second[lang])) for lang in sorted(LANGUAGES)}


def _explain_in(pair: Pair, lang: str, figures: tuple[str, str]) -> str:
    words = knowledge(lang, "explanations")
    opening = words["pair"][pair.verdict].format(a=figures[0], b=figures[1], gap=percent_in(pair.apart, lang))
    sentences = [opening, *(_reason(pair, reason, lang) for reason in pair.reasons)]
    sentences += [_hint(pair, hint, lang) for hint in pair.hints]
    if max(pair.standing) > 1:
        sentences.append(words["standing"].format(a=pair.standing[0], b=pair.standing[1]))
    return " ".join(sentences)


@lru_cache(maxsize=4096)
def paper_name(paper_id: str) -> str:
    """A paper as people know it: its file's name without the hash."""
    return _HASH.sub("", paper_id) or paper_id


def _hint(pair: Pair, hint: Hint, lang: str) -> str:
    said = knowledge(lang, "explanations")["hint"][hint.name]
    if not hint.claims:
        return str(said)
    part, whole = (_printed(claim, lang) for claim in hint.claims)
    return str(said.format(share=_printed((pair.a, pair.b)[hint.side], lang), part=part, whole=whole))


def _printed(claim: Claim, lang: str) -> str:
    words = knowledge(lang, "explanations")["figure"]
    bound = words["bound"].get(claim.quantity.bound, "")
    surface = f"{bound} {' '.join(claim.surface.split())}".strip()
    return str(words["short"].format(surface=surface, paper=paper_name(claim.paper_id)))


def _figure(claim: Claim) -> Mapping[str, str]:
    period = claim.period
    time = None if period is None else period.text or f"{period.start}–{period.end}"
    sources = tuple(dict.fromkeys(citation.text for citation in claim.cited)) if claim.cited else ()
    return _phrases(claim.surface, claim.quantity.bound, claim.paper_id, time, sources, claim.quantity.interval)


@lru_cache(maxsize=65536)
def _phrases(
    surface: str, bound: str, paper_id: str, time: str | None, sources: tuple[str, ...], interval: Interval
) -> Mapping[str, str]:
    """A figure in the words of each language. It stands in many pairs of its group: it is put into words once."""
    found: dict[str, str] = {}
    surface, paper = " ".join(surface.split()), paper_name(paper_id)
    for lang in LANGUAGES:
        words = knowledge(lang, "explanations")["figure"]
        period = words["no_period"] if time is None else time
        if sources:
            period = words["source"].format(period=period, sources=", ".join(sources))
        found[lang] = words["phrase"].format(
            surface=f"{words['bound'].get(bound, '')} {surface}".strip(),
            paper=paper,
            period=period,
            interval=interval_in(interval, lang),
        )
    return found


def _reason(pair: Pair, reason: Reason, lang: str) -> str:
    words = knowledge(lang, "explanations")["reason"]
    a, b = pair.a, pair.b
    if reason == "different-period" and (a.period is None) != (b.period is None):
        return str(words["one-period"])
    if reason == "different-definition":
        if a.topic == b.topic:
            return str(words["side-by-side"])
        return str(words[reason].format(a=_label(a, lang), b=_label(b, lang)))
    if reason == "unit" and pair.verdict == "explained":
        return str(words["percent-or-point"])
    if reason == "same-work" and a.paper_id == b.paper_id:
        return str(words["same-paper"])
    return str(words[reason])


def _label(claim: Claim, lang: str) -> str:
    return claim.label.get(lang) or next(iter(claim.label.values()), "") or ", ".join(claim.topic.values())

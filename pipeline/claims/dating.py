"""What the paper's date tells of its claims: "currently" in a paper of 2022 is 2022, its figure for 2050 a forecast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.languages.latin import to_cyrillic
from pipeline.numbers.periods import TOLD_NOW
from schemas import AsOf, Claim

_YEARS: Final[Mapping[str, tuple[int | None, int]]] = {
    "today": (0, 0),
    TOLD_NOW: (0, 0),
    "this year": (0, 0),
    "last year": (-1, -1),
    "recent years": (None, 0),
}
"""First and last year of what the words of a list mean, counted from the paper's year; no first year: open. Lists that
are not here ("a year earlier") count from a year of the sentence."""

_NOT_YET = 2
"""A figure for a year so many after the paper's can't have been measured; the paper's own may be told too early, by
the works that it cites."""


def dated(claims: Iterable[Claim], year: int | None) -> tuple[Claim, ...]:
    """The claims with the years of their relative times and no measured figure of the future; as they are where the
    paper's year is not known."""
    return tuple(claims) if year is None else tuple(_dated(claim, year) for claim in claims)


def _dated(claim: Claim, year: int) -> Claim:
    if claim.as_of is not None:
        claim = claim.model_copy(update={"as_of": _resolved(claim.as_of, claim.lang, year)})
    if claim.status == "measured" and claim.period is not None and int(claim.period.start[:4]) > year + _NOT_YET:
        claim = claim.model_copy(update={"status": "projected"})
    return claim


def _resolved(as_of: AsOf, lang: str, year: int) -> AsOf:
    text = to_cyrillic(as_of.text).text if lang == "kk-Latn" else as_of.text
    known = _relative_words(lang[:2]).get(" ".join(text.casefold().split()))
    if known is None:
        return as_of
    first, last = known
    start = str(year + first) if first is not None else None
    return as_of.model_copy(update={"start": start, "end": str(year + last)})


@cache
def _relative_words(lang: str) -> Mapping[str, tuple[int | None, int]]:
    said = knowledge(lang, "periods")["relative"]
    return {word: years for name, years in _YEARS.items() for word in said[name]}

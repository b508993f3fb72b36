"""Relative times resolved by the paper's date: "currently" in a paper of 2022 is 2022, "last year" is 2021."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.languages.latin import to_cyrillic
from schemas import AsOf, Claim

_YEARS: Final[Mapping[str, tuple[int | None, int]]] = {
    "today": (0, 0),
    "this year": (0, 0),
    "last year": (-1, -1),
    "recent years": (None, 0),
}
"""First and last year of what the words of a list mean, counted from the paper's year; no first year: open. Lists that
are not here ("a year earlier") count from a year of the sentence."""


def dated(claims: Iterable[Claim], year: int | None) -> tuple[Claim, ...]:
    """The claims with the years of their relative times; as they are where the paper's year is not known."""
    return tuple(
        claim.model_copy(update={"as_of": _resolved(claim.as_of, claim.lang, year)})
        if year is not None and claim.as_of is not None
        else claim
        for claim in claims
    )


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

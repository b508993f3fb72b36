"""What a sentence says of whom its source counts: "which registers only those on full programmes".

Two sources that count otherwise do not contradict each other, though they speak of one thing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline.claims.expressions import expression
from pipeline.languages.knowledge import LANGUAGES
from schemas import Claim

_DIGIT: Final = re.compile(r"\d")


def counted_otherwise(a: Claim, b: Claim) -> bool:
    """Whether the text tells that two figures are counted in two ways. An abstract leaves such words out, and its
    translation has them in another language."""
    ours, theirs = (scope_of(claim) for claim in (a, b))
    if ours == theirs:
        return False
    if a.paper_id == b.paper_id:
        return "abstract" not in (a.section_kind, b.section_kind) and not (ours and theirs)
    return True


def scope_of(claim: Claim) -> frozenset[str]:
    """The words of a claim's sentence that tell what is counted and what is not, but for those of another figure."""
    start, quote_start, end = claim.location.start, claim.location.quote_start, claim.location.end
    found = _scopes(claim.quote, claim.lang[:2])
    if start is None or end is None or quote_start is None:
        return frozenset(words for words, _ in found)
    figure = (start - quote_start, end - quote_start)
    return frozenset(words for words, at in found if _is_of(claim.quote, at, figure))


@lru_cache(maxsize=1024)
def _scopes(quote: str, lang: str) -> tuple[tuple[str, int], ...]:
    """The words of a sentence that tell what is counted and what is not, and where they begin."""
    if lang not in LANGUAGES:
        return ()
    found = expression(lang, "scope", "words", file="comparing").finditer(quote)
    return tuple((" ".join(match[0].lower().split()), match.start()) for match in found)


def _is_of(quote: str, at: int, figure: tuple[int, int]) -> bool:
    """Whether words at a place may be of a figure of their sentence: in brackets they are of the figure before these,
    behind a semicolon of those behind it."""
    start, end = figure
    opened = quote.rfind("(", 0, at)
    if opened > quote.rfind(")", 0, at):
        if start < opened:
            return _DIGIT.search(quote, end, opened) is None
        closed = quote.find(")", at)
        return closed == -1 or start < closed
    return not (start < at and ";" in quote[end:at])

"""What a sentence says of whom its source counts: "which registers only those on full programmes".

Two sources that count otherwise do not contradict each other, though they speak of one thing.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.claims.expressions import expression
from pipeline.languages.knowledge import LANGUAGES
from schemas import Claim


def counted_otherwise(a: Claim, b: Claim) -> bool:
    """Whether the text tells that two figures are counted in two ways. An abstract leaves such words out, and its
    translation has them in another language."""
    ours, theirs = (_scope(claim.quote, claim.lang[:2]) for claim in (a, b))
    if ours == theirs:
        return False
    if a.paper_id == b.paper_id:
        return "abstract" not in (a.section_kind, b.section_kind) and not (ours and theirs)
    return True


@lru_cache(maxsize=1024)
def _scope(quote: str, lang: str) -> frozenset[str]:
    """The words of a sentence that tell what is counted and what is not."""
    if lang not in LANGUAGES:
        return frozenset()
    found = expression(lang, "scope", "words", file="comparing").finditer(quote)
    return frozenset(" ".join(match[0].lower().split()) for match in found)

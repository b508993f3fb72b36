"""Topics that no vocabulary knows, the most frequent first: what a user's own vocabulary file should name next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

from schemas import Claim

MOST_EXAMPLES: Final = 3
"""So many sentences show what a topic is about."""

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An unknown topic: its words in their basic forms, in one language; how many claims and papers have it."""

    lang: str
    words: str
    claims: int
    papers: int
    units: tuple[str, ...]
    known: dict[str, str]
    """The slots that were filled besides, the same in all its claims."""
    examples: tuple[dict[str, str], ...]

    def record(self) -> dict[str, Any]:
        """The suggestion as JSON has it."""
        return asdict(self)


def suggest_topics(claims: Iterable[Claim]) -> tuple[Suggestion, ...]:
    """All unknown topics of these claims; figures of low weight (an enumeration that counts itself) are passed over."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        words = claim.topic.get("open")
        if words and claim.weight != "low":
            found.setdefault((claim.lang, words), []).append(claim)
    made = [_suggestion(lang, words, members) for (lang, words), members in found.items()]
    return tuple(sorted(made, key=lambda s: (-s.claims, -s.papers, s.lang, s.words)))


def _suggestion(lang: str, words: str, members: list[Claim]) -> Suggestion:
    units = Counter(claim.quantity.unit for claim in members if claim.quantity.unit)
    shared = set.intersection(*({(s, c) for s, c in claim.topic.items() if s != "open"} for claim in members))
    sentences: dict[str, dict[str, str]] = {}
    for claim in members:
        quote = " ".join(claim.quote.split())[:_LONGEST]
        sentences.setdefault(quote, {"paper_id": claim.paper_id, "surface": claim.surface, "quote": quote})
    return Suggestion(
        lang=lang,
        words=words,
        claims=len(members),
        papers=len({claim.paper_id for claim in members}),
        units=tuple(sorted(units, key=lambda unit: (-units[unit], unit))),
        known=dict(sorted(shared)),
        examples=tuple(list(sentences.values())[:MOST_EXAMPLES]),
    )

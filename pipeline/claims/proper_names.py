"""The names of strategies and laws by which something is planned, and of offices that do it: what they are called tells
no figure."""

from __future__ import annotations

from functools import lru_cache

from pipeline.claims.expressions import expression
from pipeline.claims.tokens import data_language

_NAMED = ("documents", "offices")


@lru_cache(maxsize=64)
def proper_names(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence names such a document or office: "under the Strategy for a green economy this share is to be
    15 %", "the department of employment counted 18 thousand families"."""
    base = data_language(lang)
    return tuple(
        match.span()
        for part in _NAMED
        if expression(base, part, "kinds", "{}", file="topics").search(text) is not None
        for match in expression(base, part, "names", "{}", file="topics").finditer(text)
    )

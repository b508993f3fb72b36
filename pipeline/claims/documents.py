"""The names of strategies, concepts and laws by which something is planned: what they are called tells no figure."""

from __future__ import annotations

from functools import lru_cache

from pipeline.claims.expressions import expression
from pipeline.claims.tokens import data_language


@lru_cache(maxsize=64)
def document_names(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence names such a document: "under the Strategy for a green economy this share is to be 15 %"."""
    base = data_language(lang)
    if expression(base, "documents", "kinds", "{}", file="topics").search(text) is None:
        return ()
    return tuple(m.span() for m in expression(base, "documents", "names", "{}", file="topics").finditer(text))

"""Ids of claims: from what is printed, never from what was made of it, so that decisions survive better code."""

from __future__ import annotations

import hashlib
import re
from collections import Counter


class Identities:
    """Gives the claims of one paper their ids, counting equal quotes and surfaces in the order of the text."""

    def __init__(self, sha256: str) -> None:
        self._sha256 = sha256
        self._seen: Counter[tuple[str, ...]] = Counter()

    def of(self, *printed: str) -> str:
        """The id of the next claim with these printed parts: quote, surface; or caption, row label, header, surface."""
        key = tuple(squeeze(part) for part in printed)
        self._seen[key] += 1
        parts = (self._sha256, *key, str(self._seen[key]))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def squeeze(text: str) -> str:
    """The text without white space and hyphens, lower-cased: layouts differ in these alone."""
    return re.sub(r"[\s\u00ad\u2010\u2011-]+", "", text).casefold()

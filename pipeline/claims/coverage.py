"""Nothing is dropped in silence: every group of digits outside the references is a claim, in a table, or unread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from schemas import Claim, Coverage, Section, Unread

Span = tuple[int, int]

_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")


def cover(
    text: str, sections: Sequence[Section], claims: Sequence[Claim], tables: Sequence[Span], unread: Iterable[Unread]
) -> tuple[tuple[Unread, ...], Coverage]:
    """All unread numbers, those that nobody named among them as unknown, and the counts."""
    claimed = _Spans(
        (c.location.start, c.location.end)
        for c in claims
        if c.origin == "prose" and c.location.start is not None and c.location.end is not None
    )
    in_tables = _Spans(tables)
    named = sorted(unread, key=lambda u: (u.start, u.end))
    known = _Spans((u.start, u.end) for u in named)
    skipped = _Spans((s.start, s.end) for s in sections if s.kind == "references")
    counts: Counter[str] = Counter()
    rest: list[Unread] = []
    reasons = {(u.start, u.end): u.reason for u in named}
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if skipped.at(start) is not None:
            continue
        counts["digits"] += 1
        if in_tables.at(start) is not None:
            counts["in_tables"] += 1
        elif claimed.at(start, end) is not None:
            counts["in_claims"] += 1
        else:
            span = known.at(start, end)
            reason = reasons[span] if span is not None else "unknown"
            counts[f"unread {reason}"] += 1
            if span is None:
                rest.append(Unread(surface=match[0], reason="unknown", start=start, end=end))
    by_reason = {key.removeprefix("unread "): n for key, n in counts.items() if key.startswith("unread ")}
    every = tuple(sorted([*named, *rest], key=lambda u: (u.start, u.end)))
    coverage = Coverage(
        digits=counts["digits"], in_claims=counts["in_claims"], in_tables=counts["in_tables"], unread=by_reason
    )
    return every, coverage


class _Spans:
    """Spans that can be asked which of them holds or touches a place."""

    def __init__(self, spans: Iterable[Span | tuple[int | None, int | None]]) -> None:
        self._spans = sorted({(s, e) for s, e in spans if s is not None and e is not None})
        self._starts = [start for start, _ in self._spans]
        self._ends: list[int] = []
        far = 0
        for _, end in self._spans:
            far = max(far, end)
            self._ends.append(far)

    def at(self, start: int, end: int | None = None) -> Span | None:
        """A span that meets start..end (or holds start), the last one that begins before its end."""
        high = start + 1 if end is None else end
        i = bisect_right(self._starts, high - 1) - 1
        while i >= 0 and self._ends[i] > start:
            if self._spans[i][1] > start:
                return self._spans[i]
            i -= 1
        return None

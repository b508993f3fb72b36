"""Who really says a figure: works that lean on one named source are echoes of it, not witnesses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipeline.comparing.figures import Figure
from schemas import Claim

_NAMED_SOURCE = re.compile(r"[^\W\d_]{3,}")


def work_of(claim: Claim | Figure, works: Mapping[str, str]) -> str:
    """The work that a claim stands in; its paper where the work is not known."""
    return works.get(claim.paper_id, claim.paper_id)


def named_sources(claim: Claim | Figure) -> set[str]:
    """The sources of a claim by what names them in every paper, else in words: "[7]" here is not "[7]" there."""
    told = (c.keys or ((c.text.casefold(),) if _NAMED_SOURCE.search(c.text) else ()) for c in claim.cited)
    return {name for names in told for name in names}


def independent_works(figures: Iterable[Figure], works: Mapping[str, str]) -> int:
    """How many works say it independently: editions of one work are one, and so are works with a source in common."""
    figures = list(figures)
    if not [figure.cited for figure in figures if figure.cited]:
        return len({works.get(figure.paper_id, figure.paper_id) for figure in figures})
    parts: list[set[str]] = []
    alone = {(work_of(figure, works), tuple(sorted(named_sources(figure)))) for figure in figures}
    if not any(sources for _, sources in alone):
        return len(alone)
    for work, sources in alone:
        joined = {f"work {work}", *(f"source {name}" for name in sources)}
        apart = []
        for part in parts:
            if part.isdisjoint(joined):
                apart.append(part)
            else:
                joined |= part
        parts = [*apart, joined]
    return len(parts)

"""A share that does not fit its part and its whole, where an abstract or the conclusion tells the one that does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.checks.findings import Figure, Held, figure_of
from pipeline.checks.summaries import summary_spans
from pipeline.numbers.interval import meets
from schemas import Claim, Paper

TELLING: Final = 3
"""A share of fewer digits is met by chance."""


def told_rightly(paper: Paper, wrong: Held) -> Held | None:
    """The one value that the paper's summaries print for a misprinted share of its body, and the body does not."""
    share = wrong.figures[0]
    percents = [claim for claim in paper.claims if claim.origin == "prose" and claim.quantity.unit == "percent"]
    summaries = summary_spans(paper)
    in_summary = [claim for claim in percents if _stands_in(claim, summaries)]
    in_body = {claim.quantity.value for claim in percents if not _stands_in(claim, summaries)}
    if share.value not in in_body or any(claim.quantity.value == share.value for claim in in_summary):
        return None
    meant = [figure for claim in in_summary if (figure := figure_of(claim)) is not None and figure.value not in in_body]
    meant = [f for f in meant if len(f.value.as_tuple().digits) >= TELLING and meets(f.interval, wrong.expected)]
    return _told(meant[0], share) if len({figure.value for figure in meant}) == 1 else None


def _stands_in(claim: Claim, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= (claim.location.start or 0) < end for start, end in spans)


def _told(right: Figure, wrong: Figure) -> Held:
    label = wrong.claim.label if wrong.claim is not None else {}
    words: dict[str, object] = {"label": label, "a": right.surface, "b": wrong.surface}
    return Held("same-figure", "inconsistent", [right, wrong], right.interval, wrong.surface, words)

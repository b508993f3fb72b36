"""Two values for one thing in one paper, and one value said again."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.findings import Figure, Held, figures_of, record
from pipeline.comparing import compare_claims
from schemas import Claim, Finding, Group, Paper


def same_figures(paper: Paper) -> Iterator[Finding]:
    """Groups of this paper's prose: each pair of values that can't both be true, and each value that is repeated."""
    claims = {claim.claim_id: claim for claim in paper.claims if claim.origin == "prose" and claim.weight == "normal"}
    for group in compare_claims(list(claims.values()), works={}):
        members = [claims[claim_id] for claim_id in group.claims]
        yield from (record(paper, held) for held in _differing(group, claims))
        for held in _repeated(group, members):
            yield record(paper, held)


def _differing(group: Group, claims: dict[str, Claim]) -> Iterator[Held]:
    seen: set[tuple[object, object]] = set()
    for conflict in group.conflicts:
        figures = figures_of([claims[conflict.a], claims[conflict.b]])
        if conflict.verdict == "conflict" and len(figures) == 2 and tuple(f.value for f in figures) not in seen:
            seen.add((figures[0].value, figures[1].value))
            words = {"label": group.label, "a": figures[0].surface, "b": figures[1].surface}
            yield Held("same-figure", "inconsistent", figures, figures[0].interval, figures[1].surface, words)


def _repeated(group: Group, members: list[Claim]) -> Iterator[Held]:
    """A value that stands in two sentences or more, once for a position."""
    by_id = {claim.claim_id: claim for claim in members}
    for position in group.positions:
        held = [by_id[claim_id] for claim_id in position.claims]
        sentences = {claim.location.quote_start: figure for claim in reversed(held) for figure in figures_of([claim])}
        figures: list[Figure] = [sentences[start] for start in sorted(sentences, key=lambda start: start or 0)]
        if len(figures) > 1 and figures[0].value > 1:
            words = {"label": group.label, "a": figures[0].surface, "n": str(len(figures))}
            yield Held("same-figure", "consistent", figures, figures[0].interval, figures[0].surface, words)

"""What the page shows when a part is opened, as compact data: written once, made into elements by the page's script.

Words that come in three languages, and papers, are numbered, so that a report over a hundred papers stays small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.report import wording
from pipeline.report.cards import Card, marked_span, short_name
from schemas import Claim, Conflict, Finding, Paper, Table

PAIRS_SHOWN = 100
"""Pairs of one card that are listed when a part is opened; all of them stand in conflicts.json."""


def page_details(
    papers: Sequence[Paper], groups: Iterable[Card], findings: Mapping[str, Sequence[Finding]], *, after: int
) -> dict[str, Any]:
    """`words` (triples by number), `claims`, `papers` and `cards`, as report.js reads them.

    The first `after` pairs in conflict of a card stand in the page whole, and not here.
    """
    words = _Words()
    claims = [(number, claim) for number, paper in enumerate(papers) for claim in paper.claims]
    at = {claim.claim_id: n for n, (_, claim) in enumerate(claims)}
    return {
        "claims": [_claim(claim, number, words) for number, claim in claims],
        "papers": {p.paper_id: _paper(p, findings.get(p.paper_id, ()), at, words) for p in papers},
        "names": [short_name(paper) for paper in papers],
        "cards": {
            card.group.group_id: {
                "claims": [at[s.claim.claim_id] for s in card.claims],
                "clashing": [_pair(p.entry, at) for p in card.clashing[after : after + PAIRS_SHOWN]],
                "explained": [_pair(e, at) for e in card.explained[:PAIRS_SHOWN]],
                "more": _left_to_files(card, after),
            }
            for card in groups
        },
        "words": words.triples,
    }


def _left_to_files(card: Card, after: int) -> dict[str, int]:
    """How much of a card stands in conflicts.json alone, by the part of the card that would show it."""
    return {
        "clashing": max(0, len(card.clashing) - after - PAIRS_SHOWN) + card.unlisted[0],
        "explained": max(0, len(card.explained) - PAIRS_SHOWN) + card.unlisted[1],
        "claims": len(card.group.claims) - len(card.claims),
    }


class _Words:
    """Words in three languages by number."""

    def __init__(self) -> None:
        self.triples: list[list[str]] = []
        self._at: dict[tuple[str, ...], int] = {}

    def number(self, labels: Mapping[str, str]) -> int:
        triple = tuple(labels.get(lang) or next(iter(labels.values()), "") for lang in wording.UI_LANGUAGES)
        if triple not in self._at:
            self._at[triple] = len(self.triples)
            self.triples.append(list(triple))
        return self._at[triple]


def _claim(claim: Claim, paper: int, words: _Words) -> list[Any]:
    """[paper, value, low, high, bound, unit, quote, mark start, mark end, lang, label, place, period, page]."""
    q = claim.quantity
    start, end = marked_span(claim)
    where = {lang: wording.places(claim.places, lang) for lang in wording.UI_LANGUAGES}
    unit = {lang: wording.unit(q.unit, lang, one=q.value == 1) for lang in wording.UI_LANGUAGES}
    values = [None if v is None else float(v) for v in (q.value, q.low, q.high)]
    period = claim.period.text if claim.period else ""
    place = [words.number(claim.label), words.number(where), period, claim.location.page]
    return [paper, *values, q.bound, words.number(unit), claim.quote, start, end, claim.lang, *place]


def _pair(entry: Conflict, at: Mapping[str, int]) -> list[Any]:
    return [at[entry.a], at[entry.b], list(entry.reasons)]


def _paper(paper: Paper, findings: Sequence[Finding], at: Mapping[str, int], words: _Words) -> dict[str, Any]:
    fitting = [f for f in findings if f.verdict == "consistent"]
    return {
        "prose": [at[c.claim_id] for c in paper.claims if c.origin == "prose"],
        "cells": [at[c.claim_id] for c in paper.claims if c.origin == "table"],
        "tables": [_table(table) for table in paper.tables],
        "sections": [
            [s.lang, s.kind, (s.heading or " ".join(paper.text[s.start : s.end].split()))[:110]] for s in paper.sections
        ],
        "unread": [[u.surface, u.reason] for u in paper.unread],
        "fitting": [[f.check, words.number(f.explanation)] for f in fitting],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption or "",
        "lang": table.lang,
        "pages": list(table.pages or ()),
        "head": table.header_rows,
        "rows": [list(row) for row in table.rows],
    }

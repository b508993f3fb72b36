"""From records to what the page shows: one card a group that conflicts, one list of findings a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from markupsafe import Markup

from pipeline.report import wording
from pipeline.report.picture import Mark, draw
from schemas import Claim, Conflict, ConflictReport, Group, IndexEntry, Paper

SEVERITIES = ("high", "medium", "low")
PICTURE_LINES = 24


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two figures of a pair."""

    claim: Claim
    paper: str
    quote: Markup


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that conflict, or differ with an explanation; `alike` pairs of the same two positions go with it."""

    entry: Conflict
    a: Side
    b: Side
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A group of figures that can't all be true."""

    group: Group
    severity: str
    within: bool
    clashing: tuple[Pair, ...]
    explained: tuple[Pair, ...]
    claims: tuple[Side, ...]
    picture: Markup
    words: str


def short_name(paper: Paper | IndexEntry) -> str:
    """What a paper is called on the page: the name of its file."""
    return PurePath(paper.source.path).name


def marked_quote(claim: Claim) -> Markup:
    """The quote with the number marked."""
    place = claim.location
    if place.quote_start is None or place.start is None or place.end is None:
        before, found, after = claim.quote.rpartition(claim.surface)
    else:
        start, end = place.start - place.quote_start, place.end - place.quote_start
        before, found, after = claim.quote[:start], claim.quote[start:end], claim.quote[end:]
    return Markup("{}<mark>{}</mark>{}").format(before, found, after)


def cards(report: ConflictReport, papers: Sequence[Paper]) -> tuple[Card, ...]:
    """A card for each group with a conflict, worst first."""
    sides = {c.claim_id: Side(c, short_name(p), marked_quote(c)) for p in papers for c in p.claims}
    made = [_card(group, sides) for group in report.groups if group.verdict == "conflict"]
    return tuple(sorted(made, key=lambda c: (SEVERITIES.index(c.severity), c.within, -c.clashing[0].entry.gap)))


def _card(group: Group, sides: Mapping[str, Side]) -> Card:
    clashing = _pairs(group, sides, "conflict")
    worst = clashing[0]
    members = tuple(sides[c] for c in group.claims if c in sides)
    in_conflict = {c for e in group.conflicts if e.verdict == "conflict" for c in _members(e)}
    text = " ".join((*group.label.values(), *(s.claim.quote for s in members), *sorted({s.paper for s in members})))
    return Card(
        group=group,
        severity=worst.entry.severity,
        within=len({p.a.claim.paper_id for p in clashing} | {p.b.claim.paper_id for p in clashing}) == 1,
        clashing=clashing,
        explained=_pairs(group, sides, "explained"),
        claims=members,
        picture=_picture(group, members, in_conflict),
        words=" ".join(text.casefold().split()),
    )


def _members(entry: Conflict) -> tuple[str, ...]:
    return (*(entry.a_claims or (entry.a,)), *(entry.b_claims or (entry.b,)))


def _pairs(group: Group, sides: Mapping[str, Side], verdict: str) -> tuple[Pair, ...]:
    """One pair for each two positions, the worst first; pairs of the same papers and positions are counted."""
    of = {claim: i for i, position in enumerate(group.positions) for claim in position.claims}
    found: dict[tuple[object, ...], list[Conflict]] = {}
    for entry in group.conflicts:
        if entry.verdict == verdict and entry.a in sides and entry.b in sides:
            key = tuple(sorted((sides[c].paper, of.get(c, -1)) for c in (entry.a, entry.b)))
            found.setdefault(key, []).append(entry)
    pairs = [Pair(es[0], sides[es[0].a], sides[es[0].b], len(es) - 1) for es in found.values()]
    return tuple(sorted(pairs, key=lambda p: (SEVERITIES.index(p.entry.severity), -p.entry.gap)))


def _picture(group: Group, members: Sequence[Side], in_conflict: set[str]) -> Markup:
    marks: dict[tuple[object, ...], Mark] = {}
    for side in members:
        q = side.claim.quantity
        low, high = (q.value, q.value) if q.value is not None else (q.low, q.high)
        if low is None or high is None:
            continue
        period = side.claim.period.text if side.claim.period else ""
        label = f"{side.paper}{', ' + period if period else ''}"
        mark = Mark(label, q.interval, low, high, side.claim.surface, side.claim.claim_id in in_conflict)
        marks.setdefault((label, low, high, q.bound), mark)
    ordered = sorted(marks.values(), key=lambda m: (-m.high, m.label))[:PICTURE_LINES]
    return draw(ordered, title=group.label.get("en", "")) if ordered else Markup("")


def lead(report: ConflictReport, papers: Sequence[Paper], conflicts: int) -> Markup:
    """The first sentence of the page."""
    return wording.word("lead", papers=len(papers), claims=sum(len(p.claims) for p in papers), conflicts=conflicts)

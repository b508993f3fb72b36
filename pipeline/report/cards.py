"""From records to what the page shows: one card a group that conflicts, one list of findings a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath

from markupsafe import Markup

from pipeline.report.picture import Mark, draw
from schemas import SEVERITIES, Claim, Conflict, ConflictReport, Decided, Group, IndexEntry, Paper

VERDICTS = ("conflict", "explained")
PICTURE_LINES = 24
SEARCHED = 2_000
"""Letters of a group's quotes that its search looks into."""


@dataclass(frozen=True, slots=True)
class Unshown:
    """What a report over a large folder leaves to the files: groups, figures, findings, pairs by the group's id."""

    groups: int = 0
    claims: int = 0
    findings: int = 0
    pairs: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Group id -> pairs in conflict, explained pairs."""


@dataclass(frozen=True, slots=True)
class Side:
    """One figure as the page shows it: its claim, the name of its paper, its quote, the sources that it names."""

    claim: Claim
    paper: str
    quote: Markup
    sources: tuple[str, ...] = ()
    decision: Decided | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that conflict, or differ with an explanation.

    `ids`: the entries that it stands for: pairs of the same two positions in the same papers are shown once.
    """

    entry: Conflict
    a: Side
    b: Side
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A group of figures that can't all be true, or that differ with an explanation."""

    group: Group
    severity: str
    verdict: str
    within: bool
    clashing: tuple[Pair, ...]
    explained: tuple[Conflict, ...]
    claims: tuple[Side, ...]
    picture: Markup
    words: str
    unlisted: tuple[int, int] = (0, 0)
    """Pairs in conflict and explained pairs that stand in conflicts.json alone."""

    @property
    def state(self) -> str:
        """open, decided, or again when a decision has to be looked at again."""
        return state_of(p.entry.decision for p in self.clashing)

    @property
    def papers(self) -> tuple[str, ...]:
        """Ids of the papers whose figures it holds."""
        return tuple(sorted({s.claim.paper_id for s in self.claims}))

    @property
    def langs(self) -> tuple[str, ...]:
        """Languages of its figures."""
        return tuple(sorted({s.claim.lang for s in self.claims}))

    @property
    def places(self) -> tuple[str, ...]:
        """Codes of the places that it is about."""
        where = self.group.places
        codes = (code for part in (where.area, where.origin, where.host) if part for code in part.split("+"))
        return tuple(dict.fromkeys(codes))

    @property
    def topics(self) -> tuple[str, ...]:
        """What it is about, as `slot:code`."""
        return tuple(f"{slot}:{code}" for slot, code in self.group.topic.items())


def state_of(decisions: Iterable[Decided | None]) -> str:
    """open while one is undecided, again while one has to be looked at again, else decided."""
    marks = list(decisions)
    if any(mark is not None and mark.look_again for mark in marks):
        return "again"
    return "decided" if marks and all(marks) else "open"


def short_name(paper: Paper | IndexEntry) -> str:
    """What a paper is called on the page: the name of its file."""
    return PurePath(paper.source.path).name


def marked_span(claim: Claim) -> tuple[int, int]:
    """Where the number stands in the quote; an empty span at the end when it does not."""
    place = claim.location
    if place.quote_start is not None and place.start is not None and place.end is not None:
        return place.start - place.quote_start, place.end - place.quote_start
    at = claim.quote.rfind(claim.surface)
    return (at, at + len(claim.surface)) if at >= 0 else (len(claim.quote), len(claim.quote))


def marked_quote(claim: Claim) -> Markup:
    """The quote with the number marked."""
    start, end = marked_span(claim)
    quote = claim.quote
    return Markup("{}<mark>{}</mark>{}").format(quote[:start], quote[start:end], quote[end:])


def cards(
    report: ConflictReport,
    papers: Sequence[Paper],
    decided: Mapping[str, Decided] | None = None,
    unlisted: Mapping[str, tuple[int, int]] | None = None,
) -> tuple[Card, ...]:
    """A card for each group with a conflict, worst first, and then for each that differs with an explanation.

    `decided`: what was decided about single claims. `unlisted`: how many pairs of a group are not in it.
    """
    sides = {c.claim_id: _side(c, p, (decided or {}).get(c.claim_id)) for p in papers for c in p.claims}
    left = unlisted or {}
    made = (_card(group, sides, left.get(group.group_id, (0, 0))) for group in report.groups if group.conflicts)
    return tuple(sorted((card for card in made if card.clashing or card.explained), key=_rank))


def _rank(card: Card) -> tuple[int, int, bool, Decimal]:
    worst = card.clashing[0].entry if card.clashing else card.explained[0]
    return (VERDICTS.index(card.verdict), SEVERITIES.index(card.severity), card.within, -worst.gap)


def _side(claim: Claim, paper: Paper, decision: Decided | None) -> Side:
    entries = {ref.ref_id: " ".join(ref.text.split()) for ref in paper.references}
    named = (c.text if c.ref_id not in entries else f"{c.text} {entries[c.ref_id]}" for c in claim.cited)
    return Side(claim, short_name(paper), marked_quote(claim), tuple(dict.fromkeys(named)), decision)


def _card(group: Group, sides: Mapping[str, Side], unlisted: tuple[int, int]) -> Card:
    clashing = _clashing(group, sides)
    differing = (e for e in group.conflicts if not is_clash(e) and e.a in sides and e.b in sides)
    explained = tuple(sorted(differing, key=lambda entry: entry.importance))
    members = tuple(sides[c] for c in group.claims if c in sides)
    in_conflict = {c for e in group.conflicts if e.verdict == "conflict" for c in _members(e)}
    text = " ".join((*group.label.values(), *(s.claim.quote for s in members), *sorted({s.paper for s in members})))
    shown = [p.entry for p in clashing] or list(explained)
    return Card(
        group=group,
        severity=shown[0].severity if shown else SEVERITIES[-1],
        verdict="conflict" if clashing else "explained",
        within=len({sides[c].claim.paper_id for e in shown for c in (e.a, e.b)}) == 1,
        clashing=clashing,
        explained=explained,
        claims=members,
        picture=_picture(group, members, in_conflict) if clashing else Markup(""),
        words=" ".join(text.casefold().split())[:SEARCHED],
        unlisted=unlisted,
    )


def _members(entry: Conflict) -> tuple[str, ...]:
    return (*(entry.a_claims or (entry.a,)), *(entry.b_claims or (entry.b,)))


def is_clash(entry: Conflict) -> bool:
    """Whether the entry was found to be a conflict, whatever a reviewer has made of it since."""
    return entry.verdict == "conflict" or (entry.decision is not None and entry.decision.action == "explain")


def _clashing(group: Group, sides: Mapping[str, Side]) -> tuple[Pair, ...]:
    """One pair for each two positions in the same papers and the same state of decision, the worst first."""
    of = {claim: i for i, position in enumerate(group.positions) for claim in position.claims}
    found: dict[tuple[object, ...], list[Conflict]] = {}
    for entry in group.conflicts:
        if is_clash(entry) and entry.a in sides and entry.b in sides:
            key = tuple(sorted((sides[c].paper, of.get(c, -1)) for c in (entry.a, entry.b)))
            mark = entry.decision and (entry.decision.action, entry.decision.look_again)
            found.setdefault((key, mark), []).append(entry)
    pairs = [Pair(es[0], sides[es[0].a], sides[es[0].b], tuple(e.conflict_id for e in es)) for es in found.values()]
    return tuple(sorted(pairs, key=lambda pair: pair.entry.importance))


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

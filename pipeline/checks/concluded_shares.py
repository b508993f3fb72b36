"""A share that a sentence concludes from the counts of those before it: "… 128 billion: 61 for grants, 67 for
programmes. Thus the share of grants reached 48 %"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_share, is_sum_of_others
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.mentions import SHORT, roots_of
from pipeline.checks.part_and_whole import misses, share_of, share_told
from pipeline.checks.sentences import Sentence, beside, phrases, sentences_of
from pipeline.comparing.periods import comparable, span_of
from pipeline.numbers.interval import meets
from pipeline.numbers.units import unit_class
from schemas import Claim, Finding, Paper

BACK: Final = 2
"""Sentences before it in which its part and its whole are told."""

LIKELY: Final = (Decimal("0.67"), Decimal("1.5"))
"""Computed by printed share: outside this another part is meant."""

SHORT_NOUN: Final = 2
"""Nouns of Kazakh have more letters."""

OPENING: Final = 6
"""Words of a sentence among which "thus" stands: "the north thus has …"."""

WIDE: Final = (Decimal("0.2"), Decimal(5))
"""A bound says less of how large the share is."""


def concluded_shares(paper: Paper) -> Iterator[Finding]:
    """Every share without a count beside it whose sentence opens with "thus", or calls it a share of what a part just
    told is of."""
    sentences = sentences_of(paper)
    for i, sentence in enumerate(sentences):
        figures = sentence.figures()
        if len(figures) != 1 or not is_share(figures[0]):
            continue
        sure = _concludes(paper.text, sentence)
        if not sure and phrases("shares").search(paper.text, sentence.start, sentence.end) is None:
            continue
        before = [s for s in sentences[max(0, i - BACK) : i] if s.paragraph == sentence.paragraph]
        held = _held(paper.text, sentence, figures[0], before, sure=sure) if before else None
        if held is not None:
            yield record(paper, held)


def _concludes(text: str, sentence: Sentence) -> bool:
    opened = text[sentence.start : sentence.end].lstrip()
    if phrases("thus").search(" ".join(opened.split()[:OPENING])) is not None:
        return True
    return phrases("follows", "or", "concluding").match(opened) is not None


def _held(text: str, sentence: Sentence, share: Figure, before: Sequence[Sentence], *, sure: bool) -> Held | None:
    """The first part and whole that give the share; else the part that its words name, of the greatest count told with
    it."""
    counts = [(one, f) for one in reversed(before) for f in one.figures() if is_sum_of_others(f) and f.value > 1]
    last = [figure for one, figure in counts if one is before[-1]]
    parts = [figure for figure in last if any(_may_be_part(figure, whole) for whole in last)]
    named = [figure for figure in parts if _is_named(text, sentence, share, before[-1], figure, last)]
    if None in share.interval and len(named) != 1:
        return None  # "less than half" fits any small part
    pairs = [(part, whole) for _, part in counts for _, whole in counts if _may_be_part(part, whole)]
    for part, whole in pairs:
        own = part in named or (sure and None not in share.interval)
        if own and meets(share_of(part, whole), share.interval):
            return share_told("consistent", share, part, whole)
    if len(named) != 1 or not (sure or _is_share_of_same(share, named[0])):
        return None
    wholes = [whole for whole in last if _may_be_part(named[0], whole)]
    if not wholes:
        return None
    whole = max(wholes, key=lambda figure: figure.value)
    missed = misses(share, named[0], whole, WIDE if None in share.interval else LIKELY)
    return share_told("inconsistent", share, named[0], whole) if missed else None


def _is_share_of_same(share: Figure, part: Figure) -> bool:
    """Whether a share and a part are of one thing by all that their topics say, at times that may be one."""
    a, b = share.claim, part.claim
    if a is None or b is None or not _may_be_of_one_time(a, b):
        return False
    one, other = ({slot: code for slot, code in c.topic.items() if slot != "open"} for c in (a, b))
    return len(one) > 1 and one == other


def _may_be_of_one_time(a: Claim, b: Claim) -> bool:
    spans = span_of(a.period), span_of(b.period)
    return None in spans or comparable(*spans)


def _may_be_part(part: Figure, whole: Figure) -> bool:
    one, other = (unit_class(f.claim.quantity.unit) if f.claim is not None else "" for f in (part, whole))
    return part.value < whole.value and one == other != ""


def _is_named(
    text: str, sentence: Sentence, share: Figure, before: Sentence, part: Figure, counts: Sequence[Figure]
) -> bool:
    """Whether a word of the sentence stands beside the part, and beside no other count."""
    words = _roots(text[sentence.start : sentence.end], share)
    near = {id(figure): words & _roots(beside(text, before, figure, counts), figure) for figure in counts}
    own = near[id(part)]
    return any(all(word not in other for key, other in near.items() if key != id(part)) for word in own)


def _roots(text: str, figure: Figure) -> frozenset[str]:
    """The words that name something; in Kazakh also nouns of three letters: wind, sun, sheep."""
    lang = figure.claim.lang if figure.claim is not None else ""
    return roots_of(text, lang, shortest=SHORT_NOUN if lang.startswith("kk") else SHORT)

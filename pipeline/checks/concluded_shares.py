"""A share that a sentence concludes from the counts of those before it: "… 128 billion: 61 for grants, 67 for
programmes. Thus the share of grants reached 48 %"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_share, is_sum_of_others
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.mentions import BEGINNING, SHORT, words_of
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.languages.morphology import stem
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply
from pipeline.numbers.units import unit_class
from schemas import Finding, Interval, Paper

BACK: Final = 2
"""Sentences before it in which its part and its whole are told."""

BESIDE: Final = 40
"""Characters before a part and behind it that name it."""

LIKELY: Final = (Decimal("0.67"), Decimal("1.5"))
"""Computed by printed share: outside this another part is meant."""

_MARK: Final = re.compile(r"[,;:()]")


def concluded_shares(paper: Paper) -> Iterator[Finding]:
    """Every share without a count beside it whose sentence opens with "thus" or calls it a share."""
    sentences = sentences_of(paper)
    for i, sentence in enumerate(sentences):
        figures = sentence.figures()
        if len(figures) != 1 or not is_share(figures[0]) or not _concludes(paper.text, sentence):
            continue
        before = [s for s in sentences[max(0, i - BACK) : i] if s.paragraph == sentence.paragraph]
        held = _held(paper.text, sentence, figures[0], before)
        if held is not None:
            yield record(paper, held)


def _concludes(text: str, sentence: Sentence) -> bool:
    opened = text[sentence.start : sentence.end].lstrip()
    return phrases("follows", "or", "concluding").match(opened) is not None


def _held(text: str, sentence: Sentence, share: Figure, before: Sequence[Sentence]) -> Held | None:
    """The first part and whole that give the share; else the part that its words name, of the greatest count told with
    it."""
    counts = [(one, f) for one in reversed(before) for f in one.figures() if is_sum_of_others(f) and f.value > 1]
    pairs = [(part, whole) for _, part in counts for _, whole in counts if _may_be_part(part, whole)]
    for part, whole in pairs:
        if meets(_share(part, whole), share.interval):
            return _told("consistent", share, part, whole)
    if not before:
        return None
    last = [figure for one, figure in counts if one is before[-1]]
    named = [figure for figure in last if _is_named(text, sentence, share, before[-1], figure, last)]
    if len(named) != 1:
        return None
    wholes = [whole for whole in last if _may_be_part(named[0], whole)]
    if not wholes:
        return None
    whole = max(wholes, key=lambda figure: figure.value)
    likely = LIKELY[0] <= 100 * named[0].value / whole.value / share.value <= LIKELY[1]
    return _told("inconsistent", share, named[0], whole) if likely else None


def _may_be_part(part: Figure, whole: Figure) -> bool:
    one, other = (unit_class(f.claim.quantity.unit) if f.claim is not None else "" for f in (part, whole))
    return part.value < whole.value and one == other != ""


def _is_named(
    text: str, sentence: Sentence, share: Figure, before: Sentence, part: Figure, counts: Sequence[Figure]
) -> bool:
    """Whether a word of the sentence stands beside the part, and beside no other count."""
    words = _roots(text[sentence.start : sentence.end], share)
    near = {id(figure): words & _beside(text, before, figure, counts) for figure in counts}
    own = near[id(part)]
    return any(all(word not in other for key, other in near.items() if key != id(part)) for word in own)


def _beside(text: str, sentence: Sentence, figure: Figure, counts: Sequence[Figure]) -> frozenset[str]:
    """The words between a count and those around it."""
    start, end = place(figure)
    ends = [place(f)[1] for f in counts if place(f)[1] <= start]
    starts = [place(f)[0] for f in counts if place(f)[0] >= end]
    first = max([sentence.start, start - BESIDE, *ends])
    last = min([sentence.end, end + BESIDE, *starts])
    lead, behind = _MARK.split(text[first:start])[-1], _MARK.split(text[end:last])[0]
    joined = list(phrases("last_part").finditer(lead))
    lead = lead[joined[-1].end() :] if joined else lead
    behind = phrases("last_part").split(behind)[0]
    return _roots(f"{lead} {behind}", figure)


def _roots(text: str, figure: Figure) -> frozenset[str]:
    lang = figure.claim.lang if figure.claim is not None else ""
    root = None if lang.startswith("en") else BEGINNING
    return frozenset(stem(word, lang[:2])[:root] for word in words_of(text) if len(word) > SHORT)


def _share(part: Figure, whole: Figure) -> Interval:
    return multiply(divide(part.interval, whole.interval), HUNDRED)


def _told(verdict: Verdict, share: Figure, part: Figure, whole: Figure) -> Held:
    words: dict[str, object] = {"whole": whole.surface, "part": part.surface}
    figures = [share, whole, part] if verdict == "consistent" else [share, part, whole]
    return Held("share-of-whole", verdict, figures, _share(part, whole), share.surface, words)

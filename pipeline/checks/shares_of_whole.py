"""A share, its part and its whole: "30 % of 50 thousand (15 thousand)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.numbers.interval import divide, meets, multiply
from pipeline.numbers.units import unit_class
from schemas import Finding, Interval, Paper

FARTHEST: Final = 60
"""Characters between a share and the part that it is of, when they are printed side by side."""

SENTENCES_BACK: Final = 4
"""How many sentences with figures before the share may have named its whole."""

PARAGRAPHS_BACK: Final = 8
"""And how many paragraphs; the items of a list are paragraphs too."""

LIKELY: Final = (Decimal("0.75"), Decimal("1.3"))
"""Computed share by printed share: outside this another whole is meant."""

HUNDRED: Final[Interval] = (Decimal(100), Decimal(100))


def shares_of_whole(paper: Paper) -> Iterator[Finding]:
    """Every share printed beside its part, where the whole is named in the sentence or shortly before it."""
    sentences = sentences_of(paper)
    for i, sentence in enumerate(sentences):
        figures = sentence.figures()
        before = [
            s for s in sentences[max(0, i - SENTENCES_BACK) : i] if sentence.paragraph - s.paragraph <= PARAGRAPHS_BACK
        ]
        for share, part in _pairs(paper.text, figures):
            held = _held(paper.text, sentence, share, part, _wholes(before, figures, share, part))
            if held is not None:
                yield record(paper, held)


def _pairs(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """A share with the count beside it: "15 thousand (30 %)", "30 % of them (15 thousand)", "33, or 5 %"."""
    for i, share in enumerate(figures):
        if not _is_share(share):
            continue
        for j in (i - 1, i + 1):
            if 0 <= j < len(figures) and _is_count(figures[j]):
                first, second = sorted((share, figures[j]), key=place)
                between = text[place(first)[1] : place(second)[0]]
                if len(between) <= FARTHEST and _tied(between, text[place(second)[1] :][:2]):
                    yield share, figures[j]


def _tied(between: str, after: str) -> bool:
    """Brackets or a dash or "or" hold the two together; a full stop or a semicolon parts them."""
    if any(mark in between for mark in ".;:") or ")" in between:
        return False
    opened = between.count("(")
    return opened == 1 or (opened == 0 and (len(between.split()) <= 3 or phrases("or").search(between) is not None))


def _is_share(figure: Figure) -> bool:
    claim = figure.claim
    return claim is not None and claim.kind == "share" and claim.quantity.unit == "percent" and 0 < figure.value < 100


def _is_count(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.kind in ("count", "money") and figure.value > 1


def _wholes(
    before: Sequence[Sentence], figures: Sequence[Figure], share: Figure, part: Figure
) -> list[tuple[Figure, bool]]:
    """Counts that are greater than the part, nearest first; True for those of the same sentence. One of a sentence
    before must be of the part's unit."""
    assert part.claim is not None
    unit = unit_class(part.claim.quantity.unit)
    here = [figure for figure in figures if place(figure) < max(place(share), place(part))]
    found = [(figure, True) for figure in reversed(here)]
    found += [(figure, False) for sentence in reversed(before) for figure in reversed(sentence.figures())]
    return [
        (figure, near)
        for figure, near in found
        if _is_count(figure)
        and figure.claim is not None
        and figure.value > part.value
        and (near or unit_class(figure.claim.quantity.unit) == unit)
    ]


def _held(
    text: str, sentence: Sentence, share: Figure, part: Figure, wholes: Sequence[tuple[Figure, bool]]
) -> Held | None:
    """Consistent with the first whole that fits; inconsistent with the nearest when the sentence names a total."""
    for whole, _ in wholes:
        computed = multiply(divide(part.interval, whole.interval), HUNDRED)
        if meets(computed, share.interval):
            return Held(
                "share-of-whole", "consistent", [share, whole, part], computed, share.surface, _words(whole, part)
            )
    start, end = place(share)
    said = phrases("total_whole").search(text, max(sentence.start, start - FARTHEST), min(sentence.end, end + FARTHEST))
    for whole, near in wholes:
        computed = multiply(divide(part.interval, whole.interval), HUNDRED)
        implied = 100 * part.value / whole.value / share.value
        tied = (said or near) and _same_unit(whole, part) and _same_subject(whole, part)
        if LIKELY[0] <= implied <= LIKELY[1] and tied:
            words = _words(whole, part)
            return Held("share-of-whole", "inconsistent", [share, part, whole], computed, share.surface, words)
    return None


def _same_unit(whole: Figure, part: Figure) -> bool:
    ours, theirs = whole.claim, part.claim
    return (
        ours is not None and theirs is not None and unit_class(ours.quantity.unit) == unit_class(theirs.quantity.unit)
    )


def _same_subject(whole: Figure, part: Figure) -> bool:
    """The whole is of the same places as its part: a total of another country is not its whole."""
    ours, theirs = whole.claim, part.claim
    if ours is None or theirs is None:
        return False
    same = [(ours.places.area, theirs.places.area), (ours.places.origin, theirs.places.origin)]
    return all(a == b or a is None or b is None for a, b in same)


def _words(whole: Figure, part: Figure) -> dict[str, object]:
    return {"whole": whole.surface, "part": part.surface}

"""Parts that the sentences behind their whole tell one by one: "96 interviews were held. Fifty-eight of them took place
in A. The other 38 were held in B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.checks.amounts import has_ending, is_counted, may_be_alike
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.granularity import asked_in
from pipeline.checks.mentions import WORD
from pipeline.checks.parts import counts_of, ends_list, is_exact, is_negated, is_what_remains, parts_held
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.checks.sums import near
from schemas import Finding, Paper

ON: Final = 3
"""Sentences behind a whole in which its parts are told."""

LEAST_WHOLE: Final = 10
"""A smaller number is made of others by chance."""

LEAST_PARTS: Final = 3
"""Two numbers are all parts only where words say so."""

CLOSED: Final = Decimal("0.15")
"""Parts of which the last is called what remains miss their whole by no more than this."""

LISTED: Final = Decimal("0.05")
"""And those that are told one after the other."""

BESIDE: Final = 25
"""Characters around a part in which the word stands that makes it one."""

MOST_BETWEEN: Final = 6
"""Words between two parts of one list."""


def parts_told_on(paper: Paper) -> Iterator[Finding]:
    """Every whole that stands alone in its sentence with the parts that the sentences behind it tell."""
    sentences = sentences_of(paper)
    asked = asked_in(paper.text, sentences)
    if asked is not None:
        told = (_of_asked(paper.text, sentence, asked) for sentence in sentences)
        yield from (record(paper, held) for held in told if held is not None)
    for i, sentence in enumerate(sentences):
        wholes = [figure for figure in counts_of(sentence) if figure.value >= LEAST_WHOLE and is_exact(figure)]
        if len(wholes) != 1:
            continue
        behind = [s for s in sentences[i + 1 : i + 1 + ON + 1] if s.paragraph == sentence.paragraph]
        held = _held(paper.text, wholes[0], behind)
        if held is not None:
            yield record(paper, held)


def _held(text: str, whole: Figure, behind: Sequence[Sentence]) -> Held | None:
    """The whole held against the parts of the sentences behind it up to the one that closes them."""
    parts: list[Figure] = []
    for sentence, after in zip(behind[:ON], [*behind[1:], None], strict=False):
        here = counts_of(sentence)
        if not here or not all(_may_be_part(whole, part) for part in here):
            return None
        parts += here
        if len({part.claim.period.text for part in parts if part.claim is not None and part.claim.period}) > 1:
            return None  # each of another time
        if len(parts) < 2:
            continue
        held, room = parts_held(whole, parts), _room(text, sentence, parts, behind)
        if held.verdict == "consistent":
            return held if len(parts) >= LEAST_PARTS or room else None
        missing = whole.value - sum(part.value for part in parts)
        goes_on = after is not None and any(part.value == missing for part in counts_of(after))
        if not goes_on and near(held, CLOSED if room and missing < 0 else room):
            return held
    return None


def _of_asked(text: str, sentence: Sentence, asked: Figure) -> Held | None:
    """Three parts or more of "the respondents" that are told without their number: of all whom the paper asked."""
    parts = counts_of(sentence)
    if len(parts) < LEAST_PARTS or len(parts) != len([f for f in sentence.figures() if is_counted(f)]):
        return None
    lead = text[sentence.start : place(parts[0])[0]]
    close = all(len(text[place(a)[1] : place(b)[0]].split()) <= MOST_BETWEEN for a, b in pairwise(parts))
    called = phrases("survey").search(lead) and phrases("by_kind", "distributed").search(lead)
    if not called or not close or any(not _may_be_part(asked, part) for part in parts):
        return None
    held = parts_held(asked, parts)
    return held if held.verdict == "consistent" or near(held, LISTED) else None


def _may_be_part(whole: Figure, part: Figure) -> bool:
    return part.value < whole.value and is_exact(part) and may_be_alike(whole, part)


def _room(text: str, last: Sentence, parts: Sequence[Figure], behind: Sequence[Sentence]) -> Decimal:
    """How far parts may miss their whole to be meant as all of it: not at all where nothing says so."""
    opened = _is_opened(text, behind[0])
    if phrases("owning").search(text, place(parts[0])[1], last.end):
        return Decimal(0)  # "31 stand in villages and 9 have boarding houses": one may be both
    if is_what_remains(text, last, parts[-1]):
        return CLOSED
    if len(parts) == 2:
        return LISTED if is_negated(text, *parts) else Decimal(0)
    close = all(len(text[place(a)[1] : place(b)[0]].split()) <= MOST_BETWEEN for a, b in pairwise(parts))
    if opened and close:
        return CLOSED if ends_list(text, parts) else LISTED
    if phrases("another").search(text, place(parts[0])[1], place(parts[-1])[0]):
        return LISTED
    measured = not any(is_counted(part) and not phrases("scaled").search(part.surface) for part in parts)
    return LISTED if close and (measured or _are_located(text, behind[0], parts)) else Decimal(0)


def _is_opened(text: str, sentence: Sentence) -> bool:
    """Whether the first parts are called parts: "Of these, 700 …", "Пресных среди них 142"."""
    first = next((place(figure)[0] for figure in counts_of(sentence)), sentence.start)
    lead = text[sentence.start : first]
    return phrases("parts", "of_them").search(lead) is not None or phrases("by_kind").match(lead.lstrip()) is not None


def _are_located(text: str, sentence: Sentence, parts: Sequence[Figure]) -> bool:
    """Whether every part is told of a place or a group of its own: "in the capital 700, in centres 380"."""
    return all(_is_located(text, sentence, part, parts) for part in parts)


def _is_located(text: str, sentence: Sentence, part: Figure, parts: Sequence[Figure]) -> bool:
    start, end = place(part)
    ends = [place(other)[1] for other in parts if place(other)[1] <= start]
    starts = [place(other)[0] for other in parts if place(other)[0] >= end]
    lang = part.claim.lang if part.claim is not None else ""
    before = text[max([sentence.start, *ends]) : start]
    behind = text[end : min([sentence.end, *starts])]
    if lang.startswith("kk"):
        said = WORD.findall(before) + WORD.findall(behind)
        return any(has_ending(word, "located_endings", lang) for word in said)
    return phrases("located").search(before) is not None or phrases("located").match(behind.lstrip()) is not None

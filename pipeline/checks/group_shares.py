"""Shares of a small group that the paper asked, whose number stands in another sentence: "26 oncologists were
interviewed … among the specialists interviewed 43.1 % …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import Final

from pipeline.checks.amounts import is_in_digits
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.granularity import (
    BESIDE,
    LEAST_SHARES,
    SMALL,
    TELLING,
    chance_of,
    fits_sample,
    goes_on,
    is_exact_share,
    is_of_people,
    is_whole,
    sample_held,
)
from pipeline.checks.mentions import SHORT, roots_of, words_of
from pipeline.checks.sentences import Sentence, phrases, place, sentence_around, sentences_of, without_phrases
from schemas import Finding, Paper

MOST_OF_GROUP: Final = 3
"""Shares of one sentence that a group named at its beginning has."""

MOST_NAMING: Final = 2
"""Words behind its number that name a group."""

MOST_BEFORE: Final = 6
"""Words before "(n = 24)" that may name a group."""

_SIZE: Final = re.compile(r"([^()]*)\(\s*[nN]\s*=\s*$")

_CLAUSE: Final = re.compile(r"[,;:.()]")


WAYS: Final = ("interviewed", "focus_group")
"""Ways of asking a few beside the many who fill in a questionnaire."""


def group_shares(paper: Paper) -> Iterator[Finding]:
    """Every share of such a group, named by its words, by what kind of people they are, or by how they were asked."""
    sentences = sentences_of(paper)
    told = [*_of_groups(paper.text, sentences), *_listed(paper.text, sentences), *_of_kind(paper.text, sentences)]
    for held in told:
        yield record(paper, held)


def _of_kind(text: str, sentences: Sequence[Sentence]) -> Iterator[Held]:
    """The share that a sentence without a number of people tells of those interviewed, or of those in the focus group,
    or of a kind of people of whom only the group is told, where it says what they answered."""
    groups = list(_asked(text, sentences))
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        if not groups or sentence.claims[0].section_kind == "abstract":
            continue
        percents = [f for f in sentence.figures() if f.claim is not None and f.claim.quantity.unit == "percent"]
        shares = [f for f in percents if is_exact_share(f)]
        if len(percents) != 1 or len(shares) != 1 or any(is_whole(f) and is_in_digits(f) for f in sentence.figures()):
            continue
        meant = _of_way(text, sentence, shares[0], groups) or _of_population(text, before, sentence, shares[0], groups)
        if meant is not None and place(meant) < place(shares[0]) and chance_of(meant, shares[0]) <= TELLING:
            yield _fitting(meant, shares[0])


def _asked(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Figure, str]]:
    """The numbers of people of sentences on a survey in the body, each with the way in which they were asked."""
    for sentence in sentences:
        if sentence.claims[0].section_kind == "abstract":
            continue
        people = [f for f in sentence.figures() if is_whole(f) and is_in_digits(f) and is_of_people(f)]
        yield from ((figure, _way(text, sentence, figure)) for figure in people)


def _way(text: str, sentence: Sentence, figure: Figure) -> str:
    """How the people of a number were asked, as its clause says; empty for any other way."""
    start, end = place(figure)
    clause = _CLAUSE.split(text[sentence.start : start])[-1] + _CLAUSE.split(text[end : sentence.end])[0]
    ways = [way for way in WAYS if phrases(way).search(clause)]
    return ways[0] if len(ways) == 1 else ""


def _of_way(text: str, sentence: Sentence, share: Figure, groups: Sequence[tuple[Figure, str]]) -> Figure | None:
    """The one group that was asked in the way that the words before the share name."""
    named = [way for way in WAYS if phrases(way).search(text, sentence.start, place(share)[0])]
    meant = {figure.value: figure for figure, way in groups if way in named}
    return next(iter(meant.values())) if len(named) == 1 == len(meant) and min(meant) <= SMALL else None


def _of_population(
    text: str,
    before: Sentence | None,
    sentence: Sentence,
    share: Figure,
    groups: Sequence[tuple[Figure, str]],
) -> Figure | None:
    """The only number of people asked of the kind that the share is of, where the sentence says what they answered."""
    kind = _population(share)
    start = before.start if before is not None and before.paragraph == sentence.paragraph else sentence.start
    if kind is None or phrases("answering").search(text, sentence.start, sentence.end) is None:
        return None
    if phrases("elsewhere").search(text, start, sentence.end):
        return None
    meant = {figure.value: figure for figure, _ in groups if _population(figure) == kind}
    figure = next(iter(meant.values())) if len(meant) == 1 and min(meant) <= SMALL else None
    sampled = figure is not None and figure.claim is not None and "sample" in figure.claim.topic
    return figure if sampled else None


def _population(figure: Figure) -> str | None:
    return figure.claim.topic.get("population") if figure.claim is not None else None


def _groups(text: str, sentences: Sequence[Sentence]) -> list[tuple[Figure, frozenset[str]]]:
    """The small groups of people that were asked, each with the words that name it: "16 chief doctors"."""
    found: dict[Decimal, tuple[Figure, frozenset[str]]] = {}
    for sentence in sentences:
        if phrases("survey", "examined").search(text, sentence.start, sentence.end):
            for figure in filter(is_whole, sentence.figures()):
                start, end = place(figure)
                named = _CLAUSE.split(text[end : min(sentence.end, end + 2 * BESIDE)])[0]
                lead = _SIZE.search(text[sentence.start : start])
                named = named if lead is None else " ".join(_CLAUSE.split(lead[1])[-1].split()[-MOST_BEFORE:])
                words = _roots(" ".join(_naming(named)[: MOST_NAMING if lead is None else MOST_BEFORE]), figure)
                if is_in_digits(figure) and words:
                    found.setdefault(figure.value, (figure, words))
    return list(found.values())


def _naming(text: str) -> list[str]:
    return [word for word in words_of(text) if len(word) > SHORT]


def _roots(text: str, figure: Figure) -> frozenset[str]:
    return roots_of(text, figure.claim.lang if figure.claim is not None else "")


def _listed(text: str, sentences: Sequence[Sentence]) -> Iterator[Held]:
    """Shares in brackets of a sentence whose subject is a small group asked before: "the mothers named cost (42 %),
    distance (33 %) and queues (22 %)"; one that misses among those that fit."""
    groups = _groups(text, sentences)
    for sentence in sentences if groups else ():
        shares = [f for f in sentence.figures() if is_exact_share(f)]
        bare = [f for f in sentence.figures() if is_whole(f) and is_in_digits(f)]
        if len(shares) < LEAST_SHARES or bare or any(text[place(f)[0] - 1] != "(" for f in shares):
            continue
        first = _roots(text[sentence.start : sentence.start + 2 * BESIDE], shares[0])
        meant = [n for n, names in groups if names & first and place(n) < place(shares[0]) and n.value <= SMALL]
        telling = [f for f in shares if meant and chance_of(meant[0], f) <= TELLING]
        missing = [f for f in telling if not fits_sample(meant[0], f)]
        if len(meant) == 1 and len(telling) >= LEAST_SHARES and len(missing) <= 1:
            yield from (_fitting(meant[0], share) for share in telling)


def _of_groups(text: str, sentences: Sequence[Sentence]) -> Iterator[Held]:
    """The shares of a sentence that are of a small group asked before, as the words beside the first one name it."""
    groups = _groups(text, sentences)
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        shares = [figure for figure in sentence.figures() if is_exact_share(figure)]
        percents = [f for f in sentence.figures() if f.claim is not None and f.claim.quantity.unit == "percent"]
        if not shares or len(percents) > MOST_OF_GROUP:
            continue
        if any(is_whole(f) and is_in_digits(f) for f in sentence.figures()):
            continue
        whole = _only_before(text, before, sentence)
        if whole is not None:
            run = list(takewhile(lambda pair: goes_on(text, *pair), pairwise(shares)))
            told = [*shares[:1], *(share for _, share in run)]
            yield from (_fitting(whole, share) for share in told if chance_of(whole, share) <= TELLING)
            continue
        said = (sentence.start, sentence.end)
        if phrases("elsewhere").search(text, *said) and not phrases("survey").search(text, *said):
            continue
        if phrases("total_whole").search(text, *said) and not phrases("survey", "answering").search(text, *said):
            continue  # "4.5 % of all students": of more than those asked
        words = _roots(_beside(text, sentence, shares[0]), shares[0])
        best = max((len(words & names) for _, names in groups), default=0)
        meant = [figure for figure, names in groups if best and len(words & names) == best]
        if len(meant) != 1 or meant[0].value > SMALL or place(meant[0]) > place(shares[0]):
            continue
        for share in shares:
            own = share is shares[0] or not _beside(text, sentence, share).strip() or _is_bare(text, shares[0], share)
            if own and chance_of(meant[0], share) <= TELLING:
                yield _fitting(meant[0], share)


def _fitting(sample: Figure, share: Figure) -> Held:
    return sample_held(sample, [share], "consistent" if fits_sample(sample, share) else "inconsistent")


def _only_before(text: str, before: Sentence | None, sentence: Sentence) -> Figure | None:
    """The one number of people or things of the sentence before of which a sentence that begins with "of them" tells
    shares; none where something else is counted there."""
    if before is None or before.paragraph != sentence.paragraph:
        return None
    said = text[sentence.start : sentence.end].lstrip()
    opened = phrases("of_them").match(said) or _is_counted_of_them(text, sentence)
    if opened is not None and phrases("who").match(opened.string[opened.end() :].lstrip()):
        return None  # "of those who took part": of all that were asked
    wholes = [figure for figure in before.figures() if is_whole(figure) and is_in_digits(figure)]
    if opened is None or len(wholes) != 1 or any(is_exact_share(figure) for figure in before.figures()):
        return None
    return wholes[0] if wholes[0].value <= SMALL else None


def _is_counted_of_them(text: str, sentence: Sentence) -> re.Match[str] | None:
    """ "Of them" right behind the number in words that begins a sentence: "Seven of them (25 %)"."""
    first = next(iter(sentence.figures()), None)
    if first is None or is_in_digits(first) or text[sentence.start : place(first)[0]].strip():
        return None
    return phrases("of_them").match(text[place(first)[1] : sentence.end].lstrip())


def _is_bare(text: str, first: Figure, share: Figure) -> bool:
    """Whether a later share follows a comma at once: "40 % are for it, 35 % against"."""
    between = text[place(first)[1] : place(share)[0]].rstrip()
    last = (between.split() or [""])[-1]
    return between.endswith(",") or phrases("joining").fullmatch(last) is not None


def _beside(text: str, sentence: Sentence, share: Figure) -> str:
    """The words that may say of whom a share is: "of the …" before or behind it; in Kazakh those before it."""
    start, end = place(share)
    before, behind = text[sentence.start : start].strip(), text[end : min(sentence.end, end + 2 * BESIDE)].strip(" -–—")
    behind = _CLAUSE.split(behind)[0]
    if share.claim is not None and share.claim.lang.startswith("kk"):
        if phrases("of_them").fullmatch(before):
            return _subject_before(text, sentence)
        return before[-2 * BESIDE :]
    if phrases("of_whole").match(before) and len(before) <= 2 * BESIDE:
        return before
    genitive = share.claim is not None and share.claim.lang.startswith("ru")
    of_whole = phrases("of_whole").match(behind)
    if phrases("of_them").match(behind):
        return " ".join(before.split()[:MOST_NAMING])  # "the tutors complain: 44 % of them …"
    if of_whole is not None:
        behind = without_phrases(behind[of_whole.end() :], "articles")
    return " ".join(behind.split()[: MOST_NAMING + 1]) if genitive or of_whole is not None else ""


def _subject_before(text: str, sentence: Sentence) -> str:
    """The words that begin the sentence before, of which "they" is said: "The guides are new. 30 % of them …"."""
    end = len(text[: sentence.start].rstrip())
    start, _ = sentence_around(text, max(0, end - 1), end)
    return " ".join(text[start:end].split()[:MOST_NAMING]) if "\n\n" not in text[end : sentence.start] else ""

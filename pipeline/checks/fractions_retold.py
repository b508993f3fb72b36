"""Words for a share in an abstract or a conclusion against the share that the body prints: "almost a third" of what is
38 % there, "thus most trust it" of what 41 % trust."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_in_digits, is_share
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.mentions import roots_of
from pipeline.checks.quantifiers import MAJORITY, MINORITY, is_plurality
from pipeline.checks.retold import PARTS
from pipeline.checks.sentences import Sentence, beside, is_of_part, phrases, place, sentences_of, stated
from pipeline.checks.summaries import summary_spans
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.interval import meets
from schemas import Finding, Interval, Paper

HANDY: Final = Decimal(3)
"""Points by which a share may miss what its handy word allows: "a third" is said of 29 and of 38 %."""

ALMOST: Final = Decimal("0.05")
"""By what part of itself a fraction may miss what "almost a third" allows, which is no word for more."""

SHARP: Final = Decimal("0.5")
"""And what "more than a third" does."""

SIZE: Final = (Decimal("0.3"), Decimal(3))
"""The share by its word: further apart they are of two things."""

LEAST_COMMON: Final = 2
"""Words that name both."""

MOST_OF_IT: Final = Decimal("0.5")
"""And what part of the words beside a word for a share these must be: the rest says something else."""

LEAST_LIKENESS: Final = Decimal("1.3")
"""One word that names nothing else, and another that names three shares."""

RIVAL: Final = Decimal("0.6")
"""A share told this part as much alike may be meant too."""

BESIDE: Final = 60
"""Characters behind a word for a share in which its own share in digits stands."""

SHORT: Final = 30
"""Characters of the brackets that hold a share."""

_MARK: Final = re.compile(r"[;:.()]|,(?!\d)")


@dataclass(frozen=True, slots=True)
class Named:
    """A share of the body with the words that name it."""

    figure: Figure
    sentence: Sentence
    roots: frozenset[str]


@dataclass(frozen=True, slots=True)
class Worded:
    """A word for a share: what it allows, the words around it, and its claim where it has one."""

    said: str
    allowed: Interval
    roots: frozenset[str]
    lang: str
    figure: Figure | None


def fractions_retold(paper: Paper) -> Iterator[Finding]:
    """Every fraction or majority in words, of a summary or of a sentence that concludes, with the one share of the body
    that is told in its words."""
    sentences = sentences_of(paper)
    spans = summary_spans(paper)
    shares = [one for sentence in sentences for one in _named(paper.text, sentence)]
    met = Counter(root for one in shares for root in one.roots)
    if not shares:
        return
    fractions = ((s.start, s.end, word) for s in sentences for word in _fractions(paper.text, s))
    majorities = (
        (start, end, word)
        for start, end, said in stated(paper, phrases("majority", "minority"))
        for word in _majorities(paper, (start, end), said)
    )
    for start, end, word in (*fractions, *majorities):
        span = next(((s, e) for s, e in spans if s <= start < e), None)
        if span is None and phrases("follows", "concluding").match(paper.text[start:end].lstrip()) is None:
            continue
        own = span or (start, end)
        told = [one for one in shares if one.sentence.start < own[0] or one.sentence.start >= own[1]]
        held = _held(paper.text, (start, end), word, told, met)
        if held is not None:
            yield record(paper, held)


def _named(text: str, sentence: Sentence) -> list[Named]:
    figures = sentence.figures()
    shares = [f for f in figures if is_share(f) and is_in_digits(f)]
    return [Named(f, sentence, _roots(_names(text, sentence, f, figures), _lang(f))) for f in shares]


def _names(text: str, sentence: Sentence, share: Figure, figures: Sequence[Figure]) -> str:
    """The words that name a share; one in the brackets behind a count is named with it, and behind the brackets."""
    start, end = place(share)
    opened, closed = text.rfind("(", max(sentence.start, start - SHORT), start), text.find(")", end, end + SHORT)
    if opened < 0 or closed < 0:
        return beside(text, sentence, share, figures)
    counts = [f for f in figures if place(f)[1] <= opened]
    first = max([sentence.start, opened - BESIDE, *(place(f)[1] for f in counts[:-1])])
    last = min([sentence.end, closed + BESIDE, *(place(f)[0] for f in figures if place(f)[0] > closed)])
    return f"{_MARK.split(text[first:opened])[-1]} {_MARK.split(text[closed + 1 : last])[0]}"


def _fractions(text: str, sentence: Sentence) -> Iterator[Worded]:
    """The fractions in words of a sentence that no share in digits follows."""
    figures = sentence.figures()
    digits = [f for f in figures if is_in_digits(f)]
    lang = sentence.claims[0].lang
    for figure in figures:
        start, end = place(figure)
        if is_share(figure) and not is_in_digits(figure) and not _is_told_in_digits(digits, end):
            roots = _clause(text, (sentence.start, sentence.end), start, end, lang)
            yield Worded(figure.surface, _allowed(figure), roots, lang, figure)


def _majorities(paper: Paper, span: tuple[int, int], said: Sentence | None) -> Iterator[Worded]:
    """The words for a majority or a minority of a sentence without shares."""
    figures = said.figures() if said is not None else []
    if any(is_share(figure) for figure in figures):
        return  # "more than half" is a figure itself
    lang = _lang_at(paper, span[0]) if said is None else said.claims[0].lang
    for name, allowed in (("majority", MAJORITY), ("minority", MINORITY)):
        for word in phrases(name).finditer(paper.text, *span):
            digits = [f for f in figures if is_in_digits(f)]
            if not is_plurality(paper.text, span[0], word) and not _is_told_in_digits(digits, word.end()):
                yield Worded(word[0], allowed, _clause(paper.text, span, word.start(), word.end(), lang), lang, None)


def _lang_at(paper: Paper, at: int) -> str:
    return next((section.lang for section in paper.sections if section.start <= at < section.end), "und")


def _is_told_in_digits(digits: Sequence[Figure], end: int) -> bool:
    return any(0 <= place(figure)[0] - end <= BESIDE for figure in digits)


def _allowed(figure: Figure) -> Interval:
    """What a word may be said of: a handy one of what is near, "almost" of little more, a bound of nothing beyond."""
    low, high = figure.interval
    if low is None or high is None:
        return (None if low is None else low - SHARP, None if high is None else high + SHARP)
    if high <= figure.value:
        return low - ALMOST * figure.value, high + SHARP
    return low - HANDY, high + HANDY


def _clause(text: str, span: tuple[int, int], start: int, end: int, lang: str) -> frozenset[str]:
    """The words of the clause around a word for a share, without those that open a conclusion."""
    marks = [mark.end() for mark in _MARK.finditer(text, span[0], start)]
    behind = _MARK.search(text, end, span[1])
    first, last = max([span[0], *marks]), behind.start() if behind else span[1]
    said = f"{text[first:start]} {re.sub(r'^[^ ]*', '', text[end:last])}"
    opened = phrases("follows", "concluding").match(said.lstrip())
    return _roots(said.lstrip()[opened.end() :] if opened is not None else said, lang)


def _roots(said: str, lang: str) -> frozenset[str]:
    people = " ".join(knowledge(lang[:2], "checks").get("people_words", ())) if lang[:2] in LANGUAGES else ""
    return roots_of(said, lang) - roots_of(people, lang)


def _lang(figure: Figure) -> str:
    return figure.claim.lang if figure.claim is not None else ""


def _held(text: str, span: tuple[int, int], word: Worded, shares: Sequence[Named], met: Counter[str]) -> Held | None:
    akin = [(_likeness(word, one, met), one) for one in shares]
    akin = [(likeness, one) for likeness, one in akin if likeness]
    most = max((likeness for likeness, _ in akin), default=Decimal(0))
    near = [one for likeness, one in akin if likeness >= RIVAL * most]
    best = [one for likeness, one in akin if likeness == most]
    if most < LEAST_LIKENESS or len({one.figure.value for one in best}) != 1:
        return None
    meant = best[0]
    common = len(word.roots & meant.roots)
    if common < max(Decimal(LEAST_COMMON), MOST_OF_IT * len(word.roots)) or not _may_be_one(text, span, word, meant):
        return None
    if meets(meant.figure.interval, word.allowed):
        return None if None in word.allowed and word.figure is not None else _told(word, meant.figure, "consistent")
    size = meant.figure.value / word.figure.value if word.figure is not None else Decimal(1)
    others = any(meets(one.figure.interval, word.allowed) for one in near)
    return None if others or not SIZE[0] <= size <= SIZE[1] else _told(word, meant.figure, "inconsistent")


def _likeness(word: Worded, one: Named, met: Counter[str]) -> Decimal:
    """What a word and a share are both named by, a name of few shares counting more; of one language."""
    if word.lang != _lang(one.figure):
        return Decimal(0)
    return sum((Decimal(1) / met[root] for root in word.roots & one.roots), Decimal(0))


def _may_be_one(text: str, span: tuple[int, int], word: Worded, meant: Named) -> bool:
    """Whether neither a part, nor a "not", nor a slot that says of whom they are sets the two apart."""
    one, other = text[slice(*span)], text[meant.sentence.start : meant.sentence.end]
    if (phrases("negation").search(one) is None) != (phrases("negation").search(other) is None):
        return False
    if is_of_part(text, meant.sentence, meant.figure):
        return False
    if word.figure is None or word.figure.claim is None or meant.figure.claim is None:
        return True
    a, b = word.figure.claim, meant.figure.claim
    places = {a.places.area, b.places.area} - {None}
    return len(places) < 2 and all(a.topic.get(slot) == b.topic.get(slot) for slot in PARTS)


def _told(word: Worded, share: Figure, verdict: Verdict) -> Held:
    if word.figure is None:
        name = "majority" if word.allowed == MAJORITY else "minority"
        words: dict[str, object] = {"word": " ".join(word.said.split())}
        told = (word.allowed, share.surface, words, f"{name}-{verdict}")
        return Held("share-of-whole", verdict, [share], *told, decides=True)
    label = share.claim.label if share.claim is not None else {}
    words = {"label": label, "a": word.said, "b": share.surface, "n": "2"}
    return Held("same-figure", verdict, [word.figure, share], word.figure.interval, share.surface, words)

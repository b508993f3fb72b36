"""What is said to dominate against what is told beside it: "dominated by panel blocks (31 %), while brick houses make
up 44 % and others 25 %", "girls prevailed: 96 girls and 134 boys"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import alike, is_counted, is_in_digits, is_share
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.mentions import roots_of
from pipeline.checks.sentences import Sentence, beside, in_latin, phrase_pattern, phrases, place, sentences_of
from pipeline.comparing.periods import span_of
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.interval import meets, total
from schemas import Finding, Paper

FARTHEST: Final = 80
"""Characters between the word and the figure of what dominates."""

BEFORE: Final = 12
"""Characters between a figure in brackets and the word that says that it dominates: "women (57 %) prevail"."""

LEAST_SHARES: Final = 3
"""So many shares that make a whole are told of it, whatever the sentence is about."""

MOST_OF_IT: Final = 3
"""Words behind a colon that go on with what dominates: "they were 148"."""

SHARES_OF: Final = 25
"""Characters behind a superlative in which "share" makes it one of shares."""

WHOLE: Final = (Decimal("99.8"), Decimal("100.2"))
"""What shares that are all of a whole come to; rounding may allow more."""

_PARTED: Final = re.compile(r"[;.]")
_END: Final = re.compile(r"^\w*\s+")
_MARK: Final = re.compile(r"[,;:(]")


def dominance(paper: Paper) -> Iterator[Finding]:
    """Every "dominated by", and every "largest share", whose figure stands among all shares of a whole, or beside the
    only other one."""
    for sentence in sentences_of(paper):
        words = [(word, True) for word in phrases("dominating").finditer(paper.text, sentence.start, sentence.end)]
        if not words:
            words = [(word, False) for word in phrases("greatest").finditer(paper.text, sentence.start, sentence.end)]
        if len(words) != 1 or phrases("one_of").fullmatch(_word_before(paper.text, sentence, words[0][0])):
            continue
        held = _held(paper.text, sentence, *words[0])
        if held is not None:
            yield record(paper, held)


def _word_before(text: str, sentence: Sentence, word: re.Match[str]) -> str:
    return (text[sentence.start : word.start()].split() or [""])[-1]


def _held(text: str, sentence: Sentence, word: re.Match[str], dominates: bool) -> Held | None:
    figures = [f for f in sentence.figures() if is_in_digits(f) and _is_exact(f)]
    if not dominates and phrases("shares").match(_END.sub("", text[word.end() : word.end() + SHARES_OF])) is None:
        return None  # "the largest city has a share of …"
    for told in ([f for f in figures if is_share(f)], [f for f in figures if is_counted(f) and f.value > 1]):
        whole = _is_whole(told)
        pair = dominates and len(told) == 2 and _are_set_side_by_side(text, told)
        if not (whole or pair) or not _are_of_one_kind(told):
            continue
        first = _first(text, sentence, word, told)
        if first is not None:
            return _told(word[0], first, [f for f in told if f is not first])
    return None


def _is_exact(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.quantity.bound in ("=", "~")


def _is_whole(shares: Sequence[Figure]) -> bool:
    """Whether shares are all those of a whole."""
    if len(shares) < LEAST_SHARES or not all(is_share(share) for share in shares):
        return False
    return meets(total(share.interval for share in shares), WHOLE)


def _are_set_side_by_side(text: str, told: Sequence[Figure]) -> bool:
    """Whether "and" or "while" joins two figures, and nothing else is told between."""
    between = text[place(told[0])[1] : place(told[1])[0]]
    joined = phrases("contrast", "last_part", "against").search(between) is not None
    of_them = phrases("from", "to").search(between)
    return joined and len(between) <= FARTHEST and _PARTED.search(between) is None and of_them is None


def _are_of_one_kind(told: Sequence[Figure]) -> bool:
    spans = {span_of(f.claim.period) for f in told if f.claim is not None} - {None}
    return len(spans) < 2 and all(alike(told[0], figure) or _are_of_people(told[0], figure) for figure in told[1:])


def _are_of_people(a: Figure, b: Figure) -> bool:
    return is_counted(a) and is_counted(b)


def _first(text: str, sentence: Sentence, word: re.Match[str], told: Sequence[Figure]) -> Figure | None:
    """The figure of what dominates: the one in brackets right before the word, or the first behind it in its clause;
    behind a colon the one beside which it is named again."""
    behind = [f for f in told if place(f)[0] >= word.end()]
    ahead = [f for f in told if place(f)[1] <= word.start()]
    led = text[place(ahead[-1])[1] : word.start()] if ahead else ""
    if led.count(")") == 1 and len(led) <= BEFORE:
        return ahead[-1]
    between = text[word.end() : place(behind[0])[0]] if behind else "."
    plain = len(between) <= FARTHEST and _PARTED.search(between) is None
    if plain and between.endswith("(") and len(_MARK.findall(between)) == 1:
        return behind[0]
    named = _named(text, sentence, word, told) or _opposed(text, sentence, word, told)
    if named is not None or not plain:
        return named
    _, colon, it = between.partition(":")
    if colon:
        return behind[0] if len(it.split()) <= MOST_OF_IT and phrases("of_them").search(it) else None
    return behind[0] if len(_MARK.split(between)) == 1 else None


def _opposed(text: str, sentence: Sentence, word: re.Match[str], told: Sequence[Figure]) -> Figure | None:
    """The one of two figures beside which stands what dominates, and beside the other its opposite: girls and boys."""
    said, near = _clause(text, sentence, word, told), [beside(text, sentence, figure, told) for figure in told]
    pairs = [pair for lang in LANGUAGES for pair in knowledge(lang, "checks").get("opposites", ())]
    for pair in pairs if len(told) == 2 else ():
        names = [phrase_pattern([one, *in_latin(one)]) for one in pair]
        for one, other in (names, names[::-1]):
            if one.search(said) and not other.search(said):
                found = [i for i in (0, 1) if one.search(near[i]) and other.search(near[1 - i])]
                return told[found[0]] if len(found) == 1 else None
    return None


def _clause(text: str, sentence: Sentence, word: re.Match[str], told: Sequence[Figure]) -> str:
    """The words of the clause that says what dominates, without the one that says so."""
    starts = [m.end() for m in _MARK.finditer(text, sentence.start, word.start())]
    stop = _MARK.search(text, word.end(), sentence.end)
    first = max([sentence.start, *starts, *(place(f)[1] for f in told if place(f)[1] <= word.start())])
    last = min([sentence.end, *([stop.start()] if stop else []), *(place(f)[0] for f in told if place(f)[0] > first)])
    return f"{text[first : word.start()]} {text[word.end() : last]}"


def _named(text: str, sentence: Sentence, word: re.Match[str], told: Sequence[Figure]) -> Figure | None:
    """The one figure beside which stands a word of the clause that says what dominates."""
    lang = sentence.claims[0].lang
    said = roots_of(_clause(text, sentence, word, told), lang) - roots_of(_general(lang), lang)
    near = [roots_of(beside(text, sentence, figure, told), lang) for figure in told]
    named = [
        figure
        for i, figure in enumerate(told)
        if any(root in near[i] and all(root not in other for j, other in enumerate(near) if j != i) for root in said)
    ]
    return named[0] if len(named) == 1 else None


def _general(lang: str) -> str:
    """Words for people in general, which tell no group from another."""
    return " ".join(knowledge(lang[:2], "checks").get("people_words", ())) if lang[:2] in LANGUAGES else ""


def _told(word: str, first: Figure, others: Sequence[Figure]) -> Held:
    beyond = [f for f in others if f.value > first.value and not meets(f.interval, first.interval)]
    verdict: Verdict = "inconsistent" if beyond else "consistent"
    best = max(beyond or others, key=lambda figure: figure.value)
    words = {"word": " ".join(word.split()), "a": first.surface, "b": best.surface}
    told = (best.interval, first.surface, words, f"prose-{verdict}")
    return Held("text-table", verdict, [first, best], *told, decides=True)

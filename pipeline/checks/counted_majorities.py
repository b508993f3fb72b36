"""Words for a majority or a minority that counts bear out or not: "most of the 380 (165)", "118 of 260 own it. Thus
most own it"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.checks.amounts import has_ending, is_counted, is_share, may_be_alike
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.granularity import is_named_whole
from pipeline.checks.mentions import roots_of
from pipeline.checks.quantifiers import MAJORITY, MINORITY, is_plurality
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of, stated
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply
from schemas import Finding, Interval, Paper

NEAR: Final = 30
"""Characters beside a word or a figure that say of whom it is."""

BETWEEN: Final = 20
"""Characters between a count and the majority that it is called right behind it."""

LEAST_COMMON: Final = 2
"""Words that a conclusion has from the sentence that it is drawn from."""

MOST_OTHERS: Final = 2
"""Words of a conclusion that may be new: one with more says something else."""

_OPENED: Final = ("(", "–", "—", ",")
_MARKS: Final = re.compile(r"[.;:]")


def counted_majorities(paper: Paper) -> Iterator[Finding]:
    """Every word for a majority or a minority with the count and the whole that it is said of; and every majority that
    a sentence without figures concludes from those of the sentence before."""
    sentences = sentences_of(paper)
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        for held in _counted(paper.text, sentence, before):
            yield record(paper, held)
    for start, end, said in stated(paper, phrases("majority")):
        if said is None or all(_is_word(figure) for figure in said.figures()):
            concluded = _concluded(paper.text, (start, end), sentences)
            if concluded is not None:
                yield record(paper, concluded)


def _is_word(figure: Figure) -> bool:
    return not any(sign.isdecimal() for sign in figure.surface)


def _counted(text: str, sentence: Sentence, before: Sentence | None) -> Iterator[Held]:
    for name, allowed in (("majority", MAJORITY), ("minority", MINORITY)):
        words = list(phrases(name).finditer(text, sentence.start, sentence.end))
        if len(words) != 1 or (name == "majority" and is_plurality(text, sentence.start, words[0])):
            continue
        pair = _pair_at(text, sentence, words[0], before)
        if pair is not None and pair[0].value < pair[1].value:
            yield _told(name, words[0][0], pair, allowed)


def _told(name: str, word: str, pair: tuple[Figure, Figure], allowed: Interval) -> Held:
    part, whole = pair
    share = multiply(divide((part.value, part.value), (whole.value, whole.value)), HUNDRED)
    verdict: Verdict = "consistent" if meets(share, allowed) else "inconsistent"
    words = {"word": " ".join(word.split())}
    told = (share, part.surface, words, f"{name}-{verdict}")
    return Held("share-of-whole", verdict, [part, whole], *told, decides=True)


def _pair_at(
    text: str, sentence: Sentence, word: re.Match[str], before: Sentence | None
) -> tuple[Figure, Figure] | None:
    """The part and the whole of which a word for a share is said; None where the sentence counts more."""
    figures = [f for f in sentence.figures() if not word.start() <= place(f)[0] < word.end()]
    counts = [figure for figure in figures if is_counted(figure) and figure.value > 1]
    if any(is_share(figure) for figure in figures):
        return None
    if len(counts) == 2:
        part, whole = sorted(counts, key=lambda figure: figure.value)
        led = text[word.end() : place(part)[0]] if place(part)[0] > word.end() else "."
        said = any(found.end() == len(led.rstrip()) for found in phrases("or").finditer(led.rstrip()))
        beside = _MARKS.search(led) is None and (said or led.rstrip().endswith(_OPENED))
        if beside:
            return (part, whole) if is_named_whole(text, whole) or _is_of_those(text, sentence, word, whole) else None
        return (part, whole) if _is_called(text, word, part) and is_named_whole(text, whole) else None
    wholes = [figure for figure in before.figures() if is_counted(figure)] if before is not None else []
    if len(counts) != 1 or len(wholes) != 1 or before is None or before.paragraph != sentence.paragraph:
        return None
    part = counts[0]
    this = phrases("this").search(text[max(sentence.start, word.start() - NEAR // 2) : word.end()])
    of_them = phrases("of_them").match(text[place(part)[1] :][:NEAR].lstrip())
    return (part, wholes[0]) if of_them and this and place(part)[0] < word.start() else None


def _is_of_those(text: str, sentence: Sentence, word: re.Match[str], whole: Figure) -> bool:
    """Whether a majority is one "of them", of those counted before it: "190 came, most of them (88)"."""
    if place(whole)[1] > word.start():
        return False
    behind = re.sub(r"^\w*\s*", "", text[word.end() : min(sentence.end, word.end() + NEAR)])
    ahead = text[max(sentence.start, word.start() - NEAR // 2) : word.start()].split()[-1:]
    return phrases("of_them").match(behind) is not None or any(phrases("of_them").fullmatch(one) for one in ahead)


def _is_called(text: str, word: re.Match[str], part: Figure) -> bool:
    """Whether a count is called a majority right behind it: "164, or more than half,"."""
    between = text[place(part)[1] : word.start()]
    said = any(found.end() == len(between.rstrip()) for found in phrases("or").finditer(between.rstrip()))
    return 0 < len(between) <= BETWEEN and said and _MARKS.search(between) is None


def _concluded(text: str, span: tuple[int, int], sentences: Sequence[Sentence]) -> Held | None:
    """A majority that a sentence draws from the part and the whole of the one before it, whose words it has."""
    start, end = span
    before = next((one for one in reversed(sentences) if one.end <= start), None)
    if before is None or "\n\n" in text[before.end : start] or text[before.end : start].strip(" .\n;"):
        return None
    said = text[start:end]
    if phrases("follows", "concluding").match(said.lstrip()) is None:
        return None
    words = list(phrases("majority").finditer(text, start, end))
    lang = before.claims[0].lang
    if len(words) != 1 or is_plurality(text, before.start, words[0]) or _says_not(said, lang):
        return None
    pair = _told_pair(text, before)
    if pair is None or _says_not(text[before.start : before.end], lang):
        return None
    ours, theirs = roots_of(_without(said, words[0], start), lang), roots_of(text[before.start : before.end], lang)
    if len(ours & theirs) < LEAST_COMMON or len(ours - theirs) > MOST_OTHERS:
        return None
    return _told("majority", words[0][0], pair, MAJORITY)


def _without(said: str, word: re.Match[str], start: int) -> str:
    """What a conclusion says, without the words that make it one and that for the majority."""
    opened = phrases("follows", "concluding").match(said.lstrip())
    first = len(said) - len(said.lstrip()) + (opened.end() if opened is not None else 0)
    return f"{said[first : word.start() - start]} {re.sub(r'^[^ ]*', '', said[word.end() - start :])}"


def _told_pair(text: str, sentence: Sentence) -> tuple[Figure, Figure] | None:
    """The one part of the whole that a sentence counts, where it counts nothing else."""
    figures = sentence.figures()
    counts = [figure for figure in figures if is_counted(figure)]
    if len(counts) != 2 or any(is_share(figure) for figure in figures):
        return None
    part, whole = sorted(counts, key=lambda figure: figure.value)
    if phrases("only").search(text, sentence.start, sentence.end) or not may_be_alike(whole, part):
        return None
    asked = phrases("survey").search(text[place(whole)[1] :][:NEAR]) is not None
    of_them = phrases("parts").search(text, place(whole)[1], max(place(whole)[1], place(part)[0])) is not None
    return (part, whole) if is_named_whole(text, whole) or asked or of_them else None


def _says_not(said: str, lang: str) -> bool:
    """Whether a sentence tells what some do not: the majority is then of the others."""
    if phrases("negation", "lacking").search(said):
        return True
    return any(has_ending(word.strip(".,;:"), "negative_endings", lang) for word in said.split())

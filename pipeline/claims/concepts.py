"""The words of the vocabulary in a text: which slot each of them fills, and which of them say nothing here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.claims.citations import Source
from pipeline.claims.phrases import Mention
from pipeline.claims.spoken import SLOT as SPOKEN
from pipeline.claims.tokens import Token, data_language
from pipeline.claims.vocabulary import Vocabulary, said_beside
from pipeline.languages.knowledge import knowledge

NOTHING = "none"
"""The slot of phrases that say nothing of a topic, so that a word inside them does not either."""

_UNIT = "unit:"
"""Before a unit among what a word is to stand beside."""


class ConceptMention(NamedTuple):
    """A word of the vocabulary at `start`..`end`: it fills `slot` with `code`."""

    start: int
    end: int
    slot: str
    code: str
    generic: bool


def find_concepts(
    tokens: Sequence[Token],
    lang: str,
    vocabulary: Vocabulary,
    sources: Sequence[Source] = (),
    units: Collection[str] | None = None,
) -> tuple[ConceptMention, ...]:
    """The vocabulary's words in a text, slot by slot, in order; those inside the name of a source left out.

    `units`: those of the text's numbers, where it is a sentence: there words of several meanings say something only
    beside what the vocabulary wants them beside; the cell of a table stands alone.
    """
    found: list[tuple[ConceptMention, tuple[str, ...]]] = []
    base = data_language(lang)
    verbs = _verbs(tokens, base)
    mentions = [found for run, first in _runs(tokens) for found in _found_in(run, first, base, vocabulary)]
    told_in_full = {(m.first, m.last) for _, m in mentions if m.first != m.last}
    mentions += (m for m in _over_small_words(tokens, base, vocabulary) if _adds(m, told_in_full))
    for slot, mention in _of_fullest_form(mentions, tokens, vocabulary) if base == "kk" else mentions:
        alone = mention.first == mention.last
        if any(source.start <= mention.start < source.end for source in sources) or (alone and mention.first in verbs):
            continue
        if alone and _is_verb_of(slot, tokens[mention.first], base, vocabulary):
            continue
        code, beside = said_beside(mention.meaning)
        concept = vocabulary.concept(slot, code)
        generic = concept is not None and concept.generic
        found.append((ConceptMention(mention.start, mention.end, slot, code, generic), beside))
    told = found if units is None else _in_company(found, units)
    meant = {(m.start, m.end) for m, beside in told if beside}
    kept = _not_within(sorted((m for m, _ in told), key=lambda m: (m.start, -m.end, m.slot)), meant)
    return tuple(m for m in kept if m.slot != NOTHING)


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[Sequence[Token], int]]:
    """The words between semicolons, and which is the first of them: no phrase goes on over one."""
    first = 0
    for at, token in enumerate(tokens):
        if token.closes:
            yield tokens[first : at + 1], first
            first = at + 1
    if first < len(tokens):
        yield tokens[first:], first


def _found_in(
    run: Sequence[Token], first: int, lang: str, vocabulary: Vocabulary
) -> Iterator[tuple[str, Mention[str]]]:
    """The phrases in some of a text's words, of which the first is the text's `first`."""
    for slot, mention in vocabulary.find(lang, run):
        yield slot, mention if not first else mention._replace(first=mention.first + first, last=mention.last + first)


def _over_small_words(tokens: Sequence[Token], lang: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Mention[str]]]:
    """The phrases inside which the text has a word more that changes nothing: "find their first job" is "find job"."""
    small = _small_words(lang)
    for run, first in _runs(tokens):
        kept = [i for i, token in enumerate(run) if token.lower not in small]
        if len(kept) in (len(run), 0):
            continue
        for slot, mention in vocabulary.find(lang, [run[i] for i in kept]):
            one, last = kept[mention.first], kept[mention.last]
            if last - one > mention.last - mention.first:
                yield slot, mention._replace(first=one + first, last=last + first)


def _adds(found: tuple[str, Mention[str]], told_in_full: Collection[tuple[int, int]]) -> bool:
    """Whether a phrase over small words says something that no phrase of all the words there says."""
    slot, mention = found
    return slot != NOTHING and not any(first <= mention.first and mention.last <= last for first, last in told_in_full)


@cache
def _small_words(lang: str) -> frozenset[str]:
    return frozenset(knowledge(lang, "topics")["small"]["words"])


def _in_company(
    found: Sequence[tuple[ConceptMention, tuple[str, ...]]], units: Collection[str]
) -> list[tuple[ConceptMention, tuple[str, ...]]]:
    """Without the words that do not stand beside what they are to stand beside: a slot, one code of it, or a unit."""
    if not any(beside for _, beside in found):
        return list(found)
    sure = [m for m, beside in found if not beside]
    here = {f"{_UNIT}{part}" for unit in units for part in (unit, *unit.split(" per "))}

    def accompanied(mention: ConceptMention, beside: tuple[str, ...]) -> bool:
        others = (m for m in sure if m.end <= mention.start or mention.end <= m.start)
        return bool(here & set(beside)) or any(m.slot in beside or f"{m.slot}:{m.code}" in beside for m in others)

    return [(m, beside) for m, beside in found if not beside or accompanied(m, beside)]


def _is_verb_of(slot: str, token: Token, lang: str, vocabulary: Vocabulary) -> bool:
    """Whether the token has the ending of a verb and the slot holds only nouns like it: who is "tired" is no tyre, what
    was "projected" no project. A word that the vocabulary lists with its ending stays."""
    nouns = knowledge(lang, "topics")["nouns"]
    if slot not in nouns["slots"] or not token.lower.endswith(tuple(nouns["verb_endings"])):
        return False
    return vocabulary.index(lang, slot).form_of(token) != 0


def _of_fullest_form(
    mentions: Sequence[tuple[str, Mention[str]]], tokens: Sequence[Token], vocabulary: Vocabulary
) -> list[tuple[str, Mention[str]]]:
    """Of the meanings of one Kazakh word those of its fullest form: "бала" is a child, and no "бал", which is honey."""
    forms = [
        vocabulary.index("kk", slot).form_of(tokens[m.first]) if m.first == m.last else None for slot, m in mentions
    ]
    fullest: dict[int, int] = {}
    for (_, mention), form in zip(mentions, forms, strict=True):
        if form is not None:
            fullest[mention.first] = min(form, fullest.get(mention.first, form))
    return [m for m, form in zip(mentions, forms, strict=True) if form is None or form == fullest[m[1].first]]


def _verbs(tokens: Sequence[Token], lang: str) -> frozenset[int]:
    """The tokens that look like a noun of the vocabulary and are a verb here: "стали" of "стать", not of "сталь"."""
    homonyms = knowledge(lang, "topics")["homonyms"]
    forms = homonyms["forms"]
    alike = [i for i, token in enumerate(tokens) if token.lower in forms]
    return frozenset(i for i in alike if i == 0 or tokens[i - 1].lower not in homonyms["behind"])


def _not_within(
    mentions: Sequence[ConceptMention], meant: Collection[tuple[int, int]] = ()
) -> tuple[ConceptMention, ...]:
    """Without the words that are a part of a longer phrase: "carbon dioxide" is no gas, "natural gas" no nature; and
    without those of which the vocabulary says that they say nothing, but for what is `meant` in this company."""
    kept: list[ConceptMention] = []
    nothing = {(m.start, m.end) for m in mentions if m.slot == NOTHING}.difference(meant)
    reach = (-1, -1)
    for mention in mentions:  # by start, the longest first
        inside = reach[0] <= mention.start and mention.end <= reach[1] and (mention.start, mention.end) != reach
        if inside and mention.slot not in (SPOKEN, "mastery"):  # "command of the state language" says which
            continue
        if (mention.start, mention.end) in nothing and mention.slot != NOTHING:
            continue
        kept.append(mention)
        if mention.end > reach[1]:
            reach = (mention.start, mention.end)
    return tuple(sorted(kept, key=lambda m: (m.start, m.slot)))

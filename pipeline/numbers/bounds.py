"""Words that say that a number is about, above or below: before it, or one or two words after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.lexicon import ALSO_READS, lexicon
from pipeline.numbers.tokens import DASHES, SENTENCE_ENDS, Token
from schemas.quantity import Bound

_Entries = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]

SIGNS: Final[Mapping[str, Bound]] = {"~": "~", "≈": "~", "∼": "~", "<": "<", ">": ">", "≤": "<=", "≥": ">="}

CHANGE_REACH: Final = 12
"""Tokens within which a verb of change or its starting level makes "до" and "дейін" the end of a change."""

WORDS_BETWEEN: Final = 3
"""So many words may stand between a number and the bound behind it: "30 студентке дейін"."""


@dataclass(frozen=True, slots=True)
class BoundFound:
    """A bound and the tokens that its words take; `almost`: true values lie below, within a tenth."""

    bound: Bound
    almost: bool
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class BoundBook:
    """Bounds of a language, by last word (before the number) or first word (after it)."""

    before: _Entries
    after: _Entries
    cases: Mapping[str, str]
    endings: Mapping[str, tuple[str, ...]]
    changes: tuple[str, ...]
    through: frozenset[str]
    during: frozenset[str]
    inside: frozenset[str]
    change_ends: frozenset[str]
    joiners: frozenset[str]
    number_words: frozenset[str]
    inverted: frozenset[str]
    inverted_through: frozenset[str]
    not_inverted: frozenset[str]
    steps: frozenset[str]
    verbs: Mapping[tuple[str, ...], frozenset[str]]
    """For a bound the verbs of which its first word is a part: "the shares add up to 100" has no bound."""


@cache
def bound_book(lang: str) -> BoundBook:
    """The bounds read in a text of this language (kk, ru, en)."""
    data = [knowledge(code, "bounds") for code in ALSO_READS[lang]]
    before: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    after: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for table in data:
        for bound, phrases in table["before"].items():
            for phrase in phrases:
                words = tuple(phrase.replace("ё", "е").split())
                before.setdefault(words[-1], []).append((words, bound))
        for bound, phrases in table["after"].items():
            for phrase in phrases:
                words = tuple(phrase.split())
                after.setdefault(words[0], []).append((words, bound))
    return BoundBook(
        before={k: sorted(v, key=lambda e: -len(e[0])) for k, v in before.items()},
        after={k: sorted(v, key=lambda e: -len(e[0])) for k, v in after.items()},
        cases={word: case for table in data for word, case in table.get("cases", {}).items()},
        endings={case: tuple(ends) for table in data for case, ends in table.get("case_endings", {}).items()},
        changes=tuple(stem for table in data for stem in table["not_after"]["verbs"]),
        through=frozenset(word for table in data for word in table["through"]),
        during=frozenset(word for table in data for word in table["during"]),
        inside=frozenset(word for table in data for word in table["inside"]),
        inverted=_inverted(data, "words"),
        inverted_through=_inverted(data, "through"),
        not_inverted=_inverted(data, "not_after"),
        joiners=lexicon(lang).joiners,
        number_words=lexicon(lang).openers - lexicon(lang).articles,
        steps=frozenset(word for table in data for word in table.get("steps", ())),
        verbs={
            tuple(phrase.split()): frozenset(verbs)
            for table in data
            for phrase, verbs in table.get("part_of_verb", {}).items()
        },
        change_ends=frozenset(word for table in data for word in table["not_after"]["words"]),
    )


def _inverted(data: Sequence[Mapping[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for table in data for word in table.get("inverted", {}).get(key, ()))


def bound_before(tokens: Sequence[Token], i: int, book: BoundBook) -> BoundFound | None:
    """The bound whose last word stands right before token i, or before the preposition there ("почти на 50%")."""
    found = _ending_at(tokens, i, book)
    if found is None and i > 1 and tokens[i - 1].low in book.through:
        return _ending_at(tokens, i - 1, book)
    return found


def _ending_at(tokens: Sequence[Token], i: int, book: BoundBook) -> BoundFound | None:
    at = i - 1
    if at < 0:
        return None
    token = tokens[at]
    if token.text in SIGNS:
        return BoundFound(SIGNS[token.text], False, at, i)
    for words, name in book.before.get(token.low, ()):
        first = i - len(words)
        if first >= 0 and all(tokens[first + k].low == word for k, word in enumerate(words)):
            if len(words) == 1 and token.low in book.change_ends and _changed(tokens, at, book):
                return None
            if first > 0 and tokens[first - 1].low in book.verbs.get(words, ()):
                return None
            if first > 1 and name in (">", "<") and _is_step(tokens, first - 1, book):
                return None
            bound, almost = _named(name)
            return BoundFound(bound, almost, first, i)
    return None


def _is_step(tokens: Sequence[Token], at: int, book: BoundBook) -> bool:
    """Whether a token ends by how much something exceeds the number: "на 5,6 % больше 552", "1.5 times more than 4"."""
    sign = tokens[at].text == "%" or tokens[at].low in book.steps
    return sign and any(token.kind == "num" for token in tokens[max(0, at - 2) : at])


def _changed(tokens: Sequence[Token], at: int, book: BoundBook) -> bool:
    """A verb of change, or the start of a change ("с 20"), stands close before "до": it names an end, not a bound."""
    first = max(0, at - CHANGE_REACH)
    return any(
        token.low.startswith(book.changes) or (token.low in ("с", "со", "от") and tokens[k + 1].kind == "num")
        for k, token in enumerate(tokens[first:at], start=first)
    )


def bound_after(tokens: Sequence[Token], i: int, book: BoundBook) -> BoundFound | None:
    """The bound that stands at token i or up to three words later, with the case ending it asks for before it."""
    for at in range(i, min(len(tokens), i + WORDS_BETWEEN + 1)):
        token = tokens[at]
        if (
            token.kind == "num"
            or token.text in ",;:()[]"
            or ((at > i or not token.glued) and token.text in SENTENCE_ENDS)
        ):
            return None
        if token.text in SENTENCE_ENDS and at + 1 < len(tokens) and not tokens[at + 1].text.islower():
            return None
        if token.text == "+" and token.glued and at == i:
            return BoundFound(">=", False, at, at + 1)
        for words, name in book.after.get(token.low, ()):
            if all(at + k < len(tokens) and tokens[at + k].low == word for k, word in enumerate(words)):
                if not _case_fits(tokens, at, words[0], i, book) or _change_behind(tokens, at, book):
                    continue
                if words[0] in book.joiners and _is_number(tokens, at + len(words), book):
                    continue  # "погибли 210 человек и более 8 тысяч ранены": the bound of the next number
                bound, almost = _named(name)
                return BoundFound(bound, almost, at, at + len(words))
    return None


def _is_number(tokens: Sequence[Token], at: int, book: BoundBook) -> bool:
    return at < len(tokens) and (tokens[at].kind == "num" or tokens[at].low in book.number_words)


def _change_behind(tokens: Sequence[Token], at: int, book: BoundBook) -> bool:
    """50%-ға дейін өсті: the end of a change."""
    if tokens[at].low not in book.change_ends:
        return False
    if any(token.low.startswith(book.changes) for token in tokens[at + 1 : at + 4]):
        return True
    later = tokens[at + 1 : at + CHANGE_REACH]
    clause = next((k for k, token in enumerate(later) if token.text in SENTENCE_ENDS), len(later))
    changed = any(token.low.startswith(book.changes) for token in later[:clause])
    return changed and any(_leaves(tokens, k, book) for k in range(max(0, at - CHANGE_REACH), at - 1))


def _leaves(tokens: Sequence[Token], at: int, book: BoundBook) -> bool:
    """18,6 мыңнан, 4,2-ден, 12 %-дан, 12 млрд теңгеден: where a Kazakh change begins."""
    word = tokens[at]
    if word.kind != "word" or not word.low.endswith(book.endings["ablative"]):
        return False
    before = tokens[max(0, at - _LEFT) : at]
    at_number = next((k for k in range(len(before), 0, -1) if before[k - 1].kind == "num"), 0)
    between = before[at_number:]
    return at_number > 0 and all(token.kind == "word" or token.text in (*DASHES, "%") for token in between)


_LEFT: Final = 3
"""Tokens before the ablative in which the number of its level stands."""


def _case_fits(tokens: Sequence[Token], at: int, word: str, i: int, book: BoundBook) -> bool:
    """Kazakh bounds govern a case: 376 мыңнан астам; "70 мың адам көп" is none."""
    if not book.endings:
        return at == i or at == i + 1
    case = book.cases.get(word, "ablative")
    if case == "none":
        return True
    if case == "any":
        ended = tokens[i].text in DASHES  # "18 %-ы шамасында"
        return at - i <= 1 + ended
    part = tokens[max(i - 1, 0) : at - 1]
    if any(word.kind == "word" and word.low.endswith(_OWNED) for word in part):
        return False  # "12 пайызы нормадан аз ішеді", "төрттен үші орташа мөлшерден төмен": less than something else
    return at > 0 and tokens[at - 1].low.endswith(book.endings[case])


_OWNED: Final = ("ы", "і")
"""How Kazakh numbers end that are a part of what was told before: үші, бірі, мыңы."""


def _named(name: str) -> tuple[Bound, bool]:
    if name == "almost":
        return "~", True
    bounds: Mapping[str, Bound] = {"~": "~", ">": ">", "<": "<", ">=": ">=", "<=": "<="}
    return bounds[name], False

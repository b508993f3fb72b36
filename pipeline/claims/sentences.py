"""Sentences of a paragraph: by razdel, then one merge pass of our own.

It breaks after abbreviations that stand before a capital or a digit ("млн. долл. США", "т.б. Бұл");
the lists in `sentences.toml` say after which words, and before which, no sentence ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.claims.tokens import data_language
from pipeline.languages.knowledge import LANGUAGES, knowledge

Span = tuple[int, int]

_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.[\"»”)\]]*$")
_STARTS_WITH_INITIAL = re.compile(r"[^\W\d_]\.")
_INITIAL = re.compile(r"(?:^|[\s.(])[^\W\d_]\.$")
_DATE_END = re.compile(r"(?:19|20)\d{2}\s?(?:г|гг|ж|жж)\.$")
"""A year with its short word, behind which a sentence may end."""

_UNIT_END = re.compile(r"(?:\d\s?(?:тыс|млн|млрд|мың)?|(?:куб|кв|текше|шаршы))\.?\s?[мтцл]\.$")
"""A letter for metres, tonnes, centners or litres after its number, behind which a sentence may end."""

_FULL_WORD = 4
"""Letters of a word that is not shortened: before a number it ends its sentence."""

_OPENING = 7
"""A date within so many words opens a sentence: "В 2022 г. Казахстан …"."""

_DATED = re.compile(
    r"(?:(?:19|20)\d{2}\s?(?:г|гг|ж|жж)|(?P<unit>(?:\d\s?(?:тыс|млн|млрд|мың)?|куб|кв)\.?\s?[мтцл]))\."
    r"(?P<gap>\s+)(?=[А-ЯЁӘІҢҒҮҰҚӨҺ](?:[^\W\d_]|\s))"
)

_NUMBERED = re.compile(r"(?:^|\s)\d{1,3}[.)]$")
_COUNTED = re.compile(r"\d(?!\d{0,2}[.)]\s)")
"""A number, and not that of an item of a list."""
_LONGEST_SENTENCE = 3_000
_LONGEST = 20_000
"""Characters that a splitter is given at once; longer text comes in pieces, so that hostile text stays linear."""


def split_sentences(text: str, lang: str) -> list[Span]:
    """Half-open spans of the sentences, without the space around them; together they hold every other character."""
    spans: list[Span] = []
    for start, end in _lines(text):
        pieces = list(_pieces(text, start, end))
        merged = _merge(text, pieces, data_language(lang))
        spans.extend(
            part
            for a, b in merged
            for c, d in _closed(text, a, b)
            for e, f in _dated(text, c, d)
            for g, h in _parted(text, e, f)
            for part in _short(text, g, h)
        )
    return spans


def _lines(text: str) -> Iterator[Span]:
    """List items and paragraphs: a line feed ends a sentence; very long lines are cut at a space."""
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + 1, start + _LONGEST)
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


_CLOSED = re.compile(
    r"(?<=[)\]][.!?])\s+(?=[\d«“\"(]?[^\W_])|(?<=\d[.!?])\s+(?=[^\W\d_]{2})"
    r"|(?<=(?:[/·⋅]\w|.[%‰])[.!?])\s+(?=[^\W\d_])"
)


_RUN_ON = re.compile(r"(?:(?<=[^\W\d_]{4}[.!?])|(?<=[%)\]][.!?]))(?=[^\W\d_]{3})")
"""Where the blank between two sentences is missing."""


def _parted(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences that the text runs on without a blank: "артты.Бұл көрсеткіш"; not "www.Enbek", nor after a word that
    is shortened."""
    for match in _RUN_ON.finditer(text, start, end):
        at = match.start()
        before, first = _LAST_WORD.search(text[max(start, at - _TAIL) : at]), text[at : at + 3]
        whole = before is None or (before[1].islower() and "." not in before[1] and before[1] not in _shortened())
        if whole and first[0].isupper() and first[1:].islower():
            yield start, at
            start = at
    yield start, end


@cache
def _shortened() -> frozenset[str]:
    """Words that stand before a full stop in any of the languages, which quote each other."""
    return frozenset(word for lang in LANGUAGES for name in ("never_ends", "may_end") for word in _list(lang, name))


def _closed(text: str, start: int, end: int) -> Iterator[Span]:
    """A full stop right after a bracket, a digit, a percent sign or a unit like км/ч ends a sentence; the splitters
    miss some of these."""
    for match in _CLOSED.finditer(text, start, end):
        if not text[start : match.start()].strip("0123456789. "):
            continue
        first = re.search(r"[^\W_]", text[match.end() : end])
        if first is not None and not first[0].islower():
            yield start, match.start()
            start = match.end()
    yield start, end


def _dated(text: str, start: int, end: int) -> Iterator[Span]:
    """A year with its short word may end a sentence that is long enough: "… в августе 2022 г. Выборка включала"; so may
    the letter of a unit: "собрано 4,6 тыс. т. Экспорт"."""
    for match in _DATED.finditer(text, start, end):
        before = text[start : match.start()]
        least = _FULL_WORD - 1 if match["unit"] else _OPENING
        if len(before.split()) >= least and not _open_brackets(before):
            yield start, match.start("gap")
            start = match.end()
    yield start, end


def _short(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence in parts of bearable length: what belongs together is sought in time quadratic in its length."""
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        yield start, cut
        start = cut + (text[cut] == " ")
    yield start, end


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences by razdel, whose rules for abbreviations, brackets and numbers serve all three languages."""
    from razdel import sentenize

    yield from ((start + s.start, start + s.stop) for s in sentenize(text[start:end]))


@cache
def _list(lang: str, name: str) -> frozenset[str]:
    return frozenset(knowledge(lang, "sentences")[name])


def _merge(text: str, pieces: list[Span], lang: str) -> list[Span]:
    merged: list[Span] = []
    for start, end in pieces:
        if merged and _continues(text[merged[-1][0] : merged[-1][1]], text[start:end], lang):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _goes_on_behind_semicolon(left: str, right: str) -> bool:
    """Whether a number behind a semicolon is the first of its sentence: all before it but tells when and where."""
    if not left.rstrip().endswith(";") or len(left.split()) < _OPENING or _COUNTED.match(right) is None:
        return False
    return re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", "", left)) is None


def _continues(left: str, right: str, lang: str) -> bool:
    """Whether no sentence ends between the two: an abbreviation, an initial, an open bracket, a small letter next."""
    right = right.lstrip()
    if not right or _goes_on_behind_semicolon(left, right):
        return True
    first = right[0]
    if _is_open(left, right, lang):
        return True
    ended = left.rstrip().endswith((".", "…", "!", "?", ":", ".»", '."', ".”", ".)", ";"))
    if not ended and (first.islower() or first == "("):  # "5 031 women (61.2 %) and 3 183 men"
        return True
    if first.islower() and left.rstrip().endswith((".", "…")):
        return True
    if _NUMBERED.fullmatch(left.strip()):
        return True
    tail = left[-_TAIL:]
    if _ends_in(_DATE_END, left, 12) and first.isupper():  # "… в июне–августе 2022 г. Выборка включала"
        return len(left.split()) <= _OPENING
    found = _LAST_WORD.search(tail if tail[-1:].isspace() else tail.rsplit(None, 1)[-1])
    shortened = found is not None and found[1].casefold() in _list(lang, "may_end") and "." in found[1]  # "и т.д."
    if not shortened and _ends_in_initial(left, right):
        return True
    if found is None:
        return right[0] in ",;)]»"
    word = found[1].casefold()
    if not shortened and "." in word and word not in _list(lang, "never_ends"):
        word = word.rpartition(".")[2]  # "311 млн.долл. США"
    if word in _list(lang, "never_ends"):
        return True
    if word in _list(lang, "may_end"):
        opens = first.isupper() or (first.isdecimal() and len(word) >= _FULL_WORD)
        return not opens or _first_word(right) in _list(lang, "goes_on")
    return right[0] in ",;)]»"


@cache
def _share(lang: str) -> re.Pattern[str]:
    """A share, which begins a sentence of its own behind a semicolon."""
    signs = "|".join(re.escape(sign) for sign in knowledge(lang, "sentences")["shares"])
    return re.compile(rf"\d[\d.,\s]*(?:{signs})", re.IGNORECASE)


def _is_open(left: str, right: str, lang: str) -> bool:
    """Whether a bracket is open, or a semicolon parts what is told of one thing: "846 pupils at five schools; 512 of
    them are girls"."""
    listed = left.rstrip().endswith(";") and _share(lang).match(right) is None
    return listed or (_open_brackets(left) and len(left) < 600)


_TAIL = 120
"""So much of a sentence, and more, holds its last words."""


def _ends_in(ending: re.Pattern[str], left: str, longest: int) -> bool:
    """Whether the text has the ending, which is so many characters long at most."""
    return ending.search(left, max(0, len(left) - longest)) is not None


def _ends_in_initial(left: str, right: str) -> bool:
    """An initial, or the letter of a shortened word; not that of a unit after its number with a sentence behind it."""
    if not _ends_in(_INITIAL, left, 5):
        return False
    of_unit = _ends_in(_UNIT_END, left, 20) and len(left.split()) >= _FULL_WORD
    return not (of_unit and right[0].isupper() and not _STARTS_WITH_INITIAL.match(right))


def _first_word(text: str) -> str:
    found = re.match(r"\W*([^\W\d_]+)", text)
    return found[1].casefold() if found else ""


def _open_brackets(left: str) -> bool:
    return left.count("(") > left.count(")") or left.count("[") > left.count("]")

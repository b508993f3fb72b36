"""Names of languages that stand for a language by themselves, where the sentence is about speaking or teaching: "know
Kazakh and Russian", "русским владеют 86,7 %, английским – 35 %". Such a word names no country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from pipeline.claims.tokens import Token, data_language
from pipeline.languages.knowledge import knowledge

SLOT: Final = "language"

_LISTED: Final = (",", ";")
"""Between two languages of one list: "Kazakh by 86 %, Russian by 60 %"."""


_LONGEST_LIST: Final = 120
"""Characters in which a list of languages comes to its end."""


class Spoken(NamedTuple):
    """The word at `start`..`end` names the language `code`."""

    start: int
    end: int
    code: str


@cache
def _words(lang: str) -> tuple[re.Pattern[str], dict[str, str], frozenset[str], re.Pattern[str]]:
    """What a sentence about languages says; the names by their forms; words before and words behind a name."""
    data = knowledge(lang, "spoken")
    forms = {form: code for code, names in data["names"].items() for form in names}
    about = re.compile(rf"(?<!\w)(?:{'|'.join(data['about']['words'])})", re.IGNORECASE)
    return about, forms, frozenset(data["before"]["words"]), re.compile("|".join(data["behind"]["words"]))


@cache
def _listed(lang: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """Names of peoples that name their language before a word for language, and what a list of them looks like up to
    this word: "2,5 млн – қазақ, 1,1 млн – орыс тілінде"."""
    data = knowledge(lang, "spoken")["listed"]
    names = {form: code for code, forms in data["names"].items() for form in forms}
    name = "|".join(sorted(names, key=len, reverse=True))
    words = "|".join([*names, *data["between"]])
    return names, re.compile(
        rf"(?:[\W\d_](?:(?:{words})(?!\w))?)*?[\W\d_](?:{name})\s(?:{'|'.join(data['behind'])})", re.IGNORECASE
    )


def spoken(tokens: Sequence[Token], text: str, lang: str) -> tuple[Spoken, ...]:
    """The languages that a sentence tells by their bare names."""
    base = data_language(lang)
    about, _, _, _ = _words(base)
    named = _named(tokens, text, base) if about.search(text) else _named_for_sure(tokens, text, base)
    return tuple(sorted({*named, *_named_in_list(tokens, text, base)}))


def _named_for_sure(tokens: Sequence[Token], text: str, lang: str) -> Iterator[Spoken]:
    """The bare names behind a word that leaves nothing else to be meant: "2.5 million in Kazakh"."""
    _, forms, _, behind = _words(lang)
    sure = knowledge(lang, "spoken")["sure"]["words"]
    for i, token in enumerate(tokens):
        ends = i + 1 == len(tokens) or not text[token.end : tokens[i + 1].start].isspace()
        told = token.lower in forms and i > 0 and tokens[i - 1].lower in sure
        if told and (ends or behind.fullmatch(tokens[i + 1].lower)):
            yield Spoken(token.start, token.end, forms[token.lower])


def _named_in_list(tokens: Sequence[Token], text: str, lang: str) -> Iterator[Spoken]:
    """The names of a list that a word for language closes, but the last, which has it right behind."""
    if "listed" not in knowledge(lang, "spoken"):
        return
    names, rest = _listed(lang)
    for token in tokens:
        if token.lower in names and rest.match(text, token.end, token.end + _LONGEST_LIST):
            yield Spoken(token.start, token.end, names[token.lower])


def _named(tokens: Sequence[Token], text: str, lang: str) -> Iterator[Spoken]:
    about, forms, before, behind = _words(lang)
    first = knowledge(lang, "spoken")["first"]["words"]
    last = -2
    for i, token in enumerate(tokens):
        code = forms.get(token.lower)
        if code is None:
            continue
        ahead = not before or (i > 0 and tokens[i - 1].lower in before) or (i - last == 2 and _joins(tokens[i - 1]))
        told = i + 2 < len(tokens) and about.match(tokens[i + 2].lower) is not None  # "Kazakh is understood"
        ahead = ahead or ((i == 0 or told) and i + 1 < len(tokens) and tokens[i + 1].lower in first)
        ahead = ahead or (last >= 0 and text[: token.start].rstrip()[-1:] in _LISTED)
        ends = i + 1 == len(tokens) or not text[token.end : tokens[i + 1].start].isspace()
        if ahead and (ends or behind.fullmatch(tokens[i + 1].lower)):
            last = i
            yield Spoken(token.start, token.end, code)


def _joins(token: Token) -> bool:
    return token.lower in ("and", "or", "и", "или", "мен", "және")

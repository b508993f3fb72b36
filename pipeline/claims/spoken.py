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


def spoken(tokens: Sequence[Token], text: str, lang: str) -> tuple[Spoken, ...]:
    """The languages that a sentence tells by their bare names."""
    about, _, _, _ = _words(data_language(lang))
    return tuple(_named(tokens, text, data_language(lang))) if about.search(text) else ()


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

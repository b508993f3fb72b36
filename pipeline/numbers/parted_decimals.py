"""Decimals that a space behind the comma or point has cut in two: "7, 1 центнера", "12, 4 %", "76. 8 per cent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.digits import POINT_LANGUAGES
from pipeline.numbers.tokens import Token, word_at

_MARKS = {True: (".",), False: (",", ".")}
"""What parts decimals where the point does by rule, and elsewhere."""

_MOST_WHOLE = 3
"""Digits before the comma at most: four are a year."""

_MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class _PartedWords:
    """What tells such a decimal from two numbers of a list: nouns behind it that no whole number stands before; else
    a measure behind and a word of amounting before it, or any word that names no item. `shares`: how the sign of a
    share begins, before which a point ends no sentence."""

    behind: frozenset[str]
    measures: frozenset[str]
    stems: tuple[str, ...]
    shares: tuple[str, ...]
    before: tuple[str, ...]
    items: tuple[str, ...]


@cache
def _parted_words(lang: str) -> _PartedWords:
    data = knowledge(lang, "numbers")["parted"]
    return _PartedWords(
        behind=frozenset(data["behind"]),
        measures=frozenset(data["measures"]),
        stems=tuple(data["stems"]),
        shares=tuple(data["shares"]),
        before=tuple(data["before"]),
        items=tuple(data["items"]),
    )


def parted_decimal(tokens: Sequence[Token], i: int, lang: str) -> Decimal | None:
    """The digits of tokens i to i + 2 as one decimal, where they are one; None where they are two numbers."""
    if i + 3 >= len(tokens) or tokens[i + 1].text not in _MARKS[lang in POINT_LANGUAGES]:
        return None
    whole, comma, rest = tokens[i : i + 3]
    if rest.kind != "num" or rest.glued or not comma.glued or len(whole.text) > _MOST_WHOLE:
        return None
    if not (whole.text.isdigit() and rest.text.isdigit()) or len(rest.text) > _MOST_DECIMALS:
        return None
    words = _parted_words(lang)
    before, behind = word_at(tokens, i - 1), tokens[i + 3].low
    if comma.text == "." and not _is_share(tokens, i, words):
        return None
    if comma.text == "." and i > 0 and tokens[i - 1].text in _PAUSES:
        return Decimal(f"{whole.text}.{rest.text}")  # "411 thousand people, 76. 8 per cent of whom"
    if not before or before.startswith(words.items):
        return None
    measured = behind in words.measures or behind.startswith(words.stems)
    told = behind in words.behind or (measured and before.startswith(words.before))
    return Decimal(f"{whole.text}.{rest.text}") if told else None


_PAUSES = (",", "(", "–", "—", ":")


def _is_share(tokens: Sequence[Token], i: int, words: _PartedWords) -> bool:
    """Whether a point that might end a sentence stands in a share: no sentence of a paper ends in a bare number and
    goes on with another one of a single digit."""
    whole, _, rest, sign = tokens[i : i + 4]
    percent = any(sign.low.startswith(word) for word in words.shares)
    return percent and len(rest.text) == 1 and len(whole.text) < _MOST_WHOLE

"""Scale words and letters behind a number: тыс., млн, hundred million, $5m, 250k jobs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.numbers.lexicon import Lexicon
from pipeline.numbers.nouns import english_plurals
from pipeline.numbers.tokens import Token, word_at
from pipeline.numbers.units import money_symbols

TRACK_LENGTHS: Final = frozenset({"10", "25", "50", "60", "80", "100", "110", "200", "400", "800", "1500", "5000"})
"""Metres of races and pools: "100m hurdles"."""

MOST_SCALES: Final = 2
"""Scale words in a row: hundred million, тысяч миллионов."""


def scale_at(tokens: Sequence[Token], at: int, lex: Lexicon) -> tuple[Decimal, int]:
    """What the scale words at a token are worth together, and the token behind them; 1 where none stands."""
    if lex.lang == "en" and at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at].glued:
        at += tokens[at + 1].glued and tokens[at + 1].low in lex.scales  # $1.5-million
    scale, last = Decimal(1), at + MOST_SCALES
    while at < last and (word := word_at(tokens, at)):
        token = tokens[at]
        worth = lex.scales.get(word)
        if worth is None and token.glued and token.text in lex.glued_scales and _letter_scales(tokens, at, lex):
            worth = lex.glued_scales[token.text]
        if worth is None:
            break
        scale *= worth
        at += 1
        if word in lex.pointed and at < len(tokens) and tokens[at].text == "." and tokens[at].glued:
            at += 1
    return scale, at


def _letter_scales(tokens: Sequence[Token], at: int, lex: Lexicon) -> bool:
    """$5m, 1.5m people, 250k jobs, "to 6.6m in 2021": a scale; "100m hurdles", "3,200m", "1.8m tall", "4K": none."""
    if at < 1 or _money_before(tokens, at):
        return at > 0
    number, letter = tokens[at - 1].text, tokens[at].text
    if letter == "K" and len(number) == 1:
        return False
    if letter.isupper():
        return True
    if lex.lang != "en" or number in TRACK_LENGTHS:
        return False
    if word_at(tokens, at + 1) and next(english_plurals(tokens, [at + 1]), None) is not None:
        return True
    if letter != "m" or "," in number or at + 1 >= len(tokens):
        return False
    # a letter with nothing behind it that it could measure: millions, unless the words near by tell a length
    behind = tokens[at + 1]
    ends = behind.text in ".,;:)" or behind.low in _BEHIND_MILLIONS
    near = [*tokens[max(0, at - LENGTH_REACH) : at], *tokens[at + 1 : at + LENGTH_REACH]]
    return ends and "." in number and lex.lengths.isdisjoint(token.low for token in near)


_BEHIND_MILLIONS: Final = frozenset(
    {"in", "of", "last", "this", "a", "by", "from", "and", "compared", "during", "at", "or"}
)

LENGTH_REACH: Final = 8
"""So many tokens around a number with a glued "m" may say that it is a length."""


def _money_before(tokens: Sequence[Token], at: int) -> bool:
    return at >= 2 and (tokens[at - 2].text in money_symbols() or tokens[at - 2].text in ("US", "PS"))

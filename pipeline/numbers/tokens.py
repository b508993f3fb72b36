"""Text cut into numbers, words and signs, each with its place; white space is only the space between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

GROUP_SPACES: Final = " \u00a0\u2009\u202f\u2007"
"""Spaces that part groups of three digits: ordinary, no-break, thin, narrow no-break, figure."""

DASHES: Final = frozenset("-‐‑‒–—−")
SENTENCE_ENDS: Final = frozenset(".!?…\n")
MINUS: Final = "−"

VULGAR: Final = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅛": (1, 8)}

MAX_DIGITS: Final = 30
"""A longer run of digits is an identifier, never a quantity."""

_SUPERS = "²³¹⁰⁴-⁹₀-₉"
_TOKEN = re.compile(
    rf"""
    (?P<num>
        [0-9]{{1,3}}(?:(?P<sp>[{GROUP_SPACES}])[0-9]{{3}}(?:(?P=sp)[0-9]{{3}}){{0,6}})(?![0-9])
            (?:[.,][0-9]+(?![.,]?[0-9]))?
      | [0-9]+(?:[.,'’][0-9]+)*
      | (?<![\w.,)\]])\.[0-9]{{1,6}}(?![.,]?[0-9])
    )
  | (?P<word>[^\W\d_{_SUPERS}{"".join(VULGAR)}]+(?:['’][^\W\d_]+)*)
  | (?P<sym>\S)
  | (?P<gap>\n[ \t\r]{{0,80}}\n)
    """,
    re.VERBOSE,
)

_YEARISH = re.compile(r"(?:19|20)[0-9]{2}")


class Token(NamedTuple):
    """One number, word or sign. `low` is the word lower-cased with ё as е; `glued`: no space before it."""

    kind: Literal["num", "word", "sym"]
    text: str
    low: str
    start: int
    end: int
    glued: bool


def tokenize(text: str) -> list[Token]:
    """All tokens of the text in order. A list such as `2018,2019` or `1,2,3` is cut into its numbers."""
    tokens: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        surface = match.group()
        if match.lastgroup == "word":
            tokens.append(Token("word", surface, surface.lower().replace("ё", "е"), start, end, start == last))
        elif match.group("num") is not None:
            tokens.extend(_numbers(surface, start, start == last))
        elif match.lastgroup == "gap":  # a blank line ends a sentence
            tokens.append(Token("sym", "\n", "\n", start, end, False))
        else:
            tokens.append(Token("sym", surface, surface, start, end, start == last))
        last = end
    return tokens


def _numbers(surface: str, start: int, glued: bool) -> list[Token]:
    if "," not in surface or not _is_list(surface):
        return [Token("num", surface, surface, start, start + len(surface), glued)]
    found: list[Token] = []
    for part in re.finditer(r"[^,]+|,", surface):
        at = start + part.start()
        kind: Literal["num", "sym"] = "sym" if part.group() == "," else "num"
        found.append(Token(kind, part.group(), part.group(), at, at + len(part.group()), glued or at > start))
    return found


def _is_list(surface: str) -> bool:
    parts = surface.split(",")
    if len(parts) == 2:
        return all(_YEARISH.fullmatch(part) for part in parts)
    return not all(len(part) == 3 for part in parts[1:-1]) or len(parts[-1].split(".")[0]) != 3 or len(parts[0]) > 3


def word_at(tokens: Sequence[Token], i: int) -> str:
    """The lower-cased word at i, or an empty text when there is none."""
    return tokens[i].low if 0 <= i < len(tokens) and tokens[i].kind == "word" else ""


def phrase_at(tokens: Sequence[Token], i: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """How many tokens the longest of the phrases takes that starts at i; 0 for none."""
    if i >= len(tokens) or tokens[i].kind != "word":
        return 0
    longest = 0
    for phrase in phrases:
        if tokens[i].low == phrase[0] and len(phrase) > longest:
            longest = len(phrase) if all(word_at(tokens, i + k) == word for k, word in enumerate(phrase)) else longest
    return longest

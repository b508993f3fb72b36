"""Two neighbouring figures that are one range (14-29, от 23 до 44, 23-тен 44-ке дейін), or one with its tolerance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, Final

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.bounds import bound_book
from pipeline.numbers.figures import Figure, is_year
from pipeline.numbers.interval import Precision
from pipeline.numbers.lexicon import ALSO_READS
from pipeline.numbers.tokens import DASHES, Token, word_at
from pipeline.numbers.units import WHOLLY_UNIT

WIDEST_GAP: Final = 3
"""Tokens between the two numbers of a range at most: 45 % - дан."""

CHANGE_REACH: Final = 8
"""A verb of change makes two figures of "from A to B" when it stands within so many tokens."""

MARKER_REACH: Final = 4
"""Words such as аралығында stand within so many tokens behind the second number."""

STEP_RATIO: Final = 3
"""The ends of a range are near each other; "rose by 5 to 25" says a step and a level."""


@dataclass(frozen=True, slots=True)
class RangeWords:
    """Words that make a range: joiners by the opener that they need, and those that stand behind the numbers."""

    opened: frozenset[tuple[str, str]]
    ends: frozenset[tuple[str, str]]
    steps: frozenset[str]
    compared: frozenset[str]
    between: frozenset[tuple[str, str]]
    joiners: frozenset[str]
    alternatives: frozenset[str]
    marked: frozenset[str]
    markers: frozenset[str]
    up_to: frozenset[str]
    ablative: tuple[str, ...]
    restated: frozenset[str]
    changes: tuple[str, ...]


@cache
def range_words(lang: str) -> RangeWords:
    """The range words read in a text of this language (kk, ru, en)."""
    data: list[dict[str, Any]] = [knowledge(code, "numbers")["ranges"] for code in ALSO_READS[lang]]

    def words(key: str) -> list[Any]:
        return [word for table in data for word in table.get(key, ())]

    return RangeWords(
        opened=frozenset((a, b) for a, b in words("opened")),
        ends=frozenset((a, b) for key in ("opened", "ends") for a, b in words(key)),
        steps=frozenset(words("steps")),
        compared=frozenset(words("compared")),
        between=frozenset((a, b) for a, b in words("between")),
        joiners=frozenset(words("joiners")),
        alternatives=frozenset(words("alternatives")),
        marked=frozenset(words("marked")),
        markers=frozenset(words("markers")),
        up_to=frozenset(words("up_to")),
        ablative=tuple(words("ablative")),
        restated=frozenset(knowledge(lang, "claims")["segments"]["restate"]),
        changes=bound_book(lang).changes,
    )


def merged(tokens: Sequence[Token], a: Figure, b: Figure, words: RangeWords) -> Figure | None:
    """The range or tolerance that two neighbouring figures are, or None."""
    between = tokens[a.after : b.first]
    if len(between) > WIDEST_GAP or not _alike(a, b):
        return None
    joint = " ".join(token.low for token in between)
    if joint in ("±", "+ / -"):
        return a._replace(tolerance=b.numeral.value, after=b.after, unit=b.unit or a.unit)
    if _dash(between, tokens, a, b) or _joined(tokens, a, b, words) or _case_joined(tokens, a, b, words):
        return _range(a, b)
    return None


def _alike(a: Figure, b: Figure) -> bool:
    if a.high or b.high or a.tolerance or {a.numeral.kind, b.numeral.kind} != {"cardinal"}:
        return False
    if is_year(a.numeral) != is_year(b.numeral) and (b.numeral.scale > 1 or b.unit is not None):
        return False  # в 2019 – 271 млн
    if a.unit is None or b.unit is None:
        return a.unit is None or a.unit.unit not in WHOLLY_UNIT
    return a.unit.unit == b.unit.unit


def _dash(between: Sequence[Token], tokens: Sequence[Token], a: Figure, b: Figure) -> bool:
    if len(between) != 1 or between[0].text not in DASHES or a.numeral.in_words != b.numeral.in_words:
        return False
    return between[0].glued == tokens[b.first].glued or between[0].text != "-"


def _joined(tokens: Sequence[Token], a: Figure, b: Figure, words: RangeWords) -> bool:
    """от A до B, between A and B, A to B, A or B, A мен B аралығында."""
    if b.first - a.after != 1:
        return False
    joint, before = tokens[a.after].low, word_at(tokens, a.first - 1)
    if (before, joint) in words.between:
        return True
    if joint in words.joiners and _is_step(tokens, a, b, words):
        return True
    if (before, joint) in words.opened or joint in words.joiners:
        return not _changed(tokens[max(0, a.first - CHANGE_REACH) : a.first], words)
    if joint in words.alternatives:
        return b.numeral.value == a.numeral.value + 1 and a.numeral.scale == b.numeral.scale
    behind = {token.low for token in tokens[b.after : b.after + MARKER_REACH]}
    return joint in words.marked and not behind.isdisjoint(words.markers)


def _case_joined(tokens: Sequence[Token], a: Figure, b: Figure, words: RangeWords) -> bool:
    """A-дан B-ға дейін, unless a verb of change follows."""
    if not words.up_to or not tokens[b.first - 1].low.endswith(words.ablative):
        return False
    if any(token.kind == "sym" and token.text not in DASHES for token in tokens[a.after : b.first]):
        return False
    behind = tokens[b.after : b.after + CHANGE_REACH]
    at = next((k for k, token in enumerate(behind[:MARKER_REACH]) if token.low in words.up_to), None)
    if at is not None and word_at(behind, at + 2) in words.restated and behind[at + 1].text == ",":
        behind = tokens[b.after : b.after + 2 * CHANGE_REACH]  # "12 %-дан 14 %-ға дейін, яғни 2 тармаққа өсті"
    return at is not None and not _changed(behind[at:], words)


def _is_step(tokens: Sequence[Token], a: Figure, b: Figure, words: RangeWords) -> bool:
    """dropped by 1 to 1.5 degrees, (2 to 3 %): the two are one range, verb of change or not."""
    if a.first == 0 or b.numeral.value > a.numeral.value * STEP_RATIO:
        return False
    return tokens[a.first - 1].low in words.steps or tokens[a.first - 1].text == "("


def _changed(tokens: Sequence[Token], words: RangeWords) -> bool:
    return any(token.low.startswith(words.changes) for token in tokens)


def _range(a: Figure, b: Figure) -> Figure | None:
    low, high = a.numeral, b.numeral
    if low.scale == 1 and high.scale > 1 and low.value < high.value / high.scale:
        step = (low.precision.step or Decimal(1)) * high.scale
        low = replace(low, value=low.value * high.scale, scale=high.scale, precision=Precision(step=step))
    if high.value <= low.value:
        return None
    return a._replace(numeral=low, high=high, after=b.after, surface_after=b.surface_after, unit=b.unit or a.unit)

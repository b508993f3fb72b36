"""Glyphs of a page → words → phrases: runs of words with ordinary spaces between them, the stuff of table cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.layout.hyphens import WordEvidence, joint
from pipeline.manuscript import Rect
from pipeline.offsets import INSERTED, MappedText
from pipeline.reading.document import Glyph

WORD_GAP = 0.17
"""Gap that ends a word, in font sizes: a typeset space is 0.2 to 0.33, letter spacing stays below 0.1."""
PHRASE_GAP = 0.62
"""Gap that ends a phrase: two ordinary spaces. Columns of numbers are set wider apart, words of a cell are not."""
NUMBER_GAP = 0.42
"""The same between two numbers: a thousands space is at most 0.33."""
OTHER_NUMBER_GAP = 0.36
"""The same between two numbers that can't be one: "1,234 56.7"."""
CURRENCY = frozenset("$€£")
"""Signs that stand before their figures, often apart from them at the edge of their column."""
_GROUPS = re.compile(r"\D*\d{1,3} \d{3}(?!\d).*")
_LINE_END = 200
"""So many characters before a line's end tell whether a hyphen there belongs to the word."""
LEADER = re.compile(r"[.·…_]{4,}|…+|[.·]")
"""Dots that lead the eye from a label to its figures; they part cells and belong to none."""
_DOTS = re.compile(r"[.·_]{4,}|…{2,}")


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs of one baseline without a gap, in reading order."""

    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join([g.text for g in self.glyphs]))

    @property
    def size(self) -> float:
        return self.glyphs[0].size

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of one line with ordinary spaces between them."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)

    @property
    def size(self) -> float:
        return max(w.size for w in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """Phrases that stand side by side, from left to right."""

    phrases: tuple[Phrase, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def text(self) -> str:
        return "  ".join(p.text for p in self.phrases)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return median(p.size for p in self.phrases)


def box_of(parts: Iterable[Glyph | Word | Phrase | TextLine]) -> Rect:
    """The least box around the parts (at least one)."""
    left, top, right, bottom = zip(*[(p.x0, p.top, p.x1, p.bottom) for p in parts], strict=True)
    return min(left), min(top), max(right), max(bottom)


def page_words(glyphs: Sequence[Glyph]) -> list[Word]:
    """The words of upright glyphs, line by line from the top."""
    return [w for line in _baselines(glyphs) for w in _split_words(line)]


def _baselines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    solid = sorted((g for g in glyphs if g.upright), key=lambda g: g.bottom)
    lines: list[list[Glyph]] = []
    for glyph in solid:
        if lines and glyph.bottom - lines[-1][0].bottom <= 0.2 * max(1.0, min(glyph.size, lines[-1][0].size)):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda g: (g.x0, g.index)) for line in lines]


def _split_words(line: Sequence[Glyph]) -> list[Word]:
    words: list[list[Glyph]] = []
    end: Glyph | None = None
    for glyph in line:
        if glyph.text.isspace() or not glyph.text:
            end = None
            continue
        if end is not None and glyph.x0 - end.x1 <= WORD_GAP * glyph.size and glyph.x1 >= end.x0:
            if abs(glyph.x0 - end.x0) < 0.05 * glyph.size and glyph.text == end.text:
                continue  # a letter printed twice to look bold
            words[-1].append(glyph)
        else:
            words.append([glyph])
        end = glyph
    return [Word(tuple(part), *box_of(part)) for w in words for part in _split_leaders(w)]


def _split_leaders(glyphs: Sequence[Glyph]) -> list[Sequence[Glyph]]:
    """A word cut where four dots or more run from a label into a figure."""
    text = "".join(g.text[:1] or " " for g in glyphs)
    cuts = [0, len(glyphs), *(at for m in _DOTS.finditer(text) for at in m.span())]
    cuts = sorted(set(cuts))
    return [glyphs[a:b] for a, b in pairwise(cuts)]


def without_leaders(words: Sequence[Word]) -> list[Word]:
    """Words that are not dots leading to figures; single dots count as such when four or more follow each other."""
    dotted = [LEADER.fullmatch(w.text) is not None for w in words]
    kept = []
    for i, word in enumerate(words):
        short = len(word.text) < 4 and word.text[0] != "…"
        if not dotted[i] or (short and not _among_dots(dotted, i)):
            kept.append(word)
    return kept


def _among_dots(dotted: Sequence[bool], i: int) -> bool:
    return any(all(dotted[k : k + 4]) and len(dotted[k : k + 4]) == 4 for k in range(max(0, i - 3), i + 1))


def phrases_of(words: Sequence[Word], cuts: Sequence[tuple[float, float, float]] = ()) -> list[Phrase]:
    """Words joined over ordinary gaps. `cuts` are vertical rules (x, top, bottom) that no phrase crosses."""
    found: list[list[Word]] = []
    for line in _word_lines(words):
        open_words: list[Word] = []
        for word in line:
            if open_words and _same_phrase(open_words[-1], word, cuts):
                open_words.append(word)
            else:
                if open_words:
                    found.append(open_words)
                open_words = [word]
        if open_words:
            found.append(open_words)
    return [Phrase(tuple(ws), *box_of(ws)) for ws in found]


def _word_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words side by side; a raised or lowered mark of a smaller size goes with the line it touches."""
    lines: list[tuple[float, float, list[Word]]] = []
    at: dict[int, list[int]] = {}
    # from large to small: a word's middle lies in the line that it belongs to
    for word in sorted(words, key=lambda w: (-w.size, w.middle)):
        home = next((i for i in reversed(at.get(_band(word.middle), ())) if _beside(word, *lines[i][:2])), None)
        if home is not None:
            lines[home][2].append(word)
            continue
        for band in range(_band(word.top), min(_band(word.bottom), _band(word.top) + 40) + 1):
            at.setdefault(band, []).append(len(lines))
        lines.append((word.top, word.bottom, [word]))
    lines.sort(key=lambda entry: (entry[0] + entry[1]) / 2)
    return [sorted(members, key=lambda w: w.x0) for _, _, members in lines]


def _band(y: float) -> int:
    return int(y // 8)


def _beside(word: Word, top: float, bottom: float) -> bool:
    overlap = min(word.bottom, bottom) - max(word.top, top)
    return overlap >= 0.6 * min(word.bottom - word.top, bottom - top)


def _same_phrase(left: Word, right: Word, cuts: Sequence[tuple[float, float, float]]) -> bool:
    gap = right.x0 - left.x1
    size = min(max(left.size, 1.0), max(right.size, 1.0))
    if right.text in CURRENCY and left.text[-1:].isdigit():
        return False  # the sign of the next column
    most = PHRASE_GAP
    if left.text[-1:].isdigit() and right.text[:1].isdigit():
        most = NUMBER_GAP if _GROUPS.fullmatch(f"{left.text} {right.text}") else OTHER_NUMBER_GAP
    elif left.text[-1:] in "%*" and left.text[:1].isdigit() and right.text[:1].isdigit():
        most = OTHER_NUMBER_GAP
    if gap > most * size or gap < -2 * size:
        return False
    return not any(left.x1 - 1 <= x <= right.x0 + 1 and top <= left.middle <= bottom for x, top, bottom in cuts)


def lines_of(phrases: Iterable[Phrase]) -> list[TextLine]:
    """Phrases side by side as lines, from the top."""
    lines: list[list[Phrase]] = []
    ends: list[tuple[float, float]] = []
    for phrase in sorted(phrases, key=lambda p: (p.middle, p.x0)):
        height = phrase.bottom - phrase.top
        if lines:
            top, bottom = ends[-1]
            overlap = min(phrase.bottom, bottom) - max(phrase.top, top)
            if overlap >= 0.5 * min(height, bottom - top) and abs(phrase.middle - (top + bottom) / 2) <= 0.45 * max(
                height, bottom - top
            ):
                lines[-1].append(phrase)
                continue
        lines.append([phrase])
        ends.append((phrase.top, phrase.bottom))
    return [TextLine(tuple(sorted(ps, key=lambda p: p.x0)), *box_of(ps)) for ps in lines]


def content_of(words: Sequence[Word], evidence: WordEvidence) -> MappedText:
    """The text of a cell: words in reading order, lines joined by a space, a hyphen at a line's end resolved."""
    text: list[str] = []
    origins: list[int] = []
    for line in _word_lines(words):
        if text:
            _join_line(text, origins, line[0].text, evidence)
        for i, word in enumerate(line):
            if i and _spaced(line[i - 1], word):
                _append(text, origins, " ", INSERTED)
            for glyph in word.glyphs:
                _append(text, origins, glyph.text, glyph.index)
    return MappedText("".join(text), origins)


def _spaced(left: Word, right: Word) -> bool:
    """A gap as wide as a space, or a narrower one on one baseline; not before a raised mark."""
    gap = right.x0 - left.x1
    level = abs(left.bottom - right.bottom) < 0.1 * left.size
    return gap > WORD_GAP * min(left.size, right.size) or (level and gap > 0.05 * left.size)


def _append(text: list[str], origins: list[int], characters: str, origin: int) -> None:
    text.extend(characters)
    origins.extend([origin] * len(characters))


def _join_line(text: list[str], origins: list[int], following: str, evidence: WordEvidence) -> None:
    """Make the end of a line ready for the next one: drop a hyphen that cuts a word, or put a space."""
    how = joint("".join(text[-_LINE_END:]), following, evidence)
    if how == "drop":
        text.pop()
        origins.pop()
    elif how == "space":
        _append(text, origins, " ", INSERTED)


def joined_text(lines: Iterable[str], evidence: WordEvidence) -> str:
    """Lines put together as in `content_of`, for texts without places."""
    text = ""
    for line in lines:
        how = joint(text, line, evidence)
        text = (text[:-1] if how == "drop" else text + " " * (how == "space" and bool(text))) + line
    return text

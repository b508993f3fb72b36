"""A text layer whose letters are wrong and whose places are right, mended letter by letter with what OCR reads there.

A false font table changes some letters everywhere in the same way and leaves the others sound. So each glyph is laid
beside the letter that OCR reads at its place, and all places of the paper vote: a glyph's letter that OCR mostly
confirms stays (digits above all, at which OCR is weak); one that it mostly reads as one other letter becomes that
letter; for one that stands for several letters (`?` for every Kazakh letter) the reading of each place is taken.
Place, size and font of every glyph stay as they are in the file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reading.document import Glyph, Page
from pipeline.reading.ocr import OcrLetter, OcrWord
from pipeline.reading.recognition import SeenPage

_CONFIRMED = 0.8
"""A letter that OCR reads so at this share of its places is sound."""
_ONE_OTHER = 0.85
_FEW_VOTES = 4
_FITS = 0.75
"""So many of the page's glyphs must lie under words that OCR reads, or its places are not to be trusted either."""
_SIGNS = frozenset("«»“”„\"'’‘().,;:!-–—/%[]+=<>№…*†")
"""Signs that false font tables leave alone; OCR often takes one quotation mark or dash for another."""
_BASES = {"ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "ё": "е", "й": "и", "щ": "ш"}
"""Letters that OCR confuses, for the better one is the worse one with a small mark."""
_LOOK_ALIKE = str.maketrans("AaBCcEeHhIiKkMmOoPpTtXxyəƏ", "АаВСсЕеНһІіКкМмОоРрТтХхуәӘ")


@dataclass(frozen=True, slots=True)
class Reading:
    """A page's glyphs, each with the letter that OCR reads at its place (None where it reads nothing)."""

    page: Page
    letters: tuple[OcrLetter | None, ...]

    @property
    def fits(self) -> bool:
        """Do the glyphs lie where OCR sees letters?"""
        printed = sum(bool(g.text.strip()) for g in self.page.glyphs)
        return sum(letter is not None for letter in self.letters) >= _FITS * max(printed, 1)


def lay_beside(page: Page, seen: SeenPage) -> Reading:
    """Find for each glyph of a page the letter that was read at its place. The picture must stand as the page does."""
    found: list[OcrLetter | None] = [None] * len(page.glyphs)
    printed = [i for i, g in enumerate(page.glyphs) if g.text.strip() and g.upright]
    printed.sort(key=lambda i: _middle(page.glyphs[i]))
    heights = [_middle(page.glyphs[i]) for i in printed]
    for line in seen.lines:
        for word in line.line.words:
            x0, top, x1, bottom = (edge * seen.point for edge in word.box)
            slack = 0.25 * (bottom - top)
            near = printed[bisect_left(heights, top - slack) : bisect_left(heights, bottom + slack)]
            under = [i for i in near if x0 - 1 <= (page.glyphs[i].x0 + page.glyphs[i].x1) / 2 <= x1 + 1]
            under.sort(key=lambda i: page.glyphs[i].x0)
            for i, letter in _paired([(i, page.glyphs[i].text) for i in under], word):
                found[i] = letter
    return Reading(page, tuple(found))


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _paired(glyphs: Sequence[tuple[int, str]], word: OcrWord) -> list[tuple[int, OcrLetter]]:
    """Glyphs and letters of one word, side by side. Of unequal numbers the best alignment counts."""
    letters = word.letters
    if len(glyphs) == len(letters):
        return [(i, letter) for (i, _), letter in zip(glyphs, letters, strict=True)]
    if not glyphs or len(glyphs) * len(letters) > 4000:
        return []
    rows, cols = len(glyphs) + 1, len(letters) + 1
    cost = [[float(r + c) if not (r and c) else 0.0 for c in range(cols)] for r in range(rows)]
    for r in range(1, rows):
        for c in range(1, cols):
            same = folded(glyphs[r - 1][1]) == folded(letters[c - 1].text)
            swap = cost[r - 1][c - 1] + (0.0 if same else 0.9)
            cost[r][c] = min(swap, cost[r - 1][c] + 1.0, cost[r][c - 1] + 1.0)
    pairs: list[tuple[int, OcrLetter]] = []
    r, c = rows - 1, cols - 1
    while r and c:
        if cost[r][c] == cost[r - 1][c] + 1.0:
            r -= 1
        elif cost[r][c] == cost[r][c - 1] + 1.0:
            c -= 1
        else:
            r, c = r - 1, c - 1
            pairs.append((glyphs[r][0], letters[c]))
    return pairs


def folded(letter: str) -> str:
    """One spelling for letters that look alike in both alphabets."""
    return letter.translate(_LOOK_ALIKE)


@dataclass(frozen=True, slots=True)
class _Votes:
    """How OCR reads each letter of each font, and of all fonts together; `sound` are those that it confirms."""

    by_font: dict[tuple[str, str], Counter[str]]
    by_letter: dict[str, Counter[str]]
    sound: frozenset[str]

    def on(self, glyph: Glyph) -> Counter[str]:
        """The votes on a glyph: those on its font if there are some, else those on the letter in any font."""
        own = self.by_font.get((glyph.font, glyph.text), Counter())
        return own if own.total() >= _FEW_VOTES else self.by_letter.get(glyph.text, Counter())


def mend(readings: Sequence[Reading]) -> list[Page]:
    """The pages with their wrong letters put right; a mended glyph carries the confidence of OCR."""
    votes = _counted(readings)
    return [_mended(reading, votes) for reading in readings]


def _counted(readings: Sequence[Reading]) -> _Votes:
    by_font: dict[tuple[str, str], Counter[str]] = {}
    by_letter: dict[str, Counter[str]] = {}
    for reading in readings:
        for glyph, letter in zip(reading.page.glyphs, reading.letters, strict=True):
            if letter is not None:
                by_font.setdefault((glyph.font, glyph.text), Counter())[letter.text] += 1
                by_letter.setdefault(glyph.text, Counter())[letter.text] += 1
    sound = frozenset(text for text, said in by_letter.items() if _confirmed(text, said))
    return _Votes(by_font, by_letter, sound)


def _confirmed(text: str, said: Counter[str]) -> bool:
    own = sum(n for other, n in said.items() if folded(other) == folded(text))
    return said.total() >= _FEW_VOTES and own >= _CONFIRMED * said.total()


def _mended(reading: Reading, votes: _Votes) -> Page:
    glyphs: list[Glyph] = []
    for glyph, letter in zip(reading.page.glyphs, reading.letters, strict=True):
        right = _right_letter(glyph, letter, votes)
        glyphs.append(glyph if right is None else replace(glyph, text=right[0], confidence=right[1]))
    return replace(reading.page, glyphs=tuple(glyphs))


def _right_letter(glyph: Glyph, letter: OcrLetter | None, votes: _Votes) -> tuple[str, float] | None:
    """The letter for a glyph and its confidence; None when its own is right, or nothing better is known."""
    if len(glyph.text) > 1 or glyph.text in _SIGNS or not glyph.text.strip():
        return None
    said = votes.on(glyph)
    total = said.total()
    if _confirmed(glyph.text, said) or total < _FEW_VOTES:
        return None
    # A font has one code for a letter: what stands under another code as a sound letter is misread here.
    likely = Counter({text: n for text, n in said.items() if text not in votes.sound})
    if not likely:
        return (
            (letter.text, letter.confidence)
            if letter is not None and folded(letter.text) != folded(glyph.text)
            else None
        )
    commonest, most = likely.most_common(1)[0]
    if letter is None or most >= _ONE_OTHER * total:
        return commonest, most / total
    if letter.text in likely:
        return letter.text, letter.confidence
    like = folded(letter.text.lower())
    kin = [text for text in likely if like in (folded(text.lower()), folded(_BASES.get(text.lower(), "")))]
    return max(kin, key=lambda text: (likely[text], text), default=commonest), letter.confidence / 2

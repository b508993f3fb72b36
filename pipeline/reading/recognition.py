"""The picture of a page → what is printed on it: made level, cleaned, read by OCR, its lines measured.

`see` reads one picture; `pages_of` turns all that was seen into pages of glyphs, with sizes brought to those that the
paper really uses: a size that is measured on pixels differs from line to line, and layout tells headings by size.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.languages.misreadings import likely_word
from pipeline.manuscript import Rect
from pipeline.reading.document import Glyph, Page, Rule
from pipeline.reading.ocr import (
    ONE_BLOCK,
    WHOLE_PAGE,
    OcrLetter,
    OcrLine,
    OcrTool,
    OcrWord,
    quarter_turns,
    recognise,
)
from pipeline.reading.pictures import (
    Drawn,
    Mask,
    PixelBox,
    cleaned,
    find_drawn,
    ink_of,
    levelled,
    skew_of,
    stroke_width,
    without,
)
from pipeline.reading.scan import Picture

_DOUBTFUL = 0.7
"""A word that tesseract is less sure of is looked at again alone: often the row was wrong, not the letters."""
_LYING = 0.75
"""Less sure than this of most of a page, it may lie on its side or upside down."""
_MOST_SECOND_LOOKS = 60
_GUESSED = 0.8
"""What a letter that was put right by the dictionary keeps of its confidence."""
_X_HEIGHT, _CAP_HEIGHT, _ROW_HEIGHT = 0.46, 0.66, 0.94
"""Heights of small letters, of capitals and digits, and of a row, as shares of the size of usual book faces."""
_FEET = 0.22
"""How far a glyph's box reaches under the baseline, as in PDF fonts (share of the size)."""
_SAME_SIZE = 0.07
_BOLDER = 1.22
_FEW_LETTERS = 12
_EN_DASH, _EM_DASH = 0.42, 0.75
"""A level stroke at least this wide (ems) is a dash; tesseract writes most of them as hyphens."""
_SMALL = frozenset("авгеиклмнопстхчшъыьэюяжзaceimnorsuvwxz")
_NARROW = frozenset("iljtfrI1.,:;!'|()[]-іїІ")
_WIDE = frozenset("mwMWШЩЖЮФМшщжюфмЫы№%—")
_DIGIT_MARK = re.compile(r"(?<=[^\W\d_])\d{1,2}$|(?<=[»”\").,])\d{1,2}$|(?<=\d)\d$")


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of OCR with its size as measured, both in points; `size` is 0 where there is nothing to measure."""

    line: OcrLine
    baseline: float
    size: float
    letters: int
    stroke: float


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What one picture shows; `point` is the width of a pixel in points."""

    width: float
    height: float
    point: float
    lines: tuple[SeenLine, ...]
    rules: tuple[Rule, ...]
    fills: tuple[Rect, ...]

    @property
    def confidence(self) -> float:
        """How sure tesseract is of the words of the page, on average (1 where there are none)."""
        letters = [a.confidence for seen in self.lines for word in seen.line.words for a in word.letters]
        return sum(letters) / len(letters) if letters else 1.0

    @property
    def lies(self) -> bool:
        """Does the page seem to lie on its side or on its head? Nothing is read, or unsurely, or words stand upright
        as towers of letters do."""
        words = [word for seen in self.lines for word in seen.line.words if len(word.letters) > 2]
        towers = sum(word.box[3] - word.box[1] > word.box[2] - word.box[0] for word in words)
        return not words or self.confidence < _LYING or towers > len(words) / 3


def see(picture: Picture, point: float, tool: OcrTool, *, seconds: float, level: bool = True) -> SeenPage:
    """Read a picture whose pixels are `point` points wide. With `level` it may be turned: a little where the page lay
    askew, by quarters where it lay on its side. Raises ocr.OcrFailed."""
    seen = _look(picture, point, tool, seconds=seconds, level=level)
    if level and seen.lies:
        turns = quarter_turns(picture, tool, seconds=seconds)
        if turns:
            turned = _look(np.ascontiguousarray(np.rot90(picture, turns)), point, tool, seconds=seconds, level=level)
            if not turned.lies or turned.confidence > seen.confidence:
                return turned
    return seen


def _look(picture: Picture, point: float, tool: OcrTool, *, seconds: float, level: bool) -> SeenPage:
    if level:
        picture = levelled(picture, skew_of(ink_of(picture)))
    ink = ink_of(picture)
    drawn = find_drawn(ink, pixels_a_point=1 / point)
    bare = without(picture, (*drawn.across, *drawn.down))
    clean = cleaned(bare, ink_of(bare))
    dpi = round(72 / point)
    found = recognise(clean, tool, segmentation=WHOLE_PAGE, seconds=seconds, dpi=dpi)
    lines = _spelled(
        _looked_again(_in_their_rows([_printed(line) for line in found]), clean, tool, seconds=seconds, dpi=dpi)
    )
    print_ = ink_of(clean)
    return SeenPage(
        width=picture.shape[1] * point,
        height=picture.shape[0] * point,
        point=point,
        lines=tuple(_measured(line, print_, point) for line in lines if line.words),
        rules=tuple(_rules(drawn, point)),
        fills=tuple(_points(box, point) for box in drawn.filled),
    )


def _printed(line: OcrLine) -> OcrLine:
    """The line without what is no letter: specks and remains of drawings that were taken for one."""
    words = tuple(w for w in line.words if w.box[3] - w.box[1] >= 0.3 * line.height or not w.text.isalnum())
    return replace(line, words=words)


def _in_their_rows(lines: list[OcrLine]) -> list[OcrLine]:
    """Words that were put to a line above or below their own go where they stand: mostly the last full stop."""
    moved: dict[int, list[OcrWord]] = {}
    kept: list[list[OcrWord]] = []
    for i, line in enumerate(lines):
        stays: list[OcrWord] = []
        for word in line.words:
            home = i if _off_row(word, line) <= 0 else min(range(len(lines)), key=lambda k: _distance(word, lines[k]))
            if home == i or _off_row(word, lines[home]) > 0:
                stays.append(word)
            else:
                moved.setdefault(home, []).append(word)
        kept.append(stays)
    return [
        replace(line, words=tuple(sorted([*kept[i], *moved.get(i, [])], key=lambda w: w.box[0])))
        for i, line in enumerate(lines)
    ]


def _off_row(word: OcrWord, line: OcrLine) -> float:
    """By how many pixels the middle of a word lies outside the row of a line."""
    middle = (word.box[1] + word.box[3]) / 2
    return max(line.baseline - line.height - middle, middle - line.baseline - 0.35 * line.height)


def _distance(word: OcrWord, line: OcrLine) -> float:
    beside = max(0.0, line.box[0] - word.box[2], word.box[0] - line.box[2])
    return beside + 4 * max(0.0, _off_row(word, line))


def _looked_again(lines: list[OcrLine], picture: Picture, tool: OcrTool, *, seconds: float, dpi: int) -> list[OcrLine]:
    """The doubtful words read once more, each on a line of its own under the others; the surer reading counts."""
    doubtful = [
        (i, j) for i, line in enumerate(lines) for j, word in enumerate(line.words) if word.confidence < _DOUBTFUL
    ][:_MOST_SECOND_LOOKS]
    if not doubtful:
        return lines
    strip, tops = _strip([lines[i].words[j].box for i, j in doubtful], picture)
    answers: dict[int, list[OcrWord]] = {}
    for line in recognise(strip, tool, segmentation=ONE_BLOCK, seconds=seconds, dpi=dpi):
        middle = (line.box[1] + line.box[3]) / 2
        at = max((k for k, top in enumerate(tops) if top <= middle), default=0)
        answers.setdefault(at, []).extend(line.words)
    mended = list(lines)
    for k, (i, j) in enumerate(doubtful):
        old = lines[i].words[j]
        new = answers.get(k, [])
        if new and min(w.confidence for w in new) > old.confidence:
            words = list(mended[i].words)
            words[j] = OcrWord(old.box, _spread(new, old.box), min(w.confidence for w in new))
            mended[i] = replace(mended[i], words=tuple(words))
    return mended


def _spelled(lines: Sequence[OcrLine]) -> list[OcrLine]:
    """Lines with those letters put right that only a word of the dictionary tells from their like."""
    return [replace(line, words=tuple(_spelled_word(word) for word in line.words)) for line in lines]


def _spelled_word(word: OcrWord) -> OcrWord:
    right = likely_word(word.text)
    if right == word.text:
        return word
    letters = tuple(
        letter if letter.text == ch else replace(letter, text=ch, confidence=letter.confidence * _GUESSED)
        for letter, ch in zip(word.letters, right, strict=True)
    )
    return replace(word, letters=letters)


def _strip(boxes: Sequence[PixelBox], picture: Picture) -> tuple[Picture, list[int]]:
    """Cuttings of the picture under each other, and the top of each in the strip."""
    margin, gap, pad = 40, 40, 4
    width = max(b[2] - b[0] for b in boxes) + 2 * margin + 2 * pad
    height = sum(b[3] - b[1] + 2 * pad + gap for b in boxes) + gap
    paper = int(np.percentile(picture, 90))
    strip = np.full((height, width), paper, dtype=np.uint8)
    tops: list[int] = []
    y = gap
    for x0, top, x1, bottom in boxes:
        cut = picture[max(0, top - pad) : bottom + pad, max(0, x0 - pad) : x1 + pad]
        tops.append(y - gap // 2)
        strip[y : y + cut.shape[0], margin : margin + cut.shape[1]] = cut
        y += cut.shape[0] + gap
    return strip, tops


def _spread(words: Sequence[OcrWord], box: PixelBox) -> tuple[OcrLetter, ...]:
    letters = [letter for word in words for letter in word.letters]
    return tuple(replace(letter, box=box) for letter in letters)


def _measured(line: OcrLine, ink: Mask, point: float) -> SeenLine:
    small: list[int] = []
    tall: list[int] = []
    for word in line.words:
        for letter in word.letters:
            height = letter.box[3] - letter.box[1]
            if letter.text in _SMALL:
                small.append(height)
            elif letter.text.isupper() or letter.text.isdigit():
                tall.append(height)
    size = 0.0
    if len(small) >= 4:
        size = _middle(small) / _X_HEIGHT
    elif len(tall) >= 2:
        size = _middle(tall) / _CAP_HEIGHT
    elif line.height:
        size = line.height / _ROW_HEIGHT
    return SeenLine(
        line, line.baseline * point, size * point, len(small) + len(tall), stroke_width(ink, line.box) * point
    )


def _middle(heights: Sequence[int]) -> float:
    """The mean of the middle half: boxes that hold two letters or half of one are left out."""
    ordered = sorted(heights)
    quarter = len(ordered) // 4
    kept = ordered[quarter : len(ordered) - quarter]
    return sum(kept) / len(kept)


def _points(box: PixelBox, point: float) -> Rect:
    return (box[0] * point, box[1] * point, box[2] * point, box[3] * point)


def _rules(drawn: Drawn, point: float) -> Iterator[Rule]:
    for box in drawn.across:
        x0, top, x1, bottom = _points(box, point)
        yield Rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2, bottom - top)
    for box in drawn.down:
        x0, top, x1, bottom = _points(box, point)
        yield Rule((x0 + x1) / 2, top, (x0 + x1) / 2, bottom, x1 - x0)


def pages_of(seen: Sequence[tuple[int, SeenPage]]) -> list[Page]:
    """Pages of glyphs from what was seen on each numbered page. Glyphs are counted from 0 on each page."""
    sizes = _common_sizes([line for _, page in seen for line in page.lines])
    strokes = sorted(line.stroke / line.size for _, page in seen for line in page.lines if line.size > 0)
    usual = strokes[len(strokes) // 2] if strokes else 0.0
    return [_page(number, page, sizes, usual) for number, page in seen]


def _common_sizes(lines: Sequence[SeenLine]) -> list[tuple[float, float]]:
    """The sizes that the paper uses, the commonest first, each with its weight in letters."""
    weights: Counter[float] = Counter()
    for line in lines:
        if line.size > 0 and line.letters >= _FEW_LETTERS:
            weights[round(line.size, 1)] += line.letters
    rest = sorted(weights.items())
    common: list[tuple[float, float]] = []
    while rest:
        best, weight = 0.0, -1
        for size, _ in rest:
            near = sum(n for s, n in rest if abs(s - size) <= _SAME_SIZE / 2 * size)
            if near > weight:
                best, weight = size, near
        members = [(s, n) for s, n in rest if abs(s - best) <= _SAME_SIZE * best]
        total = sum(n for _, n in members)
        common.append((round(sum(s * n for s, n in members) / total, 2), float(total)))
        rest = [(s, n) for s, n in rest if abs(s - best) > _SAME_SIZE * best]
    return common


def _settled(seen: SeenLine, sizes: Sequence[tuple[float, float]], before: float) -> float:
    """The size of a line: the common one nearest to what was measured. What was measured on a few letters says
    little: there the line before it and the commonest sizes come first."""
    slack = 2 * _SAME_SIZE if seen.letters < _FEW_LETTERS else _SAME_SIZE
    if seen.letters < _FEW_LETTERS and before and abs(before - seen.size) <= slack * seen.size:
        return before
    near = [size for size, _ in sizes if abs(size - seen.size) <= slack * seen.size]
    if not near:
        return round(seen.size, 2)
    return near[0] if seen.letters < _FEW_LETTERS else min(near, key=lambda s: abs(s - seen.size))


def _page(number: int, page: SeenPage, sizes: Sequence[tuple[float, float]], usual_stroke: float) -> Page:
    glyphs: list[Glyph] = []
    before = 0.0
    for seen in page.lines:
        size = _settled(seen, sizes, before)
        before = size
        bold = seen.letters >= 4 and seen.stroke > _BOLDER * usual_stroke * size
        for i, word in enumerate(_side_by_side(seen.line.words)):
            if glyphs and i:
                last = glyphs[-1]
                glyphs.append(replace(last, index=len(glyphs), text=" ", x0=last.x1, x1=last.x1 + 0.2 * size))
            for glyph in _word_glyphs(word, seen, size, page.point):
                glyphs.append(replace(glyph, index=len(glyphs), font="OCR-Bold" if bold else "OCR"))
    return Page(number, page.width, page.height, tuple(glyphs), page.rules, page.fills)


def _side_by_side(words: Sequence[OcrWord]) -> Iterator[OcrWord]:
    """The words of a line, each ending where the next one begins at the latest: tesseract's boxes may overlap."""
    for word, following in zip(words, [*words[1:], None], strict=True):
        x0, top, x1, bottom = word.box
        if following is not None and x0 < following.box[0] < x1:
            yield replace(word, box=(x0, top, following.box[0], bottom))
        else:
            yield word


def _word_glyphs(word: OcrWord, seen: SeenLine, size: float, point: float) -> Iterator[Glyph]:
    """The word's box shared out among its letters by their usual widths; tesseract's own boxes often overlap."""
    text = word.text
    widths = [0.55 if ch in _NARROW else 1.4 if ch in _WIDE else 1.0 for ch in text]
    x0, x1 = word.box[0] * point, word.box[2] * point
    scale = (x1 - x0) / sum(widths)
    bottom = seen.baseline + _FEET * size
    marks = _raised_from(word, seen, size / point)
    for i, (letter, width) in enumerate(zip(word.letters, widths, strict=True)):
        end = x0 + width * scale
        shown = _dash(i, word, size / point)
        if i >= marks:
            low = seen.baseline - 0.33 * size + _FEET * 0.6 * size
            yield Glyph(0, shown, x0, low - 0.6 * size, end, low, 0.6 * size, "OCR", True, letter.confidence)
        else:
            yield Glyph(0, shown, x0, bottom - size, end, bottom, size, "OCR", True, letter.confidence)
        x0 = end


def _dash(at: int, word: OcrWord, em: float) -> str:
    """The letter of a word, a level stroke by its width: hyphen, en dash or em dash. Inside a word the box is sure
    only where it has the height of a stroke."""
    letter = word.letters[at]
    if letter.text not in "-–—" or em <= 0:
        return letter.text
    alone = len(word.letters) == 1
    between = 0 < at < len(word.letters) - 1 and word.letters[at - 1].text.isdigit()
    box = word.box if alone else letter.box
    if not alone and box[3] - box[1] > 0.3 * em:
        return "-" if at and not between else letter.text
    width = (box[2] - box[0]) / em
    return "—" if width >= _EM_DASH else "–" if width >= _EN_DASH else "-"


def _raised_from(word: OcrWord, seen: SeenLine, em: float) -> int:
    """From which letter on the word is a raised mark of a note: small digits at its end, off the baseline."""
    found = _DIGIT_MARK.search(word.text)
    if found is None:
        return len(word.letters)
    for letter in word.letters[found.start() :]:
        low, height = seen.line.baseline - letter.box[3], letter.box[3] - letter.box[1]
        if not (low >= 0.2 * em and height <= 0.55 * em):
            return len(word.letters)
    return found.start()

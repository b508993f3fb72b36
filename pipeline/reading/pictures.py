"""Work on the picture of a page: print told from paper, lines made level, drawn lines and filled boxes found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pipeline.reading.scan import Picture

Mask = NDArray[np.bool_]
PixelBox = tuple[int, int, int, int]
"""(x0, top, x1, bottom) in pixels, x1 and bottom outside."""

_TILE = 32
"""Pixels; the paper's own grey is taken from tiles of this size, for light falls unevenly on it."""
_INK = 0.68
"""Darker than this share of the paper around is ink."""
_MOST_SKEW = 6.0
"""Degrees; pages that lie worse than this on the glass are rare, and letters of neighbouring lines then mix."""
_LEAST_SKEW = 0.04
_TINY = 9
"""Pixels; less ink than the dot of an i in small print."""
_SLACK = 2
"""Pixels by which a level line may still leave its row, and gaps that print leaves in it."""


def ink_of(picture: Picture) -> Mask:
    """Which pixels are print: darker than the paper around them."""
    height, width = picture.shape
    rows, cols = -(-height // _TILE), -(-width // _TILE)
    padded = np.pad(picture, ((0, rows * _TILE - height), (0, cols * _TILE - width)), mode="edge")
    tiles = padded.reshape(rows, _TILE, cols, _TILE)
    paper = np.percentile(tiles, 90, axis=(1, 3))
    around = np.pad(paper, 2, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(around, (5, 5))
    paper = np.maximum(windows.max(axis=(2, 3)), 0.4 * float(paper.max()))
    level = np.repeat(np.repeat(paper, _TILE, axis=0), _TILE, axis=1)[:height, :width]
    return np.asarray(picture < _INK * level)


def skew_of(ink: Mask) -> float:
    """By how many degrees the lines of text fall to the right; 0 where there is too little print to tell.

    When rows are added up along the lines of text, lines and gaps stand out most sharply.
    """
    small = ink[::3, ::3]
    ys, xs = np.nonzero(small)
    if len(ys) < 500:
        return 0.0
    if len(ys) > 200_000:
        step = len(ys) // 200_000 + 1
        ys, xs = ys[::step], xs[::step]
    centred = xs - small.shape[1] / 2

    def sharpness(degrees: float) -> float:
        rows = np.rint(ys - centred * np.tan(np.radians(degrees))).astype(np.int64)
        counts = np.bincount(rows - rows.min())
        return float(np.square(np.diff(counts.astype(np.float64))).sum())

    best, reach, step_width = 0.0, _MOST_SKEW, 0.5
    while step_width >= 0.02:
        angles = np.arange(best - reach, best + reach + step_width / 2, step_width)
        best = max((float(a) for a in angles), key=lambda a: (sharpness(a), -abs(a)))
        reach, step_width = step_width, step_width / 5
    return best if abs(best) >= _LEAST_SKEW and abs(best) < _MOST_SKEW else 0.0


def levelled(picture: Picture, degrees: float) -> Picture:
    """The picture turned about its middle so that lines which fall by so many degrees are level."""
    if not degrees:
        return picture
    paper = int(np.percentile(picture, 90))
    turned = Image.fromarray(picture).rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=paper)
    return np.asarray(turned, dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Straight lines and filled boxes of a picture, in pixels."""

    across: tuple[PixelBox, ...]
    down: tuple[PixelBox, ...]
    filled: tuple[PixelBox, ...]


def find_drawn(ink: Mask, *, pixels_a_point: float) -> Drawn:
    """Lines longer than any stroke of a letter, and boxes that are filled with ink."""
    thick = max(3, round(3 * pixels_a_point))
    across, bars = _long_runs(ink, round(30 * pixels_a_point), thick)
    down, columns = _long_runs(ink.T, round(20 * pixels_a_point), thick)
    upright = [(top, x0, bottom, x1) for x0, top, x1, bottom in down]
    standing = [(top, x0, bottom, x1) for x0, top, x1, bottom in columns]
    filled = sorted([*bars, *(box for box in standing if not any(_inside(box, bar) for bar in bars))])
    free = [box for box in upright if not any(_inside(box, big) for big in filled)]
    level = [box for box in across if not any(_inside(box, big) for big in filled)]
    return Drawn(tuple(level), tuple(free), tuple(filled))


def _inside(box: PixelBox, big: PixelBox) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return big[0] - 2 <= x <= big[2] + 2 and big[1] - 2 <= y <= big[3] + 2


def _long_runs(ink: Mask, least: int, thick: int) -> tuple[list[PixelBox], list[PixelBox]]:
    """Level runs of ink of at least this length, joined over rows: thin ones, and thick ones."""
    runs = _runs(_closed(ink), least)
    boxes = _joined(runs)
    thin = [b for b in boxes if b[3] - b[1] <= thick + 2 * _SLACK and _is_line(ink, b)]
    fat = [b for b in boxes if b[3] - b[1] > 2 * thick and _fullness(ink, b) > 0.8]
    return thin, fat


def _closed(ink: Mask) -> Mask:
    """Ink with what a slight slant and specks take out of a line put back: rows looked at with their neighbours."""
    spread = ink.copy()
    spread[1:] |= ink[:-1]
    spread[:-1] |= ink[1:]
    closed = spread.copy()
    for shift in range(1, _SLACK + 1):
        closed[:, shift:] |= spread[:, :-shift]
    return closed


def _runs(ink: Mask, least: int) -> list[tuple[int, int, int]]:
    """(row, from, to) of every run of ink of at least this length."""
    height, width = ink.shape
    edges = np.zeros((height, width + 2), dtype=np.int8)
    edges[:, 1:-1] = ink
    steps = np.diff(edges, axis=1)
    starts, ends = np.nonzero(steps == 1), np.nonzero(steps == -1)
    long = ends[1] - starts[1] >= least
    return list(zip(starts[0][long].tolist(), starts[1][long].tolist(), ends[1][long].tolist(), strict=True))


def _joined(runs: Iterable[tuple[int, int, int]]) -> list[PixelBox]:
    """Runs that lie on each other in neighbouring rows, as boxes. Runs come row by row."""
    done: list[list[int]] = []
    open_boxes: list[list[int]] = []
    for row, start, end in runs:
        still: list[list[int]] = []
        for box in open_boxes:
            (still if box[3] >= row - _SLACK else done).append(box)
        open_boxes = still
        home = next((b for b in open_boxes if b[0] <= end and b[2] >= start and _alike(b, start, end)), None)
        if home is None:
            open_boxes.append([start, row, end, row + 1])
        else:
            home[0], home[2], home[3] = min(home[0], start), max(home[2], end), row + 1
    return [(b[0], b[1], b[2], b[3]) for b in (*done, *open_boxes)]


def _alike(box: list[int], start: int, end: int) -> bool:
    """A run goes on a box when most of the shorter one lies over the other."""
    overlap = min(box[2], end) - max(box[0], start)
    return overlap >= 0.5 * min(end - start, box[2] - box[0])


def _is_line(ink: Mask, box: PixelBox) -> bool:
    """Ink in nearly every column, and paper over and under it: the feet of letters make no line."""
    x0, top, x1, bottom = box
    filled = ink[top:bottom, x0:x1].any(axis=0).mean()
    over = ink[max(0, top - 5) : max(0, top - 1), x0:x1]
    under = ink[bottom + 1 : bottom + 5, x0:x1]
    crossed = max((float(side.any(axis=0).mean()) for side in (over, under) if side.size), default=0.0)
    return float(filled) >= 0.9 and crossed <= 0.3


def _fullness(ink: Mask, box: PixelBox) -> float:
    part = ink[box[1] : box[3], box[0] : box[2]]
    return float(part.mean()) if part.size else 0.0


def without(picture: Picture, boxes: Iterable[PixelBox]) -> Picture:
    """The picture with these boxes painted in the colour of the paper, so that OCR takes no line for a letter."""
    clean = picture.copy()
    paper = int(np.percentile(picture, 90))
    for x0, top, x1, bottom in boxes:
        clean[max(0, top - 1) : bottom + 1, max(0, x0 - 1) : x1 + 1] = paper
    return clean


def cleaned(picture: Picture, ink: Mask) -> Picture:
    """The picture on even paper, without lone dots of dirt (ink smaller than a full stop and far from all other ink),
    and with sharper edges: what scanning and turning blurred are the small parts of letters above all."""
    near = _ink_around(ink, 3)
    tiny = (near <= _TINY) & (near == _ink_around(ink, 5))
    print_ = ink & ~tiny & (near != _ink_around(ink, 15))
    clean = picture.copy()
    clean[_ink_around(print_, 4) == 0] = int(np.percentile(picture, 90))
    edges = ImageFilter.UnsharpMask(radius=3, percent=120, threshold=0)
    return np.asarray(Image.fromarray(clean).filter(edges), dtype=np.uint8)


def _ink_around(ink: Mask, reach: int) -> NDArray[np.int32]:
    """How many pixels of ink lie within `reach` pixels of each pixel, in both directions."""
    counts = ink.astype(np.int32)
    for axis in (0, 1):
        ends = [(0, 0), (0, 0)]
        ends[axis] = (reach + 1, reach)
        summed = np.pad(counts, ends).cumsum(axis=axis, dtype=np.int32)
        length = ink.shape[axis]
        high = np.take(summed, np.arange(2 * reach + 1, length + 2 * reach + 1), axis=axis)
        counts = high - np.take(summed, np.arange(length), axis=axis)
    return counts


def stroke_width(ink: Mask, box: PixelBox) -> float:
    """The usual width in pixels of the strokes in a box: twice the area of ink by the length of its edge."""
    part = ink[max(0, box[1]) : box[3], max(0, box[0]) : box[2]]
    area = int(part.sum())
    if not area:
        return 0.0
    edge = int((part[1:] != part[:-1]).sum()) + int((part[:, 1:] != part[:, :-1]).sum())
    return 2.0 * area / max(edge, 1)

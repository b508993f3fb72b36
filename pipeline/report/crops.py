"""Pictures of the places on the pages where figures stand: the line with its neighbours, the number boxed."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.manuscript import Rect
from pipeline.reading.scan import OtherReader, other_reader

DPI = 110
_ABOVE, _BESIDE = 34.0, 230.0
"""Points of page around the number: two lines above and below, and most of a column to each side."""
_BOX = (200, 30, 30)
_TURNS = (0, 90, 180, 270)
_GREYS = 16
"""Print needs few; a picture of a few lines then takes four to eight kilobytes."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A picture inside the page: its data address and its size in CSS pixels."""

    src: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Crops:
    """Pictures by claim id: `inside` the page, or `beside` it as files (relative addresses)."""

    inside: Mapping[str, Crop] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)


def crop_figures(
    path: Path, *, folder: str, wanted: list[list[object]], sha256: str, password: str | None = None
) -> str:
    """Write a picture for each of `wanted` [name, page, [x0, top, x1, bottom], surface]; for the worker.

    Returns the names of those that were written, as JSON: a place whose text is not what was read there is left out,
    and of a file that has changed since it was read there are none.
    """
    made: list[object] = []
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        return "[]"
    with other_reader(data, password=password) as reader:
        for name, page, box, surface in wanted if reader is not None else ():
            picture = _picture(reader, int(str(page)), tuple(box), str(surface))  # type: ignore[arg-type]
            if picture is not None:
                unfinished = Path(folder) / f".unfinished-{name}"
                picture.save(unfinished, format="PNG", optimize=True)
                unfinished.replace(Path(folder) / str(name))
                made.append(name)
    return json.dumps(made)


def _picture(reader: OtherReader, page: int, box: Rect, surface: str) -> Image.Image | None:
    seen = reader.picture(page, dpi=DPI)
    size = reader.size(page)
    if seen is None or size is None:
        return None
    picture, scale = Image.fromarray(seen[0]), 1 / seen[1]
    turn = next((turn for turn in _TURNS if _reads(reader, page, _on_page(box, turn, size), surface)), None)
    if turn is None:
        if reader.text(page):
            return None
        turn = 0  # a scan: nothing but the page as it lies
    if turn:
        picture = picture.rotate(turn, expand=True)
    x0, top, x1, bottom = (side * scale for side in box)
    frame = (
        max(0, int(x0 - _BESIDE * scale)), max(0, int(top - _ABOVE * scale)),
        min(picture.width, int(x1 + _BESIDE * scale)), min(picture.height, int(bottom + _ABOVE * scale)),
    )  # fmt: skip
    if frame[2] <= frame[0] or frame[3] <= frame[1]:
        return None
    drawn = picture.convert("RGB").crop(frame)
    place = (x0 - frame[0] - 3, top - frame[1] - 3, x1 - frame[0] + 3, bottom - frame[1] + 3)
    ImageDraw.Draw(drawn).rectangle(place, outline=_BOX, width=2)
    return drawn.quantize(_GREYS, dither=Image.Dither.NONE)


def _on_page(box: Rect, turn: int, size: tuple[float, float]) -> Rect:
    """A box of the page turned upright by so many degrees, on the page as it lies; size is of the latter."""
    x0, top, x1, bottom = box
    width, height = size
    if turn == 90:
        return width - bottom, x0, width - top, x1
    if turn == 180:
        return width - x1, height - bottom, width - x0, height - top
    if turn == 270:
        return top, height - x1, bottom, height - x0
    return box


def _reads(reader: OtherReader, page: int, box: Rect, surface: str) -> bool:
    """Whether the number stands in the box: one half of its digits are enough, for fonts lie about their letters."""
    found = reader.text_in(page, box)
    digits = [ch for ch in surface if ch.isdigit()] or [ch for ch in surface if ch.isalnum()]
    there = sum(ch in (found or "") for ch in digits)
    return bool(digits) and 2 * there > len(digits)


def crop_name(claim_id: str, sha256: str) -> str:
    """The file name of a claim's picture; another version of the paper makes another name."""
    return hashlib.sha256(f"{sha256} {claim_id}".encode()).hexdigest()[:24] + ".png"


def load_crops(files: Iterable[tuple[str, Path]], *, budget: int, beside: str) -> Crops:
    """Pictures by claim id: so many bytes of them, the first first, go into the page; the rest stay files."""
    inside, outside, left = {}, {}, budget
    for claim_id, path in files:
        data = path.read_bytes()
        if len(data) * 4 // 3 <= left:
            left -= len(data) * 4 // 3
            with Image.open(BytesIO(data)) as picture:
                width, height = picture.size
            inside[claim_id] = Crop(f"data:image/png;base64,{base64.b64encode(data).decode()}", width, height)
        else:
            outside[claim_id] = f"{beside}/{path.name}"
    return Crops(inside, outside)

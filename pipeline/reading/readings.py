"""What reading and layout make of a file, kept on disk: other words or checks then need no second reading.

A reading is pickled, and an output folder may come from anybody: nothing but our own records is built from it.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, overload

from pipeline.manuscript import Manuscript, Rect
from schemas import Diagnostic, Source

_RECORDS: Final = ("pipeline.manuscript", "pipeline.offsets", "pipeline.reading.readings", "schemas.")
_MOST_BYTES: Final = 512 << 20
"""A reading that unfolds to more is not looked at."""
_PLAIN: Final = frozenset(
    {("array", "_array_reconstructor"), ("array", "array"), ("builtins", "range"), ("builtins", "frozenset"),
     ("builtins", "set")}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper after reading and layout, from a PDF or a text file."""

    manuscript: Manuscript
    source: Source
    diagnostics: tuple[Diagnostic, ...]
    info: Mapping[str, str]


Place = tuple[int, Rect]


class Places(Sequence[Place]):
    """(page, box) of every glyph, in flat arrays."""

    __slots__ = ("_boxes", "_pages")

    def __init__(self, places: Iterable[Place]) -> None:
        self._pages, self._boxes = array("i"), array("d")
        for page, box in places:
            self._pages.append(page)
            self._boxes.extend(box)

    def __len__(self) -> int:
        return len(self._pages)

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> list[Place]: ...
    def __getitem__(self, at: int | slice) -> Place | list[Place]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        page, first = self._pages[at], 4 * (at % len(self))
        x0, top, x1, bottom = self._boxes[first : first + 4]
        return page, (x0, top, x1, bottom)


def load_reading(path: Path) -> Reading | None:
    """The reading that is kept there; None when there is none, or it is damaged or foreign."""
    try:
        unfold = zlib.decompressobj()
        data = unfold.decompress(path.read_bytes(), _MOST_BYTES)
        if unfold.unconsumed_tail:
            return None
        found = _Records(io.BytesIO(data)).load()
    except MemoryError:
        raise
    except Exception:
        return None
    return found if isinstance(found, Reading) else None


def save_reading(path: Path, reading: Reading) -> None:
    """Keep a reading; where that is not possible, it is made again the next time."""
    unfinished = path.with_name(f".unfinished-{os.getpid()}-{path.name}")
    with contextlib.suppress(OSError, pickle.PicklingError, TypeError):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(zlib.compress(pickle.dumps(_plain(reading), protocol=5), 1))
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def _plain(reading: Reading) -> Reading:
    """The same reading without the pages of glyphs that it looks things up on."""
    manuscript = reading.manuscript
    places, confidences = manuscript.glyph_places, manuscript.glyph_confidences
    flat = replace(
        manuscript,
        glyph_places=None if places is None else Places(places),
        glyph_confidences=None if confidences is None else array("d", confidences),
    )
    return replace(reading, manuscript=flat)


class _Records(pickle.Unpickler):
    """Builds our own records and plain values; any other name in the file is refused."""

    def find_class(self, module: str, name: str) -> Any:
        ours = module.startswith(_RECORDS) and "." not in name
        if ours or (module, name) in _PLAIN:
            found = super().find_class(module, name)
            if (module, name) in _PLAIN or (isinstance(found, type) and found.__module__ == module):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")

"""What reading one paper may cost. Each limit can be set by a variable of the environment (docs/limits.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from pipeline.errors import BadOutput

_MEGABYTE = 1 << 20
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Limits:
    """What one paper may cost its process. Generous: an ordinary paper needs seconds and less than half a gigabyte."""

    wall_seconds: float = 300.0
    cpu_seconds: int = 300
    memory_bytes: int = 3 << 30
    """Address space of a child, its libraries included."""
    file_bytes: int = 256 << 20
    output_bytes: int = 256 << 20
    start_seconds: float = 120.0
    """For a child to start and import what it needs: a cold disk, a busy machine."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one PDF may cost; the worker's limits stand above these and end the whole paper."""

    pages: int = 2000
    """More is a book: PaperTooLarge."""
    glyphs_a_page: int = 60_000
    """The rest of such a page is left out, and said. A page of dense print has 8 000."""
    shapes_a_page: int = 50_000
    """Lines, boxes and pictures; the rest is left out, and said. A large table has 2 000, a map more."""
    page_seconds: float = 30.0
    """For the text layer of one page, and for the file's structure. A page takes a tenth of a second."""
    stream_bytes: int = 128 << 20
    """What one stream of the file may unpack to. The largest drawings have some 50 MB."""
    ocr_seconds: float = 240.0
    """For all pages of a paper; pages that are left then are said. A page takes two to six seconds."""
    ocr_page_seconds: float = 60.0
    slow_reader: int = 0
    """No limit: 1 has pdfminer alone read every page. What is read is the same."""


_Kind = TypeVar("_Kind", Limits, ReadingLimits)


def worker_limits(environment: Mapping[str, str]) -> Limits:
    """The limits of a process, as the environment sets them. Raises BadOutput for a value that is no number."""
    return _set(Limits(), environment)


def reading_limits(environment: Mapping[str, str]) -> ReadingLimits:
    """The limits of reading a PDF, as the environment sets them. Raises BadOutput for a value that is no number."""
    return _set(ReadingLimits(), environment)


def variable(field: str) -> str:
    """The variable of the environment for a limit: DEREK_WALL_SECONDS; sizes in bytes are given in megabytes."""
    return f"DEREK_{field.replace('_bytes', '_mb').upper()}"


def _set(limits: _Kind, environment: Mapping[str, str]) -> _Kind:
    values: dict[str, float] = {}
    for field in fields(limits):
        said = environment.get(variable(field.name), "").strip()
        if said:
            values[field.name] = _number(variable(field.name), said) * (
                _MEGABYTE if field.name.endswith("_bytes") else 1
            )
    whole = {name: value if isinstance(getattr(limits, name), float) else int(value) for name, value in values.items()}
    return type(limits)(**{field.name: whole.get(field.name, getattr(limits, field.name)) for field in fields(limits)})


def _number(name: str, said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS and int(said)):
        raise BadOutput(f"{name}={said[:40]}", "this setting must be a whole number above 0", "see docs/limits.md")
    return int(said)

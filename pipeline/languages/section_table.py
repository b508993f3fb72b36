"""The sections of a paper as a table for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_HEAD = ("", "kind", "lang", "characters", "from", "beginning")
_RIGHT = frozenset({3, 4})
_BEGINNING = 64


def section_table(sections: Sequence[Mapping[str, Any]], text: str) -> str:
    """One line a section: its id, kind, language, length, place in the text, and how it begins."""
    rows = [_HEAD, *(_row(section, text) for section in sections)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i in _RIGHT else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(section: Mapping[str, Any], text: str) -> tuple[str, ...]:
    start, end = section["start"], section["end"]
    beginning = " ".join(text[start : min(end, start + 4 * _BEGINNING)].split())
    if len(beginning) > _BEGINNING:
        beginning = beginning[: _BEGINNING - 1].rstrip() + "…"
    return section["section_id"], section["kind"], section["lang"], f"{end - start:,}", f"{start:,}", beginning

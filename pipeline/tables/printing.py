"""Tables as text for people and for other programs: Markdown and comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from schemas import Table


def as_csv(tables: Sequence[Table]) -> str:
    """The rows of all tables as printed, header rows first; an empty line stands between two tables."""
    return "\n".join(_rows_as_csv(table) for table in tables).rstrip("\n")


def _rows_as_csv(table: Table) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table.rows)
    return text.getvalue()


def as_markdown(tables: Sequence[Table]) -> str:
    """Each table with its caption over it and its notes under it; header rows of a column become one, parted by " / ".

    Where the header has no row, the head of the Markdown table is empty.
    """
    return "\n\n".join(_as_markdown(table) for table in tables)


def _as_markdown(table: Table) -> str:
    width = len(table.rows[0]) if table.rows else 0
    paths = table.column_paths or ((),) * width
    head = [" / ".join(path) for path in paths] if table.header_rows else [""] * width
    lines = [_line(head), _line(["---"] * width), *(_line(row) for row in table.rows[table.header_rows :])]
    title = table.caption or (f"{table.number}" if table.number is not None else "")
    parts = [f"**{_plain(title)}**"] if title else []
    parts.append("\n".join(lines))
    parts += [_plain(note) for note in table.notes]
    return "\n\n".join(parts)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_plain(cell).replace("|", "\\|") for cell in cells) + " |"


def _plain(text: str) -> str:
    """In one line, with the signs that mean something to Markdown inside of words made plain."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("*", "\\*").replace("_", "\\_").replace("<", "&lt;")

"""Blocks and tables put together to one manuscript: text, offsets, spans of blocks and cells."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.languages.letters import repair
from pipeline.manuscript import Block, BlockKind, FoundTable
from pipeline.offsets import INSERTED, MappedText

BETWEEN_BLOCKS = "\n\n"


@dataclass(slots=True)
class Draft:
    """A block before its place in the text is known."""

    kind: BlockKind
    content: MappedText
    page: int | None = None
    size: float | None = None
    bold: bool = False
    centered: bool = False
    table: int | None = None
    cells: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """For a table: spans of its cells in `content`."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The text with its blocks; `cell_spans[i]` belongs to table i."""

    content: MappedText
    blocks: tuple[Block, ...]
    cell_spans: tuple[Mapping[tuple[int, int], tuple[int, int]], ...]


def table_draft(table: FoundTable, index: int) -> Draft:
    """A table as a block: rows by line feed, cells by tab; line ends inside a cell become spaces."""
    contents = {(cell.row, cell.col): cell.content for cell in table.cells}
    text: list[str] = []
    origins: list[int] = []
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    length = 0
    for row in range(table.n_rows):
        for col in range(table.n_cols):
            separator = "" if not (row or col) else "\n" if col == 0 else "\t"
            text.append(separator)
            origins.extend([INSERTED] * len(separator))
            length += len(separator)
            content = contents.get((row, col))
            if content is not None and len(content):
                text.append("".join(" " if ch in "\n\r\t\f\v" else ch for ch in content.text))
                origins.extend(content.origins)
                spans[row, col] = (length, length + len(content))
                length += len(content)
    return Draft(
        "table", MappedText("".join(text), origins), table.pages[0] if table.pages else None, table=index, cells=spans
    )


def assemble(drafts: Sequence[Draft], n_tables: int) -> Assembled:
    """One text of all drafts that have any, with look-alike letters repaired; a blank line between blocks."""
    text: list[str] = []
    origins = array("i")
    blocks: list[Block] = []
    spans: list[dict[tuple[int, int], tuple[int, int]]] = [{} for _ in range(n_tables)]
    length = 0
    for draft in drafts:
        if not draft.content.text.strip():
            continue
        if blocks:
            text.append(BETWEEN_BLOCKS)
            origins.extend([INSERTED] * len(BETWEEN_BLOCKS))
            length += len(BETWEEN_BLOCKS)
        text.append(draft.content.text)
        origins.extend(draft.content.origins)
        end = length + len(draft.content)
        blocks.append(Block(draft.kind, length, end, draft.page, draft.size, draft.bold, draft.centered, draft.table))
        if draft.table is not None:
            spans[draft.table] = {at: (a + length, b + length) for at, (a, b) in draft.cells.items()}
        length = end
    return Assembled(MappedText(repair("".join(text)), origins), tuple(blocks), tuple(spans))

"""Rows that no rule parts, as statistical offices print them: labels over several lines, groups, open rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.manuscript import FoundTable
from pipeline.reading.pdf import read_pdf
from pipeline.tables.joining import cell_rows
from pipeline.tables.pdf_tables import find_in_document

typst = pytest.importorskip("typst")

PAGE = """#set page(width: 420pt, height: 420pt, margin: 50pt)
#set text(size: 10pt, font: "Libertinus Serif", hyphenate: false, top-edge: 0.78em, bottom-edge: -0.22em)
#set par(leading: 0.1em)
"""
PROSE = "The study follows the movement of apprentices between workshops over a decade. " * 4


def found(tmp_path: Path, source: str) -> tuple[FoundTable, ...]:
    path = tmp_path / "paper.pdf"
    path.write_bytes(typst.compile((PAGE + PROSE + "\n\n" + source).encode()))
    return find_in_document(read_pdf(path))


def rows_of(table: FoundTable) -> list[list[str]]:
    return cell_rows(table.cells, table.n_rows, table.n_cols)


def labelled(place: str) -> str:
    return f"""Table 1. Workshops

#table(columns: (90pt, 60pt, 60pt), stroke: none, inset: (x: 3pt, y: 1pt), align: (left + {place}, right + {place},
 right + {place}), [Craft], [2001], [2002], [Masonry], [12], [15], [Weaving of carpets and other textiles], [31], [8],
 [Carving], [7], [44], [Repair of boats and of fishing gear], [19], [23])"""


@pytest.mark.parametrize("place", ["top", "bottom"])
def test_a_label_over_several_lines_is_one_cell(tmp_path: Path, place: str) -> None:
    (table,) = found(tmp_path, labelled(place))
    assert rows_of(table) == [
        ["Craft", "2001", "2002"],
        ["Masonry", "12", "15"],
        ["Weaving of carpets and other textiles", "31", "8"],
        ["Carving", "7", "44"],
        ["Repair of boats and of fishing gear", "19", "23"],
    ]


def test_the_name_of_a_group_is_a_row_of_its_own(tmp_path: Path) -> None:
    (table,) = found(
        tmp_path,
        """Table 1. Workshops

#table(columns: (90pt, 60pt, 60pt), stroke: none, inset: (x: 3pt, y: 1pt), align: (left, center, center),
 [Craft], [Old], [New], [#h(8pt)Masonry], [12], [15], table.cell(colspan: 3)[Winter trades], [#h(8pt)Carving], [7],
 [44], [#h(8pt)Boats], [19], [23], [], table.cell(colspan: 2, align: center)[SHARES], [#h(8pt)Nets], [5], [9])""",
    )
    rows = rows_of(table)
    assert ["Winter trades", "", ""] in rows
    assert ["", "SHARES", ""] in rows
    assert next(c.col_span for c in table.cells if c.content.text == "SHARES") == 2


def test_open_rows_belong_to_their_shaded_heads(tmp_path: Path) -> None:
    (table,) = found(
        tmp_path,
        """#table(columns: (90pt, 60pt, 60pt), stroke: none, inset: (x: 3pt, y: 2pt), align: (left, right, right),
 fill: (x, y) => if y == 0 { luma(210) }, [Craft], [Old], [New], [Masonry], [12], [15], [Coast], [], [], [Carving],
 [7], [44], [Boats], [19], [23])""",
    )
    assert [row[0] for row in rows_of(table)] == ["Craft", "Masonry", "Coast", "Carving", "Boats"]


def test_cells_of_words_over_several_lines_are_told_apart_by_space(tmp_path: Path) -> None:
    (table,) = found(
        tmp_path,
        """#table(columns: (70pt, 110pt, 90pt), stroke: none, inset: (x: 4pt, y: 4pt), align: left, [*Guild*], [*Duty*],
 [*Term*], table.hline(), [Masons], [Mend the walls of the old harbour each spring], [Three years], [Weavers],
 [Teach two apprentices], [Until the end of the contract with the town], [Carvers], [Report to the council],
 [One year])""",
    )
    assert rows_of(table) == [
        ["Guild", "Duty", "Term"],
        ["Masons", "Mend the walls of the old harbour each spring", "Three years"],
        ["Weavers", "Teach two apprentices", "Until the end of the contract with the town"],
        ["Carvers", "Report to the council", "One year"],
    ]


def test_a_source_line_ends_a_table(tmp_path: Path) -> None:
    part = """#table(columns: (90pt, 60pt, 60pt), stroke: none, inset: (x: 3pt, y: 1pt), align: (left, right, right),
 table.hline(), [Craft], [Old], [New], [Masonry], [12], [15], [Carving], [7], [44], [Boats], [19], [23],
 table.hline())"""
    tables = found(tmp_path, f"{part}\nSource: records of the guild of the town.\n\n{part}")
    assert [table.n_rows for table in tables] == [4, 4]

"""Where tables are seen on pages built here with typst: beside prose, over columns of text, with few rules or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.manuscript import FoundTable
from pipeline.reading.pdf import read_pdf
from pipeline.tables.captions import begins_figure
from pipeline.tables.joining import cell_rows
from pipeline.tables.pdf_tables import find_in_document

typst = pytest.importorskip("typst")

PAGE = '#set page(width: 460pt, height: 560pt, margin: 40pt)\n#set text(size: 9pt, font: "Libertinus Serif")\n'
PROSE = "The study follows the movement of apprentices between workshops over a decade of change. " * 6
LONG = [
    "Repair of ditches before the thaw of the second month",
    "Survey of pastures with the herders of each district",
    "Building of bridges over the river and its arms, with piers of stone from the northern quarry",
    "Planting of poplars along the road to the station",
    "Painting of wagons and sheds in the yard of the depot",
]


def rows_in(tmp_path: Path, source: str) -> list[list[list[str]]]:
    return [cell_rows(t.cells, t.n_rows, t.n_cols) for t in found_in(tmp_path, source)]


def found_in(tmp_path: Path, source: str) -> tuple[FoundTable, ...]:
    path = tmp_path / "paper.pdf"
    path.write_bytes(typst.compile((PAGE + source).encode()))
    return find_in_document(read_pdf(path))


@pytest.mark.parametrize("align", ["horizon", "top"])
def test_rows_of_long_cells_between_rules_are_one_table(tmp_path: Path, align: str) -> None:
    rows = [[f"Work {i}", text, LONG[2] if i == 2 else "Done in spring"] for i, text in enumerate(LONG)]
    cells = ", ".join(f"[{t}]" for row in [["Name", "What is done", "State"], *rows] for t in row)
    table = f"#table(columns: (60pt, 200pt, 110pt), stroke: (x, y) => (y: 0.5pt), align: {align}, {cells})"
    (found,) = rows_in(tmp_path, f"{PROSE}\n\n{table}\n\n{PROSE}")
    assert found == [["Name", "What is done", "State"], *rows]


@pytest.mark.parametrize("narrow", ["North-Western Plain", "Wide Western Plain"])
@pytest.mark.parametrize("rules", ["table.hline(),", ""])
def test_a_head_of_three_lines_beside_heads_in_its_middle_is_one(tmp_path: Path, narrow: str, rules: str) -> None:
    heads = ["Year", "Coast", "Hills", narrow, "Total"]
    rows = [[str(2011 + i), str(840 + i), str(50 + i), str(17 + i), str(907 + 3 * i)] for i in range(6)]
    cells = ", ".join(f"[{t}]" for row in rows for t in row)
    head = rules + ", ".join(f"[{t}]" for t in heads) + "," + rules
    columns = "(50pt, 70pt, 60pt, 56pt, 60pt)"
    table = f"#table(columns: {columns}, stroke: none, inset: 3pt, align: center + horizon, {head} {cells}, {rules})"
    (found,) = rows_in(tmp_path, f"{PROSE}\n\n#align(center)[{table}]\n\n{PROSE}")
    assert found == [heads, *rows]


def test_lines_of_cells_that_look_like_prose_are_no_column_of_a_page(tmp_path: Path) -> None:
    names = ["Ditches", "Herds", "Bridges", "Poplars", "Sheds", "Wells"]
    rows = [[name, LONG[0] if i % 2 else LONG[1], "not begun yet"] for i, name in enumerate(names)]
    cells = ", ".join(f"[{t}]" for row in rows for t in row)
    head = "table.hline(), [Thing], [What is done], [State], table.hline(),"
    table = f"#table(columns: (70pt, 220pt, 80pt), stroke: none, inset: 2.5pt, {head} {cells}, table.hline())"
    (found,) = rows_in(tmp_path, f"{PROSE}\n\n{table}\n\n{PROSE}")
    assert found == [["Thing", "What is done", "State"], *rows]


def test_a_table_right_over_two_columns_of_text_spans_them(tmp_path: Path) -> None:
    heads = "[Well], [Depth under the road, in metres], [Year], [Share of years with good water], [Cost]"
    cells = ", ".join(f"[Well {i}], [{12 + i}], [{1990 + i}], [{40 + i}.5], [{300 + i}]" for i in range(8))
    table = f"#table(columns: (90pt, 70pt, 70pt, 70pt, 70pt), stroke: none, align: horizon, {heads}, {cells})"
    (found,) = rows_in(tmp_path, f"Table 1. Wells by year\n\n{table}\n#columns(2)[{PROSE}\n\n{PROSE}\n\n{PROSE}]")
    assert [row[2:] for row in found[1:]] == [[str(1990 + i), f"{40 + i}.5", str(300 + i)] for i in range(8)]


def test_columns_beside_the_rules_belong_to_the_table_one_after_another(tmp_path: Path) -> None:
    ruled = "(x, y) => if x == 0 {0.5pt} else {none}"
    cells = ", ".join(f"[Workshop {i}], [{410 + i}], [{12 + i}], [{90 + i}]" for i in range(5))
    table = f"#table(columns: (90pt, 90pt, 90pt, 90pt), stroke: {ruled}, [], [1990], [1995], [2000], {cells})"
    (found,) = rows_in(tmp_path, f"{PROSE}\n\n{table}\n\n{PROSE}")
    assert found[1:] == [[f"Workshop {i}", str(410 + i), str(12 + i), str(90 + i)] for i in range(5)]


def test_a_source_and_a_heading_under_a_table_are_none(tmp_path: Path) -> None:
    table = "#table(columns: 2, [Well], [Depth], [A], [12], [B], [15])"
    below = "Source: #h(20pt) Office of Wells, 2005.\n\n5.4. #h(20pt) Wells of the northern districts"
    assert len(found_in(tmp_path, f"{table}\n\n{below}\n\n{PROSE}")) == 1


@pytest.mark.parametrize(
    "scale",
    [
        pytest.param([(0, 90 - 14 * i, str(10 + 10 * i)) for i in range(6)], id="falling at the side"),
        pytest.param([(40 * i + 60, 0, str(i + 1)) for i in range(7)], id="counting at the top"),
    ],
)
def test_a_drawing_with_a_scale_is_no_table(tmp_path: Path, scale: list[tuple[int, int, str]]) -> None:
    rivers = ["Esil", "Tobyl", "Irgiz", "Nura"] * 3
    names = [(60 + 70 * (i % 4), 20 + 30 * (i // 4), name) for i, name in enumerate(rivers)]
    texts = "".join(f"#place(dx: {x}pt, dy: {y}pt)[{text}]" for x, y, text in [*scale, *names])
    lines = "".join(f"#place(dy: {30 * i}pt, line(length: 340pt))" for i in range(4))
    frame = f"#rect(width: 340pt, height: 100pt, inset: 0pt)[{lines}{texts}]"
    assert not found_in(tmp_path, f"{PROSE}\n\n{frame}\n\n{PROSE}")


@pytest.mark.parametrize(
    ("text", "figure"),
    [("Figure CA3. Cases", True), ("Рис. А.2 – Доля", True), ("3-сурет", True), ("Figures from 3 towns", False)],
)
def test_captions_of_figures(text: str, *, figure: bool) -> None:
    assert begins_figure(text) is figure


def test_heads_in_the_middle_over_their_columns(tmp_path: Path) -> None:
    heads = "table.cell(colspan: 2)[Herds], table.cell(colspan: 2)[Wells], table.cell(colspan: 2)[Roads]"
    units = ", ".join("[In use], [Number of all]" for _ in range(3))
    cells = ", ".join(
        f"[Village {i}], " + ", ".join(f"[{113 * k + 7 * i * k}]" for k in range(1, 7)) for i in range(1, 6)
    )
    columns = "(70pt, 50pt, 50pt, 50pt, 50pt, 50pt, 50pt)"
    align = "(x, y) => if y < 2 {center + bottom} else if x == 0 {left} else {right}"
    table = f"#table(columns: {columns}, stroke: none, align: {align}, [], {heads}, [], {units}, {cells})"
    (found,) = found_in(tmp_path, f"{PROSE}\n\n{table}\n\n{PROSE}")
    spans = [(c.col, c.col_span, c.content.text) for c in found.cells if c.row == 0 and c.content.text]
    assert spans == [(1, 2, "Herds"), (3, 2, "Wells"), (5, 2, "Roads")]


def test_the_second_line_of_a_head_spans_nothing(tmp_path: Path) -> None:
    heads = "[Village], [Herds], [Number of wells], [Roads]"
    cells = ", ".join(f"[Village {i}], [{10 + i}], [{20 + i}], [{30 + i}]" for i in range(1, 6))
    align = "(x, y) => if x == 0 {left + horizon} else {center + horizon}"
    table = f"#table(columns: (90pt, 70pt, 50pt, 70pt), stroke: none, align: {align}, {heads}, {cells})"
    (found,) = rows_in(tmp_path, f"{PROSE}\n\n{table}\n\n{PROSE}")
    assert found[:2] == [["Village", "Herds", "Number of wells", "Roads"], ["Village 1", "11", "21", "31"]]


def test_values_over_the_bars_of_a_chart_are_no_table(tmp_path: Path) -> None:
    lines = "".join(f"#place(dy: {40 * i}pt, line(length: 330pt, stroke: 0.5pt))" for i in range(3))
    heights = [(30, 4, "746"), (70, 4, "732"), (110, 18, "662"), (150, 30, "621"), (190, 30, "603"), (230, 18, "655")]
    values = "".join(f"#place(dx: {x}pt, dy: {y}pt)[{value}]" for x, y, value in heights)
    chart = f"#block(width: 340pt, height: 100pt)[{lines}{values}]"
    assert not found_in(tmp_path, f"{PROSE}\n\n{chart}\n\n{PROSE}")


def test_years_and_figures_in_equal_steps_are_no_scale(tmp_path: Path) -> None:
    years = ", ".join(f"[{1990 + 5 * i}]" for i in range(5))
    cells = ", ".join(f"[Village {i}], " + ", ".join(f"[{10 * k * i}]" for k in range(1, 6)) for i in range(4, 0, -1))
    total = "[Total], [100], [203], [300], [402], [500]"
    table = f"#table(columns: (90pt, 50pt, 50pt, 50pt, 50pt, 50pt), stroke: none, [], {years}, {cells}, {total})"
    (found,) = rows_in(tmp_path, f"{PROSE}\n\n{table}\n\n{PROSE}")
    assert found[0] == ["", "1990", "1995", "2000", "2005", "2010"]


def test_columns_of_words_hardly_wider_apart_than_words(tmp_path: Path) -> None:
    places = ["Aksu", "Karasu", "Kaskelen", "Talgar", "Sarysu"]
    works = ["Herding of sheep", "Carding wool", "Weaving of carpets", "Felting", "Weaving of carpets"]
    sold = ["Sold at once", "Not sold", "Kept for winter", "Given away", "Not sold"]
    rows = [[a, b, c, "Done"] for a, b, c in zip(places, works, sold, strict=True)]
    cells = ", ".join(f"[{t}]" for row in [["Place", "Work", "What came", "State"], *rows] for t in row)
    table = f"#table(columns: 4, column-gutter: 0pt, inset: (x: 1.3pt, y: 3pt), stroke: none, table.hline(), {cells})"
    (found,) = rows_in(tmp_path, f"{PROSE}\n\nTable 1. Work\n\n{table}\n\n{PROSE}")
    assert found == [["Place", "Work", "What came", "State"], *rows]


def test_words_in_brackets_and_marks_under_a_table(tmp_path: Path) -> None:
    rows = [f"[Mill {i} \\ (northern yard)], [{12 + i}], [{90 - i}]" for i in range(4)]
    table = f"#table(columns: (110pt, 60pt, 60pt), stroke: none, [Mill], [1990], [1995], {', '.join(rows)})"
    notes = "#text(8pt)[(\\*) #h(10pt) Not counted before the flood.]"
    (found,) = rows_in(tmp_path, f"Table 1. Mills\n\n{table}\n#v(-6pt)\n{notes}\n\n{PROSE}")
    assert [row[0] for row in found] == ["Mill", *(f"Mill {i} (northern yard)" for i in range(4))]

"""Tables of PDFs built here with typst, and of text files: found, shaped, joined over pages, and nothing else found."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.layout.pages import compose_pages
from pipeline.manuscript import FoundTable
from pipeline.reading.document import TextFile
from pipeline.reading.pdf import read_pdf
from pipeline.tables.captions import begins_caption, begins_note, caption_number, is_continuation, unit_in
from pipeline.tables.cell_numbers import cell_number, is_figure, is_missing
from pipeline.tables.headers import column_paths, count_header_rows
from pipeline.tables.joining import cell_rows
from pipeline.tables.pdf_tables import find_in_document
from pipeline.tables.records import table_records
from pipeline.tables.text_tables import find_in_text

typst = pytest.importorskip("typst")

PAGE = '#set page(width: 420pt, height: 420pt, margin: 50pt)\n#set text(size: 10pt, font: "Libertinus Serif")\n'
PROSE = "The study follows the movement of apprentices between workshops over a decade. " * 6
CELLS = (
    "[River], [Length, km], [Basin, km2], [Esil], [2450], [177.0], [Tobyl], [1591], [426.1], [Irgiz], [593], [31.6],"
)
ROWS = [
    ["River", "Length, km", "Basin, km2"],
    ["Esil", "2450", "177.0"],
    ["Tobyl", "1591", "426.1"],
    ["Irgiz", "593", "31.6"],
]


REFERENCES = "\n\n".join(
    f"[{i}] Author A. Title of a work on wells. Journal, {1990 + i}, {i}, {i}-{i + 9}." for i in range(1, 9)
)
TICKS = "".join(
    f"#place(dx: 0pt, dy: {100 - 20 * i}pt)[{10 * i}]#place(dx: {30 + 30 * i}pt, dy: 105pt)[{2000 + i}]"
    for i in range(6)
)
BARS = "".join(
    f"#place(dx: {30 + 30 * i}pt, dy: {80 - 9 * i}pt, rect(width: 12pt, height: {20 + 9 * i}pt, fill: gray))"
    for i in range(6)
)
CHART = f"#box(width: 220pt, height: 120pt)[{TICKS}{BARS}]\n\nFigure 2. Wells by year"


def found_in_pdf(tmp_path: Path, source: str) -> tuple[FoundTable, ...]:
    path = tmp_path / "paper.pdf"
    path.write_bytes(typst.compile((PAGE + source).encode()))
    return find_in_document(read_pdf(path))


def rows_of(table: FoundTable) -> list[list[str]]:
    return cell_rows(table.cells, table.n_rows, table.n_cols)


@pytest.mark.parametrize(
    "style",
    [
        pytest.param("columns: 3", id="full grid"),
        pytest.param("columns: (80pt, 80pt, 80pt), stroke: (x, y) => (x: 0.5pt)", id="vertical rules alone"),
        pytest.param("columns: (80pt, 80pt, 80pt), stroke: (x, y) => (y: 0.5pt)", id="horizontal rules alone"),
        pytest.param("columns: (80pt, 80pt, 80pt), stroke: (x, y) => if y == 0 {(y: 0.7pt)}", id="rules at the head"),
        pytest.param("columns: (90pt, 80pt, 80pt), align: (left, right, right), stroke: none", id="no rules"),
        pytest.param(
            "columns: (90pt, 80pt, 80pt), stroke: none, fill: (x, y) => if calc.odd(y) {luma(220)}", id="zebra"
        ),
    ],
)
def test_a_table_is_found_whatever_its_rules(tmp_path: Path, style: str) -> None:
    (table,) = found_in_pdf(tmp_path, f"{PROSE}\n\nTable 3. Rivers of the north\n\n#table({style}, {CELLS})\n\n{PROSE}")
    assert rows_of(table) == ROWS
    assert (table.header_rows, table.number, table.caption) == (1, 3, "Table 3. Rivers of the north")
    assert table.column_paths == (("River",), ("Length, km",), ("Basin, km2",))


def test_booktabs_with_a_head_over_two_columns(tmp_path: Path) -> None:
    source = f"""{PROSE}

Table 1. Herds by year

#table(columns: (90pt, 60pt, 60pt, 60pt), stroke: none, align: center,
  table.hline(), table.cell(rowspan: 2)[Village], table.cell(colspan: 2)[Camels], [Horses],
  table.hline(start: 1, end: 3), [2001], [2002], [2002], table.hline(),
  [Aksu], [12], [15], [40], [Karasu], [9], [–], [33], [Total], [21], [15], [73], table.hline())

{PROSE}"""
    (table,) = found_in_pdf(tmp_path, source)
    body = [["Aksu", "12", "15", "40"], ["Karasu", "9", "–", "33"], ["Total", "21", "15", "73"]]
    assert rows_of(table)[2:] == body
    assert table.header_rows == 2
    assert table.column_paths[1:] == (("Camels", "2001"), ("Camels", "2002"), ("Horses", "2002"))


def test_merged_and_empty_cells_and_cells_over_lines(tmp_path: Path) -> None:
    source = """#table(columns: (70pt, 60pt, 60pt), table.cell(rowspan: 2)[Kind], table.cell(colspan: 2)[Count],
  [old], [new], [Wool from the autumn shear-ing], [], [7], [Felt], [3], [])"""
    (table,) = found_in_pdf(tmp_path, source)
    assert rows_of(table)[:2] == [["Kind", "Count", ""], ["", "old", "new"]]
    assert rows_of(table)[3] == ["Felt", "3", ""]
    assert rows_of(table)[2][0].startswith("Wool from the")
    assert rows_of(table)[2][1:] == ["", "7"]
    spans = {(c.row, c.col): (c.row_span, c.col_span) for c in table.cells}
    assert spans[0, 0] == (2, 1)
    assert spans[0, 1] == (1, 2)
    assert spans[2, 1] == (1, 1)


@pytest.mark.parametrize("header", ["table.header([Year], [Wells], [Depth, m])", "[Year], [Wells], [Depth, m]"])
@pytest.mark.parametrize("stroke", ["1pt", "none"])
def test_a_table_over_two_pages_is_one_table(tmp_path: Path, header: str, stroke: str) -> None:
    cells = ", ".join(f"[{1990 + i}], [{17 * i + 3}], [{i}.5]" for i in range(24))
    (table,) = found_in_pdf(tmp_path, f"Table 2. Wells\n\n#table(columns: 3, {header}, {cells})")
    assert table.pages == (1, 2)
    assert rows_of(table) == [
        ["Year", "Wells", "Depth, m"],
        *([str(1990 + i), str(17 * i + 3), f"{i}.5"] for i in range(24)),
    ]


def test_a_continuation_line_and_a_repeated_head_belong_to_the_grid(tmp_path: Path) -> None:
    first = "[Жыл], [Қой], [2001], [410], [2002], [415],"
    second = "[Жыл], [Қой], [2003], [428], [2004], [437],"
    before, after = (
        f"1-кесте. Мал саны\n\n#table(columns: 2, {first})",
        f"1-кестенің жалғасы\n\n#table(columns: 2, {second})",
    )
    source = f"{before}\n#pagebreak()\n{after}"
    (table,) = found_in_pdf(tmp_path, source)
    assert rows_of(table) == [["Жыл", "Қой"], ["2001", "410"], ["2002", "415"], ["2003", "428"], ["2004", "437"]]
    document = read_pdf(tmp_path / "paper.pdf")
    glyphs = [g for page in document.pages for g in page.glyphs]
    left = "".join(g.text for g in glyphs if g.index not in table.taken)
    assert "жалғасы" not in left
    assert "Мал" in left


def test_every_cell_leads_back_to_its_glyphs(tmp_path: Path) -> None:
    (table,) = found_in_pdf(tmp_path, f"#table(columns: 3, {CELLS})")
    glyphs = {g.index: g.text for page in read_pdf(tmp_path / "paper.pdf").pages for g in page.glyphs}
    for cell in table.cells:
        assert all(glyphs[o] == c for c, o in zip(cell.content.text, cell.content.origins, strict=True) if o >= 0)
        assert {o for o in cell.content.origins if o >= 0} <= table.taken


def test_a_table_in_one_column_of_two(tmp_path: Path) -> None:
    table = "#table(columns: (1fr, 1fr), stroke: none, [Well], [Depth], [A], [12], [B], [15], [C], [19])"
    (found,) = found_in_pdf(tmp_path, f"#columns(2)[{PROSE * 2}\n\nTable 1. Wells\n\n{table}\n\n{PROSE * 4}]")
    assert rows_of(found) == [["Well", "Depth"], ["A", "12"], ["B", "15"], ["C", "19"]]


def test_a_table_takes_nothing_from_the_column_beside(tmp_path: Path) -> None:
    table = """#table(columns: (1fr, 1fr), stroke: none, [Well], [Depth], [A], [12], [B], [15], [C], [19])
Source: compiled by the guild."""
    caption = "Table 1. Wells of the northern steppe by depth, in the order of their digging, m"
    source = f"#columns(2)[{PROSE * 3} #colbreak() {PROSE}\n\n{caption}\n\n{table}\n\n{PROSE}]"
    (found,) = found_in_pdf(tmp_path, f"#set par(justify: true)\n{source}")
    assert rows_of(found) == [["Well", "Depth"], ["A", "12"], ["B", "15"], ["C", "19"]]
    assert (found.caption, found.number, found.notes) == (caption, 1, ("Source: compiled by the guild.",))


def test_a_table_over_both_columns(tmp_path: Path) -> None:
    table = f"Table 4. Rivers\n\n#table(columns: (1fr, 1fr, 1fr), {CELLS})"
    text = f"#block(height: 290pt, columns(2)[{PROSE * 2}])"
    (found,) = found_in_pdf(tmp_path, f"#set page(height: 900pt)\n{text}\n{table}\n{text}")
    assert rows_of(found) == ROWS
    assert (found.caption, found.number) == ("Table 4. Rivers", 4)


def test_a_head_of_several_lines_is_one_row(tmp_path: Path) -> None:
    source = """#table(columns: (60pt, 60pt, 62pt), align: horizon, stroke: none, table.hline(),
  [Year], [Europe], [South-\\ Eastern\\ Asia], table.hline(), [2001], [12], [15], [2002], [9], [33], table.hline())"""
    (table,) = found_in_pdf(tmp_path, source)
    assert rows_of(table) == [["Year", "Europe", "South-Eastern Asia"], ["2001", "12", "15"], ["2002", "9", "33"]]
    assert table.header_rows == 1


def test_a_table_over_two_pages_stands_in_the_text_once(tmp_path: Path) -> None:
    cells = ", ".join(f"[{1990 + i}], [{17 * i + 3}], [{i}.5]" for i in range(24))
    tables = found_in_pdf(tmp_path, f"{PROSE}\n\nTable 2. Wells\n\n#table(columns: 3, {cells})\n\n{PROSE}")
    manuscript = compose_pages(read_pdf(tmp_path / "paper.pdf"), tables)
    assert [table.pages for table in tables] == [(1, 2)]
    assert [block.table for block in manuscript.blocks if block.kind == "table"] == [0]
    assert manuscript.text.count("2013\t394\t23.5") == 1


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(PROSE * 4, id="prose"),
        pytest.param(f"#columns(2)[{PROSE * 8}]", id="two columns"),
        pytest.param(f"#rect(width: 100%)[{PROSE}]", id="boxed text"),
        pytest.param("+ First we count.\n+ Then we weigh 12 sheep.\n+ Then we rest.\n" + PROSE, id="list"),
        pytest.param("$ y = a x + b quad (1) $\n\n$ z = 3 x^2 quad (2) $\n\n$ w = 5 y quad (3) $\n", id="equations"),
        pytest.param(REFERENCES, id="references"),
        pytest.param(CHART, id="chart"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_not_found(tmp_path: Path, source: str) -> None:
    assert found_in_pdf(tmp_path, source) == ()


DUMP = """Число колодцев росло до 2012 года [4, с. 7].
Таблица 2. Колодцы по районам, ед. [4,
с. 8].

Год Район Всего:

Север Юг Запад

2010 10 - 5 15

2011 12 3 6 21

1 пол.
2012

4 - 2 6

Всего: 26 3 13 42

После засухи число колодцев сократилось, и район опустел.
"""


def text_rows(text: str) -> list[list[list[str]]]:
    return [rows_of(t) for t in find_in_text(TextFile(text, "utf-8"))]


def test_the_broken_form_of_dumps() -> None:
    (table,) = find_in_text(TextFile(DUMP, "utf-8"))
    assert rows_of(table) == [
        ["Год", "Район", "", "", "Всего:"],
        ["", "Север", "Юг", "Запад", ""],
        ["2010", "10", "-", "5", "15"],
        ["2011", "12", "3", "6", "21"],
        ["1 пол. 2012", "4", "-", "2", "6"],
        ["Всего:", "26", "3", "13", "42"],
    ]
    assert (table.header_rows, table.number, table.unit) == (2, 2, "ед.")
    assert table.caption == "Таблица 2. Колодцы по районам, ед. [4, с. 8]."
    assert table.column_paths[2] == ("Район", "Юг")
    assert DUMP[min(table.taken) : max(table.taken) + 1].startswith("Год Район")
    assert DUMP[min(table.taken) : max(table.taken) + 1].endswith("13 42")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\n1\t2\n3\t4\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
        ("| a | b |\n|---|:-:|\n| x | 2 |\n", [["a", "b"], ["x", "2"]]),
        ("+---+---+\n| a | b |\n+---+---+\n| x | 2 |\n+---+---+\n", [["a", "b"], ["x", "2"]]),
        ("name      wells  depth\nAksu         12     30\nKarasu        9    110\n",
         [["name", "wells", "depth"], ["Aksu", "12", "30"], ["Karasu", "9", "110"]]),
        ("Table 1. W\n\nName 2018 1 half 2019\nAksu 362 453\nKarasu 40 73\n",
         [["Name", "2018", "1 half 2019"], ["Aksu", "362", "453"], ["Karasu", "40", "73"]]),
        ("Table 4 - Wells\n\nYear\tWells\n2001\t5\n\nContinuation of the table\n\nYear\tWells\n2002\t7\n",
         [["Year", "Wells"], ["2001", "5"], ["2002", "7"]]),
        ("Кесте 1. Елді мекендер\n\nАуыл 2018 2019\nАқсу 1 362 1 453\nҚарасу 2 040 2 073\n",
         [["Ауыл", "2018", "2019"], ["Ақсу", "1 362", "1 453"], ["Қарасу", "2 040", "2 073"]]),
    ],
)  # fmt: skip
def test_tables_in_text(text: str, rows: list[list[str]]) -> None:
    assert text_rows(text) == [rows]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Prose alone, with 12 sheep and 3 goats.\nAnd 4 more lines, of 2020, all 6 of them.\n",
        "\tAn indented paragraph that begins with a tab\nand goes on.\n\tAnother one.\n",
        "A. Writer\tProfessor of wells and rivers at the university of the steppe, Aksu\n"
        "B. Reader\tDoctor of camels and horses at the institute of the desert, Karasu\n",
        "Contents\n1 Wells  3\n",
        "See Table 2 for 5 of them\nand for 7 others.\n",
    ],
)
def test_text_without_tables(text: str) -> None:
    assert text_rows(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "-" * 20_000 + "x\n",
        "Table 1. W\n\n" + "123 " * 2_000 + "\n" + "123 " * 2_000 + "\n",
        "Table 1. W\n\n" + "a 123 456 789 123 456 789 123 456 789 123 456 789 1234\n" * 300,
        "Table 1\n\n" * 3_000,
        "a\tb\n1\t2\n\n\n" * 3_000,
        "a\tb\n" + "1\t2\nContinuation of the table\n" * 2_000,
        "|" * 20_000,
    ],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    find_in_text(TextFile(text, "utf-8"))


word = st.text(alphabet="абвгдежзиклмн", min_size=2, max_size=8)
figure = st.integers(min_value=0, max_value=99_999).map(str)


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 5))
    head = draw(st.lists(word, min_size=width, max_size=width))
    body = draw(st.lists(st.tuples(word, *[figure] * (width - 1)), min_size=2, max_size=6))
    return [head, *map(list, body)]


@given(grids())
@settings(max_examples=60)
def test_what_was_written_with_tabs_or_pipes_is_read_back(rows: list[list[str]]) -> None:
    tabs = "\n".join("\t".join(row) for row in rows)
    assert text_rows(f"Text.\n\n{tabs}\n\nText.\n") == [rows]
    pipes = ["| " + " | ".join(row) + " |" for row in rows]
    pipes.insert(1, "|" + "---|" * len(rows[0]))
    assert text_rows("\n".join(pipes)) == [rows]


@given(st.text(alphabet="a1 \t|\n.-,Таблица", max_size=200))
def test_any_text_is_read_without_error_and_cells_lead_back(text: str) -> None:
    for table in find_in_text(TextFile(text, "utf-8")):
        assert table.n_rows >= 1
        for cell in table.cells:
            for character, origin in zip(cell.content.text, cell.content.origins, strict=True):
                assert origin < 0 or text[origin] == character or (character == " " and text[origin].isspace())


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("1 234,5", "ru", "1234.5"), ("1 234", "kk", "1234"), ("12.5%", "en", "12.5"), ("1,234", "en", "1234"),
        ("133,3", "en", "133.3"), ("1,234", "ru", "1.234"), ("1.234.567", "ru", "1234567"), ("−5", "ru", "-5"),
        ("1,234.5", "en", "1234.5"), ("10*", "en", "10"), ("0,853460149", "en", "0.853460149"), (".05", "en", "0.05"),
    ],
)  # fmt: skip
def test_cell_number(text: str, lang: str, value: str) -> None:
    assert cell_number(text, lang) == Decimal(value)


@pytest.mark.parametrize("text", ["", "-", "н/д", "1 пол. 2020", "0-9", "12 people", "12.05.2020", "1 2", "abc"])
def test_cells_that_are_no_number(text: str) -> None:
    assert cell_number(text, "ru") is None


@pytest.mark.parametrize(
    ("text", "missing", "figures"),
    [("–", True, True), ("data not found", True, True), ("", True, False), ("12", False, True), ("a1", False, False)],
)
def test_missing_values(text: str, missing: bool, figures: bool) -> None:
    assert (is_missing(text), is_figure(text)) == (missing, figures)


@pytest.mark.parametrize(
    ("text", "is_caption", "number"),
    [
        ("Table 1. Wells", True, 1), ("Таблица 7 – Реки", True, 7), ("3-кесте. Өзендер", True, 3), ("Кесте 4", True, 4),
        ("Table 7.4: Five", True, 4), ("Table 1 shows that", False, 1), ("Table of contents", False, None),
        ("Table III. Wells", True, None),
    ],
)  # fmt: skip
def test_captions(text: str, is_caption: bool, number: int | None) -> None:
    assert begins_caption(text) == is_caption
    assert caption_number(text) == number


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Table 1. Wells, %", "%"), ("Длина, тыс. км", "тыс. км"), ("Cost (million USD)", "million USD"), ("Wells", None)],
)
def test_units(text: str, unit: str | None) -> None:
    assert unit_in(text) == unit


@pytest.mark.parametrize("text", ["Continuation of the table", "Продолжение таблицы 4", "4-кестенің жалғасы"])
def test_continuation_lines(text: str) -> None:
    assert is_continuation(text)
    assert not begins_caption(text)


@pytest.mark.parametrize(
    ("text", "note"), [("Note – by the author", True), ("Источник: [4]", True), ("Notably", False)]
)
def test_notes(text: str, note: bool) -> None:
    assert begins_note(text) == note


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["Land", "2018", "2019"], ["A", "5", "7"], ["B", "6", "8"]], 1),
        ([["", "Wells", ""], ["Land", "old", "new"], ["A", "5", "7"]], 2),
        ([["R", "0,85"], ["R2", "0,72"], ["n", "21"]], 0),
        ([["Year", "Grants"], ["2014-2015", "3150"], ["2015-2016", "6200"]], 1),
        ([["Kind", "Sent"], ["Old", "6 schools – 23 people"], ["New", "7 schools – 9 people"]], 1),
        ([["Land", "a", "b"], ["North", "", ""], ["A", "5", "7"]], 1),
        ([["", "1996", "1991", "growth"], ["", "share", "share", "points"], ["A", "17", "14", "3"]], 2),
        ([["", "1996", "1991", "By whom"], ["A", "17", "14", "Smiths 3"], ["B", "12", "1", ""]], 1),
        ([["", "to air", "to land"], ["A", "100 million", "-"], ["B", "100", "-"]], 1),
    ],
)
def test_header_rows(rows: list[list[str]], header: int) -> None:
    assert count_header_rows(rows, ()) == header


def test_column_paths_follow_spans() -> None:
    rows = [["Year", "Region", "", "Total"], ["", "A", "B", ""], ["2001", "1", "2", "3"]]
    spans = [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1)]
    assert column_paths(rows, spans, 2) == (("Year",), ("Region", "A"), ("Region", "B"), ("Total",))


def test_records_and_frame() -> None:
    file = TextFile(DUMP, "utf-8")
    manuscript = compose_text(file, find_in_text(file))
    (table,) = table_records(manuscript, find_sections(manuscript), paper_id="wells")
    assert table.table_id == "wells-t1"
    assert table.rows[2] == ("2010", "10", "-", "5", "15")
    data = table.frame()
    assert data[("Район", "Запад")].tolist() == [Decimal(5), Decimal(6), Decimal(2), Decimal(13)]
    assert data[("Район", "Юг")].tolist()[0] is None
    assert data.index.tolist()[-1] == "Всего:"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Table 1. Beds by region\nRegion | 2010 | 2011\nNorth | 120 | 130\nSouth | 99 | 140\n\nText goes on.",
            [["Region", "2010", "2011"], ["North", "120", "130"], ["South", "99", "140"]],
        ),
        (
            "3-кесте – Мектептер\nАймақ|2010|2011\nКөл|12|13\nТау||14\n",
            [["Аймақ", "2010", "2011"], ["Көл", "12", "13"], ["Тау", "", "14"]],
        ),
    ],
)
def test_pipes_without_a_frame_part_the_cells_of_a_dump(text: str, rows: list[list[str]]) -> None:
    assert text_rows(text) == [rows]


def test_a_line_of_links_with_pipes_is_no_table() -> None:
    assert text_rows("Home | About | Contact\nNews | Events | Archive\n\nThe text of the page begins here.") == []


LONG = "wool of the northern flocks, washed twice and carded by hand before the winter"


def test_long_cells_of_a_table_are_no_columns_of_the_page(tmp_path: Path) -> None:
    rows = [(f"Lot {k}", f"{LONG} {k}", str(17 * k)) for k in range(1, 8)]
    cells = ", ".join(f"[{a}], [{b}], [{c}]" for a, b, c in rows)
    source = f"""Table 1. Lots of wool by weight
#table(columns: (50pt, 110pt, 60pt), stroke: none, table.hline(), [Lot], [Kind], [Weight], table.hline(), {cells},
  table.hline())"""
    (table,) = found_in_pdf(tmp_path, f"#set page(height: 700pt)\n{source}")
    assert rows_of(table) == [["Lot", "Kind", "Weight"], *(list(row) for row in rows)]


def test_heads_in_levels_with_lone_heads_beside(tmp_path: Path) -> None:
    source = """#table(columns: (70pt, 60pt, 60pt, 70pt), stroke: none, align: bottom, table.hline(),
  table.cell(rowspan: 2)[Region], table.cell(colspan: 2, align: center)[Wells dug], table.cell(rowspan: 2)[Share,
  %], table.hline(start: 1, end: 3), [1990], [2000], table.hline(), [North], [12], [15], [40.1], [South], [18], [22],
  [59.9], table.hline())"""
    (table,) = found_in_pdf(tmp_path, source)
    paths = table.column_paths
    assert [path[-1] for path in paths] == ["Region", "1990", "2000", "Share, %"]
    assert paths[1] == ("Wells dug", "1990")


def test_a_note_and_a_title_between_rules_part_two_tables(tmp_path: Path) -> None:
    table = "#table(columns: (100pt, 100pt), stroke: none, table.hline(), {}, table.hline())"
    first = table.format("[Well], [Depth], table.hline(), [A], [12], [B], [15]")
    second = table.format("[Well], [Age], table.hline(), [A], [31], [B], [44]")
    found = found_in_pdf(tmp_path, f"{first}\n#v(6pt)\nAge of the wells\n\n{second}")
    assert [rows_of(t)[0] for t in found] == [["Well", "Depth"], ["Well", "Age"]]


def test_two_rules_around_addresses_are_no_table(tmp_path: Path) -> None:
    cells = "[Aida Omar], [School of Wells, Aral], [Bolat Sem], [School of Roads, Tekes], [Dana Kim], [School of Reeds]"
    source = f"#table(columns: (100pt, 160pt), stroke: none, table.hline(), {cells}, table.hline())"
    assert found_in_pdf(tmp_path, source) == ()


def test_a_caption_belongs_to_the_table_under_it_alone() -> None:
    first = "Table 1. Wells\n\nYear\tWells\n2001\t12\n2002\t9\n"
    piped = f"{first}\nThe study follows.\n\n| Town | Herds |\n|---|---|\n| Aksu | 12 |\n| Karasu | 7 |\n"
    assert [table.caption for table in find_in_text(TextFile(piped, "utf-8"))] == ["Table 1. Wells", None]

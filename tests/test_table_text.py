"""Forms that tables take in text files: heads run into each other, groups between rows, thousands parted by spaces."""

from __future__ import annotations

import pytest

from pipeline.reading.document import TextFile
from pipeline.tables.joining import cell_rows
from pipeline.tables.text_tables import find_in_text

PROSE = "The study follows the movement of apprentices between workshops over a decade."


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        pytest.param(
            "Table 1. Loans\nQuarter   Retail            Corporate         Total\n"
            "          Stock  Overdue    Stock  Overdue\n"
            "I         13,402.5   512.0  9,810.3   301.7   23,212.8\n"
            "II        14,118.9   530.6  10,046.0  298.2   24,164.9",
            [
                ["Quarter", "Retail", "", "Corporate", "", "Total"],
                ["", "Stock", "Overdue", "Stock", "Overdue", ""],
                ["I", "13,402.5", "512.0", "9,810.3", "301.7", "23,212.8"],
                ["II", "14,118.9", "530.6", "10,046.0", "298.2", "24,164.9"],
            ],
            id="heads wider than their columns",
        ),
        pytest.param(
            "1-кесте. Тасымал\nКөлік\t2020\t2021\nБарлығы\t39,2\t39,7\nоның ішінде:\n"
            "теміржол\t4,3\t4,4\nқұбыр\t34,9\t35,3",
            [
                ["Көлік", "2020", "2021"],
                ["Барлығы", "39,2", "39,7"],
                ["оның ішінде:", "", ""],
                ["теміржол", "4,3", "4,4"],
                ["құбыр", "34,9", "35,3"],
            ],
            id="of which between rows with tabs",
        ),
        pytest.param(
            "Table 1. Herds\nKind      2020    2021\nCattle    9.2     9.7\nof which:\n"
            "cows      4.3     4.4\nbulls     4.9     5.3",
            [
                ["Kind", "2020", "2021"],
                ["Cattle", "9.2", "9.7"],
                ["of which:", "", ""],
                ["cows", "4.3", "4.4"],
                ["bulls", "4.9", "5.3"],
            ],
            id="of which between aligned rows",
        ),
        pytest.param(
            "Таблица 1. Пожары в 2013 г.\nОбласть Всего, ед. На 10 000 жителей Доля лесных, %\n"
            "Север 12 480 89,4 31,2\nЮг 9 150 117,6 22,9\nЗапад 3 377 54,1 40,6",
            [
                ["Область", "Всего, ед.", "На 10 000 жителей", "Доля лесных, %"],
                ["Север", "12 480", "89,4", "31,2"],
                ["Юг", "9 150", "117,6", "22,9"],
                ["Запад", "3 377", "54,1", "40,6"],
            ],
            id="thousands where other rows have them",
        ),
        pytest.param(
            "Table 3. Fraud\nPlace              Cases per 100,000 people    Solved, %\n"
            "                   2020   2023   +/-           2020   2023\n"
            "Astana             121.4  168.9  +47.5         24.1   15.8\n"
            "Country as a whole 76.5   103.8  +27.3         23.3   17.7",
            [
                ["Place", "Cases per 100,000 people", "", "", "Solved, %", ""],
                ["", "2020", "2023", "+/-", "2020", "2023"],
                ["Astana", "121.4", "168.9", "+47.5", "24.1", "15.8"],
                ["Country as a whole", "76.5", "103.8", "+27.3", "23.3", "17.7"],
            ],
            id="a label that touches its figure under a head over three columns",
        ),
        pytest.param(
            "Table 1. Access\n               2017    2019\nUrban\nAny            88.2    94.0\n"
            "Fixed          61.5    64.9\n"
            "Rural\nAny            74.6    85.7",
            [
                ["", "2017", "2019"],
                ["Urban", "", ""],
                ["Any", "88.2", "94.0"],
                ["Fixed", "61.5", "64.9"],
                ["Rural", "", ""],
                ["Any", "74.6", "85.7"],
            ],
            id="groups on lines of their own",
        ),
        pytest.param(
            "1-кесте. Балл\nҚыры\tЕрлер\nЖалақы\t2,6\nКәсіби өсу\nмүмкіндігі\t3,2\nТұрғын үй\t2,1",
            [["Қыры", "Ерлер"], ["Жалақы", "2,6"], ["Кәсіби өсу мүмкіндігі", "3,2"], ["Тұрғын үй", "2,1"]],
            id="a label over two lines",
        ),
    ],
)
def test_the_grid_of_a_table_in_text(table: str, rows: list[list[str]]) -> None:
    (found,) = find_in_text(TextFile(f"{PROSE}\n\n{table}\n\n{PROSE}\n", "utf-8"))
    assert cell_rows(found.cells, found.n_rows, found.n_cols) == rows


LONG = (
    "In the three districts that the expedition visited the{}apprentices were asked about their masters, wages and "
    "their lodgings, and those of them who had changed the workshop at least once were asked why: 61% named the pay, "
    "the others the road to work, and nobody the lodgings themselves."
)


@pytest.mark.parametrize("gap", ["\t", "  ", "\t\t"], ids=["tab", "two spaces", "two tabs"])
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["right below", "behind a blank line"])
@pytest.mark.parametrize("parted", ["\t", "    "], ids=["tabs", "spaces"])
def test_a_paragraph_with_a_gap_in_it_is_no_row_of_the_table_above(gap: str, between: str, parted: str) -> None:
    rows = [["District", "2020", "2021"], ["North", "4.3", "4.4"], ["South", "34.9", "35.3"]]
    table = "Table 1. Workshops\n" + "\n".join(parted.join(row) for row in rows)
    (found,) = find_in_text(TextFile(f"{PROSE}\n\n{table}{between}{LONG.format(gap)}\n\n{PROSE}\n", "utf-8"))
    assert cell_rows(found.cells, found.n_rows, found.n_cols) == rows


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        ("Table 1. Loans\nin million tenge", "Table 1. Loans, million tenge"),
        ("1-кесте. Тасымал\nмлн тонна", "1-кесте. Тасымал, млн тонна"),
        ("Таблица 1. Ссуды\nи займы", "Таблица 1. Ссуды и займы"),
    ],
)
def test_a_unit_on_a_line_of_its_own_ends_the_caption(lines: str, caption: str) -> None:
    (found,) = find_in_text(TextFile(f"{PROSE}\n\n{lines}\nA\t2020\nB\t1.5\nC\t2.5\n\n{PROSE}\n", "utf-8"))
    assert (found.caption or "").replace(", in ", ", ") == caption

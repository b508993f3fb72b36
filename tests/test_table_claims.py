"""What the cells of a table claim: value, unit, period, place, and rows and columns told apart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

import pipeline
from pipeline.claims.cell_units import CellUnit, printed_unit, without_unit
from schemas import Claim, Paper

AROUND = {
    "ru": "Занятость в отраслях менялась неравномерно. Сведения приведены в таблице.",
    "kk": "Мақалада салалардың дамуы қарастырылады. Деректер кестеде берілген.",
    "en": "The sectors developed at different speeds. The table shows the figures.",
}


def read(folder: Path, caption: str, rows: Sequence[str], *, lang: str, between: str = "\t") -> Paper:
    """A paper with one table; cells of `rows` are parted by bars."""
    table = "\n".join(rows).replace(" |", "|").replace("| ", "|").replace("|", between)
    path = folder / "paper.txt"
    path.write_text(f"{AROUND[lang]}\n\n{caption}\n\n{table}\n\n{AROUND[lang]}\n", encoding="utf-8")
    return pipeline.extract(path)


def claim_at(paper: Paper, row: int, col: int) -> Claim:
    """The first claim of a cell; rows count from the first one below the head."""
    (table,) = paper.tables
    place = (row + table.header_rows, col)
    return next(c for c in paper.claims if c.location.cell and (c.location.cell.row, c.location.cell.col) == place)


class Told(NamedTuple):
    """A table, and what the first claim of one of its cells is to be."""

    lang: str
    caption: str
    rows: tuple[str, ...]
    place: tuple[int, int]
    value: str
    unit: str


UNITS = [
    Told(
        "en",
        "Table 1. Trade of Kazakhstan, USD million",
        (
            "Year | Exports",
            "2021 | 60.3",
            "2022 | 84.4",
        ),
        (0, 1),
        "60300000",
        "usd",
    ),
    Told(
        "en",
        "Table 1. Births in Almaty, thousand people per year",
        (
            "Year | Births",
            "2021 | 42.5",
            "2022 | 40.1",
        ),
        (0, 1),
        "42500",
        "person",
    ),
    Told(
        "en",
        "Table 1. Prices",
        (
            "Item | Unit | 2021 | 2022",
            "Coal | KZT per tonne | 9,800 | 11,200",
            "Rent | thousand tenge | 120 | 150",
        ),
        (1, 2),
        "120000",
        "kzt",
    ),
    Told(
        "en",
        "Table 1. Sale of cars",
        (
            "Make | Sold, thousands | Share",
            "Lada | 12.5 | 20.1",
            "Kia | 18.2 | 29.3",
        ),
        (0, 2),
        "20.1",
        "percent",
    ),
    Told(
        "en",
        "Table 2. Children vaccinated against measles by region",
        (
            "Region | Vaccinated, n (%)",
            "Akmola | 11,540 (93.0%)",
            "Abai | 9,100 (91.0%)",
        ),
        (0, 1),
        "11540",
        "child",
    ),
    Told(
        "en",
        "Table 1. Spending",
        (
            "Item | 2021",
            "Total, KZT billion | 50.5",
            "of which: | ",
            "clinics | 20.5",
            "hospitals | 30.0",
        ),
        (2, 1),
        "20500000000",
        "kzt",
    ),
    Told(
        "ru",
        "Таблица 1. Поголовье скота, тыс. голов",
        (
            "Вид | 2021 г. | +/-",
            "Лошади | 131,0 | +11,2",
            "Овцы | 478,4 | -7,4",
        ),
        (0, 2),
        "11200",
        "horse",
    ),
    Told(
        "ru",
        "Таблица 1. Заболеваемость гриппом (на 100 тыс. населения)",
        (
            "Область | 2021",
            "Абай | 31,2",
            "Улытау | 30,4",
        ),
        (0, 1),
        "31.2",
        "case per 100000 person",
    ),
    Told(
        "ru",
        "Таблица 1. Расходы, млрд тенге",
        (
            "Показатель | 2021",
            "Всего | 2890,1",
            "Расходы на одного жителя, тенге | 152104",
        ),
        (1, 1),
        "152104",
        "kzt per person",
    ),
    Told(
        "ru",
        "Таблица 1. Контингент вузов",
        (
            "Год | Всего, чел. | платно",
            "2021 | 5200 | 4100",
            "2022 | 5300 | 4150",
        ),
        (0, 2),
        "4100",
        "person",
    ),
    Told(
        "ru",
        "Таблица 1. Вывоз зерна в тысячах тонн",
        (
            "Год | Пшеница",
            "2021 | 131,5",
            "2022 | 140,2",
        ),
        (0, 1),
        "131500",
        "tonne",
    ),
    Told(
        "ru",
        "Таблица 1. Занятые, тыс. чел.",
        (
            "Возраст | Занятые | Темп прироста",
            "15–28 | 861,3 | 2,4",
            "29–34 | 801,5 | 3,1",
        ),
        (0, 2),
        "2.4",
        "percent",
    ),
    Told(
        "kk",
        "1-кесте. Сауалнама жауаптары, % (n = 412)",
        (
            "Жауап | Қала | Ауыл",
            "Жалақы | 38,9 | 27,1",
            "Көлік | 17,2 | 12,6",
        ),
        (1, 2),
        "12.6",
        "percent",
    ),
    Told(
        "kk",
        "1-кесте. Аудандардағы егін, 2022 ж.",
        (
            "Дақыл | Алқап, мың га | Өнімділік, ц/га",
            "Арпа | 2238,1 | 14,7",
            "Бидай | 1200,5 | 12,7",
        ),
        (0, 2),
        "14.7",
        "centner per hectare",
    ),
]


@pytest.mark.parametrize("told", UNITS)
def test_a_cell_has_the_unit_that_stands_around_it(tmp_path: Path, told: Told) -> None:
    quantity = claim_at(read(tmp_path, told.caption, told.rows, lang=told.lang), *told.place).quantity
    assert (quantity.value, quantity.unit) == (Decimal(told.value), told.unit)


@pytest.mark.parametrize(
    ("lang", "text", "unit", "rest"),
    [
        ("en", "GDP, billion tenge", CellUnit("kzt", Decimal(10**9)), "GDP"),
        ("en", "Sold, thousands", CellUnit(None, Decimal(1000)), "Sold"),
        ("en", "Students", None, "Students"),
        ("ru", "Доля в ВВП, %", CellUnit("percent"), "Доля в ВВП"),
        ("ru", "Занятые (тыс. чел.)", CellUnit("person", Decimal(1000)), "Занятые"),
        ("ru", "тыс. шт.", CellUnit("piece", Decimal(1000)), ""),
        ("ru", "2022 г. в % к 2021 г.", CellUnit("percent"), "2022 г. в % к 2021 г."),
        ("kk", "Ауыл", None, "Ауыл"),
        ("kk", "Кіріс, млн теңге", CellUnit("kzt", Decimal(10**6)), "Кіріс"),
    ],
)
def test_a_head_is_parted_into_what_it_names_and_its_unit(
    lang: str, text: str, unit: CellUnit | None, rest: str
) -> None:
    assert printed_unit(text, lang) == unit
    assert without_unit(text, lang) == rest


def test_a_cell_with_two_numbers_gives_two_claims(tmp_path: Path) -> None:
    rows = (
        "Schools | Sent | Taken",
        "City | 6 schools – 23 people | 8 schools – 255 people",
        "Village | 2 schools – 9 people | 1 school – 4 people",
    )
    paper = read(tmp_path, "Table 1. Exchange of pupils", rows, lang="en")
    found = [(str(c.quantity.value), c.quantity.unit) for c in paper.claims if c.origin == "table"]
    assert found[:2] == [("6", "school"), ("23", "person")]
    assert len(found) == 8


def test_numbers_that_grow_and_ranges_name_rows(tmp_path: Path) -> None:
    rows = (
        "Возраст, лет | Мужчины, % | Женщины, %",
        "15–28 | 22,1 | 19,8",
        "29–34 | 19,8 | 18,4",
        "60 и старше | 6,1 | 5,0",
    )
    paper = read(tmp_path, "Таблица 1. Занятые по возрасту", rows, lang="ru")
    assert [c.surface for c in paper.claims if c.origin == "table"] == ["22,1", "19,8", "19,8", "18,4", "6,1", "5,0"]
    keys = {(*c.topic.items(), c.quantity.unit) for c in paper.claims if c.origin == "table"}
    assert len(keys) == 6


def test_rows_that_the_vocabulary_calls_alike_are_told_apart_but_for_their_sum(tmp_path: Path) -> None:
    rows = (
        "Вид | Голов",
        "Крупный рогатый скот | 460",
        "в т.ч. коровы | 221",
        "Итого | 460",
    )
    paper = read(tmp_path, "Таблица 1. Поголовье скота", rows, lang="ru")
    topics = [c.topic for c in paper.claims if c.origin == "table"]
    assert [topic.get("row") for topic in topics] == [
        "крупный рогатый скот",
        "крупный рогатый скот › в т.ч. коровы",
        None,
    ]


def test_groups_of_rows_enter_what_they_are_about(tmp_path: Path) -> None:
    rows = (
        "Показатель | 2020",
        "Города | ",
        "Жильё, тыс. кв. м | 118",
        "Сёла | ",
        "Жильё, тыс. кв. м | 35",
    )
    paper = read(tmp_path, "Таблица 1. Ввод жилья", rows, lang="ru")
    first, second = (c for c in paper.claims if c.origin == "table")
    assert first.topic != second.topic
    assert (first.quantity.value, first.quantity.unit) == (Decimal(118000), "square metre")


def test_academic_years_and_the_sum_over_periods(tmp_path: Path) -> None:
    rows = (
        "Academic year | Grants",
        "2019-2020 | 2050",
        "2020-2021 | 6200",
        "Total | 8250",
    )
    paper = read(tmp_path, "Table 1. Grants by year", rows, lang="en")
    periods = [(c.period.start, c.period.end) for c in paper.claims if c.origin == "table" and c.period]
    assert periods[0] == ("2019-09", "2020-06")
    assert len(periods) == 3


def test_a_bare_name_in_a_column_of_regions_is_one_and_their_sum_lies_in_them(tmp_path: Path) -> None:
    rows = (
        "Область | Школы",
        "Абай | 46",
        "Улытау | 21",
        "Итого | 67",
    )
    paper = read(tmp_path, "Таблица 1. Число школ", rows, lang="ru")
    assert [c.places.area for c in paper.claims if c.origin == "table"] == ["KZ-10", "KZ-62", "KZ-10+KZ-62"]


def test_who_is_told_of_in_the_caption_and_goes_nowhere_lies_there(tmp_path: Path) -> None:
    rows = (
        "Пол | чел.",
        "Мужчины | 4583",
        "Женщины | 4355",
    )
    paper = read(tmp_path, "Таблица 1. Занятое население Казахстана по полу, 2022 год", rows, lang="ru")
    assert {(c.places.area, c.places.origin) for c in paper.claims if c.origin == "table"} == {("KZ", None)}


@pytest.mark.parametrize(
    ("lang", "caption", "rows", "period"),
    [
        (
            "ru",
            "Таблица 1. Перевозки",
            ("Месяц | 2021 | 2022", "Январь | 1120 | 1410", "Март | 1290 | 1502"),
            "2021-01",
        ),
        ("en", "Table 1. Flights", ("Month | 2021 | 2022", "January | 120 | 410", "March | 190 | 502"), "2021-01"),
        ("kk", "1-кесте. Рейстер", ("Ай | 2021 | 2022", "Қаңтар | 120 | 410", "Наурыз | 190 | 502"), "2021-01"),
    ],
)
def test_a_month_takes_its_year_from_the_head(
    tmp_path: Path, lang: str, caption: str, rows: tuple[str, ...], period: str
) -> None:
    found = claim_at(read(tmp_path, caption, rows, lang=lang), 0, 1).period
    assert found is not None
    assert found.start == period


def test_what_figures_are_grouped_by_is_not_counted(tmp_path: Path) -> None:
    rows = ("Бассейн | 2020 год", "Арал | 10450", "Балхаш | 3910")
    paper = read(tmp_path, "Таблица 1 – Водозабор по бассейнам, млн м3", rows, lang="ru")
    claim = claim_at(paper, 0, 1)
    assert "object" not in claim.topic
    assert (claim.quantity.value, claim.quantity.unit) == (Decimal(10450000000), "cubic metre")


def test_a_head_with_the_size_of_a_sample_is_no_unit(tmp_path: Path) -> None:
    rows = ("Fuel | Towns (n = 640) | Villages (n = 360)", "Coal | 24.1 | 71.4", "Gas | 39.8 | 12.2")
    paper = read(tmp_path, "Table 3. Main fuel, per cent of households", rows, lang="en")
    assert {c.quantity.unit for c in paper.claims if c.origin == "table"} == {"percent"}


def test_the_people_of_a_country_in_a_kazakh_caption_are_there(tmp_path: Path) -> None:
    rows = ("Жылдар | Қала халқы | Ауыл халқы", "2019 | 72340 | 51210", "2020 | 79115 | 57402")
    paper = read(tmp_path, "5-кесте. Қазақстан халқының табысы, теңге", rows, lang="kk")
    assert {c.places.area for c in paper.claims if c.origin == "table"} == {"KZ"}


def test_latin_kazakh_tables_are_read_through_their_cyrillic(tmp_path: Path) -> None:
    caption = "1-keste. Öñırler boiynşa därıgerler sany, 2021 jyl"
    rows = "Öñır\tDärıgerler, adam\t10 myñ tūrğynğa şaqqanda\nAqmola oblysy\t2310\t31,4\nAstana qalasy\t7845\t66,2"
    before = "Maqalada öñırlerdegı därıgerlerdıñ sany qarastyrylady. Derekter kestede berılgen."
    text = f"{before}\n\n{caption}\n\n{rows}\n\nAstana qalasynda därıgerler köbırek jūmys ısteidı.\n"
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    paper = pipeline.extract(path)
    claims = [c for c in paper.claims if c.origin == "table"]
    assert [(c.places.area, c.period and c.period.start, c.quantity.unit) for c in claims[:2]] == [
        ("KZ-11", "2021", "person"),
        ("KZ-11", "2021", "doctor per 10000 person"),
    ]
    assert all("oblysy" in c.quote or "qalasy" in c.quote for c in claims)


@pytest.mark.parametrize("between", ["  ", "    "])
def test_fields_parted_by_some_spaces_need_not_be_aligned(tmp_path: Path, between: str) -> None:
    rows = (
        "Crop | 2018 | 2020",
        "Cotton | 132.5 | 125.8",
        "Vegetables and melons | 88.6 | 93.2",
        "Total | 221.1 | 219.0",
    )
    paper = read(tmp_path, "Table 1 – Sown area, thousand hectares", rows, lang="en", between=between)
    (table,) = paper.tables
    assert table.rows[2] == ("Vegetables and melons", "88.6", "93.2")
    assert claim_at(paper, 0, 1).quantity.value == Decimal(132500)


COMING = (
    "Kazakhstan hosts 26 thousand foreign students. Most students in Kazakhstan come from its neighbours. "
    "The universities of Kazakhstan teach them in three languages."
)


@pytest.mark.parametrize(
    ("caption", "rows", "places"),
    [
        ("Table 1. Foreign students by country", ("Country | 2021", "India | 4100", "China | 3900"), ("IN", "KZ")),
        ("Table 1. Foreign students by field", ("Field | 2021", "Medicine | 4100", "Law | 3900"), ("WLD", "KZ")),
        ("Table 1. Outgoing students by level", ("Level | 2021", "Master | 410", "Bachelor | 300"), ("KZ", "WLD")),
        ("Table 1. Outgoing students by country", ("Country | 2021", "Italy | 41", "France | 30"), ("KZ", "IT")),
    ],
)
def test_a_caption_says_which_way_people_go(
    tmp_path: Path, caption: str, rows: tuple[str, ...], places: tuple[str, str]
) -> None:
    path = tmp_path / "paper.txt"
    table = "\n".join(rows).replace(" | ", "\t")
    path.write_text(f"Studies\n\nIntroduction\n\n{COMING}\n\n{caption}\n\n{table}\n\nThe table shows it.\n", "utf-8")
    claim = next(c for c in pipeline.extract(path).claims if c.origin == "table")
    assert (claim.places.origin, claim.places.host) == places

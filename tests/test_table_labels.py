"""What rows and heads of a table stand for: parts of a row, sums of a few regions, the whole land, status, quarters."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from schemas import Claim

AROUND = {
    "ru": "Показатели отраслей менялись неравномерно. Сведения приведены в таблице.",
    "kk": "Мақалада салалардың дамуы қарастырылады. Деректер кестеде берілген.",
    "en": "The sectors developed at different speeds. The table shows the figures.",
}


def claims_of(folder: Path, lang: str, table: str) -> dict[str, Claim]:
    """The claims of the only table of a paper by their quotes."""
    path = folder / "paper.txt"
    path.write_text(f"{AROUND[lang]}\n\n{table}\n\n{AROUND[lang]}\n", encoding="utf-8")
    paper = pipeline.extract(path)
    assert len(paper.tables) == 1
    return {c.quote: c for c in paper.claims if c.location.cell is not None}


REGIONS_RU = """Таблица 1 – Число школ в отдельных областях Казахстана

Область  2019  2024
Туркестанская  983  142
Мангистауская  178  186
"""
REGIONS_KK = """1-кесте. Қазақстан облыстарындағы мектептер саны

Облыс  2019  2024
Түркістан  983  142
Маңғыстау  178  186
"""


@pytest.mark.parametrize(
    ("lang", "table", "quote", "area"),
    [
        ("ru", REGIONS_RU + "Итого по двум областям  1161  328", "2019 › Итого по двум областям: 1161", "KZ-47+KZ-61"),
        ("ru", REGIONS_RU + "Итого (2 области)  1161  328", "2019 › Итого (2 области): 1161", "KZ-47+KZ-61"),
        ("ru", REGIONS_RU + "Всего по республике  7400  7100", "2019 › Всего по республике: 7400", "KZ"),
        ("kk", REGIONS_KK + "Барлығы  1161  328\nЕл бойынша  7400  7100", "2019 › Барлығы: 1161", "KZ-47+KZ-61"),
        ("kk", REGIONS_KK + "Барлығы  1161  328\nЕл бойынша  7400  7100", "2019 › Ел бойынша: 7400", "KZ"),
    ],
)
def test_a_sum_lies_in_what_it_says_it_sums(tmp_path: Path, lang: str, table: str, quote: str, area: str) -> None:
    claim = claims_of(tmp_path, lang, table)[quote]
    assert claim.places.area == area
    assert "row" not in claim.topic


@pytest.mark.parametrize(
    ("lang", "table", "quote"),
    [
        (
            "en",
            "Table 1. Electricity in Kazakhstan, billion kWh\n\nIndicator  2021  2022\nProduction  114.4  112.9\n"
            "of which: coal  77.0  75.1\nhydro  9.2  9.1\nConsumption  113.9  112.8",
            "2021 › hydro: 9.2",
        ),
        (
            "ru",
            "Таблица 1 – Электроэнергия в Казахстане, млрд кВт·ч\n\nВид  2021  2022\nПроизводство  114,4  112,9\n"
            "– ТЭС  77,0  75,1\n– ГЭС  9,2  9,1\nПотребление  113,9  112,8",
            "2021 › – ГЭС: 9,2",
        ),
    ],
)
def test_a_part_is_told_of_what_its_whole_is(tmp_path: Path, lang: str, table: str, quote: str) -> None:
    claims = claims_of(tmp_path, lang, table)
    assert claims[quote].topic["measure"] == "production"
    last = next(claim for said, claim in claims.items() if "Consum" in said or "Потреб" in said)
    assert last.topic["measure"] == "consumption"


@pytest.mark.parametrize(
    ("lang", "caption"),
    [
        ("kk", "1-кесте – Қазақстанның сыртқы саудасы, млн АҚШ доллары"),
        ("ru", "Таблица 1 – Внешняя торговля Казахстана, млн долл. США"),
        ("en", "Table 1. Foreign trade of Kazakhstan, million US dollars"),
    ],
)
def test_a_currency_names_no_country(tmp_path: Path, lang: str, caption: str) -> None:
    claim = next(iter(claims_of(tmp_path, lang, f"{caption}\n\nХ  2020  2021\nЭкспорт  47,5  60,3").values()))
    assert (claim.places.area, claim.quantity.unit) == ("KZ", "usd")


def test_what_came_about_is_told_like_prose_and_plans_by_their_status(tmp_path: Path) -> None:
    claims = claims_of(
        tmp_path,
        "ru",
        "Таблица 1 – Бюджет Павлодарской области, млрд тенге\n\nСтатья  План  Факт\nДоходы  420,5  431,2\n"
        "Расходы  450,1  440,3",
    )
    planned, done = claims["План › Доходы: 420,5"], claims["Факт › Доходы: 431,2"]
    assert (planned.status, done.status) == ("target", "measured")
    assert "column" not in planned.topic
    assert "column" not in done.topic


def test_a_quarter_is_a_period_and_nothing_else(tmp_path: Path) -> None:
    claims = claims_of(
        tmp_path, "en", "Table 1. Tourists, thousand\n\nYear  Q1  Q2\n2021  45.1  120.3\n2022  50.2  130.9"
    )
    claim = claims["Q2 › 2021: 120.3"]
    assert claim.period is not None
    assert (claim.period.start, claim.period.end) == ("2021-04", "2021-06")
    assert "column" not in claim.topic


@pytest.mark.parametrize(
    ("lang", "table", "units"),
    [
        ("ru", "Таблица 1 – Отрасль\n\nГод  Больницы  Места\n2021  148  6214\n2022  150  6300", ("hospital", "place")),
        ("kk", "1-кесте – Сала\n\nЖыл  Мектептер  Төсек\n2021  148  6214\n2022  150  6300", ("school", "bed")),
        ("en", "Table 1. Sector\n\nYear  Rural hospitals  Beds\n2021  148  6214\n2022  150  6300", ("hospital", "bed")),
        ("en", "Table 1. Sector\n\nYear  Hospitals  Beds\n2021  14.8  62.1\n2022  15.0  63.0", (None, None)),
    ],
)
def test_a_head_names_the_things_that_whole_numbers_count(
    tmp_path: Path, lang: str, table: str, units: tuple[str | None, str | None]
) -> None:
    claims = claims_of(tmp_path, lang, table)
    found = tuple(claim.quantity.unit for claim in claims.values() if claim.period and claim.period.start == "2021")
    assert found == units

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
    """The claims of the only table of a paper by their quotes, the first of each cell."""
    path = folder / "paper.txt"
    path.write_text(f"{AROUND[lang]}\n\n{table}\n\n{AROUND[lang]}\n", encoding="utf-8")
    paper = pipeline.extract(path)
    assert len(paper.tables) == 1
    found: dict[str, Claim] = {}
    for claim in paper.claims:
        if claim.location.cell is not None:
            found.setdefault(claim.quote, claim)
    return found


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


@pytest.mark.parametrize(
    ("lang", "table", "quote", "unit"),
    [
        ("ru", "Таблица 1 – Отрасль\n\nВид  2021\nЧисло больниц, ед.  148\nЧисло мест, тыс. ед.  6,2", 0, "hospital"),
        ("en", "Table 1. Sector\n\nKind  2021\nNumber of hotels, units  148\nPumps, thousand units  6.2", 0, "hotel"),
        ("kk", "1-кесте – Сала\n\nТүрі  2021\nМузейлер саны, бірлік  14\nЖәдігерлер, мың дана  6,2", 0, "museum"),
        ("ru", "Таблица 1 – Цены, тенге за 1 кг\n\nТовар  2021\nМорковь  148\nЛук  162", 0, "kzt per kilogram"),
        ("kk", "1-кесте – Аурулар\n\nҚала  2021\nАлматы (Алатау) қаласы  14,2\nҚұлан ауылы  6,2", 0, None),
        ("en", "Table 1. Mean scores of pupils\n\nTown  Reading\nAksu  481\nSaran  462", 0, "point"),
        ("kk", "1-кесте – Орташа балл\n\nҚыры  Әйелдер\nЖалақы  2,4 ± 1,0\nТұрмыс  2,2 ± 1,3", 0, "point"),
        ("kk", "1-кесте – Сала\n\nТүрі  2021\nМектептер саны, бірлік  431\nСыныптар саны, бірлік  62", 0, "school"),
        (
            "ru",
            "Таблица 1 – Цена 1 кв. м жилья, тыс. тенге\n\nГод  Дом\n2021  412,5\n2022  498,0",
            0,
            "kzt per square metre",
        ),
        (
            "ru",
            "Таблица 1 – Болезни\n\nВозраст  На 1000 осмотренных\n20–29  95,7\n30–39  211,5",
            0,
            "person per 1000 person",
        ),
        ("en", "Table 1. Net\n\nYear  Lines per 100 people\n2017  14.2\n2019  13.9", 0, "line per 100 person"),
        (
            "ru",
            "Таблица 1 – Ответы, чел. (%)\n\nОтвет  Девушки\nВ магазине  25 (26,0 %)\nНет  71 (74,0 %)",
            0,
            "person",
        ),
        ("kk", "1-кесте – Баға өсімі, өткен айға пайызбен\n\nАй  Тауар\nШілде  1,1\nТамыз  1,4", 0, "percent"),
        ("en", "Table 1. Outcomes\n\nKind  Under 60 (n = 110)\nFirst  22\nSecond  14", 0, "person"),
    ],
)
def test_what_is_counted_is_nearer_than_a_counter(
    tmp_path: Path, lang: str, table: str, quote: int, unit: str | None
) -> None:
    assert list(claims_of(tmp_path, lang, table).values())[quote].quantity.unit == unit


@pytest.mark.parametrize(
    ("lang", "head", "told", "period"),
    [
        ("ru", "2023 г. к 2021 г., %", "101,0", ("2021", "2023")),
        ("en", "2023 to 2021, %", "101.0", ("2021", "2023")),
        ("kk", "2023 ж. 2021 ж. қарағанда, %", "101,0", ("2021", "2023")),
        ("en", "Share in 2023, %", "101.0", ("2023", "2023")),
        ("ru", "Прирост 2023/2021, %", "101,0", ("2021", "2023")),
        ("en", "Change, +/-", "+2.0", ("2021", "2023")),
    ],
)
def test_a_change_runs_from_year_to_year(
    tmp_path: Path, lang: str, head: str, told: str, period: tuple[str, str]
) -> None:
    caption = {"ru": "Таблица 1 – Отрасль", "en": "Table 1. Sector", "kk": "1-кесте – Сала"}[lang]
    table = f"{caption}\n\nKind\t2021\t2023\t{head}\nWool, t\t148\t150\t{told}\nMilk, t\t162\t170\t{told}"
    claim = next(c for quote, c in claims_of(tmp_path, lang, table).items() if quote.endswith(told))
    assert claim.period is not None
    assert (claim.period.start, claim.period.end) == period


@pytest.mark.parametrize(
    ("lang", "table"),
    [
        ("ru", "Таблица 1 – Кредиты, 2023 г.\n\nКвартал  Ссуды\nI  148\nII  150\nIII  160\nIV  170"),
        ("en", "Table 1. Loans, 2023\n\nQuarter  Loans\nI  148\nII  150\nIII  160\nIV  170"),
        ("kk", "1-кесте – Несиелер, 2023 ж.\n\nТоқсан  Несие\nI  148\nII  150\nIII  160\nIV  170"),
    ],
)
def test_a_numeral_under_quarter_is_a_quarter_of_the_captions_year(tmp_path: Path, lang: str, table: str) -> None:
    claims = list(claims_of(tmp_path, lang, table).values())
    assert [c.period and c.period.start for c in claims] == ["2023-01", "2023-04", "2023-07", "2023-10"]
    assert not any("row" in c.topic for c in claims)


def test_the_mean_of_years_runs_through_them(tmp_path: Path) -> None:
    table = "Таблица 1 – Отрасль\n\nГод  Надой, кг\n2018  148\n2019  150\nВ среднем за 2 года  149"
    claim = claims_of(tmp_path, "ru", table)["Надой, кг › В среднем за 2 года: 149"]
    assert claim.period is not None
    assert (claim.period.start, claim.period.end) == ("2018", "2019")


def test_regions_in_columns_are_summed_and_others_are_no_region(tmp_path: Path) -> None:
    heads = "Жыл  Астана  Алматы  Барлығы"
    claims = claims_of(tmp_path, "kk", f"1-кесте – Мектептер саны\n\n{heads}\n2021  14  12  26\n2022  15  13  28")
    assert claims["Барлығы › 2021: 26"].places.area == "KZ-71+KZ-75"
    rows = "Қала  2021\nАстана  14\nАлматы  12\nБасқа өңірлер  30\nБарлығы  56"
    claims = claims_of(tmp_path, "kk", f"1-кесте – Қазақстандағы мектептер саны\n\n{rows}")
    assert claims["2021 › Барлығы: 56"].places.area == "KZ"


def test_a_total_column_counts_what_its_parts_count(tmp_path: Path) -> None:
    rows = (
        "Ответ  Девушки  Юноши  Всего\nПокупаю в магазине  25 (26,0 %)  11 (15,3 %)  36 (21,4 %)\n"
        "Нет  71 (74,0 %)  61 (84,7 %)  132 (78,6 %)"
    )
    claims = claims_of(tmp_path, "ru", f"Таблица 1 – Откуда берут книги, чел. (%)\n\n{rows}")
    claim = claims["Всего › Покупаю в магазине: 36 (21,4 %)"]
    part = claims["Девушки › Покупаю в магазине: 25 (26,0 %)"]
    assert claim.topic == {slot: said for slot, said in part.topic.items() if slot != "sex"}
    assert claim.quantity.unit == part.quantity.unit


def test_a_counter_under_total_counts_what_the_caption_counts(tmp_path: Path) -> None:
    rows = "Область  Всего, ед.\nАбайская  148\nПавлодарская  152"
    claims = claims_of(tmp_path, "ru", f"Таблица 1 – Зарегистрированные кражи в 2013 г.\n\n{rows}")
    claim = claims["Всего, ед. › Абайская: 148"]
    assert (claim.quantity.unit, claim.places.area) == ("theft", "KZ-10")


def test_a_time_that_figures_are_held_against_is_not_theirs(tmp_path: Path) -> None:
    rows = "Месяц  Число ДТП  К тому же месяцу 2022 г., +/-\nЯнварь  48  –6\nФевраль  41  –3"
    claims = claims_of(tmp_path, "ru", f"Таблица 1 – ДТП в области, 2023 г.\n\n{rows}")
    claim = claims["К тому же месяцу 2022 г., +/- › Январь: –6"]
    assert claim.period is not None
    assert claim.period.start == "2023-01"


def test_the_total_of_a_group_is_of_its_period(tmp_path: Path) -> None:
    rows = (
        "Түрі  Алматы қ.  Астана қ.\n2022 жылдың 1-жартыжылдығы\nТеңге  28,4  16,9\nБарлығы  47,4  24,1\n"
        "2023 жылдың 1-жартыжылдығы\nТеңге  39,7  22,3\nБарлығы  57,8  30,8"
    )
    claims = claims_of(tmp_path, "kk", f"1-кесте. Салымдар, млрд теңге\n\n{rows}")
    starts = [c.period.start for quote, c in claims.items() if "Барлығы" in quote and c.period]
    assert starts == ["2022-01", "2022-01", "2023-01", "2023-01"]


@pytest.mark.parametrize(
    ("lang", "head", "unit"),
    [
        ("en", "Inhabitants per outlet", "person per outlet"),
        ("en", "Number of pupils per teacher", "pupil per teacher"),
        ("ru", "Учащихся на одного учителя", "student per teacher"),
    ],
)
def test_so_many_to_each_is_no_number_of_them(tmp_path: Path, lang: str, head: str, unit: str) -> None:
    caption = {"en": "Table 1. Sector", "ru": "Таблица 1 – Отрасль"}[lang]
    claims = claims_of(tmp_path, lang, f"{caption}\n\nX1  {head}\nAksu  162\nSaran  148")
    assert {claim.quantity.unit for claim in claims.values()} == {unit}


@pytest.mark.parametrize(
    ("lang", "table"),
    [
        (
            "en",
            "Table 1. Internal academic mobility\n\nUniversities  Students\nState  940\nPrivate  310",
        ),
        ("ru", "Таблица 1 – Внутренняя академическая мобильность, по вузам\n\nВузы  Студенты\nЧастные  310\nИные  94"),
        ("kk", "1-кесте. Ішкі академиялық ұтқырлық\n\nЖоғары оқу орны  Студенттер\nМемлекеттік  940\nЖеке  310"),
    ],
)
def test_what_the_caption_tells_of_is_what_those_in_the_cells_do(tmp_path: Path, lang: str, table: str) -> None:
    found = claims_of(tmp_path, lang, table).values()
    assert {(c.topic.get("population"), c.topic.get("activity")) for c in found} == {("student", "internal-mobility")}


RU = "Область  2021  2022\nТуркестанская  {}\nЖамбылская  {}"
EN = "Region  2021  2022\nTurkistan  {}\nZhambyl  {}"
KK = "Облыс  2021  2022\nТүркістан  {}\nЖамбыл  {}"


@pytest.mark.parametrize(
    ("lang", "caption", "rows", "unit", "topic"),
    [
        ("ru", "Таблица 1 – Смертность от кори по областям, на 100 тыс. человек", RU, "death per 100000 person", {
            "measure": "mortality", "disease": "measles"
        }),
        ("en", "Table 1. Measles mortality by region, per 100,000 population", EN, "death per 100000 person", {
            "measure": "mortality", "disease": "measles"
        }),
        ("kk", "1-кесте. Облыстар бойынша кітапханалар саны", KK, "library", {"object": "library"}),
        ("en", "Table 1. Number of libraries by region", EN, "library", {"object": "library"}),
        ("ru", "Таблица 1 – Число библиотек по областям", RU, "library", {"object": "library"}),
    ],
)  # fmt: skip
def test_a_cell_is_of_what_the_caption_says_where_head_and_label_say_nothing(
    tmp_path: Path, lang: str, caption: str, rows: str, unit: str, topic: dict[str, str]
) -> None:
    figures = ("1,7  1,4", "2,1  2,2") if "per 100" in unit else ("170  140", "211  220")
    found = claims_of(tmp_path, lang, f"{caption}\n\n{rows.format(*figures)}").values()
    assert len(found) == 4
    assert {c.quantity.unit for c in found} == {unit}
    assert all(dict(c.topic) == topic for c in found)


@pytest.mark.parametrize(
    ("lang", "table", "settings"),
    [
        ("ru", "Таблица 1 – Уровень безработицы в Казахстане, %\n\nГруппа  2022  2023\nВсё население  4,9  4,7\n"
               "город  5,0  4,9\nсело  4,7  4,4", {None, "urban", "rural"}),
        ("kk", "1-кесте. Қазақстандағы жұмыссыздық деңгейі, %\n\nТоп  2022  2023\nБарлық халық  4,9  4,7\n"
               "қала  5,0  4,9\nауыл  4,7  4,4", {None, "urban", "rural"}),
        ("en", "Table 1. Unemployment rate in Kazakhstan, %\n\nGroup  2022  2023\nAll people  4.9  4.7\n"
               "towns  5.0  4.9\nvillages  4.7  4.4", {None, "urban", "rural"}),
    ],
)  # fmt: skip
def test_town_beside_village_is_where_people_live(
    tmp_path: Path, lang: str, table: str, settings: set[str | None]
) -> None:
    found = claims_of(tmp_path, lang, table).values()
    assert {c.topic.get("setting") for c in found} == settings
    assert {(c.quantity.unit, c.topic.get("measure")) for c in found} == {("percent", "unemployment-rate")}
    assert not any({"object", "population", "row"} & c.topic.keys() for c in found)


@pytest.mark.parametrize("head", ["Change 2023/2021, %", "Growth, %", "Change, %"])
def test_per_cents_under_change_are_changes(tmp_path: Path, head: str) -> None:
    heads = f"Table 1. Crimes in Kazakhstan by region\n\nRegion  2021  2023  {head}"
    table = f"{heads}\nAlmaty  251  228  -9.2\nAstana  182  190  4.4"
    found = claims_of(tmp_path, "en", table)
    changes = [c for quote, c in found.items() if quote.startswith(head)]
    assert {(c.kind, c.quantity.unit, c.period and (c.period.start, c.period.end)) for c in changes} == {
        ("change", "percent", ("2021", "2023"))
    }
    assert {c.kind for quote, c in found.items() if not quote.startswith(head)} == {"count"}


def test_counts_of_a_sample_are_of_people(tmp_path: Path) -> None:
    caption = "Table 1. Reasons for not insuring crops (n = 320)"
    table = f"{caption}\n\nReason  Number  Share, %\nHigh price  141  44.1\nOther  25  7.8"
    found = claims_of(tmp_path, "en", table).values()
    assert {c.quantity.unit for c in found} == {"person", "percent"}


@pytest.mark.parametrize(
    ("lang", "table", "total"),
    [
        ("en", "Table 1. Mean monthly wage in Kazakhstan, tenge\n\nBranch  2022  2023\nTrade  2700  3100",
         "All sectors"),
        ("ru", "Таблица 1 – Средняя зарплата в Казахстане, тенге\n\nОтрасль  2022  2023\nТорговля  2700  3100",
         "Все отрасли"),
        ("kk", "1-кесте. Қазақстандағы орташа жалақы, теңге\n\nСала  2022  2023\nСауда  2700  3100", "Барлық салалар"),
    ],
)  # fmt: skip
def test_all_branches_are_no_branch(tmp_path: Path, lang: str, table: str, total: str) -> None:
    found = claims_of(tmp_path, lang, f"{table}\n{total}  3000  3600")
    assert dict(found[f"2023 › {total}: 3600"].topic) == {"measure": "wage"}


@pytest.mark.parametrize(
    ("lang", "caption", "rows"),
    [
        ("kk", "1-кесте – Қазақстанның сауда серіктестері, 2023 ж., млрд АҚШ доллары",
         "Ел\tЭкспорт\tАйналым\nҚытай\t14,7\t31,5\nРесей\t9,8\t26,0\nБарлығы\t78,7\t139,8"),
        ("ru", "Таблица 1 – Торговля Казахстана с отдельными странами, 2023 г., млрд долларов США",
         "Страна\tЭкспорт\tТоварооборот\nКитай\t14,7\t31,5\nРоссия\t9,8\t26,0\nВсего\t78,7\t139,8"),
        ("en", "Table 1 – Trade of Kazakhstan by partner, 2023, USD billion",
         "Country\tExports\tTurnover\nChina\t14.7\t31.5\nRussia\t9.8\t26.0\nTotal\t78.7\t139.8"),
    ],
)  # fmt: skip
def test_the_lands_of_one_countrys_trade_are_its_partners(tmp_path: Path, lang: str, caption: str, rows: str) -> None:
    found = claims_of(tmp_path, lang, f"{caption}\n\n{rows}").values()
    assert {claim.places.area for claim in found} == {"KZ"}
    assert [(c.topic["measure"], c.topic.get("partner")) for c in found] == [
        (measure, partner) for partner in ("CN", "RU", None) for measure in ("export", "foreign-trade")
    ]


def test_countries_beside_the_own_one_have_trade_of_their_own(tmp_path: Path) -> None:
    table = "Table 1 – Exports of the region, 2023, USD billion\n\nCountry\tExports\nKazakhstan\t78.7\nUzbekistan\t24.4"
    found = claims_of(tmp_path, "en", table).values()
    assert [claim.places.area for claim in found] == ["KZ", "UZ"]

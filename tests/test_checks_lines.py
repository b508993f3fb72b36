"""What a text says of the lines of its table: ranks, means, sums, comparisons, "every year"; in three languages."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checked_papers import findings, paper, table
from pipeline.checks import check_paper
from pipeline.checks.ranks import ranked_in
from pipeline.numbers.slips import may_be_slip
from schemas import Finding

EN = """Honey of the valleys

Table 1. Honey by valley, tonnes

Valley\t2019\t2020\t2021
Upper\t41.2\t44.0\t47.3
Middle\t36.5\t35.1\t38.2
Lower\t22.8\t21.4\t19.9
Eastern\t12.1\t12.9\t13.4

{said}
"""

RU = """Мёд долин

Таблица 1. Сбор мёда по долинам, т

Долина\tПасек\tСбор
Верхняя\t48\t41,2
Средняя\t53\t36,5
Нижняя\t31\t22,8
Восточная\t18\t12,1
Всего\t150\t112,6

{said}
"""

KK = """Аңғарлардағы бал

1-кесте. Аңғарлар бойынша жиналған бал, т

Аңғар\tОмарта\tБал
Жоғарғы\t48\t41,2
Ортаңғы\t53\t36,5
Төменгі\t31\t22,8
Шығыс\t18\t12,1
Барлығы\t150\t112,6

{said}
"""

QUARTERS = """Уголь разрезов

Таблица 1. Добыча по кварталам, тыс. т

Разрез\tI квартал\tII квартал\tIII квартал\tIV квартал\tВсего
Северный\t410\t395\t402\t440\t1647
Восточный\t212\t198\t205\t231\t846
Южный\t97\t104\t110\t125\t436

{said}
"""

SAID = {
    "a quarter": (QUARTERS, "По данным таблицы 1, во втором квартале Северный разрез добыл 395 тыс. т.", "consistent",
                  "so does"),
    "a quarter's value that is another": (QUARTERS, "В таблице 1 Восточный разрез добыл в IV квартале 213 тыс. т.",
                                          "inconsistent", "prints 231"),
    "the best quarter of a line": (QUARTERS, "В таблице 1 самая высокая добыча разреза Южный приходится на "
                                             "IV квартал.", "consistent", "is said of"),
    "a quarter that is not the best": (QUARTERS, "В таблице 1 самая высокая добыча разреза Южный приходится на "
                                                 "II квартал.", "inconsistent", "is said of"),
    "a cell mistyped": (EN, "Honey of the Eastern valley was 12.9 tonnes in 2020, and in 2021 the Middle valley gave "
                            "32.8 tonnes.", "inconsistent", "table 1 prints 38.2"),
    "a fall over the years of a table": (EN, "The honey of the Lower valley fell by 12.7%.", "consistent",
                                         "change by"),
    "second place": (EN, "In table 1 the Middle valley ranks second in honey.", "consistent", "is said of"),
    "third place": (EN, "In table 1 the Middle valley ranks third in honey.", "inconsistent", "is said of"),
    "second largest": (EN, "As table 1 shows, the Lower valley gave the second largest amount of honey.",
                       "inconsistent", "is said of"),
    "highest and lowest": (EN, "In table 1 honey was highest in the Upper valley and lowest in the Eastern valley.",
                           "consistent", "is said of"),
    "a mean over years": (EN, "According to table 1, the Upper valley gave 44.2 tonnes a year on average.",
                          "consistent", "mean of"),
    "a mean that is another": (EN, "According to table 1, the Upper valley gave 46.4 tonnes a year on average.",
                               "inconsistent", "mean of"),
    "two lines together": (EN, "In table 1 the Upper and Middle valleys together gave 85.5 tonnes in 2021.",
                           "consistent", "make"),
    "two lines compared": (EN, "In table 1 the Upper valley gave 3.5 times as much honey in 2021 as the Eastern "
                               "valley.", "consistent", "factor"),
    "first place": (RU, "По данным таблицы 1, первое место по числу пасек занимает Средняя долина.", "consistent",
                    "is said of"),
    "a superlative that is wrong": (RU, "По данным таблицы 1, самый высокий сбор мёда в Средней долине.",
                                    "inconsistent", "is said of"),
    "the last place": (RU, "По данным таблицы 1, последнее место по сбору занимает Восточная долина.", "consistent",
                       "is said of"),
    "a part of the table's total": (RU, "В таблице 1 в Верхней долине 48 пасек, или 32,0 % всех пасек.", "consistent",
                                    "percent"),
    "a part that is another": (RU, "В таблице 1 в Верхней долине 48 пасек, или 36,0 % всех пасек.", "inconsistent",
                               "percent"),
    "a rank of its own time": (EN, "In table 1 honey of the Middle valley was highest in 2021, when the Upper valley "
                                   "gave 47.3 tonnes; in 2019 it had 36.5.", "consistent", "is said of"),
    "a time told first": (EN, "Table 1 shows that in 2021 the highest amount of honey came from the Middle valley.",
                          "inconsistent", "is said of"),
    "a majority": (RU, "По данным таблицы 1, большинство пасек стоит в Нижней долине.", "inconsistent", "is said of"),
    "a majority that is one": (RU, "По данным таблицы 1, более половины сбора дают не Нижняя и Восточная, а другие "
                                   "долины; всего собрано 112,6 т.", "consistent", "so does"),
    "a cell beside one told": (EN, "In table 1 the Upper valley had 47.3 tonnes of honey in 2021, the Lower valley "
                                   "21.9 tonnes.", "inconsistent", "table 1 prints"),
    "as many as in another year": (EN, "In table 1 the Upper valley gave 47.3 tonnes in 2021, 1.6 times as much as in "
                                       "2019.", "inconsistent", "factor"),
    "a loss told twice": (EN, "In table 1 the Lower valley lost 2.9 tonnes, or 17.4%, between 2019 and 2021.",
                          "inconsistent", "percent of"),
    "екінші орын": (KK, "1-кестеде бал бойынша Ортаңғы аңғар екінші орында.", "consistent", "is said of"),
    "үшінші орын": (KK, "1-кестеде бал бойынша Ортаңғы аңғар үшінші орында.", "inconsistent", "is said of"),
    "ең аз": (KK, "1-кестеде ең аз омарта Шығыс аңғарда.", "consistent", "is said of"),
}  # fmt: skip

SILENT = {
    "two values of its own": (
        EN,
        "In table 1 the yield of the Upper valley rose from 24.0 kg in 2019 to 27.6 kg in 2021, i.e. by 15%.",
    ),
    "one of the highest": (EN, "In table 1 the Middle valley has one of the highest amounts of honey."),
    "the greatest increase": (EN, "In table 1 the largest increase of honey was in the Eastern valley."),
    "another time": (EN, "In 2015 honey was highest in the Lower valley."),
    "a value of something else": (EN, "In table 1 the most common hive of the Lower valley is wooden (61%)."),
    "два места": (RU, "По данным таблицы 1, одно из первых мест по сбору занимает Нижняя долина."),
}


@pytest.mark.parametrize("case", SAID)
def test_a_sentence_is_held_against_the_lines_of_its_table(tmp_path: Path, case: str) -> None:
    text, said, verdict, word = SAID[case]
    found = [f for f in findings(tmp_path, text.format(said=said)) if word in f.explanation["en"]]
    wanted = [f.verdict for f in found if not _is_of_table_alone(f)]
    assert verdict in wanted, [f.explanation["en"] for f in found]
    assert set(wanted) == {verdict}


def test_every_year_in_all_lines(tmp_path: Path) -> None:
    found = findings(tmp_path, EN.format(said="In table 1 honey rose every year in all valleys."))
    told = [f.verdict for f in found if "year" in f.explanation["en"]]
    assert sorted(told) == ["consistent"] * 2 + ["inconsistent"] * 2


def _is_of_table_alone(finding: Finding) -> bool:
    return not finding.claims and finding.check == "sum"


@pytest.mark.parametrize("case", SILENT)
def test_a_sentence_that_the_table_does_not_contradict(tmp_path: Path, case: str) -> None:
    text, said = SILENT[case]
    assert [f for f in findings(tmp_path, text.format(said=said)) if f.verdict == "inconsistent"] == []


RETOLD = """Bees and orchards

A. Author

Abstract. We surveyed orchards of three valleys. Owners of 62.4% of the orchards keep bees.

Keywords: bees

Introduction

Bees are kept in many orchards.

Results

We asked 170 owners. Bees are kept by owners of 106 orchards (62.4%). A well was dug in 31.8% of the orchards.

Conclusion

{said}
"""


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("Bees are kept in 64.2% of all orchards.", {Decimal("62.4"), Decimal("64.2")}),
        ("Bees are kept in 62.4% of all orchards.", None),
        ("Wells were dug in 38.1% of the orchards.", {Decimal("31.8"), Decimal("38.1")}),
        ("Fertiliser is bought by 64.2% of the growers in towns.", None),
    ],
)
def test_a_figure_mistyped_in_the_conclusion(tmp_path: Path, said: str, values: set[Decimal] | None) -> None:
    found = [f for f in findings(tmp_path, RETOLD.format(said=said)) if f.verdict == "inconsistent"]
    assert [set(f.numbers) for f in found if f.check == "same-figure"] == ([] if values is None else [values])


@pytest.mark.parametrize(
    ("text", "lang", "places"),
    [
        ("A ranks third and B takes fourth place", "en", [3, 4]),
        ("The highest is in A and the lowest in B", "en", [1, 1]),
        ("занимает второе место", "ru", [2]),
        ("находится на последнем месте", "ru", [None]),
        ("үшінші орынды иеленді", "kk", [3]),
        ("one of the highest", "en", []),
        ("the third week", "en", []),
    ],
)
def test_ranks_of_a_sentence(text: str, lang: str, places: list[int | None]) -> None:
    assert [one.place for one in ranked_in(text, lang)] == places


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("62,3 %", "69,3 %", True),
        ("2121", "2,112", True),
        ("33.6", "36.3", True),
        ("33.6", "41.2", False),
        ("286", "2860", False),
        ("5", "6", False),
        ("no digits", "12", False),
    ],
)
def test_slips(one: str, other: str, slip: bool) -> None:
    assert may_be_slip(one, other) is slip
    assert may_be_slip(other, one) is slip


def _means(given: list[list[Decimal]], decimals: int, *, off: Decimal = Decimal(0)) -> list[str]:
    step = Decimal(1).scaleb(-decimals)
    rows = [f"area {i} | " + " | ".join(str(v.quantize(step)) for v in row) for i, row in enumerate(given)]
    means = [(sum(column, Decimal(0)) / len(column)).quantize(step) for column in zip(*given, strict=True)]
    means[0] += off
    return ["Area | Wheat, t | Barley, t | Oats, t", *rows, "Mean | " + " | ".join(map(str, means))]


rows_of_three = st.lists(st.lists(st.decimals("20", "900", places=3), min_size=3, max_size=3), min_size=3, max_size=8)


@given(rows_of_three, st.integers(0, 3))
def test_means_hold_under_any_rounding(given: list[list[Decimal]], decimals: int) -> None:
    found = check_paper(paper(("body", "en", "x"), tables=[table(_means(given, decimals))]))
    assert [finding for finding in found if finding.verdict == "inconsistent"] == []


@given(rows_of_three, st.integers(1, 3))
def test_a_mean_beyond_rounding_is_found(given: list[list[Decimal]], decimals: int) -> None:
    rows = _means(given, decimals, off=5 * Decimal(1).scaleb(-decimals))
    found = check_paper(paper(("body", "en", "x"), tables=[table(rows)]))
    assert "inconsistent" in {finding.verdict for finding in found}

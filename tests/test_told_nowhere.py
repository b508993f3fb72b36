"""Where figures lie that nothing near them places: in the paper's sample, its region or its country."""

from __future__ import annotations

import pytest

from test_claim_sample_places import placed

RIVERS = """УРОВЕНЬ ВОДЫ В РЕКАХ КАЗАХСТАНА И ОЖИДАНИЯ ДАЧНИКОВ

Аннотация. Нами опрошены 570 дачников. Затопления боятся 61 % ответивших.

Методы

В выборку вошли 570 дачников: в Атырауской области 210, в Актюбинской – 190, в Костанайской – 170.
Разброс возраста – от 19 до 77 лет. Связь с доходом значима (p = 0,02).

Результаты

В 2021 году паводок затопил 4 100 домов. Заборы чинят 37 % дачников.
"""

BAKERS = """BREAD AND BAKERS OF PAVLODAR REGION

Abstract. The survey covered 310 bakers. On average they work 11.5 hours a day.

Introduction

In Kazakhstan 41 thousand people bake bread. Flour sold for 180 tenge on the domestic market in 2022.

Results

The region has 214 bakeries. Nationwide 28% of bakers are men. Yeast should last for 14 days.
Across the oblast 52% of the bakers own their oven.
"""

SHEEP = """ЕТТІ ҚОЙ ШАРУАШЫЛЫҒЫ: ҚЫЗЫЛОРДА ОБЛЫСЫНЫҢ ТӘЖІРИБЕСІ

Аңдатпа. Сауалнамаға 240 шопан қатысты. Олардың орташа жасы 44,2 жас.

Нәтижелер

Отандық ет бағасы 2023 жылы 12 %-ға өсті. Осы облыс жылына 31 мың тонна ет өндіреді.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            RIVERS,
            {
                "570": "KZ",
                "61 %": "KZ",
                "210": "KZ-23",
                "19 до 77": "KZ",
                "0,02": "KZ",
                "4 100": "KZ",
                "37 %": "KZ",
            },
        ),
        (
            BAKERS,
            {
                "310": "KZ-55",
                "11.5": "KZ-55",
                "41 thousand": "KZ",
                "180": "KZ",
                "214": "KZ-55",
                "28%": "KZ",
                "14": "-",
                "52%": "KZ-55",
            },
        ),
        (SHEEP, {"240": "KZ-43", "44,2": "KZ-43", "12 %": "KZ", "31 мың": "KZ-43"}),
    ],
    ids=["parts-of-a-country", "region", "kazakh"],
)
def test_a_figure_that_nothing_places_lies_where_the_paper_is(text: str, expected: dict[str, str]) -> None:
    found = dict(placed(text))
    assert {surface: found.get(surface) for surface in expected} == expected


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("Kazakhstan sells wool. Growers brought 9 thousand tonnes to the world market in 2021.", "9 thousand", "KZ"),
        ("В Казахстане растят лук. Вывоз лука за рубеж достиг 90 тыс. тонн, причем основной покупатель – Россия.",
         "90 тыс.", "KZ"),
        ("Молодёжь – это люди от 14 до 35 лет, живущие в любой стране.", "14 до 35", "-"),
        ("Жители Казахстана. Учиться за рубежом планируют 23 % жителей.", "23 %", "KZ>WLD"),
    ],
)  # fmt: skip
def test_markets_definitions_and_plans(text: str, surface: str, place: str) -> None:
    assert dict(placed(text)).get(surface) == place


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("Kazakhstan has many dairies. We visited 90 dairies in four districts of Abai region.", "90", "KZ-10"),
        ("Дороги Казахстана. Анкету вернули 260 водителей из семи автопарков Тараза.", "260", "KZ-31"),
        ("Abstract. The paper looks at the wells of Ulytau region, Kazakhstan. A survey of 88 herders was made. "
         "Of the respondents, 71% dig by hand.", "71%", "KZ-62"),
        ("Пчеловоды Павлодарской области и Казахстана. Опрошены 95 пчеловодов. По данным переписи, мёд едят 64 % "
         "населения республики.", "64 %", "KZ"),
        ("Театр в Казахстане. Зарубежные авторы отмечают, что в Польше театр любят 41 % подростков.", "41 %", "PL"),
    ],
)  # fmt: skip
def test_holders_registers_and_the_region_just_named(text: str, surface: str, place: str) -> None:
    assert dict(placed(text)).get(surface) == place


def test_a_word_of_a_title_in_capitals_is_no_town() -> None:
    text = "ЖИЗНЬ СЕМЕЙ С ДЕТЬМИ: ОПЫТ Г. ТАЛДЫКОРГАНА\n\nАннотация. Дом строят 33 % семей. Сад есть у 61 %.\n"
    assert [place for _, place in placed(text)] == ["KZ-33", "KZ-33"]

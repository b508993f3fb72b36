"""Periods: years, spans, academic years, parts of years, days, and relative words."""

import pytest

from pipeline.numbers.reading import read_numbers

PERIODS = [
    ("ru", "В 2019 году прибыло 45 человек", "2019", "2019"),
    ("ru", "в 2000-2018 гг. выехало 45 человек", "2000", "2018"),
    ("ru", "с 2000 по 2018 год выехало 45 человек", "2000", "2018"),
    ("ru", "в 2017 и 2018 годах – 0,2%", "2017", "2018"),
    ("ru", "в 2014/2015 учебном году 45 человек", "2014-09", "2015-06"),
    ("ru", "в 2014-2015 уч. году 45 человек", "2014-09", "2015-06"),
    ("ru", "в I полугодии 2020 года 45 человек", "2020-01", "2020-06"),
    ("ru", "во втором полугодии 2020 года 45 человек", "2020-07", "2020-12"),
    ("ru", "1 пол. 2020 г. 45 человек", "2020-01", "2020-06"),
    ("ru", "во II квартале 2021 г. 45 человек", "2021-04", "2021-06"),
    ("ru", "в январе 2020 г. 45 человек", "2020-01", "2020-01"),
    ("ru", "за январь-март 2020 года 45 человек", "2020-01", "2020-03"),
    ("ru", "15 марта 2020 г. 45 человек", "2020-03-15", "2020-03-15"),
    ("ru", "на 01.09.2021 – 45 человек", "2021-09-01", "2021-09-01"),
    ("ru", "в 90-е годы 45 человек", "1990", "1999"),
    ("ru", "а в 2019 – 271 млн человек", "2019", "2019"),
    ("kk", "2019 жылы 45 адам келді", "2019", "2019"),
    ("kk", "2019-шы жылы 45 адам келді", "2019", "2019"),
    ("kk", "2010-2020 жылдар аралығында 45 адам", "2010", "2020"),
    ("kk", "2000 жылдан 2018 жылға дейін 45 адам", "2000", "2018"),
    ("kk", "2014-2015 оқу жылында 45 адам", "2014-09", "2015-06"),
    ("kk", "2020 жылдың бірінші жартыжылдығында 45 адам", "2020-01", "2020-06"),
    ("kk", "2020 жылдың 1-жартыжылдығында 45 адам", "2020-01", "2020-06"),
    ("kk", "2021 жылдың 2-тоқсанында 45 адам", "2021-04", "2021-06"),
    ("kk", "2020 жылғы 15 наурыз күні 45 адам", "2020-03-15", "2020-03-15"),
    ("en", "In 2017 45 people came", "2017", "2017"),
    ("en", "by 2050 a total of 45 people", "2050", "2050"),
    ("en", "between 2010 and 2015 45 people left", "2010", "2015"),
    ("en", "from 2010 to 2015 45 people left", "2010", "2015"),
    ("en", "in the 2019/20 academic year 45 people", "2019-09", "2020-06"),
    ("en", "in the first half of 2020, 45 people left", "2020-01", "2020-06"),
    ("en", "in the second quarter of 2021, 45 people left", "2021-04", "2021-06"),
    ("en", "in May 2019, 45 people left", "2019-05", "2019-05"),
    ("en", "on March 15, 2020, 45 people left", "2020-03-15", "2020-03-15"),
    ("en", "in the 1990s 45 people left", "1990", "1999"),
    ("ru", "за 9 месяцев 2023 года 45 человек", "2023-01", "2023-09"),
    ("ru", "за шесть месяцев 2023 г. 45 человек", "2023-01", "2023-06"),
    ("ru", "с марта по июнь 2021 года 45 человек", "2021-03", "2021-06"),
    ("ru", "с марта 2020 г. по июнь 2021 г. 45 человек", "2020-03", "2021-06"),
    ("ru", "с ноября по март 2021 года 45 человек", "2020-11", "2021-03"),
    ("ru", "летом 2021 года 45 человек", "2021-06", "2021-08"),
    ("ru", "к январю 2022 года 45 человек", "2022-01", "2022-01"),
    ("ru", "в 2022/23 финансовом году 45 человек", "2022", "2023"),
    ("ru", "в начале XXI века 45 человек", "2001", "2100"),
    ("kk", "2023 жылғы қаңтар–маусымда 45 адам", "2023-01", "2023-06"),
    ("kk", "2023 жылдың тоғыз айында 45 адам", "2023-01", "2023-09"),
    ("kk", "2021 жылғы наурыздан маусымға дейін 45 адам", "2021-03", "2021-06"),
    ("kk", "2015-2020 жж. 45 адам", "2015", "2020"),
    ("kk", "ХХІ ғасырда 45 адам", "2001", "2100"),
    ("en", "in the nine months of 2023, 45 people left", "2023-01", "2023-09"),
    ("en", "from March to June 2021, 45 people left", "2021-03", "2021-06"),
    ("en", "in FY2023 45 people left", "2023", "2023"),
    ("en", "in fiscal year 2022/23, 45 people left", "2022", "2023"),
    ("en", "in H1 2023 45 people left", "2023-01", "2023-06"),
    ("en", "in the fall of 2019 45 people left", "2019-09", "2019-11"),
    ("en", "in 2020-21 45 people left", "2020", "2021"),
    ("en", "in the 21st century 45 people left", "2001", "2100"),
]


@pytest.mark.parametrize(("lang", "text", "start", "end"), PERIODS)
def test_period_is_read_with_its_ends(lang: str, text: str, start: str, end: str) -> None:
    found = [p.period for p in read_numbers(text, lang=lang).periods if p.period is not None]
    assert [(p.start, p.end) for p in found] == [(start, end)]


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, text, _, _ in PERIODS])
def test_the_figure_beside_a_period_is_still_read(lang: str, text: str) -> None:
    reading = read_numbers(text, lang=lang)
    assert len(reading.quantities) == 1
    for period in reading.periods:
        assert text[period.start : period.end] == period.period.text if period.period else True


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "в прошлом году поступило 4% выпускников"),
        ("ru", "на сегодняшний день обучаются 300 человек"),
        ("kk", "бүгінгі таңда 300 адам оқиды"),
        ("kk", "былтыр 300 адам келді"),
        ("en", "currently 300 people study there"),
        ("en", "last year 300 people came"),
    ],
)
def test_relative_words_set_as_of_and_no_period(lang: str, text: str) -> None:
    (found,) = read_numbers(text, lang=lang).periods
    assert found.period is None
    assert found.as_of is not None
    assert text[found.start : found.end] == found.as_of.text


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("ru", "прибыло 2019 студентов", 2019),
        ("kk", "барлығы 2019 студент оқиды", 2019),
        ("en", "about 2000 students came", 2000),
        ("ru", "стоимость 2000 тенге", 2000),
    ],
)
def test_four_digits_that_count_are_no_year(lang: str, text: str, value: int) -> None:
    reading = read_numbers(text, lang=lang)
    assert [q.value for q in reading.quantities] == [value]
    assert reading.periods == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "в XIX–XX веках"), ("en", "on 9 May"), ("ru", "9 февраля собрались")],
)
def test_dates_that_name_no_year_are_dates(lang: str, text: str) -> None:
    reading = read_numbers(text, lang=lang)
    assert [o.reason for o in reading.others] == ["date"]
    assert reading.quantities == ()

"""Units of measure, rates on a round base, ages, ratios and scales, in three languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.measures import measures
from pipeline.numbers.reading import find_quantities, read_numbers
from pipeline.numbers.units import unit_class


@pytest.mark.parametrize(
    ("lang", "text", "unit"),
    [
        ("ru", "урожайность 11,8 ц/га", "centner per hectare"),
        ("ru", "выработано 114,4 млрд кВт·ч", "kilowatt hour"),
        ("ru", "мощность 1 320 МВт", "megawatt"),
        ("ru", "содержание 14,2 г/л", "gram per litre"),
        ("ru", "осадки до 250 мм", "millimetre"),
        ("ru", "выброшено 2,4 млн т, что мало", "tonne"),
        ("ru", "плотность 7 чел./км²", "person per square kilometre"),
        ("ru", "введено 10,9 млн кв. м", "square metre"),
        ("kk", "21 млн. АҚШ доллары бөлінді", "usd"),
        ("en", "it cost 21 mln. USD", "usd"),
        ("ru", "сток 76 куб. м/с", "cubic metre per second"),
        ("ru", "рост на 25 базисных пунктов", "basis point"),
        ("ru", "коэффициент 23,8‰", "per mille"),
        ("ru", "78 долларов за баррель", "usd per barrel"),
        ("kk", "114 млрд кВт·сағ өндірілді", "kilowatt hour"),
        ("kk", "23,8 промилле болды", "per mille"),
        ("kk", "3,2 млн шаршы метр", "square metre"),
        ("kk", "12 жобаны қаржыландырды", "project"),
        ("en", "a pressure of 10 MPa", "megapascal"),
        ("en", "at 5 °C/min", "celsius per minute"),
        ("en", "250 mg/dl in blood", "milligram per decilitre"),
        ("en", "made 1.9 TWh of power", "terawatt hour"),
        ("en", "an area of 12 km²", "square kilometre"),
        ("en", "an area of 12 km2", "square kilometre"),
        ("en", "reserves of 82 billion m3 of water", "cubic metre"),
        ("en", "freight turnover of 521 billion tonne-kilometres", "tonne-kilometre"),
        ("en", "freight turnover of 521 bn tkm", "tonne-kilometre"),
        ("en", "330 billion passenger-km", "passenger-kilometre"),
        ("ru", "грузооборот 34,5 млрд т·км", "tonne-kilometre"),
        ("ru", "грузооборот 34,5 млрд т-км", "tonne-kilometre"),
        ("ru", "пассажирооборот 330 млрд пассажиро-километров", "passenger-kilometre"),
        ("kk", "жүк айналымы 521 млрд тонна-километр", "tonne-kilometre"),
        ("kk", "330 млрд жолаушы-шақырым болды", "passenger-kilometre"),
        ("en", "a share at 312p", "penny"),
        ("en", "20.9 million sheep", "sheep"),
        ("en", "grew by 1.2% a year", "percent"),
        ("en", "the suspect, aged 14, left", "year"),
        ("en", "he died at 83", "year"),
        ("en", "trucks of 24 F-Series owners", "series"),
    ],
)
def test_units_of_measure(lang: str, text: str, unit: str) -> None:
    (found,) = find_quantities(text, lang=lang)
    assert found.unit == unit


@pytest.mark.parametrize("text", ["в 2020 г. Алматы", "5 т.е. много", "счёт 3 к 2"])
def test_letters_that_mean_something_else_are_no_symbols(text: str) -> None:
    assert {q.unit for q in find_quantities(text, lang="ru")} <= {None}


@given(st.sampled_from(["en", "ru", "kk"]), st.data(), st.integers(2, 999))
def test_every_symbol_is_read_behind_any_number(lang: str, data: st.DataObject, number: int) -> None:
    symbol, unit = data.draw(st.sampled_from(sorted(measures(lang).symbols.items())))
    found = find_quantities(f"= {number},5 {symbol}", lang=lang) if lang != "en" else ()
    for quantity in found:
        assert quantity.value == number + Decimal("0.5")
        assert quantity.unit == unit


@pytest.mark.parametrize(
    ("lang", "text", "value", "unit"),
    [
        ("ru", "обеспеченность врачами на 10 тыс. населения составила 39,6", "39.6", "doctor per 10000 person"),
        ("ru", "показатель равен 39,6 на 10 тыс. населения", "39.6", "case per 10000 person"),
        ("ru", "снизилась до 7,7 на 1000 родившихся живыми", "7.7", "case per 1000 live birth"),
        ("ru", "на 1000 человек приходилось 21,5 рождения", "21.5", "birth per 1000 person"),
        ("kk", "әр 10 мың тұрғынға 34,5 дәрігерден келеді", "34.5", "doctor per 10000 person"),
        ("kk", "1000 тірі туғанға шаққанда 7,7 болды", "7.7", "case per 1000 live birth"),
        ("en", "17 deaths per 100,000 live births", "17", "death per 100000 live birth"),
        ("en", "there are 34.5 doctors per 10,000 people", "34.5", "doctor per 10000 person"),
        ("en", "for every 1,000 people there are 34 nurses", "34", "nurse per 1000 person"),
    ],
)
def test_the_base_of_a_rate_is_part_of_its_unit(lang: str, text: str, value: str, unit: str) -> None:
    (found,) = find_quantities(text, lang=lang)
    assert [found.value, found.unit] == [Decimal(value), unit]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("число выросло на 1000 человек", [1000]),
        ("сократилось с 5000 на 1000 человек", [5000, 1000]),
        ("вырос на 20 %, или на 1000 человек", [20, 1000]),
    ],
)
def test_a_difference_is_no_base(text: str, values: list[int]) -> None:
    assert [q.value for q in find_quantities(text, lang="ru")] == values


def test_a_base_alone_is_told_and_no_quantity() -> None:
    reading = read_numbers("заболеваемость (на 100 тыс. населения)", lang="ru")
    assert reading.quantities == ()
    assert [o.reason for o in reading.others] == ["statistic"]


def test_rates_on_one_base_are_one_class() -> None:
    assert unit_class("doctor per 10000 person") == unit_class("case per 10000 resident")
    assert unit_class("case per 1000 person") != unit_class("case per 10000 person")
    assert unit_class("kzt per month") != unit_class("kzt")


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("ru", "соотношение 3:1", [3]),
        ("ru", "масштаб 1:25 000", []),
        ("en", "maps were drawn at a scale of 1:200 000", []),
        ("en", "at 12:30 they met", []),
        ("ru", "разброс ± 12,3", [Decimal("12.3")]),
        ("en", "plus or minus 3 points", [3]),
        ("en", "a mean of 3.8 out of 5", [Decimal("3.8")]),
        ("ru", "средний балл 4,2 из 5", [Decimal("4.2")]),
        ("ru", "студенты 1–4 курсов", []),
        ("ru", "не менее ста человек", [100]),
        ("ru", "ста-", []),
        ("ru", "более десятка стран", [10]),
        ("ru", "несколько десятков стран", []),
        ("kk", "жүз елу бірі", [151]),
        ("kk", "отыз бірге толды", [31]),
        ("kk", "бірге барды", []),
        ("kk", "3-курс студенттері", []),
        ("en", "two dozen eggs", [24]),
        ("en", "1.5m people", [1500000]),
        ("en", "100m hurdles", [100]),
        ("en", "2 1/2 games", [Decimal("2.5")]),
        ("en", "call 1-800-555-0199 now", []),
        ("en", "an Airbus A350-1000 landed", []),
        ("en", "the Group of Seven met", []),
        ("en", "the BBC One show", []),
        ("en", "Twenty people came", [20]),
    ],
)
def test_forms_of_numbers(lang: str, text: str, values: list[Decimal]) -> None:
    assert [q.value for q in find_quantities(text, lang=lang)] == values


def test_nothing_is_read_across_the_end_of_a_sentence() -> None:
    (first, second) = find_quantities("Всего было 50. Примерно 30 человек ушли.", lang="ru")
    assert [first.bound, first.unit, second.bound] == ["=", None, "~"]


@pytest.mark.parametrize("text", ["Всего 45\n\nСтуденты ушли", "Всего 45. Студенты ушли"])
def test_a_noun_of_the_next_paragraph_is_no_unit(text: str) -> None:
    assert [q.unit for q in find_quantities(text, lang="ru")] == [None]


@pytest.mark.parametrize(
    ("lang", "text", "unit"),
    [
        ("en", "604,000 university students", "student"),
        ("en", "the number of university students was 604,000", "student"),
        ("en", "the number of hospital beds was 97,000", "bed"),
        ("en", "the number of children averages 3", "child"),
        ("en", "3,812 Kazakh-medium schools", "school"),
        ("en", "300 school-age children", "child"),
        ("ru", "48 лицеев", "lyceum"),
        ("ru", "7 детских домов", "orphanage"),
        ("ru", "3 540 разрешений", "permit"),
        ("ru", "1 204 иска", "lawsuit"),
        ("ru", "54 тыс. рейсов", "flight"),
        ("ru", "20 млн саженцев", "seedling"),
        ("ru", "2 310 индийцев", "person"),
        ("ru", "1,2 тыс. вагонов", "wagon"),
        ("ru", "3 МРП", "monthly calculation index"),
        ("ru", "36 академических часов", "academic hour"),
        ("ru", "15 пострадавших домов", "house"),
        ("ru", "15 пострадавших", "person"),
        ("kk", "он екі ірі фермасы", "farm"),
        ("kk", "54 мың рейс", "flight"),
        ("kk", "1 204 талап арыз", "lawsuit"),
        ("kk", "1 050 жүк көлігі", "truck"),
        ("kk", "27 амбулатория", "outpatient clinic"),
        ("kk", "45 орыс мектебі", "school"),
        ("kk", "2 310 үндістандық", "person"),
        ("kk", "12 серіктестік", "partnership"),
        ("kk", "5 АЕК", "monthly calculation index"),
        ("kk", "40 балықшы", "person"),
        ("en", "56,500 TEU", "TEU"),
        ("en", "2,310 Indians", "person"),
        ("en", "12 Indian banks", "bank"),
        ("en", "3 monthly calculation indices", "monthly calculation index"),
    ],
)
def test_nouns_of_official_statistics_are_plain_english(lang: str, text: str, unit: str) -> None:
    (found,) = find_quantities(text, lang=lang)
    assert found.unit == unit

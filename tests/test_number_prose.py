"""Numbers as newspapers and statistical yearbooks print them."""

from decimal import Decimal

import pytest

from pipeline.numbers.reading import find_quantities, read_numbers


@pytest.mark.parametrize(
    ("text", "ends", "unit"),
    [
        ("fell from 208 pounds to 193", (208, 193), "pound-mass"),
        ("went from $75 in May to about $46 a barrel in June", (75, 46), "usd per barrel"),
        ("sales rose from 3.1 million in 2020 to 6.6m in 2021", (3100000, 6600000), None),
        ("slowed from 4.8 to 4.7 percent", (Decimal("4.8"), Decimal("4.7")), "percent"),
    ],
)
def test_a_change_of_level_told_in_english_is_one_quantity_with_both_ends(
    text: str, ends: tuple[Decimal | int, Decimal | int], unit: str | None
) -> None:
    (found,) = find_quantities(text, lang="en")
    assert found.low == ends[0]
    assert found.high == ends[1]
    assert found.unit == unit
    assert text[found.start : found.end] == found.surface
    low, high = found.interval
    assert low is not None
    assert high is not None
    assert low <= min(ends) < max(ends) <= high


@pytest.mark.parametrize(
    "text",
    [
        "rose from 20,000 to 90,000 students",
        "up to 84 million euros from 39 million a year earlier",
        "moved 40 kilometres from the city and paid 12 euros",
    ],
)
def test_two_counts_and_unlike_figures_stay_two(text: str) -> None:
    assert len(find_quantities(text, lang="en")) == 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Families add a third language to it.", 0),
        ("A third school was opened.", 0),
        ("A third of the schools was closed.", 1),
        ("Of them a third support it.", 1),
        ("Prices fell by a third.", 1),
    ],
)
def test_one_more_thing_is_no_third_of_things(text: str, parts: int) -> None:
    assert len(find_quantities(text, lang="en")) == parts


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("worth $1.5-million today", 1500000, "usd"),
        ("a board 3.5m long", Decimal("3.5"), "metre"),
        ("the total came to 3.5m in 2021", 3500000, None),
        ("300 loaves a day", 300, "loaf per day"),
        ("heated for 2 h in air", 2, "hour"),
        ("$1 a pack", 1, "usd per pack"),
        ("earned $65,000 a year before taxes", 65000, "usd per year"),
        ("earned $65,000 a year before", 65000, "usd"),
        ("cut by half a percentage point", Decimal("0.5"), "percentage point"),
        ("raised by a quarter point", Decimal("0.25"), "point"),
        ("250 full-time jobs", 250, "job"),
        ("children under 12 get in free", 12, "year"),
        ("Moss 34 has played before", 34, "year"),
    ],
)
def test_units_of_english_prose(text: str, value: Decimal, unit: str | None) -> None:
    (found,) = find_quantities(text, lang="en")
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("text", ["went 3-for-4 at home", "a man in his 40s", "4K video", "nine-to-five was 9-of-15"])
def test_results_of_play_and_names_of_models_are_no_quantities(text: str) -> None:
    assert not [q for q in find_quantities(text, lang="en") if q.surface[0].isdigit()]


@pytest.mark.parametrize(
    ("lang", "text", "value", "unit", "bound"),
    [
        ("ru", "занято более тысячи человек", 1000, "person", ">"),
        ("ru", "выдано около миллиарда тенге", 1_000_000_000, "kzt", "~"),
        ("kk", "көші-қон айырымы –7 456 адам болды", -7456, "person", "="),
        ("kk", "340 мыңға жуықтады", 340000, None, "~"),
        ("kk", "саны 53 мың теңгеден сәл асады", 53000, "kzt", ">"),
        ("kk", "1000 адамға 28,3 туу", Decimal("28.3"), "birth per 1000 person", "="),
        ("en", "those over 65 get it free", 65, "year", ">"),
        ("en", "the virus killed 1 in 50 of them", Decimal("0.02"), None, "="),
    ],
)
def test_scale_words_balances_and_rates_of_statistical_prose(
    lang: str, text: str, value: Decimal, unit: str | None, bound: str
) -> None:
    (found,) = find_quantities(text, lang=lang)
    assert (found.value, found.unit, found.bound) == (value, unit, bound)


@pytest.mark.parametrize("text", ["курс одного доллара вырос", "тысячи людей пришли"])
def test_scale_words_and_ones_that_count_nothing(text: str) -> None:
    assert not read_numbers(text, lang="ru").quantities


def test_the_share_of_the_other_part_is_a_percentage_too() -> None:
    found = find_quantities("городского населения 61,8%, сельского – 38,2", lang="ru")
    assert [q.unit for q in found] == ["percent", "percent"]


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("ru", "снизился с 350 до 120 млн долларов", [350_000_000, 120_000_000]),
        ("en", "fell from 24.5 to 13 billion euros", [24_500_000_000, 13_000_000_000]),
        ("en", "rose from 900 to 1.2 million euros", [900, 1_200_000]),
    ],
)
def test_ends_of_a_change_share_a_scale_word_when_they_lie_near(lang: str, text: str, values: list[int]) -> None:
    assert [q.value for q in read_numbers(text, lang=lang).quantities] == values


@pytest.mark.parametrize(
    ("lang", "text", "value", "unit", "bound"),
    [
        ("ru", "лет десять назад", 10, "year", "~"),
        ("ru", "лет через 5", 5, "year", "~"),
        ("ru", "приехали человек 20", 20, "person", "~"),
        ("ru", "тысяч пять студентов", 5000, "student", "~"),
        ("ru", "число человек 20", 20, "person", "="),
        ("kk", "1 200 мектеп түлегі келді", 1200, "graduate", "="),
        ("kk", "300 университет студенті", 300, "student", "="),
        ("kk", "20 мектеп студентті шақырды", 20, "school", "="),
        ("en", "30 of the students came", 30, "student", "="),
        ("en", "12 medical and technical universities", 12, "university", "="),
        ("en", "$80 a month", 80, "usd per month", "="),
        ("en", "$80 a year earlier", 80, "usd", "="),
        ("en", "1/16 of a pint", Decimal("0.0625"), "pint", "="),
        ("en", "she turned 40 there", 40, "year", "="),
    ],
)
def test_units_and_bounds_of_word_order(
    lang: str, text: str, value: int | Decimal, unit: str | None, bound: str
) -> None:
    (found,) = find_quantities(text, lang=lang)
    assert [found.value, found.unit, found.bound] == [value, unit, bound]


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("en", "the figures were 12 and 15 thousand, respectively", [12000, 15000]),
        ("ru", "2,8, 3,2 и 3,5 млн тенге", [2800000, 3200000, 3500000]),
        ("kk", "12 және 15 мың адам", [12000, 15000]),
        ("en", "in group 2 the 3 million people", [2, 3000000]),
    ],
)
def test_a_scale_word_behind_a_list_scales_each(lang: str, text: str, values: list[int]) -> None:
    assert [q.value for q in find_quantities(text, lang=lang)] == values


def test_the_second_end_of_a_change_has_the_unit_of_the_first() -> None:
    found = read_numbers("fell from 208 pounds to 193", lang="en").quantities
    assert [q.unit for q in found] == ["pound-mass"] * 2


def test_a_conversion_has_the_bound_of_what_it_converts() -> None:
    assert [q.bound for q in find_quantities("more than 7 million tenge ($15 000)", lang="en")] == [">", ">"]
    assert [q.bound for q in find_quantities("more than 7 regions (12 schools)", lang="en")] == [">", "="]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("met twice a week", []),
        ("twice as many people", [2]),
        ("won 3-1 at home", []),
        ("aged 14-29", [(14, 29)]),
        ("lives at 25 Acacia Avenue", []),
    ],
)
def test_frequencies_results_and_addresses_are_no_figures(text: str, values: list[object]) -> None:
    found = find_quantities(text, lang="en")
    assert [q.value if q.value is not None else (q.low, q.high) for q in found] == values


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Under Law No. 47-VI of 3 May 2018 12 samples were taken."),
        ("ru", "По приказу № 47 от 3 мая 2018 года взято 12 проб."),
        ("kk", "2018 жылғы 3 мамырдағы № 47 бұйрық бойынша 12 сынама алынды."),
    ],
)
def test_the_day_of_a_law_dates_no_figure(lang: str, text: str) -> None:
    found = read_numbers(text, lang=lang)
    assert ([q.surface for q in found.quantities], found.periods) == (["12"], ())


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("ru", "Оцифрована только пятая часть собраний.", [("0.2", None, "=")]),
        ("ru", "Пятая часть книги издана, в пятой части 3 главы.", [("3", "глава", "=")]),
        (
            "ru",
            "выросло с 13,8 (2018 г.) до 20,6 млрд кубометров",
            [("13800000000", "cubic metre", "="), ("20600000000", "cubic metre", "=")],
        ),
        ("ru", "вырос с 10 (по плану) до 20 млн тонн", [("10", None, "="), ("20000000", "tonne", "=")]),
        ("kk", "үлесі 8,1-ден 9,3 пайызға көтерілді", [("8.1", "percent", "="), ("9.3", "percent", "=")]),
        (
            "kk",
            "2018 жылғы 13,8-ден 2023 жылы 20,6 млрд теңгеге өсті",
            [("13800000000", "kzt", "="), ("20600000000", "kzt", "=")],
        ),
        ("kk", "он екі ферма тәулігіне 340 тонна сүт сауады", [("12", "farm", "="), ("340", "tonne", "=")]),
        ("kk", "14,7 млрд долларлық тауар сатылды", [("14700000000", "usd", "=")]),
        ("kk", "үлесі 72,5%-дан төмен түскен жоқ", [("72.5", "percent", ">=")]),
        ("kk", "үлесі 72,5%-дан төмен", [("72.5", "percent", "<")]),
        ("kk", "үлесі 65%-ға жақындады", [("65", "percent", "~")]),
        ("ru", "не опускалась ниже 6%, опускалась ниже 5%", [("6", "percent", ">="), ("5", "percent", "<")]),
        ("ru", "перевалило за 4 млн тенге за 4 дня", [("4000000", "kzt", ">"), ("4", "day", "=")]),
        ("ru", "13,7 раненых на 100 пострадавших", [("13.7", "person per 100 person", "=")]),
        ("ru", "На 100 000 жителей в январе 2023 г. пришлось 11,6 случая", [("11.6", "case per 100000 person", "=")]),
        ("en", "the rate hovered near 41, a village near 12 farms", [("41", None, "~"), ("12", "farm", "=")]),
        (
            "en",
            "41.2 doctors and 97.6 nurses per 10,000 people",
            [("41.2", "doctor per 10000 person", "="), ("97.6", "nurse per 10000 person", "=")],
        ),
        (
            "en",
            "3.5 doctors and 12 nurses per 10,000 people",
            [("3.5", "doctor", "="), ("12", "nurse per 10000 person", "=")],
        ),
        ("kk", "Жылқы 3,5 млн, түйе 243 мыңға жетті", [("3500000", "horse", "="), ("243000", "camel", "=")]),
        ("kk", "3,5 мың түлек мамандығы бойынша еңбек етеді", [("3500", "graduate", "=")]),
        ("kk", "240 мектеп түлегі келді", [("240", "graduate", "=")]),
        ("kk", "бір шаршы метрі 487 мың теңге тұрады", [("487000", "kzt per square metre", "=")]),
        ("en", "69.4%, 2.1 points above 2019", [("69.4", "percent", "="), ("2.1", "point", "=")]),
        ("en", "more than 2000 came", [("2000", None, ">")]),
        (
            "ru",
            "Долг вырос на 2,3 млрд долларов до 163,8 млрд.",
            [("2300000000", "usd", "="), ("163800000000", "usd", "=")],
        ),
        ("en", "sold 2 million tonnes to 3 million herders", [("2000000", "tonne", "="), ("3000000", "herder", "=")]),
        (
            "ru",
            "82 кг мяса, или 82 кг на человека, 5 тонн на завод",
            [("82", "kilogram", "="), ("82", "kilogram per person", "="), ("5", "tonne", "=")],
        ),
        ("kk", "Жүргізушілердің 12 мыңы айыппұл төледі", [("12000", "person", "=")]),
        ("kk", "12 мың айыппұл төленді", [("12000", "fine", "=")]),
        ("kk", "142 мың бірінші курс студенті", [("142000", "student", "=")]),
    ],
)
def test_ends_bounds_and_parts(lang: str, text: str, told: list[tuple[str, str | None, str]]) -> None:
    found = find_quantities(text, lang=lang)
    assert [(f"{q.value.normalize():f}", q.unit, q.bound) for q in found if q.value is not None] == told


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("ru", "Семью – 21,5 % опрошенных", [Decimal("21.5")]),
        ("ru", "хотят создать семью 15 % молодых", [15]),
        ("ru", "соглашение с семью крупными странами", [7]),
        ("en", "of those who took part 89 had a job", [89]),
        ("en", "see part 4 of the report", []),
    ],
)
def test_a_word_that_is_a_number_elsewhere(lang: str, text: str, values: list[Decimal | int]) -> None:
    assert [found.value for found in find_quantities(text, lang=lang)] == values

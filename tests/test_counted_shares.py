"""Shares told by counting, confidence intervals, and numbers that only name: places, telephones, types."""

from decimal import Decimal

import pytest

from pipeline.numbers.reading import read_numbers


@pytest.mark.parametrize(
    ("lang", "text", "surface", "value"),
    [
        ("en", "One adult in five reported cough.", "One adult in five", "0.2"),
        ("en", "One rural household in four keeps cattle.", "One rural household in four", "0.25"),
        ("en", "One in every four women smokes.", "One in every four", "0.25"),
        ("en", "Two farms out of five were closed.", "Two farms out of five", "0.4"),
        ("ru", "Двое из пяти детей рождаются на селе.", "Двое из пяти", "0.4"),
        ("ru", "Девять из десяти опрошенных согласны.", "Девять из десяти", "0.9"),
        ("ru", "Один человек из пяти не работает.", "Один человек из пяти", "0.2"),
        ("ru", "Один из двадцати опрошенных не согласен.", "Один из двадцати", "0.05"),
        ("ru", "Курит один из восьми.", "один из восьми", "0.125"),
        ("kk", "Бес адамның бірі ауырады.", "Бес адамның бірі", "0.2"),
        ("kk", "Әрбір он әйелдің үшеуі жұмыссыз.", "Әрбір он әйелдің үшеуі", "0.3"),
    ],
)
def test_a_share_may_be_counted(lang: str, text: str, surface: str, value: str) -> None:
    (found,) = read_numbers(text, lang=lang).quantities
    assert (found.surface, found.value) == (surface, Decimal(value))
    assert text[found.start : found.end] == surface


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("en", "Two farms in five regions were closed.", [2, 5]),
        ("ru", "два из трех предприятий закрылись", [2, 3]),
        ("kk", "он оқушының жетеуі келді", [10, 7]),
    ],
)
def test_two_counts_are_no_share(lang: str, text: str, values: list[int]) -> None:
    assert [q.value for q in read_numbers(text, lang=lang).quantities] == values


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "The odds ratio was 2.7 (95% CI 1.6–4.5).", "2.7"),
        ("en", "The odds ratio was 2.7, 95% CI 1.6–4.5.", "2.7"),
        ("en", "The risk was 1.84 (95% CI: 1.31 to 2.58).", "1.84"),
        ("en", "HR 0.7; 95 % confidence interval [0.5, 0.9]", "0.7"),
        ("en", "a mean of 5.2 (CI 95%: 4.8-5.6)", "5.2"),
        ("ru", "ОШ = 2,3 (95 % ДИ 1,2–3,4)", "2.3"),
        ("ru", "8,2% (95% ДИ: 7,1–9,4%)", "8.2"),
        ("ru", "8,2 % (95%-ный доверительный интервал от 7,1 до 9,4)", "8.2"),
        ("kk", "8,2% (95% СА 7,1–9,4) құрады", "8.2"),
        ("kk", "МҚ = 3,4 (95 % СИ: 2,5–4,7)", "3.4"),
        ("kk", "3,4 (95% сенімділік аралығы 1,2-ден 4,4-ке дейін)", "3.4"),
    ],
)
def test_a_confidence_interval_is_no_figure_of_its_own(lang: str, text: str, value: str) -> None:
    reading = read_numbers(text, lang=lang)
    assert [q.value for q in reading.quantities] == [Decimal(value)]
    assert {o.reason for o in reading.others} == {"statistic"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "UDC 636.2(574)"),
        ("ru", "УДК 314.1(574)"),
        ("en", "taken at 46°32′ N, 74°52′ E"),
        ("en", "(43.25° N, 76.95° E)"),
        ("ru", "на 51°10′ с. ш., 71°26' в. д."),
        ("kk", "43°15′ с.е. 76°54′ ш.б."),
        ("ru", "по телефону горячей линии 1432"),
        ("ru", "сахарный диабет 2 типа"),
        ("kk", "2-типті қант диабеті"),
    ],
)
def test_codes_are_no_quantities(lang: str, text: str) -> None:
    assert read_numbers(text, lang=lang).quantities == ()


@pytest.mark.parametrize(
    ("lang", "text", "unit", "bound"),
    [
        ("kk", "7,0 ммоль/л және одан жоғары", "millimole per litre", ">="),
        ("kk", "60 және одан да көп адам", "person", ">="),
        ("ru", "довести долю до 50 % к 2050 году", "percent", "="),
        ("en", "0.4 head per hectare", "head per hectare", "="),
        ("kk", "15 текше шақырым су", "cubic kilometre", "="),
        ("kk", "150 диабет кабинетін ашу", "office", "="),
        ("ru", "1,83 млн действующих субъектов", "entity", "="),
        ("ru", "из 420 разосланных анкет", "questionnaire", "="),
        ("ru", "12 предприятий и 3 организации", "enterprise", "="),
    ],
)
def test_units_and_bounds(lang: str, text: str, unit: str, bound: str) -> None:
    found = read_numbers(text, lang=lang).quantities[0]
    assert (found.unit, found.bound) == (unit, bound)


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("en", "ISO 14001:2015 is applied by 46 enterprises.", [46]),
        ("ru", "Выводы. 1. Население растет. 2. Оно стареет.", []),
        ("ru", "по ГОСТ 2874-82 взято 12 проб", [12]),
    ],
)
def test_standards_and_items_are_no_quantities(lang: str, text: str, values: list[int]) -> None:
    assert [q.value for q in read_numbers(text, lang=lang).quantities] == values


@pytest.mark.parametrize(
    ("text", "unit"),
    [("2,96 ребенка на одну женщину", "child per woman"), ("5000 тенге на каждого ученика", "kzt per pupil")],
)
def test_a_mean_is_told_for_one_of_them(text: str, unit: str) -> None:
    assert read_numbers(text, lang="ru").quantities[0].unit == unit


@pytest.mark.parametrize(
    ("lang", "text", "unit", "bound"),
    [
        ("kk", "әлемде 267 миллион жас оқусыз қалған", "person", "="),
        ("kk", "Колледждердің жартысынан көбінде зертхана ескірген.", None, ">"),
        ("ru", "давление 140 мм рт. ст. и выше", "millimetre of mercury", ">="),
        ("ru", "дальше 30 км от больницы", "kilometre", ">"),
        ("ru", "Обследовано 1 460 жителей сел.", "person", "="),
        ("ru", "12 кардиологов", "doctor", "="),
    ],
)
def test_young_people_and_bounds_behind_long_units(lang: str, text: str, unit: str | None, bound: str) -> None:
    found = read_numbers(text, lang=lang).quantities[0]
    assert (found.unit, found.bound) == (unit, bound)


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "Annual mean PM2.5 was high."), ("kk", "Г.М. Тұрсынбекова1, А.Қ. Жүсіпов2"), ("en", "A.B. Särsenbaeva1")],
)
def test_marks_of_authors_and_of_dust_are_names(lang: str, text: str) -> None:
    reading = read_numbers(text, lang=lang)
    assert (reading.quantities, {o.reason for o in reading.others}) == ((), {"name"})

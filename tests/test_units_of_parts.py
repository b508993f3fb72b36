"""Units that a sentence tells elsewhere than behind the number: of lists, of parts, of those asked, of leaders."""

import pytest

from test_claim_places_units import claimed


@pytest.mark.parametrize(
    ("text", "surface", "unit", "kind"),
    [
        ("The study covered answers of 73 forwarders who filled in a questionnaire.", "73", "person", "count"),
        ("Опрошены 73 экспедитора.", "73", "person", "count"),
        ("Сұхбатқа 73 экспедитор қатысты.", "73", "person", "count"),
        ("By rail 20.9 million, by air 13.1 million, by bus 9.4 million people.", "20.9 million", "person", "count"),
        ("Поездом проехало 20,9 млн, самолётом 13,1 млн, трамваем 9,4 млн человек.", "20,9 млн", "person", "count"),
        ("Поезбен 20,9 млн, ұшақпен 13,1 млн, қала көлігімен 9,4 млн адам жүрді.", "13,1 млн", "person", "count"),
        ("A parcel needs 19 days from port to port; in spring the same trip took 38.", "38", "day", "duration"),
        ("Посылка идёт 19 дней, весной – 38.", "38", "day", "duration"),
        ("Exchange lasts one or two semesters.", "one or two", "semester", "duration"),
        ("Обмен длится один-два семестра.", "один-два", "semester", "duration"),
        ("The form was answered by 846 pupils at five schools; 512 of them are girls.", "512", "pupil", "count"),
        ("In towns 198 of the interviewed households cook on gas.", "198", "household", "count"),
        ("Ответили 28 глав крестьянских хозяйств.", "28", "person", "count"),
        ("28 heads of farms answered.", "28", "person", "count"),
        ("16 head nurses answered.", "16", "person", "count"),
        ("18 heads of gas consumers' unions answered.", "18", "person", "count"),
        ("The farm has 16 head of cattle.", "16", "cattle", "count"),
        ("Opinions were asked of 420 families.", "420", "household", "count"),
        ("Число дней с дымом: 74 дня в 2021 году против 111 дней в 2023 году.", "111", "day", "count"),
        ("The average family has 4.1 members.", "4.1", "person", "statistic"),
        ("The mean age of teachers in rural schools is 44.7 years.", "44.7", "year", "age"),
        ("Средний возраст вступления в первый брак достиг 25,3 года.", "25,3", "year", "age"),
        ("Женщины выходили на пенсию в 61 год.", "61", "year", "age"),
        ("Freight turnover came to 583 billion tonne-kilometres.", "583 billion", "tonne-kilometre", "count"),
        ("Parks take 9.8 m² per inhabitant of the city.", "9.8", "square metre per person", "ratio"),
        ("На одного преподавателя приходится 14 студентов.", "14", "student per teacher", "ratio"),
        ("Бір оқытушыға 14 студенттен келеді.", "14", "student per teacher", "ratio"),
        ("На каждого пришлось по 14 книг.", "14", "book", "count"),
        ("Осыдан екі ұсыныс туындайды.", "екі", "recommendation", "count"),
        ("Өтінім 10 жұмыс күніне дейін қаралады.", "10", "day", "duration"),
    ],
)  # fmt: skip
def test_unit_and_kind(text: str, surface: str, unit: str, kind: str) -> None:
    claim = claimed(text)[surface]
    assert (claim.quantity.unit, claim.kind) == (unit, kind)

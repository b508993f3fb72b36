"""Levels, terms and bounds by the words around them: what is planned, what was shortened, what lies within so much."""

import pytest

from test_claim_places_units import claimed

_FIGURE = "The level of mobility is one of the targets of 2023–2028. "


@pytest.mark.parametrize(
    ("text", "surface", "start", "end"),
    [
        (_FIGURE + "This figure in 2020 was 7.1%, and by 2028 it is to increase to 9.8%.", "9.8%", "2028", "2028"),
        (
            "According to the results of 2021, 44% live in the south, and the cities account for 23%.",
            "23%",
            "2021",
            "2021",
        ),
        ("2022 жылы 61 мың адам келді, бұл 2020 жылғы деңгейден 8,5 пайызға жоғары.", "8,5 пайызға", "2020", "2022"),
        ("The term of study in 2021 was shortened from four to three years.", "three", "2021", "2021"),
        ("В 2021 году срок обучения сокращён с четырёх до трёх лет.", "трёх", "2021", "2021"),
        ("2021 жылы оқу мерзімі төрт жылдан үш жылға дейін қысқартылды.", "үш", "2021", "2021"),
        ("In the past four years, 2020-2023, nine clinics were opened.", "four", "2020", "2023"),
        ("За последние четыре года (2020–2023 гг.) открыто девять клиник.", "четыре", "2020", "2023"),
    ],
)
def test_the_time_of_a_level_and_of_a_term(text: str, surface: str, start: str, end: str) -> None:
    period = claimed(text)[surface].period
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "surface", "bound"),
    [
        ("The gap may lie within 1.6 times.", "1.6 times", "<="),
        ("Погрешность находится в пределах 4 %.", "4 %", "<="),
        ("Алшақтық 1,6 есе шегінде.", "1,6 есе", "<="),
        ("Within two regions 310 schools were closed.", "two", "="),
        ("В пределах 6 лет создано 900 мест.", "6", "="),
        ("Үш облыс шегінде 310 мектеп жабылды.", "Үш", "="),
    ],
)
def test_within_a_measure_is_at_most_and_within_things_is_where(text: str, surface: str, bound: str) -> None:
    assert claimed(text)[surface].quantity.bound == bound


@pytest.mark.parametrize(
    ("text", "surface", "kind", "unit"),
    [
        ("The population will shrink by another 5%, or 120,000.", "120,000", "change", "resident"),
        ("Output fell by 3.4%, or 21 thousand tonnes.", "21 thousand", "change", "tonne"),
        ("Unemployment among persons aged 16-24 is high; women of 25-34 years work less.", "25-34", "age", "year"),
        ("Уровень безработицы лиц 16–24 лет равен 4,1 %.", "16–24", "age", "year"),
        ("Специалисты работают здесь 3–5 лет.", "3–5", "duration", "year"),
        ("Выдано 380 тыс. документов, или 17,4 документа на читателя.", "17,4", "ratio", "document per person"),
        ("Издано 3 150 наименований книг тиражом 6,2 млн экз.", "6,2 млн", "count", "copy"),
    ],
)
def test_kinds_and_units(text: str, surface: str, kind: str, unit: str) -> None:
    claim = claimed(text)[surface]
    assert (claim.kind, claim.quantity.unit) == (kind, unit)


def test_the_fee_of_a_year_counts_no_years() -> None:
    assert list(claimed("Бір жылдық оқу ақысы 1,1 млн теңгені құрайды.")) == ["1,1 млн"]

"""Times of what is set against another: the same months of a year, a level left, prices of a year; parts as steps."""

import pytest

from test_claim_places_units import claimed


@pytest.mark.parametrize(
    ("text", "surface", "start", "end"),
    [
        (
            "In the first half of 2022 sales reached 41,000 cars, up 7.5% on the same period of 2021.",
            "7.5%",
            "2021-01",
            "2022-06",
        ),
        (
            "За январь–май 2022 г. продано 41 тыс. машин против 38 тыс. за аналогичный период 2021 г.",
            "38 тыс.",
            "2021-01",
            "2021-05",
        ),
        (
            "2022 жылдың бірінші жартыжылдығында 41 мың көлік өтті, бұл 2021 жылдың сәйкес кезеңінен 7,5 %-ға артық.",
            "7,5 %",
            "2021-01",
            "2022-06",
        ),
        (
            "2022 жылдың II тоқсанында жалақы 310 мың теңге болды, бұл бір жыл бұрынғыдан 9,4 %-ға көп.",
            "9,4 %",
            "2021-04",
            "2022-06",
        ),
        ("In 2021 the share rose from 18.3% in 2014 to 22.6%.", "18.3%", "2014", "2014"),
        ("In 2021 the share rose from 18.3% in 2014 to 22.6%.", "22.6%", "2021", "2021"),
        ("2021 жылы үлес 2014 жылғы 18,3 %-дан 22,6 %-ға жетті.", "22,6 %", "2021", "2021"),
        ("В ценах 2015 года выпуск в 2021 году составил 0,9 трлн тенге.", "0,9 трлн", "2021", "2021"),
    ],
)
def test_the_time_of_what_is_set_against_another(text: str, surface: str, start: str, end: str) -> None:
    period = claimed(text)[surface].period
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The share of women stood at 51.2 per cent, up from 47.6 per cent in 2014.", "51.2 per cent"),
        ("Доля выросла с 18,3 % в 2014 году до 22,6 %.", "22,6 %"),
        ("Үлес 2014 жылғы 18,3 %-дан 22,6 %-ға жетті.", "22,6 %"),
        ("At 2015 prices, output amounted to KZT 0.9 trillion.", "0.9 trillion"),
        ("2015 жылғы бағамен есептегенде көлемі 0,9 трлн теңге болды.", "0,9 трлн"),
    ],
)
def test_a_figure_is_not_of_the_time_of_another(text: str, surface: str) -> None:
    assert claimed(text)[surface].period is None


@pytest.mark.parametrize(
    ("text", "surface", "kind", "unit"),
    [
        ("Enrolment has grown by a factor of 1.7.", "1.7", "ratio", "times"),
        ("The sown area shrank by almost a quarter, to 95 thousand hectares.", "quarter", "change", "percent"),
        ("Ауылда сырқат саны үштен бірге азайды.", "үштен бірге", "change", "percent"),
        ("Ауыл тұрғындарының үлесі үштен бірге дейін төмендеді.", "үштен бірге", "share", "percent"),
        ("2021 жылы саны 130-дан 95-ке дейін азайды.", "130", "count", None),
    ],
)
def test_parts_as_steps_and_factors(text: str, surface: str, kind: str, unit: str | None) -> None:
    claim = claimed(text)[surface]
    assert (claim.kind, claim.quantity.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The plan provides for an increase in the share to 12% by 2031.", "12%"),
        ("Предусматривается увеличение доли до 12 % к 2031 году.", "12 %"),
    ],
)
def test_what_is_provided_for_is_a_target(text: str, surface: str) -> None:
    assert claimed(text)[surface].status == "target"

"""What a clause without a number measures is not measured in the one that "but" or "while" sets against it."""

import pytest

from test_claim_places_units import claimed


@pytest.mark.parametrize(
    ("sentence", "surface", "measure"),
    [
        ("Рождаемость снижается, но число аптек в 2021 году достигло 5 204.", "5 204", None),
        ("The birth rate is falling, yet the number of pharmacies reached 5,204 in 2021.", "5,204", None),
        ("Бала туу азайып келеді, бірақ дәріханалар саны 2021 жылы 5 204-ке жетті.", "5 204", None),
        ("Урожайность снижается, а у ячменя она составила 11,3 ц/га.", "11,3", "yield"),  # the measure holds on
        ("Обеспеченность врачами растет, но фельдшеров приходилось 14 на 10 тыс. населения.", "14", "provision"),
    ],
)
def test_a_measure_that_is_only_set_against_a_count_is_none_of_it(
    sentence: str, surface: str, measure: str | None
) -> None:
    assert claimed(sentence)[surface].topic.get("measure") == measure

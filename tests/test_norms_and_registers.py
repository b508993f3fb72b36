"""Figures that are none of a sample, whatever stands before them: what registers tell, norms that nobody measured."""

import pytest

from test_claim_places_units import claimed

_SURVEY = {
    "en": "Kazakhstan changes. A survey of 840 residents of Oral and Semey was held in Kazakhstan. ",
    "ru": "Казахстан меняется. В Казахстане проведён опрос 840 жителей Уральска и Семея. ",
    "kk": "Қазақстан өзгеруде. Қазақстанда Орал мен Семей қалаларының 840 тұрғынынан сауалнама алынды. ",
}


@pytest.mark.parametrize(
    ("lang", "text", "surface"),
    [
        ("en", "Women first marry at the age of 24.6 on average.", "24.6"),
        ("ru", "Средний возраст вступления в первый брак достиг 24,6 года.", "24,6"),
        ("kk", "Алғаш тұрмысқа шығудың орташа жасы 24,6 жасқа жетті.", "24,6"),
        ("en", "Courts granted 44,000 divorces in 2021 [3].", "44,000"),
        ("ru", "В 2021 году зарегистрировано 44 тыс. разводов [3].", "44 тыс."),
        ("kk", "2021 жылы 44 мың ажырасу тіркелді [3].", "44 мың"),
    ],
)
def test_what_registers_tell_is_not_the_samples(lang: str, text: str, surface: str) -> None:
    places = claimed(_SURVEY[lang] + text)[surface].places
    assert "+" not in (places.area or "")
    assert not (places.area or "").startswith("KZ-")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("In Oral the mean was 27 µg/m³ in 2021, five times the limit of 5 µg/m³.", "5"),
        ("Coverage in Oral was 91.9% in 2021, short of the 95% thought necessary.", "95%"),
        ("В Уральске в 2021 году было 27 мкг/м³. Рекомендованный уровень, равный 5 мкг/м³, превышен.", "5"),
        ("Оралда 2021 жылы 27 мкг/м³ болды. Ұсынылған шекті деңгей 5 мкг/м³ болатын.", "5"),
    ],
)
def test_a_norm_lies_nowhere_and_in_no_year(text: str, surface: str) -> None:
    claim = claimed(text)[surface]
    assert (claim.places.area, claim.period) == (None, None)


def test_beyond_the_borders_is_no_norm() -> None:
    claim = claimed("В 2021 году за пределы области вывезли 5 412 тонн крупы.")["5 412"]
    assert claim.period is not None

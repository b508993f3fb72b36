"""Numbers whose sentence only narrows what the number before it was of take that over, field by field."""

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers

VOCABULARY = load_vocabulary()
OBESE = {
    "en": "In 2021 obesity was found in 23.5% of adults.",
    "ru": "Ожирением в 2021 году страдали 23,5% взрослых.",
    "kk": "2021 жылы ересектердің 23,5%-ы семіздікке шалдыққан.",
}


def last_topics(*sentences: str, lang: str) -> list[dict[str, str]]:
    context = Context()
    for text in sentences:
        drafts, context = draft_claims(
            read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY), context, VOCABULARY
        )
    return [dict(draft.topic) for draft in drafts]


@pytest.mark.parametrize(
    ("lang", "text", "sexes"),
    [
        ("en", "Women carried the heavier burden: 28%.", ["female"]),
        ("en", "Among men it was 18%, among women 28%.", ["male", "female"]),
        ("en", "Women more often, 28%.", ["female"]),
        ("ru", "Среди мужчин 18%, женщин 28%.", ["male", "female"]),
        ("ru", "У женщин выше – 28%.", ["female"]),
        ("kk", "Әйелдер арасында 28%, ер адамдарда 18%.", ["female", "male"]),
    ],
)
def test_a_part_is_of_what_the_whole_was_told_of(lang: str, text: str, sexes: list[str]) -> None:
    found = last_topics(OBESE[lang], text, lang=lang)
    assert [topic.get("sex") for topic in found] == sexes
    assert {topic.get("disease") for topic in found} == {"obesity"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Women made up 51%."),
        ("en", "Women made up 51% of the respondents."),
        ("en", "Among women, 12% fence."),
        ("en", "Among women unemployment was 5.4%."),
        ("ru", "Женщины составляли 51%."),
        ("ru", "Безработица среди женщин – 5,4%."),
        ("kk", "Әйелдер 51%-ды құрайды."),
    ],
)
def test_what_is_told_of_something_else_takes_nothing_over(lang: str, text: str) -> None:
    assert "disease" not in last_topics(OBESE[lang], text, lang=lang)[-1]


@pytest.mark.parametrize(
    ("lang", "before", "text", "topic"),
    [
        (
            "ru",
            "Урожайность пшеницы в Костанайской области – 11,2 ц/га.",
            "В Акмолинской области поля дали 9,8 ц/га.",
            {"measure": "yield", "product": "wheat"},
        ),
        (
            "kk",
            "Бидайдың орташа түсімі гектарына 11,8 центнер болды.",
            "Павлодар облысында гектарына 9,8 центнер.",
            {"measure": "yield", "product": "wheat"},
        ),
        (
            "en",
            "The PM2.5 mean of Almaty was 41 µg/m³.",
            "In Astana it climbed to 78 µg/m³.",
            {"measure": "particulates"},
        ),
        (
            "en",
            "The incidence of tuberculosis was 36.5 per 100,000 people.",
            "Mortality stood at 1.8 per 100,000 people.",
            {"disease": "tuberculosis", "measure": "mortality"},
        ),
    ],
)
def test_a_measured_figure_is_of_what_the_one_before_measured(
    lang: str, before: str, text: str, topic: dict[str, str]
) -> None:
    assert last_topics(before, text, lang=lang)[-1] == topic


def test_a_rate_of_another_thing_keeps_its_own() -> None:
    before = "Урожайность пшеницы – 11,2 ц/га."
    assert last_topics(before, "Урожайность картофеля – 198 ц/га.", lang="ru")[-1]["product"] == "potato"


@pytest.mark.parametrize(
    ("lang", "before", "text", "whose"),
    [
        ("en", "Teachers numbered 372 thousand.", "Their mean pay was 241,000 tenge a month.", "teacher"),
        ("ru", "Врачей – 74 тысячи.", "Средняя их зарплата – 410 тысяч тенге.", "doctor"),
        ("kk", "Елде 372 мың мұғалім бар.", "Олардың орташа жалақысы – 241 мың теңге.", "teacher"),
        ("en", "Teachers numbered 372 thousand.", "The mean pay in the country was 341,000 tenge a month.", None),
    ],
)
def test_a_pronoun_tells_whose_pay_it_is(lang: str, before: str, text: str, whose: str | None) -> None:
    assert last_topics(before, text, lang=lang)[-1].get("population") == whose


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("PM2.5 мөлшері текше метріне 41 мкг болды; қыста ол 78 мкг-ға көтерілді.", ["microgram per cubic metre"] * 2),
        ("Күн сайын 41 мкг дәрумен ішкен жөн.", ["microgram"]),
    ],
)
def test_a_kazakh_concentration_names_the_space_first(text: str, units: list[str]) -> None:
    scene = read_scene(text, "kk", read_numbers(text, lang="kk"), VOCABULARY)
    assert [draft.quantity.unit for draft in draft_claims(scene, Context(), VOCABULARY)[0]] == units

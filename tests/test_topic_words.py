"""Which words of a sentence tell a topic that no vocabulary knows, and which nouns a number counts."""

import pytest

from pipeline.claims.context import Context
from pipeline.claims.drafts import Draft
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers

VOCABULARY = load_vocabulary()


def drafts(*sentences: str, lang: str) -> tuple[Draft, ...]:
    """The figures of the last sentence."""
    context, found = Context(), ()
    for text in sentences:
        found, context = draft_claims(
            read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY), context, VOCABULARY
        )
    return found


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "Meanwhile 7,400 zorgs were planned nationwide.", "zorg"),
        ("en", "Altogether 7,400 zorgs are reported across the region.", "zorg"),
        ("ru", "Теперь в области 7 400 зоргов.", "зорг"),
        ("ru", "Ежегодно по региону намечается 7 400 зоргов.", "зорг"),
        ("kk", "Қазір өңірде 7 400 зорга көзделген.", "зорг"),
        ("kk", "БҰҰ есебінде 7 400 зорга көрсетілген.", "зорг"),
    ],
)
def test_words_of_time_place_reporting_and_planning_tell_no_topic(lang: str, text: str, words: str) -> None:
    assert drafts(text, lang=lang)[0].topic == {"open": words}


@pytest.mark.parametrize(
    ("text", "topic", "unit"),
    [
        ("Елдегі мұражай саны 2021 жылы 271 деп көрсетіледі.", {"object": "museum"}, "museum"),
        ("Облыстағы театр саны 2022 жылы 68 еді.", {"object": "theatre"}, "theatre"),
        ("Әлемдегі мигранттардың саны 281 млн деп бағаланады.", {"population": "migrant"}, "migrant"),
    ],
)
def test_a_kazakh_verb_behind_a_number_is_not_what_it_counts(text: str, topic: dict[str, str], unit: str) -> None:
    (draft,) = drafts(text, lang="kk")
    assert (draft.topic, draft.quantity.unit) == (topic, unit)


@pytest.mark.parametrize(
    ("lang", "text", "slot", "codes"),
    [
        (
            "ru",
            "Материнская смертность равнялась 17,0 на 100 тыс. живорождённых, младенческая – 7,8 на тысячу.",
            "measure",
            ["maternal-mortality", "infant-mortality"],
        ),
        (
            "en",
            "Maternal mortality was 17.0 per 100,000 live births and infant 7.8 per 1,000.",
            "measure",
            ["maternal-mortality", "infant-mortality"],
        ),
        (
            "ru",
            "Дневная форма обучения собрала 300 тыс. студентов, заочная – 200 тыс. студентов.",
            "form",
            [None, "correspondence"],
        ),
    ],
)
def test_an_adjective_is_told_of_the_noun_that_stands_once(
    lang: str, text: str, slot: str, codes: list[str | None]
) -> None:
    assert [draft.topic.get(slot) for draft in drafts(text, lang=lang)] == codes


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В 2022 году выбросы составили 338 млн т, то есть около 17 т на душу населения."),
        ("en", "Emissions were 338 million tonnes in 2022, or 17 tonnes per head of the population."),
    ],
)
def test_an_amount_told_anew_for_each_is_not_told_for_each_itself(lang: str, text: str) -> None:
    assert drafts(text, lang=lang)[0].topic == {"measure": "emissions"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В 2022 году каждый житель съедал 17 кг рыбы."),
        ("ru", "В 2022 году потребление рыбы на душу населения составило 17 кг."),
        ("kk", "2022 жылы балық тұтыну жан басына шаққанда 17 кг болды."),
        ("en", "In 2022 fish consumption was 17 kg per capita."),
        ("en", "In 2022 each resident ate 17 kg of fish."),
    ],
)
def test_an_amount_for_each_inhabitant_has_one_form(lang: str, text: str) -> None:
    (draft,) = drafts(text, lang=lang)
    assert (draft.quantity.unit, draft.kind) == ("kilogram per person", "ratio")
    assert draft.topic == {"measure": "consumption", "product": "fish"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Страна экспортировала 3,1 млн тонн пшеницы и 2,3 млн ячменя."),
        ("en", "The country exported 3.1 million tonnes of wheat and 2.3 million of barley."),
    ],
)
def test_goods_behind_a_number_are_weighed_as_those_before_them(lang: str, text: str) -> None:
    assert [(d.quantity.unit, d.topic["product"]) for d in drafts(text, lang=lang)] == [
        ("tonne", "wheat"),
        ("tonne", "barley"),
    ]

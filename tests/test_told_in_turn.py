"""Numbers told in a row behind as many things: each is of its own thing, in three languages."""

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("lang", "slot", "codes", "text"),
    [
        ("ru", "sex", "female male", "Доля девушек и юношей составила соответственно 53,2% и 46,8%."),
        ("kk", "sex", "female male", "Қыздар мен ұлдардың үлесі тиісінше 53,2% және 46,8%."),
        ("en", "sex", "female male", "The share of women and men was 53.2% and 46.8%, respectively."),
        ("ru", "product", "wheat barley", "Урожайность пшеницы и ячменя – соответственно 11,6 ц/га и 13,2 ц/га."),
        ("kk", "product", "wheat barley", "Бидай мен арпаның өнімділігі тиісінше 11,6 ц/га және 13,2 ц/га болды."),
        ("en", "product", "wheat barley", "Yields of wheat and barley were 11.6 and 13.2 centners per hectare."),
        ("ru", "setting", "urban rural", "Доля городских и сельских жителей составила 62,3 и 37,7 процента."),
        ("kk", "setting", "urban rural", "Қалада және ауылда тұратындардың үлесі сәйкесінше 62,3 және 37,7 пайыз."),
        (
            "ru",
            "level",
            "bachelor master doctoral",
            "В бакалавриате, магистратуре и докторантуре соответственно 545,3 тыс., 34,1 тыс. и 6,9 тыс. студентов.",
        ),
        (
            "kk",
            "level",
            "bachelor master doctoral",
            "Бакалавриат, магистратура және докторантурада тиісінше 545,3 мың, 34,1 мың және 6,9 мың адам оқиды.",
        ),
        (
            "kk",
            "disease",
            "tuberculosis cancer",
            "Туберкулез бен қатерлі ісіктен өлім 100 мың адамға шаққанда тиісінше 2,1 және 74,3 құрады.",
        ),
        (
            "en",
            "disease",
            "tuberculosis cancer",
            "Mortality from tuberculosis and cancer was 2.1 and 74.3 per 100,000 respectively.",
        ),
    ],
)
def test_each_number_of_a_row_is_of_its_own_thing(lang: str, slot: str, codes: str, text: str) -> None:
    drafts = draft_claims(read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY), Context(), VOCABULARY)[0]
    assert [dict(draft.topic).get(slot) for draft in drafts] == codes.split()


@pytest.mark.parametrize(
    "text",
    [
        "Ресей мен Қытайда оқитын қазақстандықтардың үлесі тиісінше 68,4% және 9,2% құрады.",
        "Доля казахстанцев, обучающихся в России и Китае, составила соответственно 68,4% и 9,2%.",
    ],
)
def test_each_number_of_a_row_has_its_own_place(text: str) -> None:
    lang = "kk" if "тиісінше" in text else "ru"
    drafts = draft_claims(read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY), Context(), VOCABULARY)[0]
    assert [draft.places.host for draft in drafts] == ["RU", "CN"]

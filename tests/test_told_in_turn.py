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


@pytest.mark.parametrize(
    ("lang", "text", "topics"),
    [
        (
            "kk",
            "Соңғы бес жылда өнеркәсіп өндірісінің көлемі 1,4 есеге өсті.",
            [{"measure": "production", "sector": "industry", "change": "increase"}],
        ),
        (
            "ru",
            "За последние пять лет объём промышленного производства вырос в 1,4 раза.",
            [{"measure": "production", "sector": "industry", "change": "increase"}],
        ),
        (
            "en",
            "Over the last five years industrial output grew 1.4 times.",
            [{"measure": "production", "sector": "industry", "change": "increase"}],
        ),
        (
            "ru",
            "За десять лет число сельских медсестёр сократилось в два раза и составило 5,8 тыс. человек.",
            [
                {"population": "nurse", "setting": "rural", "change": "decrease"},
                {"population": "nurse", "setting": "rural"},
            ],
        ),
    ],
)
def test_how_long_something_went_on_is_no_first_number(lang: str, text: str, topics: list[dict[str, str]]) -> None:
    drafts = draft_claims(read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY), Context(), VOCABULARY)[0]
    assert [dict(draft.topic) for draft in drafts[1:]] == topics


@pytest.mark.parametrize(
    "text",
    [
        "Әйелдердің орташа жалақысы ерлердің жалақысынан 25,2 пайызға төмен.",
        "Әйелдердің табысы ерлерден 8,4 пайызға аз.",
    ],
)
def test_what_a_kazakh_figure_exceeds_is_only_set_against(text: str) -> None:
    (draft,) = draft_claims(read_scene(text, "kk", read_numbers(text, lang="kk"), VOCABULARY), Context(), VOCABULARY)[0]
    assert draft.topic["sex"] == "female"


def test_a_bound_behind_the_next_number_is_that_ones() -> None:
    text = "Сұралған 620 медбикенің үштен екісінен астамы шаршағанын айтқан."
    drafts = draft_claims(read_scene(text, "kk", read_numbers(text, lang="kk"), VOCABULARY), Context(), VOCABULARY)[0]
    assert [draft.quantity.bound for draft in drafts] == ["=", ">"]

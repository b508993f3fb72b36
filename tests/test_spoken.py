"""Languages told by their bare names, and the countries and peoples that the same words name elsewhere."""

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import Draft, draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers

VOCABULARY = load_vocabulary()


def drafts(text: str, lang: str) -> tuple[Draft, ...]:
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    return draft_claims(scene, Context(), VOCABULARY)[0]


@pytest.mark.parametrize(
    ("lang", "text", "languages"),
    [
        (
            "en",
            "80% say that they know Kazakh, 94.2% that they know Russian and 22% English.",
            ["kazakh", "russian", "english"],
        ),
        ("en", "Fluency in all three languages is claimed by 30.7% of the population.", ["three"]),
        ("en", "Command of the state language is claimed by 80.7% of the population.", ["kazakh"]),
        ("en", "Some 66% of pupils were taught in Kazakh.", ["kazakh"]),
        ("ru", "Русским владеют 86,7%, английским – 35%, казахским – 80%.", ["russian", "english", "kazakh"]),
        ("ru", "Обучение на казахском охватывало 68% школьников.", ["kazakh"]),
        ("ru", "Всеми тремя языками владеют 24,8% населения.", ["three"]),
        ("kk", "Ағылшынша түсінетіндер 35,1%, орысша сөйлейтіндер 93%.", ["english", "russian"]),
        ("kk", "Үш тілді меңгергендер – 31,5%.", ["three"]),
        ("en", "Of the copies, 310 thousand are in Kazakh and 140 thousand in Russian.", ["kazakh", "russian"]),
        ("kk", "Баланың 62 %-ы қазақ, 33 %-ы орыс, 2 %-ы өзбек тілінде оқыды.", ["kazakh", "russian", "uzbek"]),
        ("kk", "Таралымы: 310 мың – қазақ, 140 мың – орыс тілінде.", ["kazakh", "russian"]),
    ],
)
def test_bare_names_of_languages(lang: str, text: str, languages: list[str]) -> None:
    found = drafts(text, lang)
    assert [draft.topic.get("language") for draft in found] == languages
    assert {draft.places.area for draft in found} == {None}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In Russian schools 30% of pupils learn two trades."),
        ("en", "Kazakh farmers harvested 13 million tonnes of wheat."),
        ("ru", "Русским студентам выдано 30% стипендий."),
        ("ru", "На казахском рынке продано 300 тонн мяса."),
        ("kk", "Ауылға 310 қазақ, 140 орыс отбасы көшті."),
        ("en", "In Kazakh villages 310 families live."),
    ],
)
def test_the_same_words_before_a_noun_are_no_language(lang: str, text: str) -> None:
    assert all("language" not in draft.topic for draft in drafts(text, lang))


def test_a_people_of_this_country_comes_from_no_other() -> None:
    (draft,) = drafts("Среди этнических русских казахский знают 14,9%.", "ru")
    assert (draft.topic["ethnicity"], draft.topic["language"], draft.places.area) == ("russian", "kazakh", None)

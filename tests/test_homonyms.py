"""Words of several meanings: the meaning that the text around a word leaves."""

from pathlib import Path

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.tokens import tokenise
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers

VOCABULARY = load_vocabulary()


def topics(text: str, lang: str) -> list[dict[str, str]]:
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    return [dict(draft.topic) for draft in draft_claims(scene, Context(), VOCABULARY)[0]]


@pytest.mark.parametrize(
    ("lang", "text", "slot", "code"),
    [
        ("en", "The 2022 returns show that 44% of teachers were women.", "activity", None),
        ("en", "In 2022, 44% of the graduates returned home.", "activity", "return"),
        ("en", "Fluency in three languages is claimed by 30.7% of the population.", "object", None),
        ("en", "The courts heard 300 claims.", "object", "lawsuit"),
        ("kk", "Мектептерде 3,6 млн-нан астам бала оқиды.", "product", None),
        ("kk", "Мектептерде 3,6-нан астам мың бала оқиды.", "product", None),
        ("kk", "Өңірде 3,6 мың тонна нан өндірілді.", "product", "bread"),
    ],
)
def test_a_word_means_what_the_words_around_it_leave(lang: str, text: str, slot: str, code: str | None) -> None:
    assert topics(text, lang)[-1].get(slot) == code


def said(sentence: str, lang: str) -> set[tuple[str, str]]:
    scene = read_scene(sentence, lang, read_numbers(sentence, lang=lang), VOCABULARY)
    return {(mention.slot, mention.code) for mention in scene.concepts}


def rows(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize(("lang", "sentence", "slot", "code"), rows("ambiguous_words.tsv"))
def test_a_word_does_not_say_what_it_means_elsewhere(lang: str, sentence: str, slot: str, code: str) -> None:
    assert (slot, code) not in said(sentence, lang)


@pytest.mark.parametrize(("lang", "sentence", "slot", "code"), rows("ambiguous_words_kept.tsv"))
def test_a_word_says_it_beside_what_belongs_to_it(lang: str, sentence: str, slot: str, code: str) -> None:
    assert (slot, code) in said(sentence, lang)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3,6-нан астам", ["астам"]),
        ("12%-дан төмен", ["төмен"]),
        ("9-сынып", ["сынып"]),
        ("2-кезең", ["кезең"]),
        ("нан бағасы", ["нан", "бағасы"]),
    ],
)
def test_the_ending_of_a_kazakh_number_is_no_word(text: str, words: list[str]) -> None:
    assert [token.lower for token in tokenise(text, "kk")] == words


@pytest.mark.parametrize(
    ("word", "code"),
    [("балада", "child"), ("балаға", "child"), ("балаларда", "child")],
)
def test_of_a_kazakh_word_its_fullest_form_counts(word: str, code: str) -> None:
    (topic,) = topics(f"Жүз {word} дәрумен жетіспейді: 34%.", "kk")[-1:]
    assert topic.get("population") == code
    assert "product" not in topic or topic["product"] != "honey"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The police solved 44% of the crimes."),
        ("ru", "Раскрыто 44% преступлений."),
        ("kk", "Ашылған қылмыстардың үлесі 44%."),
    ],
)
def test_a_share_of_things_says_of_which(lang: str, text: str) -> None:
    assert topics(text, lang)[-1] == {"activity": "solving", "object": "crime"}


@pytest.mark.parametrize(
    ("lang", "text", "values", "years"),
    [
        ("en", "In 2022 hospitals had 96 thousand beds.", ["96 thousand"], ["2022"]),
        ("en", "Much was done. In 2022 household deposits grew by 5%.", ["5%"], ["2022"]),
        ("en", "In 2012 schools pupils were asked.", ["2012"], []),
        ("en", "Surveys were held in 2022 households and 15 farms.", ["2022", "15"], []),
        ("ru", "В 2022 году обеспеченность жильём – 23,4 кв. метра на человека.", ["23,4"], ["2022"]),
        ("ru", "В 2022 году введено 14 кв. км.", ["14"], ["2022"]),
        ("ru", "В 4 кв. 2022 года рост составил 5%.", ["5%"], ["2022-10"]),
    ],
)
def test_a_year_and_a_quarter_are_no_count(lang: str, text: str, values: list[str], years: list[str]) -> None:
    found = read_numbers(text, lang=lang)
    assert [q.surface for q in found.quantities] == values
    assert [p.period.start for p in found.periods if p.period] == years

"""A programme named in one sentence is what "the programme" and "its scholarship" in the next ones mean."""

import pytest

from pipeline.claims.context import Context
from pipeline.claims.drafts import Draft
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers

VOCABULARY = load_vocabulary()


def last(sentences: list[str], lang: str) -> Draft:
    context = Context()
    found: tuple[Draft, ...] = ()
    for text in sentences:
        scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
        found, context = draft_claims(scene, context, VOCABULARY)
    return found[0]


@pytest.mark.parametrize(
    ("lang", "named", "told", "population"),
    [
        ("en", "Bolashak is the oldest of them.", "Some 7,400 people became holders of the scholarship.", "student"),
        ("en", "Bolashak is the oldest of them.", "Of the scholarship holders 81% came back.", "graduate"),
        ("ru", "Старейшая из них – «Болашак».", "Обладателями стипендии стали 7 400 человек.", "student"),
        ("ru", "Старейшая из них – «Болашак».", "На родину вернулись 81 % стипендиатов.", "graduate"),
        ("kk", "Ең ескісі – «Болашақ» бағдарламасы.", "Оның стипендиясын 7 400 жас маман иеленді.", "student"),
        ("kk", "Ең ескісі – «Болашақ» бағдарламасы.", "Стипендиаттардың 81 %-ы елге оралды.", "graduate"),
    ],
)
def test_it_is_the_one_named_before(lang: str, named: str, told: str, population: str) -> None:
    draft = last([named, told], lang)
    assert (draft.topic["programme"], draft.topic["population"]) == ("bolashak", population)
    assert "programme" in draft.inherited


@pytest.mark.parametrize(
    ("lang", "named", "told"),
    [
        ("en", "Bolashak is the oldest of them.", "Universities have 64,000 graduates."),
        ("ru", "Старейшая из них – «Болашак».", "В вузах учатся 64 000 студентов."),
        ("kk", "Ең ескісі – «Болашақ» бағдарламасы.", "Елде 64 000 студент бар."),
        ("en", "Erasmus and Bolashak differ.", "Of the scholarship holders 81% came back."),
    ],
)
def test_who_is_not_told_to_be_of_it_is_not(lang: str, named: str, told: str) -> None:
    assert "programme" not in last([named, told], lang).topic

"""Words and the lemma that must be among their candidates."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.languages.morphology import lemmas, stem


@pytest.mark.parametrize(
    ("lang", "word", "lemma"),
    [
        ("kk", "студенттердің", "студент"),
        ("kk", "университеттерінде", "университет"),
        ("kk", "Ресейде", "ресей"),
        ("kk", "Ресейдегі", "ресей"),
        ("kk", "мыңға", "мың"),
        ("kk", "мыңнан", "мың"),
        ("kk", "пайызын", "пайыз"),
        ("kk", "адамның", "адам"),
        ("kk", "көші-қонының", "көші-қон"),
        ("kk", "қазақстандықтардың", "қазақстан"),
        ("kk", "мектептерде", "мектеп"),
        ("kk", "кітабы", "кітап"),
        ("kk", "оқушылар", "оқушы"),
        ("kk", "Түркияға", "түркия"),
        ("kk", "Қытайдан", "қытай"),
        ("kk", "мұғалімдермен", "мұғалім"),
        ("kk", "грантының", "грант"),
        ("kk", "елдерінен", "ел"),
        ("kk", "тоқсанда", "тоқсан"),
        ("ru", "студентов", "студент"),
        ("ru", "российских", "российский"),
        ("ru", "вузах", "вуз"),
        ("ru", "человек", "человек"),
        ("ru", "лет", "год"),
        ("en", "students", "student"),
        ("en", "countries", "country"),
        ("en", "universities", "university"),
        ("en", "people", "person"),
        ("en", "studying", "study"),
        ("en", "awarded", "award"),
        ("en", "Russia's", "russia"),
        ("en", "classes", "class"),
        ("en", "address", "address"),
        ("und", "Mobility", "mobility"),
    ],
)
def test_lemma_is_proposed(lang: str, word: str, lemma: str) -> None:
    assert lemma in lemmas(word, lang)


@pytest.mark.parametrize(("word", "not_a_stem"), [("ел", "е"), ("су", "с"), ("тас", "та")])
def test_short_kazakh_words_stay_whole(word: str, not_a_stem: str) -> None:
    assert not_a_stem not in lemmas(word, "kk")


@pytest.mark.parametrize(("one", "other"), [("студенттердің", "студентке"), ("облыстарда", "облысының")])
def test_forms_of_one_kazakh_word_share_their_stem(one: str, other: str) -> None:
    assert stem(one, "kk") == stem(other, "kk")


@example("\U00017000", "ru")  # a letter without a name
@given(st.text(max_size=40), st.sampled_from(["kk", "ru", "en", "und"]))
def test_any_text_is_taken(word: str, lang: str) -> None:
    found = lemmas(word, lang)
    assert len(found) == len(set(found))

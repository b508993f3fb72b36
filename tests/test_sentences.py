"""Sentences in three languages: abbreviations, initials, list items, brackets; nothing lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.claims.sentences import split_sentences


def sentences(text: str, lang: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, lang)]


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("ru", "На это ушло 2,5 млн. долл. США.", "Затем работы прекратили."),
        ("ru", "К концу 2018 г. построили 40 домов.", "Все они заселены."),
        ("ru", "Об этом писал С.В. Петров в 2011 году.", "Его работу читают."),
        ("ru", "Данные приведены на рис. 3 и в табл. 2.", "Они неполны."),
        ("kk", "Қала 2015 ж. салынды.", "Онда 40 мың адам тұрады."),
        ("kk", "Бұған 2,5 млн. АҚШ долл. жұмсалды.", "Жұмыс аяқталды."),
        ("en", "As Dr. Brown et al. showed in Fig. 3, yields fell.", "Prices rose."),
        ("en", "The share was high (62% of all farms).", "150 people stayed."),
        ("en", "It was approx. 5 metres.", "Nobody measured it."),
        ("ru", "Поезд шёл со скоростью 90 км/ч.", "Дорога заняла день."),
        ("kk", "Жылдамдығы 24 Мбит/с.", "Қала бұрын қосылған."),
        ("en", "Losses came to 7 %.", "Nobody mended the pipes."),
    ],
)
def test_a_sentence_ends_where_it_ends(lang: str, first: str, second: str) -> None:
    assert sentences(f"{first} {second}", lang) == [first, second]


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        ("kk", "Егін көлемі артты.Бұл бағаны түсірді.", 2),
        ("ru", "Цены снизились.Спрос вырос на 4 %.Торговля оживилась.", 3),
        ("en", "Yields fell (see above).Prices rose [4].Nobody sold.", 3),
        ("en", "The data are on www.Farms.kz and in Node.Js.", 1),
        ("ru", "Доклад прочёл проф.Петров из обл.Актобе.", 1),
    ],
)
def test_sentences_may_run_on_without_a_blank(lang: str, text: str, parts: int) -> None:
    assert len(sentences(text, lang)) == parts


def test_list_items_are_sentences_of_their_own() -> None:
    assert sentences("Ағымдар:\n- Ресей – 5 мың;\n- Қытай – 2 мың.", "kk") == [
        "Ағымдар:",
        "- Ресей – 5 мың;",
        "- Қытай – 2 мың.",
    ]


def test_a_small_letter_begins_no_sentence() -> None:
    text = "By structure of the Federation. in technical fields 35%."
    assert sentences(text, "en") == [text]


@given(st.text(alphabet="ab А.б!? (1)[2]«»\n%ЖС…", max_size=200), st.sampled_from(["kk", "ru", "en"]))
def test_only_space_is_left_out(text: str, lang: str) -> None:
    spans = split_sentences(text, lang)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(text[i].isspace() for i in set(range(len(text))) - covered)

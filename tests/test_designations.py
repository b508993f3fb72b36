"""Numbers that name something are no claims; years in a list of rates are years."""

from __future__ import annotations

import pytest

from pipeline.claims.designations import designated
from pipeline.claims.passages import with_years
from pipeline.claims.sentences import split_sentences
from pipeline.numbers.reading import read_numbers


@pytest.mark.parametrize(
    ("text", "number", "lang", "reason"),
    [
        ("The data were processed in SPSS 26.0.", "26.0", "en", "name"),
        ("They passed KAZTEST 4.0 in May.", "4.0", "en", "name"),
        ("HS headings 1001 and 1002.", "1002", "en", "section number"),
        ("Дефицит исчисляется по форме 12.", "12", "ru", "section number"),
        ("СЭҚ ТН 2603 және 2709 топтары.", "2709", "kk", "section number"),
        ("Models were estimated in Stata 16.1.", "16.1", "en", "name"),
        ("Article 9 of the Code obliges firms.", "9", "en", "section number"),
        ("Equation (1) was estimated.", "1", "en", "section number"),
        ("certified by ISO 45001", "45001", "en", "name"),
        ("По формуле (2) рассчитан индекс.", "2", "ru", "section number"),
        ("Согласно МСФО 16 активы выросли.", "16", "ru", "name"),
        ("Деректер Stata 17 бағдарламасында өңделді.", "17", "kk", "name"),
        ("In the survey 26 farms took part.", "26", "en", None),
        ("В исследовании 16 хозяйств.", "16", "ru", None),
    ],
)
def test_a_number_that_names_something_counts_nothing(text: str, number: str, lang: str, reason: str | None) -> None:
    start = text.index(number)
    assert designated(text, start, start + len(number), lang) == reason


def test_a_year_in_a_list_of_rates_is_a_period() -> None:
    text = "The suicide rate fell from 14.2 in 2012 to 8.6 per 100,000 in 2020."
    read = with_years(text, read_numbers(text, lang="en"))
    assert "2012" not in [q.surface for q in read.quantities]
    assert "2012" in [text[p.start : p.end] for p in read.periods if p.period is not None]


def test_a_year_with_its_short_word_may_end_a_sentence() -> None:
    text = "Анкетирование студентов и их родителей проведено нами в июне–августе 2022 г. Выборка включала 540 человек."
    assert len(split_sentences(text, "ru")) == 2
    opening = "В 2022 г. Казахстан занял пятое место."
    assert split_sentences(opening, "ru") == [(0, len(opening))]

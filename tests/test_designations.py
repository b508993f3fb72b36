"""Numbers that name something are no claims; years in a list of rates are years."""

from __future__ import annotations

import pytest

from pipeline.claims.designations import designated
from pipeline.claims.passages import with_years
from pipeline.claims.sentences import split_sentences
from pipeline.numbers.reading import read_numbers
from test_claims import claims


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


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("За сезон 1 846 прибывших.", "1 846", None),
        ("За сезон 12 подряд.", "12", "name"),
        ("Закрыт маршрут 37.", "37", "name"),
    ],
)
def test_a_bare_number_of_a_route_or_a_season_is_short(text: str, number: str, reason: str | None) -> None:
    start = text.index(number)
    assert designated(text, start, start + len(number), "ru", counted=False) == reason


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


@pytest.mark.parametrize(
    ("lang", "text", "claimed"),
    [
        ("en", "Trade under HS headings 1001 and 1003 fell to 40 tonnes.", ["40"]),
        ("en", "Train 24 carried 300 people, a train 24 metres long 12.", ["300", "24", "12"]),
        ("en", "Two shifts are worked: 176 schools ran in three shifts.", ["176"]),
        ("en", "In the same six months 430 people died, in those months 30.", ["430", "30"]),
        ("en", "He won the 60 kg category and lifted 140 kg.", ["140"]),
        ("en", "The project “100 schools” built 80 schools.", ["80"]),
        ("en", "The minister spoke of “100 schools” that were closed.", ["100"]),
        ("ru", "Взяты коды ТН ВЭД 2603 и 2709, вывезено 12 тонн.", ["12"]),
        ("ru", "По договору 15/2-К поставлено 7 насосов.", ["7"]),
        ("ru", "Схема посадки 75×30 см, площадь 12 га.", ["12"]),
        ("ru", "Канал 25 проходит рядом, канал длиной 25 км засорён.", ["25"]),
        ("ru", "Индустрия 4.0 охватила 45 заводов.", ["45"]),
        ("ru", "За те же шесть месяцев погибли 43 человека, за шесть месяцев до того – 40.", ["43", "шесть", "40"]),
        ("ru", "Школы учат в три смены, всего 112 школ.", ["112"]),
        ("ru", "Проект «100 школ» дал 80 школ.", ["80"]),
        ("kk", "«Бес бастама» жобасы 80 ауылды қамтыды.", ["80"]),
        ("kk", "Үш ауысымда оқытатын 112 мектеп бар.", ["112"]),
        ("kk", "Балуан 60 кг салмақта жеңді, жүк 60 кг тартты.", ["60"]),
        ("en", "Call 103 or 112 for help; they call 112 people a day.", ["112"]),
        ("en", "The channel “Khabar 24” and gymnasium 54 had 300 guests.", ["300"]),
        ("en", "He said “I have 24” and left 7 copies.", ["24", "7"]),
        ("ru", "В 11-м микрорайоне и мкр. 6 построили 14 домов, к 11 домам провели газ.", ["14", "11"]),
        ("ru", "Из 9 «А» класса 27 учеников, работают 24/7.", ["27"]),
        ("kk", "54-гимназияда 1300 бала, 9 «А» сыныбында 27 оқушы бар.", ["1300", "27"]),
        ("ru", "Инвентарные карточки КП 12804 и НВ 3317 утеряны, 12 карточек целы.", ["12"]),
        ("kk", "II тоқсанда 14 мың көлік, бірінші тоқсанда тоқсан көлік келді.", ["14 мың", "тоқсан"]),
        ("kk", "Заң екі оқылымда қабылданды, 2-нұсқада 25 сұрақ бар.", ["25"]),
        ("ru", "По шкале от 0 до 10 боль – 6,4 балла, выросла от 0 до 10 см.", ["6,4", "0", "10"]),
        ("ru", "Обед в 13.00, омега-3 снижена у 12%, уран 300 т.", ["12%", "300"]),
        ("en", "Omega-3 and caesium-137 were low in 12% on a scale from 0 to 10.", ["12%"]),
        ("ru", "Форма 24-СХ, комбайн Дон-1500Б, сеялка СЗ-3,6 и 12 плугов.", ["12"]),
        ("ru", "ИИН 901231300123, счёт 2:1, схема 2+1, 5 игр.", ["5"]),
        ("ru", "Дизель Евро 5 и линия 7, линия 7 км длиной.", ["7"]),
        ("en", "The 100 Schools programme built 80 schools under Article 24(3).", ["80"]),
        ("kk", "254-бұйрық пен 12-кабинет, 3-қабат, 50-ДЕН 60 адам.", ["50", "60"]),
        ("kk", "5-топтағы 40 адам сұралды.", ["40"]),
    ],
)
def test_codes_classes_titles_and_turns_are_no_claims(lang: str, text: str, claimed: list[str]) -> None:
    opening = {"en": "Introduction", "ru": "Введение", "kk": "Кіріспе"}[lang]
    assert [c.surface for c in claims(f"{opening}\n\n{text}\n")] == claimed


def test_a_title_counts_no_subjects_in_words() -> None:
    text = "Why They Leave: Evidence from Two Districts\n\nA. Author\n\nAbstract\n\nTwo districts were studied.\n"
    assert [c.surface for c in claims(text)] == ["Two"]

"""Where a paper's sample lies, and the way that its title tells, from whole texts."""

from __future__ import annotations

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.reading.document import TextFile
from schemas import Places


def placed(text: str) -> list[tuple[str, str]]:
    """Each number of a text with its places: "KZ>PL" for those who go, else the area."""
    manuscript = compose_text(TextFile(text, "utf-8"), ())
    facts = PaperFacts(paper_id="p", sha256="0" * 64, year=2024)
    claims = build_claims(manuscript, find_sections(manuscript), (), paper=facts, vocabulary=load_vocabulary()).claims
    return [(claim.surface, _told(claim.places)) for claim in claims]


def _told(places: Places) -> str:
    return f"{places.origin}>{places.host}" if places.origin and places.host else places.area or "-"


ABROAD = """СТУДЕНТЫ ИЗ КАЗАХСТАНА В ПОЛЬШЕ И ЧЕХИИ: АДАПТАЦИЯ И ПЛАНЫ

Аннотация. В статье изучены планы казахстанских студентов. Опрошены 316 студентов вузов Польши и Чехии.

Введение

В 2015 г. в польских вузах учились 890 человек. Чешское направление скромнее: 1 150 студентов в 2023 г.

Результаты

Средний возраст респондента составил 21,3 года. Подрабатывают 38 % опрошенных.
"""

COMING = """FOREIGN STUDENTS AT UNIVERSITIES OF KAZAKHSTAN: ORIGINS AND OUTCOMES

Introduction

In 2023 universities of Kazakhstan enrolled 26.4 thousand foreign students. India is the largest source:
9,100 students. The Chinese contingent doubled to 1,700.

Methods

We interviewed 240 foreign students at universities of Almaty.

Results

Of the respondents, 61% were satisfied with teaching.
"""

REGION = """ДОСТУПНОСТЬ СТОМАТОЛОГИЧЕСКОЙ ПОМОЩИ В КАЗАХСТАНЕ

Введение

В 2023 г. в Казахстане работали 6,1 тыс. стоматологов.

Материалы и методы

Опрос проводился в Мангистауской и Атырауской областях; участвовали 520 пациентов.

Результаты

Средний возраст участников опроса – 38,2 года. Цены устраивают 27 % респондентов.
"""

KOREA = """ҚАЗАҚСТАНДЫҚ СТУДЕНТТЕР ОҢТҮСТІК КОРЕЯДА: ТАҢДАУ СЕБЕПТЕРІ

Кіріспе

Қазақстаннан Оңтүстік Кореяға оқуға кететіндер жыл сайын көбейіп келеді.
2018 жылы Корея университеттерінде 640 студент оқыды.

Әдістер

Сауалнамаға Корея университеттерінің 204 студенті қатысты.

Нәтижелер

Респонденттердің 57 %-ы елге оралуды жоспарлайды.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ABROAD,
            [("316", "KZ>CZ+PL"), ("890", "KZ>PL"), ("1 150", "KZ>CZ"), ("21,3", "KZ>CZ+PL"), ("38 %", "KZ>CZ+PL")],
        ),
        (
            COMING,
            [
                ("26.4 thousand", "WLD>KZ"),
                ("9,100", "IN>KZ"),
                ("doubled", "CN>KZ"),
                ("1,700", "CN>KZ"),
                ("240", "WLD>KZ-75"),
                ("61%", "WLD>KZ-75"),
            ],
        ),
        (REGION, [("6,1 тыс.", "KZ"), ("520", "KZ-23+KZ-47"), ("38,2", "KZ-23+KZ-47"), ("27 %", "KZ-23+KZ-47")]),
        (KOREA, [("640", "KZ>KR"), ("204", "KZ>KR"), ("57 %", "KZ>KR")]),
    ],
    ids=["leaving", "coming", "regions", "kazakh"],
)
def test_what_a_title_and_a_sample_say_of_places_holds_for_the_whole_paper(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert placed(text) == expected


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        (
            "В Казахстане мало врачей. В Мангистауской области живёт 786 тыс. человек. Здесь работают 312 врачей.",
            "312",
            "KZ-47",
        ),
        ("Қазақстан аумағы үлкен. Түркістан облысында мақта егіледі. Мұнда 112 мың га жер бар.", "112 мың", "KZ-61"),
        (
            "Water is short in Kazakhstan. Kyrgyzstan stores 19.5 km3. Kazakhstan has little: on our side 5.2 km3.",
            "5.2",
            "KZ",
        ),
        (
            "В Казахстане растёт отток. На постоянное жительство за рубеж выбыли 24,2 тыс. человек.",
            "24,2 тыс.",
            "KZ>WLD",
        ),
        ("Migration in Kazakhstan grows. In 2022 there were 24,300 permanent departures.", "24,300", "KZ>WLD"),
        (
            "Kazakhstan sends students to China. The Chinese government offered 550 grants to citizens of Kazakhstan.",
            "550",
            "KZ>CN",
        ),
        (
            "Kazakhstan sends students to China. Beijing offered 640 scholarships to applicants from Kazakhstan.",
            "640",
            "KZ>CN",
        ),
        (
            "Of the 612 students from Kazakhstan, all graduated from Russian, Chinese and Turkish universities.",
            "612",
            "KZ>CN+RU+TR",
        ),
        ("В Северо-Казахстанской области из 448 школ казахскими являются 112.", "112", "KZ-59"),
        ("В Казахстане 34% гостей – приезжие из-за рубежа.", "34%", "WLD>KZ"),
        ("Қазақстанға шетелден 5 мың турист келді.", "5 мың", "WLD>KZ"),
        ("In Kazakhstan 210 thousand visitors came from abroad.", "210 thousand", "WLD>KZ"),
        ("Emigration from Kazakhstan grows. Of those who plan to leave 40% choose Russia.", "40%", "KZ>RU"),
        ("В Екатеринбурге обучались 1 340 студентов из Казахстана.", "1 340", "KZ>RU"),
        ("Орынборда 1 210 қазақстандық студент оқыды.", "1 210", "KZ>RU"),
        ("There were 430 students from Kazakhstan in Krakow.", "430", "KZ>PL"),
    ],
)
def test_words_that_point_to_a_place(text: str, surface: str, place: str) -> None:
    assert (surface, place) in placed(text)

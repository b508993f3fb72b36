"""People who leave a country or mean to, people who come to it, and names of languages, which are no lands."""

import pytest

from test_claim_sample_places import placed

OUT, IN = "KZ>WLD", "WLD>KZ"
SURVEY = {
    "en": "We surveyed 410 final-year students at universities of Kazakhstan.",
    "ru": "Опрошены 410 студентов выпускных курсов вузов Казахстана.",
    "kk": "Қазақстан университеттерінің 410 бітіруші студентінен сауалнама алынды.",
}


@pytest.mark.parametrize(
    ("lang", "sentence", "surface"),
    [
        ("en", "Of them 31% intend to leave the country.", "31%"),
        ("en", "Altogether 128 of the respondents mean to emigrate.", "128"),
        ("en", "Some 31% are ready to move abroad after graduation.", "31%"),
        ("ru", "Из них 31 % намерены покинуть страну.", "31 %"),
        ("ru", "128 опрошенных планируют уехать за границу.", "128"),
        ("ru", "Уехать из страны хотели бы 31 % студентов.", "31 %"),
        ("kk", "Олардың 31 %-ы елден кетуді жоспарлайды.", "31 %"),
        ("kk", "Студенттердің 31 %-ы шетелге көшуге дайын.", "31 %"),
        ("kk", "Респонденттердің 31 %-ы елден кетуге ниетті.", "31 %"),
    ],
)
def test_those_who_mean_to_leave_are_told_with_the_way(lang: str, sentence: str, surface: str) -> None:
    assert dict(placed(f"{SURVEY[lang]} {sentence}"))[surface] == OUT


@pytest.mark.parametrize(
    ("text", "surface", "way"),
    [
        ("In Kazakhstan permanent emigration fell to 32,300 people in 2021.", "32,300", OUT),
        ("In Kazakhstan wages are low. In 2021 emigrants numbered 32,300.", "32,300", OUT),
        ("Қазақстанда 2021 жылы тұрақты тұру үшін 32,3 мың адам шетелге көшіп кетті.", "32,3 мың", OUT),
        ("Из Узбекистана в 2021 году эмигрировали 60 тыс. человек.", "60 тыс.", "UZ>WLD"),
        ("Қазақстанның экономикасы өсіп келеді. 2022 жылы елімізге 1 580 студент келді.", "1 580", IN),
        ("Казахстан строит вузы. В 2022 году в страну прибыли 1 580 студентов.", "1 580", IN),
        ("Kazakhstan builds universities. In 2022 1,580 incoming mobility students arrived.", "1,580", IN),
        ("Қазақстан туризмі өсуде. 2023 жылы елге 9,1 млн шетел азаматы келген.", "9,1 млн", IN),
        ("Казахстан принимает гостей. В Казахстан в 2023 году из России прибыли 3,3 млн человек.", "3,3 млн", "RU>KZ"),
        ("Оңтүстік Кореяда 5,6 мың қазақстандық еңбек етті.", "5,6 мың", "KZ>KR"),
        ("In Kazakhstan 31% of doctors plan to leave the village.", "31%", "KZ"),
        ("В Казахстане 31 % врачей хотят уехать из села.", "31 %", "KZ"),
        ("Қазақстанда дәрігерлердің 31 %-ы ауылдан кетуді жоспарлайды.", "31 %", "KZ"),
    ],
)
def test_verbs_tell_which_way_people_go(text: str, surface: str, way: str) -> None:
    assert dict(placed(text))[surface] == way


@pytest.mark.parametrize(
    ("sentence", "surfaces"),
    [
        ("Русский язык предпочли бы 57 % жителей Павлодарской области, казахский – 31 %, английский – 12 %.", 3),
        ("В Павлодарской области по-казахски дома говорят 43 % детей, русским владеют 90 %.", 2),
        ("В Павлодарской области казахскую речь понимают 80 %, английскую – 35 %.", 2),
        ("In Pavlodar region Kazakh is understood by 80%, Russian by 97% and English by 35% of the pupils.", 3),
        ("Pavlodar region: one in three pupils reads the labels in Kazakh, 60% prefer Russian.", 2),
        ("Only Kazakh is spoken at home by 43% of the children of Pavlodar region.", 1),
        ("Павлодар облысында балалардың 43 %-ы үйде қазақша сөйлейді, 40 %-ы орысша жауап береді.", 2),
        ("Павлодар облысында газеттердің 30 %-ы қазақ, орыс және неміс тілдерінде шығады.", 1),
    ],
)
def test_a_language_is_no_land(sentence: str, surfaces: int) -> None:
    assert [place for _, place in placed(sentence)][-surfaces:] == ["KZ-55"] * surfaces

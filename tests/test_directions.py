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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We surveyed 640 labour migrants in Almaty and Shymkent. Of them 41% came for better pay.",
            {"640": "KZ-75+KZ-79", "41%": "KZ-75+KZ-79"},
        ),
        (
            "В Алматы и Шымкенте опрошены 640 трудовых мигрантов. Причины приезда опрошенных: доход – 41 %, родня в"
            " Казахстане – 16 %.",
            {"640": "KZ-75+KZ-79", "41 %": "KZ-75+KZ-79", "16 %": "KZ-75+KZ-79"},
        ),
        (
            "Алматы мен Шымкентте 640 еңбек мигрантынан сауалнама алынды. Мигранттардың 41 %-ы жалақыны атады.",
            {"640": "KZ-75+KZ-79", "41 %": "KZ-75+KZ-79"},
        ),
        (
            "We surveyed 900 people aged 18–30 in Shymkent and Turkistan region.",
            {"900": "KZ-61+KZ-79"},
        ),
        (
            "Қазақстан университеттерінің 410 студентінен сауалнама алынды. Олардың 110-ы елден кетуді жоспарлайды. "
            "Осы топтан кетудің себебі сұралды: жалақы – 48 %, мансап – 22 %.",
            {"110": OUT, "48 %": OUT, "22 %": OUT},
        ),
    ],
)
def test_a_sample_lies_where_its_people_were_asked(text: str, expected: dict[str, str]) -> None:
    found = dict(placed(text))
    assert {surface: found[surface] for surface in expected} == expected


@pytest.mark.parametrize(
    ("opening", "result"),
    [
        (
            "По данным ведомства, в 2023 году туристский поток составил 17,1 млн человек [1].",
            "Павлодарская область богата озёрами. В 2023 году гостиницы приняли 390 тыс. гостей.",
        ),
        (
            "Greenhouse gas emissions reached 350 million tonnes in 2022 [3].",
            "Pavlodar region burns coal. In 2022 emissions reached 41 million tonnes.",
        ),
        (
            "Парниктік газдардың шығарындысы 2022 жылы 350 млн тонна болды [3].",
            "Павлодар облысы көмірге сүйенеді. 2022 жылы шығарынды 41 млн тоннаға жетті.",
        ),
    ],
)
def test_a_paper_on_a_region_opens_with_the_country(opening: str, result: str) -> None:
    title = "COAL AND AIR IN PAVLODAR REGION\n\nA. Author\n\nAbstract. The paper tells of Pavlodar region."
    areas = [place for _, place in placed(f"{title}\n\nIntroduction\n\n{opening}\n\nMethods\n\n{result}\n")]
    assert areas == ["KZ", "KZ-55"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        (
            "In Kazakhstan foreign students numbered 27 thousand, while research spending came to 160 billion tenge.",
            "160 billion",
        ),
        (
            "В Казахстане число иностранных студентов достигло 27 тыс., а затраты на науку – 160 млрд тенге.",
            "160 млрд",
        ),
        ("In Kazakhstan foreign tourists numbered 9 million, and tourism contributed 3.1% of GDP.", "3.1%"),
    ],
)
def test_what_is_measured_anew_goes_nowhere(text: str, surface: str) -> None:
    assert dict(placed(text))[surface] == "KZ"


def test_countries_listed_behind_one_that_sends_are_senders_too() -> None:
    text = (
        "В вузах Казахстана из Индии учатся 8 700 студентов. Далее следуют Узбекистан (6 100) и Россия (3 900). К 2029 "
        "году число обучающихся из-за рубежа в Казахстане достигнет 150 тыс. человек."
    )
    assert [way for _, way in placed(text)] == ["IN>KZ", "UZ>KZ", "RU>KZ", IN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Выборка: 850 человек: 260 – в Павлодарской, 590 – в Костанайской области.", {"850": "KZ-39+KZ-55"}),
        ("640 адам сұралды: Алматыда – 300, Астанада – 340.", {"640": "KZ-71+KZ-75"}),
        ("Крытое хранилище есть у 31 % из 46 хозяйств Павлодарской области.", {"31 %": "KZ-55", "46": "KZ-55"}),
        ("Sheds are found on 31% of the 46 farms in Pavlodar region.", {"31%": "KZ-55", "46": "KZ-55"}),
        (
            "Pavlodar region had 750 thousand people, of whom 330 thousand lived in Ekibastuz. Residents aged over 60 "
            "numbered 138 thousand in 2019.",
            {"138 thousand": "KZ-55"},
        ),
        ("We surveyed 480 parents in Pavlodar region. The median age was 34 years.", {"34": "KZ-55"}),
        (
            "Kazakhstan is a host. In 2022 14,230 foreign specialists worked in Kazakhstan. They fall into groups: "
            "managers – 710, workers – 1,120.",
            {"14,230": IN, "710": IN, "1,120": IN},
        ),
        (
            "Казахстан – большая страна. Казахстан растёт. Из личных переводов, ушедших из страны, 41 % приходится на "
            "Узбекистан.",
            {"41 %": "KZ"},
        ),
    ],
)
def test_wholes_parts_and_those_who_were_counted_before(text: str, expected: dict[str, str]) -> None:
    found = dict(placed(text))
    assert {surface: found[surface] for surface in expected} == expected


@pytest.mark.parametrize(
    ("sentence", "surface", "place"),
    [
        ("UNESCO counted 6.8 million internationally mobile students in 2022.", "6.8 million", "WLD"),
        ("Вне страны своего гражданства в 2022 году учились 6,8 млн студентов.", "6,8 млн", "WLD"),
        ("Kazakhstan hosted 27 thousand internationally mobile students.", "27 thousand", "WLD>KZ"),
    ],
)
def test_people_of_all_the_world_are_in_no_country(sentence: str, surface: str, place: str) -> None:
    assert dict(placed(f"Foreign students come to universities of Kazakhstan. {sentence}"))[surface] == place

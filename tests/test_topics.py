"""Topics: one thing has one topic in every language; what differs differs."""

import pytest

from pipeline.claims.context import Context
from pipeline.claims.drafts import Draft
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers

VOCABULARY = load_vocabulary()
IN_RUSSIA = ({"activity": "study-abroad", "population": "student"}, "KZ", "RU")


def drafts(text: str, lang: str, context: Context | None = None) -> tuple[Draft, ...]:
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    return draft_claims(scene, context or Context(), VOCABULARY)[0]


def said(draft: Draft) -> tuple[dict[str, str], str | None, str | None]:
    return dict(draft.topic), draft.places.origin or draft.places.area, draft.places.host


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Today 60 thousand Kazakhstani students study in Russia."),
        ("en", "In Russia there are 60 thousand students from Kazakhstan."),
        ("en", "About 60 thousand Kazakhstanis study at Russian universities."),
        ("ru", "В России обучаются 60 тысяч казахстанских студентов."),
        ("ru", "Количество студентов из Казахстана в российских вузах составило 60 тысяч."),
        ("ru", "В вузах РФ учатся 60 тыс. казахстанцев."),
        ("kk", "Ресейде 60 мың қазақстандық студент оқиды."),
        ("kk", "РФ ЖОО-да Қазақстаннан 60 мың студент оқиды."),
        ("kk", "Ресейде оқитын қазақстандықтардың саны 60 мың адам."),
        ("en", "Under bachelor's and master's programmes 60 thousand Kazakh students study in Russia."),
    ],
)
def test_one_thing_has_one_topic_in_every_language(lang: str, text: str) -> None:
    (draft,) = drafts(text, lang)
    assert said(draft) == IN_RUSSIA


@pytest.mark.parametrize(
    ("lang", "text", "slot", "code"),
    [
        ("en", "In Russia 50 thousand Kazakhstani students study by correspondence.", "form", "correspondence"),
        ("ru", "За счет бюджета в России учатся 5 тысяч казахстанских студентов.", "funding", "budget"),
        ("kk", "Ресейде 5 мың қазақстандық магистрант оқиды.", "level", "master"),
        ("en", "In Russia 900 Kazakhstani students study medicine.", "field", "medicine"),
        ("ru", "В России учатся 900 женщин – казахстанских студентов.", "sex", "female"),
    ],
)
def test_a_narrower_thing_has_a_narrower_topic(lang: str, text: str, slot: str, code: str) -> None:
    topic, origin, host = said(drafts(text, lang)[0])
    assert topic.pop(slot) == code
    assert (topic, origin, host) == IN_RUSSIA


def test_each_number_of_a_list_has_its_own_place() -> None:
    text = "Among Kazakhstani students 70 000 study in Russia, 2 000 - in Turkey, 1 900 - in the USA."
    assert [said(d)[1:] for d in drafts(text, "en")] == [("KZ", "RU"), ("KZ", "TR"), ("KZ", "US")]


def test_respectively_pairs_places_with_numbers() -> None:
    text = "В США и Канаде обучались 900 тысяч и 400 тысяч иностранных студентов соответственно."
    assert [said(d)[1:] for d in drafts(text, "ru")] == [("WLD", "US"), ("WLD", "CA")]


def test_each_number_has_its_own_year_and_a_restated_share_the_same() -> None:
    text = "В 2001 году приехали 173 млн человек (2,8%), в 2011 г. – 220 млн (3,2%), а в 2021 – 271 млн чел. (3,5%)."
    years = [d.period.start if d.period else None for d in drafts(text, "ru")]
    assert years == ["2001", "2001", "2011", "2011", "2021", "2021"]


def test_from_and_to_have_the_years_behind_them() -> None:
    text = "Число выехавших сократилось: со 150 тысяч в 2001 году до 40 тысяч в 2018 году."
    assert [d.period.start for d in drafts(text, "ru") if d.period] == ["2001", "2018"]


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("en", "Women make up 40% of students.", "share"),
        ("en", "The number of students grew by 40%.", "change"),
        ("en", "The share rose to 40%.", "share"),
        ("ru", "Число студентов выросло на 40%.", "change"),
        ("ru", "Число студентов выросло в 4 раза.", "ratio"),
        ("ru", "Две трети студентов работают.", "share"),
        ("kk", "Студенттер саны 2 есе өсті.", "ratio"),
        ("en", "They paid 5 million dollars.", "money"),
        ("kk", "Оқу мерзімі 4 жыл.", "duration"),
        ("en", "The programme takes people aged 18 to 35.", "age"),
        ("en", "On average 430 students come each year.", "statistic"),
        ("ru", "Приехали 430 студентов.", "count"),
    ],
)
def test_kinds(lang: str, text: str, kind: str) -> None:
    assert drafts(text, lang)[0].kind == kind


def test_a_fraction_in_words_becomes_per_cent() -> None:
    quantity = drafts("Более одной трети иммигрантов работают.", "ru")[0].quantity
    assert (str(quantity.value), quantity.unit, quantity.bound) == ("33.33", "percent", ">")


def test_a_target_is_a_target() -> None:
    (draft,) = drafts("By 2030 it is planned to attract 200 thousand foreign students to Korea.", "en")
    assert draft.status == "target"
    assert (draft.period.start if draft.period else None) == "2030"


def test_an_unknown_topic_is_its_own_words() -> None:
    (first,) = drafts("The twangle of the lacquer was 14 pascals.", "en")
    (second,) = drafts("The twangle of the lacquer was 15 pascals.", "en")
    (other,) = drafts("The shimmer of the glaze was 15 pascals.", "en")
    assert first.topic == second.topic != other.topic
    assert set(first.topic) == {"open"}


@pytest.mark.parametrize(
    ("texts", "topic"),
    [
        (
            {
                "en": "The study included 240 patients with hypertension.",
                "ru": "В исследование включены 240 пациентов с гипертензией.",
                "kk": "Зерттеуге гипертензиясы бар 240 науқас қатысты.",
            },
            {"population": "patient", "disease": "hypertension"},
        ),
        (
            {
                "en": "The prevalence of diabetes was 7.5%.",
                "ru": "Распространенность сахарного диабета составила 7,5%.",
                "kk": "Қант диабетінің таралуы 7,5% болды.",
            },
            {"measure": "prevalence", "disease": "diabetes"},
        ),
        (
            {
                "en": "The yield of barley was 14 centners per hectare.",
                "ru": "Урожайность ячменя составила 14 центнеров с гектара.",
                "kk": "Арпаның өнімділігі гектарына 14 центнер болды.",
            },
            {"measure": "yield", "product": "barley"},
        ),
        (
            {
                "en": "The region has 38 hospitals.",
                "ru": "В регионе работают 38 больниц.",
                "kk": "Өңірде 38 аурухана бар.",
            },
            {"object": "hospital"},
        ),
        (
            {
                "en": "Life expectancy reached 73.2 years.",
                "ru": "Ожидаемая продолжительность жизни достигла 73,2 года.",
                "kk": "Өмір сүру ұзақтығы 73,2 жылға жетті.",
            },
            {"measure": "life-expectancy"},
        ),
    ],
)
def test_other_fields_have_one_topic_in_every_language_too(texts: dict[str, str], topic: dict[str, str]) -> None:
    for lang, text in texts.items():
        (draft,) = drafts(text, lang)
        assert dict(draft.topic) == topic, lang


@pytest.mark.parametrize(
    "text",
    ["The study included 30 households.", "Our study covers 12 hospitals.", "The present study involved 40 farmers."],
)
def test_a_study_is_no_studying(text: str) -> None:
    (draft,) = drafts(text, "en")
    assert "student" not in draft.topic.values()


def test_a_measure_that_says_little_keeps_the_words_of_its_sentence() -> None:
    (one,) = drafts("The prevalence of myopia was 7.5%.", "en")
    (other,) = drafts("The prevalence of gout was 7.5%.", "en")
    assert one.topic["measure"] == other.topic["measure"] == "prevalence"
    assert one.topic != other.topic


def test_the_number_of_something_is_a_count_of_it() -> None:
    (draft,) = drafts("The number of cattle is 8.2 million.", "en")
    assert dict(draft.topic) == {"object": "cattle"}


def test_whose_age_it_is_is_told_by_the_narrower_word() -> None:
    (draft,) = drafts("Migration of young people is a move of the population from 14 to 29 years old.", "en")
    assert dict(draft.topic)["population"] == "youth"


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        ("en", "There are 95 convicts per psychologist.", {"per": "psychologist", "population": "prisoner"}),
        ("ru", "На одного психолога приходится 95 осуждённых.", {"per": "psychologist", "population": "prisoner"}),
        ("ru", "На психолога приходится 95 осуждённых.", {"per": "psychologist", "population": "prisoner"}),
        ("kk", "Бір психологқа 95 сотталғаннан келеді.", {"per": "psychologist", "population": "prisoner"}),
        ("en", "There are 17.2 books per reader.", {"per": "reader", "object": "book"}),
        ("ru", "На одного читателя приходится 17,2 книги.", {"per": "reader", "object": "book"}),
    ],
)
def test_what_is_told_of_one_is_no_count(lang: str, text: str, topic: dict[str, str]) -> None:
    (draft,) = drafts(text, lang)
    assert dict(draft.topic) == topic


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Some 56% of convicts have work."),
        ("en", "Some 56% of convicts are employed."),
        ("ru", "Трудом обеспечено 56 % осуждённых."),
        ("kk", "Сотталғандардың 56 %-ы жұмыспен қамтылған."),
    ],
)
def test_those_of_a_group_who_work_are_told_by_the_group(lang: str, text: str) -> None:
    (draft,) = drafts(text, lang)
    assert dict(draft.topic) == {"activity": "employment", "population": "prisoner"}


def test_a_verb_that_looks_like_a_noun_is_no_topic() -> None:
    (masters,) = drafts("Мастерами спорта стали 865 спортсменов.", "ru")
    (steel,) = drafts("Выпущено 4,1 млн тонн стали.", "ru")
    assert "product" not in masters.topic
    assert steel.topic["product"] == "steel"


def test_the_noun_behind_a_number_is_counted_though_no_vocabulary_knows_it() -> None:
    (draft,) = drafts("In 2021 310 blorkers were released into the lakes.", "en")
    assert dict(draft.topic) == {"open": "blorker"}


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        ("en", "Young people make up 68% of viewers.", {"of": "viewer", "population": "youth"}),
        ("ru", "Молодёжь составляет 68 % зрителей.", {"of": "viewer", "population": "youth"}),
        ("ru", "Доля молодёжи среди зрителей – 68 %.", {"of": "viewer", "population": "youth"}),
        ("kk", "Көрермендердің 68 %-ы – жастар.", {"of": "viewer", "population": "youth"}),
        ("en", "A ticket costs 500 tenge on average.", {"measure": "cost", "object": "ticket"}),
        ("ru", "Билет в среднем стоит 700 тенге.", {"measure": "cost", "object": "ticket"}),
        (
            "kk",
            "Ауыл оқушыларының 88 %-ы спортпен айналысады.",
            {"activity": "sport", "population": "pupil", "setting": "rural"},
        ),
        ("en", "In 2021 the lake gave 7.5 thousand tonnes of fish catch.", {"measure": "fish-catch", "object": "lake"}),
    ],
)
def test_parts_costs_and_sites_are_told(lang: str, text: str, topic: dict[str, str]) -> None:
    assert dict(drafts(text, lang)[-1].topic) == topic


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "На один гектар расходуется 8,1 тыс. кубометров воды."),
        ("kk", "Бір гектарға 9,4 мың текше метр су жұмсалады."),
    ],
)
def test_an_amount_for_one_hectare_is_told_so(lang: str, text: str) -> None:
    assert drafts(text, lang)[-1].topic["per"] == "hectare"


def test_shares_of_events_are_told_apart_by_their_own_words() -> None:
    (one,) = drafts("Межэтнические браки составляют 17 % всех браков.", "ru")
    (other,) = drafts("Повторными являются 16 % браков.", "ru")
    assert dict(one.topic) != dict(other.topic)


@pytest.mark.parametrize(
    ("lang", "text", "fields"),
    [
        (
            "en",
            "In first place is the field of education, where 66 thousand people work, in second the healthcare sector, "
            "where 20 thousand people work.",
            ["education", "medicine"],
        ),
        (
            "ru",
            "Первое место занимает сфера образования, где занято 66 тысяч человек, второе – здравоохранение, "
            "где работают 20 тысяч человек.",
            ["education", "medicine"],
        ),
        ("kk", "Екінші орында денсаулық сақтау саласы, онда 20 мың адам жұмыс істейді.", ["medicine"]),
    ],
)
def test_a_clause_that_says_where_belongs_to_the_thing_before_it(lang: str, text: str, fields: list[str]) -> None:
    assert [draft.topic.get("field") for draft in drafts(text, lang) if draft.kind == "count"] == fields


@pytest.mark.parametrize(
    ("lang", "text", "measure"),
    [
        ("en", "The wages there are much higher (Male, 41 years old).", "age"),
        ("ru", "Зарплата выросла за 3 месяца.", "duration"),
        ("en", "Life expectancy in the region is 71 years.", "life-expectancy"),
        ("ru", "Время ожидания приёма составляет 3 дня.", "waiting-time"),
    ],
)
def test_only_what_is_told_in_time_is_measured_in_years(lang: str, text: str, measure: str) -> None:
    assert [draft.topic.get("measure") for draft in drafts(text, lang)] == [measure]


@pytest.mark.parametrize(
    ("lang", "text", "slot", "code"),
    [
        ("en", "The shortage of nurses was 3,960 specialists.", "need", "shortage"),
        ("ru", "В 2023 году не хватало 3 960 медсестер.", "need", "shortage"),
        ("kk", "2023 жылы 3 960 мейіргер жетіспеді.", "need", "shortage"),
        ("en", "A survey of 412 farmers was held.", "sample", "asked"),
        ("ru", "Проведен опрос 412 фермеров.", "sample", "asked"),
        ("kk", "Сауалнамаға 412 фермер қатысты.", "sample", "asked"),
        ("ru", "Число грантов достигло 53,9 тыс.", "object", "grant"),
        ("kk", "Гранттардың саны 53,9 мыңға жетті.", "object", "grant"),
        ("en", "In 2023 38% of the population lived in villages.", "setting", "rural"),
        ("ru", "На селе живет 38 % населения.", "setting", "rural"),
        ("kk", "Халықтың 38 %-ы ауылда тұрады.", "setting", "rural"),
        ("en", "The northern regions of the country hold 11% of the population.", "zone", "north"),
        ("ru", "На северные регионы страны приходится 11 % населения.", "zone", "north"),
        ("kk", "Халықтың 11 %-ы елдің солтүстік өңірлеріне тиесілі.", "zone", "north"),
        ("en", "In the west of the country 4.2% of the workforce is jobless.", "zone", "west"),
        ("ru", "На западе страны 4,2 % рабочей силы без работы.", "zone", "west"),
        ("kk", "Елдің батысында жұмыс күшінің 4,2 %-ы жұмыссыз.", "zone", "west"),
        ("en", "North Kazakhstan region holds 3% of the population.", "zone", None),
        ("ru", "На Ближнем Востоке живет 3 % населения.", "zone", None),
        ("kk", "Солтүстік Қазақстан облысында халықтың 3 %-ы тұрады.", "zone", None),
    ],
)
def test_what_narrows_a_count_is_told_in_every_language(lang: str, text: str, slot: str, code: str) -> None:
    found = drafts(text, lang)
    assert [draft.topic.get(slot) for draft in found if draft.kind in ("count", "share")] == [code]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Of those asked, quite content were 18.7%, fairly content 33.7%, not quite content 29.4%."),
        ("ru", "Полностью довольны 18,7%, скорее довольны 33,7%, скорее не довольны 29,4%."),
        ("kk", "Толық риза 18,7%, біршама риза 33,7%, мүлде риза емес 29,4%."),
    ],
)
def test_each_answer_of_a_list_is_a_topic_of_its_own(lang: str, text: str) -> None:
    topics = [tuple(draft.topic.items()) for draft in drafts(text, lang)]
    assert len(set(topics)) == len(topics) == 3


def test_a_part_of_them_is_not_the_whole() -> None:
    before = Context({"population": "graduate"}, None, None, "KZ")
    for lang, text in (
        ("ru", "Из них 141,3 тыс. сдавали тестирование."),
        ("kk", "Олардың 141,3 мыңы тест тапсырды."),
    ):
        (draft,) = drafts(text, lang, before)
        assert dict(draft.topic) != {"population": "graduate"}


def test_honey_is_no_point_of_a_test() -> None:
    (points,) = drafts("Орташа бал 66,3 болды.", "kk")
    (honey,) = drafts("2023 жылы 3 мың тонна бал өндірілді.", "kk")
    assert "product" not in points.topic
    assert honey.topic["product"] == "honey"


@pytest.mark.parametrize(
    ("texts", "topics"),
    [
        (
            {
                "en": "In 2021, 41 thousand children were born and 12 thousand people died.",
                "ru": "В 2021 году родилось 41 тыс. детей, умерло 12 тыс. человек.",
                "kk": "2021 жылы 41 мың сәби дүниеге келді, 12 мың адам қайтыс болды.",
            },
            [{"object": "birth"}, {"object": "death"}],
        ),
        (
            {
                "en": "In 2020, 20 thousand people left the country.",
                "ru": "В 2020 году на постоянное место жительства выехали 20 тыс. человек.",
                "kk": "2020 жылы тұрақты тұруға 20 мың адам кетті.",
            },
            [{"population": "emigrant"}],
        ),
        (
            {
                "en": "The total fertility rate was 3.3 children per woman.",
                "ru": "Суммарный коэффициент рождаемости равнялся 3,3 ребёнка на одну женщину.",
                "kk": "Туудың жиынтық коэффициенті бір әйелге шаққанда 3,3 балаға тең болды.",
            },
            [{"measure": "total-fertility"}],
        ),
        (
            {
                "en": "Ethnic Uzbeks make up 3% of the population.",
                "ru": "Доля узбеков в населении составила 3%.",
                "kk": "Өзбектердің үлесі 3%.",
            },
            [{"ethnicity": "uzbek", "population": "population"}],
        ),
        (
            {
                "en": "41% of respondents speak Kazakh fluently.",
                "ru": "Свободно говорят по-казахски 41% респондентов.",
                "kk": "Респонденттердің 41%-ы қазақша еркін сөйлейді.",
            },
            [{"activity": "speaking", "language": "kazakh", "mastery": "fluent", "population": "respondent"}],
        ),
        (
            {
                "ru": "На казахском языке обучались 61% школьников.",
                "kk": "Оқушылардың 61%-ы қазақ тілінде білім алды.",
            },
            [{"language": "kazakh", "population": "pupil"}],
        ),
        (
            {
                "en": "Hotel occupancy was 31%.",
                "ru": "Заполняемость гостиниц составила 31%.",
                "kk": "Қонақүйлердің толымдылығы 31% болды.",
            },
            [{"measure": "occupancy"}],
        ),
        (
            {
                "en": "In 2019, 19 thousand citizens of Kazakhstan worked in South Korea.",
                "ru": "В Южной Корее работало 19 тыс. казахстанцев, хотя прежде было не так.",
            },
            [{"activity": "labour", "population": "migrant"}],
        ),
    ],
)
def test_what_statistics_count_has_one_topic_however_it_is_told(
    texts: dict[str, str], topics: list[dict[str, str]]
) -> None:
    for lang, text in texts.items():
        assert [dict(draft.topic) for draft in drafts(text, lang)] == topics, lang


def test_students_from_the_country_are_told_by_no_people() -> None:
    (draft,) = drafts("In Russia 60 thousand Kazakhs study.", "en")
    assert said(draft) == IN_RUSSIA


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "According to a survey of 700 residents, 43% own a car."),
        ("ru", "По данным опроса 700 жителей, свободно владеют казахским языком 43%."),
        ("kk", "700 тұрғын қатысқан сауалнама бойынша қазақ тілін 43%-ы еркін меңгерген."),
    ],
)
def test_a_share_of_those_asked_is_not_of_the_country(lang: str, text: str) -> None:
    assert drafts(text, lang)[-1].topic["population"] == "respondent"

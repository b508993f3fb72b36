"""Times that a sentence tells by others: parts of a year told before, times counted back, years as a whole."""

import pytest

from pipeline.numbers.periods import years_back
from pipeline.numbers.reading import read_numbers
from test_claim_places_units import claimed

Told = dict[str, tuple[str, str] | None]


def periods(sentence: str) -> Told:
    found = claimed(sentence)
    return {surface: (c.period.start, c.period.end) if c.period else None for surface, c in found.items()}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Загрузка гостиниц в 2023 г. составила: в I квартале – 18,4%, во II – 24,6%, а в среднем за год – 31,4%.",
            {"18,4%": ("2023-01", "2023-03"), "24,6%": ("2023-04", "2023-06"), "31,4%": ("2023", "2023")},
        ),
        (
            "В 2021 году поступило 14 тыс. жалоб, из них во II полугодии – 9 тыс.",
            {"14 тыс.": ("2021", "2021"), "9 тыс.": ("2021-07", "2021-12")},
        ),
        (
            "In 2022 Aktau received 61 ships in the first quarter and 74 ships in the second.",
            {"61": ("2022-01", "2022-03"), "74": ("2022-04", "2022-06")},
        ),
        (
            "2023 жылы бірінші тоқсанда 312 өрт, екінші тоқсанда 458 өрт тіркелді.",
            {"312": ("2023-01", "2023-03"), "458": ("2023-04", "2023-06")},
        ),
        (
            "В 2019 году музеи посетило 5,1 млн человек, в 2020-м – 0,9 млн, а к 2023-му – 4,8 млн.",
            {"5,1 млн": ("2019", "2019"), "0,9 млн": ("2020", "2020"), "4,8 млн": ("2023", "2023")},
        ),
        (
            "Добыча выросла с 13,8 (2018 г.) до 20,6 млрд кубометров (2023 г.).",
            {"13,8": ("2018", "2018"), "20,6 млрд": ("2023", "2023")},
        ),
        (
            "The share of users rose from 61% in 2016 to 74% in 2019 and 83% in 2022.",
            {"61%": ("2016", "2016"), "74%": ("2019", "2019"), "83%": ("2022", "2022")},
        ),
        (
            "Доля грамотных выросла с 61 % в 2016 г. до 74 % в 2019 г. и 83 % в 2022 г.",
            {"61 %": ("2016", "2016"), "74 %": ("2019", "2019"), "83 %": ("2022", "2022")},
        ),
        (
            "Лицейлер саны 2014/2015 оқу жылындағы 210-нан 2022/2023 оқу жылында 340-қа дейін өсті.",
            {"210": ("2014-09", "2015-06"), "340": ("2022-09", "2023-06")},
        ),
        (
            "Қордағы қаржы 2016 жылғы 210 мың теңгеден 2022 жылдың соңында 340 мың теңгеге жетті.",
            {"210 мың": ("2016", "2016"), "340 мың": ("2022", "2022")},
        ),
        (
            "Музеев – 240 (2021); библиотек – 3 900 (2022).",
            {"240": ("2021", "2021"), "3 900": ("2022", "2022")},
        ),
        ("Төсек саны 96 мыңға жетті (2022).", {"96 мыңға": ("2022", "2022")}),
        (
            "Beds numbered 96 thousand in Almaty (2022) and 41 thousand in Astana (2021).",
            {"96 thousand": ("2022", "2022"), "41 thousand": ("2021", "2021")},
        ),
        ("As Brown and Kim (2019) counted, 340 clinics had no doctor.", {"340": None}),
        ("Брауну (2019) известно 340 таких клиник.", {"340": None}),
        (
            "The harvest reached 1.84 tonnes in 2021, up from 1.31 tonnes the year before.",
            {"1.84": ("2021", "2021"), "1.31": ("2020", "2020")},
        ),
        ("In 2023 sales were 3.4% up on the previous year.", {"3.4%": ("2022", "2023")}),
        (
            "2024 жылдың үшінші тоқсанында 12,4 мың өтінім түсті, өткен жылдың тиісті кезеңінде 9,8 мың өтінім болған.",
            {"12,4 мың": ("2024-07", "2024-09"), "9,8 мың": ("2023-07", "2023-09")},
        ),
        ("Enrolment climbed from 31 to 44 per cent between 2014 and 2024.", {"31": ("2014", "2014")}),
        (
            "Volumes went up 2.6-fold between 2022 and 2024, to 56,500 tonnes.",
            {"2.6": ("2022", "2024"), "56,500": ("2024", "2024")},
        ),
        (
            "Since 2015 the number of papers has more than tripled, reaching 8,940 in 2023.",
            {"tripled": ("2015", "2023"), "8,940": ("2023", "2023")},
        ),
        (
            "Sales rose from 146 million dollars in 2020 to 311 million dollars in 2023, so they doubled.",
            {"doubled": ("2020", "2023")},
        ),
        (
            "In 2019, 2020 and 2021 the region registered 540, 523 and 512 fires, respectively.",
            {"540": ("2019", "2019"), "523": ("2020", "2020"), "512": ("2021", "2021")},
        ),
        (
            "В 2019 и 2021 годах зарегистрировано соответственно 540 и 512 пожаров, в среднем за три года – 526.",
            {"540": ("2019", "2019"), "512": ("2021", "2021"), "526": ("2019", "2021")},
        ),
        (
            "2019, 2020 және 2021 жылдары тиісінше 540, 523 және 512 өрт тіркелді.",
            {"540": ("2019", "2019"), "523": ("2020", "2020"), "512": ("2021", "2021")},
        ),
        ("In 2019 and 2021 the region had 540 fires and 12 floods.", {"540": ("2021", "2021")}),
        (
            "The rate fell from 19.6 per 100,000 in 2012 to 9.7 in 2022, the steepest fall.",
            {"19.6": ("2012", "2012"), "9.7": ("2022", "2022")},
        ),
        (
            "С 2019 по 2023 год фонд пяти областей сократился с 26 311 до 23 680 коек, или на 10,0%.",
            {"пяти": None, "26 311": ("2019", "2019"), "23 680": ("2023", "2023"), "10,0%": ("2019", "2023")},
        ),
        ("The survey was held in 2022 in nine regions.", {"nine": ("2022", "2022")}),
        (
            "Число студентов выросло с 4 210 в 2019 г. до 9 640 в 2023 г., или в 2,3 раза.",
            {"4 210": ("2019", "2019"), "9 640": ("2023", "2023"), "2,3 раза": ("2019", "2023")},
        ),
        (
            "Enrolment went from 4,200 students in 2019 to 11,300 in 2023 – almost 2.7 times as many.",
            {"2.7 times": ("2019", "2023")},
        ),
        (
            "The catch fell from 9,840 tonnes in 2015 to 7,310 tonnes in 2023, a loss of 25.7 per cent.",
            {"25.7 per cent": ("2015", "2023")},
        ),
        (
            "В 2018 году сдали 5,6 тыс. тонн рыбы, а в 2023-м – уже 20,4 тыс. тонн; за пять лет улов вырос в 3,6 раза.",
            {"3,6 раза": ("2018", "2023")},
        ),
        (
            "In 2021/2022 it had 5,130 students; by 2023/2024 their number had grown by 80%, to 9,270.",
            {"80%": ("2021-09", "2024-06"), "9,270": ("2023-09", "2024-06")},
        ),
        (
            "In 2023 drips fed 312 thousand hectares; the area has grown 4 times since 2018, when it was 78 thousand.",
            {"4 times": ("2018", "2023")},
        ),
        (
            "В 2023 г. работало 2 013 фирм, что на 9,6 % больше, чем годом ранее (1 837).",
            {"2 013": ("2023", "2023"), "1 837": ("2022", "2022")},
        ),
        (
            "2022 жылы 163 өрт тіркелсе, келесі жылы 127 өрт тіркелді.",
            {"163": ("2022", "2022"), "127": ("2023", "2023")},
        ),
        ("In 2020 it had 40 clinics, a year later 45 clinics.", {"40": ("2020", "2020"), "45": ("2021", "2021")}),
        ("Trains took 53 days in 2021 and just 18 days last year.", {"53": ("2021", "2021"), "18": None}),
        (
            "Қант 2022 жылдың шілдесінде 780 теңгеге шарықтап, кейін 430 теңгеге түсті.",
            {"780": ("2022-07", "2022-07"), "430": None},
        ),
        (
            "Tourists from China (655,000) and India (146,000) came in 2024; domestic tourists numbered 8 million.",
            {"655,000": ("2024", "2024"), "146,000": ("2024", "2024")},
        ),
        ("Национальный парк, созданный в 2000 году, занимает 129,9 тыс. га.", {"129,9 тыс.": None}),
        ("In 2020 the park, founded in 1996, received 14,200 visitors.", {"14,200": ("2020", "2020")}),
        (
            "Урожай составил 48,2 ц/га в 2019 г., 50,1 ц/га в 2020 г.; в среднем за эти годы – 49,2 ц/га.",
            {"49,2": ("2019", "2020")},
        ),
    ],
)
def test_a_number_has_the_time_that_its_sentence_tells_by_another(sentence: str, told: Told) -> None:
    found = periods(sentence)
    assert {surface: found[surface] for surface in told} == told


@pytest.mark.parametrize(
    ("text", "surface", "told"),
    [
        (
            "В 2011–2020 годах выезжали студенты. Всего за десять лет обучено 17 007 человек.",
            "17 007",
            ("2011", "2020"),
        ),
        ("Over 2011–2020 many left. Over the past ten years 17,000 people came.", "17,000", None),
        (
            "In 2023 wages in Almaty averaged 412,000 tenge. In Atyrau wages averaged 541,000 tenge.",
            "541,000",
            ("2023",) * 2,
        ),
        ("In 2023 wages averaged 412,000 tenge. A survey of 300 teachers followed.", "300", None),
        ("В 2023 году открыто 412 школ. Годом ранее открыто 385 школ.", "385", ("2022", "2022")),
    ],
)
def test_a_sentence_has_the_time_of_the_one_before_where_its_words_say_so(
    text: str, surface: str, told: tuple[str, str] | None
) -> None:
    assert periods(text)[surface] == told


@pytest.mark.parametrize(
    ("lang", "text", "years"),
    [
        ("en", "five years earlier", 5),
        ("en", "the previous year", 1),
        ("en", "two years ago", None),
        ("ru", "двумя годами ранее", 2),
        ("ru", "за аналогичный период прошлого года", 1),
        ("ru", "7 лет назад", None),
        ("kk", "өткен жылдың тиісті кезеңінде", 1),
        ("kk", "осыдан бес жыл бұрын", None),
    ],
)
def test_times_counted_back(lang: str, text: str, years: int | None) -> None:
    assert years_back(text, lang=lang) == years


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Two years earlier the figure was higher."),
        ("ru", "Он открыл дело 7 лет назад."),
        ("kk", "Осыдан бес жыл бұрын аз еді."),
    ],
)
def test_a_time_counted_back_is_no_quantity(lang: str, text: str) -> None:
    assert read_numbers(text, lang=lang).quantities == ()


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        (
            "В 2021 году ячмень посеяли на 310 тыс. га. Средняя урожайность составила 14 ц/га.",
            {"310 тыс.": ("2021", "2021"), "14": ("2021", "2021")},
        ),
        (
            "In 2021 the region sowed barley on 310 thousand hectares. The mean yield was 1.4 tonnes per hectare.",
            {"310 thousand": ("2021", "2021"), "1.4": ("2021", "2021")},
        ),
        (
            "2021 жылы арпа 310 мың гектарға себілді. Орташа өнімділік гектарына 14 центнер болды.",
            {"310 мың": ("2021", "2021"), "14": ("2021", "2021")},
        ),
        (
            "In 2021 the region had 96 hospitals. Libraries number 410.",
            {"96": ("2021", "2021"), "410": None},
        ),
        (
            "In 2019 the region had 90 hospitals, in 2021 96. Private ones were 14.",
            {"90": ("2019", "2019"), "96": ("2021", "2021"), "14": None},
        ),
    ],
)
def test_what_goes_on_with_a_subject_goes_on_with_its_time(paragraph: str, told: Told) -> None:
    assert periods(paragraph) == told


@pytest.mark.parametrize(
    ("text", "surface", "told"),
    [
        ("In 2023 canals were mended. They watered 1.8 million hectares that year.", "1.8 million", ("2023", "2023")),
        ("В 2023 году убрали ячмень. Пшеницы собрали тогда 4,4 млн т.", "4,4 млн", ("2023", "2023")),
        ("2023 жылы балық ауланды. Сол жылға белгіленген лимит 52,8 мың тонна еді.", "52,8 мың", ("2023", "2023")),
        ("В 2023 году фабрики росли. Выбросы составили 312 т против 355 т в 2018 году.", "312", ("2023", "2023")),
        (
            "В 2021 году считали вновь. Доля равна 11,2%, что на 2 пункта ниже уровня 2016 года.",
            "11,2%",
            ("2021", "2021"),
        ),
        (
            "In 2015 flats took 2 million, in 2023 4 million metres. Over the same period 268 thousand people moved.",
            "268 thousand",
            ("2015", "2023"),
        ),
    ],
)
def test_a_sentence_points_back_to_the_time_of_the_one_before(text: str, surface: str, told: tuple[str, str]) -> None:
    assert periods(text)[surface] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Объем кредитов, выданных за 2021 год, – 3,4 трлн тенге.", {"3,4 трлн": ("2021", "2021")}),
        ("Число браков, заключенных в 2019 году, составило 139 тыс.", {"139 тыс.": ("2019", "2019")}),
        ("Число дорог, построенных в 2018 году, в 2022 году достигло 46.", {"46": ("2022", "2022")}),
        ("Заповедник, созданный в 2004 году, занимает 543 тыс. га.", {"543 тыс.": None}),
        ("Доходы фонда, основанного в 2004 году, превысили 7 млрд тенге.", {"7 млрд": None}),
    ],
)
def test_what_was_done_at_a_time_to_those_who_are_counted_dates_them(sentence: str, told: Told) -> None:
    assert periods(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("In 2021 2.6 million tonnes of ash were stored; 31% of it was used by builders.", {"31%": ("2021", "2021")}),
        ("В 2021 году собрано 640 тыс. тонн стекла; 31 % этого объема переплавлено.", {"31 %": ("2021", "2021")}),
        ("В 2021 году из района выехали 940 семей; 31 % из них вернулись.", {"31 %": ("2021", "2021")}),
        ("In 2021 the plant had 940 workers; 31% of workers in the country have a flat.", {"31%": None}),
    ],
)
def test_a_share_of_what_was_told_last_is_of_its_time(sentence: str, told: Told) -> None:
    assert told.items() <= periods(sentence).items()

"""Units, kinds, periods and places that a sentence lends its numbers, or that the paper does."""

import re

import pytest

from pipeline.claims.places import find_places
from pipeline.claims.tokens import tokenise
from schemas import Claim
from test_claims import BODY, claims


def claimed(sentence: str) -> dict[str, Claim]:
    text = f"Введение\n\n{sentence}\n" if re.search("[а-я]", sentence) else BODY.format(sentence)
    return {claim.surface: claim for claim in claims(text)}


@pytest.mark.parametrize(
    ("sentence", "surface", "unit"),
    [
        ("Не хватает 3 000 врачей, из них 1 200 – на селе.", "1 200", "doctor"),
        ("Из 90 школ 31 (34,4 %) имеет бассейн, 20 строят его.", "31", "school"),
        ("Of the 90 schools 31 have a pool.", "31", "school"),
        ("Зерттеуге 320 дәрігер қатысты, оның ішінде 118-і ауылда тұрады.", "118", "doctor"),
        ("Елдегі 170 кәсіпорынның тек 60-ы толық қуатында жұмыс істейді.", "60", "enterprise"),
        ("Оған 120 мектеп қатысты, олардың 74-і ауылда, 31-і қалада орналасқан.", "31", "school"),
        ("Сауалнамаға қатысқандардың 1 089-ында банк несиесі бар екен.", "1 089", "person"),
        ("The survey covered 214 farms. The other 152 were asked why.", "152", "farm"),
        ("Опрошено 214 хозяйств. Остальные 152 не ответили.", "152", "farm"),
        ("In 2023, 1,240 students lived in Poland and 615 in Turkey.", "615", "student"),
        ("В Польше учатся 1 240 студентов, а в Турции 615.", "615", "student"),
        ("Польшада 1 240 студент, ал Түркияда 615 оқиды.", "615", "student"),
        ("Trains took 53 days in 2021 and just 18 to 23 in 2023.", "18 to 23", "day"),
        ("Uzbekistan took 3.1 million tonnes, Tajikistan and Georgia 1.0 and 1.9 million.", "1.9 million", "tonne"),
        ("Банки выдали 5,84 трлн тенге, из них 3,97 трлн пошли на оборот.", "3,97 трлн", "kzt"),
        ("Получено субсидий на 3,2 млрд тенге: 1,9 млрд ушло на корма, 0,8 млрд – на насосы.", "0,8 млрд", "kzt"),
        ("Опрошено 428 выпускников: 242 окончили китайские вузы, 186 – турецкие.", "242", "graduate"),
        ("Регистрировали 540 и 512 пожаров, в среднем за два года – 526 в год.", "526", "fire"),
        ("Первую работу находят за 3,8 месяца, тогда как второй группе требуется 4,7.", "4,7", "month"),
        ("Средний возраст респондентов – 43,6.", "43,6", "year"),
        ("Врачей 39,9 на 10 тыс. населения, в селе – 16,5 врача.", "16,5", "doctor per 10000 person"),
        ("There were 39.9 cases per 100,000, in Aktau 16.5 cases.", "16.5", "case per 100000 person"),
        ("Ел тұрғындары жылына 4 келідей балық жейді.", "4", "kilogram"),
        ("Бір мүше жылына 9,2 келі балық жейді.", "9,2", "kilogram"),
        ("Облыста 11 өңдеу кәсіпорны тіркелген.", "11", "enterprise"),
        (
            "The farms put 8,200 m3 of water on a hectare, those of Aktau 25,900 m3.",
            "25,900",
            "cubic metre per hectare",
        ),
        ("The water given to a hectare of cotton fell from 7,400 to 5,100 m3.", "5,100", "cubic metre per hectare"),
        (
            "A hectare of rice receives 26 thousand cubic metres, cotton 8 thousand.",
            "8 thousand",
            "cubic metre per hectare",
        ),
        ("Гектар риса потребляет 26 тыс. куб. м воды, хлопчатника – 8 тыс.", "8 тыс.", "cubic metre per hectare"),
        ("Farms cover 5 thousand hectares and used 40 thousand tonnes of salt.", "40 thousand", "tonne"),
        ("Смертность упала с 4,1 случая на 100 тыс. населения до 1,7.", "1,7", "death per 100000 person"),
        ("Заболеваемость равнялась 35,2 на 100 тыс., годом ранее – 36,5.", "36,5", "case per 100000 person"),
        ("Численность занятых увеличилась на 410 тыс. и достигла 4,1 млн человек.", "410 тыс.", "person"),
        ("Уровень преступности составил 9,4 на 10 тыс. подростков.", "9,4", "crime per 10000 adolescent"),
        ("Цена 1 кг баранины поднялась до 2 650 тенге.", "2 650", "kzt per kilogram"),
        ("The tariff in Almaty is 24.6 tenge per kWh; in Astana it is 17.3 tenge.", "17.3", "kzt per kilowatt hour"),
        ("В Австралии – 70 млн, в Новой Зеландии – 25,7 млн голов.", "70 млн", "head"),
        ("Жамбыл облысында жолда 1 120 оқиға болды.", "1 120", "accident"),
        ("240 farms took part: 118 in Taraz, 74 in Atyrau and 48 in Semey.", "74", "farm"),
        (
            "Норма риса – 26,4 тыс. куб. м на гектар, чем у хлопка (8,0 тыс. куб. м).",
            "8,0 тыс.",
            "cubic metre per hectare",
        ),
        ("Долг вырос на 31,5 тыс. Опрос 412 студентов завершен.", "31,5 тыс.", None),
        (
            "Смертность снизилась с 5,2 в 2012 г. до 3,1 в 2019 г. на 100 тыс. населения.",
            "5,2",
            "death per 100000 person",
        ),
        (
            "Обеспеченность врачами составила 41,2 на 10 тыс. населения, в городе – 17,5.",
            "17,5",
            "doctor per 10000 person",
        ),
        ("The price fell from 21.5 to 17.3 tenge per kWh.", "21.5", "kzt per kilowatt hour"),
        ("The test was significant (F(2, 90) = 4.7).", "4.7", None),
        ("Бір литр сүттің бағасы Қостанайда – 385, Атырауда – 520 теңге.", "385", "kzt per litre"),
        ("Сиыр етінің келісі 3 150 теңге тұрады.", "3 150", "kzt per kilogram"),
        ("Цена квадратного метра поднялась с 268 до 512 тыс. тенге.", "268", "kzt per square metre"),
        ("Килограмм мяса стоит 3 150 тенге, доход фермера – 2 млн тенге.", "2 млн", "kzt"),
        ("A litre of milk costs 385 tenge in Kostanay.", "385", "kzt per litre"),
        ("Облыс фермалары тәулігіне 340 тонна сүт сауады.", "340", "tonne per day"),
        ("Rent in Semey rose to 95,000 tenge a month.", "95,000", "kzt"),
        ("Былтыр 14,7 млрд долларлық тауар сатылды.", "14,7 млрд", "usd"),
        ("Олардың саны 1,1 миллионнан асты деп есептейді.", "1,1 миллионнан", None),
        ("The river carries 5.1 cubic kilometres, of which the delta receives 1.4.", "1.4", "cubic kilometre"),
        ("Возраст больных – от 19 до 44 лет, медиана 31.", "31", "year"),
        ("Облыста 4,6 млн қой бар, Жамбылда бұл көрсеткіш 3,2 миллионға жетті.", "3,2 миллионға", "sheep"),
        ("In Semey 2,310 Indians study.", "2,310", "person"),
    ],
)
def test_a_number_without_a_noun_has_the_unit_of_its_whole_or_list(
    sentence: str, surface: str, unit: str | None
) -> None:
    assert claimed(sentence)[surface].quantity.unit == unit


@pytest.mark.parametrize(
    ("sentence", "surface", "kind"),
    [
        ("В крае собрали 4,2 млн тонн зерна.", "4,2 млн", "count"),
        ("Число ферм выросло на 120 хозяйств.", "120", "change"),
        ("Прирост составил 7 %.", "7 %", "change"),
        ("Доля выросла до 7 %.", "7 %", "share"),
        ("В клинике 300 средних медицинских работников.", "300", "count"),
        ("The daily norm was broken on 162 days of 2021.", "162", "count"),
        ("The trip took 162 days.", "162", "duration"),
        ("Annual inflation in Kazakhstan ran at 18.9% in 2022.", "18.9%", "change"),
        ("Инфляция составила 8,6%, доля продуктов 40%.", "40%", "share"),
        ("Sales, 205,000 in 2024, were 3.4% up on the previous year.", "3.4%", "change"),
        ("Pupils of Almaty gained 425 points.", "425", "statistic"),
        ("Число дней со смогом доходит там до 64.", "64", "count"),
        ("Ремонт шёл 64 дня.", "64", "duration"),
        ("Курс длится 36 академических часов.", "36", "duration"),
        ("Невесты имели 23,4 года от роду.", "23,4", "age"),
        ("Среднегодовая температура повысилась на 1,2 °C.", "1,2", "change"),
        ("Средняя площадь квартиры – 71,5 кв. м.", "71,5", "statistic"),
        ("Between 2005 and 2023 the sea lost 1.9 metres.", "1.9", "change"),
        ("The sea lost its ships, 1.9 metres each.", "1.9", "other"),
        ("Үлесі сол жылы 8,1-ден 9,3 пайызға көтерілді.", "9,3 пайызға", "share"),
        ("Баға сол жылы 9,3 пайызға көтерілді.", "9,3 пайызға", "change"),
        ("Рождаемость составила 12,4 промилле.", "12,4", "ratio"),
    ],
)
def test_kinds(sentence: str, surface: str, kind: str) -> None:
    assert claimed(sentence)[surface].kind == kind


def test_counted_countries_lie_in_the_world_whatever_the_sentence_shares_out() -> None:
    found = claimed("В Казахстане цены росли. Рост цен превысил 9% примерно в одной трети из 150 стран.")
    assert found["150"].places.area == "WLD"


def test_a_figure_that_nobody_places_is_of_the_country_that_the_paper_is_about() -> None:
    text = "Kazakhstan is large. Kazakhstan has steppes. Lakes of Kazakhstan are salt. There are 48 thousand lakes."
    (claim,) = claims(BODY.format(text))
    assert (claim.places.area, "places" in claim.inherited) == ("KZ", True)


@pytest.mark.parametrize(
    ("lang", "text", "code"),
    [
        ("ru", "в области Абай", "KZ-10"),
        ("ru", "в Семипалатинской области", "KZ-10"),
        ("ru", "в области Ұлытау", "KZ-62"),
        ("ru", "в Целиноградской области", "KZ-11"),
        ("ru", "в Жамбылской области", "KZ-31"),
        ("en", "in Jetisu", "KZ-33"),
        ("en", "in the Ulytau region", "KZ-62"),
        ("kk", "Алматы қаласының халқы", "KZ-75"),
        ("kk", "Торғай облысында", "KZ-39"),
        ("ru", "в Усть-Каменогорске", "KZ-63:Oskemen"),
    ],
)
def test_regions_have_codes_under_old_and_new_names(lang: str, text: str, code: str) -> None:
    assert [p.code for p in find_places(text, tokenise(text, lang), lang)] == [code]


def test_a_city_is_told_from_its_region() -> None:
    (claim,) = claims(BODY.format("In Taraz 42 schools were built."))
    assert (claim.places.area, claim.places.text) == ("KZ-31", "Taraz")


def test_a_change_that_restates_two_levels_runs_from_one_to_the_other() -> None:
    found = claimed("Число коек сократилось с 101 тыс. в 2015 году до 92 тыс. в 2021 году, или на 9 %.")
    period = found["9 %"].period
    assert period is not None
    assert (period.start, period.end) == ("2015", "2021")


def test_a_number_in_brackets_with_a_year_is_no_citation() -> None:
    assert "71.3 thousand" in claimed("Many went abroad (71.3 thousand in 2019).")


@pytest.mark.parametrize(
    ("sentence", "surface", "kind", "unit"),
    [
        ("Prices were up 12% year on year.", "12%", "change", "percent"),
        ("The law reduced traffic by up to 30%.", "30%", "change", "percent"),
        ("Output rose from 520 to 690 tonnes, i.e. by almost a third.", "third", "change", "percent"),
        ("Emissions must be cut by 15 percent.", "15 percent", "change", "percent"),
        ("There were 21.7 thousand; the increase thus amounts to 45.2%.", "45.2%", "change", "percent"),
        ("Балы 66,3 балдан 74,1 балға дейін көтеріліп, 11,8%-ға өсті.", "11,8%", "change", "percent"),
        ("Electricity costs a third less than in the capital.", "third", "change", "percent"),
        ("Суармалы алқап 8 мың гектарға ұлғайды.", "8 мың", "change", "hectare"),
        (
            "Yields were 8.5 centners per hectare in the north and 6.1 in the south.",
            "6.1",
            "ratio",
            "centner per hectare",
        ),
        ("We visited 264 rural households.", "264", "count", "household"),
        ("Продолжительность жизни составляет 75,1 года, у мужчин – 71,0.", "71,0", "duration", "year"),
        ("Шығындарды 15%-ға азайту қажет.", "15%", "change", "percent"),
        ("Фермерлердің жартысынан көбі (53%) тыңайтқыш қолданбайды.", "53%", "share", "percent"),
    ],
)
def test_changes_and_the_units_of_lists(sentence: str, surface: str, kind: str, unit: str) -> None:
    claim = claimed(sentence)[surface]
    assert (claim.kind, claim.quantity.unit) == (kind, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "Between 1991 and 1999 the herd fell from 34 million to 9 million sheep.",
        "В 1991–1999 гг. поголовье сократилось с 34 млн до 9 млн овец.",
    ],
)
def test_two_levels_of_a_span_are_of_its_ends(sentence: str) -> None:
    periods = [claim.period and claim.period.start for claim in claimed(sentence).values()]
    assert periods == ["1991", "1999"]


_ABOUT = "Kazakhstan is large. Kazakhstan has steppes. Lakes of Kazakhstan are salt. {}"


@pytest.mark.parametrize(
    ("sentence", "surface", "area"),
    [
        ("It rose by 0.3 degrees every ten years in Russia.", "0.3", "RU"),
        ("The ratio was 68.3 in Karaganda Region, against a national average of 51.7.", "51.7", "KZ"),
        ("Relations between Russia and Kazakhstan in three areas were studied.", "three", None),
        ("Over ten years the sector doubled.", "ten", "KZ"),
        ("Here 38 schools were built.", "38", "KZ"),
    ],
)
def test_places_that_a_sentence_tells_beside_its_numbers(sentence: str, surface: str, area: str | None) -> None:
    found = {c.surface: c for c in claims(BODY.format(_ABOUT.format(sentence)))}
    assert found[surface].places.area == area


def test_regions_are_told_by_the_side_of_the_country() -> None:
    text = "В Северном Казахстане 38 школ, в Восточном Казахстане 40 школ."
    assert [p.code for p in find_places(text, tokenise(text, "ru"), "ru")] == ["KZ-59", "KZ-63"]


@pytest.mark.parametrize(
    ("sentence", "surface", "unit"),
    [
        ("Зерттеуге қатысқан 640 адамның 216-сында диабет анықталды.", "216", "person"),
        ("Әр гектардан бір ауданда 14,8 центнер, екінші ауданда 9,3 центнер алынды.", "9,3", "centner per hectare"),
    ],
)
def test_kazakh_parts_and_yields(sentence: str, surface: str, unit: str) -> None:
    found = {c.surface.split("-")[0]: c for c in claimed(sentence).values()}
    assert found[surface].quantity.unit == unit


def test_a_number_in_a_bracket_behind_a_year_is_of_that_year() -> None:
    found = claimed("In total 64,310 birds were seen in 2022, up 9% compared with 2021 (59,000).")
    period = found["59,000"].period
    assert period is not None
    assert (period.start, period.end) == ("2021", "2021")


def test_the_world_is_left_with_the_sentence_that_spoke_of_it() -> None:
    text = _ABOUT.format("In the world 10 million people are ill. The clinics have 48 thousand beds.")
    found = {c.surface: c.places.area for c in claims(BODY.format(text))}
    assert found == {"10 million": "WLD", "48 thousand": "KZ"}


def test_one_noun_behind_a_list_of_places() -> None:
    assert claimed("Қытайға 150, Ресейге 320 түлек оқуға кетті.")["150"].quantity.unit == "graduate"


@pytest.mark.parametrize(
    "sentence",
    [
        "2021 жылы 10,5 млрд теңге жұмсалды, бұл 2020 жылғыдан 15%-ға көп.",
        "2021 жылы 12 мың оқушы болды, бұл 2020 жылға қарағанда 15%-ға артық.",
    ],
)
def test_a_kazakh_change_runs_from_the_year_that_it_is_compared_with(sentence: str) -> None:
    claim = claimed(sentence)["15%"]
    assert claim.period is not None
    assert (claim.kind, claim.period.start, claim.period.end) == ("change", "2020", "2021")


@pytest.mark.parametrize(
    ("sentence", "surface", "area", "origin", "host"),
    [
        (
            "В Атырау живут 2,1 млн человек, в Астане – 1,4 млн, вместе это 3,5 млн.",
            "3,5 млн",
            "KZ-23+KZ-71",
            None,
            None,
        ),
        ("Доля казахов в стране составила 70 %, русских – 16 %.", "16 %", "KZ", None, None),
        ("Этностық құрамда қазақтардың үлесі 70 %, өзбектердікі 3,4 %.", "3,4 %", "KZ", None, None),
        (
            "Население Павлодарской области выросло на 4 %, Туркестанская область потеряла 3 %.",
            "3 %",
            "KZ-61",
            None,
            None,
        ),
        ("В 2021 году прибыло 17,5 тыс. кандасов.", "17,5 тыс.", None, "WLD", "KZ"),
        ("В Атырауской области 40 вузов. Доля туризма в ВВП достигла 3,4 %.", "3,4 %", "KZ", None, None),
    ],
)
def test_a_place_is_that_of_the_list_the_people_or_the_country(
    sentence: str, surface: str, area: str | None, origin: str | None, host: str | None
) -> None:
    text = f"Введение\n\nНаселение Казахстана растет. Казахстан велик. {sentence}\n"
    places = {claim.surface: claim for claim in claims(text)}[surface].places
    assert places is not None
    assert (places.area, places.origin, places.host) == (area, origin, host)


@pytest.mark.parametrize(
    "text",
    [
        "Poland and Turkey take many, Kazakhstan a few. The country builds museums.\n\nIn 2023 112 museums were open.",
        "Польша и Турция берут многих, Казахстан – нет. В стране строят музеи.\n\nВ 2023 году работали 112 музеев.",
        "Польша мен Түркия көп алады, Қазақстан аз. Елде музей салынуда.\n\n2023 жылы 112 музей ашық болды.",
    ],
)
def test_the_country_of_a_paper_that_names_others_as_often_is_the_one_it_is_about(text: str) -> None:
    (claim,) = claims(BODY.format(text) if text.isascii() else f"Введение\n\n{text}\n")
    assert claim.places.area == "KZ"


def test_who_goes_abroad_from_such_a_paper_comes_from_its_country() -> None:
    told = "Poland and Turkey differ from Kazakhstan. Universities of the country differ too.\n\n"
    (claim,) = claims(BODY.format(told + "In 2023, 2,846 students went abroad."))
    assert (claim.places.origin, claim.places.host) == ("KZ", "WLD")

"""The topic of a figure is whole, and holds nothing of the sentence that is told of something else."""

import pytest

from pipeline.claims.context import Context
from pipeline.claims.drafts import Draft
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers

VOCABULARY = load_vocabulary()
DOCTORAL = {"level": "doctoral", "population": "student"}


def drafts(*sentences: str, lang: str) -> tuple[Draft, ...]:
    """The figures of the last sentence, told after the others."""
    context, told = Context(), ()
    for text in sentences:
        scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
        told, context = draft_claims(scene, context, VOCABULARY)
    return told


def topics(*sentences: str, lang: str) -> list[dict[str, str]]:
    return [dict(draft.topic) for draft in drafts(*sentences, lang=lang)]


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        # behind the figure a clause tells of whom it is told most
        ("en", "Some 37% of respondents smoke, mostly women over 45 in villages.", "smoking"),
        ("ru", "Курят 37 % респондентов, чаще всего – женщины старше 45 лет из сёл.", "smoking"),
        ("kk", "Респонденттердің 37 %-ы темекі шегеді, әсіресе ауылдағы әйелдер.", "smoking"),
    ],
)
def test_an_afterthought_narrows_nothing(lang: str, text: str, topic: str) -> None:
    assert topics(text, lang=lang)[0] == {"activity": topic, "population": "respondent"}


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        ("en", "The mean pension, taking into account the basic payment, was 128.6 thousand tenge.", "pension"),
        ("ru", "Средняя пенсия с учётом базовой выплаты достигла 128,6 тыс. тенге.", "pension"),
        ("kk", "Базалық төлемді ескергенде, орташа зейнетақы 128,6 мың теңгеге жетті.", "pension"),
        ("ru", "С учётом инфляции реальная заработная плата выросла на 3,2 %.", "real-wage"),
        ("en", "Taking inflation into account, real wages rose by 3.2%.", "real-wage"),
    ],
)
def test_what_a_figure_is_told_with_regard_to_is_not_what_it_measures(lang: str, text: str, topic: str) -> None:
    assert topics(text, lang=lang)[0]["measure"] == topic


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Loans to small business grew dearer: the mean interest rate rose to 19.4%."),
        ("ru", "Займы малому бизнесу подорожали: средняя процентная ставка поднялась до 19,4 %."),
    ],
)
def test_a_remark_before_a_colon_is_no_measure_of_the_figure_behind_it(lang: str, text: str) -> None:
    assert topics(text, lang=lang)[0]["measure"] in ("interest-rate", "loan-rate")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "There are 74 universities, and 8,214 doctoral students study there: 5,031 women (61.2 %) and 3,183 men.",
        ),
        ("ru", "Всего вузов 74, учатся в них 8 214 докторантов: 5 031 женщина (61,2 %) и 3 183 мужчины."),
    ],
)
def test_parts_of_people_keep_the_whole_word_for_them(lang: str, text: str) -> None:
    women, share, men = topics(text, lang=lang)[-3:]
    assert women == share == {**DOCTORAL, "sex": "female"}
    assert men == {**DOCTORAL, "sex": "male"}


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("Brides are younger now.", "Yet 28% of marriages were registered in August.")),
        ("ru", ("Невесты стали моложе.", "При этом 28 % браков заключено в августе.")),
        ("kk", ("Қалыңдықтар жасарды.", "Бұл некелердің 28 %-ы тамызда тіркелді.")),
        ("ru", ("Невесты стали моложе.", "В городе заключается 28 % браков.")),
    ],
)
def test_a_share_of_events_is_of_nobody(lang: str, sentences: tuple[str, ...]) -> None:
    told = topics(*sentences, lang=lang)[0]
    assert told["object"] == "marriage"
    assert not told.keys() & {"population", "activity"}


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("In 2023 the unemployment rate was 4.7%.", "By 2029 the government intends to reach 4%.")),
        ("ru", ("В 2023 году уровень безработицы составил 4,7 %.", "К 2029 году правительство намерено выйти на 4 %.")),
        ("kk", ("2023 жылы жұмыссыздық деңгейі 4,7 % болды.", "2029 жылға қарай үкімет 4 %-ға жетуді көздейді.")),
    ],
)
def test_who_plans_a_figure_is_not_what_it_measures(lang: str, sentences: tuple[str, ...]) -> None:
    assert topics(*sentences, lang=lang) == [{"measure": "unemployment-rate"}]


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("In 2023 railways carried 2.7 million tonnes of freight.", "By 2029 they hope for 10 million a year.")),
        (
            "en",
            (
                "In 2023 lorries carried 2.7 million tonnes of freight.",
                "By 2029 the association wants 10 million tonnes a year.",
            ),
        ),
        ("ru", ("В 2023 году перевезено 2,7 млн тонн грузов.", "К 2029 году ассоциация хочет 10 млн тонн в год.")),
        ("kk", ("2023 жылы 2,7 млн тонна жүк тасылды.", "2029 жылға қарай қауымдастық жылына 10 млн тонна көздейді.")),
    ],
)
def test_a_plan_of_so_much_a_year_goes_on_with_the_year_before(lang: str, sentences: tuple[str, ...]) -> None:
    (draft,) = drafts(*sentences, lang=lang)
    assert draft.topic["measure"] == "freight"
    assert draft.kind == "count"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In 2023 there were 120 hospitals and 340 clinics; in 2015 the latter numbered 410."),
        ("ru", "В 2023 году работали 120 больниц и 340 поликлиник; в 2015 году последних насчитывалось 410."),
        ("kk", "2023 жылы 120 аурухана мен 340 емхана жұмыс істеді; 2015 жылы соңғылары 410 болды."),
    ],
)
def test_the_latter_are_those_named_last(lang: str, text: str) -> None:
    assert topics(text, lang=lang) == [{"object": "hospital"}, {"object": "clinic"}, {"object": "clinic"}]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In 2023 instruction was in Kazakh only at 3,900 schools, and in Russian only at 1,105."),
        ("ru", "Только на казахском обучали 3 900 школ, только на русском – 1 105."),
    ],
)
def test_a_list_by_languages_names_its_thing_once(lang: str, text: str) -> None:
    first, second = topics(text, lang=lang)
    assert first == {"language": "kazakh", "object": "school"}
    assert second == {"language": "russian", "object": "school"}


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("en", "In Almaty transport gives 62% of urban emissions.", False),
        ("ru", "В Алматы транспорт даёт 62 % городских выбросов.", False),
        ("ru", "Городское население Абайской области составляет 322 тыс. человек.", True),
    ],
)
def test_a_city_is_urban_anyway(lang: str, text: str, *, told: bool) -> None:
    assert ("setting" in topics(text, lang=lang)[0]) == told


@pytest.mark.parametrize(
    ("lang", "text", "part"),
    [
        ("en", "Doctoral programmes were run by 74 of the 112 universities.", {"level": "doctoral"}),
        ("ru", "Докторские программы реализовывали 74 из 112 университетов.", {"level": "doctoral"}),
        ("en", "Kazakh is taught in 300 of 412 schools.", {"language": "kazakh"}),
        ("ru", "Сертификат получили 15 из 60 больниц.", {"open": "сертификат"}),
        ("en", "Certificates were given to 15 of the 60 hospitals.", {"open": "certificate"}),
    ],
)
def test_a_part_is_told_of_its_whole_and_the_whole_of_no_part(lang: str, text: str, part: dict[str, str]) -> None:
    first, whole = topics(text, lang=lang)
    assert whole.keys() == {"object"}
    assert first == {**whole, **part}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Из 3 016 больниц заметно обветшали 624, то есть 20,7 %."),
        ("kk", "3 000 аурухананың 624-і, яғни 20,7 %-ы жарқырап тұр."),
    ],
)
def test_a_share_that_restates_a_number_of_things_is_of_them(lang: str, text: str) -> None:
    _, part, share = topics(text, lang=lang)
    assert part["object"] == "hospital"
    assert share == part


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "On incoming mobility 2,800 students came; universities ran 468 joint programmes."),
        ("ru", "По линии академической мобильности выехало 2,8 тыс. студентов; вузы вели 468 совместных программ."),
    ],
)
def test_behind_a_semicolon_things_do_nothing(lang: str, text: str) -> None:
    told = topics(text, lang=lang)[-1]
    assert told["object"] == "programme"
    assert "activity" not in told


@pytest.mark.parametrize(
    ("lang", "sentences", "topic"),
    [
        ("en", ("Small and medium business is growing.", "Its share of GDP reached 36.4%."), "small-business"),
        ("ru", ("Малый и средний бизнес растёт.", "На его долю приходится 36,4 % ВВП."), "small-business"),
        ("kk", ("Шағын және орта бизнес дамып келеді.", "Оның ЖІӨ-дегі үлесі 36,4 %-ға жетті."), "small-business"),
    ],
)
def test_whose_share_the_sentence_before_names(lang: str, sentences: tuple[str, ...], topic: str) -> None:
    assert topics(*sentences, lang=lang) == [{"measure": "gdp", "sector": topic}]


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("Domestic violence remains a problem.", "In 2022 the police received 118 thousand such complaints.")),
        ("ru", ("Домашнее насилие остаётся проблемой.", "В 2022 году поступило 118 тыс. таких обращений.")),
        ("kk", ("Тұрмыстық зорлық-зомбылық – өзекті мәселе.", "2022 жылы мұндай 118 мың өтініш түсті.")),
    ],
)
def test_such_things_are_those_of_the_sentence_before(lang: str, sentences: tuple[str, ...]) -> None:
    assert topics(*sentences, lang=lang) == [{"circumstance": "domestic-violence", "object": "complaint"}]


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("One of the indicators is the unemployment rate.", "In 2022 this figure was 4.9%.")),
        ("ru", ("Одним из показателей является уровень безработицы.", "В 2022 году данный показатель составил 4,9 %.")),
        ("kk", ("Көрсеткіштердің бірі – жұмыссыздық деңгейі.", "2022 жылы бұл көрсеткіш 4,9 % болды.")),
    ],
)
def test_this_figure_is_the_one_that_the_sentence_before_names(lang: str, sentences: tuple[str, ...]) -> None:
    assert topics(*sentences, lang=lang) == [{"measure": "unemployment-rate"}]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "If migration goes on, 37% of the population will live in megacities."),
        ("ru", "Если миграция продолжится, 37 % населения будет жить в мегаполисах."),
        ("en", "Although exports fell, imports of machinery rose to 2.3 billion dollars."),
        ("ru", "Хотя экспорт упал, импорт машин вырос до 2,3 млрд долларов."),
    ],
)
def test_a_condition_is_not_what_its_sentence_measures(lang: str, text: str) -> None:
    assert not {"export", "migration"} & set(topics(text, lang=lang)[0].values())


@pytest.mark.parametrize(
    ("lang", "sentences", "whose"),
    [
        ("en", ("Teachers live better now.", "The average wage reached 320 thousand tenge."), "teacher"),
        ("ru", ("Положение учителей улучшается.", "Средняя заработная плата достигла 320 тыс. тенге."), "teacher"),
        ("kk", ("Мұғалімдердің жағдайы жақсарып келеді.", "Орташа жалақы 320 мың теңгеге жетті."), "teacher"),
        ("ru", ("Учителей не хватает.", "Средняя заработная плата в стране составила 320 тыс. тенге."), None),
        ("en", ("Teachers are lacking.", "The average wage in industry reached 320 thousand tenge."), None),
    ],
)
def test_whose_wages_the_sentence_before_names(lang: str, sentences: tuple[str, ...], whose: str | None) -> None:
    (told,) = topics(*sentences, lang=lang)
    assert told["measure"] == "wage"
    assert told.get("population") == whose


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Of the 44.6 thousand divorces in 2022, 15.2 thousand (34%) fell to couples not together for five years.",
        ),
        ("ru", "В 2022 году из 44,6 тыс. разводов 15,2 тыс. (34 %) пришлось на пары, не прожившие вместе пяти лет."),
        ("kk", "Сол жылғы 44,6 мың ажырасудың 15,2 мыңы (34 %) некеде бес жыл да тұрмаған жұптарға тиесілі."),
    ],
)
def test_a_part_whose_words_stand_behind_a_length_of_time_is_not_the_whole(lang: str, text: str) -> None:
    whole, part, share = topics(text, lang=lang)[:3]
    assert whole == {"object": "divorce"}
    assert part == share
    assert part.keys() == {"object", "open"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Of the students surveyed, 64% plan to return."),
        ("ru", "Из опрошенных студентов 64 % планируют вернуться."),
        ("kk", "Сауалнамаға қатысқан студенттердің 64 %-ы оралуды жоспарлайды."),
    ],
)
def test_a_part_of_those_asked_is_told_of_who_they_are(lang: str, text: str) -> None:
    assert topics(text, lang=lang)[0]["population"] == "student"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Kazakhstan teaches 31.5 thousand students from 64 countries, and 60% of them are women."),
        ("ru", "В Казахстане обучается 31,5 тыс. студентов из 64 стран, из них 60 % – женщины."),
    ],
)
def test_of_them_are_the_people_and_not_the_lands_they_come_from(lang: str, text: str) -> None:
    share = topics(text, lang=lang)[-1]
    assert share["population"] == "student"
    assert "of" not in share


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "For small firms the market at home matters more: retail trade turnover came to 18.3 trillion tenge."),
        ("ru", "Для малых фирм важнее внутренний рынок: оборот розничной торговли составил 18,3 трлн тенге."),
    ],
)
def test_a_remark_before_a_colon_is_no_sector_of_the_figure_behind_it(lang: str, text: str) -> None:
    assert topics(text, lang=lang) == [{"measure": "retail-trade"}]

"""What a figure takes from the figures and sentences before it, and what it does not."""

import re

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import Draft, draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers

VOCABULARY = load_vocabulary()
NURSES = Context({"population": "nurse"}, area="KZ", country="KZ")


def drafts(text: str, lang: str, context: Context | None = None) -> tuple[Draft, ...]:
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    return draft_claims(scene, context or Context(), VOCABULARY)[0]


def test_a_share_of_something_else_does_not_go_on_with_the_things_before_it() -> None:
    before = Context(slots={"object": "farm"}, share={"object": "farm", "of": "farm"})
    (draft,) = drafts("Losses of water reach 40%.", "en", before)
    assert "farm" not in draft.topic.values()
    (draft,) = drafts("Of them 40% use it.", "en", before)
    assert draft.topic["object"] == "farm"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Probation covers 21.6 thousand people."),
        ("ru", "Пробационный контроль распространён на 21,6 тыс. человек."),
        ("en", "The museums employ 7,150 people."),
        ("en", "Only 12% of the exhibits have been digitised."),
        ("ru", "Оцифровано лишь 12 % экспонатов."),
        ("kk", "Жәдігерлердің 12 %-ы цифрландырылған."),
        ("en", "Over five years the number of visits fell by 23%."),
    ],
)
def test_a_number_with_words_of_its_own_takes_nobody_over_from_before(lang: str, text: str) -> None:
    draft = drafts(text, lang, NURSES)[-1]
    assert draft.topic.get("population") != "nurse"


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "Of them, 310 people work in villages."), ("ru", "Из них 310 человек работают в сёлах.")],
)
def test_a_number_that_refers_to_those_before_is_of_them(lang: str, text: str) -> None:
    (draft,) = drafts(text, lang, NURSES)
    assert draft.topic["population"] == "nurse"


def test_who_left_for_good_is_not_whom_the_sentence_before_was_about() -> None:
    (draft,) = drafts("In 2020, 20 thousand people left the country.", "en", NURSES)
    assert dict(draft.topic) == {"population": "emigrant"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Of 300 schools, 90 were repaired."),
        ("ru", "Из 300 школ новыми являются 90."),
        ("ru", "Из 300 школ казахскими являются 90."),
    ],
)
def test_a_part_of_the_number_before_is_told_by_its_own_words(lang: str, text: str) -> None:
    whole, part = drafts(text, lang)
    assert dict(whole.topic) == {"object": "school"}
    assert part.topic["open"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The number of schools reached 146 in 2023, as against 130 in 2022."),
        ("ru", "Преступлений за 2022 год зафиксировано 13,5 тыс., тогда как в 2015 году — 18 890."),
        ("ru", "Содержание свинца в 2021 году — около 40 мкг/м³, против 48 мкг/м³ в 2018-м."),
        ("kk", "Инвестиция көлемі 2023 жылы 61 млрд теңгеден асты, ал 2019 жылы ол 18,4 млрд теңге болатын."),
        ("kk", "Ересек тұрғындардың 31,2%-ы семіздікке шалдыққан, ал 2018 жылы бұл үлес 27,4% болатын."),
    ],
)
def test_a_number_of_another_time_and_no_more_is_of_what_the_number_before_it_is(lang: str, text: str) -> None:
    one, other = drafts(text, lang)
    assert (dict(one.topic), one.kind, one.quantity.unit) == (dict(other.topic), other.kind, other.quantity.unit)
    assert one.label == other.label


def test_the_next_sentence_may_leave_out_its_subject_too() -> None:
    _, left = draft_claims(
        read_scene(first := "Wheat yields were 1.7 t/ha in 2022.", "en", read_numbers(first, lang="en"), VOCABULARY),
        Context(),
        VOCABULARY,
    )
    (draft,) = drafts("In 2021 it had been 0.9 t/ha.", "en", left)
    assert draft.topic == left.figures[0].topic
    (other,) = drafts("In 2021 the herd gave 0.9 t of meat.", "en", left)
    assert other.topic != left.figures[0].topic


def test_how_often_something_fell_is_not_what_it_fell_from() -> None:
    text = "Миграция людей за рубеж сократилась почти в 4 раза: со 155 тысяч в 2000 году до 42 тысяч в 2018 году."
    times, before, after = drafts(text, "ru")
    assert times.quantity.unit == "times"
    assert before.kind == after.kind == "count"
    assert "change" not in before.topic


def told(text: str, lang: str) -> list[dict[str, str]]:
    """The topics of the numbers of several sentences, each with what the one before leaves."""
    context, found = Context(), []
    for sentence in re.split(r"(?<=[.])\s+(?=[A-ZА-ЯӘ])", text):
        scene = read_scene(sentence, lang, read_numbers(sentence, lang=lang), VOCABULARY)
        told_here, context = draft_claims(scene, context, VOCABULARY)
        found += [dict(d.topic) for d in told_here]
    return found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Obesity was found in 31% of adults in 2021. Among men it reached 26%."),
        ("ru", "Ожирением страдает 31% взрослых. Среди мужчин – 26%."),
        ("kk", "Ересек тұрғындардың 31%-ы семіздікке шалдыққан. Ер адамдар арасында 2021 жылы 26% тіркелді."),
    ],
)
def test_a_share_told_of_a_part_is_the_share_told_of_all(lang: str, text: str) -> None:
    of_all, of_men = told(text, lang)
    assert of_men == {**of_all, "sex": "male"}


def test_a_part_of_a_whole_is_not_the_share_told_before() -> None:
    _, women = told("Obesity was found in 31% of adults. Women made up 60% of the population.", "en")
    assert "disease" not in women


def test_a_yield_is_of_the_crop_and_the_dead_of_the_accident_told_before() -> None:
    _, crop = told("Wheat took 2.1 million hectares. The average yield was 1.7 t/ha.", "en")
    assert crop == {"measure": "yield", "product": "wheat"}
    _, dead = told("Police recorded 15,310 road accidents. They killed 2,431 people.", "en")
    assert dead == {"circumstance": "road-accident", "object": "death"}


@pytest.mark.parametrize(
    ("lang", "text", "topic", "unit"),
    [
        ("kk", "Неке саны 2022 жылы 14 200-ге жетті, ажырасу – 3 105.", {"object": "divorce"}, "divorce"),
        ("en", "As many as 4.1 million passenger cars were on the roads.", {"object": "vehicle"}, None),
        ("ru", "Дефицит ученических мест: 225 тыс.", {"need": "shortage", "object": "pupil-place"}, "place"),
        ("en", "The lack of pupil places is 270,400 places.", {"need": "shortage", "object": "pupil-place"}, "place"),
        ("ru", "На учёте с диабетом – 412,6 тыс. человек.", {"disease": "diabetes", "population": "patient"}, "person"),
        ("en", "Domestic tourists numbered 8.6 million.", {"population": "tourist", "residence": "domestic"}, None),
        ("ru", "Потребительские цены выросли на 20,3%.", {"measure": "inflation"}, "percent"),
        ("en", "Food became 24% dearer.", {"measure": "price-growth", "product": "food"}, "percent"),
        ("en", "Wind farms had 1.4 GW installed.", {"measure": "capacity", "product": "wind"}, "gigawatt"),
        ("ru", "Пшеницы намолочено 2,9 млн т.", {"measure": "harvest", "product": "wheat"}, "tonne"),
        ("ru", "Под пшеницу отвели 2,1 млн га.", {"measure": "sown-area", "product": "wheat"}, "hectare"),
    ],
)  # fmt: skip
def test_unit_kind_and_label_tell_what_words_leave_out(lang: str, text: str, topic: dict[str, str], unit: str) -> None:
    draft = drafts(text, lang)[-1]
    assert dict(draft.topic) == topic
    assert unit is None or draft.quantity.unit == unit


@pytest.mark.parametrize(
    ("lang", "text", "sexes"),
    [
        ("ru", "Женщины страдают ожирением чаще мужчин – 27,5% против 20,3%.", ["female", "male"]),
        ("en", "Obesity is commoner in men than in women: 31% against 24%.", ["male", "female"]),
        ("en", "Among women 24% were obese, among men 31%.", ["female", "male"]),
        ("ru", "Ожирением страдают 24% женщин и 31% мужчин.", ["female", "male"]),
    ],
)
def test_two_sexes_named_before_two_numbers_stand_in_their_order(lang: str, text: str, sexes: list[str]) -> None:
    assert [draft.topic.get("sex") for draft in drafts(text, lang)] == sexes


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В стране 7 687 школ, из которых 3 812 вели обучение на казахском языке, 1 160 – на русском."),
        ("en", "The country has 7,687 schools, of which 3,812 taught in Kazakh, 1,160 in Russian."),
        ("kk", "Елде 7 687 мектеп бар, олардың 3 812-сі қазақ тілінде, 1 160-ы орыс тілінде."),
    ],
)
def test_the_parts_of_things_counted_are_such_things(lang: str, text: str) -> None:
    found = drafts(text, lang)
    assert [(d.topic, d.quantity.unit) for d in found] == [
        ({"object": "school"}, "school"),
        ({"language": "kazakh", "object": "school"}, "school"),
        ({"language": "russian", "object": "school"}, "school"),
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В стране 7 687 школ, из них 3 812 вели обучение на казахском языке, 2 700 были зорганными."),
        ("en", "The country has 7,687 schools, of which 3,812 taught in Kazakh and 2,131 were zorged."),
    ],
)
def test_a_part_that_no_slot_tells_is_told_by_its_own_words(lang: str, text: str) -> None:
    last = drafts(text, lang)[-1]
    assert last.topic.keys() == {"object", "open"}
    assert last.quantity.unit == "school"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Экспорт зерна в 2023 году достиг 9,4 млн тонн; цель на 2028 год – 12 млн тонн."),
        ("ru", "Экспорт зерна в 2023 году достиг 9,4 млн тонн. К 2028 году его намерены поднять до 12 млн тонн."),
        ("kk", "Астық экспорты 2023 жылы 9,4 млн тонна болды; 2028 жылға қарай 12 млн тоннаға жеткізу көзделген."),
        ("en", "Grain exports were 9.4 million tonnes in 2023; the target for 2028 is 12 million tonnes."),
        (
            "en",
            "Grain exports were 9.4 million tonnes in 2023. By 2028 it is planned to raise them to 12 million tonnes.",
        ),
    ],
)
def test_a_target_is_of_what_the_figure_before_it_is(lang: str, text: str) -> None:
    found = told(text, lang)
    assert found[-1] == found[0] == {"measure": "export", "product": "grain"}


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        ("ru", "Вторая группа – врачи. Их доля среди занятых – 3,2 %.", {"of": "employed", "population": "doctor"}),
        (
            "en",
            "The second group is doctors. Their share among the employed is 3.2%.",
            {"of": "employed", "population": "doctor"},
        ),
        (
            "ru",
            "Доля пенсионеров в населении – 12 %, к 2030 году их доля вырастет до 15 %.",
            {"population": "pensioner"},
        ),
    ],
)
def test_their_share_is_no_share_of_them(lang: str, text: str, topic: dict[str, str]) -> None:
    assert told(text, lang)[-1] == topic


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        ("en", "Grain exports earned 1.9 billion dollars.", {"measure": "export", "product": "grain"}),
        (
            "en",
            "Grain exports earned 1.9 billion dollars and weighed 9.4 million tonnes.",
            {"measure": "export", "product": "grain"},
        ),
    ],
)
def test_what_goods_earn_is_no_wage(lang: str, text: str, topic: dict[str, str]) -> None:
    assert told(text, lang)[-1] == topic


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Measles vaccination reached 92% of children, and 371 cases of the disease were confirmed."),
        ("ru", "Вакцинация против кори охватила 92 % детей, подтвержден 371 случай болезни."),
        ("kk", "Қызылшаға қарсы екпемен балалардың 92 %-ы қамтылып, аурудың 371 жағдайы расталды."),
    ],
)
def test_cases_are_not_of_the_coverage_told_before_them(lang: str, text: str) -> None:
    assert told(text, lang)[-1].get("measure") != "vaccination"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "За год страну посетили 9,2 млн иностранцев, а гостиницами воспользовались 7,2 млн человек."),
        ("en", "In the year 9.2 million foreigners came, while 7.2 million people made use of hostels."),
        ("kk", "Бір жылда елге 9,2 млн шетелдік келіп, қонақүйлерді 7,2 млн адам пайдаланды."),
    ],
)
def test_figures_of_a_sentence_that_contradict_each_other_are_told_apart(lang: str, text: str) -> None:
    one, other = drafts(text, lang)[-2:]
    assert one.topic != other.topic


def test_two_sources_of_a_sentence_speak_of_one_thing() -> None:
    one, other = drafts("According to UNESCO the country has 600 schools, the ministry counts 640 schools.", "en")
    assert one.topic == other.topic == {"object": "school"}


@pytest.mark.parametrize(
    ("lang", "text", "last"),
    [
        (
            "en",
            "Six focus groups with 47 participants were held.",
            {"population": "respondent", "sample": "focus-group"},
        ),
        ("ru", "Проведены 6 фокус-групп с 47 участниками.", {"population": "respondent", "sample": "focus-group"}),
        (
            "kk",
            "Қосымша фокус-топта 14 студентпен әңгіме өткізілді.",
            {"population": "student", "sample": "focus-group"},
        ),
    ],
)
def test_a_focus_group_is_a_sample_of_its_own(lang: str, text: str, last: dict[str, str]) -> None:
    assert last in [dict(d.topic) for d in drafts(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Self-employment covers 161 respondents."),
        ("ru", "Телевидению доверяют 161 респондент."),
        ("kk", "Теледидарға 161 респондент сенеді."),
    ],
)
def test_a_part_of_those_asked_is_told_by_what_it_does(lang: str, text: str) -> None:
    (draft,) = drafts(text, lang)
    assert draft.topic["population"] == "respondent"
    assert len(draft.topic) > 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В стране 8,5 млн голов крупного рогатого скота; в 2016 году его было 6,4 млн, так что стадо выросло."),
        ("ru", "Скот тоже источник метана: на 1 января 2023 года в стране было 8,1 млн голов крупного рогатого скота."),
        ("kk", "Мал да метан көзі: 2023 жылғы 1 қаңтарда елде 8,1 млн бас ірі қара болды."),
        ("en", "Cattle too are a source of methane: at the beginning of 2023 the country had 8.1 million cattle."),
    ],
)
def test_animals_are_counted_as_such_whatever_stands_around_them(lang: str, text: str) -> None:
    assert drafts(text, lang)[-1].topic == {"object": "cattle"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Регулярно зоргуют 22,5% жителей, из женщин – 17%."),
        ("en", "Of the residents 22.5% zorg regularly, among women 17%."),
    ],
)
def test_a_part_goes_on_with_words_that_no_vocabulary_knows(lang: str, text: str) -> None:
    one, other = drafts(text, lang)
    assert other.topic == {**one.topic, "sex": "female"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Грузооборот составил 583,1 млрд т-км. Доля железных дорог в нём – 55 %."),
        ("kk", "Жүк айналымы 583,1 млрд т-км болды. Теміржолдың ондағы үлесі 55 %."),
        ("en", "Freight turnover came to 583.1 billion tonne-kilometres. The railways' share of it was 55%."),
    ],
)
def test_a_share_in_it_is_of_what_the_figure_before_measured(lang: str, text: str) -> None:
    assert told(text, lang)[-1] == {"measure": "freight-turnover", "mode": "rail"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "It produced 2.1 million tonnes of oil. It sold 2.7 million tonnes in 2023 as against 1.6 in 2022.",
        ),
        (
            "en",
            "Oil production was 2.1 million tonnes. It took 2.7 million tonnes in 2023, 5% more than the 2.6 before.",
        ),
        ("ru", "Добыча нефти – 2,1 млн тонн. В 2023 году она достигла 2,7 млн тонн против 1,6 млн тонн в 2022 году."),
    ],
)
def test_a_pronoun_takes_over_the_whole_topic(lang: str, text: str) -> None:
    found = [topic for topic in told(text, lang) if "change" not in topic]
    assert {topic.get("product") for topic in found} == {"oil"}


@pytest.mark.parametrize(
    ("lang", "text", "sample"),
    [
        ("en", "A pilot survey of 30 students preceded the study.", "pilot"),
        ("ru", "Пилотный опрос охватил 30 студентов.", "pilot"),
        ("kk", "Пилоттық сауалнамаға 30 студент қатысты.", "pilot"),
        ("ru", "С 12 директорами школ проведены интервью.", "interviewed"),
        ("ru", "В области открыли 5 пилотных школ.", None),
    ],
)
def test_by_which_means_a_study_asks_parts_its_samples(lang: str, text: str, sample: str | None) -> None:
    assert drafts(text, lang)[0].topic.get("sample") == sample


@pytest.mark.parametrize(
    ("lang", "change", "later"),
    [
        ("en", "By 2030 the herd of Abai region will shrink by 6%.", "By 2050, this will be 15%."),
        ("ru", "К 2030 году поголовье области Абай сократится на 6 %.", "К 2050 году это будет уже 15 %."),
    ],
)
def test_a_share_to_come_goes_on_with_the_change_to_come_before_it(lang: str, change: str, later: str) -> None:
    scene = read_scene(change, lang, read_numbers(change, lang=lang), VOCABULARY)
    (before,), context = draft_claims(scene, Context(slots={"population": "nurse"}), VOCABULARY)
    (draft,) = drafts(later, lang, context)
    assert (draft.kind, draft.topic, draft.quantity.unit) == ("change", before.topic, "percent")


@pytest.mark.parametrize(
    ("lang", "text", "population"),
    [
        ("ru", "На жилье рассчитывают 86 тыс. человек.", "person"),
        ("ru", "На жилье рассчитывают 86 человек.", "respondent"),
        ("en", "Housing is hoped for by 86 thousand people.", "person"),
        ("en", "Housing is hoped for by 86 people.", "respondent"),
    ],
)
def test_more_people_than_anybody_asks_are_no_respondents(lang: str, text: str, population: str) -> None:
    (draft,) = drafts(text, lang, Context({"population": "respondent"}, area="KZ", country="KZ"))
    assert draft.topic.get("population", "person") == population

"""What a sentence remarks on its figure, and who tells it, is of no figure: the topic is the same without it."""

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers

VOCABULARY = load_vocabulary()


def topic(text: str, lang: str) -> dict[str, str]:
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    (draft,) = draft_claims(scene, Context(), VOCABULARY)[0]
    return dict(draft.topic)


REMARKS = [
    (
        "ru",
        "При средней зарплате, равной 290 тыс. тенге, молодые врачи покупают подержанные автомобили.",
        "Средняя зарплата составляла 290 тыс. тенге.",
    ),
    (
        "en",
        "With an average wage of 290 thousand tenge, young doctors buy old cars.",
        "The average wage was 290 thousand tenge.",
    ),
    (
        "kk",
        "Орташа жалақы 290 мың теңге болғанда, жас дәрігерлер ескі көлік сатып алады.",
        "Орташа жалақы 290 мың теңге болды.",
    ),
    (
        "kk",
        "Нан бағасы 18,3 %-ға қымбаттап, зейнеткерлердің жағдайын қиындатты.",
        "Нан бағасы 18,3 %-ға қымбаттады.",
    ),
    (
        "en",
        "In 2019 the country had 6,150 foreign students [3], most of whom read medicine.",
        "In 2019 the country had 6,150 foreign students.",
    ),
    (
        "en",
        "Some 5,200 grants were awarded for agriculture, to which teacher training was later added.",
        "Some 5,200 grants were awarded for agriculture.",
    ),
    (
        "en",
        "Georgia, whose medical schools live on fees, took in 21,000 foreign students.",
        "Georgia took in 21,000 foreign students.",
    ),
    (
        "en",
        "According to the database of pension contributions, 64% of college graduates had found a job.",
        "Some 64% of college graduates had found a job.",
    ),
    (
        "en",
        "Of school teachers 23% have no home of their own, despite the preschool places promised to them.",
        "Of school teachers 23% have no home of their own.",
    ),
    (
        "ru",
        "В стране обучалось 6 150 иностранных студентов [3], которые осваивают преимущественно медицину.",
        "В стране обучалось 6 150 иностранных студентов.",
    ),
    (
        "ru",
        "На аграрные специальности выделено 5 200 грантов, тогда как педагогика получила лишь остаток.",
        "На аграрные специальности выделено 5 200 грантов.",
    ),
    (
        "ru",
        "По данным базы пенсионных отчислений, трудоустроены 64 % выпускников колледжей.",
        "Трудоустроены 64 % выпускников колледжей.",
    ),
    (
        "ru",
        "Зарплата учителей составила 240 тыс. тенге [8], несмотря на рост цен на жильё.",
        "Зарплата учителей составила 240 тыс. тенге.",
    ),
    (
        "kk",
        "Елде 6 150 шетелдік студент білім алды [3], олар негізінен медицинаны таңдайды.",
        "Елде 6 150 шетелдік студент білім алды.",
    ),
    (
        "kk",
        "Аграрлық мамандықтарға 5 200 грант бөлінді, бұл педагогикаға бөлінгеннен көп.",
        "Аграрлық мамандықтарға 5 200 грант бөлінді.",
    ),
    (
        "kk",
        "Зейнетақы аударымдары базасының мәліметінше, колледж түлектерінің 64 %-ы жұмысқа орналасқан.",
        "Колледж түлектерінің 64 %-ы жұмысқа орналасқан.",
    ),
    (
        "kk",
        "Министрлік тіл курстарына барғандарды да қосатындықтан, шетелде 98 400 қазақстандық студент оқиды.",
        "Шетелде 98 400 қазақстандық студент оқиды.",
    ),
]


@pytest.mark.parametrize(("lang", "told", "bare"), REMARKS, ids=[row[1][:40] for row in REMARKS])
def test_a_remark_is_of_no_figure(lang: str, told: str, bare: str) -> None:
    assert topic(told, lang) == topic(bare, lang)


@pytest.mark.parametrize(
    ("lang", "text", "slot", "code"),
    [
        ("en", "Some 40% of students, most of whom live in Almaty, plan to leave.", "activity", "planned-leaving"),
        ("ru", "Из них 40 % студентов, несмотря на запрет, совмещают учёбу с работой.", "population", "student"),
        ("en", "According to a survey of students, 31% study on a grant.", "population", "student"),
    ],
)
def test_what_the_figure_is_told_of_is_kept(lang: str, text: str, slot: str, code: str) -> None:
    assert topic(text, lang)[slot] == code


@pytest.mark.parametrize(
    ("lang", "text", "topic_"),
    [
        ("kk", "Жұмыссыздық деңгейі 4,2 % болды [5], бұл былтырғыдан төмен.", {"measure": "unemployment-rate"}),
        ("kk", "Шетелдік университеттердің филиалдары 2021 жылы 19-ға жетті.", {"object": "branch"}),
        ("ru", "Доля учителей-пенсионеров – 9 % [2], а среди преподавателей вузов она выше.", {"of": ""}),
    ],
)
def test_what_stands_behind_the_clause_tells_nothing(lang: str, text: str, topic_: dict[str, str]) -> None:
    found = topic(text, lang)
    assert {slot: found.get(slot, "") for slot in topic_} == topic_
    assert "change" not in found

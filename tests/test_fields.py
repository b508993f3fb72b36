"""Topics over many fields: one figure worded by papers of three languages has one topic; its neighbours have others."""

from itertools import combinations

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import Draft, draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.comparing.keys import Key, key_of
from pipeline.numbers.reading import read_numbers
from schemas import Claim, Location

VOCABULARY = load_vocabulary()

SAME = {
    "maternal mortality": [
        ("en", "In 2021 the maternal mortality ratio in Kazakhstan was 44.6 deaths per 100,000 live births.", "44.6"),
        ("ru", "Показатель материнской смертности в Казахстане – 44,6 случая на 100 тысяч живорождённых.", "44,6"),
    ],
    "life expectancy of women": [
        ("en", "Life expectancy at birth for women in Kazakhstan was 77.3 years.", "77.3"),
        ("ru", "Ожидаемая продолжительность жизни женщин в Казахстане составляла 77,3 года.", "77,3"),
        ("kk", "Қазақстанда әйелдердің күтілетін өмір сүру ұзақтығы 77,3 жасты құрады.", "77,3"),
    ],
    "harvest of wheat": [
        ("en", "Kazakhstan harvested 11.8 million tonnes of wheat.", "11.8 million"),
        ("ru", "Валовой сбор пшеницы в Казахстане составил 11,8 млн тонн.", "11,8 млн"),
        ("kk", "Қазақстанда 14,2 млн тонна бидай жиналды.", "14,2 млн"),
    ],
    "sown area of wheat": [
        ("en", "Wheat was sown on 12.9 million hectares in Kazakhstan.", "12.9 million"),
        ("ru", "Посевная площадь пшеницы в Казахстане достигла 12,9 млн га.", "12,9 млн"),
        ("kk", "Қазақстанда бидайдың егіс алқабы 12,9 млн гектар болды.", "12,9 млн"),
    ],
    "youth unemployment": [
        ("en", "Youth unemployment in Kazakhstan was 3.8%.", "3.8%"),
        ("ru", "Уровень молодёжной безработицы в Казахстане – 3,8 %.", "3,8 %"),
        ("kk", "Қазақстанда жастар арасындағы жұмыссыздық 5,7 пайызды құрады.", "5,7 пайызды"),
    ],
    "women among labour migrants": [
        ("en", "Women make up 19% of labour migrants in Kazakhstan.", "19%"),
        ("ru", "Доля женщин среди трудовых мигрантов в Казахстане – 19 %.", "19 %"),
    ],
    "coal's share of electricity": [
        ("ru", "На долю угольных электростанций приходилось 70 % выработки электроэнергии в Казахстане.", "70 %"),
        ("kk", "Қазақстанда электр энергиясының 70 пайызы көмірден өндірілді.", "70 пайызы"),
    ],
    "renewables' share of electricity": [
        ("en", "The share of renewable energy in Kazakhstan's electricity generation was 3%.", "3%"),
        ("ru", "Доля возобновляемых источников энергии в производстве электроэнергии Казахстана – 3 %.", "3 %"),
    ],
    "deaths on roads": [
        ("en", "Road accidents killed 1,997 people in Kazakhstan.", "1,997"),
        ("ru", "В дорожно-транспортных происшествиях в Казахстане погибли 1 997 человек.", "1 997"),
        ("kk", "Қазақстанда жол-көлік оқиғаларынан 2 405 адам қаза тапты.", "2 405"),
    ],
    "road accidents": [
        ("en", "Police counted 14 thousand road accidents in Kazakhstan.", "14 thousand"),
        ("ru", "В Казахстане произошло 14 тыс. дорожно-транспортных происшествий.", "14 тыс"),
    ],
    "freight by rail": [
        ("en", "Rail freight in Kazakhstan amounted to 397.9 million tonnes.", "397.9 million"),
        ("ru", "Железнодорожным транспортом Казахстана перевезено 397,9 млн тонн грузов.", "397,9 млн"),
    ],
    "visitors of national parks": [
        ("en", "National parks of Kazakhstan were visited by 1.2 million people.", "1.2 million"),
        ("kk", "Қазақстанның ұлттық парктеріне 1,2 млн адам келді.", "1,2 млн"),
    ],
    "schools": [
        ("en", "There were 7,440 schools in Kazakhstan.", "7,440"),
        ("kk", "Қазақстанда 7 440 мектеп жұмыс істеді.", "7 440"),
    ],
    "the old": [
        ("en", "People aged 65 and over made up 7.7% of the population of Kazakhstan.", "7.7%"),
        ("ru", "Доля лиц в возрасте 65 лет и старше в населении Казахстана – 7,7 %.", "7,7 %"),
    ],
    "townspeople": [
        ("en", "In Kazakhstan 59.2% of the population lived in cities.", "59.2%"),
        ("ru", "Доля городского населения Казахстана – 59,2 %.", "59,2 %"),
        ("kk", "Қазақстандағы қала халқының үлесі 61,5 % болды.", "61,5 %"),
    ],
}


def draft(lang: str, text: str, surface: str) -> Draft:
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    found = [d for d in draft_claims(scene, Context(), VOCABULARY)[0] if d.found.surface.startswith(surface)]
    assert found, [d.found.surface for d in draft_claims(scene, Context(), VOCABULARY)[0]]
    return found[0]


def key(made: Draft) -> Key | None:
    claim = Claim(
        claim_id="c",
        paper_id="p",
        origin="prose",
        lang="en",
        section_kind="body",
        quote="q",
        surface="s",
        location=Location(start=0, end=1, quote_start=0, quote_end=1),
        quantity=made.quantity,
        kind=made.kind,
        topic=dict(made.topic),
        label=dict(made.label),
        places=made.places,
    )
    return key_of(claim, works={})


@pytest.mark.parametrize("thing", SAME)
def test_every_wording_has_one_key(thing: str) -> None:
    keys = {key(draft(*wording)) for wording in SAME[thing]}
    assert len(keys) == 1
    assert keys != {None}


@pytest.mark.parametrize(("one", "other"), tuple(combinations(SAME, 2)))
def test_neighbouring_things_have_different_keys(one: str, other: str) -> None:
    assert key(draft(*SAME[one][0])) != key(draft(*SAME[other][0]))


@pytest.mark.parametrize(
    ("lang", "text", "surface", "age"),
    [
        ("en", "In Oral 12% of people aged 65 and over live alone.", "12%", "65+"),
        ("ru", "Среди жителей 15–28 лет курят 9 %.", "9 %", "15-28"),
        ("ru", "Доля детей до 18 лет в селе – 31 %.", "31 %", "-17"),
        ("kk", "63 жастан асқан тұрғындардың 8 пайызы жұмыс істейді.", "8 пайызы", "63+"),
        ("en", "In Oral 12% of women under 30 smoke.", "12%", "-29"),
    ],
)
def test_an_age_group_is_part_of_the_topic(lang: str, text: str, surface: str, age: str) -> None:
    assert draft(lang, text, surface).topic["age"] == age


def test_a_word_inside_a_longer_phrase_means_nothing_by_itself() -> None:
    topic = draft("kk", "Қазақстанда қант диабетімен ауыратын 410 мың науқас бар.", "410 мың").topic
    assert dict(topic) == {"disease": "diabetes", "population": "patient"}


def test_two_shares_of_one_population_are_told_apart_by_their_own_words() -> None:
    one = draft("ru", "Каждую субботу пекут баурсаки 40 % жителей Казахстана.", "40 %")
    other = draft("ru", "Держат голубей 3 % жителей Казахстана.", "3 %")
    assert one.topic["open"] != other.topic["open"]

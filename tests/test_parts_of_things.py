"""Counts that name neither their noun nor all of what narrows them; qualities and seasons that narrow a figure."""

import pytest

from pipeline.claims.context import Context
from pipeline.claims.drafts import Draft
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.comparing.keys import Key, broader_keys, key_of
from pipeline.numbers.reading import read_numbers
from schemas import Claim, Location

VOCABULARY = load_vocabulary()


def drafts(text: str, lang: str) -> tuple[Draft, ...]:
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    return draft_claims(scene, Context(), VOCABULARY)[0]


def topics(text: str, lang: str) -> list[dict[str, str]]:
    return [dict(draft.topic) for draft in drafts(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Мошенничеств насчитали 43 186, в том числе в интернете – 20 569."),
        ("kk", "Алаяқтық фактілерінің барлығы 43,2 мың болды, интернет арқылы жасалғандары 20,6 мыңға жеткен."),
    ],
)
def test_a_part_is_of_the_things_counted_before(lang: str, text: str) -> None:
    assert topics(text, lang) == [{"object": "fraud"}, {"object": "fraud", "channel": "internet"}]


def test_what_is_no_part_takes_no_thing_over() -> None:
    found = topics("Мошенничеств насчитали 43 186, в интернете бывали 20 569 жителей.", "ru")
    assert [topic.get("object") for topic in found] == ["fraud", None]


@pytest.mark.parametrize(
    ("lang", "text", "topic"),
    [
        (
            "en",
            "Domestic violence complaints ran to 99,000.",
            {"circumstance": "domestic-violence", "object": "complaint"},
        ),
        ("kk", "Тұрмыстық зорлыққа шағым саны 118 мың.", {"circumstance": "domestic-violence", "object": "complaint"}),
        ("en", "In 2022, 176 schools ran in three shifts.", {"object": "school", "shifts": "three"}),
        ("ru", "Школ в три смены было 128.", {"object": "school", "shifts": "three"}),
        ("kk", "Үш ауысымда оқытатын мектеп 127 болды.", {"object": "school", "shifts": "three"}),
        (
            "ru",
            "В хорошем и удовлетворительном состоянии находилось 91% дорог.",
            {"condition": "good", "object": "road"},
        ),
        ("kk", "Жолдардың 78%-ы жақсы немесе қанағаттанарлық күйде болды.", {"condition": "good", "object": "road"}),
        ("en", "The country held 35,200 people in its prisons.", {"population": "prisoner"}),
        ("kk", "Мектептерде 3,6 млн-нан астам бала білім алды.", {"population": "pupil"}),
        (
            "en",
            "On the roads 612 pedestrians died.",
            {"circumstance": "road-accident", "object": "death", "population": "pedestrian"},
        ),
    ],
)
def test_what_narrows_a_count_is_told_apart(lang: str, text: str, topic: dict[str, str]) -> None:
    assert topics(text, lang)[-1] == topic


@pytest.mark.parametrize(
    ("lang", "text", "season"),
    [
        ("en", "In the winter the PM2.5 mean climbed to 78 µg/m³.", "winter"),
        ("ru", "Зимой концентрация PM2.5 достигала 78 мкг/м³.", "winter"),
        ("kk", "Қыста PM2.5 мөлшері 78 мкг/м³ болды.", "winter"),
        ("ru", "Летом курорты приняли 300 тысяч туристов.", "summer"),
        ("en", "Farmers sowed 300 thousand hectares of winter wheat.", None),
        ("ru", "Озимой пшеницы посеяно 300 тысяч гектаров.", None),
    ],
)
def test_a_part_of_the_year_narrows(lang: str, text: str, season: str | None) -> None:
    assert topics(text, lang)[-1].get("season") == season


def test_so_much_for_each_is_so_much_per_person() -> None:
    keys = set()
    for lang, text in (
        ("kk", "Бір тұрғынға 8,9 шаршы метр жасыл алқап тиді."),
        ("en", "There are 8.9 square metres per person of green space."),
    ):
        draft = drafts(text, lang)[0]
        claim = Claim(
            claim_id="a", paper_id="p", origin="prose", lang=lang, section_kind="body", quote=text,
            surface=draft.found.surface, location=Location(start=0, end=1, quote_start=0, quote_end=len(text)),
            quantity=draft.quantity, kind="count",
            topic=draft.topic, label=draft.label, places=draft.places, status="measured",
        )  # fmt: skip
        key = key_of(claim, works={})
        assert key is not None
        keys.add((key.unit, dict(key.topic).get("statistic")))
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("one", "other", "narrower"),
    [
        ({"measure": "unemployment-rate"}, {"measure": "unemployment-rate", "sex": "female"}, True),
        ({"disease": "obesity"}, {"disease": "obesity", "setting": "rural"}, True),
        ({"measure": "wage"}, {"measure": "wage", "product": "bread"}, False),
        ({"population": "student"}, {"population": "student", "sex": "female"}, False),
    ],
)
def test_an_indicator_of_a_part_is_narrower(one: dict[str, str], other: dict[str, str], narrower: bool) -> None:
    keys = [Key(tuple(sorted(topic.items())), (("area", "KZ"),), "percent", "share") for topic in (one, other)]
    assert (broader_keys(keys) == {keys[1]: [keys[0]]}) is narrower


def test_a_rate_on_so_many_people_has_each_its_own() -> None:
    topics = ((("measure", "incidence"),), (("measure", "incidence"), ("sex", "female")))
    assert broader_keys([Key(topic, (), "per 100000", "count") for topic in topics]) == {}

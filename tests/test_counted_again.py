"""Figures whose subject is a pronoun, those of the country's own schools, and predicates that end with their clause."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.reading.document import TextFile
from schemas import Claim

VOCABULARY = load_vocabulary()


def claims_of(text: str) -> Sequence[Claim]:
    manuscript = compose_text(TextFile(text, "utf-8"), ())
    facts = PaperFacts(paper_id="p", sha256="0" * 64, year=2024)
    return build_claims(manuscript, find_sections(manuscript), (), paper=facts, vocabulary=VOCABULARY).claims


def last_claim(text: str) -> Claim:
    return claims_of(text)[-1]


ABROAD = {"population": "student", "activity": "study-abroad"}


@pytest.mark.parametrize(
    ("text", "topic", "way"),
    [
        (
            "За рубежом учатся тысячи казахстанских студентов. В корейских вузах в 2020 году их числилось 3 140.",
            ABROAD,
            "KZ>KR",
        ),
        (
            "За рубежом учатся казахстанские студенты. В корейских вузах в 2020 году их было 3 140, в Польше – 720.",
            ABROAD,
            "KZ>PL",
        ),
        (
            "Thousands of Kazakhstani students study abroad. At Korean universities in 2020 they numbered 3,140.",
            ABROAD,
            "KZ>KR",
        ),
        (
            "Мыңдаған қазақстандық студент шетелде оқиды. Корея университеттерінде 2020 жылы олардың саны 3 140 болды.",
            ABROAD,
            "KZ>KR",
        ),
        ("Агрономы уезжают в города. В сельских школах области их осталось 318.", {"population": "agronomist"}, ""),
    ],
)
def test_a_pronoun_stands_for_those_told_before(text: str, topic: dict[str, str], way: str) -> None:
    told = last_claim(text)
    assert {slot: told.topic.get(slot) for slot in topic} == topic
    assert "object" not in told.topic
    assert way in ("", f"{told.places.origin}>{told.places.host}")


@pytest.mark.parametrize(
    "text",
    [
        "Қазақстан жастары Чехияда оқиды. 2019 жылы Чехияда 2 600 қазақстандық студент оқыды. Грант аз: 2019 жылы "
        "елдегі колледждерде 47 мың студент болды.",
        "Young people of Kazakhstan study in Czechia. In 2019, 2,600 Kazakhstani students studied in Czechia. Grants "
        "are few: in 2019 the colleges of the country had 47 thousand students.",
    ],
)
def test_nobody_studies_abroad_at_the_countrys_own_colleges(text: str) -> None:
    told = last_claim(text)
    assert (told.topic.get("activity"), told.topic["level"], told.places.area) == (None, "vocational", "KZ")


@pytest.mark.parametrize(
    ("text", "slot", "code"),
    [
        ("В частных школах учителей не хватает. В 2019 году в них обучалось 61 тыс. учеников.", "type", "private"),
        ("Private schools lack teachers. In 2019 they had 61 thousand pupils.", "type", "private"),
        ("Жекеменшік мектептерде мұғалім жетіспейді. 2019 жылы оларда 61 мың оқушы оқыды.", "type", "private"),
        ("Колледжи обновляют цеха. В 2019 году в них учились 61 тыс. студентов.", "level", "vocational"),
        ("Colleges renew their workshops. In 2019, 61 thousand students studied in them.", "level", "vocational"),
        ("Колледждер цехтарын жаңартуда. 2019 жылы оларда 61 мың студент оқыды.", "level", "vocational"),
    ],
)
def test_pupils_are_of_the_schools_that_a_pronoun_stands_for(text: str, slot: str, code: str) -> None:
    assert last_claim(text).topic[slot] == code


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Регулярно молятся 27,4 % пенсионеров, внуков воспитывают 38 %.", "practice"),
        ("Some 27.4% of pensioners pray regularly, while 38% bring up grandchildren.", "practice"),
        ("Владеют турецким языком 27,4 % гидов, проходили обучение 38 %.", "language"),
        ("Сменили бы профессию 27,4 % гидов, гордятся своей работой 38 %.", "practice"),
    ],
)
def test_what_is_done_ends_with_its_clause_where_the_next_has_a_verb(text: str, lost: str) -> None:
    assert lost not in last_claim(text).topic


@pytest.mark.parametrize(
    "text",
    [
        "Не удовлетворены жильем 27,4 % гидов, графиком и нагрузкой – 38 %.",
        "Доверяют врачам 27,4 % гидов, судам – 38 %.",
    ],
)
def test_what_is_done_holds_on_where_the_next_has_none(text: str) -> None:
    assert last_claim(text).topic["activity"] in ("dissatisfaction", "trust")


@pytest.mark.parametrize(
    "text",
    [
        "В Казахстане опросили 350 врачей. Из них 90 намерены покинуть страну. Этих врачей спросили о причинах отъезда"
        ": карьера – 31 %, зарплата – 44 %.",
        "We surveyed 350 doctors in Kazakhstan. Of them 90 intend to leave the country. This group was asked for the "
        "reasons for leaving: career – 31%, pay – 44%.",
        "Қазақстанда 350 дәрігерден сауалнама алынды. Олардың 90-ы елден кетуді жоспарлайды. Осы топтан кетудің себебі "
        "сұралды: мансап – 31 %, жалақы – 44 %.",
    ],
)
def test_why_people_leave_is_told_of_those_who_leave(text: str) -> None:
    told = last_claim(text)
    assert dict(told.topic) == {"population": "doctor", "attitude": "main-reason", "about": "pay"}
    assert (told.places.origin, told.places.host) == ("KZ", "WLD")


@pytest.mark.parametrize(
    "text",
    [
        "В 2019 году к категории NEET относилось 8,2 % молодежи, в сельской местности – 10,6 %.",
        "In 2019 some 8.2% of young people belonged to the NEET category, and in rural areas 10.6%.",
        "2019 жылы жастардың 8,2 %-ы NEET санатына жатты, ауылдық жерде бұл көрсеткіш 10,6 % болды.",
    ],
)
def test_a_share_that_tells_but_a_part_is_of_the_same_people(text: str) -> None:
    assert dict(last_claim(text).topic) == {"population": "neet", "setting": "rural"}


def test_a_kazakh_verb_governs_both_things_before_it() -> None:
    told = claims_of("Гидтердің 27,4 %-ы оқыту сапасына, 38 %-ы сабақ кестесіне көңілі толады.")
    assert [claim.topic.get("about") for claim in told] == ["education", "timetable"]
    assert {claim.topic.get("activity") for claim in told} == {"satisfaction"}


def test_a_clause_that_a_converb_ends_has_its_own_verb() -> None:
    first, last = claims_of("Гидтердің 27,4 %-ы Алматыға барып, 38 %-ы жұмысына көңілі толады.")
    assert "activity" not in first.topic
    assert last.topic["activity"] == "satisfaction"

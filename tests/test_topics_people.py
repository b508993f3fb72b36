"""Figures on students, teachers, migrants, pensioners, crimes, visits and opinions: however authors of three languages
put one of them, nominally or with a verb, with its people or its thing as the subject, it has one topic."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import Draft, draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers
from pipeline.numbers.units import unit_class

VOCABULARY = load_vocabulary()
ROWS = [line.split("\t") for line in Path(__file__).with_name("told_of_people.tsv").read_text("utf-8").splitlines()]
"""The digits of the number, and wordings of what it tells, each behind the code of its language."""


def told(sentence: str, digits: str) -> tuple[dict[str, str], str, str]:
    """What the figure with these digits is about."""
    lang, _, text = sentence.partition(" ")
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    drafts: tuple[Draft, ...] = draft_claims(scene, Context(), VOCABULARY)[0]
    number = Decimal(digits)
    found = [d for d in drafts if d.quantity.value is not None and _digits(d.quantity.value) == _digits(number)]
    return found[0].topic, unit_class(found[0].quantity.unit), found[0].kind


def _digits(number: Decimal) -> str:
    return str(number.normalize().as_tuple().digits)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[-1])
def test_however_it_is_put_it_is_one_thing(row: list[str]) -> None:
    first = told(row[1], row[0])
    assert {sentence: told(sentence, row[0]) for sentence in row[1:]} == dict.fromkeys(row[1:], first)


@pytest.mark.parametrize(
    ("one", "other", "digits"),
    [
        ("en 40% of students plan to leave the country.", "en 40% of students do not plan to leave the country.", "40"),
        ("ru 40 % студентов планируют уехать из страны.", "ru 40 % студентов не планируют уезжать из страны.", "40"),
        (
            "kk Студенттердің 40 %-ы елден кетуді жоспарлайды.",
            "kk Студенттердің 40 %-ы елден кетуді жоспарламайды.",
            "40",
        ),
        ("en 62% of graduates returned to Kazakhstan.", "en 62% of graduates plan to return to Kazakhstan.", "62"),
        ("ru 62 % выпускников вернулись на родину.", "ru 62 % выпускников не вернулись на родину.", "62"),
        ("kk Түлектердің 62 %-ы елге оралды.", "kk Түлектердің 62 %-ы елге оралмады.", "62"),
        ("en 31% of school leavers study abroad.", "en 31% of school leavers plan to study abroad.", "31"),
        ("ru Докторантуру окончили 210 человек.", "ru В докторантуру поступили 210 человек.", "210"),
        ("kk Докторантураға 210 адам қабылданды.", "kk Докторантураны 210 адам бітірді.", "210"),
        ("en 35% of graduates defended a thesis.", "en 35% of graduates found a job.", "35"),
        ("en 50 Bolashak graduates came.", "en 50 Bolashak scholars came.", "50"),
        (
            "en Lack of funds is the main barrier for 20% of students.",
            "en Lack of information is the main barrier for 20% of students.",
            "20",
        ),
        (
            "ru Дома говорят на казахском 36 % респондентов.",
            "ru На работе говорят на казахском 36 % респондентов.",
            "36",
        ),
    ],
)
def test_neighbours_stay_apart(one: str, other: str, digits: str) -> None:
    assert told(one, digits)[0] != told(other, digits)[0]

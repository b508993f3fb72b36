"""Figures on health, families, benefits, schools, science, faith and opinions: what a Kazakh, a Russian and an English
sentence tell in their own words and order has one topic, and no two of the table have the same."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.claims.context import Context
from pipeline.claims.drafts import Draft
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers
from pipeline.numbers.units import unit_class

VOCABULARY = load_vocabulary()
ROWS = [line.split("\t") for line in Path(__file__).with_name("told_alike.tsv").read_text("utf-8").splitlines()]
"""The number, and the sentence in Kazakh, in Russian and in English."""

Key = tuple[tuple[tuple[str, str], ...], str, str]


def drafts(text: str, lang: str) -> tuple[Draft, ...]:
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    return draft_claims(scene, Context(), VOCABULARY)[0]


def key_of(text: str, lang: str, number: Decimal) -> Key:
    """What the figure of that number is about, in the sense in which figures are compared."""
    scales = [number * 1000**power for power in range(4)]
    (told,) = (draft for draft in drafts(text, lang) if draft.quantity.value in scales)
    return (tuple(sorted(told.topic.items())), unit_class(told.quantity.unit), told.kind)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[3])
def test_three_languages_tell_one_thing(row: list[str]) -> None:
    number = Decimal(row[0])
    assert len({key_of(text, lang, number) for lang, text in zip(("kk", "ru", "en"), row[1:], strict=True)}) == 1


def test_no_two_of_them_are_the_same() -> None:
    told = [key_of(en, "en", Decimal(number)) for number, _, _, en in ROWS]
    assert len(set(told)) == len(told), [row[3] for row, key in zip(ROWS, told, strict=True) if told.count(key) > 1]


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "Pensioners make up 12.1% of the population.", "Young people make up 27.7% of the population."),
        ("ru", "Пенсионеры составляют 12,1 % населения.", "12,1 % населения составляют студенты."),
        ("kk", "Зейнеткерлер халықтың 12,1 %-ын құрайды.", "Халықтың 12,1 %-ын студенттер құрайды."),
        ("en", "The police are trusted by 37% of residents.", "The courts are trusted by 37% of residents."),
        ("ru", "Судам доверяют 37 % жителей.", "Судам не доверяют 37 % жителей."),
        ("kk", "Тұрғындардың 37 %-ы соттарға сенеді.", "Тұрғындардың 37 %-ы соттарға сенбейді."),
        ("en", "Some 40% of students plan to return.", "Some 40% of students do not plan to return."),
        ("ru", "Избыточный вес имеют 22 % взрослых.", "Ожирением страдают 22 % взрослых."),
        ("en", "Neonatal mortality was 6 per 1,000 live births.", "Infant mortality was 6 per 1,000 live births."),
        ("kk", "Мұғалімдердің 39 %-ы жалақысына риза.", "Мұғалімдердің 39 %-ы жалақысына риза емес."),
    ],
)
def test_neighbours_stay_apart(lang: str, one: str, other: str) -> None:
    assert drafts(one, lang)[0].topic != drafts(other, lang)[0].topic


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Doctors are trusted by 62% of the population."),
        ("ru", "Врачам доверяют 62 % населения."),
        ("kk", "Халықтың 62 %-ы дәрігерлерге сенеді."),
    ],
)
def test_those_who_are_trusted_are_not_those_who_trust(lang: str, text: str) -> None:
    (told,) = drafts(text, lang)
    assert (told.topic["population"], told.topic["about"]) == ("population", "doctors")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The government spent 54% of the sum on roads."),
        ("ru", "Полиция раскрыла 54 % краж."),
        ("kk", "Банктер несиенің 54 %-ын бизнеске берді."),
    ],
)
def test_whom_nobody_asks_about_enters_no_topic(lang: str, text: str) -> None:
    assert all("about" not in told.topic for told in drafts(text, lang))

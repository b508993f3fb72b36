"""What a list takes from the heading or the sentence that leads it."""

import pytest

from test_claims import claims


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("Kazakhstani students abroad in 2022\n- Russia: 61,000;\n- China: 12,400.\n", ["RU", "CN"]),
        (
            "Число казахстанских студентов, обучающихся за рубежом, в 2022 г.:\n1) Россия – 61 тыс.;\n"
            "2) Китай – 12,4 тыс.\n",
            ["RU", "CN"],
        ),
        (
            "Шетелде оқитын қазақстандық студенттер саны, 2022 жыл:\n• Ресей – 61 мың;\n• Қытай – 12,4 мың.\n",
            ["RU", "CN"],
        ),
    ],
)
def test_items_have_the_time_and_the_people_of_their_lead(text: str, hosts: list[str]) -> None:
    found = claims(text)
    assert [c.places.host for c in found] == hosts
    assert {c.places.origin for c in found} == {"KZ"}
    assert [c.period and c.period.start for c in found] == ["2022"] * len(hosts)
    assert all("period" in c.inherited for c in found)


def test_what_is_no_item_takes_no_time_from_a_lead() -> None:
    text = (
        "Introduction\n\nThe number of clinics in 2021 was as follows:\n- Almaty: 312.\n\nA nurse sees 40 patients.\n"
    )
    assert [(c.surface, c.period and c.period.start) for c in claims(text)] == [("312", "2021"), ("40", None)]


@pytest.mark.parametrize(
    ("text", "surface", "area"),
    [
        ("One student from each of these countries took part: India, Nepal.", "One", "IN+NP"),
        ("По одному студенту из каждой страны: Индия, Непал.", "одному", "IN+NP"),
    ],
)
def test_one_from_each_is_one_in_all_of_them(text: str, surface: str, area: str) -> None:
    assert [(c.surface, c.places.area) for c in claims(text)] == [(surface, area)]


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Мектеп деректері бойынша 412 оқушы бар.", []),
        ("Министрлік деректері бойынша 412 мектеп бар.", ["Министрлік"]),
    ],
)
def test_a_common_noun_that_opens_a_kazakh_sentence_is_no_source(sentence: str, cited: list[str]) -> None:
    assert [c.text for claim in claims(f"Кіріспе\n\n{sentence}\n") for c in claim.cited] == cited

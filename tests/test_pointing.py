"""Places that a text points to without naming them: the region, the country, here, over there; who found a figure."""

import re

import pytest

from schemas import Claim
from test_claims import BODY, claims


def claimed(text: str) -> dict[str, Claim]:
    russian = f"Введение\n\n{text}\n" if re.search("[а-яә]", text) else BODY.format(text)
    return {claim.surface: claim for claim in claims(russian)}


@pytest.mark.parametrize(
    ("text", "surface", "area"),
    [
        ("In Taraz 42 schools stand. Kazakhstan has 8 000 schools. In the region 30 schools close.", "30", "KZ-31"),
        ("In Zhambyl region 42 mills work. Kazakhstan has 800. The mills of the region burn 30 tonnes.", "30", "KZ-31"),
        ("В Карагандинской области 42 шахты. В Казахстане их 800. В области работает 30 школ.", "30", "KZ-35"),
        ("В Карагандинской области 42 шахты. В Казахстане 800. Население области – 30 тысяч.", "30 тысяч", "KZ-35"),
        ("Жамбыл облысында 42 мектеп бар. Қазақстанда 800 мектеп бар. Облыста 30 мектеп жабылды.", "30", "KZ-31"),
        ("Жамбыл облысында 42 мектеп бар. Қазақстанда 800 мектеп бар. Ауданда 30 мектеп жабылды.", "30", "KZ-31"),
    ],
)  # fmt: skip
def test_the_region_is_that_which_was_named_last(text: str, surface: str, area: str) -> None:
    assert claimed(text)[surface].places.area == area


@pytest.mark.parametrize(
    "text",
    [
        "В Карагандинской области 42 шахты. В Казахстане их 800. В области образования работает 30 тысяч человек.",
        "In Taraz 42 schools stand. Kazakhstan has 8 000 schools. Costs are in the region of 30 thousand dollars.",
    ],
)
def test_a_field_of_work_is_no_region(text: str) -> None:
    (last,) = (c for surface, c in claimed(text).items() if surface.startswith("30"))
    assert last.places.area not in ("KZ-31", "KZ-35")


def test_the_country_holds_on_till_another_place_is_named() -> None:
    text = "Kazakhstan is large. Kazakhstan is dry. In Taraz of Kazakhstan 42 mills stand. "
    found = claimed(text + "Mills employ 480 thousand people in the country and make up 3 % of GDP.")
    assert (found["480 thousand"].places.area, found["3 %"].places.area) == ("KZ", "KZ")


def test_over_there_is_the_other_country_of_the_paper() -> None:
    text = "Қазақстандық студенттер Ресейде оқиды. Ресейге қазақстандық жастар барады. Қазақстандықтар Ресейде қалады."
    found = claimed(f"{text}\n\nМұнда 4 жыл, ал сол жақта 5 жыл оқу керек.")
    assert found["5"].places.area == "RU"


@pytest.mark.parametrize(
    ("text", "surface", "places"),
    [
        ("Visitors from China (156) and India (92) came to Kazakhstan.", "156", (None, "CN", "KZ")),
        ("In Almaty 30 thousand tourists slept. Foreign tourists made up 11 %.", "11 %", (None, "WLD", "KZ-75")),
        ("A survey conducted by Polish scholars covered 500 households in Shymkent.", "500", ("KZ-79", None, None)),
        ("Российские ученые опросили 300 фермеров Алматы.", "300", ("KZ-75", None, None)),
        ("Ресейлік ғалымдар Алматыда 300 фермерден сауалнама алды.", "300", ("KZ-75", None, None)),
        ("В Казахстане работают 20 тысяч российских ученых.", "20 тысяч", (None, "RU", "KZ")),
        (
            "Kazakhstan is large. Kazakhstan is dry. Tajik migrants number about 15 thousand.",
            "15 thousand",
            (None, "TJ", "KZ"),
        ),
        (
            "Казахстан велик. Казахстан сух. Учтено 184 тысячи мигрантов из Узбекистана.",
            "184 тысячи",
            (None, "UZ", "KZ"),
        ),
        ("Казахстан велик. Эмигрантов из Украины в Германии 30 тысяч.", "30 тысяч", (None, "UA", "DE")),
    ],
)
def test_who_comes_and_who_only_found_the_figure(
    text: str, surface: str, places: tuple[str | None, str | None, str | None]
) -> None:
    found = claimed(text)[surface].places
    assert (found.area, found.origin, found.host) == places


def test_a_sample_lies_where_it_was_drawn_till_the_text_leaves_it_for_a_plan() -> None:
    text = "Казахстан велик. Казахстан сух. Степи Казахстана широки. Нами опрошено 260 школьников из 9 школ Астаны. "
    found = claimed(text + "43 % респондентов болели. К 2030 году планируется открыть 12 больниц.")
    assert (found["43 %"].places.area, found["12"].places.area) == ("KZ-71", "KZ")


def test_in_a_paper_whose_sample_lies_nowhere_an_undated_figure_lies_where_the_paper_does() -> None:
    lead = "Казахстан велик. Казахстан сух. Степи Казахстана широки. Опрос начат. Опрос закрыт. Респонденты – врачи."
    text = f"Введение\n\n{lead}\n\nПолностью довольны 18,7 %.\n\nВ 2022 году построено 48 больниц.\n"
    found = {claim.surface: claim.places.area for claim in claims(text)}
    assert found == {"18,7 %": "KZ", "48": "KZ"}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("В Казахстане 600 тыс. студентов. Иностранцев насчитывается 31,5 тыс. человек.", "31,5 тыс."),
        ("Kazakhstan had 600 thousand students. Foreigners numbered 31.5 thousand.", "31.5 thousand"),
        ("Қазақстанда 600 мың студент оқиды. Шетелдіктердің саны 31,5 мың адам.", "31,5 мың"),
    ],
)
def test_foreigners_are_in_the_country_spoken_of(text: str, surface: str) -> None:
    found = claimed(text)[surface].places
    assert (found.origin, found.host) == ("WLD", "KZ")

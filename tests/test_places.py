"""Places in three languages: names, adjectives, peoples, abbreviations, groups, regions; origin and host."""

import pytest

from pipeline.claims.places import find_places
from pipeline.claims.tokens import tokenise


def places(text: str, lang: str) -> list[tuple[str, str]]:
    return [(p.code, p.role) for p in find_places(text, tokenise(text, lang), lang)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "students from Kazakhstan in Russia"),
        ("en", "Kazakhstani students at Russian universities"),
        ("en", "citizens of Kazakhstan who study in the Russian Federation"),
        ("en", "Kazakhstanis in Russia"),
        ("ru", "казахстанские студенты в России"),
        ("ru", "студенты из Казахстана в российских вузах"),
        ("ru", "граждане РК, обучающиеся в РФ"),
        ("ru", "казахстанцы в вузах России"),
        ("kk", "қазақстандық студенттер Ресейде"),
        ("kk", "Қазақстаннан келген студенттер Ресей университеттерінде"),
        ("kk", "ҚР азаматтары РФ-да"),
    ],
)
def test_people_come_from_one_country_and_are_in_another(lang: str, text: str) -> None:
    assert sorted(places(text, lang)) == [("KZ", "origin"), ("RU", "host")]


def test_kazakh_word_order_does_not_matter() -> None:
    assert places("Ресейде оқитын қазақстандықтар", "kk") == [("RU", "host"), ("KZ", "origin")]


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("ru", "в США, Канаде и Южной Корее", ["US", "CA", "KR"]),
        ("ru", "в Республике Корея", ["KR"]),
        ("ru", "в странах ЕАЭС", ["EAEU"]),
        ("ru", "в Северо-Казахстанской области", ["KZ-59"]),
        ("ru", "в городе Нур-Султан", ["KZ-71"]),
        ("kk", "АҚШ пен Қытайда", ["US", "CN"]),
        ("kk", "Түркістан облысында", ["KZ-61"]),
        ("kk", "ТМД елдерінде", ["CIS"]),
        ("kk", "Ұлыбританияға", ["GB"]),
        ("en", "in the Czech Republic and Hungary", ["CZ", "HU"]),
        ("en", "in Southeast Asia", ["SOUTHEAST-ASIA"]),
        ("en", "in OECD countries", ["OECD"]),
        ("en", "at MGIMO and at Harvard University", ["RU", "US"]),
        ("ru", "в РУДН и Оксфордском университете", ["RU", "GB"]),
        ("kk", "Кембридж университетінде", ["GB"]),
        ("en", "in East Kazakhstan", ["KZ-63"]),
        ("en", "in Ulytau (76 people) and Abay (253 people)", ["KZ-62", "KZ-10"]),
        ("ru", "в Абае, Жетысу и Улытау", ["KZ-10", "KZ-33", "KZ-62"]),
        ("kk", "Абай мен Ұлытау облыстарында", ["KZ-10", "KZ-62"]),
        ("en", "readers of Abay in Almaty", ["KZ-75"]),
    ],
)
def test_places_have_codes(lang: str, text: str, codes: list[str]) -> None:
    assert [code for code, _ in places(text, lang)] == codes


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "they speak Russian fluently"),
        ("en", "turkey and chad are words"),
        ("ru", "Того же мнения и другие"),
        ("ru", "владеют русским языком"),
        ("kk", "орыс тілінде оқытылады"),
        ("ru", "в крупных городах"),
        ("en", "174 countries, including Albania and Grenada"),
        ("ru", "во многих странах, таких как Албания и Гренада"),
    ],
)
def test_what_names_no_place_of_the_figure(lang: str, text: str) -> None:
    assert places(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "role"),
    [
        ("en", "foreign students", "origin"),
        ("en", "foreign universities", "host"),
        ("ru", "иностранные студенты", "origin"),
        ("ru", "зарубежные вузы", "host"),
        ("kk", "шетелдік студенттер", "origin"),
        ("kk", "шетелдік жоғары оқу орындары", "host"),
        ("ru", "учатся за рубежом", "host"),
        ("kk", "шетелде оқиды", "host"),
    ],
)
def test_foreign_people_come_from_anywhere_and_foreign_schools_are_anywhere(lang: str, text: str, role: str) -> None:
    assert places(text, lang) == [("WLD", role)]


def test_a_list_shares_its_role() -> None:
    assert places("graduates of universities in Finland, Canada and Japan", "en") == [
        ("FI", "host"),
        ("CA", "host"),
        ("JP", "host"),
    ]


def test_a_bare_name_waits_for_its_context() -> None:
    assert places("Россия – 39 тысяч", "ru") == [("RU", "bare")]

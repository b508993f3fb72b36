"""Whose a figure is when other lands are named beside it: partners in trade, transit, languages, those abroad."""

import pytest

from test_claim_places_units import claimed

_OF = {
    "en": "Kazakhstan sells grain. Kazakhstan buys tea. Kazakhstan has farms. ",
    "ru": "Казахстан продаёт зерно. Казахстан покупает чай. Казахстан богат. ",
    "kk": "Қазақстан астық сатады. Қазақстан шай сатып алады. Қазақстан бай. ",
}


@pytest.mark.parametrize(
    ("lang", "text", "surface", "partner"),
    [
        ("en", "Trade turnover was USD 90 billion. Iran is a partner, with USD 4 billion of it.", "4 billion", "IR"),
        ("en", "Trade turnover was USD 90 billion; the next partner is Poland, USD 7 billion.", "7 billion", "PL"),
        ("ru", "С Ираном обменялись товарами на 4 млрд долларов.", "4 млрд", "IR"),
        ("ru", "Торговым партнёром остаётся Польша – 7 млрд долларов.", "7 млрд", "PL"),
        ("kk", "Иранмен 4 млрд долларға тауар алмасылды.", "4 млрд", "IR"),
        ("kk", "Екінші сауда серіктесі – Польша, 7 млрд доллар.", "7 млрд", "PL"),
    ],
)
def test_a_partner_is_no_place_of_the_trade(lang: str, text: str, surface: str, partner: str) -> None:
    claim = claimed(_OF[lang] + text)[surface]
    assert (claim.places.area, claim.topic["measure"], claim.topic["partner"]) == ("KZ", "foreign-trade", partner)


@pytest.mark.parametrize(
    ("lang", "text", "surface"),
    [
        ("en", "Almost 70 % of the freight between Japan and Poland crosses it.", "70 %"),
        ("ru", "Почти 70 % грузов между Японией и Польшей идёт через неё.", "70 %"),
        ("kk", "Жапония мен Польша арасындағы жүктің 70 %-ы осында өтеді.", "70 %"),
        ("en", "Transit came to 9 million tonnes: 5 million tonnes went to Iran.", "5 million"),
        ("en", "Sold abroad are mostly ores: metals bring in 40 % of export earnings, all else 7 %.", "7 %"),
    ],
)
def test_what_passes_through_or_is_sold_lies_in_the_country(lang: str, text: str, surface: str) -> None:
    assert claimed(_OF[lang] + text)[surface].places.area == "KZ"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russian is strongest in films (45 %)."),
        ("en", "English matters in science: 45 % read in it."),
        ("ru", "Русский лидирует в кино (45 %)."),
        ("ru", "На английском пишут 45 % учеников."),
    ],
)
def test_an_adjective_without_a_noun_is_a_language(lang: str, text: str) -> None:
    found = claimed(_OF[lang] + text)
    assert {claim.places.area for claim in found.values()} <= {None, "KZ"}


@pytest.mark.parametrize(
    ("lang", "text", "surface", "way"),
    [
        ("en", "1,240 students took part in outgoing academic mobility.", "1,240", ("KZ", "WLD")),
        ("ru", "В исходящей академической мобильности участвовали 1 240 студентов.", "1 240", ("KZ", "WLD")),
        ("ru", "Зарубежную стажировку прошли 1 240 докторантов.", "1 240", ("KZ", "WLD")),
        ("kk", "Сыртқы академиялық ұтқырлыққа 1 240 студент қатысты.", "1 240", ("KZ", "WLD")),
        ("kk", "1 240 студент шетелге оқуға барған.", "1 240", ("KZ", "WLD")),
        ("en", "In 2021 1,240 students went abroad, 1.9 times as many as in 2019.", "1.9 times", ("KZ", "WLD")),
        ("en", "31 % of Kazakhstani students abroad plan to return to Kazakhstan.", "31 %", ("KZ", "WLD")),
        ("ru", "31 % казахстанских студентов за рубежом планируют вернуться в Казахстан.", "31 %", ("KZ", "WLD")),
        ("en", "4,700 people moved to Kazakhstan for permanent residence.", "4,700", ("WLD", "KZ")),
        ("kk", "Елге 4 700 адам қоныс аударды.", "4 700", ("WLD", "KZ")),
        ("en", "India accounts for 46 % of foreign students.", "46 %", ("IN", "KZ")),
        ("ru", "На Индию приходится 46 % иностранных студентов.", "46 %", ("IN", "KZ")),
        ("kk", "Шетелдік студенттердің 46 %-ы Үндістанға тиесілі.", "46 %", ("IN", "KZ")),
        ("kk", "2019 жылы Қазақстаннан техникалық бағыттағы 15 мың маман кетті.", "15 мың", ("KZ", "WLD")),
        ("kk", "1 240 студент шетелге кетті. Олардың 740-ы Еуропа елдерінде оқыды.", "740", ("KZ", "EUROPE")),
    ],
)  # fmt: skip
def test_the_way_of_those_who_go_out_and_come(lang: str, text: str, surface: str, way: tuple[str, str]) -> None:
    places = claimed(_OF[lang] + text)[surface].places
    assert (places.origin, places.host) == way

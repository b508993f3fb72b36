"""Where goods lie that go from country to country, and people whose way a verb tells."""

import pytest

from schemas import Claim
from test_claim_places_units import claimed


def where(claim: Claim) -> dict[str, str]:
    return {role: code for role, code in claim.places.model_dump().items() if code and role != "text"}


@pytest.mark.parametrize(
    ("sentence", "surface", "area", "partner"),
    [
        ("Kazakhstan exported 7.9 million tonnes of wheat abroad.", "7.9 million", "KZ", None),
        ("Экспорт муки из Казахстана в Афганистан достиг 1,7 млн тонн.", "1,7 млн", "KZ", "AF"),
        ("Қазақстан Ресейден 214 мың тонна сүт сатып алды.", "214 мың", "KZ", "RU"),
        ("В 2022 году Польша импортировала из Германии 40 тыс. тонн мяса.", "40 тыс.", "PL", "DE"),
        ("В Германии произведено 40 тыс. тонн мяса.", "40 тыс.", "DE", None),
    ],
)
def test_goods_lie_in_the_country_whose_trade_it_is(
    sentence: str, surface: str, area: str, partner: str | None
) -> None:
    claim = claimed(sentence)[surface]
    assert where(claim) == {"area": area}
    assert claim.topic.get("partner") == partner


@pytest.mark.parametrize(
    ("sentence", "surface", "places"),
    [
        ("In 2023 15,000 people left Kazakhstan for good.", "15,000", {"origin": "KZ", "host": "WLD"}),
        ("Қазақстанға 2023 жылы 9,2 млн шетелдік келді.", "9,2 млн", {"origin": "WLD", "host": "KZ"}),
        ("Казахстан посетили 9,2 млн иностранцев, внутренних туристов было 8,6 млн.", "8,6 млн", {"area": "KZ"}),
        (
            "Миграция в Казахстане выросла: прибыло 25,4 тыс. человек, выбыло 16,1 тыс. человек.",
            "25,4 тыс.",
            {"origin": "WLD", "host": "KZ"},
        ),
        (
            "Миграция в Казахстане выросла: прибыло 25,4 тыс. человек, выбыло 16,1 тыс. человек.",
            "16,1 тыс.",
            {"origin": "KZ", "host": "WLD"},
        ),
        ("Almaty hospitals taught 2,310 Indians and 164 Pakistanis.", "164", {"origin": "PK", "host": "KZ-75"}),
    ],
)
def test_people_go_where_the_verb_says(sentence: str, surface: str, places: dict[str, str]) -> None:
    assert where(claimed(sentence)[surface]) == places


@pytest.mark.parametrize(
    ("sentence", "areas"),
    [
        (
            "Losses in Almaty and Astana come to 12% and 9% respectively, and 27% in Shymkent.",
            {"12%": "KZ-75", "9%": "KZ-71", "27%": "KZ-79"},
        ),
        ("Poland and Latvia reported 6.2% and 2.4% in 2022.", {"6.2%": "PL", "2.4%": "LV"}),
        ("Зарплата выше, чем в Костанайской области, где она составила 260 тыс. тенге.", {"260 тыс.": "KZ-39"}),
        ("На 10 тысяч жителей Казахстана 41,3 врача, в Киргизии – 22,6.", {"41,3": "KZ", "22,6": "KG"}),
        ("Алматылықтардың қарызы – 1,9 млн теңге, Жетісу тұрғындарында – 640 мың теңге.", {"640 мың": "KZ-33"}),
    ],
)
def test_each_number_has_the_place_that_the_list_gives_it(sentence: str, areas: dict[str, str]) -> None:
    found = claimed(sentence)
    assert {surface: found[surface].places.area for surface in areas} == areas


@pytest.mark.parametrize(
    ("text", "surface", "places"),
    [
        (
            "In Kazakhstan 12% of cars are electric, in Kazakhstan's towns 14%. In Georgia the share is 3%. "
            "Tuition rose to 9,600 euros.",
            "9,600",
            {"area": "KZ"},
        ),
        (
            "Kazakhstan has 40 ports; in Kazakhstan 9 are new. In Georgia there are 12. They employ 8,100 people.",
            "8,100",
            {"area": "GE"},
        ),
        (
            "Some 1.3 million Uzbeks and 95,000 Kyrgyz entered Kazakhstan.",
            "1.3 million",
            {"origin": "UZ", "host": "KZ"},
        ),
    ],
)
def test_a_country_named_for_a_comparison_does_not_hold_on(text: str, surface: str, places: dict[str, str]) -> None:
    assert where(claimed(text)[surface]) == places


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        (
            "We asked people in Almaty, Astana and Shymkent. The survey reached 1,200 residents of three cities.",
            "1,200",
        ),
        ("Опрос прошёл в Алматы, Астане и Шымкенте. Всего в трёх городах собрано 1 200 анкет.", "1 200"),
        ("Сауалнама Алматыда, Астанада және Шымкентте өтті. Үш қалада 1 200 мектеп бар.", "1 200"),
    ],
)
def test_regions_that_are_only_counted_are_those_that_the_paper_lists(text: str, surface: str) -> None:
    assert where(claimed(text)[surface]) == {"area": "KZ-71+KZ-75+KZ-79"}

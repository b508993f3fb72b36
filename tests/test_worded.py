"""What authors of papers write where yearbooks have a term, and what a sentence's other figures do not lend."""

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers
from pipeline.numbers.units import unit_class

VOCABULARY = load_vocabulary()

ALIKE = {
    "agriculture in GDP": (
        "6.4",
        ("en", "Farming gave 6.4 per cent of gross domestic product."),
        ("ru", "Доля сельского, лесного и рыбного хозяйства в ВВП – 6,4 %."),
        ("kk", "Ауыл, орман және балық шаруашылығының ЖІӨ-дегі үлесі 6,4 % болды."),
    ),
    "agriculture in employment": (
        "13.7",
        ("en", "Farming gave 6 % of GDP, while 13.7 % of the employed population worked in agriculture."),
        ("ru", "Доля сельского хозяйства в ВВП – 6 %, в общей занятости – 13,7 %."),
        ("kk", "Ауыл шаруашылығының ЖІӨ-дегі үлесі 6 %, жалпы жұмыспен қамтудағы үлесі 13,7 % болды."),
    ),
    "coal in power": (
        "58.3",
        ("en", "The plants generated 90 TWh, of which coal-fired stations supplied 58.3 per cent."),
        ("ru", "Выработано 90 млрд кВт·ч, доля угля в генерации – 58,3 %."),
        ("ru", "Выработано 90 млрд кВт·ч, 58,3 % пришлось на угольные станции."),
    ),
    "capacity of renewables": (
        "1940",
        ("en", "The installed capacity of the 92 renewable energy facilities came to 1,940 MW."),
        ("ru", "Установленная мощность 92 объектов ВИЭ равнялась 1 940 МВт."),
    ),
    "divorces beside marriages": (
        "31.2",
        ("en", "The number of marriages was 96 thousand, that of divorces 31.2 thousand."),
        ("ru", "Заключено 96 тыс. браков, число разводов – 31,2 тыс."),
    ),
    "dead on the roads": (
        "1740",
        ("en", "In 9 thousand road accidents 1,740 people were killed."),
        ("ru", "Число ДТП составило 9 тыс., количество погибших – 1 740."),
    ),
    "associations of a faith": (
        "1212",
        ("en", "There are 2,050 religious associations, of which 1,212 are Islamic."),
        ("ru", "Зарегистрировано 2 050 религиозных объединений, из них 1 212 – исламские."),
    ),
    "visits to theatres": (
        "1.4",
        ("ru", "Число посещений музеев составило 3,9 млн, театров – 1,4 млн."),
        ("ru", "Театры посетили 1,4 млн человек."),
    ),
    "visits to museums": (
        "3.9",
        ("en", "The country has 190 museums; attendance fell to 3.9 million visits."),
        ("ru", "Зафиксировано 3,9 млн музейных посещений."),
    ),
    "forest burned": (
        "7.6",
        ("en", "Forest fires burned an area of 7.6 thousand ha."),
        ("ru", "Пожары уничтожили 7,6 тыс. га леса."),
        ("kk", "Өрттен 7,6 мың га орман жойылды."),
    ),
    "online trade in retail": (
        "9.4",
        ("en", "Online sales reached 2 trillion tenge, and their share in retail trade was 9.4 per cent."),
        ("ru", "Электронная торговля выросла до 2 трлн тенге, её доля в розничной торговле – 9,4 %."),
    ),
    "interest on mortgages": (
        "11.3",
        ("ru", "Ипотечный портфель достиг 2 трлн тенге при средней ставке 11,3 %."),
        ("en", "The average interest rate on mortgages was 11.3 per cent."),
    ),
    "water of town dwellers": (
        "96.1",
        ("en", "96.1% of the urban and 90% of the rural population had access to safe drinking water."),
        ("ru", "Обеспеченность питьевой водой в городах – 96,1 %, в сёлах – 90 %."),
    ),
    "barley abroad": (
        "1.9",
        ("en", "Foreign sales of barley brought 1.9 million tonnes onto the world market."),
        ("ru", "Вывоз ячменя за рубеж составил 1,9 млн тонн."),
    ),
    "price of barley": (
        "58",
        ("ru", "Ячмень на внутреннем рынке стоил в среднем 58 тыс. тенге."),
        ("ru", "За ячмень на внутреннем рынке давали 58 тыс. тенге."),
    ),
}


def figures(text: str, lang: str) -> list[tuple[str, dict[str, str], str, str | None]]:
    """Value, topic, kind and class of unit of each number of a text's sentences."""
    found, context = [], Context()
    for sentence in text.split(" | "):
        scene = read_scene(sentence, lang, read_numbers(sentence, lang=lang), VOCABULARY)
        drafts, context = draft_claims(scene, context, VOCABULARY)
        found += [(d.found.surface, dict(d.topic), d.kind, unit_class(d.quantity.unit)) for d in drafts]
    return found


def digits(surface: str) -> str:
    return "".join(c for c in surface.replace(",", ".") if c.isdigit() or c == ".").strip(".")


def of_value(text: str, lang: str, value: str) -> dict[str, str]:
    """The topic of the number printed with these digits."""
    wanted = value.replace(".", "")
    return next(topic for surface, topic, _, _ in figures(text, lang) if digits(surface).replace(".", "") == wanted)


@pytest.mark.parametrize("name", ALIKE)
def test_one_indicator_is_one_topic_in_the_words_of_papers(name: str) -> None:
    value, *told = ALIKE[name]
    topics = {text: of_value(text, lang, value) for lang, text in told}  # type: ignore[misc]
    first = next(iter(topics.values()))
    assert first
    assert topics == dict.fromkeys(topics, first)


@pytest.mark.parametrize(
    ("lang", "text", "value", "lent"),
    [
        ("ru", "Доля туризма в ВВП – 3 %, действовало 410 музеев.", "410", "measure"),
        ("en", "Small firms produced 30% of GDP and employed 4 million people.", "30", "of"),
        ("en", "Support goes to large producers: subsidies amounted to 418 billion tenge.", "418", "activity"),
    ],
)
def test_a_figure_keeps_to_its_own_clause(lang: str, text: str, value: str, lent: str) -> None:
    topic = of_value(text, lang, value)
    assert topic
    assert lent not in topic


def test_answers_that_are_but_a_verb_are_apart() -> None:
    text = "О планах: сохранить штат намерены 42,3 % руководителей, расширить – 31,2 %, сократить – 17,9 %."
    _, more, less = (topic for _, topic, _, _ in figures(text, "ru"))
    assert more["item"] != less["item"]


def test_part_of_those_asked_is_no_sample() -> None:
    text = "Обслуживанием удовлетворены 371 пассажир, или 58,0 % опрошенных."
    count, share = (topic for _, topic, _, _ in figures(text, "ru"))
    assert count["activity"] == share["activity"] == "satisfaction"
    assert "sample" not in count


def test_no_phrase_goes_over_a_semicolon_behind_a_number() -> None:
    text = "Insurance premiums amounted to 838 billion tenge in 2022; claims paid were 216 billion tenge."
    premiums, claims = (topic for _, topic, _, _ in figures(text, "en"))
    assert premiums == {"measure": "insurance-premium"}
    assert claims != premiums


def test_the_sector_is_the_branch_named_before() -> None:
    text = "Доля туризма в ВВП – 3 %. | В отрасли трудились 410 тыс. человек."
    branch, people = (topic for _, topic, _, _ in figures(text, "ru"))
    assert people["population"] == "employed"
    assert branch.items() - {("measure", "gdp")} <= people.items()

"""Figures on farming, trade, money, housing, energy, transport and tourism: however authors word one indicator in three
languages it is one thing, and its neighbours are others."""

from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.comparing.keys import Key, key_of
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.reading.document import TextFile

VOCABULARY = load_vocabulary()
AT_HOME = "\n\nҚазақстан – Орталық Азия елі. Қазақстанда жол көп."
"""A paragraph that makes Kazakhstan the paper's country."""


def wordings() -> dict[str, list[str]]:
    """The sentences of each indicator, the figure in braces."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in Path(__file__).with_name("economy_wordings.tsv").read_text("utf-8").splitlines():
        indicator, _, sentence = line.split("\t")
        found[indicator].append(sentence)
    return found


WORDINGS = wordings()


def key(sentence: str) -> Key | None:
    """What the figure in braces is about, in the sense in which figures are compared."""
    plain = sentence.replace("{", "").replace("}", "")
    manuscript = compose_text(TextFile(plain + AT_HOME, "utf-8"), ())
    facts = PaperFacts(paper_id="p", sha256="0" * 64, year=2024)
    claims = build_claims(manuscript, find_sections(manuscript), (), paper=facts, vocabulary=VOCABULARY).claims
    at = sentence.index("{")
    return next(key_of(claim, works={}) for claim in claims if claim.location.start <= at < claim.location.end)


@pytest.mark.parametrize("indicator", WORDINGS)
def test_all_wordings_of_an_indicator_are_one_thing(indicator: str) -> None:
    keys = {sentence: key(sentence) for sentence in WORDINGS[indicator]}
    assert None not in keys.values()
    assert len(set(keys.values())) == 1, keys


def test_no_two_indicators_are_one_thing() -> None:
    keys = [key(sentences[0]) for sentences in WORDINGS.values()]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "В 2022 году банки Казахстана выдали ипотеки на {1,9 трлн тенге}.",
            "Ипотечный портфель банков Казахстана в 2022 году – {4,7 трлн тенге}.",
        ),
        (
            "Kazakhstan's exports to China were {13 billion dollars} in 2022.",
            "Kazakhstan's imports from China were {13 billion dollars} in 2022.",
        ),
        (
            "В Казахстане в 2022 году собрали {16 млн тонн} пшеницы.",
            "Из Казахстана в 2022 году вывезли {16 млн тонн} пшеницы.",
        ),
        (
            "Қазақстанда 2022 жылы {100 мың} қонақүй төсегі болды.",
            "Қазақстан ауруханаларында 2022 жылы {100 мың төсек} болды.",
        ),
        (
            "Deposits of individuals in Kazakhstan were {16 trillion tenge} in 2022.",
            "Deposits of companies in Kazakhstan were {16 trillion tenge} in 2022.",
        ),
        (
            "Ввод жилья в Казахстане в 2022 году – {15 млн кв. м}.",
            "Жилищный фонд Казахстана в 2022 году – {15 млн кв. м}.",
        ),
        (
            "На Китай в 2022 году пришлось {18%} внешней торговли Казахстана.",
            "На Россию в 2022 году пришлось {18%} внешней торговли Казахстана.",
        ),
        (
            "Экспорт Китая в 2022 году составил {3 трлн долларов}.",
            "Экспорт Казахстана в 2022 году составил {3 трлн долларов}.",
        ),
    ],
)
def test_neighbours_are_two_things(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("sentence", "partner"),
    [
        ("Узбекистан купил у Казахстана {3,1 млн т} пшеницы, Таджикистан – 600 тыс. т.", "UZ"),
        ("China accounted for {18%} of Kazakhstan's foreign trade.", "CN"),
        ("Қазақстанның сыртқы саудасының {18%-ы} Қытайға тиесілі.", "CN"),
        ("На Китай пришлось {18%} оборота.", "CN"),
        ("Товарооборот Казахстана с Китаем составил {24 млрд долларов}.", "CN"),
        ("China bought goods worth {13 billion dollars} from Kazakhstan.", "CN"),
        ("Қазақстан шетелге {5,8 млн тонна} бидай жөнелтті.", None),
        ("Казахстан закупил за рубежом товаров на {50 млрд долларов}.", None),
    ],
)
def test_trade_lies_in_the_country_whose_it_is(sentence: str, partner: str | None) -> None:
    found = key(sentence)
    assert found is not None
    assert found.places == (("area", "KZ"),)
    assert dict(found.topic).get("partner") == partner

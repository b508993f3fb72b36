"""Short papers in three languages: a figure of the abstracts and the body's have one topic, its parts others."""

from __future__ import annotations

from collections import defaultdict

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.reading.document import TextFile
from schemas import Claim

VOCABULARY = load_vocabulary()

BEES = """Пасеки горных районов

Аннотация
В 2021 году в районе насчитывалось 3976 пасечных ульев, мёд в них собрали 412 пчеловодов. Сбор достиг 3,2 тыс. тонн.

Аңдатпа
2021 жылы ауданда 3976 ара ұясы болды, олардан балды 421 омарташы жинады. Жиналған бал 3,2 мың тоннаға жетті.

Abstract
In 2021 the district had 3,976 beehives, and 412 beekeepers gathered honey from them. The yield reached 3.2 thousand
tonnes.

Введение
Пчеловодство района держится на домашних хозяйствах. Перепись учла 3976 ульев, почти все они деревянные.

Результаты
Медосбор составил 3248 тонн, причём 18% его приходится на липу. Ульями владеют 412 пчеловодов, 38% из них женщины.
"""

FERRIES = """Ferries of the lower river

Abstract
A ferry carries 1,450 people a day on average, and 38% of crews are seasonal.

Аннотация
Паром перевозит в среднем 1450 человек в день, 38% экипажей сезонные.

Аңдатпа
Паром күніне орта есеппен 1450 адам тасиды, экипаждардың 38%-ы маусымдық.

Introduction
Counts were made at four landings. A boat had on average 1,540 people aboard in a day.

Results
Tickets were bought in advance by 38% of the men. Of all crews, 38% are seasonal.
"""


def claims_of(text: str) -> list[Claim]:
    manuscript = compose_text(TextFile(text, "utf-8"), ())
    sections = find_sections(manuscript)
    facts = PaperFacts(paper_id="p", sha256="0" * 64)
    return list(build_claims(manuscript, sections, (), paper=facts, vocabulary=VOCABULARY).claims)


def topics(text: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for claim in claims_of(text):
        found[f"{claim.quantity.value:f}".partition(".")[0]].append(dict(claim.topic))
    return found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (BEES, ["3976"]),
        (BEES, ["412", "421"]),  # mistyped in one translation
        (BEES, ["3200", "3248"]),  # rounded
        (FERRIES, ["1450", "1540"]),  # two digits swapped
    ],
)
def test_one_figure_has_one_topic(text: str, values: list[str]) -> None:
    found = topics(text)
    told = [topic for value in values for topic in found[value]]
    assert len(told) >= 4
    assert all(topic == told[0] for topic in told)


def test_a_share_of_two_digits_is_told_by_its_words_besides() -> None:
    told = topics(FERRIES)["38"]
    assert len(told) == 5
    assert [topic for topic in told if "sex" in topic] == [t for t in told if t != told[0]] != []
    assert "sex" in topics(BEES)["38"][0]

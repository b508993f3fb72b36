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

"""Figures on births and deaths, diseases and care, work and wages, samples and groups of a study: however authors of
three languages put one of them, in nouns, verbs or in few words, it has one topic, and no two of the table have one."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.comparing.keys import key_of
from pipeline.numbers.reading import read_numbers
from schemas import Claim, Location

VOCABULARY = load_vocabulary()
ROWS = [line.split("\t") for line in Path(__file__).with_name("told_of_health.tsv").read_text("utf-8").splitlines()]
"""What is told, the number, and wordings of it, each behind the code of its language."""


def told(sentence: str, number: Decimal) -> tuple[object, ...]:
    """What the figure of that number is about, in the sense in which figures are compared."""
    lang, _, text = sentence.partition(" ")
    scene = read_scene(text, lang, read_numbers(text, lang=lang), VOCABULARY)
    scales = [number * 1000**power for power in range(4)]
    made = next(d for d in draft_claims(scene, Context(), VOCABULARY)[0] if d.quantity.value in scales)
    place = Location(start=0, end=1, quote_start=0, quote_end=1)
    claim = Claim(
        claim_id="c",
        paper_id="p",
        origin="prose",
        lang=lang,
        section_kind="body",
        quote="q",
        surface="s",
        location=place,
        quantity=made.quantity,
        kind=made.kind,
        topic=dict(made.topic),
        label=dict(made.label),
        places=made.places,
    )
    key = key_of(claim, works={})
    return () if key is None else (key.topic, key.unit, key.kind)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_however_it_is_put_it_is_one_thing(row: list[str]) -> None:
    first = told(row[2], Decimal(row[1]))
    assert first
    assert {sentence: told(sentence, Decimal(row[1])) for sentence in row[2:]} == dict.fromkeys(row[2:], first)


def test_no_two_of_them_are_the_same() -> None:
    keys = [told(row[2], Decimal(row[1])) for row in ROWS]
    assert [row[0] for row, key in zip(ROWS, keys, strict=True) if keys.count(key) > 1] == []

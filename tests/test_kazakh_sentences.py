"""Sentences as Kazakh journals print them, in Cyrillic and in the Latin alphabet of 2021: the same claims in both."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.languages.alphabets import KAZAKH, to_latin
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.reading.document import TextFile
from schemas import Claim

VOCABULARY = load_vocabulary()
ROWS = [line.split("\t") for line in Path(__file__).with_name("kazakh_sentences.tsv").read_text("utf-8").splitlines()]
"""A sentence, and of each of its claims the value, the bound, the kind, the period, the places and the topic."""

PAPER = (
    "Қазақстандағы жағдайды талдау\n\nМақалада Қазақстан Республикасының жағдайы қарастырылады. "
    "Қазақстанда бұл мәселе өзекті. Қазақстан үшін оның маңызы зор.\n\n"
)


def told(claim: Claim) -> str:
    quantity, period = claim.quantity, claim.period
    value = quantity.value if quantity.value is not None else f"{quantity.low}..{quantity.high}"
    years = "" if period is None else f"{period.start}..{period.end}" if period.end != period.start else period.start
    places = " ".join(f"{role}={code}" for role, code in claim.places.model_dump().items() if code)
    topic = " ".join(f"{slot}={code}" for slot, code in sorted(claim.topic.items()))
    return "; ".join([str(value), quantity.bound, claim.kind, years, places, topic])


def claims_of(text: str) -> list[str]:
    manuscript = compose_text(TextFile(PAPER + text, "utf-8"), ())
    facts = PaperFacts(paper_id="p", sha256="0" * 64, year=2024)
    found = build_claims(manuscript, find_sections(manuscript), (), paper=facts, vocabulary=VOCABULARY)
    return [told(claim) for claim in found.claims]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_a_kazakh_sentence_tells_its_claims(row: list[str]) -> None:
    assert claims_of(row[0]) == row[1:]


@pytest.mark.parametrize("row", ROWS[::2], ids=lambda row: row[0][:40])
def test_the_latin_alphabet_tells_the_same(row: list[str]) -> None:
    assert claims_of(to_latin(row[0], KAZAKH["2021"])) == row[1:]

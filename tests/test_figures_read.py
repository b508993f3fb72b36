"""Figures of single texts: each with its value, unit, kind and period, as a reader would note them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.reading.document import TextFile
from schemas import Claim

VOCABULARY = load_vocabulary()
ROWS = [line.split("\t") for line in Path(__file__).with_name("figures_read.tsv").read_text("utf-8").splitlines()[1:]]


def told(claim: Claim) -> str:
    quantity, period = claim.quantity, claim.period
    value = f"{quantity.low}..{quantity.high}" if quantity.value is None else f"{quantity.value.normalize():f}"
    years = "-" if period is None else period.start if period.start == period.end else f"{period.start}..{period.end}"
    return f"{value} {quantity.unit} {claim.kind} {years}"


@pytest.mark.parametrize(("figures", "text"), ROWS, ids=[text[:48] for _, text in ROWS])
def test_a_text_tells_its_figures(figures: str, text: str) -> None:
    manuscript = compose_text(TextFile(text, "utf-8"), ())
    facts = PaperFacts(paper_id="p", sha256="0" * 64, year=2024)
    found = build_claims(manuscript, find_sections(manuscript), (), paper=facts, vocabulary=VOCABULARY)
    assert "; ".join(told(claim) for claim in found.claims) == figures

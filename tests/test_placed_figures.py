"""Where figures lie of which one sentence tells several, or of which the text before told another place."""

from pathlib import Path

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from schemas import Claim
from test_figures_read import VOCABULARY, TextFile, compose_text, find_sections

ROWS = [line.split("\t") for line in Path(__file__).with_name("placed_figures.tsv").read_text("utf-8").splitlines()[1:]]


def placed(claim: Claim) -> str:
    value, places = claim.quantity.value, claim.places
    at = places.area or f"{places.origin or '?'}>{places.host or '?'}"
    return f"{value.normalize() if value is not None else None:f} {'-' if at == '?>?' else at}"


@pytest.mark.parametrize(("figures", "text"), ROWS, ids=[text[:48] for _, text in ROWS])
def test_figures_lie_where_the_text_says(figures: str, text: str) -> None:
    manuscript = compose_text(TextFile(text, "utf-8"), ())
    facts = PaperFacts(paper_id="p", sha256="0" * 64, year=2024)
    found = build_claims(manuscript, find_sections(manuscript), (), paper=facts, vocabulary=VOCABULARY)
    assert "; ".join(map(placed, found.claims)) == figures

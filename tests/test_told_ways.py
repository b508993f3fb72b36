"""From where to where people go, and where things lie, by the many forms in which papers say so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from test_claim_sample_places import placed

CASES = Path(__file__).with_name("told_ways.tsv")


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["case"])
def test_figures_lie_where_the_text_says(case: dict[str, str]) -> None:
    found = dict(placed(case["text"].replace(" ¶ ", "\n\n")))
    expected = dict(pair.split("=", 1) for pair in case["figures"].split("; "))
    assert {surface: found.get(surface) for surface in expected} == expected

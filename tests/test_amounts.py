"""Amounts in measured units are told as no counts, and are compared as they were."""

from pathlib import Path

import pytest

import pipeline
from pipeline.claims.amounts import counted_kind, told_apart
from schemas import Claim
from test_claim_places_units import claimed


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("In 2022 the farms harvested 340 thousand tonnes of barley.", "340 thousand", "other"),
        ("Ячменём засеяли 56 тыс. га.", "56 тыс.", "other"),
        ("Станция выработала 120 МВт·ч за сутки.", "120", "other"),
        ("Ауадағы шаңның концентрациясы 84 мкг/м³ болды.", "84", "other"),
        ("The farms keep 56 thousand head of sheep.", "56 thousand", "count"),
        ("In 2022 the region had 340 schools.", "340", "count"),
        ("Barley yielded 13.5 centners per hectare.", "13.5", "ratio"),
    ],
)
def test_amounts_are_no_counts(text: str, surface: str, kind: str) -> None:
    claim = claimed(text)[surface]
    (told,) = told_apart([claim])
    assert told.kind == kind


def test_amounts_are_compared_as_counts() -> None:
    claim: Claim = claimed("In 2022 the farms harvested 340 thousand tonnes of barley.")["340 thousand"]
    (told,) = told_apart([claim])
    assert (claim.kind, told.kind, counted_kind(told)) == ("count", "other", "count")


def test_papers_disagree_about_an_amount(tmp_path: Path) -> None:
    papers = []
    for name, tonnes in (("one", 340), ("two", 410)):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"In 2022 Kazakhstan harvested {tonnes} thousand tonnes of barley.\n", "utf-8")
        papers.append(pipeline.extract(path))
    (group,) = pipeline.compare(papers).groups
    assert group.verdict == "conflict"

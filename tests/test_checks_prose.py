"""Sentences that hold figures against each other, in three languages: what is said of them, and what is not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from checked_papers import findings

SENTENCES = Path(__file__).with_name("checked_sentences.tsv")
"""A sentence a line: the verdict (or "quiet": nothing is inconsistent), and the numbers of which the finding names two
at least, or its only one; lines of a text are parted by \\n, cells by \\t."""


def _cases() -> dict[str, tuple[str, set[float], str]]:
    with SENTENCES.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["case"]: (row["verdict"], set(map(float, row["numbers"].split())), _text(row["text"])) for row in rows
        }


def _text(printed: str) -> str:
    return printed.replace("\\n", "\n").replace("\\t", "\t")


CASES = _cases()
TOLD = [case for case, (verdict, _, _) in CASES.items() if verdict != "quiet"]


@pytest.mark.parametrize("case", TOLD)
def test_what_a_sentence_holds_together(tmp_path: Path, case: str) -> None:
    verdict, numbers, text = CASES[case]
    found = findings(tmp_path, text)
    named = [numbers & {float(n) for n in one.numbers} for one in found if one.verdict == verdict]
    assert any(len(one) >= min(2, len(numbers)) for one in named), [one.explanation["en"] for one in found]
    if verdict == "consistent":
        assert {one.verdict for one in found} == {"consistent"}


@pytest.mark.parametrize("case", [case for case in CASES if case not in TOLD])
def test_what_a_sentence_does_not_hold_together(tmp_path: Path, case: str) -> None:
    assert [one for one in findings(tmp_path, CASES[case][2]) if one.verdict == "inconsistent"] == []

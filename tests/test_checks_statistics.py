"""Reported tests and regressions held against their own numbers and their data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checked_papers import body, findings, paper, table, told
from pipeline.checks import check_paper
from pipeline.checks.distributions import p_of_chi2, p_of_f, p_of_r, p_of_t, p_of_z


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We found t(28) = 2.20, p = .036.", [("statistic", "consistent", ("2.2", "0.036"))]),
        ("We found t(28) = 2.20, p = .03.", [("statistic", "inconsistent", ("2.2", "0.03"))]),
        ("Найдено t = 2,20; df = 28; p = 0,036.", [("statistic", "consistent", ("2.2", "0.036"))]),
        ("We found F(2, 45) = 3.40, p < .05.", [("statistic", "consistent", ("3.4", "0.05"))]),
        ("We found F(2, 45) = 3.40, p < .01.", [("statistic", "inconsistent", ("3.4", "0.01"))]),
        ("We found χ2(1, N = 100) = 4.20, p = .04.", [("statistic", "consistent", ("4.2", "0.04"))]),
        ("We found χ² = 4,2 (df = 1), p > 0,05.", [("statistic", "inconsistent", ("4.2", "0.05"))]),
        ("We found r(34) = -.45, p = .006.", [("statistic", "consistent", ("-0.45", "0.006"))]),
        ("We found z = 1.96, p = .05.", [("statistic", "consistent", ("1.96", "0.05"))]),
        ("In a one-tailed test t(28) = 2.20, p = .018.", [("statistic", "consistent", ("2.2", "0.018"))]),
    ],
)
def test_reported_statistics(text: str, expected: list[object]) -> None:
    assert body(text) == expected


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        (p_of_t(2.2, 28), 0.03623),
        (p_of_t(-1.0, 1), 0.5),
        (p_of_f(3.4, 2, 45), 0.04216),
        (p_of_f(0.5, 10, 10), 0.85518),
        (p_of_chi2(4.2, 1), 0.04042),
        (p_of_chi2(50, 30), 0.01240),
        (p_of_chi2(10, 30), 0.99978),
        (p_of_r(0.45, 34), 0.00589),
        (p_of_z(1.96), 0.05),
    ],
)
def test_tail_probabilities(p: float, expected: float) -> None:
    """Expected values: the tables of any textbook, to five digits."""
    assert p == pytest.approx(expected, abs=5e-5)


DATA = ["Year | Output | Rain | Heat", *(f"{2000 + i} | {5 + 3 * r - 2 * h} | {r} | {h}" for i, (r, h) in enumerate(
    [(1, 4), (2, 1), (5, 2), (7, 9), (3, 3), (8, 1), (6, 6)]
)), "2007 | 40 | 9 | -"]  # fmt: skip


@pytest.mark.parametrize(
    ("equation", "expected"),
    [
        ("Y = 5 + 3X1 - 2X2", [("regression", "consistent", ("5", "3", "-2"))]),
        ("y = 5.0 + 3.0*x1 − 2.0*x2", [("regression", "consistent", ("5", "3", "-2"))]),
        ("Y = 5.0 + 3.5X1 - 2.0X2", [("regression", "inconsistent", ("5", "3.5", "-2"))]),
        ("Y = 95 + 13X1 - 2X2", []),
    ],
)
def test_regression_from_its_table(equation: str, expected: list[object]) -> None:
    found = check_paper(paper(("body", "en", f"The model is {equation}."), tables=[table(DATA)]))
    assert told(found) == expected
    assert all("2007" in finding.explanation["en"] for finding in found)


def test_an_outlying_row_and_a_dropped_one_are_named() -> None:
    outputs = [6.6, 7.8, 9.8, 10.9, 12.7, 13.8, 15.8, 26.0, 18.7, 19.9, 21.8, 22.9]
    rows = ["Year | Output | Rain", *(f"{2000 + i} | {y} | {3 + i}" for i, y in enumerate(outputs))]
    for kept, word in ((range(12), "outlying rows: 2007"), ([i for i in range(12) if i != 7], "rows left out: 2007")):
        slope, constant = np.polyfit([3 + i for i in kept], [outputs[i] for i in kept], 1)
        said = f"The model is Y = {constant:.3f} + {slope:.3f}X."
        (finding,) = (
            f for f in check_paper(paper(("body", "en", said), tables=[table(rows)])) if f.check == "regression"
        )
        assert finding.verdict == "consistent"
        assert word in finding.explanation["en"]


STATCHECK = {
    "t(28) = 2.20, p = .06": "changes-conclusion",
    "t(28) = 1.20, p = .03": "changes-conclusion",
    "t(48) = 1.02, p < .05": "changes-conclusion",
    "t(100)=1, p < 0.001": "changes-conclusion",
    "F(2, 28) = 22.20, p = .06": "changes-conclusion",
    "F(2, 28) = 2.20, p = .03": "changes-conclusion",
    "r(28) = .22, p = .03": "changes-conclusion",
    "r(28) = .52, p = .06": "changes-conclusion",
    "chi2(28) = 2.20, p = .03": "changes-conclusion",
    "chi2(28) = 52.20, p = .06": "changes-conclusion",
    "z = 1.20, p = .03": "changes-conclusion",
    "z = 2.20, p = .06": "changes-conclusion",
    "Q(28) = 2.20, p = .03": "changes-conclusion",
    "Q(28) = 52.20, p = .06": "changes-conclusion",
    "t(28) = 2.20, p = .05": "detail",
    "z = 2.20, p = .04": "detail",
    "t(28) = 2.20, p = .036": None,
    "F(2, 28) = 2.20, p = .13": None,
    "chi2(28) = 22.20, p = .77": None,
}
"""Values of statcheck's own tests with its answers (decision error, error, none); the last three are ours."""


@pytest.mark.parametrize("reported", STATCHECK)
def test_reported_tests_get_the_answers_of_statcheck(tmp_path: Path, reported: str) -> None:
    (finding,) = (f for f in findings(tmp_path, f"The effect was clear, {reported}.") if f.check == "statistic")
    assert finding.severity == STATCHECK[reported]

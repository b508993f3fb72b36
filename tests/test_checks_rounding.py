"""Tables of counts and shares that fit by construction: no rounding of them makes a finding that does not hold."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from checked_papers import paper, table
from pipeline.checks import check_paper

counts = st.lists(st.integers(20, 5000), min_size=4, max_size=8)


def _rows(values: list[int], decimals: int, *, off: Decimal = Decimal(0)) -> list[str]:
    whole = sum(values)
    step = Decimal(1).scaleb(-decimals)
    shares = [(Decimal(100 * value) / whole).quantize(step) for value in values]
    shares[0] += off
    lines = [f"group {i} | {value} | {share}" for i, (value, share) in enumerate(zip(values, shares, strict=True))]
    return ["Group | People | Share, %", *lines, f"Total | {whole} | {Decimal(100).quantize(step)}"]


@given(counts, st.integers(0, 3))
def test_shares_beside_counts_hold_under_any_rounding(values: list[int], decimals: int) -> None:
    found = check_paper(paper(("body", "en", "x"), tables=[table(_rows(values, decimals))]))
    assert [finding for finding in found if finding.verdict == "inconsistent"] == []


@given(counts, st.integers(1, 3))
@example([20, 20, 24, 286, 286, 336, 426, 1597], 1)
def test_a_share_beyond_rounding_is_found(values: list[int], decimals: int) -> None:
    rows = _rows(values, decimals, off=5 * Decimal(1).scaleb(-decimals))
    found = check_paper(paper(("body", "en", "x"), tables=[table(rows)]))
    assert "inconsistent" in {finding.verdict for finding in found}

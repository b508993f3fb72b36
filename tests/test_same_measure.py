"""Figures of one measure in two units: what is told in centners is compared with what is told in tonnes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparing.grouping import compare_claims
from pipeline.comparing.same_measure import is_measure, measure_of
from pipeline.numbers.reading import read_numbers
from schemas import Claim, Kind, Location, Period, Places, Quantity

WORKS = {"p1": "w1", "p2": "w2"}


def claim(number: str, paper: str, unit: str) -> Claim:
    found = read_numbers(number, lang="en").quantities[0]
    data = {name: getattr(found, name) for name in Quantity.model_fields} | {"unit": unit}
    words = dict.fromkeys(("kk", "ru", "en"), "wheat, yield")
    return Claim(
        claim_id=f"{paper}-{number}",
        paper_id=paper,
        lang="en",
        section_kind="body",
        location=Location(quote_start=0, quote_end=len(number), start=0, end=len(number)),
        quote=number,
        surface=number,
        quantity=Quantity(**data),
        origin="prose",
        kind="ratio" if " per " in unit else "count",
        topic={"measure": "yield", "product": "wheat"},
        label=words,
        places=Places(area="KZ"),
        period=Period(start="2022", end="2022", text="2022"),
        confidence=1.0,
    )


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (("16.8", "centner per hectare"), ("1.68", "tonne per hectare"), "agree"),
        (("16.8", "centner per hectare"), ("0.9", "tonne per hectare"), "conflict"),
        (("1 409", "megawatt"), ("1.4", "gigawatt"), "agree"),
        (("958", "megawatt"), ("1.4", "gigawatt"), "conflict"),
        (("115.1 billion", "kilowatt hour"), ("115", "terawatt hour"), "agree"),
        (("24.9 thousand", "kilometre"), ("24 921 000", "metre"), "agree"),
    ],
)
def test_two_units_of_one_measure_are_compared(one: tuple[str, str], other: tuple[str, str], verdict: str) -> None:
    (group,) = compare_claims((claim(one[0], "p1", one[1]), claim(other[0], "p2", other[1])), works=WORKS)
    assert group.verdict == verdict
    assert group.unit in (one[1], other[1])


@pytest.mark.parametrize("kind", ["count", "statistic", "other"])
def test_a_measured_value_is_compared_whatever_one_wording_calls_it(kind: Kind) -> None:
    named = claim("260", "p2", "millimetre").model_copy(update={"kind": kind})
    (group,) = compare_claims((claim("284", "p1", "millimetre"), named), works=WORKS)
    assert group.verdict == "conflict"


@pytest.mark.parametrize(
    ("one", "other"), [("hectare", "tonne"), ("tonne per hectare", "tonne"), ("person", "tonne"), ("kzt", "usd")]
)
def test_units_of_two_measures_are_not(one: str, other: str) -> None:
    assert compare_claims((claim("5", "p1", one), claim("5", "p2", other)), works=WORKS) == ()


def test_what_is_counted_is_no_measure() -> None:
    assert measure_of("student") is None
    assert measure_of(None) is None
    assert not is_measure("person")
    assert is_measure(str(measure_of("tonne per hectare")))


@given(st.integers(1, 10**12), st.sampled_from([("gigawatt", "megawatt"), ("tonne", "centner"), ("hour", "minute")]))
def test_a_figure_and_the_same_in_a_smaller_unit_always_meet(value: int, units: tuple[str, str]) -> None:
    times = {"megawatt": 1000, "centner": 10, "minute": 60}[units[1]]
    (group,) = compare_claims(
        (claim(f"{value:,} units", "p1", units[0]), claim(f"{value * times:,} units", "p2", units[1])), works=WORKS
    )
    assert group.verdict == "agree"
    assert group.spread.ratio is None or group.spread.ratio == Decimal(1)

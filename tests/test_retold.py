"""One figure that two papers tell in more words and in fewer, or in words that no vocabulary knows."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparing import compare_claims
from schemas import Claim
from test_comparing import claim, one_verdict, verdicts, year

WHOLE = {"population": "student"}
PART = {"population": "student", "level": "doctoral"}
UNKNOWN = {"open": "falcon eyrie"}


def told(value: float, step: float, paper: str, **changes: object) -> Claim:
    """A figure of 2022 that is printed to a step."""
    made = claim(value - step / 2, value + step, paper=paper, **{"period": year("2022"), **changes})
    return made.model_copy(update={"quantity": made.quantity.model_copy(update={"value": Decimal(str(value))})})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((8214, 1, "a"), (8200, 100, "b"), ("agree", "")),
        ((8214, 1, "a"), (8200, 100, "a"), ("explained", "different-definition")),
        ((8214, 1, "a"), (7600, 100, "b"), ("explained", "different-definition")),
        ((82, 1, "a"), (82, 1, "b"), ("explained", "different-definition")),
    ],
)
def test_a_count_told_in_fewer_words_by_another_paper(
    one: tuple[float, float, str], other: tuple[float, float, str], expected: tuple[str, str]
) -> None:
    a, b = told(*one, topic=PART), told(*other, topic=WHOLE)
    assert one_verdict(a, b) == one_verdict(b, a) == expected


def test_what_is_told_of_no_known_time_stays_a_part_of_the_whole() -> None:
    a, b = told(8214, 1, "a", topic=PART, period=None), told(8200, 100, "b", topic=WHOLE, period=None)
    assert one_verdict(a, b) == ("explained", "different-definition")


@pytest.mark.parametrize(
    ("values", "whole", "expected"),
    [
        ((3.7, 3.7), {"measure": "apiculture"}, True),
        ((37, 37), {"measure": "apiculture"}, False),  # two digits of a number that is often printed
        ((3.7, 3.8), {"measure": "apiculture"}, False),
        ((3.7, 3.7), {"population": "population"}, False),  # nothing in common that tells a subject
    ],
)
def test_a_share_that_another_paper_tells_with_two_slots_more(
    values: tuple[float, float], whole: dict[str, str], expected: bool
) -> None:
    about = {"kind": "share", "unit": "percent"}
    a = told(values[0], 0.1, "a", topic={**whole, "setting": "rural", "producer": "co-operative"}, **about)
    b = told(values[1], 0.1, "b", topic=whole, **about)
    assert (one_verdict(a, b) == ("agree", "")) is (one_verdict(b, a) == ("agree", "")) is expected


@pytest.mark.parametrize(
    ("value", "paper", "places_differ", "expected"),
    [(1754, "b", False, True), (17, "b", False, False), (1754, "a", False, False), (1754, "b", True, False)],
)
def test_a_figure_in_unknown_words_is_known_by_its_digits(
    value: int, paper: str, places_differ: bool, expected: bool
) -> None:
    known, unknown = told(value, 1, "a"), told(value, 1, paper, topic=UNKNOWN)
    if places_differ:
        unknown = unknown.model_copy(update={"places": known.places.model_copy(update={"host": "TR"})})
    assert (one_verdict(known, unknown) == ("agree", "")) is expected


def test_what_contradicts_the_figure_contradicts_its_other_telling() -> None:
    known, unknown, else_told = told(1754, 1, "a"), told(1754, 1, "b", topic=UNKNOWN), told(1650, 1, "c")
    found = verdicts(compare_claims([known, unknown, else_told], works={}))
    assert found[frozenset((unknown.claim_id, else_told.claim_id))][0] == "conflict"
    assert found[frozenset((known.claim_id, else_told.claim_id))][0] == "conflict"


def test_a_share_told_with_a_slot_less() -> None:
    ages = {"activity": "internet-use", "population": "population"}
    a = told(81.3, 0.1, "a", kind="share", unit="percent", topic={**ages, "age": "6-74"})
    b = told(81.3, 0.1, "b", kind="share", unit="percent", topic=ages)
    assert one_verdict(a, b) == ("agree", "")
    assert one_verdict(a, told(76.1, 0.1, "b", kind="share", unit="percent", topic=ages)) is None


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ((15_000, "a"), (15_000, "b"), ("agree", "")),  # no part is as large as its whole
        ((15_000, "a"), (15_000, "a"), ("explained", "different-definition")),
        ((14_000, "a"), (15_000, "b"), ("explained", "different-definition")),
        ((47.3, "a"), (43.7, "b"), ("conflict", "unknown")),  # digits swapped
        ((47.3, "a"), (43.7, "a"), ("conflict", "same-work")),
        ((47.3, "a"), (44.7, "b"), ("explained", "different-definition")),
    ],
)
def test_a_part_that_is_its_whole_or_its_whole_mistyped(
    part: tuple[float, str], whole: tuple[float, str], expected: tuple[str, str]
) -> None:
    about = {"population": "student", "programme": "exchange"}
    (one, paper), (other, its_paper) = part, whole
    step = 1000 if one > 1000 else 0.1
    a = told(one, step, paper, topic={**about, "field": "law"})
    b = told(other, step, its_paper, topic=about)
    assert one_verdict(a, b) == one_verdict(b, a) == expected


@pytest.mark.parametrize(
    ("value", "paper", "about", "expected"),
    [
        (3600, "b", {"field": "law", "population": "foreigner"}, ("conflict", "unknown")),
        (3600, "a", {"field": "law", "population": "foreigner"}, ("explained", "different-definition")),
        (2100, "b", {"field": "law", "population": "foreigner"}, ("explained", "different-definition")),
        (3600, "b", {"population": "foreigner"}, None),
    ],
)
def test_a_sum_of_which_a_paper_does_not_say_what_it_is(
    value: int, paper: str, about: dict[str, str], expected: tuple[str, str] | None
) -> None:
    whole = {"field": "law", "population": "foreigner", "measure": "tuition"}
    a = told(4200, 10, "a", topic=whole, kind="money", unit="usd")
    b = told(value, 10, paper, topic=about, kind="money", unit="usd")
    assert one_verdict(a, b) == one_verdict(b, a) == expected


@pytest.mark.parametrize(("unit", "expected"), [("bridge", ("explained", "different-definition")), ("worker", None)])
def test_a_count_of_things_beside_a_measure_is_a_part_of_all(unit: str, expected: tuple[str, str] | None) -> None:
    a = told(82, 1, "a", topic={"object": "bridge"}, unit=unit)
    b = told(79, 1, "b", topic={"object": "bridge", "measure": "repair"}, unit=unit)
    assert one_verdict(a, b) == one_verdict(b, a) == expected


def test_of_two_sums_of_which_a_paper_does_not_say_what_they_are_neither_contradicts() -> None:
    about = {"field": "law", "population": "foreigner"}
    fee = told(4200, 10, "a", topic={**about, "measure": "tuition"}, kind="money", unit="usd")
    sums = [told(value, 10, "b", topic=about, kind="money", unit="usd") for value in (3600, 3900)]
    found = verdicts(compare_claims([fee, *sums], works={}))
    assert [found[frozenset((fee.claim_id, one.claim_id))][0] for one in sums] == ["explained", "explained"]


def test_a_share_whose_people_tell_what_it_is_of() -> None:
    a, b = (
        told(value, 0.1, paper, kind="share", unit="percent", topic={"population": "neet"})
        for value, paper in ((6.3, "a"), (7.1, "b"))
    )
    assert one_verdict(a, b) == ("conflict", "unknown")
    told_of = {"population": "student"}
    assert one_verdict(*(c.model_copy(update={"topic": told_of}) for c in (a, b))) == (
        "explained",
        "different-definition",
    )


@given(st.lists(st.tuples(st.integers(1000, 1004), st.sampled_from("abc"), st.booleans()), max_size=8))
def test_another_paper_takes_no_conflict_away(rows: list[tuple[int, str, bool]]) -> None:
    claims = [told(value, 1, paper, topic=PART if part else WHOLE) for value, paper, part in rows]
    alone = verdicts(compare_claims([c for c in claims if c.paper_id != "c"], works={}))
    together = verdicts(compare_claims(claims, works={}))
    assert {p for p, v in alone.items() if v[0] == "conflict"} <= {p for p, v in together.items() if v[0] == "conflict"}

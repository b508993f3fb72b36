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


@given(st.lists(st.tuples(st.integers(1000, 1004), st.sampled_from("abc"), st.booleans()), max_size=8))
def test_another_paper_takes_no_conflict_away(rows: list[tuple[int, str, bool]]) -> None:
    claims = [told(value, 1, paper, topic=PART if part else WHOLE) for value, paper, part in rows]
    alone = verdicts(compare_claims([c for c in claims if c.paper_id != "c"], works={}))
    together = verdicts(compare_claims(claims, works={}))
    assert {p for p, v in alone.items() if v[0] == "conflict"} <= {p for p, v in together.items() if v[0] == "conflict"}

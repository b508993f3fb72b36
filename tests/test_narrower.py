"""Two keys of which one says a slot more: what is listed as a part, and what says no more in its own sentence."""

import pytest

from schemas import Claim
from test_comparing import claim, one_verdict, year

DEFINITION = ("explained", "different-definition")


def amount(value: float, topic: dict[str, str], *, paper: str = "a", **changes: object) -> Claim:
    """A sum of money of 2021."""
    about = {"kind": "money", "unit": "kzt", "period": year("2021"), "topic": topic}
    return claim(value, value + 1, paper=paper, **{**about, **changes})


@pytest.mark.parametrize(
    ("more", "changes", "expected"),
    [
        ({"population": "family"}, {}, DEFINITION),
        ({"population": "family"}, {"period": year("2019")}, DEFINITION),
        ({"population": "family"}, {"kind": "share", "unit": "percent"}, None),  # of another whole
        ({"product": "tractor"}, {"period": year("2019"), "paper": "a"}, None),  # its own paper tells them apart
        ({"population": "family", "product": "tractor"}, {}, None),  # hardly one subject
    ],
)
def test_an_amount_told_of_a_part(
    more: dict[str, str], changes: dict[str, object], expected: tuple[str, str] | None
) -> None:
    one = {key: changes[key] for key in ("kind", "unit") if key in changes}
    a = amount(100, {"measure": "leasing"}, **one)
    b = amount(120, {"measure": "leasing", **more}, **{"paper": "b", **changes})
    assert one_verdict(a, b) == one_verdict(b, a) == expected


@pytest.mark.parametrize(
    ("more", "inherited", "value", "expected"),
    [
        ({"circumstance": "flood"}, ("circumstance",), 120, ("conflict", "unknown")),
        ({"circumstance": "flood"}, (), 120, DEFINITION),  # its sentence says so
        ({"sex": "female"}, ("sex",), 120, DEFINITION),  # a part of those who are counted
        ({"circumstance": "flood"}, ("circumstance",), 180, DEFINITION),  # too far apart
    ],
)
def test_what_only_the_text_before_a_sentence_tells_is_no_other_thing(
    more: dict[str, str], inherited: tuple[str, ...], value: float, expected: tuple[str, str]
) -> None:
    moved = {"population": "person", "activity": "evacuation"}
    a = claim(100, 101, topic=moved, unit="person", period=year("2021"))
    b = claim(value, value + 1, topic={**moved, **more}, unit="person", period=year("2021"), paper="b")
    b = b.model_copy(update={"inherited": inherited})
    assert one_verdict(a, b) == one_verdict(b, a) == expected


@pytest.mark.parametrize(
    ("who", "field", "expected"),
    [
        ("nurse", "medicine", ("conflict", "unknown")),
        ("nurse", "education", DEFINITION),  # nurses of schools
        ("student", "medicine", DEFINITION),
    ],
)
def test_a_field_that_people_are_in_anyway_is_no_part(who: str, field: str, expected: tuple[str, str]) -> None:
    about = {"unit": "person", "period": year("2021")}
    a = claim(100, 101, topic={"population": who, "need": "shortage"}, **about)
    b = claim(120, 121, topic={"population": who, "need": "shortage", "field": field}, paper="b", **about)
    assert one_verdict(a, b) == one_verdict(b, a) == expected

"""One figure that two papers tell under two keys: equal or with digits swapped, of one time, place, unit and kind."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparing import compare_claims
from pipeline.comparing.partitions import part_of
from pipeline.comparing.summing_up import by_importance
from pipeline.comparing.survey import survey
from schemas import Claim, Places
from test_comparing import one_verdict, verdicts, year
from test_retold import told

BEES = {"population": "beekeeper"}
HIVES = {"activity": "beekeeping", "population": "farmer"}
AGREE = ("agree", "")
SWAPPED = ("conflict", "unknown")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((5137, 1, "a"), (5100, 100, "b"), AGREE),
        ((5137, 1, "a"), (5137, 1, "b"), AGREE),
        ((51.4, 0.1, "a"), (51, 1, "b"), AGREE),
        ((513, 1, "a"), (513, 1, "a"), None),  # one paper tells them apart
        ((51, 1, "a"), (51, 1, "b"), None),  # of two digits by chance
        ((51.4, 0.1, "a"), (51.5, 0.1, "b"), None),
        ((5137, 1, "a"), (5317, 1, "b"), SWAPPED),
        ((51.3, 0.1, "a"), (53.1, 0.1, "b"), None),  # of three digits by chance
        ((5137, 1, "a"), (5187, 1, "b"), None),
    ],
)
def test_a_figure_of_one_time_is_known_by_its_digits(
    one: tuple[float, float, str], other: tuple[float, float, str], expected: tuple[str, str] | None
) -> None:
    a, b = told(*one, topic=BEES), told(*other, topic=HIVES)
    assert one_verdict(a, b) == one_verdict(b, a) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"period": year("2021")},
        {"period": None},
        {"places": Places(area="KZ-59")},
        {"unit": "percent"},
        {"kind": "change"},
        {"weight": "low"},
        {"status": "projected"},
    ],
)
def test_it_is_not_known_at_another_time_or_place_nor_in_another_unit(changes: dict[str, object]) -> None:
    assert one_verdict(told(5137, 1, "a", topic=BEES), told(5137, 1, "b", topic=HIVES, **changes)) is None


@pytest.mark.parametrize(
    ("value", "kind", "other", "expected"),
    [
        (5137, "count", "farmer", True),
        (5100, "count", "farmer", True),  # two digits of things that have a code in common
        (51, "count", "farmer", False),
        (5137, "count", "person", False),
        (51.37, "share", "farmer", False),
    ],
)
def test_a_count_is_known_without_its_time_where_the_subject_is_one(
    value: float, kind: str, other: str, expected: bool
) -> None:
    about = {"population": "farmer" if other == "farmer" else "person"}
    a = told(value, 1, "a", topic={**about, "activity": "beekeeping"}, period=None, kind=kind)
    b = told(value, 1, "b", topic={**about, "practice": "honey-making"}, period=None, kind=kind)
    assert (one_verdict(a, b) == AGREE) is (one_verdict(b, a) == AGREE) is expected


@pytest.mark.parametrize(
    ("value", "activity", "expected"),
    [(4.7, "beekeeping", True), (47, "beekeeping", False), (4.7, "honey-trade", False)],
)
def test_two_digits_with_decimals_are_known_where_the_subject_is_one(
    value: float, activity: str, expected: bool
) -> None:
    a = told(value, 0.1, "a", topic={"activity": "beekeeping", "of": "farmer"}, kind="share", unit="percent")
    b = told(value, 0.1, "b", topic={"activity": activity, "object": "farm"}, kind="share", unit="percent")
    assert (one_verdict(a, b) == AGREE) is (one_verdict(b, a) == AGREE) is expected


def test_figures_of_no_known_place_or_time_are_not_known_by_their_digits() -> None:
    for changes in ({"places": Places()}, {"period": None}):
        a, b = (told(5137, 1, paper, topic=topic, **changes) for paper, topic in (("a", BEES), ("b", HIVES)))
        assert one_verdict(a, b) is None


@pytest.mark.parametrize(
    ("slot", "one", "other"),
    [("sex", "female", "male"), ("level", "doctoral", "bachelor"), ("language", "kazakh", "russian")],
)
def test_what_narrows_otherwise_is_another_thing(slot: str, one: str, other: str) -> None:
    a, b = told(5137, 1, "a", topic={**BEES, slot: one}), told(5137, 1, "b", topic={**HIVES, slot: other})
    assert one_verdict(a, b) is None


@pytest.mark.parametrize(
    ("value", "time", "expected"),
    [
        (4120, "2019", ("conflict", "unknown")),
        (2000, "2019", ("explained", "different-definition")),  # so far apart it is something else
        (4120, "2018", ("explained", "different-period")),
        (4485, "2019", AGREE),
    ],
)
def test_figures_of_other_years_go_with_the_one_that_two_papers_share(
    value: int, time: str, expected: tuple[str, str]
) -> None:
    shared = [told(5137, 1, "a", topic=BEES), told(5100, 100, "b", topic=HIVES)]
    a, b = told(4485, 1, "a", topic=BEES, period=year("2019")), told(value, 1, "b", topic=HIVES, period=year(time))
    alone = one_verdict(a, b)
    groups = compare_claims([*shared, a, b], works={})
    found = verdicts(groups).get(frozenset((a.claim_id, b.claim_id)))
    together = any({a.claim_id, b.claim_id} <= set(group.claims) for group in groups)
    assert ((found[0], found[1][0]) if found else AGREE if together else None) == expected
    assert alone is None or alone == expected == AGREE


def test_of_two_figures_of_another_year_nobody_knows_which_is_meant() -> None:
    shared = [told(5137, 1, "a", topic=BEES), told(5137, 1, "b", topic=HIVES)]
    a = told(4485, 1, "a", topic=BEES, period=year("2019"))
    both = [told(value, 1, "b", topic=HIVES, period=year("2019")) for value in (4120, 3300)]
    found = verdicts(compare_claims([*shared, a, *both], works={}))
    assert [found[frozenset((a.claim_id, one.claim_id))][0] for one in both] == ["explained", "explained"]


def test_among_many_figures_two_are_equal_by_chance() -> None:
    a, b = told(513, 1, "a", topic=BEES), told(513, 1, "b", topic=HIVES)
    others = [
        told(600 + 7 * n, 1, "ab"[n % 2], topic={"object": f"thing-{n}"})
        for n in range(20)  # ten of each paper make a hundred pairs
    ]
    groups = compare_claims([a, b, *others], works={})
    assert not any({a.claim_id, b.claim_id} <= set(group.claims) for group in groups)


rows = st.lists(
    st.tuples(
        st.sampled_from([4444, 4445, 4800, 8400, 4480, 400]), st.sampled_from("abc"), st.booleans(), st.booleans()
    ),
    max_size=8,
)


def _claims(some: list[tuple[int, str, bool, bool]]) -> list[Claim]:
    return [
        told(value, 1, paper, topic=BEES if bees else HIVES, period=year("2019" if early else "2022"), places=place)
        for value, paper, bees, early in some
        for place in (Places(area="KZ"), Places(area="UZ"))
    ]


@given(rows)
def test_another_paper_takes_no_conflict_away_and_order_changes_nothing(
    some: list[tuple[int, str, bool, bool]],
) -> None:
    claims = _claims(some)
    together = compare_claims(claims, works={})
    assert compare_claims(claims[::-1], works={}) == together
    alone = compare_claims([c for c in claims if c.paper_id != "c"], works={})
    before, after = ({p for p, v in verdicts(groups).items() if v[0] == "conflict"} for groups in (alone, together))
    assert before <= after


@given(rows)
def test_parts_know_the_same_figures_as_all(some: list[tuple[int, str, bool, bool]]) -> None:
    claims = _claims(some)
    seen = survey(claims, claim=claims.__getitem__)
    parts = [[c for c in claims if part_of(c, works={}, parts=3) == part] for part in range(3)]
    alone = [group for part in parts for group in compare_claims(part, works={}, seen=seen)]
    assert tuple(sorted(alone, key=by_importance)) == compare_claims(claims, works={})


def test_every_pair_of_a_group_without_an_entry_agrees() -> None:
    """Three papers, three keys: those who are guests of one key are held against each other too."""
    topics = (BEES, HIVES, {"object": "apiary", "population": "owner"})
    shared = [told(5137, 1, paper, topic=topic) for paper, topic in zip("abc", topics, strict=True)]
    values = (4485, 4120, 4300)
    earlier = [
        told(value, 1, paper, topic=topic, period=year("2019"))
        for paper, topic, value in zip("abc", topics, values, strict=True)
    ]
    found = verdicts(compare_claims([*shared, *earlier], works={}))
    for one, other in permutations(earlier, 2):
        assert found[frozenset((one.claim_id, other.claim_id))][0] == "conflict"

"""Groups, verdicts and explanations, on claims built by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import combinations, count
from typing import Any

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparing import compare_claims, pairing
from pipeline.comparing.explaining import number_in
from pipeline.comparing.partitions import part_of
from pipeline.comparing.periods import comparable, span_of
from pipeline.comparing.stands import Stand, last_digit_worth
from pipeline.comparing.summing_up import by_importance
from pipeline.comparing.survey import survey
from pipeline.comparing.verdicts import CONFLICT, apart, judge, rulings
from pipeline.languages.knowledge import LANGUAGES
from schemas import CellPlace, Citation, Claim, Group, Interval, Location, Period, Places, Quantity, Spread, dump

STUDENTS = {"population": "student", "activity": "study-abroad"}
ABROAD = Places(origin="KZ", host="RU")
_numbers: Iterator[int] = count()


def interval(low: float | None, high: float | None) -> Interval:
    return (None if low is None else Decimal(str(low)), None if high is None else Decimal(str(high)))


def claim(low: float | None, high: float | None, *, paper: str = "a", quote: int = 0, **changes: object) -> Claim:
    number = next(_numbers)
    ends = interval(low, high)
    value = next(end for end in ends if end is not None)
    unit = changes.pop("unit", "student")
    made = Claim(
        claim_id=f"{number:06}",
        paper_id=paper,
        origin="prose",
        lang="en",
        section_kind="body",
        quote="q",
        surface=str(value),
        location=Location(start=number, end=number + 1, quote_start=quote or number, quote_end=10**6),
        quantity=Quantity(
            value=value,
            unit=unit,
            bound=">" if high is None else "<" if low is None else "=",
            interval=ends,
            interval_narrow=ends,
        ),
        kind="count",
        topic=STUDENTS,
        label={"en": "students abroad", "kk": "шетелдегі студенттер", "ru": "студенты за рубежом"},
        places=ABROAD,
    )
    return made.model_copy(update=changes)


def year(start: str, end: str | None = None) -> Period:
    return Period(start=start, end=end or start, text=start)


def verdicts(groups: tuple[Group, ...]) -> dict[frozenset[str], tuple[str, tuple[str, ...]]]:
    return {frozenset((c.a, c.b)): (c.verdict, c.reasons) for group in groups for c in group.conflicts}


def one_verdict(a: Claim, b: Claim) -> tuple[str, str] | None:
    """Verdict and first reason on two claims; None when they share no group."""
    groups = compare_claims([a, b], works={})
    found = verdicts(groups).get(frozenset((a.claim_id, b.claim_id)))
    if found:
        return found[0], found[1][0]
    return ("agree", "") if any(len(group.claims) == 2 for group in groups) else None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (year("2017"), year("2017"), True),
        (None, None, True),
        (year("2017"), None, False),
        (year("2017"), year("2018"), False),
        (year("2017"), year("2017-01", "2017-12"), True),
        (year("2014-09", "2015-06"), year("2014"), True),
        (year("2014-09", "2015-06"), year("2015"), False),
        (year("2014-09", "2015-06"), year("2014-07", "2014-12"), True),
        (year("2020-01", "2020-06"), year("2020"), False),
        (year("2020-05"), year("2020"), True),
        (year("2020-05-03"), year("2020-05"), True),
        (year("2011", "2014"), year("2013"), False),
    ],
)
def test_periods_that_can_be_compared(a: Period | None, b: Period | None, expected: bool) -> None:
    assert comparable(span_of(a), span_of(b)) is expected
    assert comparable(span_of(b), span_of(a)) is expected


@pytest.mark.parametrize(
    ("value", "worth"),
    [
        ("70000", "10000"),
        ("71368", "1"),
        ("2.5", "0.1"),
        ("0", "1"),
        ("-400", "100"),
        ("12500", "500"),
        ("85000", "1000"),
    ],
)
def test_worth_of_the_last_digit(value: str, worth: str) -> None:
    assert last_digit_worth(Decimal(value)) == Decimal(worth)


CASES = {
    "intervals that meet agree": (claim(71250, 71400), claim(71367.5, 71368.5, paper="b"), ("agree", "")),
    "intervals that touch agree": (claim(10, 20), claim(20, 30, paper="b"), ("agree", "")),
    "intervals apart conflict": (claim(71250, 71400), claim(60500, 62000, paper="b"), ("conflict", "unknown")),
    "another year": (
        claim(10, 20, period=year("2017")),
        claim(30, 40, period=year("2018")),
        ("explained", "different-period"),
    ),
    "one undated": (claim(10, 20, period=year("2017")), claim(10, 20), ("explained", "different-period")),
    "a target": (claim(10, 20, status="target"), claim(30, 40), ("explained", "target")),
    "a forecast of another year": (
        claim(10, 20, status="projected", period=year("2030")),
        claim(30, 40, period=year("2020")),
        ("explained", "projection"),
    ),
    "a target that another calls a forecast": (
        claim(10, 20, status="projected", period=year("2030")),
        claim(15, 15, status="target", period=year("2030"), paper="b"),
        ("agree", ""),
    ),
    "a target and another forecast": (
        claim(10, 20, status="projected", period=year("2030")),
        claim(25, 25, status="target", period=year("2030"), paper="b"),
        ("explained", "target"),
    ),
    "a bound rounded to fives, near": (claim(12500, None), claim(12800, 12800, paper="b"), ("agree", "")),
    "an estimate speaks of the same": (claim(10, 20, status="estimated"), claim(30, 40), ("conflict", "same-work")),
    "a bound, near": (claim(70000, None), claim(71368, 71368, paper="b"), ("agree", "")),
    "a bound, far beyond": (claim(50000, None), claim(71368, 71368, paper="b"), ("explained", "bound")),
    "a bound on the other side": (claim(None, 70000), claim(71368, 71368, paper="b"), ("conflict", "unknown")),
    "another place": (claim(10, 20), claim(30, 40, places=Places(origin="KZ", host="CN")), None),
    "another kind": (claim(10, 20), claim(30, 40, kind="share"), None),
    "another unit": (claim(10, 20), claim(30, 40, unit="university"), None),
    "words for people are one unit": (claim(10, 20, paper="b"), claim(30, 40, unit="person"), ("conflict", "unknown")),
    "another topic": (claim(10, 20), claim(30, 40, topic={"population": "student", "activity": "return"}), None),
    "no topic": (claim(10, 20, topic={}), claim(30, 40, topic={}), None),
    "a narrower topic": (
        claim(10, 20, paper="b"),
        claim(30, 40, topic={**STUDENTS, "form": "correspondence"}),
        ("explained", "different-definition"),
    ),
    "a narrower share is another thing": (
        claim(10, 20, kind="share"),
        claim(30, 40, kind="share", topic={**STUDENTS, "form": "correspondence"}),
        None,
    ),
    "one sentence tells two things apart": (
        claim(10, 20, quote=5),
        claim(30, 40, quote=5),
        ("explained", "different-definition"),
    ),
    "nothing but a subject": (
        claim(10, 20, topic={"population": "student"}, places=Places()),
        claim(30, 40, topic={"population": "student"}, places=Places(), paper="b"),
        None,
    ),
    "nothing but a subject in one paper": (
        claim(10, 20, topic={"population": "student"}, places=Places()),
        claim(30, 40, topic={"population": "student"}, places=Places()),
        ("explained", "different-definition"),
    ),
    "changes need a time or place of their own": (
        claim(10, 20, topic={"measure": "income"}, kind="ratio", unit="times"),
        claim(30, 40, topic={"measure": "income"}, kind="ratio", unit="times", paper="b"),
        ("explained", "different-definition"),
    ),
    "a share needs its whole": (
        claim(10, 20, kind="share", unit="percent", topic={"population": "student", "of": "student"}),
        claim(30, 40, kind="share", unit="percent", topic={"population": "student", "of": "student"}, paper="b"),
        ("explained", "different-definition"),
    ),
    "a rate has its whole in its name": (
        claim(10, 20, kind="share", unit="percent", topic={"measure": "unemployment-rate"}),
        claim(30, 40, kind="share", unit="percent", topic={"measure": "unemployment-rate"}, paper="b"),
        ("conflict", "unknown"),
    ),
    "one person's words": (claim(10, 20, weight="low"), claim(30, 40), ("explained", "different-definition")),
    "respondents of two papers": (
        claim(10, 20, topic={"population": "respondent", "activity": "study-abroad"}),
        claim(30, 40, topic={"population": "respondent", "activity": "study-abroad"}, paper="b"),
        None,
    ),
    "a lost thousand": (claim(71.25, 71.4), claim(71250, 71400, paper="b"), ("conflict", "unit")),
}


@pytest.mark.parametrize("case", CASES)
def test_verdict_on_two_claims(case: str) -> None:
    a, b, expected = CASES[case]
    assert one_verdict(a, b) == expected
    assert one_verdict(b, a) == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ((year("2021"), None), "conflict"),
        ((year("2021"), None, year("2021-03")), "explained"),
        ((year("2021"), year("2022")), "explained"),
    ],
)
def test_a_paper_asks_its_respondents_at_one_time(times: tuple[Period | None, ...], expected: str) -> None:
    about = {"population": "nurse", "sample": "asked"}
    claims = [claim(n * 10, n * 10 + 1, topic=about, period=time) for n, time in zip((61, 62, 61), times, strict=False)]
    found = verdicts(compare_claims(claims, works={}))
    assert found[frozenset((claims[0].claim_id, claims[1].claim_id))][0] == expected


@pytest.mark.parametrize(
    ("lang", "quote", "value", "expected"),
    [
        ("en", "The district keeps 85 of its wells in working order.", 85, "explained"),
        ("en", "Among them 85 are in working order.", 85, "explained"),
        ("ru", "Из них исправны 85.", 85, "explained"),
        ("ru", "В рабочем состоянии находились 85 из этих колодцев.", 85, "explained"),
        ("kk", "Олардың 85-і ғана жұмыс істейді.", 85, "explained"),
        ("kk", "Соның ішінде 85 құдық жұмыс істейді.", 85, "explained"),
        ("en", "Among them are 140 with a pump.", 140, "conflict"),  # no part is larger than its whole
        ("en", "The district had 85 wells by then.", 85, "conflict"),
    ],
)
def test_a_part_of_what_the_sentence_before_counts(lang: str, quote: str, value: int, expected: str) -> None:
    def well(value: int, text: str, start: int) -> Claim:
        place = Location(start=start, end=start + 1, quote_start=start, quote_end=start + 90)
        return (
            claim(value, value + 1, quote=start, location=place)
            .model_copy(update={"topic": {"object": "well", "field": "water"}, "lang": lang})
            .model_copy(update={"location": place, "quote": text})
        )

    whole, part = well(120, "120", 100), well(value, quote, 191)
    found = verdicts(compare_claims([whole, part], works={}))
    assert found[frozenset((whole.claim_id, part.claim_id))][0] == expected


@pytest.mark.parametrize(
    ("lang", "quote", "other", "expected"),
    [
        ("en", "The institute, which registers only certified guides, puts them at 120.", "", "explained"),
        ("en", "The ministry also includes seasonal guides, so that it has 120.", "", "explained"),
        ("en", "Excluding part-time staff there are 120 guides.", "", "explained"),
        ("en", "There are 120 guides, including 14 women.", "", "conflict"),
        ("en", "Only 120 guides work there.", "", "conflict"),
        ("ru", "Ведомство учитывает исключительно аттестованных гидов и называет 120.", "", "explained"),
        ("ru", "В реестр также включены сезонные работники: всего 120 гидов.", "", "explained"),
        ("ru", "Без учета совместителей работают 120 гидов.", "", "explained"),
        ("ru", "С учетом спроса работают 120 гидов.", "", "conflict"),
        ("kk", "Тізілім тек аттестатталған гидтерді қамтиды, олар 120.", "", "explained"),
        ("kk", "Маусымдық қызметкерлерді де қосатындықтан, олар 120 гид деп көрсетеді.", "", "explained"),
        ("kk", "Қосымша жұмыс істейтіндерді есептемегенде, 120 гид бар.", "", "explained"),
        ("kk", "Онда 120 гид қана жұмыс істейді.", "", "conflict"),
        ("en", "Excluding volunteers 120 guides work.", "Some 131 guides, excluding volunteers.", "conflict"),
    ],
)
def test_what_the_text_says_is_counted_otherwise_is_no_conflict(
    lang: str, quote: str, other: str, expected: str
) -> None:
    about = {"population": "guide", "activity": "employment"}
    a = claim(120, 121, topic=about).model_copy(update={"lang": lang, "quote": quote})
    b = claim(131, 132, topic=about, paper="b").model_copy(update={"lang": "en", "quote": other or "131 guides."})
    assert (one_verdict(a, b) or ("",))[0] == (one_verdict(b, a) or ("",))[0] == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("15-34", "15-28", ("explained", "different-definition")),
        ("14-34", "18-35", ("explained", "different-definition")),
        ("60+", "65-74", ("explained", "different-definition")),
        ("15-24", "25-34", None),
        ("-17", "18+", None),
        ("15-34", "young", None),
    ],
)
def test_ages_that_overlap_are_two_definitions(one: str, other: str, expected: tuple[str, str] | None) -> None:
    about = {"measure": "unemployment-rate"}
    for values in ((34, 46), (34, 43)):
        a, b = (
            claim(value / 10, value / 10 + 0.1, topic={**about, "age": age}, kind="share", unit="percent", paper=paper)
            for value, age, paper in zip(values, (one, other), "ab", strict=True)
        )
        assert one_verdict(a, b) == one_verdict(b, a) == expected


@pytest.mark.parametrize(
    ("kind", "sections", "expected"),
    [
        ("share", ("body", "body"), "explained"),
        ("share", ("abstract", "body", "body"), "explained"),
        ("share", ("abstract", "body"), "conflict"),
        ("share", ("body", "conclusion"), "conflict"),
        ("count", ("body", "body"), "conflict"),
    ],
)
def test_two_shares_in_the_body_are_two_answers_of_the_respondents(
    kind: str, sections: tuple[str, ...], expected: str
) -> None:
    about = {"population": "nurse", "sample": "asked", "activity": "night-shift"}
    values = (34.8, 38.4) if len(sections) == 2 else (34.8, 38.4, 34.8)
    claims = [
        claim(value, value + 0.1, topic=about, kind=kind, unit="percent", section_kind=section)
        for value, section in zip(values, sections, strict=True)
    ]
    found = verdicts(compare_claims(claims, works={}))
    assert found[frozenset((claims[0].claim_id, claims[1].claim_id))][0] == expected


def test_sources_are_named_among_the_reasons() -> None:
    def cited(*texts: str) -> tuple[Citation, ...]:
        return tuple(Citation(text=text) for text in texts)

    def reasons(a: Claim, b: Claim, *, work: str = "") -> tuple[str, ...]:
        works = dict.fromkeys("ab", work) if work else {}
        return next(iter(verdicts(compare_claims([a, b], works=works)).values()))[1]

    here = claim(10, 20, paper="a", cited=cited("UNESCO"))
    assert reasons(here, claim(30, 40, paper="b", cited=cited("UNESCO"))) == ("same-source",)
    assert reasons(here, claim(30, 40, paper="b", cited=cited("Embassy"))) == ("different-source",)
    assert reasons(here, claim(30, 40, paper="b"), work="w") == ("same-work",)
    numbered = claim(10, 20, paper="a", cited=cited("[7]"))
    assert reasons(numbered, claim(30, 40, paper="b", cited=cited("[7]"))) == ("unknown",)


@pytest.mark.parametrize(("works", "verdict"), [({"a": "w", "b": "w"}, "explained"), ({}, "conflict")])
def test_what_one_paper_tells_apart_its_copy_does_too(works: dict[str, str], verdict: str) -> None:
    """A scan and the PDF it was made of: two figures of one sentence are two things across both."""
    both = [claim(*ends, paper=paper, quote=7) for paper in "ab" for ends in ((10, 20), (30, 40))]
    found = verdicts(compare_claims(both, works=works))
    assert found[frozenset((both[0].claim_id, both[3].claim_id))][0] == verdict
    assert found[frozenset((both[0].claim_id, both[1].claim_id))][0] == "explained"


def test_explanation_shows_both_figures_in_three_languages() -> None:
    (group,) = compare_claims([claim(71250, 71400), claim(60500, 62000, paper="b")], works={})
    explanation = group.conflicts[0].explanation
    assert set(explanation) == {"en", "kk", "ru"}
    assert "71,250 – 71,400" in explanation["en"]
    assert "60,500 – 62,000" in explanation["en"]
    assert "71\xa0250 – 71\xa0400" in explanation["kk"]
    assert "71\xa0250 – 71\xa0400" in explanation["ru"]


def test_group_tells_spread_positions_and_severity() -> None:
    claims = [claim(71250, 71400), claim(60500, 62000, paper="b"), claim(71250, 71400, paper="c")]
    (group,) = compare_claims(claims, works={})
    assert group.verdict == "conflict"
    assert (group.spread.min, group.spread.max) == (Decimal(60500), Decimal(71250))
    assert [len(position.claims) for position in group.positions] == [1, 2]
    assert len(group.conflicts) == 2
    assert {conflict.severity for conflict in group.conflicts} == {"medium"}


def test_positions_are_what_a_figure_card_draws_interval_year_and_papers() -> None:
    years = {year: Period(start=year, end=year, text=year) for year in ("2019", "2020")}
    claims = [
        claim(71250, 71400, period=years["2019"]),
        claim(71250, 71400, paper="b", period=years["2019"]),
        claim(60500, 62000, paper="c", period=years["2020"]),
    ]
    (group,) = compare_claims(claims, works={})
    papers = {c.claim_id: c.paper_id for c in claims}
    drawn = [
        (p.interval, p.period and p.period.start, sorted(papers[i] for i in p.claims), p.independent)
        for p in group.positions
    ]
    assert drawn == [
        ((Decimal(60500), Decimal(62000)), "2020", ["c"], 1),
        ((Decimal(71250), Decimal(71400)), "2019", ["a", "b"], 2),
    ]


def test_ids_come_from_the_claims_alone() -> None:
    claims = [claim(71250, 71400), claim(60500, 62000, paper="b")]
    (one,) = compare_claims(claims, works={})
    (other,) = compare_claims(claims[::-1], works={"a": "x"})
    assert (one.group_id, one.conflicts[0].conflict_id) == (other.group_id, other.conflicts[0].conflict_id)


def test_large_group_lists_positions() -> None:
    high = [claim(71250, 71400, paper=f"p{i}") for i in range(pairing.MOST_PAIRWISE)]
    low = [claim(60500, 62000, paper=f"q{i}") for i in range(3)]
    (group,) = compare_claims([*high, *low], works={})
    (conflict,) = group.conflicts
    assert {len(conflict.a_claims or ()), len(conflict.b_claims or ())} == {len(high), len(low)}
    assert conflict.severity == "high"


ends = st.one_of(st.none(), st.integers(0, 40))
spans = st.sampled_from([None, *(span_of(year(text)) for text in ("2017", "2018", "2017-05"))])


@st.composite
def stands(draw: st.DrawFn) -> Stand:
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Stand(interval(low, high), draw(spans), draw(st.sampled_from(["measured", "target", "projected"])))


@given(stands(), stands())
def test_the_relation_is_symmetric(a: Stand, b: Stand) -> None:
    assert judge(a, b) == judge(b, a)
    assert judge(a, a) is None


@given(st.lists(stands(), max_size=12, unique=True))
def test_the_sweep_finds_the_pairs_that_all_pairs_find(some: list[Stand]) -> None:
    alike = [Stand(stand.interval, None, "measured") for stand in some]
    swept = list(apart(alike))
    assert len(swept) == len(set(swept))
    assert set(swept) == {(i, j) for i, j, ruling in rulings(alike) if ruling is CONFLICT}
    assert {(i, j): r for i, j, r in pairing._position_rulings(some)} == {(i, j): r for i, j, r in rulings(some)}


@given(stands(), stands(), st.integers(0, 20), st.integers(0, 20))
def test_widening_an_interval_makes_no_conflict(a: Stand, b: Stand, down: int, up: int) -> None:
    low, high = a.interval
    wider = Stand((None if low is None else low - down, None if high is None else high + up), a.span, a.status)
    if judge(a, b) != CONFLICT:
        assert judge(wider, b) != CONFLICT


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), st.sampled_from("abc")), max_size=8))
def test_adding_a_paper_removes_no_conflict(rows: list[tuple[int, int, str]]) -> None:
    claims = [claim(low, low + width, paper=paper) for low, width, paper in rows]
    alone = verdicts(compare_claims([c for c in claims if c.paper_id != "c"], works={}))
    together = verdicts(compare_claims(claims, works={}))
    assert {pair: found[0] for pair, found in alone.items()}.items() <= {p: f[0] for p, f in together.items()}.items()


def in_cell(low: float, high: float, row: int, *, paper: str = "a") -> Claim:
    place = Location(cell=CellPlace(table_id=f"{paper}-t1", row=row, col=1))
    return claim(low, high, paper=paper, origin="table", location=place)


def test_a_table_whose_rows_the_key_does_not_tell_apart_is_in_no_conflict() -> None:
    cells = [in_cell(10, 11, 1), in_cell(20, 21, 2)]
    (group,) = compare_claims([*cells, claim(30, 31, paper="b")], works={})
    assert group.verdict == "explained"
    third, prose, other = in_cell(30, 31, 3), claim(50, 51), claim(60, 61, paper="b")
    found = verdicts(compare_claims([*cells, third, prose, other], works={}))
    assert found[frozenset((prose.claim_id, other.claim_id))][0] == "conflict"
    (group,) = compare_claims([cells[0], claim(30, 31, paper="b")], works={})
    assert group.verdict == "conflict"


def test_a_paper_with_three_figures_under_one_key_speaks_of_three_things() -> None:
    claims = [claim(low, low + 1) for low in (10, 20, 30)]
    assert compare_claims(claims, works={})[0].verdict == "explained"
    assert compare_claims(claims[:2], works={})[0].verdict == "conflict"
    dated = [claim(low, low + 1, period=year(str(1990 + low))) for low in (10, 20, 30)]
    against = claim(30, 31, paper="b", period=year("2000"))
    assert verdicts(compare_claims([*dated, against], works={}))[frozenset((dated[0].claim_id, against.claim_id))] == (
        "conflict",
        ("unknown",),
    )


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ((213, 214), (840, 841), "conflict"),  # three to four times
        ((213, 214), (1020, 1021), "explained"),  # a part of the sample and the sample
        ((2130, 2131), (21300, 21301), "conflict"),  # a point moved
        ((213, 214), (213_000, 214_000), "conflict"),  # thousands taken for units
    ],
)
def test_figures_far_apart_are_of_two_things_but_for_a_slip(
    one: tuple[int, int], other: tuple[int, int], verdict: str
) -> None:
    (group,) = compare_claims([claim(*one), claim(*other, paper="b")], works={})
    assert group.verdict == verdict


def test_no_claims() -> None:
    assert compare_claims([], works={}) == ()


def test_every_pair_in_a_small_group_is_listed_or_agrees() -> None:
    claims = [claim(low, low + 4, paper=paper) for paper in "ab" for low in (0, 3, 10, 20)]
    (group,) = compare_claims(claims, works={})
    listed = set(verdicts((group,)))
    for a, b in combinations(claims, 2):
        meet = a.quantity.interval[0] <= b.quantity.interval[1] and b.quantity.interval[0] <= a.quantity.interval[1]  # type: ignore[operator]
        assert (frozenset((a.claim_id, b.claim_id)) in listed) is not meet


def valued(value: str, *, paper: str = "a", **changes: object) -> Claim:
    """A claim with this value, half a unit of its last digit wide."""
    number = Decimal(value)
    made = claim(float(number) - 0.01, float(number) + 0.01, paper=paper, quote=0, **changes)
    return made.model_copy(update={"quantity": made.quantity.model_copy(update={"value": number}), "surface": value})


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("621", "612", "changed places"),
        ("17007", "17070", "changed places"),
        ("71368", "71868", "a single digit"),
        ("45.2", "4.52", "the decimal point moved"),
        ("61000", "71000", ""),
        ("61", "16", ""),
        ("621", "498", ""),
    ],
)
def test_a_slip_of_the_pen_is_hinted_at(a: str, b: str, words: str) -> None:
    (group,) = compare_claims([valued(a), valued(b, paper="b")], works={})
    (entry,) = group.conflicts
    assert entry.verdict == "conflict"
    said = entry.explanation["en"].partition("The texts give no reason for the difference.")[2]
    assert words in said if words else not said


def test_what_a_share_would_fit_is_hinted_at() -> None:
    share = {**STUDENTS, "of": "student"}
    claims = [
        valued("87", kind="share", unit="percent", topic=share, paper="a-12345678"),
        valued("46", kind="share", unit="percent", topic=share, paper="b"),
        valued("61000", paper="c"),
        valued("70115", paper="d", places=Places(origin="KZ", host="WLD")),
    ]
    shares = next(group for group in compare_claims(claims, works={}) if group.kind == "share")
    said = shares.conflicts[0].explanation
    assert "“87” in a would fit “61000” in c out of “70115” in d." in said["en"]
    assert "12345678" not in said["kk"] + said["ru"] + said["en"]


def test_a_part_and_a_whole_are_asked_for_and_not_held() -> None:
    claims = [valued("61000", paper=f"p{n}") for n in range(1000)]
    claims += [valued("70115", paper="w", places=Places(origin="KZ", host="WLD")), valued("5", kind="share")]
    asked: list[int] = []

    def ask(number: int) -> Claim:
        asked.append(number)
        return claims[number]

    seen = survey(iter(claims), claim=ask)
    assert asked == []
    share = valued("87", kind="share", unit="percent", topic={**STUDENTS, "of": "student"})
    assert seen.fitting.part_and_whole(share) == (claims[0], claims[1000])
    assert asked == [0, 1000]
    assert seen.fitting.part_and_whole(valued("11", kind="share", topic={**STUDENTS, "of": "student"})) is None
    assert len(asked) == 401  # each once, and no more than are tried


def test_works_with_one_source_are_an_echo_and_others_are_independent() -> None:
    unesco = (Citation(text="UNESCO"),)
    echo = [valued("71368", paper=paper, cited=unesco) for paper in "abc"]
    against = valued("61003", paper="d")
    (group,) = compare_claims([*echo, against], works={})
    assert [position.independent for position in group.positions] == [1, 1]
    assert "count once" not in group.conflicts[0].explanation["en"]
    (group,) = compare_claims([*echo, valued("71368", paper="e"), against], works={})
    assert [position.independent for position in group.positions] == [1, 2]
    assert "count once" in group.conflicts[0].explanation["en"]
    (group,) = compare_claims([valued("71368", paper="a"), valued("71368", paper="b")], works={"a": "w", "b": "w"})
    assert group.positions[0].independent == 1


def test_two_independent_works_on_each_side_make_it_worse() -> None:
    sides = [valued("71368", paper="a"), valued("66003", paper="c")]
    (group,) = compare_claims(sides, works={})
    assert group.conflicts[0].severity == "medium"
    (group,) = compare_claims([*sides, valued("71368", paper="b"), valued("66003", paper="d")], works={})
    assert group.conflicts[0].severity == "high"


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from("abc"), st.sampled_from(["", "male", "female"])), max_size=12
    ),
    st.sampled_from([{"topic": STUDENTS}, {"topic": {"measure": "unemployment"}, "kind": "share", "unit": "percent"}]),
)
def test_parts_compared_alone_give_what_all_claims_give(
    rows: list[tuple[int, str, str]], about: dict[str, Any]
) -> None:
    claims = [
        claim(
            low,
            low + 2,
            paper=paper,
            places=Places(area=area),
            **(about | {"topic": {**about["topic"], **({"sex": sex} if sex else {})}}),
        )
        for low, paper, sex in rows
        for area in ("KZ", "UZ")
    ]
    whole = compare_claims(claims, works={})
    parts = [[c for c in claims if part_of(c, works={}, parts=3) == part] for part in range(3)]
    seen = survey(claims, claim=claims.__getitem__)
    alone = [group for part in parts for group in compare_claims(part, works={}, seen=seen)]
    assert tuple(sorted(alone, key=by_importance)) == whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            {"kind": "ratio", "unit": "death per 100000 live birth"},
            {"kind": "ratio", "unit": "case per 100000 live birth"},
        ),
        ({"kind": "statistic", "unit": "per mille"}, {"kind": "ratio", "unit": "death per 1000 live birth"}),
        ({"kind": "statistic", "unit": None}, {"kind": "count", "unit": None}),
    ],
)
def test_one_rate_in_two_wordings_is_one_thing(one: dict[str, Any], other: dict[str, Any]) -> None:
    topic = {"measure": "infant-mortality"}
    claims = [claim(8, 9, topic=topic, **one), claim(12, 13, topic=topic, paper="b", **other)]
    (group,) = compare_claims(claims, works={})
    assert group.verdict == "conflict"


def test_percent_and_percentage_points_of_one_figure_are_said_to_be_mixed_up() -> None:
    percent = claim(
        1.45, 1.55, kind="change", unit="percent", topic={"measure": "unemployment-rate", "change": "decrease"}
    )
    points = claim(1.45, 1.55, paper="b", kind="change", unit="percentage point", topic=percent.topic)
    (group,) = compare_claims([percent, points], works={})
    (found,) = group.conflicts
    assert (found.verdict, found.reasons) == ("explained", ("unit",))
    assert "percentage points" in found.explanation["en"]


def test_other_figures_in_percentage_points_are_another_thing() -> None:
    topic = {"measure": "unemployment-rate", "change": "decrease"}
    percent = claim(1.45, 1.55, kind="change", unit="percent", topic=topic)
    points = claim(2.45, 2.55, paper="b", kind="change", unit="percentage point", topic=topic)
    assert compare_claims([percent, points], works={}) == ()


def test_an_income_a_month_and_an_income_are_one_thing_when_they_agree_and_no_conflict_when_not() -> None:
    topic = {"measure": "income", "population": "fisherman"}
    plain = claim(139_500, 140_500, kind="money", unit="kzt", topic=topic)
    monthly = claim(139_500, 140_500, paper="b", kind="money", unit="kzt per month", topic=topic)
    yearly = claim(1_679_500, 1_680_500, paper="c", kind="money", unit="kzt per year", topic=topic)
    (group,) = compare_claims([plain, monthly], works={})
    assert group.verdict == "agree"
    (group,) = compare_claims([monthly, yearly], works={})
    assert [c.verdict for c in group.conflicts] == ["explained"]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (
            "In 2018 2 860 blorkers were bred in the valley.",
            "The valley bred 3 120 blorkers in 2018.",
            "conflict",
        ),
        (
            "In 2018 2 860 blorkers were bred in the valley.",
            "Only 12 blorkers reached the northern lakes.",
            "explained",
        ),
    ],
)
def test_a_thing_known_by_one_word_conflicts_only_where_the_sentences_share_more(
    one: str, other: str, verdict: str
) -> None:
    topic = {"open": "blorker"}
    claims = [claim(2860, 2861, topic=topic), claim(3120, 3121, paper="b", topic=topic)]
    claims = [c.model_copy(update={"quote": q}) for c, q in zip(claims, (one, other), strict=True)]
    (group,) = compare_claims(claims, works={})
    assert [c.verdict for c in group.conflicts] == [verdict]


def test_the_pairs_of_a_long_series_do_not_grow_with_its_square() -> None:
    claims = [claim(n, n + 1, period=year(str(1900 + n))) for n in range(120)]
    (group,) = compare_claims(claims, works={})
    assert len(group.positions) == len(claims)
    assert len(group.conflicts) <= pairing.MOST_EXPLAINED


def test_an_abstract_that_another_language_contradicts_is_a_conflict_though_little_is_said() -> None:
    asked: dict[str, Any] = {
        "topic": {"population": "respondent"},
        "kind": "share",
        "unit": "percent",
        "places": Places(),
    }
    ru = valued("58.3", lang="ru", section_kind="abstract", **asked)
    en = valued("53.8", lang="en", section_kind="abstract", **asked)
    found = verdicts(compare_claims([ru, en], works={}))
    assert found[frozenset((ru.claim_id, en.claim_id))][0] == "conflict"
    others = [valued(value, lang="ru", **asked) for value in ("71.2", "12.4", "33.9")]
    found = verdicts(compare_claims([ru, en, *others], works={}))
    assert found[frozenset((ru.claim_id, en.claim_id))][0] == "conflict"
    beside = valued("58.3", lang="en", section_kind="abstract", **asked)
    found = verdicts(compare_claims([ru, en, beside], works={}))
    assert found[frozenset((ru.claim_id, en.claim_id))][0] == "explained"


def test_a_rate_of_some_is_no_part_of_the_rate_of_all() -> None:
    rate: dict[str, Any] = {"kind": "ratio", "unit": "doctor per 10000 person", "places": Places(area="KZ")}
    everybody = valued("38.6", topic={"population": "doctor"}, **rate)
    rural = valued("16.1", paper="b", topic={"population": "doctor", "setting": "rural"}, **rate)
    assert compare_claims([everybody, rural], works={}) == ()


@given(
    st.decimals(-(10**40), 10**40, allow_nan=False, allow_infinity=False, places=9).filter(bool),
    st.sampled_from(LANGUAGES),
    st.sampled_from([1, 4]),
)
def test_numbers_are_written_as_the_locale_writes_them(value: Decimal, lang: str, decimals: int) -> None:
    with localcontext(prec=60):
        written = format_decimal(value, format="#,##0." + "#" * decimals, locale=lang)
    assert number_in(value, lang, decimals=decimals) == written


def test_a_record_of_checked_values_is_the_record() -> None:
    values = {"min": Decimal(1), "max": Decimal(2), "ratio": Decimal(2)}
    assert Spread.of_checked(**values) == Spread.model_validate(values)
    assert dump(Spread.of_checked(**values)) == dump(Spread.model_validate(values))


def test_the_records_of_a_group_are_whole() -> None:
    groups = compare_claims([claim(10, 20), claim(30, 40, paper="b"), claim(30, None, paper="c")], works={})
    for group in groups:
        for record in (group, group.spread, *group.positions, *group.conflicts):
            assert list(vars(record)) == list(type(record).model_fields)
        assert Group.model_validate(group.model_dump()) == group

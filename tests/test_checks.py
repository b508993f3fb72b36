"""Figures of one paper held against each other, on papers whose claims are marked by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checked_papers import body, paper, table, told
from pipeline.checks import check_paper
from pipeline.checks.grids import grid_of, is_total
from schemas import Table

BODIES = {
    "parts in brackets": (
        "There were <148|student> (<115|> Islamic, <33|> Christian).",
        [("sum", "consistent", ("148", "115", "33"))],
    ),
    "parts in brackets that do not fit": (
        "There were <148|student> (<115|> Islamic, <36|> Christian).",
        [("sum", "inconsistent", ("148", "115", "36"))],
    ),
    "some of the parts only": ("There were <900|student> (including <115|> Islamic, <33|> Christian).", []),
    "parts after of which": (
        "We asked <121|person>, of whom <66|person> were women and <55|person> men.",
        [("sum", "consistent", ("121", "66", "55"))],
    ),
    "parts of another unit": (
        "We asked <121|person> people (<60|school> schools and <61|university> universities).",
        [],
    ),
    "parts that nothing announces": (
        "<66|person> women and <55|person> men make <121|person> in all.",
        [("sum", "consistent", ("121", "66", "55"))],
    ),
    "shares of a sentence": (
        "Arts have <40%|percent>, engineering <35%|percent>, sciences <25%|percent>.",
        [("share-sum", "consistent", ("40", "35", "25"))],
    ),
    "two halves": (
        "Women were <54.5%|percent> and men <45.5%|percent>.",
        [("share-sum", "consistent", ("54.5", "45.5"))],
    ),
    "two shares that are no halves": ("Some <54%|percent> agreed and <45%|percent> worked.", []),
    "several answers": (
        "Several answers were possible: <50%|percent> rain, <30%|percent> snow and <20%|percent> hail.",
        [],
    ),
    "share, part and whole": (
        "Abroad are <89 thousand|student>. <80%|percent> of them (<71.3 thousand|student>) chose one country.",
        [("share-of-whole", "consistent", ("80", "89000", "71300"))],
    ),
    "share of a total that does not fit": (
        "Today <61 thousand|student> study there. On a paid basis <56 928|student> study (<87%|percent> of the total).",
        [("share-of-whole", "inconsistent", ("87", "56928", "61000"))],
    ),
    "share of another total": (
        "Today <90 thousand|student> study there. Elsewhere <500|student> study (<87%|percent> of the total).",
        [],
    ),
    "almost four times": (
        "It fell almost <4 times|times bound=almost>: from <155 thousand|person topic=t year=2000> in 2000 "
        "to <42 thousand|person topic=t year=2018> in 2018.",
        [("multiple", "consistent", ("155000", "42000", "4"))],
    ),
    "more than one and a half times": (
        "In 2017 there were <85 thousand|student topic=t year=2017>. That is <1.5 times|times bound=gt> more than "
        "in 2013 (<54 thousand|student topic=t year=2013>).",
        [("multiple", "consistent", ("54000", "85000", "1.5"))],
    ),
    "a multiple that does not fit": (
        "It grew <3 times|times>, from <100|person topic=t year=2000> to <210|person topic=t year=2018>.",
        [("multiple", "inconsistent", ("100", "210", "3"))],
    ),
    "a multiple of other things": ("It grew <3 times|times>, while <100|person> came to <21|school>.", []),
    "growth in percent": (
        "It grew by <25%|percent kind=change>, from <400|person topic=t year=2000> to <500|person topic=t year=2018>.",
        [("growth", "consistent", ("400", "500", "25"))],
    ),
    "growth that does not fit": (
        "It grew by <35%|percent kind=change>, from <400|person topic=t year=2000> to <500|person topic=t year=2018>.",
        [("growth", "inconsistent", ("400", "500", "35"))],
    ),
    "one thing said twice": (
        "We asked <22|person topic=asked>. All <22|person topic=asked> live abroad.",
        [("same-figure", "consistent", ("22",))],
    ),
    "two totals for one thing": (
        "There are <39.6 thousand|student topic=t host=RU>. The embassy counts <70 thousand|student topic=t host=RU>.",
        [("same-figure", "inconsistent", ("39600", "70000"))],
    ),
}


@pytest.mark.parametrize("case", BODIES)
def test_findings_in_prose(case: str) -> None:
    marked, expected = BODIES[case]
    assert body(marked) == expected


def test_lists() -> None:
    marked = "There were <148|student>:\n- Islamic: <115|>;\n- Christian: <33|>."
    assert body(marked) == [("sum", "consistent", ("148", "115", "33"))]
    marked = "They chose:\n- arts <40%|percent>;\n- engineering <35%|percent>;\n- sciences <25%|percent>."
    assert body(marked) == [("share-sum", "consistent", ("40", "35", "25"))]


@pytest.mark.parametrize(
    ("lang", "marked"),
    [
        ("ru", "В школе <350|person>, из них в Европе – <131|>, в СНГ – <149|>, в Азии – <70|>."),
        ("kk", "Барлығы <350|person>, оның ішінде Еуропада – <131|>, ТМД-да – <149|>, Азияда – <70|>."),
    ],
)
def test_parts_in_other_languages(lang: str, marked: str) -> None:
    assert body(marked, lang=lang) == [("sum", "consistent", ("350", "131", "149", "70"))]


TABLES = {
    "column of totals": (
        ["Year | East | West | Total", "2011 | 131 | 149 | 280", "2012 | 10 | - | 10", "2013 | 20 | 30 | 50"],
        [("sum", "consistent", ("280", "131", "149")), ("sum", "consistent", ("50", "20", "30"))],
    ),
    "one total that does not add up": (
        ["Year | East | West | Total", "2011 | 131 | 149 | 290", "2012 | 10 | 5 | 15", "2013 | 20 | 30 | 50"],
        [
            ("sum", "inconsistent", ("290", "131", "149")),
            ("sum", "consistent", ("15", "10", "5")),
            ("sum", "consistent", ("50", "20", "30")),
        ],
    ),
    "a column of totals that sums up something else": (
        ["Year | East | West | Total", "2011 | 131 | 149 | 999", "2012 | 10 | 5 | 77", "2013 | 20 | 30 | 50"],
        [],
    ),
    "row of totals": (
        ["Town | Men | Women", "A | 10 | 12", "B | 11 | 14", "Total | 21 | 26"],
        [("sum", "consistent", ("21", "10", "11")), ("sum", "consistent", ("26", "12", "14"))],
    ),
    "rows of shares": (
        ["Place | Young, % | Middle, % | Old, %", "A | 33.3 | 33.3 | 33.3", "B | 20 | 30 | 50", "C | 20 | 30 | 56"],
        [
            ("share-sum", "inconsistent", ("20", "30", "56")),
            ("share-sum", "consistent", ("33.3",)),
            ("share-sum", "consistent", ("20", "30", "50")),
        ],
    ),
    "shares of several answers": (
        ["Reason | Share, %", "rain | 51.3", "snow | 31.3", "hail | 27.5"],
        [],
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_findings_in_tables(case: str) -> None:
    rows, expected = TABLES[case]
    assert sorted(body("No figures here.", tables=[table(rows)])) == sorted(expected)


SHARES = table(["Country | 2018 | 2019", "Russia | 362 | 453", "Belarus | 68 | 128", "Others | 88 | 103"])


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Russia took <69.9%|percent year=2018> (table 1).", [("text-table", "consistent", ("69.9", "362"))]),
        ("Russia took <57.5%|percent year=2018> (table 1).", [("text-table", "inconsistent", ("57.5", "362"))]),
        ("Russia took <57.5%|percent year=2018>.", []),
        ("Russia took <57.5%|percent year=2017> (table 1).", []),
        ("Russia took <362|student year=2018> (table 1).", [("text-table", "consistent", ("362",))]),
        ("Russia took <380|student year=2018> (table 1).", [("text-table", "inconsistent", ("380", "362"))]),
        ("Sweden took <380|student year=2018> (table 1).", []),
    ],
)
def test_text_against_the_table_it_names(marked: str, expected: list[object]) -> None:
    assert body(marked, tables=[SHARES]) == expected


def abstracts(en: str, kk: str, ru: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = check_paper(paper(("abstract", "en", en), ("abstract", "kk", kk), ("abstract", "ru", ru)))
    return told([f for f in found if f.check == "translation"])


def test_abstracts_that_agree() -> None:
    found = abstracts("We asked <4|person> experts.", "<4|person> сарапшы қатысты.", "Участвовали <4|person> эксперта.")
    assert found == [("translation", "consistent", ("4",))]


def test_abstract_with_another_figure() -> None:
    found = abstracts("We asked <121|person> people.", "<121|person> адам қатысты.", "Участвовал <131|person> человек.")
    assert found == [("translation", "inconsistent", ("121", "131")), ("translation", "consistent", ("121",))]


def test_abstract_with_another_small_count() -> None:
    found = abstracts("We asked <6|school> schools.", "<6|school> мектеп қатысты.", "Участвовали <7|school> школ.")
    assert found == [("translation", "inconsistent", ("6", "7")), ("translation", "consistent", ("6",))]


def test_abstract_that_leaves_a_figure_out() -> None:
    found = abstracts(
        "We asked people in towns, <121|person> of them.",
        "Біз қалалардағы <121|person> адамнан сұрадық.",
        "Мы спрашивали людей в городах и сёлах.",
    )
    assert found == [("translation", "inconsistent", ("121",)), ("translation", "consistent", ("121",))]


def test_every_finding_is_explained_in_three_languages() -> None:
    for marked, _ in BODIES.values():
        for finding in check_paper(paper(("body", "en", marked))):
            assert set(finding.explanation) == {"en", "kk", "ru"}
            assert all("{" not in sentence and sentence for sentence in finding.explanation.values())
            assert finding.expected
            assert finding.printed


@pytest.mark.parametrize(
    ("label", "expected"), [("Итого:", True), ("Total, persons", True), ("Барлығы", True), ("Totalitarian", False)]
)
def test_words_for_totals(label: str, expected: bool) -> None:
    assert is_total(label) is expected


counts = st.lists(st.lists(st.integers(0, 5000), min_size=3, max_size=3), min_size=2, max_size=6)


def _rounded(rows: Sequence[Sequence[int]], digits: int) -> Table:
    """Rows of exact counts with their totals, each cell rounded on its own to tens, hundreds …, printed in those."""
    scale = 10**digits

    def cell(value: int) -> str:
        return str((value + scale // 2) // scale)

    lines = ["Year | A | B | C | Total"]
    lines += [f"row {i} | " + " | ".join(map(cell, [*row, sum(row)])) for i, row in enumerate(rows)]
    return table(lines)


@given(counts, st.integers(0, 2))
def test_a_table_made_consistent_gives_no_inconsistent_finding(rows: list[list[int]], digits: int) -> None:
    assert all(
        f.verdict == "consistent" for f in check_paper(paper(("body", "en", "x"), tables=[_rounded(rows, digits)]))
    )


@given(counts, st.integers(3, 300))
def test_a_table_made_inconsistent_is_found(rows: list[list[int]], off: int) -> None:
    rows = [[value + 400 for value in row] for row in [*rows, *rows]]
    lines = ["Year | A | B | C | Total"]
    for i, row in enumerate(rows):
        made = sum(row) + (off if i == 0 else 0)
        lines.append(f"row {i} | " + " | ".join(map(str, [*row, made])))
    found = check_paper(paper(("body", "en", "x"), tables=[table(lines)]))
    assert [f.verdict for f in found].count("inconsistent") == 1


@given(
    st.lists(
        st.lists(st.text(alphabet="0123456789.,%- abИтого\t", max_size=8), min_size=3, max_size=3),
        min_size=1,
        max_size=5,
    )
)
def test_any_table_is_survived(rows: list[list[str]]) -> None:
    made = table([" | ".join(cell.replace("|", "") for cell in row) for row in rows], header=0)
    grid_of(made)
    check_paper(paper(("body", "en", "x"), tables=[made]))


def test_an_empty_paper_has_no_findings() -> None:
    assert check_paper(paper(("body", "en", ""))) == ()


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "We asked <121|respondent>, of whom <54.5%|percent> were women.",
            [("granularity", "consistent", ("121", "54.5"))],
        ),
        (
            "We asked <121|respondent>, of whom <54.9%|percent> were women.",
            [("granularity", "inconsistent", ("121", "54.9"))],
        ),
        ("We asked <5 000|respondent>, of whom <54.9%|percent> were women.", []),
        (
            "The survey had <121|respondent>. Reasons: work <39.7%|percent>, pay <18.2%|percent>, kin <9.1%|percent>.",
            [("granularity", "consistent", ("121", "39.7", "18.2", "9.1"))],
        ),
        (
            "The survey had <121|respondent>. Reasons: work <39.9%|percent>, pay <18.4%|percent>, kin <9.2%|percent>.",
            [],
        ),
    ],
)
def test_shares_of_whole_people(marked: str, expected: list[object]) -> None:
    assert body(marked) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ["Reason | n | %", "rain | 10 | 50", "snow | 6 | 30", "hail | 4 | 20", "Total | 20 | 100"],
            {("share-of-whole", "consistent"): 3, ("sum", "consistent"): 2, ("share-sum", "consistent"): 1},
        ),
        (
            ["Town | asked | agreed | %", "A | 48 | 20 | 41.7", "B | 52 | 22 | 42.3", "C | 60 | 31 | 51.6"],
            {("share-of-whole", "consistent"): 3},
        ),
        (
            [
                "Town | asked | agreed | %",
                "A | 48 | 20 | 41.7",
                "B | 52 | 22 | 42.3",
                "C | 60 | 31 | 51.6",
                "D | 40 | 10 | 28",
            ],
            {("share-of-whole", "consistent"): 3, ("share-of-whole", "inconsistent"): 1},
        ),
        (
            ["Town | 2019 | 2020 | growth, %", "A | 100 | 117 | 17", "B | 50 | 40 | -20", "C | 60 | 66 | 10"],
            {("growth", "consistent"): 3},
        ),
        (["Town | asked | agreed | %", "A | 48 | 20 | 11.7", "B | 52 | 22 | 32.3", "C | 60 | 31 | 71.6"], {}),
    ],
)
def test_computed_columns(rows: list[str], expected: dict[tuple[str, str], int]) -> None:
    found = Counter((check, verdict) for check, verdict, _ in body("x", tables=[table(rows)]))
    assert found == expected


def test_growth_in_points() -> None:
    marked = (
        "It grew by <3.6|percentage point kind=change>, from <12.6%|percent topic=t year=2022> "
        "to <16.2%|percent topic=t year=2027>."
    )
    assert ("growth", "consistent", ("12.6", "16.2", "3.6")) in body(marked)

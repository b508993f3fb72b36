"""Text dumps whose columns stand side by side are read column by column; every character keeps its place."""

from __future__ import annotations

import textwrap
from collections import Counter
from itertools import zip_longest
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.layout.dumps import compose_text
from pipeline.manuscript import Manuscript
from pipeline.reading.document import TextFile
from pipeline.tables.text_tables import find_in_text

SENTENCE = (
    "doctors of the rural clinics see more patients every winter and few of them stay longer than three years although "
    "housing is offered by the district while nurses who were trained nearby remain with their families"
)
WORDS = SENTENCE.split()
TITLE = "HOW DOCTORS AND NURSES ARE SPREAD OVER THE RURAL CLINICS OF TWO DISTRICTS, AND WHO OF THEM STAYS"


def paragraph(seed: int, words: int) -> str:
    """Made text with words that no other paragraph has in this order."""
    chosen = Random(seed).choices(WORDS, k=words)
    return f"Part{seed} " + " ".join(chosen) + "."


def read(text: str) -> Manuscript:
    file = TextFile(text, "utf-8")
    return compose_text(file, find_in_text(file))


def blocks(manuscript: Manuscript) -> list[str]:
    return [manuscript.text[b.start : b.end] for b in manuscript.blocks]


def column(texts: list[str], width: int = 44, *, indent: str = "   ") -> list[str]:
    return [line for text in texts for line in textwrap.wrap(text, width, initial_indent=indent)]


def side_by_side(*columns: list[str], width: int = 44, gap: int = 4, first: str = "  ") -> str:
    rows = zip_longest(*columns, fillvalue="")
    return "\n".join((first + "".join(f"{cell:{width + gap}}" for cell in row)).rstrip() for row in rows)


def assert_places(manuscript: Manuscript, text: str) -> None:
    for i, ch in enumerate(manuscript.text):
        at = manuscript.content.origins[i]
        assert at < 0 or not ch.isalnum() or text[at] == ch


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("gap", [2, 4, 9])
@pytest.mark.parametrize("page_end", ["\f", "\n\n\n                    7{}\n\n\n"], ids=["form feeds", "page numbers"])
def test_columns_of_a_dump_are_read_one_by_one(columns: int, gap: int, page_end: str) -> None:
    texts = [paragraph(n, 25 + 8 * (n % 4)) for n in range(8 * columns)]
    width = 88 // columns
    pages = []
    for page in range(2):
        parts = [texts[(page * columns + c) * 4 : (page * columns + c + 1) * 4] for c in range(columns)]
        pages.append(side_by_side(*(column(part, width) for part in parts), width=width, gap=gap))
    text = TITLE + "\n\n" + pages[0] + page_end.format(1) + pages[1] + page_end.format(2)
    manuscript = read(text)
    assert [b for b in blocks(manuscript) if b.startswith("Part")] == texts
    assert blocks(manuscript)[0] == TITLE
    assert_places(manuscript, text)


def test_words_cut_at_the_end_of_a_column_are_made_whole() -> None:
    left = [*column([paragraph(n, 40) for n in range(3)]), "   More than a half of the nurses who were inter-"]
    right = ["viewed in spring would rather stay.", *column([paragraph(n, 40) for n in range(4, 7)])]
    manuscript = read(side_by_side(left, right, width=50))
    assert "More than a half of the nurses who were interviewed in spring would rather stay." in blocks(manuscript)


def test_columns_whose_lines_do_not_stand_level() -> None:
    texts = [paragraph(n, 60) for n in range(4)]
    left, right = column(texts[:2], indent=""), column(texts[2:], indent="")
    rows = [row for a, b in zip_longest(left, right, fillvalue="") for row in (f"{a:48}".rstrip(), f"{'':48}{b}")]
    text = "\n".join(rows)
    # a line that has only one column's text tells no columns; some rows of both do
    text = side_by_side(column([paragraph(8, 70)]), column([paragraph(9, 70)]), first="") + "\n" + text
    found = read(text).text
    assert all(t in found.replace("\n\n", " ") for t in texts)


def test_running_heads_and_line_numbers_beside_columns_are_left_out() -> None:
    texts = [paragraph(n, 48) for n in range(12)]
    pages = []
    for page in range(3):
        left, right = (column(texts[page * 4 + c * 2 : page * 4 + c * 2 + 2]) for c in range(2))
        body = side_by_side(left, right, first="     ").split("\n")
        body = [f"{i + 1:<3}{line[3:]}" for i, line in enumerate(body)]
        pages.append("     Clinics of Two Districts" + " " * 50 + f"{page + 31}\n\n" + "\n".join(body))
    manuscript = read("\f".join(pages))
    assert blocks(manuscript) == texts
    left_out = [f.text for f in manuscript.furniture]
    assert "Clinics of Two Districts 31" in left_out
    assert "12" in left_out


TABLE = [
    "   Table 1. Doctors by district",
    "   District       2018     2021     2023",
    "   Northern        312      287      301",
    "   Southern        145      139      162",
    "   Eastern          98      104      117",
    "   Western         210      198      205",
]


def test_a_table_in_one_column_is_found_and_lines_of_two_columns_are_no_table() -> None:
    texts = [paragraph(n, 56) for n in range(6)]
    left = column(texts[:3])
    right = [*column(texts[3:5]), "", *TABLE, "", *column(texts[5:])]
    text = side_by_side(left, right)
    manuscript = read(text)
    assert len(manuscript.tables) == 1
    (table,) = manuscript.tables
    rows: dict[int, list[str]] = {c.row: [] for c in table.cells}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.col)):
        rows[cell.row].append(cell.content.text)
    assert ["Northern", "312", "287", "301"] in rows.values()
    assert all(t in blocks(manuscript) for t in texts)
    assert_places(manuscript, text)


def test_a_wide_table_below_columns_stays_whole() -> None:
    texts = [paragraph(n, 56) for n in range(4)]
    wide = [
        "  Table 2. Doctors, nurses and beds of the districts by year, as the ministry of health reported them to us",
        "  District                     Doctors                          Nurses                         Beds",
        "  Northern                         312                             930                         1210",
        "  Southern                         145                             467                          640",
        "  Eastern                           98                             310                          398",
        "  Western                          210                             655                          871",
    ]
    text = side_by_side(column(texts[:2]), column(texts[2:])) + "\n\n" + "\n".join(wide) + "\n"
    manuscript = read(text)
    (table,) = manuscript.tables
    assert table.n_cols == 4
    assert all(t in blocks(manuscript) for t in texts)


def test_a_single_column_with_wide_spaces_is_left_alone() -> None:
    lines = column([paragraph(n, 60) for n in range(6)], 90, indent="")
    loose = "\n".join(line.replace(" ", "  ", 3 + i % 4) for i, line in enumerate(lines))
    assert read(loose).text == read("\n".join(lines)).text


@given(
    st.lists(
        st.tuples(st.text(alphabet="жд Z1.,-\t", max_size=40), st.integers(0, 30), st.text("xy 9|\f", max_size=30)),
        max_size=40,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_lines_with_gaps_keep_their_places(rows: list[tuple[str, int, str]]) -> None:
    text = "\n".join(f"Abcdefghij kl {a}{' ' * n}  {b} mnopqrstu vw" for a, n, b in rows)
    manuscript = read(text)
    assert_places(manuscript, text)
    seen = Counter(manuscript.text)
    for f in manuscript.furniture:
        seen.update(f.text)
    assert not Counter(ch for ch in text if ch.isalnum()) - seen


WRAPPED = "\n".join(column([paragraph(1, 60)], 60, indent=""))
NEXT = "\n".join(column([paragraph(2, 60)], 60, indent=""))


@pytest.mark.parametrize(
    ("printed", "expected", "kind"),
    [
        (
            "Doctors and nurses of the northern villages and the dis-\ntance to their clinics",
            "Doctors and nurses of the northern villages and the distance to their clinics",
            "heading",
        ),
        (
            "Table 1. Nurses of the northern villages by the years of\n\ntheir service, people [3, p. 19].",
            "Table 1. Nurses of the northern villages by the years of their service, people [3, p. 19].",
            "caption",
        ),
        (
            "“We came here for the children and the clinic, and we stayed because of them”\n\n(Nurse, 37, lives near).",
            "“We came here for the children and the clinic, and we stayed because of them” (Nurse, 37, lives near).",
            "paragraph",
        ),
        (
            "Many answers were given to the\n\nquestion about the distance of the clinics.",
            "Many answers were given to the question about the distance of the clinics.",
            "paragraph",
        ),
        ("Different words for the clinics", "Different words for the clinics", "heading"),
        (
            "Northern district university, faculty of nursing and of the\nvillage clinics",
            "Northern district university, faculty of nursing and of the village clinics",
            "paragraph",
        ),
    ],
    ids=["two lines of heading", "caption goes on", "bracket", "cut after a few words", "heading", "address"],
)
def test_what_blank_lines_part_is_judged_by_its_end_and_beginning(printed: str, expected: str, kind: str) -> None:
    text = f"{WRAPPED}\n\n{printed}\n\n{NEXT}"
    manuscript = read(text)
    assert_places(manuscript, text)
    assert [b.kind for b in manuscript.blocks if manuscript.text[b.start : b.end] == expected] == [kind]


@pytest.mark.parametrize(
    "lines",
    [
        ["УДК 314.1:616(574.4)", "Врачи и фельдшеры отдалённых сёл северных районов", "А.П. Зимина, Р.М. Кудайберген"],
        ["IRSTI 76.33.37", "NURSES OF THE NORTHERN VILLAGES AND THEIR YEARS OF SERVICE", "M. Saduakas, D. Brown"],
        ["ҒТАМР 76.33.43", "ӘОЖ 614.2", "Солтүстік ауылдардың дәрігерлері мен мейіргерлері", "Қ.Б. Сейтқали"],
        ["ĞTAMR 76.33.43    ÄOJ 614.2", "SOLTÜSTIK AUYLDARDYŊ DÄRIGERLERI", "Q.B. Seitqali, R.T. Bekenov"],
        ["https://doi.org/10.55555/nurses.2024.1", "Nurses of the northern villages by the years of", "М.С. Ким"],
    ],
    ids=["title in small letters", "title in capitals", "two codes", "two codes in a line", "an address"],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["close", "apart"])
def test_codes_title_and_authors_are_told_apart_line_by_line(lines: list[str], between: str) -> None:
    text = between.join(lines) + f"\n\nAbstract. {WRAPPED}\n\n{NEXT}"
    manuscript = read(text)
    assert_places(manuscript, text)
    blocks = [" ".join(manuscript.text[b.start : b.end].split()) for b in manuscript.blocks]
    assert blocks[: len(lines)] == [" ".join(line.split()) for line in lines]


def test_names_in_the_running_text_begin_no_block() -> None:
    text = f"УДК 614.2\n\nAbstract. {WRAPPED}\nof the kind that was described by\nA. B. Lee, C. D. Kim\n{NEXT}"
    manuscript = read(text)
    assert not any(manuscript.text[b.start : b.end].startswith("A. B.") for b in manuscript.blocks)

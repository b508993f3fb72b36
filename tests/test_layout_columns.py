"""Columns that few lines make plain: quotations, hanging lists and last pages of three-column print, turned pages."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from pipeline.layout.pages import compose_pages
from pipeline.manuscript import Manuscript
from pipeline.reading.pdf import read_pdf

SENTENCE = (
    "wells dry up where cotton is grown year after year and the district moves its pumps further north although the "
    "river carries less water than our grandfathers remember from their own childhood beside the same bank"
)
WORDS = SENTENCE.split()
HEADS = """#set page(width: 210mm, height: {height}mm, margin: 15mm, header: [Water Letters #h(1fr) № 4],
  footer: [ISSN 8765-4321 #h(1fr) Reclamation Press])
#set text(size: 8.5pt, lang: "en")
#set par(justify: true, leading: 0.5em, spacing: 0.5em)
#show figure.caption: it => it.body
"""


def paragraph(seed: int, words: int) -> str:
    """Made text with words that no other paragraph has in this order."""
    return f"Piece{seed} " + " ".join(WORDS[(seed * 7 + i * (seed % 4 + 1)) % len(WORDS)] for i in range(words)) + "."


def composed(source: str, folder: Path) -> Manuscript:
    path = folder / "paper.typ"
    path.write_text(source, "utf-8")
    typst.compile(str(path), output=str(path.with_suffix(".pdf")))
    return compose_pages(read_pdf(path.with_suffix(".pdf")), ())


def blocks(manuscript: Manuscript) -> list[str]:
    return [manuscript.text[b.start : b.end] for b in manuscript.blocks]


QUOTED = "#pad(left: 8mm)[{}]"
HANGING = "#par(hanging-indent: 6mm)[{}]"


@pytest.mark.parametrize(
    ("columns", "style"),
    [(3, "{}"), (3, QUOTED), (3, HANGING), (2, HANGING), (2, QUOTED)],
    ids=["three columns", "three, quoted", "three, hanging", "two, hanging", "two, quoted"],
)
@pytest.mark.parametrize("height", [297, 120])
def test_columns_in_which_most_lines_are_indented_are_read_one_by_one(
    columns: int, style: str, height: int, tmp_path: Path
) -> None:
    texts = [paragraph(n, 30 + 9 * (n % 4)) for n in range(33)]
    body = "\n\n".join(style.format(text) if n % 8 > 1 else text for n, text in enumerate(texts))
    source = HEADS.format(height=height) + f"#set page(columns: {columns})\n#set columns(gutter: 5mm)\n" + body
    text = composed(source, tmp_path).text
    places = [text.find(t) for t in texts]
    assert -1 not in places
    assert places == sorted(places)


def test_a_few_lines_at_the_top_of_the_last_column_stay_in_it(tmp_path: Path) -> None:
    """Where other pages have a column, three lines full of figures are one too."""
    texts = [paragraph(n, 60) for n in range(12)]
    figures = (
        "Yields of the northern district: 2018 – 57.5 %, 2019 – 67 %, first half of 2020 – 80.6 % [23, p. 20], "
        "2021 – 91.7 % (14 of 15 farms, table 2)."
    )
    full = "\n\n".join(texts)
    source = (
        HEADS.format(height=140)
        + f"#columns(2, gutter: 5mm)[{full}]\n#pagebreak()\n"
        + f"#columns(2, gutter: 5mm)[{paragraph(20, 70)} #colbreak() {figures}]"
    )
    found = blocks(composed(source, tmp_path))
    assert figures in found
    assert paragraph(20, 70) in found


def test_the_foot_of_a_turned_page_is_furniture_too(tmp_path: Path) -> None:
    """Its page is lower than the others; its foot stands as far from the edge as theirs."""
    pages = [paragraph(1, 90), paragraph(2, 90), "#page(flipped: true)[" + paragraph(3, 60) + "]", paragraph(4, 90)]
    manuscript = composed(HEADS.format(height=280) + "\n#pagebreak(weak: true)\n".join(pages), tmp_path)
    assert blocks(manuscript) == [paragraph(1, 90), paragraph(2, 90), paragraph(3, 60), paragraph(4, 90)]
    assert {f.page for f in manuscript.furniture} == {1, 2, 3, 4}

"""Columns that few lines make plain: quotations, hanging lists and last pages of three-column print, turned pages."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import typst

from pipeline.layout.pages import compose_pages
from pipeline.manuscript import Manuscript
from pipeline.reading.pdf import read_pdf
from pipeline.tables.pdf_tables import find_in_document

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
    document = read_pdf(path.with_suffix(".pdf"))
    return compose_pages(document, find_in_document(document))


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


PAPER = """#set page(width: 150mm, height: 160mm, margin: 20mm{extra})
#set text(size: 9pt)
#set par(justify: true, {par})
"""


def test_heads_of_three_pages_that_all_differ_are_furniture(tmp_path: Path) -> None:
    heads = '("ISSN 1234-5678", "Waterman A., Wells B.", "Letters of Reclamation, No. 3")'
    feet = '("Received in March", "38 © Reclamation Press", "© Reclamation Press 39")'
    rows = "".join(
        f", {name}: context align(center)[#{texts}.at(here().page() - 1)]"
        for name, texts in (("header", heads), ("footer", feet))
    )
    texts = [paragraph(n, 250) for n in range(3)]
    source = PAPER.format(extra=rows, par="leading: 0.5em") + "\n#pagebreak()\n".join(texts)
    assert blocks(composed(source, tmp_path)) == texts


@pytest.mark.parametrize(
    "heads",
    [
        "([ISSN 1234-5678], [Waterman A., Wells B.])",
        "([Letters of Reclamation #h(1fr) 2021, No. 3], [Letters of Reclamation])",
    ],
    ids=["all differ", "a part returns"],
)
def test_heads_of_two_pages_in_small_print_are_furniture(heads: str, tmp_path: Path) -> None:
    row = f", header: context text(size: 7.5pt)[#{heads}.at(here().page() - 1)]"
    texts = [paragraph(n, 250) for n in range(2)]
    source = PAPER.format(extra=row, par="leading: 0.5em") + "\n#pagebreak()\n".join(texts)
    assert blocks(composed(source, tmp_path)) == texts


def test_open_lines_at_the_ends_of_pages_are_no_furniture(tmp_path: Path) -> None:
    texts = [f"Piece{n} {' '.join(Random(n).choices(WORDS, k=110))}." for n in range(8)]
    source = PAPER.format(extra="", par="leading: 1.9em, spacing: 1.9em, first-line-indent: 5mm") + "\n\n".join(texts)
    manuscript = composed(source, tmp_path)
    assert len({b.page for b in manuscript.blocks}) > 2
    assert blocks(manuscript) == texts


def test_a_title_beside_an_abstract_that_is_set_in_stays_in_its_column(tmp_path: Path) -> None:
    abstracts = [f"#pad(left: 6mm, right: 2mm)[{paragraph(n, 90)}]" for n in (1, 2)]
    titles = ["Wells of the first bank and the water of its fields", "Cotton of the second bank and its many pumps"]
    first = "\n#colbreak()\n".join(
        f'{abstract}\n\n#align(center, text(size: 12pt, weight: "bold")[{title}])'
        for abstract, title in zip(abstracts, titles, strict=True)
    )
    body = "\n\n".join(paragraph(n, 120) for n in range(5, 25))
    source = HEADS.format(height=297) + "#set page(columns: 2)\n" + first + "\n#pagebreak()\n" + body
    found = blocks(composed(source, tmp_path))
    assert all(title in found for title in titles)


def test_notes_of_two_columns_and_an_abstract_in_their_print_stay_apart(tmp_path: Path) -> None:
    source = (
        HEADS.format(height=297)
        + "#set text(size: 10pt)\n"
        + paragraph(1, 60)
        + "\n\n#text(size: 7.5pt)[#super[1]Institute of Wells, Almaty]\n\n#text(size: 7.5pt)[Abstract. "
        + paragraph(2, 60)
        + "]\n\n"
        + "\n\n".join(paragraph(n, 60) for n in range(3, 12))
    )
    manuscript = composed(source, tmp_path)
    kinds = {manuscript.text[b.start : b.end]: b.kind for b in manuscript.blocks}
    assert kinds["¹Institute of Wells, Almaty"] == "footnote"
    assert kinds["Abstract. " + paragraph(2, 60)] == "paragraph"


ABSTRACTS = {
    "Abstract.": "Keywords: wells, cotton, pumps.",
    "Аннотация.": "Ключевые слова: колодцы, хлопок, насосы.",
    "Аңдатпа.": "Түйін сөздер: құдықтар, мақта, сорғылар.",
}


@pytest.mark.parametrize("frame", ["none", "0.5pt"], ids=["free", "boxed"])
@pytest.mark.parametrize("gutter", [3, 7])
@pytest.mark.parametrize("parts", [2, 3])
@pytest.mark.parametrize("columns", [1, 2])
def test_abstracts_side_by_side_are_read_one_by_one_before_the_text(
    frame: str, gutter: int, parts: int, columns: int, tmp_path: Path
) -> None:
    opened = list(ABSTRACTS.items())[:parts]
    abstracts = [f"{word} {paragraph(n, 40)}\n\n{keys}" for n, (word, keys) in enumerate(opened, 1)]
    body = [paragraph(n, 60) for n in range(10, 16)]
    cells = ", ".join(f"[#set text(size: 7.5pt)\n{text}]" for text in abstracts)
    space = f"column-gutter: {gutter}mm" if frame == "none" else "inset: 4pt"
    source = (
        HEADS.format(height=297).replace("8.5pt", "10pt")
        + '#align(center, text(size: 14pt, weight: "bold")[Wells of the first bank and the water of the many fields'
        + " that lie beside it])\n\n"
        + f"#grid(columns: {parts}, stroke: {frame}, {space}, {cells})\n\n#v(3mm)\n*Introduction*\n\n"
        + f"#columns({columns}, gutter: 6mm)["
        + "\n\n".join(body)
        + "]"
    )
    manuscript = composed(source, tmp_path)
    wanted = [part for text in abstracts for part in text.split("\n\n")] + body
    assert [block for block in blocks(manuscript) if block in wanted] == wanted


def test_line_numbers_beside_the_second_column_of_few_pages_are_furniture(tmp_path: Path) -> None:
    source = (
        HEADS.format(height=120)
        + '#set par.line(numbering: "1")\n'
        + "\n\n".join(paragraph(n, 70) for n in range(9))
        + "\n\n#pagebreak()\n#set page(columns: 2)\n"
        + "\n\n".join(paragraph(n, 70) for n in range(20, 30))
    )
    text = composed(source, tmp_path).text
    assert not any(word.isdecimal() for word in text.split())

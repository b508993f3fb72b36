"""The claims of a text file and of the PDF of the same paper are the same, whatever the printer put between them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import typst

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.layout.pages import compose_pages
from pipeline.manuscript import Manuscript
from pipeline.reading.document import TextFile
from pipeline.reading.pdf import read_pdf
from pipeline.tables.pdf_tables import find_in_document
from pipeline.tables.records import table_records
from pipeline.tables.text_tables import find_in_text
from schemas import Claim

VOCABULARY = load_vocabulary()
PARAGRAPHS = {
    "lead": "In 2021 the district clinics treated 4,310 patients, and 35.8% of them came from far villages. "
    "The clinics keep 112 nurses, most of whom were trained in the regional centre and remained with their families.",
    "quote": "“We went to the district at first and thought that we would leave it after some time for the roads, "
    "and I, I stayed for the children and for the people here, and the fact is that I would not go back” (nurse, 41 "
    "years old, works in a village clinic).",
    "after": "The costs of one visit rose by 2.5 times over the same period. A visit takes 18 minutes on average.",
    "more": "The nurses of the northern villages drive 60 km a day, and 14 of them have no car of their own.",
}
LABELS = ("patients who came without any letter (3,200)", "35.8%", "all the other patients of the clinic")
CAPTION = "Figure 1 – Patients of the clinics by their letters, %"
NOTE = "Note – compiled by the writer"
TEXT = f"""Patients of the village clinics

{PARAGRAPHS["lead"]}

{PARAGRAPHS["quote"]}

{PARAGRAPHS["more"]}

{CAPTION}

{NOTE}

{PARAGRAPHS["after"]}
"""


def drawing(size: str) -> str:
    """A chart of bars and a slope with its labels in print of `size`."""
    bars = "".join(
        f"#place(dx: {4 + 9 * i}mm, dy: {3 * i}mm, rect(width: 6mm, height: {20 - 3 * i}mm, fill: blue))"
        for i in range(3)
    )
    keys = "".join(
        f"#place(dx: 42mm, dy: {6 * i}mm)[#box(width: 3mm, height: 3mm, fill: blue) #text(size: {size})[{label}]]"
        for i, label in enumerate(LABELS)
    )
    return f"#box(width: 150mm, height: 24mm)[#place(dx: 0mm, dy: 0mm, line(length: 20mm, angle: 90deg)){bars}{keys}]"


def source(*, columns: int, size: str, note_first: bool) -> str:
    """The paper in typst: `note_first` sets the chart with its note before the paragraph on the drive."""
    chart = f"{drawing(size)}\n\n{CAPTION}\n\n{NOTE}"
    middle = [chart, PARAGRAPHS["more"]] if note_first else [PARAGRAPHS["more"], chart]
    quote = f"#pad(left: 5mm, right: 5mm)[#emph[{PARAGRAPHS['quote']}]]"
    body = [f"#columns({columns})[{PARAGRAPHS['lead']}\n\n{quote}]", *middle, PARAGRAPHS["after"]]
    return "\n\n".join((
        "#set page(width: 210mm, height: 297mm, margin: 18mm)",
        "#set text(size: 10pt, lang: \"en\")\n#set par(justify: true)",
        "#text(size: 13pt, weight: \"bold\")[Patients of the village clinics]",
        *body,
    )).replace("@", "\\@")  # fmt: skip


def claims_of(manuscript: Manuscript) -> list[tuple[object, ...]]:
    sections = find_sections(manuscript)
    sha256 = hashlib.sha256(manuscript.text.encode()).hexdigest()
    tables = table_records(manuscript, sections, paper_id="p")
    facts = PaperFacts("p", sha256, 2022, ())
    found = build_claims(manuscript, sections, tables, paper=facts, vocabulary=VOCABULARY)
    return sorted(map(meaning, found.claims), key=str)


def meaning(claim: Claim) -> tuple[object, ...]:
    quote = "".join(claim.quote.split())
    return (
        quote,
        claim.surface,
        claim.quantity,
        claim.kind,
        claim.topic,
        claim.places,
        claim.period,
        claim.section_kind,
    )


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("size", ["7pt", "10pt"])
@pytest.mark.parametrize("note_first", [False, True])
def test_text_and_pdf_give_the_same_claims(columns: int, size: str, note_first: bool, tmp_path: Path) -> None:
    path = tmp_path / "paper.typ"
    path.write_text(source(columns=columns, size=size, note_first=note_first), "utf-8")
    typst.compile(str(path), output=str(path.with_suffix(".pdf")))
    document = read_pdf(path.with_suffix(".pdf"))
    file = TextFile(TEXT, "utf-8")
    from_text = claims_of(compose_text(file, find_in_text(file)))
    from_pdf = claims_of(compose_pages(document, find_in_document(document)))
    assert len(from_text) >= 8
    assert from_pdf == from_text

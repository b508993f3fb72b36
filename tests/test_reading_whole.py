"""Nothing of a page is lost on the way to the text: each glyph is in the text, in a table or in furniture."""

from __future__ import annotations

from collections import Counter

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.layout.characters import plain
from pipeline.layout.pages import compose_pages
from pipeline.offsets import INSERTED, identity
from pipeline.reading.document import Document
from pipeline.reading.glyphs import Glyph, GlyphShelf
from pipeline.reading.pdf import read_pdf
from pipeline.tables.pdf_tables import find_in_document

SENTENCES = (
    "Былтыр ауылда 4521 отбасы жаңа үйге көшті, оның 12,5 %-ы қайтып келді.",
    "В прошлом году урожай составил 38 тысяч тонн, что на треть больше.",
    "The clinics treated 1 240 patients and sent 17 of them to the city.",
    "Әр өңірде мұғалім саны әрқалай өседі.",
)
block = st.one_of(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=9).map(" ".join),
    st.sampled_from(["= Results", "= Нәтижелер", "#footnote[A note of 2019.] stands here, with its mark."]),
    st.just(
        "Table 1. Wards by year\n#table(columns: 3, [Ward], [2018], [2019], [North], [120], [145], [South], [80], [64])"
    ),
    st.just("#pagebreak(weak: true)"),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(blocks=st.lists(block, min_size=1, max_size=14), columns=st.sampled_from([1, 2, 3]))
def test_every_glyph_of_the_page_is_somewhere(
    blocks: list[str], columns: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = f'#set page(width: 500pt, height: 400pt, columns: {columns}, numbering: "1", header: [Acta Agraria])\n'
    path = tmp_path_factory.mktemp("whole") / "paper.pdf"
    path.write_bytes(typst.compile((source + "#set par(justify: true)\n" + "\n\n".join(blocks)).encode()))
    check(read_pdf(path, ocr="never"))


def check(document: Document) -> None:
    tables = find_in_document(document)
    manuscript = compose_pages(document, tables)
    placed = {o for o in manuscript.content.origins if o != INSERTED}
    taken = {i for table in tables for i in table.taken}
    lost = [g for page in document.pages for g in page.glyphs if g.index not in placed | taken and g.text.strip()]
    furniture = Counter("".join(f.text for f in manuscript.furniture))
    # a hyphen at the end of a line is dropped where it is the printer's; everything else is kept somewhere
    missing = Counter("".join(plain(identity(g.text)).text.strip("-\u00ad") for g in lost)) - furniture
    assert not missing
    places = manuscript.glyph_places
    assert places is not None
    glyphs = [g for page in document.pages for g in page.glyphs]
    assert [g.index for g in glyphs] == list(range(len(places)))
    for at in range(0, len(manuscript.text), 37):
        origin = manuscript.content.origins[at]
        if origin != INSERTED:
            page, box = manuscript.on_page(at, at + 1)
            assert (page, box) == places[origin]
            assert box is not None
            assert (box[0], box[3]) == (glyphs[origin].x0, glyphs[origin].bottom)


number = st.floats(allow_nan=False, width=64)
glyph = st.tuples(
    st.text(min_size=0, max_size=3), number, number, number, number, number,
    st.sampled_from(["A", "B+Bold"]), st.booleans(), st.floats(0, 1),
)  # fmt: skip


@given(pages=st.lists(st.lists(glyph, max_size=12), min_size=1, max_size=6))
def test_shelved_glyphs_come_back_as_they_were(pages: list[list[tuple[object, ...]]]) -> None:
    made = [tuple(Glyph(i, *facts) for i, facts in enumerate(page)) for page in pages]  # type: ignore[arg-type]
    shelf = GlyphShelf(room=10)
    shelved = [shelf.put(page) for page in made]
    for kept, page in zip(shelved, made, strict=True):
        kept.pack()
        assert (len(kept), kept.text) == (len(page), "".join(g.text for g in page))
        assert tuple(kept) == page
        assert [g.index for g in kept.counted_from(7)] == [7 + g.index for g in page]
        assert kept.by_ocr == any(g.confidence < 1.0 for g in page)

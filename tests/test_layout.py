"""Layout: text dumps and PDF pages become whole paragraphs in reading order, and every character keeps its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.layout.characters import plain
from pipeline.layout.columns import find_gutters
from pipeline.layout.dumps import compose_text
from pipeline.layout.hyphens import gather, join_lines, joint, without_open_end
from pipeline.layout.kinds import is_caption, is_footnote, is_item, is_note, opens_part, page_number
from pipeline.layout.lines import chunks_of
from pipeline.layout.markup import without_marks
from pipeline.layout.pages import body_of, compose_pages
from pipeline.manuscript import FoundCell, FoundTable, Manuscript
from pipeline.offsets import INSERTED, identity
from pipeline.reading.document import Document, Glyph, Page, TextFile
from pipeline.reading.pdf import read_pdf


def dump(text: str) -> Manuscript:
    return compose_text(TextFile(text, "utf-8"), ())


def blocks(manuscript: Manuscript) -> list[str]:
    return [manuscript.text[b.start : b.end] for b in manuscript.blocks]


@pytest.mark.parametrize(
    ("before", "after", "rest", "how"),
    [
        ("образова-", "тельной миграции", "", "drop"),
        ("білім беру жүйесінің да-", "муы", "", "drop"),
        ("inter-", "national students", "", "drop"),
        ("EDUCA-", "TION", "", "drop"),
        ("слово\u00ad", "форма", "", "drop"),
        ("социально-", "экономический", "", "keep"),
        ("көші-", "қоны", "", "keep"),
        ("сондай-", "ақ", "", "keep"),
        ("кто-", "нибудь", "", "keep"),
        ("post-", "Soviet", "", "keep"),
        ("Восточно-", "Казахстанской", "", "keep"),
        ("well-", "known cases", "", "keep"),
        ("18-", "летних", "", "keep"),
        ("2014-", "2015", "", "keep"),
        ("АҚШ-", "та", "", "keep"),
        ("e-", "mail", "", "keep"),
        ("https://doi.org/10.1234/2788-", "5909", "", "keep"),
        ("2011–", "2014", "", "keep"),
        ("стран -", "доноров", "", "space"),
        ("a line", "and the next", "", "space"),
        ("вузами-", "партнерами", "С вузами и партнерами говорили.", "keep"),
        ("long-", "standing", "It is a longstanding habit.", "drop"),
        ("side-", "effects", "These side-effects are known.", "keep"),
        ("teach-", "ers", "Our teachers know.", "drop"),
    ],
)
def test_line_ends(before: str, after: str, rest: str, how: str) -> None:
    assert joint(before, after, gather([rest])) == how


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eﬃcient ﬂow", "efficient flow"),
        ("a\u00a0b", "a b"),
        ("12\u00a0345", "12\u00a0345"),
        ("12\u202f345", "12\u202f345"),
        ("co\u00adoperate", "cooperate"),
        ("  two   spaces ", "two spaces"),
        ("zero\u200bwidth\x00", "zerowidth"),
        ("и\u0306", "й"),
        ("non\u2011breaking", "non-breaking"),
    ],
)
def test_plain_characters(text: str, expected: str) -> None:
    assert plain(identity(text)).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Heading", "Heading"),
        ("**Keywords**: one; *two*; ***three***", "Keywords: one; two; three"),
        ("Almanova<sup>1</sup>, 320<sup>2</sup> people", "Almanova¹, 320² people"),
        ("Akhmetova^{2*}", "Akhmetova²*"),
        ("R&amp;D &lt; 5 &#8211; 6", "R&D < 5 – 6"),
        ("see <https://example.org/a_b_c>", "see https://example.org/a_b_c"),
        ("[the site](https://example.org)", "the site"),
        ("* Corresponding author", "* Corresponding author"),
        ("5 * 3 * 2 and p < 0.05 > 0.01", "5 * 3 * 2 and p < 0.05 > 0.01"),
        ("Ivanov*, Petrov*", "Ivanov*, Petrov*"),
        ("10\\% of file_name_here", "10% of file_name_here"),
        ("<i>MA, <b>MPM</b></i>", "MA, MPM"),
    ],
)
def test_marks_are_dropped(text: str, expected: str) -> None:
    assert without_marks(identity(text)).text == expected


@pytest.mark.parametrize(
    ("test", "text", "expected"),
    [
        (is_caption, "Table 2 – Students by country", True),
        (is_caption, "Рис. 3. Динамика", True),
        (is_caption, "1-кесте. Студенттер саны", True),
        (is_caption, "Table 2 shows the students", False),
        (is_caption, "Таблица содержит", False),
        (is_note, "Примечание – составлено автором", True),
        (is_note, "Note that this", False),
        (is_item, "1) first", True),
        (is_item, "– first", True),
        (is_item, "2019 was", False),
        (is_footnote, "¹E-mail", True),
        (is_footnote, "*e-mail", True),
        (is_footnote, "A note", False),
        (opens_part, "Аңдатпа. Бұл мақала", True),
        (opens_part, "Key words: one", True),
        (opens_part, "Abstract art", False),
    ],
)
def test_kinds_of_lines(test: object, text: str, expected: bool) -> None:
    assert test(text) is expected  # type: ignore[operator]


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("12", "12"),
        ("– 12 –", "12"),
        ("стр. 12", "12"),
        ("12-бет", "12"),
        ("12 of 40", "12"),
        ("12 | P a g e", "12"),
        ("[ 12 ]", "12"),
        ("12 стран", None),
        ("1,2", None),
        ("2019 г.", None),
        ("", None),
    ],
)
def test_numbers_of_pages(line: str, page: str | None) -> None:
    found = page_number().match(line)
    assert (found and found[1]) == page


WRAPPED = """\
Введение
Число студентов, которые едут учиться в другие страны, растёт из го-
да в год. По данным ведомства, в прошлом году за рубежом учились бо-
лее ста тысяч человек, и половина из них выбрала социально-эконо-
мические направления.

Причины этого разные, но главная одна: дома таких программ нет, а в

соседней стране они есть и стоят недорого. Поэтому молодые люди едут.
"""


def test_hard_wrapped_lines_become_paragraphs() -> None:
    manuscript = dump(WRAPPED)
    assert [b.kind for b in manuscript.blocks] == ["heading", "paragraph", "paragraph"]
    _, first, second = blocks(manuscript)
    assert "из года в год" in first
    assert "учились более ста" in first
    assert first.endswith("социально-экономические направления.")
    assert second.startswith("Причины")
    assert "а в соседней стране" in second


PAGES = [(11, "abcdefgh"), (12, "ijklmnop"), (13, "qrstuvwx")]


def page_text(number: int, body: str) -> str:
    return f"Journal of Tests, vol. 5\n\n{body}\n\n{number}\n"


def test_furniture_between_form_feeds_is_left_out() -> None:
    text = "\f".join(
        page_text(n, "\n".join(f"A printed line {ch * 9} that runs on" for ch in line)) for n, line in PAGES
    )
    manuscript = dump(text)
    assert "Journal" not in manuscript.text
    assert "\n12\n" not in manuscript.text
    head = "Journal of Tests, vol. 5"
    assert [f.text for f in manuscript.furniture] == [head, "11", head, "12", head, "13"]


def test_a_page_number_in_the_middle_of_a_sentence_is_left_out() -> None:
    manuscript = dump(
        "The number of students who left for other countries grew every year and\n\n\n245\n\n"
        "reached a hundred thousand people, of whom half came back.\n"
    )
    assert blocks(manuscript) == [
        "The number of students who left for other countries grew every year and "
        "reached a hundred thousand people, of whom half came back."
    ]
    assert [f.text for f in manuscript.furniture] == ["245"]


def test_a_column_of_numbers_is_no_furniture() -> None:
    manuscript = dump("Итоги по годам\n\n2011\n\n2012\n\n2013\n\n2014\n")
    assert not manuscript.furniture
    assert "2013" in manuscript.text


def test_a_note_does_not_break_the_paragraph_that_it_interrupts() -> None:
    manuscript = dump(
        "Nobody has yet found the time to look at all of this closely and to\n\n"
        "<sup>1</sup>E-mail: someone@example.org\n\n"
        "regulate what can be regulated in the market of services.\n"
    )
    assert blocks(manuscript) == [
        "Nobody has yet found the time to look at all of this closely and to regulate what can be "
        "regulated in the market of services.",
        "¹E-mail: someone@example.org",
    ]
    assert [b.kind for b in manuscript.blocks] == ["paragraph", "footnote"]


def test_tables_stand_after_the_paragraph_they_interrupt() -> None:
    half = "The first half of a sentence that the table"
    text = f"{half}\n\nYear\tPeople\n2019\t320\n\ncuts in two and that goes on below it.\n"
    start = text.index("Year")
    place = {word: text.index(word) for word in ("Year", "People", "2019", "320")}

    def cell(row: int, col: int, word: str) -> FoundCell:
        content = identity(word)
        origins = range(place[word], place[word] + len(word))
        return FoundCell(row, col, 1, 1, type(content)(word, origins), None, None)

    table = FoundTable(
        (cell(0, 0, "Year"), cell(0, 1, "People"), cell(1, 0, "2019"), cell(1, 1, "320")),
        2, 2, 1, (("Year",), ("People",)), None, None, None, (), (), None,
        frozenset(range(start, text.index("320") + 3)),
    )  # fmt: skip
    manuscript = compose_text(TextFile(text, "utf-8"), (table,))
    assert blocks(manuscript) == [
        "The first half of a sentence that the table cuts in two and that goes on below it.",
        "Year\tPeople\n2019\t320",
    ]
    begin, end = manuscript.cell_spans[0][1, 1]
    assert manuscript.text[begin:end] == "320"
    assert manuscript.in_file(begin, end) == (place["320"], place["320"] + 3)


LETTERS = st.text(alphabet="абвәқ aBc.,-\n\r\t\f  123#*<>&;_[]()\u00ad\u00a0ﬁ№«»", max_size=400)


@given(LETTERS)
@settings(max_examples=150)
def test_dumps_of_any_text_keep_their_places(text: str) -> None:
    manuscript = dump(text)
    assert_blocks_in_order(manuscript)
    assert all(o == INSERTED or 0 <= o < len(text) for o in manuscript.content.origins)
    for ch, origin in zip(manuscript.text, manuscript.content.origins, strict=True):
        if origin != INSERTED and ch.isdigit() and ch.isascii():
            assert text[origin] == ch


@given(LETTERS)
@settings(max_examples=80)
def test_no_digit_of_a_dump_is_lost(text: str) -> None:
    manuscript = dump(text.replace("<", "").replace("&", "").replace("[", "").replace("#", ""))
    shown = sorted(ch for ch in manuscript.text + "".join(f.text for f in manuscript.furniture) if ch.isdigit())
    assert shown == sorted(ch for ch in text if ch.isdigit())


def assert_blocks_in_order(manuscript: Manuscript) -> None:
    end = 0
    for block in manuscript.blocks:
        assert end <= block.start < block.end <= len(manuscript.text)
        end = block.end


SENTENCE = (
    "the number of people who study abroad grows from year to year and nobody knows why this should be so because "
    "universities at home are good and teachers work hard although libraries remain closed on holidays"
)
WORDS = SENTENCE.split()


def paragraph(seed: int, words: int) -> str:
    """Made text with words that no other paragraph has in this order."""
    chosen = [WORDS[(seed * 7 + i * (seed % 5 + 1)) % len(WORDS)] for i in range(words)]
    return f"Paragraph{seed} " + " ".join(chosen) + f" ends{seed}."


@cache
def composed(source: str) -> tuple[Document, Manuscript]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.typ"
        path.write_text(source, "utf-8")
        typst.compile(str(path), output=str(path.with_suffix(".pdf")))
        document = read_pdf(path.with_suffix(".pdf"))
    return document, compose_pages(document, ())


HEADS = """#let head = context if calc.odd(here().page()) [
  Journal of Tests #h(1fr) #(here().page() + 46)
] else [#(here().page() + 46) #h(1fr) A. Author and B. Writer]
#set page(width: 148mm, height: 210mm, margin: 20mm, {extra} header: head, footer: align(center)[ISSN 1234-5678])
#set text(size: 9pt, hyphenate: true, lang: "en")
#set par(justify: true, {par})
"""
INDENTED = "first-line-indent: (amount: 4mm, all: true), leading: 0.55em, spacing: 0.55em"
SPACED = "spacing: 1.3em"


def paper(*, columns: int = 1, par: str = INDENTED, extra: str = "", paragraphs: int = 18) -> tuple[str, list[str]]:
    texts = [paragraph(n, 40 + 11 * (n % 5)) for n in range(paragraphs)]
    body = "\n\n".join(texts)
    if columns > 1:
        body = f"#align(center)[= A title over all columns of the page]\n#columns({columns}, gutter: 5mm)[\n{body}\n]"
    return HEADS.format(extra=extra, par=par) + body, texts


LAYOUTS = {
    "one column": paper(),
    "one column, spaced": paper(par=SPACED),
    "two columns": paper(columns=2),
    "two columns, spaced": paper(columns=2, par=SPACED),
    "three columns": paper(columns=3, extra="flipped: true,"),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_paragraphs_are_whole_and_in_order(name: str) -> None:
    source, texts = LAYOUTS[name]
    _, manuscript = composed(source)
    found = [b for b in blocks(manuscript) if b.startswith("Paragraph")]
    assert found == texts


@pytest.mark.parametrize("name", LAYOUTS)
def test_running_heads_are_furniture(name: str) -> None:
    document, manuscript = composed(LAYOUTS[name][0])
    assert not any(word in manuscript.text for word in ("Journal", "Author", "ISSN"))
    assert {f.page for f in manuscript.furniture} == {page.number for page in document.pages}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_glyph_is_in_the_text_or_in_furniture(name: str) -> None:
    document, manuscript = composed(LAYOUTS[name][0])
    assert_all_glyphs_kept(document, manuscript)


def test_pages_of_one_line_are_no_furniture() -> None:
    lines = [f"#place(top + center)[In {year} there were {year - 1990} schools]" for year in range(2010, 2016)]
    _, manuscript = composed("#set page(width: 300pt, height: 400pt)\n" + "\n#pagebreak()\n".join(lines))
    assert not manuscript.furniture
    assert "In 2010 there were 20 schools" in manuscript.text
    assert "In 2015 there were 25 schools" in manuscript.text


def assert_all_glyphs_kept(document: Document, manuscript: Manuscript) -> None:
    glyphs = [g for page in document.pages for g in page.glyphs]
    used = {o for o in manuscript.content.origins if o != INSERTED}
    used |= {i for table in manuscript.tables for i in table.taken}
    left = sorted(ch for g in glyphs if g.index not in used for ch in g.text if not ch.isspace())
    furniture = sorted(ch for f in manuscript.furniture for ch in f.text if not ch.isspace())
    assert sorted(ch for ch in left if ch not in "-\u00ad") == sorted(ch for ch in furniture if ch not in "-\u00ad")


def test_places_lead_back_to_the_page() -> None:
    document, manuscript = composed(LAYOUTS["two columns"][0])
    start = manuscript.text.index("ends3")
    page, box = manuscript.on_page(start, start + len("ends3"))
    assert box is not None
    inside = [
        g.text for p in document.pages if p.number == page for g in p.glyphs
        if box[0] - 0.1 <= g.x0 and g.x1 <= box[2] + 0.1 and box[1] - 0.1 <= g.top and g.bottom <= box[3] + 0.1
    ]  # fmt: skip
    assert "".join(inside) == "ends3"


def test_drawing_order_does_not_matter() -> None:
    document, manuscript = composed(LAYOUTS["two columns"][0])
    pages = []
    for page in document.pages:
        # as converters do that write line by line over both columns
        glyphs = sorted(page.glyphs, key=lambda g: (round(g.bottom), g.x0))
        first = page.glyphs[0].index
        renumbered = tuple(
            Glyph(first + i, g.text, g.x0, g.top, g.x1, g.bottom, g.size, g.font) for i, g in enumerate(glyphs)
        )
        pages.append(Page(page.number, page.width, page.height, renumbered, page.rules))
    assert compose_pages(Document(tuple(pages), {}), ()).text == manuscript.text


def test_line_numbers_in_the_margin_are_furniture() -> None:
    texts = [paragraph(n, 60) for n in range(8)]
    source = HEADS.format(extra="", par=SPACED) + '#set par.line(numbering: "1")\n' + "\n\n".join(texts)
    document, manuscript = composed(source)
    assert [b for b in blocks(manuscript) if b.startswith("Paragraph")] == texts
    assert any(f.text == "12" for f in manuscript.furniture)
    numbers = {g.index for page in document.pages for g in page.glyphs if g.text.isdigit() and g.x0 < 50}
    assert numbers
    assert not numbers & {g.index for page, _ in body_of(document) for g in page.glyphs}


@pytest.mark.parametrize("shown", ["1", "n => if calc.rem(n, 5) == 0 { str(n) }"])
def test_line_numbers_on_both_sides_of_two_columns_are_furniture(shown: str) -> None:
    numbering = f'"{shown}"' if shown == "1" else shown
    texts = [paragraph(n, 60) for n in range(12)]
    source = HEADS.format(extra="columns: 2,", par=SPACED) + f"#set par.line(numbering: {numbering})\n"
    _, manuscript = composed(source + "\n\n".join(texts))
    assert [b for b in blocks(manuscript) if b.startswith("Paragraph")] == texts
    assert any(f.text == "15" for f in manuscript.furniture)


def test_ragged_lines_beside_a_narrow_gutter_stay_in_their_columns() -> None:
    texts = [paragraph(n, 60) for n in range(14)]
    source = HEADS.format(extra="columns: 2,", par="justify: false, spacing: 1.3em")
    source = source.replace("#set text", "#set columns(gutter: 4mm)\n#set text")
    source = source.replace("justify: true, justify: false", "justify: false")
    _, manuscript = composed(source + "\n\n".join(texts))
    assert [b for b in blocks(manuscript) if b.startswith("Paragraph")] == texts


def test_footnotes_come_after_the_paragraph_that_they_interrupt() -> None:
    texts = [paragraph(n, 70) for n in range(9)]
    body = (
        texts[0]
        + " Noted.#footnote[A note at the foot of the page.] "
        + " ".join(WORDS)
        + "\n\n"
        + "\n\n".join(texts[1:])
    )
    _, manuscript = composed(HEADS.format(extra="columns: 2,", par=INDENTED) + body)
    notes = [b for b in manuscript.blocks if b.kind == "footnote"]
    assert len(notes) == 1
    assert "A note at the foot" in manuscript.text[notes[0].start : notes[0].end]
    assert [b for b in blocks(manuscript) if b.startswith("Paragraph")][1:] == texts[1:]


def test_the_mark_of_a_footnote_is_no_figure_of_the_text() -> None:
    source = f"{paragraph(1, 60)} The words#footnote[The form is kept in the archive.] end. {paragraph(2, 60)}"
    _, manuscript = composed(HEADS.format(extra="", par=INDENTED) + source)
    assert "¹The form is kept in the archive." in blocks(manuscript)
    assert "words¹ end." in manuscript.text


def test_a_word_cut_at_the_end_of_a_column_is_made_whole() -> None:
    evidence = gather([])
    first = join_lines([identity("He went ab\u00ad")], evidence)
    assert join_lines([first, identity("road")], evidence).text == "He went abroad"
    assert without_open_end(first).text == "He went ab"


def test_the_scale_of_a_chart_is_left_out_and_its_values_stay() -> None:
    ticks = "".join(
        f"#place(dy: {30 - 7 * i}mm, text(size: 5pt)[{250 * i}])#place(dx: 3mm, dy: {31 - 7 * i}mm, line(length: 49mm))"
        for i in range(5)
    )
    bars = "".join(
        f"#place(dx: {10 + 9 * i}mm, dy: {25 - 4 * i}mm, rect(width: 6mm, height: {5 + 4 * i}mm, fill: blue))"
        f"#place(dx: {10 + 9 * i}mm, dy: {22 - 4 * i}mm, text(size: 6pt)[{183 * (i + 1)}])"
        for i in range(4)
    )
    axis = "#place(dx: 7mm, dy: 3mm, line(angle: 90deg, length: 29mm))"
    chart = f"#box(width: 60mm, height: 36mm)[{axis}{ticks}{bars}]\n\nFigure 1. Wells"
    source = f"{paragraph(1, 90)}\n\n{chart}\n\n{paragraph(2, 90)}"
    document, manuscript = composed(HEADS.format(extra="", par=INDENTED) + source)
    assert [b for b in blocks(manuscript) if b in {"250", "500", "1000"}] == []
    assert {"0", "250", "500", "750", "1000"} <= {f.text for f in manuscript.furniture}
    assert all(str(183 * i) in manuscript.text for i in (1, 2, 3, 4))
    assert_all_glyphs_kept(document, manuscript)


def test_labels_of_a_chart_and_its_caption_do_not_break_the_text() -> None:
    shape = "rect(width: 8mm, height: {high}mm, fill: blue)"
    bars = "".join(f"#place(dx: {5 + 12 * i}mm, dy: {20 - 3 * i}mm, {shape.format(high=10 + 3 * i)})" for i in range(4))
    labels = "".join(f"#place(dx: {5 + 12 * i}mm, dy: {16 - 3 * i}mm, text(size: 6pt)[{310 + i}])" for i in range(4))
    chart = (
        f"#place(bottom, float: true, [#box(width: 60mm, height: 35mm)[{bars}{labels}]\n\nFigure 1. Bars of the chart])"
    )
    texts = [paragraph(n, 90) for n in range(8)]
    _, manuscript = composed(HEADS.format(extra="columns: 2,", par=INDENTED) + chart + "\n\n" + "\n\n".join(texts))
    assert [b for b in blocks(manuscript) if b.startswith("Paragraph")] == texts
    kinds = {manuscript.text[b.start : b.end]: b.kind for b in manuscript.blocks}
    assert any("310" in text and "313" in text for text, kind in kinds.items() if kind == "labels")
    assert kinds["Figure 1. Bars of the chart"] == "caption"


def test_hanging_references_are_parted() -> None:
    entries = [f"{n}. Writer W. (20{n:02}). " + paragraph(n, 25 + n % 7) for n in range(10, 30)]
    source = HEADS.format(extra="", par="hanging-indent: 5mm, spacing: 0.65em") + "\n\n".join(
        e.replace(". ", "\\. ", 1) for e in entries
    )
    _, manuscript = composed(source)
    assert [b for b in blocks(manuscript) if "Writer" in b] == entries


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("In all 320#super(typographic: false)[1] people came", "In all 320¹ people came"),
        ("counted in thousands#super(typographic: false)[2] of people", "counted in thousands² of people"),
        ("B. Author#super(typographic: false)[1], C. Writer#super(typographic: false)[2]", "B. Author1, C. Writer2"),
        ("In 2001 came 320#super[1] people of 1002", "In 2001 came 320¹ people of 1002"),
        ("#text(tracking: 0.3em)[CONCLUSION] here", "CONCLUSION here"),
        ("12#sym.space.thin;345 people", "12\u2009345 people"),
        ("*Half* bo#strong[ld] word", "Half bold word"),
    ],
)
def test_words_and_marks_of_a_line(source: str, expected: str) -> None:
    _, manuscript = composed(f"#set page(width: 148mm, height: 210mm)\n{source}")
    assert manuscript.text == expected


def test_a_turned_block_keeps_its_text_together() -> None:
    turned = "#rotate(-90deg, reflow: true)[#box(width: 120mm)[" + paragraph(77, 60) + "]]"
    parts = [paragraph(1, 80), turned, paragraph(2, 80)]
    source = HEADS.format(extra="", par=SPACED) + "\n#pagebreak()\n".join(parts)
    document, manuscript = composed(source)
    assert paragraph(77, 60) in manuscript.text
    assert "Journal" not in manuscript.text
    assert_all_glyphs_kept(document, manuscript)


def test_three_columns_have_two_gutters() -> None:
    document, _ = composed(LAYOUTS["three columns"][0])
    page, gutters = body_of(document)[1]
    assert len(gutters) == 2
    assert all(60.0 < gutter.edge < page.width - 60 for gutter in gutters)


def glyphs_of(words: Sequence[tuple[str, float, float]]) -> list[Glyph]:
    made: list[Glyph] = []
    for text, x, y in words:
        for i, ch in enumerate(text):
            made.append(Glyph(len(made), ch, x + 5 * i, y, x + 5 * i + 5, y + 10, 10.0, "F"))
    return made


def test_rivers_of_word_spaces_are_no_gutter() -> None:
    rows = [
        (w, x, 20.0 + 12 * r) for r in range(5) for w, x in (("abcdefgh", 0), ("abcdefghijkl", 47), ("abcdefghij", 114))
    ]
    assert find_gutters(chunks_of(glyphs_of(rows)), ()) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abЖқ1 .-ﬁ"), st.floats(0, 580), st.floats(0, 800), st.floats(0.5, 60), st.booleans()
        ),
        max_size=60,
    )
)
@settings(max_examples=150)
def test_pages_of_any_glyphs_are_composed(made: list[tuple[str, float, float, float, bool]]) -> None:
    glyphs = tuple(
        Glyph(i, text, x, y, x + size / 2, y + size, size, "Bold" if upright else "F", upright)
        for i, (text, x, y, size, upright) in enumerate(made)
    )
    document = Document((Page(1, 600, 850, glyphs),), {})
    manuscript = compose_pages(document, ())
    assert_blocks_in_order(manuscript)
    assert all(o == INSERTED or 0 <= o < len(glyphs) for o in manuscript.content.origins)
    digits = [ch for ch in manuscript.text + "".join(f.text for f in manuscript.furniture) if ch in "1¹"]
    assert len(digits) == sum(g.text == "1" for g in glyphs)

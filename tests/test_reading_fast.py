"""Pages are read faster, with pdfminer's own results: the same letters, boxes, lines and pictures to the last bit."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF

from pdf_objects import CATALOG, FONT, PAGE, PAGES, pdf, stream
from pipeline.extraction import extract
from pipeline.reading import page_parser
from pipeline.reading.content import UnusualContent, joined, operands_and_operators
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.page_marks import upright_pages
from pipeline.reading.page_parser import DrawnPage, draw_page
from pipeline.reading.pdf import read_pdf

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "raw").glob("*.pdf"))
SLOW = ReadingLimits(slow_reader=1)


def by_pdfminer(*streams: bytes) -> list[Any]:
    """The tokens as pdfminer cuts them."""
    made = []
    for number, data in enumerate(streams, start=1):
        one = PDFStream({}, data)
        one.set_objid(number, 0)
        one.data = data
        made.append(one)
    found: list[Any] = []
    try:
        parser = PDFContentParser(made)
        while True:
            found.append(parser.nextobject()[1])
    except PSEOF:
        return found


def fast(*streams: bytes) -> list[Any] | None:
    """The tokens as they are cut here; None where that is left to pdfminer."""
    try:
        return list(operands_and_operators(joined(streams, most=1 << 20)))
    except UnusualContent:
        return None


SOUND = [
    b"BT /F1 12 Tf 72 700.5 Td (plain) Tj ET",
    b"[(A) -120 (B) 35.5 <0041 00 42>] TJ",
    rb"(a\(b\)c\\ \101\12\0 \n\r\t\b\f \q \8 (inside)) Tj",
    b"<4> Tj <> Tj < 41\n42 > Tj",
    b"-.5 +3 0. 1.2.3 12abc 00012 - 5 T*",
    b"/Span <</ActualText <FEFF0041> /Deep <</A [1 2 (x)]>> >> BDC EMC",
    b"(a) ' 1 2 (b) \" true false null",
    b"% a note\n1 0 0 1 0 0 cm%another\rq Q",
    b"/\xc3\xa9 /\xff /A.B-C* gs\x00\x00 q",
    b"(line\nend) Tj (after \\\nit) Tj",
    b"[] 0 d [3 [2 1]] f*",
    b"",
    b"  \n\t\x00 ",
]
UNUSUAL = [b"(a(b(c)d)e) Tj", b"BI /W 1 /H 1 ID x EI", b"(open", b"[1 2", b"1 2 ]", b"<< /A 1", b">> q",
           b"/A#20B gs", b"{ 1 }", b"<4x>", b"<</A>>", rb"(\777)", b"(\\\r\n)", b"1" * 400, b". q"]  # fmt: skip


@pytest.mark.parametrize("content", SOUND)
def test_content_is_cut_as_pdfminer_cuts_it(content: bytes) -> None:
    if content == b"-.5 +3 0. 1.2.3 12abc 00012 - 5 T*":
        assert fast(content) is None  # a lone sign
        content = content.replace(b"- ", b"")
    found = fast(content)
    assert found is not None
    assert found == by_pdfminer(content)
    assert list(map(type, found)) == list(map(type, by_pdfminer(content)))


@pytest.mark.parametrize("content", UNUSUAL)
def test_what_is_not_sound_is_left_to_pdfminer(content: bytes) -> None:
    assert fast(b"q " + content) is None


@pytest.mark.parametrize(
    "streams",
    [
        (b"q 1 2", b"3 m"),
        (b"/F", b"1 Tf"),
        (b"(one ", b"two) Tj"),
        (b"<41", b"42> Tj"),
        (b"[(a)", b"(b)] TJ"),
        (b"1", b"2"),
    ],
)
def test_a_token_ends_with_its_stream(streams: tuple[bytes, ...]) -> None:
    found = fast(*streams)
    assert found == by_pdfminer(*streams)


@pytest.mark.parametrize("streams", [(b"q (", b"a) Tj"), (b"q /", b"F gs"), (b"q <", b"41> Tj"), (b"(a\\", b"n) Tj")])
def test_a_token_cut_where_it_opens_is_left_to_pdfminer(streams: tuple[bytes, ...]) -> None:
    assert fast(*streams) is None


def test_long_content_and_long_lists_are_left_to_pdfminer() -> None:
    with pytest.raises(UnusualContent):
        joined([b"q " * 10, b"Q " * 10], most=30)
    assert fast(b"[" + b"1 " * 100_001 + b"]") is None


@settings(max_examples=300, deadline=None)
@given(content=st.lists(st.sampled_from([*b" \n()<>[]/%#\\{}.-+0179aATjTJqBDC'\"\x00\xff\r"]), max_size=40).map(bytes))
def test_content_of_any_bytes_is_cut_as_pdfminer_cuts_it_or_left_to_it(content: bytes) -> None:
    found = fast(content)
    assert found is None or found == by_pdfminer(content)


def drawn(data: bytes, limits: ReadingLimits) -> list[tuple[Any, ...]]:
    """All that is drawn on the pages of a PDF."""
    with pdfplumber.open(BytesIO(data)) as opened:
        pages = []
        for number, page in enumerate(PDFPage.create_pages(opened.doc), start=1):
            found = draw_page(opened.rsrcmgr, page, number, limits)
            said = (found.glyphs_left_out, found.shapes_left_out, found.draws_itself)
            pages.append((*upright_pages(found.layout, number, 0), *said))
        return pages


@pytest.fixture
def never_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails a test whose pages are not read the fast way."""
    read = page_parser._drawn_fast

    def checked(*page: Any) -> DrawnPage:
        found = read(*page)
        assert found is not None
        return found

    monkeypatch.setattr(page_parser, "_drawn_fast", checked)


@pytest.mark.usefixtures("never_slow")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_read_just_as_pdfminer_reads_them(path: Path) -> None:
    data = path.read_bytes()
    assert drawn(data, ReadingLimits()) == drawn(data, SLOW)


@pytest.mark.parametrize("path", SAMPLES[:1], ids=lambda path: path.stem)
def test_claims_are_the_same_whichever_way_pages_are_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = extract(path, ocr="never")
    monkeypatch.setenv("DEREK_SLOW_READER", "1")
    assert extract(path, ocr="never") == usual
    assert usual.claims


LAYOUTS = {
    "columns": "#set page(columns: 2)\n#set par(justify: true)\n#lorem(300)",
    "turned": "#lorem(20) #rotate(90deg)[a turned line of letters] #rotate(30deg)[slanting] #rotate(180deg)[over]",
    "drawings": "#table(columns: 2, [a], [1], [b], [2]) #line(length: 40%) #curve(curve.line((9pt, 9pt)))",
    "three languages": "Былтыр 4521 отбасы. В прошлом году 38 тысяч. #super[2] #sub[i] #strike[out] $x^2 / y$",
    "wide": "#set text(tracking: 2pt, spacing: 200%)\n#lorem(40) #scale(x: -100%)[mirror] #scale(x: 60%)[narrow]",
    "turned page": "#set page(flipped: true)\n#lorem(40) #footnote[one]",
}


@pytest.mark.usefixtures("never_slow")
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts_are_read_just_as_pdfminer_reads_them(layout: str) -> None:
    data = typst.compile(layout.encode())
    assert drawn(data, ReadingLimits()) == drawn(data, SLOW)


number = st.one_of(st.integers(-900, 900), st.floats(-900, 900, width=16), st.sampled_from([0, 1, -1])).map(
    lambda n: f"{n:.3f}" if isinstance(n, float) else str(n)
)
shown = st.sampled_from(
    ["(plain)", "( with  words )", "<41424>", "[(a) -120.5 (b) 300 (  c)]", r"(\101\)\q)", "[]", "()"]
)
NUMBERED = {"Td": 2, "TD": 2, "Tm": 6, "cm": 6, "Tc": 1, "Tw": 1, "Tz": 1, "TL": 1, "Ts": 1, "re": 4, "m": 2, "l": 2,
            "w": 1, "g": 1, "rg": 3, "c": 6, "unknown": 2}  # fmt: skip
OTHERS = ("BT", "ET", "q", "Q", "T*", "f", "S", "n", "h", "B*", "/X Do", "/Image Do", "/Nothing Do", "/P <</A 1>> BDC",
          "/Span BMC", "EMC", "/F 0 Tf", "/None 9 Tf", "Td", "W n", "(a) Tf", "7 TJ")  # fmt: skip
numbered = st.sampled_from(sorted(NUMBERED)).flatmap(
    lambda name: st.tuples(*[number] * NUMBERED[name]).map(lambda given: " ".join((*given, name)))
)
command = st.one_of(
    numbered,
    st.sampled_from(OTHERS),
    number.map(lambda n: f"/F {n} Tf"),
    st.tuples(shown, st.sampled_from(["Tj", "TJ", "'", '1 2 3 "'])).map(" ".join),
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(commands=st.lists(command, max_size=30), turn=st.sampled_from([0, 90, 180, 270]))
def test_any_commands_draw_what_pdfminer_draws(commands: list[str], turn: int) -> None:
    content = b"BT /F 10 Tf 50 700 Td (begin) Tj " + "\n".join(commands).encode()
    form = stream(b"BT /F 8 Tf (in a form) Tj ET 1 1 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] ")
    page = PAGE.replace(b"/Contents", b"/Rotate %d /Contents" % turn)
    data = pdf([CATALOG, PAGES, page, stream(content), FONT, form])
    outcomes: list[Any] = []
    for limits in (ReadingLimits(glyphs_a_page=60), ReadingLimits(glyphs_a_page=60, slow_reader=1)):
        try:
            outcomes.append(drawn(data, limits))
        except Exception as error:
            outcomes.append(type(error))
    assert outcomes[0] == outcomes[1]


def test_a_page_of_inline_pictures_is_read_by_pdfminer() -> None:
    content = b"BT /F 10 Tf 50 700 Td (seen) Tj ET q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
    ((page, *_),) = drawn(pdf([CATALOG, PAGES, PAGE, stream(content), FONT]), ReadingLimits())
    assert page.text == "seen"
    assert len(page.images) == 1


def test_a_setting_has_pdfminer_read_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(typst.compile(b"= Wells\nIn 2019 there were 61 wells."))
    usual = read_pdf(path, ocr="never")
    monkeypatch.setattr(page_parser, "_drawn_fast", lambda *page: pytest.fail("it was read the fast way"))
    slow = read_pdf(path, ocr="never", limits=SLOW)
    assert [tuple(page.glyphs) for page in slow.pages] == [tuple(page.glyphs) for page in usual.pages]

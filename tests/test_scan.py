"""Pages as pictures: skew, drawn lines, dirt; the second opinion on a page's words; limits of reading a PDF."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pipeline.errors import PaperTooLarge
from pipeline.reading import pdf
from pipeline.reading.glyphs import GlyphShelf
from pipeline.reading.ocr import OcrTool
from pipeline.reading.pdf import read_pdf
from pipeline.reading.pictures import cleaned, find_drawn, ink_of, levelled, skew_of
from pipeline.reading.rereading import ReadingLimits, Sheet, compared, numbered, read_again
from pipeline.reading.scan import Picture, other_reader, text_difference

PAGE = """
#set page(width: 300pt, height: 400pt, margin: 40pt)
#set text(size: 10pt)
"""
PROSE = "Many students went abroad to study in that year, and most of them came back. " * 12


def made(source: str, folder: Path) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(typst.compile((PAGE + source).encode()))
    return path


def picture_of(path: Path, *, dpi: int = 150) -> tuple[Picture, float]:
    with other_reader(path.read_bytes()) as reader:
        assert reader is not None
        found = reader.picture(1, dpi=dpi)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("ours", "theirs", "missing"),
    [
        ("one two three", "three one two", ()),
        ("on e two th ree", "one two three", ()),
        ("eﬃcient", "efficient", ()),
        ("co\u00adoperate", "cooperate", ()),
        ("Two Words", "two words", ()),
        ("nothing more", "nothing more than that", ("than", "that")),
        ("a page", "a page of entirely lost words", ("of", "entirely", "lost", "words")),
        ("bold once, drawn twice", "bold once, drawn twice bold once", ()),
        ("", "", ()),
        ("page 7", "page 7 .......... ", ()),
    ],
)
def test_missing_words_are_noticed(ours: str, theirs: str, missing: tuple[str, ...]) -> None:
    found = text_difference([ours], theirs)
    assert (found.missing if found else ()) == missing


@given(st.text(), st.randoms())
def test_reordered_text_is_never_missing(text: str, random: object) -> None:
    letters = list(text)
    random.shuffle(letters)  # type: ignore[attr-defined]
    assert text_difference(letters, text) is None


def test_both_readers_agree_on_a_clean_page(tmp_path: Path) -> None:
    path = made(f"= Heading\n#columns(2)[{PROSE}]\n#rotate(90deg)[Turned words]", tmp_path)
    assert not [d for d in read_pdf(path).diagnostics if d.code == "text-differs"]


def test_a_page_that_lost_text_is_named(tmp_path: Path) -> None:
    path = made(PROSE, tmp_path)
    page = read_pdf(path).pages[0]
    half = Sheet(1, (pdf.Page(1, page.width, page.height, page.glyphs[: len(page.glyphs) // 3]),))
    with other_reader(path.read_bytes()) as reader:
        # the sentence repeats, so that its words are all still there: only a page that lost words of its own is named
        assert compared([half], reader) == []
        none = Sheet(1, (pdf.Page(1, page.width, page.height, page.glyphs[:9]),))
        (said,) = compared([none], reader)
    assert (said.code, said.level, said.page) == ("text-differs", "warning", 1)
    assert "students" in said.message


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no PDF at all"])
def test_the_other_reader_never_raises(data: bytes) -> None:
    with other_reader(data) as reader:
        assert reader is None


def test_pages_that_are_not_there_are_none(tmp_path: Path) -> None:
    with other_reader(made("One page", tmp_path).read_bytes()) as reader:
        assert reader is not None
        assert (reader.picture(9), reader.text(9)) == (None, None)


def test_a_picture_shows_the_whole_sheet(tmp_path: Path) -> None:
    picture, point = picture_of(made("Words", tmp_path))
    assert picture.shape[1] * point == pytest.approx(300, abs=1)
    assert picture.shape[0] * point == pytest.approx(400, abs=1)


@pytest.mark.parametrize("degrees", [-4.0, -0.6, 0.0, 0.3, 2.5])
def test_skew_is_measured_and_undone(degrees: float, tmp_path: Path) -> None:
    picture, _ = picture_of(made(PROSE, tmp_path), dpi=200)
    askew = levelled(picture, degrees)  # turned against the clock, its lines rise
    found = skew_of(ink_of(askew))
    assert found == pytest.approx(-degrees, abs=0.08)
    assert skew_of(ink_of(levelled(askew, found))) == pytest.approx(0, abs=0.06)


def test_an_empty_page_has_no_skew() -> None:
    assert skew_of(ink_of(np.full((300, 200), 255, dtype=np.uint8))) == 0


def test_lines_and_bars_are_found_and_letters_are_not(tmp_path: Path) -> None:
    source = (
        PROSE[:160]
        + """
    #table(columns: 3, [a], [b], [c], [1], [2], [3])
    #rect(width: 30pt, height: 60pt, fill: black)
    """
    )
    picture, point = picture_of(made(source, tmp_path), dpi=300)
    drawn = find_drawn(ink_of(picture), pixels_a_point=1 / point)
    assert len(drawn.across) == 3
    assert len(drawn.down) == 4
    assert len(drawn.filled) == 1
    x0, top, x1, bottom = (edge * point for edge in drawn.filled[0])
    assert (x1 - x0, bottom - top) == (pytest.approx(30, abs=1), pytest.approx(60, abs=1))


def test_dirt_is_taken_out_and_full_stops_stay() -> None:
    image = Image.new("L", (400, 200), 230)
    draw = ImageDraw.Draw(image)
    draw.rectangle((50, 80, 58, 110), fill=20)  # a letter
    draw.rectangle((64, 105, 68, 110), fill=20)  # its full stop
    draw.rectangle((300, 40, 302, 42), fill=20)  # a speck far away
    draw.rectangle((72, 60, 73, 61), fill=20)  # a speck near the letter
    picture = np.asarray(image, dtype=np.uint8)
    clean = cleaned(picture, ink_of(picture))
    assert clean[107, 66] < 100
    assert clean[95, 54] < 100
    assert clean[41, 301] > 200
    assert clean[60, 72] > 200


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    path = made("one #pagebreak() two #pagebreak() three", tmp_path)
    with pytest.raises(PaperTooLarge, match="more than 2 pages"):
        read_pdf(path, limits=ReadingLimits(pages=2))


def test_too_many_glyphs_are_left_out_and_said(tmp_path: Path) -> None:
    document = read_pdf(made("word " * 100, tmp_path), limits=ReadingLimits(glyphs_a_page=50))
    assert len(document.pages[0].glyphs) <= 50
    assert "too-many-glyphs" in [d.code for d in document.diagnostics]


@pytest.mark.parametrize("error", [TypeError("bare"), RecursionError(), KeyError("Contents"), ValueError()])
def test_a_page_that_breaks_the_parser_costs_that_page(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made("first page #pagebreak() second page", tmp_path)
    read = pdf.upright_pages

    def break_on_the_first(layout: object, number: int, *rest: int) -> object:
        if number == 1:
            raise error
        return read(layout, number, *rest)

    monkeypatch.setattr(pdf, "upright_pages", break_on_the_first)
    document = read_pdf(path, ocr="never")
    assert [(d.code, d.page) for d in document.diagnostics if d.level == "error"] == [("unreadable-page", 1)]
    assert "".join(g.text for g in document.pages[1].glyphs).replace(" ", "") == "secondpage"


def test_sound_pages_are_left_alone(tmp_path: Path) -> None:
    path = made(PROSE, tmp_path)
    page = read_pdf(path).pages[0]
    with other_reader(path.read_bytes()) as reader:
        nothing = OcrTool(None, ())
        assert read_again([Sheet(1, (page,))], reader, ocr="auto", tool=nothing, limits=ReadingLimits()) == ([page], [])
    (kept,) = numbered([page], GlyphShelf())
    assert tuple(kept.glyphs) == tuple(page.glyphs)

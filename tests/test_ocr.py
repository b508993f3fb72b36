"""Pages that are pictures, or whose text layer is wrong, are read by OCR; what can't be read is said."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import typst
from PIL import Image

from pipeline import extraction
from pipeline.errors import UnreadablePaper
from pipeline.languages.misreadings import likely_word
from pipeline.reading import pdf, rereading
from pipeline.reading.document import Glyph, Page
from pipeline.reading.mending import folded, lay_beside, mend
from pipeline.reading.ocr import INSTALL, OcrFailed, OcrLetter, OcrLine, OcrTool, OcrWord, find_ocr, recognise
from pipeline.reading.pdf import read_pdf
from pipeline.reading.recognition import SeenLine, SeenPage, pages_of
from pipeline.reading.rereading import ReadingLimits, Sheet, read_again
from pipeline.reading.scan import other_reader

NOTHING = OcrTool(None, ())

PAPER = """
#set page(width: 420pt, height: 595pt, margin: 50pt)
#set text(size: 11pt, hyphenate: true)
#set par(justify: true)

#align(center)[*Study abroad in three languages*]

In the autumn of that year 4521 students left for universities abroad, and 38 % of them chose a country close to home.
Their teachers were glad to see them go, and gladder to see them come back.

#text(lang: "ru")[В прошлом году за рубежом учились 5200 студентов, и это на 12 % больше, чем раньше. Причины роста
просты: общежития стали дешевле, а договоры между вузами продлены на будущее.]

#text(lang: "kk")[Былтыр шетелде оқыған студенттердің саны өсті: олардың 730 адамы ғылым мен білімге көңіл бөлді,
қалғаны жұмыс іздеді. Бұл үрдіс жаңа емес, оның әсері ұзақ болмақ.]

Table 1. Students by country
#table(columns: (1fr, 1fr, 1fr), align: center,
  [Country], [2018], [2019], [Norway], [120], [145], [Poland], [380], [412], [Japan], [64], [71])
"""


@cache
def text_pdf(source: str = PAPER) -> bytes:
    return bytes(typst.compile(source.encode()))


def drawn(data: bytes, number: int = 1, *, dpi: int = 200) -> Image.Image:
    with other_reader(data) as reader:
        assert reader is not None
        found = reader.picture(number, dpi=dpi)
    assert found is not None
    return Image.fromarray(found[0])


def scanned(image: Image.Image, *, skew: float = 0.0, dirt: bool = False) -> bytes:
    """The image as a scanner would give it back: askew, unevenly lit, with specks."""
    paper = np.asarray(image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255), dtype=np.float32)
    if dirt:
        noise = np.random.default_rng(7)
        paper = paper * 0.9 + 18 - np.linspace(0, 14, paper.shape[1])[None, :]
        paper = paper + noise.normal(0, 4, paper.shape)
        paper.reshape(-1)[noise.integers(0, paper.size, 150)] = 60
    buffer = BytesIO()
    Image.fromarray(np.clip(paper, 0, 255).astype(np.uint8)).save(buffer, format="PDF", resolution=200.0, quality=60)
    return buffer.getvalue()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def recall(wanted: str, text: str) -> float:
    there = set(words(text))
    return sum(word in there for word in words(wanted)) / len(words(wanted))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(drawn(text_pdf()), skew=0.7, dirt=True))
    return path


@pytest.mark.usefixtures("tesseract")
def test_a_scan_is_read_as_its_original_is(scan: Path, tmp_path: Path) -> None:
    original = tmp_path / "original.pdf"
    original.write_bytes(text_pdf())
    wanted, paper = extraction.extract(original), extraction.extract(scan)
    assert recall(wanted.text, paper.text) >= 0.97
    assert paper.source.ocr_pages == (1,)
    assert "tesseract" in paper.source.reader
    assert [(d.level, d.code, d.page) for d in paper.diagnostics if d.code == "ocr"] == [("info", "ocr", 1)]
    starts = [paper.text.find(start) for start in ("Study abroad", "In the autumn", "В прошлом", "Былтыр", "Table 1")]
    assert starts == sorted(starts)
    assert -1 not in starts
    (table,) = paper.tables
    assert [row[0] for row in table.rows] == ["Country", "Norway", "Poland", "Japan"]
    assert table.rows[2][1:] == ("380", "412")


@pytest.mark.usefixtures("tesseract")
def test_claims_of_a_scan_say_how_sure_they_are(scan: Path) -> None:
    paper = extraction.extract(scan)
    assert paper.claims
    assert all(0 < claim.confidence < 1 for claim in paper.claims if claim.location.start is not None)
    for claim in paper.claims:
        assert claim.location.page == 1
        assert claim.location.bbox is not None


@pytest.mark.usefixtures("tesseract")
def test_every_glyph_of_a_scan_is_in_the_text_or_in_furniture(scan: Path) -> None:
    from pipeline.layout.pages import compose_pages
    from pipeline.tables.pdf_tables import find_in_document

    document = read_pdf(scan)
    manuscript = compose_pages(document, find_in_document(document))
    placed = set(manuscript.content.origins)
    lost = "".join(g.text for g in document.pages[0].glyphs if g.text.strip() and g.index not in placed)
    furniture = "".join(words(" ".join(f.text for f in manuscript.furniture)))
    assert all(word in furniture for word in words(lost))
    for start in range(0, len(manuscript.text), 50):
        page, box = manuscript.on_page(start, start + 50)
        assert page == 1 or box is None


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_was_scanned_on_its_side_is_read(turns: int, tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    path.write_bytes(scanned(drawn(text_pdf()).rotate(90 * turns, expand=True)))
    document = read_pdf(path)
    wanted = "In the autumn of that year 4521 students left for universities abroad, and 38 % of them chose a country"
    assert recall(wanted, _spelled(document.pages)) >= 0.85


def _spelled(pages: tuple[Page, ...]) -> str:
    return "".join(glyph.text for page in pages for glyph in page.glyphs)


def mixed(folder: Path) -> Path:
    """A paper whose second page is a picture."""
    (folder / "page.png").write_bytes(b"")
    buffer = BytesIO()
    drawn(text_pdf()).save(buffer, format="PNG")
    source = "#set page(width: 420pt, height: 595pt, margin: 0pt)\n#pad(50pt)[The first page is print as any other, "
    source += 'and nothing is wrong with its text layer at all.]\n#pagebreak()\n#image("page.png", width: 420pt)'
    (folder / "page.png").write_bytes(buffer.getvalue())
    (folder / "main.typ").write_text(source)
    path = folder / "mixed.pdf"
    path.write_bytes(typst.compile(str(folder / "main.typ")))
    return path


@pytest.mark.usefixtures("tesseract")
def test_only_the_pages_that_need_it_are_read_by_ocr(tmp_path: Path) -> None:
    paper = extraction.extract(mixed(tmp_path))
    assert paper.source.ocr_pages == (2,)
    assert "nothing is wrong with its text layer" in paper.text
    assert "4521 students" in paper.text


def test_without_tesseract_the_other_pages_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_ocr", lambda: NOTHING)
    paper = extraction.extract(mixed(tmp_path))
    (said,) = [d for d in paper.diagnostics if d.code == "no-ocr"]
    assert (said.level, said.page) == ("warning", 2)
    assert INSTALL in said.message
    assert "nothing is wrong with its text layer" in paper.text


@pytest.mark.parametrize(
    ("tool", "lacking"),
    [(NOTHING, "tesseract is not installed"), (OcrTool("/bin/false", ("eng", "rus")), "its languages kaz")],
)
def test_a_scan_without_tesseract_names_the_remedy(
    tool: OcrTool, lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(drawn(text_pdf())))
    monkeypatch.setattr(pdf, "find_ocr", lambda: tool)
    with pytest.raises(UnreadablePaper, match=lacking) as raised:
        read_pdf(path)
    assert raised.value.remedy == INSTALL


def test_never_means_never(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(drawn(text_pdf())))
    with pytest.raises(UnreadablePaper, match="--ocr auto"):
        read_pdf(path, ocr="never")
    document = read_pdf(mixed(tmp_path), ocr="never")
    assert [(d.code, d.page) for d in document.diagnostics] == [("text-layer", 2)]


@pytest.mark.usefixtures("tesseract")
def test_always_means_every_page(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(text_pdf())
    assert {g.confidence < 1 for g in read_pdf(path, ocr="always").pages[0].glyphs if g.text != " "} == {True}


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("sleep 20", "more than 0.5 s"),
        ("echo no >&2; exit 3", r"tesseract failed \(no\)"),
        ("kill -9 $$", "exit code -9"),
        ("echo '<html><body'", "can't be read"),
    ],
)
def test_a_program_that_misbehaves_costs_the_page(script: str, said: str, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\ncat >/dev/null\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    tool = OcrTool(str(program), ("kaz", "rus", "eng"))
    with pytest.raises(OcrFailed, match=said):
        recognise(np.full((40, 40), 255, dtype=np.uint8), tool, seconds=0.5)


def test_pages_that_fail_or_come_too_late_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = text_pdf()
    sheets = [Sheet(1, (Page(1, 420, 595, ()),), "there is no text layer")]
    tool = OcrTool("/bin/true", ("kaz", "rus", "eng"))

    def fail(*_: object, **__: object) -> None:
        raise OcrFailed("tesseract failed (no)")

    monkeypatch.setattr(rereading, "see", fail)
    with other_reader(data) as reader:
        _, failed = read_again(sheets, reader, ocr="auto", tool=tool, limits=ReadingLimits())
        _, late = read_again(sheets, reader, ocr="auto", tool=tool, limits=ReadingLimits(ocr_seconds=0))
    assert [(d.code, d.page) for d in (*failed, *late)] == [("ocr-failed", 1), ("ocr-time", 1)]


@pytest.mark.usefixtures("tesseract")
def test_a_false_font_table_is_mended_and_digits_stay(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(text_pdf())
    (page,) = read_pdf(path).pages
    false = str.maketrans("әғқңөұүһі", "????µЎў‰i")
    wrong = replace(page, glyphs=tuple(replace(g, text=g.text.translate(false)) for g in page.glyphs))
    with other_reader(path.read_bytes()) as reader:
        sheet = Sheet(1, (wrong,), "words have wrong letters")
        (mended,), _ = read_again([sheet], reader, ocr="auto", tool=find_ocr(), limits=ReadingLimits())
    pairs = list(zip(page.glyphs, mended.glyphs, strict=True))
    assert sum(folded(a.text) != folded(b.text) for a, b in pairs) <= 0.015 * len(pairs)
    assert [b.text for a, b in pairs if a.text.isdigit()] == [a.text for a, _ in pairs if a.text.isdigit()]
    assert [(b.x0, b.top, b.size) for _, b in pairs] == [(a.x0, a.top, a.size) for a, _ in pairs]
    assert any(b.confidence < 1 for _, b in pairs)


def seen_line(text: str, *, at: float, width: int = 20, confidence: float = 0.9, size: float = 10.0) -> SeenLine:
    """A line of OCR whose letters are all `width` pixels wide; a pixel is half a point."""
    found: list[OcrWord] = []
    x = 0
    for word in text.split(" "):
        letters = tuple(
            OcrLetter(ch, (x + i * width, int(at) - 14, x + (i + 1) * width, int(at)), confidence)
            for i, ch in enumerate(word)
        )
        found.append(OcrWord((x, int(at) - 14, x + len(word) * width, int(at)), letters, confidence))
        x += (len(word) + 1) * width
    line = OcrLine(tuple(found), (0, int(at) - 14, x - width, int(at)), at, 19.0, 1)
    return SeenLine(line, at / 2, size, len(text), 1.0)


def layer(text: str, *, at: float, first: int = 0) -> list[Glyph]:
    """A text layer that lies under `seen_line` of a text of the same length."""
    return [
        Glyph(first + i, ch, 10.0 * i, at / 2 - 8, 10.0 * i + 9, at / 2 + 2, 10.0, "F")
        for i, ch in enumerate(text)
        if ch != " "
    ]


def mended_text(wrong: str, read: str, *, times: int = 6) -> str:
    lines = [seen_line(read, at=40.0 + 60 * i) for i in range(times)]
    glyphs: list[Glyph] = []
    for i in range(times):
        glyphs += layer(wrong, at=40.0 + 60 * i, first=len(glyphs))
    page = Page(1, 500, 800, tuple(glyphs))
    seen = SeenPage(500, 800, 0.5, tuple(lines), (), ())
    (mended,) = mend([lay_beside(page, seen)])
    return "".join(g.text for g in mended.glyphs[: len(wrong.replace(" ", ""))])


@pytest.mark.parametrize(
    ("wrong", "read", "right"),
    [
        ("аЌша 12", "ақша 12", "ақша12"),  # one false letter
        ("?ыл ?ой ?аз", "қыл ғой ғаз", "қылғойғаз"),  # one sign for several letters
        ("бала 38", "бала 88", "бала38"),  # a digit that OCR misreads only here and that it confirms elsewhere
        ("«иә» – жоқ", "“иә” - жоқ", "«иә»–жоқ"),  # signs are left alone
        ("мама", "mама", "мама"),  # look-alikes are no evidence
    ],
)
def test_letters_are_mended_by_vote(wrong: str, read: str, right: str) -> None:
    if "88" in read:
        wrong, read = wrong + " 333", read + " 333"
        right += "333"
    assert mended_text(wrong, read) == right


def test_sizes_of_a_scan_are_those_that_the_paper_uses() -> None:
    lines = [seen_line("an ordinary line", at=40.0 + 60 * i, size=10 + 0.1 * (i % 3)) for i in range(9)]
    lines.append(seen_line("A HEADING OF IT ALL", at=700.0, size=14.0))
    (page,) = pages_of([(1, SeenPage(500, 800, 0.5, tuple(lines), (), ()))])
    assert len({g.size for g in page.glyphs}) == 2


@pytest.mark.parametrize(("pixels", "expected"), [(5, "-"), (10, "–"), (18, "—")])
def test_dashes_are_told_by_their_width(pixels: int, expected: str) -> None:
    line = seen_line("one - two", at=40.0)
    dash = OcrWord((80, 30, 80 + pixels, 32), (OcrLetter("-", (80, 30, 80 + pixels, 32), 0.9),), 0.9)
    first, _, last = line.line.words
    line = replace(line, line=replace(line.line, words=(first, dash, last)))
    (page,) = pages_of([(1, SeenPage(500, 800, 0.5, (line,), (), ()))])
    assert "".join(g.text for g in page.glyphs) == f"one {expected} two"


def test_letters_of_no_height_are_borne() -> None:
    line = seen_line("one - two-three", at=40.0, size=0.0)
    (page,) = pages_of([(1, SeenPage(500, 800, 0.5, (line,), (), ()))])
    assert "".join(g.text for g in page.glyphs) == "one - two-three"


@pytest.mark.parametrize(("pixels", "expected"), [(11, "–two"), (5, "-two"), (20, "—two")])
def test_a_dash_at_the_beginning_of_a_word_is_told_by_its_width(pixels: int, expected: str) -> None:
    line = seen_line("one -two", at=40.0)
    first, word = line.line.words
    x0, stroke = word.box[0], replace(word.letters[0], box=(word.box[0], 30, word.box[0] + pixels, 32))
    word = replace(word, letters=(stroke, *word.letters[1:]))
    line = replace(line, line=replace(line.line, words=(first, word)))
    (page,) = pages_of([(1, SeenPage(500, 800, 0.5, (line,), (), ()))])
    assert "".join(g.text for g in page.glyphs) == f"one {expected}"
    assert page.glyphs[4].x0 == x0 * 0.5


def test_words_whose_boxes_overlap_keep_their_order() -> None:
    line = seen_line("water and land", at=40.0)
    wide = [replace(word, box=(word.box[0], word.box[1], word.box[2] + 30, word.box[3])) for word in line.line.words]
    line = replace(line, line=replace(line.line, words=tuple(wide)))
    (page,) = pages_of([(1, SeenPage(500, 800, 0.5, (line,), (), ()))])
    letters = [g for g in page.glyphs if g.text != " "]
    assert [g.text for g in sorted(letters, key=lambda g: g.x0)] == list("waterandland")


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("обшественное", "общественное"),
        ("«настояшее»,", "«настоящее»,"),
        ("хорошо", "хорошо"),
        ("Дошанова", "Дошанова"),
        ("қоғамдағы", "қоғамдағы"),
        ("students", "students"),
        ("шшшшшшшшшш", "шшшшшшшшшш"),
        ("обьем", "объем"),
        ("семьи", "семьи"),
        ("", ""),
    ],
)
def test_letters_that_make_no_word_are_put_right(read: str, right: str) -> None:
    assert likely_word(read) == right


def test_raised_digits_after_a_word_are_small() -> None:
    line = seen_line("word12", at=40.0)
    (word,) = line.line.words
    letters = tuple(
        replace(letter, box=(letter.box[0], 24, letter.box[2], 32)) if letter.text.isdigit() else letter
        for letter in word.letters
    )
    line = replace(line, line=replace(line.line, words=(replace(word, letters=letters),)))
    (page,) = pages_of([(1, SeenPage(500, 800, 0.5, (line,), (), ()))])
    sizes = {g.text: g.size for g in page.glyphs}
    assert sizes["1"] < 0.7 * sizes["w"]

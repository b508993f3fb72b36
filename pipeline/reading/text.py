"""Text files (.txt, .md) → TextFile: the encoding found, its mark removed, letters that went wrong put right."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from pipeline.errors import EmptyPaper, NotAPaper
from pipeline.reading.document import TextFile
from pipeline.reading.files import kind_of, read_bytes
from pipeline.reading.health import text_ailment
from pipeline.reading.mojibake import restored
from schemas import Diagnostic

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Single-byte code pages in which Kazakh and Russian texts are found, the commonest first: of equal scores the first
# wins. kz1048 and ptcp154 are cp1251 with the Kazakh letters put in place of Serbian and Ukrainian ones.
_CODE_PAGES = ("cp1251", "kz1048", "ptcp154", "koi8_r", "cp866", "mac_cyrillic", "cp1252", "iso8859_5", "cp855")
_SAMPLE = 60_000
_MAX_BROKEN_SHARE = 0.02
_MAX_CONTROL_SHARE = 0.05
_SURELY_UTF8 = 8
"""So many bytes beyond ASCII that are valid UTF-8 don't stand in one line of another encoding by chance."""
_ASCII = bytes(range(128))

_COMMON = frozenset("оеаинтсрвлкмдпуыяьгзбчйхжшюцщэфъё")
_KAZAKH = frozenset("әғқңөұүһі")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MIXED_WORD = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_CASE_INSIDE = re.compile(r"[а-яё][А-ЯЁ]")


def read_text(path: Path) -> TextFile:
    """Decode a text file.

    Raises EmptyPaper (no bytes, nothing but spaces), NotAPaper (an archive, picture, web page or binary file) and
    UnreadablePaper (missing, not a regular file).
    """
    data = read_bytes(path)
    kind = kind_of(data)
    if kind is not None:
        raise NotAPaper(path, f"the name says text, the content looks like {kind}", "give the paper as text or PDF")
    text, encoding, diagnostics = decode(data)
    text, wrong = restored(text)
    if wrong:
        message = f"{wrong} lines were UTF-8 that had been taken for another encoding; their letters were restored"
        diagnostics.append(Diagnostic(level="warning", code="encoding-restored", message=message))
    ailment = text_ailment(text)
    if ailment:
        message = f"{ailment}: save it again as UTF-8 from where it was written"
        diagnostics.append(Diagnostic(level="warning", code="wrong-letters", message=message))
    if not text.strip("\ufeff\x00 \t\r\n\f\v\u00a0"):
        raise EmptyPaper(path, "there is no text in the file", "check that the right file was saved")
    controls = len(_CONTROL.findall(text))
    if controls > _MAX_CONTROL_SHARE * len(text):
        raise NotAPaper(path, "the content looks like binary data, not text", "give the paper as text or PDF")
    if controls:
        message = f"{controls} control characters in the file were passed over"
        diagnostics.append(Diagnostic(level="info", code="control-characters", message=message))
    return TextFile(text=text, encoding=encoding, diagnostics=tuple(diagnostics))


def decode(data: bytes) -> tuple[str, str, list[Diagnostic]]:
    """The text of bytes, the name of the encoding, and what had to be guessed or replaced. Never raises."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    wide = _wide_encoding(data)
    if wide is not None:
        return _decoded(data, wide)
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(ch > "\x7f" for ch in text[:_SAMPLE]) * max(1.0, len(text) / _SAMPLE)
    if broken <= _MAX_BROKEN_SHARE * beyond_ascii:
        return _decoded(data, "utf-8")
    return _by_lines(data)


def _by_lines(data: bytes) -> tuple[str, str, list[Diagnostic]]:
    """Lines of a code page, of damaged UTF-8, or of both, as in a file put together of two."""
    lines, ours = data.splitlines(keepends=True), list[bool]()
    for line in lines:
        ours.append(_is_utf8(line, before=ours[-1] if ours else False))
    others = b"".join(line for line, is_ours in zip(lines, ours, strict=True) if not is_ours)
    if others.isascii():
        return _decoded(data, "utf-8")
    encoding = _code_page(others)
    if not any(ours):
        message = f"the encoding is not declared; read as {encoding}"
        guess = Diagnostic(level="info", code="encoding-guessed", message=message)
        return data.decode(encoding, errors="replace"), encoding, [guess]
    text = "".join(
        line.decode("utf-8" if is_ours else encoding, errors="replace")
        for line, is_ours in zip(lines, ours, strict=True)
    )
    message = f"{sum(ours)} lines are UTF-8, {len(ours) - sum(ours)} lines were read as {encoding}"
    return text, "utf-8", [Diagnostic(level="warning", code="encoding-mixed", message=message)]


def _is_utf8(line: bytes, *, before: bool) -> bool:
    """Whether most that is beyond ASCII in a line is UTF-8; where too little is there to tell, as the line before."""
    if line.isascii():
        return before
    beyond, broken = len(line.translate(None, _ASCII)), line.decode("utf-8", errors="replace").count("\ufffd")
    return 2 * broken <= beyond and (beyond - broken >= _SURELY_UTF8 or before)


def _decoded(data: bytes, encoding: str) -> tuple[str, str, list[Diagnostic]]:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else text.count("\ufffd")
    if broken <= 0:
        return text, encoding, []
    message = f"{broken} places are not valid {encoding.upper()}; they stand as U+FFFD in the text"
    return text, encoding, [Diagnostic(level="warning", code="broken-characters", message=message)]


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte-order mark: some bytes of each letter hardly vary (0 for Latin, 4 Cyrillic)."""
    sample = data[: min(4096, len(data) - len(data) % 4)]
    if len(sample) < 4:
        return None
    first, second, third, fourth = (_few(sample[at::4]) for at in range(4))
    if third > 0.95 and fourth > 0.95 and first < 0.3:
        return "utf-32-le"
    if first > 0.95 and second > 0.95 and fourth < 0.3:
        return "utf-32-be"
    odd, even = (second + fourth) / 2, (first + third) / 2
    if odd > 0.8 and even < 0.3:
        return "utf-16-le"
    if even > 0.8 and odd < 0.3:
        return "utf-16-be"
    return None


def _few(sample: bytes) -> float:
    return sum(byte in (0, 4) for byte in sample) / len(sample)


def _code_page(data: bytes) -> str:
    sample = data[:_SAMPLE]
    return max(_CODE_PAGES, key=lambda page: _likeness(sample.decode(page, errors="replace")))


def _likeness(text: str) -> int:
    """How much the text reads like Russian, Kazakh or a Western language: common letters against impossible ones."""
    score = 0
    for ch in text:
        if ch <= "\x7f":
            continue
        if ch in _COMMON:
            score += 4
        elif ch in _KAZAKH:
            score += 3
        elif ch.lower() in _COMMON or ch.lower() in _KAZAKH or ch in "«»–—№“”„’…°•€\u00a0éèäöüßñç":
            score += 1
        else:
            score -= 4
    return score - 6 * len(_MIXED_WORD.findall(text)) - 4 * len(_CASE_INSIDE.findall(text))

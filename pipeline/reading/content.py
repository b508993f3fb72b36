"""The drawing commands of a page: content streams cut into operands and operators, many tokens at a time.

pdfminer reads them letter by letter, which takes more than half of the time of a page. What is read here is the same,
token by token, as its `PDFContentParser` makes of sound content; content of any other kind (inline pictures, unbalanced
brackets, names with #) raises `UnusualContent`, and pdfminer reads that page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.psparser import KWD, LIT, PSKeyword, literal_name

_TOKEN = re.compile(
    rb"""
      (?P<space>   [\s\x00]++ | %[^\r\n]*+ )
    | (?P<number>  [-+]?[0-9]++(?:\.[0-9]*+)? | [-+]?\.[0-9]++ )
    | (?P<word>    [A-Za-z][^\#/%\[\]()<>{}\s]*+ | ['"] )
    | (?P<name>    /[^\#/%\[\]()<>{}\s]*+(?!\#) )
    | (?P<open>    \[ | << )
    | (?P<close>   \] | >> )
    | (?P<hex>     <[0-9a-fA-F\s]*+> )
    | (?P<plain>   \([^()\\]*+\) )
    | (?P<string>  \( (?: [^()\\] | \\. | \((?: [^()\\] | \\. )*+\) )*+ \) )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_SIGNS = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}
_ESCAPED = {
    **{bytes((code,)): b"" for code in range(256) if code != 13},  # pdfminer drops what needs no escape
    **_SIGNS,
    **{b"%0*o" % (digits, code): bytes((code,)) for digits in (1, 2, 3) for code in range(256) if code < 8**digits},
}
"""What stands for each escape; not in it are a line end of two bytes, and codes above 255."""
_SPACE = re.compile(rb"\s+")
_BLANK = b" \t\r\n\f\v\x00"
_LONGEST_NUMBER = 300
"""Digits; Python turns no longer ones than some 4000 into a number, and nothing is printed at such a place."""
_INLINE = frozenset((b"BI", b"ID", b"EI"))
_CUT_OPEN = b"(/<>\\"
"""A stream that ends with one of these has a token that goes on in the next stream."""
_MOST_ITEMS = 100_000
"""In a list: a line of text has some hundred, a dash pattern four."""


class UnusualContent(Exception):
    """The content is not of the kind that is read here."""


def joined(streams: Sequence[bytes], *, most: int) -> bytes:
    """The streams of one page as one, as they are read: a token ends with its stream.

    Raises UnusualContent where that is not so, and for more than `most` bytes.
    """
    if sum(map(len, streams)) > most:
        raise UnusualContent
    if any(data.rstrip(_BLANK)[-1:] in _CUT_OPEN for data in streams[:-1] if data.strip(_BLANK)):
        raise UnusualContent
    return b"\n".join(streams)


def operands_and_operators(content: bytes) -> Iterator[Any]:
    """Numbers, bytes, booleans, literals, lists and dicts as they stand, and operators (PSKeyword) after theirs.

    Raises UnusualContent where the content stops being sound.
    """
    match, make, end, at = _TOKEN.match, _MAKERS, len(content), 0
    within: list[tuple[bytes, list[Any]]] = []
    while at < end:
        found = match(content, at)
        if found is None:
            raise UnusualContent
        at = found.end()
        kind = found.lastgroup
        if kind == "space":
            continue
        if kind == "open":
            within.append((found.group(), []))
            continue
        value = _closed(found.group(), within) if kind == "close" else make[kind](found.group())
        if not within:
            yield value
        elif len(within[-1][1]) < _MOST_ITEMS:
            within[-1][1].append(value)
        else:
            raise UnusualContent
    if within:
        raise UnusualContent


def _number(token: bytes) -> int | float:
    if len(token) > _LONGEST_NUMBER:
        raise UnusualContent
    return float(token) if b"." in token else int(token)


def _word(token: bytes) -> PSKeyword | bool:
    if token == b"true":
        return True
    if token == b"false":
        return False
    if token in _INLINE:
        raise UnusualContent
    keyword: PSKeyword = KWD(token)
    return keyword


def _name(token: bytes) -> Any:
    try:
        return LIT(token[1:].decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(token[1:])


def _from_hex(token: bytes) -> bytes:
    digits = token[1:-1]
    if not digits.isalnum():
        digits = _SPACE.sub(b"", digits)
    if len(digits) % 2:  # pdfminer takes a lone last digit for a low one
        return bytes.fromhex(digits[:-1].decode()) + bytes((int(digits[-1:], 16),))
    return bytes.fromhex(digits.decode())


def _plain(token: bytes) -> bytes:
    return token[1:-1]


def _unescaped(token: bytes) -> bytes:
    try:
        return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], token[1:-1])
    except KeyError:
        raise UnusualContent from None


_MAKERS: dict[str | None, Callable[[bytes], Any]] = {
    "number": _number,
    "plain": _plain,
    "string": _unescaped,
    "hex": _from_hex,
    "word": _word,
    "name": _name,
}


def _closed(bracket: bytes, within: list[tuple[bytes, list[Any]]]) -> list[Any] | dict[str, Any]:
    """The list or dict that the bracket ends."""
    if not within or within[-1][0] != (b"[" if bracket == b"]" else b"<<"):
        raise UnusualContent
    items = within.pop()[1]
    if bracket == b"]":
        return items
    if len(items) % 2:
        raise UnusualContent
    return {literal_name(key): value for key, value in zip(items[::2], items[1::2], strict=True)}

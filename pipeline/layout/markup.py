"""Markdown and HTML marks of converted papers, taken out of a line with its offsets kept."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from pipeline.layout.characters import superscript
from pipeline.offsets import MappedText

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"\s*(?:[-*_=]\s?){3,}\s*\Z")
_TAGS = (
    "a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|hr|i|ins|li|mark|ol|p|q|s|small|span|strike|strong|"
    "sub|sup|table|tbody|td|th|thead|tr|u|ul"
)
# One alternative a kind of mark; what the named group `keep…` holds stays in the text.
_MARK = re.compile(
    rf"""
      <!--.{{0,500}}?-->
    | <sup\b[^<>]{{0,200}}>(?P<keep_sup>[^<>]{{0,40}})</sup\s*>
    | <sup\b[^<>]{{0,200}}>(?P<keep_open>\d{{1,3}})(?!\d)
    | \^\{{(?P<keep_caret>[^{{}}$]{{1,12}})\}}
    | </?(?:{_TAGS})\b[^<>]{{0,300}}/?>
    | <(?P<keep_auto>(?:https?://|mailto:)[^<>\s]{{1,500}})>
    | !\[[^\[\]]{{0,300}}\]\([^()\s]{{0,500}}\)
    | (?<![\w\]])\[(?P<keep_link>[^\[\]]{{1,300}})\]\((?:https?://|\#|mailto:)[^()\s]{{0,500}}\)
    | (?P<stars>\*{{2,3}})
    | (?<![\w*])\*(?=[^\s*\d])(?P<keep_star>[^*]{{1,2000}})(?<=[^\s*])\*(?![\w*])
    | (?<![\w])_(?=[^\s_])(?P<keep_under>[^_]{{1,2000}})(?<=[^\s_])_(?![\w])
    | \\(?P<keep_escape>[\\`*_{{}}\[\]()\#+.!$%&|~-])
    | \$\$
    | ```
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEEDS_LOOK = re.compile(r"[<&*_^\\$`!\[]")
_MAX_PASSES = 4


def heading_level(line: str) -> int:
    """1..6 for a Markdown heading, else 0."""
    found = _HEADING.match(line)
    return len(found[1]) if found else 0


def is_rule(line: str) -> bool:
    """A line of nothing but dashes, stars or underscores."""
    return bool(_RULE.match(line))


def is_bold(line: str) -> bool:
    """The whole line is set bold."""
    bare = line.strip().lstrip("# ")
    return len(bare) > 4 and bare[:2] == bare[-2:] == "**" and "**" not in bare[2:-2]


def without_marks(line: MappedText) -> MappedText:
    """The line without heading signs, emphasis, tags and entities. Note marks become superscript characters."""
    found = _HEADING.match(line.text)
    if found:
        line = line.cut(found.end(), len(line))
    for _ in range(_MAX_PASSES):  # marks stand inside marks: ***x***, <i><b>x</b></i>, &amp;lt;
        if not _NEEDS_LOOK.search(line.text):
            break
        cleaned = _one_pass(_entities(line))
        if len(cleaned) == len(line):
            break
        line = cleaned
    return line


def _entities(line: MappedText) -> MappedText:
    def made(match: re.Match[str]) -> str:
        text = html.unescape(match.group())
        return match.group() if len(text) > 2 else text

    return _replaced(line, _ENTITY, lambda m: [(made(m), m.start(), False)])


def _one_pass(line: MappedText) -> MappedText:
    def pieces(match: re.Match[str]) -> list[tuple[str, int, bool]]:
        name = match.lastgroup
        if name is None or name == "stars":
            blank = " " if match.group()[:3].lower() == "<br" else ""
            return [(blank, match.start(), False)]
        text = match[name]
        if name in ("keep_sup", "keep_open", "keep_caret"):
            text = superscript(text)
        return [(text, match.start(name), True)]

    return _replaced(line, _MARK, pieces)


def _replaced(
    line: MappedText, pattern: re.Pattern[str], pieces: Callable[[re.Match[str]], list[tuple[str, int, bool]]]
) -> MappedText:
    """Each match replaced by pieces of (text, place in the line, one to one); others share one origin."""
    text: list[str] = []
    origins: list[int] = []
    end = 0
    for match in pattern.finditer(line.text):
        text.append(line.text[end : match.start()])
        origins.extend(line.origins[end : match.start()])
        for made, place, one_to_one in pieces(match):
            text.append(made)
            span = range(place, place + len(made)) if one_to_one else [place] * len(made)
            origins.extend(line.origins[i] for i in span)
        end = match.end()
    if not end:
        return line
    text.append(line.text[end:])
    origins.extend(line.origins[end:])
    return MappedText("".join(text), origins)

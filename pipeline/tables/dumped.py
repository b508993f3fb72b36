"""The broken form that text dumps leave of a table: one row a line, cells parted by single spaces.

Looked for under captions only. The number of columns is what the rows agree on; header words are shared out among the
columns only when there is one way to do it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.tables.captions import begins_caption, begins_note
from pipeline.tables.cell_numbers import missing_marks
from pipeline.tables.text_grid import FileLine, Span, TextGrid

LOOK_AHEAD = 14
"""A table begins within this many lines that are not blank after its caption."""
LABEL_LINES = 3
"""A row's label goes over at most this many lines of its own."""
LONGEST_LABEL = 70
MOST_TOKENS = 14
"""The ways to join groups of digits double with each token; longer rows are left alone."""
_TOKEN = re.compile(r"\S+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\D?")
_FIGURE = re.compile(r"[(]?[-+−–<>≤≥~]?(?:\d[\d.,]*\d|\d)[%‰]?[)]?[*†‡¹²³]*")
_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a line, and where it stands in the file."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class DumpedRow:
    """The label's tokens (over one line or more) and the figures of one row; `lines` it takes."""

    label: tuple[Token, ...]
    figures: tuple[Token, ...]
    lines: Span


def dumped(lines: Sequence[FileLine]) -> list[TextGrid]:
    """Tables under captions whose rows are lines of a label and figures."""
    grids: list[TextGrid] = []
    end = 0
    for i, line in enumerate(lines):
        if i >= end and begins_caption(line.text):
            grid = _under_caption(lines, i)
            if grid is not None:
                grids.append(grid)
                end = grid.lines[1]
    return grids


def tokens_of(line: FileLine) -> list[Token]:
    """The words of a line; thousands groups are not joined yet."""
    start = line.span[0]
    return [Token(m[0], (start + m.start(), start + m.end())) for m in _TOKEN.finditer(line.text)]


def _under_caption(lines: Sequence[FileLine], at: int) -> TextGrid | None:
    first = _first_row(lines, at)
    if first is None:
        return None
    width = _width(lines, first)
    if width is None:
        return None
    rows = _rows(lines, first, width)
    if len(rows) < 2:
        return None
    header = _header(lines, at, rows, width)
    for fewer in range(width - 1, 0, -1):
        if header is not None:
            break
        # spaces inside thousands make figures look like more columns than the header has
        joined = _rows(lines, first, fewer)
        if len(joined) >= len(rows) and all(" " in t.text for row in joined for t in row.figures[:1]):
            header = _header(lines, at, joined, fewer)
            rows = joined if header is not None else rows
    head, merged, start = header if header is not None else ([], (), rows[0].lines[0])
    body = [(_spans(row.label), *((t.span,) for t in row.figures)) for row in rows]
    table = tuple(tuple(r) for r in (*head, *body))
    return TextGrid(table, (start, rows[-1].lines[1]), len(head) if head else None, merged, (at, start))


def _spans(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """One span for tokens of one line, one more for each further line."""
    spans: list[Span] = []
    for token in tokens:
        if spans and token.span[0] - spans[-1][1] <= 2:
            spans[-1] = (spans[-1][0], token.span[1])
        else:
            spans.append(token.span)
    return tuple(spans)


def _is_figure(token: str) -> bool:
    """A number without a sentence's or a citation's marks, or a mark for a missing value."""
    return _FIGURE.fullmatch(token) is not None or token.lower() in missing_marks()


def _trailing(tokens: Sequence[Token]) -> int:
    """How many figures end the line."""
    count = 0
    for token in reversed(tokens):
        if not _is_figure(token.text):
            break
        count += 1
    return count


def _first_row(lines: Sequence[FileLine], at: int) -> int | None:
    """The first of two near lines that end in the same number of figures; column heads of years come before it."""
    seen = 0
    for i in range(at + 1, len(lines)):
        if lines[i].blank:
            continue
        seen += 1
        if seen > LOOK_AHEAD or begins_caption(lines[i].text):
            return None
        tokens = tokens_of(lines[i])
        count = _trailing(tokens)
        if count == 0 or len(lines[i].text) > 100 or _only_years(tokens, count) or "\t" in lines[i].text:
            continue
        if count + (count < len(tokens)) >= 2 and _followed(lines, i, tokens, count):
            return i
    return None


def _only_years(tokens: Sequence[Token], count: int) -> bool:
    return all(_YEAR.fullmatch(t.text) for t in tokens[-count:])


def _followed(lines: Sequence[FileLine], at: int, tokens: Sequence[Token], count: int) -> bool:
    solid = [line for line in lines[at + 1 : at + 10] if not line.blank][:3]
    cells = count + (count < len(tokens))
    for line in solid:
        others = tokens_of(line)
        more = _trailing(others)
        if more and more + (more < len(others)) == cells:
            return True
    return False


def _width(lines: Sequence[FileLine], first: int) -> int | None:
    """Figures a row: what rows with a label in words agree on; else one less than the figures of the lines."""
    labelled: Counter[int] = Counter()
    bare: Counter[int] = Counter()
    misses = 0
    for line in lines[first : first + 200]:
        if line.blank:
            continue
        tokens = tokens_of(line)
        count = _trailing(tokens)
        if count == 0:
            misses += 1
            if misses > LABEL_LINES or len(line.text) > LONGEST_LABEL:
                break
        elif count < len(tokens):
            labelled[count] += 1
        else:
            bare[count] += 1
    if labelled and (
        not bare or labelled.most_common(1)[0][0] in (bare.most_common(1)[0][0], bare.most_common(1)[0][0] - 1)
    ):
        return labelled.most_common(1)[0][0]
    if bare and bare.most_common(1)[0][0] > 1:
        return bare.most_common(1)[0][0] - 1
    return labelled.most_common(1)[0][0] if labelled else None


def _rows(lines: Sequence[FileLine], first: int, width: int) -> list[DumpedRow]:
    rows: list[DumpedRow] = []
    grouped = _grouped_columns(lines, first, width)
    label: list[Token] = []
    start = first
    waiting = 0
    for i in range(first, len(lines)):
        if lines[i].blank:
            continue
        row = _row(lines[i], label, width, grouped=grouped)
        if row is not None:
            rows.append(DumpedRow(*row, (start if label else i, i + 1)))
            label, waiting = [], 0
            continue
        if not _may_be_label(lines[i].text) or waiting == LABEL_LINES:
            break
        if not label:
            start = i
        label += tokens_of(lines[i])
        waiting += 1
    return rows


def _may_be_label(text: str) -> bool:
    return len(text.strip()) <= LONGEST_LABEL and not begins_caption(text) and not begins_note(text)


def _row(
    line: FileLine, label: Sequence[Token], width: int, *, grouped: frozenset[int]
) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """Label and figures of a line that ends a row; None when it has another number of figures."""
    tokens = tokens_of(line)
    count = _trailing(tokens)
    if len(line.text) > 160 or "\t" in line.text or count < width:
        return None
    own = tokens[: len(tokens) - width]
    if count > width and not (count == len(tokens) == width + 1):
        joined = _join_thousands(tokens[len(tokens) - count :], width, grouped=grouped)
        if joined is not None:
            return tuple(tokens[: len(tokens) - count]), joined
        if len(tokens) == count:
            return None
    if own and all(_is_figure(t.text) for t in own) and label:
        label = ()  # a page number came between
    if not own and not label:
        return None
    whole = (*label, *own) if not (own and _page_number(label)) else tuple(own)
    return tuple(whole), tuple(tokens[len(tokens) - width :])


def _page_number(label: Sequence[Token]) -> bool:
    return len(label) == 1 and label[0].text.isdigit()


def _join_thousands(tokens: Sequence[Token], width: int, *, grouped: frozenset[int]) -> tuple[Token, ...] | None:
    """Figures with spaces in their thousands put together, when exactly one way gives the width.

    Or when exactly one of the ways has such figures only in the columns where other rows have them.
    """
    ways = _ways_to_join(tokens, width)
    if len(ways) > 1:
        ways = _ways_to_join(tokens, width, within=grouped)
    return tuple(ways[0]) if len(ways) == 1 else None


def _grouped(way: Sequence[Token]) -> frozenset[int]:
    """The columns whose figures have spaces in them."""
    return frozenset(i for i, token in enumerate(way) if " " in token.text)


def _grouped_columns(lines: Sequence[FileLine], first: int, width: int) -> frozenset[int]:
    """The columns in which rows that can be read in one way only have spaces in their thousands."""
    found: set[int] = set()
    for line in lines[first : first + 200]:
        tokens = tokens_of(line)
        count = _trailing(tokens)
        ways = _ways_to_join(tokens[len(tokens) - count :], width) if count > width else []
        if len(ways) == 1:
            found |= _grouped(ways[0])
    return frozenset(found)


def _ways_to_join(tokens: Sequence[Token], width: int, *, within: frozenset[int] | None = None) -> list[list[Token]]:
    """The ways to put figures together that give the width, two at most; `within`: only in these columns."""
    ways: list[list[Token]] = []

    def walk(i: int, done: list[Token]) -> None:
        if len(ways) > 1 or len(done) > width:
            return
        if i == len(tokens):
            if len(done) == width:
                ways.append(done)
            return
        end = i + 1
        walk(end, [*done, tokens[i]])
        while (
            end < len(tokens)
            and len(tokens[i].text) <= 3
            and tokens[i].text.isdigit()
            and _GROUP.fullmatch(tokens[end].text)
            and (within is None or len(done) in within)
        ):
            end += 1
            span = (tokens[i].span[0], tokens[end - 1].span[1])
            walk(end, [*done, Token(" ".join(t.text for t in tokens[i:end]), span)])

    if len(tokens) <= MOST_TOKENS:
        walk(0, [])
    return ways


Header = tuple[list[tuple[tuple[Span, ...], ...]], tuple[tuple[int, int, int, int], ...], int]


def _header(lines: Sequence[FileLine], at: int, rows: Sequence[DumpedRow], width: int) -> Header | None:
    """Header cells by column, merged header cells, and the line where the header begins; None when not clear."""
    above = [i for i in range(at + 1, rows[0].lines[0]) if not lines[i].blank]
    after = [k for k, i in enumerate(above) if lines[i].text.rstrip().endswith((".", "]"))]
    free = above[after[-1] + 1 :] if after and after[-1] + 1 < len(above) else above[-3:]
    cells = width + 1
    for count in (1, 2):
        if len(free) < count or (after and len(free) != count and len(free) < cells):
            continue
        found = _one_line(lines[free[-1]], cells) if count == 1 else _two_lines(lines[free[-2]], lines[free[-1]], cells)
        if found is not None:
            return found[0], found[1], free[-count]
    column_wise = above[-cells:]
    if (
        len(column_wise) == cells
        and (not after or len(free) >= cells)
        and all(len(lines[i].text) < 40 for i in column_wise)
    ):
        return [tuple(_spans(tokens_of(lines[i])) for i in column_wise)], (), column_wise[0]
    return None


Head = tuple[list[tuple[tuple[Span, ...], ...]], tuple[tuple[int, int, int, int], ...]]


def _one_line(line: FileLine, cells: int) -> Head | None:
    heads = _share_out(_periods(tokens_of(line)), cells)
    return None if heads is None else ([tuple((h.span,) for h in heads)], ())


def _two_lines(upper: FileLine, lower: FileLine, cells: int) -> Head | None:
    """Two header lines where one head of the upper line stands over all heads of the lower one."""
    heads, under = _periods(tokens_of(upper)), _periods(tokens_of(lower))
    if len(under) < 2 or len(heads) + len(under) - 1 != cells:
        return None
    # the first head is the labels' own; a total stands over itself alone
    over = [i for i in range(1, len(heads)) if not _is_total(heads[i].text)]
    if len(over) != 1:
        return None
    k = over[0]
    wide = len(under)
    first = [(h.span,) for h in heads[: k + 1]] + [()] * (wide - 1) + [(h.span,) for h in heads[k + 1 :]]
    second = [()] * k + [(u.span,) for u in under] + [()] * (len(heads) - k - 1)
    merged = (
        [(0, i, 2, 1) for i in range(k)]
        + [(0, k, 1, wide)]
        + [(0, k + wide + j, 2, 1) for j in range(len(heads) - k - 1)]
    )
    return [tuple(first), tuple(second)], tuple(merged)


def _is_total(text: str) -> bool:
    word = text.strip(" :.").lower()
    return any(word in knowledge(lang, "tables")["total"] for lang in LANGUAGES)


def _periods(tokens: Sequence[Token]) -> list[Token]:
    """Parts of years put together: "1", "пол.", "2020" is one head."""
    parts = {w for lang in LANGUAGES for w in knowledge(lang, "tables")["part_of_year"]}
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        end = i + 1
        if _is_part(tokens[i : i + 2], parts):
            end = i + 2
            while (
                end < len(tokens)
                and end < i + 4
                and re.fullmatch(r"\d{4}\D{0,2}|г\.|года|of|жылдың|ж\.", tokens[end].text)
            ):
                end += 1
        found.append(Token(" ".join(t.text for t in tokens[i:end]), (tokens[i].span[0], tokens[end - 1].span[1])))
        i = end
    return found


def _is_part(pair: Sequence[Token], parts: set[str]) -> bool:
    return (
        len(pair) == 2
        and re.fullmatch(r"\d{1,2}(?:-?\w{1,3})?|[IVX]{1,4}", pair[0].text) is not None
        and pair[1].text.lower().rstrip(".,") in parts
    )


def _share_out(tokens: Sequence[Token], cells: int) -> list[Token] | None:
    """Heads for all columns: one token each; else words in lower case, and numbers that are no years ("per 10 000"), go
    with the word before them.
    """
    if len(tokens) == cells:
        return list(tokens)
    joined: list[Token] = []
    for token in tokens:
        number = token.text.isdigit() and not _YEAR.fullmatch(token.text)
        if joined and (token.text[:1].islower() or token.text[:1] in "(%" or number):
            joined[-1] = Token(f"{joined[-1].text} {token.text}", (joined[-1].span[0], token.span[1]))
        else:
            joined.append(token)
    return joined if len(joined) == cells else None

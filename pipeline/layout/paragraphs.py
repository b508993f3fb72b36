"""Lines of a column → fragments of paragraphs, headings, captions, notes; fragments → whole paragraphs.

Where a paragraph begins is told by what a printer does: indents (or outdents), a wider gap, another size or weight, and
a line that was left although the next word would have fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.layout.characters import superscript
from pipeline.layout.hyphens import WordEvidence, is_cut_word, join_lines, without_open_end
from pipeline.layout.kinds import (
    ends_sentence,
    is_capitals,
    is_caption,
    is_continuation,
    is_footnote,
    is_item,
    is_note,
    opens_part,
)
from pipeline.layout.lines import Line
from pipeline.manuscript import BlockKind
from pipeline.offsets import MappedText

_GLUED_MARK = re.compile(r"\d{1,2}[^\W\d_]")
"""A note's figure right before its first word, as fonts with superscript figures of their own leave it."""
_MARK = re.compile(r"\d{1,3}")
_INDENT = 0.7
"""An indent is at least this wide, in ems."""
_WIDER = 0.25
"""A gap is wider than usual by at least this, in ems."""
_FARTHEST = 3.0
"""Lines of one paragraph are no farther apart, in sizes of their letters, in the most open print."""
_FLUSH = 0.25
"""Lines that end so near each other, in ems, were justified to one edge."""
_SET_IN = 2.5
"""Quotations are set in by less than this, in ems."""
_SAME_SIZE = 0.04
_SMALLER = 0.95
_LOOK_AHEAD = 14
"""Fragments that may stand between the two halves of a paragraph: notes, captions, tables, labels of charts."""


@dataclass(slots=True)
class Fragment:
    """A part of a paragraph in one column, or a whole heading, caption, note, table or chart's labels."""

    kind: BlockKind
    content: MappedText
    page: int
    size: float = 0.0
    bold: bool = False
    centered: bool = False
    indented: bool = False
    """Its first line stands further in than the next ones, or than the column's edge."""
    full: bool = False
    """Its last line reaches the column's right edge."""
    room: float = 0.0
    """What is left of its last line, in points."""
    first_word: float = 0.0
    first_of_column: bool = False
    item: bool = False
    aside: bool = False
    """Stands beside the running text: caption, note, footnote, table, labels of a chart."""
    table: int | None = None

    @property
    def text(self) -> str:
        return self.content.text


@dataclass(frozen=True, slots=True)
class PrintHabits:
    """What is usual in the paper: the body's size, the distance of lines by size, whether paragraphs are indented."""

    body_size: float
    pitches: dict[float, float]
    indents: bool

    def pitch(self, size: float) -> float:
        """The usual distance of the lines of one paragraph in points."""
        return self.pitches.get(round(size * 2) / 2, 1.2 * size)


def habits_of(columns: Sequence[Sequence[Line]]) -> PrintHabits:
    """Learn the habits from all columns of the paper."""
    sizes: Counter[float] = Counter()
    pitches: dict[float, Counter[float]] = {}
    indented = flush = 0
    for lines in columns:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.content)
        for a, b in pairwise(lines):
            if abs(a.size - b.size) <= _SAME_SIZE * a.size and 0.8 * b.size < b.bottom - a.bottom < _FARTHEST * b.size:
                pitches.setdefault(round(b.size * 2) / 2, Counter())[round((b.bottom - a.bottom) * 4) / 4] += 1
        for a, b, c in zip(lines, lines[1:], lines[2:], strict=False):
            if ends_sentence(a.text) and len(b.content) > 30 and abs(b.x1 - c.x1) < 40 and b.size == c.size:
                if b.x0 - c.x0 > _INDENT * b.size:
                    indented += 1
                elif abs(b.x0 - c.x0) < 1 and a.x1 < b.x1 - 2 * b.size:
                    flush += 1
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    usual = {size: _usual(counts) for size, counts in pitches.items()}
    return PrintHabits(body, usual, indented > flush)


def _usual(counts: Counter[float]) -> float:
    """The commonest distance; neighbours count with it, for fonts mix and round."""
    return max(counts, key=lambda p: (counts[p] + counts[p - 0.25] + counts[p + 0.25], counts[p], -p))


@dataclass(frozen=True, slots=True)
class ColumnEdges:
    """Left and right edge of the text of a column."""

    left: float
    right: float

    def centers(self, line: Line) -> bool:
        """The line stands in the middle, with room on both sides."""
        left, right = line.x0 - self.left, self.right - line.x1
        return min(left, right) > 1.2 * line.size and abs(left - right) < 2.0 * line.size

    def leaves(self, line: Line, following: Line) -> bool:
        """The line was left although the first word of the following one would have fit."""
        return self.right - line.x1 > following.first_word + 0.45 * line.size


def split_column(
    lines: Sequence[Line], edges: ColumnEdges, habits: PrintHabits, evidence: WordEvidence
) -> list[Fragment]:
    """The lines of one column of one band as fragments."""
    hanging = _hanging_lines(lines, edges)
    groups: list[list[Line]] = []
    for i, line in enumerate(lines):
        if groups and not _begins(groups[-1], line, edges, habits, hanging=hanging[i]):
            groups[-1].append(line)
        else:
            groups.append([line])
    fragments = [_fragment(group, edges, habits, evidence) for group in groups]
    if fragments:
        fragments[0].first_of_column = True
    _mark_footnotes(fragments, groups, habits)
    return fragments


def _hanging_lines(lines: Sequence[Line], edges: ColumnEdges) -> list[bool]:
    """For each line: does it stand in a list whose entries begin further left than they go on?"""
    result = [False] * len(lines)
    start = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and abs(lines[i].size - lines[start].size) <= _SAME_SIZE * lines[start].size:
            continue
        part = lines[start:i]
        if len(part) >= 3 and _is_hanging(part, edges):
            result[start:i] = [True] * len(part)
        start = i
    return result


def _is_hanging(lines: Sequence[Line], edges: ColumnEdges) -> bool:
    left = min(line.x0 for line in lines)
    hanging = normal = 0
    for before, line in pairwise(lines):
        if edges.centers(line):
            continue
        further = line.x0 - left > _INDENT * line.size
        left_early = edges.leaves(before, line)
        if further != left_early:
            hanging += 1
        else:
            normal += 1
    return hanging > 1.5 * normal and hanging >= 2 and any(line.x0 - left > _INDENT * line.size for line in lines)


def _begins(group: Sequence[Line], line: Line, edges: ColumnEdges, habits: PrintHabits, *, hanging: bool) -> bool:
    """Does `line` begin a new block after the lines of `group`?"""
    last = group[-1]
    before, after = last.text, line.text
    if not before or not after:
        return False
    if abs(last.size - line.size) > _SAME_SIZE * max(last.size, line.size):
        return True
    pitch = line.bottom - last.bottom
    if pitch > habits.pitch(line.size) + _WIDER * line.size or pitch < -0.5 * line.size:
        return True
    left_early = edges.leaves(last, line) and not _is_justified(group, line, edges)
    if is_cut_word(before, after) and not left_early:
        return False
    if opens_part(after) and ends_sentence(before):
        return True
    if last.bold != line.bold and (left_early or (line.bold and ends_sentence(before))):
        return True
    if line.marked and (left_early or edges.centers(line) or line.size < _SMALLER * habits.body_size):
        return True
    if edges.centers(line) and (edges.centers(last) or (last.bold and line.bold)):
        return False
    if _is_centered_block(group, edges) and not edges.centers(line):
        return True
    if edges.centers(last) != edges.centers(line) and left_early and last.bold == line.bold:
        return len(group) == 1 or ends_sentence(before) or not after[:1].islower()
    if hanging:
        return _begins_hanging(group, line, left_early=left_early)
    return _begins_plain(group, line, left_early=left_early)


def _is_justified(group: Sequence[Line], line: Line, edges: ColumnEdges) -> bool:
    """The last line of the group ends where its neighbour does, a little before the column's edge: a quotation that is
    set in on both sides."""
    last = group[-1]
    alike = [other for other in (*group[-2:-1], line) if abs(other.x1 - last.x1) <= _FLUSH * last.size]
    return bool(alike) and edges.right - last.x1 < _SET_IN * last.size and abs(line.x0 - last.x0) <= 1


def _is_centered_block(group: Sequence[Line], edges: ColumnEdges) -> bool:
    """A centered caption, or lines in the middle of the column, further in than any indent."""
    if not all(edges.centers(line) for line in group):
        return False
    deep = all(min(line.x0 - edges.left, edges.right - line.x1) > 3 * line.size for line in group)
    return deep or is_caption(group[0].text)


def _begins_hanging(group: Sequence[Line], line: Line, *, left_early: bool) -> bool:
    first, last = group[0], group[-1]
    indent = _INDENT * line.size
    if line.x0 < last.x0 - indent:
        return True
    if len(group) == 1 and line.x0 > first.x0 + indent:
        return False
    return left_early and line.x0 <= first.x0 + indent


def _begins_plain(group: Sequence[Line], line: Line, *, left_early: bool) -> bool:
    last = group[-1]
    indent = _INDENT * line.size
    before, after = last.text, line.text
    goes_on = after[:1].islower() and not ends_sentence(before)
    if line.x0 > last.x0 + indent:
        return left_early or not goes_on
    if line.x0 < last.x0 - indent and len(group) > 1 and abs(last.x0 - group[-2].x0) < indent:
        return not goes_on
    if left_early:
        return not goes_on or is_item(after) or before.endswith((":", ";"))
    return is_item(after) and before.endswith((":", ";")) and abs(line.x0 - last.x0) < indent


def _fragment(group: Sequence[Line], edges: ColumnEdges, habits: PrintHabits, evidence: WordEvidence) -> Fragment:
    first, last = group[0], group[-1]
    content = join_lines([line.content for line in group], evidence)
    bold = all(line.bold for line in group)
    centered = all(edges.centers(line) for line in group)
    room = edges.right - last.x1
    fragment = Fragment(
        "paragraph", content, first.page, first.size, bold, centered,
        indented=first.x0 - (group[1].x0 if len(group) > 1 else edges.left) > _INDENT * first.size,
        full=room < 1.5 * last.size,
        room=room,
        first_word=first.first_word,
        item=is_item(content.text),
    )  # fmt: skip
    text = content.text
    if is_caption(text):
        fragment.kind, fragment.aside = "caption", True
    elif is_note(text) or is_continuation(text) or _is_figures(text):
        fragment.aside = True
    elif _is_heading(fragment, group, habits):
        fragment.kind = "heading"
    return fragment


def _is_figures(text: str) -> bool:
    """Mostly digits and signs: a row of a table that was not found, a formula, a number of an equation."""
    letters = sum(ch.isalpha() for ch in text)
    return letters < 0.4 * sum(not ch.isspace() for ch in text)


def _is_heading(fragment: Fragment, group: Sequence[Line], habits: PrintHabits) -> bool:
    text = fragment.text
    if len(group) > 5 or not any(ch.isalpha() for ch in text) or text[:1].islower() or text.endswith((",", ";")):
        return False
    capitals = is_capitals(text, share=0.7)
    if fragment.bold or capitals or fragment.size > 1.12 * habits.body_size:
        return True
    short = len(group) == 1 and not fragment.full and not ends_sentence(text) and len(text) < 70
    return short and (opens_part(text) or _is_set_off(text, group, habits))


def _is_set_off(text: str, group: Sequence[Line], habits: PrintHabits) -> bool:
    """In italics or a little larger than the body, and a plain phrase: no address, no list, no quotation."""
    other = group[0].italic or group[0].size > 1.05 * habits.body_size
    return other and text[:1].isupper() and not any(ch in ",;:()@" or ch.isdigit() for ch in text)


def _mark_footnotes(fragments: Sequence[Fragment], groups: Sequence[Sequence[Line]], habits: PrintHabits) -> None:
    """Notes in small print at the foot of a column that begin with a mark, and what follows them there."""
    notes = False
    for fragment, group in zip(fragments, groups, strict=True):
        small = fragment.size < _SMALLER * habits.body_size
        marked = group[0].marked or bool(_GLUED_MARK.match(fragment.text))
        plain = fragment.kind == "paragraph" and not fragment.centered and not opens_part(fragment.text)
        if small and plain and (marked or notes):
            notes = True
            fragment.kind, fragment.aside = "footnote", True
            if marked:
                fragment.content = _with_raised_mark(fragment.content)
        else:
            notes = False


def _with_raised_mark(content: MappedText) -> MappedText:
    """The note's mark as superscript, so that it passes for no figure of the text."""
    mark = _MARK.match(content.text)
    return MappedText(superscript(mark[0]) + content.text[mark.end() :], content.origins) if mark else content


def whole_paragraphs(fragments: Sequence[Fragment], habits: PrintHabits, evidence: WordEvidence) -> list[Fragment]:
    """Fragments over columns and pages joined; what stood between the halves of a paragraph comes after it."""
    out: list[Fragment] = []
    waiting = list(reversed(fragments))
    while waiting:
        fragment = waiting.pop()
        out.append(fragment)
        while fragment.kind in ("paragraph", "footnote"):
            at = _rest_of(fragment, waiting, habits)
            if at is None:
                break
            _absorb(fragment, waiting.pop(at), evidence)
        fragment.content = without_open_end(fragment.content)
    return out


def _absorb(fragment: Fragment, rest: Fragment, evidence: WordEvidence) -> None:
    fragment.content = join_lines([fragment.content, rest.content], evidence)
    fragment.full, fragment.room = rest.full, rest.room


def _rest_of(fragment: Fragment, waiting: Sequence[Fragment], habits: PrintHabits) -> int | None:
    """Index in `waiting` (a stack, next on top) of the fragment that goes on with this one."""
    if fragment.aside and fragment.kind != "footnote":
        return None
    crossed = False
    for step in range(1, min(_LOOK_AHEAD, len(waiting)) + 1):
        other = waiting[-step]
        crossed = crossed or other.first_of_column
        if fragment.kind == "footnote":
            if (
                other.kind == "footnote"
                and crossed
                and not is_footnote(other.text)
                and _goes_on(fragment, other, habits, crossed=crossed)
            ):
                return len(waiting) - step
            continue
        if other.aside or (other.kind == "paragraph" and other.size < _SMALLER * min(fragment.size, habits.body_size)):
            if not other.aside and is_cut_word(fragment.text, other.text):
                return None
            continue
        if other.kind != "paragraph" or abs(other.size - fragment.size) > _SAME_SIZE * fragment.size:
            return None
        interrupted = step > 1
        if (crossed or interrupted) and _goes_on(fragment, other, habits, crossed=crossed):
            return len(waiting) - step
        return None
    return None


def _goes_on(fragment: Fragment, other: Fragment, habits: PrintHabits, *, crossed: bool) -> bool:
    """Is `other` the rest of `fragment`?"""
    before, after = fragment.text, other.text
    if not before or not after or fragment.centered or other.centered:
        return False
    if is_cut_word(before, after):
        return True
    start = after.lstrip('«“"(„[')[:1]
    ended = ends_sentence(before) or before.endswith((":", ";"))
    left_early = fragment.room > other.first_word + 0.45 * fragment.size
    if not ended:
        if start.islower():
            return not other.item
        return crossed and not left_early and not (habits.indents and other.indented) and not other.item
    if start.islower() and not other.item and fragment.full and ends_sentence(before):
        return crossed and not other.indented  # "т.е. | при этом"
    return crossed and habits.indents and not other.indented and not left_early and not other.item

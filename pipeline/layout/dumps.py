"""Text files → manuscript: furniture and marks out, hard-wrapped lines joined to paragraphs, offsets kept.

Two kinds of dumps are met: one line a paragraph (converters to Markdown), and printed lines of about equal length with
blank lines that mean little. So each pair of lines is judged by itself: is the first one full, does its sentence go
on, does the second one begin something new?
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages.headings import is_code, names_people
from pipeline.layout.assembly import Draft, assemble, table_draft
from pipeline.layout.characters import plain
from pipeline.layout.dump_columns import unfolded
from pipeline.layout.dump_furniture import DumpLine, furniture_lines, physical_lines
from pipeline.layout.hyphens import WordEvidence, gather, is_cut_word, join_lines, without_open_end
from pipeline.layout.kinds import (
    ends_sentence,
    is_capitals,
    is_caption,
    is_footnote,
    is_item,
    is_note,
    is_part_heading,
    opens_part,
)
from pipeline.layout.markup import heading_level, is_bold, is_rule, without_marks
from pipeline.manuscript import BlockKind, FoundTable, Furniture, Manuscript
from pipeline.offsets import MappedText
from pipeline.reading.document import TextFile

_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[^\W\d_]")
_WRAP_LIMIT = 140
"""No printed line is longer (characters); a longer one holds a whole paragraph."""
_FULL = 0.82
"""A line at least this share of the usual length was broken by the margin, not by its author."""
_FULL_BEFORE_BLANK = 0.92
_LINES_OF_HEADING = 3
_OPEN = 25
"""Characters: what is shorter is no paragraph that was cut, but a line of a list or of a figure."""
_REST_OF_CAPTION = 160
_GOING_ON = ("paragraph", "caption")
_LINES_OF_FRONT = 30
"""Lines that codes, a title, authors and their places of work take at most before the first abstract."""
_INITIAL = re.compile(r"(?<!\w)[^\W\d_a-zа-яё]\.")
_LOOK_AHEAD = 6
"""Blocks that may stand between the two halves of a paragraph: note, caption, table, figure's labels."""


@dataclass(slots=True)
class _Line:
    """A line of text that stays: cleaned, with what is known of its surroundings."""

    content: MappedText
    blanks: int
    indent: int
    heading: bool
    bold: bool
    after_furniture: bool
    table: int | None = None

    @property
    def text(self) -> str:
        return self.content.text


def compose_text(file: TextFile, tables: Sequence[FoundTable]) -> Manuscript:
    """The manuscript of a text file. `tables` are left out of the running text and stand where they were found."""
    owner = {place: index for index, table in enumerate(tables) for place in table.taken}
    lines = physical_lines(file.text, owner)
    furniture = furniture_lines(lines)
    columns = unfolded(lines, furniture, owner)
    left_out: list[str] = []
    if columns is not None:
        left_out = [lines[i].text for i in sorted(furniture)] + columns.numbers
        lines, furniture = columns.lines, set()
    kept = _kept_lines(lines, furniture, owner)
    evidence = gather(line.text for line in kept)
    drafts = _joined_over_interruptions(_paragraphs(kept, evidence), evidence)
    _mark_numbered_headings(drafts)
    drafts = [table_draft(tables[d.table], d.table) if d.table is not None else d for d in drafts]
    assembled = assemble(drafts, len(tables))
    return Manuscript(
        content=assembled.content,
        blocks=assembled.blocks,
        tables=tuple(tables),
        cell_spans=assembled.cell_spans,
        furniture=tuple(
            Furniture(" ".join(text.split()), None) for text in (*left_out, *(lines[i].text for i in sorted(furniture)))
        ),
        diagnostics=file.diagnostics,
        source_length=len(file.text),
    )


def _kept_lines(lines: Sequence[DumpLine], furniture: set[int], owner: dict[int, int]) -> list[_Line]:
    kept: list[_Line] = []
    blanks, after_furniture = 0, False
    placed: set[int] = set()
    for i, line in enumerate(lines):
        if i in furniture or (line.new_page and line.blank):
            after_furniture = True
            continue
        if line.blank or is_rule(line.text):
            blanks += 1
            continue
        places = range(line.start, line.end)
        if line.in_table:
            for table in dict.fromkeys(owner[p] for p in places if p in owner):
                if table not in placed:
                    placed.add(table)
                    kept.append(_Line(MappedText("", []), blanks, 0, False, False, False, table))
            rest = [(line.text[p - line.start], p) for p in places if p not in owner]
            content = MappedText("".join(ch for ch, _ in rest), [p for _, p in rest])
            if not any(ch.isalnum() for ch in content.text):
                continue
        else:
            content = MappedText(line.text, places)
        content = plain(without_marks(content))
        if not len(content):
            blanks += 1
            continue
        indent = len(line.text) - len(line.text.lstrip(" \t"))
        heading = heading_level(line.text) > 0
        kept.append(_Line(content, blanks, indent, heading, is_bold(line.text), after_furniture or line.new_page))
        blanks, after_furniture = 0, False
    return kept


def _paragraphs(lines: Sequence[_Line], evidence: WordEvidence) -> list[Draft]:
    """Lines grouped to blocks."""
    width = _usual_width(lines)
    margin = _margin(lines)
    front = next((i for i, line in enumerate(lines[:_LINES_OF_FRONT]) if opens_part(line.text)), 0)
    groups: list[list[_Line]] = []
    for i, line in enumerate(lines):
        apart = i < front and bool(groups) and _differ_in_front(groups[-1][-1].text, line.text)
        if groups and not apart and not _begins(groups[-1], line, width, margin):
            groups[-1].append(line)
        else:
            groups.append([line])
    following = [*(group[0] for group in groups), None][1:]
    return [_draft(group, after, evidence, width) for group, after in zip(groups, following, strict=True)]


def _differ_in_front(before: str, after: str) -> bool:
    """Before the first abstract: does a line of codes end or begin, or a line of names with initials?"""
    if before.endswith(","):
        return False
    return is_code(before) or is_code(after) or _lists_authors(before) != _lists_authors(after)


def _lists_authors(text: str) -> bool:
    return _INITIAL.search(text) is not None and names_people(text)


def _usual_width(lines: Sequence[_Line]) -> float:
    """The length of a full line where lines are hard-wrapped; 0 where each line holds a paragraph."""
    lengths = sorted(len(line.text) for line in lines if line.table is None)
    if not lengths:
        return 0.0
    total = sum(lengths)
    if sum(n for n in lengths if n > _WRAP_LIMIT) > 0.3 * total:
        return 0.0
    # the line in the middle of the text by characters, so that short lines weigh little; then a little above it
    running = 0
    for n in lengths:
        running += n
        if running >= 0.6 * total:
            return float(n)
    return float(lengths[-1])


def _margin(lines: Sequence[_Line]) -> int:
    """The commonest indentation of lines, in characters; first lines of paragraphs stand further in."""
    counts: dict[int, int] = {}
    for line in lines:
        counts[line.indent] = counts.get(line.indent, 0) + 1
    return max(counts, key=lambda n: (counts[n], -n)) if counts else 0


def _begins(group: Sequence[_Line], line: _Line, width: float, margin: int) -> bool:
    """Does `line` begin a new block after the lines of `group`?"""
    last = group[-1]
    if line.table is not None or last.table is not None or line.heading or last.heading or last.bold or line.bold:
        return True
    before, after = last.text, line.text
    if is_cut_word(before, after):
        return False
    if (len(group) == 1 and is_part_heading(before)) or is_part_heading(after):
        return True
    start = after.lstrip('«“"(')[:1]
    if not width or max(len(before), len(after)) > _WRAP_LIMIT:
        return not (before.endswith(",") and start.islower() and not line.blanks)
    if line.blanks and _stands_aside(group[0].text):
        return True
    if _stands_aside(after) or (is_item(after) and _item_may_begin(before)):
        return True
    if start.islower() and not ends_sentence(before) and line.blanks < 2:
        return False
    if opens_part(after):
        return True
    if is_capitals(before) != is_capitals(after) and min(len(before), len(after)) > 3:
        return line.blanks > 0 or not _capitals_go_on(before, after)
    if line.blanks:
        return not _full_and_open(before, after, width) or line.blanks > 1
    return _begins_without_blank(group, line, width, margin)


def _begins_without_blank(group: Sequence[_Line], line: _Line, width: float, margin: int) -> bool:
    before, after = group[-1].text, line.text
    if 2 <= line.indent - margin <= 12 and group[-1].indent <= margin and (ends_sentence(before) or len(group) == 1):
        return True
    if len(before) >= _FULL * width:
        return False
    if ends_sentence(before) or before.endswith((":", ";")):
        return len(before) < _FULL * width
    # a short line that ends no sentence, then a capital: a heading over its text, or a line of a heading or address
    return len(group) == 1 and not is_capitals(before) and after[:1].isupper() and len(after) > len(before)


def _stands_aside(text: str) -> bool:
    return is_caption(text) or is_note(text) or is_footnote(text)


def _capitals_go_on(before: str, after: str) -> bool:
    """A heading in capitals whose next line begins with capitals and ends in small letters."""
    return is_capitals(before) and is_capitals(" ".join(after.split()[:2]))


def _item_may_begin(before: str) -> bool:
    return ends_sentence(before) or before.endswith((":", ";", ",")) or not before[-1:].isalpha()


def _full_and_open(before: str, after: str, width: float) -> bool:
    """A full line whose sentence goes on after a blank line, as converters leave after indented first lines."""
    if ends_sentence(before) or before.endswith((":", ";")) or len(before) < _FULL_BEFORE_BLANK * width:
        return is_capitals(before) and is_capitals(after) and not ends_sentence(before)
    return len(after) >= 0.3 * width or after[:1].islower()


def _draft(group: Sequence[_Line], following: _Line | None, evidence: WordEvidence, width: float) -> Draft:
    if group[0].table is not None:
        return Draft("table", group[0].content, table=group[0].table)
    content = join_lines([line.content for line in group], evidence)
    return Draft(_kind(group, content.text, following, width), content, bold=all(line.bold for line in group))


def _kind(group: Sequence[_Line], text: str, following: _Line | None, width: float) -> BlockKind:
    if group[0].heading:
        return "heading"
    if is_caption(text):
        return "caption"
    if is_footnote(text) and len(text) < 300:
        return "footnote"
    short = len(text) <= 2.2 * (width or 60)
    if short and is_capitals(text, share=0.6) and not is_item(text) and not ends_sentence(text):
        return "heading"
    if is_item(text) or is_note(text):
        return "paragraph"
    goes_on = following is not None and following.text[:1].islower()
    lone = not goes_on and not text.endswith((",", ";", ":")) and not ends_sentence(text) and text[:1].isupper()
    if len(group) == 1 and len(text) < 0.75 * (width or 80) and ((lone and len(text.split()) <= 8) or group[0].bold):
        return "heading"
    return "heading" if lone and short and following and _is_set_off(group, following, width) else "paragraph"


def _is_set_off(group: Sequence[_Line], following: _Line, width: float) -> bool:
    """A few printed lines between blank ones, the last of them short, over a paragraph: a long heading."""
    apart = group[0].blanks and following.blanks and not following.after_furniture and following.table is None
    text = " ".join(line.text for line in group)
    return (
        bool(apart)
        and 1 < len(group) <= _LINES_OF_HEADING
        and len(group[-1].text) < 0.75 * width <= len(following.text)
        and not any(ch in ",;" or ch.isdigit() for ch in text)
    )


def _joined_over_interruptions(drafts: list[Draft], evidence: WordEvidence) -> list[Draft]:
    """Paragraphs cut in two by a page break, a note, a figure or a table made whole; what cut them stands after."""
    out: list[Draft] = []
    waiting = list(reversed(drafts))
    while waiting:
        draft = waiting.pop()
        out.append(draft)
        while _unfinished(draft):
            at = _rest_of(draft, waiting)
            if at is None:
                break
            rest = waiting.pop(at)
            draft.content = join_lines([draft.content, rest.content], evidence)
        draft.content = without_open_end(draft.content)
    return out


def _closes_bracket(before: str, after: str) -> bool:
    """A bracket is left open near the end of `before` and closed near the start of `after`."""
    tail, head = before[-200:], after[:200]
    return tail.rfind("(") > tail.rfind(")") and head.find(")") > -1 and "(" not in head[: head.find(")")]


def _mark_numbered_headings(drafts: Sequence[Draft]) -> None:
    """ "3. Results" between long paragraphs is a heading; among other short items it is an item."""
    for before, draft, after in zip(drafts, drafts[1:], drafts[2:], strict=False):
        text = draft.content.text
        if (
            draft.kind == "paragraph" and _NUMBERED.match(text) and len(text) < 80 and not ends_sentence(text)
            and after.kind == "paragraph" and len(after.content) > 120
            and not _NUMBERED.match(before.content.text) and not _NUMBERED.match(after.content.text)
        ):  # fmt: skip
            draft.kind = "heading"


def _unfinished(draft: Draft) -> bool:
    text = draft.content.text
    return draft.kind in _GOING_ON and len(text) > _OPEN and not ends_sentence(text) and text[-1] not in ":;"


def _rest_of(draft: Draft, waiting: Sequence[Draft]) -> int | None:
    """Index in `waiting` (a stack, next on top) of the block that goes on with the sentence of `draft`."""
    far = _LOOK_AHEAD if draft.kind == "paragraph" else 1
    for step in range(1, min(far, len(waiting)) + 1):
        block = waiting[-step]
        text = block.content.text
        if block.kind == "paragraph" and (draft.kind == "paragraph" or len(text) < _REST_OF_CAPTION):
            start = text.lstrip('«“"(')[:1]
            cut = is_cut_word(draft.content.text, text) or _closes_bracket(draft.content.text, text)
            if (start.islower() or cut or text.startswith("(")) and not is_item(text):
                return len(waiting) - step
            if len(text) > 160 or step > 1:
                return None
        elif block.kind == "heading":
            return None
    return None

"""Parts and their whole: totals of a table's rows and columns, and parts that a sentence lists after their whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.grids import Grid, Line, grid_of, is_percent
from pipeline.checks.sentences import Sentence, lists_of, phrases, place, sentences_of
from pipeline.numbers.interval import meets, total
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper

NEAR_WHOLE: Final = Decimal("0.1")
"""Parts that miss their whole by more than a tenth are rather not all of its parts than wrong."""

FAR_WHOLE: Final = Decimal("0.3")
"""In a table whose other totals hold, a total may miss by more and still be meant as one."""

MOST_TOTALS: Final = 50
"""A table with more totals in one direction is a list of totals."""

LEAST_UNANNOUNCED: Final = 10
"""Parts that nothing announces are believed only when they are this large: 3 = 1 + 2 is met by chance."""


def sums(paper: Paper) -> Iterator[Finding]:
    """Every total that could be computed from its parts."""
    for table in paper.tables:
        grid = grid_of(table)
        for held in _in_table(grid):
            yield record(paper, held)
    sentences = sentences_of(paper)
    for sentence in sentences:
        held_here = _in_sentence(paper.text, sentence)
        if held_here is not None:
            yield record(paper, held_here)
    for lead, items in lists_of(paper.text, sentences):
        held_list = _in_list(lead, items)
        if held_list is not None:
            yield record(paper, held_list)


def _in_table(grid: Grid) -> Iterator[Held]:
    for lines in (grid.columns(), grid.rows()):
        totals = [line for line in lines if line.total]
        for line in totals[:MOST_TOTALS]:
            if not line.broken:
                parts = _best_parts(grid, line, lines)
                for j, figure in line.figures.items():
                    held = _total(figure, [part.figures[j] for part in parts if j in part.figures])
                    if held is not None and (held.verdict == "consistent" or _is_misprint(grid, held)):
                        yield held


def _best_parts(grid: Grid, line: Line, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines that this total sums up, as its figures themselves tell: where at least half of them hold, two at
    least, or one with three parts or more; none where no set of lines is so. A single figure may also come near."""
    best: tuple[int, Sequence[Line]] = (0, ())
    for parts in _candidates(grid, line, lines):
        checked = [
            held
            for j, figure in line.figures.items()
            if (held := _total(figure, [p.figures[j] for p in parts if j in p.figures]))
        ]
        holding = sum(held.verdict == "consistent" for held in checked)
        if len(checked) == 1 and not holding and len(parts) > 2 and _near(checked[0]):
            best = max(best, (0, parts), key=lambda found: (found[0], len(found[1])))
        told = holding >= 2 or len(checked) == 1 or len(parts) > 2
        if holding > best[0] and told and 2 * holding >= len(checked):
            best = (holding, parts)
    return best[1]


def _candidates(grid: Grid, line: Line, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The sets of lines that a total may sum up: back or on to the next total, all that are none, all other totals."""
    percent = is_percent(grid, line.figures.values())
    others = [o for o in lines if o is not line and is_percent(grid, o.figures.values()) == percent]
    before = [o for o in others if o.position < line.position]
    after = [o for o in others if o.position > line.position]
    sets = [_until_total(reversed(before)), _until_total(after), [o for o in others if not o.total]]
    sets.append([o for o in others if o.total])
    for parts in sets:
        if len(parts) > 1:
            yield parts


def _until_total(lines: Iterator[Line] | Sequence[Line]) -> list[Line]:
    for total_line, group in groupby(lines, key=lambda line: line.total):
        return [] if total_line else sorted(group, key=lambda line: line.position)
    return []


def _total(whole: Figure, parts: Sequence[Figure]) -> Held | None:
    """One total of a table held against its parts; None for fewer than two parts that count."""
    if sum(part.value != 0 for part in parts) < 2:
        return None
    return _held(whole, parts)


def _held(whole: Figure, parts: Sequence[Figure]) -> Held:
    computed = total(part.interval for part in parts)
    verdict: Verdict = "consistent" if meets(computed, whole.interval) else "inconsistent"
    expected = sum((part.value for part in parts), Decimal(0))
    words = {"parts": [part.surface for part in parts]}
    return Held("sum", verdict, [whole, *parts], (expected, expected), whole.surface, words)


def _is_misprint(grid: Grid, held: Held) -> bool:
    """Whether a total that does not hold was meant to be one: the "total" of a column of shares or means is none."""
    return not is_percent(grid, held.figures[:1]) and _near(held, FAR_WHOLE)


def _near(held: Held, share: Decimal = NEAR_WHOLE) -> bool:
    whole, expected = held.figures[0].value, held.expected[0]
    return expected is not None and whole > 0 and abs(expected - whole) <= share * whole


def _in_sentence(text: str, sentence: Sentence) -> Held | None:
    """A whole with its parts in one sentence: in brackets or after "of which"; or the greatest that is the sum of all
    others. Parts that do not make their whole are said only where the sentence presents them as all its parts."""
    counts = _counts(sentence)
    for i, whole in enumerate(counts):
        parts, complete = _announced_parts(text, sentence, whole, counts[i + 1 :])
        if len(parts) < 2 or any(part.value > whole.value for part in parts):
            continue
        held = _held(whole, parts)
        if held.verdict == "consistent":
            return held
        too_much = (held.expected[0] or Decimal(0)) > whole.value
        if _near(held) and (too_much or complete):
            return held
    return _unannounced(counts)


def _in_list(lead: Sentence | None, items: Sequence[Sentence]) -> Held | None:
    """A list whose leading sentence, ending in a colon, gives the whole, and each item one part."""
    wholes = _counts(lead) if lead is not None else []
    parts = [_counts(item) for item in items]
    if not wholes or any(len(found) != 1 for found in parts):
        return None
    whole, all_parts = wholes[-1], [found[0] for found in parts]
    if any(not _same_unit(whole, part) or part.value > whole.value for part in all_parts):
        return None
    held = _held(whole, all_parts)
    return held if held.verdict == "consistent" or _near(held) else None


def _counts(sentence: Sentence) -> list[Figure]:
    return [f for f in sentence.figures() if f.claim is not None and f.claim.kind in ("count", "money")]


def _announced_parts(
    text: str, sentence: Sentence, whole: Figure, later: Sequence[Figure]
) -> tuple[list[Figure], bool]:
    """The counts after the whole that the sentence calls its parts, and whether it presents them as all of them."""
    alike = [part for part in later if _same_unit(whole, part)]
    if not alike or len(alike) < len(later) - 1:
        return [], False
    end = place(whole)[1]
    between = text[end : place(alike[0])[0]]
    bracket = text.find("(", end, place(alike[0])[0])
    including = phrases("including").search(between) is not None
    if bracket >= 0:
        close = text.find(")", bracket, sentence.end)
        close = sentence.end if close < 0 else close
        inside = [part for part in alike if place(part)[0] < close]
        if len(inside) > 1:
            return inside, not including
    if phrases("parts").search(between) or including:
        return alike, not including
    return ([*alike], False) if ":" in between else ([], False)


def _same_unit(whole: Figure, part: Figure) -> bool:
    """A part may leave out the unit: "148 students (115 in …, 33 in …)"."""
    if whole.claim is None or part.claim is None:
        return False
    ours, theirs = unit_class(whole.claim.quantity.unit), unit_class(part.claim.quantity.unit)
    return ours == theirs or not theirs


def _unannounced(counts: Sequence[Figure]) -> Held | None:
    """The greatest number of the sentence as the exact sum of all others of its unit."""
    if len(counts) < 3:
        return None
    whole = max(counts, key=lambda figure: figure.value)
    parts = [figure for figure in counts if figure is not whole]
    if any(not _same_unit(whole, part) or part.value < LEAST_UNANNOUNCED for part in parts):
        return None
    exact = sum((part.value for part in parts), Decimal(0)) == whole.value
    return _held(whole, parts) if exact else None

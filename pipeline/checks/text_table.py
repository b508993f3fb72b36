"""A figure of the text against the table that it speaks of: a share of a column, or a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from pipeline.checks.amounts import alike, is_amount, is_in_digits
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.grids import Grid, Line, counted, grids_of, is_percent, percent_alike, worth_of
from pipeline.checks.mentions import WORD, lemma_set, lemmas_of, points_to_table, roots_of, tables_near, words_of
from pipeline.checks.naming import highest, periods_in
from pipeline.checks.quarters import quarters_in
from pipeline.checks.sentences import Sentence, is_of_part, phrases, place, sentences_of
from pipeline.comparing.periods import comparable, span_of
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply, negate, total
from pipeline.numbers.slips import may_be_slip, slip_in
from pipeline.numbers.units import unit_class
from schemas import Claim, Finding, Interval, Paper

PLAUSIBLE: Final = (Decimal("0.67"), Decimal("1.5"))
"""Printed by computed value: outside this the text speaks of something else than the cell."""

SIZE: Final = (Decimal("0.2"), Decimal(5))
"""A figure mistyped is of the size of the one meant: its decimal mark stays in its place."""

MOST_TOGETHER: Final = 4
"""More cells of one sentence are told one by one."""

ROOT: Final = 4
"""Letters that a name and its adjective share: "Китай", "китайский"."""

LEAST_NAMED: Final = 3
"""Words in which a sentence that begins with "among" names the part that it is of."""

SHARE_WITHIN: Final = 30
"""Characters beside a percentage in which "of the total" stands."""

LEAST_CELL: Final = 10
"""A smaller number stands in some cell of most tables by chance."""

_HEAD: Final = re.compile(r"[,(;]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of a table that a claim names: through its period, or through the words of its label.

    `named` is the share of the label's words that the sentence has.
    """

    line: Line
    by_period: bool
    named: float = 1.0


def text_against_tables(paper: Paper) -> Iterator[Finding]:
    """Every figure of a paragraph that names a table or stands beside one, where the table tells the same thing."""
    grids = grids_of(paper)
    if not grids:
        return
    tables = [(grid.table, grid) for grid in grids]
    before: dict[str, list[Held]] = {}
    paragraph = -1
    for sentence in sentences_of(paper):
        span = (sentence.start, sentence.end)
        pointed = points_to_table(paper.text, span)
        told: dict[str, list[Held]] = {}
        for _, grid in tables_near(paper, span, tables):
            found = list(_against(paper.text, sentence, grid, pointed=pointed))
            last = before.get(grid.table.table_id, []) if sentence.paragraph == paragraph else []
            found = found or _of_next_row(paper.text, sentence, last, grid)
            told[grid.table.table_id] = found
            for held in _told_together(found):
                yield record(paper, held)
        before, paragraph = told, sentence.paragraph


def _told_together(found: Sequence[Held]) -> list[Held]:
    """The cells that a sentence repeats rightly are told as one: "1,284 here and 497 there"."""
    repeated = [held for held in found if held.verdict == "consistent" and not held.template]
    if not 1 < len(repeated) <= MOST_TOGETHER:
        return list(found)
    figures = [figure for held in repeated for figure in held.figures]
    printed = [held.printed for held in repeated]
    words = {**repeated[0].words, "cell": [str(held.words["cell"]) for held in repeated]}
    together = replace(repeated[0], figures=figures, printed=", ".join(printed), words=words)
    return [together, *(held for held in found if held not in repeated)]


def _against(text: str, sentence: Sentence, grid: Grid, *, pointed: bool) -> Iterator[Held]:
    words = lemmas_of(text[sentence.start : sentence.end], sentence.claims[0].lang)
    rows, columns = grid.rows(), grid.columns()
    overall = pointed and phrases("overall").search(text, sentence.start, sentence.end) is not None
    before: Held | None = None
    for told in sentence.figures():
        figure = _with_sign(text, sentence, told, grid)
        claim = figure.claim
        if claim is None:
            continue
        marked_rows, marked_columns = _marked(rows, claim, words), _marked(columns, claim, words)
        if overall and not any(not m.by_period for m in marked_rows):
            marked_rows = [*marked_rows, *(Marked(line, by_period=False, named=1) for line in rows if line.total)]
        held = None
        if claim.kind == "share" and claim.quantity.unit == "percent":
            printed = is_in_digits(figure)  # "every fifth" is a handy word, no share
            whole = printed and phrases("total_whole").search(text, sentence.start, sentence.end) is not None
            if printed and (pointed or whole):
                held = _share(figure, grid, marked_rows, marked_columns) or _share_across(
                    figure, grid, marked_rows, marked_columns
                )
                if held is not None and not pointed and _is_of_other_whole(text, sentence, held, grid):
                    held = None
            held = held or _cell(figure, grid, marked_rows, marked_columns, pointed=pointed)
        elif is_amount(figure):
            held = _cell(figure, grid, marked_rows, marked_columns, pointed=pointed)
            held = held or (_beside(figure, before, grid, marked_rows) if before is not None and pointed else None)
        if held is None and overall and is_amount(figure):
            held = _slip_of_total(figure, grid, marked_rows)
        if held is None and before is not None:
            held = _slip_across(figure, before, grid, marked_columns)
        if held is not None and not (held.verdict == "inconsistent" and _is_of_else(text, sentence, held, grid)):
            before = held
            yield replace(held, figures=[told, *held.figures[1:]])


def _is_of_other_whole(text: str, sentence: Sentence, held: Held, grid: Grid) -> bool:
    """Whether a share that does not hold is one "of all" of something that the table does not count."""
    lang = sentence.claims[0].lang
    whole = phrases("total_whole").search(text, sentence.start, sentence.end)
    if held.verdict == "consistent" or whole is None:
        return False
    named = roots_of(" ".join(WORD.findall(text[whole.end() : sentence.end])[:1]), lang)
    labels = (grid.table.caption or "", *grid.row_labels.values(), *grid.column_labels.values())
    return bool(named) and not named & roots_of(" ".join(labels), lang)


def _with_sign(text: str, sentence: Sentence, figure: Figure, grid: Grid) -> Figure:
    """A loss that the text tells without its minus, as a table with cells below nothing prints it."""
    cells = grid.figures.values()
    if figure.value <= 0 or any(cell.is_said(figure.value) for cell in cells) or all(cell.value >= 0 for cell in cells):
        return figure
    if not phrases("down", "negative").search(text, sentence.start, sentence.end):
        return figure
    return replace(figure, value=-figure.value, interval=negate(figure.interval))


def _is_of_else(text: str, sentence: Sentence, held: Held, grid: Grid) -> bool:
    """Whether a figure that differs from a cell is not of it: the sentence prints the cell too, or speaks of a
    part or of a mean."""
    figure, cell = held.figures
    if phrases("mean").search(text, sentence.start, place(figure)[0]):
        return True
    beside = any(cell.is_said(f.value) for f in sentence.figures())
    return beside or (is_of_part(text, sentence, figure) and not _is_part_of_table(text, sentence, held, grid))


def _is_part_of_table(text: str, sentence: Sentence, held: Held, grid: Grid) -> bool:
    """Whether the part that a sentence begins with is the row or the column of the cell: "among nurses … 46 %"."""
    figure, cell = held.figures
    if cell.cell is None:
        return False
    opened = text[sentence.start : place(figure)[0]].split()[:LEAST_NAMED]
    words = lemmas_of(" ".join(opened), sentence.claims[0].lang)
    labels = (grid.row_labels.get(cell.cell.row, ""), grid.column_labels.get(cell.cell.col, ""))
    return any(words & lemmas_of(word, sentence.claims[0].lang) for label in labels for word in words_of(label))


def _marked(lines: Sequence[Line], claim: Claim, words: frozenset[str]) -> list[Marked]:
    """The lines whose period is the claim's, or of whose label some words stand in the claim's sentence."""
    span = span_of(claim.period)
    found = []
    for line in lines:
        spans = periods_in(line.label, claim.lang)
        if spans:
            if span is not None and span in spans:
                found.append(Marked(line, by_period=True))
            continue
        quarters = quarters_in(line.label)
        if quarters:
            if _quarter_of(claim) in quarters:
                found.append(Marked(line, by_period=True))
            continue
        label = words_of(_HEAD.split(line.label)[0]) or words_of(line.label)
        label = [word for word in label if not phrases("no_names").fullmatch(word)] or label
        named = sum(bool(words & lemmas_of(word, claim.lang)) for word in label)
        if named:
            found.append(Marked(line, by_period=False, named=named / len(label)))
    return found


def _quarter_of(claim: Claim) -> int | None:
    """The quarter that the claim's sentence names, the nearest to its number where it names several."""
    at = (claim.location.start or 0) - (claim.location.quote_start or 0)
    said = quarters_in(claim.quote)
    return min(said, key=lambda one: abs(said[one] - at), default=None)


def _wholly(marked: Sequence[Marked]) -> list[Marked]:
    return [one for one in marked if one.named == 1]


def _share(figure: Figure, grid: Grid, rows: Sequence[Marked], columns: Sequence[Marked]) -> Held | None:
    """A share of a column: the one named row by all rows (or by the total), in the one named column."""
    named = [m.line for m in _wholly(rows) if not m.by_period and not m.line.total]
    across = [m.line for m in columns if m.by_period] or _best(columns, grid.columns())
    return _part_of_line(figure, grid, named, across, by_row=True)


def _best(marked: Sequence[Marked], lines: Sequence[Line]) -> list[Line]:
    """The one line that is named best; the only one there is."""
    best = highest([m.line for m in marked], [m.named for m in marked])
    return best if len(best) == 1 else list(lines) if len(lines) == 1 else []


def _share_across(figure: Figure, grid: Grid, rows: Sequence[Marked], columns: Sequence[Marked]) -> Held | None:
    """A share of a row: the same with rows for columns."""
    named = [m.line for m in _wholly(columns) if not m.by_period and not m.line.total]
    across = [m.line for m in rows if m.by_period]
    return _part_of_line(figure, grid, named, across, by_row=False)


def _part_of_line(
    figure: Figure, grid: Grid, named: Sequence[Line], across: Sequence[Line], *, by_row: bool
) -> Held | None:
    if len(across) != 1 or across[0].broken or is_percent(grid, across[0].figures.values()):
        return None
    line = across[0]
    parts = [line.figures[one.position] for one in _nearest(figure, named) if one.position in line.figures]
    others = [f for j, f in line.figures.items() if not grid.is_total(j, by_row=by_row)]
    if len(parts) != 1 or len(others) < 2:
        return None
    totals = [f for j, f in line.figures.items() if grid.is_total(j, by_row=by_row)]
    totals = totals or [f for j, f in line.figures.items() if by_row and j in grid.wholes]
    whole = total(counted(grid, figure) for figure in (totals if len(totals) == 1 else others))
    share = multiply(divide(counted(grid, parts[0]), whole), HUNDRED)
    if share[0] is None or share[1] is None:
        return None
    if meets(share, figure.interval):
        return _told(figure, parts[0], grid, share, "consistent")
    middle = (share[0] + share[1]) / 2
    if not middle:  # a part of nothing
        return None
    ratio = figure.value / middle
    if PLAUSIBLE[0] <= ratio <= PLAUSIBLE[1]:
        return _told(figure, parts[0], grid, share, "inconsistent")
    return None


def _nearest(figure: Figure, named: Sequence[Line]) -> Sequence[Line]:
    """The line that the claim itself names where its sentence names several: by the words nearest to its number."""
    if len(named) <= 1 or figure.claim is None:
        return named
    claim = figure.claim
    start = (claim.location.start or 0) - (claim.location.quote_start or 0)
    before = claim.quote[:start]
    labels = [lemmas_of(" ".join(words_of(line.label)), claim.lang) for line in named]
    common = frozenset.intersection(*labels)  # "region" of both names neither
    found = []
    for line, label in zip(named, labels, strict=True):
        wanted = label - common or label
        last = max((m.start() for m in WORD.finditer(before) if wanted & lemma_set(m[0], claim.lang)), default=-1)
        found.append((last, line))
    best = max(last for last, _ in found)
    return [line for last, line in found if last == best] if best >= 0 else named


def _cell(
    figure: Figure, grid: Grid, rows: Sequence[Marked], columns: Sequence[Marked], *, pointed: bool
) -> Held | None:
    """A figure that stands in a cell of a named row or column; one that differs from the cell of both named.

    Where no table is pointed to, both the row and the column must be named.
    """
    if abs(figure.value) < LEAST_CELL and figure.value == figure.value.to_integral_value():
        return None
    row_at = {m.line.position for m in _wholly(rows)}
    column_at = {m.line.position for m in _wholly(columns)}
    reachable = {
        (row, col): cell
        for (row, col), cell in grid.figures.items()
        if (row in row_at or col in column_at) and _of_one_unit(grid, (row, col), figure)
    }
    equal = [cell for at, cell in reachable.items() if cell.is_said(figure.value)]
    own = _cell_of_both(figure, grid, rows, columns, pointed=pointed)
    if equal and not (pointed and own is not None and _is_of_unnamed_row(equal, rows, own)):
        return _told(figure, equal[0], grid, equal[0].interval, "consistent")
    if _of_another_time(figure, grid, [*rows, *columns]):
        return None
    beside = all(any(not m.line.total for m in marked) for marked in (rows, columns))
    if not pointed and not beside:
        return _slip_of_only_cell(figure, grid, rows) or _slip_at_time(figure, grid, columns)
    at = own or _cell_of_both(figure, grid, columns, rows, pointed=pointed, by_row=False)
    cell = grid.figures.get(at) if at is not None else None
    if cell is None:
        return _slip_of_only_cell(figure, grid, rows) or _slip_at_time(figure, grid, columns)
    if not cell.value or (cell.value < 0) != (figure.value < 0):
        return None
    allowed = worth_of(grid, cell)
    bounded = None in figure.interval
    if meets(allowed, figure.interval) and not bounded:
        return _told(figure, cell, grid, cell.interval, "consistent")
    ratio = figure.value / cell.scaled
    bound = figure.claim.quantity.bound if figure.claim is not None else ""
    reached = bound == "<=" and slip_in(figure.surface, cell.surface) == "digits-swapped"  # "rose to 29.8"
    if reached or (bound == "=" and (PLAUSIBLE[0] <= ratio <= PLAUSIBLE[1] or _is_slip(figure, cell))):
        return _told(figure, cell, grid, cell.interval, "inconsistent")
    return _slip_of_only_cell(figure, grid, rows)


def _beside(figure: Figure, before: Held, grid: Grid, rows: Sequence[Marked]) -> Held | None:
    """A figure of another row in the column of the figure told before it: "the farms of A used 8,200 m3, those of B
    9,700 m3"."""
    told, beside = before.figures[0], before.figures[-1].cell
    lines = _nearest(figure, [m.line for m in _wholly(rows) if not m.line.total])
    exact = figure.claim is not None and figure.claim.quantity.bound == "="
    if before.verdict != "consistent" or before.template or beside is None or len(lines) != 1 or not exact:
        return None
    cell = lines[0].figures.get(beside.col)
    if cell is None or beside.row == lines[0].position or not alike(told, figure) or not cell.value:
        return None
    if any(one.is_said(figure.value) for one in grid.figures.values()):
        return None
    likely = PLAUSIBLE[0] <= figure.value / cell.scaled <= PLAUSIBLE[1]
    return _told(figure, cell, grid, cell.interval, "inconsistent") if likely else None


def _slip_across(figure: Figure, before: Held, grid: Grid, columns: Sequence[Marked]) -> Held | None:
    """A figure that is mistyped from the cell of another column, in the row of the figure told before it: "in A 74.2 %
    do so, in C 57.3"."""
    told, beside = before.figures[0], before.figures[-1].cell
    lines = _nearest(figure, [m.line for m in _wholly(columns) if not m.line.total and not m.by_period])
    if (
        before.verdict != "consistent"
        or before.template
        or beside is None
        or len(lines) != 1
        or not alike(told, figure)
    ):
        return None
    cell = lines[0].figures.get(beside.row)
    if cell is None or beside.col == lines[0].position or _is_printed_in(grid, figure) or not _is_slip(figure, cell):
        return None
    return _told(figure, cell, grid, cell.interval, "inconsistent")


def _slip_of_total(figure: Figure, grid: Grid, rows: Sequence[Marked]) -> Held | None:
    """A figure that is mistyped from one cell of the one row of totals, where its sentence speaks of all."""
    totals = [m.line for m in rows if m.line.total]
    telling = len(figure.value.normalize().as_tuple().digits) > LEAST_NAMED
    if len(totals) != 1 or len(rows) > 1 or not telling or _is_printed_in(grid, figure):
        return None
    slips = [cell for cell in totals[0].figures.values() if _is_slip(figure, cell)]
    return _told(figure, slips[0], grid, slips[0].interval, "inconsistent") if len(slips) == 1 else None


def _is_printed_in(grid: Grid, figure: Figure) -> bool:
    return any(cell.is_said(figure.value) for cell in grid.figures.values())


def _of_next_row(text: str, sentence: Sentence, before: Sequence[Held], grid: Grid) -> list[Held]:
    """The only figure of a sentence that names another row and no column, in the column of what the sentence before
    tells: "in the villages 72 are out of work. In the town they are 52"."""
    figures = [figure for figure in sentence.figures() if is_amount(figure)]
    if len(figures) != 1 or len(sentence.figures()) != 1 or figures[0].claim is None:
        return []
    words = lemmas_of(text[sentence.start : sentence.end], figures[0].claim.lang)
    columns, rows = (_marked(lines, figures[0].claim, words) for lines in (grid.columns(), grid.rows()))
    if any(not m.by_period for m in columns) or _of_another_time(figures[0], grid, [*rows, *columns]):
        return []
    same = [held for held in before if held.figures[0].claim and _of_one_known_unit(held.figures[0], figures[0])]
    found = [held for one in same if (held := _beside(figures[0], one, grid, rows)) is not None]
    return found if len(found) == 1 else []


def _of_one_known_unit(a: Figure, b: Figure) -> bool:
    one, other = (unit_class(f.claim.quantity.unit) if f.claim is not None else "" for f in (a, b))
    return one == other != ""


def _slip_of_only_cell(figure: Figure, grid: Grid, rows: Sequence[Marked]) -> Held | None:
    """A figure that is the only count of the one row that its sentence names, mistyped; of several the only one that
    is like it, where its digits tell."""
    parts = [m for m in rows if not m.line.total]
    named = _nearest(figure, [m.line for m in _wholly(parts) or parts])  # "medical treatment" may be "treatment" alone
    exact = figure.claim is not None and figure.claim.quantity.bound == "="
    if len(named) != 1 or not exact or any(cell.is_said(figure.value) for cell in grid.figures.values()):
        return None
    cells = [f for j, f in named[0].figures.items() if _of_one_unit(grid, (named[0].position, j), figure)]
    slips = [cell for cell in cells if _is_slip(figure, cell)]
    if not _wholly(parts):
        slips = [cell for cell in slips if slip_in(figure.surface, cell.surface) == "digits-swapped"]
    swapped = [cell for cell in slips if slip_in(figure.surface, cell.surface) == "digits-swapped"]
    slips = swapped if len(swapped) == 1 else slips
    telling = len(cells) == 1 or len(figure.value.normalize().as_tuple().digits) > 2
    return _told(figure, slips[0], grid, slips[0].interval, "inconsistent") if len(slips) == 1 and telling else None


def _slip_at_time(figure: Figure, grid: Grid, columns: Sequence[Marked]) -> Held | None:
    """A figure that is the only cell of its year, or of the one column named in full, mistyped, of a row that its
    sentence names by an adjective: "the Chinese group" for China."""
    dated = [m.line for m in columns if m.by_period] or [m.line for m in _wholly(columns)]
    claim = figure.claim
    telling = len(figure.value.normalize().as_tuple().digits) > 2
    if claim is None or claim.quantity.bound not in ("=", "<=") or len(dated) != 1 or not telling:
        return None  # "shrank to 9 510" may be read as a bound
    if any(cell.is_said(figure.value) for cell in grid.figures.values()):
        return None
    said = {word.casefold()[:ROOT] for word in WORD.findall(claim.quote) if len(word) > ROOT}
    akin = [i for i, label in grid.row_labels.items() if {w.casefold()[:ROOT] for w in words_of(label)} & said]
    slips = [dated[0].figures[i] for i in akin if i in dated[0].figures and _is_slip(figure, dated[0].figures[i])]
    return _told(figure, slips[0], grid, slips[0].interval, "inconsistent") if len(slips) == 1 else None


def _is_slip(figure: Figure, cell: Figure) -> bool:
    """Whether a figure is a cell's mistyped, and of its size."""
    measured = cell.worth is not None and figure.claim is not None and figure.claim.quantity.unit is not None
    sizes = [figure.value / worth for worth in ((cell.scaled,) if measured else (cell.value, cell.scaled)) if worth]
    return any(SIZE[0] < size < SIZE[1] for size in sizes) and may_be_slip(figure.surface, cell.surface)


def _is_of_unnamed_row(equal: Sequence[Figure], rows: Sequence[Marked], own: tuple[int, int]) -> bool:
    """Whether the cells that print the value all stand in other rows than the one row that the sentence names."""
    named = {m.line.position for m in rows}
    return own[0] in named and not any(cell.cell is not None and cell.cell.row in named for cell in equal)


def _of_another_time(figure: Figure, grid: Grid, marked: Sequence[Marked]) -> bool:
    """Whether the figure has a time that neither a line of the table nor its caption gives."""
    claim = figure.claim
    if claim is None or claim.period is None or any(one.by_period for one in marked):
        return False
    span = span_of(claim.period)
    return not any(comparable(span, one) for one in periods_in(grid.table.caption or "", claim.lang))


def _of_one_unit(grid: Grid, at: tuple[int, int], figure: Figure) -> bool:
    """Both in percent or both not; and of one unit as far as both are known. A share of the total stands in no column
    of percentages of something else."""
    if not percent_alike(grid, [grid.figures[at]], figure):
        return False
    if _is_share_of_all(figure) and not _is_of_shares(grid, at):
        return False
    percent = figure.claim is not None and figure.claim.quantity.unit == "percent"
    ours, theirs = unit_class(figure.claim.quantity.unit) if figure.claim else "", grid.units.get(at, "")
    measured = figure.claim is not None and figure.claim.kind in ("money", "statistic", "duration", "age")
    alike = ours == theirs or ours.startswith(f"{theirs} per ") or theirs.startswith(f"{ours} per ")
    return percent or not measured or not ours or not theirs or alike


def _cell_of_both(
    figure: Figure, grid: Grid, named: Sequence[Marked], across: Sequence[Marked], *, pointed: bool, by_row: bool = True
) -> tuple[int, int] | None:
    """The cell of the one line that the sentence names in full, the nearest before the number, and of the line across
    that it names best; the only one where all others are of another unit."""
    lines = _nearest(figure, [m.line for m in _wholly(named) if not m.line.total])
    if len(lines) != 1:
        return None
    position = lines[0].position
    places = {j: ((position, j) if by_row else (j, position)) for j in lines[0].figures}
    alike = {j: at for j, at in places.items() if _of_one_unit(grid, at, figure)}
    if figure.value < 0:
        alike = {j: at for j, at in alike.items() if grid.figures[at].value < 0}
        if len(alike) == 1:
            return next(iter(alike.values()))
    reached = [m for m in across if m.line.position in alike]
    parts = [m for m in reached if not m.line.total]  # "in all" may be said without its column
    scores = {m.line.position: m.named + m.by_period for m in parts or (reached if pointed else ())}
    dated = {m.line.position for m in across if m.by_period}
    if scores:
        best = [j for j, score in scores.items() if score == max(scores.values())]
        if len(best) == 1 and (scores[best[0]] >= 1 or best[0] in dated):
            return alike[best[0]]
        if len(best) > 1 or dated:
            return None
    same_unit = [at for at in alike.values() if _same_unit(grid, at, figure)]
    only = len(places) == 1 or len(same_unit) == 1
    return same_unit[0] if only and len(same_unit) == 1 else None


def _is_share_of_all(figure: Figure) -> bool:
    """Whether a percentage is called a share of the total: "accounts for 31 % of the total"."""
    claim = figure.claim
    if claim is None or claim.quantity.unit != "percent":
        return False
    start, end = ((at or 0) - (claim.location.quote_start or 0) for at in (claim.location.start, claim.location.end))
    beside = claim.quote[end : end + SHARE_WITHIN]
    if claim.lang.startswith("kk"):
        beside = claim.quote[max(0, start - SHARE_WITHIN) : start]
    return phrases("total_whole", "of_the_total").search(beside) is not None


def _is_of_shares(grid: Grid, at: tuple[int, int]) -> bool:
    """Whether a column or row is called one of shares, or only "%", or by its time."""
    labels = (grid.row_labels.get(at[0], ""), grid.column_labels.get(at[1], ""), grid.table.caption or "")
    told = words_of(_HEAD.split(labels[1])[0])
    bare = not told or bool(periods_in(labels[1], grid.table.lang))
    return bare or any(phrases("shares", "total_whole", "of_the_total", "overall").search(label) for label in labels)


def _same_unit(grid: Grid, at: tuple[int, int], figure: Figure) -> bool:
    ours = unit_class(figure.claim.quantity.unit) if figure.claim else ""
    return ours != "" and (ours == "percent" or grid.units.get(at, "") == ours)


def _told(
    figure: Figure, cell: Figure, grid: Grid, expected: Interval, verdict: Literal["consistent", "inconsistent"]
) -> Held:
    words = {"cell": cell.surface, "table": str(grid.table.number or grid.table.table_id)}
    template = "" if expected == cell.interval else f"share-{verdict}"
    return Held("text-table", verdict, [figure, cell], expected, figure.surface, words, template)

"""Two values for one thing in one paper, and one value said again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from pipeline.checks.amounts import is_counted
from pipeline.checks.change_words import is_size_of_change
from pipeline.checks.findings import Figure, Held, figures_of, record
from pipeline.checks.granularity import is_part
from pipeline.checks.grids import Grid, grids_of
from pipeline.checks.mentions import roots_of, words_around
from pipeline.checks.naming import Words, label_at, periods_in
from pipeline.checks.sentences import Sentence, is_of_part, phrases, place, sentences_of
from pipeline.comparing import compare_claims
from pipeline.numbers.slips import may_be_slip
from schemas import Claim, Finding, Group, Paper

MOST_APART: Final = Decimal("2.5")
"""Two values of one thing differ by a slip, a rounding or a newer count; further apart they are of two things."""

ALIKE: Final = Decimal("0.6")
"""Of the words around the figure with fewer so many stand around the other too, when both are one statement."""

LEAST_WORDS: Final = 3
"""So many words at least."""

MOST_SOME: Final = 12
"""A table of so many regions may be one of all of them."""

FOLLOWS: Final = 30
"""Characters after a number in which its noun and "more than" stand."""


def same_figures(paper: Paper) -> Iterator[Finding]:
    """Groups of this paper's prose: each pair of values that can't both be true, and each value that is repeated."""
    claims = {claim.claim_id: claim for claim in paper.claims if claim.weight == "normal"}
    sentences, grids = sentences_of(paper), grids_of(paper)
    at = {claim.claim_id: sentence for sentence in sentences for claim in sentence.claims}
    rows = _Rows(paper.text, grids, at)
    parts = _parts_and_totals(grids) | said_together(sentences)
    tables = {table.table_id: str(table.number or table.table_id) for table in paper.tables}
    for group in compare_claims(list(claims.values()), works={}):
        members = [claims[claim_id] for claim_id in group.claims if claims[claim_id].origin == "prose"]
        for held in _differing(group, claims, tables):
            if held.check == "text-table" and _is_total_of_some(paper, grids, held.figures):
                continue
            if held.check == "text-table" and not _may_be_named(paper.text, grids, held.figures, at):
                continue
            values = frozenset(figure.value for figure in held.figures)
            if values not in parts and _are_one(paper.text, held.figures, at) and not rows.apart(held.figures):
                yield record(paper, held)
        for held in _repeated(group, members):
            yield record(paper, held)


def _is_total_of_some(paper: Paper, grids: Sequence[Grid], figures: Sequence[Figure]) -> bool:
    """Whether a cell sums up some regions only: "all" of a table of five regions is not the country."""
    cells = [figure.claim.location.cell for figure in figures if figure.claim and figure.claim.location.cell]
    areas: dict[str, set[str]] = {}
    for claim in paper.claims:
        if claim.location.cell is not None and claim.places.area and "-" in claim.places.area:
            areas.setdefault(claim.location.cell.table_id, set()).add(claim.places.area)
    return any(
        1 < len(areas.get(grid.table.table_id, ())) < MOST_SOME and grid.is_total(cell.row, by_row=True)
        for cell in cells
        for grid in grids
        if grid.table.table_id == cell.table_id and cell.row in grid.row_labels
    )


def _may_be_named(text: str, grids: Sequence[Grid], figures: Sequence[Figure], at: Mapping[str, Sentence]) -> bool:
    """Whether the sentence of a figure has a word of the row or the column of the cell beside it, as far as both are in
    one language; a row of wind and sun is not all that a sentence calls renewable."""
    figure, cell = figures
    place = cell.claim.location.cell if cell.claim is not None else None
    sentence = at.get(figure.claim.claim_id) if figure.claim is not None else None
    grid = next((g for g in grids if place is not None and g.table.table_id == place.table_id), None)
    if place is None or sentence is None or grid is None or figure.claim is None:
        return True
    lang = figure.claim.lang
    if grid.table.lang[:2] != lang[:2] or may_be_slip(figure.surface, cell.surface):
        return True
    row, column = grid.row_labels.get(place.row, ""), grid.column_labels.get(place.col, "")
    labels = [label for label in (row, column) if label and not periods_in(label, lang)]
    if grid.is_total(place.row, by_row=True) or not labels:
        return True
    said = roots_of(text[sentence.start : sentence.end], lang)
    return any(said & roots_of(label, lang) for label in labels)


def _are_one(text: str, figures: Sequence[Figure], at: Mapping[str, Sentence]) -> bool:
    """Whether two figures under one key are of one thing as far as their sentences tell: of a size, neither a
    difference nor of a part, and where they count no people or things, in much the same words."""
    one, other = figures[0], figures[1]
    low, high = sorted((abs(one.value), abs(other.value)))
    if not low or (high / low > MOST_APART and not may_be_slip(one.surface, other.surface)):
        return False
    said = [(f, at[f.claim.claim_id]) for f in figures if f.claim is not None and f.claim.claim_id in at]
    if len({is_of_part(text, sentence, figure) for figure, sentence in said}) > 1:
        return False
    if any(_is_difference(text, figure) or is_size_of_change(text, sentence, figure) for figure, sentence in said):
        return False
    if len({is_part(text, figure, sentence.figures()) for figure, sentence in said}) > 1:
        return False
    if len(said) < len(figures) or any(is_counted(figure) for figure in figures):
        return True
    words = [words_around(text, sentence, figure) for figure, sentence in said]
    langs = {figure.claim.lang[:2] for figure in figures if figure.claim is not None}
    shared = len(words[0] & words[1])
    return len(langs) > 1 or (shared >= LEAST_WORDS and shared >= ALIKE * min(len(words[0]), len(words[1])))


def _is_difference(text: str, figure: Figure) -> bool:
    """Whether "more than" follows the number and its noun: "100 cents more than the ball"."""
    _, end = place(figure)
    claim = figure.claim
    if claim is None or claim.lang.startswith("kk"):
        return False
    behind = text[end : end + FOLLOWS].lstrip("% ").split(",")[0]
    return (
        phrases("exceed").match(" ".join(behind.split()[1:])) is not None or phrases("exceed").match(behind) is not None
    )


class _Rows:
    """The rows of tables that sentences name: a figure of one district is not one of another, or of all."""

    def __init__(self, text: str, grids: Sequence[Grid], at: Mapping[str, Sentence]) -> None:
        self._text, self._at = text, at
        self._labels: dict[Decimal, list[str]] = {}
        for grid in grids:
            for (row, _), figure in grid.figures.items():
                if not grid.is_total(row, by_row=True):
                    self._labels.setdefault(figure.scaled, []).append(grid.row_labels[row])

    def apart(self, figures: Sequence[Figure]) -> bool:
        """Whether the sentence of one figure names a row that prints it and that of the other does not name it."""
        said = [(f, f.claim, self._at[f.claim.claim_id]) for f in figures if f.claim and f.claim.claim_id in self._at]
        if len(said) < 2:
            return False
        words = [Words(self._text[s.start : s.end], claim.lang) for _, claim, s in said]
        return any(
            label_at(label, words[i]) is not None and label_at(label, words[1 - i]) is None
            for i in (0, 1)
            for label in self._labels.get(said[i][0].value, ())
        )


def said_together(sentences: Iterable[Sentence]) -> set[frozenset[Decimal]]:
    """Pairs of values that one sentence prints: "360 teachers, 252 of them women" are two things elsewhere too."""
    return {
        frozenset((one.value, other.value))
        for sentence in sentences
        for one, other in combinations(sentence.figures(), 2)
        if one.value != other.value
    }


def _parts_and_totals(grids: Iterable[Grid]) -> set[frozenset[Decimal]]:
    """Pairs of values that a table prints as a part and its total: "25 of one ward" and "92" do not differ."""
    pairs: set[frozenset[Decimal]] = set()
    for grid in grids:
        for lines, by_row in ((grid.columns(), True), (grid.rows(), False)):
            for line in lines:
                at = {j: figure.scaled for j, figure in line.figures.items()}
                totals = [value for j, value in at.items() if grid.is_total(j, by_row=by_row)]
                pairs |= {frozenset((value, whole)) for value in at.values() for whole in totals if value != whole}
    return pairs


def _differing(group: Group, claims: dict[str, Claim], tables: dict[str, str]) -> Iterator[Held]:
    seen: set[frozenset[object]] = set()
    for conflict in group.conflicts:
        figures = figures_of([claims[conflict.a], claims[conflict.b]])
        if conflict.verdict == "conflict" and len(figures) == 2 and frozenset(f.value for f in figures) not in seen:
            seen.add(frozenset(f.value for f in figures))
            yield _one_pair(group, figures, tables)


def _one_pair(group: Group, figures: list[Figure], tables: dict[str, str]) -> Held:
    """Two values of the text, or one of the text and one of a table."""
    cells = [figure for figure in figures if figure.claim is not None and figure.claim.location.cell is not None]
    if len(cells) == 1:
        (cell,), (figure,) = cells, [f for f in figures if f is not cells[0]]
        place = cell.claim.location.cell if cell.claim is not None else None
        words: dict[str, object] = {"cell": cell.surface, "table": tables.get(place.table_id, "") if place else ""}
        return Held("text-table", "inconsistent", [figure, cell], cell.interval, figure.surface, words)
    words = {"label": group.label, "a": figures[0].surface, "b": figures[1].surface}
    return Held("same-figure", "inconsistent", figures, figures[0].interval, figures[1].surface, words)


def _repeated(group: Group, members: list[Claim]) -> Iterator[Held]:
    """A value that stands in two sentences or more, once for a position."""
    by_id = {claim.claim_id: claim for claim in members}
    for position in group.positions:
        held = [by_id[claim_id] for claim_id in position.claims if claim_id in by_id]
        sentences = {claim.location.quote_start: figure for claim in reversed(held) for figure in figures_of([claim])}
        figures: list[Figure] = [sentences[start] for start in sorted(sentences, key=lambda start: start or 0)]
        if len(figures) > 1 and figures[0].value > 1:
            words = {"label": group.label, "a": figures[0].surface, "n": str(len(figures))}
            yield Held("same-figure", "consistent", figures, figures[0].interval, figures[0].surface, words)

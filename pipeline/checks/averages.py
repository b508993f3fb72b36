"""Means: of a printed list, of the years or lines of a table that the text averages, of a table's own row of means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import alike, is_amount, is_counted, is_in_digits
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.grids import Grid, Line, grids_of, percent_alike, worth_of
from pipeline.checks.naming import Statement, best_named, lines_named, periods_in, told_of_tables
from pipeline.checks.quarters import quarters_in
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of, stated
from pipeline.comparing.periods import Span
from pipeline.numbers.interval import divide, meets, total
from pipeline.numbers.slips import may_be_slip
from pipeline.numbers.units import unit_class
from schemas import Check, Finding, Interval, Paper

LEAST_VALUES: Final = 3
"""The mean of two is rather a comparison."""

TELLING: Final = 100
"""A mean with fewer digits than this number has fits some line of a table by chance."""

MEAN_WITHIN: Final = 60
"""Characters behind the word for a mean in which its figure stands."""

MEAN_BEHIND: Final = 20
"""Characters before "on average" in which the mean with its unit stands: "27 metres on average"."""

_MARKS: Final = re.compile(r"[.,;:)]")

NEARLY: Final = (Decimal("0.85"), Decimal("1.15"))
"""A printed mean that is wrong lies so near the least and the greatest of its values at most."""

LEAST_MEANS: Final = 2
"""So many cells of a row of means must hold before another is said not to."""

_BETWEEN: Final = re.compile(r"\s*[,;]\s*")
_PRINTED: Final = re.compile(r"\d+(?:[   ]\d{3})*(?:[.,]\d+)?")


def averages(paper: Paper) -> Iterator[Finding]:
    """Every mean with the values that it is of: listed beside it, in a table, or above it in its column."""
    known = sentences_of(paper)
    for i, sentence in enumerate(known):
        if phrases("mean").search(paper.text, sentence.start, sentence.end):
            held = _of_list(paper.text, sentence) or _of_times(paper.text, sentence)
            held = held or _of_run(paper.text, sentence) or _of_all_before(paper.text, sentence)
            held = held or (_of_list_before(known[i - 1], sentence) if i else None)
            if held is not None:
                yield record(paper, held)
    for grid in grids_of(paper):
        yield from (record(paper, held) for held in _of_table(grid))
    yield from told_of_tables(paper, stated(paper, phrases("mean")), _in_table)


def _in_table(statement: Statement, grid: Grid) -> list[Held]:
    return [held for figure in statement.figures() for held in _of_lines(statement, figure, grid)]


def _of_list(text: str, sentence: Sentence) -> Held | None:
    """Three values or more in one pair of brackets, and the one number outside that may be their mean."""
    for opened in re.finditer(r"\(", text[sentence.start : sentence.end]):
        first = sentence.start + opened.end()
        last = text.find(")", first, sentence.end)
        listed = [f for f in sentence.figures() if first <= place(f)[0] < last]
        values = _of_one_scale(listed)
        others = [f for f in sentence.figures() if not first <= place(f)[0] < last and _may_be_mean(f, values)]
        if len(values) >= LEAST_VALUES and len(others) == 1:
            return mean_held(others[0], values, [value.interval for value in values])
    return None


def _of_times(text: str, sentence: Sentence) -> Held | None:
    """Values of three times or more and the one figure that the word for a mean stands before: "48 in 2019, 50 in 2020,
    46 in 2021; on average 52"."""
    words = list(phrases("mean").finditer(text, sentence.start, sentence.end))
    tried = (_of_times_at(text, sentence, word) for word in reversed(words))
    return next((held for held in tried if held is not None), None)


def _of_times_at(text: str, sentence: Sentence, word: re.Match[str] | None) -> Held | None:
    """The same for one word for a mean."""
    figures = [figure for figure in sentence.figures() if figure.claim is not None]
    behind = [f for f in figures if word is not None and 0 <= place(f)[0] - word.end() <= MEAN_WITHIN]
    all_before = (
        word is not None and phrases("the_values").search(text, word.end(), word.end() + MEAN_WITHIN) is not None
    )
    mean = next((f for f in behind if not all_before or is_in_digits(f)), None)
    if word is not None and text[word.end() : word.end() + 1] == ":":
        mean = None  # "1,530 a year on average: 1,210 in 2021, …"
    if mean is None and word is not None and _MARKS.match(text[word.end() : word.end() + 1] or "."):
        mean = next((f for f in reversed(figures) if 0 <= word.start() - place(f)[1] <= MEAN_BEHIND), None)
        word = None if mean is None else re.compile("").search(text, place(mean)[0])
    if word is None or mean is None:
        return None
    others = [figure for figure in figures if figure is not mean and not _is_span(figure, mean)]
    sides = {place(figure)[0] < word.start() for figure in others}
    times = {figure.claim.period.text for figure in others if figure.claim is not None and figure.claim.period}
    quarters = quarters_in(text[sentence.start : sentence.end])
    listed = len(times) < len(others) and len(quarters) != len(others)
    if listed:
        before = [f for f in others if is_in_digits(f) and place(f)[0] < word.start()]
        others = before if all_before else _listed_before(text, others, word.start())
    if len(others) < LEAST_VALUES or (len(sides) > 1 and len(times) == len(others)):
        return None
    dated = len(times) == len(others)
    same = all(alike(mean, figure) for figure in others) or (dated and all(is_counted(figure) for figure in others))
    if not same or not (quarters or listed or dated or all(is_amount(figure) for figure in others)):
        return None
    values = [figure.value for figure in others]
    if not min(values) * NEARLY[0] < mean.value < max(values) * NEARLY[1]:
        return None
    return mean_held(mean, others, [figure.interval for figure in others])


def _of_all_before(text: str, sentence: Sentence) -> Held | None:
    """The mean of all values before it: one that does not hold where the sentence says how many they are: "in three
    districts 210, 240 and 270 …, on average 240", "410 in A, 430 in B, 315 in C, over the three 385 on average"."""
    words = list(phrases("mean").finditer(text, sentence.start, sentence.end))
    tried = (_of_all_before_at(text, sentence, word) for word in reversed(words))
    return next((held for held in tried if held is not None), None)


def _of_all_before_at(text: str, sentence: Sentence, word: re.Match[str]) -> Held | None:
    """The same for one word for a mean; a figure that only describes the scale is no value."""
    figures = [f for f in sentence.figures() if f.claim is not None and f.claim.weight == "normal"]
    behind = [f for f in figures if 0 <= place(f)[0] - word.end() <= MEAN_WITHIN and is_in_digits(f) and is_amount(f)]
    if not behind or not is_in_digits(behind[0]):
        return None
    mean, before = behind[0], [f for f in figures if is_in_digits(f) and place(f)[0] < word.start()]
    counted = all(is_counted(f) for f in (mean, *before))
    if len(before) < LEAST_VALUES or not all(is_amount(f) and (counted or alike(mean, f)) for f in before):
        return None
    if not min(f.value for f in before) <= mean.value <= max(f.value for f in before):
        return None
    held = mean_held(mean, before, [figure.interval for figure in before])
    told = any(f.value == len(before) and not is_in_digits(f) for f in figures)
    told = told or phrases("simple_mean").search(text, sentence.start, place(mean)[0]) is not None
    telling = mean.value * 10 ** _decimals(mean) >= 10
    return held if (held.verdict == "consistent" and telling) or told else None


def _is_span(figure: Figure, mean: Figure) -> bool:
    """Whether a number in words is how long a time the mean is of: "over the three years"."""
    if figure.claim is None or mean.claim is None or is_in_digits(figure):
        return False
    return figure.claim.kind == "duration" != mean.claim.kind


def _of_run(text: str, sentence: Sentence) -> Held | None:
    """The one run of three values or more of a sentence and the one other of their unit: "the mean yield of three cows,
    14.2, 15.1 and 13.0 l, is 14.1 l"."""
    figures = [figure for figure in sentence.figures() if figure.claim is not None]
    runs = [run for i in range(len(figures)) if len(run := _listed_before(text, figures[: i + 1], sentence.end)) > 2]
    if not runs:
        return None
    longest = max(runs, key=len)
    others = [f for f in figures if f not in longest and alike(longest[-1], f) and is_amount(f)]
    others = [f for f in others if is_in_digits(f)]
    if len(others) != 1 or not all(is_amount(f) for f in longest) or place(others[0]) < place(longest[-1]):
        return None
    values = [figure.value for figure in longest]
    if not min(values) * NEARLY[0] < others[0].value < max(values) * NEARLY[1]:
        return None
    return mean_held(others[0], longest, [figure.interval for figure in longest])


def _listed_before(text: str, figures: Sequence[Figure], end: int) -> list[Figure]:
    """The list that ends before a place, with nothing between its numbers but what parts them: "310, 342 and 388"."""
    found: list[Figure] = []
    for figure in reversed([figure for figure in figures if place(figure)[1] <= end]):
        between = text[place(figure)[1] : place(found[-1])[0]] if found else ""
        if (
            found
            and _BETWEEN.fullmatch(between) is None
            and phrases("last_part").fullmatch(between.strip(" ,")) is None
        ):
            break
        found.append(figure)
    return found[::-1]


def _of_list_before(before: Sentence, sentence: Sentence) -> Held | None:
    """The mean of what the sentence before lists, with its total or without; only where it holds."""
    if before.paragraph != sentence.paragraph:
        return None
    for figure in sentence.figures():
        values = [f for f in before.figures() if _of_unit_of(figure, f)]
        rest = [f for f in values if f is not max(values, key=lambda one: one.value)]
        for listed in (values, rest):
            if len(listed) >= LEAST_VALUES and _may_be_mean(figure, listed) and figure.value * 10 >= TELLING:
                held = mean_held(figure, listed, [value.interval for value in listed])
                if held.verdict == "consistent":
                    return held
    return None


def _of_unit_of(a: Figure, b: Figure) -> bool:
    if a.claim is None or b.claim is None or not is_amount(b):
        return False
    return unit_class(a.claim.quantity.unit) == unit_class(b.claim.quantity.unit)


def _of_one_scale(listed: Sequence[Figure]) -> list[Figure]:
    """The values of a list at the scale that only its last one prints: "(1.2, 2.4 and 2.9 million)"."""
    if not listed or any(f.claim is None for f in listed):
        return []
    scale = _scale(listed[-1])
    return [figure if _scale(figure) == scale else _scaled(figure, scale) for figure in listed]


def _scaled(figure: Figure, scale: Decimal) -> Figure:
    low, high = figure.interval
    interval = (None if low is None else low * scale, None if high is None else high * scale)
    return replace(figure, value=figure.value * scale, interval=interval)


def _scale(figure: Figure) -> Decimal:
    match = _PRINTED.search(figure.surface)
    printed = Decimal(re.sub(r"[   ]", "", match[0]).replace(",", ".")) if match else Decimal(0)
    return figure.value / printed if printed and figure.value % printed == 0 else Decimal(1)


def _may_be_mean(figure: Figure, values: Sequence[Figure]) -> bool:
    """Of the unit of the values, and of their size."""
    if not values or figure.claim is None or values[-1].claim is None or figure.claim.kind in ("rank", "change"):
        return False
    same = unit_class(figure.claim.quantity.unit) == unit_class(values[-1].claim.quantity.unit)
    return same and min(v.value for v in values) <= figure.value <= max(v.value for v in values)


def mean_held(
    mean: Figure, values: Sequence[Figure], intervals: Sequence[Interval], *, check: Check = "statistic"
) -> Held:
    """A printed mean held against that of the values."""
    n = Decimal(len(intervals))
    computed = divide(total(intervals), (n, n))
    verdict: Verdict = "consistent" if meets(computed, mean.interval) else "inconsistent"
    words: dict[str, object] = {"parts": [value.surface for value in values]}
    return Held(check, verdict, [mean, *values], computed, mean.surface, words, f"mean-{verdict}")


def _of_table(grid: Grid) -> Iterator[Held]:
    """The cells of a row (or column) that is called the mean of the others, where most of them are that."""
    for lines, by_row in ((grid.rows(), True), (grid.columns(), False)):
        means = [line for line in lines if phrases("mean").match(_label(grid, line, by_row=by_row))]
        values = [line for line in lines if line not in means and not line.total]
        if len(means) != 1 or len(values) < LEAST_VALUES or means[0].broken:
            continue
        found = []
        for j, figure in means[0].figures.items():
            of = [line.figures[j] for line in values if j in line.figures]
            if len(of) == len(values):
                found.append(mean_held(figure, of, [value.interval for value in of]))
        holding = sum(held.verdict == "consistent" for held in found)
        if holding >= LEAST_MEANS and 3 * holding >= 2 * len(found):
            yield from found
        elif holding:
            yield from (held for held in found if held.verdict == "consistent" or _is_slip(held))


def _is_slip(held: Held) -> bool:
    """Whether the mean that the values give would be printed with one digit changed or two swapped."""
    mean, (low, high) = held.figures[0], held.expected
    if low is None or high is None:
        return False
    return may_be_slip(mean.surface, format((low + high) / 2, f".{_decimals(mean)}f"))


def _label(grid: Grid, line: Line, *, by_row: bool) -> str:
    if by_row:
        return line.label
    path = [part for part in grid.table.column_paths[line.position] if part] if grid.table.column_paths else []
    return path[-1] if path else line.label


def _of_lines(statement: Statement, figure: Figure, grid: Grid) -> Iterator[Held]:
    """A figure as the mean of a column over its rows, or of a row over its columns."""
    claim = figure.claim
    if claim is None or not (is_amount(figure) or claim.kind == "share") or claim.quantity.bound not in ("=", "~"):
        return
    if any(cell.is_said(figure.value) for cell in grid.figures.values()):
        return
    named = [line for _, line in lines_named(statement, grid.rows())]
    columns = grid.columns()
    best = [] if named else best_named(statement.words, columns) or columns
    for across, chosen in ((columns, named), (grid.rows(), best)):
        usable = [line for line in chosen if not line.broken and percent_alike(grid, line.figures.values(), figure)]
        held = [one for line in usable if (one := _mean_of(statement, figure, grid, line, across)) is not None]
        fitting = [one for one in held if one.verdict == "consistent"]
        if fitting:
            yield fitting[0]
            return
        if len(held) == 1 and len(usable) == 1 and phrases("per_year").search(statement.text):
            yield held[0]
            return
    wrong = _of_all_rows(statement, figure, grid, best) if len(best) == 1 and not named else None
    if wrong is not None:
        yield wrong


def _of_all_rows(statement: Statement, figure: Figure, grid: Grid, columns: Sequence[Line]) -> Held | None:
    """The mean of the one column that a sentence names over all rows of which it says how many they are: "the mean
    depth of the five lakes"."""
    (column,) = columns
    rows = [row for row in grid.rows() if not row.total and row.position in column.figures]
    values = [column.figures[row.position] for row in rows]
    counted = any(f.value == len(rows) and f != figure for f in statement.figures())
    alone = not any(_of_unit_of(figure, f) for f in statement.figures() if f != figure)
    told = alone and (counted or phrases("simple_mean").search(statement.text) is not None)
    usable = not column.broken and percent_alike(grid, values, figure) and len(values) >= LEAST_VALUES
    if not told or not usable or any(phrases("mean").match(row.label) for row in rows):
        return None
    worths = [value.scaled for value in values]
    if not min(worths) * NEARLY[0] < figure.value < max(worths) * NEARLY[1]:
        return None
    return mean_held(figure, values, [worth_of(grid, value) for value in values])


def _mean_of(statement: Statement, figure: Figure, grid: Grid, line: Line, across: Sequence[Line]) -> Held | None:
    """The mean over the lines across that the sentence's period covers; a wrong one only over years."""
    lang = statement.words.lang
    parts = [one for one in across if not one.total and not phrases("mean").match(one.label)]
    dated = {one.position: periods_in(one.label, lang) for one in parts}
    years = all(dated.values())
    said = _outermost(periods_in(statement.text, lang)) if years else None
    values = [
        line.figures[one.position]
        for one in parts
        if one.position in line.figures and (said is None or _within(dated[one.position], said))
    ]
    if len(values) < LEAST_VALUES or figure.value * 10 ** _decimals(figure) < TELLING:
        return None
    held = mean_held(figure, values, [worth_of(grid, value) for value in values], check="text-table")
    if held.verdict == "consistent":
        return held
    worths = [value.scaled for value in values]
    return held if years and min(worths) * NEARLY[0] < figure.value < max(worths) * NEARLY[1] else None


def _decimals(figure: Figure) -> int:
    exponent = figure.value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _outermost(spans: set[Span]) -> Span | None:
    """From the first day to the last of the periods of a sentence, where it names several years."""
    if not spans:
        return None
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    return Span(first, last) if last // 10000 > first // 10000 else None


def _within(spans: set[Span], outer: Span) -> bool:
    return all(outer.first <= span.first and span.last <= outer.last for span in spans)

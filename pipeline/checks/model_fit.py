"""What a fitted model is reported with, held against itself: R, R², adjusted R², F, n; a deviation, its error and n."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from pipeline.checks.amounts import is_exact_count
from pipeline.checks.findings import Figure, Held, Verdict, figure_at, record
from pipeline.checks.grids import Grid, grids_of
from pipeline.checks.sentences import Sentence, alternation, phrases, sentences_of
from pipeline.numbers.interval import meets
from schemas import Finding, Interval, Paper

_NUM = r"(?P<value>[-−–]?(?:\d+(?:[.,]\d+)?|[.,]\d+))"
_F_TEST: Final = re.compile(r"(?<![\w.])F\s*\(\s*(\d+)\s*[,;]\s*(\d+)\s*\)\s*=\s*(?P<value>\d+(?:[.,]\d+)?)")


@cache
def _r2() -> str:
    """How R² is printed."""
    return rf"R\s?(?:\^\{{?2\}}?|²|2(?!\d)|-?\s?{alternation('squared')})"


@cache
def _in_prose() -> dict[str, re.Pattern[str]]:
    """How the figures of a model are printed in prose, by name; the words in any language."""
    adjusted, multiple = alternation("adjusted"), alternation("multiple")
    printed = {
        "adjusted": rf"(?:{adjusted}\s*{_r2()}|{_r2()}\s*[_(]?\s*{adjusted}\)?)",
        "r2": rf"(?<![\w.]){_r2()}",
        "r": rf"(?<![\w.])(?:R(?![\w²^])|(?i:{multiple})\s+R)",
        "n": rf"(?<![\w.])(?:[nNН]|(?i:{alternation('observations')}))",
        "sd": rf"(?<![\w.])(?:{alternation('deviation_signs')}|σ)",
        "se": rf"(?<![\w.])(?:{alternation('error_signs')}|m(?!\w))",
    }
    is_said = rf"\s*(?:=|{alternation('amounting')})\s*"
    return {name: re.compile(word + is_said + _NUM) for name, word in printed.items()}


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    """How they are called in a table."""
    adjusted, multiple = alternation("adjusted"), alternation("multiple")
    squared = rf"r[\s-]*{alternation('squared')}|r\s?\^?[2²]$|{alternation('determination')}"
    called = {
        "adjusted": rf"{adjusted}\s*r|r.{{0,3}}{adjusted}",
        "r2": squared,
        "r": rf"{multiple}\s*r|^r$|{alternation('multiple_correlation')}",
        "n": rf"{alternation('observations')}|^n$",
        "k": alternation("number_of_predictors"),
    }
    return {name: re.compile(rf"(?i){word}") for name, word in called.items()} | {
        "f": re.compile(rf"^F$|(?i:f-{alternation('test_statistic')})")
    }


NEAR: Final = 250
"""Characters within which the figures of one model stand in prose."""

MOST_PREDICTORS: Final = 30
"""A model in such a paper has no more."""


class Model(NamedTuple):
    """The figures of one model by name."""

    figures: Mapping[str, Figure]
    predictors: int | None = None
    described: bool = False
    """Whether the text tells what was regressed on what, and not only the figures of the fit."""


def model_fits(paper: Paper) -> Iterator[Finding]:
    """Every R² with its R, every adjusted R² and F with their n, every standard error with its deviation."""
    for model in (*_in_tables(paper), *_in_text(paper)):
        for held in _held(model):
            yield record(paper, replace(held, check="regression") if model.described else held)


def _in_tables(paper: Paper) -> Iterator[Model]:
    """The rows of a table of regression statistics, each label with its number."""
    for grid in grids_of(paper):
        figures: dict[str, Figure] = {}
        for label, figure in _labelled(grid):
            name = next((name for name, word in _labels().items() if word.search(label.strip(" :."))), None)
            if name is not None:
                figures.setdefault(name, figure)
        if len(figures) > 1:
            k = figures.get("k")
            yield Model(figures, int(k.value) if k is not None and 0 < k.value < MOST_PREDICTORS else None)


def _labelled(grid: Grid) -> Iterator[tuple[str, Figure]]:
    """Each figure with the label of its line: of its row in a table of one column, of its column in one of one row."""
    columns, rows = grid.columns(), grid.rows()
    if len(columns) == 1:
        yield from ((grid.row_labels[row], figure) for row, figure in columns[0].figures.items())
    elif len(rows) == 1:
        yield from ((grid.column_labels[col], figure) for col, figure in rows[0].figures.items())


def _in_text(paper: Paper) -> Iterator[Model]:
    """The figures printed within a sentence or two of an R² or a deviation."""
    text, sentences = paper.text, sentences_of(paper)
    for lead in ("r2", "sd"):
        for match in _in_prose()[lead].finditer(text):
            if lead == "r2" and re.search(
                rf"{alternation('adjusted')}\s*$", text[max(0, match.start() - 20) : match.start()]
            ):
                continue
            first, last = _sentence_bounds(text, match.start(), match.end())
            figures = {lead: figure_at(paper, _number(match["value"]), match.span("value"))}
            for name, pattern in _in_prose().items():
                found = list(pattern.finditer(text, first, last))
                if name != lead and len(found) == 1:
                    figures[name] = figure_at(paper, _number(found[0]["value"]), found[0].span("value"))
            tests = list(_F_TEST.finditer(text, first, last))
            predictors = None
            if len(tests) == 1 and lead == "r2":
                figures["f"] = figure_at(paper, _number(tests[0]["value"]), tests[0].span("value"))
                predictors = int(tests[0][1])
                figures.setdefault("n", _sample(paper, tests[0]))
            described = lead == "r2" and "n" not in figures
            if described:
                n, predictors = _told_sample(sentences, match.start())
                figures |= {"n": n} if n is not None else {}
            yield Model(figures, predictors, described=described and predictors is not None)


def _told_sample(sentences: Sequence[Sentence], at: int) -> tuple[Figure | None, int | None]:
    """The number of observations and of predictors as the sentence of a model or the one before counts them: "the
    price of 45 plots on six attributes"."""
    last = bisect_right([sentence.start for sentence in sentences], at) - 1
    for sentence in reversed(sentences[max(0, last - 1) : last + 1]):
        counts = [figure for figure in sentence.figures() if is_exact_count(figure)]
        predictors = [figure for figure in counts if _is_of_predictors(figure)]
        others = [figure for figure in counts if figure not in predictors]
        if len(predictors) == 1 and len(others) == 1 and 0 < predictors[0].value < others[0].value - 3:
            return replace(others[0], interval=(others[0].value, others[0].value)), int(predictors[0].value)
    return None, None


def _is_of_predictors(figure: Figure) -> bool:
    unit = figure.claim.quantity.unit if figure.claim is not None else None
    return phrases("predictors").fullmatch(unit or "") is not None


def _sample(paper: Paper, test: re.Match[str]) -> Figure:
    """The number of observations that the degrees of freedom of F imply."""
    figure = figure_at(paper, Decimal(int(test[1]) + int(test[2]) + 1), test.span(2))
    return Figure(figure.value, (figure.value, figure.value), figure.surface, figure.claim)


def _sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(start - NEAR, *(text.rfind(mark, 0, start) + 1 for mark in (". ", ".\n", "\n\n")))
    lasts = [at for mark in (". ", ".\n", "\n\n") if (at := text.find(mark, end, end + NEAR)) >= 0]
    return max(first, 0), min(lasts, default=min(len(text), end + NEAR))


def _number(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ".").replace("−", "-").replace("–", "-"))


def _held(model: Model) -> Iterator[Held]:
    figures = model.figures
    r, r2, adjusted, n = (figures.get(name) for name in ("r", "r2", "adjusted", "n"))
    if r is not None and r2 is not None and 0 < r2.value <= 1 and abs(r.value) <= 1:
        low, high = (abs(end or Decimal(0)) for end in r.interval)
        yield _told("r-squared", [r, r2], (min(low, high) ** 2, max(low, high) ** 2), r2)
    if r2 is not None and adjusted is not None and 0 < r2.value < 1 and adjusted.value < 1:
        yield from _adjusted(r2, adjusted, n, model.predictors)
    f = figures.get("f")
    if f is not None and r2 is not None and n is not None and model.predictors and 0 < r2.value < 1:
        yield from _f_of(f, r2, n, model.predictors)
    sd, se = figures.get("sd"), figures.get("se")
    if sd is not None and se is not None and n is not None and n.value > 1 and 0 < se.value < sd.value:
        root = n.value.sqrt()
        yield _told("error", [sd, se, n], (_low(sd) / root, _high(sd) / root), se)


def _adjusted(r2: Figure, adjusted: Figure, n: Figure | None, predictors: int | None) -> Iterator[Held]:
    """Adjusted R² = 1 - (1 - R²)(n - 1)/(n - k - 1): never above R²; for some k where the text gives none."""
    if n is None or n.value < 4:
        if adjusted.value > r2.value:
            yield _told("adjusted", [r2, adjusted], (None, r2.value), adjusted)
        return
    tried = [predictors] if predictors else range(1, min(MOST_PREDICTORS, int(n.value) - 3) + 1)
    ranges = [_adjusted_range(r2, n.value, k) for k in tried]
    best = next((found for found in ranges if meets(found, adjusted.interval)), ranges[0])
    yield _told("adjusted", [r2, adjusted, n], best, adjusted)


def _adjusted_range(r2: Figure, n: Decimal, k: int) -> Interval:
    factor = (n - 1) / (n - k - 1)
    return (1 - (1 - _low(r2)) * factor, 1 - (1 - _high(r2)) * factor)


def _f_of(f: Figure, r2: Figure, n: Figure, k: int) -> Iterator[Held]:
    """F = (R² / k) / ((1 - R²) / (n - k - 1))."""
    rest = n.value - k - 1
    if rest > 0 and _high(r2) < 1:
        low, high = (end / k / ((1 - end) / rest) for end in (_low(r2), _high(r2)))
        yield _told("f", [f, r2], (low, high), f)


def _low(figure: Figure) -> Decimal:
    return figure.value if figure.interval[0] is None else figure.interval[0]


def _high(figure: Figure) -> Decimal:
    return figure.value if figure.interval[1] is None else figure.interval[1]


def _told(name: str, figures: list[Figure], expected: Interval, printed: Figure) -> Held:
    verdict: Verdict = "consistent" if meets(expected, printed.interval) else "inconsistent"
    words: dict[str, object] = {"given": [figure.surface for figure in figures if figure is not printed]}
    return Held("statistic", verdict, figures, expected, printed.surface, words, f"{name}-{verdict}")

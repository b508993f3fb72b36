"""A change told in its units and in percent: "fell by 960, or by 30 %", of a value that the text or the table gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.checks.amounts import may_be_alike
from pipeline.checks.change_words import is_change_in_units, is_difference, moves
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.grids import Grid, grids_of, is_percent, worth_of
from pipeline.checks.mentions import tables_near
from pipeline.checks.naming import periods_in
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.checks.series import Series, ends_of, series_named, series_of
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply, negate, subtract
from schemas import Finding, Interval, Paper

CLOSE: Final = 4
"""Words between the two sizes of one change."""

LIKELY: Final = (Decimal("0.4"), Decimal("2.5"))
"""Computed by printed percentage: outside this it is of something else."""


def said_twice(paper: Paper) -> Iterator[Finding]:
    """Every change told both ways, with the value that it is counted from."""
    tables = [(grid.table, (grid, list(series_of(grid)))) for grid in grids_of(paper)]
    for sentence in sentences_of(paper):
        pair = _pair(paper.text, sentence)
        if pair is None:
            continue
        near = [one for _, one in tables_near(paper, (sentence.start, sentence.end), tables)]
        held = _of_text(paper.text, sentence, *pair) or _of_tables(paper.text, sentence, near, *pair)
        if held is not None:
            yield record(paper, held)


def _pair(text: str, sentence: Sentence) -> tuple[Figure, Figure] | None:
    """The size of a change in units and the one in percent right behind it."""
    found = []
    for size, share in pairwise(sentence.figures()):
        between = text[place(size)[1] : place(share)[0]]
        percent = share.claim is not None and share.claim.quantity.unit == "percent" and share.value > 0
        told = is_change_in_units(size) or is_difference(text, size) or _is_lost(text, sentence, size)
        close = len(between.split()) <= CLOSE and not any(mark in between for mark in ";:.")
        if percent and told and close and (phrases("or").search(between) or between.rstrip().endswith("(")):
            found.append((size, share))
    return found[0] if len(found) == 1 and moves(text, sentence) else None


def _is_lost(text: str, sentence: Sentence, figure: Figure) -> bool:
    claim = figure.claim
    counted = claim is not None and claim.kind in ("count", "money") and claim.quantity.unit != "percent"
    return counted and phrases("lose", "lost_by").search(text, sentence.start, place(figure)[0]) is not None


def _of_text(text: str, sentence: Sentence, size: Figure, share: Figure) -> Held | None:
    """Counted from the one value that the sentence tells before the change; what it came to is told behind it."""
    others = [f for f in sentence.figures() if f is not size and f is not share and f.value > size.value]
    others = [f for f in others if may_be_alike(f, size) or _has_no_unit(size)]
    if len(others) != 1 or place(others[0]) > place(size):
        return None
    return _held(
        size,
        share,
        others[0].interval,
        [others[0]],
        sure=phrases("to").search(text, place(others[0])[1], place(size)[0]) is None
        and not _is_last(text, sentence, others[0], size),
    )


def _has_no_unit(size: Figure) -> bool:
    return size.claim is not None and size.claim.quantity.unit is None


def _is_last(text: str, sentence: Sentence, value: Figure, size: Figure) -> bool:
    """Whether a value may be what the change came to: of one time with it, and no other time is named between."""
    lang = sentence.claims[0].lang
    return not periods_in(text[sentence.start : place(value)[0] + 1], lang) and not periods_in(
        text[place(value)[1] : place(size)[0]], lang
    )


def _of_tables(
    text: str, sentence: Sentence, near: Sequence[tuple[Grid, list[Series]]], size: Figure, share: Figure
) -> Held | None:
    """Counted from the value of the line that the sentence names whose change the size in units is."""
    said, lang = text[sentence.start : sentence.end], sentence.claims[0].lang
    spans = ends_of(periods_in(said, lang))
    for grid, found in near:
        named = series_named(said, lang, grid, found)
        if len(named) != 1 or is_percent(grid, named[0].figures):
            continue
        one = named[0]
        dated = [one.figures[one.times.index(span)] for span in spans if span in one.times]
        first, last = (dated[0], dated[-1]) if len(dated) == 2 else (one.figures[0], one.figures[-1])
        moved = subtract(worth_of(grid, last), worth_of(grid, first))
        if last.value < first.value:
            moved = negate(moved)
        if meets(moved, size.interval):
            return _held(size, share, worth_of(grid, first), [first, last], sure=True)
    return None


def _held(size: Figure, share: Figure, base: Interval, of: Sequence[Figure], *, sure: bool) -> Held | None:
    computed = multiply(divide(size.interval, base), HUNDRED)
    low, high = computed
    if low is None or high is None or share.claim is None or share.claim.quantity.bound not in ("=", "~"):
        return None
    holds = meets(computed, share.interval)
    likely = LIKELY[0] <= (low + high) / 2 / share.value <= LIKELY[1]
    if not holds and not (sure and likely):
        return None
    verdict: Verdict = "consistent" if holds else "inconsistent"
    words: dict[str, object] = {"part": size.surface, "whole": of[0].surface}
    return Held("growth", verdict, [size, share, *of], computed, share.surface, words, f"of-{verdict}")

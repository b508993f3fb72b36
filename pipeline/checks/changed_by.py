"""Changes told by a word alone: "halved, from 84 to 42", "rose by half", "жартысына азайды"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from pipeline.checks.amounts import alike, is_amount, is_in_digits, values_of
from pipeline.checks.change_sizes import of_two_times
from pipeline.checks.change_words import from_to
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.grids import Grid
from pipeline.checks.mentions import roots_of
from pipeline.checks.naming import Statement, lines_named, periods_in, told_of_tables
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of, stated
from pipeline.checks.series import ends_of
from pipeline.comparing.periods import span_of
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.interval import divide, meets
from schemas import Finding, Interval, Paper

HANDY: Final = Decimal("0.12")
"""A word for a change is said of what misses it by no more than this part."""

BESIDE: Final = 30
"""Characters around the word in which a word like "more than" bounds it, or a verb says the way."""

LOOSEST: Final = Decimal("1.7")
""""More than halved" is not said of what fell by far more: a bound speaks of changes up to so much greater."""

SHORT_OF: Final = Decimal("0.7")
""""Almost halved" is said of this part of the change at least."""


@dataclass(frozen=True, slots=True)
class Change:
    """A word for a change: what the last value is of the first, and whether it is a bound."""

    surface: str
    factor: Decimal
    end: int
    bound: Literal["more", "less", ""]


def changed_by(paper: Paper) -> Iterator[Finding]:
    """Every word for a change with the two values of its sentence that it is said of."""
    for sentence in sentences_of(paper):
        changes = _changes(paper.text, sentence)
        if len(changes) != 1:
            continue
        held = _held(paper.text, sentence, changes[0])
        if held is not None:
            yield record(paper, held)
    yield from (record(paper, held) for held in _of_before(paper))
    yield from told_of_tables(paper, stated(paper, phrases(*_factors())), _in_table)


def _of_before(paper: Paper) -> Iterator[Held]:
    """A word for a change of a sentence without values, of the two values at two times that the sentence before tells
    of the same thing: "114 calls came in 2021 and 99 in 2023. In two years their number was halved"."""
    sentences = sentences_of(paper)
    for start, end, said in stated(paper, phrases(*_factors())):
        if said is not None and values_of(f for f in said.figures() if not _is_length(f)):
            continue
        before = next((one for one in reversed(sentences) if one.end <= start), None)
        changes = _changes(paper.text, said or Sentence(start, end, (), 0)) if before is not None else []
        between = paper.text[before.end : start] if before is not None else ""
        if before is None or len(changes) != 1 or between.strip(" .\n") or "\n\n" in between:
            continue
        values = values_of(f for f in before.figures() if not _is_length(f) and not _is_word(f))
        if len(values) != 2 or not alike(*values) or not of_two_times(*values):
            continue
        lang = before.claims[0].lang
        if roots_of(paper.text[start:end], lang) & roots_of(paper.text[before.start : before.end], lang):
            held = _of_values(*_in_time(values), changes[0])
            if held is not None:
                yield held


def _is_length(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.kind in ("duration", "age")


def _in_table(statement: Statement, grid: Grid) -> list[Held]:
    """A word for a change between two years that a sentence names, of the one line that it names too."""
    spans = ends_of(periods_in(statement.text, statement.words.lang))
    whole = Sentence(0, len(statement.text), (), 0)
    changes = _changes(statement.text, whole)
    if len(changes) != 1 or len(spans) != 2 or (statement.said is not None and values_of(statement.figures())):
        return []
    for lines, across in ((grid.rows(), grid.columns()), (grid.columns(), grid.rows())):
        named = [line for _, line in lines_named(statement, [line for line in lines if not line.total])]
        times = {span: one.position for one in across for span in periods_in(one.label, statement.words.lang)}
        if len(named) == 1 and all(span in times for span in spans):
            first, last = (named[0].figures.get(times[span]) for span in spans)
            held = _of_values(first, last, changes[0]) if first and last else None
            return [replace(held, check="text-table", template=f"change-{held.verdict}")] if held is not None else []
    return []


def _changes(text: str, sentence: Sentence) -> list[Change]:
    found = []
    for name, factors in _factors().items():
        for match in phrases(name).finditer(text, sentence.start, sentence.end):
            way = _way(text, sentence, match)
            factor = factors.get(way) or factors.get("any")
            if factor is not None and not _is_read(sentence, match):
                found.append(Change(match[0], Decimal(factor), match.end(), _bound(text, sentence, match)))
    return found


def _is_read(sentence: Sentence, word: re.Match[str]) -> bool:
    """Whether a claim reads the word as a number itself; the half of "half as large again" is none."""
    again = phrases("half_again").fullmatch(word[0]) is not None
    return not again and any(
        (c.location.start or 0) < word.end() and word.start() < (c.location.end or 0) for c in sentence.claims
    )


def _factors() -> dict[str, dict[str, str]]:
    """The words for changes by their names in checks.toml: what is left, by the way of the change."""
    found: dict[str, dict[str, str]] = knowledge("en", "checks")["change_factors"]
    return found


def _way(text: str, sentence: Sentence, match: re.Match[str]) -> str:
    """Up or down, by the verb nearest to the word; "" where there is none or both."""
    beside = (max(sentence.start, match.start() - 2 * BESIDE), min(sentence.end, match.end() + BESIDE))
    for around in (beside, (sentence.start, sentence.end)):
        ways = [way for way in ("up", "down") if phrases(way).search(text, *around)]
        if ways:
            return ways[0] if len(ways) == 1 else ""
    return ""


def _bound(text: str, sentence: Sentence, match: re.Match[str]) -> Literal["more", "less", ""]:
    """Whether the word before says that the change is greater than its word, or not quite it."""
    before = text[max(sentence.start, match.start() - BESIDE) : match.start()].rstrip()
    for bound in ("more", "less"):
        if any(found.end() == len(before) for found in phrases(f"change_{bound}").finditer(before)):
            return "more" if bound == "more" else "less"
    return ""


def _held(text: str, sentence: Sentence, change: Change) -> Held | None:
    """The change held against the two values of the sentence, where it leads from one to the other."""
    values = values_of(f for f in sentence.figures() if not (f.claim and f.claim.kind in ("duration", "age")))
    values = [f for f in values if not _is_word(f)]
    if len(values) != 2 or is_amount(values[0]) != is_amount(values[1]) or not alike(*values):
        return None
    first, last = _in_time(values)
    between = (min(change.end, place(values[0])[0]), max(change.end, place(values[1])[0]))
    if (
        ";" in text[slice(*between)]
        or phrases("contrast").search(text, *between)
        or not _leads(text, sentence, values, change)
    ):
        return None
    if change.factor > 1 and first.value > last.value and _is_against(text, values):
        first, last = last, first  # "half as large again: 480 workers against 320"
    return _of_values(first, last, change)


def _is_against(text: str, values: Sequence[Figure]) -> bool:
    first, second = sorted(values, key=place)
    return phrases("against").search(text, place(first)[1], place(second)[0]) is not None


def _of_values(first: Figure, last: Figure, change: Change) -> Held | None:
    if first.value <= 0 or last.value <= 0:
        return None
    made = divide(_exact(last), _exact(first))
    allowed = _allowed(change)
    verdict: Verdict = "consistent" if meets(made, allowed) else "inconsistent"
    if verdict == "inconsistent" and (last.value > first.value) != (change.factor > 1) and change.factor != 1:
        return None
    low, high = sorted((first, last), key=lambda figure: figure.value)
    times = divide(_exact(high), _exact(low))
    words: dict[str, object] = {"a": first.surface, "b": last.surface}
    return Held("multiple", verdict, [first, last], times, change.surface, words)


def _is_word(figure: Figure) -> bool:
    """A share in words, which here is the change itself."""
    return not is_in_digits(figure)


def _in_time(values: Sequence[Figure]) -> tuple[Figure, Figure]:
    a, b = values
    one, other = (span_of(f.claim.period) if f.claim else None for f in (a, b))
    return (b, a) if one is not None and other is not None and other < one else (a, b)


def _leads(text: str, sentence: Sentence, values: Sequence[Figure], change: Change) -> bool:
    """Whether both values stand behind the word, or the sentence says "from a to b"; or they are of two times."""
    first, second = sorted(values, key=place)
    spans = [span_of(f.claim.period) if f.claim else None for f in (first, second)]
    told = None not in spans and spans[0] != spans[1]
    return told or _is_against(text, values) or from_to(text, sentence, first, second)


def _allowed(change: Change) -> Interval:
    """What the last value may be of the first: near the word's factor, beyond it after "more than", short of it after
    "almost"."""
    size = change.factor - 1
    ends = (change.factor * (1 - HANDY), change.factor * (1 + HANDY))
    if change.bound:
        ends = (change.factor, 1 + size * (LOOSEST if change.bound == "more" else SHORT_OF))
    return min(ends), max(ends)


def _exact(figure: Figure) -> Interval:
    low, high = figure.interval
    return (figure.value, figure.value) if low is None or high is None else figure.interval

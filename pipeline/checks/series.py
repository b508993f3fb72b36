"""What a sentence says of a series: "every year an increase", "by 11.6 % against 2021"; against a table or itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from pipeline.checks.amounts import POINTS, as_multiple, is_amount, may_be_alike, values_of
from pipeline.checks.change_words import is_size_of_change, moves
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.grids import Grid, grids_of, is_percent, is_total, worth_of
from pipeline.checks.mentions import lemmas_of, tables_near, words_of
from pipeline.checks.naming import periods_in
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of, stated
from pipeline.comparing.periods import Span, span_of
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply, negate, subtract
from pipeline.numbers.reading import read_numbers
from schemas import Finding, Paper

LEAST_STEPS: Final = 2
"""Two values make one step: nothing is said of "every year" there."""

FIRST_DAY: Final = 101
LAST_DAY: Final = 1231

YEAR: Final = 10000
"""A day of a span by its year."""

MOST_BREAKS: Final = 3
"""So many steps against the trend are named."""

MOST_WORDS: Final = 60
"""A sentence with more words than this is not one statement on one series."""

Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one thing at times in order."""

    label: str
    times: tuple[Span, ...]
    figures: tuple[Figure, ...]


def series(paper: Paper) -> Iterator[Finding]:
    """Every "each year" with a direction, and every change between two years, where a series is at hand."""
    grids = grids_of(paper)
    tables = [(grid, list(series_of(grid))) for grid in grids]
    unread = (said for said in stated(paper, phrases("every_year")) if said[2] is None)
    sentences = sentences_of(paper)
    ahead = dict(zip((one.start for one in sentences[1:]), sentences, strict=False))
    for start, end, sentence in (*((one.start, one.end, one) for one in sentences), *unread):
        text = paper.text[start:end]
        clauses = _clauses(paper.text, sentence) if sentence is not None else []
        direction = _direction(text)
        if direction is None and len(clauses) < 2 and not _compares(paper.text, sentence):
            continue
        near = [
            pair for _, pair in tables_near(paper, (start, end), [(pair[0].table, pair) for pair in tables if pair[1]])
        ]
        before = ahead.get(start)
        for held in _every_year(text, direction, sentence, before, near, paper) if direction is not None else ():
            yield record(paper, held)
        spans = periods_in(text, sentence.claims[0].lang) if sentence is not None else set()
        for clause in clauses:
            if _direction(paper.text[clause.start : clause.end]) is not None or _compares(paper.text, clause):
                for held in _between_years(paper, clause, near, ends_of(spans)):
                    yield record(paper, held)


def _compares(text: str, sentence: Sentence | None) -> bool:
    """Whether a sentence sets a value against that of another time: "1.4 times as many as in 2018"."""
    if sentence is None or not phrases("as_in", "year_before").search(text, sentence.start, sentence.end):
        return False
    return any(f.claim is not None and f.claim.quantity.unit in ("times", "percent") for f in sentence.figures())


def _clauses(text: str, sentence: Sentence) -> list[Sentence]:
    """The parts of a sentence that a word like "while" after a comma sets against each other, where both have figures;
    else the sentence itself."""
    cuts = [m.start() for m in phrases("contrast").finditer(text, sentence.start, sentence.end)]
    cuts = [at for at in cuts if text[sentence.start : at].rstrip().endswith(",")]
    parts = []
    for start, end in pairwise([sentence.start, *cuts, sentence.end]):
        claims = tuple(claim for claim in sentence.claims if start <= (claim.location.start or 0) < end)
        if not claims:
            return [sentence]
        parts.append(Sentence(start, end, claims, sentence.paragraph))
    return parts


def ends_of(spans: set[Span]) -> list[Span]:
    """The periods that a sentence names; of one over several years its first and its last year."""
    if len(spans) == 1:
        (one,) = spans
        years = [one.first // YEAR, one.last // YEAR]
        if years[0] < years[1]:
            return [Span(year * YEAR + FIRST_DAY, year * YEAR + LAST_DAY) for year in years]
    return sorted(spans)


def _direction(text: str) -> Direction | None:
    """Up or down; None where the sentence says neither or both."""
    up, down = (phrases(way).search(text) is not None for way in ("up", "down"))
    if up == down:
        return None
    return "up" if up else "down"


def _direction_of_years(text: str) -> Direction | None:
    """The way of the part of a sentence that says "every year", up to a semicolon on either side."""
    parts = text.split(";")
    said = [part for part in parts if phrases("every_year", "steadily").search(part)]
    return _direction(said[0] if len(said) == 1 else text)


def _every_year(
    text: str,
    direction: Direction,
    sentence: Sentence | None,
    before: Sentence | None,
    near: Sequence[tuple[Grid, list[Series]]],
    paper: Paper,
) -> Iterator[Held]:
    strictly = phrases("every_year").search(text) is not None
    if not (strictly or phrases("steadily").search(text)) or len(text.split()) > MOST_WORDS:
        return
    own = _own_series(paper.text, sentence) if sentence is not None else None
    if own is None and sentence is not None and before is not None and before.paragraph == sentence.paragraph:
        own = _series_before(paper.text, sentence, before)
    way = _direction_of_years(text)
    if own is not None:
        yield _trend(own, way or direction, "growth", "")
        return
    if way is None:
        return
    lang = sentence.claims[0].lang if sentence is not None else _lang_at(paper, text)
    for grid, found in near if strictly else ():
        named = series_named(text, lang, grid, found)
        named = [one for one in named if len(one.figures) > LEAST_STEPS and not _is_of_rates(grid, one)]
        if named:
            for one in (_said_part(one, text, lang) for one in named):
                yield _trend(one, way, "text-table", str(grid.table.number or grid.table.table_id))
            return


def _said_part(one: Series, text: str, lang: str) -> Series:
    """The years of a series that the text limits itself to: "after 2020", "in 2017-2020"; all where it does not."""
    spans = sorted(periods_in(text, lang))
    if not spans:
        return one
    first, last = spans[0].first, max(span.last for span in spans)
    if last // YEAR == first // YEAR:
        if phrases("since").search(text) is None:
            return one
        last = one.times[-1].last
    kept = [(t, f) for t, f in zip(one.times, one.figures, strict=True) if first <= t.first and t.last <= last]
    return Series(one.label, tuple(t for t, _ in kept), tuple(f for _, f in kept)) if len(kept) > LEAST_STEPS else one


def _is_of_rates(grid: Grid, one: Series) -> bool:
    """Whether a series gives rates of change: there a rise is any value above nothing."""
    labels = (grid.table.caption or "", grid.table.unit or "", one.label)
    return any(phrases("change_rates").search(label) for label in labels)


def _lang_at(paper: Paper, text: str) -> str:
    at = paper.text.find(text)
    return next((section.lang for section in paper.sections if section.start <= at < section.end), "und")


def series_named(text: str, lang: str, grid: Grid, found: Sequence[Series]) -> list[Series]:
    """The series that the sentence names; the only one, or all or the total where it names none but the table's
    subject."""
    words = lemmas_of(text, lang)
    named = [one for one in found if one.label and _all_named(one.label, words, lang)]
    literal = [one for one in named if all(word.casefold() in text.casefold() for word in words_of(one.label))]
    totals = [one for one in found if is_total(one.label)]
    if phrases("all_lines").search(text) and all(one in totals for one in named):
        return [one for one in found if one not in totals]  # "in all districts" names no line called "all"
    if named:
        return literal or named  # "without" may share its root with "with"
    subject = lemmas_of(" ".join((grid.table.caption or "", *(one.label for one in found))), lang)
    if not words & {word for word in subject if len(word) > 3}:
        return []
    return totals[:1] or (list(found) if len(found) == 1 else [])


def _all_named(label: str, words: frozenset[str], lang: str) -> bool:
    parts = words_of(re.split(r"[,(;]", label)[0]) or words_of(label)
    return bool(parts) and all(words & lemmas_of(part, lang) for part in parts)


def _own_series(text: str, sentence: Sentence) -> Series | None:
    """The values of the part of a sentence that says "every year", up to a semicolon on either side: three at least of
    one unit, each with its own period."""
    said = phrases("every_year", "steadily").search(text, sentence.start, sentence.end)
    if said is None:
        return None
    start = max(sentence.start, text.rfind(";", sentence.start, said.start()))
    end = text.find(";", said.end(), sentence.end)
    here = [f for f in sentence.figures() if start <= place(f)[0] < (end if end >= 0 else sentence.end)]
    return _dated_series(here)


def _dated_series(figures: Sequence[Figure]) -> Series | None:
    """Three values at least of one unit, each with its own period."""
    values = [f for f in figures if f.claim is not None and (_is_level(f) or _is_share(f))]
    timed = [(span, figure) for figure in values if figure.claim and (span := span_of(figure.claim.period))]
    if len(timed) <= LEAST_STEPS or len({span for span, _ in timed}) != len(timed):
        return None
    if any(not may_be_alike(timed[0][1], figure) for _, figure in timed[1:]):
        return None
    timed.sort(key=lambda pair: pair[0])
    return Series("", tuple(span for span, _ in timed), tuple(figure for _, figure in timed))


def _series_before(text: str, sentence: Sentence, before: Sentence) -> Series | None:
    """The one series of the sentence before, of which a sentence without values of its own says how it went."""
    if any(f.claim is not None and f.claim.kind not in ("duration", "rank") for f in sentence.figures()):
        return None
    if text[before.end : sentence.start].strip(" .\n"):
        return None
    return _dated_series(before.figures())


def _is_level(figure: Figure) -> bool:
    return is_amount(figure) and figure.claim is not None and figure.claim.kind not in ("duration", "age")


def _is_share(figure: Figure) -> bool:
    """A share; also a percentage right behind "it grew:", which is one of several that it grew to."""
    claim = figure.claim
    return claim is not None and claim.quantity.unit == "percent" and claim.kind in ("share", "change")


def _trend(one: Series, direction: Direction, check: Literal["growth", "text-table"], table: str) -> Held:
    """Every step goes the way that is said; those that do not are named."""
    against = [
        (a, b) for a, b in pairwise(one.figures) if (b.value < a.value if direction == "up" else b.value > a.value)
    ]
    verdict: Verdict = "inconsistent" if against else "consistent"
    shown = [figure for step in against[:MOST_BREAKS] for figure in step] if against else list(one.figures)
    figures = [figure for i, figure in enumerate(shown) if i == 0 or figure is not shown[i - 1]]
    words: dict[str, object] = {
        "values": [figure.surface for figure in one.figures],
        "steps": [f"{a.surface} → {b.surface}" for a, b in against[:MOST_BREAKS]],
        "table": table,
    }
    edge = figures[0]
    return Held(check, verdict, figures, edge.interval, edge.surface, words, f"every-year-{verdict}", decides=True)


def _between_years(
    paper: Paper, sentence: Sentence, near: Sequence[tuple[Grid, list[Series]]], spans: Sequence[Span]
) -> Iterator[Held]:
    """A change by so much between two years that the sentence names, computed from the table's series."""
    text = paper.text[sentence.start : sentence.end]
    lang = sentence.claims[0].lang
    changes = [f for f in sentence.figures() if is_size_of_change(paper.text, sentence, f) or _is_multiple(f)]
    if not changes and phrases("lose").search(text):
        changes = [f for f in sentence.figures() if f.claim is not None and f.claim.quantity.unit == "percent"]
    if moves(paper.text, sentence) and not spans:
        yield from _from_first_to_last(paper.text, text, sentence, near)
    told = moves(paper.text, sentence) or _compares(paper.text, sentence)
    on_year = _on_year_before(paper.text, sentence, changes)
    spans = on_year or spans
    if len(spans) != 2 or len(changes) != 1 or not told:
        return
    for grid, found in near:
        told_here = [f for f in sentence.figures() if f is not changes[0] and is_amount(f)]
        usable = [one for one in series_named(text, lang, grid, found) if set(spans) <= set(one.times)]
        if not any(_is_told(one, told_here) for one in usable):
            printed = [one for one in found if set(spans) <= set(one.times) and _is_told(one, told_here)]
            usable = printed or usable
        if len(usable) == 1:
            one = usable[0]
            first, last = (one.figures[one.times.index(span)] for span in spans)
            held = _change(grid, changes[0], first, last)
            values = values_of(f for f in sentence.figures() if f is not changes[0])
            own = len(values) > 1 and not on_year  # it tells its own two values
            if held is not None and (held.verdict == "consistent" or not own):
                told_here_too = bool(on_year) and held.check == "text-table"  # from the table's last year to the text's
                yield replace(held, check="growth", template="") if told_here_too else held
            return


def _on_year_before(text: str, sentence: Sentence, changes: Sequence[Figure]) -> list[Span]:
    """The year of the amount before the one change that a sentence counts from the year before, and that year."""
    if len(changes) != 1 or phrases("year_before").search(text, sentence.start, sentence.end) is None:
        return []
    before = [f for f in sentence.figures() if is_amount(f) and place(f) < place(changes[0])]
    dated = before[-1] if before else changes[0]
    span = span_of(dated.claim.period) if dated.claim is not None else None
    if span is None or span.first // YEAR != span.last // YEAR:
        return []
    years = (span.first // YEAR - 1, span.first // YEAR)
    return [Span(year * YEAR + FIRST_DAY, year * YEAR + LAST_DAY) for year in years]


def _is_told(one: Series, told: Sequence[Figure]) -> bool:
    """Whether a sentence prints a value of the series."""
    return any(figure.is_said(value.value) for figure in one.figures for value in told)


def _from_first_to_last(
    paper_text: str, text: str, sentence: Sentence, near: Sequence[tuple[Grid, list[Series]]]
) -> Iterator[Held]:
    """A change that a sentence without years tells and that a line of the table makes from its first year to its last;
    only where it does."""
    lang = sentence.claims[0].lang
    for grid, found in near:
        usable = series_named(text, lang, grid, found)
        if len(usable) == 1:
            ends = (usable[0].figures[0], usable[0].figures[-1])
            telling = [f for f in sentence.figures() if _is_telling(f)]
            held = [one for f in telling if (one := _change(grid, f, *ends)) is not None]
            yield from (one for one in held if one.verdict == "consistent")
            changes = [f for f in sentence.figures() if _is_multiple(f) or is_size_of_change(paper_text, sentence, f)]
            if not held and len(changes) == 1 and _lasts(sentence, usable[0]):
                over = _change(grid, as_multiple(changes[0]), *ends)
                yield from [over] if over is not None else []
            return


def _lasts(sentence: Sentence, one: Series) -> bool:
    """Whether a sentence tells a length of time that is the one from the first year of a series to its last: "over
    the two years"."""
    years = one.times[-1].first // YEAR - one.times[0].first // YEAR
    claims = [figure.claim for figure in sentence.figures() if figure.claim is not None]
    spans = [claim for claim in claims if claim.kind == "duration" and claim.quantity.unit == "year"]
    return len(one.figures) > LEAST_STEPS and len(spans) == 1 and spans[0].quantity.value == years


def _is_telling(figure: Figure) -> bool:
    digits = figure.value.normalize().as_tuple().digits
    return len(digits) > 1 and figure.claim is not None and figure.claim.quantity.bound in ("=", "~")


def _is_multiple(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.quantity.unit == "times" and figure.value > 1


def _change(grid: Grid, change: Figure, first: Figure, last: Figure) -> Held | None:
    unit = change.claim.quantity.unit if change.claim is not None else None
    percent = is_percent(grid, [first, last])
    if first.value <= 0:
        return None
    difference = subtract(worth_of(grid, last), worth_of(grid, first))
    if last.value < first.value:
        difference = negate(difference)
    if _is_multiple(change):
        return _multiple(change, *sorted((first, last), key=lambda figure: figure.value))
    computed = difference
    if unit == "percent" and not percent:
        computed = multiply(divide(difference, worth_of(grid, first)), HUNDRED)
    elif (unit == POINTS) != percent and unit != "percent":
        return None
    verdict: Verdict = "consistent" if meets(computed, change.interval) else "inconsistent"
    words: dict[str, object] = {"a": first.surface, "b": last.surface}
    if unit == "percent" and not percent:
        return Held("text-table", verdict, [first, last, change], computed, change.surface, words, f"change-{verdict}")
    template = "" if unit in ("percent", POINTS) else f"difference-{verdict}"
    return Held("growth", verdict, [first, last, change], computed, change.surface, words, template)


def _multiple(change: Figure, low: Figure, high: Figure) -> Held:
    change = as_multiple(change)
    made = divide(high.interval, low.interval)
    verdict: Verdict = "consistent" if meets(made, change.interval) else "inconsistent"
    return Held("multiple", verdict, [low, high, change], made, change.surface, {"a": low.surface, "b": high.surface})


def series_of(grid: Grid) -> Iterator[Series]:
    """The lines of a table along an axis of years."""
    for lines, across in ((grid.columns(), grid.row_labels), (grid.rows(), grid.column_labels)):
        times = {at: span for at, label in across.items() if (span := _year_of(label)) is not None}
        if len(times) < LEAST_STEPS or len(set(times.values())) != len(times):
            continue
        for line in lines:
            found = sorted(((times[at], f) for at, f in line.figures.items() if at in times), key=lambda one: one[0])
            if len(found) >= LEAST_STEPS:
                yield Series(line.label, tuple(span for span, _ in found), tuple(figure for _, figure in found))


def _year_of(label: str) -> Span | None:
    """The period that a label is, with no other number in it."""
    if len(label) > 30:
        return None
    found = read_numbers(label, lang="ru").periods or read_numbers(label, lang="kk").periods
    return span_of(found[0].period) if len(found) == 1 else None

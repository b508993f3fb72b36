"""Shares of one whole: do they make 100 %?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.checks.amounts import has_ending, is_in_digits
from pipeline.checks.findings import Figure, Held, Verdict, record
from pipeline.checks.grids import Grid, Line, grids_of, is_percent
from pipeline.checks.mentions import BEGINNING
from pipeline.checks.opposites import OPPOSITES, are_opposites
from pipeline.checks.sentences import (
    Sentence,
    in_latin,
    lists_of,
    phrase_pattern,
    phrases,
    place,
    sentences_of,
    whole_sentences,
    without_phrases,
)
from pipeline.comparing.periods import span_of
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.interval import Precision, meets, narrow_interval_of, total
from schemas import Finding, Interval, Paper

LEAST_LISTED: Final = 3
"""Two shares that miss 100 are rarely meant as all."""

MOST_WORDS: Final = 5
"""Words between two shares of one list."""

_ENDING: Final = re.compile(r"^-[^\W\d_]{1,4}(?=\s)")
"""The ending of a number that is a noun itself: "58 %-ы әйелдер"."""

_WHOLE_BEHIND: Final = re.compile(r"\s*([^\W\d_]{3,})")


_WORD_BEHIND: Final = re.compile(r"^[^\W\d_]+")

NAMED: Final = 30
"""Characters beside a share in which the name of its part stands."""

PARAGRAPH: Final = 400
"""Characters before a sentence in which "several answers were possible" speaks of its shares."""

WHOLE: Final[Interval] = (Decimal(100), Decimal(100))
MISPRINT: Final = Decimal(10)
"""Shares that miss 100 by more than ten points are rather not all shares, or of several answers, than misprinted."""

SLACK: Final = Decimal("1.5")
"""Shares in a sentence that nothing calls a breakdown make 100 by chance if rounding is given all its room."""


FAR_OUT: Final = Decimal("2.75")
"""Roundings of a list add up to so many of their standard deviations at most."""


def share_sums(paper: Paper) -> Iterator[Finding]:
    """Every row, column or list of shares that makes up a whole."""
    for grid in grids_of(paper):
        for lines, across in ((grid.columns(), True), (grid.rows(), False)):
            for held in _in_lines(grid, lines, by_column=across):
                yield record(paper, held)
    sentences = sentences_of(paper)
    for sentence in whole_sentences(paper.text, sentences):
        held_here = _in_sentence(paper.text, sentence)
        if held_here is not None:
            yield record(paper, held_here)
    for _, items in lists_of(paper.text, sentences):
        held_list = _in_list(paper.text, items)
        if held_list is not None:
            yield record(paper, held_list)


def _in_lines(grid: Grid, lines: Sequence[Line], *, by_column: bool) -> Iterator[Held]:
    """The lines in percent that make 100, where at least half of them do; then also those that do not."""
    found = []
    for line in lines:
        if not line.broken and is_percent(grid, line.figures.values()):
            parts = [figure for j, figure in line.figures.items() if not grid.is_total(j, by_row=by_column)]
            totals = [figure for j, figure in line.figures.items() if grid.is_total(j, by_row=by_column)]
            said = any(figure.value == 100 for figure in totals)
            if len(parts) > 1 and all(0 <= part.value <= 100 for part in parts):
                found.append((_held(parts), said))
    holding = sum(held.verdict == "consistent" for held, _ in found)
    for held, said in found:
        if (held.verdict == "consistent" and (said or 2 * holding >= len(found))) or (
            held.verdict == "inconsistent"
            and _near(held)
            and (said or (holding >= 2 and 3 * holding >= 2 * len(found)))
        ):
            yield held


def _held(parts: Sequence[Figure]) -> Held:
    verdict: Verdict = "consistent" if meets(total(part.interval for part in parts), WHOLE) else "inconsistent"
    made = sum((part.value for part in parts), Decimal(0))
    return Held("share-sum", verdict, list(parts), WHOLE, _sum_printed(made), _words(parts, made))


def _words(parts: Sequence[Figure], made: Decimal) -> dict[str, object]:
    return {"parts": [part.surface for part in parts], "made": made}


def _sum_printed(made: Decimal) -> str:
    return format(made.normalize(), "f")


def _near(held: Held) -> bool:
    return abs(sum((figure.value for figure in held.figures), Decimal(0)) - 100) <= MISPRINT


def _in_sentence(text: str, sentence: Sentence) -> Held | None:
    """All shares of a sentence, or the longest run of them, where they make 100 within little."""
    shares = _answers(text, sentence, _shares(sentence))
    if phrases("several_answers").search(text, sentence.start, sentence.end) or _are_of_times(shares):
        return None
    for first in range(len(shares)):
        for after in range(len(shares), first + 1, -1):
            run = shares[first:after]
            if _makes_whole(run):
                return _told([_narrow(figure) for figure in run])
    told = _with_changes(sentence)
    if len(told) > len(shares) >= LEAST_LISTED - 1 and _makes_whole(told):
        return _told([_narrow(figure) for figure in told])
    return (
        _of_all_parts(text, sentence, shares)
        or _of_opposites(text, sentence, shares)
        or _of_called_shares(text, sentence, shares)
    )


def _are_of_times(shares: Sequence[Figure]) -> bool:
    """Whether shares are those of one part at different times: "33 % in 2020, 34 % in 2021"."""
    spans = {span_of(share.claim.period) for share in shares if share.claim is not None} - {None}
    return len(spans) > 1 and len(spans) >= len(shares) - 1


def _in_list(text: str, items: Sequence[Sentence]) -> Held | None:
    """The shares of a list, one an item; those that miss 100 where the last one is the rest, or where what leads to the
    list calls it a breakdown or allows one answer only."""
    found = [_percents(item) for item in items]
    if any(len(shares) != 1 for shares in found) or len(found) < LEAST_LISTED:
        return None
    run = [shares[0] for shares in found]
    made = sum((share.value for share in run), Decimal(0))
    if not _makes_whole(run):
        first = items[0].start
        lead = text[max(0, first - PARAGRAPH) : first].rstrip("-–—•▪●*0123456789) \n")
        led = lead.endswith(":") and phrases("one_answer", "distributed").search(lead.split("\n\n")[-1])
        rest = phrases("rest").search(text, items[-1].start, place(run[-1])[0])
        if (
            not (led or rest)
            or not SLACK < abs(made - 100) <= (MISPRINT if led else MISPRINT / 2)
            or phrases("several_answers").search(lead)
        ):
            return None
    return _told([_narrow(figure) for figure in run])


def _told(run: Sequence[Figure]) -> Held:
    """Shares that the text lists held against 100; not all roundings of a list go as far as they may."""
    held = _held(run)
    return held if held.verdict == "inconsistent" or _may_be_rounded(run) else replace(held, verdict="inconsistent")


def _may_be_rounded(run: Sequence[Figure]) -> bool:
    """Whether shares miss 100 by no more than their roundings together are likely to."""
    made = sum((figure.value for figure in run), Decimal(0))
    spread = sum(((high - low) ** 2 / 12 for low, high in (f.interval for f in run) if low and high), Decimal(0))
    return (made - 100) ** 2 <= FAR_OUT**2 * spread or abs(made - 100) <= max(_step(figure) for figure in run)


def _step(figure: Figure) -> Decimal:
    low, high = figure.interval
    return Decimal(0) if low is None or high is None else high - low


def _percents(sentence: Sentence) -> list[Figure]:
    """The shares of an item; what it says of them ("higher pay") makes none of them a change."""
    told = [f for f in sentence.figures() if f.claim is not None and f.claim.quantity.unit == "percent"]
    exact = [f for f in told if f.claim is not None and f.claim.quantity.bound in ("=", "~") and 0 < f.value < 100]
    return exact if len(told) == 1 else _shares(sentence)


def _parts_told(shares: Sequence[Figure], slot: str) -> set[str]:
    return {share.claim.topic[slot] for share in shares if share.claim is not None and slot in share.claim.topic}


def _names_rest(text: str, sentence: Sentence, shares: Sequence[Figure]) -> bool:
    """Whether the last share is that of all others."""
    return phrases("rest").search(text, place(shares[-2])[1], sentence.end) is not None


def _of_opposites(text: str, sentence: Sentence, shares: Sequence[Figure]) -> Held | None:
    """The two shares of men and women, of town and country, of one whole: "62 % were women and 48 % men"."""
    if len(shares) != 2:
        return None
    one, other = shares
    named = [
        (phrase_pattern([a, *in_latin(a)]), phrase_pattern([b, *in_latin(b)]))
        for first, second in _opposite_parts()
        for a, b in ((first, second), (second, first))
    ]
    for first, second in named:
        if _is_part_named(text, sentence, one, first) and _is_part_named(text, sentence, other, second):
            made = one.value + other.value
            if abs(made - 100) <= MISPRINT and _of_one_whole(text, sentence, one, other):
                return _held([_narrow(figure) for figure in shares])
    return None


def _of_called_shares(text: str, sentence: Sentence, shares: Sequence[Figure]) -> Held | None:
    """The shares of two opposites each called by its name alone: "the share of the rural population is 46 % and that of
    the urban 56 %"."""
    if len(shares) != 2 or not are_opposites(shares) or len(_with_changes(sentence)) != 2:
        return None
    made = sum((share.value for share in shares), Decimal(0))
    lead = text[sentence.start : place(shares[0])[0]]
    called = any(_is_share_of(lead, pair) for lang in LANGUAGES for pair in knowledge(lang, "checks")["opposites"])
    near = abs(made - 100) <= MISPRINT / 2
    return _told([_narrow(figure) for figure in shares]) if called and near else None


def _is_share_of(lead: str, pair: Sequence[str]) -> bool:
    """Whether the word for a share stands right beside the name of one of two opposites: "доля сельских", "ауыл
    тұрғындарының үлесі"."""
    for share in phrases("share_of").finditer(lead):
        if "," in lead[share.end() :]:
            continue  # "the share of rural people, who use it, ..."
        behind, before = lead[share.end() :].split()[:2], lead[: share.start()].split()[-2:]
        for one in pair:
            name = phrase_pattern([one, *in_latin(one)])
            if any(name.match(word) for word in behind) or any(name.match(word) for word in before[:1]):
                return True
    return False


def _opposite_parts() -> list[list[str]]:
    """Pairs of names for two parts that are all there is, in all languages."""
    return [pair for lang in LANGUAGES for pair in knowledge(lang, "checks").get("opposite_parts", ())]


def _of_one_whole(text: str, sentence: Sentence, one: Figure, other: Figure) -> bool:
    """Whether no word between two shares, or behind the second, begins another whole."""
    between = text[place(one)[1] : place(other)[0]]
    if len(between.split()) > 2 * MOST_WORDS:
        return False
    own = phrases("of_whole").match(between.lstrip()) is not None
    if own:  # "62 % of the nurses and men 48 %"
        behind = text[place(other)[1] : sentence.end].lstrip()
        between = phrases("joining").split(between)[-1].split(",")[-1]
        if phrases("of_whole").match(behind):
            return False
    ours, theirs = (_WHOLE_BEHIND.match(_behind(text, share)) for share in (one, other))
    names = any(phrase_pattern(pair).match(found[1]) for pair in _opposite_parts() for found in (ours, theirs) if found)
    if ours and theirs and not names and ours[1][:BEGINNING] != theirs[1][:BEGINNING]:
        return False  # "54 % of doctors ... 48 % of drivers", with the genitive alone
    last = (between.split() or [""])[-1]
    return not phrases("contrast_of").search(between) and not has_ending(last, "of_endings", sentence.claims[0].lang)


def _behind(text: str, share: Figure) -> str:
    """What follows a share, without "of the"."""
    said = text[place(share)[1] :][: 2 * NAMED]
    of_whole = phrases("of_whole").match(said.lstrip())
    return without_phrases(said.lstrip()[of_whole.end() :], "articles") if of_whole is not None else said


def _is_part_named(text: str, sentence: Sentence, share: Figure, name: re.Pattern[str]) -> bool:
    """Whether the words at a share say that it is the part of that name: "62 % were women", "women made up 62 %"; "of
    women 62 %" is another whole."""
    start, end = place(share)
    behind = _ENDING.sub("", text[end : min(sentence.end, end + NAMED)])
    behind = without_phrases(behind, "being").lstrip(" -–—")
    if name.match(behind):
        return True
    before = without_phrases(text[max(sentence.start, start - NAMED) : start], "being").rstrip(" -–—")
    said = next((m for m in name.finditer(before) if m.end() == len(before)), None)
    if said is None:
        return False
    led = before[: said.start()].split()[-1:]
    return not led or phrases("of_whole", "among", "located").fullmatch(led[0]) is None


def _answers(text: str, sentence: Sentence, shares: Sequence[Figure]) -> Sequence[Figure]:
    """The shares of a sentence; with those that an answer makes a change of ("higher pay 41 %") where one answer was
    asked for."""
    told = _with_changes(sentence)
    asked = phrases("one_answer").search(text, max(0, sentence.start - PARAGRAPH // 2), sentence.end)
    return told if asked and told and all(f.claim and f.claim.kind in ("share", "change") for f in told) else shares


def _with_changes(sentence: Sentence) -> list[Figure]:
    """All percentages of a sentence, those too that a word for more makes a change: "higher pay 44 %"."""
    told = [f for f in sentence.figures() if f.claim is not None and f.claim.quantity.unit == "percent"]
    exact = all(0 < f.value < 100 and f.claim is not None and f.claim.quantity.bound == "=" for f in told)
    return told if exact else []


def _of_all_parts(text: str, sentence: Sentence, shares: Sequence[Figure]) -> Held | None:
    """Shares that close as a list and miss 100: too much of them, or too little where "the rest" is among them; either
    where the text allows one answer only or calls them a distribution."""
    if len(shares) < LEAST_LISTED or phrases("several_answers").search(
        text, max(0, sentence.start - PARAGRAPH), sentence.end
    ):
        return None
    if any(len(_parts_told(shares, slot)) > 1 for slot in OPPOSITES):
        return None  # shares of the town and of the country, of men and of women
    between = [text[place(a)[1] : place(b)[0]] for a, b in pairwise(shares)]
    over = sum((figure.value for figure in shares), Decimal(0)) - 100
    if not abs(over) <= MISPRINT or _may_be_rounded([_narrow(figure) for figure in shares]):
        return None
    rest = _names_rest(text, sentence, shares)
    if _are_called_all(text, sentence, shares) and abs(over) > SLACK:
        return _told([_narrow(figure) for figure in shares])
    left = phrases("remaining", "rest").search(" ".join(between[-1].split()[-2:])) is not None
    if any(len(words.split()) > (2 * MOST_WORDS if left else MOST_WORDS) or ";" in words for words in between):
        return None
    lead = text[sentence.start : place(shares[0])[0]]
    by_kind = phrases("by_kind").match(lead.lstrip()) is not None and abs(over) > SLACK
    closes = phrases("last_part").search(between[-1]) is not None and not _may_be_several(text, sentence, shares)
    apportioned = phrases("apportioned").search(text, sentence.start, sentence.end) is not None
    near = abs(over) <= MISPRINT / 2
    misses = rest or (closes and over > SLACK / 2) or (near and (by_kind or (apportioned and over > SLACK / 2)))
    return _told([_narrow(figure) for figure in shares]) if misses else None


def _are_called_all(text: str, sentence: Sentence, shares: Sequence[Figure]) -> bool:
    """Whether the text allowed one answer only, or calls the shares that it lists a distribution."""
    around = (max(0, sentence.start - PARAGRAPH // 2), sentence.end + PARAGRAPH // 2)
    lead = (sentence.start, place(shares[0])[0])
    once = phrases("one_answer").search(text, *around) or phrases("distributed").search(text, *lead)
    alone = phrases("one_answer").search(text, around[0], sentence.end) is not None
    listed = alone or ":" in text[slice(*lead)] or _names_rest(text, sentence, shares)
    return once is not None and listed


def _may_be_several(text: str, sentence: Sentence, shares: Sequence[Figure]) -> bool:
    """Whether one may be in several of the parts: who owns a tractor may own a truck too; or each is of another
    place or whole."""
    areas = {share.claim.places.area for share in shares if share.claim is not None}
    owned = phrases("owning").search(text, sentence.start, sentence.end) is not None
    return owned or len(areas) == len(shares) or all(_has_whole(text, sentence, share) for share in shares)


def _has_whole(text: str, sentence: Sentence, share: Figure) -> bool:
    """Whether a share is told with its own whole: "38 % of drivers, 41 % of welders"."""
    start, end = place(share)
    lang = share.claim.lang if share.claim is not None else ""
    if lang.startswith("kk"):
        return has_ending((text[sentence.start : start].split() or [""])[-1], "genitive_endings", lang)
    behind = text[end : sentence.end].lstrip()
    if lang.startswith("ru"):
        return has_ending((_WORD_BEHIND.findall(behind) or [""])[0], "many_of_endings", lang)
    return phrases("of_whole").match(behind) is not None


def _shares(sentence: Sentence) -> list[Figure]:
    figures = sentence.figures()
    said_again = {id(_is_said_again(one, other)) for one, other in pairwise(figures)}
    return [
        figure
        for figure in figures
        if id(figure) not in said_again
        and figure.claim is not None
        and figure.claim.kind == "share"
        and figure.claim.quantity.unit == "percent"
        and figure.claim.quantity.bound in ("=", "~")
        and 0 < figure.value < 100
    ]


def _is_said_again(one: Figure, other: Figure) -> Figure | None:
    """The share in words of two that is the other one in digits: "half of them (50 %)", "27 % walk, that is nearly
    every fourth"."""
    if is_in_digits(one) == is_in_digits(other) or one.claim is None or other.claim is None:
        return None
    first = other.claim.location.quote_start or 0
    between = other.claim.quote[place(one)[1] - first : place(other)[0] - first]
    if is_in_digits(other):
        return one if "(" in between and ")" not in between else None
    return other if phrases("or", "follows").search(between) else None


def _makes_whole(run: Sequence[Figure]) -> bool:
    made = sum((figure.value for figure in run), Decimal(0))
    if len(run) == 2:
        return made == 100
    return abs(made - 100) <= SLACK and meets(total(_narrow(figure).interval for figure in run), WHOLE)


def _narrow(figure: Figure) -> Figure:
    exponent = figure.value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else None
    interval = narrow_interval_of(figure.value, Precision(step, percent=True))
    return Figure(figure.value, interval, figure.surface, figure.claim, figure.cell)

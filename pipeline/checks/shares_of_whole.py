"""A share, its part and its whole: "30 % of 50 thousand (15 thousand)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import (
    alike,
    has_ending,
    is_counted,
    is_in_digits,
    is_share,
    is_sum_of_others,
    may_be_alike,
)
from pipeline.checks.established_wholes import is_of_sample, of_told_before
from pipeline.checks.findings import Figure, Held, figures_of, record
from pipeline.checks.granularity import asked_in, is_named_whole
from pipeline.checks.grids import Grid, grids_of, unlabelled_total
from pipeline.checks.mentions import roots_of, tables_near
from pipeline.checks.naming import label_at, statement_at
from pipeline.checks.part_and_whole import MEANT, gives, misses, share_told
from pipeline.checks.sentences import Sentence, phrases, place, sentences_of
from pipeline.checks.told_rightly import told_rightly
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper, Table

FARTHEST: Final = 60
"""Characters between a share and the part that it is of, when they are printed side by side."""

LEAST_PAIRS: Final = 3
"""Two shares fit some number of a paper by chance, where a third one tells nothing."""

HALF: Final = Decimal(50)

NEAR_WORD: Final = Decimal(4)
"""Points by which a share in words may miss: "a quarter" of 28 %."""

MOST_NAME: Final = 7
"""Words of the name of a whole before its number in brackets."""

MOST_WHOLES: Final = 2000
"""So many numbers of a paper are tried as the whole."""

SENTENCES_BACK: Final = 4
"""How many sentences with figures before the share may have named its whole."""

PARAGRAPHS_BACK: Final = 8
"""And how many paragraphs; the items of a list are paragraphs too."""

LEAST_RETOLD: Final = 2
"""So many words must name a whole again."""

LIKELY: Final = (Decimal("0.75"), Decimal("1.3"))
"""Computed share by printed share: outside this another whole is meant."""

WIDE: Final = (Decimal("0.3"), Decimal(3))
"""A fraction in words with its number in brackets is of the whole that is named, however far off it is."""

NAMED: Final = 20
"""Characters before a number in which "of" makes it a whole."""

_FULL_STOP: Final = re.compile(r"\.(?!\s*[a-zа-яёәғқңөұүһі\d,)]|\s*$)")
"""A point that no abbreviation has: "тыс. га"."""

_CLOSED: Final = re.compile(r"(?:[^\W\d_]+\s?){0,2}[),]")
"""Behind a number the end of its brackets, with its noun: "(90 people)"."""

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def shares_of_whole(paper: Paper) -> Iterator[Finding]:
    """Every share printed beside its part, where the whole is named in the sentence or shortly before it."""
    sentences = sentences_of(paper)
    asked = asked_in(paper.text, sentences)
    tables = [(grid.table, grid) for grid in grids_of(paper)]
    for i, sentence in enumerate(sentences):
        figures = sentence.figures()
        before = [
            s for s in sentences[max(0, i - SENTENCES_BACK) : i] if sentence.paragraph - s.paragraph <= PARAGRAPHS_BACK
        ]
        pairs = list(_pairs(paper.text, figures))
        found: list[Held] = []
        for share, part in pairs:
            held = _held(paper.text, sentence, share, part, _wholes(before, figures, share, part))
            if held is not None and (_is_of_another_part(paper.text, held, pairs) or _is_given_by_other(held, figures)):
                held = None
            if held is None or held.verdict == "inconsistent":
                held = of_told_before(paper.text, sentence, (share, part), before) or held
            if held is None and _is_in_words(share) and _is_clause(paper.text, sentence, share, part):
                held = _of_only_before(share, part, [s for s in before if s.paragraph == sentence.paragraph])
            if held is None and asked is not None:
                beside = any(figure.value == asked.value for one in before for figure in one.figures())
                held = _of_asked(paper.text, sentence, (share, part), asked, beside=beside)
            if held is None:
                near = tables_near(paper, (sentence.start, sentence.end), tables) if tables else []
                held = next(
                    (one for _, grid in near if (one := _of_column(paper, sentence, (share, part), grid))), None
                )
            if held is not None:
                found.append(held)
        found += _of_the_next(paper.text, figures)
        found += _of_part_of(paper.text, figures)
        found += _of_whole_and_part(paper.text, figures)
        found += _of_one_whole(paper, sentence, tables)
        found += _of_it(paper, before[-1:], sentence, tables)
        for held in (*found, *_of_common_whole(pairs, found)):
            yield record(paper, held)
            right = told_rightly(paper, held) if held.verdict == "inconsistent" else None
            if right is not None:
                yield record(paper, right)


def _pairs(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """A share with the count beside it: "15 thousand (30 %)", "30 % of them (15 thousand)", "33, or 5 %"; of a share
    "of these" the count before is the whole."""
    for i, share in enumerate(figures):
        if not (is_share(share) or _is_half(share) or _is_in_brackets(text, figures, i)):
            continue
        for j in (i - 1, i + 1):
            if 0 <= j < len(figures) and _is_count(figures[j]) and not _is_in_words(figures[j]):
                first, second = sorted((share, figures[j]), key=place)
                between = text[place(first)[1] : place(second)[0]]
                own = j > i or not _is_of_these(text[place(share)[1] :][: 2 * NAMED].lstrip())
                most = FARTHEST if phrases("corresponding").search(between) is None else 2 * FARTHEST
                if len(between) <= most and _tied(between) and own:
                    yield share, figures[j]


def _is_in_brackets(text: str, figures: Sequence[Figure], at: int) -> bool:
    """Whether a percentage that a word makes a change stands alone in the brackets right behind a count, without a
    sign: "97 named the rise of prices (31.5 %)" is one of those who were asked."""
    share = figures[at]
    start, end = place(share)
    percent = share.claim is not None and share.claim.quantity.unit == "percent" and 0 < share.value < 100
    alone = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return percent and alone and at > 0 and is_counted(figures[at - 1])


def _is_of_these(behind: str) -> bool:
    """Whether a share is called one "of these"; "of those examined" are all."""
    of_them = phrases("of_them").match(behind)
    return of_them is not None and not phrases("who", "examined").match(behind[of_them.end() :].lstrip())


def _of_the_next(text: str, figures: Sequence[Figure]) -> Iterator[Held]:
    """A part, its share and then its whole: "3.4 million, which is 38 % of the 8.9 million", "68.7 %: 412 of 600"."""
    for one, two, whole in zip(figures, figures[1:], figures[2:], strict=False):
        share, part = (two, one) if is_share(two) else (one, two)
        if not (is_share(share) and _is_count(part) and _is_count(whole) and whole.value > part.value):
            continue
        of, between = text[place(two)[1] : place(whole)[0]], text[place(one)[1] : place(two)[0]]
        worded = share is one and _is_said_again(share, between)
        if share is one and not worded and between.strip(" –—-:(") != "":
            continue
        share = _handy(share) if worded else share
        words, tied, known = len(of.split()), share is not two or _tied(between), _of_one_known_unit(part, whole)
        called = phrases("of_whole").match(of.lstrip(" -")) is not None and words <= MOST_NAME
        named = called and (words <= 4 or (known and not any(mark in of for mark in ",;:()")))
        bracketed = share is two and called and words <= 2 and between.endswith("(") and tied
        named = (
            (named and may_be_alike(part, whole)) or (share is two and known and _in_brackets_after(of)) or bracketed
        )
        if (named or (called and share is two and tied)) and gives(share, part, whole):
            yield share_told("consistent", share, part, whole)
        elif named and tied and misses(share, part, whole, MEANT):
            yield share_told("inconsistent", share, part, whole)


def _in_brackets_after(of: str) -> bool:
    """ "62 % of the whole sown area (176 thousand hectares)": the whole in brackets behind its name."""
    return len(of.split()) <= MOST_NAME and of.endswith("(") and not any(mark in of[:-1] for mark in ",;:()")


def _of_one_known_unit(part: Figure, whole: Figure) -> bool:
    one, other = (unit_class(f.claim.quantity.unit) if f.claim else "" for f in (part, whole))
    return one == other != ""


def _of_common_whole(pairs: Sequence[tuple[Figure, Figure]], found: Sequence[Held]) -> Iterator[Held]:
    """A part beside others of one whole that fits none itself: "of them 135 (62.5 %) name pay, 97 (49.9 %) climate"."""
    told = {id(figure) for held in found for figure in held.figures}
    wholes = {held.figures[1].value: held.figures[1] for held in found if held.verdict == "consistent"}
    for share, part in pairs if len(wholes) == 1 else ():
        (whole,) = wholes.values()
        if id(share) not in told and id(part) not in told and part.value < whole.value:
            if gives(share, part, whole):
                yield share_told("consistent", share, part, whole)
            elif alike(part, whole) and misses(share, part, whole, LIKELY):
                yield share_told("inconsistent", share, part, whole)


def _of_part_of(text: str, figures: Sequence[Figure]) -> Iterator[Held]:
    """A part, its whole and then its share: "214 of the 412 students, i.e. 52 %"."""
    for part, whole, share in zip(figures, figures[1:], figures[2:], strict=False):
        if not (is_share(share) and _is_count(part) and _is_count(whole) and whole.value > part.value):
            continue
        of, between = text[place(part)[1] : place(whole)[0]], text[place(whole)[1] : place(share)[0]]
        total = phrases("total", "whole").search(of) is not None
        close = len(of.split()) <= (MOST_NAME if total else 3) and phrases("of_whole").search(of) is not None
        if not (close or _is_called_whole(text, of, part, whole)) or len(between) > FARTHEST or not _tied(between):
            continue
        if gives(share, part, whole):
            yield share_told("consistent", share, part, whole)
        elif misses(share, part, whole, MEANT):
            yield share_told("inconsistent", share, part, whole)


def _is_called_whole(text: str, of: str, part: Figure, whole: Figure) -> bool:
    """Whether a Kazakh sentence goes on behind a part with "that is" and the whole in its genitive: "4,2 млн адам,
    бұл – 9,1 млн азаматтың 46 %-ы"."""
    kazakh = whole.claim is not None and whole.claim.lang.startswith("kk")
    told = kazakh and phrases("or").search(of) is not None and _of_one_known_unit(part, whole)
    return told and not any(mark in of for mark in ";.") and is_named_whole(text, whole)


def _of_whole_and_part(text: str, figures: Sequence[Figure]) -> Iterator[Held]:
    """A share, its whole and then the part: "62 % of the 640 households (397)", "a third of the 360 families (120)"."""
    for share, whole, part in zip(figures, figures[1:], figures[2:], strict=False):
        if not (
            (is_share(share) or _is_half(share)) and _is_count(part) and _is_count(whole) and whole.value > part.value
        ):
            continue
        of, between = text[place(share)[1] : place(whole)[0]], text[place(whole)[1] : place(part)[0]]
        behind = text[place(part)[1] :].lstrip(" -")
        again = _is_said_again(share, of) and is_named_whole(text, whole)
        led = again or phrases("of_whole").match(of.lstrip(" :–—-")) is not None
        if len(of.split()) > 4 or not led or len(between) > FARTHEST:
            continue
        closed = between.count("(") == 1 and ")" not in between and _CLOSED.match(behind) is not None
        worded = _is_in_words(share) and between.rstrip().endswith(",") and "," in behind[:NAMED]
        if not (closed or worded or again or (":" in of and "," in between and ";" not in between)):
            continue
        if gives(_handy(share), part, whole):
            yield share_told("consistent", share, part, whole)
        elif MEANT[0] <= 100 * part.value / whole.value / share.value <= MEANT[1]:
            yield share_told("inconsistent", share, part, whole)


def _is_half(figure: Figure) -> bool:
    return figure.claim is not None and figure.claim.kind == "share" and figure.value == HALF


def _is_in_words(share: Figure) -> bool:
    return not is_in_digits(share)


def _is_said_again(share: Figure, between: str) -> bool:
    """Whether a share in words is told again in numbers: "every second person, to be exact, 315 of 1 050"."""
    close = len(between.split()) <= MOST_NAME and not any(mark in between for mark in ";:.")
    return _is_in_words(share) and close and phrases("or").search(between) is not None


def _handy(share: Figure) -> Figure:
    """A share in words is the handy one near the true one, unless it is bounded."""
    if not _is_in_words(share) or share.claim is None or share.claim.quantity.bound != "=":
        return share
    return replace(share, interval=(share.value - NEAR_WORD, share.value + NEAR_WORD))


def _of_one_whole(paper: Paper, sentence: Sentence, tables: Sequence[tuple[Table, Grid]]) -> Iterator[Held]:
    """Three parts or more with their shares, all of one number of the paper that most of them give."""
    pairs = list(_pairs(paper.text, sentence.figures()))
    if len(pairs) < LEAST_PAIRS:
        return
    counts = [f for f in figures_of(c for c in paper.claims if c.origin == "prose") if _is_count(f)]
    counts += [f for _, grid in tables for f in grid.figures.values()]
    most = max(part.value for _, part in pairs)
    for value in dict.fromkeys(f.value for f in counts[:MOST_WHOLES] if f.value > most):
        whole = next(f for f in counts if f.value == value)
        wrong = [pair for pair in pairs if not gives(*pair, whole)]
        if len(pairs) - len(wrong) >= 2 and len(wrong) <= 1:
            for share, part in pairs:
                yield share_told("inconsistent" if (share, part) in wrong else "consistent", share, part, whole)
            return


def _of_it(
    paper: Paper, before: Sequence[Sentence], sentence: Sentence, tables: Sequence[tuple[Table, Grid]]
) -> Iterator[Held]:
    """The one share of a sentence that goes on about what the one before told last: "A rose to 9 640. It accounts for
    10 % of all": of the total of the column that prints the 9 640."""
    shares = [f for f in sentence.figures() if is_share(f)]
    opened = phrases("it").match(paper.text[sentence.start : sentence.end].lstrip())
    alone = len(shares) == 1 == len([f for f in sentence.figures() if is_share(f) or _is_count(f)])
    if opened is None or not alone or not before or before[0].paragraph != sentence.paragraph:
        return
    parts = [f for f in before[0].figures() if _is_count(f)]
    for _, grid in tables_near(paper, (sentence.start, sentence.end), tables) if parts else ():
        held = _of_cell(grid, shares[0], parts[-1], by_row=False) or _of_cell(grid, shares[0], parts[-1], by_row=True)
        if held is not None:
            yield held
            return


def _of_cell(grid: Grid, share: Figure, part: Figure, *, by_row: bool) -> Held | None:
    """A share held against the one cell that prints its part and the total of its column; of its row only where it
    holds."""
    lines, across = (grid.rows(), grid.columns()) if by_row else (grid.columns(), grid.rows())
    for line in lines:
        wholes = [line.figures[one.position] for one in across if one.total and one.position in line.figures]
        cells = [f for f in line.figures.values() if f.is_said(part.value) and f not in wholes]
        if len(wholes) == 1 and len(cells) == 1:
            if gives(share, cells[0], wholes[0]):
                return share_told("consistent", share, part, wholes[0])
            if not by_row and misses(share, cells[0], wholes[0], LIKELY):
                return share_told("inconsistent", share, part, wholes[0])
    return None


def _is_of_another_part(text: str, held: Held, pairs: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether a share that does not hold was held against a part with a share of its own beside it: "232 (72 %) are
    pleased, 61 (19 %) are not"."""
    share, *others = held.figures
    whole = max(others, key=lambda figure: figure.value)
    own = any(whole.claim is part.claim and other.claim is not share.claim for other, part in pairs)
    return (
        held.verdict == "inconsistent"
        and own
        and phrases("of_them").search(text, place(whole)[1], place(share)[1]) is None
    )


def _is_given_by_other(held: Held, figures: Sequence[Figure]) -> bool:
    """Whether another count before a share that does not hold gives it with the same whole: "1 200 were sent, 640 came
    back, 612 of them filled in, a response of 53.3 %"."""
    if held.verdict == "consistent":
        return False
    share, part, whole = held.figures
    others = [f for f in figures if _is_count(f) and part.value != f.value < whole.value and place(f) < place(share)]
    return any(gives(share, other, whole) for other in others)


def _tied(between: str) -> bool:
    """Brackets or a dash or "or" hold the two together; a full stop or a semicolon parts them."""
    if any(mark in between for mark in ";:)") or _FULL_STOP.search(between):
        return False
    opened = between.count("(")
    said = len(between.split()) <= 3 or phrases("or", "corresponding").search(between) is not None
    return opened == 1 or (opened == 0 and said)


def _is_count(figure: Figure) -> bool:
    return is_sum_of_others(figure) and figure.value > 1


def _wholes(
    before: Sequence[Sentence], figures: Sequence[Figure], share: Figure, part: Figure
) -> list[tuple[Figure, bool]]:
    """Counts that are greater than the part, nearest first; True for those of the same sentence. One of a sentence
    before must be of the part's unit, or nearly so where both are counts."""
    here = [figure for figure in figures if place(figure) < max(place(share), place(part))]
    found = [(figure, True) for figure in reversed(here)]
    found += [(figure, False) for sentence in reversed(before) for figure in reversed(sentence.figures())]
    return [
        (figure, near)
        for figure, near in found
        if _is_count(figure) and figure.value > part.value and (near or may_be_alike(figure, part))
    ]


def _only_before(before: Sequence[Sentence], part: Figure) -> Figure | None:
    """The only count of the sentence right before that is greater than the part."""
    counts = [f for f in before[-1].figures() if is_counted(f) and f.value > part.value] if before else []
    return counts[0] if len(counts) == 1 else None


def _held(
    text: str, sentence: Sentence, share: Figure, part: Figure, wholes: Sequence[tuple[Figure, bool]]
) -> Held | None:
    """Consistent with the first whole that fits; inconsistent with the one that the sentence names, or else with
    the nearest when it names a total."""
    start, end = place(share)
    of_them = (
        phrases("of_them").match(text[end : end + NAMED].lstrip())
        or phrases("of_them").match(text[place(part)[1] : place(part)[1] + NAMED].lstrip())
        or _is_led(text, sentence, min(start, place(part)[0]))
    )
    share = _handy(share)
    worded = _is_in_words(share) and all(near or is_counted(whole) for whole, near in wholes[:1])
    for whole, near in wholes:
        if (near or of_them or alike(whole, part) or worded) and gives(share, part, whole):
            return share_told("consistent", share, part, whole)
    retold = [whole for whole, near in wholes if not near and _is_retold(text, share, part, whole)]
    if retold and misses(share, part, retold[0], LIKELY):
        return share_told("inconsistent", share, part, retold[0])
    named = [whole for whole, near in wholes if near and _is_named(text, whole, part) and _may_be_of(whole, part)]
    if len(named) == 1 and misses(share, part, named[0], WIDE if _is_in_words(share) else MEANT):
        return share_told("inconsistent", share, part, named[0])
    said = phrases("total_whole").search(text, max(sentence.start, start - FARTHEST), min(sentence.end, end + FARTHEST))
    alone = [whole for whole, _ in wholes]
    for whole, near in wholes:
        if of_them:
            tied = not near or (len(alone) == 1 and alike(whole, part))
        elif said:
            tied = _is_greatest(whole, wholes) and (alike(whole, part) or is_counted(whole))
        else:
            tied = near and alike(whole, part)
        if tied and _same_subject(whole, part) and misses(share, part, whole, MEANT if of_them else LIKELY):
            return share_told("inconsistent", share, part, whole)
    return None


def _is_clause(text: str, sentence: Sentence, share: Figure, part: Figure) -> bool:
    """Whether a sentence begins with a share in words and the part that says it again: "A third, namely 205 people"."""
    before, between = text[sentence.start : place(share)[0]], text[place(share)[1] : place(part)[0]]
    return place(share) < place(part) and (len(before.split()) <= LEAST_RETOLD or between.strip() == "(")


def _of_only_before(share: Figure, part: Figure, before: Sequence[Sentence]) -> Held | None:
    whole = _only_before(before, part) if is_counted(part) else None
    if whole is None:
        return None
    if gives(_handy(share), part, whole):
        return share_told("consistent", share, part, whole)
    return share_told("inconsistent", share, part, whole) if misses(_handy(share), part, whole, WIDE) else None


def _is_retold(text: str, share: Figure, part: Figure, whole: Figure) -> bool:
    """Whether the words before a share name what another number counts: "141 thousand took the test ... Of those who
    took the test 79 %"."""
    if share.claim is None or whole.claim is None:
        return False
    start, end = place(share)
    lang, first = share.claim.lang, share.claim.location.quote_start or 0
    behind = text[end : end + NAMED * 2].split(",")[0] if not lang.startswith("kk") else ""
    before = min(start, place(part)[0])
    names = text[max(first, before - FARTHEST) : before]
    if phrases("of_whole").match(behind.lstrip()):
        names += f" {behind}"
    if any(sign.isdecimal() for sign in names):
        return False
    said = text[place(whole)[1] : whole.claim.location.quote_end]
    return len(roots_of(names, lang) & roots_of(said, lang)) >= LEAST_RETOLD


def _is_led(text: str, sentence: Sentence, start: int) -> bool:
    """Whether "of them" leads the sentence and nothing else is counted between it and the share."""
    before = _YEAR.sub("", text[sentence.start : start])
    return phrases("of_them").match(before.lstrip()) is not None and not any(sign.isdecimal() for sign in before)


def _of_asked(
    text: str, sentence: Sentence, pair: tuple[Figure, Figure], asked: Figure, *, beside: bool
) -> Held | None:
    """A number as a share of the one number of people whom the paper asked; one that is not, where it is called a
    number of respondents or of the same people."""
    share, part = pair
    start, end = place(part)
    if asked.value <= part.value or is_named_whole(text, part):
        return None
    if gives(share, part, asked):
        return share_told("consistent", share, part, asked)
    respondents = phrases("survey").search(text[start : end + NAMED].split(",")[0]) is not None
    by_sex = beside and part.claim is not None and part.claim.topic.get("sex") is not None
    meant = respondents or by_sex or _same_people(part, asked) or is_of_sample(text, sentence, share, part)
    return share_told("inconsistent", share, part, asked) if meant and misses(share, part, asked, LIKELY) else None


def _same_people(part: Figure, asked: Figure) -> bool:
    """Whether part and sample are of one population, as their topics name it."""
    if part.claim is None or asked.claim is None:
        return False
    population = part.claim.topic.get("population")
    return population is not None and population == asked.claim.topic.get("population")


def _of_column(paper: Paper, sentence: Sentence, pair: tuple[Figure, Figure], grid: Grid) -> Held | None:
    """A part that is a cell of a line which the sentence names, as a share of the total across the line."""
    share, part = pair
    words = statement_at(paper, sentence.start, sentence.end, sentence).words
    said = phrases("total_whole").search(paper.text, place(share)[0], min(sentence.end, place(share)[1] + FARTHEST))
    for lines, across in ((grid.columns(), grid.rows()), (grid.rows(), grid.columns())):
        named = {one.position: label_at(one.label, words) is not None for one in across}
        sums = [one for one in (*(o for o in across if o.total), unlabelled_total(across)) if one is not None]
        for line in lines:
            cells = [f for j, f in line.figures.items() if named.get(j) and f.is_said(part.value)]
            wholes = [line.figures[one.position] for one in sums if one.position in line.figures]
            if len(cells) != 1 or not wholes or cells[0] in wholes:
                continue
            whole = max(wholes, key=lambda one: one.value)
            if gives(share, cells[0], whole):
                return share_told("consistent", share, part, whole)
            if said and misses(share, cells[0], whole, LIKELY):
                return share_told("inconsistent", share, part, whole)
    return None


def _may_be_of(whole: Figure, part: Figure) -> bool:
    return alike(whole, part) or (is_counted(whole) and is_counted(part))


def _is_greatest(whole: Figure, wholes: Sequence[tuple[Figure, bool]]) -> bool:
    """The greatest of the numbers that may be meant: "of all" is said of the sample, not of a part of it."""
    return whole.value == max(figure.value for figure, _ in wholes)


def _is_named(text: str, whole: Figure, part: Figure) -> bool:
    """Whether the text says "of" of it: "of the 302 patients", "240 қожалықтың", "240, of which 156"."""
    start, end = place(whole)
    if end < place(part)[0] and phrases("parts").search(text, end, place(part)[0]):
        return True
    before = text[max(0, start - NAMED) : start].split()[-2:]
    if any(phrases("of_whole").fullmatch(word.strip("(,")) for word in before):
        return True
    lang = whole.claim.lang if whole.claim is not None else ""
    return any(has_ending(word, "of_endings", lang) for word in _words_after(text, end))


def _words_after(text: str, end: int) -> list[str]:
    return [word.strip(",.;:()") for word in text[end : end + NAMED * 3].split()[:2]]


def _same_subject(whole: Figure, part: Figure) -> bool:
    """The whole is of the same places as its part: a total of another country is not its whole."""
    ours, theirs = whole.claim, part.claim
    if ours is None or theirs is None:
        return False
    same = [(ours.places.area, theirs.places.area), (ours.places.origin, theirs.places.origin)]
    return all(a is None or b is None or b.startswith(a) for a, b in same)

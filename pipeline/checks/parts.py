"""Parts and their whole in prose: "148 students (115 in …, 33 in …)", "24 experts, 14 men and 12 women"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.checks.amounts import (
    HALF,
    alike,
    has_ending,
    is_counted,
    is_exact_count,
    is_in_digits,
    is_sum_of_others,
    may_be_alike,
)
from pipeline.checks.findings import Figure, Held, record
from pipeline.checks.granularity import is_named_whole
from pipeline.checks.opposites import are_opposites
from pipeline.checks.sentences import Sentence, in_latin, lists_of, phrase_pattern, phrases, place, sentences_of
from pipeline.checks.sums import FAR_WHOLE, near, total_held
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper

LEAST_UNANNOUNCED: Final = 10
"""Parts that nothing announces are believed only when they are this large: 3 = 1 + 2 is met by chance."""

NEARLY: Final = Decimal("0.05")
"""Parts that only their places make the parts of the number before miss it by no more than this."""

BESIDE: Final = 25
"""Characters behind a number in which the word for its part stands."""

SHORTEST_VERB: Final = 3
"""A verb has more letters."""

_MARK: Final = re.compile(r"[,;.()]")

OF_UNIT: Final = 4
"""Words that a unit has at most, behind which "in all" may follow."""

BEFORE_TOTAL: Final = 25
"""Characters before a number in which a word for a total makes it one: "…, a total of 840"."""

MOST_LEADING: Final = 5
"""Words between the one for a total and its number: "in total, therefore, some 840"."""

REST_WITHIN: Final = 2
"""Words before a number among which "the remaining" makes it all that is left."""

MOST_NAMING: Final = 2
"""Words between two parts that only name them: "128-і студент, 64-і оқытушы"."""

LEAST_KINDS: Final = 3
"""Two kinds of things behind a colon may be two of many."""

BACK: Final = 4
"""Sentences before the last part in which its whole is sought."""

LARGE_PART: Final = 100
"""Parts of so much that make their whole to the last one do not by chance."""

LEAST_CLOSED: Final = 4
"""So many parts closed by "and" need no word for what remains."""

CLOSE: Final = Decimal("0.025")
"""Such parts may miss their whole by so much."""

LEAST_OF_PARAGRAPH: Final = 3
"""Two numbers of different sentences and a third are easily of different things."""


def parts_in_prose(paper: Paper) -> Iterator[Finding]:
    """Every whole that a sentence or a list gives with its parts."""
    sentences = sentences_of(paper)
    for i, sentence in enumerate(sentences):
        held_here = _in_sentence(paper.text, sentence)
        if held_here is None and i:
            held_here = _of_before(paper.text, sentences[i - 1], sentence) or _told_apart(sentences[i - 1], sentence)
        held_here = held_here or _of_paragraph(paper.text, sentences, i)
        if held_here is not None:
            yield record(paper, held_here)
    for lead, items in lists_of(paper.text, sentences):
        held_list = _in_list(lead, items)
        if held_list is not None:
            yield record(paper, held_list)


def _in_sentence(text: str, sentence: Sentence) -> Held | None:
    """A whole with its parts in one sentence: in brackets, after "of which", or summed up by "in total"; or the
    greatest that is the sum of all others. Parts that do not make their whole are said only where the sentence
    presents them as all its parts, or where they are more than it."""
    counts = counts_of(sentence)
    for i, whole in enumerate(counts):
        if phrases("of_them").match(text[place(whole)[1] :][:BESIDE].lstrip()):
            continue  # "1,120 of them": a part itself
        later = counts[i + 1 :]
        kinds = _are_kinds_of(text, sentence, whole, later)
        parts, complete = (later, True) if kinds else _announced_parts(text, sentence, whole, later)
        if len(parts) < 2 or any(part.value > whole.value for part in parts):
            continue
        held = parts_held(whole, parts)
        if held.verdict == "consistent":
            return held
        too_much = (held.expected[0] or Decimal(0)) > whole.value
        if len(parts) == 2 and not are_opposites(parts) and _are_told_apart(text, parts):
            continue
        bare = not ends_list(text, parts) and not are_opposites(parts)
        listed = ":" in text[place(whole)[1] : place(parts[0])[0]]
        missing = NEARLY if bare and listed and not too_much else near_whole(parts)
        if near(held, FAR_WHOLE if are_opposites(parts) else missing) and (too_much or complete):
            return held
    found = _with_rest(text, sentence, counts) or _summed_up(text, counts) or _all_listed(text, counts)
    return found or _unannounced(text, counts)


def _with_rest(text: str, sentence: Sentence, counts: Sequence[Figure]) -> Held | None:
    """The first number of a sentence, some of it, and right before the last number a word for what remains: "of the
    210 calves 120 ..., the remaining 90 ..."."""
    if len(counts) < 3 or len(counts) != len([f for f in sentence.figures() if is_counted(f)]):
        return None
    whole, *parts = counts
    if phrases("of_them", "parts").match(text[sentence.start : place(whole)[0]].lstrip()):
        return None  # "Of them 1 402 …, the remaining 331": parts of what the sentence before counts
    before = text[place(parts[-2])[1] : place(parts[-1])[0]].split()[-REST_WITHIN:]
    if not phrases("remaining").search(" ".join(before)) or any(part.value >= whole.value for part in parts):
        return None
    if not all(may_be_alike(whole, part) or is_counted(part) for part in parts):
        return None
    held = parts_held(whole, parts)
    return held if held.verdict == "consistent" or near(held, FAR_WHOLE) else None


def _of_before(text: str, before: Sentence, sentence: Sentence) -> Held | None:
    """ "Of them, 309 were mothers and 113 fathers": the parts of the first number of the sentence before."""
    wholes, parts = counts_of(before), [part for part in counts_of(sentence) if is_exact(part)]
    single = [figure for figure in sentence.figures() if is_exact(figure)]
    opened = phrases("parts", "by_kind").match(text[sentence.start : sentence.end].lstrip()) is not None
    opposites = are_opposites(parts)
    by_place = len(parts) > 2 and _are_of_places(parts)
    if not (opened or opposites or by_place) or not wholes or len(parts) < 2 or len(parts) != len(single):
        return None
    whole = _made_of(wholes, parts) or wholes[0]
    if any(not may_be_alike(whole, part) or part.value >= whole.value for part in parts):
        return None
    held = parts_held(whole, parts)
    too_much = (held.expected[0] or Decimal(0)) > whole.value
    if held.verdict == "inconsistent" and phrases("owning").search(text, place(parts[0])[1], sentence.end):
        return None  # "31 stand in villages, 9 have boarding houses": one may be both
    if by_place and not opened:
        return held if held.verdict == "consistent" or near(held, NEARLY) else None
    return held if held.verdict == "consistent" or ((too_much or opposites) and near(held)) else None


def _made_of(wholes: Sequence[Figure], parts: Sequence[Figure]) -> Figure | None:
    """The one of several wholes that parts make to the last one: "450 were sent, 420 came back. 254 are men, 166
    women"."""
    made = sum((part.value for part in parts), Decimal(0))
    return next((whole for whole in wholes if whole.value == made), None)


def _told_apart(before: Sentence, sentence: Sentence) -> Held | None:
    """The counts of a sentence that make one of the sentence before to the last one: "263 applied. 171 were granted it,
    92 refused"."""
    parts = [part for part in counts_of(sentence) if is_exact(part)]
    if len(parts) < 2 or any(part.value < LEAST_UNANNOUNCED for part in parts):
        return None
    made = sum((part.value for part in parts), Decimal(0))
    whole = next((one for one in counts_of(before) if one.value == made and is_exact(one)), None)
    if whole is None or before.paragraph != sentence.paragraph or not all(is_counted(f) for f in (whole, *parts)):
        return None
    return parts_held(whole, parts)


def _of_paragraph(text: str, sentences: Sequence[Sentence], last: int) -> Held | None:
    """A count and all counts behind it up to one that is called what remains, over the sentences of a paragraph: "1 342
    cases ... 486 here ... 371 there, 295 beyond, and 190 remained"."""
    sentence = sentences[last]
    ends = counts_of(sentence)
    remains = bool(ends) and is_what_remains(text, sentence, ends[-1])
    if not remains and not (len(ends) > 1 and ends_list(text, ends)):
        return None
    parts: list[Figure] = []
    for one in reversed(sentences[max(0, last - BACK) : last + 1]):
        counts = [figure for figure in counts_of(one) if figure.value >= LEAST_UNANNOUNCED and is_exact(figure)]
        if one.paragraph != sentence.paragraph or not counts:
            continue
        for i, whole in enumerate(counts):
            behind = [*counts[i + 1 :], *parts]
            if len(behind) < LEAST_OF_PARAGRAPH or any(part.value >= whole.value for part in behind):
                continue
            if whole.value > sum(part.value for part in behind[:-1]) and all(
                is_counted(p) or alike(whole, p) for p in behind
            ):
                held = parts_held(whole, behind)
                told = remains or len(behind) >= LEAST_CLOSED
                if told and (held.verdict == "consistent" or near(held, NEARLY if remains else CLOSE)):
                    return held
        parts = [*counts, *parts]
    return None


def is_what_remains(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether a number is called what remains: "the remaining 4 450", "осталось 210", "210-ы қалды"."""
    start, end = place(figure)
    before = _MARK.split(text[max(sentence.start, start - 2 * BESIDE) : start])[-1]
    behind = _MARK.split(text[end : min(sentence.end, end + 2 * BESIDE)])[0]
    return (
        phrases("remaining", "left_over").search(before) is not None or phrases("left_over").search(behind) is not None
    )


def is_exact(figure: Figure) -> bool:
    """No bound: "80 or older" names a part, and counts none."""
    return figure.claim is not None and figure.claim.quantity.bound in ("=", "~")


def _are_of_places(parts: Sequence[Figure]) -> bool:
    """Counts of one unit, each of another place: "280 from A, 190 from B and 180 from C"."""
    areas = {part.claim.places.area or part.claim.places.host for part in parts if part.claim is not None}
    return None not in areas and len(areas) == len(parts) and all(alike(parts[0], part) for part in parts[1:])


def parts_held(whole: Figure, parts: Sequence[Figure]) -> Held:
    """A whole held against its parts; where all are counted one by one, to the last one: 1 200 people, of whom 612 were
    asked here and 598 there, are no round number."""
    if all(is_exact_count(part) for part in parts) and (is_exact_count(whole) or _is_printed_in_full(whole, parts)):
        whole, *parts = (replace(figure, interval=(figure.value, figure.value)) for figure in (whole, *parts))
    return total_held(whole, parts)


def _is_printed_in_full(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a round number of what its parts count is printed with all its digits."""
    claim = whole.claim
    if claim is None or claim.kind != "count" or claim.quantity.bound != "=" or not alike(whole, parts[0]):
        return False
    return claim.quantity.interval_narrow == (whole.value - HALF, whole.value + HALF)


def near_whole(parts: Sequence[Figure]) -> Decimal:
    """How far parts may miss: two of them less than more, for another pair is easily meant."""
    return Decimal("0.1") if len(parts) == 2 else Decimal("0.15")


def _in_list(lead: Sentence | None, items: Sequence[Sentence]) -> Held | None:
    """A list whose leading sentence, ending in a colon, gives the whole, and each item one part."""
    wholes = counts_of(lead) if lead is not None else []
    parts = [counts_of(item) for item in items]
    if not wholes or any(len(found) != 1 for found in parts):
        return None
    whole, all_parts = wholes[-1], [found[0] for found in parts]
    if any(not may_be_alike(whole, part) or part.value > whole.value for part in all_parts):
        return None
    held = parts_held(whole, all_parts)
    return held if held.verdict == "consistent" or near(held) else None


def counts_of(sentence: Sentence) -> list[Figure]:
    return [f for f in sentence.figures() if is_sum_of_others(f) and f.claim is not None and f.claim.kind != "rank"]


def _announced_parts(
    text: str, sentence: Sentence, whole: Figure, later: Sequence[Figure]
) -> tuple[list[Figure], bool]:
    """The counts after the whole that the sentence calls its parts, and whether it presents them as all of them."""
    colon = text.find(":", place(whole)[1], sentence.end)
    after = [part for part in later if colon >= 0 and place(part)[0] > colon]
    later = after if len(after) > 2 else later
    semicolon = text.find(";", place(whole)[1], sentence.end)
    within = [part for part in later if place(part)[0] < semicolon]
    later = within if len(within) > 1 else later  # behind it something else is told
    parts = _parts_among(whole, later)
    if later and len(parts) < 2 and phrases("including").search(text, place(whole)[1], place(later[0])[0]):
        parts = [part for part in later if is_counted(whole) and is_counted(part)]
    if not parts or len(parts) < len(later) - 1:
        return [], False
    end = place(whole)[1]
    between = text[end : place(parts[0])[0]]
    bracket = text.find("(", end, place(parts[0])[0])
    including = phrases("including").search(between) is not None
    if bracket >= 0:
        close = text.find(")", bracket, sentence.end)
        close = sentence.end if close < 0 else close
        inside = [part for part in parts if place(part)[0] < close]
        if len(inside) > 1:
            return inside, not including
    if phrases("parts").search(between) or including:
        return parts, not including or are_opposites(parts) or _are_closed_kinds(text, whole, parts)
    if ":" in between:
        return parts, ends_list(text, parts) or _close_sentence(text, sentence, parts)
    if phrases("of_them").match(text[place(parts[0])[1] :][:BESIDE].lstrip()):
        return parts, ends_list(text, parts) or are_opposites(parts)
    if len(parts) == 2 and between.rstrip().endswith(",") and _follow_alike(text, parts):
        return parts, True
    if len(parts) > 2 and is_named_whole(text, whole) and _are_of_kinds(parts) and _may_be_all(text, sentence, parts):
        return parts, False
    kazakh = whole.claim is not None and whole.claim.lang.startswith("kk")
    if kazakh and len(parts) == 2 == len(later) and is_named_whole(text, whole) and all(alike(whole, p) for p in parts):
        return parts, True  # "186 шақырым жолдың 124 шақырымы ..., 62 шақырымы ..."
    if len(parts) == 2 and is_named_whole(text, whole) and _are_opposed(text, sentence, parts):
        return parts, True
    return (parts, True) if are_opposites(parts) and len(between) <= BEFORE_TOTAL * 2 else ([], False)


def _are_closed_kinds(text: str, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether "including" lists kinds that close with "and" and leave hardly anything: few things are of no kind."""
    exact = all(is_exact_count(f) for f in (whole, *parts))
    made = sum((part.value for part in parts), Decimal(0))
    return exact and len(parts) >= LEAST_KINDS and ends_list(text, parts) and whole.value * (1 - NEARLY) <= made


def _are_kinds_of(text: str, sentence: Sentence, whole: Figure, later: Sequence[Figure]) -> bool:
    """Whether the counts behind a colon, side by side to the end of the sentence, are each of another kind of what is
    counted before it: "96 accidents: 41 collisions, 33 fires and 27 falls"."""
    if len(later) < LEAST_KINDS or not all(is_counted(one) and is_in_digits(one) for one in (whole, *later)):
        return False
    units = [one.claim.quantity.unit for one in later if one.claim is not None]
    lead = text[place(whole)[1] : place(later[0])[0]]
    named, colon, led = lead.partition(":")
    if not colon or len(named.split()) > MOST_LEADING or len(led.split()) > 1 or "," in named:
        return False
    between = [text[place(one)[1] : place(other)[0]] for one, other in pairwise(later)]
    behind = text[place(later[-1])[1] : sentence.end]
    close = all(len(said.split()) <= MOST_LEADING and said.count(",") <= 1 for said in between)
    return (
        close and len(set(units)) == len(later) and ends_list(text, later) and _MARK.search(behind.strip(" .")) is None
    )


def _parts_among(whole: Figure, later: Sequence[Figure]) -> list[Figure]:
    """Those of the counts behind a whole that may be its parts: of its unit; or each of its own, where these are few or
    only all of them make it."""
    same = [part for part in later if alike(whole, part)]
    may_be = [part for part in later if may_be_alike(whole, part)]
    if len(same) < 2 or (len(may_be) > len(same) and sum(part.value for part in may_be) == whole.value):
        return may_be
    return same


def _are_of_kinds(parts: Sequence[Figure]) -> bool:
    """Counts each of another kind of people or things: students, teachers, staff."""
    claims = [part.claim for part in parts if part.claim is not None]
    kinds = {(claim.quantity.unit, claim.topic.get("population")) for claim in claims}
    return all(claim.quantity.unit for claim in claims) and len(kinds) == len(parts)


def _may_be_all(text: str, sentence: Sentence, parts: Sequence[Figure]) -> bool:
    """Whether parts are closed as a list, or each told by its name alone; others that only commas part may overlap: "58
    train abroad, 40 are students, 23 have medals"."""
    if all(len(text[place(a)[1] : place(b)[0]].split()) <= MOST_NAMING for a, b in pairwise(parts)):
        return True
    return ends_list(text, parts) or phrases("remaining").search(text, place(parts[-2])[1], sentence.end) is not None


def is_negated(text: str, first: Figure, second: Figure) -> bool:
    """Whether the second part is what the first is not: "formed in 432, not formed in 58"."""
    return phrases("negation").search(text, place(first)[1], place(second)[0]) is not None


def _are_opposed(text: str, sentence: Sentence, parts: Sequence[Figure]) -> bool:
    """Whether the second part is what the first is not, or what was done to one is the opposite of what was done to the
    other, behind the numbers or before them: "54 were approved and 42 rejected"."""
    if is_negated(text, parts[0], parts[1]):
        return True
    behind = (text[place(parts[0])[1] : place(parts[1])[0]], text[place(parts[1])[1] : sentence.end])
    before = (text[sentence.start : place(parts[0])[0]], behind[0])
    pairs = [pair for lang in LANGUAGES for pair in knowledge(lang, "checks").get("opposite_deeds", ())]
    for deeds in pairs:
        names = [phrase_pattern([deed, *in_latin(deed)]) for deed in deeds]
        for said in (behind, before):
            if any(a.search(said[0]) and b.search(said[1]) for a, b in (names, names[::-1])):
                return True
    return False


def ends_list(text: str, parts: Sequence[Figure]) -> bool:
    """Whether a word before the last part closes the list: "140 in A, 105 in B and 75 in C"."""
    between = text[place(parts[-2])[1] : place(parts[-1])[0]] if len(parts) > 1 else ""
    return phrases("last_part").search(between) is not None


def _follow_alike(text: str, parts: Sequence[Figure]) -> bool:
    """Whether two bare numbers joined by "and" go on with the same small word: "385 for the house and 275 for the
    yard"."""
    words = [text[place(part)[1] :][:BESIDE].split()[:1] for part in parts]
    same = words[0] == words[1] and bool(words[0])
    return same and phrases("going_on").fullmatch(words[0][0]) is not None and ends_list(text, parts)


def _are_told_apart(text: str, parts: Sequence[Figure]) -> bool:
    """Whether two numbers are said of different things: each with a verb of its own, or two nouns with no "and"; "28
    were dug, 20 robbed" may be the same ones."""
    between = text[place(parts[0])[1] : place(parts[1])[0]]
    if phrases("last_part", "remaining").search(between) or is_negated(text, *parts):
        return False
    units = {part.claim.quantity.unit for part in parts if part.claim is not None}
    people = len(units) == 2 and all(unit_class(unit) == "person" and unit != "person" for unit in units)
    return people or phrases("ends_of_verbs").search(between) is not None or _is_closed_by_verb(between, parts[0])


def _is_closed_by_verb(between: str, part: Figure) -> bool:
    """Whether a verb before a comma closes what is said of a part: "28-і қазылды, 20-сы …"."""
    lang = part.claim.lang if part.claim is not None else ""
    last = [said.split()[-1] for said in between.split(",")[:-1] if said.split()]
    return any(len(word) > SHORTEST_VERB and has_ending(word, "verb_endings", lang) for word in last)


def _close_sentence(text: str, sentence: Sentence, parts: Sequence[Figure]) -> bool:
    """Whether parts behind a colon stand side by side to the end of the sentence: "1 846: 1 012 so, 744 so"."""
    between = [text[place(one)[1] : place(other)[0]] for one, other in pairwise(parts)]
    behind = text[place(parts[-1])[1] : sentence.end]
    return all(said.count(",") == 1 for said in between) and not any(
        mark in said for said in (*between, behind) for mark in ";:("
    )


def _summed_up(text: str, counts: Sequence[Figure]) -> Held | None:
    """Parts with their total after them: "310 …, 290 … and 260 …, in total 840"."""
    if len(counts) < 3:
        return None
    *parts, whole = counts
    before = text[max(place(parts[-1])[1], place(whole)[0] - 2 * BEFORE_TOTAL) : place(whole)[0]].split(";")[-1]
    before = before if len(before.split()) <= MOST_LEADING else before[-BEFORE_TOTAL:]
    behind = _MARK.split(text[place(whole)[1] :][: 2 * BESIDE])[0].split()
    told = phrases("total").search(before) or any(
        phrases("total", "over_all").match(" ".join(behind[at:])) for at in range(min(OF_UNIT, len(behind)))
    )
    if not told:
        return None
    colon = text.rfind(":", 0, place(whole)[0])
    listed = [part for part in parts if place(part)[0] > colon]
    parts = listed if len(listed) > 1 and place(parts[0])[0] < colon else parts
    of_unit = [part for part in parts if alike(whole, part)]
    if 2 < len(of_unit) == len(parts) - 1 and parts[0] not in of_unit:
        parts = of_unit  # "three plants gave 41, 36 and 28 tonnes, 105 tonnes in all"
    of_kinds = len(parts) > 2 and _are_of_kinds(parts) and ends_list(text, parts)
    if not all(alike(whole, part) or (of_kinds and is_counted(part)) for part in parts):
        return None
    held = parts_held(whole, parts)
    return held if held.verdict == "consistent" or near(held, near_whole(())) else None


def _all_listed(text: str, counts: Sequence[Figure]) -> Held | None:
    """The first number of a sentence with three parts or more of its unit that close as a list and nearly make it."""
    if len(counts) < 4:
        return None
    whole, *parts = counts
    periods = {figure.claim.period.text for figure in counts if figure.claim is not None and figure.claim.period}
    close = [len(text[place(a)[1] : place(b)[0]].split()) for a, b in pairwise(parts)]
    if len(periods) > 1 or not ends_list(text, parts) or max(close) > BEFORE_TOTAL // 2:
        return None
    asked = phrases("survey").search(_MARK.split(text[place(whole)[1] :][: 2 * BESIDE])[0]) is not None
    people = asked and is_counted(whole) and all(is_counted(part) for part in parts)  # "48 interviews with 19 heads, …"
    if any(not (alike(whole, part) or people) or part.value >= whole.value for part in parts):
        return None
    held = parts_held(whole, parts)
    missing = near(held, near_whole(parts)) if people else near(held)
    return held if held.verdict == "consistent" or missing else None


def _unannounced(text: str, counts: Sequence[Figure]) -> Held | None:
    """The greatest number of the sentence as the exact sum of all others of its unit, or of all after "of the 180"."""
    if len(counts) < 3:
        return None
    first, *rest = counts
    large = all(part.value >= LARGE_PART for part in rest) and all(is_counted(f) for f in counts)
    if large and first.value == sum((part.value for part in rest), Decimal(0)):
        return parts_held(first, rest)
    whole = max(counts, key=lambda figure: figure.value)
    parts = [figure for figure in counts if figure is not whole]
    named = whole is counts[0] and is_named_whole(text, whole)
    if any(not (named or alike(whole, part)) or part.value < LEAST_UNANNOUNCED for part in parts):
        return None
    exact = sum((part.value for part in parts), Decimal(0)) == whole.value
    return parts_held(whole, parts) if exact else None

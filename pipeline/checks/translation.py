"""The abstracts of one paper in several languages: do they print the same figures?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from pipeline.checks.amounts import is_exact_count, is_in_digits
from pipeline.checks.findings import Figure, Held, figure_of, record
from pipeline.checks.sentences import place
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.interval import meets
from pipeline.numbers.slips import may_be_slip
from pipeline.numbers.units import unit_class
from schemas import Finding, Paper

IN_WORDS: Final = 20
"""Numbers up to this are often written in words or left out in a translation: that one is missing says nothing."""

SAME_LENGTH: Final = Decimal("0.5")
"""An abstract shorter than this part of another is a summary of it, not its translation."""

NEAR: Final = (Decimal("0.2"), Decimal(5))
"""Two counts are one thing changed only when they are of a size: 92 and 29."""

SIZE: Final = (Decimal("0.8"), Decimal("1.25"))
"""A figure told less exactly is of the size of the one that it stands for."""

MOST_OWN: Final = 1
"""More figures than so many that some abstracts leave out, and more than all print, say that none is a translation."""

MOST_LEFT: Final = 30
"""Abstracts that have more figures of their own than these are no translations of each other."""

SCALES: Final = frozenset(Decimal(10) ** power for power in (3, 6, 9))
"""What one word of scale is to another: thousand, million, billion."""

Said = dict[str, Figure]
"""One figure as the abstracts print it, by language."""


def translations(paper: Paper) -> Iterator[Finding]:
    """Every figure of an abstract that another language's abstract repeats, changes, or leaves out."""
    texts = _texts(paper)
    if len(texts) < 2:
        return
    left = {lang: list(figures) for lang, figures in _figures(paper, texts).items()}
    said = list(_repeated(left))
    for same in said:
        figures, langs = list(same.values()), _names(list(same))
        held = Held("translation", "consistent", figures, figures[0].interval, figures[0].surface, {"langs": langs})
        yield record(paper, held)
    said += [{lang: figure} for lang, figures in left.items() for figure in figures]
    changed = list(_changed(said))
    changed += _at_one_place(said, [side for pair in changed for side in pair])
    for one, other in changed:
        yield record(paper, _differing(one, other))
    own = [same for same in said if not any(same in pair for pair in changed)]
    left_out = [missing for same in own if (missing := _left_out(same, texts, said)) is not None]
    shared = sum(len(same) == len(texts) for same in said) + len(changed)
    if len(left_out) <= max(MOST_OWN, shared):  # else each is a summary of its own
        yield from (record(paper, missing) for missing in left_out)


def _differing(one: Said, other: Said) -> Held:
    a, b = next(iter(one.values())), next(iter(other.values()))
    words = {"a": a.surface, "b": b.surface, "lang_a": _names(list(one)), "lang_b": _names(list(other))}
    return Held("translation", "inconsistent", [*one.values(), *other.values()], a.interval, b.surface, words)


def _left_out(same: Said, texts: Mapping[str, str], said: Sequence[Said]) -> Held | None:
    lang, figure = next(iter(same.items()))
    missing = [other for other in texts if other not in same and _leaves_out(figure, texts[lang], texts[other])]
    missing = [other for other in missing if not any(_is_rounded(figure, one[other]) for one in said if other in one)]
    if not missing or figure.value <= IN_WORDS:
        return None
    words = {"langs": _names(list(same)), "missing": _names(missing)}
    return Held("translation", "inconsistent", list(same.values()), figure.interval, figure.surface, words, "missing")


def _is_rounded(figure: Figure, other: Figure) -> bool:
    """Whether another abstract tells the figure less exactly: "412 thousand" for "400 thousand"."""
    size = other.value / figure.value if figure.value else Decimal(0)
    return _units_agree(figure, other) and meets(figure.interval, other.interval) and SIZE[0] <= size <= SIZE[1]


def _texts(paper: Paper) -> dict[str, str]:
    """The abstracts' text by language."""
    texts: dict[str, list[str]] = {}
    for section in paper.sections:
        if section.kind == "abstract" and section.lang[:2] in LANGUAGES:
            texts.setdefault(section.lang[:2], []).append(paper.text[section.start : section.end])
    return {lang: "\n".join(texts[lang]) for lang in LANGUAGES if lang in texts}


def _figures(paper: Paper, texts: Mapping[str, str]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {lang: [] for lang in texts}
    for claim in sorted(paper.claims, key=lambda claim: claim.location.start or 0):
        figure = figure_of(claim)
        if claim.section_kind == "abstract" and claim.origin == "prose" and claim.lang[:2] in found and figure:
            found[claim.lang[:2]].append(figure)
    return found


def _repeated(left: dict[str, list[Figure]]) -> Iterator[Said]:
    """Figures with an equal in at least one other language; they are taken out of `left`."""
    for lang in list(left):
        for figure in list(left[lang]):
            same = {lang: figure}
            for other in left:
                if other not in same:
                    equal = next((f for f in left[other] if f.value == figure.value and _units_agree(f, figure)), None)
                    if equal is not None:
                        same[other] = equal
            if len(same) > 1:
                for other, taken in same.items():
                    left[other].remove(taken)
                yield same


def _units_agree(a: Figure, b: Figure) -> bool:
    """Both of one unit class. A unit that one language leaves out, or names otherwise for a number so large that it
    can be told by itself, stands for any but percent."""
    assert a.claim is not None
    assert b.claim is not None
    one, other = unit_class(a.claim.quantity.unit), unit_class(b.claim.quantity.unit)
    return one == other or ("percent" not in (one, other) and ("" in (one, other) or a.value == b.value > IN_WORDS))


def _changed(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Figures that say one thing in different languages with different values: each the only one that could."""
    rivals = [pair for pair in combinations(said, 2) if _rivals(*pair)]
    slips = [pair for pair in rivals if _is_slip(*pair)]
    for pairs in (slips, rivals):
        met = Counter(id(side) for pair in pairs for side in pair)
        taken = {id(side) for pair in (slips if pairs is rivals else ()) for side in pair}
        yield from (pair for pair in pairs if all(met[id(side)] == 1 and id(side) not in taken for side in pair))


def _at_one_place(said: Sequence[Said], taken: Sequence[Said]) -> list[tuple[Said, Said]]:
    """Figures that no other is like, each the only one between the same two figures that both abstracts print: what
    a translation changes stands where the original has it, whatever words are around."""
    taken_ids = {id(side) for side in taken}
    left = [one for one in said if len(one) < len(LANGUAGES) and id(one) not in taken_ids]
    if len(left) > MOST_LEFT:
        return []  # no translations of each other
    found = []
    for a, b in combinations(left, 2):
        lang, other = next(iter(a)), next(iter(b))
        if not a.keys().isdisjoint(b) or not _may_be_changed(a[lang], b[other]):
            continue
        at = _gap(a[lang], said, (lang, other))
        between = [one for one in left for side in (lang, other) if _is_in(one, side, at, said, (lang, other))]
        if _gap(b[other], said, (other, lang)) == at and len(between) == 2:
            found.append((a, b))
    met = Counter(id(side) for pair in found for side in pair)
    return [pair for pair in found if all(met[id(side)] == 1 for side in pair)]


def _is_in(one: Said, side: str, at: int, said: Sequence[Said], langs: tuple[str, str]) -> bool:
    """Whether a figure that only one of two languages prints stands there behind so many that both print."""
    other = langs[0] if side == langs[1] else langs[1]
    return side in one and other not in one and _gap(one[side], said, (side, other)) == at


def _gap(figure: Figure, said: Sequence[Said], langs: tuple[str, str]) -> int:
    """Behind how many of the figures that two languages share one stands in the first of them."""
    lang, other = langs
    return sum(place(one[lang]) < place(figure) for one in said if lang in one and other in one)


def _may_be_changed(a: Figure, b: Figure) -> bool:
    """Two figures in digits, both in percent or both not, of one size and of no two units that differ."""
    if not all(is_in_digits(figure) for figure in (a, b)) or not b.value or not a.value:
        return False
    if not NEAR[0] <= a.value / b.value <= NEAR[1] or max(a.value, b.value) <= IN_WORDS:
        return False
    return _units_agree(a, b) and _differ(a, b) and not _tell_apart(a, b)


def _is_slip(one: Said, other: Said) -> bool:
    """Whether one value is the other with a digit changed or two swapped: of several rivals that one is meant."""
    a, b = next(iter(one.values())), next(iter(other.values()))
    return may_be_slip(a.surface, b.surface)


def _rivals(one: Said, other: Said) -> bool:
    a, b = next(iter(one.values())), next(iter(other.values()))
    return one.keys().isdisjoint(other) and _one_thing(a, b) and _differ(a, b)


def _differ(a: Figure, b: Figure) -> bool:
    """Whether two figures can't both be true; of one bound ("no more than 27.8 %") its numbers are held."""
    if is_exact_count(a) and is_exact_count(b):
        return a.value != b.value
    if _is_bounded(a) and _is_bounded(b) and len(_digits(a.surface)) == len(_digits(b.surface)):
        return a.value != b.value
    return not meets(a.interval, b.interval)


def _is_bounded(figure: Figure) -> bool:
    return None in figure.interval


def _one_thing(a: Figure, b: Figure) -> bool:
    one, other = a.claim, b.claim
    if one is None or other is None or one.kind != other.kind:
        return False
    if _is_other_scale(a, b) and _units_agree(a, b):
        return True
    if one.kind == "count" and not (b.value and NEAR[0] <= a.value / b.value <= NEAR[1]):
        return False
    if one.kind == "count" and (one.topic == other.topic or "open" in {**one.topic, **other.topic}):
        return True
    if not _units_agree(a, b):
        return False
    known = {slot for slot in one.topic if slot in other.topic}
    alike = one.topic == other.topic or (bool(known) and all(one.topic[s] == other.topic[s] for s in known))
    if known and not alike and _tell_apart(a, b):
        return False
    return alike or unit_class(one.quantity.unit) == unit_class(other.quantity.unit) != ""


def _tell_apart(a: Figure, b: Figure) -> bool:
    """Whether two figures are of two measures, and neither is the other mistyped: the share of food in what a family
    spends, and the share of families without water."""
    one, other = (figure.claim.topic.get("measure") if figure.claim is not None else None for figure in (a, b))
    slip = may_be_slip(a.surface, b.surface)
    return one is not None and other is not None and one != other and not slip


def _is_other_scale(a: Figure, b: Figure) -> bool:
    """Whether the same digits stand before two words of scale: "4.7 million" and "4,7 тыс."."""
    low, high = sorted((a.value, b.value))
    return (
        low > 0
        and high / low in SCALES
        and len(low.normalize().as_tuple().digits) > 1
        and _digits(a.surface) == _digits(b.surface)
    )


def _digits(surface: str) -> str:
    return re.sub(r"\D", "", surface)


def _leaves_out(figure: Figure, text: str, other: str) -> bool:
    """Whether the other abstract, a translation by its length, prints these digits nowhere."""
    digits = _digits(figure.surface)
    if not digits or len(other) < len(text) * SAME_LENGTH:
        return False
    return digits not in re.sub(r"(?<=\d)[\s.,\u00a0](?=\d)", "", other)


def _names(langs: Sequence[str]) -> dict[str, str]:
    """The names of languages in each language."""
    return {lang: ", ".join(knowledge(lang, "explanations")["language"][code] for code in langs) for lang in LANGUAGES}

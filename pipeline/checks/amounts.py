"""What a figure of the prose is to the checks: an amount, a share, a change, a multiple; and whether two are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

from pipeline.checks.findings import Figure
from pipeline.checks.sentences import LATIN_ALPHABETS, phrases
from pipeline.languages.alphabets import KAZAKH, to_latin
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.units import measured_units, unit_class

NO_AMOUNT: Final = frozenset({"rank", "other", "share", "change"})

NO_MULTIPLE: Final = 1000
"""What would be multiplied a thousand times and more is rather an amount whose unit the sentence leaves out."""

NOUN_WITHIN: Final = 25
"""Characters after a number in which its own noun stands."""

HALF: Final = Decimal("0.5")

STEM: Final = 4
"""Letters by which an English noun is known in its plural too."""

POINTS: Final = "percentage point"

HANDY: Final = Decimal("0.15")
"""A multiple in words ("doubled") is said of what misses it by no more than this part of it, and by a half at most."""

_MARKS: Final = re.compile(r"[,;.()]")
_DIGIT: Final = re.compile(r"\d")


def is_amount(figure: Figure) -> bool:
    """People, things, money, tonnes, years: what can be added up, divided and compared; a mean without unit too."""
    claim = figure.claim
    if claim is None or claim.quantity.unit in ("percent", POINTS):
        return False
    if claim.kind in NO_AMOUNT and not (claim.kind == "other" and claim.quantity.unit in measured_units()):
        return False
    return claim.quantity.unit != "times" or figure.value >= NO_MULTIPLE


def is_sum_of_others(figure: Figure) -> bool:
    """An amount that may be a part or a whole: no age, no test statistic."""
    claim = figure.claim
    return is_amount(figure) and claim is not None and (claim.kind in ("count", "money") or _is_measured(figure))


def is_share(figure: Figure) -> bool:
    """A share in percent that is neither nothing nor all."""
    claim = figure.claim
    return claim is not None and claim.kind == "share" and claim.quantity.unit == "percent" and 0 < figure.value < 100


def is_counted(figure: Figure) -> bool:
    """A number of people or things, whatever the word for them."""
    return is_amount(figure) and figure.claim is not None and figure.claim.kind in ("count", "ratio")


def is_in_digits(figure: Figure) -> bool:
    """Whether a number is printed in digits: "two companies" in words may be a manner of speaking."""
    return any(sign.isdecimal() for sign in figure.surface)


def is_exact_count(figure: Figure) -> bool:
    """A whole number of people or things, printed in full: nothing was rounded there."""
    claim = figure.claim
    if claim is None or claim.kind != "count" or claim.quantity.bound != "=":
        return False
    whole = figure.interval == (figure.value - HALF, figure.value + HALF)
    return whole and (claim.quantity.unit or "") not in measured_units()


def _is_measured(figure: Figure) -> bool:
    claim = figure.claim
    return claim is not None and claim.kind in ("statistic", "other") and claim.quantity.unit is not None


def alike(a: Figure, b: Figure) -> bool:
    """Of one unit; a sentence names it often once: "from 40 to 60 tonnes"."""
    if a.claim is None or b.claim is None:
        return False
    one, other = unit_class(a.claim.quantity.unit), unit_class(b.claim.quantity.unit)
    if one == other or "times" in (one, other):
        return True
    if one and other and (one.endswith(f" {other}") or other.endswith(f" {one}")):
        return True  # "blood sample" and "sample"
    return ("" in (one, other) and "percent" not in (one, other)) and "money" not in (a.claim.kind, b.claim.kind)


def may_be_alike(whole: Figure, part: Figure) -> bool:
    """Of one unit, or counts where the part's unit is open: parts go by their own words ("50 farms: 30 large and 20
    small"). A part with a unit that the language knows, printed after its number, is another thing."""
    if alike(whole, part) or _is_of_money(whole, part):
        return True
    if not (is_counted(whole) and is_counted(part)):
        return False
    return not _is_printed_unit(part)


def _is_of_money(whole: Figure, part: Figure) -> bool:
    """Whether a part of a sum of money is told by the scale word alone: "5.8 billion tenge, of it 3.9 billion"."""
    if whole.claim is None or part.claim is None or whole.claim.kind != "money" or part.claim.kind != "count":
        return False
    one, other = (phrases("scaled").search(figure.surface) for figure in (whole, part))
    return one is not None and other is not None and one[0] == other[0]


def _is_printed_unit(figure: Figure) -> bool:
    """Whether the unit is one that a vocabulary knows, named in English, and not taken from elsewhere."""
    claim = figure.claim
    if claim is None or not (claim.quantity.unit or "").isascii():
        return False
    start = (claim.location.end or 0) - (claim.location.quote_start or 0)
    if claim.lang.startswith("kk") and (claim.quote[start : start + 1] == "-" or _is_noun(claim.surface)):
        return False  # "372-сі қалада", "121 мыңы": the number is a noun itself, and what follows is not counted
    following = claim.quote[start : start + NOUN_WITHIN].casefold()
    if not _MARKS.split(following)[0].strip():
        return False  # "в сёлах – 160": nothing is named behind the number
    if phrases("located").match(following.lstrip()):
        return False  # "72 from wells, 64 from springs": not wells are counted
    if not claim.lang.startswith("en"):
        return True
    return (claim.quantity.unit or "").casefold()[:STEM] in _MARKS.split(following)[0]


def _is_noun(surface: str) -> bool:
    """Whether a Kazakh word of scale has the ending of a noun: "121 мыңы"."""
    return phrases("of_them_endings").fullmatch((surface.split() or [""])[-1]) is not None


def as_multiple(figure: Figure) -> Figure:
    """A multiple as far as its words go: "doubled" is less open than a whole number of times that is rounded."""
    claim = figure.claim
    if claim is None or claim.quantity.unit != "times":
        return figure
    if claim.quantity.bound == "~" and figure.interval[1] == figure.value == int(figure.value):
        return replace(figure, interval=(figure.value - HALF, figure.value))  # "nearly three times": rounded, it is
    if claim.quantity.bound != "=" or _DIGIT.search(figure.surface):
        return figure
    room = min(figure.value * HANDY, HALF)
    return replace(figure, interval=(figure.value - room, figure.value + room))


def has_ending(word: str, name: str, lang: str) -> bool:
    """Whether a word has one of the endings under `name` in checks.toml, or is one that stands by itself after digits
    or a sign, "64-тен"; in the alphabet of the text's language."""
    bare = _bare_endings(name, latin=lang.endswith("Latn"))
    return word.casefold() in bare or _endings(name, latin=lang.endswith("Latn")).search(word) is not None


@cache
def _bare_endings(name: str, *, latin: bool) -> frozenset[str]:
    found = frozenset(ending for lang in LANGUAGES for ending in knowledge(lang, "checks").get(name, ()))
    if not latin:
        return found
    return frozenset(to_latin(ending, KAZAKH[alphabet]) for ending in found for alphabet in LATIN_ALPHABETS)


@cache
def _endings(name: str, *, latin: bool) -> re.Pattern[str]:
    """Words that end in one of these endings."""
    found = sorted(_bare_endings(name, latin=latin))
    return re.compile(rf"\w(?:{'|'.join(map(re.escape, found))})(?!\w)" if found else r"(?!)", re.IGNORECASE)


def values_of(figures: Iterable[Figure]) -> list[Figure]:
    """The positive amounts and shares among figures, in order: what may grow or be held against another."""
    return [f for f in figures if f.value > 0 and (is_amount(f) or (f.claim is not None and f.claim.kind == "share"))]

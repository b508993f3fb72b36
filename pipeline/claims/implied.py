"""One form for what one wording tells and another leaves out: a rate's mean, of whom it is, what a share is of."""

from __future__ import annotations

from typing import Final

from pipeline.claims.vocabulary import Vocabulary
from schemas import Kind

AT_LARGE: Final = frozenset({"person", "population"})
"""Anybody: what such people do, are or have tells what a figure is about."""

ASKED: Final = frozenset({"respondent", "expert", "interviewee"})
"""Those whom a study asks: how many they are does not depend on what they do."""

TRADED: Final = ("export", "import", "sales", "purchase")
"""Measures of goods that go from hand to hand."""

PREDICATES: Final = ("practice", "attitude", "about", "towards", "intention")
"""What people do, think or mean to do: it tells whom a share is of, and nothing of a measure that has a name."""

EARNED: Final = ("wage", "income", "pension", "scholarship", "allowance")
"""Sums that people get for no goods."""

_MOVES: Final = ("emigration", "immigration", "leaving", "migration", "visiting")
"""What people do that go somewhere."""

CASES: Final = ("case", "disease-case", "death", "birth")
"""What a rate of illness or death counts anyway."""


def drop_what_is_implied(slots: dict[str, str], kind: Kind, vocabulary: Vocabulary) -> None:
    """Take out of `slots` what the measure, the thing counted or the whole of a share already says."""
    measure = vocabulary.concept("measure", slots.get("measure", ""))
    told = bool(slots.get("measure")) and not (measure is not None and measure.generic)
    rate = measure is not None and measure.rate
    if rate:
        _drop_of_a_rate(slots, kind)
    _drop_activity(slots, kind, vocabulary, told=told)
    if told and slots.get("population") not in ASKED:
        for slot in PREDICATES:
            slots.pop(slot, None)
    if slots.get("population") in AT_LARGE and ((told and kind in ("share", "money", "count")) or rate):
        del slots["population"]
    if kind == "money" and slots.get("measure") in EARNED:
        slots.pop("product", None)  # "1 540 dollars a month, after housing and food"
    if kind == "share":
        _one_whole(slots, vocabulary, told=told)


def _drop_of_a_rate(slots: dict[str, str], kind: Kind) -> None:
    if slots.get("statistic") == "mean":
        del slots["statistic"]
    if kind not in ("count", "ratio", "statistic"):
        return
    if slots.get("object") in CASES:
        del slots["object"]
    if slots.get("population") in ("newborn", "child", "patient"):
        del slots["population"]


def _drop_activity(slots: dict[str, str], kind: Kind, vocabulary: Vocabulary, *, told: bool) -> None:
    """Things and rates do nothing; how many were asked does not depend on what they do."""
    population = slots.get("population")
    if kind == "count" and (population in ASKED or (told and population in AT_LARGE)):
        slots.pop("activity", None)
    if not population and slots.get("activity") in _MOVES and (slots.get("product") or slots.get("measure") in TRADED):
        del slots["activity"]  # goods that go abroad emigrate nowhere
    activity = vocabulary.concept("activity", slots.get("activity", ""))
    thing = slots.get("object") and kind != "share"  # "61 % of the crimes were solved"
    if activity is not None and activity.personal and not population and (told or thing):
        del slots["activity"]


def _one_whole(slots: dict[str, str], vocabulary: Vocabulary, *, told: bool) -> None:
    """A share of those whom the topic names needs no whole; one whose topic names nobody is of its whole."""
    whole = slots.get("of", "").removeprefix("all:")
    if whole and slots.get("population") in ASKED and whole not in AT_LARGE:
        slots["population"] = whole  # "28 % of the students surveyed" are students
    if told and whole in AT_LARGE:
        del slots["of"]
    elif whole and not (slots.get("population") or slots.get("object") or told):
        thing = vocabulary.concept("object", whole) is not None and vocabulary.concept("population", whole) is None
        slots["object" if thing else "population"] = whole
    if slots.get("population") == "employed" and whole and whole not in (*AT_LARGE, "employed", "labour-force"):
        slots.update(population=whole, activity="employment")  # "56 % of convicts have work", "are employed"
    if slots.get("population") == "person" and slots.get("of"):
        slots["population"] = "population"
    if slots.get("of", "").removeprefix("all:") in ("", slots.get("population"), slots.get("object"), "person"):
        slots.pop("of", None)

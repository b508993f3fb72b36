"""The one form of a topic: the vocabulary's rules bring together what several wordings tell of one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from pipeline.claims.counted import COUNTED
from pipeline.claims.place_names import WORLD
from pipeline.claims.vocabulary import FOR_RULES, Rule, Vocabulary
from schemas import Kind, Places

_MOST_FIGURES = 5_000
"""For so many units a vocabulary keeps the rules that speak of them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a number is apart from its topic: its kind and unit, whether it counts people who go from one place to
    another and whether out of the paper's country or into it, and whether it measures something by its kind."""

    kind: Kind
    unit: str | None
    mobile: bool
    heading: str = ""

    @property
    def measured(self) -> bool:
        return self.kind not in ("count", "share", "change", "ratio", "statistic")


def heading_of(places: Places, country: str | None) -> str:
    """Whether those who are counted go "out" of the paper's country or "in"; if it is unknown, abroad or from there."""
    origin, host = places.origin or "", places.host or ""
    if not (origin and host):
        return ""
    if country is None:
        return "out" if host == WORLD else "in" if origin == WORLD else ""
    if origin.startswith(country):
        return "" if host.startswith(country) else "out"
    return "in" if host.startswith(country) else ""


def settle_topic(slots: Mapping[str, str], vocabulary: Vocabulary, figure: Figure) -> dict[str, str]:
    """The one form of a topic: the vocabulary's rules in their order, empty slots left out."""
    settled = dict(slots)
    rules = _rules_for(vocabulary, figure)
    waiting = [*rules.always, *rules.that_ask(settled)]
    heapify(waiting)
    last = -1
    while waiting:
        at = heappop(waiting)
        if at <= last:
            continue  # asked for by two slots, or its turn is over
        last, rule = at, rules.rules[at]
        if rule.unless_measure and (figure.measured or settled.get("measure")):
            continue
        if _fires(rule, settled):
            settled.update(rule.fill)
            for later in rules.that_ask(rule.fill):
                heappush(waiting, later)
    counted = any(settled.get(slot) and not slots.get(slot) for slot in COUNTED)
    if counted or _named_by_rules(settled, slots, vocabulary):
        settled.pop("open", None)  # the rules know what is counted or measured
    for slot in _said_again(settled):
        del settled[slot]
    return {slot: code for slot, code in sorted(settled.items()) if code and slot not in FOR_RULES}


def _named_by_rules(settled: Mapping[str, str], slots: Mapping[str, str], vocabulary: Vocabulary) -> bool:
    """Whether the rules gave a measure that says of what it is: "at home" of 21 square metres an inhabitant."""
    code = settled.get("measure", "")
    measure = vocabulary.concept("measure", code)
    return measure is not None and not measure.generic and code != slots.get("measure", "")


_MAY_SAY_AGAIN = ("product", "object", "disease", "sector", "mode", "field", "population")


def _said_again(slots: Mapping[str, str]) -> list[str]:
    """The slots that a longer code says again: fish beside a catch of fish, pupils beside places for pupils."""
    told = {slot: code for slot, code in slots.items() if slot in ("measure", *COUNTED) and "-" in code}
    parts = {slot: set(code.replace("+", "-").split("-")) for slot, code in told.items()}
    return [
        slot
        for slot in _MAY_SAY_AGAIN
        if slots.get(slot)
        and any(slot != other and set(slots[slot].split("-")) < words for other, words in parts.items())
    ]


class _Rules:
    """The rules that speak of one sort of figures, in their order, and which of them a filled slot may make fire."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.always: list[int] = []
        self._asking: dict[tuple[str, str], list[int]] = {}
        for at, rule in enumerate(rules):
            asked = next(((slot, codes) for slot, codes in rule.when.items() if "" not in codes), None)
            if asked is None:
                self.always.append(at)
            else:
                for code in asked[1]:
                    self._asking.setdefault((asked[0], code), []).append(at)

    def that_ask(self, slots: Mapping[str, str]) -> list[int]:
        """The rules, by their places, that ask for what one of the slots holds."""
        found: list[int] = []
        for slot, code in slots.items():
            if code:
                found += self._asking.get((slot, code), ())
                found += self._asking.get((slot, "*"), ())
        return found


def _rules_for(vocabulary: Vocabulary, figure: Figure) -> _Rules:
    """The rules that speak of such figures; found once for each sort."""
    found = vocabulary.fitting.get(figure)
    if found is None:
        if len(vocabulary.fitting) >= _MOST_FIGURES:
            vocabulary.fitting.clear()
        found = vocabulary.fitting[figure] = _Rules([rule for rule in vocabulary.rules if _speaks_of(rule, figure)])
    return found


def _speaks_of(rule: Rule, figure: Figure) -> bool:
    unit, _, per = (figure.unit or "").partition(" per ")
    if rule.mobile is not None and rule.mobile != figure.mobile:
        return False
    if rule.heading and rule.heading != figure.heading:
        return False
    if (rule.kind and figure.kind not in rule.kind) or (rule.unit and unit not in rule.unit):
        return False
    return not rule.per or per.lstrip("0123456789 ") in rule.per


def _fires(rule: Rule, slots: Mapping[str, str]) -> bool:
    for slot, codes in rule.when.items():
        code = slots.get(slot, "")
        if code not in codes and not ("*" in codes and code):
            return False
    return True

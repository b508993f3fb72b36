"""Units of measure by name and symbol, with their prefixes: кВт·ч, mg/dl, megapascal, ц/га."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.lexicon import ALSO_READS

POWERS: Final = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}


@dataclass(frozen=True, slots=True)
class Measures:
    """`symbols` stand by themselves behind a number, `joined` behind a stroke too; matched letter for letter."""

    symbols: Mapping[str, str]
    joined: Mapping[str, str]


@cache
def measures(lang: str) -> Measures:
    """The symbols read in a text of this language: its own, and the international ones in every text."""
    own: dict[str, str] = {}
    joined: dict[str, str] = {}
    for code in dict.fromkeys(("en", *reversed(ALSO_READS[lang]))):
        data = knowledge(code, "measures")
        joined |= {word: unit for unit, words in data["joined"].items() for word in words}
        found = dict(_symbols(data))
        joined |= found
        alone = set(data["only_joined"]["symbols"])
        own |= {symbol: unit for symbol, unit in found.items() if symbol not in alone}
    return Measures(own, joined)


def measure_names(lang: str) -> Iterator[tuple[str, list[str]]]:
    """Each unit of measure of the language's file with its names."""
    data = knowledge(lang, "measures")
    for unit, entry in data["plain"].items():
        yield unit, entry["names"]
    for unit, entry in data["prefixed"].items():
        yield unit, entry["names"]
        for prefix, (*_, spelled) in data["prefixes"].items():
            yield _prefixed(prefix, unit), [spelled + name for name in entry["names"]]


@cache
def measure_units() -> frozenset[str]:
    """All units of measure that the files name."""
    return frozenset(unit for lang in LANGUAGES for unit, _ in measure_names(lang))


def _symbols(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for unit, entry in data["prefixed"].items():
        for prefix in entry["prefixes"].split():
            signs = data["prefixes"].get(prefix, ())[:-1]
            yield from ((sign + symbol, _prefixed(prefix, unit)) for sign in signs for symbol in entry["symbols"])
        yield from ((symbol, unit) for symbol in entry["symbols"])
    for unit, entry in data["plain"].items():
        yield from ((symbol, unit) for symbol in entry["symbols"])


def _prefixed(prefix: str, unit: str) -> str:
    """kilowatt hour, centimetre; a thousand tonnes stay what a printed kt says."""
    return prefix + unit

"""Text with a way back: for every character, the position in the source it came from.

A source position is a code point of a decoded text file, or the index of a glyph in a `Document`. Inserted characters
(implied spaces, tabs between cells) have position -1. Maps compose: a step that works on mapped text returns mapped
text whose origins still point to the first source (DESIGN.md, rule 7).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

INSERTED = -1


@dataclass(frozen=True, slots=True)
class MappedText:
    """`text` and, for each of its characters, its source position (`origins`, same length; -1 = inserted)."""

    text: str
    origins: Sequence[int]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origins):
            raise ValueError(f"{len(self.text)} characters with {len(self.origins)} origins")

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int) -> MappedText:
        """The part from start to end."""
        return MappedText(self.text[start:end], self.origins[start:end])

    def through(self, outer: Sequence[int]) -> MappedText:
        """The same text with origins looked up in `outer`, the origins of the text that this one was made from."""
        return MappedText(self.text, array("i", [INSERTED if o == INSERTED else outer[o] for o in self.origins]))

    def source_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The least half-open source range that covers text[start:end]; None when all of it was inserted."""
        known = [o for o in self.origins[start:end] if o != INSERTED]
        return (min(known), max(known) + 1) if known else None


def identity(text: str) -> MappedText:
    """Text that is its own source."""
    return MappedText(text, range(len(text)))


def inserted(text: str) -> MappedText:
    """Text that stands in no source."""
    return MappedText(text, [INSERTED] * len(text))


def compact(mapped: MappedText) -> MappedText:
    """The same with its origins in four bytes each, for texts that are kept: a list of numbers takes ten times that."""
    return MappedText(mapped.text, array("i", mapped.origins))


def join(parts: Iterable[MappedText], separator: str = "") -> MappedText:
    """The parts one after another, with an inserted separator between them."""
    text: list[str] = []
    origins = array("i")
    for i, part in enumerate(parts):
        if i and separator:
            text.append(separator)
            origins.extend([INSERTED] * len(separator))
        text.append(part.text)
        origins.extend(part.origins)
    return MappedText("".join(text), origins)

"""A stretch of text as the word lists read it: Latin Kazakh through its Cyrillic, with the way back to the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages.latin import to_cyrillic
from schemas import Lang


@dataclass(frozen=True, slots=True)
class Readable:
    """`text` in the letters of `lang`; `places[i]` is where its character i stands in the stretch, None for itself."""

    text: str
    lang: Lang
    length: int
    places: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of text[start:end] in the stretch; a letter pair (sh) that one letter stands for is kept whole."""
        if self.places is None:
            return start, end
        last = self.places[end] if end < len(self.places) else self.length
        return (self.places[start] if start < len(self.places) else self.length), last


def readable(text: str, lang: Lang, *, alphabet: str | None = None) -> Readable:
    """The stretch as it is, or Latin Kazakh in Cyrillic letters: those of the alphabet, or of the one it shows."""
    if lang != "kk-Latn":
        return Readable(text, lang, len(text))
    mapped = to_cyrillic(text, alphabet=alphabet)
    return Readable(mapped.text, "kk", len(text), mapped.origins)

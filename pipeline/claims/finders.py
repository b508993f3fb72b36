"""Who found a figure and told it: "researchers from Aktobe found that 40 % of miners smoke" counts no researchers, and
the miners are not those of Aktobe."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.claims.concepts import ConceptMention
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.places import PlaceMention
from pipeline.claims.tokens import data_language

_COUNTED = re.compile(r"\d\S*\s+(?:[^\W\d_]+\s+)?$|%\S{0,4}\s+(?:of\s+)?(?:the\s+)?$")
"""A number right before those who found: they are counted themselves."""

_BEFORE = 40
"""Characters between the place that somebody comes from and the word for them, in Kazakh."""


def finders(text: str, lang: str) -> list[tuple[int, int]]:
    """Where a text names those who found what it goes on to tell, from their noun to their verb."""
    base = data_language(lang)
    found = expression(base, "words", "finders", BEGINNING, file="places").finditer(text)
    return [m.span() for m in found if not _COUNTED.search(text, max(0, m.start() - _BEFORE), m.start())]


def without_finders(concepts: Sequence[ConceptMention], spans: Sequence[tuple[int, int]]) -> tuple[ConceptMention, ...]:
    """The words of a text but those that name who found its figures."""
    return tuple(m for m in concepts if not any(start <= m.start < end for start, end in spans))


def without_their_places(
    places: Sequence[PlaceMention], spans: Sequence[tuple[int, int]], text: str, lang: str
) -> tuple[PlaceMention, ...]:
    """The places of a text but where those come from who found its figures; in Kazakh these stand before them."""
    before = data_language(lang) == "kk"
    return tuple(m for m in places if not any(_is_theirs(m, span, text, before=before) for span in spans))


def _is_theirs(place: PlaceMention, span: tuple[int, int], text: str, *, before: bool) -> bool:
    start, end = span
    if start <= place.start < end:
        return True
    return before and 0 <= start - place.end <= _BEFORE and not re.search(r"[,;:()\d]", text[place.end : start])

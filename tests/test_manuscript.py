"""From a span in the text back to the page, or to the text file."""

from __future__ import annotations

import pytest

from pipeline.manuscript import Manuscript, Rect
from pipeline.offsets import MappedText

PLACES: list[tuple[int, Rect]] = [
    (1, (10.0, 20.0, 15.0, 30.0)),
    (1, (16.0, 21.0, 20.0, 31.0)),
    (2, (10.0, 5.0, 12.0, 9.0)),
]
PRINTED = Manuscript(MappedText("a b\nc", [0, -1, 1, -1, 2]), (), glyph_places=PLACES)
FILE = Manuscript(MappedText("a b\nc", [3, -1, 7, -1, 12]), (), source_length=20)


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [
        (0, 1, (1, (10.0, 20.0, 15.0, 30.0))),
        (0, 3, (1, (10.0, 20.0, 20.0, 31.0))),
        (0, 5, (1, (10.0, 20.0, 20.0, 31.0))),
        (4, 5, (2, (10.0, 5.0, 12.0, 9.0))),
        (1, 2, (None, None)),
    ],
)
def test_a_span_has_a_box_on_the_page_where_it_begins(
    start: int, end: int, place: tuple[int | None, Rect | None]
) -> None:
    assert PRINTED.on_page(start, end) == place
    assert PRINTED.in_file(start, end) == (None, None)


@pytest.mark.parametrize(("start", "end", "span"), [(0, 1, (3, 4)), (0, 3, (3, 8)), (1, 2, (None, None))])
def test_a_span_has_a_place_in_the_file(start: int, end: int, span: tuple[int | None, int | None]) -> None:
    assert FILE.in_file(start, end) == span
    assert FILE.on_page(start, end) == (None, None)

"""Text with a way back to its source: maps stay as long as the text, compose, and never point elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.offsets import INSERTED, MappedText, identity, inserted, join

words = st.lists(st.text(alphabet="абвһ xyz\n", max_size=6), max_size=5)


def drop_spaces(mapped: MappedText) -> MappedText:
    """A step as stages have them: some characters go, the origins of the rest stay."""
    kept = [i for i, letter in enumerate(mapped.text) if letter != " "]
    return MappedText("".join(mapped.text[i] for i in kept), [mapped.origins[i] for i in kept])


def test_as_many_origins_as_characters() -> None:
    with pytest.raises(ValueError, match="2 characters with 1 origins"):
        MappedText("ab", [0])


def test_a_part_keeps_its_origins() -> None:
    assert identity("көші-қон").cut(5, 8) == MappedText("қон", range(5, 8))


@pytest.mark.parametrize(
    ("origins", "span"),
    [([4, 5, 6], (4, 7)), ([4, INSERTED, 9], (4, 10)), ([9, 4], (4, 10)), ([INSERTED], None), ([], None)],
)
def test_the_source_span_covers_what_is_known(origins: list[int], span: tuple[int, int] | None) -> None:
    assert MappedText("x" * len(origins), origins).source_span(0, len(origins)) == span


@given(words)
def test_joined_parts_lead_back_to_their_letters(parts: list[str]) -> None:
    source = "".join(parts)
    whole, at = identity(source), 0
    cut = []
    for part in parts:
        cut.append(whole.cut(at, at + len(part)))
        at += len(part)
    joined = join(cut, "\n\n")
    assert joined.text == "\n\n".join(parts)
    for letter, origin in zip(joined.text, joined.origins, strict=True):
        assert origin == INSERTED or source[origin] == letter


@given(st.text(alphabet="аб \n", max_size=30), st.integers(0, 5))
def test_maps_compose(source: str, shift: int) -> None:
    first = join([inserted(" " * shift), identity(source)])
    through = drop_spaces(identity(first.text)).through(first.origins)
    assert through.text == drop_spaces(first).text
    assert list(through.origins) == list(drop_spaces(first).origins)

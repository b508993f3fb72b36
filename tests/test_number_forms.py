"""Expressions of many forms: grouping by start and first letter changes what is tried, never what is found."""

import re

import pytest

from pipeline.numbers.forms import alternatives_of, by_first_letter, expression, form_of


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("a|b", ["a", "b"]),
        ("a(?:b|c)|d", ["a(?:b|c)", "d"]),
        ("[|]|d", ["[|]", "d"]),
        (r"\(|d", [r"\(", "d"]),
        ("", [""]),
    ],
)
def test_alternatives_are_split_outside_brackets(words: str, parts: list[str]) -> None:
    assert alternatives_of(words) == parts


def test_grouped_alternatives_match_in_either_case() -> None:
    grouped = re.compile(by_first_letter(["one of", "on", "(?:x|y)z", "d?e", "ғасыр"]))
    for text in ("one of", "One OF", "ON", "Xz", "e", "DE", "Ғасыр"):
        assert grouped.fullmatch(text)
    assert not grouped.fullmatch("of")


def test_nothing_to_choose_from_matches_nothing() -> None:
    assert not re.compile(by_first_letter([])).search("anything")


def test_a_form_is_tried_only_where_it_may_start() -> None:
    found = expression({"word": "[a-z0-9]+", "mark": "#[0-9]"}, {"word": ("letter",), "mark": ("sign",)})
    assert [(form_of(m), m.group()) for m in found.finditer("ab1 12 #3 4c")] == [
        ("word", "ab1"),
        ("mark", "#3"),
        ("word", "c"),
    ]

"""Of which figure of a sentence its words are: those that tell what is counted, and those told again in digits."""

import pytest

from schemas import Claim, Location
from test_comparing import claim, one_verdict

GUIDES = {"population": "guide", "activity": "employment"}


def printed(quote: str, surface: str, value: float, *, paper: str = "a", lang: str = "en", **changes: object) -> Claim:
    """A figure at its place in a sentence."""
    at = 400 + quote.index(surface)
    place = Location(start=at, end=at + len(surface), quote_start=400, quote_end=400 + len(quote))
    made = claim(value, value + 0.1, paper=paper, location=place, **changes)
    return made.model_copy(update={"quote": quote, "surface": surface, "lang": lang})


@pytest.mark.parametrize(
    ("lang", "quote", "surface", "expected"),
    [
        ("en", "There were 120 guides (seasonal staff is not counted) in 14 parks.", "120", "explained"),
        ("en", "Of 14 parks (nature reserves are not included) 120 guides work in five.", "120", "conflict"),
        ("en", "The ministry, which counts only certified guides, has 120 of them in 14 parks.", "120", "explained"),
        ("en", "In all 120 guides work there; the 14 parks do not include reserves.", "120", "conflict"),
        ("ru", "В 14 парках (без учета заповедников) работают 120 гидов.", "120", "conflict"),
        ("ru", "Гидов насчитывается 120 (без учета совместителей), парков – 14.", "120", "explained"),
        ("kk", "14 саябақта (қорықтарды қоспағанда) 120 гид жұмыс істейді.", "120", "conflict"),
        ("kk", "Мұнда 120 гид (маусымдық қызметкерлерді қоспағанда) жұмыс істейді.", "120", "explained"),
    ],
)
def test_words_in_brackets_tell_what_the_figure_before_them_counts(
    lang: str, quote: str, surface: str, expected: str
) -> None:
    a = printed(quote, surface, 120, lang=lang, topic=GUIDES)
    b = printed("Some 131 guides.", "131", 131, paper="b", topic=GUIDES)
    assert (one_verdict(a, b) or ("",))[0] == (one_verdict(b, a) or ("",))[0] == expected


@pytest.mark.parametrize(
    ("quote", "words", "digits", "expected"),
    [
        ("Half of the parks (38.4 %) have a guide.", "Half", "38.4 %", "conflict"),
        ("Парктердің жартысында (38,4 %) гид бар.", "жартысында", "38,4 %", "conflict"),
        ("Half of the parks and of the reserves 38.4 % have a guide.", "Half", "38.4 %", "explained"),
        ("Half of the parks (in 2020), of the reserves (38.4 %) have a guide.", "Half", "38.4 %", "explained"),
    ],
)
def test_a_share_in_words_is_told_again_in_brackets(quote: str, words: str, digits: str, expected: str) -> None:
    about = {"kind": "share", "unit": "percent", "topic": {"object": "park", "measure": "equipment"}}
    verdict = one_verdict(printed(quote, words, 50, **about), printed(quote, digits, 38.4, **about))
    assert verdict is not None
    assert verdict[0] == expected

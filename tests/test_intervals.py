"""The interval rule: which true values a printed number allows, and arithmetic on intervals."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.numbers.interval import (
    Precision,
    add,
    divide,
    gap,
    interval_of,
    meets,
    multiply,
    narrow_interval_of,
    negate,
    subtract,
    total,
)
from pipeline.numbers.reading import find_quantities

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
intervals = st.tuples(numbers, numbers).map(lambda pair: (min(pair), max(pair)))


@pytest.mark.parametrize(
    ("text", "lang", "low", "high"),
    [
        ("71.3 thousand people", "en", "71250", "71400"),
        ("28 and a half thousand people", "en", "28250", "29000"),
        ("45,2% ответивших", "ru", "45.15", "45.3"),
        ("603 студента", "ru", "602.5", "603.5"),
        ("90 000 студентов", "ru", "87750", "92250"),
        ("1 200 студентов", "ru", "1170", "1230"),
        ("100% опрошенных", "ru", "99.5", "100.5"),
        ("около 500 человек", "ru", "450", "550"),
        ("почти 80 тысяч человек", "ru", "72000", "80000"),
        ("nearly 85,000 people", "en", "76500", "85000"),
        ("шамамен 40 пайыз", "kk", "36", "44"),
        ("5 ± 0,2 балла", "ru", "4.8", "5.2"),
        ("from 14 to 29 years", "en", "13.5", "29.5"),
        ("-5%", "en", "-5.5", "-4.5"),
    ],
)
def test_interval_of_what_is_printed(text: str, lang: str, low: str, high: str) -> None:
    (found,) = find_quantities(text, lang=lang)
    assert found.interval == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "lang", "interval"),
    [
        ("более 95% выпускников", "ru", (Decimal(95), None)),
        ("не менее 20 лет", "ru", (Decimal(20), None)),
        ("до 70% аспирантов", "ru", (None, Decimal(70))),
        ("fewer than ten schools", "en", (None, Decimal(10))),
        ("70 мыңнан астам адам", "kk", (Decimal(70000), None)),
    ],
)
def test_bounds_are_open_on_one_side_and_exact_on_the_other(
    text: str, lang: str, interval: tuple[Decimal | None, Decimal | None]
) -> None:
    (found,) = find_quantities(text, lang=lang)
    assert found.interval == interval


def test_narrow_interval_is_rounding_alone() -> None:
    assert narrow_interval_of(Decimal(90000), Precision()) == (Decimal("89999.5"), Decimal("90000.5"))
    assert narrow_interval_of(Decimal(71300), Precision(step=Decimal(100)), bound="~") == (
        Decimal(71250),
        Decimal(71350),
    )
    assert narrow_interval_of(Decimal(5), Precision(), bound=">") == (Decimal(5), None)


def test_rounded_and_exact_figures_meet() -> None:
    rounded = interval_of(Decimal(71300), Precision(step=Decimal(100)))
    assert meets(rounded, interval_of(Decimal(71368), Precision()))
    assert not meets(rounded, interval_of(Decimal(71500), Precision()))


@given(intervals, intervals)
def test_gap_is_zero_exactly_when_intervals_meet(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> None:
    assert (gap(a, b) == 0) == meets(a, b)
    assert gap(a, b) == gap(b, a)


@given(intervals, intervals)
def test_arithmetic_keeps_every_result(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> None:
    for x in a:
        for y in b:
            assert _holds(add(a, b), x + y)
            assert _holds(subtract(a, b), x - y)
            assert _holds(multiply(a, b), x * y)


@given(intervals, intervals)
def test_quotient_times_divisor_gives_the_dividend_back(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> None:
    assume(not b[0] <= 0 <= b[1])
    back = multiply(divide(a, b), b)
    for end in a:
        assert back[0] is None or back[0] <= end + abs(end) * Decimal("1e-20")
        assert back[1] is None or back[1] >= end - abs(end) * Decimal("1e-20")


def test_open_ends_stay_open() -> None:
    assert add((Decimal(1), None), (Decimal(2), Decimal(3))) == (Decimal(3), None)
    assert multiply((Decimal(1), None), (Decimal(-2), Decimal(-1))) == (None, Decimal(-1))
    assert multiply((None, None), (Decimal(0), Decimal(0))) == (Decimal(0), Decimal(0))
    assert divide((Decimal(1), Decimal(2)), (Decimal(-1), Decimal(1))) == (None, None)
    assert divide((Decimal(1), Decimal(2)), (Decimal(1), None)) == (Decimal(0), Decimal(2))
    assert negate((Decimal(1), None)) == (None, Decimal(-1))
    assert total([]) == (Decimal(0), Decimal(0))


def test_gap_is_relative_to_the_larger_near_end() -> None:
    assert gap((Decimal(10), Decimal(20)), (Decimal(40), Decimal(50))) == Decimal("0.5")
    assert gap((None, Decimal(20)), (Decimal(40), None)) == Decimal("0.5")


def _holds(interval: tuple[Decimal | None, Decimal | None], value: Decimal) -> bool:
    low, high = interval
    return (low is None or low <= value) and (high is None or value <= high)

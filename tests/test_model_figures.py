"""Figures of tests, samples and models: p-values, levels, equations and the effects that they tell."""

import pytest

from pipeline.numbers.reading import find_quantities, read_numbers
from test_claim_places_units import claimed


@pytest.mark.parametrize(
    ("lang", "text", "surface", "value", "bound", "unit"),
    [
        ("en", "significant at the 1% level", "1%", "1", "=", "percent"),
        ("en", "at a confidence level of 90%", "90%", "90", "=", "percent"),
        ("en", "U = 214, p < .05", ".05", "0.05", "<", None),
        ("en", "a p-value of 0.032", "0.032", "0.032", "=", None),
        ("en", "Sig. (2-tailed) = .004", ".004", "0.004", "=", None),
        ("ru", "при уровне значимости 5 %", "5 %", "5", "=", "percent"),
        ("ru", "при доверительной вероятности 90 %", "90 %", "90", "=", "percent"),
        ("ru", "χ² = 11,2; р ≤ 0,01", "0,01", "0.01", "<=", None),
        ("ru", "р-значение составило 0,021", "0,021", "0.021", "=", None),
        ("kk", "90% сенімділік деңгейінде", "90%", "90", "=", "percent"),
        ("kk", "байланыс мәнді (r=0,33; p=0,004)", "0,004", "0.004", "=", None),
    ],
)
def test_the_level_of_a_test_is_a_figure_of_its_own(
    lang: str, text: str, surface: str, value: str, bound: str, unit: str | None
) -> None:
    reading = read_numbers(text, lang=lang)
    (level,) = reading.of_models
    assert (level.surface, str(level.value), level.bound, level.unit) == (surface, value, bound, unit)
    assert text[level.start : level.end] == surface
    assert level in find_quantities(text, lang=lang)
    assert level not in reading.quantities
    assert not any(o.start <= level.start < o.end for o in reading.others)


@pytest.mark.parametrize("text", ["t(61) = 2.4", "95 % CI: 1.1–2.3", "p = 12.4 kPa", "df = 7"])
def test_degrees_of_freedom_intervals_and_pressures_are_no_levels(text: str) -> None:
    assert not read_numbers(text, lang="en").of_models


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("en", "The form was Y = -14.5 + 0.61X1 - 2.4X2.", ["-14.5", "0.61", "-2.4"]),
        ("en", "$$Y = 210.4 - 0.93X_1 + 17.2X_{2}$$", ["210.4", "-0.93", "17.2"]),
        ("ru", "Получено: у = 8,2 + 0,37х1 – 1,9х2 (R² = 0,74).", ["8.2", "0.37", "-1.9"]),
        ("ru", "ln(y) = 1,31 + 0,25*ВВП – 0,14*x2 + ε", ["1.31", "0.25", "-0.14"]),
        ("kk", "Теңдеу мынадай: y = 0,062x + 3,4.", ["0.062", "3.4"]),
        ("en", "Of n = 400 + 30 students", []),
    ],
)
def test_the_numbers_of_an_equation_keep_their_signs(lang: str, text: str, values: list[str]) -> None:
    assert [str(figure.value) for figure in read_numbers(text, lang=lang).of_models] == values


def test_figures_of_a_model_have_no_topic_and_weigh_little() -> None:
    found = claimed("The wage of nurses depends on tenure (r = 0.38, p < 0.002). The model is Y = 41.6 + 0.52X1.")
    assert {surface: (c.kind, c.weight, dict(c.topic)) for surface, c in found.items() if surface != "0.38"} == {
        surface: ("statistic", "low", {}) for surface in ("0.002", "41.6", "0.52")
    }


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("An increase in X2 by 1 unit leads to a growth of Y by 6.4 units.", ["6.4"]),
        ("If tuition rises by 1%, enrolment falls by 0.35%.", ["0.35%"]),
        ("A one-unit increase in the index results in a rise of output by 6.4%.", ["6.4%"]),
        ("С увеличением Х2 на 1 единицу У в среднем снижается на 6,4 единицы.", ["6,4"]),
        ("Рост доходов на 1 % приводит к росту расходов на отдых на 0,8 %.", ["0,8 %"]),
        ("Х2 факторының 1 бірлікке артуы Y көрсеткішінің 6,4 бірлікке өсуіне әкеледі.", ["6,4"]),
    ],
)
def test_a_step_by_one_of_a_variable_is_no_figure_and_its_effect_is_a_statistic(text: str, effects: list[str]) -> None:
    assert [(surface, claim.kind) for surface, claim in claimed(text).items()] == [(e, "statistic") for e in effects]


def test_a_step_that_was_made_is_a_change() -> None:
    found = claimed("В 2023 году ставка выросла на 1 процентный пункт, до 14,75 %.")
    assert [(surface, claim.kind) for surface, claim in found.items()] == [("1", "change"), ("14,75 %", "share")]

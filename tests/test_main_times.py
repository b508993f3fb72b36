"""Which time a figure is of: that of the main figure and not of one set beside it, a change's two, none for terms."""

import pytest

from pipeline.numbers.reading import read_numbers
from test_claim_places_units import claimed

Told = dict[str, tuple[str, str] | None]


def periods(text: str) -> Told:
    found = claimed(text)
    return {surface: (c.period.start, c.period.end) if c.period else None for surface, c in found.items()}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Mills ground 640 tonnes in 2021, up from 580 a year before. That year 14 mills closed.", "14"),
        ("В 2021 году смололи 640 т против 580 т годом ранее. В том же году закрылось 14 мельниц.", "14"),
        ("2021 жылы 640 тонна ұн тартылды; алдыңғы жылы 580 тонна болған. Сол жылы 14 диірмен жабылды.", "14"),
        ("Mills ground 640 tonnes in 2021; in 2020 they had ground 580. That year 14 mills closed.", "14"),
        (
            "Mills ground 640 tonnes in 2021, 3 % more than the 621 of 2020. Bakers took 51 %; in 2020 it was 44 %.",
            "51 %",
        ),
    ],
)
def test_that_year_is_the_one_of_the_main_figure(text: str, surface: str) -> None:
    assert periods(text)[surface] == ("2021", "2021")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Sales came to 640 tonnes in 2021, 10.3 % more than the 580 tonnes sold a year before.", "10.3 %"),
        ("Sales in 2021 (640 tonnes) exceeded those of 2020 by 10.3 %.", "10.3 %"),
        ("В 2021 году продали 640 т, превысив показатель 2020 года на 10,3 %.", "10,3 %"),
        ("В 2021 году продали 640 т, что на 10,3 % больше 580 т годом ранее.", "10,3 %"),
        ("2021 жылғы сатылым 640 тоннаны құрап, 2020 жылғы 580 тоннадан 10,3 %-ға асты.", "10,3 %"),
        ("2020 жылғы 580 адамнан 2021 жылы 940 адамға дейін өсті, яғни 2,4 есе.", "2,4 есе"),
        ("Число аварий снизилось с 940 в 2020 году до 580 в 2021 году, то есть в 2,4 раза.", "2,4 раза"),
        ("Accidents fell from 940 in 2020 to 580 in 2021, that is 2.4 times.", "2.4 times"),
        ("In 2021 the zoo had 940 guests. In 2020 there were 310 pupils, and since then they have tripled.", "tripled"),
        ("В 2021 году было 940 гостей. В 2020 году школьников было 310, с тех пор их стало больше в 3 раза.", "3 раза"),
        ("2021 жылы 940 қонақ келді. 2020 жылы 310 оқушы болса, содан бері олар 3 есе көбейді.", "3 есе"),
    ],
)
def test_a_change_runs_between_the_times_of_what_it_compares(text: str, surface: str) -> None:
    claim = claimed(text)[surface]
    assert claim.period is not None
    assert (claim.kind in ("change", "ratio"), claim.period.start, claim.period.end) == (True, "2020", "2021")


@pytest.mark.parametrize(
    ("text", "surface", "told"),
    [
        ("В 2022 году распалось 28 % союзов, не проживших и пяти лет.", "пяти", None),
        ("2022 жылы 28 % одақ бес жыл да тұрмай ыдырады.", "бес", None),
        ("In 2022 patients stayed in the ward for two weeks.", "two", None),
        ("In 2022 people aged 18–34 made up 31 % of the staff.", "18–34", None),
        ("В 2022 году лица старше 60 лет составляли 12 %.", "60", None),
        ("Жизнь в 2022 году длилась в среднем 74,4 года.", "74,4", ("2022", "2022")),
        ("In 2022 men retired at the age of 63.", "63", ("2022", "2022")),
    ],
)
def test_terms_and_age_groups_are_of_no_time(text: str, surface: str, told: tuple[str, str] | None) -> None:
    assert periods(text)[surface] == told


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("In 2021 science got 140 billion tenge, of which 73 billion as grants. Thus grants made up 52.4 %.", "52.4 %"),
        (
            "В 2021 году науке дали 140 млрд тенге, из них 73 млрд грантами. Таким образом, доля грантов – 52,4 %.",
            "52,4 %",
        ),
        (
            "2021 жылы ғылымға 140 млрд теңге, оның 73 млрд-ы грантпен берілді. Осылайша гранттар үлесі – 52,4 %.",
            "52,4 %",
        ),
    ],
)
def test_a_sum_drawn_from_the_sentence_before_is_of_its_time(text: str, surface: str) -> None:
    assert periods(text)[surface] == ("2021", "2021")


@pytest.mark.parametrize(
    ("lang", "text", "start", "end"),
    [
        ("en", "asked from 3 March to 20 April 2022", "2022-03-03", "2022-04-20"),
        ("en", "asked between March 3 and April 20, 2022", "2022-03-03", "2022-04-20"),
        ("en", "asked on 3–9 March 2022", "2022-03-03", "2022-03-09"),
        ("ru", "с 3 марта по 20 апреля 2022 года", "2022-03-03", "2022-04-20"),
        ("ru", "3–9 марта 2022 г.", "2022-03-03", "2022-03-09"),
        ("ru", "с 3 декабря 2021 года по 20 января 2022 года", "2021-12-03", "2022-01-20"),
        ("kk", "2022 жылғы 3 наурыздан 20 сәуірге дейін", "2022-03-03", "2022-04-20"),
        ("kk", "2022 жылғы 3 наурыз бен 20 сәуір аралығында", "2022-03-03", "2022-04-20"),
    ],
)
def test_days_to_days_are_one_time(lang: str, text: str, start: str, end: str) -> None:
    (found,) = read_numbers(text, lang=lang).periods
    assert found.period is not None
    assert (found.period.start, found.period.end) == (start, end)


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "5.6 percent more than 552 tonnes"), ("ru", "на 5,6 % больше 552 т"), ("ru", "в 2 раза выше 552 т")],
)
def test_a_distance_from_a_figure_does_not_bound_it(lang: str, text: str) -> None:
    assert [q.bound for q in read_numbers(text, lang=lang).quantities] == ["=", "="]

"""When a figure was that its own words do not date: between two levels, in a clause of its own, "that year"."""

import re

import pytest

from schemas import Claim
from test_claims import BODY, claims


def claimed(sentence: str) -> dict[str, Claim]:
    text = f"Введение\n\n{sentence}\n" if re.search("[а-я]", sentence) else BODY.format(sentence)
    return {claim.surface: claim for claim in claims(text)}


def period_of(sentence: str, surface: str) -> str:
    claim = claimed(sentence)[surface]
    if claim.period is None:
        return f"as of {claim.as_of.text}" if claim.as_of is not None else ""
    start, end = claim.period.start, claim.period.end
    return start if start == end else f"{start}..{end}"


CHANGES = [
    (
        "Output peaked at 45,200 tonnes in 2019 and, with the mill shut, fell by 28.6 percent to 32,256 in 2021.",
        "28.6 percent",
        "2019..2021",
    ),
    (
        "Выпуск достиг 45,2 тыс. тонн в 2019 году и к 2021 году упал на 28,6 % до 32,3 тыс. тонн.",
        "28,6 %",
        "2019..2021",
    ),
    ("Выпуск достиг 45,2 тыс. тонн в 2019 году и к 2021 году упал на 28,6 % до 32,3 тыс. тонн.", "32,3 тыс.", "2021"),
    (
        "Өндіріс 2019 жылы 45,2 мың тоннаға жетіп, 2021 жылы 28,6 пайызға төмендеп, 32,3 мың тоннаны құрады.",
        "28,6 пайызға",
        "2019..2021",
    ),
    (
        "В 2023 г. музеи приняли 402,5 тыс. гостей против 338,5 тыс. в 2022 г., то есть на 18,9 % больше.",
        "18,9 %",
        "2022..2023",
    ),
    ("In 2023 the museums received 402,500 guests against 338,500 in 2022, or 18.9% more.", "18.9%", "2022..2023"),
    (
        "2023 жылы музейлерге 402,5 мың адам келді, бұл 2022 жылғы 338,5 мыңнан 18,9 пайызға көп.",
        "18,9 пайызға",
        "2022..2023",
    ),
    (
        "2023 жылы музейлерге 402,5 мың адам келді, бұл 2022 жылғы 338,5 мыңнан 18,9 пайызға көп.",
        "338,5 мыңнан",
        "2022",
    ),
    (
        "The port handled 7.9 million tonnes in 2023, roughly 1.7 times the 2022 figure of 4.7 million.",
        "1.7 times",
        "2022..2023",
    ),
    ("В 2020 г. заводов было лишь 148, так что к 2023 г. их число увеличилось в 3,5 раза.", "3,5 раза", "2020..2023"),
    (
        "2021 жылғы 1 469 студентпен салыстырғанда 2023 жылы олардың саны 1,9 есе өсіп, 2 846 адамды құрады.",
        "1,9 есе",
        "2021..2023",
    ),
    (
        "2021 жылғы 1 469 студентпен салыстырғанда 2023 жылы олардың саны 1,9 есе өсіп, 2 846 адамды құрады.",
        "2 846",
        "2023",
    ),
    (
        "По сравнению с 1 469 студентами в 2021 году в 2023 году их стало в 1,9 раза больше, 2 846 человек.",
        "2 846",
        "2023",
    ),
    (
        "Объем услуг в 2022 году – 187,5 млрд тенге, а в 2023 году – 236,4 млрд тенге; прибавка за год равна 26,1%.",
        "26,1%",
        "2022..2023",
    ),
    # the earlier year's own change is no step between the two
    ("In 2021 output was 400 tonnes, in 2022 410 tonnes; in 2023 prices rose by 12%.", "12%", "2023"),
]


@pytest.mark.parametrize(("sentence", "surface", "period"), CHANGES)
def test_a_change_runs_from_the_one_level_that_makes_it_to_the_other(sentence: str, surface: str, period: str) -> None:
    assert period_of(sentence, surface) == period


@pytest.mark.parametrize(
    ("sentence", "surface", "period"),
    [
        ("There are 112 universities in the country, and the budget financed 78,400 grants in 2024/2025.", "112", ""),
        ("В стране работают 96 колледжей, и государство выделило 41 тысячу грантов в 2022 году.", "96", ""),
        ("Облыста 48 аурухана жұмыс істейді, ал 2022 жылы 310 мың науқас қаралды.", "48", ""),
        ("The city built 40 schools and 12 clinics in 2022.", "40", "2022"),
        ("К 2029 году долю туризма хотят довести до 5% против нынешних 3,2%.", "3,2%", "as of нынешних"),
        ("By 2029 the share of tourism is to rise to 5%, from the current 3.2%.", "3.2%", "as of current"),
        ("By 2029 the share of tourism is to rise to 5%, from the current 3.2%.", "5%", "2029"),
        ("2029 жылға қарай туризм үлесін қазіргі 3,2 %-дан 5 %-ға жеткізу жоспарланған.", "3,2 %", "as of қазіргі"),
        ("2029 жылға қарай туризм үлесін қазіргі 3,2 %-дан 5 %-ға жеткізу жоспарланған.", "5 %", "2029"),
        ("Life expectancy was 72.8 years in 2023, below the 73.6 years reached in 2019.", "73.6", "2019"),
    ],
)
def test_the_time_of_one_clause_is_not_the_time_of_another(sentence: str, surface: str, period: str) -> None:
    assert period_of(sentence, surface) == period


@pytest.mark.parametrize(
    ("sentence", "surface", "period"),
    [
        ("В 2022 году на науку потратили 121 млрд тенге. Эта сумма равна 0,12 % ВВП.", "0,12 %", "2022"),
        ("In 2022 science received 121 billion tenge. This sum equals 0.12% of GDP.", "0.12%", "2022"),
        ("2021 жылы ғылымға 109 млрд теңге жұмсалды. Бұл қаражат ЖІӨ-нің 0,13 %-ына тең.", "0,13 %", "2021"),
        ("2021 жылы 28 мың студент келді. Бұл барлық студенттің 4,5 %-ы.", "4,5 %", "2021"),
        (
            "В 1990 году выбросы составляли 386 млн т, в 2022 году – 338,7 млн т; 78 % этого объёма дала энергетика.",
            "78 %",
            "2022",
        ),
        (
            "2021 жылы 109 млрд теңге бөлінді. Бұл 2018 жылмен салыстырғанда 1,3 есе көп. Сол жылы 31,1 млрд болды.",
            "31,1 млрд",
            "2021",
        ),
        ("In 2022 the fund had 4,018 hotels. Of these 4,018 hotels 512 have stars.", "512", "2022"),
        (
            "2022 жылы 14,2 мың маман келді. Санаттар бойынша олар былай бөлінеді: басшылар – 712, мамандар – 6 407.",
            "6 407",
            "2022",
        ),
        ("By category they were told apart in 2022. Managers were 712.", "712", ""),
    ],
)
def test_what_points_back_to_a_figure_is_of_its_time(sentence: str, surface: str, period: str) -> None:
    assert period_of(sentence, surface) == period

"""Relative times are resolved by the paper's date, and stay words where it, or their own year, is not known."""

from __future__ import annotations

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.reading.document import TextFile
from schemas import Claim

LATIN = (
    "Oqu ornynyñ kitaphanasy tūrğyndarğa ärqaşan aşyq, onda köptegen adamdar jūmys isteidı jäne oqidy. "
    "Būl maqalada öñırdegı kitaphanalardyñ jağdaiy qarastyrylady."
)


def _claim(text: str, year: int | None) -> Claim:
    manuscript = compose_text(TextFile(text, "utf-8"), ())
    facts = PaperFacts(paper_id="p", sha256="0" * 64, year=year)
    found = build_claims(manuscript, find_sections(manuscript), (), paper=facts, vocabulary=load_vocabulary()).claims
    (claim,) = [claim for claim in found if claim.surface == "118"]
    return claim


@pytest.mark.parametrize(
    ("text", "year", "resolved"),
    [
        ("Currently, 118 libraries work in the region.", 2022, ("Currently", "2022", "2022")),
        ("Last year 118 libraries were open in the region.", 2022, ("Last year", "2021", "2021")),
        ("In recent years 118 libraries were closed in the region.", 2022, ("In recent years", None, "2022")),
        ("В настоящее время в области работает 118 библиотек.", 2019, ("В настоящее время", "2019", "2019")),
        ("В прошлом году в области закрылось 118 библиотек.", 2019, ("В прошлом году", "2018", "2018")),
        ("Қазіргі уақытта облыста 118 кітапхана жұмыс істейді.", 2024, ("Қазіргі уақытта", "2024", "2024")),
        ("Былтыр облыста 118 кітапхана жабылды.", 2024, ("Былтыр", "2023", "2023")),
        (f"{LATIN} Byltyr oblysta 118 kitaphana jabyldy.", 2024, ("Byltyr", "2023", "2023")),
        ("Currently, 118 libraries work in the region.", None, ("Currently", None, None)),
        ("A year earlier 118 libraries were open in the region.", 2022, ("A year earlier", None, None)),
        ("Годом ранее в области работало 118 библиотек.", 2022, ("Годом ранее", None, None)),
    ],
)
def test_relative_times(text: str, year: int | None, resolved: tuple[str, str | None, str | None]) -> None:
    claim = _claim(text, year)
    assert claim.period is None
    assert claim.as_of is not None
    assert (claim.as_of.text, claim.as_of.start, claim.as_of.end) == resolved


@pytest.mark.parametrize(
    ("text", "year", "status"),
    [
        ("By 2050 the region may have 118 libraries.", 2022, "projected"),
        ("К 2050 году в области останется 118 библиотек (Прогноз министерства 2023-2050, 2023).", 2023, "projected"),
        ("In 2023 the region had 118 libraries.", 2022, "measured"),
        ("By 2050 it is planned to open 118 libraries.", 2022, "target"),
        ("By 2050 the region may have 118 libraries.", None, "measured"),
    ],
)
def test_no_figure_of_the_future_was_measured(text: str, year: int | None, status: str) -> None:
    assert _claim(text, year).status == status


def test_a_period_is_told_in_the_letters_of_the_paper() -> None:
    period = _claim(f"{LATIN} 2023 jyly oblysta 118 kitaphana jabyldy.", None).period
    assert period is not None
    assert (period.start, period.text) == ("2023", "2023 jyly")

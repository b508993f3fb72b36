"""The name of an office tells nothing of what its figure is about; in the genitive the figure is the office's own."""

from __future__ import annotations

import pytest

from test_claims import claims


@pytest.mark.parametrize(
    ("with_name", "without"),
    [
        ("The department of employment listed 3,412 mosques.", "They listed 3,412 mosques."),
        ("In 2021 the Ministry of Labour and Social Protection closed 87 museums.", "In 2021 they closed 87 museums."),
        ("The housing directorate planted 940 trees.", "They planted 940 trees."),
        ("Министерство туризма и спорта закрыло 87 аптек.", "Закрыли 87 аптек."),
        ("Комитет по языковой политике проверил 512 аптек.", "Проверили 512 аптек."),
        ("Управлением здравоохранения закрыто 87 мечетей.", "Закрыто 87 мечетей."),
        ("Облыстық денсаулық сақтау басқармасы 87 мешітті жапты.", "Олар 87 мешітті жапты."),
        ("2021 жылы Туризм және спорт министрлігі 512 дәріхананы тексерді.", "2021 жылы 512 дәріхана тексерілді."),
    ],
)
def test_the_name_of_an_office_says_nothing_of_its_figure(with_name: str, without: str) -> None:
    (told,), (bare,) = claims(with_name), claims(without)
    assert told.topic == bare.topic


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("На управление отходами потратили 45 млн тенге.", "waste"),
        ("The budget of the Ministry of Tourism was 45 million tenge.", "tourism"),
    ],
)
def test_what_is_an_offices_own_or_none_says_something(text: str, code: str) -> None:
    (claim,) = claims(text)
    assert code in claim.topic.values()

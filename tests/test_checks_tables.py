"""Tables against their captions, their totals and what the text says of them by a word: "halved", "the cheapest"."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from checked_papers import findings

MODES = """Travel in the valley

Table 2. Passengers by mode, thousand

Mode\t2018\t2019\t2020\t2021
Bus\t812\t840\t520\t610
Rail\t230\t241\t150\t188
Air\t96\t104\t41\t77

{said}
"""

PRICES = """Цены в лавках

Таблица 3. Цены на продукты, тенге за кг

Продукт\tЗайсан\tКурчум\tМаркаколь
Рис\t420\t455\t490
Сахар\t510\t495\t560
Мука\t210\t230\t225

{said}
"""

HERDS = """Ауданның малы

1-кесте. Аудандар бойынша мал басы, мың бас

Аудан\t2019\t2020\t2021\t2022
Қаратөбе\t41,2\t43,0\t45,8\t47,1
Сырым\t36,5\t35,9\t37,2\t38,4
Шалқар\t28,3\t27,1\t26,6\t25,0

{said}
"""

GROUPS = """Farms of the valley

Table 1. Animals by kind of owner

Owner\t2019\t2020
Enterprises\t412\t438
cattle\t156\t164
sheep\t256\t274
Families\t1,193\t1,241
cattle\t387\t402
sheep\t806\t839
Total\t1,605\t{total}
"""

CLINICS = """Clinics of the valley

Table 1. Clinics by district (N = {n})

District\tClinics
Northern\t120
Southern\t78
Western\t32
Total\t{total}
"""

SAID = {
    "halved": (MODES, "Table 2 shows that bus traffic halved between 2019 and 2020.", "inconsistent", {840000, 520000}),
    "more than halved": (MODES, "Table 2 shows that air traffic more than halved between 2019 and 2020.", "consistent",
                         {104000, 41000}),
    "the cheapest of a row": (PRICES, "Согласно таблице 3, самый дешёвый сахар – в Маркаколе.", "inconsistent",
                              {560, 495}),
    "it is the cheapest": (PRICES, "Согласно таблице 3, самый дешёвый сахар – в Курчуме.", "consistent", {495, 510}),
    "dearer than there": (PRICES, "Рис в Маркаколе на 90 тенге дороже, чем в Зайсане (табл. 3).", "inconsistent",
                          {490, 420}),
    "ең көп аудан": (HERDS, "1-кестеге сәйкес, 2022 жылы мал ең көп аудан – Сырым.", "inconsistent", {38400, 47100}),
    "ең аз аудан": (HERDS, "1-кестеге сәйкес, 2022 жылы мал ең аз аудан – Шалқар.", "consistent", {25000, 38400}),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_what_is_said_of_a_table_by_a_word(tmp_path: Path, case: str) -> None:
    text, said, verdict, numbers = SAID[case]
    found = [one for one in findings(tmp_path, text.format(said=said)) if numbers <= {int(n) for n in one.numbers}]
    assert verdict in {one.verdict for one in found}


@pytest.mark.parametrize(
    ("total", "verdict"),
    [("1,679", "consistent"), ("1,769", "inconsistent")],
)
def test_a_total_over_groups_of_lines(tmp_path: Path, total: str, verdict: str) -> None:
    printed = Decimal(total.replace(",", ""))
    found = [one for one in findings(tmp_path, GROUPS.format(total=total)) if printed in one.numbers]
    assert {one.verdict for one in found if {Decimal(438), Decimal(1241)} <= set(one.numbers)} == {verdict}


@pytest.mark.parametrize(("n", "total", "wrong"), [(230, 230, 0), (240, 230, 1), (232, 232, 1), (900, 230, 0)])
def test_the_n_of_a_caption_and_what_is_counted_to_the_last_one(tmp_path: Path, n: int, total: int, wrong: int) -> None:
    found = findings(tmp_path, CLINICS.format(n=n, total=total))
    assert sum(one.verdict == "inconsistent" for one in found) == wrong


YEARS = {
    "en": "Table 1. Passengers by line\nLine\tJan-Jun\tJul-Dec\tYear\n",
    "ru": "Таблица 1. Пассажиры по линиям\nЛиния\t1 полугодие\t2 полугодие\tГод\n",
    "kk": "1-кесте. Желілер бойынша жолаушылар саны\nЖелі\tІ жартыжылдық\tІІ жартыжылдық\tЖыл\n",
}


@pytest.mark.parametrize("lang", YEARS)
@pytest.mark.parametrize(("year", "verdict"), [("135250", "consistent"), ("145250", "inconsistent")])
def test_a_column_of_the_year_sums_its_halves(tmp_path: Path, lang: str, year: str, verdict: str) -> None:
    rows = f"Otar\t41260\t47915\t89175\nKaskeleng\t22480\t20735\t43215\nShu\t63910\t71340\t{year}\n"
    found = findings(tmp_path, f"{YEARS[lang]}{rows}")
    assert {one.verdict for one in found if Decimal(year) in one.numbers and Decimal(63910) in one.numbers} == {verdict}

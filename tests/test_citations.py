"""Which entries of the reference list a text's sources lead to, in three languages and their styles of citing."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from pipeline.bibliography.references import find_doi
from pipeline.bibliography.twins import first_of_twins, source_keys
from pipeline.comparing.independence import named_sources
from schemas import Reference

NUMBERED = """Овцеводство на юге

Аннотация
В статье рассматривается содержание овец на отгонных пастбищах и сбыт шерсти. Ключевой вопрос – вода.

Введение
{}
Пастбища юга делятся на весенние, летние и зимние, и каждое из них требует своего ухода и своей воды.

Список литературы
1. Оразов Б.К. Пастбища юга. – Алматы: Нива, 2018. – 240 с.
2. Бюро национальной статистики. Сельское хозяйство Казахстана, 2022. URL: https://stat.gov.kz
3. Орлова Ж.А., Пак О.Н. Экономика ферм. – Астана: Парус, 2020. – 180 с.
4. FAO. Wool review. – Rome, 2021. – 12 p.

References
1. Orazov B.K. Pastbishcha yuga [Pastures of the south]. – Almaty: Niva, 2018. – 240 s.
3. Orlova Zh.A., Pak O.N. Ekonomika ferm. – Astana: Parus, 2020. – 180 s.
"""
DATED = """Sheep farms of the south

Abstract
The paper looks at how sheep are kept on distant pastures and at how wool is sold. Water is the main question.

Introduction
{}
Pastures of the south are used in spring, in summer and in winter, and each of them needs water of its own.

References
Bureau of National Statistics. (2022a). Farms in figures. Astana.
Bureau of National Statistics. (2022b). Land lease in figures. Astana.
Orlova, Z., & Smith, J. (2019). Wool prices. Textiles, 21(3), 101–115. https://doi.org/10.2166/tx.2019.001
Ministry of Agriculture. (n.d.). Register of wells. https://www.gov.kz/wells
UNESCO. (2019). World pasture report. Paris.
"""
KAZAKH = """Ауылдағы қой шаруашылығы

Аңдатпа
Мақалада қойды шалғай жайылымда бағу және жүнді сату мәселелері қарастырылады. Басты мәселе – су.

Кіріспе
{}
Оңтүстік жайылымдары көктемгі, жазғы және қысқы болып бөлінеді, әрқайсысына өз суы керек.

Пайдаланылған әдебиеттер тізімі
[1] Оразов Б.К. Оңтүстік жайылымдары. – Алматы: Нива, 2018. – 200 б.
[2] Ұлттық статистика бюросы. Мал шаруашылығы, 2022. – Астана.
[3] ЮНЕСКО. Жайылымдар туралы есеп. – Париж, 2023.
[4] Орлова Ж., Пак О. Жүн бағасы // Мал. – 2021. – №4. – 20-27 бб.
"""


@pytest.mark.parametrize(
    ("paper", "sentence", "labels"),
    [
        (NUMBERED, "Настриг составил 38 тыс. тонн [1, с. 25].", ["1"]),
        (NUMBERED, "Настриг составил 38 тыс. тонн [1; 3-4].", ["1", "3", "4"]),
        (NUMBERED, "По данным Комитета статистики, настриг составил 38 тыс. тонн.", ["2"]),
        (NUMBERED, "По мнению Оразова Б.К., потери составляют 15 %.", ["1"]),
        (NUMBERED, "Согласно Орловой и Пак (2020), 40 % ферм убыточны.", ["3"]),
        (NUMBERED, "По данным ФАО, цена выросла на 12 %. Исследование (Орлова и др., 2020) нашло рост на 9 %.", ["4"]),
        (DATED, "Farms keep 89 thousand sheep (Orlova & Smith, 2019).", ["Orlova"]),
        (DATED, "Farms keep 89 thousand sheep [Orlova & Smith, 2019].", ["Orlova"]),
        (DATED, "About 22 % of the land is leased (Bureau of National Statistics, 2022b).", ["Land lease"]),
        (DATED, "The region has 312 wells (Ministry of Agriculture, n.d.).", ["Ministry"]),
        (DATED, "UNESCO estimates that 12 % of pastures are saline.", ["UNESCO"]),
        (KAZAKH, "Жүн өндірісі 38 мың тонна болды [1, 15-б.].", ["1"]),
        (KAZAKH, "ЮНЕСКО мәліметі бойынша, жайылымдардың 12 %-ы тозған.", ["3"]),
        (KAZAKH, "Б. Оразовтың пікірінше, шығын 20 % болады.", ["1"]),
        (KAZAKH, "Ұлттық статистика бюросының деректері бойынша қойлардың 68 %-ы ауылда.", ["2"]),
    ],
)
def test_a_figure_is_led_to_its_entries(tmp_path: Path, paper: str, sentence: str, labels: list[str]) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(paper.format(sentence), encoding="utf-8")
    read = pipeline.extract(path)
    entries = {r.ref_id: r for r in read.references}
    claim = next(c for c in read.claims if c.section_kind == "body")
    found = [entries[c.ref_id] for c in claim.cited if c.ref_id]
    assert len(found) == len(claim.cited) == len(labels)
    assert all(r.label == label or label in r.text for r, label in zip(found, labels, strict=True))


def test_works_of_one_body_are_not_one_work_for_the_day_they_were_looked_at() -> None:
    entries = [
        "Бюро национальной статистики. Регионы в цифрах, 2021. URL: https://a.kz (дата обращения: 12.03.2023)",
        "Бюро национальной статистики. Цены на рынках, 2022. URL: https://b.kz (дата обращения: 12.03.2023)",
        "Byuro natsionalnoi statistiki. Tseny na rynkah, 2022. URL: https://b.kz (accessed 12.03.2023)",
    ]
    listed = [Reference(ref_id=f"r{i}", label=None, text=text, start=0, end=1) for i, text in enumerate(entries)]
    assert first_of_twins(listed) == {"r0": "r0", "r1": "r1", "r2": "r1"}


@pytest.mark.parametrize("heading", ["Список литературы", "Пайдаланылған әдебиеттер тізімі", "References"])
def test_a_list_right_under_its_heading_is_one(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "paper.txt"
    lines = ["Sheep of the south", "", "Introduction", "Farms keep 89 thousand sheep [1].", "Wool is sold in autumn."]
    path.write_text("\n".join([*lines, "", heading, "[1] Orazov B. Pastures. – Almaty, 2018."]), encoding="utf-8")
    assert [(r.label, r.text) for r in pipeline.extract(path).references] == [
        ("1", "Orazov B. Pastures. – Almaty, 2018.")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Орлова Ж.А., Пак О.Н. Экономика ферм. – Астана: Парус, 2020. – 180 с.",
         "Orlova Zh.A., Pak O.N. Ekonomika ferm [Farm economics]. – Astana: Parus, 2020. – 180 s."),
        ("Орлова Ж.А. Экономика ферм // Вестник. – 2020. – № 3. – С. 10.",
         "Орлова, Ж.А., Пак, О.Н. (2020). Экономика ферм. Вестник, 3, 10–12."),
        ("World Health Organization. Nutrition report. – Geneva, 2020.",
         "Всемирная организация здравоохранения. Доклад о питании. – Женева, 2021."),
        ("Smith J. Wool prices. https://doi.org/10.2166/tx.2019.001", "Смит Дж. Цены. doi: 10.2166/TX.2019.001."),
    ],
)  # fmt: skip
def test_a_source_has_one_key_in_every_paper_and_language(one: str, other: str) -> None:
    first, second = (source_keys(Reference(ref_id="r1", text=t, start=0, end=1, doi=find_doi(t))) for t in (one, other))
    assert set(first) & set(second)


def test_other_works_have_other_keys() -> None:
    texts = [
        "Ким О. Цены на шерсть. – Алматы, 2020.",
        "Ким О. Вода и луга. – Алматы, 2020.",
        "Ким О. Цены на шерсть. – 2018.",
    ]
    keys = [source_keys(Reference(ref_id="r1", text=text, start=0, end=1)) for text in texts]
    assert len(set(keys)) == 3


def test_papers_that_cite_one_work_by_their_own_numbers_echo_it(tmp_path: Path) -> None:
    lists = {
        "[3]": NUMBERED,
        "[1]": NUMBERED.replace("\n1. Оразов Б.К. Пастбища юга", "\n1. Орлова Ж.А. Экономика ферм"),
    }
    lists["[1]"] = lists["[1]"].replace("Нива, 2018", "Парус, 2020")
    found = []
    for label, paper in lists.items():
        path = tmp_path / "paper.txt"
        path.write_text(paper.format(f"В стране 38 тыс. овец {label}."), encoding="utf-8")
        found.append(next(c for c in pipeline.extract(path).claims if c.surface == "38 тыс."))
    assert named_sources(found[0]) & named_sources(found[1])


@pytest.mark.parametrize(
    ("caption", "note", "label"),
    [
        ("Таблица 1. Настриг шерсти, тонн [3, с. 19]", "", "3"),
        ("Таблица 1. Настриг шерсти, тонн", "Источник: составлено авторами по [1]", "1"),
        ("Таблица 1. Настриг шерсти, тонн", "Источник: Бюро национальной статистики", "2"),
        ("Таблица 1. Настриг шерсти, тонн", "Примечание – по данным ФАО", "4"),
    ],
)
def test_figures_of_a_table_have_the_sources_of_its_caption_and_notes(
    tmp_path: Path, caption: str, note: str, label: str
) -> None:
    path = tmp_path / "paper.txt"
    table = f"Шерсть продают осенью.\n\n{caption}\n\nГод\tНастриг\n2021\t318\n2022\t342\n\n{note}\n"
    path.write_text(NUMBERED.format(table), encoding="utf-8")
    read = pipeline.extract(path)
    cited = [{c.ref_id for c in claim.cited} for claim in read.claims if claim.origin == "table"]
    assert cited == [{next(r.ref_id for r in read.references if r.label == label)}] * 2

"""Phrases of news and yearbooks: rates of one thing, parts of a scale word, vague counts, ends of a change."""

import pytest

from pipeline.numbers.reading import find_quantities


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("kk", "Бір доллар 447,8 теңге болды", [("447.8", "kzt per usd")]),
        ("ru", "Один доллар стоит 447,8 тенге", [("447.8", "kzt per usd")]),
        ("en", "one dollar was 447.8 tenge", [("447.8", "kzt per usd")]),
        ("kk", "Тығыздығы бір шаршы шақырымға 7,4 адамнан келеді", [("7.4", "person per square kilometre")]),
        ("ru", "Плотность – 7,4 человека на квадратный километр", [("7.4", "person per square kilometre")]),
        ("en", "a profit of a quarter of a billion", [("250000000", None)]),
        ("kk", "Ондаған мың адам келді", []),
        ("kk", "Инфляция екі таңбалы санға оралды", []),
        ("kk", "215 дана жұмыртқа алынды", [("215", "piece")]),
        ("kk", "мақта 26,4 с/га, астық 12,8 цн/га", [("26.4", "centner per hectare"), ("12.8", "centner per hectare")]),
        ("en", "a staff of 30, a 25-strong team", [("30", None), ("25", "person")]),
        ("ru", "дают воду 27 скважин; 21 законсервирована", [("27", "well"), ("21", None)]),
        ("ru", "четверть часа", [("0.25", "hour")]),
        ("kk", "жарты сағат", [("0.5", "hour")]),
        ("kk", "олар отызға толмаған жастар", [("30", "year")]),
        ("kk", "бір оқушыға шаққанда 318 мың теңге", [("318000", "kzt per pupil")]),
        ("kk", "30 мектеп оқушысы, 25 студент жобасын қорғады", [("30", "pupil"), ("25", "student")]),
        ("en", "12 farm managers and 5 department heads", [("12", "manager"), ("5", "head")]),
    ],
)
def test_phrases_are_read_alike(lang: str, text: str, found: list[tuple[str, str | None]]) -> None:
    read = [(format(q.value.normalize(), "f"), q.unit) for q in find_quantities(text, lang=lang) if q.value is not None]
    assert read == found


def test_the_end_of_a_kazakh_change_is_no_bound() -> None:
    read = find_quantities("өлім 4,2-ден 2,1-ге дейін, яғни екі есе азайды", lang="kk")
    assert [q.bound for q in read] == ["=", "=", "="]

"""Stretches without digits are read by themselves, and nothing is lost at their borders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.digitless import stretches
from pipeline.numbers.reading import read_numbers

PLAIN = {
    "en": "The authors discuss how people choose a trade. Families differ in that, as villages do. ",
    "ru": "Авторы обсуждают, как люди выбирают профессию. Семьи в этом различны, как и сёла. ",
    "kk": "Авторлар адамдардың мамандық таңдауын талқылайды. Отбасылар да, ауылдар да әртүрлі. ",
}
TOLD = [
    ("en", "In the first half of 2020 the plant made 312 tons (Brown et al., 2018; Green and White, 2019)."),
    ("en", "Last year, from May to September 2019, 14 schools of the 2018-2019 school year closed [4, p. 12]."),
    ("ru", "В первом полугодии 2020 г. завод выпустил 312 тонн (Иванов, Петров, 2018: 14)."),
    ("ru", "В прошлом году, с мая по сентябрь 2019 года, закрылось 14 школ, на I квартал 2018 г. – 3 [4, с. 12]."),
    ("kk", "2020 жылдың бірінші жартысында зауыт 312 тонна шығарды (Ахметов, 2018)."),
    ("kk", "Былтыр, 2019 жылғы мамыр айында, 2018-2019 оқу жылында 14 мектеп жабылды [4, 12 б.]."),
]


@given(st.text(alphabet=st.sampled_from("ab1. \n!?Д"), max_size=3000), st.integers(1, 600))
def test_the_pieces_are_the_whole_text_and_digits_stand_where_they_may(text: str, ahead: int) -> None:
    pieces = list(stretches(text, ahead=ahead))
    assert "".join(text[start:end] for start, end, _ in pieces) == text
    assert not any(c.isdigit() for start, end, digits in pieces if not digits for c in text[start:end])


@pytest.mark.parametrize(("lang", "told"), TOLD)
def test_a_sentence_reads_alike_alone_and_far_from_other_digits(lang: str, told: str) -> None:
    far = PLAIN[lang] * 20
    text = f"{far}{told} {far}{told}"
    alone, reading = read_numbers(told, lang=lang), read_numbers(text, lang=lang)
    assert any(not digits for _, _, digits in stretches(text, ahead=520))
    for part in ("quantities", "periods", "others"):
        shifts = [len(far), 2 * len(far) + len(told) + 1]
        expected = [(n.start + by, n.end + by) for by in shifts for n in getattr(alone, part)]
        assert [(n.start, n.end) for n in getattr(reading, part)] == expected

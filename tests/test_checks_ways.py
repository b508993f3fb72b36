"""What a text says of its values by a word: that they rise or fall, what is the mean to each, which comes second."""

from __future__ import annotations

from pathlib import Path

import pytest

from checked_papers import findings

SAID = {
    "from and to": ("Child deaths declined from 21.4 per 1,000 in 2009 to 14.2 in 2019.", "growth", "consistent"),
    "from and to the other way": ("Доля неграмотных снизилась с 3,1 % в 2012 году до 4,6 % в 2019 году.", "growth",
                                  "inconsistent"),
    "from and to in Kazakh": ("Суармалы жердің үлесі 2015 жылғы 31 %-дан 2021 жылы 26 %-ға дейін өсті.", "growth",
                              "inconsistent"),
    "a plan": ("Этот показатель в 2021 году составил 8,4 %, а к 2026 году планируется увеличить его до 11,3 %.",
               "growth", "consistent"),
    "in words": ("The length of the course was reduced from four to three years.", "growth", "consistent"),
    "a dated list": ("Посевы льна увеличились: 41 тыс. га в 2018 году, 58 тыс. га в 2022 году.", "growth",
                     "consistent"),
    "a dated list the other way": ("The number of wells fell: 312 in 2017 and 355 in 2021.", "growth", "inconsistent"),
    "steadily beside another unit": ("Число газет неуклонно снижалось: в 2019 году их было 1 210, в 2020 – 1 130, а в "
                                     "2021 году – 1 184; тиражом свыше тысячи выходят 41 % газет.", "growth",
                                     "inconsistent"),
    "levels behind a verb": ("The share of such farms rose every year: 10.2% in 2019, 11.6% in 2020 and 13.1% in 2021.",
                             "growth", "consistent"),
    "so many to each": ("В 120 сельских клубах занимаются 4 680 человек, то есть в среднем 39 человек на клуб.",
                        "statistic", "consistent"),
    "not so many to each": ("In all, 64 libraries lent 9,600 books, that is, 180 books per library on average.",
                            "multiple", "inconsistent"),
    "a mean of so many": ("Төрт ауылда тиісінше 120, 140, 160 және 180 үй салынған, орта есеппен бір ауылға 170 үйден "
                          "келеді.", "statistic", "inconsistent"),
    "a mean over cities": ("Аренда стоит в Астане 210 тыс. тенге, в Алматы 240 тыс. тенге, в Шымкенте 150 тыс. тенге, "
                           "в среднем по трём городам – 200 тыс. тенге.", "statistic", "consistent"),
    "the third before the first": ("Among the reasons, distance ranked first (44.1%), cost second (28.3%) and fear "
                                   "third (47.2%).", "text-table", "inconsistent"),
    "the second below another": ("Около 58 % груза ушло в Китай, второе место занимает Россия (14,2 %), тогда как на "
                                 "Узбекистан пришлось 17,6 %.", "text-table", "inconsistent"),
    "the greatest below another place": ("Самый высокий уровень безработицы отмечен в Атырауской области – 4,1 %, "
                                         "тогда как в Павлодарской он составил 5,3 %.", "text-table", "inconsistent"),
    "the list of the greatest": ("The largest number of dams stands in the Turkistan (41), Zhambyl (36) and Almaty "
                                 "(29) regions.", "text-table", "consistent"),
    "in the next sentence": ("The largest number of nurses (61.3 thousand) work in hospitals. In second place are "
                             "clinics, where 22.1 thousand work.", "text-table", "consistent"),
}  # fmt: skip

UNSAID = {
    "a plant that grows": "В растениеводстве с 2018 года доля льна изменилась с 12 % до 9 %.",
    "a lower place": "В рейтинге вуз поднялся с 72 места до 58.",
    "a fall of the rise": "Темпы роста цен снизились с 8,4 % в 2021 году до 6,2 % в 2022 году.",
    "a mean of something else": "На 45 предприятиях трудятся 1 350 человек; средний возраст работников – 38 лет.",
    "the whole country above": "The highest share was in Aktobe, 12 %, while in Kazakhstan it was 18 %.",
}


@pytest.mark.parametrize(("text", "check", "verdict"), SAID.values(), ids=SAID.keys())
def test_what_a_word_says_of_values(tmp_path: Path, text: str, check: str, verdict: str) -> None:
    assert (check, verdict) in [(found.check, found.verdict) for found in findings(tmp_path, text)]


@pytest.mark.parametrize("text", UNSAID.values(), ids=UNSAID.keys())
def test_nothing_is_said_to_be_wrong(tmp_path: Path, text: str) -> None:
    assert [found.explanation["en"] for found in findings(tmp_path, text) if found.verdict == "inconsistent"] == []

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
    "a majority of the first share alone": ("The majority of herders live in the east (34%), and the lowlands account "
                                            "for 27% of them.", "share-of-whole", "inconsistent"),
    "a majority concluded rightly": ("Көшуге 58,2 % дәрігер дайын, демек басым көпшілігі жаңа орынға бейім.",
                                     "share-of-whole", "consistent"),
    "a majority concluded of less": ("Көшуге 43,8 % дәрігер дайын, демек басым көпшілігі жаңа орынға бейім.",
                                     "share-of-whole", "inconsistent"),
    "a majority in numbers": ("Тексерілген 260 ауылдың көпшілігі, атап айтқанда 112-сі, сусыз қалған.",
                              "share-of-whole", "inconsistent"),
    "than the value before": ("По стране платили 312 415 тенге. В столице платят 451,7 тыс. тенге, что на 139,3 тыс. "
                              "тенге превышает этот уровень и почти вдвое – плату на юге (228,4 тыс. тенге).", "growth",
                              "consistent"),
    "a difference in points": ("Қалада бұл үлес 61,5 %, ал ауылда 48,1 %, яғни айырмашылық 15,4 пайыздық тармақ.",
                               "growth", "inconsistent"),
    "a verb for a word": ("Урожайность составила 31,4 т/га против 38,2 т/га годом ранее, снизившись на 27,8 %.",
                          "growth", "inconsistent"),
    "of those who took part": ("В опросе участвовали 26 судей, 63,1 % из них работают больше десяти лет.",
                               "granularity", "inconsistent"),
    "in brackets with its whole": ("Fever developed in 41 children (37.9% of the 144 who were vaccinated).",
                                   "share-of-whole", "inconsistent"),
    "a response rate": ("Of the 400 forms handed out, 334 were returned and usable, which corresponds to a response "
                        "rate of 83.5%.", "share-of-whole", "consistent"),
    "of them in a region": ("В стране 14,4 тыс. ферм, при этом 4,1 тыс. из них (38,5 %) стоят в Жамбылской области.",
                            "share-of-whole", "inconsistent"),
    "behind a semicolon": ("In all, 940 people were asked, of whom 410 live in Almaty, 330 in Astana and 200 in "
                           "Shymkent; 512 of the respondents are women.", "sum", "consistent"),
    "interviews with people": ("Thirty-six interviews were held with 14 judges, 12 lawyers and 13 notaries.", "sum",
                               "inconsistent"),
    "nouns behind a percentage": ("Сұралғандардың 56,4 %-ы әйелдер, 47,6 %-ы ерлер болды.", "share-sum",
                                  "inconsistent"),
    "a sampling error": ("A total of 960 people were interviewed. The sampling error does not exceed 3.2% at a "
                         "confidence level of 95%.", "statistic", "consistent"),
    "a sampling error too small": ("Опрошено 410 человек, ошибка выборки не превышает 2,5 % при доверительной "
                                   "вероятности 95 %.", "statistic", "inconsistent"),
    "those who were asked": ("В опросе приняли участие 1 270 жителей.\n\nОбсуждение\nВыводы основаны на ответах 1 720 "
                             "жителей, участвовавших в опросе.", "same-figure", "inconsistent"),
    "a total of the table": ("Сады района\n\nТаблица 1 – Площадь садов, га\nОкруг\t2020\t2021\t2022\nСарыбел\t1210\t"
                             "1225\t1304\nТерекли\t830\t842\t851\nВсего\t2040\t2067\t2155\n\nКак видно из таблицы 1, "
                             "общая площадь увеличилась с 2 040 до 2 515 га.", "text-table", "inconsistent"),
    "every second, to be exact": ("Каждый второй фермер, точнее 264 из 880, держит овец.", "share-of-whole",
                                  "inconsistent"),
    "every second in Kazakh": ("Әрбір екінші отбасы, дәлірек айтқанда 640 отбасының 322-сі, бау ұстайды.",
                               "share-of-whole", "consistent"),
    "half as large again": ("The new mill is half as large again as the old one: 420 workers against 230.", "multiple",
                            "inconsistent"),
    "a share of all beyond its groups": ("Доля курящих среди мужчин составляет 31,6 %, среди женщин – 7,4 %, а в целом "
                                         "по выборке – 36,1 %.", "statistic", "inconsistent"),
    "a slip in the row told": ("Three cities\n\nTable 1 - Habits by city, %\nHabit\tAlmaty\tAstana\tShymkent\n"
                               "Buys online\t61.4\t58.2\t46.9\nOwns a car\t40.3\t44.1\t38.7\n\nAs Table 1 shows, it "
                               "is strongest in Almaty, where 61.4% have it, and weakest in Shymkent (49.6%).",
                               "text-table", "inconsistent"),
}  # fmt: skip

UNSAID = {
    "a plant that grows": "В растениеводстве с 2018 года доля льна изменилась с 12 % до 9 %.",
    "a lower place": "В рейтинге вуз поднялся с 72 места до 58.",
    "a fall of the rise": "Темпы роста цен снизились с 8,4 % в 2021 году до 6,2 % в 2022 году.",
    "a mean of something else": "На 45 предприятиях трудятся 1 350 человек; средний возраст работников – 38 лет.",
    "a majority that does not": "Көшуге 43,8 % дәрігер дайын, демек көпшілігі жаңа орынға көшпейді.",
    "a rate of another count": "Of 900 cards sent, 480 came back and 452 were read, so the response rate was 53.3%.",
    "an answer of men": "Чаще всего жалуются на шум (38,2 %), реже – на пыль (21,4 %), а среди мужчин на шум – 44,1 %.",
    "another clause rises": "The gap narrowed from 34% in 2015 to 25% in 2022, while wages rose from 120 to 310.",
    "a part of those asked": "Зерттеуге 420 адам қатысты. Олардың 402-сі қала тұрғыны екенін айтты.",
    "two surveys": "В исследовании 2019 года участвовали 1 240 человек, в исследовании 2023 года – 1 420 человек.",
    "the whole country above": "The highest share was in Aktobe, 12 %, while in Kazakhstan it was 18 %.",
}


@pytest.mark.parametrize(("text", "check", "verdict"), SAID.values(), ids=SAID.keys())
def test_what_a_word_says_of_values(tmp_path: Path, text: str, check: str, verdict: str) -> None:
    assert (check, verdict) in [(found.check, found.verdict) for found in findings(tmp_path, text)]


@pytest.mark.parametrize("text", UNSAID.values(), ids=UNSAID.keys())
def test_nothing_is_said_to_be_wrong(tmp_path: Path, text: str) -> None:
    assert [found.explanation["en"] for found in findings(tmp_path, text) if found.verdict == "inconsistent"] == []

"""Findings in short papers read from end to end: words for shares, series, model fits, means, abstracts and bodies."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from checked_papers import findings

PROSE = {
    "a majority that is none": ("Большинство опрошенных (44,7 %) имели огород.", "share-of-whole", "inconsistent"),
    "a majority": ("Most farms (62.5%) keep sheep.", "share-of-whole", "consistent"),
    "a majority of two": ("Most of them sell to Russia (36%) and China (21%).", "share-of-whole", "consistent"),
    "over half that is less": ("Отбасылардың жартысынан астамы (43 %) мал бағады.", "share-of-whole", "inconsistent"),
    "growth that is more": ("Число врачей выросло с 310 до 402, то есть на 17,7 %.", "growth", "inconsistent"),
    "a difference": ("Exports of 84.4 billion dollars exceeded imports of 50.0 billion dollars by 34.4 billion "
                     "dollars.", "growth", "consistent"),
    "a difference that is another": ("Exports of 84.4 billion dollars exceeded imports of 50.0 billion dollars by 30.4 "
                                     "billion dollars.", "growth", "inconsistent"),
    "from and to by case endings": ("Өндіріс 2,5 есе өсіп, 120 мың тоннадан 210 мың тоннаға жетті.", "multiple",
                                    "inconsistent"),
    "men and women": ("In addition, 24 experts were interviewed, 14 men and 12 women.", "sum", "inconsistent"),
    "a total after its parts": ("В группы вошли 310 человек, 290 человек и 260 человек, всего 840 человек.", "sum",
                                "inconsistent"),
    "shares that make too much": ("54% of firms were small, 31% medium, and 20% large.", "share-sum", "inconsistent"),
    "share of a named whole": ("Of the 302 patients, 36 (13.9%) refused treatment.", "share-of-whole", "inconsistent"),
    "R and its square": ("A second model explained less (R = 0.61, R² = 0.42).", "statistic", "inconsistent"),
    "R and its square in Russian": ("Модель объясняет меньше (R = 0,61; R² = 0,37).", "statistic", "consistent"),
    "adjusted and plain": ("The fit was good (R² = 0.42, adjusted R² = 0.45).", "statistic", "inconsistent"),
    "error, deviation and n": ("The score varied (SD = 9.0, SE = 3.0, n = 81).", "statistic", "inconsistent"),
    "a mean of whole numbers": ("In a group of 20 students the mean number of exams was 4.33.", "granularity",
                                "inconsistent"),
    "a mean that whole numbers give": ("In a group of 18 students the mean number of exams was 2.17.", "granularity",
                                       "consistent"),
    "correlation with n": ("Байланыс әлсіз (r = 0,12; n = 185; p = 0,01).", "statistic", "inconsistent"),
    "every year in one sentence": ("Число мест ежегодно росло: 221 в 2019 году, 264 в 2020 году, 258 в 2021 году.",
                                   "growth", "inconsistent"),
    "a mean of a list": ("The mean loss of five farms (1.2, 2.4, 3.1, 1.9 and 2.9 tonnes) was 2.3 tonnes.", "statistic",
                         "consistent"),
    "a mean that is another": ("Средняя цена у трёх хозяйств (210, 240 и 270 тенге) равна 260 тенге.", "statistic",
                               "inconsistent"),
    "a difference in so many words": ("Удой здоровых коров составил 14,6 кг, больных – 11,9 кг, разница – 3,7 кг.",
                                      "growth", "inconsistent"),
    "by so many units": ("Число пунктов увеличилось на 28, с 112 до 150.", "growth", "inconsistent"),
    "counts to the last one": ("We examined 64 canals: 18 main, 27 regional and 21 local.", "sum", "inconsistent"),
    "not formed in the others": ("Из 480 животных иммунитет возник у 432, не возник у 58.", "sum", "inconsistent"),
    "opposites after their whole": ("The study included 412 parents. Of them, 309 were mothers and 113 were fathers.",
                                    "sum", "inconsistent"),
    "a share, its part and its whole": ("The response was 58.7%: 412 of 600 questionnaires.", "share-of-whole",
                                        "inconsistent"),
    "a year before the other end": ("Imports grew by 17.7 %, from 1,300 tonnes in 2019 to 1,530 tonnes in 2020.",
                                    "growth", "consistent"),
    "a thousands mark before millions": ("Exports made 1,370 million dollars in 2020 and 985 million dollars in 2019, "
                                         "a gap of 385 million dollars.", "growth", "consistent"),
    "a Kazakh mean is no hedge": ("Үш аудандағы түсім орта есеппен 27,6 центнер болды (22,1; 25,3; 30,4 центнер).",
                                  "statistic", "inconsistent"),
    "parts by where they are": ("Отобрано 180 образцов воды (72 из колодцев, 64 из скважин, 54 из рек).", "sum",
                                "inconsistent"),
    "of them in the next clause": ("In total 1,240 farms were visited; 62% of them, or 679, keep horses.",
                                   "share-of-whole", "inconsistent"),
    "doubled that did not": ("The number of clinics doubled, from 46 in 2012 to 71 in 2020.", "multiple",
                             "inconsistent"),
    "екі еселенді": ("Емхана саны екі еселеніп, 46-дан 64-ке жетті.", "multiple", "inconsistent"),
    "more than half that is less": ("Respondents were satisfied; more than half (47.2%) gave the top mark.",
                                    "share-of-whole", "inconsistent"),
    "a fall between two years": ("В 2019 году не хватало 5 160 инженеров, в 2023 году – 3 870, сокращение составило "
                                 "35 %.", "growth", "inconsistent"),
    "a threefold increase": ("The area was 12.5 thousand hectares in 2018 and 26.0 thousand hectares in 2022, a "
                             "threefold increase.", "multiple", "inconsistent"),
    "the whole in brackets behind its name": ("Рис занимал 71,5 тыс. га, что составляет 62 % всей посевной площади "
                                              "района (156,4 тыс. га).", "share-of-whole", "inconsistent"),
    "a part of a whole, and its share": ("Here 214 of the 412 students, i.e. 52%, agreed.", "share-of-whole",
                                         "consistent"),
    "a whole told again by its words": ("Мектепті 160 мың түлек бітірді, олардың 121 мыңы емтихан тапсыруға қатысты. "
                                        "Емтихан тапсыруға қатысқандардың "
                                        "78,6 %-ы немесе 84,1 мыңы ұпай жинады.", "share-of-whole", "inconsistent"),
    "women of the sample before": ("Барлығы 520 адам сұралды. Әйелдер саны 286 болды (58 %).", "share-of-whole",
                                   "inconsistent"),
    "parts by region after their whole": ("Сауалнамаға 640 түлек қатысты. Түркістан облысынан 280, Жамбыл облысынан "
                                          "190, Қызылорда облысынан 180 түлек сұралды.", "sum", "inconsistent"),
    "one answer only": ("Жауаптар: көлікпен – 47,2 %, автобуспен – 25,6 %, жаяу – 19,8 %, көршімен – 12,5 %. Бұл "
                        "сұраққа тек бір жауап таңдалды.", "share-sum", "inconsistent"),
    "a list parted by semicolons": ("They named sources: own funds – 38%; the budget – 27%; a grant – 21%; kin – 14%.",
                                    "share-sum", "consistent"),
    "a mean of years": ("Урожайность была 48,2 ц/га в 2019 г., 50,1 ц/га в 2020 г. и 46,3 ц/га в 2021 г.; в среднем "
                        "за эти годы она равна 52,6 ц/га.", "statistic", "inconsistent"),
    "a share of a group by its name": ("In addition, 18 mobility coordinators were interviewed. Of the coordinators "
                                       "37% complained.", "granularity", "inconsistent"),
    "опрошенные главные врачи": ("Проведены интервью с 16 главными врачами больниц. 45 % опрошенных главных врачей "
                                 "недовольны.", "granularity", "inconsistent"),
    "a third of so many": ("A third of the 360 families (72) have a car.", "share-of-whole", "inconsistent"),
    "каждая четвёртая": ("Каждая четвёртая из 360 семей (90) имеет автомобиль.", "share-of-whole", "consistent"),
    "more between two years": ("Если в 2018 году насчитывалось 142 гостиницы, то в 2023 году – уже 213, то есть на 35% "
                               "больше.", "growth", "inconsistent"),
    "a balance": ("Прибыло 18 420 человек, выбыло 25 310, сальдо миграции – минус 9 680 человек.", "sum",
                  "inconsistent"),
    "the first of them": ("Altogether 96 hotels were surveyed, 41 of them in Aktau, 33 in Zhanaozen and 32 in the "
                          "districts.", "sum", "inconsistent"),
    "parts of many kinds": ("Зерттеуге қатысқан 220 адамның 128-і студент, 64-і оқытушы, 38-і қызметкер.", "sum",
                            "inconsistent"),
    "a mean of a list before it": ("За три года принято 310, 342 и 388 тыс. туристов, в среднем 374 тыс. в год.",
                                   "statistic", "inconsistent"),
    "half and what remains": ("Half of them (50%) answered yes, 34% no and the remaining 21% were undecided.",
                              "share-sum", "inconsistent"),
    "by age after the whole": ("Of the 352 respondents, 198 were women and 154 men. By age, 171 were 60-69, 118 were "
                               "70-79 and 73 were 80 or older.", "sum", "inconsistent"),
    "parts of one whole side by side": ("Of the 560 workers 216 plan to leave. Among those who plan to leave, 135 "
                                        "(62.5%) name wages and 97 (49.9%) name climate.", "share-of-whole",
                                        "inconsistent"),
    "two shares of one group": ("15 сарапшымен сұхбат өткізілді. Сарапшылардың 40%-ы қолдайды, 35%-ы қарсы.",
                                "granularity", "inconsistent"),
    "counted to the last one, shares too": ("Среди 12 врачей 5 (47,1%) – женщины.", "share-of-whole",
                                            "inconsistent"),
    "groups and all of them": ("Patients were divided into three groups: 34, 32 and 30 people (106 in all).", "sum",
                               "inconsistent"),
    "growth in brackets": ("За пять лет поголовье увеличилось с 7,4 млн до 8,5 млн голов (на 24,9%).", "growth",
                           "inconsistent"),
    "over so much, and less": ("Over 80% of the schools (76.4%) have internet.", "share-of-whole", "inconsistent"),
    "those of the sentence before": ("In 2022, 39.4 thousand citizens worked there. Of those present in 2022, 12.2 "
                                     "thousand people, or 41.1%, had no contract.", "share-of-whole", "inconsistent"),
    "in, out and a balance": ("Ферма купила 18,4 тыс. овец, продала 12,1 тыс. овец, сальдо – 7,3 тыс. овец.", "sum",
                  "inconsistent"),
    "a question with one answer": ("To the question on fuel (one answer only) 43% named coal, 45% gas, 17% "
                                   "wood.", "share-sum", "inconsistent"),
    "no answer closes a list": ("Да ответили 41,4%, нет – 48,2%, затруднились ответить 14,1%.", "share-sum",
                                "inconsistent"),
    "Kazakh in Latin letters": ("2018 jyly kitaphanağa 14,6 myŋ oqyrman kelse, 2022 jyly olardyŋ sany 32,1 myŋğa "
                                "jettı, demek üş ese östı.", "multiple", "inconsistent"),
    "a round whole of counted parts": ("Барлығы 1 400 адам сұралды, оның 655-і ер адам, 755-і әйел адам.", "sum",
                                       "inconsistent"),
    "a share of a group asked before": ("We held interviews with 14 brokers. 40% of the interviewed brokers expect "
                                        "lower prices.", "granularity", "inconsistent"),
    "a share of them": ("24 мұғаліммен сұхбат өткізілді. Мұғалімдердің жағдайы ауыр. Олардың 30,5%-ы жер сатып алған.",
                        "granularity", "inconsistent"),
}  # fmt: skip

QUIET = {
    "the most popular is no majority": "The most popular reason (38%) was the price.",
    "a relative majority": "Относительное большинство (38 %) выбрало первый вариант.",
    "several answers": "Several answers were possible: 54% named pay, 31% hours and 20% distance.",
    "an incomplete list": "Of 24 experts, 14 were men and 8 spoke Kazakh.",
    "different years are different things": "There were 310 doctors in 2010 and 402 nurses in 2020.",
    "another subject after while": "Prices rose from 120 to 180 tenge while wages grew by 12%.",
    "a share of the next clause": "Большинство школ построено до 1990 года, 12,4 % – после 2010 года.",
    "a second change of something else": "В 2021 году было 120 школ, в 2022 году – 126, то есть на 5% больше; "
    "учеников стало на 9% больше.",
    "of two multiples one is of prices": "Prices rose 1.4 times, wages 1.2 times, from 180 to 216 thousand tenge.",
    "a part and its share of all": "Средний возраст 12 врачей – 44,3 года; 5 из них (41,7%) – женщины.",
    "a part of those asked": "The survey covered 640 people. According to the survey, 400 people (62.5%) saw a doctor.",
}


@pytest.mark.parametrize("case", PROSE)
def test_a_sentence_has_its_finding(tmp_path: Path, case: str) -> None:
    text, check, verdict = PROSE[case]
    assert (check, verdict) in {(finding.check, finding.verdict) for finding in findings(tmp_path, text)}


@pytest.mark.parametrize("case", QUIET)
def test_a_sentence_that_conflicts_with_nothing(tmp_path: Path, case: str) -> None:
    assert [finding for finding in findings(tmp_path, QUIET[case]) if finding.verdict == "inconsistent"] == []


YEARS = """Harvest of the farms

Table 1. Harvest, thousand tonnes

Year\tWheat\tBarley
2018\t410\t96
2019\t388\t104
2020\t455\t131

{said}
"""


@pytest.mark.parametrize(
    ("said", "verdict", "numbers"),
    [
        ("As table 1 shows, the harvest of wheat rose every year.", "inconsistent", {410, 388}),
        ("As table 1 shows, the harvest of barley rose every year.", "consistent", {96, 104, 131}),
    ],
)
def test_every_year_against_the_table(tmp_path: Path, said: str, verdict: str, numbers: set[int]) -> None:
    found = [f for f in findings(tmp_path, YEARS.format(said=said)) if "every year" in f.explanation["en"]
             or "of every year" in f.explanation["en"]]  # fmt: skip
    assert [f.verdict for f in found] == [verdict]
    assert {Decimal(n) for n in numbers} in ({n / 1000 for n in found[0].numbers}, set(found[0].numbers))


SCALED = """The herds of the plateau

Abstract. The plateau holds 14.6 million sheep. Herders move them three times a year and sell them in spring.

Түйін

Аңдатпа. Үстіртте 14,6 млн қой бар. Малшылар оларды жылына үш рет көшіреді, көктемде сатады.

Стада плато

Аннотация. На плато держат 14,6 тыс. овец. Чабаны перегоняют их трижды в год и продают весной.

Introduction

The plateau is dry.
"""


def test_a_scale_lost_in_translation(tmp_path: Path) -> None:
    found = [one for one in findings(tmp_path, SCALED) if one.check == "translation" and one.verdict == "inconsistent"]
    assert {Decimal(14_600_000), Decimal(14_600)} in [set(one.numbers) for one in found]


LOSS = """Flocks of the valleys

Results

The Karasu valley lost 24.1 thousand sheep (table 1).

Table 1. Flocks in 2022, thousand sheep
Valley	Bought	Sold	Balance
Aksu	32.4	20.3	12.1
Karasu	18.0	39.4	-21.4
"""


def test_a_loss_is_told_without_its_minus(tmp_path: Path) -> None:
    found = [one for one in findings(tmp_path, LOSS) if one.check == "text-table" and one.verdict == "inconsistent"]
    assert [set(one.numbers) for one in found] == [{Decimal(24_100), Decimal(-21_400)}]


CLAUSES = """Стада области

Результаты

Как видно из табл. 1, с 2018 по 2022 год поголовье Аксуского района увеличилось на 24,1%, тогда как Карасуский район
потерял 9,4% поголовья.

Таблица 1. Поголовье районов, тыс. голов
Район	2018	2022
Аксуский	32,4	40,2
Карасуский	41,0	39,4
Каратауский	11,0	15,4
"""


def test_each_clause_is_held_against_its_own_line(tmp_path: Path) -> None:
    found = {(one.verdict, one.numbers[-1]) for one in findings(tmp_path, CLAUSES) if one.check == "text-table"}
    assert found == {("consistent", Decimal("24.1")), ("inconsistent", Decimal("9.4"))}

"""Units that a number takes from the whole, the list or the clause around it, and kinds that its words tell."""

import re

import pytest

from schemas import Claim
from test_claims import BODY, claims


def claimed(sentence: str) -> dict[str, Claim]:
    text = f"Введение\n\n{sentence}\n" if re.search("[а-я]", sentence) else BODY.format(sentence)
    return {claim.surface: claim for claim in claims(text)}


@pytest.mark.parametrize(
    ("sentence", "surface", "unit"),
    [
        ("After cleaning, 720 forms remained: 164 from medicine, 178 from education and 150 from law.", "178", "form"),
        ("7,8 мың мектептің 3,9 мыңында оқыту қазақ тілінде жүргізілді.", "3,9 мыңында", "school"),
        ("В области 12 больниц, в Германии их более 9 тысяч.", "9 тысяч", "hospital"),
        ("The region has 12 hospitals. In the north there are 40 of them.", "40", "hospital"),
        ("На осмотр пришли 380 женщин из 520 подлежащих осмотру.", "520", "woman"),
        ("Из 64 опрошенных хозяйств 23 субсидий не получали.", "23", "farm"),
        ("Заводы в 2019 году выпустили 44,2 млн, в 2023 году 47,7 млн тонн стали.", "44,2 млн", "tonne"),
        ("The mills made 44.2 million in 2019 and 47.7 million tonnes in 2023.", "44.2 million", "tonne"),
        ("Зауыттар 2019 жылы 44,2 млн, 2023 жылы 47,7 млн тонна болат шығарды.", "44,2 млн", "tonne"),
        (
            "On average a pupil goes there 2.4 times a year; the mean is 1.9 in towns and 1.6 in villages.",
            "1.6",
            "times",
        ),
        ("Она равна 72,8 года: у женщин 77,4, у мужчин 68,1.", "68,1", "year"),
        ("The readiness score averaged 3.4 among men and 2.9 among women.", "2.9", "point"),
        ("Средний балл готовности составил 3,4 у мужчин и 2,9 у женщин.", "3,4", "point"),
        ("Дайындықтың орташа балы ерлерде 3,4, әйелдерде 2,9 болды.", "2,9", "point"),
        ("Заявок же было подано 2 340, так что конкурс велик.", "2 340", "application"),
        ("Больше всего мест – 6 214 – в северном районе.", "6 214", "place"),
        ("Он екі шаруашылық басшысымен сұхбат жүргізілді.", "Он екі", "person"),
        ("Кездесуге 25 студент жобасын қорғады.", "25", "student"),
        ("We spoke to 12 farm managers.", "12", "person"),
        ("Опрошены 7 заведующих кафедрами.", "7", "person"),
        ("При теплоте сгорания около 6 кВт·ч на кубометр его хватит.", "6", "kilowatt hour per cubic metre"),
        ("Бір дәрігерге шаққанда 450 науқас келеді.", "450", "patient per doctor"),
        ("Бір киловатт-сағатқа шаққандағы шығарынды 0,952 кг болды.", "0,952", "kilogram per kilowatt hour"),
        ("Әрқайсысы жарты сағатқа созылды.", "жарты", "hour"),
        ("Каждая заняла четверть часа.", "четверть", "hour"),
        ("A woman of 43 from Aktau agreed.", "43", "year"),
        ("With so few, the number of oncologists, 31, is far too small.", "31", "person"),
        ("Қосымша 24 сарапшымен сұхбат өтті.", "24", "expert"),
        ("Кеңеске 12 бөлім басшысы келді.", "12", "person"),
    ],
)
def test_a_number_without_its_own_noun_has_a_unit(sentence: str, surface: str, unit: str) -> None:
    assert claimed(sentence)[surface].quantity.unit == unit


@pytest.mark.parametrize(
    ("sentence", "surface", "kind"),
    [
        ("Жоғары жалақы – 44 %, жұмыстың болмауы – 31 %.", "44 %", "share"),
        ("Higher pay – 44%, no work at home – 31%.", "44%", "share"),
        ("Үндістаннан келген студенттер ең көп: 9 250 адам, яғни 32,8%.", "32,8%", "share"),
        ("Толымдылығы 27,5% болғанын ескерсек, бұл өсімді асыра бағалауға болмайды.", "27,5%", "share"),
        ("Баға 5 %-ға жоғары болды.", "5 %", "change"),
        ("Prices were higher by 5%.", "5%", "change"),
        ("Доход выше на 12 %, чем у соседей.", "12 %", "change"),
        ("О переезде задумываются жители до 30 лет.", "30", "age"),
        ("Удельный вес лиц 60 лет и старше превысил 20%.", "60", "age"),
        ("Так поясняет житель города (46 лет).", "46", "age"),
        ("Проект рассчитан до 30 лет.", "30", "duration"),
        ("Предельная ошибка выборки не превышает 2,8%.", "2,8%", "statistic"),
        ("The margin of error was 3.1%.", "3.1%", "statistic"),
        ("Іріктеу қателігі 2,8 %-дан аспайды.", "2,8 %", "statistic"),
        ("В среднем за 2019–2023 гг. ежегодно обслуживалось 288,8 тыс. человек.", "288,8 тыс.", "statistic"),
        ("On average over 2019–2023 some 288,800 people were served a year.", "288,800", "statistic"),
        ("2019–2023 жылдары орта есеппен 288,8 мың адам қызмет алды.", "288,8 мың", "statistic"),
        (
            "Загрузка составила 22,1% в 2021 году, 25,3% в 2022 году; в среднем за два года – 23,7%.",
            "23,7%",
            "statistic",
        ),
    ],
)
def test_words_around_a_number_tell_its_kind(sentence: str, surface: str, kind: str) -> None:
    assert claimed(sentence)[surface].kind == kind


@pytest.mark.parametrize("text", ["6В01 және 6В06 бағыттары бойынша грант бөлінді.", "Гранты выделены на 6В01 и 7М04."])
def test_codes_of_programmes_count_nothing(text: str) -> None:
    assert claimed(text) == {}

"""Numbers in three languages: values, ranges, bounds, units, and what is no quantity."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.alphabets import KAZAKH, to_latin
from pipeline.numbers.reading import find_quantities, read_numbers
from pipeline.numbers.units import unit_class

SPACES = " \u00a0\u2009\u202f"
NOUNS = {"kk": "адам", "ru": "человек", "en": "people"}


@pytest.mark.parametrize(
    ("lang", "text", "surface", "value"),
    [
        ("ru", "приехали 14 033 человека", "14 033", "14033"),
        ("ru", "приехали 14\u202f033 человека", "14\u202f033", "14033"),
        ("ru", "приехали 1.234.567 чел.", "1.234.567", "1234567"),
        ("ru", "приехали 71,368 человек", "71,368", "71368"),
        ("ru", "доля 71,368 %", "71,368 %", "71.368"),
        ("ru", "сальдо составило –29 121 человек", "–29 121", "-29121"),
        ("ru", "17,6 тыс. человек", "17,6 тыс.", "17600"),
        ("ru", "173 млн. человек", "173 млн", "173000000"),
        ("ru", "1 млн 250 тыс. тенге", "1 млн 250 тыс.", "1250000"),
        ("ru", "двадцать пять миллионов человек", "двадцать пять миллионов", "25000000"),
        ("ru", "полтора миллиона человек", "полтора миллиона", "1500000"),
        ("ru", "две с половиной тысячи человек", "две с половиной тысячи", "2500"),
        ("ru", "в двадцати двух странах", "двадцати двух", "22"),
        ("ru", "две трети студентов", "две трети", "2/3"),
        ("ru", "каждый пятый студент", "каждый пятый", "1/5"),
        ("ru", "примерно 1/5 выпускников", "1/5", "1/5"),
        ("ru", "вырос вдвое", "вдвое", "2"),
        ("ru", "в 2,3 раза больше", "2,3 раза", "2.3"),
        ("ru", "за десятилетний период", "десятилетний", "10"),
        ("ru", "порядка 2,5 × 10^6 клеток", "2,5 × 10^6", "2500000"),
        ("kk", "603-ке жетті", "603", "603"),
        ("kk", "45,2%-ы жоспарлайды", "45,2%", "45.2"),
        ("kk", "376 мыңнан астам адам", "376 мыңнан", "376000"),
        ("kk", "28 жарым мың адам", "28 жарым мың", "28500"),
        ("kk", "бір жарым миллион теңге", "бір жарым миллион", "1500000"),
        ("kk", "алты жүз елу бес адам", "алты жүз елу бес", "655"),
        ("kk", "жиырма екіде", "жиырма екіде", "22"),
        ("kk", "үштен бірі қалды", "үштен бірі", "1/3"),
        ("kk", "төрттен үш бөлігі", "төрттен үш", "3/4"),
        ("kk", "әрбір бесінші студент", "әрбір бесінші", "1/5"),
        ("kk", "17,6 тыс. человек", "17,6 тыс.", "17600"),
        ("kk", "екі есе көбейді", "екі есе", "2"),
        ("en", "14,033 people came", "14,033", "14033"),
        ("en", "89 505 people came", "89 505", "89505"),
        ("en", "the coefficient is .45 here", ".45", "0.45"),
        ("en", "twenty-two people came", "twenty-two", "22"),
        ("en", "one hundred and five people", "one hundred and five", "105"),
        ("en", "a million people", "a million", "1000000"),
        ("en", "two-thirds of graduates", "two-thirds", "2/3"),
        ("en", "one in two citizens", "one in two", "1/2"),
        ("en", "two out of five students", "two out of five", "2/5"),
        ("en", "the number doubled", "doubled", "2"),
        ("en", "costs $1.2bn a year", "1.2bn", "1200000000"),
        ("en", "an area of 2½ hectares", "2½", "2.5"),
    ],
)
def test_value_and_surface(lang: str, text: str, surface: str, value: str) -> None:
    (found,) = find_quantities(text, lang=lang)
    upper, _, lower = value.partition("/")
    assert found.surface == surface
    assert text[found.start : found.end] == surface
    assert found.value == Decimal(upper) / Decimal(lower or 1)


@pytest.mark.parametrize(
    ("lang", "text", "low", "high", "unit"),
    [
        ("ru", "лица 14-29 лет", 14, 29, "year"),
        ("ru", "в возрасте от 23 до 44 лет", 23, 44, "year"),
        ("ru", "порядка 5–7 тысяч абитуриентов", 5000, 7000, "applicant"),
        ("ru", "от 500 тыс. до 2 млн тенге", 500000, 2000000, "kzt"),
        ("ru", "между 10 и 15 %", 10, 15, "percent"),
        ("kk", "23-тен 44-ке дейінгі жаста", 23, 44, "year"),
        ("kk", "14 пен 29 жас аралығында", 14, 29, "year"),
        ("kk", "35 пайыздан 40 пайызға дейін", 35, 40, "percent"),
        ("en", "people aged between 14 and 29 took part", 14, 29, "year"),
        ("en", "between $5 million and $7 million", 5000000, 7000000, "usd"),
        ("en", "about 3 to 4 percent", 3, 4, "percent"),
        ("en", "three or four years", 3, 4, "year"),
        ("en", "sank in 20 to 30 feet of water", 20, 30, "foot"),
    ],
)
def test_ranges(lang: str, text: str, low: int, high: int, unit: str) -> None:
    (found,) = find_quantities(text, lang=lang)
    assert [found.low, found.high, found.unit] == [low, high, unit]


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("ru", "вырос с 20 тыс. до 90 тыс. человек", [20000, 90000]),
        ("kk", "45%-дан 50%-ға дейін өсті", [45, 50]),
        ("en", "rose from 20% to 30%", [20, 30]),
        ("en", "rose from 20,000 to 90,000 students", [20000, 90000]),
    ],
)
def test_ends_of_a_change_are_two_figures_without_bounds(lang: str, text: str, values: list[int]) -> None:
    found = read_numbers(text, lang=lang).quantities
    assert [q.value for q in found] == values
    assert {q.bound for q in found} == {"="}


@pytest.mark.parametrize(
    ("lang", "text", "bound"),
    [
        ("ru", "около 50 человек", "~"),
        ("ru", "почти на 50 %", "~"),
        ("ru", "более чем в 3 раза", ">"),
        ("ru", "свыше 50 человек", ">"),
        ("ru", "не менее 50 человек", ">="),
        ("ru", "20 или более лет", ">="),
        ("ru", "менее 50 человек", "<"),
        ("ru", "не превышает 50 человек", "<="),
        ("ru", "до 50 человек", "<="),
        ("ru", "увеличилось до 50 человек", "="),
        ("kk", "шамамен 50 адам", "~"),
        ("kk", "50 мыңға жуық адам", "~"),
        ("kk", "50 мыңнан астам адам", ">"),
        ("kk", "бір жылдан аса", ">"),
        ("kk", "50%-дан кем емес", ">="),
        ("kk", "50 студентке дейін", "<="),
        ("kk", "50 адамнан аз", "<"),
        ("en", "about 50 people", "~"),
        ("en", "nearly 50 people", "~"),
        ("en", "more than 50 people", ">"),
        ("en", "at least 50 people", ">="),
        ("en", "aged 18 and over", ">="),
        ("en", "fewer than 50 people", "<"),
        ("en", "up to 50 people", "<="),
        ("en", "The shares add up to 50 %", "="),
        ("en", "Losses went up to 50 tonnes", "="),
        ("en", "p < .05", "<"),
        ("en", "over 27 years", "="),
        ("kk", "4,5 мыңдай адам", "~"),
        ("kk", "200 адамдай келді", "~"),
        ("kk", "500 теңгедей төлем", "~"),
        ("kk", "15 жағдай тіркелді", "="),
        ("en", "The share never fell below 70 %", ">="),
    ],
)
def test_bounds(lang: str, text: str, bound: str) -> None:
    (found,) = find_quantities(text, lang=lang)
    assert found.bound == bound


@pytest.mark.parametrize(
    ("lang", "text", "unit"),
    [
        ("ru", "выросла на 3,4 п.п.", "percentage point"),
        ("ru", "на 2,1 процентных пункта", "percentage point"),
        ("ru", "2,2 млрд долларов США", "usd"),
        ("ru", "63 совместные образовательные программы", "programme"),
        ("ru", "число мигрантов составило 15 тысяч", "migrant"),
        ("ru", "24,7 года", "year"),
        ("ru", "45 лабораторий", "laboratory"),
        ("kk", "14 033 шетелдік студент", "student"),
        ("kk", "61 мың қазақстандық студент", "student"),
        ("kk", "857 қазақстандық білім алуда", "person"),
        ("kk", "5 млн АҚШ доллары", "usd"),
        ("kk", "тоғыз жоғары оқу орны", "university"),
        ("kk", "3,4 пайыздық тармаққа өсті", "percentage point"),
        ("kk", "оқытушылардың саны 603-ке жетті", "teacher"),
        ("en", "14,033 international students", "student"),
        ("en", "5 percentage points", "percentage point"),
        ("en", "KZT 1.2 trillion", "kzt"),
        ("en", "a 5-year programme", "year"),
        ("en", "12 large laboratories", "laboratory"),
        ("en", "$300 per month", "usd per month"),
        ("ru", "15,3 врача на 10 000 населения", "doctor per 10000 person"),
        ("ru", "на 10 тысяч жителей приходится 15 врачей", "doctor per 10000 person"),
        ("kk", "10 000 тұрғынға шаққанда 15 дәрігер", "doctor per 10000 person"),
        ("en", "15 doctors per 100,000 people", "doctor per 100000 person"),
        ("en", "the second largest group", "rank"),
        ("ru", "занимает первое место", "rank"),
    ],
)
def test_units(lang: str, text: str, unit: str) -> None:
    (found,) = find_quantities(text, lang=lang)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("lang", "text", "units"),
    [
        ("en", "131, 149 and 70 people", ["person"] * 3),
        ("ru", "585 совместных и 343 двухдипломных программ", ["programme"] * 2),
        ("ru", "7 из 26 вузов", ["university"] * 2),
        ("kk", "7 университеттің 4-уі", ["university"] * 2),
        ("ru", "2,8%, 3,2% и 3,5%", ["percent"] * 3),
    ],
)
def test_a_list_shares_its_unit(lang: str, text: str, units: list[str]) -> None:
    assert [q.unit for q in find_quantities(text, lang=lang)] == units


@pytest.mark.parametrize(
    ("lang", "text", "reason"),
    [
        ("ru", "как показано ранее [23, с. 18].", "citation"),
        ("en", "as shown (Smith & Lee, 2019; Brown, 2020).", "citation"),
        ("en", "https://doi.org/10.12345/abc.2020.12", "identifier"),
        ("en", "ISSN 1234-5679", "identifier"),
        ("ru", "УДК 316.4", "identifier"),
        ("ru", "тел. +7 (7172) 12-34-56", "identifier"),
        ("ru", "Закон № 285-V", "law number"),
        ("ru", "С. 373-395.", "page"),
        ("ru", "Таблица 3 – Ответы", "section number"),
        ("kk", "2-кестеде көрсетілген", "section number"),
        ("en", "see Figure 2", "section number"),
        ("en", "Study 2 was longer", "section number"),
        ("en", "after COVID-19", "name"),
        ("ru", "программа «Цифровая степь – 2035»", "name"),
        ("en", "when the iPhone 11 appeared", "name"),
        ("ru", "одна из причин", "idiom"),
        ("kk", "белгілі бір себеп", "idiom"),
        ("kk", "екінші реттік талдау", "idiom"),
        ("en", "one of the reasons", "idiom"),
        ("en", "the first reason", "idiom"),
        ("en", "the results¹ show", "note"),
        ("en", "the hotline is 1424.", "identifier"),
        ("en", "circular U-11026/8 applies", "name"),
        ("en", "code 7M10108 was chosen", "identifier"),
        ("ru", "приказ № 7-1/559", "law number"),
        ("ru", "СНиП РК 4.03-01", "name"),
        ("kk", "«100 дәрігер» бағдарламасы", "name"),
    ],
)
def test_what_is_no_quantity_is_named(lang: str, text: str, reason: str) -> None:
    reading = read_numbers(text, lang=lang)
    assert reading.quantities == ()
    assert reason in {o.reason for o in reading.others}
    for other in reading.others:
        assert text[other.start : other.end] == other.surface


@pytest.mark.parametrize(
    "text", ["in the course of the study 420 nurses were asked", "in the model 12 variables stand"]
)
def test_what_follows_a_study_is_counted(text: str) -> None:
    (found,) = read_numbers(text, lang="en").quantities
    assert found.surface in ("420", "12")


@pytest.mark.parametrize(("lang", "text"), [("ru", "один регион"), ("kk", "бір өңір"), ("en", "one region")])
def test_a_single_one_is_an_article(lang: str, text: str) -> None:
    reading = read_numbers(text, lang=lang)
    assert reading.quantities == ()
    assert [o.reason for o in reading.others] == ["idiom"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "4 doctors of the old ward and one doctor of the new one answered"),
        ("ru", "Опрошены 4 врача старого отделения и один врач нового"),
        ("kk", "Сауалнамаға 4 дәрігер мен бір дәрігердің көмекшісі қатысты"),
    ],
)
def test_a_single_one_counts_beside_others_of_its_noun(lang: str, text: str) -> None:
    assert [q.value for q in read_numbers(text, lang=lang).quantities] == [4, 1]


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "It would have been -1490.86."), ("ru", "Свободный член равнялся -1490,86.")]
)
def test_a_dash_glued_behind_a_verb_of_being_is_a_minus(lang: str, text: str) -> None:
    assert [str(q.value) for q in read_numbers(text, lang=lang).quantities] == ["-1490.86"]


@pytest.mark.parametrize(
    ("lang", "text", "surface", "unit", "reason"),
    [
        ("en", "it is one of the largest schools", "one", "school", "idiom"),
        ("en", "the two sides agreed", "two", "side", "idiom"),
        ("en", "one region joined", "one", "region", "idiom"),
        ("en", "the 95% confidence interval", "95%", "percent", "statistic"),
        ("en", "t(42) = 2.31", "42", None, "statistic"),
        ("ru", "95%-й доверительный интервал", "95%", "percent", "statistic"),
        ("kk", "95%-дық сенімділік аралығы", "95%", "percent", "statistic"),
    ],
)
def test_asides_are_read_and_kept_apart(lang: str, text: str, surface: str, unit: str | None, reason: str) -> None:
    reading = read_numbers(text, lang=lang)
    (aside,) = reading.asides
    assert (aside.surface, aside.unit) == (surface, unit)
    assert text[aside.start : aside.end] == surface
    assert reason in {o.reason for o in reading.others}
    assert aside in find_quantities(text, lang=lang)
    assert aside not in reading.quantities


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("dozens of people came", 12, 120, "person"),
        ("tens of thousands of students left", 10_000, 100_000, "student"),
        ("millions of dollars", 1_000_000, 10_000_000, "usd"),
    ],
)
def test_vague_counts_span_their_scale(text: str, low: int, high: int, unit: str) -> None:
    (found,) = find_quantities(text, lang="en")
    assert [found.low, found.high, found.unit] == [low, high, unit]
    assert read_numbers(text, lang="en").quantities == ()


def test_an_undecided_separator_keeps_both_readings() -> None:
    (found,) = find_quantities("показатель равен 1,234 в среднем", lang="ru")
    assert (found.value, found.readings) == (Decimal("1.234"), (Decimal(1234),))


def test_deciding_a_separator_never_turns_a_range_around() -> None:
    (found,) = find_quantities("1.234-5 тенге", lang="ru")
    assert (found.low, found.high) == (Decimal("1.234"), Decimal(5))


def test_all_words_for_people_are_one_class() -> None:
    assert {unit_class(u) for u in ("person", "student", "migrant", "expert")} == {"person"}
    assert unit_class("programme") == "programme"
    assert unit_class(None) == ""


@pytest.mark.parametrize("alphabet", ["2018", "2021"])
@pytest.mark.parametrize(
    ("text", "value", "bound", "unit"),
    [
        ("376 мыңнан астам адам көшті", 376000, ">", "person"),
        ("жиырма екі сарапшы қатысты", 22, "=", "expert"),
        ("шамамен 6,4 миллионға жуық студент", 6400000, "~", "student"),
        ("бір жарым миллиард теңге бөлінді", 1500000000, "=", "kzt"),
    ],
)
def test_kazakh_in_latin_letters_reads_the_same(alphabet: str, text: str, value: int, bound: str, unit: str) -> None:
    latin = to_latin(text, KAZAKH[alphabet])
    (found,) = find_quantities(latin, lang="kk-Latn")
    assert [found.value, found.bound, found.unit] == [value, bound, unit]
    assert latin[found.start : found.end] == found.surface


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@given(st.integers(0, 10**12), st.sampled_from(["kk", "ru", "en"]), st.sampled_from([*SPACES, "", "'"]))
def test_integers_come_back_from_any_grouping(number: int, lang: str, separator: str) -> None:
    text = f"= {_grouped(number, separator)} {NOUNS[lang]}"
    (found,) = find_quantities(text, lang=lang)
    assert found.value == number
    assert found.interval[0] is not None
    assert found.interval[1] is not None
    assert found.interval[0] <= number <= found.interval[1]


@given(st.integers(10**6, 10**12), st.sampled_from(["kk", "ru", "en"]), st.sampled_from(".,"))
def test_integers_come_back_from_points_and_commas(number: int, lang: str, separator: str) -> None:
    (found,) = find_quantities(f"= {_grouped(number, separator)} {NOUNS[lang]}", lang=lang)
    assert found.value == number


@given(
    st.decimals(min_value=0, max_value=10**6, places=2),
    st.sampled_from(["kk", "ru", "en"]),
    st.sampled_from(".,"),
    st.sampled_from(["", "1000", "1000000"]),
)
def test_decimals_come_back_with_their_scale(number: Decimal, lang: str, sign: str, scale: str) -> None:
    words = {"": "", "1000": {"kk": " мың", "ru": " тыс.", "en": " thousand"}[lang]}
    words["1000000"] = {"kk": " миллион", "ru": " млн", "en": " million"}[lang]
    (found,) = find_quantities(f"= {str(number).replace('.', sign)}{words[scale]} {NOUNS[lang]}", lang=lang)
    assert found.value == number * Decimal(scale or 1)
    assert found.interval[0] is not None
    assert found.interval[1] is not None
    assert found.interval[0] <= found.value <= found.interval[1]


ONES = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "ru": "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
    "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "kk": "бір екі үш төрт бес алты жеті сегіз тоғыз",
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "kk": "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан",
}
RU_HUNDREDS = ["сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"]


def _below_hundred(number: int, lang: str) -> list[str]:
    ones, tens = ONES[lang].split(), TENS[lang].split()
    first = 20 if lang != "kk" else 10
    if number < first:
        return [ones[number - 1]] if number else []
    joint = "-" if lang == "en" and number % 10 else " "
    words = [tens[(number - first) // 10], *([ones[number % 10 - 1]] if number % 10 else [])]
    return [joint.join(words)]


LARGER = {
    "en": ((10**9, "billion"), (10**6, "million"), (1000, "thousand")),
    "ru": ((10**9, "миллиардов"), (10**6, "миллионов"), (1000, "тысяч")),
    "kk": ((10**9, "миллиард"), (10**6, "миллион"), (1000, "мың")),
}


def _spelled(number: int, lang: str) -> str:
    """The number in words, up to a billion."""
    words: list[str] = []
    for worth, name in LARGER[lang]:
        if number >= worth:
            words += [_spelled(number // worth, lang), name]
            number %= worth
    if number >= 100:
        if lang == "ru":
            words.append(RU_HUNDREDS[number // 100 - 1])
        else:
            words += [*_below_hundred(number // 100, lang), {"en": "hundred", "kk": "жүз"}[lang]]
    words += _below_hundred(number % 100, lang)
    return " ".join(words)


@given(st.integers(2, 10**9), st.sampled_from(["kk", "ru", "en"]))
def test_numbers_in_words_come_back(number: int, lang: str) -> None:
    (found,) = find_quantities(f"{_spelled(number, lang)} {NOUNS[lang]}", lang=lang)
    assert found.value == number
    assert found.unit == "person"
    assert found.interval[0] is not None
    assert found.interval[1] is not None
    assert found.interval[0] <= number <= found.interval[1]


RU_GENITIVE = {
    "один": "одного", "два": "двух", "три": "трёх", "четыре": "четырёх", "сорок": "сорока", "девяносто": "девяноста",
    "восемь": "восьми", "пятьдесят": "пятидесяти", "шестьдесят": "шестидесяти", "семьдесят": "семидесяти",
    "восемьдесят": "восьмидесяти", "сто": "ста", "двести": "двухсот", "триста": "трёхсот", "четыреста": "четырёхсот",
    "пятьсот": "пятисот", "шестьсот": "шестисот", "семьсот": "семисот", "восемьсот": "восьмисот",
    "девятьсот": "девятисот", "тысяч": "тысяч", "миллионов": "миллионов", "миллиардов": "миллиардов",
}  # fmt: skip
KK_CASES = {"back": ("ға", "дан", "да", "дың", "ды"), "front": ("ге", "ден", "де", "дің", "ді")}


@given(st.integers(2, 10**9))
def test_russian_words_in_the_genitive_come_back(number: int) -> None:
    words = [RU_GENITIVE.get(word, word[:-1] + "и") for word in _spelled(number, "ru").split()]
    (found,) = find_quantities(f"из {' '.join(words)} человек", lang="ru")
    assert found.value == number


ENDED = st.integers(2, 10**9).filter(lambda n: n % 10 in (2, 6, 7, 8) or (n % 10 == 1 and n % 1000 > 10))


@given(ENDED, st.integers(0, 4))
def test_kazakh_words_with_case_endings_come_back(number: int, case: int) -> None:
    harmony = "back" if number % 10 == 6 else "front"
    ending = KK_CASES[harmony][case]
    if number % 10 in (2, 6, 7):  # after a vowel
        ending = {"дың": "ның", "дің": "нің", "ды": "ны", "ді": "ні"}.get(ending, ending)
    found = [q.value for q in find_quantities(f"олар {_spelled(number, 'kk')}{ending} жетті", lang="kk")]
    assert found == [number]


BOUND_WORDS = {
    "en": {"~": "about", ">": "more than", ">=": "at least", "<": "fewer than", "<=": "up to"},
    "ru": {"~": "около", ">": "свыше", ">=": "не менее", "<": "менее", "<=": "не более"},
    "kk": {"~": "шамамен", ">=": "кемінде", "<=": "ең көбі"},
}


@given(st.integers(2, 10**9), st.sampled_from(["kk", "ru", "en"]), st.data())
def test_bounds_come_back_and_open_the_interval(number: int, lang: str, data: st.DataObject) -> None:
    bound, words = data.draw(st.sampled_from(sorted(BOUND_WORDS[lang].items())))
    printed = data.draw(st.sampled_from([_grouped(number, " "), _grouped(number, "\u202f"), _spelled(number, lang)]))
    (found,) = find_quantities(f"{words} {printed} {NOUNS[lang]}", lang=lang)
    assert [found.value, found.bound] == [number, bound]
    low, high = found.interval
    assert low is None or low <= number
    assert high is None or number <= high


@given(st.integers(2, 10**9), st.sampled_from(["kk", "ru", "en"]))
def test_what_is_printed_of_a_number_reads_the_same_by_itself(number: int, lang: str) -> None:
    for printed in (_grouped(number, " "), _spelled(number, lang)):
        (found,) = find_quantities(f"= {printed} {NOUNS[lang]}", lang=lang)
        (again,) = find_quantities(f"= {found.surface}", lang=lang)
        assert (again.value, again.interval, again.surface) == (found.value, found.interval, found.surface)


PIECES = """
1 23 456 2019 45,2 1.234 ½ % - – − ± ( ) [ ] , . ; : / $ € № + ° ² тыс. млн мың жарым есе раз one half and of to between
from от до с по более астам кем емес бір екі үштен бірі каждый пятый every fifth жылы года academic year январь May
первая половина треть third USD «Цель 2030» [12, с. 5] и не менее
"""
pieces = st.sampled_from([*PIECES.split(), "\n", "\t", "\u00a0"])


@settings(max_examples=300)
@given(st.lists(pieces, max_size=25).map(" ".join) | st.text(max_size=60), st.sampled_from(["kk", "ru", "en", "und"]))
def test_no_text_raises_and_every_number_stands_where_it_says(text: str, lang: str) -> None:
    reading = read_numbers(text, lang=lang)
    spans = sorted(
        [(q.start, q.end) for q in reading.quantities]
        + [(p.start, p.end) for p in reading.periods]
        + [(o.start, o.end) for o in reading.others]
    )
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(text[q.start : q.end] == q.surface for q in reading.quantities)
    assert all(text[o.start : o.end] == o.surface for o in reading.others)
    assert read_numbers(text, lang=lang) == reading


@pytest.mark.parametrize("piece", ["1", "1,", "(", "[1,", "1-", "one thousand ", "1 млн ", "мың ", "до 5 "])
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_long_hostile_text_is_read(piece: str, lang: str) -> None:
    read_numbers(piece * 5000, lang=lang)


@pytest.mark.parametrize("piece", ["7", "7,", "(", ",", "[7;", "one of "])
def test_a_long_run_of_one_piece_is_read(piece: str) -> None:
    """A form that looked back or ahead without bound would not end here."""
    reading = read_numbers(piece * (100_000 // len(piece)), lang="en")
    assert len(reading.quantities) <= 100_000

"""Look-alike letters and the detection of languages."""

import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.alphabets import KAZAKH, LOST, RUSSIAN, to_latin
from pipeline.languages.detection import detect_languages, has_turkic_ending
from pipeline.languages.letters import TO_LATIN, repair
from pipeline.languages.morphology import russian_form

KK = [
    "Биыл облыстағы ауыл мектептеріне жиырма жаңа мұғалім келді.",
    "Қойма салу үшін бөлінген қаржының жартысы ғана игерілді.",
    "Тұрғындардың көбі қоғамдық көлікпен жүруге дайын екенін айтты.",
    "Ғалымдар көлдің деңгейі жыл сайын төмендеп бара жатқанын анықтады.",
    "Зауыт жұмысшылары орташа жалақының өсуіне риза емес.",
    "Бала туу көрсеткіші соңғы он жылда айтарлықтай артты.",
]
RU = [
    "В этом году в сельские школы области пришли двадцать новых учителей.",
    "Освоена лишь половина средств, выделенных на строительство склада.",
    "Большинство жителей готовы ездить на общественном транспорте.",
    "Учёные установили, что уровень озера снижается каждый год.",
    "Рабочие завода недовольны ростом средней заработной платы.",
    "Рождаемость за последние десять лет заметно выросла.",
]
EN = [
    "Twenty new teachers came to the rural schools of the region this year.",
    "Only half of the money set aside for the warehouse has been spent.",
    "Most residents are ready to travel by public transport.",
    "Scientists found that the level of the lake falls every year.",
    "Workers of the plant are unhappy with the growth of the average wage.",
    "The birth rate has risen markedly over the past ten years.",
]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("жəне бiлiм", "және білім"),
        ("Əлеуметтік мəселелер", "Әлеуметтік мәселелер"),
        ("Kөші-қон", "Көші-қон"),
        ("сoциология", "социология"),
        ("Сommunity", "Community"),
        ("this is а study", "this is a study"),
        ("бұл iс жүзінде", "бұл іс жүзінде"),
        ("тiлдiк жүйе", "тілдік жүйе"),
        ("ɵмiр", "өмір"),
    ],
)
def test_look_alike_letters_are_repaired(printed: str, meant: str) -> None:
    assert repair(printed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "XIX ғасыр мен ХХ ғасыр",
        "пункт A4 стандарта",
        "IT-компания",
        "адрес: cep@mail.kz",
        "сайт https://сайт.рф/cop",
        "где p — доля, а x — число",
        "COVID-19 кезінде",
        "Azərbaycan dili",
        "Plain English only",
        "Это обычный русский текст",
        "",
    ],
)
def test_what_is_meant_is_left_alone(text: str) -> None:
    assert repair(text) == text


def test_single_letters_are_repaired_where_a_converter_was_at_work() -> None:
    meant = "Он жил с братом и матерью, а работал в городе с утра до ночи, и сестра с ними не осталась"
    printed = meant.translate(str.maketrans("асоер", "acoep"))
    assert repair(printed) == meant


@given(st.text(alphabet="abcoixyəӘәіқАВСҚ .,-@/0123IVX", max_size=80))
def test_repair_keeps_length(text: str) -> None:
    assert len(repair(text)) == len(text)


@given(st.text(max_size=80))
def test_repair_takes_any_text(text: str) -> None:
    assert len(repair(text)) == len(text)


@pytest.mark.parametrize(("lang", "texts"), [("kk", KK), ("ru", RU), ("en", EN)])
def test_sentences(lang: str, texts: list[str]) -> None:
    assert detect_languages(texts) == [lang] * len(texts)
    assert detect_languages([text.upper() for text in texts]) == [lang] * len(texts)


@pytest.mark.parametrize("lost", [LOST, str.maketrans(TO_LATIN)])
def test_kazakh_whose_letters_were_lost(lost: dict[int, str]) -> None:
    assert detect_languages([text.translate(lost) for text in KK]) == ["kk"] * len(KK)


@pytest.mark.parametrize("alphabet", sorted(KAZAKH))
def test_kazakh_in_latin_letters(alphabet: str) -> None:
    assert detect_languages([to_latin(text, KAZAKH[alphabet]) for text in KK]) == ["kk-Latn"] * len(KK)


@pytest.mark.parametrize("table", sorted(RUSSIAN))
def test_russian_in_latin_letters(table: str) -> None:
    assert detect_languages([to_latin(text, RUSSIAN[table]) for text in RU]) == ["ru-Latn"] * len(RU)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Қорытынды", "kk"),
        ("Кіріспе", "kk"),
        ("Ресейде оқиды", "kk"),
        ("басқару жүйесі", "kk"),
        ("немесе", "kk"),
        ("ВВЕДЕНИЕ", "ru"),
        ("рынок труда", "ru"),
        ("когда", "ru"),
        ("Conclusion", "en"),
        ("labour market", "en"),
        ("between", "en"),
    ],
)
def test_words_and_headings(text: str, lang: str) -> None:
    assert detect_languages([text]) == [lang]


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe gestern mit meinen Nachbarn über die neue Straße gesprochen.",
        "Nous avons parlé hier de la nouvelle route avec nos voisins.",
        "Вчора ми розмовляли з сусідами про нову дорогу, яку збудують наступного року.",
        "Dün komşularımızla gelecek yıl yapılacak yeni yol hakkında konuştuk.",
        "Өнгөрсөн жил манай хотод олон шинэ сургууль баригдсан.",
        "Биз кечээ кошуналар менен келерки жылы курула турган жаңы жол жөнүндө сүйлөштүк, алар ыраазы болушту.",
        "去年我们城市建了很多新学校。",
        "Πέρυσι χτίστηκαν πολλά νέα σχολεία.",
        "",
        "   \n",
        "12,5 % (2019–2021)",
        "https://example.org/page",
    ],
)
def test_other_languages_and_no_evidence_are_undetermined(text: str) -> None:
    assert detect_languages([text]) == ["und"]


def test_the_same_text_always_gets_the_same_answer() -> None:
    texts = [*KK, *RU, *EN, "Астана", "Almaty", "2020"]
    assert detect_languages(texts) == detect_languages(texts[::-1])[::-1]


@settings(max_examples=50)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_gets_one_code(texts: list[str]) -> None:
    codes = detect_languages(texts)
    assert len(codes) == len(texts)
    assert set(codes) <= {"kk", "ru", "en", "kk-Latn", "ru-Latn", "und"}


def test_profiles_are_in_the_format_of_langdetect() -> None:
    folder = files("pipeline.languages") / "profiles"
    names = [path.name for path in folder.iterdir()]
    assert {"kk.json", "ru.json", "en.json"} <= set(names)
    profile = json.loads((folder / "kk.json").read_text("utf-8"))
    assert profile["name"] == "kk"
    assert set(profile) == {"name", "freq", "n_words"}
    assert all(1 <= len(gram) <= 3 for gram in profile["freq"])


@pytest.mark.parametrize(
    ("word", "turkic"),
    [
        ("театрынын", True),
        ("процессте", True),
        ("университеттер", True),
        ("клавиатурадан", True),
        ("периодпен", True),
        ("театров", False),
        ("процессами", False),
        ("скворец", False),
        ("тоқсан", False),
    ],
)
def test_russian_stems_with_turkic_endings(word: str, turkic: bool) -> None:
    assert has_turkic_ending(word) is turkic


@pytest.mark.parametrize("word", ["клавиатурадан", "периодпен", "процесске", "министрлик"])
def test_a_russian_stem_with_a_kazakh_ending_is_kazakh(word: str) -> None:
    assert detect_languages([word]) == ["kk"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Сальников В.Г., Чередниченко В.С., Турулина Г.К. осы секцияның мүшелері болып табылады.", "kk"),
        ("Профессор Тоқаев пен доцент Иванов жаңа әдісті ұсынды.", "kk"),
        ("В работе участвовали Әлия Сейтқазиева и Ержан Қасымов из областной больницы.", "ru"),
        ("The survey was led by Gulnar Akhmetova and Yerzhan Kasymov in three regions.", "en"),
    ],
)
def test_names_do_not_decide_the_language_of_a_sentence(text: str, lang: str) -> None:
    assert detect_languages([text]) == [lang]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("геометрия", "base"),
        ("суффикс", "base"),
        ("норвегия", "name"),
        ("бригады", "case"),
        ("кувшинам", "case"),
        ("соседи", "plural"),
        ("весёлого", "other"),
        ("веселого", "other"),
        ("мектептер", ""),
    ],
)
def test_forms_of_the_russian_dictionary(word: str, form: str) -> None:
    assert russian_form(word) == form


@pytest.mark.parametrize(
    ("word", "lang"),
    [
        ("кувшинам", "ru"),
        ("табуретки", "ru"),
        ("чемоданами", "ru"),
        ("балкону", "ru"),
        ("бананды", "kk"),
        ("барабанмен", "kk"),
        ("балконға", "kk"),
        ("quality", "en"),
        ("energy", "en"),
    ],
)
def test_a_case_decides_the_language_of_a_shared_word(word: str, lang: str) -> None:
    assert detect_languages([word]) == [lang]

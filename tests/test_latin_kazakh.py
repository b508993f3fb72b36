"""Latin Kazakh read through its Cyrillic, and other languages that are none of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.alphabets import KAZAKH, to_latin
from pipeline.languages.detection import detect_languages
from pipeline.languages.latin import alphabet_of, is_latin_kazakh, to_cyrillic
from pipeline.offsets import MappedText

OFFICIAL = ("2018", "2021", "mixed", "press")
SENTENCES = [
    "Биыл облыстағы ауыл мектептеріне жиырма жаңа мұғалім келді.",
    "Тұрғындардың көбі қоғамдық көлікпен жүруге дайын екенін айтты.",
    "Ғалымдар көлдің деңгейі жыл сайын төмендеп бара жатқанын анықтады.",
    "Егер ол ертең айтса, біз кетсек те болады.",
    "Экономикалық факультеттің студенттері материал жинап, процестің нәтижесін тексерді.",
    "Екі миллиард теңге бюджеттен бөлінді, ал 12,5 % жергілікті қордан алынды.",
    "ҚОРЫТЫНДЫ ЖӘНЕ ҰСЫНЫСТАР",
    "Шаһарда жиһаз өндірісі өсті, қаһармандар туралы кітап шықты.",
]


@pytest.mark.parametrize("alphabet", OFFICIAL)
@pytest.mark.parametrize("text", SENTENCES)
def test_both_official_alphabets_come_back_whole(text: str, alphabet: str) -> None:
    # marks of the alphabet tell it; a short sentence may have none, so all sentences stand in one text
    whole = "\n".join([text, *SENTENCES])
    mapped = to_cyrillic(to_latin(whole, KAZAKH[alphabet]))
    assert mapped.text == whole


@pytest.mark.parametrize("alphabet", OFFICIAL)
def test_every_letter_has_the_place_of_the_one_it_stands_for(alphabet: str) -> None:
    latin = to_latin("Ресейде 39,6 мың шәкірт оқиды", KAZAKH[alphabet])
    mapped = to_cyrillic(latin)
    at = mapped.text.index("39,6 мың")
    start, end = mapped.origins[at], mapped.origins[at + len("39,6 мың")]
    assert latin[start:end] == to_latin("39,6 мың", KAZAKH[alphabet])


def test_other_forms_of_the_letters_of_2021_are_read_alike() -> None:
    latin = "\n".join(to_latin(sentence, KAZAKH["2021"]) for sentence in SENTENCES)
    other = latin.translate(str.maketrans("ñÑşŞ", "ŋŊșȘ"))
    assert "ŋ" in other
    assert is_latin_kazakh(other)
    assert detect_languages([other]) == ["kk-Latn"]
    assert to_cyrillic(other).text == "\n".join(SENTENCES)


def test_origins_of_a_mapped_text_lead_to_its_source() -> None:
    mapped = to_cyrillic(MappedText("jańa", [10, 11, 12, 13]))
    assert (mapped.text, list(mapped.origins)) == ("жаңа", [10, 11, 12, 13])


@pytest.mark.parametrize(
    "kept", ["https://example.org/jańa", "kim@example.org", "ISSN", "12,5 %", "COVID-19", "Қазақ сөзі"]
)
def test_addresses_abbreviations_and_cyrillic_words_stay(kept: str) -> None:
    assert kept in to_cyrillic(f"Jańa ádis: {kept} týraly").text


@pytest.mark.parametrize(
    ("text", "alphabet"),
    [
        ("jańa ádis", "2018"),
        ("jaña ädıs", "2021"),
        ("ǵylym týraly", "2018"),
        ("tört şäkırt", "2021"),
        ("bala", "plain"),
        ("jaña ädis keıin taraıdy", "mixed"),
        ("jaña ädıs keiın taraidy", "2021"),
    ],
)
def test_the_alphabet_is_told_by_its_marks(text: str, alphabet: str) -> None:
    assert alphabet_of(text) == alphabet


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        (
            "Şeteldik seriktestermen birlesken bağdarlamalardyñ sany 468-ge jetti; 75 unıversıtet; JİÖ-niñ 0,12%",
            "Шетелдік серіктестермен бірлескен бағдарламалардың саны 468-ге жетті; 75 университет; ЖІӨ-нің 0,12%",
        ),
        ("eresekterdıñ ülesı 19,1 paiyzğa deiın tömendegen", "ересектердің үлесі 19,1 пайызға дейін төмендеген"),
        ("QR Parlamentı jaña zañ qabyldady, AQŞ pen RF", "ҚР Парламенті жаңа заң қабылдады, АҚШ пен РФ"),
        ("AQSh-taǵy jańa ádis", "АҚШ-тағы жаңа әдіс"),
        ("EAEO men TMD elderınde 12 JOO bar", "ЕАЭО мен ТМД елдерінде 12 ЖОО бар"),
        ("Aıyrmashylyq mańyzdy, p < 0,05; uzyndyǵy 25 m", "Айырмашылық маңызды, p < 0,05; ұзындығы 25 м"),
        ("ASTYQ ÓNDIRISI TÝRALY", "АСТЫҚ ӨНДІРІСІ ТУРАЛЫ"),
        ("Indııada jańa ádis", "Индияда жаңа әдіс"),
        ("ışkı migrasia jäne investisialar", "ішкі миграция және инвестициялар"),
        ("gektaryna 18 sentnerden, sement jäne stansialar", "гектарына 18 центнерден, цемент және станциялар"),
        ("tehnologialary men konsentrasiasy üşın", "технологиялары мен концентрациясы үшін"),
        (
            "dıssertatsıasyn keıin polıtsıa aldy, mañyzdy ınıtsıatıva",
            "диссертациясын кейін полиция алды, маңызды инициатива",
        ),
        ("osy jyly halyqtyñ jasy", "осы жылы халықтың жасы"),
        ("112,8 mlrd kVt·sağ", "112,8 млрд кВт·сағ"),
        ("4000 MVt", "4000 МВт"),
    ],
)
def test_abbreviations_signs_and_capitals(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin).text == cyrillic


@pytest.mark.parametrize("alphabet", sorted(KAZAKH))
def test_sentences_of_every_alphabet_are_latin_kazakh(alphabet: str) -> None:
    sentences = [to_latin(text, KAZAKH[alphabet]) for text in SENTENCES if len(text) > 45]
    assert detect_languages(sentences) == ["kk-Latn"] * len(sentences)


def test_english_is_no_latin_kazakh() -> None:
    assert not is_latin_kazakh("The number of students has grown")
    assert is_latin_kazakh("Stýdentter sany ósti")


@given(st.text(alphabet="abisyhtuńıáǵöüñşIİ Қа0-9.,@/", max_size=60))
def test_places_never_go_back(text: str) -> None:
    mapped = to_cyrillic(text)
    assert list(mapped.origins) == sorted(mapped.origins)
    assert all(0 <= place < len(text) for place in mapped.origins)


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert len(to_cyrillic(text).origins) == len(to_cyrillic(text).text)


OTHER_LANGUAGES = {
    "Kyrgyz": [
        "Быйыл айыл мектептерине жыйырма жаңы мугалим келди жана алар үчүн үйлөр курулду.",
        "Илимпоздор көлдүн деңгээли жыл сайын төмөндөп бара жатканын аныкташты.",
        "Тургундардын көбү коомдук унаа менен жүрүүгө даяр экенин айтышты.",
    ],
    "Tatar": [
        "Быел авыл мәктәпләренә егерме яңа укытучы килде һәм алар өчен йортлар салынды.",
        "Галимнәр күлнең дәрәҗәсе ел саен төшә баруын ачыклаган.",
        "Шәһәр халкының күбесе җәмәгать транспортында йөрергә әзер булуын әйтте.",
    ],
    "Bashkir": [
        "Быйыл ауыл мәктәптәренә егерме яңы уҡытыусы килде һәм улар өсөн йорттар төҙөлдө.",
    ],
    "Uzbek": [
        "Бу йил қишлоқ мактабларига йигирмата янги ўқитувчи келди ва улар учун уйлар қурилди.",
        "Bu yil qishloq maktablariga yigirmata yangi oʻqituvchi keldi va ular uchun uylar qurildi.",
    ],
    "Karakalpak": ["Быйыл аўыл мектеплерине жигирма жаңа оқытыўшы келди ҳәм олар ушын жайлар салынды."],
    "Mongolian": [
        "Энэ жил хөдөөгийн сургуулиудад хорин шинэ багш ирсэн бөгөөд тэдэнд байр барьж өгсөн.",
        "Эрдэмтэд нуурын түвшин жил бүр буурч байгааг тогтоожээ.",
    ],
    "Ukrainian": [
        "Цього року до сільських шкіл області прийшли двадцять нових учителів.",
        "Вчені встановили, що рівень озера знижується щороку.",
    ],
    "Belarusian": ["Сёлета ў вясковыя школы вобласці прыйшлі дваццаць новых настаўнікаў."],
    "Bulgarian": [
        "Тази година в селските училища на областта дойдоха двадесет нови учители.",
        "Учените установиха, че нивото на езерото спада всяка година.",
    ],
    "Serbian": ["Ове године у сеоске школе области дошло је двадесет нових учитеља, а за њих су саграђене куће."],
    "Turkish": [
        "Bu yıl köy okullarına yirmi yeni öğretmen geldi ve onlar için evler yapıldı.",
        "Bilim insanları gölün seviyesinin her yıl düştüğünü belirledi.",
    ],
    "Turkmen": ["Şu ýyl oba mekdeplerine ýigrimi täze mugallym geldi we olar üçin jaýlar guruldy."],
    "Khakas": ["Пу чылда аал школаларына чибіргі наа ӱгретчі килген, олардың хонар туралары пӱдірілген."],
    "Karachay": ["Быйыл эл мектеблеге джыйырма джангы устаз келди эмда алагъа юйле ишленди."],
    "Nogai": ["Быйыл авыл школаларына йигирма янъы окытувшы келди эм олар уьшин уьйлер курылды."],
    "Yakut": ["Быйыл тыа сирин оскуолаларыгар сүүрбэ саҥа учуутал кэлбитэ, кинилэргэ дьиэ тутуллубута."],
    "Chuvash": ["Кӑҫал ял шкулӗсене ҫирӗм ҫӗнӗ вӗрентекен килчӗ, вӗсем валли ҫуртсем лартнӑ."],
}


@pytest.mark.parametrize("language", sorted(OTHER_LANGUAGES))
def test_related_languages_are_none_of_ours(language: str) -> None:
    assert detect_languages(OTHER_LANGUAGES[language]) == ["und"] * len(OTHER_LANGUAGES[language])


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("Кіріспе", "kk"),
        ("Зерттеу әдістері мен материалдары", "kk"),
        ("ПАЙДАЛАНЫЛҒАН ӘДЕБИЕТТЕР ТІЗІМІ", "kk"),
        ("Нәтижелер және талқылау", "kk"),
        ("Материалы и методы", "ru"),
        ("РЕЗУЛЬТАТЫ И ОБСУЖДЕНИЕ", "ru"),
        ("Список литературы", "ru"),
        ("Заключение", "ru"),
        ("Materials and methods", "en"),
        ("RESULTS AND DISCUSSION", "en"),
        ("References", "en"),
        ("Gúlnar Bektasova, Dala ýnıversıteti, Almaty qalasy", "kk-Latn"),
        ("Гүлнар Бектасова, Дала университеті, Алматы қаласы", "kk"),
        ("Сергей Иванов, профессор Степного университета, г. Омск", "ru"),
        ("Ахметова Айгерім Серікқызы, магистр, Қарағанды университеті", "kk"),
        ("Г.К. Абдрахманова, Н.Т. Сейтқазиев", "kk"),
        ("Алматы, Қазақстан", "kk"),
        ("Алматы, Казахстан", "ru"),
        ("Almaty, Kazakhstan", "en"),
        ("G.K. Abdrakhmanova, P.P. Ivanov", "en"),
        ("Kirispe", "kk-Latn"),
        ("KIRISPE", "kk-Latn"),
        ("Ádebıetter tizimi", "kk-Latn"),
        ("Added value", "en"),
        ("Мал шаруашылығының жағдайы", "kk"),
        ("Состояние здоровья населения", "ru"),
        ("John Smith, professor at the Steppe University, Omsk", "en"),
    ],
)
def test_headings_and_lines_of_authors(line: str, lang: str) -> None:
    assert detect_languages([line]) == [lang]

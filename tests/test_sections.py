"""Sections: kinds, languages, and tilings."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.alphabets import LOST
from pipeline.languages.headings import heading_of
from pipeline.languages.letters import TO_LATIN, repair
from pipeline.languages.section_table import section_table
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.layout.pages import compose_pages
from pipeline.manuscript import Block, Manuscript
from pipeline.offsets import MappedText, identity
from pipeline.reading.document import TextFile
from pipeline.reading.pdf import read_pdf
from schemas import Section

LOOK_ALIKES = {cyrillic: latin for cyrillic, latin in TO_LATIN.items() if cyrillic != latin}

PAPER = """УДК 631.4

ИЗМЕНЕНИЕ УРОВНЯ ВОДЫ В СТЕПНЫХ ОЗЁРАХ

Иванова А.Б.¹, Ким С.Д.²

¹Степной университет, г. Кокшетау, Казахстан

²Институт озёр, г. Омск, Россия, kim@example.org

Аннотация. В статье описаны наблюдения за уровнем воды в двенадцати степных озёрах. Показано, что за десять лет
уровень снизился на двадцать сантиметров, и названы причины этого снижения.

Ключевые слова: озеро, степь, уровень воды.

ДАЛА КӨЛДЕРІНДЕГІ СУ ДЕҢГЕЙІНІҢ ӨЗГЕРУІ

Иванова А.Б., Ким С.Д.

Аңдатпа. Мақалада он екі дала көліндегі су деңгейін бақылау нәтижелері сипатталған. Соңғы он жылда деңгейдің жиырма
сантиметрге төмендегені көрсетіліп, оның себептері аталған.

Түйін сөздер: көл, дала, су деңгейі.

CHANGES OF WATER LEVEL IN STEPPE LAKES

Ivanova A.B., Kim S.D.

Abstract. The paper describes observations of the water level in twelve steppe lakes. It shows that the level has fallen
by twenty centimetres over ten years, and names the causes of the fall.

Keywords: lake, steppe, water level.

Введение

Степные озёра питаются талой водой, поэтому их уровень зависит от снега. Наблюдения ведутся с середины прошлого века.
Бұл көлдердің көбі жазда құрғап қалады, сондықтан балық аулау мүмкін емес. Летом вода испаряется быстрее, чем зимой.

Материалы и методы

Уровень измеряли рейкой каждую неделю, а результаты записывали в журнал наблюдений.

Выводы

Уровень воды снижается во всех озёрах, кроме двух, и это снижение будет продолжаться.

Литература

1. Петров В.Г. Озёра степной зоны. – М.: Наука, 2001. – 210 с.

2. Сейітов Қ.Ә. Қазақстан көлдерінің су режимі. – Алматы: Ғылым, 2010. – 180 б.

3. Smith J. Shallow lakes of the dry steppe. Journal of Lakes. 2015. Vol. 3. P. 4-16.

4. Petrov V.G. Ozera stepnoi zony i ikh budushchee v usloviyakh potepleniya [Lakes of the steppe]. Moscow, 2001.
"""


def sections_of(text: str) -> tuple[list[Section], str]:
    manuscript = compose_text(TextFile(text, "utf-8"), ())
    return list(find_sections(manuscript)), manuscript.text


def at(words: str, sections: list[Section], text: str) -> tuple[str, str]:
    """Kind and language of the section in which the words begin."""
    place = text.index(words)
    section = next(s for s in sections if s.start <= place < s.end)
    return section.kind, section.lang


@pytest.mark.parametrize(
    ("words", "kind", "lang"),
    [
        ("ИЗМЕНЕНИЕ УРОВНЯ", "title", "ru"),
        ("Иванова А.Б.¹", "authors", "ru"),
        ("Степной университет", "authors", "ru"),
        ("В статье описаны", "abstract", "ru"),
        ("озеро, степь", "keywords", "ru"),
        ("ДАЛА КӨЛДЕРІНДЕГІ", "title", "kk"),
        ("Аңдатпа", "abstract", "kk"),
        ("көл, дала", "keywords", "kk"),
        ("CHANGES OF WATER", "title", "en"),
        ("Ivanova A.B., Kim", "authors", "en"),
        ("The paper describes", "abstract", "en"),
        ("lake, steppe", "keywords", "en"),
        ("Введение", "body", "ru"),
        ("Наблюдения ведутся", "body", "ru"),
        ("Бұл көлдердің", "body", "kk"),
        ("Летом вода", "body", "ru"),
        ("Уровень измеряли", "body", "ru"),
        ("Петров В.Г. Озёра", "references", "ru"),
        ("Қазақстан көлдерінің", "references", "kk"),
        ("Smith J. Shallow", "references", "en"),
        ("Ozera stepnoi", "references", "ru-Latn"),
    ],
)
def test_kinds_and_languages(words: str, kind: str, lang: str) -> None:
    sections, text = sections_of(PAPER)
    assert at(words, sections, text) == (kind, lang)


def test_headings_are_kept() -> None:
    sections, _ = sections_of(PAPER)
    headings = [section.heading for section in sections if section.heading]
    assert headings == [
        "Аннотация", "Ключевые слова", "Аңдатпа", "Түйін сөздер", "Abstract", "Keywords", "Введение",
        "Материалы и методы", "Выводы", "Литература",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("block", "set_as_heading", "part"),
    [
        ("Abstract", True, "abstract"),
        ("Abstract. We study lakes.", False, "abstract"),
        ("Аннотация: в статье", False, "abstract"),
        ("Түйін", True, "abstract"),
        ("Key words: lake", False, "keywords"),
        ("Кілт сөздер - көл", False, "keywords"),
        ("1. Introduction", True, "body"),
        ("IV. Нәтижелер", True, "body"),
        ("2.1 Материалы и методы", True, "body"),
        ("Results of the survey", True, "body"),
        ("Заключение", True, "conclusion"),
        ("Қорытынды.", True, "conclusion"),
        ("Conclusions and recommendations", True, "conclusion"),
        ("Список использованных источников", True, "references"),
        ("Пайдаланылған әдебиеттер тізімі", True, "references"),
        ("Пайдаланылган адебиеттер тизими", True, "references"),
        ("Туйин создер: кол", False, "keywords"),
        ("Андатпа. Макалада", False, "abstract"),
        ("REFERENCES:", True, "references"),
        ("Funding", True, "other"),
        ("Сведения об авторах:", True, "authors"),
        ("Results show that lakes shrink.", False, None),
        ("Literature in the field is rich and its authors agree.", False, None),
        ("Методика расчёта изложена ниже", False, None),
    ],
)
def test_heading_words(block: str, set_as_heading: bool, part: str | None) -> None:
    found = heading_of(block, is_heading=set_as_heading)
    assert (found.part if found else None) == part


def test_boundary_at_the_right_line_without_a_blank_line() -> None:
    text = (
        "Keywords: lake, water.\nҚазақстанның солтүстігінде мыңнан астам көл бар, олардың көбі тұзды болып келеді.\n"
        "Озёра на севере страны солёные, и рыбы в них почти нет.\n"
    )
    sections, whole = sections_of(text)
    assert at("Қазақстанның", sections, whole)[1] == "kk"
    assert at("Озёра", sections, whole)[1] == "ru"
    assert at("Keywords", sections, whole) == ("keywords", "en")


@pytest.mark.parametrize(
    "word",
    ["Microsoft Excel", "SPSS Statistics", "y = ax + b", "kim@example.org", "Smith & Brown", "COVID-19"],
)
def test_foreign_words_do_not_flip_a_language(word: str) -> None:
    sentence = f"Есептеулер үшін {word} қолданылды, ал нәтижелер кестеде берілген. Олар күткеннен жақсы болды."
    sections, _ = sections_of(sentence)
    assert [section.lang for section in sections] == ["kk"]


def test_keywords_joined_to_the_abstract() -> None:
    text = "Abstract. We measured twelve lakes for ten years. Their level fell. Keywords: lake, level.\n"
    sections, whole = sections_of(text)
    assert at("We measured", sections, whole)[0] == "abstract"
    assert at("lake, level", sections, whole)[0] == "keywords"


def test_title_and_authors_in_other_languages_after_the_references() -> None:
    text = PAPER + (
        "\nТҰЗДЫ КӨЛДЕРДІҢ ДАЛАДАҒЫ ТАҒДЫРЫ ТУРАЛЫ\n\nИванова Анна, PhD, Дала университеті, Көкшетау, Қазақстан\n"
    )
    sections, whole = sections_of(text)
    assert at("ТҰЗДЫ КӨЛДЕРДІҢ", sections, whole) == ("title", "kk")
    assert at("Дала университеті", sections, whole) == ("authors", "kk")


def test_a_paper_without_an_abstract_has_a_title_and_authors() -> None:
    text = (
        "# Salt lakes of the northern steppe\n\nAnna Ivanova, Sergei Kim\n\n"
        + "The lakes of the steppe are fed by melting snow, so that their level depends on the winter. " * 5
    )
    sections, whole = sections_of(text)
    assert at("Salt lakes", sections, whole)[0] == "title"
    assert at("Anna Ivanova", sections, whole)[0] == "authors"
    assert at("The lakes", sections, whole)[0] == "body"


@pytest.mark.parametrize(
    ("text", "lang"),
    [("Ресейде 40 мың студент оқиды.", "kk"), ("Всего 5 озёр.", "ru"), ("Five lakes.", "en"), ("2020", "kk")],
)
def test_a_single_line_is_a_section(text: str, lang: str) -> None:
    sections, _ = sections_of(text)
    assert [(s.kind, s.start) for s in sections] == [("body", 0)]
    assert text == "2020" or sections[0].lang == lang


def test_an_empty_text_has_one_section() -> None:
    empty = Manuscript(content=identity(""), blocks=(), source_length=0)
    assert [(s.start, s.end, s.source_end) for s in find_sections(empty)] == [(0, 0, 0)]


def assert_tiling(sections: tuple[Section, ...], *, length: int, source_length: int) -> None:
    assert sections[0].start == 0
    assert sections[-1].end == length
    assert sections[0].source_start == 0
    assert sections[-1].source_end == source_length
    for before, after in pairwise(sections):
        assert before.end == after.start
        assert before.source_end == after.source_start
    assert all(s.start <= s.end and (s.source_start or 0) <= (s.source_end or 0) for s in sections)


LINES = st.sampled_from(
    [*PAPER.splitlines(), "", "", "Table 1 – Lakes", "a | b", "References", "  12  ", "– item;", "Қорытынды"]
)


@settings(max_examples=60)
@given(st.lists(LINES, max_size=25))
def test_sections_tile_text_and_file(lines: list[str]) -> None:
    source = "\n".join(lines)
    manuscript = compose_text(TextFile(source, "utf-8"), ())
    sections = find_sections(manuscript)
    assert_tiling(sections, length=len(manuscript.text), source_length=len(source))


def test_a_table_inside_a_paragraph_keeps_the_file_tiled() -> None:
    first, table, rest = "Озёра мелеют, и это видно", "Озеро\tУровень\nЧаны\t106", " по всем годам наблюдений."
    text = first + rest + "\n\n" + table + "\n\n" + "Уровень падает."
    cut = len(first)
    after = cut + len(table)
    origins = [*range(cut), *range(after, after + len(rest)), -1, -1, *range(cut, after), -1, -1]
    last = after + len(rest)
    origins += range(last, last + 15)
    starts = [0, len(first + rest) + 2, len(first + rest) + 2 + len(table) + 2]
    ends = [len(first + rest), starts[1] + len(table), len(text)]
    blocks = (Block("paragraph", starts[0], ends[0]), Block("table", starts[1], ends[1]))
    manuscript = Manuscript(
        content=MappedText(text, origins),
        blocks=(*blocks, Block("paragraph", starts[2], ends[2])),
        source_length=last + 15,
    )
    sections = find_sections(manuscript)
    assert [s.kind for s in sections] == ["body", "table", "body"]
    assert [(s.source_start, s.source_end) for s in sections] == [(0, cut), (cut, after), (after, last + 15)]


def test_a_pdf_has_no_places_in_a_file() -> None:
    manuscript = Manuscript(content=identity("One line."), blocks=(Block("paragraph", 0, 9),))
    assert [(s.source_start, s.source_end) for s in find_sections(manuscript)] == [(None, None)]


def test_a_structured_abstract_is_one_part() -> None:
    text = (
        "ЧАСТОТА АНЕМИИ\n\nАннотация\n\nВведение. Анемия встречается часто.\n\nЦель. Оценить её частоту.\n\n"
        "Методы. Обследованы школьники трёх городов.\n\nРезультаты. Анемия найдена у каждого десятого.\n\n"
        "Выводы. Нужно обследовать всех.\n\nКлючевые слова: анемия, школьники.\n\n"
        "Введение\n\nАнемия у детей остаётся важной задачей здравоохранения во всех странах мира.\n"
    )
    sections, whole = sections_of(text)
    for words in ("Цель. Оценить", "Методы. Обследованы", "Выводы. Нужно"):
        assert at(words, sections, whole)[0] == "abstract"
    assert at("Анемия у детей", sections, whole)[0] == "body"


@pytest.mark.parametrize("line", ["Вестник озёр, №3, 2020", "Original article", "УДК 556.5"])
def test_lines_of_the_journal_before_the_title_are_no_title(line: str) -> None:
    sections, whole = sections_of(
        f"{line}\n\nSALT LAKES OF THE NORTHERN STEPPE\n\nAbstract. We measured lakes.\n\n{PAPER}"
    )
    assert at(line, sections, whole)[0] == "other"
    assert at("SALT LAKES", sections, whole)[0] == "title"


def test_names_of_authors_do_not_flip_the_language_of_the_title() -> None:
    text = (
        "SALT LAKES OF THE NORTHERN STEPPE\n\nBauyrzhan SEITOV\n\nZhanna AKHMETOVA\n\nGulnar ZHUNUSBEKOVA\n\n"
        "Abstract. We measured the level of twelve lakes for ten years.\n\nKeywords: lake.\n"
    )
    sections, whole = sections_of(text)
    assert at("Zhanna", sections, whole) == ("authors", "en")


@pytest.mark.parametrize("change", [LOST, str.maketrans(LOOK_ALIKES)], ids=["lost", "look-alikes"])
@pytest.mark.parametrize("name", ["study-abroad-en", "academic-mobility-ru", "student-choice-kk"])
def test_sections_of_a_whole_paper_whose_letters_were_replaced(name: str, change: dict[int, int]) -> None:
    document = read_pdf(Path(__file__).parent.parent / "raw" / f"{name}.pdf")
    printed = compose_pages(document, ())
    content = MappedText(repair(printed.text.translate(change)), printed.content.origins)  # as the layout does
    before, after = (_languages(find_sections(m)) for m in (printed, replace(printed, content=content)))
    same = sum(a == b for a, b in zip(before, after, strict=True))
    assert same >= 0.997 * len(before)


def _languages(sections: tuple[Section, ...]) -> list[tuple[str, str]]:
    """Kind and language of every character."""
    return [(section.kind, section.lang) for section in sections for _ in range(section.start, section.end)]


def test_a_table_of_sections_for_people() -> None:
    sections = [
        {"section_id": "s1", "kind": "title", "lang": "ru", "start": 0, "end": 12},
        {"section_id": "s2", "kind": "body", "lang": "kk-Latn", "start": 12, "end": 1212},
    ]
    head, first, second = section_table(sections, "Уровень воды" + "Kól " * 300).split("\n")
    assert head.split() == ["kind", "lang", "characters", "from", "beginning"]
    assert first.split() == ["s1", "title", "ru", "12", "0", "Уровень", "воды"]
    assert second.startswith("s2  body   kk-Latn       1,200    12  Kól Kól")
    assert second.endswith("…")


def test_parts_of_a_paper_in_latin_kazakh() -> None:
    text = (
        "KÓLDERDIŃ DEŃGEIİ TÝRALY\n\nAıgúl Serikova, Dala ýnıversıteti, Kókshetaý qalasy\n\n"
        "Ańdatpa. Maqalada soltústiktegi tuzdy kólderdiń deńgeıi qarastyrylady, olardyń kóbi tartylyp barady.\n\n"
        "Túıin sózder: kól, sý, tuz.\n\nKirispe\n\nSoltústikte myńnan astam kól bar, olardyń kóbi tuzdy.\n\n"
        "Qorytyndy\n\nKólderdiń deńgeıi jyl saıyn tómendeıdi.\n\nÁdebıetter\n\n"
        "1. Serikova A. Dala kólderi týraly. Almaty: Ǵylym, 2018. 120 b.\n"
        "2. Ivanov P.S. Solenye ozera stepnoy zony i ikh rezhim. Omsk: Nauka, 2015. 200 s.\n"
    )
    sections, whole = sections_of(text)
    assert at("KÓLDERDIŃ", sections, whole) == ("title", "kk-Latn")
    assert at("Aıgúl", sections, whole) == ("authors", "kk-Latn")
    assert at("Maqalada", sections, whole) == ("abstract", "kk-Latn")
    assert at("kól, sý", sections, whole) == ("keywords", "kk-Latn")
    assert at("Soltústikte myńnan", sections, whole) == ("body", "kk-Latn")
    assert at("Serikova A.", sections, whole) == ("references", "kk-Latn")
    assert at("Ivanov P.S.", sections, whole) == ("references", "ru-Latn")
    assert [s.heading for s in sections if s.heading] == [
        "Ańdatpa", "Túıin sózder", "Kirispe", "Qorytyndy", "Ádebıetter",
    ]  # fmt: skip


MIXED = """Introduction

The villages are small. «Дәрігерге бару үшін қырық шақырым жол жүремін». Her neighbours said the same about it.
Біз сауалнаманы жаз айларында жүргіздік және оған жүз адам қатысты.
The model y = a + bx + e was used (R² = 0.61); data are at https://example.org and at kim@example.org.

Figure 1 – Visits to a doctor by distance
Сурет 1 – Дәрігерге бару саны қашықтық бойынша
Рисунок 1 – Посещения врача в зависимости от расстояния
"""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The villages", ("body", "en")),
        ("Дәрігерге бару үшін", ("body", "kk")),
        ("Her neighbours", ("body", "en")),
        ("Біз сауалнаманы", ("body", "kk")),
        ("The model", ("body", "en")),
        ("kim@example.org", ("body", "en")),
        ("Figure 1", ("caption", "en")),
        ("Сурет 1", ("caption", "kk")),
        ("Рисунок 1", ("caption", "ru")),
    ],
)
def test_stray_sentences_and_captions_in_three_languages(words: str, found: tuple[str, str]) -> None:
    sections, whole = sections_of(MIXED)
    assert at(words, sections, whole) == found


@pytest.mark.parametrize(
    "paragraph",
    [
        "Прошлой весной мы проверили 31 пасеку у реки. Клещ найден на трети пасек, и всякий раз "
        "винили погоду. Мёд брали у "
        "лаборатории университета, а журналы вели сами.",
        "Аудан орталығында 12 400 тұрғын бар. Су мекемесінің есебінше, былтыр оларға 720 мың текше "
        "метр су берілген; бұл аз.",
        "The bureau of the ministry recorded 62 fires in a year. With few engines and no pumps, this is a high number.",
    ],
)
def test_a_paragraph_that_names_an_institution_is_no_place_of_work(paragraph: str) -> None:
    text = "Notes on a valley\nE. Serik, P. Holm\n\n" + paragraph + "\n" + "It rained for a week and nobody came. " * 8
    composed = compose_text(TextFile(text, "utf-8"), ())
    at = composed.text.index(paragraph)
    assert next(one.kind for one in find_sections(composed) if one.end > at) == "body"

"""Reference lists, and what a paper says of itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.bibliography.metadata import find_metadata, work_id
from pipeline.bibliography.references import find_doi, find_references
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.manuscript import Furniture, Manuscript
from pipeline.reading.document import TextFile
from schemas import Metadata, Reference

BODY = "Introduction\n\nThe lakes of the steppe are fed by melting snow, and their level falls every year.\n\n"


def manuscript_of(text: str) -> Manuscript:
    return compose_text(TextFile(text, "utf-8"), ())


def references_of(text: str) -> list[Reference]:
    manuscript = manuscript_of(text)
    found = list(find_references(manuscript, find_sections(manuscript)))
    assert all(manuscript.text[ref.start : ref.end] == ref.text for ref in found)
    assert [ref.ref_id for ref in found] == [f"r{i + 1}" for i in range(len(found))]
    return found


def metadata_of(text: str, *, info: dict[str, str] | None = None) -> Metadata:
    manuscript = manuscript_of(text)
    return find_metadata(manuscript, find_sections(manuscript), info=info or {})


@pytest.mark.parametrize("form", ["[{}] ", "{}. ", "{}) ", "- {}. "])
@pytest.mark.parametrize("heading", ["References", "Список литературы", "Пайдаланылған әдебиеттер тізімі"])
def test_numbered_entries(form: str, heading: str) -> None:
    entries = [
        "Smith J. Shallow lakes. Journal of Lakes. 2015. P. 4-16.",
        "Ким С. Озёра степи. – М.: Наука, 2001. – 210 с.",
    ]
    text = BODY + heading + "\n\n" + "\n\n".join(form.format(i + 1) + e for i, e in enumerate(entries))
    assert [(ref.label, ref.text) for ref in references_of(text)] == [("1", entries[0]), ("2", entries[1])]


def test_entries_without_numbers() -> None:
    entries = ["Adams, P. (2010). Rivers. London: Press.", "Baker, Q. (2012). Lakes. London: Press."]
    found = references_of(BODY + "References\n\n" + "\n\n".join(entries))
    assert [(ref.label, ref.text) for ref in found] == [(None, entry) for entry in entries]


def test_a_lost_number_is_the_number_of_the_place() -> None:
    entries = ["- 1. Adams P. Rivers. 2010.", "- Baker Q. Lakes. 2012.", "- 3. Clark R. Seas. 2014."]
    assert [ref.label for ref in references_of(BODY + "References\n\n" + "\n\n".join(entries))] == ["1", "2", "3"]


def test_entries_in_one_paragraph_are_cut_where_numbers_count_up() -> None:
    text = (
        BODY
        + "References\n\n1. Adams P. Rivers. 2010. Vol. 5. P. 12. 2. Baker Q. Lakes. 2012. 3. Clark R. Seas. 2014.\n"
    )
    assert [ref.text for ref in references_of(text)] == [
        "Adams P. Rivers. 2010. Vol. 5. P. 12.",
        "Baker Q. Lakes. 2012.",
        "Clark R. Seas. 2014.",
    ]


def test_two_lists() -> None:
    text = BODY + "Литература\n\n1. Ким С. Озёра. 2001.\n\nReferences\n\n1. Kim S. Ozera. 2001.\n"
    assert [(ref.label, ref.text) for ref in references_of(text)] == [
        ("1", "Ким С. Озёра. 2001."),
        ("1", "Kim S. Ozera. 2001."),
    ]


def test_no_list_no_entries() -> None:
    assert references_of(BODY) == []


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1234/abc.2020.5.", "10.1234/abc.2020.5"),
        ("DOI: 10.1000/S0001-(02)3)", "10.1000/s0001-(02)3"),
        ("doi 10.5555/12345, p. 4", "10.5555/12345"),
        ("10.5 million", None),
        ("", None),
    ],
)
def test_doi(text: str, doi: str | None) -> None:
    assert find_doi(text) == doi


FRONT = """DOI: 10.5555/lakes.2019.7

# SALT LAKES OF THE NORTHERN STEPPE

Anna Ivanova¹, Sergei Kim²

¹Steppe University, Kokshetau, Kazakhstan

²Institute of Lakes, Omsk, Russia, kim@example.org

Abstract. We measured the level of twelve lakes for ten years and found that it fell in ten of them.

Keywords: lake, steppe.

СОЛЁНЫЕ ОЗЁРА СЕВЕРНОЙ СТЕПИ

Анна Иванова, Сергей Ким

Аннотация. Мы измеряли уровень двенадцати озёр в течение десяти лет, и в десяти из них он упал.

Ключевые слова: озеро, степь.

"""


def test_metadata_of_the_front_page() -> None:
    found = metadata_of(FRONT + BODY + "Received 2 March 2019\n")
    assert found.titles == {"en": "SALT LAKES OF THE NORTHERN STEPPE", "ru": "СОЛЁНЫЕ ОЗЁРА СЕВЕРНОЙ СТЕПИ"}
    assert found.authors == ("Anna Ivanova", "Sergei Kim")
    assert found.doi == "10.5555/lakes.2019.7"
    assert found.year == 2019


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Иванова А.Б., Ким С.Д.", ("Иванова А.Б.", "Ким С.Д.")),
        ("А.Б. Иванова¹, С.Д. Ким²", ("А.Б. Иванова", "С.Д. Ким")),
        ("Қ.Ә. Сейітов*, Ұ.Б. Әлиева", ("Қ.Ә. Сейітов", "Ұ.Б. Әлиева")),
        ("Anna IVANOVA, PhD, Steppe University, Kokshetau", ("Anna IVANOVA",)),
        ("A. Ivanova1,2*, S. Kim1, D. Orazbay2,3", ("A. Ivanova", "S. Kim", "D. Orazbay")),
        ("Анна Иванова¹, ², Сергей Ким²,*", ("Анна Иванова", "Сергей Ким")),
        ("Anna Ivanova and Sergei Kim", ("Anna Ivanova", "Sergei Kim")),
    ],
)
def test_authors(line: str, names: tuple[str, ...]) -> None:
    text = f"# SALT LAKES OF THE NORTHERN STEPPE\n\n{line}\n\nAbstract. We measured lakes.\n\nKeywords: lake.\n\n{BODY}"
    assert metadata_of(text).authors == names


def test_the_properties_of_a_pdf_fill_what_the_text_lacks() -> None:
    info = {
        "Title": "Salt lakes of the northern steppe",
        "Author": "Anna Ivanova; Sergei Kim",
        "CreationDate": "D:20180403",
    }
    found = metadata_of("The lakes of the steppe are fed by melting snow.", info=info)
    assert found.titles == {"en": "Salt lakes of the northern steppe"}
    assert found.authors == ("Anna Ivanova", "Sergei Kim")
    assert found.year == 2018


@pytest.mark.parametrize("title", ["Microsoft Word - lakes.docx", "untitled", "lakes.indd", ""])
def test_what_a_program_wrote_is_no_title(title: str) -> None:
    assert metadata_of("The lakes of the steppe.", info={"Title": title}).titles == {}


def test_journal_and_year_from_running_heads() -> None:
    manuscript = manuscript_of(BODY)
    heads = tuple(
        Furniture(text, page) for page in range(1, 4) for text in ("Herald of the Lakes, №2(14) 2017", str(page))
    )
    with_heads = Manuscript(content=manuscript.content, blocks=manuscript.blocks, furniture=heads)
    found = find_metadata(with_heads, find_sections(with_heads), info={})
    assert (found.journal, found.year) == ("Herald of the Lakes", 2017)


@pytest.mark.parametrize(
    ("heads", "journal"),
    [
        (("114 Herald of the Lakes №2 (14) 2017", "Herald of the Lakes №2 (14) 2017 115"), "Herald of the Lakes"),
        (("ISSN 1234-567X, eISSN 2345-6789 The Journal of Salt. Vol. 3, No. 2, 2017",), "The Journal of Salt"),
        (("ОЗЁРА-СПЕКТР № 1 (97) 2017", "ОЗЁРА-СПЕКТР № 1 (97) 2017"), "ОЗЁРА-СПЕКТР"),
        (("A. Ivanova, S. Kim. Salt lakes of the northern steppe", "37", "2017"), None),
    ],
)
def test_the_journal_is_told_by_its_word_or_its_issue(heads: tuple[str, ...], journal: str | None) -> None:
    manuscript = manuscript_of(BODY)
    furniture = tuple(Furniture(text, page) for page, text in enumerate(heads, 1))
    with_heads = Manuscript(content=manuscript.content, blocks=manuscript.blocks, furniture=furniture)
    assert find_metadata(with_heads, find_sections(with_heads), info={}).journal == journal


def test_a_running_head_with_the_papers_own_title_is_no_journal() -> None:
    own = manuscript_of(FRONT + BODY)
    heads = tuple(Furniture(f"Salt lakes of the northern steppe № 2 (14) 2017 {page}", page) for page in (1, 2))
    with_heads = Manuscript(content=own.content, blocks=own.blocks, furniture=heads)
    assert find_metadata(with_heads, find_sections(with_heads), info={}).journal is None


@pytest.mark.parametrize(
    ("printed", "created", "year"),
    [
        ("In 2012 the lakes were described in a paper that was published later.", "", None),
        ("Accepted 3 May 2016", "D:2021", 2016),
        ("No date.", "D:2018", 2018),
        ("No date.\n\nReferences\n\n1. Kim S. Lakes. 2011. P. 3.\n\n2. Kim S. Wells. 2013. P. 5.", "D:2026", 2013),
    ],
)
def test_the_year_of_publication(printed: str, created: str, year: int | None) -> None:
    assert metadata_of(f"{FRONT.replace('.2019', '')}{BODY}{printed}\n", info={"CreationDate": created}).year == year


LONG = "Salt lakes of the northern steppe"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (Metadata(doi="10.1/X"), Metadata(doi="10.1/x", titles={"en": LONG}), True),
        (Metadata(doi="10.1/x"), Metadata(doi="10.1/y"), False),
        (Metadata(titles={"en": LONG}), Metadata(titles={"en": LONG.upper() + "."}), True),
        (Metadata(titles={"en": LONG, "ru": "Озёра"}), Metadata(titles={"en": LONG}), True),
        (
            Metadata(titles={"en": LONG}, authors=("Anna Ivanova", "S. Kim")),
            Metadata(titles={"en": LONG}, authors=("S. Kim", "A. Ivanova")),
            True,
        ),
        (
            Metadata(titles={"en": LONG}, authors=("A. Ivanova",)),
            Metadata(titles={"en": LONG}, authors=("S. Kim",)),
            False,
        ),
        (
            Metadata(titles={"en": LONG}, authors=("Нұрланова Әсел", "Жумабаев Б.")),
            Metadata(titles={"en": LONG}, authors=("А. Нурланова", "B. Zhumabayev")),
            True,
        ),
        (Metadata(titles={"en": "Report"}), Metadata(titles={"en": "Report"}), False),
        (Metadata(), Metadata(), False),
    ],
)
def test_files_of_one_work(a: Metadata, b: Metadata, same: bool) -> None:
    assert (work_id(a, sha256="1" * 64) == work_id(b, sha256="2" * 64)) is same


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([*FRONT.splitlines(), "References", "[1] A. B", "2. C (2001)", "x" * 40, ""]), max_size=20)
)
def test_any_paper_gives_a_record(lines: list[str]) -> None:
    text = "\n".join(lines)
    references_of(text)
    assert isinstance(metadata_of(text), Metadata)

"""From a paper's text to its claims: places, ids, sources, weight, tables, coverage."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.claims.building import ClaimSet, PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.languages.alphabets import KAZAKH, to_latin
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.reading.document import TextFile
from pipeline.tables.records import table_records
from pipeline.tables.text_tables import find_in_text
from schemas import Claim, Paper, Reference, Source

VOCABULARY = load_vocabulary()


def read(text: str, references: tuple[Reference, ...] = ()) -> tuple[Paper, ClaimSet]:
    """The text as a paper; building it checks every span."""
    file = TextFile(text, "utf-8")
    manuscript = compose_text(file, find_in_text(file))
    sections = find_sections(manuscript)
    tables = table_records(manuscript, sections, paper_id="p")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    facts = PaperFacts("p", sha256, 2022, references)
    found = build_claims(manuscript, sections, tables, paper=facts, vocabulary=VOCABULARY)
    paper = Paper(
        paper_id="p",
        work_id="w",
        source=Source(path="p.txt", sha256=sha256, bytes=len(text), media_type="text/plain", reader="text"),
        text=manuscript.text,
        sections=sections,
        tables=tables,
        claims=found.claims,
        unread=found.unread,
        coverage=found.coverage,
    )
    return paper, found


def claims(text: str) -> tuple[Claim, ...]:
    return read(text)[1].claims


BODY = "Introduction\n\nMany people travel. {}\n\nConclusion\n\nThey come back.\n"


def test_a_claim_stands_where_it_says_in_text_and_file() -> None:
    text = BODY.format("In 2019 about 71.3 thousand\nKazakhstani students studied in Russia [2].")
    (claim,) = claims(text)
    assert claim.surface == "71.3 thousand"
    assert text[claim.location.source_start : claim.location.source_end] == "71.3 thousand"
    assert claim.quote.startswith("In 2019")
    assert claim.quote.endswith("[2].")
    assert claim.period is not None
    assert (claim.period.start, claim.quantity.bound, claim.quantity.unit) == ("2019", "~", "student")
    assert claim.label["ru"].startswith("студенты")


def test_ids_come_from_what_is_printed() -> None:
    one = claims(BODY.format("We saw 40 large horses there."))[0]
    two = claims(BODY.format("We saw 40 large horses there."))[0]
    other = claims(BODY.format("We saw 41 large horses there."))[0]
    assert one.claim_id == two.claim_id != other.claim_id


def test_equal_figures_of_one_sentence_have_ids_of_their_own() -> None:
    found = claims(BODY.format("We saw 40 horses and 40 cows."))
    assert len({c.claim_id for c in found}) == len(found) == 2


def test_brackets_behind_a_figure_and_names_before_it_are_its_sources() -> None:
    references = (Reference(ref_id="r1", label="[7]", text="x", start=0, end=1),)
    text = BODY.format("According to UNESCO, 900 students came. Most were young [7].")
    (claim,) = [c for c in read(text, references)[1].claims if c.surface == "900"]
    assert [(c.text, c.ref_id) for c in claim.cited] == [("UNESCO", None), ("[7]", "r1")]


@pytest.mark.parametrize(
    ("sentence", "weight"),
    [
        ("We distinguish three groups of people.", "low"),
        ("“I worked there for 10 years and my boss did not know me at all, so I left” (Woman, 35 years old).", "low"),
        ("The farm has 10 horses.", "normal"),
    ],
)
def test_what_weighs_little(sentence: str, weight: str) -> None:
    assert {c.weight for c in claims(BODY.format(sentence))} == {weight}


def test_a_sentence_goes_on_with_the_one_before() -> None:
    text = BODY.format("In 2018 85 thousand Kazakhstani students studied abroad. Of them 80% study in Russia.")
    whole, part = claims(text)
    assert (part.places.origin, part.places.host) == ("KZ", "RU")
    assert part.topic["population"] == whole.topic["population"] == "student"
    assert "places" in part.inherited
    assert part.whole is not None
    assert part.period is not None
    assert part.period.start == "2018"


def test_a_list_takes_its_people_from_the_text_before_it() -> None:
    text = (
        "Kirispe\n\nҚазақстандық студенттердің ең танымал бағыттары:\n\n"
        "- Ресей – 39 мың адам;\n- Қытай – 17 мың адам;\n- Корея – 1,6 мың адам.\n"
    )
    assert [(c.places.origin, c.places.host) for c in claims(text)] == [("KZ", "RU"), ("KZ", "CN"), ("KZ", "KR")]


TABLE = (
    "Introduction\n\nIt shows all.\n\nTable 1. Students from Kazakhstan by host country, thousand people, 2021\n\n"
    "Country\tMen\tWomen\nRussia\t30,5\t31\nTurkey\t1\t1,2\nTotal\t31,5\t32,2\n\nThat is all of it.\n"
)


def test_every_numeric_cell_is_a_claim() -> None:
    found = [c for c in claims(TABLE) if c.origin == "table"]
    assert len(found) == 6
    first = found[0]
    assert first.location.cell is not None
    assert (first.places.origin, first.places.host, first.topic["sex"]) == ("KZ", "RU", "male")
    assert first.quantity.unit == "person"
    assert first.period is not None
    assert first.period.start == "2021"
    assert first.quote == "Men › Russia: 30,5"
    assert {c.places.host for c in found[-2:]} == {"WLD"}


def test_the_scale_of_a_header_counts() -> None:
    value = next(c for c in claims(TABLE) if c.origin == "table").quantity.value
    assert value is not None
    assert value % 1000 == 500


def test_reference_lists_make_no_claims() -> None:
    text = BODY.format("We saw 40 horses.") + "\nReferences\n\n1. Smith J. (2001). 12 horses. Journal, 3, 44-50.\n"
    assert [c.surface for c in claims(text)] == ["40"]


def test_every_digit_is_accounted_for() -> None:
    text = "УДК 37.01\n\nВведение\n\nВ 2019 году (табл. 3) приехали 40 человек [5, с. 18]. Закон № 151-I принят.\n"
    paper, found = read(text)
    coverage = found.coverage
    assert coverage.digits == coverage.in_claims + coverage.in_tables + sum(coverage.unread.values())
    assert [c.surface for c in found.claims] == ["40"]
    held = [(u.start, u.end) for u in paper.unread] + [(c.location.start, c.location.end) for c in found.claims]
    for match in re.finditer(r"\d", paper.text):
        assert any(s is not None and e is not None and s <= match.start() < e for s, e in held), match


PIECES = [
    "В 2019 году ", "80 % ", "из них ", "(71.3 thousand) ", "Қазақстаннан ", "[5; 7] ", "студентов", "студент ",
    "in Russia ", "– ", "; ", ". ", "\n\n", "\t", "1,5 раза", "одной трети ", "«", "» ", "(", ")", "Table 1. ",
    "According to UNESCO, ", "бойынша, ", "References\n", "тиісінше ", "from 3 to 5 ", "and ", "12.79.51 ",
]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_breaks_it(text: str) -> None:
    paper, found = read(text + "x")
    coverage = found.coverage
    assert coverage.digits == coverage.in_claims + coverage.in_tables + sum(coverage.unread.values())
    assert len({c.claim_id for c in paper.claims}) == len(paper.claims)


@pytest.mark.parametrize("alphabet", ["2018", "2021"])
def test_latin_kazakh_is_claimed_as_its_cyrillic(alphabet: str) -> None:
    text = to_latin(
        "Кіріспе\n\nСоңғы жылдары жастардың білім алу үшін шетелге кетуі жиіледі, бұл қоғамда қызу талқыланып жүр. "
        "Бұл туралы 2019 жылы көп жазылды. Ресейде 70 мыңға жуық қазақстандық студент оқиды.\n",
        KAZAKH[alphabet],
    )
    (claim,) = claims(text)
    assert claim.quantity.value == 70000
    assert (claim.places.origin, claim.places.host, claim.topic["population"]) == ("KZ", "RU", "student")
    assert claim.surface in claim.quote


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The country plans to raise the share of forests to 15% by 2030, as it planned in 2010.", "target"),
        ("Contracts of more than one season, regardless of their goals, were signed by 300 people.", "measured"),
        ("A targeted subsidy reached 150 thousand households.", "measured"),
        ("В этом плане лидируют США, где обучались 971 тысяча иностранцев.", "measured"),
        ("На эти цели из бюджета направили 4,1 млрд тенге.", "measured"),
        ("Область планирует принимать 2 млн туристов ежегодно.", "target"),
        ("Уехать из села намерены 22,6% опрошенных.", "measured"),
        ("Of the respondents, 40% believe that prices will fall.", "measured"),
    ],
)
def test_words_of_aims_that_aim_at_nothing(text: str, status: str) -> None:
    assert claims(f"Introduction\n\n{text}\n")[-1].status == status


def test_a_target_has_a_topic_of_its_own() -> None:
    text = "In 2020 the country had 400 thousand tourists. The plan is to attract 900 thousand tourists by 2030."
    told, aimed = claims(f"Introduction\n\n{text}\n")
    assert aimed.status == aimed.topic["status"] == "target"
    assert "status" not in told.topic
    assert aimed.label["en"].endswith(", target")
    assert aimed.label["ru"].endswith(", цель")


def test_the_period_of_a_deadline_and_the_number_of_a_heading() -> None:
    (claim,) = claims(
        "1 Introduction\n\nThe state pledged neutrality by 2060 and plans to raise the share of wind to 15% by 2030.\n"
    )
    assert claim.period is not None
    assert (claim.surface, claim.period.start) == ("15%", "2030")


@pytest.mark.parametrize(
    "text",
    [
        "Введение\n\nСобрано 240 анкет и т.д. Бюджет – 12 млн. тенге.\n",
        "Введение\n\nСобрано 240 тыс. Бюджет составил 12 млн тенге.\n",
    ],
)
def test_a_sentence_may_end_behind_a_shortened_word(text: str) -> None:
    assert len({claim.quote for claim in claims(text)}) == 2


@pytest.mark.parametrize(
    ("title", "text", "area"),
    [
        ("Wheat in Kostanay region", "In 2022 wheat took 2.1 million hectares.", "KZ-39"),
        ("Зерно Костанайской области", "Площадь пшеницы достигла 2,1 млн га.", "KZ-39"),
        ("Wheat", "In Kazakhstan wheat was sown early. It took 2.1 million hectares.", "KZ"),
        ("Бидай", "Елде бидай көп егіледі. Бидай алқабы 2,1 млн гектар болды.", "KZ"),
        ("Пшеница", "Площадь пшеницы достигла 2,1 млн га.", None),
        ("Wheat in Kazakhstan and Uzbekistan", "Wheat took 2.1 million hectares.", None),
    ],
)
def test_a_short_paper_is_about_what_its_title_or_its_only_place_says(title: str, text: str, area: str | None) -> None:
    assert claims(f"{title}\nA. Author\n\n{text}\n")[-1].places.area == area

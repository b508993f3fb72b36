"""What statistics tally has one key in three languages, whatever verbs and word order tell it."""

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.comparing.keys import Key, key_of
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.reading.document import TextFile

VOCABULARY = load_vocabulary()


def key(text: str) -> Key | None:
    manuscript = compose_text(TextFile(text, "utf-8"), ())
    paper = PaperFacts(paper_id="p", sha256="0" * 64, year=2022)
    claims = build_claims(manuscript, find_sections(manuscript), (), paper=paper, vocabulary=VOCABULARY).claims
    return key_of(claims[-1], works={"p": "p"})


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Courts of Kazakhstan recorded 44.5 thousand divorces in 2022.",
            "В 2022 году в Казахстане расторгнуто 44,5 тыс. браков.",
            "2022 жылы Қазақстанда 44,5 мың неке бұзылды.",
        ),
        (
            "In 2022, 21.5% of adults in Kazakhstan smoked.",
            "Курили в Казахстане в 2022 году 21,5% взрослых.",
            "2022 жылы Қазақстанда ересектердің 21,5%-ы темекі шекті.",
        ),
        (
            "Kazakhstan produced 6.4 million tonnes of milk in 2022.",
            "Надоено молока в Казахстане в 2022 году 6,4 млн тонн.",
            "Қазақстанда 2022 жылы 6,4 млн тонна сүт сауылды.",
        ),
        (
            "In 2022, 3,800 people committed suicide in Kazakhstan.",
            "В 2022 году в Казахстане совершено 3 800 самоубийств.",
            "2022 жылы Қазақстанда 3 800 адам өз-өзіне қол жұмсады.",
        ),
        (
            "Turnout at the election in Kazakhstan was 69.4% in 2022.",
            "Явка на выборах в Казахстане в 2022 году составила 69,4%.",
            "2022 жылы Қазақстандағы сайлауға азаматтардың 69,4%-ы қатысты.",
        ),
        (
            "Kazakhstan spent 4.1% of GDP on health care in 2022.",
            "Расходы на здравоохранение в Казахстане в 2022 году – 4,1% ВВП.",
            "Қазақстанда денсаулық сақтауға 2022 жылы ЖІӨ-нің 4,1%-ы жұмсалды.",
        ),
        (
            "Kindergartens of Kazakhstan were attended by 943 thousand children in 2022.",
            "Детские сады Казахстана в 2022 году посещали 943 тыс. детей.",
            "Қазақстанда балабақшаға 2022 жылы 943 мың бала барды.",
        ),
        (
            "Potato yields in Kazakhstan averaged 20.6 tonnes per hectare in 2022.",
            "Картофеля в Казахстане в 2022 году собирали в среднем по 206 ц с гектара.",
            "Қазақстанда картоптың әр гектарынан 2022 жылы орта есеппен 206 центнер жиналды.",
        ),
    ],
)
def test_one_tally_has_one_key_in_three_languages(texts: tuple[str, str, str]) -> None:
    found = {key(text) for text in texts}
    assert len(found) == 1
    assert None not in found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "В 2022 году в Казахстане расторгнуто 44,5 тыс. браков.",
            "В 2022 году в Казахстане зарегистрировано 128,4 тыс. браков.",
        ),
        (
            "Kindergartens of Kazakhstan were attended by 943 thousand children in 2022.",
            "Clinics of Kazakhstan examined 943 thousand children in 2022.",
        ),
        (
            "Kazakhstan spent 4.1% of GDP on health care in 2022.",
            "Kazakhstan spent 4.5% of GDP on education in 2022.",
        ),
        (
            "Қазақстанда әр гектардан 206 центнер картоп жиналды.",
            "Қазақстанда 2 400 гектардан 206 центнер картоп жиналды.",
        ),
    ],
)
def test_neighbouring_tallies_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)

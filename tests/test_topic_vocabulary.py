"""The vocabulary of topics as its users know it: files of their own, suggestions, labels in three languages."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.suggesting import suggest_topics
from pipeline.claims.topics import label_of
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.numbers.reading import read_numbers
from schemas import Claim, Location, Places, Quantity

VOCABULARY = load_vocabulary()


def test_the_file_that_the_documentation_shows_adds_to_the_vocabulary(tmp_path: Path) -> None:
    shown = re.search(r"```toml\n(.*?)```", (Path(__file__).parents[1] / "docs/vocabulary.md").read_text("utf-8"), re.S)
    assert shown is not None
    extra = tmp_path / "falcons.toml"
    extra.write_text(shown[1], "utf-8")
    vocabulary = load_vocabulary(extra)
    for lang, text in {
        "en": "The valley has 40 falconers.",
        "ru": "В долине 40 беркутчи.",
        "kk": "Аңғарда 40 бүркітші бар.",
    }.items():
        scene = read_scene(text, lang, read_numbers(text, lang=lang), vocabulary)
        (draft,) = draft_claims(scene, Context(), vocabulary)[0]
        assert dict(draft.topic) == {"population": "falconer"}
    assert vocabulary.fingerprint != VOCABULARY.fingerprint


def claim_of(topic: dict[str, str], *, paper: str = "a", quote: str = "q", lang: str = "en") -> Claim:
    return Claim(
        claim_id=f"{paper}{quote}",
        paper_id=paper,
        origin="prose",
        lang=lang,
        section_kind="body",
        quote=quote,
        surface="5",
        location=Location(start=0, end=1, quote_start=0, quote_end=len(quote)),
        quantity=Quantity(value=Decimal(5), unit="tonne", interval=(None, None), interval_narrow=(None, None)),
        kind="count",
        topic=topic,
        label={"en": "", "kk": "", "ru": ""},
        places=Places(),
    )


def test_unknown_topics_are_suggested_by_frequency_with_examples() -> None:
    hemp = {"open": "hemp", "measure": "harvest"}
    claims = [
        claim_of(hemp, quote="Hemp: 5."),
        claim_of({**hemp, "sex": "female"}, paper="b", quote="Hemp again: 5."),
        claim_of({"open": "jute"}),
        claim_of({"population": "student"}),
        claim_of({"open": "groups"}).model_copy(update={"weight": "low"}),
    ]
    first, second = suggest_topics(claims)
    assert (first.words, first.claims, first.papers, first.units) == ("hemp", 2, 2, ("tonne",))
    assert first.known == {"measure": "harvest"}
    assert [example["quote"] for example in first.examples] == ["Hemp: 5.", "Hemp again: 5."]
    assert second.words == "jute"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[concept]]\nslot = "population"\n', "needs slot, code and a name"),
        ('[[concept]]\nslot = "a"\ncode = "b"\nname = {}\ncolour = "red"\n', "unknown keys colour"),
        ("[[concept", "my.toml"),
    ],
)
def test_a_faulty_vocabulary_is_refused_with_its_name(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=message):
        load_vocabulary(path)


def test_every_concept_has_a_name_in_three_languages() -> None:
    for concept in VOCABULARY.concepts.values():
        assert all(concept.name[lang] for lang in ("kk", "ru", "en")), concept


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "graduates, decrease, share of all migrants"),
        ("ru", "выпускники, снижение, доля: все мигранты"),
        ("kk", "түлектер, төмендеу, үлесі: барлық мигранттар"),
    ],
)
def test_a_label_is_in_words(lang: str, words: str) -> None:
    topic = {"population": "graduate", "change": "decrease", "of": "all:migrant"}
    assert label_of(topic, load_vocabulary())[lang] == words

"""The vocabulary files and the commands that let a user's own grow: suggest, and a run with one more file."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.claims.context import Context
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.scene import read_scene
from pipeline.claims.vocabulary import Vocabulary, load_vocabulary, said_beside
from pipeline.languages.knowledge import LANGUAGES
from pipeline.numbers.reading import read_numbers

DOCUMENT = Path(__file__).parents[1] / "docs/vocabulary.md"
PAPER = """EAGLES OF THE STEPPE

Introduction

The article tells how the birds of the steppe are counted and what is known of them.

There were 310 blorkers in Kazakhstan in 2019.

There were 290 blorkers in Kazakhstan in 2020.
"""
BLORKERS = """[[concept]]
slot = "object"
code = "blorker"
name = { kk = "блоркер", ru = "блоркеры", en = "blorkers" }
kk = ["блоркер"]
ru = ["блоркер"]
en = ["blorker"]
"""


def derek(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(root), "XDG_CACHE_HOME": str(root / "cache")}
    environment = {name: value for name, value in environment.items() if not name.startswith("PREFECT_")}
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True, timeout=300)


def test_an_unknown_topic_is_suggested_until_a_file_names_it(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/eagles.txt").write_text(PAPER, "utf-8")
    (tmp_path / "birds.toml").write_text(BLORKERS, "utf-8")
    derek(tmp_path, "run", "papers", "--out", "out", "--workers", "1")
    (suggestion,) = json.loads(derek(tmp_path, "vocabulary", "suggest", "out").stdout)
    assert (suggestion["words"], suggestion["claims"], suggestion["lang"]) == ("blorker", 2, "en")
    assert all("blorkers" in example["quote"] for example in suggestion["examples"])
    derek(tmp_path, "run", "papers", "--out", "out", "--workers", "1", "--vocabulary", "birds.toml")
    assert json.loads(derek(tmp_path, "vocabulary", "suggest", "out").stdout) == []
    claims = [json.loads(line) for line in (tmp_path / "out/claims.jsonl").read_text("utf-8").splitlines()]
    assert {claim["topic"]["object"] for claim in claims} == {"blorker"}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def test_every_code_has_words_or_a_unit(vocabulary: Vocabulary) -> None:
    worded = {
        (slot, said_beside(meaning)[0])
        for by_slot in vocabulary.words.values()
        for slot, said in by_slot.items()
        for _, meaning in said
    }
    by_unit = {(slot, code) for slots in vocabulary.units.values() for slot, code in slots.items()}
    assert set(vocabulary.concepts) <= worded | by_unit


def test_every_name_is_told_in_each_language(vocabulary: Vocabulary) -> None:
    assert all(concept.name[lang].strip() for concept in vocabulary.concepts.values() for lang in LANGUAGES)


def test_a_rule_speaks_of_codes_that_exist(vocabulary: Vocabulary) -> None:
    free = {"item", "of", "change", "per"}
    for rule in vocabulary.rules:
        told = [*rule.when.items(), *((slot, (code,)) for slot, code in rule.fill.items())]
        for slot, codes in told:
            for part in (part for code in codes for part in code.split("+")):
                assert part in ("", "*", "mean") or slot in free or vocabulary.concept(slot, part), (slot, part)


def test_every_file_of_the_folder_is_told_of_in_the_documentation() -> None:
    folder = DOCUMENT.parents[1] / "pipeline/vocabulary"
    told = set(re.findall(r"`(\w+\.toml)`", DOCUMENT.read_text("utf-8")))
    assert {path.name for path in folder.glob("*.toml")} - {"areas.toml"} <= told


def test_of_two_meanings_of_a_word_that_of_the_users_file_holds(tmp_path: Path) -> None:
    extra = tmp_path / "extra.toml"
    extra.write_text(BLORKERS.replace('en = ["blorker"]', 'en = ["school"]'), "utf-8")
    words = load_vocabulary(extra)
    text = "Many schools are old; 40 of the schools are new."
    scene = read_scene(text, "en", read_numbers(text, lang="en"), words)
    assert "blorker" in {mention.code for mention in scene.concepts}
    assert draft_claims(scene, Context(), words)[0]

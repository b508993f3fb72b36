"""What docs/contributing.md says: a word, a unit, a topic and a check are added by editing one place each."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TOPIC = """
[[concept]]
slot = "population"
code = "falconer"
name = { kk = "бүркітшілер", ru = "беркутчи", en = "falconers" }
kk = ["бүркітші"]
ru = ["беркутчи"]
en = ["falconer"]
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A checkout to be changed."""
    for name in ("pipeline", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def changed(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def said(source: Path, program: str) -> Any:
    """What a program prints that runs with this checkout."""
    command = [sys.executable, "-P", "-c", f"import json, pipeline; print(json.dumps({program}))"]
    environment = os.environ | {"PYTHONPATH": str(source)}
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("file", "before", "after", "text", "expected"),
    [
        ("numbers.toml", '"12" = "twelve"', '"12" = "twelve"\n"144" = "grossy"', "grossy students", ["144", "="]),
        ("bounds.toml", '"~" = [', '"~" = ["ballparkish", ', "ballparkish 40 students", ["40", "~"]),
    ],
)
def test_a_word_for_a_number_or_a_hedge(
    source: Path, file: str, before: str, after: str, text: str, expected: list[str]
) -> None:
    changed(source / "pipeline" / "languages" / "en" / file, before, after)
    program = f"[[str(q.value), q.bound] for q in pipeline.find_quantities({text!r}, lang='en')]"
    assert said(source, program) == [expected]
    assert said(ROOT, program) != [expected]


def test_a_unit(source: Path) -> None:
    added = '[currencies]\n"spanish doubloon" = ["doubloon"]'
    changed(source / "pipeline" / "languages" / "en" / "units.toml", "[currencies]", added)
    program = "[q.unit for q in pipeline.find_quantities('It cost 5 million doubloons.', lang='en')]"
    assert said(source, program) == ["spanish doubloon"]
    assert said(ROOT, program) != ["spanish doubloon"]


def test_a_topic(source: Path) -> None:
    (source / "pipeline" / "vocabulary" / "falcons.toml").write_text(TOPIC, "utf-8")
    paper = source / "paper.txt"
    paper.write_text("В 2019 году в Казахстане насчитывалось 400 беркутчи.\n", "utf-8")
    program = f"[dict(c.topic) for c in pipeline.extract({str(paper)!r}).claims]"
    assert said(source, program) == [{"population": "falconer"}]


def test_a_check(source: Path) -> None:
    example = (ROOT / "docs" / "own-check.md").read_text("utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", example, re.DOTALL)
    function = block.split("\n\npaper = ")[0].replace("import pipeline\n", "")
    checks = source / "pipeline" / "checks"
    (checks / "impossible_shares.py").write_text(function, "utf-8")
    added = "from pipeline.checks.impossible_shares import impossible_shares\n"
    changed(checks / "__init__.py", "from pipeline.checks.model_fit", added + "from pipeline.checks.model_fit")
    changed(checks / "__init__.py", "    table_sums,\n", "    impossible_shares,\n    table_sums,\n")
    paper = source / "paper.txt"
    paper.write_text("In 2019, 130 % of schools in Kazakhstan had a library.\n", "utf-8")
    program = f"[[f.check, f.verdict] for f in pipeline.extract({str(paper)!r}).findings]"
    assert said(source, program) == [["share-of-whole", "inconsistent"]]
    assert said(ROOT, program) == []

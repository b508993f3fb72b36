"""The documentation: it builds, its links hold, what it generates is current, and every command in it works."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if path.parent.name != "reference")
BLOCK = re.compile(r"```(console|python|toml)\n(.*?)```", re.DOTALL)
SERVES = ("derek review", "derek watch")
ELSEWHERE = ("make ", "source ")
"""What sets a fresh checkout up: `make run` and `make test` are what continuous integration does."""


@pytest.mark.parametrize("name", ["commands.md", "records.md", "codes.md"])
def test_the_reference_is_what_the_code_says(name: str) -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "write_reference.py"))["PAGES"][name]()
    assert (DOCS / "reference" / name).read_text("utf-8") == made, "run `make reference`"


def test_the_site_builds_with_its_links_and_fetches_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        fetched = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?:[^"]+)"', page.read_text("utf-8"))
        assert fetched == [], page


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample papers and what a run made of them, as the pages expect it."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "raw", folder / "raw")
    subprocess.run(["derek", "run", "raw", "--out", "extracted"], cwd=folder, env=environment(), check=True)
    subprocess.run(["derek", "export", "extracted", "--to", "parquet"], cwd=folder, env=environment(), check=True)
    return folder


def environment() -> dict[str, str]:
    return os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "NO_MKDOCS_2_WARNING": "1",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_every_command_and_block_works(page: Path, workplace: Path) -> None:
    for language, block in BLOCK.findall(page.read_text("utf-8")):
        if language == "console":
            for line in commands(block):
                run(line, workplace)
        elif language == "python":
            program = workplace / "block.py"
            program.write_text(block, "utf-8")
            done = subprocess.run(
                [sys.executable, program], cwd=workplace, env=environment(), capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr


def commands(block: str) -> Iterator[str]:
    """The lines that a person types; the others are what is printed."""
    for line in block.splitlines():
        if line.startswith("$ ") and not line[2:].startswith(ELSEWHERE):
            yield line[2:]


def run(line: str, folder: Path) -> None:
    if not line.startswith(SERVES):
        done = subprocess.run(
            line, shell=True, cwd=folder, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        return
    command = [*shlex.split(line), *(["--port", "0"] if "review" in line else [])]
    with subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline()
        server.terminate()

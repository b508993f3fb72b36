"""What users install: both packages with their data, a command that starts, an import that is quick and quiet."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

Derek = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel that was built from the sdist, as those do who package Derek anew."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("made")
    for name in ("pipeline", "schemas"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build_sdist = "import sys, setuptools.build_meta as s; s.build_sdist(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build_sdist, str(made)], cwd=source, capture_output=True, check=True)
    (sdist,) = made.glob("derek-*.tar.gz")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(made), str(sdist)], check=True)
    (found,) = made.glob("derek-*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The wheel's content."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(wheel.parent / "site")
    return wheel.parent / "site"


@pytest.fixture(scope="module")
def derek(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Derek:
    """The command of an environment that holds nothing but the wheel and what it asks of the registry."""
    home = tmp_path_factory.mktemp("home")
    subprocess.run([sys.executable, "-m", "venv", str(home / "venv")], check=True)
    pip = [str(home / "venv" / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PREFECT"))}
    environment = {**inherited, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}

    def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        command = [str(home / "venv" / "bin" / "derek"), *arguments]
        return subprocess.run(
            command, cwd=home, env=environment | settings, capture_output=True, text=True, check=False
        )

    return run


def python(code: str, site: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-P", "-W", "error", "-c", code]
    return subprocess.run(command, env=environment, cwd=site.parent, capture_output=True, text=True, check=False)


def data_files(root: Path) -> set[str]:
    """Everything but code, by its name below the two packages."""
    found = (path for name in ("pipeline", "schemas") for path in (root / name).rglob("*") if path.is_file())
    kept = {path.relative_to(root).as_posix() for path in found if path.suffix != ".pyc"}
    return {name for name in kept if not name.endswith(".py")}


def test_the_wheel_carries_all_data_files(installed: Path) -> None:
    assert data_files(installed) == data_files(ROOT)
    assert {"pipeline/py.typed", "schemas/py.typed"} <= data_files(installed)


def test_the_wheel_works_alone(installed: Path) -> None:
    code = (
        "import pipeline, schemas; from pathlib import Path;"
        f"assert Path(pipeline.__file__).is_relative_to({str(installed)!r}), pipeline.__file__;"
        "import sys; from pipeline.cli import main; sys.argv = ['derek', 'schema', 'claim']; main()"
    )
    done = python(code, installed)
    assert done.returncode == 0, done.stderr
    assert '"title": "Claim"' in done.stdout


def test_the_wheel_carries_its_licence(installed: Path) -> None:
    (licence,) = installed.glob("derek-*.dist-info/licenses/LICENSE")
    assert licence.read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_a_fresh_environment_reads_papers(derek: Derek, tmp_path: Path) -> None:
    paper, other = tmp_path / "a.txt", tmp_path / "b.txt"
    paper.write_text("Abstract\n\nIn 2019, 71,368 students from Kazakhstan studied in Russia.\n", "utf-8")
    other.write_text("Аннотация\n\nВ 2019 году в России обучалось 61 тысяча студентов из Казахстана.\n", "utf-8")
    sections = derek("sections", str(paper))
    assert (sections.returncode, sections.stderr) == (0, "")
    assert {section["lang"] for section in json.loads(sections.stdout)} == {"en"}
    done = derek("run", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    groups = json.loads((tmp_path / "out" / "conflicts.json").read_text("utf-8"))["groups"]
    assert [group["verdict"] for group in groups] == ["conflict"]
    assert derek("doctor").returncode == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands(derek: Derek, shell: str) -> None:
    typed = {"COMP_WORDS": "derek re", "COMP_CWORD": "1", "_TYPER_COMPLETE_ARGS": "derek re"}
    said = derek(_DEREK_COMPLETE=f"complete_{shell}", _TYPER_COMPLETE_FISH_ACTION="get-args", **typed).stdout
    assert {"report", "review"} <= set(re.findall(r"\w+", said))
    assert "derek" in derek(_DEREK_COMPLETE=f"source_{shell}").stdout


@pytest.mark.parametrize(
    ("statement", "without"),
    [
        ("import pipeline", ("prefect", "pandas", "pdfplumber", "pydantic")),
        ("import pipeline.cli", ("prefect", "pandas", "pdfplumber")),
        ("import pipeline.extraction", ("prefect",)),
        ("import pipeline.store.intake", ("prefect", "pdfplumber")),
        ("import pipeline.reading.child", ("prefect", "pandas", "pydantic")),
    ],
)
def test_imports_are_no_heavier_than_needed(statement: str, without: tuple[str, ...]) -> None:
    done = python(f"{statement}; import sys; print([m for m in {without!r} if m in sys.modules])", ROOT)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_version_is_one() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert python("import pipeline; print(pipeline.__version__)", ROOT).stdout.strip() == declared


def test_the_command_says_its_version(derek: Derek) -> None:
    assert derek("--version").stdout == python("import pipeline; print('derek', pipeline.__version__)", ROOT).stdout


def test_every_direct_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    names = {name.split(">")[0].split("<")[0].split("=")[0].strip().lower() for name in asked}
    assert names - pinned == set()

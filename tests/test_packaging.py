"""What users install: both packages with their data, a command that starts, an import that is quick and quiet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("made")
    for name in ("pipeline", "schemas"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(made), str(source)], check=True)
    (wheel,) = made.glob("derek-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(made / "site")
    return made / "site"


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


def test_every_direct_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    names = {name.split(">")[0].split("<")[0].split("=")[0].strip().lower() for name in asked}
    assert names - pinned == set()

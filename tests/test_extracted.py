"""extracted/ is what a run makes of raw/ today. When this fails after a change on purpose: make run, and commit it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.files import PRIVATE
from plain_run import plain_run

ROOT = Path(__file__).parent.parent


def content(folder: Path) -> dict[str, Any]:
    """All files by name, without the time of the run and the hash of the code that made them."""
    found = (path for path in folder.rglob("*") if path.is_file() and PRIVATE not in path.parts)
    made: dict[str, Any] = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    index = json.loads(made["index.json"])
    for entry in index["papers"]:
        del entry["fingerprint"]
    package = json.loads(made["datapackage.json"])
    del package["created"]
    package["resources"] = [r for r in package["resources"] if r["path"] != "index.json"]
    return {**made, "index.json": index, "datapackage.json": package}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run over a copy of raw/ makes, without Prefect."""
    place = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "raw", place / "raw")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        plain_run(Path("raw"), Path("extracted"))
    return place / "extracted"


def test_the_committed_output_is_current(fresh: Path) -> None:
    made, committed = content(fresh), content(ROOT / "extracted")
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name] != committed[name]] == []


def test_nothing_in_it_says_where_it_was_made(fresh: Path) -> None:
    for path in (ROOT / "extracted").rglob("*.*"):
        if path.is_file():
            assert str(ROOT).encode() not in path.read_bytes()

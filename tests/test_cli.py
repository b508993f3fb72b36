"""The command as users run it: a folder with good and bad papers, a second run, a run that is killed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import pipeline
from own_processes import own_processes
from schemas import ConflictReport, Index, Paper

GOOD = {
    "en.txt": "Students abroad\n\nAccording to the embassy, 61 thousand Kazakhstani students study in Russia.\n",
    "ru.txt": "Студенты за рубежом\n\nВ России обучаются 71,3 тыс. казахстанских студентов, это 80 % от их числа.\n",
    "kk.md": "Шетелдегі студенттер\n\nРесейде 39,6 мың қазақстандық студент оқиды.\n",
}
BAD = {
    "empty.txt": b"",
    "broken.pdf": b"%PDF-1.4\n1 0 obj\n<<",
    "page.pdf": b"<!DOCTYPE html><html></html>",
    "zip.txt": b"PK\x03\x04" + bytes(100),
}


@dataclass
class Desk:
    """A folder to work in, with a cache of its own for Prefect."""

    root: Path
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(self.root / "cache"), "HOME": str(self.root)}
        self.environment.pop("PREFECT_HOME", None)
        self.environment.pop("PREFECT_API_URL", None)

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]

    def derek(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def papers(self, folder: str) -> Path:
        (self.root / folder).mkdir()
        for name, text in GOOD.items():
            (self.root / folder / name).write_text(text, "utf-8")
        return self.root / folder

    def written(self, out: str) -> dict[str, bytes]:
        """The output without its private folder and its one time stamp."""
        found = {p.relative_to(self.root / out).as_posix(): p for p in (self.root / out).rglob("*") if p.is_file()}
        made = {name: path.read_bytes() for name, path in found.items() if not name.startswith(".derek/")}
        package = json.loads(made["datapackage.json"])
        del package["created"]
        return {**made, "datapackage.json": json.dumps(package).encode()}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def first(desk: Desk) -> subprocess.CompletedProcess[str]:
    """A run over good and bad papers."""
    folder = desk.papers("papers")
    for name, data in BAD.items():
        (folder / name).write_bytes(data)
    os.mkfifo(folder / "pipe.txt")
    return desk.derek("run", "papers", "--out", "out", "--workers", "2")


def test_a_run_reads_the_good_and_names_the_bad(desk: Desk, first: subprocess.CompletedProcess[str]) -> None:
    assert first.returncode == 1, first.stderr
    lines = first.stderr.splitlines()
    assert sorted(line.split(":")[0] for line in lines) == sorted(f"papers/{name}" for name in [*BAD, "pipe.txt"])
    assert "8 papers: 3 read now, 0 unchanged, 5 unreadable" in first.stdout
    assert "out/report.html" in first.stdout
    index = Index.model_validate_json((desk.root / "out" / "index.json").read_bytes())
    status = {Path(entry.source.path).name: entry.status for entry in index.papers}
    assert status == dict.fromkeys(GOOD, "ok") | dict.fromkeys([*BAD, "pipe.txt"], "failed")


def test_every_file_of_the_contract_is_written(desk: Desk, first: subprocess.CompletedProcess[str]) -> None:
    out = desk.root / "out"
    for path in (out / "papers").glob("*.json"):
        paper = Paper.model_validate_json(path.read_bytes())
        assert paper.claims
        assert path.stem == paper.paper_id
    claims = [json.loads(line) for line in (out / "claims.jsonl").read_text("utf-8").splitlines()]
    assert len(claims) == 4
    ConflictReport.model_validate_json((out / "conflicts.json").read_bytes())
    assert (out / "report.html").read_text("utf-8").startswith("<!")
    assert str(desk.root) not in (out / "index.json").read_text("utf-8")


def test_the_papers_disagree(desk: Desk, first: subprocess.CompletedProcess[str]) -> None:
    report = ConflictReport.model_validate_json((desk.root / "out" / "conflicts.json").read_bytes())
    (group,) = (g for g in report.groups if g.verdict == "conflict")
    assert len(group.claims) == 3
    assert sum(pair.verdict == "conflict" for pair in group.conflicts) == 3


def test_a_second_run_reads_nothing_and_changes_nothing(desk: Desk, first: subprocess.CompletedProcess[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in (desk.root / "out").rglob("*.*") if path.is_file()}
    second = desk.derek("run", "papers", "--out", "out")
    assert (second.returncode, second.stderr) == (1, first.stderr)
    assert "0 read now" in second.stdout
    after = {path: path.stat().st_mtime_ns for path in (desk.root / "out").rglob("*.*") if path.is_file()}
    assert after == before


def test_a_run_leaves_no_process_behind(desk: Desk, first: subprocess.CompletedProcess[str]) -> None:
    assert own_processes(desk.root) == []


def test_a_killed_run_is_completed_by_the_next(desk: Desk) -> None:
    folder = desk.papers("many")
    for number in range(12):
        (folder / f"{number}.txt").write_text(GOOD["en.txt"] * 20 + f"\n{number} students left.\n", "utf-8")
    journal = desk.root / "cut" / ".derek" / "journal.jsonl"
    command = desk.command("run", "many", "--out", "cut", "--workers", "1")
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=desk.root, env=desk.environment, **quiet) as process:  # type: ignore[call-overload]
        while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") >= 2):
            time.sleep(0.005)
        process.kill()
    deadline = time.monotonic() + 30
    while own_processes(desk.root) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert own_processes(desk.root) == []
    again = desk.derek("run", "many", "--out", "cut")
    assert again.returncode == 0, again.stderr
    assert "15 read now" not in again.stdout
    assert desk.derek("run", "many", "--out", "whole").returncode == 0
    assert desk.written("cut") == desk.written("whole")


@pytest.mark.parametrize(("part", "names"), [("sections", "heading"), ("claims", "quantity"), ("tables", "rows")])
def test_one_part_of_one_paper_as_json(desk: Desk, part: str, names: str) -> None:
    folder = desk.root / f"part-{part}"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Table 1. Students\n\nyear\tleft\n2019\t120\n2020\t140\n\nIn all 260 students left.\n"
    )
    done = desk.derek(part, folder / "a.txt")
    assert (done.returncode, done.stderr) == (0, "")
    made: list[dict[str, Any]] = json.loads(done.stdout)
    assert made
    assert all(names in item for item in made)
    assert "\n" in desk.derek(part, folder / "a.txt", "--pretty").stdout.strip()


def test_letters_are_not_escaped(desk: Desk, first: subprocess.CompletedProcess[str]) -> None:
    done = desk.derek("claims", "papers/kk.md", PYTHONIOENCODING="ascii")
    assert "қазақстандық" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["claims", "papers/empty.txt"], 1, "papers/empty.txt: "),
        (["claims", "papers/pipe.txt"], 1, "papers/pipe.txt: "),
        (["claims", "papers"], 1, "papers: "),
        (["claims", "papers/absent.txt"], 1, "papers/absent.txt: no such file"),
        (["claims", "papers/en.txt", "--password-env", "NOT_SET"], 2, "NOT_SET"),
        (["run", "absent"], 2, "absent: no such file or folder"),
        (["run", "papers", "--vocabulary", "absent.toml", "--out", "other"], 2, "absent.toml"),
        (["compare", "papers"], 2, "derek run"),
        (["report", "absent"], 2, "derek run"),
        (["export", "absent"], 2, "derek run"),
        (["forget", "out", "nobody-00000000"], 2, "nobody-00000000"),
        (["schema", "nothing"], 2, "nothing"),
    ],
)
def test_errors_are_one_line(
    desk: Desk, first: subprocess.CompletedProcess[str], arguments: list[str], code: int, says: str
) -> None:
    done = desk.derek(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    assert says in line


@pytest.mark.parametrize("arguments", [["run"], ["run", "papers", "--workers", "0"], ["no-such-command"], []])
def test_wrong_use_is_exit_code_2(desk: Desk, arguments: list[str]) -> None:
    done = desk.derek(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_version_and_schema(desk: Desk) -> None:
    assert desk.derek("--version").stdout == f"derek {pipeline.__version__}\n"
    assert "paper" in json.loads(desk.derek("schema").stdout)
    assert json.loads(desk.derek("schema", "paper").stdout)["title"] == "Paper"


def test_doctor_names_what_it_looked_for(desk: Desk) -> None:
    done = desk.derek("doctor", PATH=str(Path(sys.executable).parent))
    assert done.returncode == 0, done.stdout
    assert "prefect" in done.stdout
    assert "apt-get install tesseract-ocr" in done.stdout


def test_compare_report_forget_and_export(desk: Desk, first: subprocess.CompletedProcess[str]) -> None:
    shutil.copytree(desk.root / "out", desk.root / "copy")
    before = desk.written("copy")
    (desk.root / "copy" / "report.html").unlink()
    assert desk.derek("report", "copy").returncode == 0
    assert desk.derek("compare", "copy").returncode == 0
    assert desk.written("copy") == before
    exported = desk.derek("export", "copy", "--to", "csv")
    assert exported.returncode == 0, exported.stderr
    assert all(Path(desk.root, line).is_file() for line in exported.stdout.splitlines())
    frames = pipeline.frames(desk.root / "copy")
    assert {name: len(frame) for name, frame in frames.items()} == {
        "papers": 8, "claims": 4, "tables": 0, "conflicts": 3, "findings": 0, "decisions": 0,
    }  # fmt: skip
    gone = next(p for p in frames["papers"]["paper_id"] if p.startswith("kk-"))
    assert desk.derek("forget", "copy", gone).returncode == 0
    assert len(pipeline.frames(desk.root / "copy")["claims"]) == 3

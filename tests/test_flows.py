"""The run as a Prefect flow: what Prefect keeps of it, and what is left when it is ended from outside."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from own_processes import own_processes
from pipeline import flow_server

PASSWORD = "very-secret-word"


def environment(root: Path) -> dict[str, str]:
    """With a cache of its own, and no Prefect settings of the machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    return {**kept, "XDG_CACHE_HOME": str(root / "cache"), "HOME": str(root), "PAPER_PASSWORD": PASSWORD}


def command(root: Path) -> list[str]:
    options = ["--out", str(root / "out"), "--password-env", "PAPER_PASSWORD"]
    return [sys.executable, "-m", "pipeline.cli", "run", str(root / "papers"), *options]


def serves(root: Path) -> bool:
    """Not any second process: one that the run has forked and that becomes another program is gone at the next look."""
    return any("prefect.server" in process for process in own_processes(root))


def end(run: subprocess.Popen[bytes], ending: signal.Signals) -> None:
    """As a person does, again where once is not enough: Python loses an interrupt in a callback of an import."""
    while run.poll() is None:
        run.send_signal(ending)
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.wait(timeout=5)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"In 2019 there were {number}7 thousand students.\n")
    return tmp_path


def test_prefect_keeps_one_flow_its_tasks_and_one_artifact(papers: Path) -> None:
    subprocess.run(command(papers), env=environment(papers), check=True, capture_output=True)
    home = papers / "cache" / "derek" / "prefect"
    with closing(sqlite3.connect(home / "prefect.db")) as database:
        assert database.execute("select state_type from flow_run").fetchall() == [("COMPLETED",)]
        tasks = {name.split("-")[0]: state for name, state in database.execute("select name, state_type from task_run")}
        assert tasks == dict.fromkeys(["read 0.txt", "read 1.txt", "read 2.txt", "compare", "write"], "COMPLETED")
        (shown,) = database.execute("select key, data from artifact").fetchall()
        assert shown[0] == "derek-run"
        assert all(name in shown[1] for name in ("0.txt", "1.txt", "2.txt", "report.html"))
    assert not [path for path in home.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_leaves_no_server(papers: Path, ending: signal.Signals) -> None:
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command(papers), env=environment(papers), **quiet) as run:  # type: ignore[call-overload]
        deadline = time.monotonic() + 240
        while not (served := serves(papers)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert served
        end(run, ending)
        assert run.returncode != 0
    deadline = time.monotonic() + 240
    while own_processes(papers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert own_processes(papers) == []


def test_settings_of_the_user_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in flow_server.QUIET:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "DEBUG")
    flow_server.be_quiet()
    assert os.environ["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert os.environ["DO_NOT_TRACK"] == "1"


def test_a_server_of_the_user_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with flow_server.serving() as ready:
        ready()
        assert os.environ["PREFECT_API_URL"] == "http://127.0.0.1:9/api"


def test_a_second_run_at_the_same_time_has_a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("PREFECT_HOME", raising=False)
    with flow_server.home() as first, flow_server.home() as second:
        assert first == tmp_path / "derek" / "prefect"
        assert second != first
        assert second.is_dir()
    assert not second.exists()


def test_runs_that_were_killed_are_no_longer_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)

    def asked(path: str, question: dict[str, object]) -> Any:
        body = json.dumps(question).encode()
        address = f"{os.environ['PREFECT_API_URL']}/{path}"
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    with flow_server.serving() as ready:
        ready()
        flow = asked("flows/", {"name": "derek"})["id"]
        made = {
            kind: asked("flow_runs/", {"flow_id": flow, "state": {"type": kind}})["id"]
            for kind in ("RUNNING", "PENDING", "COMPLETED", "SCHEDULED")
        }
        asked("task_runs/", {"flow_run_id": made["RUNNING"], "task_key": "read", "dynamic_key": "0",
                             "state": {"type": "RUNNING"}})  # fmt: skip
    with flow_server.serving() as ready:
        ready()
        states = {run["id"]: run["state"]["type"] for run in asked("flow_runs/filter", {})}
        assert {kind: states[identifier] for kind, identifier in made.items()} == {
            "RUNNING": "CRASHED", "PENDING": "CRASHED", "COMPLETED": "COMPLETED", "SCHEDULED": "SCHEDULED"
        }  # fmt: skip
        assert [run["state"]["type"] for run in asked("task_runs/filter", {})] == ["CRASHED"]

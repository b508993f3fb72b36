"""`derek watch`: papers are taken as they arrive, whole, once, and nothing is left when it ends."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from own_processes import own_processes
from pipeline.errors import BadOutput
from pipeline.store.files import locked
from pipeline.store.sources import find_files
from pipeline.store.waiting import Doorkeeper

PATIENCE = 240.0
"""Seconds on a machine that is very busy with other things."""


def environment(root: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    return {**kept, "XDG_CACHE_HOME": str(root / "cache"), "HOME": str(root)}


@contextmanager
def watching(root: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "pipeline.cli", "watch", str(root / "in"), "--out", str(root / "out"), *options]
    with (root / "said").open("ab") as said:
        watch = subprocess.Popen([*command, "--every", "0.5"], env=environment(root), stdout=said, stderr=said)
        try:
            yield watch
        finally:
            watch.kill()
            watch.wait()


def wait_for(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.2)


def papers(root: Path) -> dict[str, str]:
    """The text of each paper that the index names, by the name of its file."""
    try:
        index = json.loads((root / "out" / "index.json").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    ids = {Path(entry["source"]["path"]).name: entry["paper_id"] for entry in index["papers"]}
    return {
        name: json.loads((root / "out" / "papers" / f"{i}.json").read_text("utf-8"))["text"] for name, i in ids.items()
    }


def in_prefect(root: Path, question: str) -> list[tuple[str, ...]]:
    """What Prefect's database answers; nothing while it is being made."""
    try:
        with closing(sqlite3.connect(root / "cache" / "derek" / "prefect" / "prefect.db")) as database:
            return database.execute(question).fetchall()
    except sqlite3.OperationalError:
        return []


def reads(root: Path) -> list[str]:
    """The names of the tasks that read a paper, as Prefect keeps them."""
    return sorted(name for (name,) in in_prefect(root, "select name from task_run where name like 'read%'"))


def test_papers_are_taken_as_they_arrive_and_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("In 2019 there were 17 thousand students.\n")
    with watching(tmp_path) as watch:
        wait_for(lambda: "a.txt" in papers(tmp_path))
        with (tmp_path / "in" / "b.txt").open("w") as growing:
            for number in range(12):
                growing.write(f"In 2018 there were {number + 1} thousand nurses.\n\n")
                growing.flush()
                time.sleep(0.2)
        wait_for(lambda: "12 thousand" in papers(tmp_path).get("b.txt", ""))
        watch.kill()
        watch.wait()
        wait_for(lambda: not own_processes(tmp_path))
    (tmp_path / "in" / "c.txt").write_text("In 2017 there were 15 thousand students.\n")
    with watching(tmp_path) as watch:
        wait_for(lambda: "c.txt" in papers(tmp_path))
        watch.send_signal(signal.SIGTERM)
        watch.wait()
        wait_for(lambda: not own_processes(tmp_path))
    assert sorted(papers(tmp_path)) == ["a.txt", "b.txt", "c.txt"]
    times = Counter(name.split(" ")[1].split("-")[0] for name in reads(tmp_path))
    assert (times["a.txt"], times["c.txt"]) == (1, 1)
    assert times["b.txt"] >= 1  # more often where the machine let its writer wait, and it stood still for so long
    assert set(times) == {"a.txt", "b.txt", "c.txt"}


def test_a_turn_that_fails_is_tried_again_and_turns_come_by_the_schedule_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("In 2019 there were 17 thousand students.\n")
    of_runs = "join flow f on f.id = r.flow_id"
    states = f"select f.name, s.name from flow_run_state s join flow_run r on r.id = s.flow_run_id {of_runs}"
    turns = f"select start_time, end_time from flow_run r {of_runs} where f.name = 'derek-watch'"
    with watching(tmp_path, "--schedule", "* * * * *"):
        with locked(tmp_path / "out"):  # by another run
            wait_for(lambda: ("derek-watch", "AwaitingRetry") in in_prefect(tmp_path, states))
            assert papers(tmp_path) == {}
        wait_for(lambda: "a.txt" in papers(tmp_path))
        wait_for(lambda: len([end for _, end in in_prefect(tmp_path, turns) if end]) >= 2)  # nothing new has come
        ended = sorted((start, end) for start, end in in_prefect(tmp_path, turns) if end)
    assert all(end <= start for (_, end), (start, _) in pairwise(ended))  # one at a time


@pytest.mark.parametrize(
    ("schedule", "after", "then"),
    [
        ("0 3 * * *", "2026-03-01T02:59:59", "2026-03-01T03:00:00"),
        ("0 3 * * *", "2026-03-01T03:00:00", "2026-03-02T03:00:00"),
        ("*/10 * * * 1", "2026-03-01T23:55:00", "2026-03-02T00:00:00"),
    ],
)
def test_the_schedule_names_the_next_time(schedule: str, after: str, then: str) -> None:
    from pipeline.flows import next_time

    assert next_time(schedule, datetime.fromisoformat(f"{after}+00:00")) == datetime.fromisoformat(f"{then}+00:00")


@pytest.mark.parametrize("schedule", ["", "often", "61 * * * *", "* * *"])
def test_a_schedule_that_is_none_is_said(schedule: str) -> None:
    from pipeline.flows import next_time

    with pytest.raises(BadOutput, match="no cron expression"):
        next_time(schedule, datetime(2026, 3, 1, tzinfo=UTC))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline.cli", "watch", str(tmp_path / "no")]
    done = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert (done.returncode, "no such folder" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_the_doorkeeper_waits_until_a_file_stands_still(tmp_path: Path) -> None:
    keeper, paper = Doorkeeper(tmp_path, out=tmp_path / "out"), tmp_path / "a.txt"
    assert keeper.something_new()
    assert not keeper.something_new()
    paper.write_text("1")
    assert not keeper.something_new()  # seen for the first time
    paper.write_text("12")
    assert not keeper.something_new()  # it has grown
    assert keeper.something_new()
    assert not keeper.something_new()
    paper.unlink()
    assert keeper.something_new()
    assert not keeper.something_new()


def test_what_grows_is_left_for_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    still, growing = tmp_path / "a.txt", tmp_path / "b.txt"
    still.write_text("12 students")
    growing.write_text("1")

    def grow(seconds: float) -> None:
        growing.write_text("12 students")
        (tmp_path / "c.txt").write_text("just come")

    monkeypatch.setattr(time, "sleep", grow)
    found = find_files([tmp_path], out=tmp_path / "out", settle=1.0)
    assert [file.path.name for file in found] == ["a.txt"]

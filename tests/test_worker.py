"""One paper in a child process: whatever a reader does, it costs that paper only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from pipeline.errors import (
    BadOutput,
    DerekError,
    EmptyPaper,
    EncryptedPaper,
    NotAPaper,
    OwnDefect,
    PaperTimedOut,
    PaperTooLarge,
    UnreadablePaper,
)
from pipeline.reading.limits import Limits, ReadingLimits, reading_limits, variable, worker_limits
from pipeline.reading.worker import WorkerPool, look_at

LIMITS = Limits(
    wall_seconds=240,
    cpu_seconds=240,
    memory_bytes=1 << 30,
    file_bytes=1 << 20,
    output_bytes=10 << 20,
    start_seconds=240,
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "бір мақала.txt"
    path.write_text("text", "utf-8")
    return path


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool("reader_faults:by_name", limits=LIMITS) as pool:
        yield pool


def named(folder: Path, name: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text("text", "utf-8")
    return path


def children() -> set[int]:
    """The processes that this one has started."""
    return {int(pid) for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}


def test_path_options_and_answer_pass_through(paper: Path) -> None:
    with WorkerPool("reader_faults:echo", limits=LIMITS) as pool:
        answer = json.loads(pool.read(paper, vocabulary="сөздік.toml"))
    assert answer["name"] == "бір мақала.txt"
    assert answer["vocabulary"] == "сөздік.toml"
    assert answer["pid"] != os.getpid()


def test_a_child_reads_many_papers(paper: Path) -> None:
    with WorkerPool("reader_faults:echo", limits=LIMITS) as pool:
        assert len({json.loads(pool.read(paper))["pid"] for _ in range(5)}) == 1


def test_children_started_ahead_read_the_papers(paper: Path) -> None:
    with WorkerPool("reader_faults:echo", limits=LIMITS) as pool:
        before = children()
        pool.start(2)
        started = children() - before
        assert len(started) == 2
        assert json.loads(pool.read(paper))["pid"] in started


def test_a_child_without_work_ends_and_the_next_paper_has_another(paper: Path) -> None:
    with WorkerPool("reader_faults:echo", limits=LIMITS, idle_seconds=0.1) as pool:
        first = json.loads(pool.read(paper))["pid"]
        deadline = time.monotonic() + 240
        while Path(f"/proc/{first}").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not Path(f"/proc/{first}").exists()
        assert json.loads(pool.read(paper))["pid"] != first


@pytest.mark.parametrize(
    ("fault", "error", "says"),
    [
        ("eat_memory", PaperTooLarge, "memory"),
        ("die", UnreadablePaper, "SIGSEGV"),
        ("leave", UnreadablePaper, "exit code 7"),
        ("say_exit", OwnDefect, "SystemExit"),
        ("recurse", UnreadablePaper, "nested"),
        ("babble", PaperTooLarge, "output"),
        ("garbage", UnreadablePaper, "crashed"),
        ("own_fault", OwnDefect, "KeyError: 'missing' at reader_faults.py"),
        ("refuse", EncryptedPaper, "it is encrypted"),
    ],
)
def test_a_fault_costs_one_paper(
    pool: WorkerPool, tmp_path: Path, fault: str, error: type[DerekError], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        pool.read(named(tmp_path, fault))
    assert type(caught.value) is error
    assert caught.value.path == str(tmp_path / f"{fault}.txt")
    assert json.loads(pool.read(named(tmp_path, "echo")))["name"] == "echo.txt"


def test_what_a_reader_prints_is_no_answer(pool: WorkerPool, tmp_path: Path) -> None:
    assert pool.read(named(tmp_path, "print_much")) == "quiet"


@pytest.mark.parametrize(
    ("fault", "limits", "says"),
    [
        ("hang", replace(LIMITS, wall_seconds=4), "more than 4 s"),
        ("burn", replace(LIMITS, cpu_seconds=1), "processor time"),
    ],
)
def test_time_is_limited(tmp_path: Path, fault: str, limits: Limits, says: str) -> None:
    with WorkerPool("reader_faults:by_name", limits=limits) as pool:
        with pytest.raises(PaperTimedOut, match=says):
            pool.read(named(tmp_path, fault))
        assert json.loads(pool.read(named(tmp_path, "echo")))["name"] == "echo.txt"


def test_a_missing_reader_is_our_own_fault(paper: Path) -> None:
    with WorkerPool("reader_faults:no_such_function", limits=LIMITS) as pool, pytest.raises(OwnDefect):
        pool.read(paper)


def test_threads_have_children_of_their_own(tmp_path: Path) -> None:
    path = named(tmp_path, "echo")
    pids: set[int] = set()
    with WorkerPool("reader_faults:echo", limits=LIMITS) as pool:
        both = threading.Barrier(2)

        def read() -> None:
            both.wait()
            pids.add(json.loads(pool.read(path))["pid"])

        threads = [threading.Thread(target=read) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(pids) == 2


def test_children_end_with_a_killed_parent(tmp_path: Path) -> None:
    path = named(tmp_path, "echo")
    script = (
        "import sys, time; from pathlib import Path; from pipeline.reading.worker import WorkerPool\n"
        f"pool = WorkerPool('reader_faults:echo'); print(pool.read(Path({str(path)!r})), flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        child = json.loads(parent.stdout.readline())["pid"]
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 240
    while Path(f"/proc/{child}").exists() and time.monotonic() < deadline:
        if "Z" in Path(f"/proc/{child}/stat").read_text().split(")")[-1]:
            return
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists()


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    pipe, folder, link = tmp_path / "pipe.txt", tmp_path / "folder.pdf", tmp_path / "link.txt"
    os.mkfifo(pipe)
    folder.mkdir()
    link.symlink_to("/dev/zero")
    for path in (pipe, folder, link):
        with pytest.raises(NotAPaper):
            look_at(path)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("absent.txt", None, UnreadablePaper),
        ("empty.pdf", b"", EmptyPaper),
        ("letter.docx", b"PK", NotAPaper),
        ("no_suffix", b"text", NotAPaper),
        ("huge.txt", b"x" * 101, PaperTooLarge),
        ("bad\0name.txt", None, UnreadablePaper),
    ],
)
def test_a_file_is_looked_at_first(tmp_path: Path, name: str, content: bytes | None, error: type[DerekError]) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error) as caught:
        look_at(path, max_bytes=100)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    ("name", "said", "limit", "value"),
    [
        ("DEREK_WALL_SECONDS", "7", "wall_seconds", 7),
        ("DEREK_CPU_SECONDS", " 9 ", "cpu_seconds", 9),
        ("DEREK_MEMORY_MB", "512", "memory_bytes", 512 << 20),
        ("DEREK_OUTPUT_MB", "", "output_bytes", 256 << 20),
        ("DEREK_PAGES", "12", "pages", 12),
        ("DEREK_GLYPHS_A_PAGE", "500", "glyphs_a_page", 500),
    ],
)
def test_limits_are_set_by_the_environment(name: str, said: str, limit: str, value: int) -> None:
    found = {**asdict(worker_limits({name: said})), **asdict(reading_limits({name: said}))}
    assert found[limit] == value


@pytest.mark.parametrize("said", ["0", "-1", "many", "1.5", "1e3", "٣", "9" * 5000])
def test_a_limit_that_is_no_number_is_wrong_use(said: str) -> None:
    with pytest.raises(BadOutput, match="DEREK_PAGES"):
        reading_limits({"DEREK_PAGES": said})


def test_every_limit_is_documented_with_its_default() -> None:
    text = (Path(__file__).parent.parent / "docs" / "limits.md").read_text("utf-8")
    for name, default in {**asdict(Limits()), **asdict(ReadingLimits())}.items():
        shown = default >> 20 if name.endswith("_bytes") else int(default)
        assert f"| `{variable(name)}` | {shown} |" in text

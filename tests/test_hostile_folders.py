"""Folders that mean harm, through the real command: odd names, pipes, links, full disks, no permission, two runs."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from hostile_pdfs import BOMBS
from own_processes import own_processes
from pipeline.extraction import extract
from pipeline.store.files import locked
from plain_run import plain_run

SENTENCE = "In 2019 there were {} thousand students.\n"
NAMES = (
    b"line\nend.txt", b"tab\there.txt", b"-rf.txt", b"up\\..\\..\\up.txt", "\U0001f600.txt".encode(),
    b"a" * 251 + b".txt", b"\x1b[31mred.txt", b"%s%n.txt", b"=cmd.txt", "\u202etxt.fdp.txt".encode(), b" .txt",
    b"<b>bold.txt", "\u0439.txt".encode(), "\u0438\u0306.txt".encode(), "\ufeffmark.txt".encode(), b"CON.txt",
    b"a\x7f.txt",
)  # fmt: skip
NO_TEXT = b"\xff\xfe\x80.txt"


def environment(root: Path, **limits: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "DEREK"))}
    path = os.pathsep.join(filter(None, sys.path))
    return {**kept, "XDG_CACHE_HOME": str(root / "cache"), "HOME": str(root), "PYTHONPATH": path, **limits}


def run(root: Path, papers: Path, out: Path, *, before: Sequence[str] = (), **limits: str) -> tuple[int, list[str]]:
    """Exit code of `derek run` and what it says to stderr. Nothing of it goes on after its end."""
    derek = [sys.executable, "-m", "pipeline.cli", "run", str(papers), "--out", str(out), "--workers", "2"]
    given = environment(root, **limits)
    done = subprocess.run([*before, *derek], env=given, capture_output=True, text=True, check=False, cwd=root)
    assert "Traceback" not in done.stdout + done.stderr
    assert own_processes(root) == []
    said = [line for line in done.stderr.splitlines() if "EventsWorker" not in line]  # Prefect, on a busy machine
    return done.returncode, said


def statuses(out: Path) -> dict[str, tuple[str, str]]:
    """Status and first cause of each paper, by the last part of its path."""
    papers = json.loads((out / "index.json").read_text("utf-8"))["papers"]
    causes = {p["paper_id"]: " ".join(d["message"] for d in p["diagnostics"]) for p in papers}
    return {p["source"]["path"].rpartition("/")[2]: (p["status"], causes[p["paper_id"]]) for p in papers}


def test_a_folder_of_harm_is_read_to_its_end(tmp_path: Path) -> None:
    papers, out = tmp_path / "papers", tmp_path / "out"
    papers.mkdir()
    for number, name in enumerate((*NAMES, NO_TEXT)):
        Path(os.fsdecode(os.fsencode(papers) + b"/" + name)).write_text(SENTENCE.format(10 + number))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(SENTENCE.format(99))
    (papers / "folder").symlink_to(outside)
    os.mkfifo(papers / "pipe.txt")
    (papers / "zero.pdf").symlink_to("/dev/zero")
    (papers / "loop.txt").symlink_to("loop.txt")
    (papers / "broken.txt").symlink_to("nowhere.txt")
    (papers / "shut.pdf").mkdir()
    for bomb in ("twice_compressed", "bomb_after_an_honest_page", "reference_loop"):
        (papers / f"{bomb}.pdf").write_bytes(BOMBS[bomb]())
    code, errors = run(tmp_path, papers, out, DEREK_PAGE_SECONDS="2", DEREK_STREAM_MB="16")
    found = statuses(out)
    assert code == 1
    bad = {name for name, (status, _) in found.items() if status == "failed"}
    assert bad == {
        "pipe.txt", "zero.pdf", "loop.txt", "broken.txt", "\\xff\\xfe\\x80.txt", "twice_compressed.pdf",
        "reference_loop.pdf",
    }  # fmt: skip
    assert len(errors) == len(bad)  # one line each
    assert found["bomb_after_an_honest_page.pdf"][0] == "partial"
    assert len(found) == len(NAMES) + 1 + 4 + 3
    assert "secret.txt" not in found
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cache", "out", "outside", "papers"]
    assert all("/" not in p.stem and p.stem.isascii() for p in (out / "papers").iterdir())


def test_links_to_files_elsewhere_are_papers_of_the_folder_and_those_to_folders_are_not(tmp_path: Path) -> None:
    papers, outside, out = tmp_path / "papers", tmp_path / "outside", tmp_path / "out"
    papers.mkdir()
    (outside / "deep").mkdir(parents=True)
    (outside / "note.txt").write_text(SENTENCE.format(99))
    (outside / "deep" / "secret.txt").write_text(SENTENCE.format(98))
    (papers / "own.txt").write_text(SENTENCE.format(97))
    (papers / "link.txt").symlink_to(outside / "note.txt")
    (papers / "again.txt").symlink_to("../outside/note.txt")
    (papers / "folder").symlink_to(outside, target_is_directory=True)
    (papers / "up").symlink_to("..", target_is_directory=True)
    before = sorted((path, path.stat().st_mtime_ns) for path in outside.rglob("*"))
    plain_run(papers, out)
    sources = [entry["source"] for entry in json.loads((out / "index.json").read_text("utf-8"))["papers"]]
    named = sorted(sorted(Path(path).name for path in (s["path"], *s["also_at"])) for s in sources)
    assert named == [["again.txt", "link.txt"], ["own.txt"]]
    assert not any(os.fspath(outside) in path for s in sources for path in (s["path"], *s["also_at"]))
    assert sorted((path, path.stat().st_mtime_ns) for path in outside.rglob("*")) == before


def test_three_thousand_tiny_files_are_read_each_different_one_once(tmp_path: Path) -> None:
    papers, out = tmp_path / "papers", tmp_path / "out"
    for number in range(3_000):
        folder = papers / f"{number % 7}" / f"{number % 11}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.txt").write_text(SENTENCE.format(10 + number % 60))
    (papers / "empty.txt").touch()
    plain_run(papers, out)
    entries = json.loads((out / "index.json").read_text("utf-8"))["papers"]
    assert [entry["status"] for entry in entries].count("ok") == 60
    assert [entry["source"]["path"] for entry in entries if entry["status"] == "failed"] == [str(papers / "empty.txt")]
    paths = [path for entry in entries for path in (entry["source"]["path"], *entry["source"]["also_at"])]
    assert len(paths) == len(set(paths)) == 3_001
    assert len(list((out / "papers").iterdir())) == 60


def test_a_file_that_changes_while_it_is_read_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import extraction

    path = tmp_path / "paper.txt"
    path.write_text(SENTENCE.format(10))
    read = extraction.read_text

    def read_and_grow(path: Path) -> object:
        file = read(path)
        with path.open("a") as grown:
            grown.write(SENTENCE.format(20))
        return file

    monkeypatch.setattr(extraction, "read_text", read_and_grow)
    with pytest.raises(extraction.DerekError, match="changed while it was read"):
        extract(path)


def test_one_output_takes_one_run_at_a_time(tmp_path: Path) -> None:
    papers, out = tmp_path / "papers", tmp_path / "out"
    papers.mkdir()
    (papers / "a.txt").write_text(SENTENCE.format(10))
    with locked(out):
        code, errors = run(tmp_path, papers, out)
    assert code == 2
    assert "another run of derek is writing to this folder" in errors[0]
    assert len(errors) == 1
    assert run(tmp_path, papers, out)[0] == 0


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A file system in memory of so many bytes. Skips the test where it can't be had."""
    folder.mkdir()
    mount = shutil.which("mount")
    if os.getuid() or mount is None:
        pytest.skip("only root can mount a small disk")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip(f"a small disk can't be mounted here: {done.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    papers, disk = tmp_path / "papers", tmp_path / "disk"
    papers.mkdir()
    (papers / "a.txt").write_text(SENTENCE.format(10))
    with small_disk(disk, "16m"):
        out = disk / "out"
        assert run(tmp_path, papers, out)[0] == 0
        before = (out / "index.json").read_bytes()
        with (disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(bytes(4096))
        (papers / "b.txt").write_text("".join(SENTENCE.format(number) for number in range(40)))
        code, errors = run(tmp_path, papers, out)
        assert code == 2
        assert len(errors) == 1
        assert "No space left on device" in errors[0]
        assert (out / "index.json").read_bytes() == before
        (disk / "filler").unlink()
        assert run(tmp_path, papers, out)[0] == 0
        assert len(statuses(out)) == 2


def test_an_output_that_is_read_only_is_said(tmp_path: Path) -> None:
    papers, disk = tmp_path / "papers", tmp_path / "disk"
    papers.mkdir()
    (papers / "a.txt").write_text(SENTENCE.format(10))
    with small_disk(disk, "16m"):
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        code, errors = run(tmp_path, papers, disk / "out")
    assert code == 2
    assert len(errors) == 1
    assert "can't be written (Read-only file system)" in errors[0]


def without_rights() -> list[str]:
    """What to put before a command so that permissions hold for root too. Skips where it can't be had."""
    if os.getuid():
        return []
    rights = "-dac_override,-dac_read_search"
    command = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"]
    if shutil.which("setpriv") is None or subprocess.run([*command, "true"], check=False).returncode:
        pytest.skip("root can't give up its rights here: setpriv is missing")
    return command


def test_without_permission_it_is_said(tmp_path: Path) -> None:
    before = without_rights()
    papers, shut = tmp_path / "papers", tmp_path / "shut"
    papers.mkdir()
    (papers / "a.txt").write_text(SENTENCE.format(10))
    (papers / "closed.txt").write_text(SENTENCE.format(11))
    (papers / "closed.txt").chmod(0)
    out = tmp_path / "out"
    code, errors = run(tmp_path, papers, out, before=before)
    assert code == 1
    assert errors == [f"{papers / 'closed.txt'}: can't be read (Permission denied); check its permissions"]
    shut.mkdir()
    shut.chmod(0o555)
    code, errors = run(tmp_path, papers, shut / "out", before=before)
    assert code == 2
    assert "can't be written (Permission denied)" in errors[0]
    assert len(errors) == 1

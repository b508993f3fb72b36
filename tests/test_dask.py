"""`derek run --on dask`: two worker processes make the same bytes as this machine alone; one that dies costs time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("prefect_dask", reason="prefect-dask is not installed: pip install 'derek[dask]'")

PATIENCE = 600.0


def environment(root: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    return {**kept, "XDG_CACHE_HOME": str(root / "cache"), "HOME": str(root)}


@contextmanager
def cluster(root: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    port_file = root / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(port_file)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment(root)}
    started = [subprocess.Popen([sys.executable, "-m", "dask", "scheduler", *options], **quiet)]  # type: ignore[call-overload]
    try:
        deadline = time.monotonic() + PATIENCE
        while not port_file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        address = json.loads(port_file.read_text())["address"]
        worker = [sys.executable, "-m", "dask", "worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
        worker += ["--local-directory", str(root / "dask")]
        workers = [subprocess.Popen(worker, **quiet) for _ in range(2)]  # type: ignore[call-overload]
        started += workers
        yield address, workers
    finally:
        for process in started:
            process.kill()
            process.wait()


def run(root: Path, out: str, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline.cli", "run", "papers", "--out", out, *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=root, env=environment(root), **pipes)  # type: ignore[call-overload, no-any-return]


def written(out: Path) -> dict[str, bytes]:
    """All files but those that are private; the time in the data package left out."""
    found = {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    package = json.loads(found.pop("datapackage.json"))
    del package["created"]
    kept = {name: data for name, data in found.items() if not name.startswith(".derek")}
    return {**kept, "datapackage.json": json.dumps(package).encode()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    for number in range(8):
        said = f"In 2019, {number + 3}7,000 students from Kazakhstan studied in Russia.\n\n" * 3
        (tmp_path / "papers" / f"{number}.txt").write_text(said)
    (tmp_path / "papers" / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    return tmp_path


def test_a_cluster_makes_the_same_bytes_even_when_a_worker_dies(folder: Path) -> None:
    local = run(folder, "local")
    said = local.communicate(timeout=PATIENCE)
    assert local.returncode == 1, said
    with cluster(folder) as (address, workers):
        done = run(folder, "remote", "--on", "dask", "--scheduler", address)
        journal = folder / "remote" / ".derek" / "journal.jsonl"
        deadline = time.monotonic() + PATIENCE
        while not journal.exists() and done.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        workers[0].kill()
        away = done.communicate(timeout=PATIENCE)
        assert done.returncode == 1, away
    assert away[0].replace("remote", "local") == said[0]
    assert written(folder / "remote") == written(folder / "local")

"""Runs that die at any moment: what stands is the old state or the new one, and the next run mends the rest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def crashing_runs(*arguments: str) -> str:
    """What the program says; its own words where a state was neither old nor new."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(Path(__file__).parent), *sys.path]))}
    command = [sys.executable, str(Path(__file__).with_name("crashing_runs.py")), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_run_may_die_at_each_of_its_writes(tmp_path: Path) -> None:
    assert int(crashing_runs(str(tmp_path), "writes")) >= 40


@pytest.mark.parametrize("count", [24])
def test_a_run_may_be_killed_at_any_moment(tmp_path: Path, count: int) -> None:
    assert int(crashing_runs(str(tmp_path), "kills", str(count))) == count

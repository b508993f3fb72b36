"""Runs that die: at each write in turn, or at a random moment by `kill -9`. A program for test_hostile_writes.py.

    python crashing_runs.py FOLDER writes          die before and after each change of the disk, one run each
    python crashing_runs.py FOLDER kills COUNT     go on until so many runs were killed, at random moments

Each run brings an output folder from an old state to a new one. After each death every file is the old one or the new
one; a run that is let live then makes the new state. Prints how many runs died; the exit code is 1 for the first
state that is neither.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import BadOutput
from test_store import Folder

_CHANGES = ("replace", "rename", "fsync", "unlink", "mkdir", "fdopen", "link")
_CREATED = re.compile(rb'"created": "[^"]*"')


class _Story:
    """A folder of papers whose output is brought from one state to another, as often as wanted."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = Folder(root)
        for name, text in (("a", "12 students"), ("b", "1 student"), ("c", "7 of 9 teachers")):
            self.folder.paper(f"{name}.txt", text)
        self.folder.run()
        self.old = self.state()
        shutil.copytree(self.folder.out, root / "old")
        self.folder.paper("a.txt", "14 students and 3 teachers")
        self.folder.paper("d.txt", "2 schools")
        (self.folder.papers / "b.txt").unlink()
        self.go_on()
        self.new = self.state()

    def back(self) -> None:
        shutil.rmtree(self.folder.out)
        shutil.copytree(self.root / "old", self.folder.out)

    def go_on(self) -> None:
        self.folder.run(prune=True)

    def go_on_soon(self) -> None:
        """A child that was just being started when its run was killed holds the lock for a moment more."""
        for _ in range(2400):
            with contextlib.suppress(BadOutput):
                return self.go_on()
            time.sleep(0.1)
        return self.go_on()

    def state(self) -> dict[str, bytes]:
        found = {name: _CREATED.sub(b"", data) for name, data in self.folder.everything().items()}
        return {name: data for name, data in found.items() if "/.unfinished-" not in f"/{name}"}

    def neither(self) -> list[str]:
        """Files that are neither the old ones nor the new ones, or that are missing from both."""
        now = self.state()
        strange = [name for name, data in now.items() if data not in (self.old.get(name), self.new.get(name))]
        lost = [name for name in self.old if name in self.new and name not in now]
        return strange + lost


def _in_a_fork(act: Callable[[], None], *, kill_after: float | None = None) -> bool:
    """Did the process die before it was done? It takes the children of its own group along."""
    pid = os.fork()
    if pid == 0:
        os.setsid()
        try:
            act()
        finally:
            os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1] != 0


def _die_at(count: int) -> None:
    """Die at the count-th chance: there is one before and one after each change of the disk."""
    left = [count]

    def chance() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(change: Callable[..., object]) -> Callable[..., object]:
        def changing(*args: object, **options: object) -> object:
            chance()
            made = change(*args, **options)
            chance()
            return made

        return changing

    for name in _CHANGES:
        setattr(os, name, watched(getattr(os, name)))


def die_at_each_write(story: _Story) -> int:
    """How many runs died; one more did not."""
    count = 1
    while True:

        def act(at: int = count) -> None:
            _die_at(at)
            story.go_on()

        story.back()
        if not _in_a_fork(act):
            return count - 1
        _check(story, f"after death {count}")
        count += 1


def kill_at_random(story: _Story, count: int) -> int:
    """How many runs died. Every third dead run is followed by one that dies too.

    How long a run takes is the machine's affair: one that outlived its kill shortens the time that the next are given.
    """
    chance = random.Random(count)
    story.back()
    start = time.monotonic()
    story.go_on()
    longest, died = time.monotonic() - start, 0
    while died < count:
        if died % 3 != 2:
            story.back()
        if not _in_a_fork(story.go_on_soon, kill_after=chance.uniform(0, longest)):
            longest *= 0.8
            continue
        died += 1
        if died % 3 != 2:
            _check(story, f"after kill {died}")
        print(f"{died} of {count}", end="\r", file=sys.stderr)
    return died


def _check(story: _Story, when: str) -> None:
    strange = story.neither()
    story.go_on_soon()
    if strange or story.state() != story.new:
        print(f"{when}: neither old nor new: {strange}; mended: {story.state() == story.new}")
        sys.exit(1)


if __name__ == "__main__":
    it = _Story(Path(sys.argv[1]))
    print(die_at_each_write(it) if sys.argv[2] == "writes" else kill_at_random(it, int(sys.argv[3])))

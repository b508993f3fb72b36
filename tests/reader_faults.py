"""Readers that misbehave, for the worker to survive. Each is named as `reader_faults:<function>`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline.errors import EncryptedPaper


def echo(path: Path, **options: str) -> str:
    """An honest reader."""
    return json.dumps({"name": path.name, "pid": os.getpid(), **options}, ensure_ascii=False)


def by_name(path: Path, **options: str) -> str:
    """What the file's name says."""
    return str(globals()[path.stem](path, **options))


def hang(path: Path) -> str:
    while True:
        time.sleep(1)


def hang_with_child(path: Path) -> str:
    subprocess.Popen(
        [sys.executable, "-c", f"import time; open({str(path)!r} + '.pid', 'w').write('x'); time.sleep(60)"]
    )
    return hang(path)


def burn(path: Path) -> str:
    while True:
        pass


def eat_memory(path: Path) -> str:
    eaten = []
    while True:
        eaten.append(bytearray(50 << 20))


def die(path: Path) -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return ""


def leave(path: Path) -> str:
    os._exit(7)


def say_exit(path: Path) -> str:
    sys.exit(0)


def recurse(path: Path) -> str:
    return recurse(path)


def babble(path: Path) -> str:
    return "x" * (20 << 20)


def garbage(path: Path) -> str:
    for handle in range(3, 30):
        try:
            os.write(handle, b"\x00\xff not a reply\n")
        except OSError:
            continue
    time.sleep(60)
    return ""


def print_much(path: Path) -> str:
    print("noise" * 10_000)
    sys.stderr.write("noise" * 10_000)
    return "quiet"


def own_fault(path: Path) -> str:
    return str({}["missing"])


def refuse(path: Path) -> str:
    raise EncryptedPaper(path, "it is encrypted", "give the password")

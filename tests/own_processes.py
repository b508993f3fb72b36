"""The processes that a command of a test has started, and that have not ended."""

from __future__ import annotations

from pathlib import Path


def own_processes(root: Path) -> list[str]:
    """Process id and command of each whose cache is in this test's folder: it goes from parent to child."""
    mark = f"XDG_CACHE_HOME={root / 'cache'}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(f"{process.name} {(process / 'cmdline').read_text()}")
        except OSError:
            continue
    return found

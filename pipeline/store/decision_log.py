"""`decisions.jsonl`: what reviewers decided, one line a decision, only ever added to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from pipeline.errors import BadOutput
from pipeline.store.files import PRIVATE, append_line
from schemas import Decision, dump

NAME = "decisions.jsonl"


def read_decisions(out: Path) -> list[Decision]:
    """All decisions in the order in which they were made. Raises BadOutput when the file can't be read.

    A line that is none (torn by a crash, written by hand) is passed over; `strange_lines` names it.
    """
    return [found for _, found in _lines(out) if isinstance(found, Decision)]


def strange_lines(out: Path) -> list[str]:
    """What is wrong with each line that is no decision, for people. Raises BadOutput."""
    where = f"{out / NAME}: line"
    return [f"{where} {number} is passed over: {found}" for number, found in _lines(out) if isinstance(found, str)]


def add_decisions(out: Path, decisions: list[Decision]) -> None:
    """Add lines, on disk when this returns. Several reviewers and a run may hold the folder open at the same time."""
    path = out / NAME
    try:
        (out / PRIVATE).mkdir(exist_ok=True)
        with FileLock(out / PRIVATE / "decisions.lock", timeout=10):
            torn = path.exists() and path.stat().st_size > 0 and not _ends_with_newline(path)
            append_line(path, ("\n" if torn else "") + "\n".join(dump(decision) for decision in decisions))
    except OSError as error:  # a lock that is held for ten seconds is one too
        raise BadOutput(path, f"can't be written ({error.strerror or error})", "make room, then decide again") from None


def _lines(out: Path) -> Iterator[tuple[int, Decision | str]]:
    """The number of each line, and the decision in it or why there is none."""
    path = out / NAME
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    except OSError as error:
        raise BadOutput(path, f"can't be read ({error.strerror})", "mend its permissions") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, Decision.model_validate_json(line)
            except ValidationError as error:
                yield number, error.errors()[0]["msg"]


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"

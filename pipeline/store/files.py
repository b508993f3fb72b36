"""Files that are replaced whole or not at all, and the lock on an output folder."""

from __future__ import annotations

import contextlib
import filecmp
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from pipeline.errors import BadOutput

PRIVATE = ".derek"
"""The folder inside an output folder that holds the lock and the journal of a run; no part of the result."""

_UNFINISHED = ".unfinished-"


def write_whole(path: Path, data: str | bytes) -> bool:
    """Replace a file at once, on disk when this returns; True when its bytes changed.

    A crash at any moment leaves the old file or the new one. A file that already holds these bytes is not touched.
    """
    data = data.encode("utf-8") if isinstance(data, str) else data
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    with whole_file(path) as file:
        file.write(data)
    return True


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """As `write_whole`, for what is written bit by bit: it takes its place when the block ends without an error."""
    handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), 0o666 & ~_umask())
            yield file
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            if filecmp.cmp(name, path, shallow=False):
                return
        Path(name).replace(path)
        _sync_folder(path.parent)
    finally:
        Path(name).unlink(missing_ok=True)


def append_line(path: Path, line: str) -> None:
    """Add one line to a file; on disk when this returns. A crash leaves a torn last line at worst."""
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def remove_unfinished(folder: Path) -> None:
    """Remove what writes that were cut off left behind. Only for the holder of the lock."""
    for left in folder.glob(f"{_UNFINISHED}*"):
        left.unlink(missing_ok=True)


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the output folder, made when absent, alone. Raises BadOutput when another run holds it or it is unusable."""
    try:
        (out / PRIVATE).mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / PRIVATE / "lock", timeout=0)
        lock.acquire()
    except Timeout:
        cause = "another run of derek is writing to this folder"
        raise BadOutput(out, cause, "wait for it to end, or choose another folder with --out") from None
    except OSError as error:
        cause = f"this folder can't be written ({error.strerror})"
        raise BadOutput(out, cause, "choose another folder with --out") from None
    try:
        yield
    except OSError as error:
        cause = f"writing {error.filename or 'a file'} failed ({error.strerror})"
        raise BadOutput(out, cause, "make room or mend the permissions, then run again") from error
    finally:
        lock.release()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """So that the new name itself survives a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

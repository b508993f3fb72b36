"""The papers' files: found in folders, looked at, hashed. Nothing here reads a paper."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DerekError, UnreadablePaper
from pipeline.reading.worker import MEDIA_TYPES, look_at

_ABOUT_A_FOLDER = {"readme.md", "readme.txt", "license.txt", "license.md"}
"""Files that describe the folder they lie in; read as papers only when named themselves."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file that was asked for. `place` is its path as kept in the records, `problem` why it can't be read."""

    path: Path
    place: str
    sha256: str
    bytes: int
    media_type: str
    problem: DerekError | None = None


def find_files(paths: Iterable[Path], *, out: Path, settle: float = 0.0) -> list[FoundFile]:
    """The papers among files and folders (searched in depth; hidden ones and `out` left out), sorted by path.

    A file that changes within `settle` seconds, or has come within them, is left out: somebody is still writing it.
    """
    paths = list(paths)
    before = stamps(paths, out=out) if settle else None
    if settle:
        time.sleep(settle)
    found = {key: path for key, (path, stamp) in stamps(paths, out=out).items() if _is_still(key, path, stamp, before)}
    return [_looked_at(found[key], place_of(found[key], out=out)) for key in sorted(found)]


Stamp = tuple[int, int, int] | None
"""Size, and times of the last change of content and of anything else; None when it can't be looked at."""


def stamps(paths: Iterable[Path], *, out: Path) -> dict[Path, tuple[Path, Stamp]]:
    """The papers among files and folders by their absolute paths, each with what tells that it has changed."""
    found: dict[Path, tuple[Path, Stamp]] = {}
    for path in paths:
        for file in _in_folder(path, out=out.resolve()) if path.is_dir() else (path,):
            if (key := _absolute(file)) not in found:
                found[key] = file, _stamp(file)
    return found


def _stamp(path: Path) -> Stamp:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _is_still(key: Path, path: Path, stamp: Stamp, before: dict[Path, tuple[Path, Stamp]] | None) -> bool:
    return before is None or before.get(key) == (path, stamp)


def place_of(path: Path, *, out: Path) -> str:
    """How a record names a file: relative to the folder that holds `out` when it was given relative and lies inside it.

    So a project folder with papers and results can move, while anything else keeps its absolute path.
    """
    absolute, base = _absolute(path), _base(out)
    if not path.is_absolute() and absolute.is_relative_to(base):
        return _printable(absolute.relative_to(base))
    return _printable(absolute)


def _printable(path: Path) -> str:
    """A name that is no valid text can't be written down; `look_at` refuses it."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")


def file_at(place: str, *, out: Path) -> Path:
    """The absolute path of a file that a record names."""
    return _absolute(_base(out) / place)


def _base(out: Path) -> Path:
    return _absolute(out).parent


def _absolute(path: Path) -> Path:
    """Without following links: a link to a paper is named as the user names it."""
    return Path(os.path.normpath(path.absolute()))


def _in_folder(folder: Path, *, out: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        inside = Path(here)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and (inside / f).resolve() != out)
        for name in sorted(names):
            wanted = Path(name).suffix.lower() in MEDIA_TYPES and name.lower() not in _ABOUT_A_FOLDER
            if wanted and not name.startswith("."):
                yield inside / name


def _looked_at(path: Path, place: str) -> FoundFile:
    media_type = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    try:
        size = look_at(path).st_size
        return FoundFile(path, place, _sha256(path), size, media_type)
    except DerekError as error:
        problem = error
    except OSError as error:
        problem = UnreadablePaper(path, f"can't be read ({error.strerror})", "check its permissions")
    return FoundFile(path, place, "", 0, media_type, problem)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()

"""What the last run left in the folder, to tell at a glance that nothing has changed since.

The seal names everything that the results were made from, and the size and time of every file that was written. It is
written last: a run that was cut off leaves an old one, which fits nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from pipeline.store.comparison import Comparison, Worst
from pipeline.store.decision_log import NAME as DECISIONS
from pipeline.store.files import PRIVATE, write_whole
from pipeline.store.fingerprint import results_fingerprint
from schemas import IndexEntry, dump

RESULTS = ("index.json", "claims.jsonl", "conflicts.json", "report.html", "datapackage.json")


class Seal(BaseModel):
    """`made_from`: a hash of the papers' entries, the decisions and the code; `files`: name -> size, time."""

    made_from: str = ""
    files: dict[str, tuple[int, int]] = {}
    conflicts: int = 0
    inconsistent: int = 0
    worst: tuple[Worst, ...] = ()

    def holds(self, out: Path, path: Path) -> bool:
        """Whether a file is just as it was written."""
        known = self.files.get(path.relative_to(out).as_posix())
        return known is not None and known == _stamp(path)

    def comparison(self, out: Path, entries: Iterable[IndexEntry]) -> Comparison | None:
        """What the last comparison found; None when one of these papers, a decision, the code or a result differs."""
        if self.made_from != _made_from(out, entries) or not all(self.holds(out, out / name) for name in RESULTS):
            return None
        return Comparison(conflicts=self.conflicts, inconsistent=self.inconsistent, worst=self.worst)


def read_seal(out: Path) -> Seal:
    """The seal of the folder; an empty one when there is none that can be read."""
    with contextlib.suppress(OSError, ValidationError):
        return Seal.model_validate_json((out / PRIVATE / "seal.json").read_bytes())
    return Seal()


def write_seal(out: Path, entries: Sequence[IndexEntry], found: Comparison) -> None:
    """Seal the folder as it is now."""
    paths = [out / name for name in RESULTS]
    paths += [*sorted((out / "papers").glob("*.json")), *sorted((out / "tables").glob("*.csv"))]
    stamps = {path.relative_to(out).as_posix(): stamp for path in paths if (stamp := _stamp(path))}
    seal = Seal(
        made_from=_made_from(out, entries),
        files=stamps,
        conflicts=found.conflicts,
        inconsistent=found.inconsistent,
        worst=found.worst,
    )
    write_whole(out / PRIVATE / "seal.json", seal.model_dump_json())


def _made_from(out: Path, entries: Iterable[IndexEntry]) -> str:
    digest = hashlib.sha256(results_fingerprint().encode())
    for entry in entries:
        digest.update(dump(entry).encode())
    with contextlib.suppress(FileNotFoundError):
        digest.update((out / DECISIONS).read_bytes())
    return digest.hexdigest()


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns

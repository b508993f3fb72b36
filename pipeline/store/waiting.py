"""What has come into a folder: files that nobody is writing any more, and that no run has been asked for yet."""

from __future__ import annotations

from pathlib import Path

from pipeline.store.sources import Stamp, stamps


class Doorkeeper:
    """Looks at a folder again and again; it is a look that finds a file twice the same that counts."""

    def __init__(self, folder: Path, *, out: Path) -> None:
        self._folder, self._out = folder, out
        self._before: dict[Path, Stamp] = {}
        self._taken: dict[Path, Stamp] | None = None

    def something_new(self) -> bool:
        """Whether files have come, changed or gone since it last said so, and stand still now; the first time, yes."""
        now = {key: stamp for key, (_, stamp) in stamps([self._folder], out=self._out).items()}
        still = {key: stamp for key, stamp in now.items() if self._before.get(key) == stamp}
        self._before = now
        if self._taken is None:
            self._taken = now
            return True
        changed = any(self._taken.get(key) != stamp for key, stamp in still.items())
        gone = self._taken.keys() - now.keys()
        if changed or gone:
            self._taken = still
        return changed or bool(gone)

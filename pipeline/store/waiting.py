"""What has come into a folder: files that nobody is writing any more, and that no run has been asked for yet."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

from pipeline.store.sources import Stamp, stamps

_LOOK_AT_PARENT = 0.5  # seconds


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


def end_with_parent():
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)
    os._exit(1)
threading.Thread(target=end_with_parent, daemon=True).start()
import uvicorn
from prefect.server.api.server import create_app
uvicorn.run(create_app(final=True), fd=int(sys.argv[1]), log_level="critical", timeout_graceful_shutdown=2)
"""


def be_quiet() -> None:
    """Settings of Prefect that the user has not made: no telemetry, no chatter."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


@contextlib.contextmanager
def serving(*, lasting: bool = False) -> Iterator[Callable[[], None]]:
    """A Prefect API to run flows against: the user's own where PREFECT_API_URL names one, else ours for this run.

    Gives a function that waits until the API answers; `pipeline.flows` can be imported meanwhile. It raises OwnDefect
    when the server does not start. A `lasting` server starts scheduled runs too, and shows Prefect's pages.
    """
    be_quiet()
    if os.environ.get("PREFECT_API_URL"):
        yield lambda: None
        return
    with home() as folder, socket.create_server(("127.0.0.1", 0)) as listener:
        os.environ["PREFECT_HOME"] = str(folder)
        api = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
        server = _start(listener, {"PREFECT_UI_API_URL": api} if lasting else _ONE_RUN)
        try:
            os.environ["PREFECT_API_URL"] = api
            yield lambda: _wait_for(server, api)
        finally:
            del os.environ["PREFECT_API_URL"]
            assert server.stdin is not None
            server.stdin.close()
            server.wait()


def api_address() -> str:
    """Where Prefect's pages are served."""
    return os.environ["PREFECT_API_URL"].removesuffix("/api")


@contextlib.contextmanager
def home() -> Iterator[Path]:
    """The folder of Prefect's database: the user's PREFECT_HOME, else one in the cache, held alone.

    SQLite serves one server well; a second run at the same time has a folder of its own and leaves no history.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "derek" / "prefect"
    folder = Path(os.environ.get("PREFECT_HOME") or cache)
    with contextlib.ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(FileLock(folder / "derek.lock", timeout=0))
        except (Timeout, OSError):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="derek-prefect-")))
        yield folder


def end_with_parent() -> None:
    """From now on this process ends at once when the one that started it does, however that ended."""
    parent = os.getppid()

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_AT_PARENT)
        os.kill(os.getpid(), signal.SIGKILL)  # an output folder stands that, and the next run goes on from there

    threading.Thread(target=look, daemon=True).start()

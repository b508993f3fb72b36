"""Prefect, quiet and tidy: its settings, and a server of its own that ends with the run, however the run ends.

Nothing here imports Prefect: its settings must stand in the environment before `pipeline.flows` does. Prefect's own
temporary server outlives a run that is killed; this one ends when the pipe to its parent closes.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.errors import OwnDefect

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_RUNNER_POLL_FREQUENCY": "2",
}
_OWN_SERVER = {"PREFECT__SERVER_FINAL": "1"}
_ONE_RUN = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1"}
"""Without pages for people and without the services that start runs by a schedule."""
_AT_ONCE = 200  # runs; the server gives no more
_ANSWER_SECONDS = 60.0
_START_SECONDS = 120.0  # a cold start takes 3 to 10 s on a free machine
_SERVE = """
import gc, os, signal, sys, threading, time
gc.disable()  # what is imported lasts: looking for garbage in it takes a sixth of the start
def end_with_parent():
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)
    os._exit(1)
threading.Thread(target=end_with_parent, daemon=True).start()
import uvicorn
from prefect.server.api.server import create_app
gc.freeze()  # create_app looks for garbage itself: a tenth of the start
app = create_app(final=True)
gc.freeze()
gc.enable()
uvicorn.run(app, fd=int(sys.argv[1]), log_level="critical", timeout_graceful_shutdown=2)
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
            yield lambda: _get_ready(server, api)
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


def _start(listener: socket.socket, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _SERVE, str(listener.fileno())],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_OWN_SERVER, **settings},
        pass_fds=[listener.fileno()],
        start_new_session=True,
    )


def _get_ready(server: subprocess.Popen[bytes], api: str) -> None:
    """Wait until the server answers, and close what was killed."""
    _wait_for(server, api)
    for kind in ("flow_runs", "task_runs"):
        _end_dead(api, kind)


def _end_dead(api: str, kind: str) -> None:
    """Prefect takes runs whose process was killed for running ones. The folder is held alone, so nothing runs now."""
    unended = {kind: {"state": {"type": {"any_": ["RUNNING", "PENDING", "CANCELLING"]}}}, "limit": _AT_ONCE}
    crashed = {"state": {"type": "CRASHED", "name": "Crashed", "message": "its process was ended"}, "force": True}
    seen: set[str] = set()
    while fresh := {run["id"] for run in _asked(f"{api}/{kind}/filter", unended)} - seen:
        for identifier in sorted(fresh):
            _asked(f"{api}/{kind}/{identifier}/set_state", crashed)
        seen |= fresh


def _asked(address: str, question: Mapping[str, Any]) -> Any:
    request = urllib.request.Request(
        address, json.dumps(question).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=_ANSWER_SECONDS) as answer:
        return json.load(answer)


def _wait_for(server: subprocess.Popen[bytes], api: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise OwnDefect("prefect", "its server did not start", "run `derek doctor`; a fresh installation may mend it")

"""Prefect, quiet and tidy: its settings, and a server of its own that ends with the run, however the run ends.

Nothing here imports Prefect: its settings must stand in the environment before `pipeline.flows` does. Prefect's own
temporary server outlives a run that is killed; this one ends when the pipe to its parent closes.
"""

from __future__ import annotations

import contextlib
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
_START_SECONDS = 120.0  # a cold start takes 3 to 10 s on a free machine
_SERVE = """
import os, signal, sys, threading, time
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


def _wait_for(server: subprocess.Popen[bytes], api: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise OwnDefect("prefect", "its server did not start", "run `derek doctor`; a fresh installation may mend it")

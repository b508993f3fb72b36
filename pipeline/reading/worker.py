"""Papers are hostile, so each is read in a child process under limits; whatever happens there costs that paper only.

The parent's side. A child (`pipeline.reading.child`) is a fresh interpreter without Prefect that reads many papers one
after another, so that its data files are loaded once; after a crash, a timeout or an exhausted memory it is replaced.
What the child runs is given by its dotted name, "package.module:function": it takes a path and options, and returns
text. Limits need POSIX.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from pipeline import errors
from pipeline.errors import DerekError, EmptyPaper, NotAPaper, OwnDefect, PaperTimedOut, PaperTooLarge, UnreadablePaper
from pipeline.reading.limits import Limits as Limits
from pipeline.reading.limits import reading_limits, worker_limits

MEDIA_TYPES = {".pdf": "application/pdf", ".txt": "text/plain", ".md": "text/markdown"}
"""The kinds of file that Derek reads, by the end of the name."""

_MAX_BYTES = Limits().file_bytes
_MAX_HEADER = 1 << 16  # bytes; the line that announces a reply holds a short message at most
_CHUNK = 1 << 20
_ALONE = "split it, or give it more time (DEREK_WALL_SECONDS, DEREK_CPU_SECONDS) and --force"
_SMALLER = "split it, or allow more (DEREK_MEMORY_MB, DEREK_OUTPUT_MB) and --force"
_IDLE_SECONDS = 30.0  # then a child ends, so that a process that goes on, as a Dask worker does, keeps none for ever
_PAPERS_A_CHILD = 200  # then a fresh one, which costs two seconds: what a native library has leaked is given back


def look_at(path: Path, *, max_bytes: int = _MAX_BYTES) -> os.stat_result:
    """The file's facts, before anybody opens it: opening a FIFO or a device could hang or do worse.

    Raises UnreadablePaper, NotAPaper, EmptyPaper or PaperTooLarge.
    """
    if not _is_text(str(path)):
        raise UnreadablePaper(path, "its name is not valid UTF-8", "give the file another name")
    try:
        found = path.stat()
    except FileNotFoundError:
        raise UnreadablePaper(path, "no such file", "check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadablePaper(path, f"can't be looked at ({reason})", "check the path and its permissions") from None
    if not stat.S_ISREG(found.st_mode):
        raise NotAPaper(path, f"is {_kind(found.st_mode)}, not a file", "give a .pdf, .txt or .md file")
    if path.suffix.lower() not in MEDIA_TYPES:
        raise NotAPaper(path, f"files of kind {path.suffix or '(none)'} are not read", "give a .pdf, .txt or .md file")
    if found.st_size == 0:
        raise EmptyPaper(path, "the file is empty", "get it again from where it came from")
    if found.st_size > max_bytes:
        raise PaperTooLarge(path, f"{found.st_size} bytes, more than {max_bytes}", "split it into its papers")
    return found


def _is_text(name: str) -> bool:
    """A name of other bytes comes from the system with surrogates in it, which no record can hold."""
    return not any("\ud800" <= ch <= "\udfff" for ch in name)


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    return kinds.get(stat.S_IFMT(mode), "a device")


class WorkerPool:
    """Children that read papers. Safe to call from several threads: each call has a child to itself."""

    def __init__(self, function: str, *, limits: Limits | None = None, idle_seconds: float = _IDLE_SECONDS) -> None:
        """Without `limits` those of the environment hold. Raises BadOutput where it sets one to what is no number."""
        self._function = function
        self._limits = limits or worker_limits(os.environ)
        reading_limits(os.environ)  # the children would say of every paper what is wrong with the environment
        self._idle_seconds = idle_seconds
        self._clock: threading.Timer | None = None
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._lock = threading.Lock()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, **options: Any) -> str:
        """What the function returns for this path. Raises the function's DerekError, or one that names the limit."""
        look_at(path, max_bytes=self._limits.file_bytes)
        child = self._borrow()
        try:
            reply = child.ask({"path": str(path), "options": options}, path)
        except BaseException:
            self._drop(child)
            raise
        if reply.fatal or child.papers >= _PAPERS_A_CHILD:
            self._drop(child)
        else:
            self._give_back(child)
        if reply.error is not None:
            raise reply.error
        return reply.text

    def start(self, children: int) -> None:
        """Start so many children before there is a paper for them, which takes them two seconds; returns at once."""
        for _ in range(children):
            self._give_back(_Child(self._function, self._limits))

    def close(self) -> None:
        """End all children."""
        with self._lock:
            children, self._idle, self._busy = [*self._idle, *self._busy], [], set()
            if self._clock is not None:
                self._clock.cancel()
                self._clock = None
        for child in children:
            child.kill()

    def _borrow(self) -> _Child:
        while True:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is None:
                child = _Child(self._function, self._limits)
            elif not child.alive():
                child.kill()
                continue
            with self._lock:
                self._busy.add(child)
            return child

    def _give_back(self, child: _Child) -> None:
        with self._lock:
            self._busy.discard(child)
            child.idle_since = time.monotonic()
            self._idle.append(child)
            self._wind_clock(self._idle_seconds)

    def _wind_clock(self, seconds: float) -> None:
        """Look after idle children then. For the holder of the lock."""
        if self._clock is None:
            self._clock = threading.Timer(seconds, self._end_idle)
            self._clock.daemon = True
            self._clock.start()

    def _end_idle(self) -> None:
        """End the children that had nothing to do for so long."""
        with self._lock:
            self._clock = None
            begun = time.monotonic() - self._idle_seconds
            ending = [child for child in self._idle if child.idle_since <= begun]
            self._idle = [child for child in self._idle if child.idle_since > begun]
            if self._idle:
                self._wind_clock(min(child.idle_since for child in self._idle) - begun)
        for child in ending:
            child.kill()

    def _drop(self, child: _Child) -> None:
        with self._lock:
            self._busy.discard(child)
        child.kill()


@dataclass(frozen=True, slots=True)
class _Reply:
    text: str = ""
    error: DerekError | None = None
    fatal: bool = False
    """The child is not to be trusted with another paper."""


class _EndedError(Exception):
    """The child's end of the pipe was closed."""


class _TooLongError(Exception):
    """The deadline passed."""


class _Child:
    """One child process and the pipes to it. It leads its own process group, so that its own children end with it."""

    def __init__(self, function: str, limits: Limits) -> None:
        self._limits = limits
        self._rest = b""
        self._ready = False
        self.papers = 0
        self.idle_since = 0.0
        command = [sys.executable, "-P", "-m", "pipeline.reading.child", function, json.dumps(asdict(limits))]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_child_environment(os.environ),
            start_new_session=True,
            bufsize=0,
        )

    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: Mapping[str, Any], path: Path) -> _Reply:
        """Send one request, wait for the reply no longer than the limits allow."""
        self.papers += 1
        try:
            if not self._ready:
                start = self._header(time.monotonic() + self._limits.start_seconds)
                if "error" in start:
                    return _Reply(error=_error_of(start["error"], path), fatal=True)
                self._ready = True
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            return self._reply(path)
        except _TooLongError:
            wall = f"reading took more than {self._limits.wall_seconds:g} s"
            return _Reply(error=PaperTimedOut(path, wall, _ALONE), fatal=True)
        except (_EndedError, BrokenPipeError):
            return _Reply(error=self._cause_of_death(path), fatal=True)

    def _reply(self, path: Path) -> _Reply:
        deadline = time.monotonic() + self._limits.wall_seconds
        header = self._header(deadline)
        if "error" in header:
            return _Reply(error=_error_of(header["error"], path), fatal=bool(header["error"].get("fatal")))
        size = int(header["bytes"])
        if size > self._limits.output_bytes:
            return _Reply(error=PaperTooLarge(path, f"it makes {size} bytes of output", _SMALLER), fatal=True)
        while len(self._rest) < size:
            self._more(deadline)
        body, self._rest = self._rest[:size], self._rest[size:]
        return _Reply(text=body.decode("utf-8"))

    def _header(self, deadline: float) -> dict[str, Any]:
        while b"\n" not in self._rest:
            if len(self._rest) > _MAX_HEADER:
                raise _EndedError
            self._more(deadline)
        line, _, self._rest = self._rest.partition(b"\n")
        try:
            header = json.loads(line)
        except ValueError:
            raise _EndedError from None
        if not isinstance(header, dict):
            raise _EndedError
        return header

    def _more(self, deadline: float) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise _TooLongError
        data = os.read(pipe.fileno(), _CHUNK)
        if not data:
            raise _EndedError
        self._rest += data

    def _cause_of_death(self, path: Path) -> DerekError:
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = 0
        if code == -signal.SIGXCPU:
            cpu = f"reading took more than {self._limits.cpu_seconds} s of processor time"
            return PaperTimedOut(path, cpu, _ALONE)
        if code == -signal.SIGKILL:
            return PaperTooLarge(path, "reading was killed, as the system does when memory runs out", _SMALLER)
        what = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return UnreadablePaper(
            path, f"reading it crashed ({what})", "the file may be damaged: get it again, or print it to a new PDF"
        )

    def kill(self) -> None:
        """End the child and everything that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def _child_environment(parent: Mapping[str, str]) -> dict[str, str]:
    """The parent's, with the parent's import path, one thread a library, and a hash seed: same input, same bytes."""
    path = os.pathsep.join(dict.fromkeys(entry or str(Path.cwd()) for entry in sys.path))
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**parent, **threads, "PYTHONPATH": path, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}


def _error_of(said: Mapping[str, Any], path: Path) -> DerekError:
    kind = getattr(errors, str(said.get("kind")), OwnDefect)
    if not (isinstance(kind, type) and issubclass(kind, DerekError)):
        kind = OwnDefect
    return kind(path, str(said.get("cause")), str(said.get("remedy")))

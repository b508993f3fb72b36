"""The child's side of `worker.py`: read papers under limits, one request a line, until the parent goes away.

Run as `python -m pipeline.reading.child package.module:function LIMITS`. Requests come on standard input as JSON
lines; a reply is a JSON line, followed by the announced number of bytes. The end of standard input means that the
parent is gone, however it died: the whole process group ends at once. What the module loads once for all papers it
loads in its `get_ready`, before the first request.
"""

from __future__ import annotations

import json
import os
import queue
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.errors import DerekError
from pipeline.garbage import look_seldom

_PYTHON_FRAMES = 1000  # deep enough for every honest file; far from the end of the C stack


def main() -> None:
    """Serve requests for ever."""
    name, limits = sys.argv[1], json.loads(sys.argv[2])
    look_seldom()
    requests, replies = _take_pipes()
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, lines), daemon=True).start()
    _limit("RLIMIT_AS", limits["memory_bytes"])
    _limit("RLIMIT_FSIZE", limits["output_bytes"])
    _limit("RLIMIT_CORE", 0)
    sys.setrecursionlimit(_PYTHON_FRAMES)
    try:
        module, _, function_name = name.partition(":")
        imported = import_module(module)
        function: Callable[..., str] = getattr(imported, function_name)
        getattr(imported, "get_ready", _ready)()
    except Exception as error:
        _send(replies, {"error": _described(error)})
        return
    look_seldom()
    _send(replies, {"ready": True})
    while True:
        request = json.loads(lines.get())
        _allow_processor_time(limits["cpu_seconds"])
        header, body = _answer(function, request, limits["output_bytes"])
        _send(replies, header, body)


def _ready() -> None:
    """For modules that have nothing to load."""


def _take_pipes() -> tuple[int, int]:
    """Keep the two pipes for ourselves; what a library reads or prints goes nowhere."""
    requests, replies = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for taken in (0, 1):
        os.dup2(nowhere, taken)
    return requests, replies


def _listen(requests: int, lines: queue.SimpleQueue[bytes]) -> None:
    with open(requests, "rb") as pipe:
        for line in pipe:
            lines.put(line)
    os.killpg(0, signal.SIGKILL)


def _limit(name: str, value: int) -> None:
    """Set a soft limit, never above the hard one. A system without this limit goes without."""
    number = getattr(resource, name, None)
    if number is None:
        return
    hard = resource.getrlimit(number)[1]
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(number, (allowed, hard))
    except (OSError, ValueError):
        return


def _allow_processor_time(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _limit("RLIMIT_CPU", int(usage.ru_utime + usage.ru_stime) + 1 + seconds)


def _answer(function: Callable[..., str], request: dict[str, Any], max_bytes: int) -> tuple[dict[str, Any], bytes]:
    try:
        body = function(Path(request["path"]), **request["options"]).encode("utf-8")
    except BaseException as error:
        return {"error": _described(error)}, b""
    if len(body) > max_bytes:
        cause = f"it makes {len(body)} bytes of output, more than {max_bytes}"
        return {"error": {"kind": "PaperTooLarge", "cause": cause, "remedy": "split it"}}, b""
    return {"bytes": len(body)}, body


def _described(error: BaseException) -> dict[str, Any]:
    """The error in words; `fatal` when this process should not be used again."""
    if isinstance(error, DerekError):
        return {"kind": type(error).__name__, "cause": error.cause, "remedy": error.remedy}
    if isinstance(error, MemoryError):
        return {"kind": "PaperTooLarge", "cause": "reading needs too much memory", "remedy": "split it", "fatal": True}
    if isinstance(error, RecursionError):
        remedy = "the file may be damaged: print it to a new PDF"
        return {"kind": "UnreadablePaper", "cause": "its structure is nested too deeply", "remedy": remedy}
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    said = " ".join(str(error).split())[:300]
    remedy = "this is a fault of Derek: please report it with the file"
    return {"kind": "OwnDefect", "cause": f"{type(error).__name__}: {said}{where}", "remedy": remedy, "fatal": True}


def _send(replies: int, header: dict[str, Any], body: bytes = b"") -> None:
    data = memoryview(json.dumps(header).encode() + b"\n" + body)
    while data:
        data = data[os.write(replies, data) :]


if __name__ == "__main__":
    main()

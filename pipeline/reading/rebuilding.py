"""A damaged PDF with its structure rebuilt: pdfium looks for the objects themselves, and writes a file of those found.

In a process of its own, under limits of its own: pdfium is native code that has none, and a file that breaks it costs
nothing but this second try. The process is `python -m pipeline.reading.rebuilding`: the password as a line of JSON and
the file come on standard input, the new file leaves on standard output.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys

_MEMORY = 1 << 30
"""Address space of the process: pdfium unpacks the streams in which objects lie, however large."""


def rebuilt(data: bytes, *, password: str | None, seconds: float, most: int) -> bytes | None:
    """The file anew, at most so many bytes; None where pdfium can't open it, breaks or takes more time."""
    command = [sys.executable, "-P", "-m", "pipeline.reading.rebuilding"]
    given = json.dumps(password).encode() + b"\n" + data
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=seconds)
    except (subprocess.TimeoutExpired, OSError):
        return None
    return done.stdout if not done.returncode and 0 < len(done.stdout) <= most else None


def main() -> int:
    """Rebuild what comes on standard input; nothing comes out where that fails."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from pipeline.reading.scan import other_reader  # under the limits

    password, _, data = sys.stdin.buffer.read().partition(b"\n")
    with other_reader(data, password=json.loads(password)) as reader:
        anew = reader.written_anew() if reader else None
    sys.stdout.buffer.write(anew or b"")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A limit on the time of one step, which ends it where it stands: a hostile page may keep a parser busy for ever."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_AGAIN = 1.0
"""Seconds until it is said again: what is raised inside a destructor is lost."""


class TimeIsUp(BaseException):
    """The step took too long. No Exception, so that no parser takes it for an error of the file."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TimeIsUp inside the block after so many seconds.

    By the alarm signal, so only in the main thread, and only where the alarm is nobody else's; elsewhere there is no
    limit but those of the process.
    """
    if not _alarm_is_free():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _alarm_is_free() -> bool:
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return False
    return signal.getsignal(signal.SIGALRM) == signal.SIG_DFL and signal.getitimer(signal.ITIMER_REAL)[0] == 0

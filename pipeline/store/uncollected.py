"""Python's search for circular garbage, at rest where millions of records are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Inside, memory is freed by reference counts alone.

    Records point to no record that points back, so the search finds nothing among them, and walking over hundreds of
    thousands of them takes a sixth of the time of comparing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

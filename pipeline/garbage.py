"""Python's search for circular garbage: seldom in processes that make many lasting records, not at all where they are
compared.

What is made here is freed by its last reference: records point to no record that points back. At Python's own pace the
search took a quarter of the time of comparing a thousand papers and writing their report, a twelfth of that of reading
one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG, _MIDDLE, _OLD = 50_000, 10, 10
"""Objects made until the young ones are looked at (Python: 700), and how many such looks until older ones are."""


def look_seldom() -> None:
    """Set the pace for the process. What is imported by now is not looked at again."""
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Inside, memory is freed by reference counts alone, whatever the pace of the process."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

"""How often Python looks for cyclic garbage: seldom, in processes that make many records which last.

What is made here is let go of by its last reference; cycles are few. Looking for them at Python's default pace took a
quarter of the time of comparing a thousand papers and a twelfth of that of reading one.
"""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 50_000, 10, 10
"""Objects made until the young ones are looked at (Python: 700), and how many such looks until older ones are."""


def look_seldom() -> None:
    """Set the pace for the process. What is imported by now is not looked at again."""
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)

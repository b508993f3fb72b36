"""Is one printed figure another one mistyped: one digit changed, or two beside each other swapped?"""

from __future__ import annotations

import re
from typing import Final

_NOT_DIGIT: Final = re.compile(r"\D")
_PRINTED: Final = re.compile(r"\d+(?:[\s.,]\d+)*")

LEAST_DIGITS: Final = 2
"""One digit differs from any other by one."""


def may_be_slip(one: str, other: str) -> bool:
    """Whether two printed figures have as many digits and differ by one of them or by two neighbours swapped.

    >>> may_be_slip("62,3 %", "69,3 %"), may_be_slip("2121", "2,112"), may_be_slip("33.6", "41.2")
    (True, True, False)
    """
    a, b = _digits(one), _digits(other)
    if len(a) != len(b) or len(a) < LEAST_DIGITS or a == b:
        return False
    differ = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(differ) == 1:
        return True
    first, last = differ[0], differ[-1]
    return len(differ) == 2 and last == first + 1 and (a[first], a[last]) == (b[last], b[first])


def _digits(printed: str) -> str:
    match = _PRINTED.search(printed)
    return _NOT_DIGIT.sub("", match[0]) if match else ""

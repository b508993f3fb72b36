"""Is one printed figure another one mistyped: one digit changed, or two beside each other swapped?"""

from __future__ import annotations

import re
from typing import Final, Literal

Slip = Literal["digits-swapped", "one-digit"]

_NOT_DIGIT: Final = re.compile(r"\D")
_PRINTED: Final = re.compile(r"\d+(?:[\s.,]\d+)*")

LEAST_DIGITS: Final = 2
"""One digit differs from any other by one."""


def slip_between(one: str, other: str) -> Slip | None:
    """How one row of digits may be the other mistyped; None for equal ones and for those that differ by more.

    >>> slip_between("2121", "2112"), slip_between("623", "693"), slip_between("336", "412")
    ('digits-swapped', 'one-digit', None)
    """
    if len(one) != len(other) or len(one) < LEAST_DIGITS:
        return None
    differ = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    if len(differ) == 1:
        return "one-digit"
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return None
    first, last = differ
    return "digits-swapped" if (one[first], one[last]) == (other[last], other[first]) else None


def may_be_slip(one: str, other: str) -> bool:
    """Whether two figures as they are printed have as many digits and differ by such a slip.

    >>> may_be_slip("62,3 %", "69,3 %"), may_be_slip("2121", "2,112"), may_be_slip("33.6", "41.2")
    (True, True, False)
    """
    return slip_in(one, other) is not None


def slip_in(one: str, other: str) -> Slip | None:
    """How one printed figure may be the other mistyped.

    >>> slip_in("62,3 %", "69,3 %"), slip_in("2121", "2,112")
    ('one-digit', 'digits-swapped')
    """
    return slip_between(_digits(one), _digits(other))


def _digits(printed: str) -> str:
    match = _PRINTED.search(printed)
    return _NOT_DIGIT.sub("", match[0]) if match else ""

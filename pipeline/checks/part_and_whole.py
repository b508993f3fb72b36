"""A share held against its part and its whole: whether they give it, or miss it though they were meant to."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pipeline.checks.amounts import is_exact_count, is_in_digits
from pipeline.checks.findings import Figure, Held, Verdict
from pipeline.numbers.interval import HUNDRED, divide, meets, multiply
from schemas import Interval

MEANT: Final = (Decimal("0.5"), Decimal(2))
"""Where the sentence names the whole there is less doubt."""


def gives(share: Figure, part: Figure, whole: Figure) -> bool:
    """Whether the part is this share of the whole; an open bound says too little unless the values are near too."""
    ratio = 100 * part.value / whole.value / share.value
    return meets(share_of(part, whole), share.interval) and MEANT[0] <= ratio <= MEANT[1]


def share_of(part: Figure, whole: Figure) -> Interval:
    """What percentage a part is of its whole, as far as their printing tells."""
    return multiply(divide(_counted(part), _counted(whole)), HUNDRED)


def _counted(figure: Figure) -> Interval:
    """What is counted to the last one has no rounding; "four of five families" in words is a way to say a share."""
    counted = is_exact_count(figure) and is_in_digits(figure)
    return (figure.value, figure.value) if counted else figure.interval


def misses(share: Figure, part: Figure, whole: Figure, likely: tuple[Decimal, Decimal]) -> bool:
    """Not this share, though near enough that it was meant to be."""
    return likely[0] <= 100 * part.value / whole.value / share.value <= likely[1] and not meets(
        share_of(part, whole), share.interval
    )


def share_told(verdict: Verdict, share: Figure, part: Figure, whole: Figure) -> Held:
    """The finding; where the share does not hold, it is told before the part and the whole."""
    words: dict[str, object] = {"whole": whole.surface, "part": part.surface}
    figures = [share, whole, part] if verdict == "consistent" else [share, part, whole]
    return Held("share-of-whole", verdict, figures, share_of(part, whole), share.surface, words)

"""What is known of all claims while some are compared: figures printed in tables, counts of parts and wholes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from pipeline.comparing.doubts import printed_in_tables
from pipeline.comparing.hints import Fitting
from schemas import Claim


class Survey(NamedTuple):
    """What is known of all claims while some are compared: figures printed in tables, counts of parts and wholes."""

    printed: Mapping[str, set[Decimal]]
    fitting: Fitting


def survey(claims: Iterable[Claim], *, claim: Callable[[int], Claim]) -> Survey:
    """One look over all claims; far smaller than they are. `claim` gives the nth of them again."""
    fitting = Fitting(claim)

    def passing() -> Iterator[Claim]:
        for number, seen in enumerate(claims):
            fitting.note(seen, number)
            yield seen

    return Survey(printed_in_tables(passing()), fitting)

"""How fast claims are compared: synthetic claims under keys of very different sizes, one core.

    python benchmarks/comparing.py [CLAIMS] [KEYS]

A few keys hold most of the claims (Zipf), and a few claims in a thousand deviate. As beyond memory, the keys are parted
by their hash and each part is compared alone, so that memory holds one part at a time. What comes on top is the reading
of a part from the disk, where the claims lie there.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import time
from collections.abc import Iterator
from decimal import Decimal

from pipeline.comparing import compare_claims
from pipeline.comparing.partitions import part_of
from schemas import Claim, Location, Period, Places, Quantity

PER_PART = 20_000
"""Claims compared at one time, as far as their keys part them."""

SEED = 8

DEVIATING = 0.002
"""This share of the claims says something else."""

FIELDS = 50
"""So many keys, large and small, have one place: figures that may be parts of one another are compared in one part."""


def synthetic_claims(claims: int, keys: int, *, seed: int = SEED) -> Iterator[list[Claim]]:
    """The claims part by part; the keys of one are in no other. The k-th key has a share of claims of about 1 / k."""
    chance = random.Random(seed)
    scale = claims / sum(1 / (k + 1) ** 0.8 for k in range(keys))
    places = 1 + keys // FIELDS
    parts: list[list[int]] = [[] for _ in range(1 + claims // PER_PART)]
    for key in range(keys):
        number = part_of(_claim(chance, key, 0, places=places), works={}, parts=len(parts))
        assert number is not None
        parts[number].append(key)
    for part in parts:
        if part:
            sizes = ((key, max(1, round(scale / (key + 1) ** 0.8))) for key in part)
            yield [_claim(chance, key, n, places=places) for key, size in sizes for n in range(size)]


def _claim(chance: random.Random, key: int, number: int, *, places: int) -> Claim:
    true = Decimal(1000 + key % 9000)
    value = true if chance.random() > DEVIATING else true + chance.randint(1, 500)
    ends = (value - Decimal("0.5"), value + Decimal("0.5"))
    year = str(2000 + key % 20)
    return Claim.model_construct(
        claim_id=f"{key:07}{number:09}",
        paper_id=f"paper-{chance.randint(0, 5000)}",
        origin="prose",
        lang="en",
        section_kind="body",
        quote="q",
        surface=str(value),
        location=_PLACE,
        quantity=Quantity.model_construct(
            value=value, low=None, high=None, bound="=", unit="student", interval=ends, interval_narrow=ends,
            readings=(),
        ),
        kind="count",
        topic={"population": "student", "field": f"f{key}"},
        label={"en": "students", "kk": "студенттер", "ru": "студенты"},
        places=Places.model_construct(area=f"R-{key % places}", origin=None, host=None, text=None),
        period=Period(start=year, end=year, text=year),
        as_of=None,
        status="measured",
        weight="normal",
        inherited=(),
        whole=None,
        cited=(),
        confidence=1.0,
    )  # fmt: skip


_PLACE = Location(start=0, end=1, quote_start=0, quote_end=1)


def main() -> None:
    """Print the seconds of one core that comparing took (not the making of the claims), and the most memory used."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    keys = int(sys.argv[2]) if len(sys.argv) > 2 else claims // 5
    seconds, compared, groups, pairs = 0.0, 0, 0, 0
    for part in synthetic_claims(claims, keys):
        gc.freeze()  # the claims are there to stay: the collector need not walk over them again and again
        begun = time.process_time()
        found = compare_claims(part, works={})
        seconds += time.process_time() - begun
        gc.unfreeze()
        compared += len(part)
        groups += len(found)
        pairs += sum(len(group.conflicts) for group in found)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{compared} claims, {keys} keys, {groups} groups, {pairs} pairs listed: {seconds:.1f} s, {memory:.0f} MB")


if __name__ == "__main__":
    main()

"""How fast claims are compared: synthetic claims under keys of very different sizes, one core.

    python benchmarks/comparing.py [--claims 10000,100000,1000000] [--disk] [--write docs/performance.md]

Five claims to a key on average; a few keys hold most of them (Zipf), and a few claims in a thousand deviate. As beyond
memory, the keys are parted by their hash and each part is compared alone, so that memory holds one part at a time. With
--disk what the claims are made of lies in files, a part in each, so that ten million need no more memory than a part
of them. The seconds of writing, reading and making claims are told apart. Each count is measured in a process of its
own. A million takes half a minute with the making of the claims, ten million a quarter of an hour (--folder says
where).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.comparing import compare_claims
from pipeline.comparing.partitions import part_of
from pipeline.garbage import collector_at_rest
from schemas import Claim, Location, Period, Places, Quantity

PER_PART = 20_000
"""Claims compared at one time, as far as their keys part them."""

MOST_FILES = 200
"""Parts on the disk, all open while claims are parted."""

PER_KEY = 5

SEED = 8

DEVIATING = 0.002
"""This share of the claims says something else."""

FIELDS = 50
"""So many keys, large and small, have one place: figures that may be parts of one another are compared in one part."""

COLUMNS = (
    "claims", "keys", "groups", "pairs listed", "processor s", "µs a claim", "s by the clock", "load of the machine",
    "most memory, MB", "making them, processor s",
)  # fmt: skip
HEAD = f"| {' | '.join(COLUMNS)} |\n{'| --- ' * len(COLUMNS)}|"
MARK = re.compile(r"(<!-- table of benchmarks/comparing\.py -->\n).*?(<!-- end -->)", re.DOTALL)


def synthetic_claims(claims: int, keys: int, *, seed: int = SEED) -> Iterator[list[Claim]]:
    """The claims part by part; the keys of one are in no other."""
    chance = random.Random(seed)
    sizes, places = key_sizes(claims, keys), 1 + keys // FIELDS
    parts: list[list[int]] = [[] for _ in range(1 + claims // PER_PART)]
    for key in range(keys):
        number = part_of(_claim(key, 0, *_drawn(chance, key), places=places), works={}, parts=len(parts))
        assert number is not None
        parts[number].append(key)
    for part in parts:
        if part:
            yield [_claim(key, n, *_drawn(chance, key), places=places) for key in part for n in range(sizes[key])]


def key_sizes(claims: int, keys: int) -> list[int]:
    """How many claims each key has: the k-th a share of about 1 / k."""
    scale = claims / sum(1 / (k + 1) ** 0.8 for k in range(keys))
    return [max(1, round(scale / (k + 1) ** 0.8)) for k in range(keys)]


def write_parts(folder: Path, claims: int, keys: int) -> list[Path]:
    """What the claims are made of, key, number, paper and value, in files, each in the one of its key's hash."""
    chance, places = random.Random(SEED), 1 + keys // FIELDS
    paths = [folder / f"part-{number}" for number in range(min(MOST_FILES, 1 + claims // PER_PART))]
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("w", encoding="ascii")) for path in paths]
        for key, size in enumerate(key_sizes(claims, keys)):
            part = part_of(_claim(key, 0, *_drawn(chance, key), places=places), works={}, parts=len(files))
            assert part is not None
            for number in range(size):
                paper, value = _drawn(chance, key)
                files[part].write(f"{key} {number} {paper} {value}\n")
    return paths


def read_parts(paths: list[Path], *, keys: int) -> Iterator[list[Claim]]:
    """The claims of one file after another."""
    places = 1 + keys // FIELDS
    for path in paths:
        with path.open(encoding="ascii") as file:
            rows = (row.split() for row in file)
            yield [_claim(int(key), int(n), int(paper), int(value), places=places) for key, n, paper, value in rows]


def _drawn(chance: random.Random, key: int) -> tuple[int, int]:
    """The paper of a claim, and its value."""
    value = 1000 + key % 9000
    if chance.random() <= DEVIATING:
        value += chance.randint(1, 500)
    return chance.randint(0, 5000), value


def _claim(key: int, number: int, paper: int, printed: int, *, places: int) -> Claim:
    value = Decimal(printed)
    ends = (value - Decimal("0.5"), value + Decimal("0.5"))
    year = str(2000 + key % 20)
    return Claim.model_construct(
        claim_id=f"{key:07}{number:09}",
        paper_id=f"paper-{paper}",
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
        topic={"field": f"f{key}", "population": "student"},
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
        corrected=(),
    )  # fmt: skip


_PLACE = Location(start=0, end=1, quote_start=0, quote_end=1)


def compared(parts: Iterator[list[Claim]]) -> dict[str, float]:
    """What comparing the parts found, and the seconds that it took (not those that making or reading them took)."""
    found = dict.fromkeys(("claims", "groups", "pairs", "cpu", "wall"), 0.0)
    with collector_at_rest():
        for part in parts:
            begun = time.process_time(), time.perf_counter()
            groups = compare_claims(part, works={})
            found["cpu"] += time.process_time() - begun[0]
            found["wall"] += time.perf_counter() - begun[1]
            found["claims"] += len(part)
            found["groups"] += len(groups)
            found["pairs"] += sum(len(group.conflicts) for group in groups)
            del part, groups  # one part at a time is held
    return found


def measured(claims: int, *, folder: Path | None) -> dict[str, float]:
    """The figures of one count; `folder` is for the parts, where they are to lie on the disk."""
    keys = claims // PER_KEY
    with ExitStack() as stack:
        if folder is None:
            found = compared(synthetic_claims(claims, keys))
        else:
            work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="comparing-", dir=folder)))
            found = compared(read_parts(write_parts(work, claims, keys), keys=keys))
    found["made"] = time.process_time() - found["cpu"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**found, "keys": keys, "load": os.getloadavg()[0], "memory": peak}


def line(found: dict[str, float]) -> str:
    """One line of the table."""
    each = found["cpu"] / found["claims"] * 1e6
    cells = (
        *(f"{found[name]:,.0f}".replace(",", " ") for name in ("claims", "keys", "groups", "pairs")),
        f"{found['cpu']:.1f}", f"{each:.0f}", f"{found['wall']:.1f}", f"{found['load']:.1f}", f"{found['memory']:.0f}",
        f"{found['made']:.0f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table, and put it into a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", default="10000,100000,1000000", help="counts, with commas")
    parser.add_argument("--disk", action="store_true", help="the parts lie on the disk")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="for the parts on the disk")
    parser.add_argument("--write", type=Path, help="a document with the marks of this table, to which lines are added")
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder = options.folder if options.disk else None
    if options.here:
        print(json.dumps(measured(options.here, folder=folder)))
        return
    print(HEAD)
    for claims in options.claims.split(","):
        command = [sys.executable, __file__, "--here", claims, "--folder", str(options.folder)]
        said = subprocess.run(command + ["--disk"] * options.disk, check=True, stdout=subprocess.PIPE).stdout
        found: dict[str, Any] = json.loads(said)
        print(line(found), flush=True)
        if options.write:
            _write(options.write, line(found))


def _write(path: Path, said: str) -> None:
    """Put a line into the table of a document; one that was measured before for as many claims gives way."""

    def table(found: re.Match[str]) -> str:
        lines = {row.split("|")[1]: row for row in [*found[0].splitlines()[3:-1], said]}
        return "\n".join([found[1] + HEAD, *sorted(lines.values(), key=_claims_of), found[2]])

    path.write_text(MARK.sub(table, path.read_text("utf-8")), "utf-8")


def _claims_of(row: str) -> int:
    return int(row.split("|")[1].replace(" ", ""))


if __name__ == "__main__":
    main()

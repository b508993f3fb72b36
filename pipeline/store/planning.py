"""What a run has to do: a pure decision over the papers that the folder holds and the files that were found."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.store.sources import FoundFile
from schemas import IndexEntry

_WORTH_ANOTHER_TRY = {"defect"}
"""Failures that may have been ours and not the paper's: a broken installation. What hit a limit waits for --force."""


@dataclass(frozen=True, slots=True)
class Job:
    """One paper to read: its file, the other places of the same bytes, and the entries that it replaces."""

    file: FoundFile
    also_at: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`jobs` to read, `kept` entries as they will stand (places brought up to date), `gone` ids to take out."""

    jobs: tuple[Job, ...]
    kept: tuple[IndexEntry, ...]
    gone: tuple[str, ...]
    unchanged: tuple[str, ...]
    """Ids of the papers that were asked for and need no reading."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for; `usable(entry)` says whether the entry's paper can still be read from the folder."""

    fingerprint: str
    force: bool = False
    prune: bool = False
    has_password: bool = False
    usable: Callable[[IndexEntry], bool] = lambda entry: True
    exists: Callable[[str], bool] = os.path.exists


def plan(entries: Sequence[IndexEntry], files: Sequence[FoundFile], wishes: Wishes) -> Plan:
    """Equal bytes are one paper; changed bytes at a path replace what was read there; what vanished is marked."""
    by_bytes: dict[str, list[FoundFile]] = defaultdict(list)
    for file in files:
        by_bytes[file.sha256 or f"unreadable {file.place}"].append(file)
    found_at = {file.place: file.sha256 for file in files}
    known = {entry.source.sha256: entry for entry in entries if entry.source.sha256}
    jobs, kept, unchanged = [], [], []
    for sha256, group in by_bytes.items():
        entry = known.pop(sha256, None)
        places = _places(entry, group, found_at, wishes)
        if entry is not None and _still_good(entry, wishes):
            kept.append(_moved(entry, places, missing=False))
            unchanged.append(entry.paper_id)
            continue
        first = next((file for file in group if file.place == places[0]), group[0])
        others = tuple(place for place in places if place != first.place)
        jobs.append(Job(first, others, (entry.paper_id,) if entry else ()))
    rest = [e for e in entries if e.source.sha256 in known or not e.source.sha256]
    left, gone = _not_asked_for(rest, found_at, wishes)
    return Plan(tuple(jobs), (*kept, *left), gone, tuple(unchanged))


def _places(
    entry: IndexEntry | None, group: Sequence[FoundFile], found_at: Mapping[str, str], wishes: Wishes
) -> list[str]:
    """All places of one paper, the one that names it first: where it was read before, else the first in order."""
    new = {file.place for file in group}
    if entry is None:
        return sorted(new)
    old = [entry.source.path, *entry.source.also_at]
    places = new | {place for place in old if place not in found_at and wishes.exists(place)}
    first = old[0] if old[0] in places else min(places)
    return [first, *sorted(places - {first})]


def _still_good(entry: IndexEntry, wishes: Wishes) -> bool:
    if wishes.force or entry.fingerprint != wishes.fingerprint:
        return False
    if entry.status == "failed":
        codes = {diagnostic.code for diagnostic in entry.diagnostics}
        return not codes & _WORTH_ANOTHER_TRY and not ("encrypted" in codes and wishes.has_password)
    return wishes.usable(entry)


def _moved(entry: IndexEntry, places: Sequence[str], *, missing: bool) -> IndexEntry:
    source = entry.source.model_copy(update={"path": places[0], "also_at": tuple(places[1:])})
    return entry.model_copy(update={"source": source, "missing": missing})


def _not_asked_for(
    entries: Sequence[IndexEntry], found_at: Mapping[str, str], wishes: Wishes
) -> tuple[list[IndexEntry], tuple[str, ...]]:
    left, gone = [], []
    for entry in entries:
        places = [p for p in (entry.source.path, *entry.source.also_at) if p not in found_at]
        there = [place for place in places if wishes.exists(place)]
        if not places or (not there and wishes.prune):
            gone.append(entry.paper_id)
        elif entry.source.sha256 or there:
            left.append(_moved(entry, there or places[:1], missing=not there))
        else:
            gone.append(entry.paper_id)
    return left, tuple(gone)

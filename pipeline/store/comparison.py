"""All claims of a folder held against each other, and written, without holding all of them in memory.

Papers come one at a time and without their texts. Many claims are compared in parts by the hash of their key, and the
groups wait on disk until all are known; the worst of them stay in memory for the report.
"""

from __future__ import annotations

import json
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from pipeline.comparing.grouping import grouped
from pipeline.comparing.partitions import part_of
from pipeline.comparing.summing_up import by_importance
from pipeline.comparing.survey import Survey, survey
from pipeline.decisions import Review
from pipeline.garbage import collector_at_rest
from pipeline.store.files import PRIVATE, whole_file
from pipeline.store.papers import bare_paper
from schemas import SCHEMA_VERSION, Claim, Conflict, ConflictReport, Decision, Finding, Group, Paper, Record, dump

CLAIMS_A_PART: Final = 5_000
"""Claims compared at one time, as far as their keys part them: they take 25 MB."""
MOST_PARTS: Final = 200
"""Each part is an open file while claims are parted."""
SHOWN_ENTRIES: Final = 20_000
"""Pairs of figures that stay in memory for the report, the worst first; all of them stand in conflicts.json."""
SHOWN_CONFLICTS: Final = 300
SHOWN_EXPLAINED: Final = 100
"""Pairs of one group that stay in memory, so that a few large groups don't take the place of all others."""
SHOWN_FINDINGS: Final = 5_000
"""Findings that stay in memory, those that don't fit first."""

Papers = Callable[[], Iterable[Paper]]
"""Gives all papers anew at each call, in the order of their ids; what `Paper.text` holds is not asked for."""
_Importance = tuple[int, int, int, str]
Settle = Callable[[Group], Group]
"""Applies what reviewers decided to a group."""

WORST: Final = 10
_PIECE: Final = 1 << 20


class Unlisted(NamedTuple):
    """How many pairs of a group that is shown are not shown."""

    conflicts: int
    explained: int


class Worst(NamedTuple):
    """A conflict in words, for a short summary."""

    severity: str
    about: str
    why: str


@dataclass(frozen=True)
class Comparison:
    """What a comparison found: how much in all, and the worst of it, decisions applied."""

    shown: ConflictReport = field(default_factory=ConflictReport)
    conflicts: int = 0
    inconsistent: int = 0
    unshown_groups: int = 0
    """Groups with pairs that don't agree, and are not in `shown`."""
    unshown_findings: int = 0
    unlisted: Mapping[str, Unlisted] = field(default_factory=dict)
    """Group id -> how many pairs of it are not in `shown`."""
    worst: tuple[Worst, ...] = ()
    """A few conflicts, the worst first."""


def write_comparison(
    out: Path, papers: Papers, decisions: Sequence[Decision], *, works: Mapping[str, str], claims: int
) -> Comparison:
    """Compare, write claims.jsonl and conflicts.json whole, and say what was found. `claims`: about how many."""
    with collector_at_rest(), ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="compare-", dir=out / PRIVATE)))
        reviewed = Reviewed(papers, decisions)
        parts = _Parts(out / "claims.jsonl", folder, works, count=min(MOST_PARTS, 1 + claims // CLAIMS_A_PART))
        report = stack.enter_context(_Writer(folder))
        parts.write(report.passing(reviewed.papers()))
        known = reviewed.conflict_ids(lambda: (group for part in parts.all for group in parts.compared(part)[1]))
        for part in parts.all:
            report.take(parts.compared(part), lambda claims: reviewed.of_part(claims, known))
        report.write(out / "conflicts.json")
        return report.comparison()


class Reviewed:
    """The papers' claims, findings and groups as reviewers decided."""

    def __init__(self, papers: Papers, decisions: Sequence[Decision]) -> None:
        self._papers, self._decisions = papers, decisions
        targets = {decision.target_id for decision in decisions}
        self._known = targets & {i for p in papers() for i in _ids_of(p)} if targets else set()

    def papers(self) -> Iterator[Paper]:
        """The papers with claims and findings as decided; what is dismissed is left out."""
        for paper in self._papers():
            review = self._review([paper])
            found = review.applied(ConflictReport.model_construct(groups=(), findings=paper.findings))
            (settled,) = review.papers
            yield settled.model_copy(update={"findings": found.findings})

    def conflict_ids(self, groups: Callable[[], Iterable[Group]]) -> set[str]:
        """The conflicts that decisions are about, and that are found now; looked for only when there are decisions."""
        targets = {decision.target_id for decision in self._decisions if decision.target == "conflict"}
        return targets & {e.conflict_id for group in groups() for e in group.conflicts} if targets else set()

    def of_part(self, claims: Sequence[Claim], known: Iterable[str]) -> Settle:
        """What applies the decisions to a group of these claims."""
        if not self._decisions:
            return lambda group: group
        review = self._review([bare_paper(claims)], known)
        return lambda group: review.applied(ConflictReport.model_construct(groups=(group,), findings=())).groups[0]

    def _review(self, papers: Sequence[Paper], known: Iterable[str] = ()) -> Review:
        return Review(papers, self._decisions, elsewhere=self._known.union(known))


def _ids_of(paper: Paper) -> Iterator[str]:
    yield from (claim.claim_id for claim in paper.claims)
    yield from (finding.finding_id for finding in paper.findings)


class _Parts:
    """The claims on disk: all in one file, and in parts that are compared alone."""

    def __init__(self, everything: Path, folder: Path, works: Mapping[str, str], *, count: int) -> None:
        self._everything = everything
        self.all = [folder / f"part-{number}" for number in range(count)]
        self._works = works
        self._starts = array("q")
        """Where the lines of the file of all begin."""
        self._seen: Survey | None = None

    def write(self, papers: Iterable[Paper]) -> None:
        """Write each claim to the file of all, and to the file of its part."""
        with ExitStack() as stack:
            everything = stack.enter_context(whole_file(self._everything))
            files = [stack.enter_context(path.open("wb")) for path in self.all]
            self._seen = survey(self._written(papers, everything, files), claim=self._claim)

    def _written(self, papers: Iterable[Paper], everything: BinaryIO, files: Sequence[BinaryIO]) -> Iterator[Claim]:
        start = 0
        for claim in (claim for paper in papers for claim in paper.claims):
            line = dump(claim).encode() + b"\n"
            self._starts.append(start)
            start += everything.write(line)
            part = part_of(claim, works=self._works, parts=len(files))
            if part is not None:
                files[part].write(line)
            yield claim

    def _claim(self, number: int) -> Claim:
        """One claim of all, read again."""
        with self._everything.open("rb") as file:
            file.seek(self._starts[number])
            return Claim.model_validate_json(file.readline())

    def compared(self, part: Path) -> tuple[list[Claim], Iterator[Group]]:
        """The claims of one part, and the groups that they make, one at a time."""
        with part.open("rb") as file:
            claims = [Claim.model_validate_json(line) for line in file]
        return claims, grouped(claims, works=self._works, seen=self._seen)


class _Writer:
    """Groups and findings wait in files, their order in memory, until conflicts.json can be written."""

    def __init__(self, folder: Path) -> None:
        self._groups = _Spool(folder / "groups")
        self._findings = _Spool(folder / "findings")
        self._order: list[tuple[_Importance, int]] = []
        self._shown: list[tuple[_Importance, Group]] = []
        self._wrong: list[Finding] = []
        self._right: list[Finding] = []
        self._unlisted: dict[str, Unlisted] = {}
        self._conflicts = self._inconsistent = self._differing = self._held = 0

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *ended: object) -> None:
        self._groups.close()
        self._findings.close()

    def passing(self, papers: Iterable[Paper]) -> Iterator[Paper]:
        """The same papers; their findings are kept."""
        for paper in papers:
            for finding in paper.findings:
                self._findings.add([_indented(finding, "  ")])
                self._inconsistent += finding.verdict == "inconsistent"
                kept = self._wrong if finding.verdict == "inconsistent" else self._right
                if len(kept) < SHOWN_FINDINGS:
                    kept.append(finding)
            yield paper

    def take(
        self, part: tuple[Sequence[Claim], Iterable[Group]], settling: Callable[[Sequence[Claim]], Settle]
    ) -> None:
        """Keep the groups of one part. Nothing of it is held when the next part is read."""
        claims, groups = part
        settle = settling(claims)
        for group in groups:
            self._add(settle(group), by_importance(group))

    def _add(self, group: Group, importance: _Importance) -> None:
        self._order.append((importance, self._groups.add(_group_text(group))))
        if group.conflicts:
            self._conflicts += sum(entry.verdict == "conflict" for entry in group.conflicts)
            self._differing += 1
            shown = self._shortened(group)
            self._shown.append((importance, shown))
            self._held += len(shown.conflicts)
            if self._held > 2 * SHOWN_ENTRIES:
                self._shown = _worst(self._shown)
                self._held = sum(len(kept.conflicts) for _, kept in self._shown)

    def _shortened(self, group: Group) -> Group:
        clashing = [entry for entry in group.conflicts if not _is_explained(entry)]
        explained = [entry for entry in group.conflicts if _is_explained(entry)]
        left = Unlisted(max(0, len(clashing) - SHOWN_CONFLICTS), max(0, len(explained) - SHOWN_EXPLAINED))
        if not any(left):
            return group
        self._unlisted[group.group_id] = left
        clashing.sort(key=lambda entry: entry.importance)
        explained.sort(key=lambda entry: entry.importance)
        kept = (*clashing[:SHOWN_CONFLICTS], *explained[:SHOWN_EXPLAINED])
        return group.model_copy(update={"conflicts": kept})

    def write(self, path: Path) -> None:
        """conflicts.json: the groups, the worst first, then the findings."""
        with whole_file(path) as file:
            file.write(f'{{\n "schema_version": {json.dumps(SCHEMA_VERSION)},\n "groups": ['.encode())
            self._groups.write_list(file, [number for _, number in sorted(self._order)])
            file.write(b',\n "findings": [')
            self._findings.write_list(file, range(len(self._findings)))
            file.write(b"\n}\n")

    def comparison(self) -> Comparison:
        """What was written, in short."""
        groups = tuple(group for _, group in _worst(self._shown))
        ids = {group.group_id for group in groups}
        findings = (*self._wrong, *self._right)[:SHOWN_FINDINGS]
        return Comparison(
            ConflictReport(groups=groups, findings=findings),
            self._conflicts,
            self._inconsistent,
            unshown_groups=self._differing - len(groups),
            unshown_findings=len(self._findings) - len(findings),
            unlisted={identifier: left for identifier, left in self._unlisted.items() if identifier in ids},
            worst=worst_of(groups),
        )


class _Spool:
    """Texts in a file, to be asked for by their numbers."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._ends = array("q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, pieces: Iterable[bytes]) -> int:
        """Keep a text, and say its number."""
        self._file.seek(self._ends[-1])
        self._ends.append(self._ends[-1] + sum(self._file.write(piece) for piece in pieces))
        return len(self) - 1

    def write_list(self, file: BinaryIO, numbers: Sequence[int]) -> None:
        """Write the texts of these numbers as the rest of a list after its bracket, as `json.dumps` indents it."""
        for place, number in enumerate(numbers):
            file.write(b",\n" if place else b"\n")
            self._copy(number, file)
        file.write(b"\n ]" if numbers else b"]")

    def _copy(self, number: int, file: BinaryIO) -> None:
        """Bit by bit: a group of two hundred figures may have a hundred megabytes of pairs."""
        self._file.seek(self._ends[number])
        left = self._ends[number + 1] - self._ends[number]
        while left > 0:
            left -= file.write(self._file.read(min(left, _PIECE)))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def worst_of(groups: Iterable[Group]) -> tuple[Worst, ...]:
    """A few conflicts of these groups in words, the worst first."""
    pairs = [(group, pair) for group in groups for pair in group.conflicts if pair.verdict == "conflict"]
    pairs.sort(key=lambda item: item[1].importance)
    return tuple(Worst(pair.severity, g.label.get("en", ""), pair.explanation["en"]) for g, pair in pairs[:WORST])


def _is_explained(entry: Conflict) -> bool:
    return entry.verdict == "explained" and entry.decision is None


def _worst(groups: Sequence[tuple[_Importance, Group]]) -> list[tuple[_Importance, Group]]:
    """The worst groups, as many as may stay in memory."""
    kept: list[tuple[_Importance, Group]] = []
    entries = 0
    for item in sorted(groups, key=lambda item: item[0]):
        entries += len(item[1].conflicts)
        if kept and entries > SHOWN_ENTRIES:
            break
        kept.append(item)
    return kept


def _indented(record: Record, indent: str) -> bytes:
    return (indent + dump(record, indent=1).replace("\n", f"\n{indent}")).encode()  # no string holds a line end


def _group_text(group: Group) -> Iterator[bytes]:
    """A group as it stands in conflicts.json, one pair at a time."""
    bare = _indented(group.model_copy(update={"conflicts": ()}), "  ")
    if not group.conflicts:
        yield bare
        return
    head, name, tail = bare.partition(b'\n   "conflicts": [')  # no line end stands inside of a string
    yield head + name
    for place, entry in enumerate(group.conflicts):
        yield (b",\n" if place else b"\n") + _indented(entry, "    ")
    yield b"\n   " + tail

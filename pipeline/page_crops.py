"""Pictures of figures on their pages, kept in the output folder: made once, taken up by the report."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import DerekError
from pipeline.reading.worker import WorkerPool
from pipeline.report.cards import is_clash
from pipeline.report.crops import Crops, crop_name, load_crops
from schemas import Claim, ConflictReport, Paper

FOLDER = "report-pages"
_INSIDE = 3_000_000  # bytes of pictures in the page itself; a report over a hundred papers stays under five million
_MOST = 600  # pictures; the worst conflicts come first
_A_CALL = 40  # pictures of one paper at a time, so that one reply stays short


def make_crops(
    out: Path, papers: Sequence[Paper], conflicts: ConflictReport, *, password_env: str | None = None
) -> None:
    """Draw the pictures that are missing. A paper that has moved or changed since it was read goes without."""
    folder = out / FOLDER
    password = os.environ.get(password_env) if password_env else None
    with WorkerPool("pipeline.report.crops:crop_figures") as pool:
        for paper, claims in _by_paper(papers, conflicts):
            names = {crop_name(c.claim_id, paper.source.sha256): c for c in claims}
            missing = [name for name in names if not (folder / name).exists()]
            for at in range(0, len(missing), _A_CALL):
                folder.mkdir(exist_ok=True)
                wanted = [_wanted(name, names[name]) for name in missing[at : at + _A_CALL]]
                try:
                    path = Path(paper.source.path).absolute()
                    pool.read(
                        path, folder=str(folder.absolute()), wanted=wanted, password=password,
                        sha256=paper.source.sha256,
                    )  # fmt: skip
                except DerekError:  # the figures are there all the same, with their quotes and pages
                    break


def stored_crops(out: Path, papers: Sequence[Paper], conflicts: ConflictReport) -> Crops:
    """The pictures that are there, for the figures that the report shows first."""
    folder = out / FOLDER
    there = [
        (claim.claim_id, path)
        for paper, claims in _by_paper(papers, conflicts)
        for claim in claims
        if (path := folder / crop_name(claim.claim_id, paper.source.sha256)).exists()
    ]
    rank = {identifier: n for n, identifier in enumerate(_shown(conflicts))}
    return load_crops(sorted(there, key=lambda item: rank[item[0]]), budget=_INSIDE, beside=FOLDER)


def remove_stray_crops(out: Path, papers: Sequence[Paper], conflicts: ConflictReport) -> None:
    """Pictures of figures that stand in no conflict any more."""
    wanted = {
        crop_name(claim.claim_id, paper.source.sha256)
        for paper, claims in _by_paper(papers, conflicts)
        for claim in claims
    }
    for path in (out / FOLDER).glob("*.png"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def _shown(conflicts: ConflictReport) -> list[str]:
    """Ids of the claims in conflict, the worst first."""
    pairs = [e for group in conflicts.groups for e in group.conflicts if is_clash(e)]
    worst = sorted(pairs, key=lambda e: e.importance)
    return list(dict.fromkeys(claim for e in worst for claim in (e.a, e.b)))[:_MOST]


def _by_paper(papers: Sequence[Paper], conflicts: ConflictReport) -> Iterator[tuple[Paper, Sequence[Claim]]]:
    """The PDFs, each with those of its claims that are to be seen on their page."""
    shown = set(_shown(conflicts))
    for paper in papers:
        claims = [c for c in paper.claims if c.claim_id in shown and c.location.page and c.location.bbox]
        if claims and paper.source.media_type == "application/pdf":
            yield paper, claims


def _wanted(name: str, claim: Claim) -> list[object]:
    place = claim.location
    return [name, place.page, list(place.bbox or ()), claim.surface]

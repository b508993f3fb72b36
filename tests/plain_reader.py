"""A reader for tests of the store: one section, one claim for every number, no knowledge. `plain_reader:read`."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path

from pipeline.errors import EncryptedPaper, UnreadablePaper
from pipeline.identifiers import paper_id
from schemas import Cell, Claim, Location, Paper, Quantity, Section, Source, Table, dump


def read(path: Path, *, password: str | None = None, **options: str | bool | None) -> str:
    """The file's text as a paper. "bad" in it can't be read, "secret" needs a password, "slow" takes its time."""
    data = path.read_bytes()
    text = data.decode("utf-8")
    if "bad" in text:
        raise UnreadablePaper(path, "it is bad", "get a good one")
    if "secret" in text and not password:
        raise EncryptedPaper(path, "it is secret", "give the password")
    if "slow" in text:
        time.sleep(0.3)
    with (path.parent / "readings.log").open("a") as log:
        log.write(f"{path.name}\n")
    sha256 = hashlib.sha256(data).hexdigest()
    identifier = paper_id(path.name, sha256)
    source = Source(path=str(path), sha256=sha256, bytes=len(data), media_type="text/plain", reader="text")
    section = Section(section_id="s1", kind="body", lang="en", start=0, end=len(text))
    return dump(
        Paper(
            paper_id=identifier,
            work_id=f"work-{identifier}",
            source=source,
            text=text,
            sections=(section,),
            tables=(_table(identifier),),
            claims=tuple(_claim(match, text, identifier) for match in re.finditer(r"\d+", text)),
        )
    )


def _table(identifier: str) -> Table:
    rows = (("year", 'a, "quoted" one'), ("2019", "1 200"))
    cells = tuple(Cell(row=r, col=c, text=rows[r][c]) for r in range(2) for c in range(2))
    return Table(table_id=f"{identifier}-t1", rows=rows, cells=cells, header_rows=1)


def _claim(match: re.Match[str], text: str, identifier: str) -> Claim:
    value = int(match[0])
    return Claim(
        claim_id=f"c-{identifier}-{match.start()}",
        paper_id=identifier,
        origin="prose",
        lang="en",
        section_kind="body",
        quote=text,
        surface=match[0],
        location=Location(start=match.start(), end=match.end(), quote_start=0, quote_end=len(text)),
        quantity=Quantity(value=value, unit="person", interval=(value, value), interval_narrow=(value, value)),
        kind="count",
        topic={"what": "students"},
        label={"en": "students", "ru": "студенты", "kk": "студенттер"},
    )

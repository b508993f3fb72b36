"""What an output folder holds, read one record at a time: papers, whole or in part, claims, groups, findings."""

from __future__ import annotations

import json
import sys
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any

import ijson
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import BadOutput
from schemas import (
    SCHEMA_VERSION,
    Claim,
    ConflictReport,
    Diagnostic,
    Finding,
    Group,
    Metadata,
    Paper,
    Reference,
    Source,
)
from schemas.values import Version

_ID = b'{"claim_id":"'
"""How a line of claims.jsonl begins."""


class _Facts(BaseModel):
    """What of a paper a report over a large folder needs besides its claims."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: Version = SCHEMA_VERSION
    paper_id: str
    work_id: str
    source: Source
    metadata: Metadata
    references: tuple[Reference, ...]
    diagnostics: tuple[Diagnostic, ...]


class _Brief(_Facts):
    """What of a paper the comparison needs; a twentieth of its memory."""

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


def load_paper(path: Path) -> Paper:
    """The whole paper. Raises BadOutput when its file is missing or broken."""
    try:
        return Paper.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _broken(path, error) from None


def load_brief(path: Path) -> Paper:
    """The paper without its text, sections, tables and unread numbers: these are empty. Raises BadOutput."""
    return _load_part(path, _Brief)


def load_facts(path: Path) -> Paper:
    """The paper without its claims and findings too. Raises BadOutput."""
    return _load_part(path, _Facts)


def _load_part(path: Path, shape: type[_Facts]) -> Paper:
    try:
        part = shape.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _broken(path, error) from None
    kept = {name: getattr(part, name) for name in shape.model_fields}
    return Paper.model_construct(**{"claims": (), "findings": (), **kept, "text": "", "sections": ()})


def claims_of(path: Path, wanted: Container[str]) -> Iterator[Claim]:
    """The claims of these ids, in the order of a file of one claim a line, as `dump` writes them."""
    with path.open("rb") as file:
        for line in file:
            identifier = line[len(_ID) : line.index(b'"', len(_ID))].decode()
            if identifier in wanted:
                yield Claim.model_validate_json(line)


def paper_of_claims(path: Path) -> dict[str, str]:
    """Which paper each claim of such a file is of. Raises BadOutput."""
    try:
        with path.open("rb") as file:
            said = (json.loads(line) for line in file)
            return {claim["claim_id"]: sys.intern(claim["paper_id"]) for claim in said}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _broken(path, error) from None


def groups_of(path: Path) -> Iterator[Group]:
    """The groups of a `conflicts.json`, one at a time: the file may be larger than memory. Raises BadOutput."""
    return (Group.model_validate(group) for group in _items(path, "groups.item"))


def findings_of(path: Path) -> Iterator[Finding]:
    """The findings of a `conflicts.json`, one at a time. Raises BadOutput."""
    return (Finding.model_validate(finding) for finding in _items(path, "findings.item"))


def _items(path: Path, name: str) -> Iterator[Any]:
    try:
        with path.open("rb") as file:
            ConflictReport(schema_version=next(ijson.items(file, "schema_version"), ""))
            file.seek(0)
            yield from ijson.items(file, name)
    except (OSError, ValidationError, ijson.JSONError) as error:
        raise _broken(path, error) from None


def bare_paper(claims: Sequence[Claim]) -> Paper:
    """Claims of any papers in the shape of one."""
    construct: Any = Paper.model_construct
    made: Paper = construct(claims=tuple(claims))
    return made


def first_line(error: Exception) -> str:
    """What is wrong, for people."""
    if isinstance(error, ValidationError):
        return error.errors()[0]["msg"].removeprefix("Value error, ")
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _broken(path: Path, error: Exception) -> BadOutput:
    return BadOutput(path, f"can't be read ({first_line(error)})", "run `derek run` again")

"""`papers/<id>.json`: one paper as stored, whole or without what only its own page needs."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import BadOutput
from schemas import SCHEMA_VERSION, Claim, Diagnostic, Finding, Metadata, Paper, Reference, Source
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

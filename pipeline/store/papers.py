"""`papers/<id>.json`: one paper as stored, whole or without what only its own page needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import BadOutput
from schemas import SCHEMA_VERSION, Claim, Diagnostic, Finding, Metadata, Paper, Reference, Source
from schemas.values import Version


class _Brief(BaseModel):
    """What of a paper the comparison and a large report need; a twentieth of its memory."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: Version = SCHEMA_VERSION
    paper_id: str
    work_id: str
    source: Source
    metadata: Metadata
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    references: tuple[Reference, ...]
    diagnostics: tuple[Diagnostic, ...]


def load_paper(path: Path) -> Paper:
    """The whole paper. Raises BadOutput when its file is missing or broken."""
    try:
        return Paper.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _broken(path, error) from None


def load_brief(path: Path) -> Paper:
    """The paper without its text, sections, tables and unread numbers: these are empty. Raises BadOutput."""
    try:
        brief = _Brief.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _broken(path, error) from None
    kept = {name: getattr(brief, name) for name in _Brief.model_fields}
    return Paper.model_construct(**kept, text="", sections=())


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

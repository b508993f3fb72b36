"""`datapackage.json`: the output folder as a Data Package v2, so that other tools know files, types and hashes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemas import SCHEMA_VERSION, Claim, Decision, Record

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA = {".json": "application/json", ".jsonl": "application/jsonl", ".csv": "text/csv", ".html": "text/html"}
_TITLES = {
    "index.json": "The papers, and how each was read",
    "claims.jsonl": "Every claim of every paper, one a line",
    "conflicts.json": "Groups of claims, their conflicts, and findings inside papers",
    "report.html": "The report for people",
    "decisions.jsonl": "What reviewers decided, one decision a line",
}
_LINES: dict[str, tuple[type[Record], str]] = {
    "claims.jsonl": (Claim, "claim_id"),
    "decisions.jsonl": (Decision, "decision_id"),
}
"""Files of one record a line, and the key of each."""
_GROWING = {"decisions.jsonl"}
"""A reviewer may add to it at any moment, so that no hash of it would stay true."""
_TYPES = {"string": "string", "number": "number", "integer": "integer", "object": "object", "array": "array"}


def describe(out: Path, *, holds: Callable[[Path], bool] = lambda path: False) -> str:
    """The text of `datapackage.json`. `created` is the one time in the folder; it stands while nothing else changes.

    `holds` tells of a file that it is as the package that stands there describes it.
    """
    path = out / "datapackage.json"
    try:
        old: dict[str, Any] = json.loads(path.read_text("utf-8"))
        known = {resource["path"]: resource for resource in old["resources"]} if holds(path) else {}
    except (OSError, ValueError, KeyError, TypeError):
        old, known = {}, {}
    resources = [_known_or_new(out, path, known, holds) for path in _files(out)]
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "derek-extracted",
        "title": "Figures of papers, and where they conflict",
        "version": SCHEMA_VERSION,
    }
    same = {**old, "created": None} == {**package, "created": None, "resources": resources}
    package["created"] = (old.get("created") if same else None) or datetime.now(UTC).replace(
        microsecond=0
    ).isoformat().replace("+00:00", "Z")
    package["resources"] = resources
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _files(out: Path) -> list[Path]:
    named = [out / name for name in _TITLES if (out / name).is_file()]
    return [*named, *sorted((out / "papers").glob("*.json")), *sorted((out / "tables").glob("*.csv"))]


def _known_or_new(
    out: Path, path: Path, known: dict[str, dict[str, Any]], holds: Callable[[Path], bool]
) -> dict[str, Any]:
    before = known.get(path.relative_to(out).as_posix())
    return before if before is not None and holds(path) else _resource(out, path)


def _resource(out: Path, path: Path) -> dict[str, Any]:
    place = path.relative_to(out).as_posix()
    resource: dict[str, Any] = {"name": place.replace("/", "-").lower(), "path": place}
    if place in _TITLES:
        resource["title"] = _TITLES[place]
    resource |= {"format": path.suffix[1:], "mediatype": _MEDIA[path.suffix], "encoding": "utf-8"}
    if place not in _GROWING:
        with path.open("rb") as file:  # bit by bit: conflicts.json may have hundreds of megabytes
            resource |= {
                "bytes": path.stat().st_size,
                "hash": f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}",
            }
    if path.suffix == ".csv":
        resource |= {
            "type": "table",
            "dialect": {"header": False},
            "schema": _columns(path.read_bytes().decode("utf-8")),
        }
    elif place in _LINES:
        record, key = _LINES[place]
        fields = [_field(*item) for item in record.model_json_schema()["properties"].items()]
        resource["schema"] = {"fields": fields, "primaryKey": [key]}
    return resource


def _columns(text: str) -> dict[str, Any]:
    """Every cell is text as printed: `45,2` and `1 200` are for the reader of the paper to judge."""
    width = max((len(row) for row in csv.reader(io.StringIO(text))), default=0)
    return {"fields": [{"name": f"column {number}", "type": "string"} for number in range(1, width + 1)]}


def _field(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    options = [schema, *schema.get("anyOf", ())]
    kinds = [_TYPES[o["type"]] for o in options if o.get("type") in _TYPES]
    return {"name": name, "type": kinds[0] if kinds else "object"}
